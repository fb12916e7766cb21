"""What a dataset is made of, independent of any format: images with their objects, as frozen values.

They travel between processes and through files as JSON, so that an export holds one image at a time.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from ilmtool.core.geometry import Affine, Ring

ONE_SPLIT = "all"
"""The name of the split where none was asked for."""


class Moment(msgspec.Struct, frozen=True, omit_defaults=True):
    """When and how the image was taken; None where nobody knows. As in `core.scene.Acquisition`."""

    datetime: str | None = None
    precision: str | None = None
    platform: str | None = None
    gsd: float | None = None
    off_nadir: float | None = None
    azimuth: float | None = None
    sun_elevation: float | None = None
    sun_azimuth: float | None = None
    attribution: str | None = None


class DatasetObject(msgspec.Struct, frozen=True, omit_defaults=True):
    """One annotation on one image of the dataset.

    Attributes
    ----------
    id : str
        Feature id in the sidecar.
    label : str
        Class name in the sidecar.
    name : str
        Class name in the dataset, after merging.
    class_id : int
        Its frozen id.
    position : int
        0-based place in the frozen list: the number of formats that count classes without gaps.
    shape : str
        `box`, `oriented_box` or `polygon`.
    ring : Ring
        Closed, in px of the image. It may reach beyond the image. A box's is its own TL, BL, BR, TR, TL.
    holes : tuple of Ring
    visible : float
        Share of its area inside the image, 0 to 1.
    truncated : bool
        Cut by the image's edge.
    attributes : mapping
        What the contract says of it beside label and geometry; text only.
    extra : mapping
        Attributes that the contract does not name.
    geometry : str
        GeoJSON geometry in lon/lat as the sidecar has it; `null` without georeferencing.
    """

    id: str
    label: str
    name: str
    class_id: int
    position: int
    shape: str
    ring: Ring
    holes: tuple[Ring, ...] = ()
    visible: float = 1.0
    truncated: bool = False
    attributes: Mapping[str, str] = {}
    extra: Mapping[str, Any] = {}
    geometry: str = "null"


class DatasetImage(msgspec.Struct, frozen=True, omit_defaults=True):
    """One image of the dataset: a whole scene, or a chip of it, on one date.

    Attributes
    ----------
    key : str
        Unique in the dataset; a file name without ending.
    place : str
        Key of the place: the same for both dates and all chips of a sidecar.
    split : str
    role : str
        `before`, `after` or `other`.
    scene : str
        Scene id in the sidecar.
    sidecar : str
        Path of the sidecar, relative to the folder that holds all of them.
    source : str
        File name of the scene.
    file : str
        Path of the image inside the dataset; the scene's own name where no pixels are exported.
    width, height, bands : int
        `bands` is 0 where no pixels are exported.
    grid : str
        Scene whose pixel grid the image has; another than `scene` for a before chip on after pixels.
    window : (x0, y0, x1, y1)
        Which px of `grid`.
    pair : str
        Key of the same place and window on the other date; "" for none.
    moment : Moment
    crs : str
        `EPSG:...` or WKT; "" without one.
    transform : Affine or None
        Px of the image -> CRS.
    footprint : str
        GeoJSON geometry in lon/lat; `null` without georeferencing, and for formats that do not use it.
    negative : bool
        A chip without objects, from an area that was examined.
    size : int
    sha256 : str
        Of the image file in the dataset.
    objects : tuple of DatasetObject
    """

    key: str
    place: str
    split: str
    role: str
    scene: str
    sidecar: str
    source: str
    file: str
    width: int
    height: int
    grid: str
    window: tuple[int, int, int, int]
    bands: int = 0
    pair: str = ""
    moment: Moment = Moment()
    crs: str = ""
    transform: Affine | None = None
    footprint: str = "null"
    negative: bool = False
    size: int = 0
    sha256: str = ""
    objects: tuple[DatasetObject, ...] = ()


class Note(msgspec.Struct, frozen=True, omit_defaults=True):
    """What was done to one object, or one sidecar, that a reader of the dataset must know.

    Attributes
    ----------
    what : str
        `skipped`, `clipped`, `converted` or `warning`.
    why : str
        One short reason; the same words for the same reason, so that they can be counted.
    sidecar : str
    feature : str
        Feature id; "" if it concerns the whole sidecar.
    image : str
        Key of the image; "" if it concerns all.
    """

    what: str
    why: str
    sidecar: str = ""
    feature: str = ""
    image: str = ""


class ClassEntry(msgspec.Struct, frozen=True):
    """One class of the dataset: its frozen id and name."""

    id: int
    name: str
