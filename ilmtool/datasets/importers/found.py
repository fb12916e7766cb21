"""What an importer finds in a dataset, before it is known which image file is meant."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ilmtool.core.geometry import Ring, box_ring, close_ring, ring_bounds, signed_area
from ilmtool.core.scene import Acquisition

_UNKNOWN = Acquisition()

_UPRIGHT_PX = 0.01
MANIFEST = "manifest.json"
"""The account that an export puts beside its labels."""
SAME_PX = 0.5
"""Four corners that lie no further from a rectangle are a box."""


@dataclass(frozen=True, slots=True)
class FoundObject:
    """One object of a dataset.

    Attributes
    ----------
    key : str
        What tells it apart within its image in the dataset; the same in every import of the same file.
    label : str
    ring : Ring
        Closed, in px of the image (0-based, half-open edges), in shares of its sides where
        `FoundImage.in_shares`, or in longitude and latitude where `FoundImage.on_ground`. The ring of a box
        is its own TL, BL, BR, TR, TL.
    shape : str
        `box`, `oriented_box` or `polygon`.
    holes : tuple of Ring
    attributes : mapping
        What else the dataset says of it: text, numbers and flags by name.
    before_ring : Ring or None
        Its outline on the before image, for pairs.
    on_before : bool
        `ring` is in px of the before image: nothing is there on the other.
    """

    key: str
    label: str
    ring: Ring
    shape: str
    holes: tuple[Ring, ...] = ()
    attributes: Mapping[str, Any] = field(default_factory=dict)
    before_ring: Ring | None = None
    on_before: bool = False


@dataclass(frozen=True, slots=True)
class FoundImage:
    """One image of a dataset and its objects.

    Attributes
    ----------
    name : str
        As the dataset names it, with `/`; the ending may be missing.
    folder : Path
        Where the dataset speaks of it: images beside are preferred.
    objects : sequence of FoundObject
    size : (width, height) or None
        As the dataset states it.
    in_shares : bool
    on_ground : bool
        The objects belong to whichever images show their place.
    before : str
        Name of the image of the earlier date, for pairs.
    attributes : mapping
        What the dataset says of the image.
    taken, taken_before : Acquisition
        When and how both dates were taken, as far as the dataset says so.
    """

    name: str
    folder: Path
    objects: Sequence[FoundObject]
    size: tuple[int, int] | None = None
    in_shares: bool = False
    on_ground: bool = False
    before: str = ""
    attributes: Mapping[str, Any] = field(default_factory=dict)
    taken: Acquisition = _UNKNOWN
    taken_before: Acquisition = _UNKNOWN


@dataclass(frozen=True, slots=True)
class FoundClass:
    """A class that the dataset declares, used or not."""

    id: int
    name: str
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that the sidecar does not hold, or holds otherwise.

    Attributes
    ----------
    what : str
        Kind, for counting: `no box (points)`, `image not found`, ...
    where : str
        File, line or id.
    """

    what: str
    where: str


@dataclass(slots=True)
class Losses:
    """All that was lost, in the order of reading."""

    entries: list[Loss] = field(default_factory=list)

    def add(self, what: str, where: str) -> None:
        """Note one."""
        self.entries.append(Loss(what, where))

    def by_kind(self) -> dict[str, list[str]]:
        """Places of each kind."""
        found: dict[str, list[str]] = {}
        for entry in self.entries:
            found.setdefault(entry.what, []).append(entry.where)
        return found


