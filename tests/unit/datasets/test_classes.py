"""Class ids that never change, maps that merge, filters, and formats of other packages."""

from __future__ import annotations

import importlib.metadata
import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from dataset_sites import Item, box, write_site
from hypothesis import given
from hypothesis import strategies as st

from ilmtool.core.geometry import box_ring
from ilmtool.datasets.classes import grown, parse_registry, registry_text
from ilmtool.datasets.formats import registry
from ilmtool.datasets.formats.base import Counts, Format
from ilmtool.datasets.formats.registry import format_names, format_of
from ilmtool.datasets.records import ClassEntry
from ilmtool.errors import UserError

from .conftest import Export, manifest, tree

NAMES = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=8)


@given(st.lists(NAMES, unique=True), st.lists(st.lists(NAMES), max_size=4))
def test_the_list_only_grows(first: list[str], later: list[list[str]]) -> None:
    classes = grown((), [ClassEntry(i + 1, name) for i, name in enumerate(first)], ())
    for names in later:
        bigger = grown(classes, (), names)
        assert bigger[: len(classes)] == classes
        assert {entry.name for entry in bigger} == {e.name for e in classes} | set(names)
        assert len({entry.id for entry in bigger}) == len(bigger)
        classes = bigger
    assert parse_registry(registry_text(classes), "it") == classes


@pytest.mark.parametrize(
    "text",
    ["[", "class = 1", "[[class]]\nid = 1", '[[class]]\nid = 1\nname = "a"\n[[class]]\nid = 1\nname = "b"',
     '[[class]]\nid = 1\nname = "a"\n[[class]]\nid = 2\nname = "a"', '[[class]]\nid = -1\nname = "a"'],
)  # fmt: skip
def test_files_that_are_no_registry(text: str) -> None:
    with pytest.raises(UserError):
        parse_registry(text, "it")


def test_ids_of_a_registry_outlive_the_labels(tmp_path: Path, export: Export) -> None:
    ids = tmp_path / "ids.toml"
    write_site(tmp_path / "a", [box(10, 10, 30, 30, "zebra"), box(50, 10, 60, 30, "ant")])
    export(tmp_path / "a", "coco", "--classes", str(ids))
    first = {c["name"]: c["id"] for c in tomllib.loads(ids.read_text())["class"]}
    assert first == {"ant": 1, "zebra": 2}
    write_site(tmp_path / "b", [box(10, 10, 30, 30, "bee"), box(50, 10, 60, 30, "zebra")])
    folder = export(tmp_path / "b", "coco", "--classes", str(ids))
    assert {c["name"]: c["id"] for c in manifest(folder)["classes"]} == {"ant": 1, "zebra": 2, "bee": 3}
    table = json.loads((folder / "annotations" / "instances_all.json").read_text())
    assert sorted(a["category_id"] for a in table["annotations"]) == [2, 3]
    assert ids.read_bytes() == (folder / "classes.toml").read_bytes()
    assert any("has no object; its id stays reserved" in remark for remark in manifest(folder)["remarks"])


def test_ids_come_from_the_label_set_where_there(tmp_path: Path, export: Export) -> None:
    write_site(tmp_path / "a", [box(10, 10, 30, 30, "trailer"), box(50, 10, 60, 30, "unheard of")])
    classes = {c["name"]: c["id"] for c in manifest(export(tmp_path / "a", "yolo"))["classes"]}
    assert (classes["crane"], classes["trailer"], classes["unheard of"]) == (1, 2, max(classes.values()))
    labels = {"classes": [{"id": 7, "name": "b"}, {"id": 3, "name": "a"}]}
    write_site(tmp_path / "b", [box(10, 10, 30, 30, "a"), box(50, 10, 60, 30, "b")], labels=labels)
    assert [(c["id"], c["name"]) for c in manifest(export(tmp_path / "b", "yolo"))["classes"]] == [
        (3, "a"), (7, "b")
    ]  # fmt: skip


def test_no_path_of_the_computer_goes_into_a_dataset(tmp_path: Path, export: Export) -> None:
    write_site(tmp_path / "a", [box(10, 10, 30, 30, "trailer")])
    (tmp_path / "own.toml").write_text('name = "own"\n[[class]]\nid = 4\nname = "trailer"\n')
    (tmp_path / "map.toml").write_text('drop = ["x"]\n')
    words = ("--label-set", str(tmp_path / "own.toml"), "--class-map", str(tmp_path / "map.toml"))
    folder = export(
        tmp_path / "a", "coco", "--images", "none", *words, "--classes", str(tmp_path / "ids.toml")
    )
    assert [(c["id"], c["name"]) for c in manifest(folder)["classes"]] == [(4, "trailer")]
    assert not [name for name, data in tree(folder).items() if str(tmp_path).encode() in data]


def test_a_class_map_merges_drops_and_renames(tmp_path: Path, export: Export) -> None:
    names = ("hall", "new roof", "shadow", "pond")
    write_site(tmp_path / "a", [box(10 + 40 * i, 10, 30 + 40 * i, 30, name) for i, name in enumerate(names)])
    path = tmp_path / "map.toml"
    path.write_text('drop = ["shadow"]\n[merge]\nbuilding = ["hall", "new roof"]\nwater = ["pond"]\n')
    table = manifest(export(tmp_path / "a", "coco", "--class-map", str(path)))
    assert table["splits"]["all"]["classes"] == {"building": 2, "water": 1}
    assert table["left_out"] == {"class-map": 1}
    path.write_text('other = "drop"\n[merge]\nbuilding = ["hall"]\n')
    table = manifest(export(tmp_path / "a", "coco", "--class-map", str(path)))
    assert table["splits"]["all"]["classes"] == {"building": 1}


