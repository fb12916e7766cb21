"""One box to one box: the best assignment, whatever the order of files and of boxes in them.

Labels play no part in what may match. Among all assignments those with the most pairs win, of these the one
with the largest total IoU; what is equal by then is decided by equal labels, then by equal ids, then by the
order of ids. Most boxes have one partner or none, so the problem falls apart into small pieces, which are
solved one by one (`scipy.optimize.linear_sum_assignment`); no matrix of all boxes is ever built.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ilmtool.core.geometry import FloatArray
from ilmtool.review.boxes import Boxes
from ilmtool.review.overlap import Edges, Rows, Rules, find_edges

_DENSE_CELLS = 1_000_000
"""A larger piece is solved without its matrix."""

_EXACT = 2.0**52
_FINEST, _COARSEST = 2.0**40, 2.0**22
"""Steps in which IoU is counted, so that sums of all levels stay exact in float64."""


@dataclass(frozen=True, eq=False)
class Matching:
    """Who is whose partner.

    Attributes
    ----------
    a, b : (M,) intp
        Rows of the two files, a pair each, rising by `a`.
    iou, offset : (M,) float64
        Overlap; distance of the centres in px.
    rule : (M,) uint8
        `BY_IOU` or `BY_CENTER`.
    only_a, only_b : intp arrays
        Rows without a partner.
    """

    a: Rows
    b: Rows
    iou: FloatArray
    offset: FloatArray
    rule: NDArray[np.uint8]
    only_a: Rows
    only_b: Rows

    def __len__(self) -> int:
        return len(self.a)

    def exchanged(self) -> Matching:
        """The same with the files exchanged."""
        order = np.argsort(self.b, kind="stable")
        return Matching(
            self.b[order], self.a[order], self.iou[order], self.offset[order], self.rule[order],
            self.only_b, self.only_a,
        )  # fmt: skip


def match(a: Boxes, b: Boxes, rules: Rules | None = None) -> Matching:
    """Pair the boxes of two files one to one.

    Raises
    ------
    UserError
        See `find_edges`.
    """
    return match_at(a, b, rules or Rules(), ())[0]


def match_at(a: Boxes, b: Boxes, rules: Rules, others: tuple[float, ...]) -> list[Matching]:
    """The matching by the rules, then one for each of other thresholds of IoU.

    The overlaps are computed once for all of them.
    """
    if not a.comes_before(b):
        return [matching.exchanged() for matching in match_at(b, a, rules, others)]
    edges = find_edges(a, b, rules, min((rules.iou, *others)))
    return [_matching(edges.at(iou), a, b) for iou in (rules.iou, *others)]


def _matching(edges: Edges, a: Boxes, b: Boxes) -> Matching:
    chosen = assign(edges, a, b)
    rows_a, rows_b = edges.a[chosen], edges.b[chosen]
    alone_a, alone_b = np.ones(len(a), np.bool_), np.ones(len(b), np.bool_)
    alone_a[rows_a] = False
    alone_b[rows_b] = False
    return Matching(
        rows_a, rows_b, edges.iou[chosen], edges.offset[chosen], edges.rule[chosen],
        np.flatnonzero(alone_a), np.flatnonzero(alone_b),
    )  # fmt: skip


def assign(edges: Edges, a: Boxes, b: Boxes) -> Rows:
    """Which edges make the best assignment, ascending."""
    if not len(edges):
        return np.empty(0, np.intp)
    single = (np.bincount(edges.a)[edges.a] == 1) & (np.bincount(edges.b)[edges.b] == 1)
    rest = np.flatnonzero(~single)
    if not len(rest):
        return np.flatnonzero(single)
    taken = [np.flatnonzero(single), *_by_component(edges, rest, a, b)]
    return np.sort(np.concatenate(taken))


def _by_component(edges: Edges, rest: Rows, a: Boxes, b: Boxes) -> list[Rows]:
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    names_a, ea = np.unique(edges.a[rest], return_inverse=True)
    names_b, eb = np.unique(edges.b[rest], return_inverse=True)
    count = len(names_a) + len(names_b)
    graph = coo_array((np.ones(len(rest), np.int8), (ea, eb + len(names_a))), shape=(count, count))
    number, component = connected_components(graph, directed=False)
    own = component[ea]
    sizes_a = np.bincount(component[: len(names_a)], minlength=number)
    sizes_b = np.bincount(component[len(names_a) :], minlength=number)
    rows_a, rows_b = edges.a[rest], edges.b[rest]
    same_label = np.fromiter(
        (a.labels[i] == b.labels[j] for i, j in zip(rows_a.tolist(), rows_b.tolist(), strict=True)),
        np.bool_, len(rest),
    )  # fmt: skip
    same_id = np.fromiter(
        (a.ids[i] == b.ids[j] for i, j in zip(rows_a.tolist(), rows_b.tolist(), strict=True)),
        np.bool_, len(rest),
    )  # fmt: skip
    star = ((sizes_a == 1) | (sizes_b == 1))[own]
    taken = [_stars(edges, rest[star], own[star], same_label[star], same_id[star])]
    tangled = np.flatnonzero(~star)
    order = tangled[np.argsort(own[tangled], kind="stable")]
    for part in np.split(order, np.flatnonzero(np.diff(own[order])) + 1) if len(order) else ():
        picked = _solve(ea[part], eb[part], edges.iou[rest[part]], same_label[part], same_id[part])
        taken.append(rest[part[picked]])
    return taken


def _stars(
    edges: Edges,
    rest: Rows,
    own: NDArray[np.int32],
    same_label: NDArray[np.bool_],
    same_id: NDArray[np.bool_],
) -> Rows:
    """Pieces where one box has several candidates: the best of each, all at once."""
    steps = np.rint(edges.iou[rest] * _FINEST)
    order = np.lexsort((edges.b[rest], edges.a[rest], ~same_id, ~same_label, -steps, own))
    first = np.r_[True, np.diff(own[order]) != 0] if len(order) else np.empty(0, np.bool_)
    return np.asarray(rest[order[first]], np.intp)


def _solve(
    ea: NDArray[np.intp],
    eb: NDArray[np.intp],
    iou: FloatArray,
    same_label: NDArray[np.bool_],
    same_id: NDArray[np.bool_],
) -> Rows:
    """Best assignment within one piece: indices into its edges."""
    rows, i = np.unique(ea, return_inverse=True)
    cols, j = np.unique(eb, return_inverse=True)
    score = _scores(i, j, len(rows), len(cols), iou, same_label, same_id)
    if len(rows) * len(cols) > _DENSE_CELLS:
        return _solve_sparse(i, j, len(rows), len(cols), score)
    from scipy.optimize import linear_sum_assignment

    matrix = np.zeros((len(rows), len(cols)))
    matrix[i, j] = score
    at_row, at_col = linear_sum_assignment(matrix, maximize=True)
    edge = np.full(matrix.shape, -1, np.intp)
    edge[i, j] = np.arange(len(i))
    picked = edge[at_row, at_col]
    return np.asarray(picked[picked >= 0], np.intp)


def _scores(
    i: NDArray[np.intp],
    j: NDArray[np.intp],
    n_rows: int,
    n_cols: int,
    iou: FloatArray,
    same_label: NDArray[np.bool_],
    same_id: NDArray[np.bool_],
) -> FloatArray:
    """One number an edge whose sums compare like (pairs, total IoU, same labels, same ids, order).

    Each level is worth more than all below it together. They are whole numbers below 2^52, so sums are exact;
    in large pieces the lowest levels give way to the steps of IoU.
    """
    pairs, most = min(n_rows, n_cols), max(n_rows, n_cols)
    in_order = (most - np.abs(i - j)).astype(np.float64)
    levels: list[tuple[FloatArray, float]] = [
        (same_label.astype(np.float64), 1.0),
        (same_id.astype(np.float64), 1.0),
        (in_order, float(most)),
    ]
    while True:
        low = np.zeros(len(iou))
        base = 1.0
        for value, largest in reversed(levels):
            low += value * base
            base *= pairs * largest + 1
        steps = min(_FINEST, _EXACT / (base * pairs * (pairs + 1)))
        if steps >= _COARSEST or not levels:
            break
        levels.pop()
    steps = float(np.exp2(np.floor(np.log2(steps))))
    return np.asarray(low + base * (np.rint(iou * steps) + (pairs * steps + 1)))


def _solve_sparse(
    i: NDArray[np.intp], j: NDArray[np.intp], n_rows: int, n_cols: int, score: FloatArray
) -> Rows:
    """The same without the matrix: every box gets a stand-in that leaves it alone, and pairs of boxes free
    the pair of their stand-ins, so that there is an assignment of everybody.
    """
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import min_weight_full_bipartite_matching

    every_row, every_col = np.arange(n_rows), np.arange(n_cols)
    heads = np.concatenate((i, every_row, n_rows + every_col, n_rows + j))
    tails = np.concatenate((j, n_cols + every_row, every_col, n_cols + i))
    # A weight of 0 would be no edge.
    weights = np.concatenate((score + 1, np.ones(n_rows + n_cols + len(i))))
    size = n_rows + n_cols
    graph = csr_array((weights, (heads, tails)), shape=(size, size))
    at_row, at_col = min_weight_full_bipartite_matching(graph, maximize=True)
    real = (at_row < n_rows) & (at_col < n_cols)
    partner = np.full(n_rows, -1, np.intp)
    partner[at_row[real]] = at_col[real]
    return np.flatnonzero(partner[i] == j)
