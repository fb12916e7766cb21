"""Makes the guide's pictures from the real program, so that they stay true:

python docs/screenshots.py             all of them, into docs/images
python docs/screenshots.py welcome     some of them, by name

The program runs without a display on the demo pair, at a fixed size, with settings and folders of its own,
and is driven by mouse and key events as the tests drive it (`tests/person.py`).
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from stage import WIDTH, fresh_pair, look, only, popup, save, select, somebody, whole  # noqa: E402, I001

from person import CTRL, SHIFT, Person  # noqa: E402
from PySide6.QtCore import Qt  # noqa: E402

from ilmtool.core.layout import CompareMode as Mode  # noqa: E402
from ilmtool.core.layout import Side  # noqa: E402

KEY = Qt.Key

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap

Spot = tuple[float, float]
PICTURES: dict[str, tuple[str, dict[str, object], Callable[[Person], QPixmap]]] = {}
"""Name -> (file, settings, what is done before the picture is taken)."""


def picture(
    file: str, **settings: object
) -> Callable[[Callable[[Person], QPixmap]], Callable[[Person], QPixmap]]:
    """Take a function into the list; it gets somebody with the demo pair open."""

    def take(function: Callable[[Person], QPixmap]) -> Callable[[Person], QPixmap]:
        PICTURES[file.partition(".")[0]] = (file, settings, function)
        return function

    return take


SITE = (2650, 2750, 4150, 3800)
YARD = (3380, 2980, 3720, 3480)


@picture("welcome.png")
def _welcome(person: Person) -> QPixmap:
    return person.window.grab()


@picture("side-by-side.jpg")
def _side_by_side(person: Person) -> QPixmap:
    look(person, *SITE)
    return whole(person)


@picture("tour.jpg", tour_seen=False)
def _tour(person: Person) -> QPixmap:
    look(person, *SITE)
    person.window.run_by_id("help.tour")
    return whole(person).copy(0, 0, 760, 360)


@picture("light.jpg", theme="light")
def _light(person: Person) -> QPixmap:
    look(person, *YARD)
    select(person, "new roof")
    return whole(person)


@picture("swipe.jpg")
def _swipe(person: Person) -> QPixmap:
    person.mode(Mode.SWIPE_VERTICAL)
    look(person, *SITE)
    width, height = person.size
    person.drag((width / 2, height * 0.8), (width * 0.45, height * 0.8))
    return only(person, person.canvas)


@picture("both-in-one.jpg", show_scale_bar=False, show_north_arrow=False, show_labels=False)
def _both_in_one(person: Person) -> QPixmap:
    from PySide6.QtGui import QPainter, QPixmap

    modes = (Mode.LENS, Mode.FADE, Mode.DIFFERENCE, Mode.SIGNED_DIFFERENCE, Mode.EDGES, Mode.RED_CYAN)
    gap, width, height = 4, 600, 380
    together = QPixmap(3 * width + 2 * gap, 2 * height + gap)
    together.fill("#404040")
    person.window.resize(
        person.window.width() + width - person.canvas.width(),
        person.window.height() + height - person.canvas.height(),
    )
    painter = QPainter(together)
    for place, mode in enumerate(modes):
        person.mode(mode)
        look(person, *SITE)
        person.move((width * 0.55, height * 0.5))
        row, column = divmod(place, 3)
        painter.drawPixmap(column * (width + gap), row * (height + gap), only(person, person.canvas))
    painter.end()
    return together


@picture("turned.jpg", show_overview=True)
def _turned(person: Person) -> QPixmap:
    person.mode(Mode.AFTER)
    look(person, *SITE)
    person.window.run_by_id("view.up-is-up")
    return only(person, person.canvas)


@picture("drawing.jpg")
def _drawing(person: Person) -> QPixmap:
    look(person, 3420, 3300, 3720, 3620)
    # Somebody draws it again.
    person.workspace.select(box.id for box in person.boxes if "Pipes" in (box.properties.note or ""))
    person.key(KEY.Key_Delete)
    start, end = person.spot(Side.AFTER, 3597, 3412), person.spot(Side.AFTER, 3648, 3475)
    person.press(start)
    for share in (0.3, 0.7, 1.0):
        person.move((start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])))
    taken = only(person, person.canvas)
    person.key(KEY.Key_Escape)
    person.release(end)
    return taken


@picture("table.jpg")
def _table(person: Person) -> QPixmap:
    from PySide6.QtWidgets import QSplitter

    look(person, *YARD)
    splitter = person.window.centralWidget()
    assert isinstance(splitter, QSplitter)
    splitter.setSizes([WIDTH - 760, 760])
    select(person, "crane")
    person.workspace.fly_to(person.workspace.view.selection)
    return whole(person)


@picture("label-picker.png")
def _label_picker(person: Person) -> QPixmap:
    look(person, *YARD)
    select(person, "trailer")
    person.key(KEY.Key_L)
    return only(person, popup(person))


@picture("palette.png")
def _palette(person: Person) -> QPixmap:
    look(person, *SITE)
    person.key(KEY.Key_K, CTRL)
    palette = popup(person)
    person.type("swi")
    return only(person, palette)


@picture("searching.jpg")
def _searching(person: Person) -> QPixmap:
    from PySide6.QtWidgets import QApplication

    from ilmtool.ui.dialogs.new_search import NewSearchDialog

    look(person, *SITE)
    person.key(KEY.Key_G, CTRL)
    person.rest()
    dialog = QApplication.activeWindow()
    assert isinstance(dialog, NewSearchDialog)
    dialog.width_.setValue(600)
    dialog.height_.setValue(600)
    person.key(KEY.Key_Return)
    person.rest()
    for key in 5 * (KEY.Key_X, KEY.Key_X, KEY.Key_Y, KEY.Key_X, KEY.Key_U, KEY.Key_X):
        person.key(key)
    person.key(KEY.Key_PageUp)
    look(person, 1000, 1000, 5000, 4200)
    return whole(person)


@picture("scenes.png")
def _scenes(person: Person) -> QPixmap:
    person.key(KEY.Key_G)
    scenes = person.window.scenes.dock
    assert scenes is not None
    return only(person, scenes)


@picture("contrast.png")
def _contrast(person: Person) -> QPixmap:
    look(person, *SITE)
    person.key(KEY.Key_C)
    person.rest()
    contrast = person.window.contrast.panel
    assert contrast is not None
    return only(person, contrast)


@picture("registration.jpg")
def _registration(person: Person) -> QPixmap:
    look(person, *SITE)
    person.key(KEY.Key_R, CTRL | SHIFT)
    person.until(lambda: person.window.registration.dialog is not None)
    return whole(person)


@picture("tie-points.jpg")
def _tie_points(person: Person) -> QPixmap:
    places = ((2800, 2990), (3860, 2960), (3700, 3680), (2960, 3560))
    both = [{side: _in(person, side, *place) for side in Side} for place in places]
    person.key(KEY.Key_T, CTRL)
    look(person, *SITE)
    for place in both:
        for side in Side:
            x, y = person.spot(side, *place[side])
            person.click((round(x), round(y)))
            person.rest()
    return whole(person)


def _in(person: Person, side: Side, x: float, y: float) -> Spot:
    """Where a pixel of the after image is in a side's image."""
    import numpy as np

    pair = person.workspace.pair
    assert pair is not None
    found = pair.scene(side).placement.inverse(np.array([[x, y]], np.float64))[0]
    return float(found[0]), float(found[1])


