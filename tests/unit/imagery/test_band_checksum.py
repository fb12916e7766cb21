"""GDAL's checksum over ilmtool's own reading, judged by GDAL itself and by the values in its own tests."""

from __future__ import annotations

import argparse
import csv
import json
import subprocess
import sys
import warnings
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
from PIL import Image
from rasterio.errors import NotGeoreferencedWarning
from rasters import write_tiff

from ilmtool.cli import info
from ilmtool.errors import UserError

TYPES = ["uint8", "int8", "uint16", "int16", "uint32", "int32", "float32", "float64", "complex64"]


def printed(path: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    parser = argparse.ArgumentParser()
    info.add_parser(parser.add_subparsers())
    args = parser.parse_args(["info", "--checksum", "--json", str(path)])
    assert args.run(args) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def checksums(path: Path, capsys: pytest.CaptureFixture[str]) -> list[int]:
    return [band["checksum"] for band in printed(path, capsys)["bands"]]


def of_gdal(path: Path) -> list[int]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", NotGeoreferencedWarning)
        with rasterio.open(path) as dataset:
            return [dataset.checksum(band) for band in dataset.indexes]


@pytest.mark.parametrize("dtype", TYPES)
def test_every_sample_type(dtype: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    values = np.random.default_rng(7).normal(0, 4e9, (2, 83, 61))
    values[0, :10] = values[0, :10] % 300 - 100.5  # halves, small ones and signs
    kind = np.dtype(dtype).kind
    if kind in "iu":
        limits = np.iinfo(dtype)
        planes = np.clip(values, limits.min, limits.max).astype(dtype)
    else:
        planes = (values + 1j * values[:, ::-1] if kind == "c" else values).astype(dtype)
        planes[1, 3] = np.nan
        planes[1, 4, :7] = np.inf
    path = write_tiff(tmp_path / "a.tif", planes)
    assert checksums(path, capsys) == of_gdal(path)


def test_the_sum_goes_on_from_piece_to_piece(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ilmtool.imagery.band_checksum._CHUNK_BYTES", 1)
    planes = np.random.default_rng(1).integers(0, 255, (3, 101, 97), np.uint8)
    path = write_tiff(tmp_path / "a.tif", planes, blockysize=4)
    assert checksums(path, capsys) == of_gdal(path)


def test_a_picture_is_summed_as_it_is_stored(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its palette and its orientation are for the screen."""
    pixels = np.random.default_rng(2).integers(0, 16, (40, 30), np.uint8)
    palette = Image.fromarray(pixels)
    palette.putpalette([level for index in range(256) for level in (index, 255 - index, 7)])
    palette.save(tmp_path / "p.png")
    turned = Image.fromarray(pixels * 9)
    exif = turned.getexif()
    exif[0x0112] = 6
    turned.save(tmp_path / "t.jpg", exif=exif)
    for name in ("p.png", "t.jpg"):
        assert checksums(tmp_path / name, capsys) == of_gdal(tmp_path / name)
    assert printed(tmp_path / "t.jpg", capsys)["size"] == [40, 30]


def test_a_damaged_image_has_no_checksum(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    planes = np.random.default_rng(3).integers(0, 255, (1, 600, 600), np.uint8)
    path = write_tiff(tmp_path / "a.tif", planes, compress="deflate", blockysize=16)
    data = bytearray(path.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 4000] = bytes(4000)
    path.write_bytes(data)
    with pytest.raises(UserError, match=r"a\.tif"):
        checksums(path, capsys)


def test_the_values_of_gdals_own_tests(shared_data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """-1 stands for a file that must not be read."""
    expected: dict[str, dict[int, int]] = defaultdict(dict)
    with (shared_data / "zoo" / "EXPECTED_gdal_checksums.csv").open(newline="") as file:
        for row in csv.DictReader(file):
            expected[row["file"]][int(row["band"])] = int(row["expected_GDALChecksum"])
    assert len(expected) > 40
    for name, bands in expected.items():
        if -1 in bands.values():
            with pytest.raises(UserError):
                checksums(shared_data / name, capsys)
        else:
            found = checksums(shared_data / name, capsys)
            assert {band: found[band - 1] for band in bands} == bands, name


_EVERY_FILE = """
import json, sys
from pathlib import Path
from ilmtool.errors import UserError
from ilmtool.imagery.band_checksum import band_checksums
from ilmtool.imagery.source import open_source

for name in sys.stdin.read().splitlines():
    try:
        with open_source(Path(name), first=True) as source, source.as_stored() as stored:
            found = list(band_checksums(stored))
    except UserError as error:
        found = str(error)
    print(json.dumps(found))
status = Path("/proc/self/status").read_text()
print(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="peak memory is read from /proc")
def test_every_raster_is_read_exactly_or_refused_with_a_sentence(shared_data: Path) -> None:
    """And none crashes, prints on the terminal, or passes 2 GB."""
    with (shared_data / "RASTERS_measured.csv").open(newline="") as file:
        rows = [row for row in csv.DictReader(file) if (shared_data / row["file"]).is_file()]
    names = "\n".join(str(shared_data / row["file"]) for row in rows)
    done = subprocess.run(
        [sys.executable, "-c", _EVERY_FILE],
        check=False,
        input=names,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stderr == ""
    *results, peak_kib = done.stdout.splitlines()
    assert int(peak_kib) < 2 << 20
    exact = refused = 0
    for row, result in zip(rows, map(json.loads, results), strict=True):
        if isinstance(result, str):
            refused += 1
            assert Path(row["file"]).name in result or Path(row["file"]).stem in result, result
            assert not row["checksums"], f"{row['file']} can be read: {result}"
        elif row["checksums"]:
            exact += 1
            measured = json.loads(row["checksums"].replace("'", '"'))
            assert result == [int(value) for value in measured.values()], row["file"]
    assert exact > 300
    assert 0 < refused < 60
