"""Renders any window of an acquisition: ground, shadows, built things, then the sensor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import cv2
import numpy as np
from numpy.typing import NDArray

from ilmtool.core.geometry import Affine, apply, compose, invert
from ilmtool.demo.noise import FloatImage
from ilmtool.demo.plan import MARGIN_M, Pass
from ilmtool.demo.raster import Coverage, Points, coverage, lay, member_shapes
from ilmtool.demo.sensor import expose, noise_plate
from ilmtool.demo.solids import Colour, Mark, Members, Thing, World

AMBIENT = np.array([0.35, 0.40, 0.47], dtype=np.float32)
DIRECT = np.float32(1.0) - AMBIENT
LIGHT_UNIT = 110.0
"""Direct light of flat open ground in the light map, which is uint8."""

_BLUR_MARGIN = 4

_Sample = TypeVar("_Sample", np.uint8, np.float32)


@dataclass(frozen=True, slots=True)
class Ground:
    """The ground with all that grows on it, as maps over its margin too.

    Attributes
    ----------
    cell_m : float
        Side of a cell of `cover` and `light`.
    cover : array
        uint8 (size, size, 4): colour, and how strongly the textures below show (255 fully).
    light : tuple of two arrays
        uint8 (size, size) for each acquisition: direct light, `LIGHT_UNIT` on flat open ground.
    grain, patches : array
        float32, repeating without a seam, standard deviation 1: fine texture with cells of `grain_m`
        metres, and coarse with cells of `patch_m`.
    """

    cell_m: float
    cover: NDArray[np.uint8]
    light: tuple[NDArray[np.uint8], NDArray[np.uint8]]
    grain: FloatImage
    grain_m: float
    patches: FloatImage
    patch_m: float


@dataclass(frozen=True, slots=True)
class _Stroke:
    """A polygon or a set of members ready to paint, in image pixels."""

    shapes: tuple[Points, ...]
    colour: Colour
    texture: float


@dataclass(frozen=True, slots=True)
class _Built:
    """A thing as this acquisition sees it."""

    strokes: tuple[_Stroke, ...]
    shadow: tuple[Points, ...]
    raised: bool


class Renderer:
    """One acquisition of the world, window by window; windows may be rendered in several threads."""

    def __init__(self, ground: Ground, world: World, of_pass: Pass) -> None:
        self._ground = ground
        self._pass = of_pass
        self._to_image = invert(of_pass.to_ground)
        self._plate = noise_plate(of_pass)
        index = of_pass.index
        self._marks = [
            (mark, tuple(apply(self._to_image, o) for o in mark.outlines))
            for mark in world.marks
            if mark.present[index]
        ]
        self._mark_bounds = _bounds([shapes for _, shapes in self._marks])
        self._built = [self._build(thing) for thing in world.things if thing.present[index]]
        self._built_bounds = _bounds(
            [
                (*(s for stroke in built.strokes for s in stroke.shapes), *built.shadow)
                for built in self._built
            ]
        )

    def window(self, x0: int, y0: int, columns: int, rows: int) -> NDArray[np.uint8]:
        """Pixels of a window as uint8 (rows, columns, 3), red first."""
        margin = _BLUR_MARGIN
        corner = np.array([x0 - margin, y0 - margin], dtype=np.float64)
        size = (rows + 2 * margin, columns + 2 * margin)
        grid = compose(self._pass.to_ground, (1.0, 0.0, corner[0], 0.0, 1.0, corner[1]))
        cell = self._ground.cell_m
        bare = _sample(self._ground.cover, grid, cell, size, MARGIN_M, cv2.INTER_CUBIC)
        light = _sample(self._ground.light[self._pass.index], grid, cell, size, MARGIN_M, cv2.INTER_LINEAR)
        grain = _sample(self._ground.grain, grid, self._ground.grain_m, size, 0.0, cv2.INTER_LINEAR)
        patches = _sample(self._ground.patches, grid, self._ground.patch_m, size, 0.0, cv2.INTER_LINEAR)
        image = bare[..., :3].astype(np.float32)
        texture = grain * np.float32(0.09 / 255) + patches * np.float32(0.042 / 255)
        texture *= bare[..., 3]
        image *= (texture + np.float32(1.0))[..., None]
        low, high = corner, corner + size[::-1]
        for number in _touching(self._mark_bounds, low, high):
            mark, shapes = self._marks[number]
            self._paint_mark(image, mark, [s - corner for s in shapes], grain, patches)
        near = [self._built[number] for number in _touching(self._built_bounds, low, high)]
        shadow = np.zeros(size, dtype=np.float32)
        for built in near:
            cover = None if built.raised else coverage([s - corner for s in built.shadow], size)
            if cover is not None:
                part = shadow[cover.rows, cover.columns]
                np.maximum(part, cover.share, out=part)
        direct = light.astype(np.float32) * np.float32(1.0 / LIGHT_UNIT) * (1.0 - shadow)
        image *= direct[..., None] * DIRECT + AMBIENT
        for built in near:
            self._paint_built(image, built, corner, grain)
        return expose(image, self._pass, self._plate, (x0, y0), margin)

    def _paint_mark(
        self, image: FloatImage, mark: Mark, shapes: Sequence[Points], grain: FloatImage, patches: FloatImage
    ) -> None:
        sigma = mark.soft_m / 2 / self._pass.gsd
        cover = coverage(shapes, (image.shape[0], image.shape[1]), pad=round(2.5 * sigma))
        if cover is None:
            return
        share = cover.share
        here = (cover.rows, cover.columns)
        if mark.soft_m > 0:
            share = np.asarray(cv2.GaussianBlur(share, (0, 0), max(sigma, 0.3)), dtype=np.float32)
        if mark.ragged > 0:
            broken = patches[here] * np.float32(0.55) + grain[here] * np.float32(0.3)
            share = share * np.clip(1.0 - mark.ragged * (0.35 + broken), 0.0, 1.0).astype(np.float32)
        colour = np.asarray(mark.colour, dtype=np.float32)
        tone = 1.0 + mark.texture * (grain[here] * np.float32(0.7) + patches[here] * np.float32(0.7))
        lay(
            image,
            Coverage(cover.rows, cover.columns, np.asarray(share, np.float32)),
            (tone[..., None] * colour).astype(np.float32),
            mark.alpha,
        )

    def _paint_built(self, image: FloatImage, built: _Built, corner: Points, grain: FloatImage) -> None:
        size = (image.shape[0], image.shape[1])
        if built.raised:
            cover = coverage([s - corner for s in built.shadow], size)
            if cover is not None:
                part = image[cover.rows, cover.columns]
                part *= 1.0 - cover.share[..., None] * (DIRECT * np.float32(0.95))
        for stroke in built.strokes:
            cover = coverage([s - corner for s in stroke.shapes], size)
            if cover is None:
                continue
            tone = 1.0 + np.float32(stroke.texture) * grain[cover.rows, cover.columns]
            lay(
                image,
                cover,
                np.asarray(tone[..., None] * np.asarray(stroke.colour, np.float32), np.float32),
                1.0,
            )

    def _build(self, thing: Thing) -> _Built:
        toward = np.array(self._pass.view)
        seen = [face for face in thing.faces if float(face.normal @ toward) > 1e-3]
        # Walls before roofs, low before high: enough for shapes that do not reach into each other.
        seen.sort(key=lambda f: (round(float(f.points[:, 2].max()), 3), float(f.normal[2])))
        strokes = [
            _Stroke((self.image_points(f.points),), self._lit(f.colour, f.normal), f.texture) for f in seen
        ]
        for members in thing.members:
            ends = self.image_points(members.ends.reshape(-1, 3)).reshape(-1, 2, 2)
            colour = self._lit(members.colour, np.array([0.0, 0.0, 1.0]))
            shapes = member_shapes(ends, members.width_m / self._pass.gsd)
            strokes.append(_Stroke(tuple(shapes), colour, 0.0))
        return _Built(tuple(strokes), self._shadow_shapes(thing), thing.base_z > 0)

    def _shadow_shapes(self, thing: Thing) -> tuple[Points, ...]:
        shapes = [self._cast(f.points, thing.base_z) for f in thing.faces]
        for members in thing.members:
            shapes += self._member_shadow(members, thing.base_z)
        return tuple(shapes)

    def _member_shadow(self, members: Members, base_z: float) -> list[Points]:
        ends = self._cast(members.ends.reshape(-1, 3), base_z).reshape(-1, 2, 2)
        return member_shapes(ends, members.width_m / self._pass.gsd)

    def _cast(self, points: Points, base_z: float) -> Points:
        """Image pixels of the shadows of (N, 3) points on the plane at `base_z`."""
        sx, sy = self._pass.shadow
        lx, ly = self._pass.lean
        rise = np.maximum(points[:, 2] - base_z, 0.0)
        flat = np.column_stack(
            (points[:, 0] + sx * rise + lx * base_z, points[:, 1] + sy * rise + ly * base_z)
        )
        return apply(self._to_image, flat)

    def image_points(self, points: Points) -> Points:
        """Image pixels of (N, 3) points, tall things leaning away from the satellite; shape (N, 2)."""
        return seen_at(self._pass, points)

    def _lit(self, colour: Colour, normal: Points) -> Colour:
        sun = np.array(self._pass.sun)
        facing = float(np.clip(normal @ sun / sun[2], 0.0, 1.3))
        sky = AMBIENT * (0.55 + 0.45 * max(0.0, float(normal[2])))
        red, green, blue = np.asarray(colour) * (sky + DIRECT * facing)
        return float(red), float(green), float(blue)


def seen_at(of_pass: Pass, points: Points) -> Points:
    """Image pixels where an acquisition shows (N, 3) points in space; shape (N, 2)."""
    lx, ly = of_pass.lean
    flat = np.column_stack((points[:, 0] + lx * points[:, 2], points[:, 1] + ly * points[:, 2]))
    return apply(invert(of_pass.to_ground), flat)


def _sample(
    plate: NDArray[_Sample], grid: Affine, cell: float, size: tuple[int, int], margin: float, way: int
) -> NDArray[_Sample]:
    """`plate` (cells of `cell` metres, its corner `margin` metres outside the origin), repeated without end,
    at the pixel centres of a window whose corners `grid` maps to metres.
    """
    a, b, c, d, e, f = grid
    c, f = c + (a + b) / 2 + margin, f + (d + e) / 2 + margin
    matrix = np.array([[a, b, c], [d, e, f]]) / cell
    matrix[:, 2] -= 0.5
    flags = way | cv2.WARP_INVERSE_MAP
    sampled = cv2.warpAffine(plate, matrix, size[::-1], flags=flags, borderMode=cv2.BORDER_WRAP)
    return np.asarray(sampled, dtype=plate.dtype)


def _bounds(groups: Sequence[Sequence[Points]]) -> NDArray[np.float64]:
    """Bounds (N, 4) of each group of outlines."""
    if not groups:
        return np.zeros((0, 4))
    rows = []
    for shapes in groups:
        points = np.concatenate(list(shapes))
        rows.append((*points.min(axis=0), *points.max(axis=0)))
    return np.array(rows)


def _touching(bounds: NDArray[np.float64], low: Points, high: Points) -> list[int]:
    """Indices, in order, of the bounds that reach into the window."""
    # Soft edges reach beyond their outline.
    slack = 60.0
    inside = (bounds[:, 0] < high[0] + slack) & (bounds[:, 2] > low[0] - slack)
    inside &= (bounds[:, 1] < high[1] + slack) & (bounds[:, 3] > low[1] - slack)
    return [int(i) for i in np.flatnonzero(inside)]
