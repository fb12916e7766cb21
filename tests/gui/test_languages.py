"""The window in other languages: nothing is left in English, Qt's own texts, numbers and keys follow."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from gui.pseudo_language import Found, left_over, lookup, texts_of
from gui.test_room import DIALOG_COMMANDS, HEIGHT, PANEL_COMMANDS, WIDTH, check, look_at
from gui.test_safety_dialogs import DIALOGS, SIDECAR
from person import Person
from PySide6.QtCore import QLocale, QPoint, Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFileDialog,
    QInputDialog,
    QMenu,
    QProgressBar,
)
from sample_pairs import SamplePair

import ilmtool.app
from ilmtool.commands.catalog import HELD, all_commands
from ilmtool.core.search_grid import SearchGrid
from ilmtool.datasets.formats.registry import format_names
from ilmtool.painting.text import TextSprites
from ilmtool.resources import resource_dir
from ilmtool.session.labels import shipped_label_sets
from ilmtool.session.table.columns import COLUMNS
from ilmtool.text import Language, in_sentence, install, number, tr
from ilmtool.ui.key_text import key_text, sequence
from ilmtool.ui.language import locale_of, share_format, signs_of, speak

LEAVES = {"file.quit", "file.demo", "help.guide"}
"""Commands that end the window, or show pages of another kind."""
NAMES = (
    *("ilmtool", "OGC", "WGS", "UTM", "EPSG", "MGRS", "GeoJSON", "GTiff", "uint8"),
    *("px", "m²", "kB", "MB", "GB", "WGS 84 / UTM zone 51N", "51SXD4626191410"),
)
"""What is called the same everywhere."""


@pytest.fixture
def german(qapp: QApplication, config: Path) -> Iterator[None]:
    """Every program of this test is set to German."""
    if not (resource_dir() / "languages" / "ilmtool_de.qm").exists():
        pytest.skip("no German texts; run `packaging/languages.py release`")
    settings = config / "settings.json"
    settings.write_text(json.dumps({**json.loads(settings.read_text()), "language": "de"}))
    yield
    speak(qapp, "en")


class System(QLocale):
    """A computer's settings: the languages that its user reads, and how its country writes numbers."""

    def __init__(self, spoken: list[str], numbers: str) -> None:
        super().__init__(numbers)
        self._spoken = spoken

    def uiLanguages(self, *_: object) -> list[str]:
        return self._spoken


@pytest.mark.parametrize(
    ("wanted", "spoken", "numbers", "language", "sign"),
    [
        ("system", ["de-AT", "en-US"], "de_AT", "de", ","),
        ("system", ["fr-FR", "de-DE", "en-US"], "fr_FR", "de", ","),  # the first that ships
        ("system", ["fr-FR", "es-ES"], "fr_FR", "en", "."),
        ("system", ["en-ZA"], "en_ZA", "en", None),  # the country's own
        ("system", ["C"], "C", "en", "."),
        ("en", ["de-DE"], "de_DE", "en", "."),
        ("de", ["en-US"], "en_US", "de", ","),
        ("de", ["de-CH"], "de_CH", "de", "."),  # Swiss numbers have a point
    ],
)
def test_the_language_and_its_numbers(
    wanted: str, spoken: list[str], numbers: str, language: str, sign: str | None
) -> None:
    locale = locale_of(wanted, System(spoken, numbers))
    assert QLocale.languageToCode(locale.language()) == language
    assert locale.decimalPoint() == (sign or QLocale(numbers).decimalPoint())
    assert signs_of(locale).get(".", ".") == locale.decimalPoint()


def test_qt_speaks_along_and_is_silent_again(qapp: QApplication) -> None:
    def cancel() -> str:
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        return box.buttons()[0].text().replace("&", "")

    try:
        assert speak(qapp, "de").decimalPoint() == ","
        assert cancel() == "Abbrechen"
        assert key_text(["Ctrl+Shift+Del", "PgDown"]) == "Strg+Umschalt+Entf, Bild abwärts"
        assert sequence("Ctrl+Shift+Del") == QKeySequence(
            Qt.Modifier.CTRL | Qt.Modifier.SHIFT | Qt.Key.Key_Delete
        )
        assert QLocale().toString(1234.5, "f", 1) == number(1234.5, ",.1f") == "1.234,5"
        assert number(0.5, ".0%") == "50\u00a0%"
        bar = QProgressBar(maximum=100, value=40)
        bar.setFormat(share_format())
        assert bar.text() == "40\u00a0%"
        assert QDoubleSpinBox().locale().decimalPoint() == ","
        assert qapp.layoutDirection() == Qt.LayoutDirection.LeftToRight
    finally:
        speak(qapp, "en")
    assert cancel() == "Cancel"
    assert key_text(["Ctrl+Shift+Del"]) == "Ctrl+Shift+Del"
    assert number(1234.5, ",.1f") == "1,234.5"
    assert share_format() == "%p%"
    assert in_sentence("Draw crane") == "draw crane"


