"""What goes wrong gets a sentence; the program stays usable and nothing drawn is lost."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from person import CTRL, SHIFT, Person
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton
from sample_pairs import SamplePair, ground, write_tiff

from ilmtool.core.layout import Side
from ilmtool.sidecar.reader import read_sidecar


def told(person: Person, *words: str) -> str:
    """Wait for a message; it must have these words in it."""
    person.until(lambda: person.notices)
    notice = person.notices[-1]
    text = f"{notice.title} {notice.detail} {notice.hint}"
    for word in words:
        assert word in text
    assert person.window.notices.isVisible()
    assert "Traceback" not in text
    return text


def ids_in(path: Path) -> set[str]:
    return set(read_sidecar(path).document.annotations)


# -- images ----------------------------------------------------------------------------------------


def a_missing_file(pair: SamplePair) -> None:
    pair.after.unlink()


def a_truncated_tiff(pair: SamplePair) -> None:
    pair.after.write_bytes(pair.after.read_bytes()[:5000])


def a_text_file(pair: SamplePair) -> None:
    pair.after.write_text("this is not an image\n" * 50)


def an_empty_file(pair: SamplePair) -> None:
    pair.after.write_bytes(b"")


@pytest.mark.parametrize("spoil", [a_missing_file, a_truncated_tiff, a_text_file, an_empty_file])
@pytest.mark.parametrize("while_open", [False, True])
def test_an_image_that_cannot_be_opened(
    person: Person, pair: SamplePair, tmp_path: Path, spoil: Callable[[SamplePair], None], while_open: bool
):
    from sample_pairs import utm_pair

    good = utm_pair(tmp_path / "good")
    if while_open:
        person.open(good.before, good.after)
        person.drag((600, 300), (640, 340))
    spoil(pair)
    person.desk.open_images(pair.before, pair.after)
    told(person, pair.after.name)
    if while_open:
        assert person.workspace.pair.after.facts.path == good.after, "what is open stays open"
        assert len(person.boxes) == 1
        person.saved()
        assert good.sidecar.exists()
    else:
        person.open(good.before, good.after)
        person.drag((600, 300), (640, 340))
        assert len(person.boxes) == 1
    assert not pair.sidecar.exists()


def test_a_pair_that_does_not_overlap(person: Person, pair: SamplePair, tmp_path: Path):
    far = write_tiff(
        tmp_path / "far_20200101.tif", ground((300, 200), 100),
        (0.5, 0.0, 700_000.0, 0.0, -0.5, 4_300_000.0), "EPSG:32651",
    )  # fmt: skip
    person.desk.open_images(pair.before, far)
    told(person, pair.before.name, far.name, "overlap")
    assert person.workspace.pair is None


def test_one_file_twice(person: Person, pair: SamplePair):
    person.desk.open_images(pair.before, pair.before)
    told(person, pair.before.name, "two different images")


def test_images_without_georeferencing_say_how_they_are_placed(person: Person, tmp_path: Path):
    paths = [
        write_tiff(tmp_path / name, ground(size, grey), None, None)
        for name, size, grey in (("old.tif", (300, 200), 80), ("new.tif", (600, 400), 150))
    ]
    person.open(*paths)
    person.drag((600, 330), (640, 360))
    (box,) = person.boxes
    assert box.geometry == b"null"
    person.saved()
    assert person.canvas.picture is not None
    assert "placed by size" in person.canvas.picture.captions[Side.BEFORE]


@pytest.mark.parametrize("how", ["truncated", "gone and replaced by text"])
def test_an_image_that_breaks_while_open(person: Person, tmp_path: Path, how: str):
    """Zooming in reads tiles that are not there any more: one message, boxes kept, all else works."""
    rng = np.random.default_rng(1)
    pixels = rng.integers(0, 255, (2600, 3000, 3)).astype(np.uint8)
    transform = (0.5, 0.0, 600_000.0, 0.0, -0.5, 4_400_000.0)
    before = write_tiff(tmp_path / "x_20190101.tif", pixels, transform, "EPSG:32651", (2, 4, 8))
    after = write_tiff(tmp_path / "y_20190201.tif", pixels, transform, "EPSG:32651", (2, 4, 8))
    person.open(before, after)
    person.drag((600, 300), (640, 340))
    person.saved()
    if how == "truncated":
        os.truncate(after, 400_000)
    else:
        after.write_text("this is not an image any more\n")
    person.key(Qt.Key.Key_0, CTRL)
    told(person, after.name)
    assert len(person.notices) == 1, "one message for one broken file"
    assert len(person.boxes) == 1
    person.drag((600, 300), (640, 340), keys=SHIFT)  # whatever is under it
    assert len(person.boxes) == 2
    person.key(Qt.Key.Key_0)
    person.mode(person.workspace.view.mode)
    person.saved()
    assert ids_in(after.with_name(after.name + ".ilm.geojson")) == {b.id for b in person.boxes}


# -- the sidecar -----------------------------------------------------------------------------------

BROKEN = b'{"type":"FeatureCollection","features":[{"type":"Feature","id":"abc'


@pytest.fixture
def with_broken_sidecar(person: Person, pair: SamplePair) -> Person:
    """Somebody with a pair open whose sidecar is cut short."""
    pair.sidecar.write_bytes(BROKEN)
    person.open(pair.before, pair.after)
    return person


def press_in_question(label: str) -> None:
    """Press a button of the question that is about to appear."""

    def press() -> None:
        box = QApplication.activeModalWidget()
        if not isinstance(box, QMessageBox):
            QTimer.singleShot(5, press)
            return
        (button,) = [b for b in box.findChildren(QPushButton) if b.text().replace("&", "") == label]
        button.click()

    QTimer.singleShot(0, press)


def test_a_corrupt_sidecar_is_told_and_the_pair_can_be_viewed(with_broken_sidecar: Person, pair: SamplePair):
    person = with_broken_sidecar
    told(person, pair.sidecar.name)
    assert person.date_at((650, 330)) is Side.AFTER
    assert pair.sidecar.read_bytes() == BROKEN


def test_a_corrupt_sidecar_is_never_written_over(with_broken_sidecar: Person, pair: SamplePair):
    person = with_broken_sidecar
    person.drag((600, 300), (640, 340))
    person.until(lambda: "NOT SAVED" in person.title)
    assert pair.sidecar.read_bytes() == BROKEN
    assert person.workspace.store.dirty
    press_in_question("Discard annotations")
    person.window.close()
    assert pair.sidecar.read_bytes() == BROKEN


def test_a_corrupt_sidecar_is_renamed_on_request(with_broken_sidecar: Person, pair: SamplePair):
    person = with_broken_sidecar
    person.drag((600, 300), (640, 340))
    person.until(lambda: "NOT SAVED" in person.title)
    press_in_question("Rename and save")
    person.key(Qt.Key.Key_S, CTRL)
    person.saved()
    assert "NOT SAVED" not in person.title
    assert ids_in(pair.sidecar) == {person.boxes[0].id}
    (aside,) = pair.sidecar.parent.glob("*.broken*")
    assert aside.read_bytes() == BROKEN


def test_one_bad_feature_drops_none_of_its_neighbours(launch: Callable[..., Person], pair: SamplePair):
    first = launch()
    first.open(pair.before, pair.after)
    first.drag((600, 300), (640, 340))
    first.drag((500, 300), (540, 340))
    first.window.close()
    text = pair.sidecar.read_text(encoding="utf-8")
    odd = (
        '{"type":"Feature","id":"odd","geometry":{"type":"Point","coordinates":["a","b"]},'
        '"properties":{"label":7}}'
    )
    pair.sidecar.write_text(text.replace('"features":[\n', f'"features":[\n{odd},\n'), encoding="utf-8")
    second = launch()
    second.open(pair.before, pair.after)
    assert len(second.boxes) == 2
    told(second, pair.sidecar.name, "line 8", "feature odd")
    second.key(Qt.Key.Key_A, CTRL)
    second.key(Qt.Key.Key_5)
    second.saved()
    lines = pair.sidecar.read_text(encoding="utf-8").splitlines()
    assert odd in {line.rstrip(",") for line in lines}, "kept byte for byte"


def test_a_file_full_of_bad_features_does_not_flood_the_window(person: Person, pair: SamplePair):
    odd = ",\n".join(
        f'{{"type":"Feature","id":"odd-{n}","geometry":null,"properties":{{}}}}' for n in range(200)
    )
    pair.sidecar.write_text(f'{{"type":"FeatureCollection","features":[\n{odd}\n]}}\n', encoding="utf-8")
    person.open(pair.before, pair.after)
    told(person, "validate")
    assert len(person.notices) < 10


# -- saving ----------------------------------------------------------------------------------------


class Disk:
    """Lets `os.fsync` or `os.replace` fail for sidecars while `error` is set."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
        self.error: int | None = None
        self.attempts = 0
        if call == "fsync":
            real_sync = os.fsync

            def fsync(handle: int) -> None:
                self._fail()
                real_sync(handle)

            monkeypatch.setattr(os, "fsync", fsync)
            return
        for owner in (os, Path):
            real: Any = owner.replace

            def replace(source: Any, target: Any, *rest: Any, real: Any = real, **more: Any) -> Any:
                if str(target).endswith(".geojson"):
                    self._fail()
                return real(source, target, *rest, **more)

            monkeypatch.setattr(owner, "replace", replace)

    def _fail(self) -> None:
        if self.error is not None:
            self.attempts += 1
            raise OSError(self.error, os.strerror(self.error))


