"""Settings: kept across sessions and versions, and never the reason that the program does not start."""

from __future__ import annotations

import json
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
    load_settings,
    save_settings,
    settings_path,
)


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
    assert path.with_name("settings.json.broken").read_text() == text


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
