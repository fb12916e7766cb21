"""Label sets at work: a tree to search, foreign labels, attributes, judgement, and editing the set itself."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from person import CTRL, SHIFT, Person
from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QComboBox
from sample_pairs import SamplePair

from ilmtool.core.annotation import Polygon, Properties
from ilmtool.core.document import Document, Header
from ilmtool.core.scene import Scene
from ilmtool.session.labels import read_label_set
from ilmtool.sidecar.validate import validate_file
from ilmtool.ui.dialogs.label_picker import LabelPicker
from ilmtool.ui.dialogs.label_set_editor import LabelSetEditor
from ilmtool.ui.dialogs.map_labels import MapLabelsDialog

SET = """\
# our set
name = "Ours"

[[class]]
id = 4
name = "vehicle"
color = "#f0e442"
key = "1"
description = "Anything on wheels"

[[class.attribute]]
key = "length_m"
kind = "number"
title = "length"
unit = "m"
min = 0
max = 60
required = true

[[class]]
id = 5
name = "lorry"
parent = "vehicle"
key = "2"

[[class.attribute]]
key = "load"
kind = "choice"
choices = ["empty", "full"]

[[class]]
id = 6
name = "crane"
key = "3"
"""


@pytest.fixture
def label_set(tmp_path: Path, config: Path) -> Path:
    """A set of the user's own, in use."""
    path = tmp_path / "ours.toml"
    path.write_text(SET)
    settings = json.loads((config / "settings.json").read_text())
    (config / "settings.json").write_text(json.dumps({**settings, "label_set": str(path)}))
    return path


@pytest.fixture
def ours(label_set: Path, launch: Callable[..., Person], pair: SamplePair) -> Person:
    """Somebody with that set and the UTM pair open."""
    person = launch()
    person.open(pair.before, pair.after)
    return person


def on_disk(person: Person, pair: SamplePair) -> list[dict[str, Any]]:
    """Properties of the features in the file, in the order of their ids."""
    person.saved()
    assert [f for f in validate_file(pair.sidecar) if f.severity != "info"] == []
    return [f["properties"] for f in json.loads(pair.sidecar.read_text())["features"]]


def dialog(kind: type) -> Any:
    found = QApplication.activeWindow()
    assert isinstance(found, kind), found
    return found


def foreign_file(pair: SamplePair, labels: list[str]) -> None:
    """A colleague's file whose labels are their own."""
    from ilmtool.core.annotation import Annotation
    from ilmtool.sidecar.codec import encode

    annotations = {}
    for number, label in enumerate(labels):
        x, y = 100.0 + 40 * number, 300.0
        ring = ((x, y), (x, y + 20), (x + 20, y + 20), (x + 20, y), (x, y))
        key = f"00000000-0000-4000-8000-{number:012}"
        properties = Properties(label=label, drawn_on="after", image_geometry=Polygon((ring,)))
        annotations[key] = Annotation(key, properties)
    header = Header((Scene("before", "before", pair.before.name), Scene("after", "after", pair.after.name)))
    pair.sidecar.write_bytes(b"".join(encode(Document(header, annotations))))


def test_the_picker_is_a_tree_that_typing_narrows(ours: Person):
    ours.drag((600, 300), (640, 340))
    ours.key(Qt.Key.Key_L)
    picker = dialog(LabelPicker)
    top = [picker.tree.topLevelItem(i).text(0) for i in range(picker.tree.topLevelItemCount())]
    assert top == ["vehicle", "crane"]
    assert picker.tree.topLevelItem(0).child(0).text(0) == "lorry"
    ours.type("wheels")  # a word of the description
    hit = picker.tree.topLevelItem(0)
    assert hit.text(0) == "vehicle"
    assert "wheels" in hit.text(2), "why it is found"
    swatch = hit.icon(0)
    chosen = swatch.pixmap(12, QIcon.Mode.Selected).toImage()
    assert chosen == swatch.pixmap(12).toImage(), "its colour is what it says, on a chosen row too"
    ours.key(Qt.Key.Key_A, CTRL)
    ours.type("vehicle")  # the class, then what is below it
    assert [picker.tree.topLevelItem(i).text(0) for i in range(2)] == ["vehicle", "lorry"]
    ours.key(Qt.Key.Key_Down)
    ours.key(Qt.Key.Key_Return)
    assert ours.boxes[0].label == "lorry"


