"""The main job: open a pair, box and label what changed, find it in the sidecar, go on later."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
from person import ALT, CTRL, SHIFT, Person, Spot
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog
from sample_pairs import SamplePair

from ilmtool.core.annotation import Annotation
from ilmtool.core.geometry import ring_bounds
from ilmtool.core.layout import CompareMode, Side
from ilmtool.sidecar.reader import read_sidecar

NOTE = "two cranes, booms up; shadow to the NW"
Drawn = tuple[Side, Spot, Spot]
"""Side, and the two corners in its pixels as the camera has them."""


def content(annotations: Iterable[Annotation]) -> dict[str, Any]:
    """All that annotations say, by id."""
    return {
        a.id: {"properties": msgspec.to_builtins(a.properties), "geometry": json.loads(a.geometry)}
        for a in annotations
    }


def draw(person: Person, side: Side, start: Spot, end: Spot) -> Drawn:
    """Drag out a box between two places of a side, given as fractions of what is visible of it."""
    first, last = (at(person, side, *fractions) for fractions in (start, end))
    count = len(person.boxes)
    person.drag(first, last)
    assert len(person.boxes) == count + 1
    return side, person.under(side, first), person.under(side, last)


def at(person: Person, side: Side, x: float, y: float) -> tuple[int, int]:
    """The canvas position, in whole pixels, next to a fraction of a side's visible image."""
    clip = person.pane(side).clip
    return round(clip.x + x * clip.w), round(clip.y + y * clip.h)


def six_boxes(person: Person) -> list[Drawn]:
    """What an analyst does: boxes on both dates in two modes, labelled in every way."""
    drawn = [draw(person, Side.AFTER, (0.2, 0.4), (0.3, 0.5))]
    person.key(Qt.Key.Key_2)
    # From the bottom right to the top left: the order of the corners must not matter.
    drawn.append(draw(person, Side.BEFORE, (0.7, 0.6), (0.6, 0.45)))
    person.key(Qt.Key.Key_L)
    person.type("roof")
    person.key(Qt.Key.Key_Return)
    person.key(Qt.Key.Key_1, CTRL)
    drawn.append(draw(person, Side.AFTER, (0.5, 0.4), (0.53, 0.43)))
    person.key(Qt.Key.Key_1)
    person.key(Qt.Key.Key_2, CTRL)
    person.key(Qt.Key.Key_T)
    person.type("apparent")
    person.key(Qt.Key.Key_Return)
    person.key(Qt.Key.Key_N)
    person.type(NOTE)
    person.key(Qt.Key.Key_Escape)
    person.mode(CompareMode.SWIPE_VERTICAL)
    drawn.append(draw(person, Side.BEFORE, (0.6, 0.5), (0.7, 0.6)))
    person.key(Qt.Key.Key_7)
    person.key(Qt.Key.Key_4, ALT)
    person.wheel(at(person, Side.AFTER, 0.4, 0.5), 2)
    drawn.append(draw(person, Side.AFTER, (0.3, 0.4), (0.4, 0.55)))
    person.key(Qt.Key.Key_9)
    drawn.append(draw(person, Side.BEFORE, (0.8, 0.3), (0.9, 0.35)))
    return drawn


def check_drawn(person: Person, drawn: list[Drawn]) -> None:
    """Each box is where the camera says that its drag was, drawn on the side that it was dragged on."""
    pair = person.workspace.pair
    assert pair is not None
    for annotation, (side, start, end) in zip(person.boxes, drawn, strict=True):
        assert annotation.ring is not None
        assert annotation.drawn_on == annotation.properties.visible_scene == pair.scene_id(side)
        expected = (
            min(start[0], end[0]), min(start[1], end[1]), max(start[0], end[0]), max(start[1], end[1]),
        )  # fmt: skip
        assert ring_bounds(annotation.ring) == pytest.approx(expected, rel=0, abs=1e-9)


def check_said(person: Person) -> None:
    said = [(a.label, a.properties.certainty, a.properties.change) for a in person.boxes]
    assert said == [
        ("trailer", "unknown", "new"),
        ("new roof", "confirmed", "new"),
        ("crane", "probable", "new"),
        ("rail-mounted building", "unknown", "moved"),
        ("door", "unknown", "new"),
        ("door", "unknown", "new"),
    ]
    assert person.boxes[2].properties.note == NOTE
    assert person.boxes[2].properties.certainty_term == "apparent"


