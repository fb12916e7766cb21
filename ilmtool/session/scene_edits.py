"""What an analyst corrects about a scene: each function names an undo step and makes its patch.

`set_acquisition` changes the scene only. `correct_acquisition`, which the window uses, takes along the change
intervals that were filled in from the old dates, in the same step; those that say anything else stay.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from datetime import timedelta
from typing import Any

from ilmtool.core.annotation import Annotation
from ilmtool.core.document import Document, Header, Patch, apply_patch
from ilmtool.core.scene import Acquisition, Scene
from ilmtool.core.times import format_utc, parse_utc
from ilmtool.session.corrections import KEYS, corrected_members, with_corrected
from ilmtool.session.operations import Edit, EditContext, interval_of
from ilmtool.text import UnclearNumberError, mark, number, read_number, tr

MANUAL = "manual"
"""`datetime_source` of a date that a person gave."""

PRECISIONS = ("second", "day")
_NAMES = {
    "datetime": mark("date"),
    "datetime_precision": mark("date"),
    "platform": mark("platform"),
    "gsd": mark("GSD"),
    "off_nadir": mark("off-nadir angle"),
    "azimuth": mark("view azimuth"),
    "sun_elevation": mark("sun elevation"),
    "sun_azimuth": mark("sun azimuth"),
    "cloud_cover": mark("cloud cover"),
    "attribution": mark("attribution"),
}
_LIMITS: Mapping[str, tuple[float, float]] = {
    "gsd": (1e-6, 1e6),
    "off_nadir": (0.0, 90.0),
    "azimuth": (0.0, 360.0),
    "sun_elevation": (-90.0, 90.0),
    "sun_azimuth": (0.0, 360.0),
    "cloud_cover": (0.0, 100.0),
}


def set_acquisition(document: Document, scene_id: str, **changes: Any) -> Edit:
    """Correct when and how a scene was taken.

    Parameters
    ----------
    scene_id : str
    **changes
        Members of `Acquisition` but `datetime_source` and `incidence` (the sidecar has no place for it). None
        or no text takes a value away; a date taken away stays away when the pair is opened again. `datetime`
        is text in ISO 8601, with or without a time and a zone (UTC without one); `datetime_precision` follows
        from it unless given. Either makes the source `manual`.

    Raises
    ------
    ValueError
        There is no such scene or member, or a value makes no sense; the message is a sentence for people.
    """
    scene = document.scene(scene_id)
    if scene is None:
        raise ValueError(tr("There is no scene {scene}.", scene=scene_id))
    for name in changes:
        if name not in _NAMES:
            raise ValueError(f"{name} of a scene cannot be set.")
    values: dict[str, Any] = {
        name: _checked(name, value) for name, value in changes.items() if name not in _DATE
    }
    if _DATE & changes.keys():
        values |= _date(scene.acquisition, changes)
    corrected = replace(scene.acquisition, **values)
    if _same(corrected, scene.acquisition):
        return Edit("", Patch())
    changed = {name for name in KEYS if getattr(corrected, name) != getattr(scene.acquisition, name)}
    new = with_corrected(replace(scene, acquisition=corrected), corrected_members(scene) | changed)
    name = tr("Correct {what} of {scene}", what=_named(changes), scene=scene_id)
    return Edit(name, _with_scene(document, scene, new))


def _named(changes: Mapping[str, Any]) -> str:
    """What is corrected, for the name of the step."""
    names = list(dict.fromkeys(tr(_NAMES[name]) for name in changes))
    if len(changes) >= 3:
        return tr("acquisition")
    return names[0] if len(names) == 1 else tr("{one} and {other}", one=names[0], other=names[1])


def correct_acquisition(document: Document, scene_id: str, context: EditContext, **changes: Any) -> Edit:
    """`set_acquisition`, and the change intervals that the scene's old date gave; one step.

    `Edit.ids` are the annotations whose interval follows.

    Raises
    ------
    ValueError
        As `set_acquisition`; also for a date in the future.
    """
    edit = set_acquisition(document, scene_id, **changes)
    if edit.patch.header is not None and "datetime" in changes:
        taken = next(s.acquisition for s in edit.patch.header[1].scenes if s.id == scene_id)
        if taken.datetime is not None and parse_utc(taken.datetime) > parse_utc(context.now) + _ZONES:
            raise ValueError(tr("{date} is in the future.", date=taken.datetime[:10]))
    return with_intervals(document, edit, context)


def reset_acquisition(document: Document, scene_id: str, found: Acquisition, context: EditContext) -> Edit:
    """What the image's file says, in place of every correction; change intervals follow.

    Parameters
    ----------
    found : Acquisition
        From the file, as the sidecar records it (`matching.as_recorded`).
    """
    scene = document.scene(scene_id)
    if scene is None:
        raise ValueError(tr("There is no scene {scene}.", scene=scene_id))
    new = with_corrected(replace(scene, acquisition=found), ())
    if new == scene:
        return Edit("", Patch())
    name = tr("Reset acquisition of {scene}", scene=scene_id)
    return with_intervals(document, Edit(name, _with_scene(document, scene, new)), context)


def with_intervals(document: Document, edit: Edit, context: EditContext) -> Edit:
    """An edit of the header together with the change intervals that follow from it."""
    if edit.patch.header is None:
        return edit
    follow = recompute_intervals(apply_patch(document, edit.patch), edit.patch.header[0], context)
    return replace(
        edit, patch=replace(edit.patch, annotations=follow.patch.annotations), ids=(*edit.ids, *follow.ids)
    )


def outdated_intervals(document: Document, old: Header) -> tuple[str, ...]:
    """Annotations whose change interval is what the old scene dates gave, and is not what the present give.

    Parameters
    ----------
    old : Header
        As it was before dates were corrected: `edit.patch.header[0]`.
    """
    return tuple(_recomputed(document, old))


def recompute_intervals(document: Document, old: Header, context: EditContext) -> Edit:
    """New change intervals where they were filled in from the old scene dates.

    Intervals that say anything else, because somebody set them or another pair gave them, stay.

    Parameters
    ----------
    old : Header
        As it was before dates were corrected: `edit.patch.header[0]`.
    """
    changed: dict[str, tuple[Annotation | None, Annotation | None]] = {}
    for key, (start, end, precision) in _recomputed(document, old).items():
        item = document.annotations[key]
        changed[key] = (
            item,
            item.edited(
                change_not_before=start,
                change_not_after=end,
                change_precision=precision,
                updated=context.now,
            ),
        )
    name = tr("Update change interval of %n annotation(s)", "", len(changed))
    return Edit(name, Patch(changed), tuple(changed))


def _with_scene(document: Document, old: Scene, new: Scene) -> Patch:
    header = document.header
    scenes = tuple(new if s is old else s for s in header.scenes)
    return Patch({}, (header, replace(header, scenes=scenes)))


_ZONES = timedelta(days=1)
"""Clocks and time zones may differ by so much before a date is in the future."""

_Interval = tuple[str | None, str | None, str | None]
_DATE = {"datetime", "datetime_precision"}


def _recomputed(document: Document, old: Header) -> dict[str, _Interval]:
    earlier = Document(old)
    known: dict[tuple[str, str], tuple[_Interval, _Interval]] = {}
    found: dict[str, _Interval] = {}
    for key, item in document.annotations.items():
        p = item.properties
        if p.scene_before is None or p.scene_after is None:
            continue
        pair = (p.scene_before, p.scene_after)
        if pair not in known:
            known[pair] = (interval_of(earlier, *pair), interval_of(document, *pair))
        was, now = known[pair]
        if was != now and (p.change_not_before, p.change_not_after, p.change_precision) == was:
            found[key] = now
    return found


def _date(said: Acquisition, changes: Mapping[str, Any]) -> dict[str, Any]:
    from ilmtool.imagery.metadata.moments import parse_moment

    stated = changes.get("datetime", said.datetime)
    if stated is None or not str(stated).strip():
        return {"datetime": None, "datetime_source": MANUAL, "datetime_precision": None}
    dated = parse_moment(stated)
    if dated is None:
        raise ValueError(tr("{text} is not a date like 2019-03-02 or 2019-03-02T02:15:00Z.", text=stated))
    derived = dated[1] if "datetime" in changes else said.datetime_precision or dated[1]
    precision = changes.get("datetime_precision") or derived
    if precision not in PRECISIONS:
        raise ValueError(
            tr("The precision of a date is second or day, not {precision}.", precision=precision)
        )
    moment = format_utc(parse_utc(dated[0]))
    if precision == "day":
        moment = f"{moment[:10]}T00:00:00Z"
    return {"datetime": moment, "datetime_source": MANUAL, "datetime_precision": precision}


def _same(corrected: Acquisition, said: Acquisition) -> bool:
    """Whether nothing is new; the source alone is not: confirming a date leaves it to who stated it."""
    names = (f.name for f in fields(Acquisition) if f.name != "datetime_source")
    return all(getattr(corrected, name) == getattr(said, name) for name in names) and (
        corrected.datetime is not None or said.datetime_source in {None, MANUAL}
    )


def _checked(name: str, value: Any) -> str | float | None:
    if value is None or value == "":
        return None
    read: Callable[[str, Any], str | float] = _number if name in _LIMITS else _text
    return read(name, value)


def _text(name: str, value: Any) -> str:
    found = " ".join(str(value).split())
    if len(found) > MAX_TEXT:
        raise ValueError(
            tr("The {name} is longer than {limit} characters.", name=tr(_NAMES[name]), limit=MAX_TEXT)
        )
    return found


def _number(name: str, value: Any) -> float:
    """A number; as text also with the unit that it is shown with, as `text.read_number` reads it."""
    low, high = _LIMITS[name]
    found = _read(name, value) if isinstance(value, str) else float(value)
    if not low <= found <= high:
        raise ValueError(
            tr(
                "The {name} must be from {low} to {high}, not {found}.",
                name=tr(_NAMES[name]),
                low=number(low, "g"),
                high=number(high, "g"),
                found=number(found, "g"),
            )
        )
    return found


def _read(name: str, text: str) -> float:
    match = _TYPED.fullmatch(text)
    factor = _UNITS[name].get(match["unit"].lower()) if match is not None else None
    if match is None or factor is None:
        raise ValueError(tr("The {name} is not a number: {text}.", name=tr(_NAMES[name]), text=text))
    try:
        return read_number(match["number"]) * factor
    except UnclearNumberError as error:
        raise ValueError(
            tr("The {name} {text} is not clear, {why}.", name=tr(_NAMES[name]), text=text, why=error)
        ) from error
    except ValueError as error:
        raise ValueError(
            tr("The {name} is not a number: {text}.", name=tr(_NAMES[name]), text=text)
        ) from error


MAX_TEXT = 500
_TYPED = re.compile(r"\s*(?P<number>.*\d[.,\u066b]?)\s*(?P<unit>[^\s\d.,\u066b]*)\s*")
_ANGLE = {"": 1.0, "°": 1.0, "deg": 1.0}
_UNITS: Mapping[str, Mapping[str, float]] = {
    "gsd": {"": 1.0, "m": 1.0, "cm": 0.01},
    "cloud_cover": {"": 1.0, "%": 1.0},
    **dict.fromkeys(("off_nadir", "azimuth", "sun_elevation", "sun_azimuth"), _ANGLE),
}
