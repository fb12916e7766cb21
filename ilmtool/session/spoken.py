"""The selection in words, for those who hear the program and do not see it."""

from __future__ import annotations

from collections import Counter

import numpy as np

from ilmtool.core.boxindex import SELECTED
from ilmtool.core.layout import Side
from ilmtool.core.words import shown
from ilmtool.session.workspace import Workspace
from ilmtool.text import number, tr


def selection_in_words(workspace: Workspace) -> str:
    """`crane, confirmed, new, drawn on after; 3 of 16`, or `5 annotations: 3 crane, 2 trailer`."""
    annotations, chosen = workspace.document.annotations, workspace.view.selection
    if not chosen:
        return tr("Nothing is selected; %n annotation(s)", "", len(annotations))
    if len(chosen) > 1:
        index = workspace.index
        counts = np.bincount(index.label[(index.flags & SELECTED) != 0]).tolist()
        labels = Counter({index.label_names[i]: count for i, count in enumerate(counts) if count})
        named = ((number(count, "d"), label or tr("no label")) for label, count in labels.most_common(5))
        listed = ", ".join(tr("{count} {label}", count=count, label=label) for count, label in named)
        if len(labels) > 5:
            return tr("%n annotation(s) selected: {labels}, and others", "", len(chosen), labels=listed)
        return tr("%n annotation(s) selected: {labels}", "", len(chosen), labels=listed)
    (key,) = chosen
    item = annotations[key]
    p = item.properties
    said = [p.label or tr("no label"), shown(p.certainty or ""), shown(p.change or "")]
    side = workspace.pair.side_of(item.drawn_on) if workspace.pair is not None else None
    if side is not None:
        said.append(tr("drawn on before") if side is Side.BEFORE else tr("drawn on after"))
    if p.locked:
        said.append(tr("locked"))
    if key in workspace.hidden:
        said.append(tr("hidden"))
    row = workspace.index.row(key)
    text = ", ".join(word for word in said if word)
    if row is None:
        return text
    place, total = number(row + 1, "d"), number(len(annotations), "d")
    return tr("{annotation}; {place} of {total}", annotation=text, place=place, total=total)
