"""Plain pictures: orientation, alpha, reduced levels, bombs, truncation, and when GDAL takes over."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from ilmtool.errors import UserError
from ilmtool.imagery.pillow_source import PillowSource
from ilmtool.imagery.source import open_source


def picture(rows: int = 60, cols: int = 80, mode: str = "RGB") -> Image.Image:
    y, x = np.mgrid[0:rows, 0:cols]
    planes = np.stack([x * 255 // cols, y * 255 // rows, (x + y) * 255 // (rows + cols)], axis=-1)
    return Image.fromarray(planes.astype(np.uint8)).convert(mode)


@pytest.mark.parametrize("name", ["a.png", "a.bmp", "a.webp"])
def test_lossless_pictures_read_exactly(tmp_path: Path, name: str) -> None:
    image = picture()
    image.save(tmp_path / name, **({"lossless": True} if name.endswith("webp") else {}))
    with open_source(tmp_path / name) as source:
        assert isinstance(source, PillowSource)
        data, valid = source.read(0, (10, 5, 80, 60))
        assert source.facts.transform is None
    assert valid is None
    assert np.array_equal(data, np.asarray(image)[5:60, 10:80])


@pytest.mark.parametrize("orientation", range(1, 9))
def test_exif_orientation_is_applied(tmp_path: Path, orientation: int) -> None:
    from PIL import ImageOps

    exif = Image.Exif()
    exif[0x0112] = orientation
    picture().save(tmp_path / "a.png", exif=exif)
    with Image.open(tmp_path / "a.png") as image:
        upright = np.asarray(ImageOps.exif_transpose(image))
    with open_source(tmp_path / "a.png") as source:
        assert (source.facts.height, source.facts.width) == upright.shape[:2]
        data, _ = source.read(0, (0, 0, source.facts.width, source.facts.height))
    assert np.array_equal(data, upright)


def test_exif_date(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0132] = "2024:05:05 05:05:05"  # DateTime: of the last edit
    exif.get_ifd(0x8769)[0x9003] = "2019:03:02 02:15:00"
    picture().save(tmp_path / "a.jpg", exif=exif)
    with open_source(tmp_path / "a.jpg") as source:
        acquisition = source.facts.acquisition
    assert (acquisition.datetime, acquisition.datetime_source) == ("2019-03-02T02:15:00Z", "EXIF")


@pytest.mark.parametrize(
    ("mode", "bands", "dtype"),
    [("L", 1, "uint8"), ("LA", 2, "uint8"), ("P", 3, "uint8"), ("RGBA", 4, "uint8"), ("1", 1, "uint8")],
)
def test_modes(tmp_path: Path, mode: str, bands: int, dtype: str) -> None:
    picture(mode=mode).save(tmp_path / "a.png")
    with open_source(tmp_path / "a.png") as source:
        data, _ = source.read(0, (0, 0, 80, 60))
        assert (source.facts.bands, source.facts.dtype) == (bands, dtype)
    assert data.shape == (60, 80, bands)


def test_sixteen_bits_are_kept(tmp_path: Path) -> None:
    grey = (np.arange(4800).reshape(60, 80) * 13).astype(np.uint16)
    Image.fromarray(grey).save(tmp_path / "a.png")
    with open_source(tmp_path / "a.png") as source:
        data, _ = source.read(0, (0, 0, 80, 60))
    assert data.dtype == np.uint16
    assert np.array_equal(data[..., 0], grey)


def test_alpha_becomes_validity(tmp_path: Path) -> None:
    image = picture(mode="RGBA")
    image.putalpha(Image.fromarray(np.where(np.arange(80) < 40, 0, 255)[None].repeat(60, 0).astype(np.uint8)))
    image.save(tmp_path / "a.png")
    with open_source(tmp_path / "a.png") as source:
        _, valid = source.read(0, (0, 0, 80, 60), (0, 1, 2))
    assert valid is not None
    assert not valid[:, :40].any()
    assert valid[:, 40:].all()


def test_the_smallest_level_of_a_jpeg_does_not_decode_it_whole(tmp_path: Path) -> None:
    picture(1600, 2400).save(tmp_path / "a.jpg", quality=95)
    with open_source(tmp_path / "a.jpg") as source:
        assert isinstance(source, PillowSource)
        last = len(source.facts.levels) - 1
        size = source.facts.levels[last]
        assert max(size.width, size.height) <= 512
        small, _ = source.read(last, (0, 0, size.width, size.height))
        assert 0 not in source._pixels
        full, _ = source.read(0, (0, 0, 2400, 1600))
    step = full[4::8, 4::8].astype(int)
    assert np.abs(small[: step.shape[0], : step.shape[1]].astype(int) - step).mean() < 3


def _png_claiming(width: int, height: int) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"0"))
        + chunk(b"IEND", b"")
    )


def test_a_decompression_bomb_is_refused_with_the_size_it_claims(tmp_path: Path) -> None:
    (tmp_path / "bomb.png").write_bytes(_png_claiming(60000, 50000))
    with pytest.raises(UserError, match=r"bomb\.png claims 60000 x 50000"):
        open_source(tmp_path / "bomb.png")


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp"])
def test_a_truncated_picture_is_refused(tmp_path: Path, name: str) -> None:
    rng = np.random.default_rng(0)
    path = tmp_path / name
    Image.fromarray(rng.integers(0, 255, (200, 200, 3), dtype=np.uint8)).save(path)
    path.write_bytes(path.read_bytes()[:-3000])
    with pytest.raises(UserError, match=f"{name} is cut short"):
        open_source(path)


def test_a_picture_damaged_inside_is_reported_when_read(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    rng = np.random.default_rng(0)
    Image.fromarray(rng.integers(0, 255, (200, 200, 3), dtype=np.uint8)).save(path)
    data = bytearray(path.read_bytes())
    data[2000:60000] = bytes(58000)
    path.write_bytes(data)
    with open_source(path) as source, pytest.raises(UserError, match=r"a\.png"):
        source.read(0, (0, 0, 200, 200))


def test_a_world_file_places_a_picture(tmp_path: Path) -> None:
    picture().save(tmp_path / "a.png")
    (tmp_path / "a.pgw").write_text("0.5\n0\n0\n-0.5\n1000.25\n1999.75\n")
    with open_source(tmp_path / "a.png") as source:
        facts = source.facts
        data, _ = source.read(0, (0, 0, 80, 60))
    assert facts.transform == (0.5, 0.0, 1000.0, 0.0, -0.5, 2000.0)
    assert facts.crs_wkt is None
    assert np.array_equal(data, np.asarray(picture()))