@pytest.mark.parametrize(
    ("call", "error", "word"),
    [
        ("fsync", errno.ENOSPC, "space"),
        ("replace", errno.EACCES, "written"),
        ("replace", errno.ENOSPC, "space"),
    ],
)
def test_a_failed_save_is_told_once_and_made_good(
    at_work: Person, pair: SamplePair, monkeypatch: pytest.MonkeyPatch, call: str, error: int, word: str
):
    at_work.drag((600, 300), (640, 340))
    at_work.saved()
    good = pair.sidecar.read_bytes()

    disk = Disk(monkeypatch, call)
    disk.error = error
    at_work.drag((500, 300), (540, 340))
    at_work.until(lambda: "NOT SAVED" in at_work.title)
    told(at_work, pair.sidecar.name, word)
    assert "NOT SAVED" in at_work.window.status._saved.text()
    mend = at_work.window.notices.mend
    assert mend.isVisible()
    assert "Save as" in mend.text()
    attempts = disk.attempts
    at_work.drag((500, 400), (540, 440))
    at_work.until(lambda: disk.attempts > attempts)
    at_work.until(lambda: at_work.program.executor.is_idle)
    failures = [n for n in at_work.notices if pair.sidecar.name in n.title]
    assert len(failures) == 1, "the same failure is told once"
    assert pair.sidecar.read_bytes() == good, "the last good file is as it was"
    assert list(pair.sidecar.parent.glob("*.tmp")) == []
    assert at_work.workspace.store.dirty
    assert len(at_work.boxes) == 3

    disk.error = None
    at_work.key(Qt.Key.Key_S, CTRL)
    at_work.saved()
    assert "NOT SAVED" not in at_work.title
    assert not at_work.workspace.store.dirty
    assert ids_in(pair.sidecar) == {b.id for b in at_work.boxes}


