"""A review by real keys: walking through one file, and settling two into a third; judged by the files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
import review_samples as samples
from person import CTRL, SHIFT, Person
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from sample_pairs import SamplePair

from ilmtool.core.annotation import Annotation
from ilmtool.core.document import Document, Header
from ilmtool.core.geometry import box_ring
from ilmtool.resources import resource_dir
from ilmtool.session.settling import decisions_of
from ilmtool.sidecar.codec import extra_properties
from ilmtool.sidecar.merge import merge
from ilmtool.sidecar.merge_record import with_conflicts
from ilmtool.sidecar.reader import read_sidecar
from ilmtool.sidecar.validate import validate_file

Key = Qt.Key


def scenes_of(person: Person, pair: SamplePair) -> Header:
    """The header that the program itself writes for the pair."""
    person.open(pair.before, pair.after)
    return person.workspace.document.header


def box(key: str, after: str, x: float, label: str = "crane", size: float = 30.0, **values) -> Annotation:
    ring = box_ring(x, 60, x + size, 60 + size)
    return samples.annotation(key, ring, label, **{"drawn_on": after, **values})


@pytest.fixture
def two_files(person: Person, pair: SamplePair) -> tuple[Path, Path]:
    """Files of anna and ben: one box that both have, and a conflict of every kind."""
    header = scenes_of(person, pair)
    after = person.workspace.pair.after.id
    anna = [box(f"a{i}", after, 20 + 45.0 * i) for i in range(7)]
    ben = [box(f"b{i}", after, 21 + 45.0 * i, author="ben") for i in range(6)]
    ben[1] = box("b1", after, 66, "vehicle", author="ben")
    ben[2] = box("b2", after, 111, change="removed", author="ben")
    ben[3] = box("b3", after, 156, change_not_after="2019-03-02T02:15:00Z", author="ben")
    ben[4] = box("b4", after, 201, certainty="confirmed", author="ben")
    ben[5] = box("b5", after, 246, likelihood="likely", author="ben")
    ben.append(box("b7", after, 340, author="ben"))
    made = []
    for name, drawn in (("anna", anna), ("ben", ben)):
        path = pair.after.with_name(f"{pair.after.name}.{name}.ilm.geojson")
        made.append(samples.write(path, Document(header, {a.id: a for a in drawn})))
    return made[0], made[1]


@pytest.fixture
def settling(
    person: Person, two_files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> Callable[[], None]:
    """Begins to settle both files, through the menu's command."""

    def begin() -> None:
        person.open(two_files[0])
        monkeypatch.setattr(
            QFileDialog, "getOpenFileName", staticmethod(lambda *_a, **_k: (str(two_files[1]), ""))
        )
        person.window.run_by_id("review.compare")
        person.until(lambda: person.desk.reviewer.is_settling)
        person.rest()

    return begin


def hashes(paths: tuple[Path, ...]) -> list[tuple[str, int]]:
    return [(hashlib.sha256(p.read_bytes()).hexdigest(), p.stat().st_mtime_ns) for p in paths]


def consensus(pair: SamplePair) -> Path:
    return pair.after.with_name(f"{pair.after.name}.consensus.ilm.geojson")


def kind(person: Person) -> str:
    item = person.desk.reviewer.item
    return "" if item is None else item.kinds[0]


