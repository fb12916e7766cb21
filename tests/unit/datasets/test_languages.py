"""A dataset from a window that speaks another language: said in it, written in English all the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from dataset_sites import box, write_site

from ilmtool.datasets.common_options import OPTIONS
from ilmtool.datasets.export import Request, export
from ilmtool.datasets.formats.registry import format_names, format_of, format_title
from ilmtool.datasets.inputs import find_sidecars
from ilmtool.datasets.options import in_titles
from ilmtool.datasets.runners import PoolRunner, runner_for
from ilmtool.datasets.settings import make_settings
from ilmtool.errors import UserError
from ilmtool.session.labels import load_label_set
from ilmtool.text import Language, install, language, tr

from .conftest import tree

FOREIGN = Language("«{0}»".format, {",": ".", ".": ","})
"""Every text in quotes: a language whose lookup other processes can be given."""


@pytest.fixture(autouse=True)
def own_language() -> Iterator[None]:
    """Each test leaves the language as it was."""
    before = language()
    yield
    install(before)


def request(folder: Path, target: Path, format_name: str, **values: object) -> Request:
    labels, _ = load_label_set("")
    return Request((folder,), target, make_settings(format_name, values, format_of(format_name)), labels)


def test_files_are_the_same_whatever_the_window_speaks(tmp_path: Path) -> None:
    sites = tmp_path / "sites"
    write_site(sites / "a", [box(10, 10, 30, 30), box(60, 60, 90, 90)], name="a")
    write_site(sites / "b", [box(10, 10, 30, 30)], name="b", place=(5000.0, 0.0)).after.unlink()
    (sites / "c.ilm.geojson").write_text("{")
    chosen = {"images": "chips", "negatives": 0, "missing": "skip", "unreadable": "skip", "split": "80/20"}
    serial = partial(runner_for, 1)
    english = export(request(sites, tmp_path / "english", "yolo-obb", **chosen), serial)
    install(FOREIGN)
    foreign = export(request(sites, tmp_path / "foreign", "yolo-obb", **chosen), serial)
    assert tree(tmp_path / "english") == tree(tmp_path / "foreign")
    assert "sidecars were left out" in " ".join(english.remarks)
    assert all(text.startswith("«") for text in (*foreign.remarks, foreign.account))
    assert len(english.remarks) == len(foreign.remarks)


def test_what_stops_an_export_is_said_in_the_language(tmp_path: Path) -> None:
    write_site(tmp_path / "a", [box(10, 10, 30, 30)]).after.unlink()
    install(FOREIGN)
    with pytest.raises(UserError) as told:
        export(request(tmp_path / "a", tmp_path / "out", "coco"), partial(runner_for, 1))
    assert told.value.title == "«1 sidecar(s) cannot be exported; nothing was written.»"
    assert "«" in told.value.detail
    assert told.value.hint.startswith("«Mend that")


def test_other_processes_speak_it_too() -> None:
    install(FOREIGN)
    with PoolRunner(2) as runner, pytest.raises(UserError) as told:
        list(runner.map(find_sidecars, [("nowhere",)]))
    assert told.value.title == "«There is no annotation file at nowhere.»"
    assert told.value.hint.startswith("«")


@pytest.mark.parametrize("right_to_left", [False, True])
def test_what_an_error_names_has_its_title_in_a_dialog(right_to_left: bool) -> None:
    install(Language(right_to_left=right_to_left))
    option, word, ways = "images", "chips", "--missing skip"
    told = tr("The format {name} needs --{option} {value}.", name="x", option=option, value=word)
    told += " " + tr("Mend that, or leave it out with {options}.", options=ways)
    shown = re.sub("[\u2068\u2069]", "", said := in_titles(told, OPTIONS))
    assert "x needs “Images: Chips cut from the scenes”. Mend that" in shown
    assert "with “Missing image: Leave its annotations out”." in shown
    assert said.count("\u2068") == said.count("\u2069")


def test_every_format_and_choice_has_a_title_for_people() -> None:
    for name in format_names():
        assert format_title(name) not in {"", name}
    own = [option for name in format_names() for option in format_of(name).options]
    for option in (*OPTIONS, *own):
        if option.kind == "choice":
            titles = [option.title_of(choice) for choice in option.choices]
            assert len(set(titles)) == len(titles) == len(option.titles)
            assert all(title not in option.choices for title in titles)
            assert bool(option.unset) == (option.default is None)