def test_the_next_autosave_clears_a_failure(
    at_work: Person, pair: SamplePair, monkeypatch: pytest.MonkeyPatch
):
    disk = Disk(monkeypatch, "replace")
    disk.error = errno.EACCES
    at_work.drag((600, 300), (640, 340))
    at_work.until(lambda: "NOT SAVED" in at_work.title)
    assert not pair.sidecar.exists()
    disk.error = None
    at_work.drag((500, 300), (540, 340))
    at_work.saved()
    assert "NOT SAVED" not in at_work.title
    assert ids_in(pair.sidecar) == {b.id for b in at_work.boxes}


def test_closing_with_unsaved_work_asks_and_can_be_called_off(
    at_work: Person, pair: SamplePair, monkeypatch: pytest.MonkeyPatch
):
    disk = Disk(monkeypatch, "replace")
    disk.error = errno.ENOSPC
    at_work.drag((600, 300), (640, 340))
    press_in_question("Cancel")
    at_work.window.close()
    assert at_work.window.isVisible()
    assert len(at_work.boxes) == 1
    disk.error = None
    at_work.window.close()
    assert not at_work.window.isVisible()
    assert ids_in(pair.sidecar) == {at_work.boxes[0].id}


def test_closing_at_once_loses_nothing(at_work: Person, pair: SamplePair):
    """The autosave had no time to run."""
    at_work.drag((600, 300), (640, 340))
    at_work.window.close()
    assert ids_in(pair.sidecar) == {at_work.boxes[0].id}


def test_a_file_somebody_else_left_unreadable_is_left_alone(at_work: Person, pair: SamplePair):
    at_work.drag((600, 300), (640, 340))
    at_work.saved()
    pair.sidecar.write_text("not a sidecar any more", encoding="utf-8")
    at_work.key(Qt.Key.Key_2)
    at_work.saved()
    assert pair.sidecar.read_text(encoding="utf-8") == "not a sidecar any more"
    told(at_work, pair.sidecar.name, "somebody else")
    (ours,) = pair.sidecar.parent.glob("*.conflict-*.ilm.geojson")
    assert '"trailer"' in ours.read_text(encoding="utf-8")


def test_a_box_drawn_and_deleted_leaves_no_file(at_work: Person, pair: SamplePair):
    # Nothing is saved between the two, however slow the computer is.
    at_work.desk.change_settings(replace(at_work.desk.settings, autosave=False))
    at_work.drag((600, 300), (640, 340))
    at_work.key(Qt.Key.Key_Delete)
    at_work.window.close()
    assert not pair.sidecar.exists()
