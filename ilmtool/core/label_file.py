"""Reads a label set from TOML and says exactly what is wrong with a bad one."""

from __future__ import annotations

import difflib
import re
import tomllib
from typing import Any

from ilmtool.core.labels import KEYS, OUTLINES, LabelClass, LabelSet, default_color, fold
from ilmtool.errors import UserError

_FIELDS = ("id", "name", "color", "key", "parent", "description", "outline")
_COLOR = re.compile(r"#[0-9a-fA-F]{6}")
_MAX_CLASSES = 10_000
_MAX_NAME = 200
_EXAMPLE = 'Each class is a table like: [[class]] id = 1, name = "crane", color = "#e69f00", key = "1".'


def parse_label_set(text: str, source_name: str) -> LabelSet:
    """The label set that a TOML text describes.

    Parameters
    ----------
    text : str
        TOML with `name`, `description` and one `[[class]]` table per class (`id`, `name`, and optionally
        `color`, `key`, `parent`, `description`, `outline`).
    source_name : str
        The file's name, for messages.

    Raises
    ------
    UserError
        Not TOML, or a class without id or name, a duplicate id, name or key, a bad colour, an unknown
        parent: the first such mistake, with its place.
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UserError(
            f"{source_name} is not valid TOML.", f"{error}.", "Correct the file, or choose another label set."
        ) from error
    entries = table.get("class", [])
    if not isinstance(entries, list) or not all(isinstance(e, dict) for e in entries):
        raise _wrong(source_name, "`class` is not a list of tables", _EXAMPLE)
    if not entries:
        raise _wrong(source_name, "it has no classes", _EXAMPLE)
    if len(entries) > _MAX_CLASSES:
        raise _wrong(source_name, f"it has {len(entries)} classes; {_MAX_CLASSES} is the limit")
    classes = tuple(_class(entry, i, source_name) for i, entry in enumerate(entries, start=1))
    _check_unique(classes, source_name)
    _check_parents(classes, source_name)
    return LabelSet(
        _text(table, "name", "the label set", source_name) or source_name,
        classes,
        _text(table, "description", "the label set", source_name),
    )


def _wrong(source: str, what: str, hint: str = "Correct the file, or choose another label set.") -> UserError:
    return UserError(f"{source} is not a usable label set: {what}.", "", hint)


def _text(table: dict[str, Any], key: str, where: str, source: str) -> str:
    value = table.get(key, "")
    if not isinstance(value, str):
        raise _wrong(source, f"`{key}` of {where} is not text")
    return value.strip()


def _class(entry: dict[str, Any], number: int, source: str) -> LabelClass:
    name = _text(entry, "name", f"class {number}", source)
    where = f"class {number} ({name})" if name else f"class {number}"
    for key in entry:
        # A field of a later version passes; a slip of the keys must not be dropped in silence.
        near = [] if key in _FIELDS else difflib.get_close_matches(key, _FIELDS, n=1, cutoff=0.75)
        if near:
            raise _wrong(source, f"{where} has `{key}`", f"Did you mean `{near[0]}`?")
    if not name:
        raise _wrong(source, f"{where} has no name", _EXAMPLE)
    if len(name) > _MAX_NAME or not name.isprintable():
        raise _wrong(source, f"the name of {where} is too long or has control characters")
    number_id = entry.get("id")
    if not isinstance(number_id, int) or isinstance(number_id, bool) or number_id < 0:
        raise _wrong(source, f"{where} has no id that is a whole number from 0 up", _EXAMPLE)
    color = _text(entry, "color", where, source) or default_color(name)
    if not _COLOR.fullmatch(color):
        raise _wrong(source, f"the colour `{color}` of {where} is not like #e69f00")
    key_text = str(entry["key"]) if "key" in entry else ""
    if key_text and key_text not in KEYS:
        raise _wrong(source, f"the key `{key_text}` of {where} is not 1 to 9")
    outline = _text(entry, "outline", where, source) or "solid"
    if outline not in OUTLINES:
        raise _wrong(source, f"the outline `{outline}` of {where} is none of {', '.join(OUTLINES)}")
    return LabelClass(
        id=number_id,
        name=name,
        color=color.lower(),
        key=key_text or None,
        parent=_text(entry, "parent", where, source) or None,
        description=_text(entry, "description", where, source),
        outline=outline,
    )


def _check_unique(classes: tuple[LabelClass, ...], source: str) -> None:
    ids: dict[int, str] = {}
    names: dict[str, str] = {}
    keys: dict[str, str] = {}
    for item in classes:
        if item.id in ids:
            raise _wrong(source, f"`{ids[item.id]}` and `{item.name}` have the same id {item.id}")
        folded = fold(item.name)
        if folded in names:
            raise _wrong(source, f"the name `{item.name}` is used twice")
        if item.key is not None and item.key in keys:
            raise _wrong(source, f"`{keys[item.key]}` and `{item.name}` have the same key {item.key}")
        ids[item.id] = names[folded] = item.name
        if item.key is not None:
            keys[item.key] = item.name


def _check_parents(classes: tuple[LabelClass, ...], source: str) -> None:
    parents = {item.name: item.parent for item in classes}
    for item in classes:
        seen = {item.name}
        parent = item.parent
        while parent is not None:
            if parent not in parents:
                raise _wrong(source, f"the parent `{parent}` of `{item.name}` is not in the set")
            if parent in seen:
                raise _wrong(source, f"`{item.name}` is its own ancestor through `{parent}`")
            seen.add(parent)
            parent = parents[parent]
