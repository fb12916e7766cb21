"""Reads a label set from TOML and says exactly what is wrong with a bad one."""

from __future__ import annotations

import difflib
import re
import tomllib
from dataclasses import dataclass
from typing import Any

from ilmtool.core.attributes import KEY as ATTRIBUTE_KEY
from ilmtool.core.attributes import KINDS as ATTRIBUTE_KINDS
from ilmtool.core.attributes import MAX_CHOICES, MAX_MAGNITUDE, AttributeDefinition
from ilmtool.core.label_lines import TomlLines
from ilmtool.core.labels import KEYS, OUTLINES, LabelClass, LabelSet, default_color, fold
from ilmtool.errors import UserError

_FIELDS = ("id", "name", "color", "key", "parent", "description", "outline", "attribute")
_ATTRIBUTE_FIELDS = ("key", "kind", "title", "required", "choices", "min", "max", "unit", "description")
_COLOR = re.compile(r"#[0-9a-fA-F]{6}")
MAX_CLASSES = 10_000
MAX_NAME = 200
MAX_ID = 1 << 53
"""Larger whole numbers do not survive JSON in other programs."""
MAX_ATTRIBUTES = 100
MAX_DESCRIPTION = 4_000
_EXAMPLE = 'Each class is a table like: [[class]] id = 1, name = "crane", color = "#e69f00", key = "1".'
_ATTRIBUTE_EXAMPLE = (
    'Each attribute is a table below its class like: [[class.attribute]] key = "height_m", kind = "number".'
)
_REMEDY = "Correct the file, or choose another label set."


def parse_label_set(text: str, source_name: str, reserved: frozenset[str] = frozenset()) -> LabelSet:
    """The label set that a TOML text describes.

    Parameters
    ----------
    text : str
        TOML with `name`, `description`, `retired` (ids never to be given again) and one `[[class]]` table
        per class (`id`, `name`, and optionally `color`, `key`, `parent`, `description`, `outline`), with a
        `[[class.attribute]]` table below it for each attribute (`key`, `kind`, and optionally `title`,
        `required`, `choices`, `min`, `max`, `unit`, `description`).
    source_name : str
        The file's name, for messages.
    reserved : frozenset of str
        Keys, in lower case, that no attribute may have: the sidecar's own properties.

    Raises
    ------
    UserError
        Not TOML, or a class without id or name, a duplicate id, name or key, a bad colour, an unknown
        parent, a bad attribute: the first such mistake, with its line where that can be told.
    """
    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise UserError(f"{source_name} is not valid TOML.", f"{error}.", _REMEDY) from error
    source = _Source(source_name, TomlLines(text))
    entries = _tables(table, "class", "the label set", source, _EXAMPLE)
    if not entries:
        raise source.wrong("it has no classes", hint=_EXAMPLE)
    if len(entries) > MAX_CLASSES:
        raise source.wrong(f"it has {len(entries)} classes; {MAX_CLASSES} is the limit")
    classes = tuple(_class(entry, i, source, reserved) for i, entry in enumerate(entries))
    retired = _retired(table, source)
    _check_unique(classes, retired, source)
    _check_parents(classes, source)
    _check_inherited(classes, source)
    return LabelSet(
        _text(table, "name", "the label set", source) or source_name,
        classes,
        _text(table, "description", "the label set", source, MAX_DESCRIPTION),
        retired,
    )


@dataclass(frozen=True)
class _Source:
    """The file that is being read, for messages with a line."""

    name: str
    lines: TomlLines

    def wrong(self, what: str, place: tuple[int, ...] = (), key: str = "", hint: str = _REMEDY) -> UserError:
        """What is wrong; `place` is the number of the class, from 0, and of its attribute."""
        line = self.lines.line_of(place, key) if place or key else None
        at = "" if line is None else f", line {line},"
        return UserError(f"{self.name}{at} is not a usable label set: {what}.", "", hint)


def _tables(table: dict[str, Any], key: str, where: str, source: _Source, hint: str) -> list[dict[str, Any]]:
    entries = table.get(key, [])
    if not isinstance(entries, list) or not all(isinstance(e, dict) for e in entries):
        raise source.wrong(f"`{key}` of {where} is not a list of tables", hint=hint)
    return entries


def _text(
    table: dict[str, Any],
    key: str,
    where: str,
    source: _Source,
    limit: int = MAX_NAME,
    place: tuple[int, ...] = (),
) -> str:
    value = table.get(key, "")
    if not isinstance(value, str):
        raise source.wrong(f"`{key}` of {where} is not text", place, key)
    if len(value) > limit:
        raise source.wrong(f"`{key}` of {where} is longer than {limit} characters", place, key)
    return value.strip()


