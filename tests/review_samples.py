"""Boxes, documents and files for the tests of review."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from hypothesis import strategies as st

from ilmtool.core.annotation import Annotation, Polygon, Properties
from ilmtool.core.document import Document, Header
from ilmtool.core.geometry import Ring, box_ring, close_ring
from ilmtool.core.scene import Acquisition, Scene
from ilmtool.review.boxes import Boxes, boxes_of
from ilmtool.sidecar.codec import encode

BEFORE, AFTER = "site_20190216", "site_20190302"

SCENES = (
    Scene(BEFORE, "before", "before.tif", Acquisition(datetime="2019-02-16T02:15:00Z"), shape=(900, 1200)),
    Scene(AFTER, "after", "after.tif", Acquisition(datetime="2019-03-02T03:05:12Z"), shape=(900, 1200)),
)


def annotation(key: str, ring: Ring, label: str = "crane", **values: Any) -> Annotation:
    """An annotation of the after scene."""
    values = {"certainty": "possible", "change": "new", "drawn_on": AFTER, "author": "anna", **values}
    extra = values.pop("extra", None)
    made = Properties(label=label, image_geometry=Polygon((ring,)), **values)
    return Annotation(key, made, extra=extra)


def document(annotations: Iterable[Annotation], scenes: Sequence[Scene] = SCENES) -> Document:
    """A document of these annotations."""
    return Document(Header(scenes=tuple(scenes)), {a.id: a for a in annotations})


def in_place(points: np.ndarray) -> np.ndarray:
    """The frame of the after scene."""
    return points


def boxes(annotations: Iterable[Annotation]) -> Boxes:
    """Annotations of the after scene as columns."""
    return boxes_of(document(annotations), {AFTER: in_place, None: in_place})


def of_rings(rings: Sequence[Ring], prefix: str = "a", labels: Sequence[str] = ()) -> Boxes:
    """Boxes of these rings, called `a0`, `a1` and so on."""
    names = labels or ["crane"] * len(rings)
    return boxes(
        annotation(f"{prefix}{i:05d}", ring, name)
        for i, (ring, name) in enumerate(zip(rings, names, strict=True))
    )


def turned_ring(x: float, y: float, width: float, height: float, angle_deg: float) -> Ring:
    """A box about (x, y), turned."""
    cos, sin = math.cos(math.radians(angle_deg)), math.sin(math.radians(angle_deg))
    corners = ((-1, -1), (-1, 1), (1, 1), (1, -1))
    return close_ring(
        (x + cos * a * width / 2 - sin * b * height / 2, y + sin * a * width / 2 + cos * b * height / 2)
        for a, b in corners
    )


def write(path: Path, made: Document) -> Path:
    """A sidecar on disk."""
    path.write_bytes(b"".join(encode(made)))
    return path


def grid(count: int, step: float = 40.0, size: float = 20.0) -> list[Ring]:
    """Boxes far from each other."""
    side = math.ceil(math.sqrt(count))
    return [
        box_ring(x * step, y * step, x * step + size, y * step + size)
        for y, x in (divmod(i, side) for i in range(count))
    ]


_coordinate = st.integers(0, 24).map(lambda n: n / 2)
_side = st.integers(1, 16).map(float)


@st.composite
def _ring(draw: st.DrawFn) -> Ring:
    x, y, w, h = draw(_coordinate), draw(_coordinate), draw(_side), draw(_side)
    angle = draw(st.sampled_from((0.0, 0.0, 0.0, 30.0, 45.0, 90.0, 17.5)))
    return box_ring(x, y, x + w, y + h) if angle == 0 else turned_ring(x, y, w, h, angle)


crowded = st.lists(_ring(), max_size=6)
"""Few boxes in a small place, so that many lie on each other; often on the very same place."""

names = st.sampled_from(("crane", "vehicle", "trailer"))


@st.composite
def crowd(draw: st.DrawFn, prefix: str) -> Boxes:
    """One file of such boxes."""
    rings = draw(crowded)
    labels = draw(st.lists(names, min_size=len(rings), max_size=len(rings)))
    return of_rings(rings, prefix, labels)


def permuted(of: Boxes, keys: Mapping[str, str]) -> Boxes:
    """The same boxes with other ids."""
    import msgspec

    return boxes(msgspec.structs.replace(a, id=keys[a.id]) for a in of.annotations)
