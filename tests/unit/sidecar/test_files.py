"""Names, and the atomic write: the old file or the new one, whole, whatever fails."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ilmtool.errors import UserError
from ilmtool.sidecar.files import (
    FileStamp,
    analyst_id,
    analysts_beside,
    consensus_path,
    sidecar_path,
    sweep,
    write_atomic,
)

OLD, NEW = b"the last good file", b"the new file"


def test_the_name_is_the_images_with_a_suffix() -> None:
    assert sidecar_path(Path("d/scene.tif")) == Path("d/scene.tif.ilm.geojson")
    assert sidecar_path(Path("d/scene.jp2"), "anna") == Path("d/scene.jp2.anna.ilm.geojson")
    assert sidecar_path(Path("d/scene.tif"), "") == Path("d/scene.tif.ilm.geojson")
    assert consensus_path(Path("d/scene.tif")) == Path("d/scene.tif.consensus.ilm.geojson")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("anna", "anna"), (" Anna B ", "Anna-B"), ("analyst_7", "analyst_7"), ("Zoe\u0308", "Zoë")],
)
def test_analyst_ids_that_are_accepted(typed: str, kept: str) -> None:
    assert analyst_id(typed) == kept


@pytest.mark.parametrize(
    "typed", ["", "  ", "a/b", "a\\b", "..", "a.b", "Consensus", "consensus", "x" * 65, "a\0b", "a:b", "*"]
)
def test_analyst_ids_that_are_refused(typed: str) -> None:
    with pytest.raises(UserError):
        analyst_id(typed)


def test_files_of_colleagues_are_found(tmp_path: Path) -> None:
    for name in (
        "s.tif.ilm.geojson",
        "s.tif.anna.ilm.geojson",
        "s.tif.conflict.x.ilm.geojson",
        "s.tif",
        "t.tif.ilm.geojson",
    ):
        (tmp_path / name).touch()
    assert set(analysts_beside(tmp_path / "s.tif")) == {None, "anna"}
    assert analysts_beside(tmp_path / "gone" / "s.tif") == {}


@pytest.fixture
def target(tmp_path: Path) -> Path:
    path = tmp_path / "s.tif.ilm.geojson"
    path.write_bytes(OLD)
    return path


def only_the_old_file(path: Path) -> None:
    assert path.read_bytes() == OLD
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_a_file_is_made_and_replaced(tmp_path: Path) -> None:
    path = tmp_path / "new.ilm.geojson"
    for data in (OLD, NEW):
        stamp = write_atomic(path, [data[:4], b"", data[4:]])
        assert path.read_bytes() == data
        assert stamp == FileStamp.from_stat(path.stat())
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


posix = pytest.mark.skipif(os.name != "posix", reason="permissions and links of POSIX")


@posix
def test_permissions_are_kept(target: Path) -> None:
    target.chmod(0o640)
    write_atomic(target, [NEW])
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


@posix
def test_a_new_file_has_the_usual_permissions(tmp_path: Path) -> None:
    (tmp_path / "usual").touch()
    write_atomic(tmp_path / "new", [NEW])
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "usual").stat().st_mode


@posix
def test_a_link_stays_a_link(target: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "links"
    elsewhere.mkdir()
    target.chmod(0o604)
    link = elsewhere / "link"
    link.symlink_to(Path("..") / target.name)
    write_atomic(link, [NEW])
    assert link.is_symlink()
    assert target.read_bytes() == NEW
    assert stat.S_IMODE(target.stat().st_mode) == 0o604
    assert [p.name for p in elsewhere.iterdir()] == ["link"]


def failing(code: int) -> Callable[..., None]:
    def fail(*args: object, **kwargs: object) -> None:
        raise OSError(code, os.strerror(code))

    return fail


@pytest.mark.parametrize(
    "call", ["os.open", "os.write", "os.fsync", "pathlib.Path.replace", "pathlib.Path.chmod"]
)
@pytest.mark.parametrize(
    ("code", "said"),
    [
        (errno.ENOSPC, "no space left"),
        (errno.EDQUOT, "no space left"),
        (errno.EACCES, "cannot be written to"),
        (errno.EROFS, "cannot be written to"),
        (errno.EIO, os.strerror(errno.EIO)),
        (errno.ENOENT, "not there any more"),
    ],
)
def test_a_failed_write_leaves_the_old_file(
    target: Path, monkeypatch: pytest.MonkeyPatch, call: str, code: int, said: str
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(call, failing(code))
        with pytest.raises(UserError, match=said) as caught:
            write_atomic(target, [NEW])
    assert target.name in caught.value.title
    assert isinstance(caught.value.__cause__, OSError)
    assert caught.value.__cause__.errno == code
    only_the_old_file(target)


def test_a_write_that_stops_half_way(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []
    real = os.write

    def short_then_full(handle: int, data: bytes) -> int:
        calls.append(len(data))
        if len(calls) > 2:
            raise OSError(errno.ENOSPC, "full")
        return real(handle, bytes(data[:3]))

    with monkeypatch.context() as patch:
        patch.setattr("os.write", short_then_full)
        with pytest.raises(UserError):
            write_atomic(target, [NEW])
    assert calls == [12, 9, 6]
    only_the_old_file(target)


def test_short_writes_are_continued(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    monkeypatch.setattr("os.write", lambda handle, data: real(handle, bytes(data[:5])))
    write_atomic(target, [NEW])
    monkeypatch.undo()
    assert target.read_bytes() == NEW


@pytest.mark.parametrize("raised", [ValueError, KeyboardInterrupt])
def test_an_encoder_that_fails_leaves_the_old_file(target: Path, raised: type[BaseException]) -> None:
    def chunks() -> Iterator[bytes]:
        yield NEW
        raise raised

    with pytest.raises(raised):
        write_atomic(target, chunks())
    only_the_old_file(target)


def test_a_folder_that_vanished(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="not there any more"):
        write_atomic(tmp_path / "gone" / "s.ilm.geojson", [NEW])


def test_a_read_only_file_is_respected(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.access", lambda path, mode: False)
    with pytest.raises(UserError, match="cannot be written to"):
        write_atomic(target, [NEW])
    monkeypatch.undo()
    only_the_old_file(target)


def test_a_folder_in_its_place(tmp_path: Path) -> None:
    (tmp_path / "s.ilm.geojson").mkdir()
    with pytest.raises(UserError, match="is a folder"):
        write_atomic(tmp_path / "s.ilm.geojson", [NEW])


def test_the_order_is_write_flush_rename(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Power may fail at any moment: data on the disk before the name points to it."""
    order: list[str] = []
    for module, name in ((os, "write"), (os, "fsync"), (Path, "replace")):
        real = getattr(module, name)

        def noted(*args: object, _name: str = name, _real: Callable[..., object] = real) -> object:
            order.append(_name)
            return _real(*args)

        monkeypatch.setattr(module, name, noted)
    write_atomic(target, [NEW])
    assert order[:3] == ["write", "fsync", "replace"]
    if os.name == "posix":
        assert order[3:] == ["fsync"]


def test_what_a_killed_program_left_half_written_is_swept(tmp_path: Path) -> None:
    old, new, other = (tmp_path / n for n in (".ilmtool-aa.tmp", ".ilmtool-bb.tmp", "mine.tmp"))
    for path in (old, new, other):
        path.write_bytes(b"half")
    for path in (old, other):
        os.utime(path, (1, 1))
    sweep(tmp_path)
    assert {p.name for p in tmp_path.iterdir()} == {new.name, other.name}
    sweep(tmp_path / "gone")
