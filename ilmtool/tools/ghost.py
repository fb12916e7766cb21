"""The preview of one annotation that is being edited."""

from __future__ import annotations

from ilmtool.core.annotation import Annotation
from ilmtool.core.geometry import FloatArray
from ilmtool.tools.events import Cursor, Preview


def ghost_of(cursor: Cursor, outline: FloatArray, annotation: Annotation, readout: str) -> Preview:
    """The annotation at another place: `outline` (M, 2) in reference px, not closed."""
    hidden = frozenset({annotation.id})
    if len(outline) == 4:
        return Preview(cursor, outline[None], hidden=hidden, readout=readout, label=annotation.label)
    return Preview(cursor, polygons=(outline,), hidden=hidden, readout=readout, label=annotation.label)
