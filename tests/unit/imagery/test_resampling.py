"""Pictures of a scene on another grid."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import rasterio

from ilmtool.core.geometry import FloatArray
from ilmtool.imagery.resampling import grey_on_grid, planes_on_grid
from ilmtool.imagery.source import open_source


def test_every_pixel_is_taken_from_its_own_place(tmp_path: Path) -> None:
    rows, cols = np.mgrid[0:300, 0:400]
    ramps = np.stack([cols, rows]).astype(np.float32)
    path = tmp_path / "ramps.tif"
    with rasterio.open(
        path, "w", driver="GTiff", width=400, height=300, count=2, dtype="float32", crs="EPSG:32651",
        transform=rasterio.Affine(1, 0, 500_000, 0, -1, 4_400_000),
    ) as image:  # fmt: skip
        image.write(ramps)

    def shifted(points: FloatArray) -> FloatArray:
        return points + np.array([10.25, 20.5])

    with open_source(path) as source:
        found = planes_on_grid(source, shifted, (0.0, 0.0, 371.0, 257.0), (371, 257), (0, 1))
        grey = grey_on_grid(source, shifted, (0.0, 0.0, 371.0, 257.0), (371, 257), (0, 1))
    want_x = np.broadcast_to(np.arange(371) + 10.25, (257, 371))
    want_y = np.broadcast_to(np.arange(257)[:, None] + 20.5, (257, 371))
    # OpenCV's weights are 32nds of a px.
    assert np.abs(found[..., 0] - want_x).max() <= 1 / 64 + 1e-4
    assert np.abs(found[..., 1] - want_y).max() <= 1 / 64 + 1e-4
    np.testing.assert_allclose(grey, found.mean(axis=-1), atol=1e-3)
