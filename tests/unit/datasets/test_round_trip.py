"""Lossless formats give back what the sidecar says: any ring, any text, also over the antimeridian."""

from __future__ import annotations

import csv
import json
import math
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from dataset_sites import EAST, Item, write_site
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ilmtool.__main__ import main
from ilmtool.core.geometry import Ring, box_ring, ring_bounds, rotate_ring
from ilmtool.datasets.vector import vector_library

from .conftest import manifest

SIZE = (64, 48)
Read = dict[str, tuple[str, str, Ring, Any]]
"""Feature id -> class, note, ring in px, lon/lat geometry."""


def edges(limit: int) -> st.SearchStrategy[float]:
    whole = st.integers(-20, limit + 20).map(float)
    return st.one_of(whole, st.floats(-20, limit + 20).map(lambda value: round(value, 4)))


@st.composite
def rings(draw: st.DrawFn) -> tuple[Ring, str]:
    x, y = draw(edges(SIZE[0])), draw(edges(SIZE[1]))
    sides = st.one_of(st.just(0.0), st.floats(0.001, 0.5), st.floats(0.5, 60))
    width, height = draw(sides), draw(sides)
    ring = box_ring(x, y, x + width, y + height)
    if draw(st.booleans()):
        return ring, "box"
    return rotate_ring(ring, draw(st.floats(-180, 180)), (x + width / 2, y + height / 2)), "oriented_box"


NAMES = st.one_of(
    st.sampled_from(
        ['say "crane"', "it's", "=1+1", "-x", "@a", "<b>&amp;</b>", "塔吊", "a,b;c", "é\u0301", " x "]
    ),
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co")), min_size=1, max_size=12),
)


@st.composite
def item_lists(draw: st.DrawFn) -> list[Item]:
    made = []
    for ring, shape in draw(st.lists(rings(), min_size=1, max_size=6)):
        note = draw(st.one_of(st.none(), NAMES, st.just("two\nlines, \"quoted\"\tand 'more'")))
        made.append(Item(ring, draw(NAMES), shape, properties={} if note is None else {"note": note}))
    return made


def ring_of(text: str) -> Ring:
    points = shapely.get_coordinates(shapely.from_wkt(text)).tolist()
    return tuple((x, y) for x, y in points)


def from_geojson(folder: Path) -> Read:
    table = json.loads((folder / "annotations.geojson").read_bytes())
    return {
        f["id"]: (
            f["properties"]["class"],
            f["properties"].get("note", ""),
            ring_of(f["properties"]["image_ring"]),
            shapely.geometry.shape(f["geometry"]),
        )
        for f in table["features"]
    }


def from_gdal(path: Path, key: str) -> Read:
    raw = vector_library().raw
    meta, _, shapes, data = raw.read(path)
    columns = dict(zip(meta["fields"].tolist(), data, strict=True))
    found = zip(columns[key], columns["class"], columns["note"], columns["image_ring"], shapes, strict=True)
    return {i: (c, note or "", ring_of(text), shapely.from_wkb(shape)) for i, c, note, text, shape in found}


def from_gpkg(folder: Path) -> Read:
    return from_gdal(folder / "annotations.gpkg", "feature_id")


def from_kml(folder: Path) -> Read:
    import xml.etree.ElementTree as ET

    space = "{http://www.opengis.net/kml/2.2}"
    found: Read = {}
    for mark in ET.parse(folder / "annotations.kml").iter(f"{space}Placemark"):
        data = {d.get("name"): d.findtext(f"{space}value") or "" for d in mark.iter(f"{space}Data")}
        parts = []
        for polygon in mark.iter(f"{space}Polygon"):
            texts = [c.text or "" for c in polygon.iter(f"{space}coordinates")]
            lines = [[tuple(map(float, p.split(","))) for p in text.split()] for text in texts]
            parts.append(shapely.Polygon(lines[0], lines[1:]))
        shape = parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)
        found[data["id"] or ""] = (data["class"], data.get("note", ""), ring_of(data["image_ring"]), shape)
    return found


