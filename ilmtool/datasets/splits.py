"""Splits by place: no place, pair of dates or overlapping ground in two of them. Pure functions."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ilmtool.datasets.records import ONE_SPLIT
from ilmtool.errors import UserError
from ilmtool.text import tr

NAMES = ("train", "val", "test")

_TOUCHING = 1e-6
"""Common area, as a share of the smaller footprint, up to which two scenes merely touch: rounding of tile
edges in degrees. One common column of a 10,000 px scene is a hundred times as much."""


@dataclass(frozen=True, slots=True)
class Site:
    """What is known of one sidecar for splitting.

    Attributes
    ----------
    ids : tuple of str
        Stable ids of its scenes; two sites that share one are one place.
    footprint : tuple of rings
        Lon/lat outlines of both dates, each closed and within -180 to 180; empty without georeferencing.
    objects : int
    """

    ids: tuple[str, ...]
    footprint: tuple[tuple[tuple[float, float], ...], ...] = ()
    objects: int = 0


def parse_shares(text: str) -> tuple[tuple[str, float], ...]:
    """`70/15/15` as (("train", 0.7), ("val", 0.15), ("test", 0.15)); empty for no text.

    Raises
    ------
    UserError
        Not two or three numbers from 0 up with a sum above 0.
    """
    if not text:
        return ()
    try:
        numbers = [float(part) for part in text.replace(":", "/").split("/")]
    except ValueError:
        numbers = []
    total = sum(numbers)
    if not 2 <= len(numbers) <= 3 or min(numbers) < 0 or not 0 < total < float("inf"):
        raise UserError(
            tr("--split {text} is not possible.", text=text),
            "",
            tr("Write it like 70/15/15 (train/val/test) or 80/20."),
        )
    return tuple((name, number / total) for name, number in zip(NAMES, numbers, strict=False) if number > 0)


def groups(sites: Sequence[Site]) -> list[int]:
    """For each site the number of its place: the same for sites that share a scene or overlap on the ground.

    Numbers are those of the first site of the place.
    """
    parent = list(range(len(sites)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    def join(i: int, j: int) -> None:
        a, b = sorted((root(i), root(j)))
        parent[b] = a

    first: dict[str, int] = {}
    for index, site in enumerate(sites):
        for key in site.ids:
            join(first.setdefault(key, index), index)
    for i, j in _overlapping(sites):
        join(i, j)
    return [root(i) for i in range(len(sites))]


def _overlapping(sites: Sequence[Site]) -> list[tuple[int, int]]:
    import shapely

    owners = [index for index, site in enumerate(sites) for _ in site.footprint]
    if not owners:
        return []
    shapes = shapely.make_valid(
        np.array([shapely.Polygon(ring) for site in sites for ring in site.footprint])
    )
    one, other = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    owner = np.array(owners)
    kept = owner[one] < owner[other]
    one, other = one[kept], other[kept]
    common = shapely.area(shapely.intersection(shapes[one], shapes[other]))
    smaller = np.minimum(shapely.area(shapes[one]), shapely.area(shapes[other]))
    real = common > _TOUCHING * smaller
    return [(int(owner[i]), int(owner[j])) for i, j in zip(one[real], other[real], strict=True)]


def assign(
    sites: Sequence[Site], shares: Sequence[tuple[str, float]], seed: int, by: str = "hash"
) -> list[str]:
    """The split of each site.

    Parameters
    ----------
    sites : sequence of Site
    shares : sequence of (name, share)
        None puts all into one split.
    seed : int
    by : {"hash", "places", "objects"}
        `hash`: each place by a hash of its stable id alone, so that it stays where it is when others come;
        shares are met on average. `places`, `objects`: shares of places or objects are met as nearly as whole
        places allow.
    """
    if not shares:
        return [ONE_SPLIT] * len(sites)
    group = groups(sites)
    members: dict[int, list[int]] = {}
    for index, number in enumerate(group):
        members.setdefault(number, []).append(index)
    hashes = {n: _hash(min(key for i in m for key in sites[i].ids), seed) for n, m in members.items()}
    if by == "hash":
        chosen = {n: _at(hashes[n] / 2**64, shares) for n in members}
    else:
        weight = {
            n: float(sum(sites[i].objects for i in m)) if by == "objects" else 1.0 for n, m in members.items()
        }
        chosen = _filled(sorted(members, key=lambda n: (-weight[n], hashes[n])), weight, shares)
    return [chosen[number] for number in group]


def _hash(key: str, seed: int) -> int:
    return int.from_bytes(hashlib.sha256(f"{seed}/{key}".encode()).digest()[:8], "big")


def _at(place: float, shares: Sequence[tuple[str, float]]) -> str:
    end = 0.0
    for name, share in shares:
        end += share
        if place < end:
            return name
    return shares[-1][0]


def _filled(
    order: Sequence[int], weight: dict[int, float], shares: Sequence[tuple[str, float]]
) -> dict[int, str]:
    """The heaviest places first, each to the split that lacks most; none stays empty if that can be."""
    total = sum(weight.values())
    lack = {name: share * total for name, share in shares}
    chosen: dict[int, str] = {}
    for position, number in enumerate(order):
        left = len(order) - position
        empty = [name for name, _ in shares if name not in chosen.values()]
        names = empty if left <= len(empty) else [name for name, _ in shares]
        best = max(names, key=lambda name: (lack[name], -[n for n, _ in shares].index(name)))
        chosen[number] = best
        lack[best] -= weight[number]
    return chosen
