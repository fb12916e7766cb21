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
from ilmtool.text import mark, tr

_FIELDS = ("id", "name", "color", "key", "parent", "description", "outline", "attribute")
_ATTRIBUTE_FIELDS = ("key", "kind", "title", "required", "choices", "min", "max", "unit", "description")
_COLOR = re.compile(r"#[0-9a-fA-F]{6}")
MAX_CLASSES = 10_000
MAX_NAME = 200
MAX_ID = 1 << 53
"""Larger whole numbers do not survive JSON in other programs."""
MAX_ATTRIBUTES = 100
MAX_DESCRIPTION = 4_000
_EXAMPLE = mark('Each class is a table like: [[class]] id = 1, name = "crane", color = "#e69f00", key = "1".')
_ATTRIBUTE_EXAMPLE = mark(
    'Each attribute is a table below its class like: [[class.attribute]] key = "height_m", kind = "number".'
)
_REMEDY = mark("Correct the file, or choose another label set.")


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
        raise UserError(
            tr("{name} is not valid TOML.", name=source_name), f"{error}.", tr(_REMEDY)
        ) from error
    source = _Source(source_name, TomlLines(text))
    entries = _tables(table, "class", tr("the label set"), source, tr(_EXAMPLE))
    if not entries:
        raise source.wrong(tr("it has no classes"), hint=tr(_EXAMPLE))
    if len(entries) > MAX_CLASSES:
        raise source.wrong(
            tr(
                "it has {count} classes; {limit} is the limit",
                count=len(entries),
                limit=MAX_CLASSES,
            )
        )
    classes = tuple(_class(entry, i, source, reserved) for i, entry in enumerate(entries))
    retired = _retired(table, source)
    _check_unique(classes, retired, source)
    _check_parents(classes, source)
    _check_inherited(classes, source)
    return LabelSet(
        _text(table, "name", tr("the label set"), source) or source_name,
        classes,
        _text(table, "description", tr("the label set"), source, MAX_DESCRIPTION),
        retired,
    )


@dataclass(frozen=True)
class _Source:
    """The file that is being read, for messages with a line."""

    name: str
    lines: TomlLines

    def wrong(self, what: str, place: tuple[int, ...] = (), key: str = "", hint: str = "") -> UserError:
        """What is wrong; `place` is the number of the class, from 0, and of its attribute."""
        line = self.lines.line_of(place, key) if place or key else None
        if line is None:
            title = tr("{name} is not a usable label set: {what}.", name=self.name, what=what)
        else:
            title = tr(
                "{name}, line {line}, is not a usable label set: {what}.",
                name=self.name,
                line=line,
                what=what,
            )
        return UserError(title, "", hint or tr(_REMEDY))


def _tables(table: dict[str, Any], key: str, where: str, source: _Source, hint: str) -> list[dict[str, Any]]:
    entries = table.get(key, [])
    if not isinstance(entries, list) or not all(isinstance(e, dict) for e in entries):
        raise source.wrong(tr("`{key}` of {where} is not a list of tables", key=key, where=where), hint=hint)
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
        raise source.wrong(tr("`{key}` of {where} is not text", key=key, where=where), place, key)
    if len(value) > limit:
        raise source.wrong(
            tr("`{key}` of {where} is longer than {limit} characters", key=key, where=where, limit=limit),
            place,
            key,
        )
    return value.strip()


def _check_fields(
    entry: dict[str, Any], known: tuple[str, ...], where: str, source: _Source, place: tuple[int, ...]
) -> None:
    for key in entry:
        # A field of a later version passes; a slip of the keys must not be dropped in silence.
        near = [] if key in known else difflib.get_close_matches(key, known, n=1, cutoff=0.75)
        if near and near[0] not in entry:
            raise source.wrong(
                tr("{where} has `{key}`", where=where, key=key),
                place,
                key,
                tr("Did you mean `{key}`?", key=near[0]),
            )


def _retired(table: dict[str, Any], source: _Source) -> tuple[int, ...]:
    value = table.get("retired", [])
    if not isinstance(value, list) or not all(_is_id(v) for v in value) or len(value) > MAX_CLASSES:
        raise source.wrong(tr("`retired` is not a list of class ids"), (), "retired")
    return tuple(dict.fromkeys(value))