@pytest.mark.parametrize("text", ["[", "[merge]\na = 1", "what = 1", '[merge]\na = ["x"]\nb = ["x"]'])
def test_class_maps_that_are_none(
    tmp_path: Path, export: Export, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    write_site(tmp_path / "a", [box(10, 10, 30, 30)])
    path = tmp_path / "map.toml"
    path.write_text(text)
    export(tmp_path / "a", "coco", "--class-map", str(path), code=2)
    assert "map.toml cannot be used" in capsys.readouterr().err


def test_words_that_dota_cannot_tell_apart(
    tmp_path: Path, export: Export, capsys: pytest.CaptureFixture[str]
) -> None:
    write_site(tmp_path / "a", [box(10, 10, 30, 30, "storage tank"), box(50, 10, 60, 30, "storage-tank")])
    target = export(tmp_path / "a", "dota", code=2)
    assert "--class-map" in capsys.readouterr().err
    assert not target.exists()


PEOPLE: list[dict[str, Any]] = [
    {"certainty": "confirmed", "change": "new", "review": "approved", "author": "anna"},
    {"certainty": "possible", "change": "removed", "review": "draft", "author": "ben"},
    {"certainty": "probable", "author": "anna", "updated": "2020-05-01T12:00:00Z"},
    {},
]


@pytest.mark.parametrize(
    ("words", "kept", "filter_name"),
    [
        (("--certainty", "confirmed,probable"), 2, "certainty"),
        (("--certainty", "unknown"), 1, "certainty"),
        (("--change", "new", "--change", "removed"), 2, "change"),
        (("--review", "approved"), 1, "review"),
        (("--author", "anna"), 2, "author"),
        (("--updated", "2020-05-01..2020-05-01"), 1, "updated"),
        (("--updated", "..2020-04-30"), 0, "updated"),
        (("--label", "class 1", "--label", "class 3"), 2, "label"),
    ],
)
def test_filters(tmp_path: Path, export: Export, words: tuple[str, ...], kept: int, filter_name: str) -> None:
    items = [
        Item(box_ring(10 + 40 * i, 10, 30 + 40 * i, 30), f"class {i}", properties=properties)
        for i, properties in enumerate(PEOPLE)
    ]
    write_site(tmp_path / "a", items)
    table = manifest(export(tmp_path / "a", "geojson", *words))
    assert table["splits"]["all"]["objects"] == kept
    assert table["left_out"] == {filter_name: len(items) - kept}


def test_places_by_the_date_of_their_after_image(
    tmp_path: Path, export: Export, capsys: pytest.CaptureFixture[str]
) -> None:
    write_site(tmp_path / "a", [box(10, 10, 30, 30)])
    assert manifest(export(tmp_path / "a", "csv", "--taken", "2019-03-02..2019-03-02"))["places"] == 1
    export(tmp_path / "a", "csv", "--taken", "2019-03-03..", code=2)
    assert "outside the span" in capsys.readouterr().err


def test_every_format_is_in_the_list() -> None:
    wanted = "coco yolo yolo-obb voc dota xview xbd stac labelme geojson gpkg kml csv"
    assert [name for name in format_names() if name in wanted.split()] == wanted.split()
    for name in wanted.split():
        made = format_of(name)
        assert made.name == name
        assert all(option.name.startswith(f"{name}-") for option in made.options)


def _write(dataset: Any, output: Any) -> Counts:
    counts = Counts()
    lines = []
    for image in dataset.images():
        for item in image.objects:
            counts[image.split, item.name] += 1
            lines.append(item.name)
    output.write("names.txt", "\n".join(lines).encode())
    return counts


def _count(folder: Path, _classes: Any) -> Counts:
    return Counts(("all", line) for line in (folder / "names.txt").read_text().splitlines())


NAMES_ONLY = Format("names", "Names only", _write, _count)


def test_another_package_adds_a_format(
    tmp_path: Path, export: Export, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def entry(name: str, value: str) -> importlib.metadata.EntryPoint:
        return importlib.metadata.EntryPoint(name, value, registry.GROUP)

    found = {
        "names": entry("names", f"{__name__}:NAMES_ONLY"),
        "broken": entry("broken", "nowhere.at.all:FORMAT"),
        "odd": entry("odd", "json:loads"),
    }
    monkeypatch.setattr(registry, "_others", lambda: found)
    monkeypatch.setattr(importlib.metadata.EntryPoint, "load", _loaded)
    assert format_names()[-1] == "odd"
    write_site(tmp_path / "a", [box(10, 10, 30, 30)])
    assert (export(tmp_path / "a", "names") / "names.txt").read_text() == "crane"
    for name in ("broken", "odd"):
        export(tmp_path / "a", name, code=2)
        assert f"The format {name}" in capsys.readouterr().err


def _loaded(entry: importlib.metadata.EntryPoint) -> object:
    if entry.name == "broken":
        raise ImportError("no module")
    return {"names": NAMES_ONLY, "odd": json.loads}[entry.name]
