"""Small georeferenced pairs with marks at known ground points, written for one test."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import rasterio
import rasterio.errors
from affine import Affine as RasterAffine
from numpy.typing import NDArray
from rasterio.enums import Resampling

from ilmtool.core.geometry import Affine, apply, invert

Rgb = tuple[int, int, int]

RED: Rgb = (255, 0, 0)
LIME: Rgb = (0, 255, 0)
BLUE: Rgb = (0, 0, 255)
YELLOW: Rgb = (255, 255, 0)
MAGENTA: Rgb = (255, 0, 255)
CYAN: Rgb = (0, 255, 255)
COLORS = (RED, LIME, BLUE, YELLOW, MAGENTA, CYAN)

BEFORE_GREY, AFTER_GREY = 80, 150
"""The ground's grey in each date: a pixel on screen tells which one it shows."""


@dataclass(frozen=True)
class Mark:
    """A square of one colour, `side` CRS units wide, around a ground point (CRS coordinates)."""

    color: Rgb
    x: float
    y: float
    side: float


@dataclass(frozen=True)
class SamplePair:
    """Two files and the marks that both show."""

    before: Path
    after: Path
    marks: tuple[Mark, ...]
    before_transform: Affine
    after_transform: Affine
    before_size: tuple[int, int]
    after_size: tuple[int, int]
    crs: str

    @property
    def sidecar(self) -> Path:
        return self.after.with_name(self.after.name + ".ilm.geojson")

    def pixel(self, which: str, mark: Mark) -> tuple[float, float]:
        """A mark's centre in pixels of one of the two images, (x, y)."""
        transform = self.before_transform if which == "before" else self.after_transform
        x, y = apply(invert(transform), np.array([[mark.x, mark.y]]))[0].tolist()
        return x, y


def write_tiff(
    path: Path,
    pixels: NDArray[np.uint8],
    transform: Affine | None,
    crs: str | None,
    overviews: Sequence[int] = (),
) -> Path:
    """Write (rows, cols, 3) samples as a GeoTIFF in tiles of 256 px."""
    rows, cols, bands = pixels.shape
    path.parent.mkdir(parents=True, exist_ok=True)
    profile = {
        "driver": "GTiff", "width": cols, "height": rows, "count": bands, "dtype": "uint8",
        "photometric": "RGB", "tiled": True, "blockxsize": 256, "blockysize": 256,
    }  # fmt: skip
    if transform is not None:
        profile["transform"] = RasterAffine(*transform)
    if crs is not None:
        profile["crs"] = crs
    with warnings.catch_warnings():
        # An image without georeferencing is what some tests are about.
        warnings.simplefilter("ignore", rasterio.errors.NotGeoreferencedWarning)
        with rasterio.open(path, "w", **profile) as image:
            image.write(np.moveaxis(pixels, 2, 0))
            if overviews:
                image.build_overviews(list(overviews), Resampling.average)
    return path


def ground(size: tuple[int, int], grey: int) -> NDArray[np.uint8]:
    """A grey ground of (width, height) px with a faint pattern."""
    width, height = size
    rows, cols = np.mgrid[0:height, 0:width]
    shade = grey + 4 * ((rows // 16 + cols // 16) % 2)
    return np.repeat(shade.astype(np.uint8)[..., None], 3, axis=2)


def paint_marks(pixels: NDArray[np.uint8], transform: Affine, marks: Sequence[Mark]) -> None:
    """Put the marks into (rows, cols, 3) samples; their edges lie on pixel edges."""
    for mark in marks:
        half = mark.side / 2
        ground_corners = np.array([[mark.x - half, mark.y - half], [mark.x + half, mark.y + half]])
        corners = apply(invert(transform), ground_corners)
        (x0, y0), (x1, y1) = (np.rint(c).astype(int) for c in (corners.min(axis=0), corners.max(axis=0)))
        assert np.allclose(corners, np.rint(corners), atol=1e-5)
        pixels[y0:y1, x0:x1] = mark.color


def _write(
    folder: Path,
    crs: str,
    names: tuple[str, str],
    transforms: tuple[Affine, Affine],
    sizes: tuple[tuple[int, int], tuple[int, int]],
    marks: Sequence[Mark],
) -> SamplePair:
    paths = []
    for name, transform, size, grey in zip(names, transforms, sizes, (BEFORE_GREY, AFTER_GREY), strict=True):
        pixels = ground(size, grey)
        paint_marks(pixels, transform, marks)
        paths.append(write_tiff(folder / name, pixels, transform, crs, overviews=(2, 4)))
    return SamplePair(paths[0], paths[1], tuple(marks), *transforms, *sizes, crs)


def utm_pair(folder: Path) -> SamplePair:
    """UTM zone 51 N: before 0.75 m and 720 x 640 px, after 0.5 m and 1000 x 800 px, six marks of 12 m.

    The before image reaches 30 m beyond the after one in the north and west. The file names tell the dates.
    """
    east, north = 600_000.0, 4_400_000.0
    places = ((60, 60), (240, 90), (420, 60), (90, 300), (270, 240), (450, 330))
    marks = [Mark(color, east + dx, north - dy, 12.0) for color, (dx, dy) in zip(COLORS, places, strict=True)]
    return _write(
        folder,
        "EPSG:32651",
        ("site_20190216.tif", "site_20190302.tif"),
        (
            (0.75, 0.0, east - 30, 0.0, -0.75, north + 30),
            (0.5, 0.0, east, 0.0, -0.5, north),
        ),
        ((720, 640), (1000, 800)),
        marks,
    )


def degree_pair(folder: Path) -> SamplePair:
    """EPSG:4326 at 60 degrees north and west of Greenwich: pixels are half as wide as they are high.

    Before 8e-6, after 4e-6 degrees a pixel; the marks are 160e-6 degrees a side.
    """
    lon, lat = -21.9, 60.0
    places = ((0.0008, 0.0008), (0.0024, 0.0012), (0.0012, 0.0020), (0.0028, 0.0020))
    marks = [Mark(color, lon + dx, lat - dy, 160e-6) for color, (dx, dy) in zip(COLORS, places, strict=False)]
    return _write(
        folder,
        "EPSG:4326",
        ("north_20200501.tif", "north_20210501.tif"),
        ((8e-6, 0.0, lon, 0.0, -8e-6, lat), (4e-6, 0.0, lon, 0.0, -4e-6, lat)),
        ((440, 350), (880, 700)),
        marks,
    )
