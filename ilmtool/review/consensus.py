"""What three or more analysts say together: clusters of matches, quorum, and a real box of one of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from ilmtool.review.boxes import Boxes
from ilmtool.review.matching import match
from ilmtool.review.overlap import Rules
from ilmtool.review.rating import Figure, krippendorff_alpha

AGREED, TIED, MINORITY = "agreed", "tied", "minority"
"""Enough say so; half or more do, but no quorum, so a person has to decide; fewer do."""

Member = tuple[int, int]
"""(number of the file, row of its boxes)."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """One object as several files have it.

    Attributes
    ----------
    members : tuple of Member
        By file; at most one of each.
    chosen : Member
        The member whose box is nearest to the mean of all: a box that somebody drew.
    presence : {"agreed", "tied", "minority"}
        Whether it is there.
    label : str or None
        What the quorum calls it; None where that is tied.
    votes : tuple of (str, int)
        Each label with its votes, most first.
    files : int
        How many files there are.
    """

    members: tuple[Member, ...]
    chosen: Member
    presence: str
    label: str | None
    votes: tuple[tuple[str, int], ...]
    files: int

    @property
    def is_settled(self) -> bool:
        """Whether nobody has to decide."""
        return self.presence == MINORITY or (self.presence == AGREED and self.label is not None)


def cluster(
    files: Sequence[Boxes], rules: Rules | None = None, quorum: int | None = None
) -> tuple[Cluster, ...]:
    """Group the boxes of all files into objects.

    Every two files are matched one to one; the matches are joined, the strongest first, as long as a group
    has at most one box of each file. The order of the files plays no part but for their numbers.

    Parameters
    ----------
    files : sequence of Boxes
    rules : Rules, optional
    quorum : int, optional
        How many files make an object, and a label; more than half of them by default.

    Raises
    ------
    UserError
        See `overlap.find_edges`.
    """
    rules = rules or Rules()
    links: list[tuple[float, str, str, Member, Member]] = []
    for one, other in combinations(range(len(files)), 2):
        a, b = files[one], files[other]
        matching = match(a, b, rules)
        for i, j, iou in zip(matching.a.tolist(), matching.b.tolist(), matching.iou.tolist(), strict=True):
            low, high = sorted((a.ids[i], b.ids[j]))
            links.append((-round(iou, 9), low, high, (one, i), (other, j)))
    links.sort()
    groups: dict[Member, dict[int, Member]] = {}
    for _, _, _, first, second in links:
        own = groups.setdefault(first, {first[0]: first})
        others = groups.setdefault(second, {second[0]: second})
        if own is others or not own.keys().isdisjoint(others.keys()):
            continue
        own.update(others)
        for member in others.values():
            groups[member] = own
    made: dict[int, dict[int, Member]] = {id(group): group for group in groups.values()}
    clusters = [tuple(group[n] for n in sorted(group)) for group in made.values()]
    clusters += [
        ((number, row),)
        for number, boxes in enumerate(files)
        for row in range(len(boxes))
        if (number, row) not in groups
    ]
    needed = quorum if quorum is not None else len(files) // 2 + 1
    return tuple(_judged(members, files, needed) for members in sorted(clusters))


def _judged(members: tuple[Member, ...], files: Sequence[Boxes], needed: int) -> Cluster:
    labels = [files[number].labels[row] for number, row in members]
    votes = sorted(Counter(labels).items(), key=lambda item: (-item[1], item[0]))
    leads = len(votes) == 1 or votes[0][1] > votes[1][1]
    label = votes[0][0] if leads and votes[0][1] >= needed else None
    absent = len(files) - len(members)
    presence = AGREED if len(members) >= needed else TIED if len(members) >= absent else MINORITY
    return Cluster(members, _nearest(members, files, label), presence, label, tuple(votes), len(files))


def _nearest(members: tuple[Member, ...], files: Sequence[Boxes], label: str | None) -> Member:
    """The member nearest to the mean box, among those with the label that won."""
    bounds = np.array([files[number].bounds[row] for number, row in members])
    apart = ((bounds - bounds.mean(axis=0)) ** 2).sum(axis=1)
    ranked = [
        (round(float(distance), 9), files[number].ids[row], (number, row))
        for distance, (number, row) in zip(apart, members, strict=True)
        if label is None or files[number].labels[row] == label
    ]
    return min(ranked)[2]


def alpha(clusters: Sequence[Cluster], files: Sequence[Boxes]) -> Figure:
    """Krippendorff's nominal alpha of the labels, on objects that two files or more have."""
    return krippendorff_alpha([[files[n].labels[row] for n, row in c.members] for c in clusters])
