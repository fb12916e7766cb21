"""What the demo pair is: two acquisitions of one piece of ground, as numbers.

Distances on the ground are metres from the north-west corner of the images, x to the east and y to the
south, so that ground and pixels turn the same way.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from ilmtool.core.geometry import Affine, compose

CONTENT_VERSION = "1"
"""Changes whenever the pictures do: a finished pair of another version is made again."""

SEED = 20190302
CRS = "EPSG:32651"
EASTING, NORTHING = 645900.0, 4391700.0
SIDE_M = 2000.0
MARGIN_M = 16.0
"""Ground around the images that exists too, because the before image looks a little beside its place."""

SHIFT_PX = (5.4, -3.7)
TURN_RAD = 0.0002
ATTRIBUTION = "Invented scene, made by ilmtool"


@dataclass(frozen=True, slots=True)
class Pass:
    """One acquisition.

    Attributes
    ----------
    index : int
        0 is the before image, 1 the after image; `present` flags of the world's things follow it.
    gsd : float
        Metres a pixel.
    to_ground : Affine
        Image pixel corners -> metres on the ground: where the pixel really looks, misregistration included.
    sun_elevation, sun_azimuth, off_nadir, azimuth : float
        Degrees, azimuths clockwise from north; `azimuth` is the satellite's, seen from the ground.
    haze, gain, tint
        Tone: share of airlight, contrast, and the colour cast as factors of red, green and blue.
    """

    index: int
    stem: str
    datetime: str
    platform: str
    gsd: float
    to_ground: Affine
    sun_elevation: float
    sun_azimuth: float
    off_nadir: float
    azimuth: float
    cloud_cover: float
    catalog_id: str
    haze: float
    gain: float
    tint: tuple[float, float, float]
    side_px: int

    @property
    def sun(self) -> tuple[float, float, float]:
        """Unit vector to the sun: x east, y south, z up."""
        return _direction(self.sun_azimuth, self.sun_elevation)

    @property
    def shadow(self) -> tuple[float, float]:
        """Metres of shadow on flat ground per metre of height, x east and y south."""
        x, y, z = self.sun
        return -x / z, -y / z

    @property
    def lean(self) -> tuple[float, float]:
        """Metres that the top of a thing is displaced per metre of height: away from the satellite."""
        x, y, z = _direction(self.azimuth, 90.0 - self.off_nadir)
        return -x / z, -y / z

    @property
    def view(self) -> tuple[float, float, float]:
        """Unit vector to the satellite."""
        return _direction(self.azimuth, 90.0 - self.off_nadir)

    @property
    def claimed(self) -> Affine:
        """Image pixel corners -> CRS, as the file's georeferencing says."""
        return (self.gsd, 0.0, EASTING, 0.0, -self.gsd, NORTHING)


def _direction(azimuth_deg: float, elevation_deg: float) -> tuple[float, float, float]:
    azimuth, elevation = math.radians(azimuth_deg), math.radians(elevation_deg)
    flat = math.cos(elevation)
    return flat * math.sin(azimuth), -flat * math.cos(azimuth), math.sin(elevation)


def registration_matrix(coarseness: int = 1) -> Affine:
    """The pair's known misregistration as the contract writes it: an affine in after pixels that is applied
    after placing the before image by its georeferencing. A tiny turn about the middle and `SHIFT_PX` there.
    """
    cos, sin = math.cos(TURN_RAD), math.sin(TURN_RAD)
    middle = SIDE_M / (0.3 * coarseness) / 2
    return (
        cos,
        -sin,
        middle - cos * middle + sin * middle + SHIFT_PX[0],
        sin,
        cos,
        middle - sin * middle - cos * middle + SHIFT_PX[1],
    )


def passes(coarseness: int = 1) -> tuple[Pass, Pass]:
    """The before and the after acquisition.

    Parameters
    ----------
    coarseness : int
        Factor on both pixel sizes; 1 is the real pair, more is for tests.
    """
    gsd_before, gsd_after = 0.5 * coarseness, 0.3 * coarseness
    to_after_px = (gsd_before / gsd_after, 0.0, 0.0, 0.0, gsd_before / gsd_after, 0.0)
    ground = (gsd_after, 0.0, 0.0, 0.0, gsd_after, 0.0)
    looks_at = compose(ground, compose(registration_matrix(coarseness), to_after_px))
    before = Pass(
        index=0,
        stem="site_20190216",
        datetime="2019-02-16T02:15:00Z",
        platform="WV02",
        gsd=gsd_before,
        to_ground=looks_at,
        # Sun angles are the real ones of that place and minute (NOAA's formula).
        sun_elevation=32.9,
        sun_azimuth=150.5,
        off_nadir=17.2,
        azimuth=101.4,
        cloud_cover=0.0,
        catalog_id="10300100D3E00A00",
        haze=0.20,
        gain=0.90,
        tint=(0.965, 0.995, 1.06),
        side_px=math.ceil(SIDE_M / gsd_before),
    )
    after = Pass(
        index=1,
        stem="site_20190302",
        datetime="2019-03-02T03:05:12Z",
        platform="WV03",
        gsd=gsd_after,
        to_ground=ground,
        sun_elevation=41.7,
        sun_azimuth=163.9,
        off_nadir=11.6,
        azimuth=237.8,
        cloud_cover=0.0,
        catalog_id="10400100D3E00B00",
        haze=0.10,
        gain=1.06,
        tint=(1.03, 1.0, 0.955),
        side_px=math.ceil(SIDE_M / gsd_after),
    )
    return before, after
