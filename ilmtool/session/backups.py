"""Earlier versions of a sidecar, in the user's own folder: bounded in number and in bytes."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ilmtool.errors import UserError
from ilmtool.session.ports import Clock
from ilmtool.session.state_folder import backups_dir
from ilmtool.sidecar.files import SUFFIX, write_atomic

MOST_VERSIONS = 20
MOST_BYTES = 256 << 20
"""Of one sidecar; the newest version is kept even if it alone is larger."""

EVERY_S = 600.0
"""While somebody works, a version of that age is put aside before the file is replaced."""

_CHUNK = 1 << 20
_NAME = re.compile(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z(-\d+)?")


@dataclass(frozen=True, slots=True)
class Version:
    """One earlier version.

    Attributes
    ----------
    path : Path
    time : str
        When it was put aside, full UTC datetime.
    size : int
        Bytes.
    annotations : int
        Features in it.
    """

    path: Path
    time: str
    size: int
    annotations: int


class Backups:
    """Puts aside what a session is about to replace: the file as it was opened, and then one every while.

    Parameters
    ----------
    clock : Clock
    folder : callable
        Sidecar -> where its versions lie.
    """

    def __init__(self, clock: Clock, folder: Callable[[Path], Path] = backups_dir) -> None:
        self._clock, self._folder = clock, folder
        self._last: tuple[Path, float] | None = None

    def keep(self, sidecar: Path, *, always: bool = False) -> Path | None:
        """Put the present file aside if it is time to. On a worker.

        A backup that fails must not keep anybody from saving: it is left out, and tried again next time.

        Returns
        -------
        Path or None
            The version, if one was made.
        """
        now = self._clock.monotonic()
        due = self._last is None or self._last[0] != sidecar or now - self._last[1] >= EVERY_S
        if not (due or always):
            return None
        try:
            size = sidecar.stat().st_size
        except OSError:
            return None
        folder = self._folder(sidecar)
        newest = next(iter(_files(folder)), None)
        try:
            if newest is not None and newest.stat().st_size == size and _same_bytes(newest, sidecar):
                self._last = (sidecar, now)
                return None
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            made = _free(folder, self._clock.now().replace("-", "").replace(":", ""))
            with sidecar.open("rb") as file:
                write_atomic(made, iter(lambda: file.read(_CHUNK), b""))
            write_atomic(folder / "of.txt", [f"{sidecar.absolute()}\n".encode("utf-8", "surrogateescape")])
        except (OSError, UserError):
            return None
        self._last = (sidecar, now)
        _thin_out(folder)
        return made


def versions(sidecar: Path, folder: Callable[[Path], Path] = backups_dir) -> list[Version]:
    """Earlier versions of a sidecar, newest first."""
    found: list[Version] = []
    for path in _files(folder(sidecar)):
        with suppress(OSError):
            data = path.read_bytes()
            stamp = _NAME.match(path.name)
            assert stamp is not None  # noqa: S101 - `_files` gives no others
            year, month, day, hour, minute, second, _ = stamp.groups()
            time = f"{year}-{month}-{day}T{hour}:{minute}:{second}Z"
            found.append(Version(path, time, len(data), data.count(b'{"type":"Feature",')))
    return found


def _files(folder: Path) -> list[Path]:
    """Versions in a folder, newest first."""
    try:
        names = [p for p in folder.iterdir() if p.name.endswith(SUFFIX) and _NAME.match(p.name)]
    except OSError:
        return []
    return sorted(names, key=lambda p: p.name.removesuffix(SUFFIX), reverse=True)


def _free(folder: Path, moment: str) -> Path:
    """A name that sorts behind every other version of the same second."""
    taken = [path.name.removesuffix(SUFFIX) for path in _files(folder) if path.name.startswith(moment)]
    if not taken:
        return folder / f"{moment}{SUFFIX}"
    number = int(taken[0].removeprefix(moment).removeprefix("-") or 1)
    return folder / f"{moment}-{number + 1:03}{SUFFIX}"


def _thin_out(folder: Path) -> None:
    kept = total = 0
    for path in _files(folder):
        with suppress(OSError):
            total += path.stat().st_size
            if kept and (kept >= MOST_VERSIONS or total > MOST_BYTES):
                path.unlink()
            else:
                kept += 1


def _same_bytes(a: Path, b: Path) -> bool:
    with a.open("rb") as first, b.open("rb") as second:
        while True:
            one, two = first.read(_CHUNK), second.read(_CHUNK)
            if one != two:
                return False
            if not one:
                return True
