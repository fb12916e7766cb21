"""When a library ends the whole process (a bad driver, no memory), where it happened is written down first.

Python's fault handler writes into a file of this process in the state folder; an ordinary end takes it away.
The next start finds what is left, keeps it as a report, and says so.
"""

from __future__ import annotations

import faulthandler
import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from ilmtool.session.state_folder import state_dir
from ilmtool.sidecar.holding import hold

KEPT = 5
_RUNNING, _REPORT = "running-", "crash-"


def _folder() -> Path:
    return state_dir() / "crashes"


class NativeCrashes:
    """Watches this process. Never raises: without a folder to write to, nothing is watched."""

    def __init__(self) -> None:
        self._file: IO[str] | None = None
        self._path: Path | None = None

    def begin(self) -> Path | None:
        """Watch from now on.

        Returns
        -------
        Path or None
            The report of a process that ended that way since this was last asked.
        """
        found = None
        with suppress(OSError):  # another window may be looking at the same moment
            found = _collected()
        try:
            _folder().mkdir(parents=True, exist_ok=True)
            self._path = _folder() / f"{_RUNNING}{os.getpid()}-{os.urandom(3).hex()}.txt"
            self._file = self._path.open("w", encoding="utf-8")
            hold(self._file.fileno())
            faulthandler.enable(self._file, all_threads=True)
        except (OSError, RuntimeError, ValueError):
            self._file = self._path = None
        return found

    def end(self) -> None:
        """The process ends as it should."""
        if self._file is None:
            return
        faulthandler.disable()
        with suppress(OSError):
            self._file.close()
        if self._path is not None:
            with suppress(OSError):
                self._path.unlink()
        self._file = self._path = None


def reports() -> list[Path]:
    """The reports that are kept, the oldest first."""
    try:
        return sorted(_folder().glob(f"{_REPORT}*.txt"))
    except OSError:
        return []


def _collected() -> Path | None:
    """Make reports of what dead processes left, and keep the newest few; the newest one that is new."""
    newest: Path | None = None
    for path in sorted(_folder().glob(f"{_RUNNING}*.txt"), key=lambda p: p.stat().st_mtime):
        if _is_running(path):
            continue
        if path.stat().st_size == 0:  # killed, or the power failed: nothing was written down
            path.unlink()
            continue
        when = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        newest = path.replace(path.with_name(f"{_REPORT}{when:%Y%m%dT%H%M%SZ}-{path.stem[-6:]}.txt"))
    for old in reports()[:-KEPT]:
        old.unlink()
    return newest


def _is_running(path: Path) -> bool:
    with path.open("r+b") as file:
        return hold(file.fileno()) is False
