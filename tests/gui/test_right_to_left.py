"""A language from right to left mirrors the window, and leaves the imagery as it is."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from person import Person
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from sample_pairs import SamplePair, utm_pair

import ilmtool.app
from ilmtool.core.layout import CompareMode, Side
from ilmtool.text import Language, install, tr
from ilmtool.ui.dialogs.export import ExportDialog

Mirror = Callable[[Language], None]


@pytest.fixture
def mirror(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Mirror]:
    """From now on programs are in a language from right to left."""

    def turn(language: Language) -> None:
        def speak(*_: object) -> None:
            qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
            install(language)

        monkeypatch.setattr(ilmtool.app, "speak", speak)

    yield turn
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    install(Language())


def worked(person: Person, pair: SamplePair) -> tuple[Any, Any, Any]:
    """What the canvas shows, the places on disk, and where the divider is, after the same work."""
    person.canvas.setFixedWidth(800)  # a splitter gives a pixel more or less, by its side
    person.open(pair.before, pair.after)
    person.drag((600, 300), (660, 340))
    person.key(Qt.Key.Key_Left)
    person.key(Qt.Key.Key_Up)
    person.drag((120, 310), (150, 390))
    person.mode(CompareMode.SWIPE_VERTICAL)
    person.workspace.fit()
    person.rest()
    divider = person.size[0] // 2
    person.drag((divider, 30), (divider - 170, 40))
    person.rest()
    person.saved()
    features = json.loads(pair.sidecar.read_text())["features"]
    places = sorted(feature["properties"]["imageGeometry"]["coordinates"] for feature in features)
    return person.shot(), places, person.workspace.view.cut


def test_the_same_work_gives_the_same_picture_and_the_same_file(
    launch: Callable[[], Person], mirror: Mirror, tmp_path: Path
) -> None:
    straight = worked(launch(), utm_pair(tmp_path / "one"))
    mirror(Language(right_to_left=True))
    other = launch()
    mirrored = worked(other, utm_pair(tmp_path / "two"))
    assert other.window.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert len(straight[1]) == 2
    assert straight[1] == mirrored[1]
    assert straight[2] == mirrored[2]
    assert straight[2].divider < 0.4, "the divider went to the left with the mouse"
    assert straight[0].shape == mirrored[0].shape
    assert np.array_equal(straight[0], mirrored[0])


def test_the_window_is_mirrored_and_the_dates_are_not(
    mirror: Mirror, launch: Callable[[], Person], pair: SamplePair
) -> None:
    mirror(Language(right_to_left=True))
    person = launch()
    person.open(pair.before, pair.after)
    window = person.window

    def left(widget: Any) -> int:
        return int(widget.mapTo(window, QPoint(0, 0)).x())

    assert left(window.annotations) < left(person.canvas)
    header = window.annotations.table.horizontalHeader()
    last = header.logicalIndexAt(0)
    header.resizeSection(last, header.sectionSize(last) + 40)  # its end is cut off
    x, y = person.size[0] * 3 // 8, person.size[1] // 2
    person.drag((x, y), (x + 20, y + 20))
    person.rest()
    assert len(person.selected) == 1
    scrolled = window.annotations.table.horizontalScrollBar()
    assert scrolled.value() == 0 < scrolled.maximum(), "the first column stays in view, at the right"
    window.run_by_id("view.scenes")
    person.rest()
    assert left(window.scenes.dock) > left(person.canvas)
    file = window.menuBar().actionGeometry(window.menuBar().actions()[0])
    assert file.center().x() > window.menuBar().width() / 2
    width, height = person.size
    assert person.date_at((width // 4, height // 2)) is Side.BEFORE
    assert person.date_at((width * 3 // 4, height // 2)) is Side.AFTER
    window.run_by_id("view.contrast")
    person.rest()
    side = window.contrast.panel.sides[Side.BEFORE]
    assert left(side.black) < left(side.white)
    assert side._plot.layoutDirection() == side.gamma.layoutDirection() == Qt.LayoutDirection.LeftToRight
    person.move((200, 200))
    place = window.status._place.text()
    assert place.startswith("\u2068"), "each by itself, in its own order"
    assert "\u2069    \u2068" in place
    window.run_by_id("file.export")
    dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, ExportDialog) and w.isVisible())
    assert dialog.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert dialog.sidecars.layoutDirection() == Qt.LayoutDirection.LeftToRight
    dialog.close()
    person.canvas.setFocus()
    # A slider over the images: after is on the right, where its share grows to.
    window.run_by_id("view.fade")
    person.rest()
    slider = person.canvas.bar.slider
    slider.setFocus()
    before = slider.value()
    person.key(Qt.Key.Key_Right)
    assert slider.value() > before


def test_paths_and_coordinates_keep_their_order_in_a_text(mirror: Mirror) -> None:
    texts = {"Saved in {path}.": "שמור ב-{path}.", "%n box(es) in {name}": "%n ב-{name}"}
    install(Language(lambda source, _, n: texts.get(source, ""), right_to_left=True))
    assert tr("Saved in {path}.", path=Path("/a/b.tif")) == "שמור ב-\u2068/a/b.tif\u2069."
    assert tr("%n box(es) in {name}", "", 2, name="x (1).tif") == "2 ב-\u2068x (1).tif\u2069"
    assert tr("Saved in {path}.", path="") == "שמור ב-."
    install(Language())
    assert tr("Saved in {path}.", path="/a") == "Saved in /a."
