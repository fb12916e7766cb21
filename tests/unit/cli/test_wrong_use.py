"""Wrong use of the command line is told in one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from ilmtool.__main__ import main
from ilmtool.imagery.preferences import Preferences, prefer
from ilmtool.session.settings import CONFIG_ENV


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["info"], "IMAGE"),
        (["info", "a.tif", "--at", "nan,1"], "nan,1"),
        (["validate", "a", "--nothing-such"], "--nothing-such"),
        (["--nothing-such"], "--nothing-such"),
    ],
)
def test_wrong_use_is_one_line_that_names_it(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    told = capsys.readouterr()
    assert stopped.value.code == 2
    assert not told.out
    assert told.err.startswith("ilmtool")
    assert told.err.count("\n") == 1
    assert said in told.err


def test_a_folder_is_no_annotation_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", str(tmp_path)]) == 2
    assert f"{tmp_path.name} cannot be read: it is a folder" in capsys.readouterr().err


def test_the_command_line_keeps_to_the_settings_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(CONFIG_ENV, str(tmp_path))
    (tmp_path / "settings.json").write_text('{"remote_access": false}')
    try:
        assert main(["info", "https://127.0.0.1:9/after.tif"]) == 2
    finally:
        prefer(Preferences())
    told = capsys.readouterr().err
    assert "after.tif was not fetched" in told
    assert "Images from the network" in told
