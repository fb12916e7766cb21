"""GDAL files: facts, levels, windows, masks, threads, and files that break while open."""

from __future__ import annotations

import http.server
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest
import rasterio
from rasters import HALF_METRE, JPEG, TILED, UTM51, pattern, write_tiff

from ilmtool.errors import UserError
from ilmtool.imagery.source import open_source


def test_facts_come_from_the_file(tmp_path: Path) -> None:
    path = write_tiff(tmp_path / "a.tif", pattern(1200, 1500), nodata=0, overviews=(2, 4), **TILED)
    with open_source(path) as source:
        facts = source.facts
    assert (facts.width, facts.height, facts.bands, facts.dtype) == (1500, 1200, 3, "uint8")
    assert (facts.driver, facts.nodata, facts.crs_code) == ("GTiff", 0, UTM51)
    assert facts.transform == HALF_METRE
    assert facts.file_size == path.stat().st_size
    assert [(level.width, level.height) for level in facts.levels] == [(1500, 1200), (750, 600), (375, 300)]
    assert facts.gsd_source == "pixel"
    assert facts.acquisition.gsd == pytest.approx(0.5, rel=2e-3)


def test_levels_reach_512_px_without_any_overview(tmp_path: Path) -> None:
    path = write_tiff(tmp_path / "a.tif", pattern(1001, 2900, 1))
    with open_source(path) as source:
        levels = source.facts.levels
    assert [(level.width, level.height) for level in levels] == [
        (2900, 1001),
        (1450, 501),
        (725, 251),
        (363, 126),
    ]
    assert levels[1].factor_y == 2  # the last row reaches beyond the image


WINDOWS = ((0, 0, 256, 256), (100, 200, 700, 650), (512, 512, 900, 700), (899, 699, 900, 700))


@pytest.mark.parametrize("options", [TILED, JPEG, {**TILED, "compress": "deflate"}, {}])
def test_a_window_has_the_pixels_that_gdal_reads(tmp_path: Path, options: dict[str, object]) -> None:
    path = write_tiff(tmp_path / "a.tif", pattern(700, 900), **options)
    with open_source(path) as source, rasterio.open(path) as truth:
        for window in WINDOWS:
            data, valid = source.read(0, window)
            x0, y0, x1, y1 = window
            expected = np.moveaxis(truth.read(window=((y0, y1), (x0, x1))), 0, -1)
            assert valid is None
            assert np.array_equal(data, expected)


@pytest.mark.parametrize(("bands", "photometric"), [(3, "ycbcr"), (1, "minisblack"), (3, "rgb")])
def test_the_screens_quick_jpeg_decoder_shows_the_same_picture(
    tmp_path: Path, bands: int, photometric: str
) -> None:
    planes = pattern(700, 900, bands)
    options = {**TILED, "compress": "jpeg", "photometric": photometric, "jpeg_quality": 95}
    path = write_tiff(tmp_path / "a.tif", planes, overviews=(2,), **options)
    with open_source(path) as source, rasterio.open(path) as truth:
        for window in WINDOWS:
            data, _ = source.read_for_screen(0, window)
            x0, y0, x1, y1 = window
            expected = np.moveaxis(truth.read(window=((y0, y1), (x0, x1))), 0, -1)
            assert data.shape == expected.shape
            # Decoders smooth chroma differently; a misplaced or swapped band would differ by tens.
            assert np.abs(data.astype(int) - expected).mean() < 1
            assert np.abs(data.astype(int) - expected).max() <= 8
        coarse, _ = source.read_for_screen(1, (10, 20, 300, 350))
        exact, _ = source.read(1, (10, 20, 300, 350))
        assert np.abs(coarse.astype(int) - exact).max() <= 8


def test_bands_come_in_the_order_asked(tmp_path: Path) -> None:
    for options in (TILED, JPEG):
        path = write_tiff(tmp_path / "a.tif", pattern(600, 600), **options)
        with open_source(path) as source:
            for read in (source.read, source.read_for_screen):
                everything, _ = read(0, (0, 0, 300, 300))
                swapped, _ = read(0, (0, 0, 300, 300), (2, 0))
                assert np.array_equal(swapped, everything[..., [2, 0]])


def test_overview_levels_read_the_files_own_overview(tmp_path: Path) -> None:
    planes = np.zeros((1, 1024, 1024), np.uint8)
    path = write_tiff(tmp_path / "a.tif", planes, overviews=(2,), **TILED)
    with rasterio.open(path, "r+", overview_level=None) as full:
        full.write(np.full((1, 1024, 1024), 9, np.uint8))  # the overview keeps its zeros
    with open_source(path) as source:
        assert source.read(0, (0, 0, 10, 10))[0].max() == 9
        assert source.read(1, (0, 0, 512, 512))[0].max() == 0


