"""What was read is written again: the same bytes, the same values, nothing lost."""

from __future__ import annotations

import dataclasses
import json
import string
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ilmtool.core.annotation import Annotation, Comment, Polygon, Properties
from ilmtool.core.document import Document, Header
from ilmtool.core.geometry import close_ring
from ilmtool.core.scene import Acquisition, Registration, Scene
from ilmtool.sidecar.codec import encode, encode_annotation, extra_properties
from ilmtool.sidecar.lines import LineCache
from ilmtool.sidecar.reader import LoadedSidecar, read_bytes, read_sidecar

CANONICAL = ("ordinary", "empty", "not_georeferenced", "unknown_members", "features_that_cannot_be_read")


def written(document: Document, lines: LineCache | None = None) -> bytes:
    return b"".join(encode(document, lines))


def edited(loaded: LoadedSidecar, **changes: Any) -> Document:
    """The document with its first annotation changed."""
    annotations = dict(loaded.document.annotations)
    key = next(iter(annotations))
    annotations[key] = annotations[key].edited(**changes)
    return dataclasses.replace(loaded.document, annotations=annotations)


@pytest.mark.parametrize("name", CANONICAL)
def test_an_unchanged_document_gives_the_same_bytes(corpus: Path, name: str) -> None:
    path = corpus / f"{name}.ilm.geojson"
    loaded = read_sidecar(path)
    assert written(loaded.document, loaded.lines) == path.read_bytes()
    assert written(loaded.document, loaded.lines) == path.read_bytes()


@pytest.mark.parametrize("name", ["written_elsewhere_gdal", "written_elsewhere_geopandas"])
def test_a_file_from_elsewhere_is_written_in_the_layout_and_stays(corpus: Path, name: str) -> None:
    loaded = read_sidecar(corpus / f"{name}.ilm.geojson")
    first = written(loaded.document, loaded.lines)
    again = read_bytes(first)
    assert written(again.document, again.lines) == first
    assert [a.properties for a in again.document.annotations.values()] == [
        a.properties for a in loaded.document.annotations.values()
    ]


def test_the_example_of_the_contract_keeps_its_bytes(shared_data: Path) -> None:
    path = shared_data.parent / "examples" / "two_observations.ilm.geojson"
    if not path.is_file():
        pytest.skip(f"no example at {path}")
    loaded = read_sidecar(path)
    assert loaded.findings == ()
    assert written(loaded.document, loaded.lines) == path.read_bytes()


def test_gdal_leaves_no_trace_in_features(corpus: Path) -> None:
    """GDAL writes white space and 17 digits; both go when the file is saved again."""
    ordinary = (corpus / "ordinary.ilm.geojson").read_bytes().split(b"\n")
    loaded = read_sidecar(corpus / "written_elsewhere_gdal.ilm.geojson")
    saved = written(loaded.document, loaded.lines).split(b"\n")
    assert saved[3:5] == ordinary[3:5]
    assert saved[-4:] == ordinary[-4:]


def test_an_edit_changes_one_line(corpus: Path) -> None:
    path = corpus / "unknown_members.ilm.geojson"
    loaded = read_sidecar(path)
    document = edited(loaded, label="new wall", certainty=None)
    before, after = path.read_bytes().split(b"\n"), written(document, loaded.lines).split(b"\n")
    changed = [i for i, (old, new) in enumerate(zip(before, after, strict=True)) if old != new]
    assert len(changed) == 1
    expected = before[changed[0]].replace(b'"label":"trailer"', b'"label":"new wall"')
    assert after[changed[0]] == expected.replace(b'"certainty":"possible",', b"")


def test_taking_an_edit_back_gives_the_original_bytes(corpus: Path) -> None:
    path = corpus / "unknown_members.ilm.geojson"
    loaded = read_sidecar(path)
    written(edited(loaded, label="x"), loaded.lines)
    assert written(loaded.document, loaded.lines) == path.read_bytes()


