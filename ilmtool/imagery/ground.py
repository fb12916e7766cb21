"""Pixels and longitude, latitude: positions, aspect and size of a pixel on the ground."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from ilmtool.core.geometry import Affine, FloatArray, apply, invert
from ilmtool.imagery.crs import LONLAT, Projection, is_in_degrees, is_on_earth, transformer
from ilmtool.imagery.placement import Georeference

_A_M, _F = 6_378_137.0, 1 / 298.257223563
_E2 = _F * (2 - _F)


@dataclass(frozen=True, slots=True)
class GroundMap:
    """Pixels of one scene <-> WGS 84 longitude and latitude."""

    transform: Affine
    projection: Projection

    def to_lonlat(self, points: FloatArray) -> FloatArray:
        """Px (N, 2) -> degrees (lon, lat), shape (N, 2); NaN where there is no answer."""
        return self.projection.forward(apply(self.transform, np.asarray(points, np.float64)))

    def to_pixel(self, lonlat: FloatArray) -> FloatArray:
        """Degrees (lon, lat), shape (N, 2) -> px; NaN where there is no answer."""
        return apply(invert(self.transform), self.projection.inverse(np.asarray(lonlat, np.float64)))


def ground_map(georeference: Georeference) -> GroundMap | None:
    """The map to the ground, or None without georeferencing and for local and non-Earth CRS."""
    if georeference.transform is None or not is_on_earth(georeference.crs):
        return None
    projection = transformer(georeference.crs or "", LONLAT)
    return None if projection is None else GroundMap(georeference.transform, projection)


def pixel_aspect(georeference: Georeference) -> float:
    """Height over width of a pixel on the ground at the scene's centre; see `core.camera.Camera.aspect`.

    In a projected or local CRS it is that of the grid (maps are drawn as projected); in degrees it is
    measured on the ellipsoid. 1.0 without georeferencing.
    """
    if georeference.transform is None:
        return 1.0
    a, b, _, d, e, _ = georeference.transform
    size_x, size_y = math.hypot(a, d), math.hypot(b, e)
    if is_in_degrees(georeference.crs):
        measured = _pixel_size_m(georeference)
        if measured is not None:
            size_x, size_y = measured
    return size_y / size_x if size_x > 0 and size_y > 0 else 1.0


def ground_sample_distance(georeference: Georeference) -> float | None:
    """Metres on the ground per pixel at the scene's centre; None where nobody knows.

    The geometric mean of both directions. In Web Mercator it is the true length, not that of the grid.
    """
    size = _pixel_size_m(georeference)
    return None if size is None else math.sqrt(size[0] * size[1])


def _pixel_size_m(georeference: Georeference) -> tuple[float, float] | None:
    """(along x, along y) of the centre pixel in metres on the WGS 84 ellipsoid.

    By the radii of curvature at the pixel: a millionth off the geodesic for pixels of satellite images, and
    with GDAL's own PROJ, because every opened file is asked and pyproj takes 60-130 ms to import.
    """
    if georeference.transform is None or georeference.crs is None or not is_on_earth(georeference.crs):
        return None
    x, y = georeference.shape[1] / 2, georeference.shape[0] / 2
    points = apply(georeference.transform, np.array([[x - 0.5, y], [x + 0.5, y], [x, y - 0.5], [x, y + 0.5]]))
    lonlat = points if is_in_degrees(georeference.crs) else _lonlat_by_gdal(points, georeference.crs)
    if lonlat is None or not np.isfinite(lonlat).all():
        return None
    lon, lat = np.radians(lonlat).T
    middle = float(lat.mean())
    bulge = 1 - _E2 * math.sin(middle) ** 2
    east = (lon[[1, 3]] - lon[[0, 2]]) * _A_M / math.sqrt(bulge) * math.cos(middle)
    north = (lat[[1, 3]] - lat[[0, 2]]) * _A_M * (1 - _E2) / bulge**1.5
    width, height = (float(v) for v in np.hypot(east, north))
    return (width, height) if width > 0 and height > 0 else None


def _lonlat_by_gdal(points: FloatArray, crs: str) -> FloatArray | None:
    from rasterio.errors import RasterioError
    from rasterio.warp import transform

    from ilmtool.imagery.gdal_env import gdal_env

    try:
        with gdal_env():
            lon, lat = transform(crs, LONLAT, points[:, 0], points[:, 1])
    except (RasterioError, ValueError):
        return None
    return np.stack([np.asarray(lon, np.float64), np.asarray(lat, np.float64)], axis=1)