def test_a_catalogue_that_is_not_there_leaves_english(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("ilmtool.ui.language.resource_dir", lambda: tmp_path)
    try:
        speak(qapp, "de")
        assert tr("Open pair…") == "Open pair…"
    finally:
        speak(qapp, "en")
    assert "no texts of ilmtool for de" in caplog.text


def test_a_command_is_found_in_both_languages(german: None, at_work: Person) -> None:
    palette = at_work.window._book.palette(at_work.window)
    for text in ("bildpaar öffnen", "open pair", "datei open pair"):
        palette.field.setText(text)
        shown = [palette.list.item(row).text() for row in range(palette.list.count())]
        assert "Datei: Bildpaar öffnen…    Strg+O" in shown, (text, shown)
    palette.field.setText("xyzzy")
    assert palette.list.count() == 0
    palette.reject()


def test_german_fields_of_an_annotation_begin_at_one_line(german: None, at_work: Person) -> None:
    at_work.key(Qt.Key.Key_1)  # a crane, which has attributes
    at_work.rest()
    inspector = at_work.window.inspector
    fields = [inspector.certainty, inspector.note, inspector.judgement.likelihood]
    fields += inspector.attributes.fields.values()
    assert len({field.mapTo(inspector, QPoint()).x() for field in fields}) == 1


def test_german_menus_open_by_their_letters(german: None, at_work: Person) -> None:
    titles = [action.text() for action in at_work.window.menuBar().actions()]
    assert titles[0] == "&Datei"
    letters = [title[title.index("&") + 1].casefold() for title in titles]
    assert len(set(letters)) == len(letters) == 10
    for menu in at_work.window.menuBar().actions():
        assert all(action.text() for action in menu.menu().actions() if not action.isSeparator())


@pytest.fixture
def bracketed(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every program of this test speaks the language of `pseudo_language`."""

    def speak_in_brackets(*_: object) -> QLocale:
        locale = speak(qapp, "de")  # Qt's own texts and the keys, which are looked at apart
        install(Language(lookup))
        return locale

    monkeypatch.setattr(ilmtool.app, "speak", speak_in_brackets)
    yield
    speak(qapp, "en")


class Listener:
    """Takes down everything that a window says, while it is used."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.heard: dict[str, str] = {}
        self._place = "start"
        painted = TextSprites.get

        def get(sprites: TextSprites, text: str, *rest: Any) -> Any:
            self.hear("on the images", text)
            return painted(sprites, text, *rest)

        monkeypatch.setattr(TextSprites, "get", get)
        answers: dict[tuple[type, str], object] = {
            (QFileDialog, "getOpenFileName"): ("", ""),
            (QFileDialog, "getOpenFileNames"): ([], ""),
            (QFileDialog, "getSaveFileName"): ("", ""),
            (QFileDialog, "getExistingDirectory"): "",
            (QInputDialog, "getText"): ("", False),
            (QInputDialog, "getItem"): ("", False),
        }
        for (owner, name), answer in answers.items():
            monkeypatch.setattr(owner, name, self._asked(answer))
        self._timer = QTimer(interval=5)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def at(self, place: str) -> None:
        self._place = place

    def hear(self, where: str, text: str) -> None:
        self.heard.setdefault(text, f"{self._place}: {where}")

    def hear_all(self, found: Iterator[Found]) -> None:
        for where, text in found:
            self.hear(where, text)

    def _asked(self, answer: Any) -> Callable[..., Any]:
        def ask(*given: Any, **named: Any) -> Any:
            for each in (*given, *named.values()):
                for text in each if isinstance(each, list) else [each]:
                    if isinstance(text, str):
                        self.hear("question", text)
            return answer

        return ask

    def _look(self) -> None:
        """Read dialogs and menus that are open, and close them."""
        for widget in QApplication.topLevelWidgets():
            if widget.isVisible() and isinstance(widget, QDialog | QMenu):
                self.hear_all(texts_of(widget))
                widget.close()

    def stop(self) -> None:
        self._timer.stop()


@pytest.fixture
def listener(monkeypatch: pytest.MonkeyPatch) -> Iterator[Listener]:
    made = Listener(monkeypatch)
    yield made
    made.stop()


def qt_words() -> list[str]:
    """What Qt writes on the buttons of its dialogs."""
    box = QDialogButtonBox()
    kinds = [kind for kind in QDialogButtonBox.StandardButton if kind.name != "NoButton"]
    buttons = [box.addButton(kind) for kind in kinds]
    return [button.text().replace("&", "") for button in buttons if button is not None]


def data_of(person: Person, pair: SamplePair) -> list[str]:
    """What stands in the window as somebody wrote it: names of files, labels, formats, keys."""
    files = [pair.after, pair.before]
    files += [path.with_name(f"{path.name}.ilm.geojson") for path in files]
    files += [path.with_name(f"{path.name}.swapped") for path in files[2:]]
    words = [
        *(key_text([key]) for command in all_commands() for key in command.keys),
        *(key_text([item.keys]) for item in HELD if not item.is_gesture),
        *qt_words(),
        *(name for path in files for name in (path.name, path.stem)),
        *shipped_label_sets(),
        *format_names(),
        person.workspace.labels.name,
        person.workspace.context().author,
        *NAMES,
        *(SIDECAR.name, "truck", "datetime x", "odd"),  # of the questions in `test_safety_dialogs`
    ]
    for label in person.workspace.labels:
        words += [label.name, label.description]
        for attribute in label.attributes:
            words += [
                attribute.key,
                attribute.title,
                attribute.description,
                attribute.unit,
                *attribute.choices,
            ]
    words += [word.replace("_", " ") for word in words] + [word.replace("-", " ") for word in words]
    return sorted({word for word in words if word}, key=len, reverse=True)


def test_nothing_is_left_in_english(
    bracketed: None, listener: Listener, pair: SamplePair, launch: Callable[[], Person]
) -> None:
    person = launch()
    window = person.window
    listener.hear_all(texts_of(window))
    person.open(pair.before, pair.after)
    for x in (600, 700, 800):
        person.drag((x, 300), (x + 40, 340))
    for verb in ("review.show", "suggest.show", "registration.points", "view.scenes", "view.contrast"):
        listener.at(verb)
        window.run_by_id(verb)
        person.rest()
        listener.hear_all(texts_of(window))
    for command in window._book.commands:
        if command.id in LEAVES:
            continue
        listener.at(command.id)
        person.workspace.select([box.id for box in person.boxes][:1])
        window.run_by_id(command.id)
        QApplication.processEvents()
        listener.hear("said", window.status.said)
        listener.hear("window's title", window.windowTitle())
        for notice in window.notices.notices:
            listener.hear("notice", f"{notice.title} {notice.detail} {notice.hint}")
    person.rest()
    scene = person.workspace.pair.after.id
    for kind, corners in (("path", ((9, 9), (90, 40), (20, 80))), ("area", ((9, 9), (90, 9), (50, 80)))):
        person.workspace.measuring.add(kind, scene, corners)
    listener.at("end")
    listener.hear_all(texts_of(window))
    listener.at("menus of the table")
    for column in range(len(COLUMNS)):
        listener.hear_all(texts_of(window.annotations._column_menu(column)))
    listener.at("questions about work")
    for made in DIALOGS:
        dialog = made([])
        listener.hear_all(texts_of(dialog))
        dialog.deleteLater()
    data = data_of(person, pair)
    english = sorted(f"{where}: {text!r}" for text, where in listener.heard.items() if left_over(text, data))
    assert not english, f"{len(english)} texts\n" + "\n".join(english)


def test_german_has_room(german: None, at_work: Person) -> None:
    """As `test_room` has it for English: nothing is cut off in a window of 1280 x 720."""
    window = at_work.window
    window.resize(WIDTH, HEIGHT)
    at_work.drag((800, 320), (840, 360))
    at_work.rest()
    wrong = []

    def checked(where: str, look: Callable[[], object]) -> None:
        try:
            look()
        except AssertionError as error:
            wrong.append(f"{where}: {error}")

    checked("window", lambda: check(window))
    for command in DIALOG_COMMANDS:
        checked(command, lambda command=command: look_at(lambda: window.run_by_id(command)))  # type: ignore[misc]
    for made in DIALOGS:
        checked(made.__name__, lambda made=made: look_at(made([]).show))  # type: ignore[misc]
    for command in (*PANEL_COMMANDS, "measure.panel"):
        window.run_by_id(command)
        at_work.rest()
        checked(command, lambda: check(window))
        if command in {"suggest.show", "registration.points", "view.scenes"}:
            window.run_by_id(command)  # away again
    window.run_by_id("registration.nudge")
    at_work.rest()
    checked("nudge", lambda: check(window))
    window.run_by_id("registration.nudge")
    at_work.workspace.search.start(SearchGrid(at_work.workspace.pair.after.id, (0, 0, 900, 800), 5, 4))
    at_work.rest()
    checked("search", lambda: check(window))
    assert window.menuBar().sizeHint().width() <= WIDTH
    assert window._toolbar.sizeHint().width() <= WIDTH
    assert not wrong, "\n".join(wrong)
