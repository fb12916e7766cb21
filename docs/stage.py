"""A stage for the guide's pictures: somebody at the real program, with folders of their own, and a camera."""

from __future__ import annotations

import io
import json
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent / "tests")]
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from person import Person  # noqa: E402 - the display is chosen first

FOLDERS = ("CONFIG", "STATE", "CACHE", "DATA")
WIDTH, HEIGHT = 1280, 720
JPEG_QUALITY = 76

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap
    from PySide6.QtWidgets import QWidget


def whole(person: Person) -> QPixmap:
    """The window with whatever has popped up over it, each framed by a line."""
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QColor, QPainter
    from PySide6.QtWidgets import QApplication

    person.rest()
    person.shot()
    taken = person.window.grab()
    painter = QPainter(taken)
    for widget in QApplication.topLevelWidgets():
        if widget.isVisible() and widget is not person.window:
            corner = widget.mapToGlobal(QPoint(0, 0)) - person.window.mapToGlobal(QPoint(0, 0))
            painter.drawPixmap(corner, widget.grab())
            painter.setPen(QColor(128, 128, 128))
            painter.drawRect(corner.x() - 1, corner.y() - 1, widget.width() + 1, widget.height() + 1)
    painter.end()
    return taken


def only(person: Person, widget: QWidget) -> QPixmap:
    """One widget alone."""
    person.rest()
    person.shot()
    return widget.grab()


def popup(person: Person) -> QWidget:
    """The dialog that came up, in the middle of the window."""
    from PySide6.QtWidgets import QApplication

    person.until(lambda: QApplication.activeWindow() not in (None, person.window))
    dialog = QApplication.activeWindow()
    assert dialog is not None
    centre = person.window.mapToGlobal(person.window.rect().center())
    dialog.move(centre - dialog.rect().center())
    return dialog


def look(person: Person, *bounds: float) -> None:
    """Show x0, y0, x1, y1 of the after image."""
    x0, y0, x1, y1 = bounds
    workspace = person.workspace
    workspace.set_camera(workspace.camera.fitted((x0, y0, x1, y1), workspace.shown.pane))
    person.rest()


def box_of(person: Person, label: str) -> str:
    """Id of the first annotation of a label."""
    return next(each.id for each in person.boxes if each.label == label)


def select(person: Person, label: str) -> None:
    """Select the first annotation of a label and go there."""
    person.workspace.select(frozenset({box_of(person, label)}))
    person.rest()


class Bot:
    """What `Person` needs of pytest-qt."""

    def waitUntil(self, reached: Callable[[], object], timeout: int) -> None:  # noqa: N802 - pytest-qt's name
        """Let the program run until something is so.

        Raises
        ------
        TimeoutError
        """
        from PySide6.QtTest import QTest

        end = time.monotonic() + 10 * timeout / 1000
        while not reached():
            if time.monotonic() > end:
                raise TimeoutError
            QTest.qWait(10)


@contextmanager
def somebody(work: Path, settings: dict[str, object]) -> Iterator[Person]:
    """Somebody at a program of its own, with folders of its own."""
    from PySide6.QtWidgets import QApplication

    from ilmtool.app import Program

    for name in FOLDERS:
        os.environ[f"ILMTOOL_{name}_DIR"] = str(work / name.lower())
        shutil.rmtree(work / name.lower(), ignore_errors=True)
    (work / "config").mkdir(parents=True)
    chosen = {"analyst": "anna", "tour_seen": True, **settings}
    (work / "config" / "settings.json").write_text(json.dumps(chosen), encoding="utf-8")
    qt = QApplication.instance()
    assert isinstance(qt, QApplication)
    program = Program(qt)
    window = program.window
    window.resize(WIDTH, HEIGHT)
    window.show()
    window.activateWindow()
    bot = Bot()
    bot.waitUntil(window.isActiveWindow, 5000)
    try:
        yield Person(bot, program)
    finally:
        program.desk.abandon()
        for widget in QApplication.topLevelWidgets():
            widget.close()
        program.close()
        window.deleteLater()
        qt.processEvents()


def fresh_pair(demo: Path, work: Path) -> tuple[Path, Path]:
    """A copy of the demo pair, with its annotations as they ship, in a folder of this picture."""
    from ilmtool.demo import write_demo

    made = write_demo(demo)
    site = work / "site"
    shutil.rmtree(site, ignore_errors=True)
    shutil.copytree(demo, site)
    # The name that anna's file has.
    sidecar = site / made.sidecar.name
    sidecar.rename(site / f"{made.after.name}.anna.ilm.geojson")
    return site / made.before.name, site / made.after.name


def save(taken: QPixmap, file: Path) -> None:
    """Write a picture as small as it can be without looking so."""
    from PIL import Image
    from PySide6.QtCore import QBuffer, QIODevice

    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    taken.save(buffer, "PNG")
    with Image.open(io.BytesIO(bytes(buffer.data().data()))) as opened:
        image = opened.convert("RGB")
    if file.suffix == ".jpg":
        image.save(file, quality=JPEG_QUALITY, optimize=True, progressive=True)
    else:
        image.save(file, optimize=True)
