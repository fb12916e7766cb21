"""Images by URL, against a web server on this computer: what is fetched, and what happens when it fails."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
from range_server import RangeServer, serving
from rasterio.transform import Affine

from ilmtool.errors import Cancelled, UserError
from ilmtool.imagery import loader as loader_module
from ilmtool.imagery import remote
from ilmtool.imagery.address import parse_address, public_url
from ilmtool.imagery.cache import TileCache
from ilmtool.imagery.loader import TileLoader
from ilmtool.imagery.source import RasterSource, open_source
from ilmtool.imagery.stretch import stretch_of
from ilmtool.imagery.tiles import TileKey

SIDE = 2048


def write_cog(path: Path, side: int = SIDE) -> Path:
    """A tiled GeoTIFF with overviews of noise, which no compression shrinks."""
    values = np.random.default_rng(7).integers(0, 256, (3, side, side), np.uint8)
    profile = {
        "driver": "COG", "width": side, "height": side, "count": 3, "dtype": "uint8",
        "crs": "EPSG:32651", "transform": Affine(0.5, 0, 400_000, 0, -0.5, 4_400_000),
        "compress": "deflate", "blocksize": 256,
    }  # fmt: skip
    with rasterio.open(path, "w", **profile) as dataset:
        dataset.write(values)
    return path


@pytest.fixture(scope="module")
def cog(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_cog(tmp_path_factory.mktemp("served") / "cog.tif")


@pytest.fixture
def server(cog: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[RangeServer]:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    # A server that stands still is given up after a second, at once and for good.
    for name, value in (("GDAL_HTTP_LOW_SPEED_TIME", 1), ("GDAL_HTTP_MAX_RETRY", 0)):
        monkeypatch.setitem(remote._OPTIONS, name, value)
    with serving(cog) as running:
        yield running


def refusal(work: Callable[[], Any]) -> str:
    with pytest.raises(UserError) as caught:
        work()
    text = str(caught.value)
    assert "\n" not in text
    return text


def whole(source: RasterSource, level: int) -> np.ndarray:
    size = source.facts.levels[level]
    return source.read(level, (0, 0, size.width, size.height))[0]


def test_a_remote_image_is_what_the_file_is(server: RangeServer, cog: Path):
    with open_source(server.url()) as far, open_source(cog) as near:
        assert far.facts.levels == near.facts.levels
        assert far.facts.transform == near.facts.transform
        assert far.facts.crs_code == "EPSG:32651"
        for window in ((0, 0, 300, 300), (1000, 900, 1300, 1100)):
            assert (far.read(0, window)[0] == near.read(0, window)[0]).all()
        assert (whole(far, 2) == whole(near, 2)).all()


def test_the_first_view_takes_a_small_part_of_the_file(server: RangeServer, cog: Path):
    size = cog.stat().st_size
    with open_source(server.url()) as source:
        assert server.sent <= 256 << 10, "the header, once to see whether it is there and once to keep"
        smallest = len(source.facts.levels) - 1
        pixels = whole(source, smallest)
        assert pixels.shape == (SIDE // 4, SIDE // 4, 3)
        assert server.sent < size / 10
        before = server.sent
        source.read(0, (600, 600, 1100, 1100))
        # Nine tiles of 256 px, what else lies in their pieces of 16 KiB, and a thread's own header.
        assert server.sent - before < 9 * 3 * 256 * 256 * 1.2 + (256 << 10)


def test_a_file_whose_directories_lie_at_its_end_is_read_too(server: RangeServer, tmp_path: Path):
    """GDAL fetches them when it is asked for overviews; this process's own server could not answer, and no
    window could paint, if it held Python's global lock then.
    """
    path = tmp_path / "late.tif"
    with rasterio.open(server.file) as source, rasterio.open(path, "w", **_plain(source)) as dataset:
        dataset.write(source.read())
    with rasterio.open(path, "r+") as dataset:
        dataset.build_overviews([2, 4])
        dataset.update_tags(note="x" * 40_000)
    server.file = path
    with open_source(server.url()) as source:
        assert [level.width for level in source.facts.levels] == [SIDE, SIDE // 2, SIDE // 4]
        assert whole(source, 2).shape == (SIDE // 4, SIDE // 4, 3)


def _plain(source: Any) -> dict[str, Any]:
    return {**source.profile, "driver": "GTiff", "tiled": True, "blockxsize": 256, "blockysize": 256}


def test_nothing_is_asked_for_but_the_named_file(server: RangeServer):
    with open_source(server.url("scene.tif?version=3")) as source:
        whole(source, 1)
    assert {path for _, path, _ in server.asked} == {"/folder/scene.tif?version=3"}
    assert all(wanted for method, _, wanted in server.asked if method == "GET"), "ranges only"


def test_each_failure_is_a_sentence_that_says_what_to_do(server: RangeServer, tmp_path: Path):
    url = server.url()

    def says() -> str:
        return refusal(lambda: open_source(url))

    server.mood = "gone"
    assert "has no such file (404)" in says()
    server.mood = "forbidden"
    assert "does not let you read it" in says()
    server.mood = "whole"
    assert "does not send parts of a file" in says()
    server.mood = "stalls"
    assert "does not answer any more" in says()
    server.mood = "well"
    server.file = tmp_path / "page.html"
    server.file.write_text("<html><body>Please log in</body></html>" * 100)
    assert "is not a GeoTIFF" in says()
    port = url.split(":")[2].split("/")[0]
    assert "secure connection" in refusal(lambda: open_source(f"https://127.0.0.1:{port}/x.tif"))
    assert "no way to" in refusal(lambda: open_source("http://no-such-host.invalid/x.tif"))


def test_a_server_that_is_not_there_is_told(tmp_path: Path, cog: Path):
    with serving(cog) as gone:
        url = gone.url()
    assert "there is no connection to 127.0.0.1" in refusal(lambda: open_source(url))


def test_after_a_failure_the_same_address_is_asked_again(server: RangeServer):
    server.mood = "gone"
    refusal(lambda: open_source(server.url()))
    server.mood = "well"
    with open_source(server.url()) as source:
        assert source.facts.width == SIDE


def test_a_replaced_file_is_not_mixed_with_what_was_fetched_before(server: RangeServer, tmp_path: Path):
    with open_source(server.url()) as source:
        whole(source, 2)
    server.file = write_cog(tmp_path / "smaller.tif", 512)
    with open_source(server.url()) as source:
        assert source.facts.width == 512


@pytest.mark.parametrize("mood", ["dies", "gone", "stalls"])
def test_a_server_that_fails_midway_costs_a_tile_and_not_the_image(server: RangeServer, mood: Any):
    with open_source(server.url()) as source:
        server.mood = mood
        assert server.url() in refusal(lambda: source.read(0, (0, 0, 256, 256)))
        server.mood = "well"
        server.released.set()
        assert source.read(0, (1500, 1500, 1600, 1600))[0].shape == (100, 100, 3)


def in_thread(work: Callable[[], Any]) -> tuple[threading.Thread, list[BaseException]]:
    caught: list[BaseException] = []

    def run() -> None:
        try:
            work()
        except (UserError, Cancelled) as error:
            caught.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    return thread, caught


def test_giving_up_ends_an_opening_that_hangs(server: RangeServer, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(remote._OPTIONS, "GDAL_HTTP_LOW_SPEED_TIME", 600)
    server.mood = "stalls"
    stop = threading.Event()
    thread, caught = in_thread(lambda: open_source(server.url(), cancelled=stop.is_set))
    assert server.waiting.wait(30)
    stop.set()
    thread.join(30)
    assert [type(error) for error in caught] == [Cancelled]


def test_closing_does_not_wait_for_a_read_that_hangs(server: RangeServer, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(remote._OPTIONS, "GDAL_HTTP_LOW_SPEED_TIME", 600)
    source = open_source(server.url())
    assert source.may_stall
    server.mood = "stalls"
    thread, caught = in_thread(lambda: source.read(0, (0, 0, 256, 256)))
    assert server.waiting.wait(30)
    source.close()
    thread.join(30)
    assert str(caught[0]) == "scene.tif is closed."


def test_the_tile_loader_leaves_a_read_that_hangs(server: RangeServer, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(remote._OPTIONS, "GDAL_HTTP_LOW_SPEED_TIME", 600)
    source = open_source(server.url())
    stretch = stretch_of(source)
    loader = TileLoader(TileCache(64 << 20))
    loader.add_scene("s", source, stretch)
    server.mood = "stalls"
    loader.want([TileKey("s", 0, 0, 0)])
    assert server.waiting.wait(30)
    loader.close()
    source.close()
    assert not loader.wait_idle(0), "the read still hangs, and nobody waited for it"


def test_a_tile_that_did_not_come_is_asked_for_again(server: RangeServer, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(loader_module, "RETRY_S", 0.0)
    errors: list[UserError] = []
    cache, key = TileCache(64 << 20), TileKey("s", 0, 0, 0)
    loader = TileLoader(cache, on_error=lambda _, error: errors.append(error))
    with open_source(server.url()) as source:
        loader.add_scene("s", source, stretch_of(source))
        server.mood = "gone"
        loader.want([key])
        loader.wait_idle()
        server.mood = "well"
        loader.want([key])
        loader.wait_idle()
        assert key in cache
        assert len(errors) == 1
        loader.close()


def test_no_pyramid_is_built_of_a_remote_image(server: RangeServer):
    with open_source(server.url()) as source:
        assert source.first_missing is None
        assert source.files == ()


def test_public_buckets_are_read_without_credentials(server: RangeServer, monkeypatch: pytest.MonkeyPatch):
    endpoint = server.url().split("/")[2]
    monkeypatch.setenv("AWS_S3_ENDPOINT", endpoint)
    monkeypatch.setenv("AWS_HTTPS", "NO")
    monkeypatch.setenv("AWS_VIRTUAL_HOSTING", "FALSE")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("CPL_AWS_AUTODETECT_EC2", "NO")
    monkeypatch.setenv("AWS_CONFIG_FILE", "none")
    monkeypatch.setenv("CPL_AWS_CREDENTIALS_FILE", "none")
    with open_source("s3://bucket/folder/scene.tif") as source:
        assert source.facts.width == SIDE
        assert source.facts.address.text == "s3://bucket/folder/scene.tif"


@pytest.mark.parametrize(
    ("text", "url", "name"),
    [
        ("https://example.com/a/b.tif", "https://example.com/a/b.tif", "b.tif"),
        ("HTTP://example.com/b.tif", "http://example.com/b.tif", "b.tif"),
        ("/vsicurl/https://example.com/b.tif", "https://example.com/b.tif", "b.tif"),
        ("/vsis3/bucket/a/b.tif", "s3://bucket/a/b.tif", "b.tif"),
        ("https://example.com/%C3%A4%20b.tif?x=1", "https://example.com/%C3%A4%20b.tif?x=1", "ä_b.tif"),
    ],
)
def test_addresses_are_understood(text: str, url: str, name: str):
    address = parse_address(text)
    assert (address.url, address.name) == (url, name)


@pytest.mark.parametrize(
    "text", ["https://", "https://example.com", "https://example.com/", "ftp://a/b.tif", "https://a b/c.tif"]
)
def test_what_is_no_address_of_a_file_is_refused_unasked(text: str):
    refusal(lambda: parse_address(text))


def test_secrets_of_an_address_are_not_written_down():
    assert public_url("https://me:word@example.com/a.tif?sig=abc&se=2026") == "https://example.com/a.tif"
    assert public_url("https://example.com/a.tif?X-Amz-Signature=1") == "https://example.com/a.tif"
    assert public_url("https://example.com/get?file=a.tif") == "https://example.com/get?file=a.tif"
