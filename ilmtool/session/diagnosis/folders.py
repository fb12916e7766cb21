"""The program's own folders and files: whether they can be used, and what was left in them."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from ilmtool.session.diagnosis.line import Line
from ilmtool.session.diagnosis.private import shown

_MB, _GB = 1_000_000, 1_000_000_000
LITTLE_SPACE, NO_SPACE = _GB, 50 * _MB
_MOST_FILES = 200_000
"""Looked at for a folder's size, so that a large cache on a slow drive does not take minutes."""


def resources() -> Iterator[Line]:
    """What ships with the program: fonts, icons, label sets, the schema."""
    from ilmtool.resources import resource_dir
    from ilmtool.session.labels import read_label_set, shipped_label_sets

    folder = resource_dir()
    for name, pattern in (
        ("fonts", "*.ttf"),
        ("icons", "**/*.svg"),
        ("schema", "*.json"),
        ("labels", "*.toml"),
    ):
        count = len(list((folder / name).glob(pattern))) if (folder / name).is_dir() else 0
        if not count:
            yield Line("problem", f"Shipped {name}", "are missing", "Install ilmtool again.")
    sets = [read_label_set(path).name for path in shipped_label_sets().values()]
    yield Line("ok", "Shipped files", f"{shown(folder)}; label sets: {', '.join(sets)}")


def settings() -> Iterator[Line]:
    """What is wrong in the settings file; it is only read."""
    from ilmtool.session.settings import settings_path
    from ilmtool.session.settings_file import load_settings

    path = settings_path()
    found, findings = load_settings(path, mend=False)
    if not findings:
        yield Line("ok", "Settings", shown(path) if path.exists() else "those that ship")
    for finding in findings:
        text = finding.message.replace(str(path), shown(path))
        yield Line("warning", "Settings", text, "Choose another value in File > Settings, or edit the file.")
    from ilmtool.session.labels import load_label_set

    for finding in load_label_set(found.label_set)[1]:
        yield Line("warning", "Label set", finding.message, "Choose another one in File > Settings.")


def folders() -> Iterator[Line]:
    """Where settings, cache, journals and data are kept: writable, free space, size."""
    from ilmtool.imagery.pyramid_store import PyramidStore, cache_dir
    from ilmtool.session.folders import data_dir
    from ilmtool.session.image_settings import use_kept_for_images
    from ilmtool.session.settings import config_dir
    from ilmtool.session.state_folder import state_dir

    use_kept_for_images()
    limit = f", at most {PyramidStore.of_user().max_bytes / _GB:g} GB of small levels"
    for about, folder, note, needed in (
        ("Settings folder", config_dir(), "", True),
        ("State folder", state_dir(), "", True),
        ("Cache folder", cache_dir(), limit, False),
        ("Data folder", data_dir(), "", False),
    ):
        yield _folder(about, folder, note, needed=needed)


def _folder(about: str, folder: Path, note: str, *, needed: bool) -> Line:
    there, state = _nearest(folder), "problem" if needed else "warning"
    where = shown(folder)
    remedy = "Make it writable, or name another folder by its variable (see README, Where files go)."
    why = _why_not_writable(there)
    if why:
        return Line(state, about, f"{where}: {why}", remedy)  # type: ignore[arg-type]
    free = shutil.disk_usage(there).free
    size = _size_text(folder) if there == folder else "not made yet"
    text = f"{where}: {size}, {free / _GB:.1f} GB free{note}"
    if free < NO_SPACE:
        return Line("problem", about, text, "Make room on that disk.")
    if free < LITTLE_SPACE:
        return Line("warning", about, text, "Make room on that disk.")
    return Line("ok", about, text)


def _nearest(folder: Path) -> Path:
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return folder


def _why_not_writable(folder: Path) -> str:
    if not folder.is_dir():
        return "is not a folder"
    try:
        with tempfile.TemporaryFile(prefix=".ilmtool-", dir=folder) as file:
            file.write(b"0")
    except OSError as error:
        return f"cannot be written to ({error.strerror or error})"
    return ""


def _size_text(folder: Path) -> str:
    total = count = 0
    for path, _, names in os.walk(folder):
        for name in names:
            with suppress(OSError):
                total += (Path(path) / name).lstat().st_size
            count += 1
        if count > _MOST_FILES:
            return f"more than {total / _MB:.0f} MB"
    return f"{total / _MB:.1f} MB"


def left_behind() -> Iterator[Line]:
    """Unsaved work, locks and reports of programs that have ended."""
    from ilmtool.session.left_work import left_work
    from ilmtool.session.native_crash import reports
    from ilmtool.session.presence import read_lock
    from ilmtool.session.state_folder import state_dir

    work = left_work()
    if work:
        steps = sum(each.steps for each in work)
        text = f"{steps} steps of {len(work)} {'file' if len(work) == 1 else 'files'}"
        yield Line("warning", "Unsaved work", text, "Start ilmtool: it offers to bring it back.")
    else:
        yield Line("ok", "Unsaved work", "none")
    locks = list((state_dir() / "locks").glob("*.lock"))
    stale = sum(1 for path in locks if (holder := read_lock(path)) is None or holder.owner.is_gone)
    if stale:
        remedy = "Nothing has to be done: the next opening takes them over."
        yield Line("warning", "Locks left over", str(stale), remedy)
    crashes = reports()
    if crashes:
        text = f"{len(crashes)}, the last in {shown(crashes[-1])}"
        yield Line("warning", "Crashes of a library", text, "Send it with your report.")