def test_saving_after_adding_and_removing_equals_encoding_all(corpus: Path) -> None:
    loaded = read_sidecar(corpus / "ordinary.ilm.geojson")
    annotations = dict(loaded.document.annotations)
    first, second = annotations
    for new_id in ("00000000-0000-4000-8000-000000000000", "5c4a9a70-53b3-4d1c-8a5c-8c0d4d6a7e11"):
        annotations[new_id] = msgspec.structs.replace(annotations[first], id=new_id, source=None)
        document = dataclasses.replace(loaded.document, annotations=dict(annotations))
        head = dataclasses.replace(loaded.lines, original={}, encoded={}, order=[], aligned=[], texts=[])
        assert written(document, loaded.lines) == written(document, head)
    del annotations[second]
    document = dataclasses.replace(loaded.document, annotations=annotations)
    saved = written(document, loaded.lines)
    assert second.encode() not in saved
    again = read_bytes(saved)
    assert list(again.document.annotations) == sorted(annotations)


def test_a_comment_added_keeps_unknown_members_of_the_others(corpus: Path) -> None:
    loaded = read_sidecar(corpus / "unknown_members.ilm.geojson")
    key = "8f0c1f5e-0b5e-4a39-9d2e-1f6f0a1b2c3d"
    annotation = loaded.document.annotations[key]
    comments = annotation.properties.comments
    assert comments is not None
    mended = dataclasses_replace_text(comments[1], "corrected")
    line = encode_annotation(annotation.edited(comments=(comments[0], mended, Comment("me", "", "new"))))
    made = json.loads(line)["properties"]["comments"]
    assert made[0]["x-mood"] == "sure"
    assert made[1] == {
        "author": "analyst1",
        "time": "2026-11-22T13:01:00Z",
        "text": "corrected",
        "x-edited": [],
    }
    assert made[2] == {"author": "me", "text": "new"}


def dataclasses_replace_text(comment: Comment, text: str) -> Comment:
    return msgspec.structs.replace(comment, text=text)


def test_label_set_attributes_are_read_edited_and_kept(corpus: Path) -> None:
    loaded = read_sidecar(corpus / "unknown_members.ilm.geojson")
    annotation = next(iter(loaded.document.annotations.values()))
    extra = extra_properties(annotation)
    assert extra["attr_height_m"] == 12.5
    del extra["x-review-round"]
    extra["attr_parts"] = {"roof": []}
    extra["attr_new"] = "yes"
    line = encode_annotation(msgspec.structs.replace(annotation, extra=extra))
    assert b'"attr_height_m":12.50,' in line
    made = json.loads(line)["properties"]
    assert "x-review-round" not in made
    assert made["attr_parts"] == {"roof": []}
    assert list(made)[-1] == "attr_new"


def test_a_bounding_box_goes_with_the_geometry_it_was_for(corpus: Path) -> None:
    annotation = next(
        iter(read_sidecar(corpus / "unknown_members.ilm.geojson").document.annotations.values())
    )
    assert b'"bbox"' in encode_annotation(annotation.edited(label="x"))
    assert b'"bbox"' not in encode_annotation(msgspec.structs.replace(annotation, geometry=b"null"))


def test_a_scene_edited_keeps_the_rest_of_the_header(corpus: Path) -> None:
    path = corpus / "unknown_members.ilm.geojson"
    loaded = read_sidecar(path)
    header = loaded.document.header
    scenes = (header.scenes[0], dataclasses.replace(header.scenes[1], href="moved/pad_20190302.tif"))
    document = dataclasses.replace(loaded.document, header=dataclasses.replace(header, scenes=scenes))
    before, after = path.read_bytes().split(b"\n"), written(document, loaded.lines).split(b"\n")
    changed = [i for i, (old, new) in enumerate(zip(before, after, strict=True)) if old != new]
    assert [after[i] for i in changed] == [
        before[4].replace(b'"href":"pad_20190302.tif"', b'"href":"moved/pad_20190302.tif"')
    ]