def check_file(sidecar: Path, person: Person) -> None:
    """The file is what the contract says, read with nothing but a JSON parser."""
    pair = person.workspace.pair
    assert pair is not None
    raw = sidecar.read_bytes()
    table = json.loads(raw)
    assert raw.endswith(b"\n")
    assert b"\r" not in raw
    assert "crs" not in table
    ids = [feature["id"] for feature in table["features"]]
    assert ids == sorted(ids)
    for feature in table["features"]:
        line = json.dumps(feature["id"]).encode()
        assert sum(line in one for one in raw.split(b"\n")) == 1  # one feature a line
        properties = feature["properties"]
        assert properties["scene_before"] == pair.before.id
        assert properties["scene_after"] == pair.after.id
        assert properties["change_not_before"] == f"{pair.before.scene.acquisition.datetime[:10]}T00:00:00Z"
        assert properties["change_not_after"] == f"{pair.after.scene.acquisition.datetime[:10]}T23:59:59Z"
        assert properties["author"] == person.workspace.author
        assert properties["created"] <= properties["updated"]
        side = pair.side_of(properties["drawn_on"])
        assert side is not None
        width, height = pair.size_of(properties["drawn_on"]) or (0, 0)
        ring = np.array(properties["imageGeometry"]["coordinates"][0])
        assert (ring[0] == ring[-1]).all()
        assert ring.min() >= 0
        assert (ring <= (width, height)).all()
        lonlat = np.array(feature["geometry"]["coordinates"][0])
        assert (lonlat[0] == lonlat[-1]).all()
        assert signed_area(lonlat) > 0, "counter-clockwise in lon/lat"
        assert signed_area(ring) < 0, "TL, BL, BR, TR in pixels, y down"
        expected = independent_lonlat(pair.scene(side).facts, ring)
        for corner in expected:
            assert np.abs(lonlat - corner).max(axis=1).min() <= 6e-9  # 8 decimals


def signed_area(ring: Any) -> float:
    """Positive for counter-clockwise with y up."""
    x, y = (ring - ring[0]).T
    return float((x[:-1] * y[1:] - x[1:] * y[:-1]).sum() / 2)


def independent_lonlat(facts: Any, ring: Any) -> Any:
    """Pixels to degrees with pyproj and the transform of the file as rasterio reads it."""
    import pyproj
    import rasterio

    with rasterio.open(facts.path) as image:
        a, b, c, d, e, f = tuple(image.transform)[:6]
        to_degrees = pyproj.Transformer.from_crs(image.crs.to_wkt(), "EPSG:4326", always_xy=True)
    x, y = ring.T
    return np.column_stack(to_degrees.transform(a * x + b * y + c, d * x + e * y + f))


def leave(person: Person) -> None:
    """Close the window, as with its cross."""
    person.window.close()
    assert not person.window.isVisible()


@pytest.fixture(params=["utm", "hong kong"])
def images(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, Path]:
    """Before and after in a folder that can be written."""
    if request.param == "utm":
        pair: SamplePair = request.getfixturevalue("pair")
        return pair.before, pair.after
    source = request.getfixturevalue("shared_data") / "pairs" / "oscd_hongkong"
    if not source.is_dir():
        pytest.skip(f"no Hong Kong pair at {source}")
    names = ("hongkong_20160927_RGB.tif", "hongkong_20180323_RGB.tif")
    for name in names:
        shutil.copyfile(source / name, tmp_path / name)
    return tmp_path / names[0], tmp_path / names[1]


def sidecar_of(after: Path) -> Path:
    return after.with_name(after.name + ".ilm.geojson")


