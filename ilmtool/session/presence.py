"""Who has an annotation file open: a small file beside it tells the next one who opens it.

It is a courtesy and no guard: what is written is guarded by comparing the file with what was read. So it
may be best effort on network drives, where a process on another host cannot be asked whether it is alive:
its file is touched every minute, and counts as left over when it has not been for `STALE_S`.
"""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec

from ilmtool.session.state_folder import key_of, state_dir
from ilmtool.sidecar.holding import Owner

TOUCH_EVERY_S = 60.0
STALE_S = 600.0
_MAX_BYTES = 4_096
_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}


class Holder(msgspec.Struct, frozen=True):
    """Who has the file open: the analyst's id, the process, since when (full UTC datetime)."""

    who: str = ""
    owner: Owner = Owner()
    since: str = ""
    token: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """The answer of `claim`.

    Attributes
    ----------
    path : Path or None
        The lock file; None where none can be written.
    token : str
        What ours says.
    other : Holder or None
        Who has the file open already; then it is not ours.
    """

    path: Path | None
    token: str
    other: Holder | None = None


def lock_path(sidecar: Path) -> Path:
    """The lock file beside a sidecar."""
    return sidecar.with_name(f".{sidecar.name}.lock")


def claim(sidecar: Path, who: str, now: str, *, own: Collection[str] = (), take_over: bool = False) -> Claim:
    """Say that the file is open here, unless somebody else says so. Never raises.

    Parameters
    ----------
    who : str
        Analyst.
    now : str
        Full UTC datetime.
    own : collection of str
        Tokens of claims that are ours.
    take_over : bool
        Ours from now on, whoever has it.
    """
    holder = Holder(who, Owner.this(), now, secrets.token_hex(8))
    # Where the folder cannot be written to, programs of this user tell each other in their own folder.
    for path in (lock_path(sidecar), state_dir() / "locks" / f"{key_of(sidecar)}.lock"):
        with suppress(OSError):
            if path.parent != sidecar.parent:
                path.parent.mkdir(parents=True, exist_ok=True)
            other = _place(path, holder, own, take_over)
            return Claim(path, holder.token, other)
    return Claim(None, holder.token)


def _place(path: Path, holder: Holder, own: Collection[str], take_over: bool) -> Holder | None:
    candidate = path.with_name(f".ilmtool-{secrets.token_hex(8)}.tmp")
    candidate.write_bytes(msgspec.json.encode(holder))
    try:
        if _linked(candidate, path):
            return None
        other = read_lock(path)
        free = other is None or other.token in own or _is_stale(path, candidate, other)
        if other is not None and not (free or take_over):
            return other
        candidate.replace(path)
    finally:
        with suppress(OSError):
            candidate.unlink()
    return None


def _linked(candidate: Path, path: Path) -> bool:
    """Whether the lock could be made; of two at the same moment one succeeds."""
    try:
        path.hardlink_to(candidate)
    except FileExistsError:
        return False
    except (OSError, NotImplementedError) as error:
        if isinstance(error, OSError) and error.errno not in _NO_LINKS:
            raise
        try:
            handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666)
        except FileExistsError:
            return False
        try:
            os.write(handle, candidate.read_bytes())
        finally:
            os.close(handle)
    return True


def _is_stale(path: Path, fresh: Path, other: Holder) -> bool:
    """Whether whoever has it is gone; by the file server's clock, which made both files."""
    if other.owner.is_here:
        return other.owner.is_gone
    return fresh.stat().st_mtime - path.stat().st_mtime > STALE_S


def read_lock(path: Path) -> Holder | None:
    """Who a lock file names; None if it is not there or makes no sense."""
    try:
        with path.open("rb") as file:
            return msgspec.json.decode(file.read(_MAX_BYTES), type=Holder)
    except (OSError, ValueError):
        return None


def renew(claimed: Claim) -> Holder | None:
    """Touch our lock file, so that it does not count as left over. On a worker.

    Returns
    -------
    Holder or None
        Who took the file over meanwhile.
    """
    if claimed.path is None:
        return None
    holder = read_lock(claimed.path)
    if holder is not None and holder.token != claimed.token:
        return holder
    with suppress(OSError):
        os.utime(claimed.path)
    return None


def release(claimed: Claim) -> None:
    """The file is not open here any more."""
    if claimed.path is None or claimed.other is not None:
        return
    holder = read_lock(claimed.path)
    if holder is not None and holder.token == claimed.token:
        with suppress(OSError):
            claimed.path.unlink()
