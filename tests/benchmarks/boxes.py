"""Sidecars with many boxes, as an analyst would have drawn them."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import numpy as np

from ilmtool.core.document import Document
from ilmtool.core.geometry import Ring
from ilmtool.core.layout import Side
from ilmtool.imagery.checksum import file_checksum
from ilmtool.session import operations
from ilmtool.session.labels import load_label_set
from ilmtool.session.opening import OpenedPair, open_pair
from ilmtool.session.operations import EditContext
from ilmtool.session.provenance import Provenance
from ilmtool.sidecar.codec import encode
from ilmtool.sidecar.files import sidecar_path, write_atomic

TURNED_SHARE = 0.1
CERTAINTIES = ("confirmed", "probable", "possible", "unknown")
CHANGES = ("new", "removed", "modified", "moved")


def write_sidecar(images: tuple[Path, Path], count: int) -> Path:
    """Write a sidecar of `count` boxes spread over the after image; returns its place beside the image."""
    path = sidecar_path(images[1])
    path.unlink(missing_ok=True)
    with open_pair(*images).pair as pair:
        opened = open_pair(*images)
        try:
            document = document_of(opened, count, pair.after.facts.width)
            prepared = Provenance({pair.scene_id(s): pair.scene(s).facts.path for s in Side})
            document = prepared.prepare(with_checksums(document, opened), path)
        finally:
            opened.pair.close()
    write_atomic(path, encode(document))
    return path


def with_checksums(document: Document, opened: OpenedPair) -> Document:
    """The document with the checksums that a saved sidecar has."""
    paths = {opened.pair.scene_id(s): opened.pair.scene(s).facts.path for s in Side}
    scenes = tuple(
        replace(scene, file_checksum=file_checksum(paths[scene.id])) for scene in document.header.scenes
    )
    return replace(document, header=replace(document.header, scenes=scenes))


def document_of(opened: OpenedPair, count: int, side: int) -> Document:
    """The opened pair's document with `count` boxes in it, the same ones every time."""
    document, pair = opened.document, opened.pair
    labels, _ = load_label_set("")
    names = [label.name for label in labels.classes]
    context = EditContext(
        author="analyst-1",
        now="2019-03-03T08:00:00Z",
        before_id=pair.scene_id(Side.BEFORE),
        after_id=pair.scene_id(Side.AFTER),
        grounds=pair.grounds,
    )
    annotations = {}
    rng = np.random.default_rng(7)
    for index, ring in enumerate(rings(count, side)):
        edit = operations.create(
            document,
            replace(context, certainty=CERTAINTIES[index % 4], change=CHANGES[index // 3 % 4]),
            ring,
            context.after_id,
            names[index * 7 % len(names)],
            annotation_id=_uuid(rng),
        )
        annotations[edit.ids[0]] = edit.patch.annotations[edit.ids[0]][1]
    return replace(document, annotations=annotations)


def rings(count: int, side: int) -> list[Ring]:
    """Closed rings in px: a jittered lattice over the whole image, a tenth of them turned."""
    if count == 0:
        return []
    rng = np.random.default_rng(3)
    across = math.ceil(math.sqrt(count))
    step = side / across
    reach = min(48.0, step * 0.8)
    sizes = rng.uniform(reach / 4, reach, (count, 2))
    jitter = rng.uniform(-0.2, 0.2, (count, 2)) * step
    angles = np.where(rng.random(count) < TURNED_SHARE, rng.uniform(0, math.pi / 2, count), 0.0)
    found: list[Ring] = []
    for index in range(count):
        x = (index % across + 0.5) * step + jitter[index, 0]
        y = (index // across + 0.5) * step + jitter[index, 1]
        half_w, half_h = sizes[index] / 2
        c, s = math.cos(angles[index]), math.sin(angles[index])
        corners = [(-half_w, -half_h), (-half_w, half_h), (half_w, half_h), (half_w, -half_h)]
        points = [
            (
                round(float(min(max(x + u * c - v * s, 0.0), side)), 3),
                round(float(min(max(y + u * s + v * c, 0.0), side)), 3),
            )
            for u, v in corners
        ]
        found.append((*points, points[0]))
    return found


def _uuid(rng: np.random.Generator) -> str:
    h = rng.bytes(16).hex()
    return f"{h[:8]}-{h[8:12]}-4{h[13:16]}-a{h[17:20]}-{h[20:]}"
