"""Settings: kept across sessions and versions, and never the reason that the program does not start."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from ilmtool.errors import UserError
from ilmtool.session.settings import (
    CONFIG_ENV,
    MAX_RECENT,
    RecentPair,
    Settings,
    settings_path,
)
from ilmtool.session.settings_file import load_settings, save_settings


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(CONFIG_ENV, str(tmp_path / "config"))
    return settings_path()


def test_round_trip(path: Path):
    settings = Settings(
        analyst="jn",
        theme="light",
        recent=(RecentPair("/a/é.tif", "/b.tif"),),
        autosave_delay_s=2.5,
        show_labels=False,
        geometry="AdnQywAD",
    )
    save_settings(settings)
    assert path.is_file()
    assert load_settings() == (settings, ())
    assert [p.name for p in path.parent.iterdir()] == ["settings.json"]


def test_no_file_is_no_finding(path: Path):
    assert load_settings() == (Settings(), ())


def test_keys_of_another_version_survive(path: Path):
    path.parent.mkdir()
    path.write_text('{"analyst": "jn", "future": {"a": [1]}}')
    settings, findings = load_settings()
    assert findings == ()
    save_settings(replace(settings, analyst="mk"))
    table = json.loads(path.read_text())
    assert (table["analyst"], table["future"]) == ("mk", {"a": [1]})


@pytest.mark.parametrize("text", ["", "{", "[]", "[" * 100_000, "\x00"])
def test_a_broken_file_is_set_aside(path: Path, text: str):
    path.parent.mkdir()
    path.write_text(text)
    settings, findings = load_settings()
    assert settings == Settings()
    assert [f.code for f in findings] == ["settings-broken"]
    assert not path.exists()
    (aside,) = path.parent.iterdir()
    assert aside.name.startswith("settings.json.broken-")
    assert aside.read_text() == text


def test_not_utf8_is_broken(path: Path):
    path.parent.mkdir()
    path.write_bytes(b'{"analyst": "\xff"}')
    assert [f.code for f in load_settings()[1]] == ["settings-broken"]


def test_a_bad_value_is_told_and_the_others_are_used(path: Path):
    path.parent.mkdir()
    path.write_text('{"analyst": 3, "theme": "pink", "show_labels": false, "autosave_delay_s": NaN}')
    settings, findings = load_settings()
    assert settings == Settings(show_labels=False)
    assert [f.path for f in findings] == ["$.analyst", "$.autosave_delay_s", "$.theme"]


def test_a_value_out_of_bounds_is_told_with_file_key_and_bounds(path: Path):
    path.parent.mkdir()
    path.write_text('{"lens_size": 5, "units": "furlongs", "cache_folder": "here", "show_overview": 1}')
    settings, findings = load_settings()
    assert settings == Settings(lens_size=60)
    told = {f.path: f.message for f in findings}
    assert told["$.lens_size"] == (
        f"{path}: the setting `lens_size` is 5, and must be a whole number from 60 to 1200; 60 is used."
    )
    assert "metric, imperial or nautical" in told["$.units"]
    assert "absolute path" in told["$.cache_folder"]
    assert "true or false" in told["$.show_overview"]
    # What the user typed stays until another value is chosen.
    save_settings(replace(settings, analyst="jn"), before=settings)
    table = json.loads(path.read_text())
    assert (table["analyst"], table["lens_size"], table["units"]) == ("jn", 5, "furlongs")


def test_two_windows_keep_each_other_s_changes(path: Path):
    save_settings(Settings(analyst="jn", recent=(RecentPair("/a", "/b"),), keys={"edit.undo": ("U",)}))
    first, second = load_settings()[0], load_settings()[0]
    one = replace(first, theme="light", recent=(RecentPair("/c", "/d"), *first.recent), looks={"s1": {}})
    save_settings(one, before=first)
    two = replace(
        second,
        units="nautical",
        recent=(RecentPair("/e", "/f"), *second.recent),
        looks={"s2": {}},
        keys={"edit.redo": ("Y",)},
    )
    save_settings(two, before=second)
    save_settings(replace(one, lens_size=400), before=one)
    now, findings = load_settings()
    assert findings == ()
    assert (now.analyst, now.theme, now.units, now.lens_size) == ("jn", "light", "nautical", 400)
    assert [pair.before for pair in now.recent] == ["/e", "/c", "/a"]
    assert now.looks == {"s1": {}, "s2": {}}
    assert now.keys == {"edit.redo": ("Y",)}


def test_windows_that_save_at_once_lose_nothing(path: Path):
    script = (
        "import sys; from dataclasses import replace\n"
        "from ilmtool.session.settings import Settings\n"
        "from ilmtool.session.settings_file import save_settings\n"
        "old = Settings()\n"
        "for n in range(20):\n"
        "    new = replace(old, looks={**old.looks, f'{sys.argv[1]}-{n}': {}})\n"
        "    save_settings(new, before=old)\n"
        "    old = new\n"
    )
    running = [subprocess.Popen([sys.executable, "-c", script, name]) for name in "abc"]
    assert [process.wait() for process in running] == [0, 0, 0]
    assert len(load_settings()[0].looks) == 60
    assert [p.name for p in path.parent.iterdir()] == ["settings.json"]


def test_a_default_is_not_written(path: Path):
    save_settings(Settings(theme="light", units="imperial"))
    save_settings(Settings(units="imperial"))
    assert json.loads(path.read_text()) == {"units": "imperial"}


def test_a_file_that_breaks_while_the_window_is_open_is_set_aside_too(path: Path):
    save_settings(Settings(analyst="jn"))
    path.write_text("{")
    save_settings(Settings(analyst="jn", theme="light"), before=Settings(analyst="jn"))
    assert load_settings() == (Settings(analyst="jn", theme="light"), ())
    assert [p.read_text() for p in path.parent.glob("*.broken-*")] == ["{"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_a_link_to_a_settings_file_elsewhere_stays_one(path: Path, tmp_path: Path):
    path.parent.mkdir()
    path.symlink_to(tmp_path / "dotfiles.json")
    save_settings(Settings(analyst="jn"))
    assert path.is_symlink()
    assert json.loads((tmp_path / "dotfiles.json").read_text()) == {"analyst": "jn"}


def test_a_delay_stays_sensible(path: Path):
    path.parent.mkdir()
    path.write_text('{"autosave_delay_s": 100000}')
    assert load_settings()[0].autosave_delay_s == 60.0


def test_recent_pairs(tmp_path: Path):
    settings = Settings()
    files = [tmp_path / f"{i}.tif" for i in range(MAX_RECENT + 3)]
    for file in files:
        settings = settings.with_recent(tmp_path / "before.tif", file)
    settings = settings.with_recent(tmp_path / "before.tif", files[-2])
    assert len(settings.recent) == MAX_RECENT
    assert settings.recent[0].after == str(files[-2])
    assert len({p.after for p in settings.recent}) == MAX_RECENT
    assert settings.last_folder == str(tmp_path)
    assert settings.existing_recent() == ()
    (tmp_path / "before.tif").touch()
    files[-1].touch()
    assert [p.after for p in settings.existing_recent()] == [str(files[-1])]
    assert settings.was_opened(files[-1])
    assert not settings.was_opened(tmp_path / "other.tif")


@pytest.mark.skipif(sys.platform == "win32", reason="a file where a folder should be is enough elsewhere")
def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path):
    (tmp_path / "file").touch()
    with pytest.raises(UserError, match="could not be saved"):
        save_settings(Settings(), tmp_path / "file" / "settings.json")
