"""Dialogs and forms in a language of brackets: each text is translated, files keep the contract's words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from gui.test_safety_dialogs import disagreement_dialog, left_dialog, recovery_dialog, versions_dialog
from person import Person
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QTabBar,
    QTableWidget,
    QTextBrowser,
    QTreeWidget,
    QWidget,
)

from ilmtool import app
from ilmtool.core.labels import LabelClass, LabelSet
from ilmtool.session.settings import GROUPS, Settings
from ilmtool.text import Language, install
from ilmtool.ui.dialogs.addresses import AddressDialog
from ilmtool.ui.dialogs.crash import CrashDialog
from ilmtool.ui.dialogs.export import ExportDialog
from ilmtool.ui.dialogs.go_to import GoToDialog
from ilmtool.ui.dialogs.label_picker import LabelPicker
from ilmtool.ui.dialogs.label_set_editor import LabelSetEditor
from ilmtool.ui.dialogs.log import LogDialog
from ilmtool.ui.dialogs.map_labels import MapLabelsDialog
from ilmtool.ui.dialogs.settings import SettingsDialog
from ilmtool.ui.dialogs.words import WordsDialog

LABELS = LabelSet("[set]", (LabelClass(1, "[thing]", "#e69f00", description="[about it]"),))
DATA = {"crane", "trailer", "truck", "b", "datetime x"}  # of the samples
SAME = {"kB", "px", "m", "MB", "GB", "s"}  # the same in every language


def brackets(source: str, _comment: str, _n: int | None) -> str:
    return f"[{source}]"


@pytest.fixture
def in_brackets(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every text is put into brackets; also those of a window that is built meanwhile."""
    language = Language(brackets)
    monkeypatch.setattr(app, "speak", lambda *_: install(language))
    install(language)
    yield
    install(Language())


def texts(root: QWidget) -> Iterator[str]:
    """What a dialog shows and says of itself."""
    yield root.windowTitle()
    own = {b for box in root.findChildren(QDialogButtonBox) for b in box.buttons() if box.standardButton(b)}
    for widget in root.findChildren(QWidget):
        if widget in own or isinstance(widget.parent(), QTabBar):
            continue  # Qt translates its own
        if widget.parent() is not None and not isinstance(widget.parent(), QAbstractSpinBox | QComboBox):
            yield from (widget.accessibleName(), widget.toolTip(), widget.accessibleDescription())
        match widget:
            case QLabel() | QAbstractButton():
                yield widget.text()
            case QLineEdit():
                yield widget.placeholderText()
            case QComboBox():
                yield from (widget.itemText(at) for at in range(widget.count()))
            case QListWidget():
                yield from (widget.item(at).text() for at in range(widget.count()))
            case QTreeWidget():
                yield from (widget.headerItem().text(at) for at in range(widget.columnCount()))
                items = (widget.topLevelItem(at) for at in range(min(3, widget.topLevelItemCount())))
                yield from (item.text(at) for item in items if item for at in range(widget.columnCount()))
            case QTableWidget():
                heads = (widget.horizontalHeaderItem(at) for at in range(widget.columnCount()))
                yield from (head.text() for head in heads if head)
            case QTextBrowser():
                yield from widget.toPlainText().splitlines()


def untranslated(root: QWidget) -> list[str]:
    """Texts with words that did not come through the translation."""
    found = (text.strip() for text in texts(root))
    bare = (text for text in found if "[" not in text and any(c.isalpha() for c in text))
    return sorted({t for t in bare if t not in DATA and not set(t.split()[1:]) & SAME and t[:1] not in "#_"})


def crash_dialog() -> QDialog:
    dialog = CrashDialog(lambda _: "", None)
    dialog.tell("[it]", "[saved]", is_saved=True, more=2)
    return dialog


DIALOGS = {
    "addresses": lambda: AddressDialog(lambda *_: None, None),
    "crash": crash_dialog,
    "disagreement": lambda: disagreement_dialog([]),
    "go to": lambda: GoToDialog(lambda _: None, lambda _: None),  # type: ignore[arg-type,return-value]
    "label set": lambda: LabelSetEditor(LABELS, "[there]", lambda _: None),
    "left work": lambda: left_dialog([]),
    "log": lambda: LogDialog("", Path("ilmtool.log"), None),
    "map labels": lambda: MapLabelsDialog({"[other]": 3}, LABELS),
    "picker": lambda: LabelPicker(LABELS, lambda _: None),
    "recovery": lambda: recovery_dialog([]),
    "settings": lambda: SettingsDialog(Settings(), lambda _: None, lambda: None, lambda: None),
    "versions": lambda: versions_dialog([]),
    "words": WordsDialog,
}
EXAMPLES = {
    "https://example.com/folder/scene.tif",
    "39.66, 124.705   51S 646262 4391411   51SXD4626191410   px 120.5, 80",
    *("English", "Deutsch"),
}


@pytest.mark.usefixtures("in_brackets", "qapp")
@pytest.mark.parametrize("name", DIALOGS)
def test_no_text_of_a_dialog_goes_past_the_translation(name: str):
    dialog = DIALOGS[name]()
    if isinstance(dialog, SettingsDialog):
        for group in GROUPS:
            dialog.show_page(group)
    shipped = {"launch site", "general"} if name == "settings" else set()
    assert set(untranslated(dialog)) - EXAMPLES - shipped == set()


@pytest.mark.usefixtures("in_brackets", "qapp")
def test_every_option_of_every_format_is_told_in_the_language_of_the_window():
    dialog = ExportDialog([], lambda *_: None, lambda: None, None)
    formats = {dialog.formats.itemText(at) for at in range(dialog.formats.count())}
    assert len(formats) > 5
    for at in range(dialog.formats.count()):
        dialog.formats.setCurrentIndex(at)
        assert set(untranslated(dialog)) - formats == set()


@pytest.mark.usefixtures("in_brackets")
def test_what_is_chosen_in_another_language_is_the_contracts_word_in_the_file(at_work: Person):
    at_work.drag((600, 300), (700, 360))
    inspector = at_work.window.inspector
    for box, word in ((inspector.certainty, "probable"), (inspector.change, "moved")):
        assert box.currentText().startswith("[")
        box.setCurrentIndex(box.findText(f"[{word}]"))
        box.activated.emit(box.currentIndex())
    likelihood = inspector.judgement.likelihood
    likelihood.setCurrentIndex(likelihood.findText("[very likely]"))
    likelihood.activated.emit(likelihood.currentIndex())
    saver = at_work.program.desk.saver
    assert saver is not None
    assert saver.flush() is None
    (feature,) = json.loads(saver.path.read_text(encoding="utf-8"))["features"]
    said = feature["properties"]
    assert (said["certainty"], said["change"], said["likelihood"]) == ("probable", "moved", "very likely")
    assert "[" not in json.dumps(said["certainty"] + said["change"])