def test_a_virtual_level_averages_the_ground_it_covers(tmp_path: Path) -> None:
    planes = np.zeros((1, 1024, 1024), np.uint8)
    planes[:, :, 1::2] = 100
    with open_source(write_tiff(tmp_path / "a.tif", planes, **TILED)) as source:
        data, _ = source.read(1, (10, 10, 200, 200))
    assert data.shape == (190, 190, 1)
    assert set(np.unique(data)) == {50}


def test_nodata_is_invalid_only_where_all_bands_have_it(tmp_path: Path) -> None:
    planes = pattern(300, 300) // 2 + 60
    planes[:, :50] = 0
    planes[0, 100] = 0
    with open_source(write_tiff(tmp_path / "a.tif", planes, nodata=0)) as source:
        _, valid = source.read(0, (0, 0, 300, 300))
        _, inside = source.read(0, (0, 60, 300, 90))
    assert valid is not None
    assert not valid[:50].any()
    assert valid[50:].all()
    assert inside is None


def test_nan_is_never_data(tmp_path: Path) -> None:
    planes = pattern(40, 40, 1, "float32")
    planes[:, :10] = np.nan
    with open_source(write_tiff(tmp_path / "a.tif", planes)) as source:
        _, valid = source.read(0, (0, 0, 40, 40))
    assert valid is not None
    assert valid.sum() == 30 * 40


@pytest.mark.parametrize("kind", ["alpha", "internal mask"])
def test_masks_and_alpha_say_what_is_data(tmp_path: Path, kind: str) -> None:
    hole = np.full((300, 300), 255, np.uint8)
    hole[:, 200:] = 0
    planes = pattern(300, 300, 3)
    if kind == "alpha":
        path = write_tiff(
            tmp_path / "a.tif", np.concatenate([planes, hole[None]]), photometric="rgb", alpha="yes"
        )
    else:
        path = tmp_path / "a.tif"
        with rasterio.Env(GDAL_TIFF_INTERNAL_MASK=True):
            write_tiff(path, planes)
            with rasterio.open(path, "r+") as out:
                out.write_mask(hole)
    with open_source(path) as source:
        _, valid = source.read(0, (0, 0, 300, 300), (0, 1, 2))
    assert valid is not None
    assert np.array_equal(valid, hole > 0)


def test_a_window_outside_the_level_is_a_mistake_of_the_caller(tmp_path: Path) -> None:
    with open_source(write_tiff(tmp_path / "a.tif", pattern(50, 50))) as source:
        for window in ((0, 0, 51, 50), (-1, 0, 5, 5), (5, 5, 5, 9)):
            with pytest.raises(ValueError, match="leaves a level"):
                source.read(0, window)


