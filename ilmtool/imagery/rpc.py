"""Rational polynomial coefficients (RPC00B): ground to pixel by two quotients of cubics.

As GDAL's transformer has them: sample and line 0 are the *centre* of the first pixel, so half a pixel is
added; longitudes are taken the short way round. The ground height is fixed (no elevation model): the height
offset of the coefficients, which is about the mean height of the scene.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from ilmtool.core.geometry import Affine, FloatArray
from ilmtool.imagery.curve import Curve, solve
from ilmtool.text import number, tr

_REACH = 4.0
"""Beyond this many half extents of the scene, the cubics fold back and mean nothing."""

_TOLERANCE_PX = 1e-6
_SCALARS = ("LINE_OFF", "SAMP_OFF", "LAT_OFF", "LONG_OFF", "HEIGHT_OFF",
            "LINE_SCALE", "SAMP_SCALE", "LAT_SCALE", "LONG_SCALE", "HEIGHT_SCALE")  # fmt: skip
_CUBICS = ("LINE_NUM_COEFF", "LINE_DEN_COEFF", "SAMP_NUM_COEFF", "SAMP_DEN_COEFF")


@dataclass(frozen=True, slots=True, eq=False)
class Rpc(Curve):
    """An image placed by RPCs at one ground height.

    Attributes
    ----------
    offset, scale : tuple of float
        (line, sample, latitude, longitude, height) of the normalisation: px, degrees, metres.
    cubics : ndarray, (4, 20)
        Coefficients of line numerator and denominator, sample numerator and denominator.
    height_m : float
        Height above the WGS 84 ellipsoid that every point is taken to have.
    """

    offset: tuple[float, float, float, float, float]
    scale: tuple[float, float, float, float, float]
    cubics: FloatArray
    height_m: float
    kind: str = field(default="rpc", init=False)
    crs_code: str | None = field(default="EPSG:4326", init=False)
    crs_wkt: str | None = field(default=None, init=False)

    @property
    def affine(self) -> Affine | None:
        return None

    @property
    def summary(self) -> str:
        return tr("RPC at {height} m", height=number(self.height_m, "g"))

    def to_ground(self, points: FloatArray) -> FloatArray:
        points = np.asarray(points, np.float64)
        found = solve(self._project, points, np.zeros_like(points), _TOLERANCE_PX)
        found[(np.abs(found) > _REACH).any(axis=1)] = np.nan
        return found * (self.scale[3], self.scale[2]) + (self.offset[3], self.offset[2])

    def to_pixel(self, ground: FloatArray) -> FloatArray:
        ground = np.asarray(ground, np.float64)
        east = (ground[:, 0] - self.offset[3] + 180.0) % 360.0 - 180.0
        normal = np.stack([east / self.scale[3], (ground[:, 1] - self.offset[2]) / self.scale[2]], axis=1)
        with np.errstate(all="ignore"):
            pixels = self._project(normal)[0]
        pixels[~(np.abs(normal) <= _REACH).all(axis=1)] = np.nan
        return pixels

    def _project(self, normal: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Normalised (longitude, latitude) -> px and its Jacobian."""
        height = (self.height_m - self.offset[4]) / self.scale[4]
        terms, by_east, by_north = _terms(normal[:, 0], normal[:, 1], height)
        line_num, line_den, samp_num, samp_den = self.cubics @ terms
        east, north = self.cubics @ by_east, self.cubics @ by_north
        line, samp = line_num / line_den, samp_num / samp_den
        value = np.stack(
            [
                samp * self.scale[1] + self.offset[1] + 0.5,
                line * self.scale[0] + self.offset[0] + 0.5,
            ],
            axis=1,
        )
        jacobian = np.empty((len(normal), 2, 2))
        for column, slope in enumerate((east, north)):
            jacobian[:, 0, column] = (slope[2] - samp * slope[3]) / samp_den * self.scale[1]
            jacobian[:, 1, column] = (slope[0] - line * slope[1]) / line_den * self.scale[0]
        return value, jacobian


def _terms(x: FloatArray, y: FloatArray, h: float) -> tuple[FloatArray, FloatArray, FloatArray]:
    """The twenty terms of RPC00B and their derivatives by x and y, each (20, N)."""
    one, zero = np.ones_like(x), np.zeros_like(x)
    hs = np.full_like(x, h)
    xx, xy, yy, xh, yh = x * x, x * y, y * y, x * h, y * h
    hh = hs * h
    terms = [one, x, y, hs, xy, xh, yh, xx, yy, hh,
             xy * h, xx * x, x * yy, x * hh, xx * y, yy * y, y * hh, xx * h, yy * h, hh * h]  # fmt: skip
    by_x = [zero, one, zero, zero, y, hs, zero, 2 * x, zero, zero,
            yh, 3 * xx, yy, hh, 2 * xy, zero, zero, 2 * xh, zero, zero]  # fmt: skip
    by_y = [zero, zero, one, zero, x, zero, hs, zero, 2 * y, zero,
            xh, zero, 2 * xy, zero, xx, 3 * yy, hh, zero, 2 * yh, zero]  # fmt: skip
    return np.stack(terms), np.stack(by_x), np.stack(by_y)


def rpc_of_tags(tags: Mapping[str, str]) -> Rpc:
    """The RPCs of GDAL's `RPC` metadata domain.

    Raises
    ------
    ValueError
        If a value is missing, no number, or a scale is zero; it says which.
    """
    scalars = [_numbers(tags, name, 1)[0] for name in _SCALARS]
    cubics = np.array([_numbers(tags, name, 20) for name in _CUBICS])
    line, samp, lat, lon, height = scalars[:5]
    scales = scalars[5:]
    if scales[4] == 0:
        scales[4] = 1.0  # flat ground: the height then plays no part
    if 0 in scales:
        raise ValueError(tr("{name} is zero", name=_SCALARS[5 + scales.index(0)]))
    if not (abs(lat) <= 90 and abs(lon) <= 540):
        raise ValueError(tr("their centre {lon}, {lat} is no place", lon=f"{lon:g}", lat=f"{lat:g}"))
    return Rpc((line, samp, lat, lon, height), (scales[0], scales[1], scales[2], scales[3], scales[4]),
               cubics, height)  # fmt: skip


def _numbers(tags: Mapping[str, str], name: str, count: int) -> list[float]:
    texts = tags.get(name, "").split()
    # Text files of some vendors put the unit behind a number: "LINE_OFF: +002199.50 pixels".
    texts = texts[:1] if count == 1 else texts
    try:
        values = [float(text) for text in texts]
    except ValueError:
        raise ValueError(tr("{name} holds text that is no number", name=name)) from None
    if len(values) != count or not all(map(math.isfinite, values)):
        raise ValueError(tr("{name} is missing or incomplete", name=name))
    return values
