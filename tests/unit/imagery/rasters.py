"""Small files that the tests write for themselves."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
from numpy.typing import NDArray
from rasterio.errors import NotGeoreferencedWarning

UTM51 = "EPSG:32651"
HALF_METRE = (0.5, 0.0, 400_000.0, 0.0, -0.5, 4_000_000.0)


def pattern(rows: int, cols: int, bands: int = 3, dtype: str = "uint8", seed: int = 0) -> NDArray[Any]:
    """Smooth planes (bands, rows, cols) that differ everywhere and between bands."""
    y, x = np.mgrid[0:rows, 0:cols]
    phase = np.arange(bands)[:, None, None] + seed
    wave = 0.5 + 0.25 * np.sin(x / 37 + phase) + 0.25 * np.cos(y / 23 - phase)
    top = np.iinfo(dtype).max if np.dtype(dtype).kind in "iu" else 1.0
    return (wave * top).astype(dtype)


def write_tiff(
    path: Path,
    planes: NDArray[Any],
    transform: tuple[float, ...] | None = HALF_METRE,
    crs: str | None = UTM51,
    overviews: tuple[int, ...] = (),
    tags: dict[str, str] | None = None,
    **options: Any,
) -> Path:
    """A GeoTIFF of (bands, rows, cols)."""
    bands, rows, cols = planes.shape
    profile = {
        "width": cols,
        "height": rows,
        "count": bands,
        "dtype": planes.dtype.name,
        "crs": crs,
        **options,
    }
    if transform is not None:
        profile["transform"] = rasterio.Affine(*transform[:6])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", NotGeoreferencedWarning)
        with rasterio.open(path, "w", driver="GTiff", **profile) as out:
            out.write(planes)
            out.update_tags(**(tags or {}))
        if overviews:
            with rasterio.open(path, "r+") as out:
                out.build_overviews(list(overviews), rasterio.enums.Resampling.average)
    return path


TILED = {"tiled": True, "blockxsize": 256, "blockysize": 256}
JPEG = {**TILED, "compress": "jpeg", "photometric": "ycbcr"}
