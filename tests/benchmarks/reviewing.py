"""Matching two analysts' boxes, beside the STRtree query that any matching by place has to make."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import shapely
import targets
from context import Context
from measure import Result, result, times_of

from ilmtool.core.annotation import Annotation, Polygon, Properties
from ilmtool.core.document import Document
from ilmtool.core.geometry import FloatArray
from ilmtool.review.boxes import Boxes, boxes_of
from ilmtool.review.compare import compare
from ilmtool.review.matching import match

LABELS = ("crane", "vehicle", "trailer", "new roof")


def measure_review(context: Context) -> Iterator[Result]:
    """Match, and compare with everything that is said of each pair."""
    for count in context.counts[1:]:
        for turned in (False, True):
            a, b = files(count, turned=turned)
            repeats = context.repeats(9)
            case = {"boxes": f"{count} and {count}", "turned": turned}
            limit = _limit(a, b, repeats)
            times = times_of(lambda a=a, b=b: match(a, b), repeats)  # type: ignore[misc]
            target = targets.MATCH if count == 100_000 and not context.quick else None
            yield result("match", times, limit, target, **case)
            times = times_of(lambda a=a, b=b: compare(a, b), min(repeats, 3))  # type: ignore[misc]
            yield result("compare", times, limit, None, **case)


def _limit(a: Boxes, b: Boxes, repeats: int) -> tuple[str, float]:
    """Boxes of both files as geometries, a tree of the one, a query with the other."""

    def query() -> None:
        shapely.STRtree(shapely.box(*b.bounds.T)).query(shapely.box(*a.bounds.T))

    return "STRtree made and queried, p50", sorted(times_of(query, repeats))[repeats // 2]


def files(count: int, *, turned: bool) -> tuple[Boxes, Boxes]:
    """Two analysts' boxes of the same objects, about a pixel apart, in other orders; some only in one."""
    rng = np.random.default_rng(11)
    side = np.sqrt(count) * 60.0
    centers, sizes = rng.uniform(0, side, (count, 2)), rng.uniform(6, 60, (count, 2))
    angles = rng.uniform(0, np.pi, count) if turned else np.zeros(count)
    first = _quads(centers, sizes, angles)
    order = rng.permutation(count)
    moved = centers + rng.normal(0, 1, (count, 2))
    moved[: count // 20] = rng.uniform(0, side, (count // 20, 2))
    other = _quads(moved, np.maximum(sizes + rng.normal(0, 1, (count, 2)), 2), angles)[order]
    return _boxes(first, "a"), _boxes(other, "b")


def _quads(centers: FloatArray, sizes: FloatArray, angles: FloatArray) -> FloatArray:
    corners = np.array([[-0.5, -0.5], [-0.5, 0.5], [0.5, 0.5], [0.5, -0.5]])
    own = corners[None] * sizes[:, None]
    cos, sin = np.cos(angles)[:, None], np.sin(angles)[:, None]
    x, y = own[..., 0], own[..., 1]
    return np.stack((cos * x - sin * y, sin * x + cos * y), axis=-1) + centers[:, None]


def _boxes(quads: FloatArray, prefix: str) -> Boxes:
    annotations = {}
    for i, quad in enumerate(quads.tolist()):
        ring = tuple((x, y) for x, y in (*quad, quad[0]))
        properties = Properties(label=LABELS[i % 4], image_geometry=Polygon((ring,)))
        annotations[f"{prefix}{i:07d}"] = Annotation(f"{prefix}{i:07d}", properties)
    return boxes_of(Document(annotations=annotations), {None: lambda points: points})