def test_every_kind_of_conflict_is_settled_by_single_keys(
    person: Person, pair: SamplePair, two_files: tuple[Path, Path], settling: Callable[[], None]
) -> None:
    before = hashes(two_files)
    settling()
    reviewer = person.desk.reviewer
    assert reviewer.progress == (0, 7)
    seen = []
    for key in (Key.Key_F3, Key.Key_F2, Key.Key_F4, Key.Key_F5, Key.Key_F3, Key.Key_F2):
        seen.append(kind(person))
        bounds = reviewer.item.bounds
        camera, (width, height) = person.workspace.camera, person.workspace.shown.pane
        x, y = camera.map(((bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2))
        assert abs(x - width / 2) <= 1  # centred, in both dates
        assert abs(y - height / 2) <= 1
        assert (bounds[2] - bounds[0]) * camera.scale > 0.05 * width
        person.key(key)
        person.rest()
    assert seen == ["other label", "other change", "other date", "other certainty", "only b", "only a"]
    assert kind(person) == "other attribute"
    # Accept mine, and edit it: another label by its number key.
    person.key(Key.Key_F7)
    assert [a.label for a in person.selected] == ["crane"]
    wanted = person.workspace.labels.by_key("2").name
    person.key(Key.Key_2)
    person.key(Key.Key_F8)
    assert reviewer.item is None
    assert reviewer.progress == (7, 7)
    person.saved()

    made = read_sidecar(consensus(pair)).document
    by_source = {extra_properties(a)["review_source_id"]: a for a in made.annotations.values()}
    assert set(by_source) == {"a0", "b1", "a2", "a3", "b3", "b7", "a6", "a5"}
    assert by_source["b1"].label == "vehicle"
    assert by_source["a5"].label == wanted
    told = {key: extra_properties(a) for key, a in by_source.items()}
    assert (told["a0"]["review_votes"], told["a0"]["review_same_as"]) == ("2 of 2", "b0")
    assert (told["b1"]["review_votes"], told["b1"]["review_decision"]) == ("2 of 2", "theirs")
    assert (told["b7"]["review_votes"], told["b7"]["review_source"]) == ("1 of 2", two_files[1].name)
    assert told["a5"]["review_decision"] == "edited"
    decided = decisions_of(made.header)
    assert sorted(entry["status"] for entry in decided.values()) == sorted(
        ["theirs", "mine", "both", "neither", "theirs", "mine", "edited"]
    )
    assert all(entry["reviewer"] and entry["time"].endswith("Z") for entry in decided.values())
    record = made.header.extra["review"]
    assert [s["file"] for s in record["sources"]] == [p.name for p in two_files]
    assert [s["checksum"][4:] for s in record["sources"]] == [h for h, _ in before]
    assert not [f for f in validate_file(consensus(pair)) if f.severity == "error"]
    place = resource_dir() / "schema" / "ilmtool-annotations-1.0.schema.json"
    schema = json.loads(place.read_text("utf-8"))
    written = json.loads(consensus(pair).read_text("utf-8"))
    header = {"$ref": "#/$defs/header", "$defs": schema["$defs"]}
    jsonschema.validate(written["ilmtool"], header)
    assert hashes(two_files) == before


def test_undo_opens_a_conflict_again_and_a_later_day_goes_on_there(
    person: Person, pair: SamplePair, two_files: tuple[Path, Path], settling: Callable[[], None],
    launch: Callable[..., Person],
) -> None:  # fmt: skip
    settling()
    reviewer = person.desk.reviewer
    person.key(Key.Key_F3)
    person.key(Key.Key_F2)
    assert reviewer.progress == (2, 7)
    assert kind(person) == "other date"
    person.key(Key.Key_Z, CTRL)
    assert reviewer.progress == (1, 7)
    assert kind(person) == "other change"
    person.key(Key.Key_Y, CTRL)
    assert (reviewer.progress, kind(person)) == ((2, 7), "other date")
    person.key(Key.Key_Z, CTRL)
    assert (reviewer.progress, kind(person)) == ((1, 7), "other change")
    person.key(Key.Key_Semicolon)
    person.type("ask ben")
    person.key(Key.Key_Return)
    person.key(Key.Key_F4)
    assert kind(person) == "other date"
    person.key(Key.Key_F8, SHIFT)
    assert kind(person) == "other attribute"  # round the end, decided ones are passed over
    person.saved()
    before = consensus(pair).read_bytes()
    person.desk.abandon()

    later = launch()
    later.open(consensus(pair))
    again = later.desk.reviewer
    assert again.is_settling
    assert again.progress == (2, 7)
    assert again.item.kinds == ("other date",)
    later.rest()
    assert consensus(pair).read_bytes() == before
    commented = [
        entry for entry in decisions_of(later.workspace.document.header).values() if "comment" in entry
    ]
    assert [entry["comment"].rpartition(": ")[2] for entry in commented] == ["ask ben"]


def test_boxes_of_a_conflict_are_drawn_in_both_dates_until_it_is_settled(
    person: Person, settling: Callable[[], None]
) -> None:
    settling()
    person.key(Key.Key_F8)  # other change: both boxes lie on each other
    person.rest()
    mine, theirs = (86, 180, 233), (230, 159, 0)

    def counts() -> list[int]:
        shot = person.shot().astype(int)
        half = shot.shape[1] // 2
        return [
            int((abs(part - color).sum(axis=2) < 12).sum())
            for part in (shot[:, :half], shot[:, half:])
            for color in (mine, theirs)
        ]

    assert all(count > 30 for count in counts())
    for key in (Key.Key_F8,):
        person.key(key)
    person.check_screen()
    while person.desk.reviewer.item is not None:
        person.key(Key.Key_F5)
    person.rest()
    assert person.desk.reviewer.progress == (7, 7)
    person.check_screen()
    assert all(count == 0 for count in counts()[1::2])


def test_the_result_of_a_review_is_not_compared_again(person: Person, settling: Callable[[], None]) -> None:
    settling()
    person.window.run_by_id("review.compare")
    assert "is the result of a review" in person.notices[-1].title


def test_from_the_consensus_one_goes_back_to_one_s_own_file(
    person: Person, two_files: tuple[Path, Path], settling: Callable[[], None]
) -> None:
    settling()
    person.key(Key.Key_F2)
    panel = person.window.review.panel
    assert panel.back.isVisible()
    panel.ensureWidgetVisible(panel.back)
    person.click_on(panel.back)
    person.until(lambda: person.desk.saver is not None and person.desk.saver.path == two_files[0])
    person.rest()
    assert not person.desk.reviewer.is_settling
    assert not panel.back.isVisible()


def test_one_file_is_reviewed_by_walking(
    person: Person, two_files: tuple[Path, Path], launch: Callable[..., Person]
) -> None:
    person.workspace.author = "carla"
    person.open(two_files[1])
    person.key(Key.Key_R, CTRL)
    panel = person.window.review.panel
    person.canvas.setFocus()
    person.key(Key.Key_F8)
    assert [a.id for a in person.selected] == ["b0"]
    person.key(Key.Key_F9)
    assert [a.id for a in person.selected] == ["b1"]
    person.key(Key.Key_Semicolon)
    person.type("a trailer?")
    person.key(Key.Key_Return)
    person.key(Key.Key_F10)
    person.key(Key.Key_F12)
    assert [a.id for a in person.selected] == ["b3"]
    assert person.desk.reviewer.progress == (3, 7)
    assert panel.progress.text() == "3 of 7"
    person.saved()
    made = read_sidecar(two_files[1]).document.annotations
    assert [made[f"b{i}"].properties.review for i in range(4)] == [
        "approved", "changes_requested", "rejected", None,
    ]  # fmt: skip
    assert {made[f"b{i}"].properties.reviewer for i in range(3)} == {"carla"}
    (comment,) = made["b1"].properties.comments
    assert (comment.author, comment.text) == ("carla", "a trailer?")
    person.key(Key.Key_Z, CTRL)
    assert [a.id for a in person.selected] == ["b2"]
    person.key(Key.Key_Y, CTRL)
    person.saved()
    person.desk.abandon()

    # Ben sees what was asked, resolves it, and submits again.
    ben = launch()
    ben.workspace.author = "ben"
    ben.open(two_files[1])
    ben.key(Key.Key_R, CTRL)
    panel = ben.window.review.panel
    panel.state.setCurrentIndex(panel.state.findText("With open comments"))
    panel.state.activated.emit(panel.state.currentIndex())
    ben.canvas.setFocus()
    ben.key(Key.Key_F8)
    assert [a.id for a in ben.selected] == ["b1"]
    assert "a trailer?" in panel.comments.item(0).text()
    panel.ensureWidgetVisible(panel.resolve)
    ben.click_on(panel.resolve)
    ben.window.run_by_id("review.submit")
    ben.saved()
    again = read_sidecar(two_files[1]).document.annotations["b1"].properties
    assert again.review == "submitted"
    assert again.comments[0].resolved.endswith("Z")
    assert again.comments[0].text == "a trailer?"


def test_the_next_after_a_judgement_is_not_passed_by(person: Person, two_files: tuple[Path, Path]) -> None:
    person.open(two_files[0])
    person.key(Key.Key_F8)
    passed = [[a.id for a in person.selected]]

    def press(key: Key) -> str:
        person.key(key)
        passed.append([a.id for a in person.selected])
        return person.selected[0].id

    assert passed == [["a0"]]
    assert press(Key.Key_F9) == "a1"
    assert press(Key.Key_F8) == "a1", "it is the next to review"
    assert "leaves it for later" in person.window.status.said
    assert press(Key.Key_F8) == "a2"
    assert press(Key.Key_F8) == "a3", "without a judgement before it, each leads on"
    assert press(Key.Key_F9) == "a4"
    assert press(Key.Key_F12) == "a5"
    person.key(Key.Key_F8, SHIFT)
    assert person.selected[0].id == "a2"
    # Whoever did something to it has seen it.
    assert press(Key.Key_F9) == "a5"
    person.key(Key.Key_2)
    assert press(Key.Key_F8) == "a6"


def test_conflicts_of_a_git_merge_are_settled_in_the_window(person: Person, pair: SamplePair) -> None:
    header = scenes_of(person, pair)
    after = person.workspace.pair.after.id
    base, ours, theirs = (
        Document(header, {"a": box("a", after, 60, label), "b": box("b", after, 120)})
        for label in ("crane", "mast", "vehicle")
    )
    merged = merge(base, ours, theirs)
    samples.write(pair.sidecar, with_conflicts(merged.document, merged.conflicts))
    person.open(pair.before, pair.after)
    assert any("disagree on label of a" in notice.title for notice in person.notices)
    person.window.run_by_id("file.resolve")
    dialog = person.window.safety.dialog
    dialog.choices[0].setCurrentIndex(dialog.choices[0].findData("theirs"))
    dialog.merge.click()
    assert [a.label for a in person.boxes] == ["vehicle", "crane"]
    person.saved()
    document = read_sidecar(pair.sidecar).document
    assert document.annotations["a"].label == "vehicle"
    assert "conflicts" not in document.header.extra
    person.key(Key.Key_Z, CTRL)
    assert person.boxes[0].label == "mast"
    assert not person.window.safety.dialog or not person.window.safety.dialog.isVisible()


def test_a_team_s_folder_is_shown_and_any_file_in_it_opened(
    person: Person, pair: SamplePair, two_files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:  # fmt: skip
    monkeypatch.setenv("ILMTOOL_CACHE_DIR", str(tmp_path / "cache"))
    folder = str(pair.after.parent)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", staticmethod(lambda *_a, **_k: folder))
    person.window.run_by_id("review.folder")
    person.until(lambda: person.window.review.folder is not None)
    dialog = person.window.review.folder
    (item,) = [dialog.tree.topLevelItem(i) for i in range(dialog.tree.topLevelItemCount())]
    assert item.text(0) == pair.after.name
    assert item.text(1) == "anna, ben"
    assert item.text(2) == "14"
    assert item.text(4) == "0.86"
    second = item.child(1)
    assert second.text(0) == two_files[1].name
    dialog.tree.setCurrentItem(second)
    dialog.open_button.click()
    person.until(lambda: person.desk.saver is not None and person.desk.saver.path == two_files[1])
    person.rest()


def test_a_sample_is_the_same_everywhere(person: Person, two_files: tuple[Path, Path]) -> None:
    person.open(two_files[0])
    person.key(Key.Key_R, CTRL)
    panel, reviewer = person.window.review.panel, person.desk.reviewer
    panel.wanted.setText("3")
    panel.seed.setValue(5)
    person.click_on(panel.draw)
    first = reviewer.walk.sample
    assert len(first) == 3
    assert reviewer.progress == (0, 3)
    person.click_on(panel.draw)
    assert reviewer.walk.sample == first
    person.canvas.setFocus()
    visited = []
    for _ in range(3):
        person.key(Key.Key_F8)
        visited += [a.id for a in person.selected]
    assert set(visited) == first
    panel.wanted.setText("30 %")
    person.click_on(panel.draw)
    assert len(reviewer.walk.sample) == 2
    panel.wanted.setText("many")
    person.click_on(panel.draw)
    assert "size of a sample" in person.notices[-1].title
    person.click_on(panel.all)
    assert reviewer.walk.sample is None
    panel.state.setCurrentIndex(panel.state.findData("rejected"))
    panel.state.activated.emit(panel.state.currentIndex())
    person.click_on(panel.draw)
    assert "nothing to draw a sample from" in person.window.status.said
