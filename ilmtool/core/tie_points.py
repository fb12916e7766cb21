"""Tie points: the same thing pointed at on two dates, and the shift that brings one date onto the other.

The shift is fitted by least squares to all points. How much it may do follows from how many there are: one
point gives a shift, two also a turn and a scale (a similarity), three or more an affine.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ilmtool.core.geometry import IDENTITY, Affine, FloatArray, Point, apply
from ilmtool.text import number, tr

LEAST_POINTS = {"shift": 1, "similarity": 2, "affine": 3}
"""Points that each model needs, in the order of what it may do."""

MAX_REACH = 40.0
"""An error of one pixel in a point may grow to so many at the far corner of the image; beyond, the points are
too close together for the model."""

_LINE = 0.03
"""Points whose spread across is less than this share of that along lie on one line."""


@dataclass(frozen=True, slots=True)
class TiePair:
    """One thing on both dates, each in pixels of its own scene; None where it was not pointed at yet."""

    before: Point | None = None
    after: Point | None = None

    @property
    def is_whole(self) -> bool:
        return self.before is not None and self.after is not None


@dataclass(frozen=True, slots=True)
class TieFit:
    """The shift through some points, or why there is none.

    Attributes
    ----------
    model : str
        One of `LEAST_POINTS`; empty where there is no point.
    matrix : Affine
        In after px, behind placing by georeferencing; the identity where refused.
    residuals_px : tuple of float
        Of each point, after px: from where the matrix puts it to where it is. Empty where refused.
    rms_px : float
        Of these; NaN where refused.
    reach : float
        By how much an error of one pixel in a point grows at the far corner of the image.
    reason : str
        Why it was refused; empty if it was not.
    """

    model: str = ""
    matrix: Affine = IDENTITY
    residuals_px: tuple[float, ...] = ()
    rms_px: float = math.nan
    reach: float = math.inf
    reason: str = ""

    @property
    def is_refused(self) -> bool:
        return bool(self.reason) or not self.model

    @property
    def is_exact(self) -> bool:
        """Whether there are no more points than the model needs, so that residuals tell nothing."""
        return self.model != "" and len(self.residuals_px) == LEAST_POINTS[self.model]

    @property
    def worst(self) -> int | None:
        """Place of the point with the largest residual, where that says something."""
        if self.is_refused or self.is_exact or len(self.residuals_px) < 2:
            return None
        worst = max(range(len(self.residuals_px)), key=self.residuals_px.__getitem__)
        return worst if self.residuals_px[worst] > 0 else None


def model_for(count: int) -> str:
    """What so many points can tell at most; empty for none."""
    return next((model for model, least in reversed(LEAST_POINTS.items()) if count >= least), "")


def fit_tie_points(
    placed: Sequence[Point] | FloatArray,
    found: Sequence[Point] | FloatArray,
    size: tuple[float, float],
    model: str = "",
    aspect: float = 1.0,
) -> TieFit:
    """The shift that brings `placed` onto `found`, by least squares.

    Parameters
    ----------
    placed : (N, 2)
        Where georeferencing puts each point of the before scene, after px.
    found : (N, 2)
        Where the same thing is on the after scene, px.
    size : (float, float)
        Width and height of the after scene in px: the shift has to hold for all of it.
    model : str
        One of `LEAST_POINTS`; by default what the count allows.
    aspect : float
        Height of a pixel over its width on the ground: a turn on the ground is none in pixels that are not
        square.
    """
    start, end = (np.asarray(points, np.float64).reshape(-1, 2) for points in (placed, found))
    count = len(start)
    model = model or model_for(count)
    if count == 0:
        return TieFit()
    if not (np.isfinite(start).all() and np.isfinite(end).all()):
        return TieFit(model, reason=tr("a point lies where the before image has no place"))
    least = LEAST_POINTS[model]
    if count < least:
        return TieFit(
            model,
            reason=_too_few(model, least, count),
        )
    reach = _reach(start, size, model, aspect)
    if model != "shift":
        wrong = _badly_spread(start, model, reach)
        if wrong:
            return TieFit(model, reach=reach, reason=wrong)
    matrix = {"shift": _shift, "similarity": _similarity, "affine": _affine}[model](start, end, aspect)
    wrong = _impossible(matrix)
    if wrong:
        return TieFit(model, reach=reach, reason=wrong)
    gaps = np.hypot(*(apply(matrix, start) - end).T)
    return TieFit(model, matrix, tuple(gaps.tolist()), float(np.sqrt(np.mean(gaps**2))), reach)


_NO_BEND = 1e-6
"""What a matrix may miss a simpler model by: 0.02 px over 20,000. One that was put together of several, or
measured over a placement that is not of that model itself, is never of it to the last digit."""


def model_of(matrix: Affine, aspect: float = 1.0) -> str:
    """The simplest model that a matrix belongs to."""
    a, b, _, d, e, _ = matrix
    b, d = b / aspect, d * aspect
    if max(abs(a - 1), abs(b), abs(d), abs(e - 1)) < _NO_BEND:
        return "shift"
    return "similarity" if max(abs(a - e), abs(b + d)) < _NO_BEND else "affine"


def turn_and_scale(matrix: Affine, aspect: float = 1.0) -> tuple[float, float]:
    """(degrees clockwise on screen, factor): the nearest turn, and the root of the change of area."""
    a, b, _, d, e, _ = matrix
    turn = math.degrees(math.atan2(d * aspect - b / aspect, a + e))
    return turn, math.sqrt(abs(a * e - b * d))


def _shift(start: FloatArray, end: FloatArray, aspect: float) -> Affine:  # noqa: ARG001
    dx, dy = (end - start).mean(axis=0).tolist()
    return (1.0, 0.0, dx, 0.0, 1.0, dy)


def _similarity(start: FloatArray, end: FloatArray, aspect: float) -> Affine:
    """As numbers of the complex plane, whose product is turn and scale; y in units of x on the ground."""
    z, w = (points[:, 0] + 1j * aspect * points[:, 1] for points in (start, end))
    middle, target = z.mean(), w.mean()
    z, w = z - middle, w - target
    turn = complex((np.conj(z) * w).sum() / (np.abs(z) ** 2).sum())
    a, d = turn.real, turn.imag
    x, y = (complex(middle).real, complex(middle).imag / aspect)
    matrix = (a, -d * aspect, 0.0, d / aspect, a, 0.0)
    dx, dy = apply(matrix, np.array([[x, y]]))[0].tolist()
    goal = complex(target)
    return (matrix[0], matrix[1], goal.real - dx, matrix[3], matrix[4], goal.imag / aspect - dy)


def _affine(start: FloatArray, end: FloatArray, aspect: float) -> Affine:  # noqa: ARG001
    middle = start.mean(axis=0)
    design = np.column_stack([start - middle, np.ones(len(start))])
    solution, *_ = np.linalg.lstsq(design, end, rcond=None)
    (a, d), (b, e), (c, f) = solution.tolist()
    x, y = middle.tolist()
    return (a, b, c - a * x - b * y, d, e, f - d * x - e * y)


def _reach(start: FloatArray, size: tuple[float, float], model: str, aspect: float) -> float:
    """The root of the leverage of the corner that lies worst: what one pixel becomes there."""
    scaled = start * (1.0, aspect)
    middle = scaled.mean(axis=0)
    corners = np.array([[0.0, 0.0], [size[0], 0.0], [0.0, size[1]], size]) * (1.0, aspect) - middle
    away = scaled - middle
    share = 1 / len(start)
    if model == "shift":
        return math.sqrt(share)
    if model == "similarity":
        spread = float((away**2).sum())
        worst = float((corners**2).sum(axis=1).max())
        return math.sqrt(share + worst / spread) if spread > 0 else math.inf
    moments = away.T @ away
    if np.linalg.matrix_rank(moments) < 2:
        return math.inf
    leverage = np.einsum("ni,ij,nj->n", corners, np.linalg.inv(moments), corners)
    return math.sqrt(share + float(leverage.max()))


def _badly_spread(start: FloatArray, model: str, reach: float) -> str:
    along, *across = np.linalg.svd(start - start.mean(axis=0), compute_uv=False).tolist()
    if along < 1.0:
        return tr("the points lie in one place")
    if model == "affine" and (not across or across[0] < _LINE * along):
        return tr("the points lie on one line, which tells nothing of what is beside it")
    if reach > MAX_REACH:
        return tr(
            "the points are too close together: an error of 1 px in one of them would be {reach} px at "
            "the far corner",
            reach=number(reach, ",.0f"),
        )
    return ""


def _impossible(matrix: Affine) -> str:
    a, b, _, d, e, _ = matrix
    det = a * e - b * d
    if det < 0:
        return tr("the points turn the image over like a mirror; probably two of them are exchanged")
    if det < 1e-6:
        return tr("the points bring the image onto one line; probably two of them are exchanged")
    return ""


def _too_few(model: str, least: int, count: int) -> str:
    match model:
        case "shift":
            return tr("A shift needs {least} points; there (is|are) %n", "", count, least=least)
        case "similarity":
            return tr("Shift, turn and scale needs {least} points; there (is|are) %n", "", count, least=least)
        case _:
            return tr("An affine needs {least} points; there (is|are) %n", "", count, least=least)
