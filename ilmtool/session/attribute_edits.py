"""Label-set attributes of annotations: read from and written into the sidecar as properties of their own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ilmtool.core.annotation import Annotation
from ilmtool.core.attributes import AttributeDefinition, Value, missing_and_wrong, problem_of
from ilmtool.core.document import Document, Patch
from ilmtool.core.labels import LabelSet
from ilmtool.core.words import shown
from ilmtool.session.edit import Edit, EditContext, editable
from ilmtool.text import tr


@dataclass(frozen=True, slots=True)
class Shortfall:
    """What an annotation does not say though its class asks for it, and what it says wrongly."""

    missing: tuple[AttributeDefinition, ...] = ()
    wrong: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not self.missing and not self.wrong


def attribute_values(annotation: Annotation) -> dict[str, Any]:
    """All properties of an annotation that the sidecar's contract does not name."""
    from ilmtool.sidecar.codec import extra_properties

    return extra_properties(annotation)


def shortfall(annotation: Annotation, labels: LabelSet) -> Shortfall:
    """What its class asks for and the annotation does not say, or says wrongly; a finding, never a block."""
    asked = labels.attributes_of(annotation.label)
    if not asked:
        return Shortfall()
    return Shortfall(*missing_and_wrong(asked, attribute_values(annotation)))


def set_attribute(
    document: Document,
    ids: Iterable[str],
    definition: AttributeDefinition,
    value: Value | None,
    context: EditContext,
) -> Edit:
    """Another value of an attribute; None takes it away. All the rest of the properties stays.

    Raises
    ------
    ValueError
        The definition does not allow the value; the message is a sentence for people.
    """
    problem = problem_of(definition, value)
    if problem:
        raise ValueError(problem)
    from msgspec.structs import replace

    changed: dict[str, tuple[Annotation | None, Annotation | None]] = {}
    names: list[str] = []
    free, locked = editable(document, ids)
    for key, old in free.items():
        values = attribute_values(old)
        now = values.get(definition.key)
        if now == value and type(now) is type(value):
            continue
        if value is None:
            if definition.key not in values:
                continue
            del values[definition.key]
        else:
            values[definition.key] = value
        seen = context.visible_scene or old.properties.visible_scene
        changed[key] = (old, replace(old.edited(updated=context.now, visible_scene=seen), extra=values))
        names.append(old.label or shown("box"))
    what = names[0] if len(names) == 1 else tr("%n annotation(s)", "", len(names))
    title = definition.title or definition.key.replace("_", " ")
    return Edit(
        tr("Set {title} of {what}", title=title, what=what), Patch(changed), tuple(changed), locked=locked
    )
