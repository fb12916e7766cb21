"""Every kind of file shows the colours that it holds: read by ilmtool's own source, stretched for a
screen.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
from numpy.typing import NDArray
from PIL import Image
from rasterio.enums import ColorInterp
from rasterio.errors import NotGeoreferencedWarning

from ilmtool.imagery.source import RasterSource, open_source
from ilmtool.imagery.stretch import stretch_of, to_bgrx

SIDE = 64
COLORS = {
    "top left": (200, 30, 30),
    "top right": (30, 180, 40),
    "bottom left": (40, 50, 190),
    "bottom right": (120, 120, 120),
}
HALF = SIDE // 2


def quarters() -> NDArray[np.uint8]:
    """(rows, cols, 3): a colour in each quarter."""
    picture = np.zeros((SIDE, SIDE, 3), np.uint8)
    picture[:HALF, :HALF], picture[:HALF, HALF:], picture[HALF:, :HALF], picture[HALF:, HALF:] = (
        COLORS.values()
    )
    return picture


def written(path: Path, driver: str, planes: NDArray[Any], **options: Any) -> Path:
    bands, rows, cols = planes.shape
    profile = {
        "driver": driver,
        "width": cols,
        "height": rows,
        "count": bands,
        "dtype": planes.dtype.name,
        **options,
    }
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", NotGeoreferencedWarning)
        with rasterio.open(path, "w", **profile) as dataset:
            dataset.write(planes)
    return path


def gdal(driver: str, **options: Any) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        written(path, driver, np.moveaxis(quarters(), -1, 0), **options)

    return write


def pillow(mode: str = "RGB", **options: Any) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        Image.fromarray(quarters()).convert(mode).save(path, **options)

    return write


def lab(path: Path) -> None:
    from PIL import ImageCms

    profiles = ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB")
    picture = ImageCms.profileToProfile(Image.fromarray(quarters()), *profiles, outputMode="LAB")
    assert picture is not None
    picture.save(path)


def vrt(path: Path) -> None:
    gdal("GTiff")(path.with_name("tile.tif"))
    bands = "".join(
        f'<VRTRasterBand dataType="Byte" band="{n}"><ColorInterp>{color}</ColorInterp><SimpleSource>'
        f'<SourceFilename relativeToVRT="1">tile.tif</SourceFilename><SourceBand>{n}</SourceBand>'
        "</SimpleSource></VRTRasterBand>"
        for n, color in enumerate(("Red", "Green", "Blue"), 1)
    )
    path.write_text(f'<VRTDataset rasterXSize="{SIDE}" rasterYSize="{SIDE}">{bands}</VRTDataset>')


def palette(path: Path) -> None:
    index = np.zeros((1, SIDE, SIDE), np.uint8)
    index[0, :HALF, HALF:], index[0, HALF:, :HALF], index[0, HALF:, HALF:] = 1, 2, 3
    written(path, "GTiff", index)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", NotGeoreferencedWarning)
        with rasterio.open(path, "r+") as dataset:
            dataset.write_colormap(1, {n: (*color, 255) for n, color in enumerate(COLORS.values())})


MERCATOR = {"crs": "EPSG:3857", "transform": rasterio.Affine(0.5, 0, 0, 0, -0.5, 0)}
KINDS: dict[str, tuple[str, Callable[[Path], None], int]] = {
    "GeoTIFF": ("a.tif", gdal("GTiff"), 0),
    "separate planes": ("a.tif", gdal("GTiff", interleave="band", tiled=True, blockxsize=32), 0),
    "YCbCr JPEG": ("a.tif", gdal("GTiff", photometric="YCbCr", compress="JPEG"), 12),
    "YCbCr by Pillow": ("a.tif", pillow("YCbCr"), 12),
    "CMYK": ("a.tif", pillow("CMYK"), 3),
    # libtiff has its own idea of saturated colours; web colours are coarse.
    "CIELAB": ("a.tif", lab, 50),
    "WebP in TIFF": ("a.tif", gdal("GTiff", compress="WEBP", WEBP_LOSSLESS=True), 0),
    "palette": ("a.tif", palette, 0),
    "palette by Pillow": ("a.png", pillow("P"), 40),
    "COG": ("a.tif", gdal("COG"), 0),
    "JPEG 2000": ("a.jp2", gdal("JP2OpenJPEG", QUALITY="100", REVERSIBLE="YES"), 0),
    "NITF": ("a.ntf", gdal("NITF"), 0),
    "ENVI": ("a.img", gdal("ENVI"), 0),
    "ERDAS IMG": ("a.img", gdal("HFA"), 0),
    "ERDAS IMG, compressed": ("a.img", gdal("HFA", COMPRESSED="YES"), 0),
    "VRT": ("a.vrt", vrt, 0),
    "PNG": ("a.png", pillow(), 0),
    "JPEG": ("a.jpg", pillow(quality=95, subsampling=0), 6),
    "CMYK JPEG": ("a.jpg", pillow("CMYK", quality=95), 12),
    "WebP": ("a.webp", pillow(lossless=True), 0),
    "BMP": ("a.bmp", pillow(), 0),
    "GIF": ("a.gif", pillow(), 3),
    "TIFF by Pillow": ("a.tif", pillow(compression="tiff_lzw"), 0),
    "PCIDSK": ("a.pix", gdal("PCIDSK"), 0),
}  # fmt: skip


def shown(source: RasterSource, level: int = 0) -> NDArray[np.uint8]:
    """(rows, cols, 3) RGB as the screen has it."""
    size = source.facts.levels[level]
    stretch = stretch_of(source)
    data, valid = source.read_for_screen(level, (0, 0, size.width, size.height), stretch.bands)
    out = np.zeros((size.height, size.width, 4), np.uint8)
    return to_bgrx(data, valid, stretch, out)[..., 2::-1]


def check_quarters(picture: NDArray[np.uint8], tolerance: int) -> None:
    quarter = HALF // 2
    spots = ((quarter, quarter), (quarter, HALF + quarter), (HALF + quarter, quarter), (HALF + quarter,) * 2)
    for (name, color), (row, col) in zip(COLORS.items(), spots, strict=True):
        away = np.abs(picture[row, col].astype(int) - color).max()
        assert away <= tolerance, f"{name} is {picture[row, col]}, not {color}"


@pytest.mark.parametrize(("name", "write", "tolerance"), list(KINDS.values()), ids=list(KINDS))
def test_a_file_shows_its_colours(tmp_path: Path, name: str, write: Callable[[Path], None], tolerance: int):
    write(tmp_path / name)
    with open_source(tmp_path / name) as source:
        assert (source.facts.width, source.facts.height) == (SIDE, SIDE)
        check_quarters(shown(source), tolerance)


def test_mbtiles_show_their_colours(tmp_path: Path):
    path = tmp_path / "a.mbtiles"
    picture = np.moveaxis(np.kron(quarters(), np.ones((8, 8, 1), np.uint8)), -1, 0)
    side = 156543.03392804097 / 2**17
    transform = rasterio.Affine(side, 0, side * 256 * 10, 0, -side, side * 256 * 10)
    written(path, "MBTiles", picture, crs="EPSG:3857", transform=transform, TILE_FORMAT="PNG")
    with open_source(path) as source:
        assert source.facts.crs_code == "EPSG:3857"
        whole = shown(source)
        rows, cols = np.nonzero(whole.any(axis=2))
        inside = whole[rows.min() : rows.max() + 1, cols.min() : cols.max() + 1]
        step = inside.shape[0] // SIDE
        check_quarters(inside[step // 2 :: step, step // 2 :: step][:SIDE, :SIDE], 2)


DEPTHS = [
    ("uint16", 65535, {}), ("int16", 32767, {}), ("uint32", 2**32 - 1, {}), ("int32", 2**31 - 1, {}),
    ("float32", 1.0, {}), ("float64", 1.0, {}), ("uint64", 2**64 - 1, {}), ("int64", 2**63 - 1, {}),
    ("int8", 127, {}), ("uint8", 1, {"nbits": 1}), ("uint8", 15, {"nbits": 4}),
    ("uint16", 4095, {"nbits": 12}),
    ("complex64", 1.0, {}), ("complex_int16", 30000, {}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("dtype", "top", "options"), DEPTHS, ids=[f"{d} {o.get('nbits', '')}".strip() for d, _, o in DEPTHS]
)
def test_every_sample_type_goes_from_dark_to_bright(tmp_path: Path, dtype: str, top: float, options: Any):
    steps = np.linspace(0.02, 1, SIDE)
    ramp = np.broadcast_to(steps, (1, SIDE, SIDE))
    kind = {"complex_int16": "complex64"}.get(dtype, dtype)
    planes = np.zeros((1, SIDE, SIDE), kind)
    planes[:] = (
        (ramp * top).astype(kind) if np.dtype(kind).kind in "fc" else np.round(ramp * float(top) * 0.999)
    )
    path = tmp_path / "deep.tif"
    written(path, "GTiff", planes, **options, **({"dtype": dtype} if dtype != kind else {}))
    with open_source(path) as source:
        assert source.facts.dtype == dtype
        row = shown(source)[HALF, :, 0].astype(int)
        assert row[0] <= 60, "dark"
        assert row[-1] >= 250, "bright"
        assert (np.diff(row) >= 0).all()


def test_nothing_is_shown_where_there_is_nothing(tmp_path: Path):
    """Nodata, NaN, alpha, an internal mask, a mask and a nodata value beside the image: all look the same."""
    planes = np.moveaxis(quarters(), -1, 0)
    hole = (slice(None), slice(0, HALF), slice(0, HALF))
    backgrounds = {}
    for name in ("nodata", "nan", "alpha", "internal", "external", "pam"):
        path = tmp_path / f"{name}.tif"
        if name == "nan":
            values = planes[:1].astype(np.float32)
            values[hole] = np.nan
            written(path, "GTiff", values)
        elif name == "alpha":
            alpha = np.full((1, SIDE, SIDE), 255, np.uint8)
            alpha[hole] = 0
            written(path, "GTiff", np.concatenate((planes, alpha)), photometric="RGB", alpha="yes")
        elif name in {"nodata", "pam"}:
            values = planes.copy()
            values[hole] = 7
            written(path, "GTiff", values, **({"nodata": 7} if name == "nodata" else {}))
            if name == "pam":
                bands = "".join(
                    f'<PAMRasterBand band="{n}"><NoDataValue>7</NoDataValue></PAMRasterBand>'
                    for n in (1, 2, 3)
                )
                (tmp_path / "pam.tif.aux.xml").write_text(f"<PAMDataset>{bands}</PAMDataset>")
        else:
            written(path, "GTiff", planes)
            valid = np.full((SIDE, SIDE), 255, np.uint8)
            valid[:HALF, :HALF] = 0
            with (
                warnings.catch_warnings(),
                rasterio.Env(GDAL_TIFF_INTERNAL_MASK=name == "internal"),
            ):
                warnings.simplefilter("ignore", NotGeoreferencedWarning)
                with rasterio.open(path, "r+") as dataset:
                    dataset.write_mask(valid)
        with open_source(path) as source:
            picture = shown(source)
            _, valid_ = source.read(0, (0, 0, SIDE, SIDE))
            assert valid_ is not None, name
            assert (~valid_[:HALF, :HALF]).all(), name
            assert valid_[HALF:].all(), name
            backgrounds[name] = tuple(picture[5, 5])
            if name != "nan":
                assert (np.abs(picture[HALF + 5, 5].astype(int) - COLORS["bottom left"]) <= 1).all(), name
    assert (tmp_path / "external.tif.msk").is_file()
    assert len(set(backgrounds.values())) == 1, backgrounds


def test_overviews_beside_an_image_are_used(tmp_path: Path):
    path = written(tmp_path / "a.tif", "GTiff", np.zeros((1, 2048, 2048), np.uint8))
    with warnings.catch_warnings(), rasterio.Env(TIFF_USE_OVR=True):
        warnings.simplefilter("ignore", NotGeoreferencedWarning)
        with rasterio.open(path, "r+") as dataset:
            dataset.build_overviews([2, 4], rasterio.enums.Resampling.nearest)
    overviews = tmp_path / "a.tif.ovr"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", NotGeoreferencedWarning)
        with rasterio.open(overviews, "r+") as dataset:
            dataset.write(np.full((1, 1024, 1024), 99, np.uint8))
    with open_source(path) as source:
        assert [level.width for level in source.facts.levels] == [2048, 1024, 512]
        assert (source.read(1, (0, 0, 1024, 1024))[0] == 99).all()


@pytest.mark.parametrize(
    ("image", "world"),
    [("a.png", "a.pgw"), ("a.jpg", "a.jgw"), ("a.tif", "a.tfw"), ("a.bmp", "a.bpw"), ("a.png", "a.wld")],
)
def test_a_world_file_places_an_image(tmp_path: Path, image: str, world: str):
    pillow()(tmp_path / image)
    (tmp_path / world).write_text("0.5\n0\n0\n-0.5\n400000.25\n4000000.25\n")
    with open_source(tmp_path / image) as source:
        assert source.facts.transform == pytest.approx((0.5, 0, 400000, 0, -0.5, 4000000.5))
        check_quarters(shown(source), 8)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("ending", ["jpg", "webp"])
def test_pictures_stand_upright(tmp_path: Path, orientation: int, ending: str):
    stored = Image.fromarray(quarters())
    turn = Image.Transpose
    back = {2: turn.FLIP_LEFT_RIGHT, 3: turn.ROTATE_180, 4: turn.FLIP_TOP_BOTTOM, 5: turn.TRANSPOSE,
            6: turn.ROTATE_90, 7: turn.TRANSVERSE, 8: turn.ROTATE_270}  # fmt: skip
    if orientation in back:
        stored = stored.transpose(back[orientation])
    exif = Image.Exif()
    exif[0x0112] = orientation
    stored.save(tmp_path / f"a.{ending}", exif=exif, quality=95)
    with open_source(tmp_path / f"a.{ending}") as source:
        check_quarters(shown(source), 12)


def test_colours_are_known_by_their_names_not_by_their_order(tmp_path: Path):
    planes = np.moveaxis(quarters(), -1, 0)[::-1]
    path = written(tmp_path / "bgr.tif", "GTiff", planes)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", NotGeoreferencedWarning)
        with rasterio.open(path, "r+") as dataset:
            dataset.colorinterp = (ColorInterp.blue, ColorInterp.green, ColorInterp.red)
    with open_source(path) as source:
        check_quarters(shown(source), 0)
