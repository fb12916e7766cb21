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

# Of a made-up camera that looks aside: half a metre a pixel, 39 degrees north, with a bend along both axes.
RPC_TERMS: dict[str, Any] = {
    "height_off": 210.0, "height_scale": 400.0,
    "lat_off": 39.66, "lat_scale": 0.05, "long_off": 124.7, "long_scale": 0.06,
    "line_off": 5499.5, "line_scale": 5500.0, "samp_off": 4999.5, "samp_scale": 5000.0,
    "line_num_coeff": [1e-3, 0.02, -1.01, 0.03, 2e-4, 1e-5, 3e-5, -4e-4, 5e-4, 0, 1e-6, 2e-6, -3e-6, 0, 1e-6,
                       4e-6, 0, 1e-7, 0, 0],
    "line_den_coeff": [1, 4e-4, -3e-4, 2e-5, 1e-6, 0, 0, 2e-6, -1e-6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    "samp_num_coeff": [-2e-3, 1.02, 0.015, -0.04, -3e-4, 2e-5, -1e-5, 6e-4, -2e-4, 0, 2e-6, -1e-6, 2e-6, 0,
                       -3e-6, 1e-6, 0, 0, 0, 0],
    "samp_den_coeff": [1, 4e-4, -3e-4, 2e-5, 1e-6, 0, 0, 2e-6, -1e-6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    "err_bias": None, "err_rand": None,
}  # fmt: skip
