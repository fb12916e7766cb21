"""How well raters agree on classes, on what they both drew: Cohen's kappa and Krippendorff's alpha.

Both are for matched boxes only. With "not drawn" as one more class they would punish every missed box twice
and fall below zero where nine of ten boxes agree.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from ilmtool.text import mark

NO_PAIRS = mark("no matched boxes")
ONE_CLASS = mark("one class only")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, or why there is none.

    Attributes
    ----------
    value : float or None
    reason : str
        Why it is not defined, in English; empty where it is. A window shows `tr(reason)`.
    n : int
        How many items it rests on.
    """

    value: float | None
    reason: str = ""
    n: int = 0


def share(part: float, whole: float, reason: str, n: int = 0) -> Figure:
    """`part / whole`, or n/a for the reason given where the whole is nothing."""
    return Figure(part / whole, n=n) if whole > 0 else Figure(None, reason, n)


def cohen_kappa(first: Sequence[Hashable], second: Sequence[Hashable]) -> Figure:
    """Agreement of two raters beyond chance (J. Cohen, 1960, Educ. Psychol. Meas. 20, p. 37-46).

    Undefined without items, and where both raters gave one and the same class to everything: chance alone
    then explains all.
    """
    n = len(first)
    if n != len(second):
        raise ValueError("the raters judged different numbers of items")
    if n == 0:
        return Figure(None, NO_PAIRS)
    counts_a, counts_b = Counter(first), Counter(second)
    observed = sum(x == y for x, y in zip(first, second, strict=True)) / n
    # Whole numbers, so that full agreement by chance is seen exactly.
    by_chance = sum(count * counts_b[name] for name, count in counts_a.items())
    if by_chance == n * n:
        return Figure(None, ONE_CLASS, n)
    expected = by_chance / (n * n)
    return Figure((observed - expected) / (1 - expected), n=n)


def krippendorff_alpha(units: Sequence[Sequence[Hashable]]) -> Figure:
    """Agreement of any number of raters on nominal classes (K. Krippendorff, 2011, Computing Krippendorff's
    Alpha-Reliability, section C).

    Parameters
    ----------
    units : sequence of sequences
        For each item the classes that its raters gave. Items with fewer than two are left out.

    Returns
    -------
    Figure
        `n` counts the items used. Undefined without items, and where only one class occurs.
    """
    used = [unit for unit in units if len(unit) >= 2]
    totals: Counter[Hashable] = Counter()
    disagreement = 0.0
    for unit in used:
        counts = Counter(unit)
        size = len(unit)
        totals.update(counts)
        disagreement += (size * size - sum(c * c for c in counts.values())) / (size - 1)
    if not used:
        return Figure(None, NO_PAIRS)
    values = sum(totals.values())
    chance = values * values - sum(c * c for c in totals.values())
    if chance == 0:
        return Figure(None, ONE_CLASS, len(used))
    return Figure(1.0 - (values - 1) * disagreement / chance, n=len(used))
