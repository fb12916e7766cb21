"""`ilmtool info`: facts for people and for scripts."""

from __future__ import annotations

import argparse
import json
import math
from pathlib import Path

import numpy as np
import pytest
import rasterio

from ilmtool.cli import info
from ilmtool.errors import UserError


def run(*arguments: str) -> int:
    parser = argparse.ArgumentParser()
    info.add_parser(parser.add_subparsers())
    args = parser.parse_args(["info", *arguments])
    return int(args.run(args))


@pytest.fixture
def scene(tmp_path: Path) -> Path:
    path = tmp_path / "site_20190302.tif"
    profile = {
        "width": 1100,
        "height": 700,
        "count": 1,
        "dtype": "float32",
        "nodata": math.nan,
        "crs": "EPSG:32651",
    }
    place = rasterio.Affine(0.5, 0, 400_000, 0, -0.5, 4_000_000)
    with rasterio.open(path, "w", driver="GTiff", transform=place, **profile) as out:
        out.write(np.ones((1, 700, 1100), np.float32))
    return path


def test_json_has_the_names_of_the_sidecar_and_is_strict(
    scene: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(str(scene), "--json") == 0

    def refuse(name: str) -> None:
        raise AssertionError(name)

    found = json.loads(capsys.readouterr().out, parse_constant=refuse)
    assert found["datetime"] == "2019-03-02T00:00:00Z"
    assert found["datetime_source"] == "filename"
    assert found["datetime_precision"] == "day"
    assert found["size"] == [1100, 700]
    assert found["levels"] == [[1100, 700], [550, 350], [275, 175]]
    assert (found["driver"], found["nodata"]) == ("GTiff", "nan")
    assert found["bands"] == [{"band": 1, "dtype": "float32", "color": "gray"}]
    assert found["crs"] == "EPSG:32651"
    assert found["transform"] == [0.5, 0, 400_000, 0, -0.5, 4_000_000]
    assert found["placement"] == "affine"
    assert found["gsd"] == pytest.approx(0.5, rel=1e-3)
    for name in ("platform", "attribution", "eo:cloud_cover", "view:off_nadir", "view:azimuth"):
        assert found[name] is None
    for name in ("view:sun_elevation", "view:sun_azimuth"):
        assert name in found


def test_people_get_aligned_lines_without_blanks(scene: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(str(scene)) == 0
    lines = capsys.readouterr().out.splitlines()
    starts = {line.index(line.split(maxsplit=1)[1]) for line in lines if line.split()[0] != "file"}
    assert len(starts) == 1
    assert any(line.startswith("size") and line.endswith("1100 x 700 px") for line in lines)
    assert "None" not in "".join(lines)


def test_a_file_that_is_no_image_is_a_user_error(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"nothing\.tif"):
        run(str(tmp_path / "nothing.tif"))


def test_help_is_a_page(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        run("--help")
    assert stopped.value.code == 0
    page = capsys.readouterr().out
    for word in ("IMAGE", "--json", "exit codes", "examples", "TIFFTAG_DATETIME"):
        assert word in page
