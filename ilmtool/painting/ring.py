"""The rim of the lens."""

from __future__ import annotations

import cv2

from ilmtool.core.layout import Disc
from ilmtool.painting.frame import Pixels

RING_PX = 3.0
"""Breadth of the dark rim; the light line on it has half of it."""


def draw_ring(target: Pixels, disc: Disc) -> None:
    """A light line on a dark one around a disc, over a canvas array."""
    # Half a pixel: OpenCV counts from pixel centres; with 3 bits of fraction, halves are exact.
    center = (disc.x * 8 - 4, disc.y * 8 - 4)
    for breadth, shade in ((3, 0), (1, 255)):
        cv2.circle(target, center, disc.radius * 8, (shade, shade, shade, 255), breadth, cv2.LINE_AA, shift=3)