def test_many_threads_read_the_same_source(tmp_path: Path) -> None:
    planes = pattern(1024, 1024)
    path = write_tiff(tmp_path / "a.tif", planes, **TILED, compress="deflate")
    wrong: list[object] = []

    def work(seed: int) -> None:
        rng = np.random.default_rng(seed)
        for _ in range(10):
            x, y = (int(v) for v in rng.integers(0, 900, 2))
            data, _ = source.read(0, (x, y, x + 100, y + 100))
            if not np.array_equal(np.moveaxis(data, -1, 0), planes[:, y : y + 100, x : x + 100]):
                wrong.append((x, y))

    with open_source(path) as source:
        threads = [threading.Thread(target=work, args=(seed,)) for seed in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert not wrong


@pytest.mark.parametrize("options", [JPEG, {**TILED, "compress": "deflate"}, {"compress": "lzw"}, {}])
def test_a_truncated_tiff_is_refused_by_name(tmp_path: Path, options: dict[str, object]) -> None:
    rng = np.random.default_rng(0)
    planes = rng.integers(0, 255, (3, 600, 600), dtype=np.uint8)
    path = write_tiff(tmp_path / "cut.tif", planes, **options)
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 2 // 3])
    with pytest.raises(UserError, match=r"cut\.tif") as caught:
        open_source(path)
    assert caught.value.hint


def test_a_file_cut_while_open_gives_an_error_that_names_it_and_the_rest_stays_readable(
    tmp_path: Path,
) -> None:
    rng = np.random.default_rng(0)
    planes = rng.integers(0, 255, (3, 1024, 1024), dtype=np.uint8)
    path = write_tiff(tmp_path / "shrinks.tif", planes, **TILED)
    with open_source(path) as source:
        with path.open("r+b") as file:
            file.truncate(path.stat().st_size // 2)
        with pytest.raises(UserError, match=r"shrinks\.tif"):
            source.read(0, (768, 768, 1024, 1024))
        data, _ = source.read(0, (0, 0, 256, 256))
        assert np.array_equal(np.moveaxis(data, -1, 0), planes[:, :256, :256])


def test_a_vanished_file_is_said_to_be_gone(tmp_path: Path) -> None:
    path = write_tiff(tmp_path / "gone.tif", pattern(600, 600), **TILED)
    found: list[UserError] = []

    def read() -> None:
        try:
            source.read(0, (0, 0, 10, 10))
        except UserError as error:
            found.append(error)

    with open_source(path) as source:
        path.unlink()
        thread = threading.Thread(target=read)  # a thread without a handle of its own yet
        thread.start()
        thread.join()
    assert [error.title for error in found] == ["gone.tif is gone."]


def test_reading_after_close_is_refused(tmp_path: Path) -> None:
    source = open_source(write_tiff(tmp_path / "a.tif", pattern(50, 50)))
    source.close()
    with pytest.raises(UserError, match=r"a\.tif is closed"):
        source.read(0, (0, 0, 5, 5))


def test_gdal_says_nothing_on_the_terminal(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = write_tiff(tmp_path / "cut.tif", pattern(600, 600), compress="lzw")
    path.write_bytes(path.read_bytes()[:3000])
    with pytest.raises(UserError):
        open_source(path)
    (tmp_path / "text.tif").write_text("II*\0 not really a TIFF")
    with pytest.raises(UserError, match=r"text\.tif"):
        open_source(tmp_path / "text.tif")
    assert capfd.readouterr() == ("", "")


_OPEN_EACH = """
import sys
from ilmtool.errors import UserError
from ilmtool.imagery.source import open_source
for name in sys.argv[1:]:
    try:
        with open_source(name) as source:
            source.read(0, (0, 0, 20, 20))
    except UserError:
        print("refused", name)
"""


def test_a_local_file_cannot_make_the_program_fetch_anything(tmp_path: Path) -> None:
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_GET  # noqa: N815 - the name that http.server calls

        def log_message(self, *_: object) -> None:
            """Stay quiet."""

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    url = f"http://127.0.0.1:{server.server_port}/bait.tif"
    names = []
    for index, target in enumerate(
        (f"/vsicurl/{url}", f"/vsicurl_streaming/{url}", f"/vsigzip//vsicurl/{url}", url)
    ):
        names.append(tmp_path / f"{index}.vrt")
        names[-1].write_text(
            '<VRTDataset rasterXSize="20" rasterYSize="20"><VRTRasterBand dataType="Byte" band="1">'
            f'<SimpleSource><SourceFilename relativeToVRT="0">{target}</SourceFilename>'
            '<SourceBand>1</SourceBand><SrcRect xOff="0" yOff="0" xSize="20" ySize="20"/>'
            '<DstRect xOff="0" yOff="0" xSize="20" ySize="20"/></SimpleSource></VRTRasterBand></VRTDataset>'
        )
    names.append(tmp_path / "wms.xml")
    names[-1].write_text(f'<GDAL_WMS><Service name="TMS"><ServerUrl>{url}</ServerUrl></Service></GDAL_WMS>')
    try:
        # A process of its own: GDAL calls back while it holds Python's lock, and registers drivers only once.
        done = subprocess.run(
            [sys.executable, "-c", _OPEN_EACH, *map(str, names)],
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
    assert done.stdout.splitlines() == [f"refused {name}" for name in names]
    assert asked == []


def test_a_file_name_is_never_taken_for_anything_else(tmp_path: Path) -> None:
    for name in ("50%.tif", "a?b#c.tif", "zip+file:x!y.tif", "blank name.tif", "häuser.tif"):
        path = write_tiff(tmp_path / "plain.tif", pattern(20, 20)).rename(tmp_path / name)
        with open_source(path) as source:
            assert source.read(0, (0, 0, 20, 20))[0].shape == (20, 20, 3)


def test_gdal_keeps_enough_decoded_blocks_to_serve_a_window_from_them() -> None:
    """96 instead of 96 MB made a decimated read of a tiled deflate file 200 times as slow."""
    from rasterio._env import get_gdal_config

    from ilmtool.imagery.gdal_env import gdal_env

    with gdal_env():
        assert 64 << 20 <= int(get_gdal_config("GDAL_CACHEMAX")) <= 256 << 20


@pytest.mark.parametrize("compress", ["deflate", "jpeg"])
def test_overviews_beside_the_image(tmp_path: Path, compress: str) -> None:
    """They lie in another file, further back than the image reaches."""
    planes = pattern(1100, 1300)
    options = JPEG if compress == "jpeg" else TILED | {"compress": "deflate"}
    path = write_tiff(tmp_path / "a.tif", planes, **options)
    photometric = "YCBCR" if compress == "jpeg" else "RGB"
    with (
        rasterio.Env(TIFF_USE_OVR=True, COMPRESS_OVERVIEW=compress, PHOTOMETRIC_OVERVIEW=photometric),
        rasterio.open(path, "r+") as dataset,
    ):
        dataset.build_overviews([2, 4], rasterio.enums.Resampling.nearest)
    assert (tmp_path / "a.tif.ovr").stat().st_size > 0
    with open_source(path) as source:
        assert len(source.facts.levels) == 3
        level = source.facts.levels[1]
        window = (0, 0, level.width, level.height)
        for read in (source.read, source.read_for_screen):
            data, _ = read(1, window)
            expected = np.moveaxis(planes[:, ::2, ::2], 0, -1).astype(int)
            assert np.abs(data.astype(int) - expected).max() <= (0 if compress == "deflate" else 40)
