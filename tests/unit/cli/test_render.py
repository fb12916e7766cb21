"""`ilmtool render`: one ground point, one screen pixel; places, sizes and errors."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
import rasterio
from numpy.typing import NDArray
from PIL import Image

from ilmtool.__main__ import main

# The grids of the real pair: one origin, other pixel sizes, so that pixel-to-pixel would be wrong.
WEST, NORTH = 114.22811508178711, 22.34134341446177
HONG_KONG = (
    ((540, 695), (9.346008300778618e-05, 0.0, WEST, 0.0, -9.345954908060023e-05, NORTH)),
    ((538, 693), (9.380751826060323e-05, 0.0, WEST, 0.0, -9.372927360897136e-05, NORTH)),
)
UTM = (
    ((600, 500), (0.5, 0.0, 400_000.0, 0.0, -0.5, 4_000_000.0)),
    ((1000, 833), (0.3, 0.0, 400_000.4, 0.0, -0.3, 3_999_999.7)),
)


def numbered(path: Path, size: tuple[int, int], transform: tuple[float, ...], crs: str) -> Path:
    """An image whose pixels tell their column and row: red and green modulo 256, blue the rest."""
    width, height = size
    rows, cols = np.mgrid[0:height, 0:width]
    planes = np.stack([cols % 256, rows % 256, cols // 256 * 16 + rows // 256]).astype("uint8")
    with rasterio.open(
        path, "w", driver="GTiff", width=width, height=height, count=3, dtype="uint8", crs=crs,
        transform=rasterio.Affine(*transform), tiled=True, blockxsize=256, blockysize=256,
    ) as out:  # fmt: skip
        out.write(planes)
    return path


def ground(grid: tuple[float, ...], at: tuple[float, float]) -> tuple[float, float]:
    """Pixel -> CRS on an upright grid."""
    return grid[2] + grid[0] * at[0], grid[5] + grid[4] * at[1]


def pixel(grid: tuple[float, ...], at: tuple[float, float]) -> tuple[float, float]:
    """CRS -> pixel on an upright grid."""
    return (at[0] - grid[2]) / grid[0], (at[1] - grid[5]) / grid[4]


def pixel_under(picture: NDArray[np.uint8], x: int, y: int) -> tuple[int, int]:
    """(column, row) of the image pixel that a picture shows at (x, y)."""
    red, green, blue = (int(v) for v in picture[y, x])
    return red + 256 * (blue // 16), green + 256 * (blue % 16)


def render(*arguments: object) -> NDArray[np.uint8]:
    out = Path(str(arguments[arguments.index("-o") + 1]))
    assert main(["render", *(str(a) for a in arguments)]) == 0
    return np.asarray(Image.open(out).convert("RGB"))


@pytest.mark.parametrize(
    ("grids", "crs", "center"),
    [(HONG_KONG, "EPSG:4326", (114.2532, 22.3091)), (UTM, "EPSG:32651", None)],
    ids=["hong kong's grids", "two resolutions in UTM"],
)
def test_ten_ground_points_lie_on_the_same_screen_pixel_in_both_panes(
    tmp_path: Path, grids: tuple, crs: str, center: tuple[float, float] | None
):
    paths = [
        numbered(tmp_path / f"{name}.tif", *grid, crs)
        for name, grid in zip(("20160927", "20180323"), grids, strict=True)
    ]
    before, after = grids[0][1], grids[1][1]
    middle = center or ground(after, (500, 400))
    place = "lonlat:{},{}".format(*center) if center else "px:500,400"
    scale, width, height = 7.0, 1400, 900
    picture = render(
        *paths, "-o", tmp_path / "o.png", "--scale", scale, "--size", f"{width}x{height}", "--center", place
    )
    aspect = 1.0
    if crs == "EPSG:4326":
        # Metres north over metres east of one after-scene pixel, on the WGS 84 ellipsoid.
        from pyproj import Geod

        geod, (lon, lat) = Geod(ellps="WGS84"), ground(after, (269, 346.5))
        north = geod.inv(lon, lat, lon, lat - after[4])[2]
        east = geod.inv(lon, lat, lon + after[0], lat)[2]
        aspect = north / east
    cx, cy = pixel(after, middle)
    rng = np.random.default_rng(7)
    checked = 0
    while checked < 10:
        x, y = int(rng.integers(60, width // 2 - 60)), int(rng.integers(60, height - 60))
        at = cx + (x + 0.5 - width / 4) / scale, cy + (y + 0.5 - height / 2) / (scale * aspect)
        there = pixel(before, ground(after, at))
        # Half a screen pixel from an edge of an image pixel, either neighbour would be right.
        near = [abs(v - round(v)) * scale < 0.5 for v in (*at, *there)]
        if any(near):
            continue
        assert pixel_under(picture, x, y) == (math.floor(there[0]), math.floor(there[1]))
        assert pixel_under(picture, x + width // 2, y) == (math.floor(at[0]), math.floor(at[1]))
        checked += 1


# Across 126 degrees east, where zones 51 and 52 meet.
_GRIDS = {
    "EPSG:32651": (0.6, -0.6),
    "EPSG:32652": (0.5, -0.5),
    "EPSG:4326": (6e-6, -5e-6),
    "EPSG:3857": (0.7, -0.7),
}


def grid_in(crs: str) -> tuple[float, ...]:
    """A grid that begins at 125.998 E, 39.662 N."""
    from pyproj import Transformer

    x, y = Transformer.from_crs("EPSG:4326", crs, always_xy=True).transform(125.998, 39.662)
    return (_GRIDS[crs][0], 0.0, x, 0.0, _GRIDS[crs][1], y)


@pytest.mark.parametrize(
    ("before_crs", "after_crs"),
    [
        ("EPSG:32651", "EPSG:32652"),
        ("EPSG:4326", "EPSG:32652"),
        ("EPSG:32651", "EPSG:4326"),
        ("EPSG:3857", "EPSG:32652"),
    ],
)
def test_a_ground_point_is_one_screen_pixel_across_crs(tmp_path: Path, before_crs: str, after_crs: str):
    """Over the whole of both views, read back from numbered pixels; where pixels lie says pyproj."""
    from pyproj import Geod, Transformer

    size, before, after = (900, 800), grid_in(before_crs), grid_in(after_crs)
    paths = [
        numbered(tmp_path / f"{name}.tif", size, grid, crs)
        for name, (crs, grid) in zip(
            ("20190216", "20190302"), ((before_crs, before), (after_crs, after)), strict=True
        )
    ]
    to_before = Transformer.from_crs(after_crs, before_crs, always_xy=True)
    scale, width, height, middle = 3.0, 2000, 900, (450.0, 400.0)
    picture = render(*paths, "-o", tmp_path / "o.png", "--scale", scale, "--size", f"{width}x{height}",
                     "--center", "px:{},{}".format(*middle))  # fmt: skip
    aspect = 1.0
    if after_crs == "EPSG:4326":
        geod, (lon, lat) = Geod(ellps="WGS84"), ground(after, middle)
        north = geod.inv(lon, lat, lon, lat - after[4])[2]
        aspect = north / geod.inv(lon, lat, lon + after[0], lat)[2]
    checked = 0
    for y in range(60, height - 60, 7):
        for x in range(20, width // 2 - 20, 13):
            at = (
                middle[0] + (x + 0.5 - width / 4) / scale,
                middle[1] + (y + 0.5 - height / 2) / (scale * aspect),
            )
            there = pixel(before, to_before.transform(*ground(after, at)))
            inside = all(1 < v < limit - 1 for v, limit in zip((*at, *there), (*size, *size), strict=True))
            # A tenth of a pixel is what placement may be off; nearer to an edge either neighbour is right.
            near = any(abs(v - round(v)) < 0.1 for v in (*at, *there))
            if not inside or near:
                continue
            assert pixel_under(picture, x, y) == (math.floor(there[0]), math.floor(there[1]))
            assert pixel_under(picture, x + width // 2, y) == (math.floor(at[0]), math.floor(at[1]))
            checked += 1
    assert checked > 1000


@pytest.mark.parametrize("scale", [2.1, 4.7])
def test_no_pixel_of_a_bent_scene_is_off_by_a_tenth(tmp_path: Path, scale: float):
    """Every one of the picture, where the pieces meet as well."""
    from pyproj import Transformer

    crs, size, (width, height) = ("EPSG:4326", "EPSG:32652"), (900, 800), (900, 700)
    before, after = (grid_in(name) for name in crs)
    paths = [
        numbered(tmp_path / f"{name}.tif", size, grid, own)
        for name, grid, own in zip(("20190216", "20190302"), (before, after), crs, strict=True)
    ]
    picture = render(*paths, "-o", tmp_path / "o.png", "--mode", "before", "--scale", scale,
                     "--size", f"{width}x{height}", "--center", "px:450,400").astype(int)  # fmt: skip
    rows, cols = np.mgrid[60 : height - 60, 20 : width - 20]
    x, y = 450 + (cols + 0.5 - width / 2) / scale, 400 + (rows + 0.5 - height / 2) / scale
    there = Transformer.from_crs(crs[1], crs[0], always_xy=True).transform(*ground(after, (x, y)))
    red, green, blue = np.moveaxis(picture[60 : height - 60, 20 : width - 20], 2, 0)
    shown = red + 256 * (blue // 16), green + 256 * (blue % 16)
    for place, pixel_shown in zip(pixel(before, there), shown, strict=True):
        off = np.maximum(pixel_shown - place, place - pixel_shown - 1)
        assert off.max() < 0.1


def test_a_negative_longitude_is_a_place_and_no_option(tmp_path: Path):
    grid = ((300, 300), (1e-4, 0.0, -122.5, 0.0, -1e-4, 37.8))
    paths = [numbered(tmp_path / f"{name}.tif", *grid, "EPSG:4326") for name in ("20190101", "20190201")]
    picture = render(*paths, "-o", tmp_path / "o.png", "--mode", "after", "--size", "200x200", "--scale", 4,
                     "--center", "-122.49005,37.78995")  # fmt: skip
    assert pixel_under(picture, 100, 100) == (99, 100)


@pytest.mark.parametrize("mode", ["before", "after", "swipe", "swipe-horizontal"])
def test_each_mode_shows_its_date(tmp_path: Path, mode: str):
    grid = ((400, 400), UTM[0][1])
    dark, light = tmp_path / "20190101.tif", tmp_path / "20190201.tif"
    for path, value in ((dark, 40), (light, 200)):
        with rasterio.open(path, "w", driver="GTiff", width=400, height=400, count=3, dtype="uint8",
                           crs="EPSG:32651", transform=rasterio.Affine(*grid[1])) as out:  # fmt: skip
            out.write(np.full((3, 400, 400), value, "uint8"))
    picture = render(dark, light, "-o", tmp_path / "o.png", "--mode", mode, "--size", "400x400", "--scale", 1)
    corner, opposite = int(picture[60, 60, 0]), int(picture[340, 340, 0])
    assert (corner, opposite) == {"before": (40, 40), "after": (200, 200)}.get(mode, (40, 200))


@pytest.mark.parametrize("bad", ["missing.tif", "text.tif", "."])
def test_an_unusable_image_is_one_sentence_on_stderr(tmp_path: Path, capsys, bad: str):
    good = numbered(tmp_path / "20190101.tif", *UTM[0], "EPSG:32651")
    (tmp_path / "text.tif").write_text("no image")
    assert main(["render", str(good), str(tmp_path / bad), "-o", str(tmp_path / "o.png")]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("ilmtool: ")
    assert Path(tmp_path / bad).name in told.err
    assert len(told.err.strip().splitlines()) == 1
    assert not (tmp_path / "o.png").exists()


def test_without_a_display_the_window_names_render(tmp_path: Path, capsys, monkeypatch: pytest.MonkeyPatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    pair = [numbered(tmp_path / f"{n}.tif", *UTM[0], "EPSG:32651") for n in ("20190101", "20190201")]
    assert main([str(p) for p in pair]) == 2
    told = capsys.readouterr().err
    assert "no display" in told
    assert "ilmtool render" in told


def test_the_picture_never_takes_the_place_of_an_image(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    pair = [numbered(tmp_path / f"{n}.tif", *UTM[0], "EPSG:32651") for n in ("20190101", "20190201")]
    was = [path.read_bytes() for path in pair]
    for path in pair:
        assert main(["render", *map(str, pair), "-o", str(path)]) == 2
        assert f"{path.name} is one of the images" in capsys.readouterr().err
    assert [path.read_bytes() for path in pair] == was
