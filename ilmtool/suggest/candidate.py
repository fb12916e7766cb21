"""What a search for change is asked, and what it answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ilmtool.core.geometry import Bounds
from ilmtool.text import mark

Progress = Callable[[float], bool | None]
"""`progress(share)`, 0 to 1; False stops the job."""

METHOD = "ir-mad+envelope"

SHADOW = mark("shadow-like")
VEGETATION = mark("vegetation-like")
CLOUD = mark("cloud-like")
EDGE = mark("edge of data")
FLAGS = (SHADOW, VEGETATION, CLOUD, EDGE)
"""Why a candidate may be no change that anybody asked for; it is ranked lower, not dropped."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to search.

    Attributes
    ----------
    residual_px : float
        By how many after px the dates may still lie apart; nothing that a shift of so much explains is a
        change.
    step_px : float or None
        After px per px in which the search is done; None for the coarser date's resolution, and coarser
        where the scene is large.
    most : int
        Candidates to return at most.
    """

    residual_px: float = 1.0
    step_px: float | None = None
    most: int = 200


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place to look at.

    Attributes
    ----------
    rank : int
        From 1.
    bounds : (x0, y0, x1, y1)
        After px, half-open.
    score : float
        0 to 1: how much stands out, for ranking. It is no probability.
    evidence : tuple of str
        What differs: `brighter`, `darker`, `other colour`, `structure appeared`, `structure gone`,
        `vegetation appeared`, `vegetation gone`.
    flags : tuple of str
        Of `FLAGS`.
    change : {"new", "removed", "unknown"}
        What the evidence says of the change; `unknown` is the usual answer.
    """

    rank: int
    bounds: Bounds
    score: float
    evidence: tuple[str, ...]
    flags: tuple[str, ...]
    change: str


@dataclass(frozen=True, slots=True)
class Suggestions:
    """The answer of a search.

    Attributes
    ----------
    candidates : tuple of Candidate
        The best first.
    looked_at : Bounds
        Where both dates lie, after px.
    compared_share : float
        Part of it in which both dates have data.
    step_px, residual_px : float
        As used, in after px.
    bands : tuple of (int, int)
        Pairs of bands that were compared, 0-based, before and after; all of both dates where these differ.
    likeness : float
        Largest canonical correlation of the dates, 0 to 1: below about 0.5 their radiometry has little in
        common, and candidates are hardly worth looking at.
    method : str
    """

    candidates: tuple[Candidate, ...]
    looked_at: Bounds
    compared_share: float
    step_px: float
    residual_px: float
    bands: tuple[tuple[int, ...], tuple[int, ...]]
    likeness: float
    method: str = METHOD
