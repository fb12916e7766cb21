"""Looks for change in an open pair: how its dates lie on each other, and what that leaves in doubt."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ilmtool.core.document import Document
from ilmtool.core.geometry import Affine
from ilmtool.core.scene import Registration
from ilmtool.suggest.candidate import Options, Progress, Suggestions

if TYPE_CHECKING:
    from ilmtool.session.pair import Pair

UNREGISTERED_PX = 1.5
"""How far apart the dates may lie where nobody registered them: more than a registration leaves."""
MOST_RESIDUAL_PX = 6.0


@dataclass(frozen=True, slots=True)
class Lie:
    """How the dates of a pair lie on each other.

    Attributes
    ----------
    source : {"sidecar", "measured", "trial", "refused", "none"}
        Where the registration comes from; one on trial is in no document, `refused` and `none` are without
        any.
    matrix : Affine or None
        As measured here.
    rms_px : float or None
    reason : str
        Why it was refused.
    """

    source: str
    matrix: Affine | None = None
    rms_px: float | None = None
    reason: str = ""

    @property
    def residual_px(self) -> float:
        """By how many after px a thing may appear to have moved that did not."""
        if self.source in {"refused", "none"}:
            return UNREGISTERED_PX
        if self.rms_px is None:
            return 1.0
        # Twice the RMS covers nearly all; the shape of a pixel adds half of one.
        return min(MOST_RESIDUAL_PX, max(1.0, 2 * self.rms_px + 0.5))


def placed_by(registrations: Iterable[Registration]) -> frozenset[tuple[str, str, Affine]]:
    """What of them decides how scenes lie: not how well they hold, nor when they were made."""
    return frozenset((r.from_id, r.to_id, r.matrix) for r in registrations)


def is_on_trial(pair: Pair, document: Document) -> bool:
    """Whether the pair lies by a registration that is in no document; shown without any, it does not."""
    tried = placed_by(pair.registrations)
    return bool(tried) and tried != placed_by(document.header.registrations)


def lie_of(pair: Pair, document: Document) -> Lie:
    """By what the document says, or by what is tried in its place."""
    if not pair.is_registered:
        return Lie("none")
    if is_on_trial(pair, document):
        return Lie("trial")
    found = [
        r.rms_px
        for r in document.header.registrations
        if r.rms_px is not None and {r.from_id, r.to_id} & {pair.before.id, pair.after.id}
    ]
    rms = found[-1] if found and math.isfinite(found[-1]) else None
    return Lie("sidecar", None, rms)


def search_pair(pair: Pair, options: Options, progress: Progress | None = None) -> Suggestions:
    """Search the pair as it lies.

    Raises
    ------
    UserError
        An image cannot be read.
    Cancelled
        If `progress` returned False.
    """
    from ilmtool.suggest.engine import suggest

    return suggest(pair.before.source, pair.after.source, pair.before.placement, options, progress)


def search_registered(
    pair: Pair,
    document: Document,
    options: Options,
    residual_px: float | None = None,
    progress: Progress | None = None,
) -> tuple[Suggestions, Lie]:
    """Search the pair after registering it, if nobody did; the registration is used here and kept nowhere.

    Parameters
    ----------
    options : Options
        Their residual is taken from the registration, unless `residual_px` is given.
    """
    from ilmtool.imagery.placement import place
    from ilmtool.imagery.registration import register
    from ilmtool.suggest.engine import suggest

    lie, placement = lie_of(pair, document), pair.before.placement
    if lie.source == "none":
        found = register(pair.before.source, pair.after.source, placement, _part(progress, 0.0, 0.4))
        if found.is_refused:
            lie = Lie("refused", reason=found.reason)
        else:
            lie = Lie("measured", found.matrix, found.rms_px)
            placement = place(pair.before.facts.georeference, pair.after.facts.georeference, found.matrix)
    options = replace(options, residual_px=residual_px if residual_px is not None else lie.residual_px)
    start = 0.0 if lie.source == "sidecar" else 0.4
    found_here = suggest(
        pair.before.source, pair.after.source, placement, options, _part(progress, start, 1.0)
    )
    return found_here, lie


def _part(progress: Progress | None, start: float, end: float) -> Progress | None:
    if progress is None:
        return None
    tell = progress
    return lambda share: tell(start + (end - start) * share)
