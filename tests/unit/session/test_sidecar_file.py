"""The file on disk: never an older version over a newer one, never somebody else's work."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from ilmtool.core.annotation import Annotation, Polygon, Properties
from ilmtool.core.document import Document
from ilmtool.core.geometry import box_ring
from ilmtool.errors import UserError
from ilmtool.session.sidecar_file import (
    ChangedElsewhere,
    SidecarFile,
    conflict_files,
    conflict_path,
    free_path,
)
from ilmtool.sidecar.reader import read_sidecar

NOW = "2019-03-03T08:00:00Z"


def document(*labels: str) -> Document:
    outline = Polygon((box_ring(1, 2, 3, 4),))
    made = [
        Annotation(f"{i:08}-0000-4000-8000-000000000000", Properties(label=label, image_geometry=outline))
        for i, label in enumerate(labels)
    ]
    return Document(annotations={a.id: a for a in made})


def labels_in(path: Path) -> list[str]:
    return [a.label for a in read_sidecar(path).document.annotations.values()]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "new.tif.ilm.geojson"


def opened(path: Path) -> SidecarFile:
    loaded = read_sidecar(path)
    return SidecarFile(path, loaded.lines, loaded.stamp, loaded.document)


def test_writes_and_writes_again(path: Path):
    file = SidecarFile(path)
    assert not file.on_disk
    written = file.write(document("crane"), NOW)
    assert (written.path, written.beside) == (path, None)
    assert file.on_disk
    file.write(document("crane", "door"), NOW)
    assert labels_in(path) == ["crane", "door"]
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_somebody_elses_version_is_kept_and_ours_goes_beside(path: Path):
    file = SidecarFile(path)
    file.write(document("ours"), NOW)
    SidecarFile(path, stamp=file._stamp).write(document("theirs"), NOW)
    written = file.write(document("ours", "more"), NOW)
    beside = path.with_name("new.tif.conflict-20190303T080000Z.ilm.geojson")
    assert (written.path, written.beside, file.path) == (beside, path, beside)
    assert labels_in(path) == ["theirs"]
    assert labels_in(beside) == ["ours", "more"]
    file.write(document("ours", "more", "still"), NOW)
    assert labels_in(beside) == ["ours", "more", "still"]
    assert conflict_files(path) == [beside]


def test_a_file_that_appeared_since_opening_is_somebody_elses(path: Path):
    file = SidecarFile(path)
    path.write_text("theirs")
    assert file.write(document("ours"), NOW).beside == path
    assert path.read_text() == "theirs"


def test_a_touched_file_is_still_ours(path: Path):
    SidecarFile(path).write(document("a"), NOW)
    file = opened(path)
    os.utime(path, ns=(1, 1))
    assert file.write(document("a", "b"), NOW).beside is None
    os.utime(path, ns=(2, 2))
    assert file.write(document("a", "b", "c"), NOW).beside is None
    assert labels_in(path) == ["a", "b", "c"]


def test_a_deleted_file_is_written_anew(path: Path):
    file = SidecarFile(path)
    file.write(document("a"), NOW)
    path.unlink()
    assert file.write(document("a", "b"), NOW).beside is None
    assert labels_in(path) == ["a", "b"]


def test_what_cannot_be_read_is_never_written_over(path: Path):
    path.write_text("{ broken")
    file = SidecarFile(path, refusal=UserError("It cannot be read."))
    with pytest.raises(UserError, match="cannot be read"):
        file.write(document("a"), NOW)
    assert path.read_text() == "{ broken"
    aside = file.set_aside()
    assert aside is not None
    assert aside.read_text() == "{ broken"
    assert file.write(document("a"), NOW).beside is None
    assert labels_in(path) == ["a"]


def test_setting_aside_what_is_gone(path: Path):
    file = SidecarFile(path, refusal=UserError("It cannot be read."))
    assert file.set_aside() is None
    assert file.refusal is None


def test_a_vanished_folder_is_told(tmp_path: Path):
    folder = tmp_path / "drive"
    folder.mkdir()
    file = SidecarFile(folder / "new.tif.ilm.geojson")
    file.write(document("a"), NOW)
    (folder / "new.tif.ilm.geojson").unlink()
    folder.rmdir()
    with pytest.raises(UserError) as caught:
        file.write(document("b"), NOW)
    assert "new.tif.ilm.geojson could not be saved" in caught.value.title
    assert "not there any more" in caught.value.detail


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_is_told(path: Path):
    path.parent.chmod(0o500)
    try:
        with pytest.raises(UserError, match="could not be saved"):
            SidecarFile(path).write(document("a"), NOW)
    finally:
        path.parent.chmod(0o700)


def test_names_are_free(path: Path):
    assert conflict_path(path, NOW).name == "new.tif.conflict-20190303T080000Z.ilm.geojson"
    conflict_path(path, NOW).touch()
    assert conflict_path(path, NOW).name == "new.tif.conflict-20190303T080000Z-2.ilm.geojson"
    path.touch()
    free_path(path, ".broken").touch()
    assert free_path(path, ".broken").name == "new.tif.ilm.geojson.broken-2"


@pytest.mark.parametrize("beside", [True, False])
def test_somebody_who_saves_while_ours_is_being_written_is_not_written_over(
    path: Path, monkeypatch: pytest.MonkeyPatch, beside: bool
) -> None:
    file = SidecarFile(path)
    file.write(document("ours"), NOW)
    stamp, real = file._stamp, os.fsync

    def meanwhile(handle: int) -> None:
        monkeypatch.undo()
        SidecarFile(path, stamp=stamp).write(document("theirs"), NOW)
        real(handle)

    monkeypatch.setattr(os, "fsync", meanwhile)
    if beside:
        written = file.write(document("ours", "more"), NOW)
        assert (written.beside, labels_in(written.path)) == (path, ["ours", "more"])
    else:
        with pytest.raises(ChangedElsewhere):
            file.write(document("ours", "more"), NOW, beside=False)
    assert labels_in(path) == ["theirs"]
    assert list(path.parent.glob("*.tmp")) == []