def test_two_edits_of_different_features_merge_in_git(corpus: Path, tmp_path: Path) -> None:
    import shutil
    import subprocess

    git = shutil.which("git")
    if git is None:
        pytest.skip("git is not installed")
    path = corpus / "ordinary.ilm.geojson"
    loaded = read_sidecar(path)
    first, second = loaded.document.annotations
    # Git needs an unchanged line between two edits.
    between = msgspec.structs.replace(
        loaded.document.annotations[first], id="5c4a9a70-53b3-4d1c-8a5c-8c0d4d6a7e11", source=None
    )
    base = dataclasses.replace(
        loaded.document, annotations={**loaded.document.annotations, between.id: between}
    )

    def version(key: str, label: str) -> bytes:
        annotations = {**base.annotations, key: base.annotations[key].edited(label=label)}
        return written(dataclasses.replace(base, annotations=annotations))

    files = {"ours": version(first, "ours"), "base": written(base), "theirs": version(second, "theirs")}
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    merged = subprocess.run([git, "merge-file", "-p", *files], cwd=tmp_path, capture_output=True, check=False)
    assert merged.returncode == 0
    labels = [a.label for a in read_bytes(merged.stdout).document.annotations.values()]
    assert labels == ["ours", "trailer", "theirs"]


def test_a_new_document_has_the_layout_of_the_contract() -> None:
    scenes = (
        Scene("a1", "before", "a1.tif", Acquisition(datetime="2019-02-16T02:15:00Z", gsd=0.5)),
        Scene("b1", "after", "b1.tif", transform=(0.3, 0.0, 1.0, 0.0, -0.3, 2.0), shape=(10, 20)),
    )
    ring = ((1.0, 2.0), (1.0, 8.5), (5.0, 8.5), (5.0, 2.0), (1.0, 2.0))
    properties = Properties(label="crane", drawn_on="b1", image_geometry=Polygon((ring,)))
    annotations = {
        "22222222-2222-4222-8222-222222222222": Annotation("22222222-2222-4222-8222-222222222222", properties)
    }
    document = Document(Header(scenes, (Registration("a1", "b1"),)), annotations)
    assert written(document).decode() == (
        '{"type":"FeatureCollection",\n'
        '"ilmtool":{"format":"ilmtool-annotations","version":"1.0",\n'
        '"scenes":[\n'
        '{"id":"a1","role":"before","href":"a1.tif","datetime":"2019-02-16T02:15:00Z","gsd":0.5},\n'
        '{"id":"b1","role":"after","href":"b1.tif","proj:transform":[0.3,0.0,1.0,0.0,-0.3,2.0],'
        '"proj:shape":[10,20]}],\n'
        '"registration":[{"from":"a1","to":"b1","matrix":[1.0,0.0,0.0,0.0,1.0,0.0]}]},\n'
        '"features":[\n'
        '{"type":"Feature","id":"22222222-2222-4222-8222-222222222222","geometry":null,"properties":'
        '{"schema":"ilmtool/1","kind":"observation","label":"crane","shape":"box","drawn_on":"b1",'
        '"imageGeometry":{"type":"Polygon","coordinates":[[[1.0,2.0],[1.0,8.5],[5.0,8.5],[5.0,2.0],[1.0,2.0]]]}}}\n'
        "]}\n"
    )


def test_chunks_are_small(corpus: Path) -> None:
    loaded = read_sidecar(corpus / "ordinary.ilm.geojson")
    template = next(iter(loaded.document.annotations.values()))
    annotations = {
        f"{i:08x}-0000-4000-8000-000000000000": msgspec.structs.replace(
            template, id=f"{i:08x}-0000-4000-8000-000000000000"
        )
        for i in range(3000)
    }
    chunks = list(encode(dataclasses.replace(loaded.document, annotations=annotations), None))
    assert max(map(len, chunks)) < 1 << 20
    assert len(read_bytes(b"".join(chunks)).document.annotations) == 3000


def test_half_a_character_does_not_stop_a_save() -> None:
    annotation = Annotation("x", Properties(label="crane", note="half \ud83d"))
    assert json.loads(encode_annotation(annotation))["properties"]["note"].startswith("half \ufffd")


