"""Keys chosen by the user: written in one way, never two verbs on one, nothing lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilmtool.commands.catalog import HELD, all_commands
from ilmtool.commands.command import Command, checked_list, menu_keys
from ilmtool.commands.keymap import normal_key, owner_of, with_keys
from ilmtool.session.settings_file import load_settings, save_settings
from ilmtool.text import Language, install


def keys_of(commands: tuple[Command, ...], command_id: str) -> tuple[str, ...]:
    return next(c.keys for c in commands if c.id == command_id)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("shift+ctrl+z", "Ctrl+Shift+Z"),
        ("CTRL + k", "Ctrl+K"),
        ("?", "?"),
        ("Shift+?", "?"),
        ("+", "+"),
        ("Ctrl++", "Ctrl++"),
        ("f12", "F12"),
        ("Alt+Meta+del", "Meta+Alt+Del"),
        ("Shift+Tab", "Shift+Tab"),
        ("é", "É"),
    ],
)
def test_a_key_is_written_in_one_way(text: str, key: str) -> None:
    assert normal_key(text) == key


@pytest.mark.parametrize(
    "text", ["", "Ctrl", "Ctrl+", "Hyper+X", "F36", "ab", "Ctrl+\n", "A, B", "+" * 50, "\x00"]
)
def test_what_is_no_key_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no key"):
        normal_key(text)


@given(st.text(max_size=30))
def test_any_text_is_a_key_or_refused_and_stays_the_same(text: str) -> None:
    try:
        key = normal_key(text)
    except ValueError:
        return
    assert normal_key(key) == key


def test_all_keys_that_ship_are_written_so() -> None:
    for command in all_commands():
        assert command.keys == tuple(normal_key(key) for key in command.keys)


def test_a_chosen_key_takes_the_place_of_the_one_that_ships() -> None:
    commands, findings = with_keys(all_commands(), HELD, {"edit.undo": ["ctrl+alt+u"], "edit.lock": []})
    assert keys_of(commands, "edit.undo") == ("Ctrl+Alt+U",)
    assert keys_of(commands, "edit.lock") == ()
    assert keys_of(commands, "edit.redo") == keys_of(all_commands(), "edit.redo")
    assert findings == ()


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ({"edit.undo": ["Ctrl+S"]}, "Ctrl+S belongs to Save now."),
        ({"edit.undo": ["F"]}, "F belongs to Flicker"),
        ({"edit.undo": ["Alt+F"]}, "Alt+F belongs to the File menu."),
        ({"edit.undo": ["nothing"]}, "'nothing' is no key."),
        ({"edit.undo": ["Ctrl+F7"], "edit.lock": ["Ctrl+F7"]}, "Ctrl+F7 belongs to "),
    ],
)
def test_a_key_that_cannot_be_used_is_left_out_and_told(chosen: dict[str, list[str]], said: str) -> None:
    commands, findings = with_keys(all_commands(), HELD, chosen)
    assert len(findings) == 1
    assert said in findings[0].message
    checked_list(commands, HELD)


def test_two_commands_can_trade_keys() -> None:
    undo, lock = (keys_of(all_commands(), name) for name in ("edit.undo", "edit.lock"))
    commands, findings = with_keys(all_commands(), HELD, {"edit.undo": lock, "edit.lock": undo})
    assert findings == ()
    assert (keys_of(commands, "edit.undo"), keys_of(commands, "edit.lock")) == (lock, undo)


def test_a_choice_that_falls_back_takes_back_what_another_had_of_it() -> None:
    """Undo wants Save's key, so it keeps its own, which Lock wanted."""
    chosen = {"edit.undo": ["Ctrl+S"], "edit.lock": ["Ctrl+Z"]}
    commands, findings = with_keys(all_commands(), HELD, chosen)
    assert len(findings) == 2
    assert commands == all_commands() or [c.keys for c in commands] == [c.keys for c in all_commands()]


def test_commands_of_another_version_are_passed_over() -> None:
    assert with_keys(all_commands(), HELD, {"no.such": ["Ctrl+S"]})[1] == ()


def test_the_owner_of_a_key_is_named() -> None:
    commands = all_commands()
    assert owner_of("Ctrl+Z", commands, HELD) == "Undo"
    assert owner_of("Ctrl+Z", commands, HELD, beside="edit.undo") is None
    assert owner_of("Ctrl+Alt+F12", commands, HELD) is None


def test_chosen_keys_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"keys": {"edit.undo": ["U"], "no.such": ["X"]}}', encoding="utf-8")
    settings, findings = load_settings(path)
    assert findings == ()
    save_settings(settings, path)
    assert json.loads(path.read_text("utf-8"))["keys"] == {"edit.undo": ["U"], "no.such": ["X"]}


@pytest.mark.parametrize("broken", ["[]", '"x"', "7", '{"edit.undo": "U"}', '{"edit.undo": [7]}'])
def test_a_broken_keys_setting_is_set_aside(tmp_path: Path, broken: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(f'{{"keys": {broken}, "theme": "light"}}', encoding="utf-8")
    settings, findings = load_settings(path)
    assert settings.keys == {}
    assert settings.theme == "light"
    assert len(findings) == 1
    assert "`keys`" in findings[0].message
    assert "keys_set_aside" in findings[0].message
    save_settings(settings, path)
    assert json.loads(path.read_text("utf-8"))["keys_set_aside"] == json.loads(broken)


def test_menus_open_by_the_letters_that_a_language_marks() -> None:
    """German `&Datei` opens by Alt+D; a letter that nothing marks is free."""
    menus = {"&File": "&Datei", "&Pair": "B&ildpaar", "Undo": "Rückgängig", "&Help": "Hilfe"}
    try:
        install(Language(lambda source, _, n: menus.get(source, "") if n is None else ""))
        commands = checked_list(
            [
                Command("a", "Open", "File", lambda _: None),
                Command("b", "Undo", "Pair/more", lambda _: None, ("Ctrl+Z",)),
                Command("c", "Keys", "Help", lambda _: None),
            ]
        )
        assert menu_keys(commands) == {"Alt+D": "Datei", "Alt+I": "Bildpaar"}
        assert owner_of("Ctrl+Z", commands, ()) == "Rückgängig"
        assert commands[1].line == "Bildpaar: Rückgängig"
        kept, findings = with_keys(commands, (), {"a": ("Alt+I",), "c": ("Alt+F",)})
        assert kept[2].keys == ("Alt+F",), "Alt+F opens no menu here"
        assert [finding.code for finding in findings] == ["key-not-used"]
    finally:
        install(Language())
    assert set(menu_keys(all_commands())) == {f"Alt+{letter}" for letter in "FEDARSMPVH"}
