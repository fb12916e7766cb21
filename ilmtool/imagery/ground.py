"""Pixels and longitude, latitude: positions, aspect and size of a pixel on the ground."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from ilmtool.core.geometry import FloatArray
from ilmtool.imagery.crs import (
    LONLAT,
    MAX_LATITUDE,
    Projection,
    is_geographic,
    is_in_degrees,
    is_on_earth,
    transformer,
)
from ilmtool.imagery.georeference import Georeference, grid_points

_A_M, _F = 6_378_137.0, 1 / 298.257223563
_E2 = _F * (2 - _F)


@dataclass(frozen=True, slots=True)
class GroundMap:
    """Pixels of one scene <-> WGS 84 longitude and latitude."""

    georeference: Georeference
    projection: Projection

    def to_lonlat(self, points: FloatArray) -> FloatArray:
        """Px (N, 2) -> degrees (lon, lat), shape (N, 2), longitudes from -180 to 180; NaN where there is no
        answer.
        """
        lonlat = self.projection.forward(self.georeference.to_ground(np.asarray(points, np.float64)))
        lon, lat = lonlat[:, 0], lonlat[:, 1]
        with np.errstate(invalid="ignore"):
            beyond = np.abs(lon) > 180.0
            # Images over the antimeridian count on past 180, others from 0 to 360.
            lon[beyond] = (lon[beyond] + 180.0) % 360.0 - 180.0
            lonlat[~(np.abs(lat) <= MAX_LATITUDE)] = np.nan
        return lonlat

    def to_pixel(self, lonlat: FloatArray) -> FloatArray:
        """Degrees (lon, lat), shape (N, 2) -> px; NaN where there is no answer."""
        return self.georeference.to_pixel(self.projection.inverse(np.asarray(lonlat, np.float64)))


def ground_map(georeference: Georeference) -> GroundMap | None:
    """The map to the ground, or None without georeferencing, for local and non-Earth CRS, and where no part
    of the image has a place on the Earth (metres that are called degrees).
    """
    if not georeference.is_placed or not is_on_earth(georeference.crs):
        return None
    projection = transformer(georeference.crs or "", LONLAT)
    if projection is None:
        return None
    made = GroundMap(georeference, projection)
    return made if np.isfinite(made.to_lonlat(grid_points(georeference.bounds, 5))).any() else None


def pixel_aspect(georeference: Georeference) -> float:
    """Height over width of a pixel on the ground at the scene's centre; see `core.camera.Camera.aspect`.

    In a projected or local CRS it is that of the grid (maps are drawn as projected); in degrees it is
    measured on the globe. 1.0 without georeferencing.
    """
    if not georeference.is_placed:
        return 1.0
    size = _pixel_size_m(georeference) if is_in_degrees(georeference.crs) else None
    if size is None:
        step = _pixel_steps(georeference)
        if is_geographic(georeference.crs):
            lat = float(georeference.to_ground(_center(georeference))[0, 1])
            step = step * (math.cos(math.radians(lat)) if abs(lat) < 90 else 1.0, 1.0)
        size = (float(np.hypot(*step[0])), float(np.hypot(*step[1])))
    width, height = size
    return height / width if 0 < width < math.inf and 0 < height < math.inf else 1.0


def ground_sample_distance(georeference: Georeference) -> float | None:
    """Metres on the ground per pixel at the scene's centre; None where nobody knows.

    The geometric mean of both directions. In Web Mercator it is the true length, not that of the grid.
    """
    size = _pixel_size_m(georeference)
    return None if size is None else math.sqrt(size[0] * size[1])


def center_lonlat(georeference: Georeference) -> tuple[float, float] | None:
    """Longitude and latitude of the image's centre in degrees; None where nobody knows.

    By GDAL's PROJ, which is loaded anyway.
    """
    if not georeference.is_placed or georeference.crs is None or not is_on_earth(georeference.crs):
        return None
    lonlat = _lonlat(georeference, _center(georeference))
    if lonlat is None or not np.isfinite(lonlat).all() or abs(lonlat[0, 1]) > MAX_LATITUDE:
        return None
    return float((lonlat[0, 0] + 180.0) % 360.0 - 180.0), float(lonlat[0, 1])


def _center(georeference: Georeference) -> FloatArray:
    return np.array([[georeference.shape[1] / 2, georeference.shape[0] / 2]])


_CROSS = np.array([[-0.5, 0.0], [0.5, 0.0], [0.0, -0.5], [0.0, 0.5]])


def _pixel_steps(georeference: Georeference) -> FloatArray:
    """What one pixel along x, and one along y, is in the CRS, at the centre; shape (2, 2)."""
    affine = georeference.affine
    if affine is not None:  # exact, also far from the origin
        a, b, _, d, e, _ = affine
        return np.array([[a, d], [b, e]])
    ends = georeference.to_ground(_center(georeference) + _CROSS)
    return np.stack([ends[1] - ends[0], ends[3] - ends[2]])


def _pixel_size_m(georeference: Georeference) -> tuple[float, float] | None:
    """(along x, along y) of the centre pixel in metres on the WGS 84 ellipsoid.

    By the radii of curvature at the pixel: a millionth off the geodesic for pixels of satellite images, and
    with GDAL's own PROJ, because every opened file is asked and pyproj takes 60-130 ms to import.
    """
    if not georeference.is_placed or georeference.crs is None or not is_on_earth(georeference.crs):
        return None
    lonlat = _lonlat(georeference, _center(georeference) + _CROSS)
    if lonlat is None or not np.isfinite(lonlat).all() or np.abs(lonlat[:, 1]).max() > MAX_LATITUDE:
        return None
    lon, lat = np.radians(lonlat).T
    middle = float(lat.mean())
    bulge = 1 - _E2 * math.sin(middle) ** 2
    turn = (lon[[1, 3]] - lon[[0, 2]] + math.pi) % (2 * math.pi) - math.pi
    east = turn * _A_M / math.sqrt(bulge) * math.cos(middle)
    north = (lat[[1, 3]] - lat[[0, 2]]) * _A_M * (1 - _E2) / bulge**1.5
    width, height = (float(v) for v in np.hypot(east, north))
    return (width, height) if width > 0 and height > 0 else None


def _lonlat(georeference: Georeference, pixels: FloatArray) -> FloatArray | None:
    ground = georeference.to_ground(pixels)
    if not np.isfinite(ground).all():
        return None
    crs = georeference.crs or ""
    return ground if is_in_degrees(crs) else _lonlat_by_gdal(ground, crs)


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
