"""The images inside a file as GDAL lists them: subdatasets."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from ilmtool.imagery.address import Address
from ilmtool.imagery.gdal_env import GDAL_ERRORS, local_drivers, open_dataset
from ilmtool.imagery.parts import MAX_PARTS, ChoiceNeeded, ImagePart, chosen

_MEASURED = 24
"""Subdatasets that are opened to learn their size, where the list does not say."""
_SIZE = re.compile(r"\((\d{1,9})P x (\d{1,9})L\b|\[(?:\d+x)?(\d{1,9})x(\d{1,9})\]")
_NAMED = re.compile(r"Component (.+)|\[[\dx]+\] (.+?) \(")


def parts_of(dataset: Any, path: Path) -> tuple[ImagePart, ...]:
    """The images that a dataset lists, in the file's order; empty where there is but the dataset itself.

    A file can list anything in its metadata: only what names the file itself, through a driver for local
    files, is a part of it.
    """
    try:
        listed = dataset.tags(ns="SUBDATASETS")
    except GDAL_ERRORS:
        return ()
    parts: list[ImagePart] = []
    for number in range(1, MAX_PARTS + 1):
        target = listed.get(f"SUBDATASET_{number}_NAME")
        if target is None:
            break
        if _is_inside(target, path.absolute()):
            parts.append(_part(len(parts) + 1, target, listed.get(f"SUBDATASET_{number}_DESC", "")))
    if dataset.count > 0 and len(parts) < 2:
        return ()
    return tuple(_measured(part) if index < _MEASURED else part for index, part in enumerate(parts))


def part_to_open(
    dataset: Any, address: Address, parts: tuple[ImagePart, ...], *, first: bool
) -> ImagePart | None:
    """Which of the parts is meant; None for the dataset itself.

    Raises
    ------
    ChoiceNeeded
        That is not clear.
    """
    if address.part:
        if not parts:
            parts = (ImagePart(1, "", dataset.width, dataset.height),)
            chosen(address, parts)
            return None
        return chosen(address, parts)
    if len(parts) == 1:
        return parts[0]
    if first and dataset.count > 0:
        return None
    raise ChoiceNeeded(address, parts)


def _is_inside(target: str, path: Path) -> bool:
    """Whether a subdataset's name is `DRIVER:...path...`, with nothing but a plain word before the path."""
    match = re.match(rf'([A-Za-z0-9_]+):[^/\\"]*"?{re.escape(str(path))}(?:"?$|"?:)', target)
    return match is not None and "/vsi" not in target and len(target) < 4096


def _part(number: int, target: str, description: str) -> ImagePart:
    size = _SIZE.search(description)
    width = height = None
    if size is not None:
        # GTiff says columns and rows; netCDF and HDF5 rows and columns.
        width, height = (size[1], size[2]) if size[1] else (size[4], size[3])
    named = _NAMED.search(description)
    if named is not None:
        name = next(filter(None, named.groups()))
    else:
        last = target.rpartition(":")[2].strip('"/')
        name = "" if re.fullmatch(r"(GTIFF_DIR|NITF_IM):\d+:.*", target, re.DOTALL) else last or description
    name = name[:80] if name.isprintable() else ""
    return ImagePart(number, name, int(width) if width else None, int(height) if height else None, target)


def _measured(part: ImagePart) -> ImagePart:
    """With its size, if it can be opened."""
    if part.width is not None:
        return part
    try:
        with open_dataset(part.target, local_drivers()) as dataset:
            return ImagePart(part.number, part.name, dataset.width, dataset.height, part.target)
    except GDAL_ERRORS:
        return part