def test_foreign_labels_are_shown_and_mapped_in_one_step(
    label_set: Path, launch: Callable[..., Person], pair: SamplePair
):
    foreign_file(pair, ["Lorries", "Cranes", "Cranes", "gantry", ""])
    original = pair.sidecar.read_bytes()
    ours = launch()
    ours.open(pair.before, pair.after)
    assert any("3 labels" in n.title and "gantry" in n.title for n in ours.notices)
    colors = {ours.workspace.labels.style(b.label).color for b in ours.boxes if b.label}
    assert len(colors) > 1
    assert pair.sidecar.read_bytes() == original, "looking changes nothing"

    ours.key(Qt.Key.Key_L, SHIFT)
    mapper = dialog(MapLabelsDialog)
    assert mapper.mapping == {"Cranes": "crane"}, "a plural is suggested"
    choice: QComboBox = mapper.choices["Lorries"]
    choice.setFocus()
    while choice.currentData() != ("lorry",):
        ours.key(Qt.Key.Key_Down)
    choice = mapper.choices["gantry"]
    choice.setFocus()
    ours.key(Qt.Key.Key_Down)  # add to the set
    ours.key(Qt.Key.Key_Return)
    assert [b.label for b in ours.boxes] == ["lorry", "crane", "crane", "gantry", ""]
    gantry = read_label_set(label_set).by_name("gantry")
    assert gantry is not None
    assert gantry.id == 7
    assert "# our set" in label_set.read_text()
    assert [p["label"] for p in on_disk_labels(ours, pair)] == ["lorry", "crane", "crane", "gantry", ""]

    ours.key(Qt.Key.Key_Z, CTRL)
    assert [b.label for b in ours.boxes] == ["Lorries", "Cranes", "Cranes", "gantry", ""]
    ours.check_screen()


def on_disk_labels(person: Person, pair: SamplePair) -> list[dict[str, Any]]:
    person.saved()
    return [f["properties"] for f in json.loads(pair.sidecar.read_text())["features"]]


def test_attributes_are_asked_by_class_and_stored_as_properties(ours: Person, pair: SamplePair):
    ours.key(Qt.Key.Key_2)
    ours.drag((600, 300), (640, 340))
    form = ours.window.inspector.attributes
    assert list(form.fields) == ["length_m", "load"], "the parent's attribute first"
    assert "length" in form.finding.text(), "a gap is pointed out"
    assert "length_m" not in on_disk(ours, pair)[0], "and is no obstacle"
    form.fields["length_m"].setFocus()
    ours.type("99")
    assert "from 0 to 60" in form.finding.text()
    ours.key(Qt.Key.Key_Return)
    assert "length_m" not in on_disk(ours, pair)[0]
    ours.key(Qt.Key.Key_A, CTRL)
    ours.type("7,5")
    ours.key(Qt.Key.Key_Return)
    assert ours.canvas.hasFocus()
    assert not form.finding.isVisible()
    form.fields["load"].setFocus()
    ours.key(Qt.Key.Key_Down)
    ours.key(Qt.Key.Key_Down)
    (saved,) = on_disk(ours, pair)
    assert (saved["length_m"], saved["load"]) == (7.5, "full")
    assert list(saved)[-2:] == ["length_m", "load"]

    ours.key(Qt.Key.Key_Escape)
    ours.key(Qt.Key.Key_3)  # a crane has no such attributes; what was said is not lost
    assert not form.isVisible()
    assert on_disk(ours, pair)[0]["load"] == "full"
    ours.key(Qt.Key.Key_Z, CTRL)
    ours.key(Qt.Key.Key_Z, CTRL)
    assert on_disk(ours, pair)[0]["load"] == "empty"
    ours.key(Qt.Key.Key_Z, CTRL)
    (saved,) = on_disk(ours, pair)
    assert "load" not in saved
    assert saved["length_m"] == 7.5


def test_several_annotations_get_an_attribute_in_one_step(ours: Person, pair: SamplePair):
    ours.key(Qt.Key.Key_2)
    ours.drag((500, 300), (520, 320))
    ours.drag((600, 300), (640, 340))
    ours.key(Qt.Key.Key_A, CTRL)
    ours.window.inspector.attributes.fields["load"].setFocus()
    ours.key(Qt.Key.Key_Down)
    assert [p["load"] for p in on_disk(ours, pair)] == ["empty", "empty"]
    ours.canvas.setFocus()
    ours.key(Qt.Key.Key_Z, CTRL)
    assert ["load" in p for p in on_disk(ours, pair)] == [False, False]


def test_likelihood_and_confidence_are_two_controls_with_their_meaning(ours: Person, pair: SamplePair):
    ours.drag((600, 300), (640, 340))
    judgement = ours.window.inspector.judgement
    ours.key(Qt.Key.Key_J)
    assert judgement.likelihood.hasFocus()
    for _ in range(6):
        ours.key(Qt.Key.Key_Down)
    assert judgement.likelihood.currentText() == "very likely"
    assert "80 to 95 %" in judgement.likelihood.accessibleDescription()
    ours.key(Qt.Key.Key_Escape)
    assert ours.canvas.hasFocus()
    (saved,) = on_disk(ours, pair)
    assert saved["likelihood"] == "very likely"
    assert "confidence" not in saved, "the one never fills in the other"
    ours.key(Qt.Key.Key_J, SHIFT)
    ours.key(Qt.Key.Key_Down)
    ours.key(Qt.Key.Key_Down)
    (saved,) = on_disk(ours, pair)
    assert (saved["likelihood"], saved["confidence"], saved["certainty"]) == (
        "very likely",
        "moderate",
        "unknown",
    )
    assert "likely" not in judgement._sure.text()


