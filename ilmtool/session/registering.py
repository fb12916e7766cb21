"""The registration of the open pair: what is in force, and the edits that set it and take it away.

A registration moves the before scene on the after one. It changes nothing else: a box stays in the pixels of
the scene that it was drawn on, and its `geometry` says where that scene's own georeferencing puts it, with a
registration and without.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from ilmtool.core.document import Document, Header, Patch
from ilmtool.core.geometry import IDENTITY, Affine, FloatArray, Point, apply, compose, invert
from ilmtool.core.scene import Registration
from ilmtool.core.tie_points import TiePair, model_of
from ilmtool.session.edit import Edit
from ilmtool.session.linking import registered_through
from ilmtool.session.pair import Pair, georeference
from ilmtool.text import mark, number, tr

if TYPE_CHECKING:
    from ilmtool.imagery.placement import PixelMap

TIE_POINTS = "tie_points"
"""Member of a registration that keeps the points set by hand, in px of `from` and `to`."""

BY_HAND, BY_NUDGE = "tie-points", "nudge"
MAX_TIE_POINTS = 10_000
"""Points that are read from a file; nobody sets so many by hand."""

_WINDS = (
    mark("N", "wind"),
    mark("NE", "wind"),
    mark("E", "wind"),
    mark("SE", "wind"),
    mark("S", "wind"),
    mark("SW", "wind"),
    mark("W", "wind"),
    mark("NW", "wind"),
)
_WAYS = (
    mark("up", "way"),
    mark("up right", "way"),
    mark("right", "way"),
    mark("down right", "way"),
    mark("down", "way"),
    mark("down left", "way"),
    mark("left", "way"),
    mark("up left", "way"),
)
_MODELS = {
    "shift": mark("shift", "model"),
    "similarity": mark("similarity", "model"),
    "affine": mark("affine", "model"),
}


@dataclass(frozen=True, slots=True)
class Shift:
    """How far the before scene is moved in the middle of the overlap.

    Attributes
    ----------
    dx, dy : float
        Px of the after scene.
    metres : float or None
        The same on the ground; None without georeferencing.
    way : str
        Its direction: a wind where there is a ground, else a direction in the image.
    """

    dx: float
    dy: float
    metres: float | None
    way: str

    @property
    def px(self) -> float:
        return math.hypot(self.dx, self.dy)

    @property
    def text(self) -> str:
        """`7.3 px (2.2 m) NE`."""
        ground = f" ({length_text(self.metres)})" if self.metres is not None else ""
        way = self.way if self.px >= 0.05 else ""
        return f"{number(self.px, '.1f')} px{ground} {way}".rstrip()


def length_text(metres: float) -> str:
    """`2.2 m`, `0.04 m`, `310 m`."""
    digits = 0 if metres >= 100 else 1 if metres >= 1 else 2
    return f"{number(metres, f'.{digits}f')} m"


def base_of(pair: Pair) -> PixelMap:
    """The map behind which a registration of the pair is applied: georeferencing, or identity where either
    image has none.
    """
    from ilmtool.imagery.placement import PixelMap

    placed = by_georeferencing(pair)
    return PixelMap(IDENTITY, "identity") if placed.basis == "size" else placed


def by_georeferencing(pair: Pair) -> PixelMap:
    """How the before scene lies on the after one without any registration; by size where either has no
    georeferencing.
    """
    from ilmtool.imagery.placement import place

    return place(georeference(pair.before.facts), georeference(pair.after.facts))


def entry_in_force(document: Document, pair: Pair) -> Registration | None:
    """The document's own registration of these two scenes, in either direction; the last one counts."""
    ids = pair.before.id, pair.after.id
    for wanted in (ids, ids[::-1]):
        found = [r for r in document.header.registrations if (r.from_id, r.to_id) == wanted]
        if found:
            return found[-1]
    return None


def is_registered(document: Document, pair: Pair) -> bool:
    """Whether the document registers these two scenes, be it by way of a third."""
    return registered_through(document, pair.before.id, pair.after.id) is not None