@picture("measuring.jpg")
def _measuring(person: Person) -> QPixmap:
    look(person, *SITE)
    person.key(KEY.Key_Apostrophe)
    for x, y in ((2830, 2990), (3300, 3120), (3480, 3180)):
        person.click(person.spot(Side.AFTER, x, y))
    person.key(KEY.Key_Return)
    person.type('"')
    for x, y in ((2905, 2830), (3180, 2890), (3150, 2990), (2880, 2930)):
        person.click(person.spot(Side.AFTER, x, y))
    person.key(KEY.Key_Return)
    tabs = person.window.tabs
    tabs.bring("measures")
    return whole(person)


@picture("suggestions.jpg")
def _suggestions(person: Person) -> QPixmap:
    from PySide6.QtWidgets import QApplication

    look(person, *SITE)
    person.key(KEY.Key_F, CTRL | SHIFT)
    person.until(lambda: not person.desk.suggesting.is_searching)
    assert QApplication.activeWindow() is person.window
    person.rest()
    look(person, *SITE)
    return whole(person)


@picture("review.jpg")
def _review(person: Person) -> QPixmap:
    look(person, *YARD)
    person.key(KEY.Key_R, CTRL)
    person.rest()
    person.key(KEY.Key_F8)
    person.key(KEY.Key_F9)
    person.key(KEY.Key_F9)
    return whole(person)


@picture("export.png")
def _export(person: Person) -> QPixmap:
    from ilmtool.ui.dialogs.export import ExportDialog

    person.window.run_by_id("file.export")
    (dialog,) = person.window.findChildren(ExportDialog)
    dialog.formats.setCurrentIndex(dialog.formats.findData("yolo-obb"))
    return only(person, dialog)


@picture("settings.png")
def _settings(person: Person) -> QPixmap:
    from ilmtool.ui.dialogs.settings import SettingsDialog

    person.window.run_by_id("file.settings")
    dialog = popup(person)
    assert isinstance(dialog, SettingsDialog)
    dialog.show_page("On the images")
    return only(person, dialog)


@picture("guide.jpg")
def _guide(person: Person) -> QPixmap:
    person.window.run_by_id("help.guide")
    guide = popup(person)
    person.type("lens")
    return only(person, guide)


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the pictures that are named, or all."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(PICTURES)}")
    parser.add_argument("--out", type=Path, default=HERE / "images")
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "ilmtool-guide")
    parser.add_argument("--demo", type=Path, help="where the demo pair lies, or is made")
    options = parser.parse_args(arguments)
    unknown = set(options.names) - PICTURES.keys()
    if unknown:
        parser.error(f"there is no picture {', '.join(sorted(unknown))}")
    from PySide6.QtGui import QFont, QFontDatabase
    from PySide6.QtWidgets import QApplication

    from ilmtool.resources import resource_dir

    qt = QApplication.instance() or QApplication(["ilmtool"])
    assert isinstance(qt, QApplication)
    QFontDatabase.addApplicationFont(str(resource_dir() / "fonts" / "DejaVuSans.ttf"))
    qt.setFont(QFont("DejaVu Sans", 9))
    qt.setCursorFlashTime(0)
    options.out.mkdir(parents=True, exist_ok=True)
    for name in options.names or PICTURES:
        file, settings, take = PICTURES[name]
        options.work.mkdir(parents=True, exist_ok=True)
        with somebody(options.work, settings) as person:
            if name != "welcome":
                person.open(*fresh_pair(options.demo or options.work / "demo", options.work))
            save(take(person), options.out / file)
        print(f"{options.out / file}: {(options.out / file).stat().st_size / 1000:.0f} kB", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