def _is_id(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < MAX_ID


def _class(entry: dict[str, Any], index: int, source: _Source, reserved: frozenset[str]) -> LabelClass:
    place = (index,)
    name = _text(entry, "name", tr("class {number}", number=index + 1), source, MAX_NAME * 10, place)
    where = (
        tr("class {number} ({name})", number=index + 1, name=name[:MAX_NAME])
        if name
        else tr("class {number}", number=index + 1)
    )
    _check_fields(entry, _FIELDS, where, source, place)
    if not name:
        raise source.wrong(tr("{where} has no name", where=where), place, hint=tr(_EXAMPLE))
    if len(name) > MAX_NAME or not name.isprintable():
        raise source.wrong(
            tr("the name of {where} is too long or has control characters", where=where), place, "name"
        )
    if not _is_id(entry.get("id")):
        raise source.wrong(
            tr("{where} has no id that is a whole number from 0 up", where=where), place, "id", tr(_EXAMPLE)
        )
    color = _text(entry, "color", where, source, place=place) or default_color(name)
    if not _COLOR.fullmatch(color):
        raise source.wrong(
            tr("the colour `{color}` of {where} is not like #e69f00", color=color, where=where),
            place,
            "color",
        )
    key_text = str(entry["key"])[:40] if "key" in entry else ""
    if key_text and key_text not in KEYS:
        raise source.wrong(
            tr("the key `{key}` of {where} is not 1 to 9", key=key_text, where=where), place, "key"
        )
    outline = _text(entry, "outline", where, source, place=place) or "solid"
    if outline not in OUTLINES:
        raise source.wrong(
            tr(
                "the outline `{outline}` of {where} is none of {outlines}",
                outline=outline,
                where=where,
                outlines=", ".join(OUTLINES),
            ),
            place,
            "outline",
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
    tables = _tables(entry, "attribute", where, source, tr(_ATTRIBUTE_EXAMPLE))
    if len(tables) > MAX_ATTRIBUTES:
        raise source.wrong(
            tr(
                "{where} has more than {limit} attributes",
                where=where,
                limit=MAX_ATTRIBUTES,
            ),
            (index,),
        )
    made: dict[str, AttributeDefinition] = {}
    for number, table in enumerate(tables):
        definition = _attribute(table, where, (index, number), source)
        if definition.key.casefold() in reserved:
            message = tr(
                "the attribute `{key}` of {where} is a property of every annotation",
                key=definition.key,
                where=where,
            )
            raise source.wrong(message, (index, number), "key", tr("Give it another key."))
        if definition.key in made:
            message = tr("{where} defines the attribute `{key}` twice", where=where, key=definition.key)
            raise source.wrong(message, (index, number), "key")
        made[definition.key] = definition
    return tuple(made.values())


def _attribute(
    table: dict[str, Any], owner: str, place: tuple[int, ...], source: _Source
) -> AttributeDefinition:
    key = _text(table, "key", tr("an attribute of {owner}", owner=owner), source, place=place)
    where = (
        tr("attribute `{key}` of {owner}", key=key, owner=owner)
        if key
        else tr("attribute {number} of {owner}", number=place[1] + 1, owner=owner)
    )
    _check_fields(table, _ATTRIBUTE_FIELDS, where, source, place)
    if not ATTRIBUTE_KEY.fullmatch(key):
        message = tr(
            "{where} has no key of letters, digits and underscores that starts with a letter", where=where
        )
        raise source.wrong(message, place, "key", tr(_ATTRIBUTE_EXAMPLE))
    kind = _text(table, "kind", where, source, place=place)
    if kind not in ATTRIBUTE_KINDS:
        message = tr(
            "the kind `{kind}` of {where} is none of {kinds}",
            kind=kind,
            where=where,
            kinds=", ".join(ATTRIBUTE_KINDS),
        )
        raise source.wrong(message, place, "kind")
    required = table.get("required", False)
    if not isinstance(required, bool):
        raise source.wrong(tr("`required` of {where} is not true or false", where=where), place, "required")
    low, high = (_limit(table, name, where, kind, place, source) for name in ("min", "max"))
    if low is not None and high is not None and low > high:
        raise source.wrong(tr("`min` of {where} is larger than `max`", where=where), place, "min")
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
        raise source.wrong(tr("`choices` of {where} is not a list of words", where=where), place, "choices")
    if len(choices) > MAX_CHOICES or len(set(choices)) != len(choices):
        message = tr(
            "`choices` of {where} has a word twice, or more than {limit}",
            where=where,
            limit=MAX_CHOICES,
        )
        raise source.wrong(message, place, "choices")
    if (kind == "choice") != bool(choices):
        message = tr("{where} is a choice without `choices`", where=where) if kind == "choice" else (
            tr("{where} has `choices`, but its kind is {kind}", where=where, kind=kind)
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
        raise source.wrong(
            tr("`{name}` of {where} is not a number's limit", name=name, where=where), place, name
        )
    return float(value)


def _check_unique(classes: tuple[LabelClass, ...], retired: tuple[int, ...], source: _Source) -> None:
    ids: dict[int, str] = {}
    names: dict[str, str] = {}
    keys: dict[str, str] = {}
    for index, item in enumerate(classes):
        if item.id in ids:
            message = tr(
                "`{other}` and `{name}` have the same id {id}", other=ids[item.id], name=item.name, id=item.id
            )
            raise source.wrong(message, (index,), "id")
        if item.id in retired:
            message = tr(
                "`{name}` has the id {id}, which belonged to a class that was taken out",
                name=item.name,
                id=item.id,
            )
            raise source.wrong(message, (index,), "id", tr("Give it an id that no class ever had."))
        folded = fold(item.name)
        if folded in names:
            raise source.wrong(tr("the name `{name}` is used twice", name=item.name), (index,), "name")
        if item.key is not None and item.key in keys:
            message = tr(
                "`{other}` and `{name}` have the same key {key}",
                other=keys[item.key],
                name=item.name,
                key=item.key,
            )
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
                message = tr(
                    "the parent `{parent}` of `{name}` is not in the set", parent=parent, name=item.name
                )
                raise source.wrong(message, (index,), "parent")
            if parent in seen:
                raise source.wrong(
                    tr("`{name}` is its own ancestor through `{parent}`", name=item.name, parent=parent),
                    (index,),
                    "parent",
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
                message = tr(
                    "the attribute `{key}` is a {kind} of `{owner}` but a {other} of `{name}`",
                    key=definition.key,
                    kind=kind,
                    owner=owner,
                    other=definition.kind,
                    name=item.name,
                )
                raise source.wrong(message, (index, number), "kind", tr("Give one of them another key."))