def matrix_in_force(document: Document, pair: Pair) -> Affine:
    """The matrix of the pair as it is placed by its document, behind `base_of`: what a nudge goes on from.

    Where the scenes are registered the other way round, or by way of a third, the affine that comes nearest
    to it over the overlap.
    """
    entry = entry_in_force(document, pair)
    if entry is not None and entry.from_id == pair.before.id:
        return entry.matrix
    base, placement = base_of(pair), pair.before.placement
    if base.affine is not None and placement.affine is not None:
        return compose(placement.affine, invert(base.affine)) if placement != base else IDENTITY
    points = _grid(pair, by_georeferencing(pair))
    start, end = base.forward(points), placement.forward(points)
    good = np.isfinite(start).all(axis=1) & np.isfinite(end).all(axis=1)
    if good.sum() < 3:
        return IDENTITY
    start, end = start[good], end[good]
    middle = start.mean(axis=0)
    design = np.column_stack([start - middle, np.ones(len(start))])
    solution, *_ = np.linalg.lstsq(design, end, rcond=None)
    (a, d), (b, e), (c, f) = solution.tolist()
    x, y = middle.tolist()
    return (a, b, c - a * x - b * y, d, e, f - d * x - e * y)


def _grid(pair: Pair, placement: PixelMap) -> FloatArray:
    """Pixels of the before scene, (25, 2), spread over what both scenes show."""
    x0, y0, x1, y1 = _overlap(pair, placement)
    xs, ys = np.meshgrid(np.linspace(x0, x1, 5), np.linspace(y0, y1, 5))
    return placement.inverse(np.column_stack((xs.ravel(), ys.ravel())))


def _overlap(pair: Pair, placement: PixelMap) -> tuple[float, float, float, float]:
    from ilmtool.imagery.placement import outline_points

    after, before = pair.after.facts, pair.before.facts
    moved = placement.forward(outline_points((0.0, 0.0, float(before.width), float(before.height))))
    moved = moved[np.isfinite(moved).all(axis=1)]
    size = np.array([after.width, after.height], np.float64)
    if not len(moved):
        return 0.0, 0.0, float(size[0]), float(size[1])
    (x0, y0), (x1, y1) = np.clip(moved.min(axis=0), 0, size), np.clip(moved.max(axis=0), 0, size)
    return float(x0), float(y0), float(x1), float(y1)


def middle_of(pair: Pair) -> Point:
    """The middle of what both scenes show, px of the after scene."""
    x0, y0, x1, y1 = _overlap(pair, by_georeferencing(pair))
    return (x0 + x1) / 2, (y0 + y1) / 2


def shift_of(pair: Pair) -> Shift:
    """How far the pair as it is shown is from its georeferencing, or from its fit by size."""
    base = by_georeferencing(pair)
    middle = middle_of(pair)
    start = base.inverse(np.array([middle]))
    end = pair.before.placement.forward(start)[0]
    if not np.isfinite(end).all():
        return described(pair, middle, (0.0, 0.0))
    return described(pair, middle, (float(end[0]) - middle[0], float(end[1]) - middle[1]))


def shift_by(pair: Pair, matrix: Affine) -> Shift:
    """How far a matrix behind `base_of` would move the before scene, compared with `by_georeferencing`."""
    middle = middle_of(pair)
    start = by_georeferencing(pair).inverse(np.array([middle]))
    x, y = apply(matrix, base_of(pair).forward(start))[0].tolist()
    if not (math.isfinite(x) and math.isfinite(y)):
        return described(pair, middle, (0.0, 0.0))
    return described(pair, middle, (x - middle[0], y - middle[1]))


def described(pair: Pair, at: Point, step: Point) -> Shift:
    """A step (after px) at a place as people say it."""
    dx, dy = step
    ends = np.array([at, (at[0] + dx, at[1] + dy)])
    ground = pair.after.ground
    lonlat = ground.to_lonlat(ends) if ground is not None else np.full((2, 2), np.nan)
    if not np.isfinite(lonlat).all():
        way = tr(_WAYS[round(math.degrees(math.atan2(dx, -dy)) / 45) % 8], "way")
        return Shift(dx, dy, None, way)
    from pyproj import Geod

    azimuth, _, metres = Geod(ellps="WGS84").inv(*lonlat[0].tolist(), *lonlat[1].tolist())
    return Shift(dx, dy, float(metres), tr(_WINDS[round(float(azimuth) / 45) % 8], "wind"))


