"""Plain checks of a file before any decoder sees it, and whether its end is there."""

from __future__ import annotations

import os
import stat
import struct
from pathlib import Path

from ilmtool.errors import UserError, reason_of
from ilmtool.text import tr

_TAIL = 65536


def check_readable(path: Path) -> None:
    """Raise `UserError` if `path` is missing, a folder, no regular file, empty or not readable."""
    try:
        if path.is_dir():
            raise UserError(
                tr("{name} is a folder, not an image.", name=path.name or path),
                hint=tr("Name an image file in it."),
            )
        facts = path.stat()
    except FileNotFoundError:
        where = path.parent if str(path.parent) != "." else Path.cwd()
        raise UserError(
            tr("{name} does not exist.", name=path.name),
            tr("Looked in {where}.", where=where),
            tr("Check the name."),
        ) from None
    except (OSError, ValueError) as error:
        raise UserError(
            tr("{name} cannot be opened.", name=path.name), _reason(error), tr("Check its name and folder.")
        ) from error
    if not stat.S_ISREG(facts.st_mode):
        # Whoever opens a pipe waits until somebody writes to it.
        raise UserError(
            tr("{name} is no regular file but a pipe, a socket or a device.", name=path.name),
            hint=tr("Name an image file."),
        )
    if facts.st_size == 0:
        raise UserError(
            tr("{name} is empty (0 bytes).", name=path.name), hint=tr("Copy or download it again.")
        )
    try:
        with path.open("rb") as file:
            file.read(1)
    except PermissionError:
        raise UserError(
            tr("{name} may not be read.", name=path.name),
            tr("Permission denied."),
            tr("Ask its owner for read permission."),
        ) from None
    except OSError as error:
        raise UserError(tr("{name} cannot be read.", name=path.name), _reason(error)) from error


def _reason(error: Exception) -> str:
    return sentence(reason_of(error))


def sentence(text: str) -> str:
    """The first line of a library's message, closed by a full stop; empty stays empty."""
    line = next(iter(text.strip().splitlines()), "")
    return line if not line or line.endswith((".", "!", "?")) else f"{line}."


def truncated(path: Path, detail: str = "") -> UserError:
    """The error for a file whose end is missing."""
    return UserError(
        tr("{name} is cut short.", name=path.name),
        detail or tr("Its last part is missing."),
        tr("Copy or download it again."),
    )


def unreadable(path: Path, detail: str = "") -> UserError:
    """The error for a file that was open and cannot be read any more, or not at some place."""
    try:
        size = path.stat().st_size
    except FileNotFoundError:
        return UserError(
            tr("{name} is gone.", name=path.name),
            tr("It was deleted, moved or its drive was removed while open."),
            tr("Put it back and open the pair again; what you have drawn is kept."),
        )
    except OSError as error:
        return UserError(
            tr("{name} cannot be reached any more.", name=path.name),
            _reason(error),
            tr("Check its drive and reopen."),
        )
    if size == 0:
        return UserError(
            tr("{name} is empty now (0 bytes).", name=path.name),
            tr("It was overwritten while open."),
            tr("Restore it."),
        )
    return UserError(
        tr("A part of {name} cannot be read: it is damaged or cut short.", name=path.name),
        sentence(detail),
        tr("Copy or download it again; the rest of it stays usable."),
    )


def check_picture_end(path: Path, kind: str) -> None:
    """Raise `UserError` if a PNG, JPEG or WebP file lacks its end.

    Only the head and the last 64 KiB are read. A JPEG's end marker (FF D9) cannot occur inside its
    entropy-coded data, where every FF is followed by 00 or a restart marker (ITU-T T.81, B.1.1.5); it can in
    the thumbnail of its head, so the search starts behind the first scan header.
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        if kind == "WEBP":
            head = file.read(12)
            claimed = struct.unpack("<I", head[4:8])[0] + 8 if len(head) == 12 else size + 1
            if claimed > size:
                raise truncated(
                    path, tr("It claims {claimed} bytes and has {size}.", claimed=claimed, size=size)
                )
            return
        start = _scan_start(file.read(_TAIL * 8)) if kind == "JPEG" else 8
        file.seek(max(start, size - _TAIL), os.SEEK_SET)
        tail = file.read()
    if kind == "PNG" and b"IEND" not in tail:
        raise truncated(path, tr("The end mark of the PNG is missing."))
    if kind == "JPEG" and b"\xff\xd9" not in tail:
        # Some writers pad the end; look at all of what follows the scan before refusing.
        with path.open("rb") as file:
            file.seek(start)
            if not _contains(file, b"\xff\xd9"):
                raise truncated(path, tr("The end mark of the JPEG is missing."))


def _scan_start(head: bytes) -> int:
    """Offset behind the first SOS marker of a JPEG, as far as `head` shows it."""
    at = 2
    while at + 4 <= len(head) and head[at] == 0xFF:
        marker = head[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker == 0xDA:
            return at + 2
        at += 2 + struct.unpack(">H", head[at + 2 : at + 4])[0]
    return min(at, len(head))


def _contains(file: object, mark: bytes) -> bool:
    last = b""
    while chunk := file.read(1 << 20):  # type: ignore[attr-defined]
        if mark in last + chunk:
            return True
        last = chunk[-1:]
    return False
