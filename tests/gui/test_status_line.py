"""What the status line says never makes the window wider."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
from person import Person
from PySide6.QtWidgets import QFileDialog
from sample_pairs import SamplePair


def test_a_long_message_gives_way_and_stands_in_the_tooltip(at_work: Person) -> None:
    window, status = at_work.window, at_work.window.status
    window.resize(1000, 700)
    at_work.rest()
    least = window.minimumSizeHint().width()
    said = "The area of everything that anybody could have said here, and more of it, " * 4
    status.say(said)
    at_work.rest()
    assert window.width() == 1000
    assert window.minimumSizeHint().width() == least
    (label,) = [each for each in status.children() if getattr(each, "text", str)() == said]
    assert label.toolTip() == said
    right = label.mapTo(window, label.rect().bottomRight()).x()
    assert right < window.width()
    status.say("")


def test_nothing_is_called_saved_before_there_is_a_file(person: Person, pair: SamplePair) -> None:
    person.open(pair.before, pair.after)
    status = person.window.status
    assert status.saved.text() == "○ Nothing to save yet"
    assert pair.sidecar.name in status.saved.toolTip()
    assert "•" not in person.title
    person.drag((100, 300), (150, 340))
    assert status.saved.text() != "○ Nothing to save yet"
    person.saved()
    assert status.saved.text() == "✓ Saved"
    assert pair.sidecar.is_file()


def test_a_folder_that_cannot_be_written_to_is_said_before_anything_is_drawn(
    person: Person, pair: SamplePair, monkeypatch: pytest.MonkeyPatch
) -> None:
    really, folder = os.access, pair.sidecar.parent

    def access(path: Path | str, mode: int) -> bool:
        return really(path, mode) and not (Path(path) == folder and mode & os.W_OK)

    monkeypatch.setattr(os, "access", access)
    person.open(pair.before, pair.after)
    assert person.window.status.saved.text() == "⊘ Read-only"
    assert "(read-only)" in person.title
    assert any("Save as" in notice.hint + notice.title for notice in person.notices)
    elsewhere = folder / "elsewhere.ilm.geojson"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(lambda *_a, **_k: (str(elsewhere), "")))
    person.drag((100, 300), (150, 340))
    person.saved()
    person.click_on(person.window.notices.mend)
    person.saved()
    assert elsewhere.is_file()
    assert person.window.status.saved.text() == "✓ Saved", "where it can be written after all, it is"


def test_message_zoom_and_saving_are_fields_of_their_own(at_work: Person) -> None:
    status = at_work.window.status
    at_work.drag((600, 300), (640, 340))
    at_work.saved()
    at_work.rest()
    picture = status.grab().toImage()
    middle = picture.height() // 2
    ground = picture.pixelColor(status.saved.geometry().left() + 1, middle)
    for field in (status._said, status._zoom, status.saved):
        assert field.text()
        place = field.geometry()
        line = picture.pixelColor(place.left() - 2, middle)
        assert line != ground, f"no line before {field.text()!r}"
    status.say("")
    picture = status.grab().toImage()
    assert picture.pixelColor(status._said.geometry().left() - 2, middle) == ground, "none where nothing is"


@pytest.mark.parametrize(
    ("scale", "said"),
    [(1, "100 %"), (2, "200 %"), (0.5, "50 %"), (0.0763, "7.63 %"), (0.8264, "82.6 %"), (20, "2,000 %"),
     (0.0004, "0.04 %")],
)  # fmt: skip
def test_zoom_is_pixels_on_the_screen_and_no_scale_of_a_map(at_work: Person, scale: float, said: str) -> None:
    workspace, status = at_work.workspace, at_work.window.status
    workspace.set_camera(replace(workspace.camera, scale=scale))
    assert status._zoom.text() == f"Zoom {said}"
    wide = "image" if scale >= 1 else "screen"
    assert status._zoom.toolTip().startswith(f"One pixel of the {'after ' * (scale >= 1)}{wide}")
