"""Trees, stamped one by one: a map of crown heights, their colours, and the light that falls between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ilmtool.demo.noise import generator
from ilmtool.demo.plan import MARGIN_M, Pass
from ilmtool.demo.terrain import EXTENT_M, Terrain

ByteImage = NDArray[np.uint8]

OPEN_LIGHT = 128
_DECIMETRES = 10.0
_TALLEST = 130.0
_DIMMED = (255.0 - 0.86 * np.arange(256)).astype(np.uint8)
"""Light that passes, by depth of shadow."""
_PALETTE = np.array(
    [
        (0, 0, 0),
        (52, 64, 44),
        (60, 71, 48),
        (46, 58, 42),
        (66, 76, 52),
        (104, 92, 74),
        (94, 84, 70),
        (112, 98, 78),
        (100, 92, 80),
        (112, 104, 74),
        (98, 92, 66),
    ],
    dtype=np.uint8,
)
"""Crown colours by number: 1-4 evergreen, 5-8 bare in winter, 9-10 bushes and tufts."""


@dataclass(frozen=True, slots=True)
class Canopy:
    """Crown height in decimetres and crown colour number, both uint8 (size, size); 0 is open ground."""

    height: ByteImage
    colour: ByteImage

    def paint(self, albedo: ByteImage) -> None:
        """Put the crowns' colours over the ground's, in place; `albedo` is uint8 (size, size, 3)."""
        crowns = cv2.LUT(cv2.merge([self.colour] * 3), _PALETTE[np.r_[0:11, [0] * 245]].reshape(256, 1, 3))
        cv2.copyTo(crowns, (self.height > 0).astype(np.uint8), albedo)


def plant(terrain: Terrain, size: int, rows: Sequence[tuple[float, float]]) -> Canopy:
    """Trees of the forests, and single ones at `rows` (x, y metres), on a grid of `size` cells a side."""
    rng = generator(20)
    spacing = 4.6
    count = int(EXTENT_M / spacing)
    grid = np.stack(np.meshgrid(np.arange(count), np.arange(count)), axis=-1).reshape(-1, 2)
    spots = (grid + rng.random((len(grid), 2)) * 1.1) * spacing
    chance, kind, bulk, pick = (rng.random(len(grid)) for _ in range(4))
    at = np.clip((spots / terrain.cell_m).astype(np.intp), 0, terrain.forest.shape[0] - 1)
    density = terrain.forest[at[:, 1], at[:, 0]]
    evergreen = kind < terrain.conifers[at[:, 1], at[:, 0]]
    grow = chance < density * 0.9
    # A few stand alone in the open, as they do.
    lone = chance > 0.998 - 0.05 * terrain.thicket[at[:, 1], at[:, 0]] ** 3
    lone &= terrain.clear[at[:, 1], at[:, 0]] < 0.1
    lone &= terrain.elevation[at[:, 1], at[:, 0]] > 4.0
    chosen = np.flatnonzero(grow | lone)
    cell = EXTENT_M / size
    stamps = [_crowns(rng, cell, green) for green in (True, False)]
    height = np.zeros((size, size), dtype=np.uint8)
    colour = np.zeros((size, size), dtype=np.uint8)
    _tufts(height, colour, terrain)

    def stamp(x: float, y: float, green: bool, bulk: float, pick: float) -> None:
        crowns = stamps[0 if green else 1]
        crown = crowns[int(bulk * 0.999 * len(crowns))]
        half = crown.shape[0] // 2
        column, row = int(x / cell) - half, int(y / cell) - half
        if row < 0 or column < 0 or row + crown.shape[0] > size or column + crown.shape[1] > size:
            return
        window = np.s_[row : row + crown.shape[0], column : column + crown.shape[1]]
        higher = crown > height[window]
        height[window][higher] = crown[higher]
        colour[window][higher] = (1 if green else 5) + int(pick * 3.999)

    for index in chosen:
        stamp(spots[index, 0], spots[index, 1], bool(evergreen[index]), bulk[index], pick[index])
    for x, y in rows:
        green, size_share, tone = rng.random(3)
        stamp(x + MARGIN_M, y + MARGIN_M, green < 0.45, 0.25 + 0.6 * size_share, tone)
    return Canopy(height, colour)


def _tufts(height: ByteImage, colour: ByteImage, terrain: Terrain) -> None:
    """Bushes and tufts of grass over the open land, in place: a cell or two each."""
    rng = generator(21)
    size = height.shape[0]
    count = 420_000
    spots = rng.random((count, 2), dtype=np.float32)
    at = (spots * terrain.forest.shape[0]).astype(np.intp)
    rows, columns = at[:, 1], at[:, 0]
    chance = 0.10 + 0.75 * terrain.thicket[rows, columns] + 0.5 * terrain.forest[rows, columns]
    chance *= 1.0 - 0.86 * terrain.clear[rows, columns]
    chance *= terrain.elevation[rows, columns] > 2.5
    grow = np.flatnonzero(rng.random(count, dtype=np.float32) < chance)
    tall = (3.0 + 13.0 * rng.random(len(grow), dtype=np.float32) ** 3).astype(np.uint8)
    tone = (9 + (rng.random(len(grow)) < 0.5)).astype(np.uint8)
    column = np.minimum((spots[grow, 0] * size).astype(np.intp), size - 2)
    row = np.minimum((spots[grow, 1] * size).astype(np.intp), size - 2)
    broad = tall > 6
    for dx, dy, chosen in ((0, 0, slice(None)), (1, 0, broad), (0, 1, broad), (1, 1, tall > 9)):
        height[row[chosen] + dy, column[chosen] + dx] = tall[chosen]
        colour[row[chosen] + dy, column[chosen] + dx] = tone[chosen]


def _crowns(rng: np.random.Generator, cell: float, evergreen: bool) -> list[ByteImage]:
    """Crown shapes from small to large: lumpy domes (evergreens steeper), heights in decimetres."""
    crowns = []
    for number in range(28):
        share = number / 27
        radius = 1.5 + 2.4 * share + 0.3 * float(rng.random())
        top = (4.0 + 8.5 * share) * (1.0 if evergreen else 0.92)
        half = int(np.ceil(radius * 1.25 / cell))
        axis = np.arange(-half, half + 1) * cell
        x, y = axis[None, :], axis[:, None]
        angle = np.arctan2(y, x)
        lumps = sum(
            float(rng.normal()) * np.cos(angle * k + float(rng.random()) * 6.28) for k in (2, 3, 4, 5, 7)
        )
        reach = np.hypot(x, y) / (radius * (1.0 + 0.075 * lumps))
        dome = 1.0 - reach**1.5 * 0.8 if evergreen else 1.0 - reach**2 * 0.55
        rough = 1.0 + 0.13 * rng.normal(size=dome.shape)
        crown = np.where(reach < 1.0, np.clip(dome * top * rough, 0.8, None), 0.0) * _DECIMETRES
        crowns.append(np.clip(crown, 0, 250).astype(np.uint8))
    return crowns


def light_between(canopy: Canopy, cell: float, sun_from: Pass) -> ByteImage:
    """Direct light that reaches each cell under and on the trees, uint8, `OPEN_LIGHT` in the open.

    Shadows come from the highest obstacle towards the sun, found by doubling the distance looked at: each
    step takes the higher of a place and of one that far on, lowered by the ray's climb. All in bytes: the
    maps are large.
    """
    sx, sy, sz = sun_from.sun
    flat = float(np.hypot(sx, sy))
    climb = sz / flat * _DECIMETRES
    ux, uy = sx / flat / cell, sy / flat / cell
    # Obstacles start a step away from the place itself, or every crown would shade its own top.
    step = max(cell, 0.9)
    horizon = _lowered(_moved(canopy.height, ux * step, uy * step), climb * step)
    reach = step
    while reach * climb < _TALLEST:
        further = _lowered(_moved(horizon, ux * reach, uy * reach), climb * reach)
        cv2.max(horizon, further, dst=horizon)
        reach *= 2.0
    smooth = _bytes(cv2.GaussianBlur(canopy.height, (0, 0), max(0.5, 0.45 / cell)))
    ahead, behind = _moved(smooth, ux * 0.8, uy * 0.8), _moved(smooth, -ux * 0.8, -uy * 0.8)
    # The side of a crown that rises away from the sun is bright.
    slant = cv2.addWeighted(behind, 0.02 * OPEN_LIGHT, ahead, -0.02 * OPEN_LIGHT, OPEN_LIGHT)
    lit = np.full_like(canopy.height, OPEN_LIGHT)
    cv2.copyTo(np.clip(_bytes(slant), 51, 198), canopy.height, lit)
    # A metre into the shadow it is full; some light always comes through.
    passed = cv2.convertScaleAbs(cv2.subtract(horizon, canopy.height), alpha=255.0 / 9.0)
    passed = _DIMMED[_bytes(passed)]
    return _bytes(cv2.multiply(lit, passed, scale=1.0 / 255.0))


def _lowered(image: ByteImage, by: float) -> ByteImage:
    """`image` less `by`, not below zero."""
    return _bytes(cv2.subtract(image, np.full((4, 1), by)))


def _bytes(image: object) -> ByteImage:
    """OpenCV's stubs promise less than it does: bytes in, bytes out."""
    return np.asarray(image, dtype=np.uint8)


def _moved(image: ByteImage, dx: float, dy: float) -> ByteImage:
    """`image` sampled (dx, dy) cells on; what lies outside counts as open."""
    matrix = np.array([[1.0, 0.0, dx], [0.0, 1.0, dy]])
    size = image.shape[0]
    way = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    return np.asarray(cv2.warpAffine(image, matrix, (size, size), flags=way), dtype=np.uint8)
