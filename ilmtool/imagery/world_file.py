"""Affines in files beside an image, read without GDAL, to compare them with what GDAL took."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

from ilmtool.core.geometry import Affine

_MOST_BYTES = 1 << 20
_GEO_TRANSFORM = re.compile(r"<GeoTransform>([^<]{1,400})</GeoTransform>")


def world_file_names(path: Path) -> tuple[str, ...]:
    """Names that a world file of the image may have, in the order in which GDAL tries them."""
    suffix = path.suffix.lstrip(".")
    short = f"{suffix[0]}{suffix[-1]}w" if len(suffix) >= 3 else f"{suffix}w"
    return f"{path.stem}.{short}", f"{path.stem}.{suffix}w", f"{path.stem}.wld"


def beside(names: Collection[str], name: str) -> str | None:
    """The entry of a folder that has this name, in whatever case."""
    if name in names:
        return name
    wanted = name.lower()
    return next((entry for entry in sorted(names) if entry.lower() == wanted), None)


def read_world_file(path: Path) -> Affine | None:
    """The affine of a world file, from pixel corners (its own is from the first pixel's centre)."""
    lines = _text(path).split()
    if len(lines) < 6:
        return None
    try:
        a, d, b, e, x, y = (float(line.replace(",", ".")) for line in lines[:6])
    except ValueError:
        return None
    return (a, b, x - (a + b) / 2, d, e, y - (d + e) / 2)


def aux_transform(path: Path) -> Affine | None:
    """`GeoTransform` of GDAL's auxiliary file, by its text: no XML is expanded."""
    found = _GEO_TRANSFORM.search(_text(path))
    if found is None:
        return None
    try:
        c, a, b, f, d, e = (float(part) for part in found.group(1).split(","))
    except ValueError:
        return None
    return (a, b, c, d, e, f)


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(_MOST_BYTES).decode("utf-8", "replace")
    except OSError:
        return ""
