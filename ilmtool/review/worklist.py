"""What a person has to settle, in an order that makes sense."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ilmtool.core.geometry import Bounds
from ilmtool.review.compare import Comparison
from ilmtool.review.conflicts import KINDS, ONLY_A, ONLY_B


@dataclass(frozen=True, slots=True)
class Item:
    """One conflict.

    Attributes
    ----------
    a, b : str or None
        Ids of the two files' boxes; None where one has no box.
    kinds : tuple of str
        All kinds of conflict, the one that decides the order first.
    bounds : Bounds
        Of both boxes together, in px of the common frame.
    area : float
        Of the larger box, px^2.
    """

    a: str | None
    b: str | None
    kinds: tuple[str, ...]
    bounds: Bounds
    area: float

    @property
    def key(self) -> str:
        """Names the conflict over sessions: both ids."""
        return f"{self.a or ''}|{self.b or ''}"


def worklist(comparison: Comparison) -> tuple[Item, ...]:
    """All conflicts, by kind, then the largest box first, then by id.

    Large boxes first within a kind: what covers more of the scene weighs more in what is reported.
    """
    a, b, m = comparison.a, comparison.b, comparison.matching
    items = []
    for i, j, kinds in zip(m.a.tolist(), m.b.tolist(), comparison.conflicts, strict=True):
        if kinds:
            both = np.stack((a.bounds[i], b.bounds[j]))
            area = max(float(a.area[i]), float(b.area[j]))
            items.append(Item(a.ids[i], b.ids[j], kinds, _joined(both), area))
    items += [
        Item(a.ids[i], None, (ONLY_A,), _joined(a.bounds[i : i + 1]), float(a.area[i]))
        for i in m.only_a.tolist()
    ]
    items += [
        Item(None, b.ids[j], (ONLY_B,), _joined(b.bounds[j : j + 1]), float(b.area[j]))
        for j in m.only_b.tolist()
    ]
    return ordered(items)


def ordered(items: Sequence[Item]) -> tuple[Item, ...]:
    """By kind, size and ids."""
    return tuple(
        sorted(items, key=lambda x: (KINDS.index(x.kinds[0]), -round(x.area, 6), x.a or "", x.b or ""))
    )


def _joined(bounds: np.ndarray[tuple[int, int], np.dtype[np.float64]]) -> Bounds:
    x0, y0 = bounds[:, :2].min(axis=0).tolist()
    x1, y1 = bounds[:, 2:].max(axis=0).tolist()
    return x0, y0, x1, y1
