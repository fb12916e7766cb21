"""Which windows of a scene become chips, and which objects each holds. Pure geometry."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import msgspec
import numpy as np
from numpy.typing import NDArray

from ilmtool.core.geometry import Ring, ring_bounds, translate_ring
from ilmtool.datasets.records import DatasetObject
from ilmtool.datasets.settings import Settings

Window = tuple[int, int, int, int]
"""(x0, y0, x1, y1) in px of a scene, half-open."""

_WHOLE = 1.0 - 1e-9


@dataclass(frozen=True, slots=True)
class Chip:
    """One chip.

    Attributes
    ----------
    window : Window
    objects : tuple of DatasetObject
        In px of the chip.
    negative : bool
    """

    window: Window
    objects: tuple[DatasetObject, ...] = ()
    negative: bool = False


def grid(size: tuple[int, int], tile: int, overlap: int) -> list[Window]:
    """Windows that cover an image of (width, height), by tile row.

    All have the full size, as far as the image has: the last row and column are moved inwards.
    """
    return [
        (x, y, min(x + tile, size[0]), min(y + tile, size[1]))
        for y in _starts(size[1], tile, overlap)
        for x in _starts(size[0], tile, overlap)
    ]


def _starts(length: int, tile: int, overlap: int) -> list[int]:
    if length <= tile:
        return [0]
    starts = list(range(0, length - tile, tile - overlap))
    return [*starts, length - tile]


def centred(size: tuple[int, int], tile: int, objects: Sequence[DatasetObject]) -> list[Window]:
    """A window around each object, moved into the image; each window once, by tile row."""
    windows = set()
    for item in objects:
        x0, y0, x1, y1 = ring_bounds(item.ring)
        if x1 < 0 or y1 < 0 or x0 > size[0] or y0 > size[1]:
            continue
        left, top = (
            min(max(round((low + high - tile) / 2), 0), max(0, length - tile))
            for low, high, length in ((x0, x1, size[0]), (y0, y1, size[1]))
        )
        windows.add((left, top, min(left + tile, size[0]), min(top + tile, size[1])))
    return sorted(windows, key=_by_row)


def _by_row(window: Window) -> tuple[int, int]:
    return window[1], window[0]


def visible_shares(
    objects: Sequence[DatasetObject], windows: Sequence[Window]
) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.float64]]:
    """Which objects each window shows, and how much of them.

    Returns
    -------
    window, item : ndarray of int, (N,)
        Index of the window and of the object, sorted.
    share : ndarray of float, (N,)
        Share of the object's area in the window, above 0 to 1. Of an object without area, the share of its
        length, or 1 for a point inside.
    """
    import shapely

    if not objects or not windows:
        none = np.zeros(0, np.intp)
        return none, none, np.zeros(0)
    areas = shapely.make_valid(np.array([shapely.Polygon(item.ring) for item in objects]))
    boxes = shapely.box(*np.array(windows, np.float64).T)
    found_window, found_item = shapely.STRtree(areas).query(boxes)
    order = np.lexsort((found_item, found_window))
    found_window, found_item = found_window[order], found_item[order]
    bounds = shapely.bounds(areas)[found_item]
    edges = np.array(windows, np.float64)[found_window]
    inside = (bounds[:, :2] >= edges[:, :2]).all(axis=1) & (bounds[:, 2:] <= edges[:, 2:]).all(axis=1)
    share = np.ones(len(found_item))
    cut = np.flatnonzero(~inside)
    shape, frame = areas[found_item[cut]], boxes[found_window[cut]]
    part = shapely.intersection(shape, frame)
    whole_area, whole_length = shapely.area(shape), shapely.length(shape)
    with np.errstate(divide="ignore", invalid="ignore"):
        by_area, by_length = shapely.area(part) / whole_area, shapely.length(part) / whole_length
    share[cut] = np.where(whole_area > 0, by_area, np.where(whole_length > 0, by_length, 0.0))
    kept = share > 0
    return found_window[kept], found_item[kept], np.minimum(share[kept], 1.0)


def with_objects(
    objects: Sequence[DatasetObject], windows: Sequence[Window], settings: Settings
) -> list[Chip]:
    """Chips that show objects. An object too large for any chip centred on it is in that one all the same."""
    found_window, found_item, share = visible_shares(objects, windows)
    own: list[list[DatasetObject]] = [[] for _ in windows]
    for w, i, visible in zip(found_window.tolist(), found_item.tolist(), share.tolist(), strict=True):
        is_own = settings.layout == "objects" and _is_centred(objects[i], windows[w], settings.tile_size)
        if visible >= settings.min_visible or is_own:
            own[w].append(inside(objects[i], windows[w], visible))
    return [Chip(window, tuple(held)) for window, held in zip(windows, own, strict=True) if held]


def free_windows(rings: Sequence[Ring], windows: Sequence[Window]) -> list[Window]:
    """Windows that none of the rings touches."""
    import shapely

    if not rings or not windows:
        return list(windows)
    areas = shapely.make_valid(np.array([shapely.Polygon(ring) for ring in rings]))
    boxes = shapely.box(*np.array(windows, np.float64).T)
    touched = set(shapely.STRtree(areas).query(boxes, predicate="intersects")[0].tolist())
    return [window for index, window in enumerate(windows) if index not in touched]


def _is_centred(item: DatasetObject, window: Window, tile: int) -> bool:
    x0, y0, x1, y1 = ring_bounds(item.ring)
    return max(x1 - x0, y1 - y0) > tile and window[0] <= (x0 + x1) / 2 <= window[2] and (
        window[1] <= (y0 + y1) / 2 <= window[3]
    )  # fmt: skip


def inside(item: DatasetObject, window: Window, visible: float) -> DatasetObject:
    """The object in px of a window."""
    moved = {"ring": _moved(item.ring, window), "holes": tuple(_moved(hole, window) for hole in item.holes)}
    truncated = item.truncated or visible < _WHOLE
    return msgspec.structs.replace(item, visible=min(visible, item.visible), truncated=truncated, **moved)


def _moved(ring: Ring, window: Window) -> Ring:
    return translate_ring(ring, -window[0], -window[1])


def negatives(
    windows: Iterable[Window],
    searched: Callable[[Window], bool],
    limit: int,
    seed: str,
) -> list[Chip]:
    """Chips without objects.

    Parameters
    ----------
    windows : iterable of Window
        In which nothing lies.
    searched : callable
        Whether all of a window was examined.
    limit : int
        At most so many; which ones, a hash of their place decides.
    seed : str
        Part of that hash.
    """
    found = [window for window in windows if searched(window)]
    if len(found) > limit:
        found = sorted(found, key=lambda w: hashlib.sha256(f"{seed}/{w}".encode()).digest())[:limit]
    return [Chip(window, negative=True) for window in sorted(found, key=_by_row)]


def marked(item: DatasetObject, width: int, height: int) -> DatasetObject | None:
    """An object of a whole scene with its visible share; None where nothing of it is in the image."""
    x0, y0, x1, y1 = ring_bounds(item.ring)
    if x0 >= 0 and y0 >= 0 and x1 <= width and y1 <= height:
        return item
    _, _, share = visible_shares([item], [(0, 0, width, height)])
    if not len(share):
        return None
    return msgspec.structs.replace(item, visible=float(share[0]), truncated=bool(share[0] < _WHOLE))


def sorted_chips(chips: Iterable[Chip]) -> list[Chip]:
    """By tile row, as they are read fastest."""
    return sorted(chips, key=lambda chip: (_by_row(chip.window), chip.window))
