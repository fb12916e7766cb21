"""Where annotations look different after a step: a few places, or anywhere."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from ilmtool.core.boxindex import BoxIndex, Rows
from ilmtool.core.geometry import Bounds

MANY = 200
"""With more annotations than this touched at once, everything is painted anew."""

Touched = tuple[Bounds, ...] | None
"""Reference pixels; None means anywhere."""


def bounds_of_each(index: BoxIndex, ids: Collection[str]) -> Touched:
    """Bounds of each of a few annotations; None where there are so many that all may be meant."""
    if len(ids) > MANY:
        return None
    each = (index.bounds_of((i,)) for i in ids)
    return tuple(bounds for bounds in each if bounds is not None)


def bounds_of_rows(index: BoxIndex, rows: Rows) -> tuple[Bounds, ...]:
    """Bounds of each of a few rows, or of many together: they were mostly chosen by one band."""
    parts = [rows] if len(rows) > MANY else np.split(rows, len(rows)) if len(rows) else []
    each = map(index.bounds_of_rows, parts)
    return tuple(bounds for bounds in each if bounds is not None)


def joined(a: Touched, b: Touched) -> Touched:
    """Both."""
    return None if a is None or b is None else (*a, *b)
