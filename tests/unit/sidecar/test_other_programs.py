"""A sidecar edited by GDAL and geopandas comes back without loss."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from ilmtool.sidecar.codec import encode
from ilmtool.sidecar.reader import read_bytes, read_sidecar

CRANE = "8f0c1f5e-0b5e-4a39-9d2e-1f6f0a1b2c3d"


@pytest.fixture
def copy(corpus: Path, tmp_path: Path) -> Path:
    path = tmp_path / "pad.tif.ilm.geojson"
    path.write_bytes((corpus / "ordinary.ilm.geojson").read_bytes())
    return path


def test_gdal_edits_one_property_in_place(copy: Path) -> None:
    ogrinfo = shutil.which("ogrinfo")
    if ogrinfo is None:
        pytest.skip("ogrinfo is not installed")
    before = copy.read_bytes()
    layers = subprocess.run([ogrinfo, "-ro", "-so", copy], capture_output=True, text=True, check=True).stdout
    layer = next(line[3:].split(" (")[0] for line in layers.splitlines() if line.startswith("1: "))
    update = (
        f"UPDATE \"{layer}\" SET certainty = 'confirmed' WHERE author = 'analyst1' AND review = 'approved'"
    )
    done = subprocess.run(
        [ogrinfo, "-dialect", "SQLITE", "-sql", update, copy], capture_output=True, text=True, check=False
    )
    if "SQLITE" in done.stderr and "not supported" in done.stderr:
        pytest.skip("this GDAL has no SQLite dialect")
    assert copy.read_bytes() != before
    loaded = read_sidecar(copy)
    assert [f for f in loaded.findings if f.severity != "info"] == []
    assert loaded.document.annotations[CRANE].properties.certainty == "confirmed"
    saved = b"".join(encode(loaded.document, loaded.lines)).split(b"\n")
    expected = before.replace(b'"certainty":"probable"', b'"certainty":"confirmed"').split(b"\n")
    # Nothing but the edit, and the layer's name that GDAL adds.
    assert [line for line in saved if line not in expected] in ([], [b'"name":"%s",' % layer.encode()])
    assert [line for line in expected if line not in saved] == []


def test_a_geopandas_round_trip(copy: Path, tmp_path: Path) -> None:
    geopandas = pytest.importorskip("geopandas")
    original = read_sidecar(copy)
    frame = geopandas.read_file(copy)
    assert frame.geometry.exterior.is_ccw.all()
    assert frame.crs.to_epsg() == 4326
    out = tmp_path / "out.geojson"
    frame.to_file(out, driver="GeoJSON")
    loaded = read_sidecar(out)
    assert not loaded.had_header
    assert {k: a.properties for k, a in loaded.document.annotations.items()} == {
        k: a.properties for k, a in original.document.annotations.items()
    }
    saved = b"".join(encode(loaded.document, loaded.lines))
    assert saved.split(b"\n")[-4:] == copy.read_bytes().split(b"\n")[-4:]


def test_geopandas_in_another_order_with_indices(copy: Path) -> None:
    """`to_json` moves the id to a number of the row, turns dates into text and sorts nothing."""
    geopandas = pytest.importorskip("geopandas")
    original = read_sidecar(copy)
    frame = geopandas.read_file(copy).iloc[::-1]
    text = frame.to_json(drop_id=False, default=str)
    loaded = read_bytes(text.encode())
    assert sorted(loaded.document.annotations) == sorted(original.document.annotations)
    for key, annotation in loaded.document.annotations.items():
        assert annotation.properties == original.document.annotations[key].properties
    saved = b"".join(encode(loaded.document, loaded.lines))
    assert [json.loads(line.rstrip(b","))["id"] for line in saved.split(b"\n")[-4:-2]] == sorted(
        original.document.annotations
    )


def test_pyogrio_sees_what_was_written(copy: Path) -> None:
    pyogrio = pytest.importorskip("pyogrio")
    info = pyogrio.read_info(copy, layer=pyogrio.list_layers(copy)[0][0])
    assert info["features"] == 2
    assert info["geometry_type"] == "Polygon"
    assert "imageGeometry" in info["fields"]
