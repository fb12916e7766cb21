"""Whether a file is in use by a process that is alive: the system lets go of the hold when the process ends.

This is best effort: some network file systems know no holds. There, the process id tells, on the same host.
"""

from __future__ import annotations

import errno
import os
import socket
import sys
from contextlib import suppress
from pathlib import Path

import msgspec

_AT = 1 << 40
"""Offset of the held byte on Windows, where a held byte cannot be read by others."""


class Owner(msgspec.Struct, frozen=True):
    """A process on a host; `started` tells it from a later one with the same id, where the system says so."""

    host: str = ""
    pid: int = 0
    started: str = ""

    @classmethod
    def this(cls) -> Owner:
        """The present process."""
        return cls(socket.gethostname(), os.getpid(), _started(os.getpid()))

    @property
    def is_here(self) -> bool:
        """Whether it runs, or ran, on this host."""
        return self.host == socket.gethostname()

    @property
    def is_gone(self) -> bool:
        """Whether it certainly has ended; of another host that is never known."""
        if not self.is_here:
            return False
        return not _runs(self.pid) or (self.started != "" and _started(self.pid) != self.started)


def hold(handle: int) -> bool | None:
    """Hold an open file until it is closed or the process ends.

    Returns
    -------
    bool or None
        False if somebody else holds it; None where the file system knows no holds.
    """
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(handle, _AT, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            os.lseek(handle, 0, os.SEEK_SET)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return False if error.errno in {errno.EACCES, errno.EAGAIN, errno.EDEADLK} else None
    return True


def _runs(pid: int) -> bool:
    if pid <= 0:
        return False
    if sys.platform == "win32":
        return _runs_on_windows(pid)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _runs_on_windows(pid: int) -> bool:
    import ctypes

    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - only there on Windows
    process = kernel.OpenProcess(0x1000, False, pid)  # PROCESS_QUERY_LIMITED_INFORMATION
    if not process:
        return bool(kernel.GetLastError() == 5)  # access denied: it runs, as somebody else
    code = ctypes.c_ulong()
    kernel.GetExitCodeProcess(process, ctypes.byref(code))
    kernel.CloseHandle(process)
    return code.value == 259  # STILL_ACTIVE


def _started(pid: int) -> str:
    """When a process began, in clock ticks since boot, on Linux; else no text."""
    with suppress(OSError, IndexError, ValueError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[19]
    return ""