class BadDatasetError(ValueError):
    """The dataset cannot be read; the text is the tail of a sentence that begins with the file's name."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(why)
        self.path = path


@dataclass(slots=True)
class Found:
    """A dataset as it is read: classes at once, images one by one.

    Attributes
    ----------
    format : str
    classes : list of FoundClass
        Grows while images are read, where a format declares none.
    images : iterator of FoundImage
    losses : Losses
        Grows while images are read.
    """

    format: str
    classes: list[FoundClass]
    images: Iterator[FoundImage]
    losses: Losses


def with_classes(
    format_name: str,
    images: Iterable[FoundImage],
    losses: Losses,
    declared: Iterable[FoundClass] = (),
) -> Found:
    """A dataset whose images may name classes that it does not declare: they get the next free numbers."""
    classes = list(declared)

    def noted() -> Iterator[FoundImage]:
        names = {known.name for known in classes}
        for image in images:
            for found in image.objects:
                if found.label not in names:
                    names.add(found.label)
                    number = max((known.id for known in classes), default=-1) + 1
                    classes.append(FoundClass(number, found.label))
            yield image

    return Found(format_name, classes, noted(), losses)


def those_of(
    format_name: str, files: Iterable[Path], fits: Callable[[Path], bool], losses: Losses
) -> list[Path]:
    """Files of a folder that are in a format; the others are listed, because objects may be in them."""
    chosen = []
    for file in files:
        if fits(file):
            chosen.append(file)
        elif file.name != MANIFEST:
            losses.add(f"file that is not of {format_name} (left out)", file.name)
    return chosen


def box_object(
    key: str, label: str, bounds: tuple[float, float, float, float], attributes: Mapping[str, Any]
) -> FoundObject:
    """An upright box from (x0, y0, x1, y1), in any order of its corners."""
    x0, y0, x1, y1 = bounds
    ring = box_ring(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
    return FoundObject(key, label, ring, "box", attributes=attributes)


def outline_object(
    key: str, label: str, points: Sequence[tuple[float, float]], attributes: Mapping[str, Any]
) -> FoundObject:
    """A polygon of at least three points; closed or not."""
    return FoundObject(key, label, close_ring(points), "polygon", attributes=attributes)


def quad_object(
    key: str, label: str, corners: Sequence[tuple[float, float]], attributes: Mapping[str, Any]
) -> FoundObject:
    """Four corners, clockwise on screen from the object's own top left, as DOTA and YOLO-OBB write them.

    A rectangle is a box, upright or oriented; any other quadrilateral a polygon.
    """
    tl, tr, br, bl = corners
    ring = (tl, bl, br, tr, tl)
    if signed_area(ring) > 0:  # against the standard, but it happens
        ring = (tl, tr, br, bl, tl)
    return FoundObject(key, label, ring, shape_of(ring), attributes=attributes)


def shape_of(ring: Ring, tolerance: float = SAME_PX) -> str:
    """`box`, `oriented_box` or `polygon`, by the ring's corners; a `box` begins at its top left."""
    if len(ring) != 5:
        return "polygon"
    tl, bl, br, tr = ring[:4]
    # A rectangle's diagonals halve each other and are equally long.
    off_center = max(abs(tl[axis] + br[axis] - bl[axis] - tr[axis]) / 2 for axis in (0, 1))
    first = ((br[0] - tl[0]) ** 2 + (br[1] - tl[1]) ** 2) ** 0.5
    second = ((tr[0] - bl[0]) ** 2 + (tr[1] - bl[1]) ** 2) ** 0.5
    if off_center > tolerance or abs(first - second) > 2 * tolerance:
        return "polygon"
    upright = tl[0] == bl[0] and br[0] == tr[0] and tl[1] == tr[1] and bl[1] == br[1]
    return "box" if upright and tl[0] <= tr[0] and tl[1] <= bl[1] else "oriented_box"


def rectangle_of(ring: Ring, tolerance: float = SAME_PX, *, from_top_left: bool = False) -> tuple[Ring, str]:
    """An outline that a dataset may have begun at any corner and gone round either way, as (ring, shape).

    A rectangle becomes a box, in the contract's direction TL, BL, BR, TR: from its first corner on, which may
    tell its heading, or, where the order of the corners means nothing, from its top left.
    """
    if len(ring) != 5 or shape_of(ring, tolerance) == "polygon":
        return ring, "polygon"
    upright = box_ring(*ring_bounds(ring))
    if all(min(math.dist(point, corner) for corner in upright) <= _UPRIGHT_PX for point in ring):
        return upright, "box"
    corners = list(ring[:4])
    if signed_area(ring) > 0:  # clockwise on screen: the other way round
        corners[1:] = corners[:0:-1]
    first = 0
    if from_top_left:
        first = min(range(4), key=lambda i: (round(corners[i][0] + corners[i][1], 3), corners[i]))
    tl, bl, br, tr = corners[first:] + corners[:first]
    return (tl, bl, br, tr, tl), "oriented_box"
