"""A comparison as plain values, for JSON and for the pages that are printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ilmtool.review.bootstrap import Interval, ratio_interval
from ilmtool.review.compare import (
    RULE_NAMES,
    Comparison,
    confusion,
    f1,
    f1_at,
    f1_label,
    f1_location,
    kappa,
    middle,
    per_class,
)
from ilmtool.review.conflicts import ONLY_A, ONLY_B
from ilmtool.review.overlap import Rules
from ilmtool.review.rating import Figure

NO_BOX = "(no box)"

_CENTER = (
    "centre: the smaller side is below {small:g} px and the centres are at most {near:g} px apart, or half "
    "that side where it is more; one area is at most 16 times the other"
)
_ONE_TO_ONE = (
    "one to one, whatever the labels: the most pairs, then the largest total overlap, then equal labels, "
    "then ids"
)


class Reasons(dict[str, str]):
    """Why figures are n/a, by their key."""

    def value(self, key: str, figure: Figure, digits: int = 6) -> float | None:
        """The rounded number, or None with the reason noted."""
        if figure.value is None:
            self[key] = figure.reason
            return None
        return round(figure.value, digits)


def rules_of(rules: Rules) -> dict[str, Any]:
    """The thresholds, and in words what matched."""
    return {
        "iou": rules.iou,
        "small_px": rules.small_px,
        "centre_px": rules.center_px,
        "text": [
            f"iou: intersection over union (of the outlines, where a box is turned) of {rules.iou:g} or more",
            _CENTER.format(small=rules.small_px, near=rules.center_px),
            _ONE_TO_ONE,
        ],
    }


def report_of(comparison: Comparison) -> dict[str, Any]:
    """Every figure of two files.

    Figures that are not defined are None, and `reasons` says for each of them why; `reason` is the reason of
    the headline, F1, or None.
    """
    reasons = Reasons()
    location, label = f1_location(comparison), f1_label(comparison)
    mean_iou, median_iou = middle(comparison.matching.iou)
    mean_offset, median_offset = middle(comparison.matching.offset)
    agreement = kappa(comparison)
    made: dict[str, Any] = {
        "f1_location": reasons.value("f1_location", location),
        "f1_label": reasons.value("f1_label", label),
        "reason": location.reason or label.reason or None,
        "boxes_a": len(comparison.a),
        "boxes_b": len(comparison.b),
        "matched": comparison.matched,
        "only_a": comparison.only_a,
        "only_b": comparison.only_b,
        "label_differs": comparison.label_differs,
        "attribute_differs": comparison.attribute_differs,
        "mean_iou": reasons.value("mean_iou", mean_iou),
        "median_iou": reasons.value("median_iou", median_iou),
        "mean_offset_px": reasons.value("mean_offset_px", mean_offset),
        "median_offset_px": reasons.value("median_offset_px", median_offset),
        "f1_at": {
            f"{iou:g}": reasons.value(f"f1_at.{iou:g}", figure) for iou, figure in f1_at(comparison).items()
        },
        "kappa": reasons.value("kappa", agreement),
        "kappa_n": agreement.n,
        "per_class": {
            c.label: {"n_a": c.n_a, "n_b": c.n_b, "matched": c.matched,
                      "f1": reasons.value(f"per_class.{c.label}", c.f1)}
            for c in per_class(comparison)
        },
        "confusion": confusion_of(comparison),
    }  # fmt: skip
    boxes = len(comparison.a) + len(comparison.b)
    made.update(interval_of(ratio_interval([2 * comparison.matched], [boxes])))
    made["unplaced_a"], made["unplaced_b"] = len(comparison.a.unplaced), len(comparison.b.unplaced)
    made["reasons"] = dict(reasons)
    made["pairs"] = pairs_of(comparison)
    made["unmatched"] = unmatched_of(comparison)
    return made


def interval_of(interval: Interval) -> dict[str, Any]:
    """The interval of F1 over scenes."""
    values = None if interval.low is None else [round(v or 0.0, 6) for v in (interval.low, interval.high)]
    return {
        "f1_location_interval": values,
        "f1_location_interval_scenes": interval.scenes,
        **({"f1_location_interval_reason": interval.reason} if interval.reason else {}),
    }


def confusion_of(comparison: Comparison) -> dict[str, Any]:
    """Rows are labels of a, columns those of b; the last of each is "no box"."""
    table = confusion(comparison)
    return {"labels": [*table.labels, NO_BOX], "matrix": [list(row) for row in table.matrix]}


def pairs_of(comparison: Comparison) -> list[dict[str, Any]]:
    """The matched pairs, by id."""
    a, b, m = comparison.a, comparison.b, comparison.matching
    return [
        {
            "a": a.ids[i],
            "b": b.ids[j],
            "iou": round(iou, 6),
            "offset_px": round(offset, 3),
            "rule": RULE_NAMES[rule],
            "conflict": kinds[0] if kinds else None,
            "conflicts": list(kinds),
            "label_a": a.labels[i],
            "label_b": b.labels[j],
        }
        for i, j, iou, offset, rule, kinds in zip(
            m.a.tolist(), m.b.tolist(), m.iou.tolist(), m.offset.tolist(), m.rule.tolist(),
            comparison.conflicts, strict=True,
        )
    ]  # fmt: skip


def unmatched_of(comparison: Comparison) -> list[dict[str, Any]]:
    """Boxes that one file alone has."""
    a, b, m = comparison.a, comparison.b, comparison.matching
    return [
        {"a": a.ids[i], "b": None, "conflict": ONLY_A, "label": a.labels[i]} for i in m.only_a.tolist()
    ] + [{"a": None, "b": b.ids[j], "conflict": ONLY_B, "label": b.labels[j]} for j in m.only_b.tolist()]


def pooled(comparisons: Sequence[Comparison]) -> dict[str, Any]:
    """The headline of several comparisons together: all their boxes and pairs counted.

    The interval draws whole comparisons, so it is over scenes only where each is of another scene.
    """
    reasons = Reasons()
    matched = sum(c.matched for c in comparisons)
    same = sum(c.matched - c.label_differs for c in comparisons)
    n_a, n_b = sum(len(c.a) for c in comparisons), sum(len(c.b) for c in comparisons)
    location, label = f1(matched, n_a, n_b), f1(same, n_a, n_b)
    return {
        "f1_location": reasons.value("f1_location", location),
        "f1_label": reasons.value("f1_label", label),
        "reason": location.reason or None,
        "matched": matched,
        "only_a": sum(c.only_a for c in comparisons),
        "only_b": sum(c.only_b for c in comparisons),
        "label_differs": sum(c.label_differs for c in comparisons),
        "attribute_differs": sum(c.attribute_differs for c in comparisons),
    }


def text_of_figure(value: float | None, reason: str | None, digits: int = 3) -> str:
    """A number for people, or n/a and why."""
    if value is not None:
        return f"{value:.{digits}f}"
    return f"n/a: {reason}" if reason else "n/a"


def headline(report: Mapping[str, Any], names: tuple[str, str]) -> list[tuple[str, str]]:
    """(what, value) of the figures of two files, in the order of the page."""
    why: Mapping[str, str] = report["reasons"]

    def figure(key: str, digits: int = 3) -> str:
        return text_of_figure(report[key], why.get(key), digits)

    rows = [
        ("F1, location only", figure("f1_location")),
        ("F1, with label", figure("f1_label")),
        (f"boxes of {names[0]}", str(report["boxes_a"])),
        (f"boxes of {names[1]}", str(report["boxes_b"])),
        ("matched", str(report["matched"])),
        (f"only in {names[0]}", str(report["only_a"])),
        (f"only in {names[1]}", str(report["only_b"])),
        ("label differs", str(report["label_differs"])),
        ("attribute differs", str(report["attribute_differs"])),
        ("mean IoU", figure("mean_iou")),
        ("median IoU", figure("median_iou")),
        ("mean offset of centres, px", figure("mean_offset_px", 2)),
        ("median offset of centres, px", figure("median_offset_px", 2)),
    ]
    for iou, value in report["f1_at"].items():
        rows.append((f"F1 at IoU {iou}", text_of_figure(value, why.get(f"f1_at.{iou}"))))
    rows.append((f"Cohen's kappa on matched boxes (n = {report['kappa_n']})", figure("kappa")))
    low_high = report["f1_location_interval"]
    rows.append(
        (
            "F1, 95 % interval over scenes",
            f"{low_high[0]:.3f} to {low_high[1]:.3f}"
            if low_high
            else f"n/a: {report.get('f1_location_interval_reason', '')}",
        )
    )
    return rows


def pooled_classes(comparisons: Sequence[Comparison]) -> dict[str, Any]:
    """Figures of each class, counted over several comparisons."""
    sums: dict[str, list[int]] = {}
    for comparison in comparisons:
        for own in per_class(comparison):
            total = sums.setdefault(own.label, [0, 0, 0])
            for at, value in enumerate((own.n_a, own.n_b, own.matched)):
                total[at] += value
    return {
        name: {"n_a": n_a, "n_b": n_b, "matched": matched, "f1": round(2 * matched / (n_a + n_b), 6)}
        for name, (n_a, n_b, matched) in sorted(sums.items())
    }


def pooled_confusion(comparisons: Sequence[Comparison]) -> dict[str, Any]:
    """The confusion matrices of several comparisons added up."""
    tables = [confusion_of(comparison) for comparison in comparisons]
    names = sorted({name for table in tables for name in table["labels"][:-1]})
    code = {name: at for at, name in enumerate(names)}
    matrix = [[0] * (len(names) + 1) for _ in range(len(names) + 1)]
    for table in tables:
        places = [*(code[name] for name in table["labels"][:-1]), len(names)]
        for at, row in zip(places, table["matrix"], strict=False):
            for to, count in zip(places, row, strict=True):
                matrix[at][to] += count
    return {"labels": [*names, NO_BOX], "matrix": matrix}
