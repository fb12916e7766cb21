"""Labels of a document that its label set lacks: which there are, and giving them classes of the set."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from ilmtool.core.document import Document, Patch
from ilmtool.core.labels import LabelSet, fold
from ilmtool.session.edit import Changed, Edit, EditContext, editable, stamped
from ilmtool.text import tr


def labels_outside(document: Document, labels: LabelSet) -> dict[str, int]:
    """Labels that the set lacks, with the number of annotations of each, the most frequent first.

    An annotation without a label has none that could be mapped.
    """
    counts = Counter(a.label for a in document.annotations.values())
    outside = [(label, n) for label, n in counts.items() if label and label not in labels]
    return dict(sorted(outside, key=lambda entry: (-entry[1], entry[0])))


def likely_class(label: str, labels: LabelSet) -> str | None:
    """The class that is called the same but for capitals, hyphens, blanks or a plural s, if there is one."""
    wanted = fold(label)
    for item in labels:
        name = fold(item.name)
        if wanted in {name, f"{name}s"} or name == f"{wanted}s":
            return item.name
    return None


def map_labels(document: Document, mapping: Mapping[str, str], context: EditContext) -> Edit:
    """Other labels for all annotations that have one of some labels, as one step.

    Parameters
    ----------
    mapping : mapping
        Label that is there -> label to be.
    """
    wanted = {old: new for old, new in mapping.items() if old != new}
    free, locked = editable(document, (k for k, a in document.annotations.items() if a.label in wanted))
    changed: Changed = {
        key: (item, stamped(item, context, {"label": wanted[item.label]})) for key, item in free.items()
    }
    mapped = {before.label for before, _ in changed.values() if before is not None}
    if len(mapped) == 1:
        (old,) = mapped
        name = tr("Map {old} to {new}", old=old, new=wanted[old])
    else:
        name = tr("Map %n label(s)", "", len(mapped))
    return Edit(name, Patch(changed), tuple(changed), locked=locked)
