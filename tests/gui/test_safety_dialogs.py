"""The questions about work that must not be lost: names, keyboard, and what closing them means."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from gui.test_accessibility import check_names, interactive
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLabel, QPushButton

from ilmtool.core.document import Document, Patch
from ilmtool.session.backups import Version
from ilmtool.session.elsewhere import Disagreement
from ilmtool.session.left_work import LeftWork
from ilmtool.session.recovery import RecoveredItem, Recovery
from ilmtool.session.safekeeping import Offer
from ilmtool.sidecar.merge import Conflict
from ilmtool.ui.dialogs.disagreement import DisagreementDialog, value_text
from ilmtool.ui.dialogs.recovery import SHOWN, LeftWorkDialog, RecoveryDialog
from ilmtool.ui.dialogs.versions import VersionsDialog

WHEN = "2026-01-01T10:11:12Z"
SIDECAR = Path("a_quite_long_name_of_a_site_20190302.tif.ilm.geojson")
PLACE = {
    "imageGeometry": {"type": "Polygon", "coordinates": [[[1, 2], [1, 8], [5, 8], [1, 2]]]},
    "shape": "box",
}
CONFLICTS = (
    Conflict("a", "label", "trailer", "crane", "truck", "ours"),
    Conflict("a", "imageGeometry", PLACE, PLACE, PLACE, "ours", ("ours", "theirs", "both")),
    Conflict("b", "feature", {"type": "Feature"}, None, {"type": "Feature", "properties": None}, "theirs"),
    Conflict("", "scenes/s/datetime", None, {"datetime": "x"}, {"datetime": None}, "ours"),
)
Heard = list[Any]


def recovery_dialog(heard: Heard) -> QDialog:
    items = tuple(RecoveredItem(str(n), "added", "crane") for n in range(SHOWN + 7))
    found = Recovery(Patch(), items, CONFLICTS, scenes=True, damaged=2)
    return RecoveryDialog(
        Offer(SIDECAR, WHEN, found, Document()),
        lambda: heard.append("recover"),
        lambda: heard.append("discard"),
        None,
    )


def left_dialog(heard: Heard) -> QDialog:
    return LeftWorkDialog(
        [LeftWork(SIDECAR, (), WHEN, 1), LeftWork(SIDECAR, (), "odd", 9)], heard.append, None
    )


def disagreement_dialog(heard: Heard) -> QDialog:
    return DisagreementDialog(
        Disagreement(SIDECAR, CONFLICTS, {"a": "crane"}), heard.append, lambda _: None, None
    )


def versions_dialog(heard: Heard) -> QDialog:
    return VersionsDialog([Version(SIDECAR, WHEN, 12, 3), Version(SIDECAR, WHEN, 9, 2)], heard.append, None)


DIALOGS = [recovery_dialog, left_dialog, disagreement_dialog, versions_dialog]


@pytest.fixture
def heard() -> Heard:
    return []


@pytest.fixture(params=DIALOGS, ids=lambda made: made.__name__)
def dialog(request: Any, qtbot: Any, heard: Heard) -> QDialog:
    made: Callable[[Heard], QDialog] = request.param
    dialog = made(heard)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def test_every_control_has_a_name_and_the_tab_key_reaches_it(dialog: QDialog) -> None:
    check_names(dialog, 3)
    reached = set()
    for _ in range(40):
        focus = QApplication.focusWidget()
        assert focus is not None
        reached.add(focus)
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    missed = [w for w in interactive(dialog) if w.isEnabled() and w not in reached]
    assert [type(w).__name__ for w in missed] == []


def test_escape_changes_nothing(dialog: QDialog, heard: Heard) -> None:
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert heard == []


def test_it_fits_a_small_screen_and_cuts_no_text(dialog: QDialog) -> None:
    assert dialog.width() <= 1280
    assert dialog.height() <= 720
    for label in dialog.findChildren(QLabel):
        assert label.heightForWidth(label.width()) <= label.height() or not label.wordWrap(), label.text()
    for button in dialog.findChildren(QPushButton):
        assert button.sizeHint().width() <= button.width(), button.text()


def test_a_long_preview_is_cut_and_counted(qtbot: Any, heard: Heard) -> None:
    dialog = recovery_dialog(heard)
    qtbot.addWidget(dialog)
    assert isinstance(dialog, RecoveryDialog)
    assert dialog.preview.topLevelItemCount() == SHOWN + 1
    assert dialog.preview.topLevelItem(SHOWN).text(1) == "and 7 more"


def test_each_conflict_has_its_own_choice(qtbot: Any, heard: Heard) -> None:
    dialog = disagreement_dialog(heard)
    qtbot.addWidget(dialog)
    assert isinstance(dialog, DisagreementDialog)
    assert [c.currentText() for c in dialog.choices] == ["Mine", "Mine", "Theirs", "Mine"]
    assert [c.count() for c in dialog.choices] == [2, 3, 2, 2]
    dialog.all_theirs.click()
    both: QComboBox = dialog.choices[1]
    both.setCurrentIndex(both.findData("both"))
    dialog.merge.click()
    assert heard == [
        {
            ("a", "label"): "theirs",
            ("a", "imageGeometry"): "both",
            ("b", "feature"): "theirs",
            ("", "scenes/s/datetime"): "theirs",
        }
    ]


def test_values_are_shown_in_words() -> None:
    assert value_text(None) == "— not there —"
    assert value_text("") == "— empty —"
    assert value_text(PLACE) == "4.0 × 6.0 px at 1.0, 2.0 (box)"
    assert value_text({"imageGeometry": {"coordinates": []}}) == '{"imageGeometry": {"coordinates": []}}'
    assert value_text({"datetime": "2019", "x": None}) == "datetime 2019"
    assert len(value_text("x" * 10_000)) == 300
