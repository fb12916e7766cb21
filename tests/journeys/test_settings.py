"""Settings: each is found, changed, kept and reset in the dialog, and each really acts."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from person import CTRL, Person
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from sample_pairs import SamplePair

from ilmtool.imagery.preferences import Preferences, prefer
from ilmtool.imagery.pyramid_store import CACHE_ENV, PyramidStore, cache_dir
from ilmtool.session.ports import Notice
from ilmtool.session.settings import DECLARED, GROUPS, Settings
from ilmtool.session.settings_file import load_settings
from ilmtool.ui.dialogs.key_editor import KeyEditor
from ilmtool.ui.dialogs.settings import SettingsDialog


@pytest.fixture(autouse=True)
def preferences_of_this_test() -> Iterator[None]:
    yield
    prefer(Preferences())


def open_settings(person: Person) -> SettingsDialog:
    person.key(Qt.Key.Key_K, CTRL)
    person.until(lambda: QApplication.activeWindow() is not person.window)
    person.type("settings")
    person.key(Qt.Key.Key_Return)
    person.until(lambda: isinstance(QApplication.activeWindow(), SettingsDialog))
    dialog = QApplication.activeWindow()
    assert isinstance(dialog, SettingsDialog)
    return dialog


def focus(dialog: SettingsDialog, name: str) -> QWidget:
    """The control of a setting, with the keyboard in it."""
    dialog.show_page(DECLARED[name].group)
    control = dialog.rows[name].control
    control.setFocus()
    assert control.isVisible()
    return control


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def typed(person: Person, dialog: SettingsDialog, name: str, text: str) -> None:
    focus(dialog, name)
    person.key(Qt.Key.Key_A, CTRL)
    person.type(text)
    person.key(Qt.Key.Key_Tab)


def kept(config: Path) -> dict[str, Any]:
    table = json.loads((config / "settings.json").read_text("utf-8"))
    assert isinstance(table, dict)
    return table


def told(person: Person) -> str:
    return "\n".join(f"{n.title} {n.detail} {n.hint}" for n in person.notices)


def test_every_declared_setting_has_a_named_control_and_words(person: Person):
    dialog = open_settings(person)
    assert set(dialog.rows) == set(DECLARED)
    assert {setting.group for setting in DECLARED.values()} == set(GROUPS)
    for name, setting in DECLARED.items():
        control = focus(dialog, name)
        row = dialog.rows[name]
        assert control.accessibleName() == setting.title
        assert control.toolTip() == setting.help
        assert setting.title in [label.text() for label in row.findChildren(QLabel)]
        assert row.reset.accessibleName() == f"Reset {setting.title}"
        assert setting.value_of(setting.default) == setting.default
        assert row.words(setting.default)


def test_what_is_chosen_acts_at_once_is_kept_and_reset(person: Person, config: Path, qapp: QApplication):
    dialog = open_settings(person)
    dark = qapp.palette().color(QPalette.ColorRole.Window).lightness()
    focus(dialog, "theme")
    person.key(Qt.Key.Key_Down)
    assert qapp.palette().color(QPalette.ColorRole.Window).lightness() > 200 > dark
    typed(person, dialog, "lens_size", "400")
    typed(person, dialog, "analyst", "ann")
    focus(dialog, "analyst")
    person.type("a")
    person.key(Qt.Key.Key_Return)
    assert dialog.isVisible(), "Return takes the field over and does no more"
    assert person.workspace.author == "anna"
    person.until(lambda: "analyst" in kept(config))
    person.until(lambda: person.program.executor.is_idle)
    assert kept(config) == {"autosave_delay_s": 0.1, "theme": "light", "lens_size": 400, "analyst": "anna"}

    focus(dialog, "theme")
    click(dialog.rows["theme"].reset)
    assert qapp.palette().color(QPalette.ColorRole.Window).lightness() == dark
    person.until(lambda: "theme" not in kept(config))
    assert not dialog.rows["theme"].reset.isEnabled()

    click(dialog.reset_all)
    person.until(lambda: kept(config) == {})
    click(dialog.reset_all)
    person.until(lambda: kept(config).get("analyst") == "anna")
    assert person.desk.settings.lens_size == 400


def test_what_is_not_allowed_is_said_and_not_taken(person: Person, config: Path, tmp_path: Path):
    dialog = open_settings(person)
    typed(person, dialog, "analyst", "a.b")
    assert "letters, digits" in dialog.rows["analyst"].problem.text()
    assert dialog.rows["analyst"].problem.isVisible()
    (tmp_path / "file").touch()
    typed(person, dialog, "cache_folder", str(tmp_path / "file" / "cache"))
    assert "is not a folder" in dialog.rows["cache_folder"].problem.text()
    typed(person, dialog, "cache_folder", "somewhere")
    assert "absolute path" in dialog.rows["cache_folder"].problem.text()
    assert person.desk.settings == load_settings(config / "settings.json")[0]
    click(dialog.rows["cache_folder"].reset)
    assert not dialog.rows["cache_folder"].problem.isVisible()


def test_search_finds_settings_on_every_page(person: Person):
    dialog = open_settings(person)
    assert QApplication.focusWidget() is dialog.search
    person.type("nautical")
    assert [n for n, row in dialog.rows.items() if row.isVisible()] == ["units"]
    dialog.search.selectAll()
    person.type("cache")
    assert [n for n, row in dialog.rows.items() if row.isVisible()] == ["cache_folder", "cache_gb"]
    person.key(Qt.Key.Key_Return)
    assert dialog.isVisible()
    dialog.search.selectAll()
    person.type("no such thing")
    assert dialog.nothing.isVisible()


def test_keys_are_changed_from_here_too(person: Person):
    dialog = open_settings(person)
    dialog.show_page("Keys")
    button = dialog.findChild(QPushButton, "Change keys…")
    assert isinstance(button, QPushButton)
    click(button)
    person.until(lambda: isinstance(QApplication.activeWindow(), KeyEditor))
    person.key(Qt.Key.Key_Escape)


def test_without_autosave_nothing_is_written_until_asked_and_the_window_says_so(
    at_work: Person, pair: SamplePair
):
    dialog = open_settings(at_work)
    focus(dialog, "autosave")
    at_work.key(Qt.Key.Key_Space)
    at_work.key(Qt.Key.Key_Escape)
    at_work.drag((600, 300), (640, 340))
    assert at_work.desk.saver is not None
    assert at_work.desk.saver._timer is None, "nothing is due"
    assert not pair.sidecar.exists()
    assert "Unsaved, autosave is off" in at_work.window.status._saved.text()
    at_work.key(Qt.Key.Key_S, CTRL)
    at_work.saved()
    assert at_work.boxes[0].id in pair.sidecar.read_text("utf-8")
    at_work.drag((700, 300), (740, 340))
    dialog = open_settings(at_work)
    focus(dialog, "autosave")
    at_work.key(Qt.Key.Key_Space)
    at_work.saved()
    assert at_work.boxes[1].id in pair.sidecar.read_text("utf-8")


def test_closing_saves_what_autosave_did_not(at_work: Person, pair: SamplePair):
    dialog = open_settings(at_work)
    focus(dialog, "autosave")
    at_work.key(Qt.Key.Key_Space)
    at_work.key(Qt.Key.Key_Escape)
    at_work.drag((600, 300), (640, 340))
    at_work.window.close()
    assert at_work.boxes[0].id in pair.sidecar.read_text("utf-8")


def test_the_cache_goes_where_and_gets_as_large_as_the_settings_say(
    person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.delenv(CACHE_ENV)
    folder = tmp_path / "fast disk"
    folder.mkdir()
    old = folder / "pyramids" / "old"
    old.mkdir(parents=True)
    (old / "level").write_bytes(bytes(150_000_000))
    dialog = open_settings(person)
    typed(person, dialog, "cache_folder", str(folder))
    assert cache_dir() == folder
    assert PyramidStore.of_user() == PyramidStore(folder / "pyramids", 10_000_000_000)
    person.until(lambda: person.program.executor.is_idle)
    assert old.is_dir()
    typed(person, dialog, "cache_gb", "0.1")
    person.until(lambda: not old.exists())
    monkeypatch.setenv(CACHE_ENV, str(tmp_path))
    assert cache_dir() == tmp_path, "the variable comes before the setting"


def test_without_remote_access_addresses_are_refused_by_the_setting_s_name(at_work: Person, pair: SamplePair):
    dialog = open_settings(at_work)
    focus(dialog, "remote_access")
    at_work.key(Qt.Key.Key_Space)
    at_work.key(Qt.Key.Key_Escape)
    from ilmtool.imagery.address import place_of

    before = at_work.workspace.pair
    at_work.desk.open_dropped([pair.before, place_of("https://127.0.0.1:9/after.tif")])
    at_work.until(lambda: "after.tif was not fetched" in told(at_work))
    assert "Images from the network" in told(at_work)
    assert at_work.workspace.pair is before


def test_a_sidecar_that_names_addresses_is_refused_before_anything_is_asked(
    at_work: Person, pair: SamplePair, tmp_path: Path
):
    at_work.drag((600, 300), (640, 340))
    at_work.saved()
    table = json.loads(pair.sidecar.read_text("utf-8"))
    for scene in table["ilmtool"]["scenes"]:
        scene["href"] = "https://127.0.0.1:9/" + Path(scene["href"]).name
    elsewhere = tmp_path / "mail" / "from.ilm.geojson"
    elsewhere.parent.mkdir()
    elsewhere.write_text(json.dumps(table), encoding="utf-8")
    dialog = open_settings(at_work)
    focus(dialog, "remote_access")
    at_work.key(Qt.Key.Key_Space)
    at_work.key(Qt.Key.Key_Escape)
    at_work.desk.open_annotations(elsewhere)
    at_work.until(lambda: "switched off" in told(at_work))


def test_names_that_were_switched_off_stay_off(
    at_work: Person, launch: Callable[..., Person], pair: SamplePair
):
    at_work.key(Qt.Key.Key_L, CTRL)
    at_work.window.close()
    at_work.until(lambda: at_work.program.executor.is_idle)
    again = launch()
    again.open(pair.before, pair.after)
    assert not again.workspace.view.show_labels


def test_the_system_s_theme_is_followed(
    config: Path, launch: Callable[..., Person], qapp: QApplication, monkeypatch: pytest.MonkeyPatch
):
    (config / "settings.json").write_text('{"theme": "system"}')
    person = launch()
    hints = QGuiApplication.styleHints()
    for scheme, light in ((Qt.ColorScheme.Light, True), (Qt.ColorScheme.Dark, False)):
        monkeypatch.setattr(type(hints), "colorScheme", lambda _, s=scheme: s)
        hints.colorSchemeChanged.emit(scheme)
        assert (qapp.palette().color(QPalette.ColorRole.Window).lightness() > 128) == light
        assert person.window.settings.is_light == light


def test_a_label_set_that_cannot_be_read_is_not_taken(person: Person, tmp_path: Path):
    dialog = open_settings(person)
    row = dialog.rows["label_set"]
    bad = tmp_path / "bad.toml"
    bad.write_text("not [a label set")
    focus(dialog, "label_set")
    row._try(str(bad))
    assert "Not taken over" in row.problem.text()
    assert person.desk.settings.label_set == Settings().label_set
    person.key(Qt.Key.Key_Down)
    assert person.desk.settings.label_set != Settings().label_set
    assert person.workspace.labels.name != "Launch site"


def test_a_broken_file_is_set_aside_with_a_notice(config: Path, launch: Callable[..., Person]):
    (config / "settings.json").write_text('{"theme": "light"')
    person = launch()
    (aside,) = config.glob("settings.json.broken-*")
    assert aside.name in told(person)
    assert not (config / "settings.json").exists()


def test_a_value_that_is_not_allowed_is_told_at_the_start(config: Path, launch: Callable[..., Person]):
    (config / "settings.json").write_text('{"units": "parsecs", "theme": "light"}')
    person = launch()
    assert "`units`" in told(person)
    assert "metric, imperial or nautical" in told(person)
    assert person.window.settings.is_light


# -- the layout ----------------------------------------------------------------------------------


def close(person: Person) -> None:
    person.saved()
    person.window.close()
    person.until(lambda: person.program.executor.is_idle)


def test_the_panel_in_front_is_there_again(
    at_work: Person, launch: Callable[..., Person], pair: SamplePair
) -> None:
    at_work.key(Qt.Key.Key_C)
    assert at_work.window.tabs.front == "contrast"
    at_work.rest()
    close(at_work)
    again = launch()
    again.open(pair.before, pair.after)
    again.rest()
    assert again.window.tabs.front == "contrast"
    assert again.window.contrast.panel is not None


def test_window_and_panels_are_where_they_were(
    at_work: Person, launch: Callable[..., Person], pair: SamplePair
):
    window = at_work.window
    window.setGeometry(QRect(40, 50, 700, 500))
    at_work.key(Qt.Key.Key_G)
    assert window.scenes.dock is not None
    window._split.setSizes([420, 280])
    window._side.setSizes([150, 300])
    window.annotations.table.show_column("note", False)
    at_work.rest()
    shares = window._split.sizes(), window._side.sizes()
    close(at_work)
    again = launch()
    again.window.setGeometry(QRect(40, 50, 700, 500))
    again.open(pair.before, pair.after)
    assert again.window.scenes.dock is not None
    assert again.window.scenes.dock.isVisible()
    assert (again.window._split.sizes(), again.window._side.sizes()) == shares
    assert "note" not in again.window.annotations.table.shown_columns

    again.window.reset_layout()
    assert "note" in again.window.annotations.table.shown_columns
    assert again.window._side.sizes() != shares[1]


def test_a_window_that_was_on_a_monitor_that_is_gone_comes_into_sight(
    config: Path, launch: Callable[..., Person], qapp: QApplication
):
    first = launch()
    first.window.move(5000, 4000)
    first.window.close()
    first.until(lambda: first.program.executor.is_idle)
    assert "geometry" in kept(config)
    again = launch()
    screen = again.window.screen().availableGeometry()
    title = again.window.frameGeometry().topLeft()
    assert screen.contains(title), (screen, title)


def test_a_layout_that_makes_no_sense_is_left_out(
    config: Path, launch: Callable[..., Person], pair: SamplePair
):
    nonsense = {"geometry": "%%%", "window_state": "AAAA", "panels": {"split": 7, "side": "AA", "docks": 3}}
    (config / "settings.json").write_text(json.dumps(nonsense))
    person = launch()
    person.open(pair.before, pair.after)
    assert person.canvas.isVisible()
    assert not person.notices


def test_what_is_said_of_the_settings_is_still_there_when_a_pair_opens(
    config: Path, launch: Callable[..., Person], pair: SamplePair
):
    (config / "settings.json").write_text("{ not JSON")
    person = launch()
    person.open(pair.before, pair.after)
    person.window.notify(Notice("warning", "About this pair."))
    person.open(pair.after, pair.before)
    titles = [notice.title for notice in person.notices]
    assert "not readable" in titles[0]
    assert "About this pair." not in titles
    while person.notices:
        person.window.notices.dismiss()
    person.open(pair.before, pair.after)
    assert not any("not readable" in notice.title for notice in person.notices), "once is enough"
