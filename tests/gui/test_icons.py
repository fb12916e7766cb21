"""Icons: each is there, follows the theme and the state, and is drawn for the pixels of the screen."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from person import CTRL, Person
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QImage, QPixmap
from PySide6.QtWidgets import QApplication, QToolButton

from ilmtool.commands.catalog import all_commands
from ilmtool.commands.icons import ICONS, OVER
from ilmtool.resources import resource_dir
from ilmtool.ui.icons import icon
from ilmtool.ui.theme import apply_theme

FOLDER = resource_dir() / "icons" / "lucide"


def pixels(pixmap: QPixmap) -> NDArray[np.uint8]:
    """(rows, cols, 4) RGBA."""
    image = pixmap.toImage().convertToFormat(QImage.Format.Format_RGBA8888)
    flat = np.frombuffer(image.constBits(), np.uint8, image.sizeInBytes())
    return flat.reshape(image.height(), -1, 4)[:, : image.width()].copy()


def ink(pixmap: QPixmap) -> float:
    """Mean grey of what is fully painted."""
    rgba = pixels(pixmap)
    solid = rgba[rgba[..., 3] > 250]
    assert len(solid) > 20
    return float(solid[:, :3].mean())


def test_every_icon_belongs_to_a_command_and_is_shipped_and_no_other_is():
    ids = {command.id for command in all_commands()}
    assert set(ICONS) <= ids
    assert {f"{name}.svg" for name in (*ICONS.values(), OVER)} == {p.name for p in FOLDER.glob("*.svg")}
    assert "ISC License" in (FOLDER / "LICENSE.txt").read_text("utf-8")


@pytest.mark.usefixtures("qapp")
def test_every_icon_paints_something():
    for name in (*ICONS.values(), OVER):
        rgba = pixels(icon(name).pixmap(QSize(24, 24)))
        assert (rgba[..., 3] > 200).sum() > 15, name
        text = (FOLDER / f"{name}.svg").read_text("utf-8")
        assert "currentColor" in text
        assert "href" not in text, "drawings only"


def test_icons_follow_theme_and_state(qapp: QApplication):
    made = icon("columns-2")
    for theme, dark in (("dark", True), ("light", False), ("dark", True)):
        apply_theme(qapp, theme)
        normal = ink(made.pixmap(QSize(24, 24), 1.0, QIcon.Mode.Normal))
        faded = ink(made.pixmap(QSize(24, 24), 1.0, QIcon.Mode.Disabled))
        assert (normal > 200) if dark else (normal < 60)
        assert abs(normal - 128) > abs(faded - 128) + 40
    qapp.setStyleSheet("")


@pytest.mark.usefixtures("qapp")
def test_icons_are_drawn_for_the_screen_s_pixels():
    made = icon("columns-2")
    normal = QIcon.Mode.Normal
    small, large = (made.pixmap(QSize(24, 24), ratio, normal) for ratio in (1.0, 3.0))
    assert (small.width(), large.width(), large.devicePixelRatio()) == (24, 72, 3.0)
    # An outline 2/24 wide is 6 px here, and its edges are as sharp as a line's can be.
    alpha = pixels(large)[..., 3]
    assert ((alpha > 20) & (alpha < 235)).mean() < 0.05
    assert (alpha > 235).mean() > 0.1


def test_the_toolbar_fits_and_its_buttons_name_their_keys(at_work: Person):
    window = at_work.window
    window.resize(1280, 720)
    at_work.rest()
    bar = window._toolbar
    buttons = bar.findChildren(QToolButton)
    more = next(b for b in buttons if b.objectName() == "qt_toolbar_ext_button")
    assert not more.isVisible(), "everything fits"
    for button in buttons:
        action = button.defaultAction()
        if button is more or action is None:
            continue
        assert button.accessibleName() or button.text()
        assert action.toolTip().endswith(")"), "the key"
        assert not action.icon().isNull() or action.text() == "1:1"
    assert "Side by side (S)" in [b.toolTip() for b in buttons]


def test_the_tooltip_of_a_button_follows_its_command(at_work: Person):
    undo = at_work.window.actions_.action("edit.undo")
    assert undo.toolTip() == "Undo (Ctrl+Z)"
    at_work.drag((600, 300), (640, 340))
    assert undo.toolTip().startswith("Undo ")
    assert undo.toolTip() != "Undo (Ctrl+Z)", "it names what it would undo"
    assert undo.toolTip().endswith("(Ctrl+Z)")
    at_work.key(Qt.Key.Key_Z, CTRL)
    assert undo.toolTip() == "Undo (Ctrl+Z)"


def test_a_menu_shows_what_is_checked_in_the_place_of_its_icon(at_work: Person):
    for command in all_commands():
        action = at_work.window.actions_.action(command.id)
        assert action.isIconVisibleInMenu() != action.isCheckable()
