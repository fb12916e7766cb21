"""Chips and scenes as GeoTIFF: any bands and sample type, placed on the ground."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ilmtool.datasets.chips import Window
from ilmtool.datasets.place import PlacedScene
from ilmtool.errors import UserError
from ilmtool.imagery.gdal_env import GDAL_ERRORS, gdal_env
from ilmtool.text import tr

if TYPE_CHECKING:
    from ilmtool.datasets.pixels import Cut

_ROWS = 512
"""Rows of a scene that are in memory at once."""


def geotiff(cut: Cut, scene: PlacedScene, window: Window) -> bytes:
    """The file of a chip, deflated; where there is no data it has an internal mask."""
    from rasterio.io import MemoryFile

    with _writing(), MemoryFile() as memory:
        with memory.open(**_profile(cut, scene, window)) as image:
            image.write(np.moveaxis(cut.data, 2, 0))
            if cut.valid is not None:
                image.write_mask(cut.valid)
        return bytes(memory.read())


def write_geotiff(path: Path, scene: PlacedScene, cut: Callable[[Window], Cut]) -> int:
    """Write a whole scene, a band of rows at a time, so that its size does not matter.

    Returns
    -------
    int
        How many bands it has.

    Raises
    ------
    UserError
        It cannot be written, e.g. because the disk is full.
    """
    import rasterio
    from rasterio.windows import Window as RioWindow

    width, height = scene.size
    first = cut((0, 0, width, min(_ROWS, height)))
    masked = False
    profile = {**_profile(first, scene, (0, 0, width, height)), "height": height, "bigtiff": "if_safer"}
    try:
        with _writing(), rasterio.open(path, "w", **profile) as image:
            for top in range(0, height, _ROWS):
                bottom = min(top + _ROWS, height)
                part = first if top == 0 else cut((0, top, width, bottom))
                place = RioWindow(0, top, width, bottom - top)
                image.write(np.moveaxis(part.data, 2, 0), window=place)
                if part.valid is not None and not masked:
                    masked = True
                    # A mask that begins here would hide what is above.
                    for row in range(0, top, _ROWS):
                        image.write_mask(
                            np.ones((_ROWS, width), bool), window=RioWindow(0, row, width, _ROWS)
                        )
                if masked:
                    valid = np.ones(part.data.shape[:2], bool) if part.valid is None else part.valid
                    image.write_mask(valid, window=place)
    except GDAL_ERRORS as error:
        raise UserError(
            tr("{path} could not be written.", path=path),
            f"{error}.".replace("..", "."),
            tr("Is there space left on the disk?"),
        ) from error
    return int(profile["count"])


@contextmanager
def _writing() -> Iterator[None]:
    import rasterio
    from rasterio.errors import NotGeoreferencedWarning

    with gdal_env(), warnings.catch_warnings(), rasterio.Env(GDAL_TIFF_INTERNAL_MASK=True):
        warnings.simplefilter("ignore", NotGeoreferencedWarning)
        yield


def _profile(cut: Cut, scene: PlacedScene, window: Window) -> dict[str, Any]:
    """Size, samples and place. What control points or RPCs place gets a grid of control points of its own."""
    import rasterio
    from rasterio.control import GroundControlPoint

    from ilmtool.datasets.pixels import window_affine

    data = cut.data
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
    return profile


def _control_points(window: Window) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Nine places over the window, in its own px."""
    width, height = window[2] - window[0], window[3] - window[1]
    xs, ys = np.meshgrid([0.0, width / 2, width], [0.0, height / 2, height])
    return np.stack([xs.ravel(), ys.ravel()], axis=1)
