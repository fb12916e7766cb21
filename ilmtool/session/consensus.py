"""The consensus of a review as a document of its own, with what each box came from."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import msgspec

from ilmtool.core.annotation import Annotation
from ilmtool.core.document import Document, Header
from ilmtool.sidecar.codec import extra_properties

if TYPE_CHECKING:
    from ilmtool.review.consensus import Cluster
    from ilmtool.session.review_files import Review, ReviewedFile

MEMBER = "review"
"""Of the header: which files were compared, by which rules, and what was decided."""

PREFIX = "review_"
"""Of the properties that say where a box came from: plain text and numbers, as the contract wants them."""

_NAMESPACE = uuid.UUID("6f0f5d0e-4d5b-5b8c-9d3a-2f8a1f0a7c11")


def consensus_document(review: Review) -> Document:
    """What the quorum of three or more files says; what is tied is left out, and listed in the header."""
    from ilmtool.review.consensus import AGREED

    made: dict[str, Annotation] = {}
    open_items = []
    for cluster in review.clusters:
        if cluster.presence == AGREED and cluster.label is not None:
            annotation = _agreed(cluster, review)
            made[annotation.id] = annotation
        elif not cluster.is_settled:
            open_items.append(_entry(cluster, review.files, review))
    header = consensus_header(_with_all_scenes(review.files), review, open_items)
    return Document(header, made)


def _with_all_scenes(files: Sequence[ReviewedFile]) -> Header:
    """The first file's header, with scenes that only others name: their boxes may be drawn on them."""
    header = files[0].document.header
    scenes = {scene.id: scene for scene in header.scenes}
    for file in files[1:]:
        for scene in file.document.header.scenes:
            taken = any(other.role == scene.role for other in scenes.values())
            scenes.setdefault(scene.id, replace(scene, role="other") if taken else scene)
    return replace(header, scenes=tuple(scenes.values()))


def consensus_header(header: Header, review: Review, items: Sequence[dict[str, Any]]) -> Header:
    """A header with the scenes of the first file and the record of the review."""
    record = {
        "sources": [
            {"file": f.path.name, "checksum": f.checksum, "boxes": len(b)}
            for f, b in zip(review.files, review.boxes, strict=True)
        ],
        "iou": review.rules.iou,
        "items": list(items),
    }
    extra = {k: v for k, v in header.extra.items() if k not in {MEMBER, "conflicts"}}
    return replace(header, version="1.0", extra={**extra, MEMBER: record}, foreign={})


def taken_from(
    annotation: Annotation, file: ReviewedFile, votes: int, voters: int, others: Sequence[str] = ()
) -> Annotation:
    """A copy of a colleague's box for the consensus, with where it came from.

    Its id is its own: made from the file's bytes and the id there, so that the same box taken twice is the
    same feature, and a box of the consensus is not mistaken for the source's.

    Parameters
    ----------
    votes, voters : int
        How many of how many files have the object.
    others : sequence of str
        Ids of the other files' boxes of the same object.
    """
    extra = {k: v for k, v in extra_properties(annotation).items() if not k.startswith(PREFIX)}
    extra |= {
        f"{PREFIX}source": file.path.name,
        f"{PREFIX}source_id": annotation.id,
        f"{PREFIX}source_checksum": file.checksum,
        f"{PREFIX}votes": f"{votes} of {voters}",
    }
    if others:
        extra[f"{PREFIX}same_as"] = ", ".join(others)
    key = str(uuid.uuid5(_NAMESPACE, f"{file.checksum} {annotation.id}"))
    return msgspec.structs.replace(annotation, id=key, source=None, extra=extra)


def _agreed(cluster: Cluster, review: Review) -> Annotation:
    number, row = cluster.chosen
    others = [review.boxes[n].ids[r] for n, r in cluster.members if (n, r) != cluster.chosen]
    annotation = review.boxes[number].annotations[row]
    made = taken_from(annotation, review.files[number], len(cluster.members), cluster.files, others)
    votes = dict(cluster.votes)
    extra = dict(made.extra or {})
    extra[f"{PREFIX}label_votes"] = f"{votes[cluster.label or '']} of {len(cluster.members)}"
    return msgspec.structs.replace(made, extra=extra)


def _entry(cluster: Cluster, files: Sequence[ReviewedFile], review: Review) -> dict[str, Any]:
    """What a person has to decide, for the record."""
    return {
        "boxes": [
            {"file": files[n].path.name, "id": review.boxes[n].ids[r], "label": review.boxes[n].labels[r]}
            for n, r in cluster.members
        ],
        "presence": cluster.presence,
        "votes": f"{len(cluster.members)} of {cluster.files}",
        "status": "open",
    }