def _check_fields(
    entry: dict[str, Any], known: tuple[str, ...], where: str, source: _Source, place: tuple[int, ...]
) -> None:
    for key in entry:
        # A field of a later version passes; a slip of the keys must not be dropped in silence.
        near = [] if key in known else difflib.get_close_matches(key, known, n=1, cutoff=0.75)
        if near and near[0] not in entry:
            raise source.wrong(f"{where} has `{key}`", place, key, f"Did you mean `{near[0]}`?")


def _retired(table: dict[str, Any], source: _Source) -> tuple[int, ...]:
    value = table.get("retired", [])
    if not isinstance(value, list) or not all(_is_id(v) for v in value) or len(value) > MAX_CLASSES:
        raise source.wrong("`retired` is not a list of class ids", (), "retired")
    return tuple(dict.fromkeys(value))


def _is_id(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < MAX_ID


def _class(entry: dict[str, Any], index: int, source: _Source, reserved: frozenset[str]) -> LabelClass:
    place = (index,)
    name = _text(entry, "name", f"class {index + 1}", source, MAX_NAME * 10, place)
    where = f"class {index + 1} ({name[:MAX_NAME]})" if name else f"class {index + 1}"
    _check_fields(entry, _FIELDS, where, source, place)
    if not name:
        raise source.wrong(f"{where} has no name", place, hint=_EXAMPLE)
    if len(name) > MAX_NAME or not name.isprintable():
        raise source.wrong(f"the name of {where} is too long or has control characters", place, "name")
    if not _is_id(entry.get("id")):
        raise source.wrong(f"{where} has no id that is a whole number from 0 up", place, "id", _EXAMPLE)
    color = _text(entry, "color", where, source, place=place) or default_color(name)
    if not _COLOR.fullmatch(color):
        raise source.wrong(f"the colour `{color}` of {where} is not like #e69f00", place, "color")
    key_text = str(entry["key"])[:40] if "key" in entry else ""
    if key_text and key_text not in KEYS:
        raise source.wrong(f"the key `{key_text}` of {where} is not 1 to 9", place, "key")
    outline = _text(entry, "outline", where, source, place=place) or "solid"
    if outline not in OUTLINES:
        raise source.wrong(
            f"the outline `{outline}` of {where} is none of {', '.join(OUTLINES)}", place, "outline"
        )
    return LabelClass(
        id=entry["id"],
        name=name,
        color=color.lower(),
        key=key_text or None,
        parent=_text(entry, "parent", where, source, place=place) or None,
        description=_text(entry, "description", where, source, MAX_DESCRIPTION, place),
        outline=outline,
        attributes=_attributes(entry, where, index, source, reserved),
    )


def _attributes(
    entry: dict[str, Any], where: str, index: int, source: _Source, reserved: frozenset[str]
) -> tuple[AttributeDefinition, ...]:
    tables = _tables(entry, "attribute", where, source, _ATTRIBUTE_EXAMPLE)
    if len(tables) > MAX_ATTRIBUTES:
        raise source.wrong(f"{where} has more than {MAX_ATTRIBUTES} attributes", (index,))
    made: dict[str, AttributeDefinition] = {}
    for number, table in enumerate(tables):
        definition = _attribute(table, where, (index, number), source)
        if definition.key.casefold() in reserved:
            message = f"the attribute `{definition.key}` of {where} is a property of every annotation"
            raise source.wrong(message, (index, number), "key", "Give it another key.")
        if definition.key in made:
            message = f"{where} defines the attribute `{definition.key}` twice"
            raise source.wrong(message, (index, number), "key")
        made[definition.key] = definition
    return tuple(made.values())


def _attribute(
    table: dict[str, Any], owner: str, place: tuple[int, ...], source: _Source
) -> AttributeDefinition:
    key = _text(table, "key", f"an attribute of {owner}", source, place=place)
    where = f"attribute `{key}` of {owner}" if key else f"attribute {place[1] + 1} of {owner}"
    _check_fields(table, _ATTRIBUTE_FIELDS, where, source, place)
    if not ATTRIBUTE_KEY.fullmatch(key):
        message = f"{where} has no key of letters, digits and underscores that starts with a letter"
        raise source.wrong(message, place, "key", _ATTRIBUTE_EXAMPLE)
    kind = _text(table, "kind", where, source, place=place)
    if kind not in ATTRIBUTE_KINDS:
        message = f"the kind `{kind}` of {where} is none of {', '.join(ATTRIBUTE_KINDS)}"
        raise source.wrong(message, place, "kind")
    required = table.get("required", False)
    if not isinstance(required, bool):
        raise source.wrong(f"`required` of {where} is not true or false", place, "required")
    low, high = (_limit(table, name, where, kind, place, source) for name in ("min", "max"))
    if low is not None and high is not None and low > high:
        raise source.wrong(f"`min` of {where} is larger than `max`", place, "min")
    return AttributeDefinition(
        key=key,
        kind=kind,
        title=_text(table, "title", where, source, place=place),
        required=required,
        choices=_choices(table, where, kind, place, source),
        low=low,
        high=high,
        unit=_text(table, "unit", where, source, place=place),
        description=_text(table, "description", where, source, MAX_DESCRIPTION, place),
    )


def _choices(
    table: dict[str, Any], where: str, kind: str, place: tuple[int, ...], source: _Source
) -> tuple[str, ...]:
    choices = table.get("choices", [])
    if not isinstance(choices, list) or not all(
        isinstance(c, str) and c.strip() and len(c) <= MAX_NAME and c.isprintable() for c in choices
    ):
        raise source.wrong(f"`choices` of {where} is not a list of words", place, "choices")
    if len(choices) > MAX_CHOICES or len(set(choices)) != len(choices):
        message = f"`choices` of {where} has a word twice, or more than {MAX_CHOICES}"
        raise source.wrong(message, place, "choices")
    if (kind == "choice") != bool(choices):
        message = f"{where} is a choice without `choices`" if kind == "choice" else (
            f"{where} has `choices`, but its kind is {kind}"
        )  # fmt: skip
        raise source.wrong(message, place, "choices")
    return tuple(choices)


def _limit(
    table: dict[str, Any], name: str, where: str, kind: str, place: tuple[int, ...], source: _Source
) -> float | None:
    value = table.get(name)
    if value is None:
        return None
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if kind != "number" or not is_number or not abs(value) <= MAX_MAGNITUDE:
        raise source.wrong(f"`{name}` of {where} is not a number's limit", place, name)
    return float(value)


def _check_unique(classes: tuple[LabelClass, ...], retired: tuple[int, ...], source: _Source) -> None:
    ids: dict[int, str] = {}
    names: dict[str, str] = {}
    keys: dict[str, str] = {}
    for index, item in enumerate(classes):
        if item.id in ids:
            message = f"`{ids[item.id]}` and `{item.name}` have the same id {item.id}"
            raise source.wrong(message, (index,), "id")
        if item.id in retired:
            message = f"`{item.name}` has the id {item.id}, which belonged to a class that was taken out"
            raise source.wrong(message, (index,), "id", "Give it an id that no class ever had.")
        folded = fold(item.name)
        if folded in names:
            raise source.wrong(f"the name `{item.name}` is used twice", (index,), "name")
        if item.key is not None and item.key in keys:
            message = f"`{keys[item.key]}` and `{item.name}` have the same key {item.key}"
            raise source.wrong(message, (index,), "key")
        ids[item.id] = names[folded] = item.name
        if item.key is not None:
            keys[item.key] = item.name


def _check_parents(classes: tuple[LabelClass, ...], source: _Source) -> None:
    parents = {item.name: item.parent for item in classes}
    sound: set[str] = set()
    for index, item in enumerate(classes):
        seen = {item.name}
        parent = item.parent
        while parent is not None and parent not in sound:
            if parent not in parents:
                message = f"the parent `{parent}` of `{item.name}` is not in the set"
                raise source.wrong(message, (index,), "parent")
            if parent in seen:
                raise source.wrong(
                    f"`{item.name}` is its own ancestor through `{parent}`", (index,), "parent"
                )
            seen.add(parent)
            parent = parents[parent]
        sound |= seen


def _check_inherited(classes: tuple[LabelClass, ...], source: _Source) -> None:
    """One key means one kind of value within a set: it is one column of the exported table."""
    kinds: dict[str, tuple[str, str]] = {}
    for index, item in enumerate(classes):
        for number, definition in enumerate(item.attributes):
            kind, owner = kinds.setdefault(definition.key, (definition.kind, item.name))
            if kind != definition.kind:
                message = (
                    f"the attribute `{definition.key}` is a {kind} of `{owner}` "
                    f"but a {definition.kind} of `{item.name}`"
                )
                raise source.wrong(message, (index, number), "kind", "Give one of them another key.")
