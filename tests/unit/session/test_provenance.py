"""Checksums arrive late and go into the file, not into the history."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest
from fakes import QueueExecutor

from ilmtool.core.document import Document, Header
from ilmtool.core.scene import Scene
from ilmtool.session.provenance import Provenance


@pytest.fixture
def images(tmp_path: Path) -> dict[str, Path]:
    for name in ("old", "new"):
        (tmp_path / f"{name}.tif").write_bytes(name.encode())
    return {"old": tmp_path / "old.tif", "new": tmp_path / "new.tif"}


DOCUMENT = Document(Header((Scene("old", "before", "old.tif"), Scene("new", "after", "new.tif"), Scene("x"))))


def test_checksums_are_written_once_they_are_known(images: dict[str, Path], tmp_path: Path):
    provenance, executor, told = Provenance(images), QueueExecutor(), []
    sidecar = tmp_path / "new.tif.ilm.geojson"
    provenance.start(DOCUMENT, executor, lambda: told.append(1))
    assert provenance.prepare(DOCUMENT, sidecar) is DOCUMENT
    executor.work()()
    assert told == []
    executor.run()
    assert told == [1]
    scenes = provenance.prepare(DOCUMENT, sidecar).header.scenes
    assert scenes[0].file_checksum == "1220" + hashlib.sha256(b"old").hexdigest()
    assert scenes[1].file_checksum == "1220" + hashlib.sha256(b"new").hexdigest()
    assert scenes[2] is DOCUMENT.header.scenes[2]


def test_the_same_header_object_is_given_again(images: dict[str, Path], tmp_path: Path):
    provenance, executor = Provenance(images), QueueExecutor()
    provenance.start(DOCUMENT, executor, lambda: None)
    executor.run()
    first = provenance.prepare(DOCUMENT, tmp_path / "a")
    edited = replace(DOCUMENT, annotations={"a": None})
    second = provenance.prepare(edited, tmp_path / "a")
    assert second.header is first.header
    assert second.annotations is edited.annotations
    other = provenance.prepare(edited, tmp_path / "sub" / "a")
    assert [s.href for s in other.header.scenes[:2]] == ["../old.tif", "../new.tif"]


def test_known_checksums_are_not_computed_again(images: dict[str, Path], tmp_path: Path):
    scenes = tuple(replace(s, file_checksum="1220ab") for s in DOCUMENT.header.scenes)
    provenance, executor, told = Provenance(images), QueueExecutor(), []
    provenance.start(Document(Header(scenes)), executor, lambda: told.append(1))
    assert not executor.jobs
    assert told == []


def test_a_vanished_image_goes_without(images: dict[str, Path], tmp_path: Path):
    provenance, executor, told = Provenance(images), QueueExecutor(), []
    images["old"].unlink()
    provenance.start(DOCUMENT, executor, lambda: told.append(1))
    executor.run()
    assert told == [1]
    assert set(provenance.checksums) == {"new"}


def test_closing_stops_the_work(images: dict[str, Path]):
    provenance, executor, told = Provenance(images), QueueExecutor(), []
    provenance.start(DOCUMENT, executor, lambda: told.append(1))
    provenance.stop()
    executor.run()
    assert told == []
    assert provenance.checksums == {}