def from_csv(folder: Path) -> Read:
    def text(cell: str) -> str:
        return cell[1:] if cell.startswith("'") else cell

    with (folder / "annotations.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        for name in ("class", "note", "label"):
            assert not row[name].startswith(("=", "+", "-", "@"))
    return {
        row["id"]: (
            text(row["class"]),
            text(row["note"]),
            ring_of(row["image_ring"]),
            shapely.from_wkt(row["geometry"]),
        )
        for row in rows
    }


def from_labelme(folder: Path) -> Read:
    (path,) = folder.glob("all/*.json")
    found: Read = {}
    for shape in json.loads(path.read_bytes())["shapes"]:
        points = tuple((x, y) for x, y in shape["points"])
        ring = (
            box_ring(*points[0], *points[1]) if shape["shape_type"] == "rectangle" else (*points, points[0])
        )
        found[shape["ilmtool"]["id"]] = (shape["label"], shape["description"], ring, None)
    return found


READERS: dict[str, Callable[[Path], Read]] = {
    "geojson": from_geojson,
    "gpkg": from_gpkg,
    "kml": from_kml,
    "csv": from_csv,
    "labelme": from_labelme,
}
PLACES = {
    "usual": ("EPSG:32651", (0.0, 0.0)),
    "antimeridian": ("EPSG:32660", (756_600.0 - EAST, 0.0)),
}


def exported(items: list[Item], name: str, where: str) -> tuple[Read, dict[str, Any], dict[str, Any]]:
    folder = Path(tempfile.mkdtemp())
    try:
        crs, place = PLACES[where]
        site = write_site(folder, items, size=SIZE, crs=crs, place=place, gsd=(20.0, 20.0))
        target = folder / "out"
        assert main(["export", str(site.sidecar), "--format", name, "-o", str(target), "--workers", "1"]) == 0
        assert main(["export", "--verify", str(target)]) == 0
        features = json.loads(site.sidecar.read_bytes())["features"]
        return READERS[name](target), {f["id"]: f for f in features}, manifest(target)
    finally:
        shutil.rmtree(folder)


@pytest.mark.parametrize("where", PLACES)
@pytest.mark.parametrize("name", READERS)
@settings(max_examples=4, deadline=None)
@given(items=item_lists())
@example(items=[Item(box_ring(-5, -5, 10, 10), "=cmd|' /C calc'!A0", properties={"note": "+1"})])
@example(items=[Item(box_ring(5, 5, 5, 5), "point"), Item(box_ring(5, 5, 5, 9), "line")])
@example(items=[Item(box_ring(1, 1, 60, 40), "over the antimeridian")])
@example(items=[Item(((0, 0), (0, 15), (0, 15), (0, 0), (0, 0)), "line", "oriented_box")])
def test_what_comes_back_is_what_was_there(items: list[Item], name: str, where: str) -> None:
    found, truth, table = exported(items, name, where)
    skipped = {note["feature"] for note in table["notes"] if note["what"] == "skipped"}
    assert set(found) | skipped == set(truth)
    assert not set(found) & skipped
    for key in skipped:
        x0, y0, x1, y1 = ring_bounds(
            tuple(map(tuple, truth[key]["properties"]["imageGeometry"]["coordinates"][0]))
        )
        assert not (x0 > 0 and x1 < SIZE[0] and y0 > 0 and y1 < SIZE[1])
    for key, (label, note, ring, shape) in found.items():
        properties = truth[key]["properties"]
        assert label == properties["label"]
        assert note == properties.get("note", "")
        assert np.allclose(ring, properties["imageGeometry"]["coordinates"][0], rtol=0, atol=1e-9)
        if shape is not None:
            wanted = shapely.geometry.shape(truth[key]["geometry"])
            assert math.isclose(shape.area, wanted.area, rel_tol=1e-9, abs_tol=1e-18)
            # Nothing is left of a line that is cut at the antimeridian.
            assert shape.is_empty == wanted.is_empty
            assert wanted.is_empty or shapely.hausdorff_distance(shape, wanted) <= 1e-8


def test_a_footprint_over_the_antimeridian_has_two_parts(tmp_path: Path) -> None:
    found, _, _ = exported([Item(box_ring(1, 1, 60, 40), "wide")], "geojson", "antimeridian")
    (_, _, _, shape) = next(iter(found.values()))
    assert shape.geom_type == "MultiPolygon"
