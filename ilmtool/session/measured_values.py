"""Measured values on annotations: flat properties of the sidecar, the unit in each name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from ilmtool.core.annotation import Annotation
from ilmtool.core.attributes import problem_of
from ilmtool.core.document import Document, Patch
from ilmtool.core.labels import LabelSet
from ilmtool.errors import UserError
from ilmtool.session.attribute_edits import attribute_values
from ilmtool.session.edit import Edit, EditContext, editable
from ilmtool.text import mark, number, tr

if TYPE_CHECKING:
    from ilmtool.measure.measurement import Measurement

VALUES: Mapping[str, tuple[str, str]] = {
    "length_m": (mark("Length"), "m"),
    "azimuth_deg": (mark("Azimuth"), "°"),
    "area_m2": (mark("Area"), "m²"),
    "perimeter_m": (mark("Perimeter"), "m"),
    "height_m": (mark("Height"), "m"),
    "height_pm_m": (mark("Height ±"), "m"),
    "height_method": (mark("Height by"), ""),
}
"""Properties that attaching writes: title and unit."""

_METHODS = (mark("shadow, base to shadow tip"), mark("shadow, roof edge to shadow tip"))
"""What attaching writes for `height_method`, as `measure.measurement.values` gives it."""

_STEPS = {
    "length_m": mark("Attach length to {what}"),
    "area_m2": mark("Attach area to {what}"),
    "height_m": mark("Attach height to {what}"),
}
"""Names of the steps, by what `measure.measurement.values` gives first."""

_UNITS = {"_m": "m", "_m2": "m2", "_deg": "deg"}
_AS_BYTES = tuple(f'"{key}"'.encode() for key in VALUES)


def attach(
    document: Document, ids: frozenset[str], item: Measurement, labels: LabelSet, context: EditContext
) -> Edit:
    """Measured values as properties of annotations; others of the same names are replaced.

    Raises
    ------
    UserError
        There is no value in metres, or the label set declares one of the names with another unit or limits.
    """
    from msgspec.structs import replace as with_members

    from ilmtool.measure.measurement import values

    found = values(item)
    if not found:
        raise UserError(tr("Without georeferencing there is no value in metres to attach."))
    free, locked = editable(document, ids)
    changed: dict[str, tuple[Annotation | None, Annotation | None]] = {}
    for key, old in free.items():
        _check(old, found, labels)
        extra = {**attribute_values(old), **found}
        seen = item.scene_id or old.properties.visible_scene
        changed[key] = (old, with_members(old.edited(updated=context.now, visible_scene=seen), extra=extra))
    what = next((a.label for a in free.values() if a.label), tr("annotation"))
    name = tr(_STEPS[next(iter(found))], what=what)
    return Edit(name, Patch(changed), tuple(changed), locked=locked)


def _check(annotation: Annotation, found: Mapping[str, float | str], labels: LabelSet) -> None:
    for definition in labels.attributes_of(annotation.label):
        if definition.key not in found:
            continue
        problem = problem_of(definition, found[definition.key])
        unit = next((u for ending, u in _UNITS.items() if definition.key.endswith(ending)), "")
        declared = definition.unit.replace("²", "2").replace("°", "deg")
        if not problem and definition.unit and unit and declared != unit:
            problem = tr("The label set declares {key} in {unit}.", key=definition.key, unit=definition.unit)
        if problem:
            raise UserError(
                tr("The value was not attached."), problem, tr("Correct the label set, or the measurement.")
            )


def measured_values(annotation: Annotation) -> dict[str, Any]:
    """The measured values that an annotation carries, in the order of `VALUES`."""
    if annotation.extra is None and (
        annotation.source is None or not any(key in annotation.source for key in _AS_BYTES)
    ):
        return {}  # without decoding a line
    held = attribute_values(annotation)
    return {key: held[key] for key in VALUES if key in held}


def measured_text(annotation: Annotation, *, plain: bool = False) -> str:
    """The same for people: `Length 123.4 m, Azimuth 87.3 °`.

    Parameters
    ----------
    plain : bool
        The same in every language, as a filter wants it.
    """
    say: Callable[[str], str] = str if plain else tr
    write: Callable[[float, str], str] = format if plain else number
    parts = []
    for key, value in measured_values(annotation).items():
        title, unit = VALUES[key]
        if isinstance(value, int | float) and not isinstance(value, bool):
            shown = write(value, ",.10g")
        else:
            shown = say(value) if value in _METHODS else str(value)[:60]
        parts.append(f"{say(title)} {shown} {unit}".strip())
    return ", ".join(parts)
