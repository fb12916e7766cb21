"""What annotations say against a label set: labels it lacks, attributes that are missing or wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from ilmtool.core.annotation import Annotation
from ilmtool.core.labels import LabelSet
from ilmtool.errors import Finding
from ilmtool.session.attribute_edits import shortfall
from ilmtool.text import tr

Severity = Literal["error", "warning", "info"]


def label_findings(path: Path, labels: LabelSet) -> list[Finding]:
    """Findings of a sidecar's observations, in the order of its lines.

    A missing attribute and a label of somebody else's set are `info`: the file is as good as before.

    Raises
    ------
    UserError
        The file cannot be read as a sidecar.
    """
    from ilmtool.sidecar.reader import read_sidecar

    loaded = read_sidecar(path, allow_newer=True)
    found: list[Finding] = []
    for annotation, line in zip(loaded.document.annotations.values(), loaded.line_numbers, strict=True):
        if annotation.properties.kind != "observation":
            continue
        for severity, code, message, member in _against(annotation, labels):
            place = f"$.features[?(@.id=='{annotation.id[:80]}')].properties.{member}"
            found.append(Finding(severity, code, message, place, line, annotation.id))
    return found


def _against(annotation: Annotation, labels: LabelSet) -> list[tuple[Severity, str, str, str]]:
    """(severity, code, message, member) of each finding."""
    label = annotation.label
    if not label:
        return []  # a finding of the contract itself
    if label not in labels:
        outside = tr("The label {label} is not in {set}.", label=label[:80], set=labels.name)
        return [("info", "label-outside-set", outside, "label")]
    short = shortfall(annotation, labels)
    found: list[tuple[Severity, str, str, str]] = [
        (
            "info",
            "attribute-missing",
            tr("The {label} does not say its {attribute}.", label=label, attribute=d.shown),
            d.key,
        )
        for d in short.missing
    ]
    return found + [
        ("warning", "attribute-wrong", tr("Of the {label}: {problem}", label=label, problem=p), "label")
        for p in short.wrong
    ]