def quality_of(entry: Registration | None, aspect: float = 1.0) -> str:
    """`affine, RMS 0.2 px`, `nudge`: how a registration came about and how well it holds."""
    if entry is None:
        return tr("by way of another date")
    if entry.method == BY_NUDGE:
        return tr("by hand")
    model = tr(_MODELS[model_of(entry.matrix, aspect)], "model")
    if entry.rms_px is None:
        return model
    if entry.rms_px < 0.1:
        return tr("{model}, RMS below {rms} px", model=model, rms=number(0.1, ".1f"))
    return tr("{model}, RMS {rms} px", model=model, rms=number(entry.rms_px, ".1f"))


def turn_text(degrees: float) -> str:
    """`+0.123°`, and `0.000°` for what is too little to be said."""
    return f"{number(degrees, '+.3f') if abs(degrees) >= 0.0005 else number(0.0, '.3f')}°"


# -- edits -----------------------------------------------------------------------------------------


def register_edit(document: Document, entry: Registration, label: str = "") -> Edit:
    """One registration in the place of all that there are between its two scenes."""
    ids = {entry.from_id, entry.to_id}
    held = document.header.registrations
    rest = [r for r in held if {r.from_id, r.to_id} != ids]
    at = next((i for i, r in enumerate(held) if {r.from_id, r.to_id} == ids), len(rest))
    return _edit(document, label or tr("Register the before image"), (*rest[:at], entry, *rest[at:]))


def reset_edit(document: Document, pair: Pair, now: str) -> Edit:
    """No registration between the two scenes any more: georeferencing alone.

    Where they were registered by way of a third scene only, an identity says so; the others stay.
    """
    ids = {pair.before.id, pair.after.id}
    label = tr("Remove the registration")
    held = document.header.registrations
    kept = tuple(r for r in held if {r.from_id, r.to_id} != ids)
    rest = replace(document, header=replace(document.header, registrations=kept))
    if registered_through(rest, pair.before.id, pair.after.id) is None:
        return _edit(document, label, kept)
    plain = Registration(pair.before.id, pair.after.id, IDENTITY, method="georeferencing", created=now)
    return register_edit(document, plain, label)


def _edit(document: Document, label: str, registrations: tuple[Registration, ...]) -> Edit:
    if registrations == document.header.registrations:
        return Edit(label, Patch())
    header: Header = replace(document.header, registrations=registrations)
    return Edit(label, Patch({}, (document.header, header)))


def new_entry(
    pair: Pair,
    matrix: Affine,
    method: str,
    now: str,
    *,
    rms_px: float | None = None,
    points: int | None = None,
    tie_points: Sequence[TiePair] = (),
) -> Registration:
    """The header's entry for a matrix behind `base_of`."""
    extra = {TIE_POINTS: [_written(p) for p in tie_points if p.is_whole]} if tie_points else {}
    rms = None if rms_px is None or not math.isfinite(rms_px) else round(rms_px, 4)
    a, b, c, d, e, f = (float(value) for value in matrix)
    return Registration(pair.before.id, pair.after.id, (a, b, c, d, e, f), method, rms, points, now, extra)


def _written(point: TiePair) -> dict[str, list[float]]:
    assert point.before is not None and point.after is not None  # noqa: S101, PT018 - whole ones only
    return {"from": list(point.before), "to": list(point.after)}


def tie_points_of(entry: Registration | None, before_id: str) -> tuple[TiePair, ...]:
    """The points that a registration keeps; what is none is passed over, for the file may be anybody's.

    Parameters
    ----------
    before_id : str
        The scene that is shown as before: the registration may be the other way round.
    """
    listed = entry.extra.get(TIE_POINTS) if entry is not None else None
    if entry is None or not isinstance(listed, list):
        return ()
    made = []
    for item in listed[:MAX_TIE_POINTS]:
        start, end = (
            (_point(item.get(key)) for key in ("from", "to")) if isinstance(item, dict) else (None,) * 2
        )
        if start is not None and end is not None:
            made.append(TiePair(start, end) if entry.from_id == before_id else TiePair(end, start))
    return tuple(made)


def _point(value: Any) -> Point | None:
    if not isinstance(value, list | tuple) or len(value) != 2:
        return None
    x, y = value
    if any(isinstance(v, bool) or not isinstance(v, int | float) or not abs(v) < 1e9 for v in (x, y)):
        return None
    return float(x), float(y)
