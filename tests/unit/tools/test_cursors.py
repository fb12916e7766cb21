"""The pointer's shape over a handle is the way in which it pulls on screen."""

from __future__ import annotations

import numpy as np
import pytest

from ilmtool.core.geometry import box_ring
from ilmtool.tools.cursors import resize_cursor
from ilmtool.tools.events import Cursor

BOX = np.array(box_ring(0, 0, 40, 20)[:4])


@pytest.mark.parametrize(
    ("handle", "turn", "shape"),
    [
        ("n", 0, Cursor.SIZE_VER),
        ("n", 90, Cursor.SIZE_HOR),
        ("n", 45, Cursor.SIZE_BDIAG),
        ("e", -45, Cursor.SIZE_BDIAG),
        ("se", 0, Cursor.SIZE_FDIAG),
        ("se", 90, Cursor.SIZE_BDIAG),
        ("nw", 180, Cursor.SIZE_FDIAG),
    ],
)
def test_it_turns_with_the_view(handle: str, turn: float, shape: Cursor) -> None:
    assert resize_cursor(BOX, handle, 1.0, turn) is shape
