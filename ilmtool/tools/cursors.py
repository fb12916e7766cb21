"""Which pointer shape fits a handle, seen on screen."""

from __future__ import annotations

import math

from ilmtool.core.edits import HANDLES
from ilmtool.core.geometry import FloatArray
from ilmtool.tools.events import Cursor

# By eighths of a half turn, clockwise from pointing right, y down.
_BY_DIRECTION = (Cursor.SIZE_HOR, Cursor.SIZE_FDIAG, Cursor.SIZE_VER, Cursor.SIZE_BDIAG)


def resize_cursor(corners: FloatArray, handle: str, aspect: float = 1.0, turn: float = 0.0) -> Cursor:
    """The double arrow in which a handle pulls; turned with the box, and by the view's `turn` in degrees.

    `corners` (4, 2) are TL, BL, BR, TR in reference px; a polygon's vertices pull any way.
    """
    if handle not in HANDLES:
        return Cursor.MOVE
    tl, bl, br, tr = (corners * (1.0, aspect)).tolist()
    place = HANDLES.index(handle)
    points = (tl, bl, br, tr)
    if place % 2:  # an edge pulls across itself, wherever it is taken
        (x0, y0), (x1, y1) = points[place // 2], points[(place // 2 + 1) % 4]
        dx, dy = y0 - y1, x1 - x0
    else:  # a corner between its two edges, whatever the proportions
        corner = points[place // 2]
        before, after = points[place // 2 - 1], points[(place // 2 + 1) % 4]
        dx, dy = _towards(before, corner, 0) + _towards(after, corner, 0), 0.0
        dy = _towards(before, corner, 1) + _towards(after, corner, 1)
    return _BY_DIRECTION[round((math.degrees(math.atan2(dy, dx)) + turn) / 45.0) % 4]


def _towards(start: list[float], end: list[float], axis: int) -> float:
    length = math.hypot(end[0] - start[0], end[1] - start[1])
    return (end[axis] - start[axis]) / length if length else 0.0