def test_box_label_undo_save_and_reopen(launch: Callable[..., Person], images: tuple[Path, Path]):
    first = launch()
    first.open(*images)
    sidecar = sidecar_of(images[1])
    assert not sidecar.exists(), "looking writes nothing"

    drawn = six_boxes(first)
    check_drawn(first, drawn)
    check_said(first)
    whole = content(first.boxes)

    for _ in range(3):
        first.key(Qt.Key.Key_Z, CTRL)
    assert len(first.boxes) == 4, "a box, its label, and the box before were taken back"
    first.key(Qt.Key.Key_Z, CTRL | SHIFT)
    first.key(Qt.Key.Key_Y, CTRL)
    first.key(Qt.Key.Key_Z, CTRL | SHIFT)
    assert content(first.boxes) == whole

    first.saved()
    assert "NOT SAVED" not in first.title
    assert "•" not in first.title
    check_file(sidecar, first)
    assert content(read_sidecar(sidecar).document.annotations.values()) == whole
    leave(first)
    kept = sidecar.read_bytes()
    assert content(read_sidecar(sidecar).document.annotations.values()) == whole

    second = launch()
    second.open(*images)
    assert content(second.boxes) == whole, "the same document, to the last digit"
    assert second.window.annotations.model.rowCount() == 6
    assert second.notices == ()
    leave(second)
    assert sidecar.read_bytes() == kept, "looking changes nothing"


def test_the_sidecar_itself_opens_its_pair(launch: Callable[..., Person], pair: SamplePair):
    first = launch()
    first.open(pair.before, pair.after)
    first.drag((500, 300), (540, 330))
    leave(first)
    second = launch()
    second.open(pair.sidecar)
    shown = second.workspace.pair
    assert shown is not None
    assert [shown.scene(side).facts.path for side in Side] == [pair.before, pair.after]
    assert content(second.boxes) == content(first.boxes)


def test_everything_by_keyboard_once_a_box_is_there(at_work: Person):
    """Label, certainty, term, change, note and place, without touching the mouse again."""
    at_work.drag((500, 300), (560, 350))
    before = at_work.boxes[0].ring
    at_work.key(Qt.Key.Key_Slash)
    dialog = QApplication.activeWindow()
    assert isinstance(dialog, QDialog)
    at_work.type("tstand")  # letters in order are enough
    at_work.key(Qt.Key.Key_Down)
    at_work.key(Qt.Key.Key_Up)
    at_work.key(Qt.Key.Key_Return)
    at_work.key(Qt.Key.Key_3, CTRL)
    at_work.key(Qt.Key.Key_3, ALT)
    at_work.key(Qt.Key.Key_Right, SHIFT)
    at_work.key(Qt.Key.Key_Down)
    box = at_work.boxes[0]
    assert box.label == "test stand"
    assert (box.properties.certainty, box.properties.change) == ("possible", "modified")
    assert box.ring is not None
    assert before is not None
    assert np.allclose(np.array(box.ring) - np.array(before), (10, 1), rtol=0, atol=1e-9)


def test_letters_typed_into_a_note_are_no_commands(at_work: Person):
    at_work.drag((500, 300), (560, 350))
    mode = at_work.workspace.view.mode
    at_work.key(Qt.Key.Key_N)
    at_work.type("Swap new wall 1 2 3 = fLEW [] / ?")
    assert at_work.boxes[0].properties.note == "Swap new wall 1 2 3 = fLEW [] / ?"
    assert at_work.boxes[0].label == "crane"
    assert at_work.workspace.view.mode is mode
    at_work.key(Qt.Key.Key_Escape)
    assert at_work.canvas.hasFocus()
    assert at_work.selected, "the first Esc only leaves the note"
    at_work.key(Qt.Key.Key_W)
    assert at_work.workspace.view.mode is CompareMode.SWIPE_VERTICAL


def test_enter_in_a_note_is_a_line_and_blanks_at_its_end_are_not_stored(at_work: Person, pair: SamplePair):
    at_work.drag((600, 300), (640, 340))
    at_work.key(Qt.Key.Key_N)
    at_work.type("new ")
    assert at_work.boxes[0].properties.note == "new"
    at_work.type("villas")
    at_work.key(Qt.Key.Key_Return)
    assert at_work.window.inspector.note.toPlainText() == "new villas\n", "what is typed stays while typing"
    at_work.type("two")
    at_work.key(Qt.Key.Key_Return)
    at_work.key(Qt.Key.Key_Return, CTRL)
    assert at_work.canvas.hasFocus()
    at_work.saved()
    stored = json.loads(pair.sidecar.read_text("utf-8"))["features"][0]["properties"]["note"]
    assert stored == "new villas\ntwo"


