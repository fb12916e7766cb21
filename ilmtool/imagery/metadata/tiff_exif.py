"""EXIF's date in a TIFF, which GDAL does not hand on: the time of exposure and its zone, and nothing else.

A TIFF's first directory may point to an EXIF directory (tag 34665). Only entries are read, and the few bytes
of two texts: whatever sizes a hostile file claims, nothing large is read.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

_EXIF_IFD = 0x8769
_TEXTS = {0x9003: "EXIF_DateTimeOriginal", 0x9011: "EXIF_OffsetTimeOriginal"}
_ASCII = 2
_POINTERS = {4: 4, 13: 4, 16: 8, 18: 8}
"""Sizes of the types LONG, IFD, LONG8 and IFD8."""
_MOST_ENTRIES, _MOST_TEXT = 4096, 64


def exif_of_tiff(path: Path) -> dict[str, str]:
    """`EXIF_DateTimeOriginal` and `EXIF_OffsetTimeOriginal` by GDAL's names, as far as the file has them."""
    try:
        with path.open("rb") as file:
            return _read(file)
    except (OSError, struct.error, ValueError, OverflowError):
        return {}


def _read(file: BinaryIO) -> dict[str, str]:
    head = file.read(16)
    order = {b"II": "<", b"MM": ">"}.get(head[:2])
    if order is None:
        return {}
    (version,) = struct.unpack_from(f"{order}H", head, 2)
    if version not in {42, 43}:
        return {}
    big = version == 43
    (first,) = struct.unpack_from(f"{order}Q" if big else f"{order}I", head, 8 if big else 4)
    for tag, kind, _, value in _entries(file, order, big, first):
        if tag == _EXIF_IFD and kind in _POINTERS:
            (at,) = struct.unpack_from(f"{order}{'Q' if _POINTERS[kind] == 8 else 'I'}", value)
            return dict(_texts(file, order, big, at))
    return {}


def _texts(file: BinaryIO, order: str, big: bool, at: int) -> Iterator[tuple[str, str]]:
    for tag, kind, count, value in list(_entries(file, order, big, at)):
        if tag not in _TEXTS or kind != _ASCII or not 0 < count <= _MOST_TEXT:
            continue
        text = value
        if count > len(value):
            (place,) = struct.unpack_from(f"{order}Q" if big else f"{order}I", value)
            file.seek(place)
            text = file.read(count)
        yield _TEXTS[tag], text[:count].split(b"\0")[0].decode("ascii", "replace")


def _entries(file: BinaryIO, order: str, big: bool, at: int) -> Iterator[tuple[int, int, int, bytes]]:
    """(tag, type, count, value or offset) of each entry of a directory."""
    file.seek(at)
    (count,) = struct.unpack(f"{order}Q" if big else f"{order}H", file.read(8 if big else 2))
    size, form = (20, f"{order}HHQ8s") if big else (12, f"{order}HHI4s")
    data = file.read(size * min(count, _MOST_ENTRIES))
    for start in range(0, len(data) - size + 1, size):
        yield struct.unpack_from(form, data, start)
