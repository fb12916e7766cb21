"""The printed report of a review: thresholds, rules, files with their hashes, figures, pictures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from ilmtool.review.compare import Comparison
from ilmtool.review.conflicts import KINDS, ONLY_A, ONLY_B
from ilmtool.review.consensus import AGREED, MINORITY, TIED, alpha
from ilmtool.review.page import Block, Heading, Paragraph, Picture, Table
from ilmtool.review.report import headline, report_of, rules_of, text_of_figure
from ilmtool.session.review_files import Review

TITLE = "Review of annotations"
_MOST_CLASSES = 40


def review_blocks(
    review: Review,
    made: str,
    pictures: Mapping[tuple[int, int], Sequence[Picture]],
    remarks: Sequence[str] = (),
) -> list[Block]:
    """The report as blocks.

    Parameters
    ----------
    review : Review
    made : str
        UTC datetime of the report.
    pictures : mapping
        Of conflicts, by the numbers of the two files.
    remarks : sequence of str
        What the reader has to know besides, e.g. why there are no pictures.
    """
    names = [file.name for file in review.files]
    blocks: list[Block] = [
        Heading(TITLE, 1),
        Paragraph(f"Made by ilmtool, {made}."),
        Heading("Files"),
        Table(
            ("file", "analysts", "boxes", "examined areas", "sha-256"),
            tuple(
                (f.name, ", ".join(f.analysts) or "not named", str(len(b)), str(len(b.examined)),
                 f.checksum.removeprefix("1220"))
                for f, b in zip(review.files, review.boxes, strict=True)
            ),
        ),
        Heading("Rules"),
        *(Paragraph(text) for text in rules_of(review.rules)["text"]),
    ]  # fmt: skip
    notes = [finding.message for finding in review.findings] + list(remarks)
    if notes:
        blocks += [Heading("Remarks"), *(Paragraph(note) for note in notes)]
    for (one, other), comparison in review.pairs.items():
        blocks += _pair(comparison, (names[one], names[other]))
        shown = pictures.get((one, other), ())
        if shown:
            blocks += [Heading("Worst conflicts: A solid, B dashed", 3), *shown]
    if review.clusters:
        blocks += _consensus(review)
    return blocks


def _pair(comparison: Comparison, names: tuple[str, str]) -> list[Block]:
    report = report_of(comparison)
    blocks: list[Block] = [
        Heading(f"A: {names[0]}, B: {names[1]}"),
        Table(("figure", "value"), tuple(headline(report, ("A", "B")))),
        Heading("Conflicts", 3),
        _conflicts(comparison),
        Heading("Classes", 3),
        _classes(report),
    ]
    matrix = report["confusion"]
    if len(matrix["labels"]) <= _MOST_CLASSES + 1 and matrix["matrix"]:
        blocks += [
            Heading("Confusion matrix: rows A, columns B", 3),
            Table(
                ("", *matrix["labels"]),
                tuple(
                    (name, *(str(n) for n in row))
                    for name, row in zip(matrix["labels"], matrix["matrix"], strict=True)
                ),
                is_matrix=True,
            ),
        ]
    return blocks


def _conflicts(comparison: Comparison) -> Table:
    counts = Counter(kind for kinds in comparison.conflicts for kind in kinds)
    counts[ONLY_A], counts[ONLY_B] = comparison.only_a, comparison.only_b
    return Table(("kind", "count"), tuple((kind, str(counts[kind])) for kind in KINDS))


def _classes(report: Mapping[str, Any]) -> Table:
    rows = [
        (name, str(c["n_a"]), str(c["n_b"]), str(c["matched"]),
         text_of_figure(c["f1"], report["reasons"].get(f"per_class.{name}")))
        for name, c in list(report["per_class"].items())[:_MOST_CLASSES]
    ]  # fmt: skip
    left_out = len(report["per_class"]) - len(rows)
    if left_out > 0:
        rows.append((f"and {left_out} more", "", "", "", ""))
    return Table(("class", "A", "B", "same in both", "F1"), tuple(rows))


def _consensus(review: Review) -> list[Block]:
    figure = alpha(review.clusters, review.boxes)
    presence = Counter(c.presence for c in review.clusters)
    no_label = sum(c.presence == AGREED and c.label is None for c in review.clusters)
    rows = (
        ("objects that a quorum has", str(presence[AGREED])),
        ("of these, with no majority for a label", str(no_label)),
        ("tied: half of the files or more have it, but no quorum", str(presence[TIED])),
        ("of a minority", str(presence[MINORITY])),
        (
            f"Krippendorff's nominal alpha on matched boxes (n = {figure.n})",
            text_of_figure(figure.value, figure.reason),
        ),
    )
    return [Heading("All files together"), Table(("figure", "value"), rows)]
