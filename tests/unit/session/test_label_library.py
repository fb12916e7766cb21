"""Editing a label set on disk: comments stay, shipped sets go into a copy, nobody's edit is overwritten."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from ilmtool.core.attributes import AttributeDefinition
from ilmtool.core.label_growth import with_changed, with_class, without_class
from ilmtool.errors import UserError
from ilmtool.session.label_library import open_label_set, own_label_sets, save_label_set
from ilmtool.session.label_text import updated_text
from ilmtool.session.labels import load_label_set, read_label_set, shipped_label_sets
from ilmtool.session.settings import CONFIG_ENV

MINE = """\
# Ours; ask Anna before you change an id.
name = "Ours"

[[class]]
id = 3 # stays
name = "tank"
color = "#e69f00"
key = 1
icon = "tank.svg"

# What carries fuel
[[class]]
id = 8
name = "tanker"
parent = "tank"
"""


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(CONFIG_ENV, str(tmp_path / "config"))
    return tmp_path / "config" / "label_sets"


@pytest.mark.parametrize("name", sorted(shipped_label_sets()))
def test_writing_an_unchanged_set_changes_nothing(name: str):
    opened = open_label_set(name)
    text = opened.content.decode()
    assert updated_text(text, opened.labels) == text


def test_an_edit_goes_into_the_file_it_came_from_and_keeps_its_comments(tmp_path: Path):
    path = tmp_path / "ours.toml"
    path.write_text(MINE)
    opened = open_label_set(str(path))
    labels = with_class(opened.labels, "pump", parent="tank")
    labels = with_changed(labels, "tanker", replace(labels.classes[1], name="fuel tanker"))
    saved = save_label_set(opened, labels)
    text = path.read_text()
    assert saved.path == path
    assert read_label_set(path).classes == labels.classes
    for kept in ("# Ours; ask Anna", "id = 3 # stays", 'icon = "tank.svg"', "# What carries fuel", "key = 1"):
        assert kept in text
    assert len(list(tmp_path.glob("*.tmp"))) == 0
    later = save_label_set(saved, without_class(saved.labels, "pump"))
    assert "retired = [9]" in path.read_text()
    assert with_class(later.labels, "valve").classes[-1].id == 10
    assert "# What carries fuel" in path.read_text()


def test_a_shipped_set_is_left_alone(own_folder: Path):
    opened = open_label_set("launch_site")
    before = opened.path.read_bytes()
    attribute = AttributeDefinition("load", "choice", choices=("full", "empty"), required=True)
    trailer = opened.labels.by_name("trailer")
    assert trailer is not None
    labels = with_changed(opened.labels, "trailer", replace(trailer, attributes=(attribute,)))
    saved = save_label_set(opened, labels)
    assert opened.path.read_bytes() == before
    assert saved.path == own_folder / "launch_site.toml"
    assert own_label_sets() == {"launch_site": saved.path}
    loaded, findings = load_label_set(str(saved.path))
    assert findings == ()
    assert loaded.attributes_of("trailer") == (attribute,)
    second = save_label_set(opened, labels)
    assert second.path.name == "launch_site-2.toml", "an earlier copy is not written over"


def test_somebody_else_s_edit_is_not_written_over(tmp_path: Path):
    path = tmp_path / "ours.toml"
    path.write_text(MINE)
    opened = open_label_set(str(path))
    path.write_text(MINE.replace("tank.svg", "other.svg"))
    with pytest.raises(UserError, match="somebody changed it"):
        save_label_set(opened, with_class(opened.labels, "pump"))
    assert "other.svg" in path.read_text()


def test_an_id_that_would_be_free_again_is_refused(tmp_path: Path):
    path = tmp_path / "ours.toml"
    path.write_text(MINE)
    opened = open_label_set(str(path))
    shrunk = replace(opened.labels, classes=opened.labels.classes[:1])
    with pytest.raises(UserError, match="tanker"):
        save_label_set(opened, shrunk)
    assert path.read_text() == MINE


def test_a_set_in_another_layout_is_written_whole(tmp_path: Path):
    path = tmp_path / "inline.toml"
    path.write_text('class = [{id = 1, name = "a"}, {id = 2, name = "b", parent = "a"}]\n')
    opened = open_label_set(str(path))
    saved = save_label_set(opened, with_class(without_class(opened.labels, "a"), "c"))
    assert [(c.id, c.name) for c in read_label_set(path)] == [(2, "b"), (3, "c")]
    assert saved.labels.retired == (1,)


def test_a_folder_is_no_label_set(tmp_path: Path):
    with pytest.raises(UserError, match="not a file"):
        open_label_set(str(tmp_path))
