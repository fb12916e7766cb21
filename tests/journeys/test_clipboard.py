"""Copy and paste: within a pair, between pairs at the same ground place, and with other programs."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from person import CTRL, Person
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from sample_pairs import SamplePair, ground, write_tiff

from ilmtool.core.annotation import Annotation
from ilmtool.core.geometry import Affine, apply, invert, ring_array, ring_bounds
from ilmtool.core.layout import Side


def clip() -> str:
    return QGuiApplication.clipboard().text()


def put(value: Any) -> None:
    """What another program put into the clipboard."""
    QGuiApplication.clipboard().setText(value if isinstance(value, str) else json.dumps(value))


def paste(person: Person, came: int) -> list[Annotation]:
    """Paste by key and wait for what comes of it."""
    before, told = set(person.workspace.document.annotations), len(person.notices)
    person.key(Qt.Key.Key_V, CTRL)
    if came:
        person.until(lambda: len(person.boxes) == len(before) + came)
    else:
        person.until(lambda: len(person.notices) > told)
    return [box for box in person.boxes if box.id not in before]


@pytest.fixture
def drawn(at_work: Person) -> Person:
    """Somebody with a trailer on the after side and a crane on the before side, both selected."""
    at_work.drag((600, 300), (640, 330))
    at_work.key(Qt.Key.Key_2)
    at_work.key(Qt.Key.Key_Escape)
    at_work.drag((200, 400), (230, 440))
    at_work.key(Qt.Key.Key_1)
    at_work.key(Qt.Key.Key_BracketRight)
    at_work.key(Qt.Key.Key_A, CTRL)
    return at_work


def test_pasting_into_the_same_pair_is_exact(drawn: Person):
    trailer, crane = drawn.boxes
    drawn.key(Qt.Key.Key_C, CTRL)
    made = {a.label: a for a in paste(drawn, 2)}
    for old, new in ((trailer, made["trailer"]), (crane, made["crane"])):
        assert new.id != old.id
        assert new.ring == old.ring
        assert new.geometry == old.geometry
        assert (new.drawn_on, new.properties.shape) == (old.drawn_on, old.properties.shape)
    assert sorted(a.id for a in drawn.selected) == sorted(a.id for a in made.values())
    assert drawn.notices == ()
    assert drawn.window.actions_.action("edit.undo").text() == "Undo paste 2 boxes"
    drawn.key(Qt.Key.Key_Z, CTRL)
    assert drawn.boxes == [trailer, crane]


def test_cut_takes_away_and_paste_brings_back(drawn: Person):
    trailer, crane = drawn.boxes
    drawn.key(Qt.Key.Key_X, CTRL)
    assert drawn.boxes == []
    made = paste(drawn, 2)
    assert sorted(a.ring for a in made) == sorted([trailer.ring, crane.ring])


def test_what_is_copied_is_geojson_that_others_read(drawn: Person, tmp_path: Path):
    geopandas = pytest.importorskip("geopandas")
    drawn.key(Qt.Key.Key_C, CTRL)
    mime = QGuiApplication.clipboard().mimeData()
    assert bytes(mime.data("application/geo+json").data()).decode() == mime.text()
    path = tmp_path / "clip.geojson"
    path.write_text(clip(), encoding="utf-8")
    frame = geopandas.read_file(path)
    assert sorted(frame["label"]) == ["crane", "trailer"]
    east, north = frame.to_crs("EPSG:32651").union_all().centroid.coords[0]
    assert 600_000 < east < 600_500
    assert 4_399_600 < north < 4_400_000


# -- between pairs -----------------------------------------------------------------------------------


def other_crs_pair(
    folder: Path, pair: SamplePair, crs: str, pixel_m: float
) -> tuple[list[Path], Affine, Any]:
    """Two images in another CRS around the same ground as `pair`, and how it leads there."""
    pyproj = pytest.importorskip("pyproj")
    way = pyproj.Transformer.from_crs(pair.crs, crs, always_xy=True)
    a, _, x0, _, e, y0 = pair.after_transform
    width, height = pair.after_size
    xs, ys = way.transform([x0, x0 + a * width] * 2, [y0, y0, y0 + e * height, y0 + e * height])
    degrees = crs == "EPSG:4326"
    step = (pixel_m / 85_000, pixel_m / 111_000) if degrees else (pixel_m, pixel_m)
    transform = (step[0], 0.0, min(xs) - 20 * step[0], 0.0, -step[1], max(ys) + 20 * step[1])
    size = (
        round((max(xs) - min(xs)) / step[0]) + 40,
        round((max(ys) - min(ys)) / step[1]) + 40,
    )
    paths = [
        write_tiff(folder / name, ground(size, grey), transform, crs)
        for name, grey in (("other_20200101.tif", 80), ("other_20200601.tif", 150))
    ]
    return paths, transform, way


@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:32650"])
def test_between_pairs_of_different_crs_it_is_the_same_ground(
    drawn: Person, launch: Callable[..., Person], pair: SamplePair, tmp_path: Path, crs: str
):
    originals = {a.label: a for a in drawn.boxes}
    drawn.key(Qt.Key.Key_C, CTRL)
    paths, transform, way = other_crs_pair(tmp_path / "other", pair, crs, 0.6)
    other = launch("mira")
    other.open(*paths)
    made = {a.label: a for a in paste(other, 2)}
    for label, which, side in (
        ("trailer", pair.after_transform, Side.AFTER),
        ("crane", pair.before_transform, Side.BEFORE),
    ):
        new, old = made[label], originals[label]
        assert new.drawn_on == other.workspace.pair.scene_id(side), "the image of the same role"
        here = ring_array(old.ring)
        x, y = way.transform(*apply(which, here).T)
        expected = apply(invert(transform), np.stack((x, y), axis=1))
        gaps = np.hypot(*(ring_array(new.ring)[:, None] - expected[None]).transpose(2, 0, 1)).min(axis=1)
        assert gaps.max() < 0.5, f"corners, in px: {gaps}"
        p = new.properties
        assert (p.scene_before, p.scene_after) == ("other_20200101", "other_20200601")
        assert (p.change_not_before, p.change_not_after) == ("2020-01-01T00:00:00Z", "2020-06-01T23:59:59Z")
        assert (p.author, p.review, p.created) == ("mira", "draft", p.updated)
    other.saved()
    written = json.loads(other.desk.saver.path.read_text("utf-8"))["features"]
    assert sorted(f["properties"]["label"] for f in written) == ["crane", "trailer"]


def test_what_lies_outside_is_left_out_and_told(
    drawn: Person, launch: Callable[..., Person], north: SamplePair
):
    drawn.key(Qt.Key.Key_C, CTRL)
    other = launch()
    other.open(north.before, north.after)
    assert paste(other, 0) == []
    (notice,) = other.notices
    assert notice.title == "Nothing was pasted."
    assert "2 left out: they lie outside of both images" in notice.detail


def test_without_georeferencing_the_pixels_stay_and_it_is_told(
    drawn: Person, launch: Callable[..., Person], tmp_path: Path
):
    originals = {a.label: a for a in drawn.boxes}
    drawn.key(Qt.Key.Key_C, CTRL)
    paths = [
        write_tiff(tmp_path / "bare" / name, ground((1000, 800), 90), None, None)
        for name in ("a.tif", "b.tif")
    ]
    other = launch()
    other.open(*paths)
    made = {a.label: a for a in paste(other, 2)}
    assert {label: a.ring for label, a in made.items()} == {label: a.ring for label, a in originals.items()}
    assert any("at the same pixels, not at the same place" in n.detail for n in other.notices)


# -- from other programs -----------------------------------------------------------------------------


def polygon(person: Person, *corners: tuple[float, float]) -> dict[str, Any]:
    """A GeoJSON polygon over pixels of the after image."""
    scene = person.workspace.pair.after
    lonlat = scene.ground.to_lonlat(np.array([*corners, corners[0]], dtype=float))
    return {"type": "Polygon", "coordinates": [lonlat.tolist()]}


def test_polygons_of_another_program_become_annotations(at_work: Person):
    feature = {
        "type": "Feature",
        "geometry": polygon(at_work, (100, 100), (180, 120), (160, 190), (90, 160), (70, 120)),
        "properties": {"class": "excavator", "fid": 7, "note": "by the fence"},
    }
    put({"type": "FeatureCollection", "features": [feature]})
    (made,) = paste(at_work, 1)
    assert (made.label, made.properties.shape, made.properties.note) == (
        "excavator",
        "polygon",
        "by the fence",
    )
    assert (made.properties.certainty, made.properties.change) == ("unknown", "new")
    assert ring_bounds(made.ring) == pytest.approx((70, 100, 180, 190), abs=0.05)
    at_work.check_screen()
    put(feature["geometry"])
    (made,) = paste(at_work, 1)
    assert made.label == "crane", "what says nothing gets the label in hand"


def test_a_multipolygon_becomes_one_annotation_a_part(at_work: Person):
    parts = [
        polygon(at_work, (x, 100), (x + 30, 100), (x + 30, 140), (x, 140))["coordinates"] for x in (100, 300)
    ]
    put({"type": "Feature", "geometry": {"type": "MultiPolygon", "coordinates": parts}, "properties": None})
    made = paste(at_work, 2)
    assert {a.properties.shape for a in made} == {"box"}


def test_a_polygon_that_crosses_itself_is_refused(at_work: Person):
    put(polygon(at_work, (100, 100), (200, 200), (200, 100), (100, 180)))
    assert paste(at_work, 0) == []
    assert "cross themselves" in at_work.notices[-1].detail


METRES = [[[600000, 4400000], [600010, 4400000], [600010, 4400010], [600000, 4400000]]]
POINT = {"type": "Feature", "geometry": {"type": "Point", "coordinates": [1, 2]}, "properties": {}}
MERCATOR = {"type": "name", "properties": {"name": "EPSG:3857"}}
HOSTILE = {
    "words": "just some words",
    "nothing": "",
    "cut short": '{"type":"FeatureCollection","features":[{"type":"Feature"',
    "nested": '{"type":"FeatureCollection","features":' + "[" * 200_000,
    "metres": {"type": "Polygon", "coordinates": METRES},
    "another crs": {"type": "FeatureCollection", "crs": MERCATOR, "features": []},
    "not finite": '{"type":"Polygon","coordinates":[[[1e999,0],[1,0],[1,1],[1e999,0]]]}',
    "other json": {"a": [1, 2, 3]},
    "points": {"type": "FeatureCollection", "features": [POINT]},
    "no features": {"type": "FeatureCollection", "features": []},
    "words for a geometry": {"type": "Feature", "geometry": "<script>", "properties": {}},
}


def test_what_is_no_annotation_changes_nothing_and_is_told(at_work: Person):
    at_work.drag((600, 300), (640, 340))
    (box,) = at_work.boxes
    for name, value in HOSTILE.items():
        at_work.window.notices.clear()
        put(value)
        assert paste(at_work, 0) == [], name
        assert at_work.boxes == [box], name
        assert at_work.notices[-1].title, name
        assert "Traceback" not in str(at_work.notices), name
        assert at_work.window.status.said == "Nothing was pasted", name


def test_words_that_are_not_the_contract_s_are_not_taken_over(at_work: Person, pair: SamplePair):
    scene = at_work.workspace.pair.after.id
    ring = [[10, 10], [10, 50], [50, 50], [50, 10], [10, 10]]
    properties = {
        "schema": "other/9", "kind": "spell", "label": "  a\n\tb " + "x" * 500, "shape": "star",
        "change": "exploded", "likelihood": "dunno", "certainty": 7, "drawn_on": scene, "review": "approved",
        "reviewer": "me", "locked": True, "color": "red",
        "imageGeometry": {"type": "Polygon", "coordinates": [ring]},
    }  # fmt: skip
    feature = {
        "type": "Feature",
        "id": "x",
        "geometry": polygon(at_work, (10, 10), (10, 50), (50, 50), (50, 10)),
    }
    put({"type": "FeatureCollection", "features": [{**feature, "properties": properties}]})
    (made,) = paste(at_work, 1)
    p = made.properties
    assert (p.schema, p.kind, p.shape, p.change) == ("ilmtool/1", "observation", "box", "new")
    assert (p.likelihood, p.certainty, p.review, p.reviewer, p.locked) == (
        None,
        "unknown",
        "draft",
        None,
        None,
    )
    assert p.label.startswith("a b xxx")
    assert len(p.label) == 200
    at_work.saved()
    (written,) = json.loads(pair.sidecar.read_text("utf-8"))["features"]
    assert written["properties"]["color"] == "red", "members of others are kept"
    assert at_work.program.executor.is_idle


def test_pasting_from_an_empty_clipboard_says_so(at_work: Person):
    QGuiApplication.clipboard().clear()
    assert not paste(at_work, 0)
    assert at_work.notices[-1].title == "The clipboard holds no annotations."