def test_the_scene_that_alone_was_on_screen_is_recorded(ours: Person, pair: SamplePair):
    ours.drag((600, 300), (640, 340))
    after = on_disk(ours, pair)[0]["visible_scene"]
    ours.key(Qt.Key.Key_B)  # before only
    ours.key(Qt.Key.Key_1, CTRL)
    (saved,) = on_disk(ours, pair)
    assert saved["visible_scene"] == saved["scene_before"] != after


def test_the_set_is_edited_and_annotations_follow_a_new_name(ours: Person, pair: SamplePair, label_set: Path):
    ours.key(Qt.Key.Key_3)
    ours.drag((600, 300), (640, 340))
    assert ours.boxes[0].label == "crane"
    ours.key(Qt.Key.Key_K, CTRL)
    ours.type("edit label set")
    ours.key(Qt.Key.Key_Return)
    editor = dialog(LabelSetEditor)
    editor.tree.setFocus()
    ours.key(Qt.Key.Key_End)
    assert editor.current.name == "crane"
    editor.name.setFocus()
    editor.name.selectAll()
    ours.type("tower crane")
    editor.key.setFocus()
    ours.key(Qt.Key.Key_Up)
    editor.add.setFocus()
    ours.key(Qt.Key.Key_Space)
    ours.type("pump")
    editor.save_button.setFocus()
    ours.key(Qt.Key.Key_Space)
    labels = read_label_set(label_set)
    assert [(c.id, c.name, c.key) for c in labels] == [
        (4, "vehicle", "1"),
        (5, "lorry", None),
        (6, "tower crane", "2"),
        (7, "pump", None),
    ]
    assert ours.workspace.labels == labels
    assert on_disk(ours, pair)[0]["label"] == "tower crane"
    ours.check_screen()
    ours.key(Qt.Key.Key_Z, CTRL)
    assert ours.boxes[0].label == "crane"


def test_attributes_and_parents_are_edited_and_a_slip_is_told(ours: Person, label_set: Path):
    ours.key(Qt.Key.Key_3)
    ours.drag((600, 300), (640, 340))
    assert not ours.window.inspector.attributes.isVisible()
    ours.window.labels.edit()
    ours.until(lambda: isinstance(QApplication.activeWindow(), LabelSetEditor))
    editor = dialog(LabelSetEditor)
    editor.tree.setFocus()
    ours.key(Qt.Key.Key_End)
    editor.parent_class.setFocus()
    while editor.parent_class.currentData() != "vehicle":
        ours.key(Qt.Key.Key_Down)
    assert editor.current.parent == "vehicle"
    table = editor.attributes
    table.add.setFocus()
    ours.key(Qt.Key.Key_Space)
    table.table.item(0, 0).setText("boom deg")  # what typing into the cell does
    assert "no property" in editor.problem.text()
    table.table.item(0, 0).setText("boom_deg")
    assert not editor.problem.isVisible()
    kind = table.table.cellWidget(0, 1)
    assert isinstance(kind, QComboBox)
    kind.setFocus()
    while kind.currentText() != "number":
        ours.key(Qt.Key.Key_Up)
    table.table.item(0, 6).setText("90")
    editor.save_button.setFocus()
    ours.key(Qt.Key.Key_Space)
    crane = read_label_set(label_set).by_name("crane")
    assert crane is not None
    assert crane.parent == "vehicle"
    (boom,) = crane.attributes
    assert (boom.key, boom.kind, boom.high) == ("boom_deg", "number", 90.0)
    # The open annotation is asked at once.
    assert list(ours.window.inspector.attributes.fields) == ["length_m", "boom_deg"]
    assert ours.window.inspector.attributes.isVisible()


def test_a_removed_class_leaves_its_id_and_its_annotations(ours: Person, pair: SamplePair, label_set: Path):
    ours.key(Qt.Key.Key_3)
    ours.drag((600, 300), (640, 340))
    ours.window.labels.edit()
    ours.until(lambda: isinstance(QApplication.activeWindow(), LabelSetEditor))
    editor = dialog(LabelSetEditor)
    editor.tree.setFocus()
    ours.key(Qt.Key.Key_End)
    editor.remove.setFocus()
    ours.key(Qt.Key.Key_Space)
    editor.save_button.setFocus()
    ours.key(Qt.Key.Key_Space)
    assert "retired = [6]" in label_set.read_text()
    assert on_disk(ours, pair)[0]["label"] == "crane"
    assert not ours.workspace.labels.style("crane").known
    ours.check_screen()
    # The foreign label is added again: as another class, with another id.
    ours.key(Qt.Key.Key_L, SHIFT)
    mapper = dialog(MapLabelsDialog)
    mapper.choices["crane"].setFocus()
    ours.key(Qt.Key.Key_Down)
    ours.key(Qt.Key.Key_Return)
    again = read_label_set(label_set).by_name("crane")
    assert again is not None
    assert again.id == 7
