"""Pictures of conflicts, in both dates, by the window's own painter: ours solid, theirs dashed."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from ilmtool.core.annotation import Annotation, Properties
from ilmtool.core.document import Document
from ilmtool.core.geometry import Point
from ilmtool.core.labels import LabelClass, LabelSet
from ilmtool.core.layout import CompareMode, Side
from ilmtool.errors import UserError
from ilmtool.review.compare import Comparison
from ilmtool.review.conflicts import KINDS
from ilmtool.review.page import Picture
from ilmtool.review.worklist import Item, worklist
from ilmtool.session.opening import OpenedPair, open_sidecar
from ilmtool.session.picture import PictureRequest, paint_picture

SIZE = (960, 360)
_SHARE = 0.3
_MAX_SCALE = 8.0


def worst(items: Sequence[Item], limit: int) -> list[Item]:
    """The first conflicts of each kind in turn: the worst of every sort, not many of one."""
    by_kind = {kind: [item for item in items if item.kinds[0] == kind] for kind in KINDS}
    chosen: list[Item] = []
    turn = 0
    while len(chosen) < min(limit, len(items)):
        chosen += [own[turn] for own in by_kind.values() if turn < len(own)]
        turn += 1
    return chosen[:limit]


def conflict_pictures(
    comparison: Comparison, sidecar: Path, limit: int = 8
) -> tuple[list[Picture], UserError | None]:
    """Pictures of the worst conflicts of two files.

    Parameters
    ----------
    comparison : Comparison
        Its frame is the after scene of `sidecar`.
    sidecar : Path
        Leads to the images.
    limit : int
        At most so many.

    Returns
    -------
    pictures : list of Picture
    problem : UserError or None
        Why there are none: an image is missing or cannot be read.
    """
    items = worst(worklist(comparison), limit)
    if not items:
        return [], None
    try:
        opened = open_sidecar(sidecar)
    except UserError as error:
        return [], error
    with opened.pair:
        try:
            return [_picture(opened, comparison, item) for item in items], None
        except UserError as error:
            return [], error


def _picture(opened: OpenedPair, comparison: Comparison, item: Item) -> Picture:
    from PIL import Image

    document, labels = _drawn(opened, comparison, item)
    request = PictureRequest(CompareMode.SIDE_BY_SIDE, SIZE, _center(item), _scale(item, opened.pair.aspect))
    pixels = paint_picture(replace(opened, document=document), labels, request)
    buffer = io.BytesIO()
    Image.fromarray(np.ascontiguousarray(pixels[..., 2::-1])).save(buffer, "PNG")
    said = [
        f"{side}: {_claim(annotation)}"
        for side, annotation in zip("AB", _annotations(comparison, item), strict=True)
        if annotation is not None
    ]
    return Picture(buffer.getvalue(), f"{', '.join(item.kinds)} — {'; '.join(said)}", SIZE)


def _annotations(comparison: Comparison, item: Item) -> tuple[Annotation | None, Annotation | None]:
    a, b = comparison.a, comparison.b
    return (
        None if item.a is None else a.annotations[a.row(item.a)],
        None if item.b is None else b.annotations[b.row(item.b)],
    )


def _claim(annotation: Annotation) -> str:
    """What somebody says of the object, in short."""
    p = annotation.properties
    known = p.change_not_before or p.change_not_after
    dates = f"{p.change_not_before or '?'} to {p.change_not_after or '?'}" if known else ""
    return ", ".join(word for word in (p.label or "(no label)", p.certainty, p.change, dates) if word)


def _drawn(opened: OpenedPair, comparison: Comparison, item: Item) -> tuple[Document, LabelSet]:
    """The two boxes of a conflict as a document of their own, in px of the after scene."""
    annotations: dict[str, Annotation] = {}
    classes = []
    after = opened.pair.scene_id(Side.AFTER)
    for number, (boxes, key) in enumerate(((comparison.a, item.a), (comparison.b, item.b))):
        if key is None:
            continue
        row = boxes.row(key)
        side, color, outline = ("A", "#56b4e9", "solid") if number == 0 else ("B", "#e69f00", "dash")
        name = f"{side}: {boxes.labels[row]}"
        classes.append(LabelClass(number + 1, name, color, outline=outline))
        properties = Properties(label=name, drawn_on=after, image_geometry=boxes.polygon(row))
        annotations[side] = Annotation(side, properties)
    return Document(opened.document.header, annotations), LabelSet("review", tuple(classes))


def _center(item: Item) -> Point:
    x0, y0, x1, y1 = item.bounds
    return (x0 + x1) / 2, (y0 + y1) / 2


def _scale(item: Item, aspect: float) -> float:
    """So that the boxes fill a good part of each half, and their surroundings can be seen."""
    x0, y0, x1, y1 = item.bounds
    across = SIZE[0] / 2 * _SHARE / max(x1 - x0, 1e-6)
    down = SIZE[1] * _SHARE / max((y1 - y0) * aspect, 1e-6)
    return float(min(across, down, _MAX_SCALE))
