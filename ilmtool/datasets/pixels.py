"""Pixels of chips and scenes: read, brought onto another scene's grid, stretched, encoded.

Everything here depends on the files alone, so that the same input gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from ilmtool.core.geometry import Affine, FloatArray, compose
from ilmtool.datasets.chips import Window
from ilmtool.datasets.place import PlacedScene
from ilmtool.errors import UserError
from ilmtool.imagery.stretch import Stretch, stretch_of, to_bgrx
from ilmtool.text import tr

PointMap = Callable[[FloatArray], FloatArray]

_MARGIN = 2
_SOFTEN_FROM = 1.5
"""From so many source px per px on, sampling between four of them would skip some: they are averaged first.
"""

ENDINGS = {"png": ".png", "jpeg": ".jpg", "tiff": ".tif"}


@dataclass(frozen=True, eq=False)
class Cut:
    """The samples of a window.

    Attributes
    ----------
    data : ndarray, (rows, cols, bands)
    valid : ndarray of bool, (rows, cols), or None
    """

    data: NDArray[Any]
    valid: NDArray[np.bool_] | None


class Cutter:
    """Cuts windows out of one scene, on its own grid or on another one.

    Parameters
    ----------
    scene : PlacedScene
        With an open source.
    to_source : callable, optional
        Px of the grid -> px of the scene, for another scene's grid.
    stretched : bool
        8 bit as on screen, instead of the file's own samples.
    """

    def __init__(self, scene: PlacedScene, to_source: PointMap | None, *, stretched: bool) -> None:
        if scene.source is None:
            raise ValueError("a scene without image has no pixels")
        self._source = scene.source
        self._to_source = to_source
        self.stretch: Stretch | None = stretch_of(scene.source) if stretched else None

    def cut(self, window: Window) -> Cut:
        """The samples of a window of the grid; 0 where there is no data."""
        bands = self.stretch.bands if self.stretch is not None else None
        if self._to_source is None:
            data, valid = self._source.read(0, window, bands)
        else:
            data, valid = self._resampled(window, bands)
        if self.stretch is not None:
            data = _shown(data, valid, self.stretch)
        elif valid is not None:
            data = np.array(data)
            data[~valid] = 0
        return Cut(data, valid)

    def _resampled(
        self, window: Window, bands: tuple[int, ...] | None
    ) -> tuple[NDArray[Any], NDArray[np.bool_] | None]:
        if self._to_source is None:
            raise ValueError("no map")
        x0, y0, x1, y1 = window
        shape = (y1 - y0, x1 - x0)
        xs, ys = np.meshgrid(np.arange(x0, x1) + 0.5, np.arange(y0, y1) + 0.5)
        at = self._to_source(np.stack([xs.ravel(), ys.ravel()], axis=1))
        # Two planes: reducing pairs along a last axis of two would take longer than all the rest.
        x, y = (np.ascontiguousarray(at[:, k]).reshape(shape) for k in (0, 1))
        facts = self._source.facts
        with np.errstate(invalid="ignore"):
            known = (x >= 0) & (y >= 0) & (x < facts.width) & (y < facts.height)
        count = len(bands) if bands is not None else facts.bands
        dtype = np.dtype(np.complex64 if facts.dtype == "complex_int16" else facts.dtype)
        if not known.any():
            return np.zeros((*shape, count), dtype), known
        factor = _reduction(x, y)
        if not known.all():
            x, y = np.where(known, x, x[known][0]), np.where(known, y, y[known][0])
        margin = _MARGIN * factor
        # Blocks that are averaged are those of the whole scene, so that neighbouring chips agree.
        left, top = (max(int(np.floor(k.min())) - margin, 0) // factor * factor for k in (x, y))
        right = min(int(np.ceil(x.max())) + margin, facts.width)
        bottom = min(int(np.ceil(y.max())) + margin, facts.height)
        data, valid = self._source.read(0, (left, top, right, bottom), bands)
        if factor > 1:
            data, valid = _averaged(data, valid, factor)
        made, near = _bilinear(data, valid, (x - left) / factor, (y - top) / factor)
        return made, known if near is None else known & near


def _reduction(x: NDArray[np.float64], y: NDArray[np.float64]) -> int:
    """Source px per px of the grid in the middle of a window, where that is much more than one."""
    rows, cols = x.shape
    if rows < 2 or cols < 2:
        return 1
    row, col = (rows - 1) // 2, (cols - 1) // 2
    across = float(np.hypot(x[row, col + 1] - x[row, col], y[row, col + 1] - y[row, col]))
    down = float(np.hypot(x[row + 1, col] - x[row, col], y[row + 1, col] - y[row, col]))
    step = min(across, down)
    return round(step) if np.isfinite(step) and step >= _SOFTEN_FROM else 1


def _averaged(
    data: NDArray[Any], valid: NDArray[np.bool_] | None, factor: int
) -> tuple[NDArray[Any], NDArray[np.bool_] | None]:
    """Means of `factor` x `factor` px; the last row and column are repeated to fill up."""
    rows, cols = data.shape[:2]
    pad = ((0, -rows % factor), (0, -cols % factor))
    padded = np.pad(data, (*pad, (0, 0)), mode="edge")
    blocks = padded.reshape(padded.shape[0] // factor, factor, padded.shape[1] // factor, factor, -1)
    mean = blocks.mean(axis=(1, 3), dtype=np.float64 if data.dtype.kind != "c" else None)
    if data.dtype.kind in "iu":
        mean = np.rint(mean)
    if valid is not None:
        filled = np.pad(valid, pad, mode="edge")
        cells = filled.reshape(filled.shape[0] // factor, factor, filled.shape[1] // factor, factor)
        valid = np.asarray(cells.all(axis=(1, 3)), np.bool_)
    return mean.astype(data.dtype), valid


def _bilinear(
    data: NDArray[Any], valid: NDArray[np.bool_] | None, x: NDArray[np.float64], y: NDArray[np.float64]
) -> tuple[NDArray[Any], NDArray[np.bool_] | None]:
    """Samples between pixel centres.

    OpenCV's own interpolation rounds places to 1/32 px, which is several grey levels at an edge; it only
    gathers here.
    """
    whole_x, whole_y = np.floor(x - 0.5), np.floor(y - 0.5)
    share = (x - 0.5 - whole_x).astype(np.float32), (y - 0.5 - whole_y).astype(np.float32)
    columns, rows = whole_x.astype(np.float32), whole_y.astype(np.float32)
    # OpenCV drops the axis of a single band, and takes up to four at a time.
    groups = [np.ascontiguousarray(data[..., i : i + 4]) for i in range(0, data.shape[2], 4)]
    out = np.concatenate([_blend(group, columns, rows, share) for group in groups], axis=2)
    if valid is None:
        return out, None
    lowest = np.ones(columns.shape, np.bool_)
    mask = valid.astype(np.uint8)
    for dx, dy in ((0, 0), (1, 0), (0, 1), (1, 1)):
        lowest &= _gather(mask, columns + dx, rows + dy) > 0
    return out, lowest


def _blend(
    data: NDArray[Any],
    columns: NDArray[np.float32],
    rows: NDArray[np.float32],
    share: tuple[NDArray[np.float32], NDArray[np.float32]],
) -> NDArray[Any]:
    kind = data.dtype
    if kind.kind == "c":
        parts = [_blend(np.ascontiguousarray(p), columns, rows, share) for p in (data.real, data.imag)]
        return np.asarray(parts[0] + 1j * parts[1], kind)
    wide = np.float64 if kind.itemsize > 2 else np.float32
    samples = data.astype(wide)
    fx, fy = (part.astype(wide, copy=False)[..., None] for part in share)

    def corner(dx: int, dy: int) -> NDArray[Any]:
        found = _gather(samples, columns + dx, rows + dy)
        return found if found.ndim == 3 else found[..., None]

    top = corner(0, 0)
    top = top + (corner(1, 0) - top) * fx
    bottom = corner(0, 1)
    bottom = bottom + (corner(1, 1) - bottom) * fx
    made = top + (bottom - top) * fy
    if kind.kind in "iu":
        limits = np.iinfo(kind)
        made = np.clip(np.rint(made), limits.min, limits.max)
    return np.asarray(made, kind)


def _gather(data: NDArray[Any], columns: NDArray[np.float32], rows: NDArray[np.float32]) -> NDArray[Any]:
    return np.asarray(cv2.remap(data, columns, rows, cv2.INTER_NEAREST, borderMode=cv2.BORDER_REPLICATE))


def _shown(data: NDArray[Any], valid: NDArray[np.bool_] | None, stretch: Stretch) -> NDArray[np.uint8]:
    """8-bit RGB, or grey for a single band without palette.

    The memory of three bands is blue, green, red, as OpenCV writes it: planes are brought together once.
    """
    is_grey = len(stretch.bands) == 1 and stretch.palette is None and stretch.colors is None
    if stretch.as_it_is and data.shape[2] == 3:
        made = cv2.merge([np.ascontiguousarray(data[..., band]) for band in (2, 1, 0)])
    else:
        shown = to_bgrx(data, None, stretch)
        made = np.array(shown[..., :1]) if is_grey else cv2.cvtColor(shown, cv2.COLOR_BGRA2BGR)
    if valid is not None:
        made[~valid] = 0
    return np.asarray(made if is_grey else made[..., ::-1], np.uint8)


def window_affine(scene: PlacedScene, window: Window) -> Affine | None:
    """Px of a window -> CRS, where one affine says it."""
    affine = scene.reference.affine if scene.reference.is_placed else None
    return (
        None if affine is None else compose(affine, (1.0, 0.0, float(window[0]), 0.0, 1.0, float(window[1])))
    )


def check_encodable(scene: PlacedScene, pixel_format: str, *, stretched: bool) -> None:
    """Raise `UserError` if the file's own samples do not fit into the format."""
    if stretched or pixel_format == "tiff" or scene.source is None:
        return
    facts = scene.source.facts
    fits = facts.dtype in {"uint8", "uint16"} and (
        facts.bands in {1, 3} or (facts.bands == 4 and "alpha" in facts.colors)
    )
    if not fits:
        raise UserError(
            tr(
                "{name} has {bands} bands of {type}, which PNG does not hold.",
                name=facts.path.name,
                bands=facts.bands,
                type=facts.dtype,
            ),
            "",
            tr("Choose --image-format tiff, or --depth 8."),
        )


def encoded(cut: Cut, pixel_format: str, quality: int, scene: PlacedScene, window: Window) -> bytes:
    """The bytes of an image file.

    Parameters
    ----------
    cut : Cut
    pixel_format : {"png", "jpeg", "tiff"}
    quality : int
        Of a JPEG.
    scene : PlacedScene
        On whose grid the window lies: it georeferences a GeoTIFF.
    window : Window
    """
    if pixel_format == "tiff":
        from ilmtool.datasets.geotiff import geotiff

        return geotiff(cut, scene, window)
    data = cut.data
    if data.shape[2] == 3:
        data = data[..., ::-1]
    elif data.shape[2] == 4:
        data = data[..., (2, 1, 0, 3)]
    # PNG as OpenCV has it (level 1, run lengths): a tenth larger than level 1 alone, in little more than half
    # the time.
    is_jpeg = pixel_format == "jpeg"
    ending, options = (".jpg", [cv2.IMWRITE_JPEG_QUALITY, quality]) if is_jpeg else (".png", [])
    done, buffer = cv2.imencode(ending, np.ascontiguousarray(data), options)
    if not done:
        raise ValueError(f"OpenCV cannot write {data.shape} {data.dtype} as {pixel_format}")
    return bytes(buffer)
