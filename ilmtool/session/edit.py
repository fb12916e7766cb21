"""What an edit is: who makes it, its named patch, and what all edits of annotations share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ilmtool.core.annotation import Annotation
from ilmtool.core.document import Document, Patch
from ilmtool.core.geometry import Ring
from ilmtool.text import tr

if TYPE_CHECKING:
    from ilmtool.imagery.ground import GroundMap

Changed = dict[str, tuple[Annotation | None, Annotation | None]]
"""For each id what was there and what is there now, as in `Patch`."""

Outline = tuple[Ring, ...]
"""Exterior ring and holes."""


@dataclass(frozen=True)
class EditContext:
    """Who edits, when, and looking at what.

    Attributes
    ----------
    now : str
        Full UTC datetime.
    before_id, after_id : str
        The two scenes that are compared.
    visible_scene : str or None
        The one on screen under the edit; None leaves what the annotation says.
    grounds : mapping
        Ground map of each scene id; None or missing where the image has no georeferencing.
    certainty, change : str
        What a new annotation gets. `unknown` by default for certainty: nobody has judged yet.
    """

    author: str
    now: str
    before_id: str
    after_id: str
    visible_scene: str | None = None
    grounds: Mapping[str, GroundMap | None] = field(default_factory=dict)
    certainty: str = "unknown"
    change: str = "new"


@dataclass(frozen=True, slots=True)
class Edit:
    """A named patch.

    Attributes
    ----------
    label : str
        Name of the undo step.
    patch : Patch
    ids : tuple of str
        Annotations that exist after it and were made or changed.
    merge_key : str or None
        For `Store.dispatch`: set where a burst of such edits is one step.
    locked : int
        How many annotations were passed over because they are locked.
    """

    label: str
    patch: Patch
    ids: tuple[str, ...] = ()
    merge_key: str | None = None
    locked: int = 0


def present(document: Document, ids: Iterable[str]) -> dict[str, Annotation]:
    """Those of the ids that exist, each once."""
    return {i: document.annotations[i] for i in ids if i in document.annotations}


def editable(document: Document, ids: Iterable[str]) -> tuple[dict[str, Annotation], int]:
    """Those of the ids that exist and are not locked, each once, and how many are locked."""
    found = present(document, ids)
    free = {key: item for key, item in found.items() if not item.properties.locked}
    return free, len(found) - len(free)


def stamped(old: Annotation, context: EditContext, values: Mapping[str, Any]) -> Annotation:
    """The annotation with new values, when, and what was on screen."""
    seen = context.visible_scene or old.properties.visible_scene
    return old.edited(**values, updated=context.now, visible_scene=seen)


def outline_of(item: Annotation) -> Outline:
    """Exterior and holes in px of the scene it is drawn on; none where the file has none."""
    polygon = item.properties.image_geometry
    return polygon.coordinates if polygon is not None else ()


def derived(outlines: Sequence[Outline], ground: GroundMap | None) -> list[bytes]:
    """The `geometry` member of each of several outlines in the pixels of one scene."""
    from ilmtool.sidecar.derive_many import derive_many

    return derive_many(outlines, ground)


def one_of(value: str | None, words: tuple[str, ...]) -> None:
    """Refuse a word that is none of the contract's.

    Raises
    ------
    ValueError
        For another word; None is none.
    """
    if value is not None and value not in words:
        raise ValueError(f"{value!r} is none of {', '.join(words)}")


def burst(what: str, ids: Iterable[str]) -> str:
    """The merge key of a burst of edits of the same annotations."""
    return f"{what}:{hash(frozenset(ids))}"


def what(items: Iterable[Annotation]) -> str:
    """`crane`, or `3 boxes`."""
    names = [a.label for a in items]
    return (names[0] or tr("box")) if len(names) == 1 else tr("%n box(es)", "", len(names))
