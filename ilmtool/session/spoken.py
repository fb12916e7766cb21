"""The selection in words, for those who hear the program and do not see it."""

from __future__ import annotations

from collections import Counter

import numpy as np

from ilmtool.core.boxindex import SELECTED
from ilmtool.session.workspace import Workspace


def selection_in_words(workspace: Workspace) -> str:
    """`crane, confirmed, new, drawn on after; 3 of 16`, or `5 annotations: 3 crane, 2 trailer`."""
    annotations, chosen = workspace.document.annotations, workspace.view.selection
    if not chosen:
        return f"Nothing is selected; {_counted(len(annotations))}"
    if len(chosen) > 1:
        index = workspace.index
        counts = np.bincount(index.label[(index.flags & SELECTED) != 0]).tolist()
        labels = Counter({index.label_names[i]: count for i, count in enumerate(counts) if count})
        listed = ", ".join(f"{count} {label or 'no label'}" for label, count in labels.most_common(5))
        return f"{_counted(len(chosen))} selected: {listed}" + (", and others" if len(labels) > 5 else "")
    (key,) = chosen
    item = annotations[key]
    p = item.properties
    said = [p.label or "no label", p.certainty or "", p.change or ""]
    side = workspace.pair.side_of(item.drawn_on) if workspace.pair is not None else None
    if side is not None:
        said.append(f"drawn on {side.value}")
    if p.locked:
        said.append("locked")
    if key in workspace.hidden:
        said.append("hidden")
    row = workspace.index.row(key)
    place = f"; {row + 1} of {len(annotations)}" if row is not None else ""
    return ", ".join(word for word in said if word) + place


def _counted(count: int) -> str:
    return "1 annotation" if count == 1 else f"{count:,} annotations"
