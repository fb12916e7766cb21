"""Commands and options that README and the guide name are there, and every command is named."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest

from ilmtool.__main__ import main

ROOT = Path(__file__).resolve().parents[3]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
LINE = re.compile(r"\bilmtool ([a-z]+)(?=\s|$)([^`\n|]*)")
OPTION = re.compile(r"(?<!\S)--[a-z][a-z-]*")


def text_of(page: Path) -> str:
    """What is for those who use the program."""
    return page.read_text(encoding="utf-8").partition("## Work on it")[0]


def named() -> dict[str, set[str]]:
    """Options by command, of all command lines in code."""
    found: dict[str, set[str]] = defaultdict(set)
    for page in PAGES:
        text = text_of(page)
        spans = re.findall(r"```sh\n(.*?)```", text, re.DOTALL) + re.findall(r"`(ilmtool [^`\n]+)`", text)
        for span in spans:
            for command, rest in LINE.findall(span):
                found[command] |= set(OPTION.findall(rest.partition(" | ")[0].partition("&&")[0]))
    return found


def help_of(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    with pytest.raises(SystemExit):
        main([*arguments, "--help"])
    return capsys.readouterr().out


def test_every_command_is_in_the_guide_with_options_that_it_has(capsys: pytest.CaptureFixture[str]) -> None:
    listed = help_of(capsys).partition("commands without a window:")[2].partition("Each has")[0]
    commands = set(re.findall(r"(?m)^  ([a-z]+) ", listed))
    lines = named()
    assert set(lines) == commands
    assert sum(map(len, lines.values())) > 15
    for command, options in lines.items():
        known = set(OPTION.findall(re.sub(r"[\[\](),|=]", " ", help_of(capsys, command))))
        assert options - known == set(), command


def test_options_that_pages_explain_are_there(capsys: pytest.CaptureFixture[str]) -> None:
    """Each option that stands alone in code is one of some command."""
    alone = {option for page in PAGES for option in re.findall(r"`(--[a-z][a-z-]*)", text_of(page))}
    pages = [help_of(capsys, command) for command in named()] + [help_of(capsys)]
    known = {option for page in pages for option in OPTION.findall(re.sub(r"[\[\](),|=]", " ", page))}
    assert sorted(alone - known) == []
