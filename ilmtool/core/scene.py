"""Scenes and their registration, as the sidecar's header holds them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ilmtool.core.geometry import IDENTITY, Affine

ROLES = ("before", "after", "other")


@dataclass(frozen=True, slots=True)
class Acquisition:
    """When and how an image was taken; None where nobody knows.

    Angles are in degrees, azimuths clockwise from north; `gsd` in metres. `datetime` is a full UTC datetime
    as text; with `datetime_precision == "day"` its time of day means nothing.

    `off_nadir` is the angle at the satellite, `incidence` the one at the ground, from the vertical to the
    line of sight; `azimuth` is where the satellite stood, seen from the ground.
    """

    datetime: str | None = None
    datetime_source: str | None = None
    datetime_precision: str | None = None
    platform: str | None = None
    gsd: float | None = None
    off_nadir: float | None = None
    azimuth: float | None = None
    sun_elevation: float | None = None
    sun_azimuth: float | None = None
    cloud_cover: float | None = None
    attribution: str | None = None
    incidence: float | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """One image that a document speaks of.

    `shape` is (rows, cols); `transform` maps pixel corners to the CRS; `crs_code` is like `EPSG:32651`,
    `crs_wkt` is used where no code fits. `extra` keeps members of the header entry that ilmtool does not
    know.
    """

    id: str
    role: str = "other"
    href: str = ""
    acquisition: Acquisition = Acquisition()
    crs_code: str | None = None
    crs_wkt: str | None = None
    transform: Affine | None = None
    shape: tuple[int, int] | None = None
    file_size: int | None = None
    file_checksum: str | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Registration:
    """How scene `from_id` is shifted onto scene `to_id`, in pixel space of the latter, after placing by
    georeferencing (or by identity where either has none).
    """

    from_id: str
    to_id: str
    matrix: Affine = IDENTITY
    method: str | None = None
    rms_px: float | None = None
    points: int | None = None
    created: str | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)