def test_a_note_typed_at_one_go_is_one_undo_step(at_work: Person):
    at_work.drag((500, 300), (560, 350))
    at_work.key(Qt.Key.Key_N)
    at_work.type("roof")
    at_work.key(Qt.Key.Key_Escape)
    at_work.key(Qt.Key.Key_Z, CTRL)
    assert not at_work.boxes[0].properties.note
    assert len(at_work.boxes) == 1
    at_work.key(Qt.Key.Key_Z, CTRL | SHIFT)
    assert at_work.boxes[0].properties.note == "roof"


def test_the_last_label_sticks(at_work: Person):
    at_work.key(Qt.Key.Key_6)
    at_work.drag((500, 300), (530, 320))
    at_work.drag((500, 400), (530, 420))
    assert [a.label for a in at_work.boxes] == ["vehicle", "vehicle"]


# -- other programs ------------------------------------------------------------------------------


@pytest.fixture
def annotated(launch: Callable[..., Person], pair: SamplePair) -> tuple[SamplePair, dict[str, Any]]:
    """The pair with six boxes in its sidecar, and what they say."""
    person = launch()
    person.open(pair.before, pair.after)
    six_boxes(person)
    leave(person)
    return pair, content(read_sidecar(pair.sidecar).document.annotations.values())


def reopened(launch: Callable[..., Person], pair: SamplePair) -> dict[str, Any]:
    """What the program says after opening the pair again; it must not complain."""
    person = launch()
    person.open(pair.before, pair.after)
    assert [n for n in person.notices if n.severity == "error"] == []
    return content(person.boxes)


def test_gis_libraries_read_the_file(annotated: tuple[SamplePair, dict[str, Any]]):
    pyogrio = pytest.importorskip("pyogrio", reason="pyogrio is not installed")
    geopandas = pytest.importorskip("geopandas", reason="geopandas is not installed")
    pair, said = annotated
    info = pyogrio.read_info(pair.sidecar)
    assert info["features"] == 6
    assert info["crs"] in {"EPSG:4326", "OGC:CRS84"}
    table = geopandas.read_file(pair.sidecar)
    assert dict(zip(table["id"], table["label"], strict=True)) == {
        key: one["properties"]["label"] for key, one in said.items()
    }
    assert table.geometry.is_valid.all()
    for one in table.itertuples():
        ring = np.array(one.geometry.exterior.coords)
        assert signed_area(ring) > 0
        assert ring.tolist() == said[one.id]["geometry"]["coordinates"][0]


def test_one_property_edited_in_place_by_gdal(
    annotated: tuple[SamplePair, dict[str, Any]], launch: Callable[..., Person]
):
    ogrinfo = shutil.which("ogrinfo")
    if ogrinfo is None:
        pytest.skip("GDAL's ogrinfo is not installed")
    pair, said = annotated
    chosen = next(key for key, one in said.items() if one["properties"]["label"] == "crane")
    layer = pair.sidecar.name.removesuffix(".geojson")
    subprocess.run(
        [ogrinfo, "-q", str(pair.sidecar), "-update", "-dialect", "SQLite", "-sql",
         f"UPDATE \"{layer}\" SET note = 'edited in GDAL' WHERE id = '{chosen}'"],
        check=True, capture_output=True,
    )  # fmt: skip
    assert "edited in GDAL" in pair.sidecar.read_text(encoding="utf-8")
    said[chosen]["properties"]["note"] = "edited in GDAL"
    assert reopened(launch, pair) == said


def test_a_geopandas_round_trip(annotated: tuple[SamplePair, dict[str, Any]], launch: Callable[..., Person]):
    geopandas = pytest.importorskip("geopandas", reason="geopandas is not installed")
    pair, said = annotated
    table = geopandas.read_file(pair.sidecar)
    table.to_file(pair.sidecar, driver="GeoJSON")
    assert '"ilmtool"' not in pair.sidecar.read_text(encoding="utf-8"), "the header is lost on this way"
    assert reopened(launch, pair) == said
