"""What is told of a file when it is opened."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ilmtool.core.document import Document
from ilmtool.core.labels import LabelSet
from ilmtool.errors import Finding
from ilmtool.session.label_mapping import labels_outside
from ilmtool.session.ports import MAP_LABELS, SAVE_AS, Notice
from ilmtool.text import tr

TOLD_FINDINGS = 5
"""Findings of a file that are told one by one when it is opened."""

_MENDED_BY = {"not-writable": SAVE_AS, "newer-version": SAVE_AS}
"""Finding -> the command that is offered beside it."""


def notices_of(findings: Sequence[Finding], path: Path) -> list[Notice]:
    """What to tell of the findings in a file: the first few with their place, and how many more there are."""
    serious = [finding for finding in findings if finding.severity != "info"]
    notices = [
        Notice(
            "error" if f.severity == "error" else "warning",
            f.message,
            _place(f, path),
            command=_MENDED_BY.get(f.code, ""),
        )
        for f in serious[:TOLD_FINDINGS]
    ]
    more = len(serious) - len(notices)
    if more > 0:
        notices.append(
            Notice(
                "warning",
                tr("There (is|are) %n more finding(s) in {name}.", "", more, name=path.name),
                hint=tr("ilmtool validate {name} lists them all.", name=path.name),
            )
        )
    return notices


def _place(finding: Finding, path: Path) -> str:
    parts = [] if finding.line is None else [tr("line {line}", line=finding.line)]
    if finding.feature_id is not None:
        parts.append(tr("feature {id}", id=finding.feature_id))
    return f"{path.name}, {', '.join(parts)}." if parts else ""


def folder_notice(name: str, path: Path) -> Notice:
    """Annotations of an image cannot lie beside it."""
    return Notice(
        "info",
        tr("Annotations of {name} are kept in {path}.", name=name, path=path),
        "",
        tr("Save as puts them elsewhere."),
    )


def foreign_labels_notice(document: Document, labels: LabelSet) -> Notice | None:
    """Which labels of a file its label set lacks, and how to bring them in; None where it has them all."""
    outside = labels_outside(document, labels)
    if not outside:
        return None
    names = ", ".join(list(outside)[:5]) + (", …" if len(outside) > 5 else "")
    return Notice(
        "info",
        tr(
            "%n label(s) of this file (is|are) not in the label set {name}: {names}.",
            "",
            len(outside),
            name=labels.name,
            names=names,
        ),
        tr("They are shown, and stay as they are."),
        tr("Annotation > Labels outside the set (Shift+L) adds them or maps them onto classes."),
        command=MAP_LABELS,
    )


def adopted_notice(count: int, name: str) -> Notice:
    """Boxes were moved or drawn in another program."""
    return Notice(
        "info",
        tr("In {name}, %n box(es) (was|were) moved or drawn in another program.", "", count, name=name),
        tr("The new places are shown and will be saved."),
        tr("Undo brings the old ones back."),
    )
