"""Invented sites on two dates, in which it is known what changed: for the search for change.

Houses stand on mottled ground with tracks and bushes; the sun, the contrast and the place of the second
date may be others. A few houses are new, a few are gone.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import rasterio
from numpy.typing import NDArray

Bounds = tuple[float, float, float, float]


@dataclass(frozen=True)
class Sun:
    """Where shadows fall, in px for each px of height, and how much of the light is left there."""

    dx: float = 0.6
    dy: float = -0.9


@dataclass(frozen=True)
class ChangedSite:
    """Two files and the boxes of what changed between them, px of the after image."""

    before: Path
    after: Path
    changed: tuple[Bounds, ...]


def make_site(
    folder: Path,
    seed: int = 1,
    side: int = 480,
    shift: tuple[float, float] = (0.0, 0.0),
    gain: float = 1.0,
    offset: float = 0.0,
    suns: tuple[Sun, Sun] = (Sun(), Sun()),
    bands: int = 3,
    changes: int = 8,
) -> ChangedSite:
    """Write a site; `shift` moves the before image's content by px without saying so."""
    rng = np.random.default_rng(seed)
    ground = _ground(rng, side)
    places = _places(rng, side, 30 + changes)
    heights = rng.uniform(5, 14, len(places))
    colors = [_roof(rng) for _ in places]
    new, gone = set(range(changes // 2)), set(range(changes // 2, changes))
    pictures = []
    for absent, sun in ((new, suns[0]), (gone, suns[1])):
        stand = [i for i in range(len(places)) if i not in absent]
        roofs = [colors[i] for i in stand]
        pictures.append(_paint(ground, [places[i] for i in stand], heights[stand], roofs, sun))
    before, after = pictures
    matrix = np.float32([[1, 0, shift[0]], [0, 1, shift[1]]])
    before = cv2.warpAffine(before, matrix, (side, side), borderMode=cv2.BORDER_REFLECT)
    before = (before - 90) * gain + 90 + offset
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, picture in (("2020-01-01", before), ("2021-01-01", after)):
        noisy = picture + rng.normal(0, 2.0, picture.shape)
        data = np.clip(noisy, 1, 255).astype(np.uint8)
        data = data if bands == 3 else data.mean(axis=2, keepdims=True).astype(np.uint8)
        paths.append(folder / f"site_{name}.tif")
        _write(paths[-1], data)
    changed = tuple(tuple(float(v) for v in places[i]) for i in sorted(new | gone))
    return ChangedSite(paths[0], paths[1], changed)


def _write(path: Path, data: NDArray[np.uint8]) -> None:
    rows, cols, bands = data.shape
    transform = rasterio.Affine(0.5, 0, 500_000, 0, -0.5, 4_400_000)
    with rasterio.open(
        path, "w", driver="GTiff", width=cols, height=rows, count=bands, dtype="uint8", crs="EPSG:32651",
        transform=transform, photometric="RGB" if bands == 3 else "MINISBLACK",
    ) as image:  # fmt: skip
        image.write(np.moveaxis(data, 2, 0))


def hits(bounds: Bounds, truth: Bounds) -> bool:
    """Whether a box is about a thing: its middle lies on it, or they share a tenth of both."""
    x, y = (bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2
    if truth[0] <= x <= truth[2] and truth[1] <= y <= truth[3]:
        return True
    width = min(bounds[2], truth[2]) - max(bounds[0], truth[0])
    height = min(bounds[3], truth[3]) - max(bounds[1], truth[1])
    if width <= 0 or height <= 0:
        return False
    areas = sum((b[2] - b[0]) * (b[3] - b[1]) for b in (bounds, truth))
    return width * height > 0.1 * (areas - width * height)


def _ground(rng: np.random.Generator, side: int) -> NDArray[np.float32]:
    grey = np.zeros((side, side), np.float32)
    for size, strength in ((4, 14), (12, 10), (40, 8), (160, 5)):
        noise = rng.normal(0, 1, (size, size)).astype(np.float32)
        grey += strength * cv2.resize(noise, (side, side), interpolation=cv2.INTER_CUBIC)
    picture = 110 + grey[..., None] * np.float32([1.0, 0.95, 0.8]) + np.float32([18, 4, -20])
    for _ in range(6):
        ends = rng.integers(0, side, (2, 2))
        cv2.line(picture, ends[0].tolist(), ends[1].tolist(), (150, 142, 126), 5, cv2.LINE_AA)
    for x, y in rng.integers(0, side, (side // 3, 2)):
        cv2.circle(picture, (int(x), int(y)), int(rng.integers(2, 5)), (62, 78, 48), -1, cv2.LINE_AA)
    return picture


def _places(rng: np.random.Generator, side: int, count: int) -> list[tuple[int, int, int, int]]:
    found: list[tuple[int, int, int, int]] = []
    while len(found) < count:
        w, h = (int(v) for v in rng.integers(9, 30, 2))
        x, y = int(rng.integers(24, side - w - 24)), int(rng.integers(24, side - h - 24))
        box = (x, y, x + w, y + h)
        apart = all(x > b[2] + 16 or b[0] > box[2] + 16 or y > b[3] + 16 or b[1] > box[3] + 16 for b in found)
        if apart:
            found.append(box)
        elif rng.random() < 0.001:
            break
    return found


def _roof(rng: np.random.Generator) -> tuple[float, float, float]:
    kinds = ((196, 192, 186), (176, 96, 74), (92, 118, 150), (226, 222, 214), (72, 74, 78))
    base = kinds[int(rng.integers(len(kinds)))]
    return tuple(float(v + rng.normal(0, 6)) for v in base)


def _paint(
    ground: NDArray[np.float32],
    places: list[tuple[int, int, int, int]],
    heights: NDArray[np.float64],
    colors: list[tuple[float, float, float]],
    sun: Sun,
) -> NDArray[np.float32]:
    shade = np.zeros(ground.shape[:2], np.float32)
    for (x0, y0, x1, y1), height in zip(places, heights, strict=True):
        corners = np.array([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], np.float32)
        moved = corners + np.float32([sun.dx, sun.dy]) * np.float32(height)
        hull = cv2.convexHull(np.concatenate([corners, moved])).astype(np.int32)
        cv2.fillConvexPoly(shade, hull, 1.0)
    shade = cv2.GaussianBlur(shade, (0, 0), 0.6)[..., None]
    # Sky alone: a third of the light, and bluer.
    picture = ground * (1 - shade * (1 - np.float32([0.34, 0.37, 0.42])))
    for (x0, y0, x1, y1), color in zip(places, colors, strict=True):
        picture[y0:y1, x0:x1] = color
        picture[y0 : (y0 + y1) // 2, x0:x1] *= 0.93
    return cv2.GaussianBlur(picture, (0, 0), 0.6)