def test_a_ring_that_is_not_finite_is_a_defect() -> None:
    ring = ((float("nan"), 0.0), (1.0, 1.0), (2.0, 2.0), (float("nan"), 0.0))
    with pytest.raises(ValueError, match="finite"):
        encode_annotation(Annotation("x", Properties(image_geometry=Polygon((ring,)))))


texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
numbers = st.floats(-1e7, 1e7, allow_nan=False)
rings = (
    st.lists(st.tuples(numbers, numbers), min_size=3, max_size=6)
    .map(close_ring)
    .filter(lambda r: len(r) >= 4)
)
comments = st.builds(Comment, author=texts, time=texts, text=texts)
properties = st.builds(
    Properties,
    label=texts,
    shape=st.sampled_from(("box", "oriented_box", "polygon")),
    certainty=st.none() | texts,
    note=st.none() | texts,
    drawn_on=st.none() | texts,
    change=st.none() | st.sampled_from(("new", "removed")),
    comments=st.none() | st.lists(comments, max_size=3).map(tuple),
    image_geometry=st.lists(rings, min_size=1, max_size=2).map(lambda r: Polygon(tuple(r))),
)
attribute_names = st.text(string.ascii_lowercase, min_size=1, max_size=5).map("x-{}".format)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=5,
)


@given(st.dictionaries(st.uuids().map(str), properties, max_size=5))
@settings(max_examples=60, deadline=None)
def test_any_annotations_come_back(made: dict[str, Properties]) -> None:
    document = Document(annotations={key: Annotation(key, value) for key, value in made.items()})
    data = written(document)
    loaded = read_bytes(data)
    assert {key: a.properties for key, a in loaded.document.annotations.items()} == made
    assert [f for f in loaded.findings if f.code not in ("no-header",)] == []
    assert written(loaded.document, loaded.lines) == data
    assert len(data.split(b"\n")) == data.count(b"\n") + 1


@given(properties, properties, st.dictionaries(attribute_names, json_values, max_size=4), st.data())
@settings(max_examples=60, deadline=None)
def test_any_edit_keeps_what_it_does_not_touch(
    old: Properties, new: Properties, extra: dict[str, Any], data: st.DataObject
) -> None:
    fresh = Annotation("11111111-1111-4111-8111-111111111111", old, extra=extra or None)
    line = encode_annotation(fresh)
    if data.draw(st.booleans(), label="through another writer"):
        line = json.dumps(json.loads(line), indent=data.draw(st.sampled_from((None, 1)))).encode()
    loaded = read_bytes(b'{"type":"FeatureCollection","features":[' + line + b"]}")
    read = loaded.document.annotations[fresh.id]
    assert read.properties == old
    changed = msgspec.structs.replace(read, properties=new)
    once = encode_annotation(changed)
    back = read_bytes(b'{"type":"FeatureCollection","features":[\n' + once + b"\n]}")
    assert back.document.annotations[fresh.id].properties == new
    assert extra_properties(back.document.annotations[fresh.id]) == extra
    assert encode_annotation(back.document.annotations[fresh.id]) == once


@given(
    st.builds(
        Scene,
        id=texts.filter(bool),
        role=st.sampled_from(("before", "after", "other")),
        href=texts,
        acquisition=st.builds(Acquisition, datetime=st.none() | texts, gsd=st.none() | numbers),
        transform=st.none() | st.tuples(*[numbers] * 6),
        shape=st.none() | st.tuples(st.integers(1, 99999), st.integers(1, 99999)),
        file_size=st.none() | st.integers(0, 1 << 40),
        extra=st.dictionaries(attribute_names, json_values, max_size=3),
    )
)
@settings(max_examples=60, deadline=None)
def test_any_scene_comes_back(scene: Scene) -> None:
    data = written(Document(Header((scene,))))
    loaded = read_bytes(data)
    assert loaded.document.header.scenes == (scene,)
    assert written(loaded.document, loaded.lines) == data
    assert written(loaded.document) == data
