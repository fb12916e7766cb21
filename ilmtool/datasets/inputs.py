"""Which sidecars an export reads: files, folders and patterns."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from ilmtool.errors import UserError
from ilmtool.sidecar.files import SUFFIX
from ilmtool.text import tr


def find_sidecars(names: Sequence[str | Path]) -> tuple[list[Path], Path]:
    """The sidecars that files, folders and patterns name, and the folder that holds them all.

    Parameters
    ----------
    names : sequence of str or Path
        A folder stands for every `*.ilm.geojson` in it and below, without those written beside a file that
        somebody else had changed (`.conflict-`); `*`, `?`, `[...]` and `**` are patterns.

    Returns
    -------
    sidecars : list of Path
        Absolute, each file once, sorted by path below the folder.
    root : Path

    Raises
    ------
    UserError
        A name leads to nothing.
    """
    found: dict[str, Path] = {}
    for name in names:
        matches = list(_matches(Path(name)))
        if not matches:
            raise UserError(
                tr("There is no annotation file at {name}.", name=name),
                "",
                tr(
                    "Name a sidecar (*{suffix}), a folder that holds some, or a pattern in quotes.",
                    suffix=SUFFIX,
                ),
            )
        for path in matches:
            found.setdefault(os.path.realpath(path), path.absolute())
    paths = list(found.values())
    root = Path(os.path.commonpath([path.parent for path in paths]))
    return sorted(paths, key=lambda path: path.relative_to(root).as_posix()), root


def _matches(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from (p for p in sorted(path.rglob(f"*{SUFFIX}")) if _is_ours(p))
    elif path.exists() or not glob.has_magic(str(path)):
        if path.exists():
            yield path
    else:
        for name in sorted(glob.glob(str(path), recursive=True)):  # noqa: PTH207 - Path.glob refuses absolute ones
            found = Path(name)
            if found.is_dir():
                yield from _matches(found)
            elif found.is_file():
                yield found


def _is_ours(path: Path) -> bool:
    return path.is_file() and ".conflict-" not in path.name and not path.name.startswith(".")
