"""A textured pair whose dates lie a known number of pixels apart, though their georeferencing is the same."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from sample_pairs import write_tiff

from ilmtool.core.geometry import Affine

SHIFT = (7, -4)
"""What the before image has to be moved by, px of the after image: right and up."""

SIZE = (640, 560)
UTM: Affine = (0.5, 0.0, 600_000.0, 0.0, -0.5, 4_400_000.0)


@dataclass(frozen=True)
class ShiftedPair:
    """Two files; what lies at (x, y) in the before image lies at (x, y) + SHIFT in the after image."""

    before: Path
    after: Path

    @property
    def sidecar(self) -> Path:
        return self.after.with_name(self.after.name + ".ilm.geojson")


def texture(seed: int, size: tuple[int, int]) -> NDArray[np.uint8]:
    """Blotches of all sizes, (rows, cols) of (width, height) px."""
    rng = np.random.default_rng(seed)
    rows, cols = size[1], size[0]
    total = np.zeros((rows, cols))
    for sigma, weight in ((1.2, 1.0), (3.0, 2.0), (9.0, 5.0), (30.0, 12.0)):
        noise = cv2.GaussianBlur(rng.standard_normal((rows, cols)), (0, 0), sigma)
        total += weight * noise / noise.std()
    scaled = 128 + 40 * total / total.std()
    return np.clip(scaled, 0, 255).astype(np.uint8)


def _grey(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return np.repeat(pixels[..., None], 3, axis=2)


def shifted_pair(folder: Path, *, placed: bool = True, related: bool = True) -> ShiftedPair:
    """Write the pair.

    Parameters
    ----------
    placed : bool
        With georeferencing, or both without.
    related : bool
        Of one ground, or of two that have nothing in common.
    """
    width, height = SIZE
    margin = 20
    field = texture(7, (width + 2 * margin, height + 2 * margin))
    other = field if related else texture(8, (width + 2 * margin, height + 2 * margin))
    dx, dy = SHIFT
    after = field[margin : margin + height, margin : margin + width]
    before = other[margin + dy : margin + dy + height, margin + dx : margin + dx + width]
    transform, crs = (UTM, "EPSG:32651") if placed else (None, None)
    return ShiftedPair(
        write_tiff(folder / "yard_20190216.tif", _grey(before), transform, crs),
        write_tiff(folder / "yard_20190302.tif", _grey(after), transform, crs),
    )
