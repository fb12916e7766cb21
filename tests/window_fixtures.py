"""A real program in a window that nobody sees, with settings of its own."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from person import Person
from sample_pairs import SamplePair, degree_pair, utm_pair

from ilmtool.app import Program
from ilmtool.session.settings import CONFIG_ENV


@pytest.fixture(autouse=True)
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A settings folder for this test; what is edited is saved soon."""
    folder = tmp_path / "config"
    folder.mkdir()
    (folder / "settings.json").write_text(json.dumps({"autosave_delay_s": 0.1}))
    monkeypatch.setenv(CONFIG_ENV, str(folder))
    return folder


@pytest.fixture
def launch(qtbot: Any, qapp: Any) -> Iterator[Callable[..., Person]]:
    """Starts the program, as often as a test wants; all of them are ended afterwards."""
    programs: list[Program] = []

    def begin(analyst: str | None = None) -> Person:
        program = Program(qapp, analyst)
        programs.append(program)
        window = program.window
        window.resize(1200, 760)
        window.show()
        qtbot.waitExposed(window)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return Person(qtbot, program)

    yield begin
    for program in programs:
        program.desk.abandon()
        program.window.close()
        program.close()
        program.window.deleteLater()


@pytest.fixture
def person(launch: Callable[..., Person]) -> Person:
    """Somebody before an empty window."""
    return launch()


@pytest.fixture
def pair(tmp_path: Path) -> SamplePair:
    """Two UTM images of different pixel size; see `sample_pairs.utm_pair`."""
    return utm_pair(tmp_path / "site")


@pytest.fixture
def north(tmp_path: Path) -> SamplePair:
    """Two EPSG:4326 images; see `sample_pairs.degree_pair`."""
    return degree_pair(tmp_path / "north")


@pytest.fixture
def at_work(person: Person, pair: SamplePair) -> Person:
    """Somebody with the UTM pair open."""
    person.open(pair.before, pair.after)
    return person
