"""Chips and scenes as GeoTIFF: any bands and sample type, placed on the ground."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

import numpy as np

from ilmtool.datasets.chips import Window
from ilmtool.datasets.place import PlacedScene
from ilmtool.imagery.gdal_env import gdal_env

if TYPE_CHECKING:
    from ilmtool.datasets.pixels import Cut


def geotiff(cut: Cut, scene: PlacedScene, window: Window) -> bytes:
    """The file, deflated; samples without data are masked by an alpha-free internal mask of value 0.

    An image that control points or RPCs place gets a grid of control points of its own.
    """
    import rasterio
    from rasterio.control import GroundControlPoint
    from rasterio.errors import NotGeoreferencedWarning
    from rasterio.io import MemoryFile

    from ilmtool.datasets.pixels import window_affine

    data = cut.data
    if data.dtype == np.complex128:
        data = data.astype(np.complex64)
    rows, cols, bands = data.shape
    profile: dict[str, Any] = {
        "driver": "GTiff", "width": cols, "height": rows, "count": bands, "dtype": data.dtype.name,
        "compress": "deflate", "predictor": 2 if data.dtype.kind in "iu" else 1,
        "photometric": "RGB" if bands >= 3 and data.dtype.kind == "u" else "MINISBLACK",
    }  # fmt: skip
    affine = window_affine(scene, window)
    reference = scene.reference
    if reference.is_placed and reference.crs:
        profile["crs"] = reference.crs_code or reference.crs
    if affine is not None:
        profile["transform"] = rasterio.Affine(*affine)
    elif reference.is_placed:
        points = _control_points(window)
        ground = reference.to_ground(points + np.array(window[:2]))
        profile["gcps"] = [
            GroundControlPoint(row=row, col=col, x=x, y=y)
            for (col, row), (x, y) in zip(points.tolist(), ground.tolist(), strict=True)
            if np.isfinite([x, y]).all()
        ]
    with gdal_env(), warnings.catch_warnings(), MemoryFile() as memory:
        warnings.simplefilter("ignore", NotGeoreferencedWarning)
        with rasterio.Env(GDAL_TIFF_INTERNAL_MASK=True), memory.open(**profile) as image:
            image.write(np.moveaxis(data, 2, 0))
            if cut.valid is not None:
                image.write_mask(cut.valid)
        return bytes(memory.read())


def _control_points(window: Window) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Nine places over the window, in its own px."""
    width, height = window[2] - window[0], window[3] - window[1]
    xs, ys = np.meshgrid([0.0, width / 2, width], [0.0, height / 2, height])
    return np.stack([xs.ravel(), ys.ravel()], axis=1)
