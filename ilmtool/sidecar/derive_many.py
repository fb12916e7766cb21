"""The `geometry` member of many outlines of one scene at once.

Nearly all annotations are boxes with edges below 300 m, away from the antimeridian: these are placed on the
ground in one call and checked as arrays. Whatever is unusual goes through `derive.derive_geometry`, and what
comes out is the same to the byte.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from ilmtool.core.geometry import FloatArray, Ring
from ilmtool.sidecar.derive import FINE_PIXEL_M, MAX_EDGE_M, PixelToGround, derive_geometry, lengths_m

_CORNERS = 5
_PROBES = np.array([[1.0, 0.0], [0.0, 1.0]])
"""One pixel to the right of and below the first corner: how large a pixel is on the ground."""

_ZEROS = re.compile(r"(?<=\d)0+(?=[,\]])")
"""Zeros at the end of a decimal; the first digit after the point stays."""

_FEW = 4
"""Fewer than this are not worth an array."""


def derive_many(outlines: Sequence[tuple[Ring, ...]], ground: PixelToGround | None) -> list[bytes]:
    """The `geometry` member of each outline; see `derive.derive_geometry`.

    Parameters
    ----------
    outlines : sequence of tuple of Ring
        Exterior ring in pixel space of the scene, then holes.
    ground : PixelToGround or None
        None for an image without georeferencing.
    """
    if ground is None:
        return [b"null"] * len(outlines)
    boxes = [i for i, rings in enumerate(outlines) if len(rings) == 1 and len(rings[0]) == _CORNERS]
    if len(boxes) < _FEW:
        return [derive_geometry(rings, ground) for rings in outlines]
    numbers = chain.from_iterable(chain.from_iterable(outlines[i][0] for i in boxes))
    corners = np.fromiter(numbers, np.float64, len(boxes) * _CORNERS * 2).reshape(-1, _CORNERS, 2)
    points = np.concatenate((corners, corners[:, :1] + _PROBES), axis=1)
    lonlat = ground.to_lonlat(points.reshape(-1, 2)).reshape(-1, _CORNERS + len(_PROBES), 2)
    plain, fine, area = _judged(lonlat)
    # Counter-clockwise, from the same first point.
    rings = np.where((area > 0)[:, None, None], lonlat[:, :_CORNERS], lonlat[:, _CORNERS - 1 :: -1])
    texts: dict[int, bytes] = {}
    for template, rows in (
        (_COARSE, np.flatnonzero(plain & ~fine)),
        (_FINE, np.flatnonzero(plain & fine)),
    ):
        made = "\n".join([template] * len(rows)) % tuple(rings[rows].ravel().tolist())
        lines = _ZEROS.sub("", made).encode().split(b"\n")
        texts.update(zip([boxes[row] for row in rows.tolist()], lines, strict=False))
    return [texts[i] if i in texts else derive_geometry(rings, ground) for i, rings in enumerate(outlines)]


def _template(decimals: int) -> str:
    point = f"[%.{decimals}f,%.{decimals}f]"
    return '{"type":"Polygon","coordinates":[[' + ",".join([point] * _CORNERS) + "]]}"


_COARSE, _FINE = _template(8), _template(9)


def _judged(lonlat: FloatArray) -> tuple[NDArray[np.bool_], NDArray[np.bool_], FloatArray]:
    """Which boxes (N, 7, 2) are plain, which have pixels below 0.08 m, and twice their areas in degrees^2."""
    with np.errstate(invalid="ignore"):
        ring = lonlat[:, :_CORNERS]
        edges = lengths_m(ring[:, :-1], ring[:, 1:])
        pixels = lengths_m(ring[:, :1], lonlat[:, _CORNERS:])
        sizes = np.where(np.isfinite(pixels), pixels, np.inf).min(axis=1)
        lon, lat = ring[..., 0] - ring[:, :1, 0], ring[..., 1] - ring[:, :1, 1]
        area: FloatArray = (lon[:, :-1] * lat[:, 1:] - lon[:, 1:] * lat[:, :-1]).sum(axis=1)
        extent = np.abs(lon).max(axis=1) * np.abs(lat).max(axis=1)
        plain = (
            np.isfinite(ring).all(axis=(1, 2))
            & (edges <= MAX_EDGE_M).all(axis=1)
            & (np.abs(lon) < 1.0).all(axis=1)
            & (np.abs(ring) > 1e-6).all(axis=(1, 2))  # zero has a sign that the text must not have
            & (np.abs(area) > 1e-6 * extent)  # rounding must not decide which way round it goes
        )
    return plain, sizes < FINE_PIXEL_M, area
