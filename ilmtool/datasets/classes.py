"""Classes of a dataset: merged and renamed by a map, numbered by a list that only grows."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec

from ilmtool.datasets.records import ClassEntry
from ilmtool.errors import UserError
from ilmtool.text import tr

_HEAD = """\
# Class ids of a dataset. They are frozen: an entry is never changed, moved or taken away, new classes are
# added at the end. Formats that count classes without gaps use the order of this list.
"""


@dataclass(frozen=True, slots=True)
class ClassMap:
    """How labels become classes.

    Attributes
    ----------
    names : mapping
        Label -> class; "" drops it.
    other : str or None
        Class of all labels not named; "" drops them, None keeps each as it is.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    other: str | None = None

    def name_of(self, label: str) -> str | None:
        """The class of a label, None where it is dropped."""
        name = self.names.get(label)
        if name is None:
            name = label if self.other is None else self.other
        return name or None


def parse_class_map(text: str, source: str) -> ClassMap:
    """A class map from TOML.

    `[merge]` names classes and the labels that go into each, `drop` labels to leave out, `other` the class of
    all labels that are not named (`"keep"`, `"drop"` or a name).

    Raises
    ------
    UserError
        It is not TOML, or names a label twice.
    """
    table = _toml(text, source)
    unknown = sorted(set(table) - {"merge", "drop", "other"})
    if unknown:
        raise _wrong(source, tr("`{word}` is not one of merge, drop, other", word=unknown[0]))
    merge, drop, other = table.get("merge", {}), table.get("drop", []), table.get("other", "keep")
    if not isinstance(merge, dict) or not all(_is_names(labels) for labels in merge.values()):
        raise _wrong(source, tr('[merge] needs lines like: building = ["hall", "new roof"]'))
    if not _is_names(drop) or not isinstance(other, str):
        raise _wrong(source, tr("`drop` is a list of labels and `other` a text"))
    names: dict[str, str] = {}
    pairs = [(label, name) for name, labels in merge.items() for label in labels] + [(x, "") for x in drop]
    for label, name in pairs:
        if label in names:
            raise _wrong(source, tr("the label `{label}` is named twice", label=label))
        names[label] = name
    for name in merge:
        # What is merged into a class keeps the class itself in it, unless the map says otherwise.
        names.setdefault(name, name)
    return ClassMap(names, {"keep": None, "drop": ""}.get(other, other))


def _is_names(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) and item for item in value)


def parse_registry(text: str, source: str) -> tuple[ClassEntry, ...]:
    """The frozen classes in a file, in their order.

    Raises
    ------
    UserError
        It is not such a file, or an id or name stands there twice.
    """
    table = _toml(text, source)
    entries = table.get("class", [])
    if not isinstance(entries, list):
        raise _wrong(source, tr("`class` is not a list of tables"))
    try:
        found = tuple(msgspec.convert(entry, ClassEntry) for entry in entries)
    except msgspec.ValidationError as error:
        raise _wrong(source, f"{error}") from None
    ids: set[int] = set()
    names: set[str] = set()
    for entry in found:
        if entry.id in ids:
            raise _wrong(source, tr("the id {id} stands there twice", id=entry.id))
        if entry.name in names:
            raise _wrong(source, tr("the name {name} stands there twice", name=entry.name))
        ids.add(entry.id)
        names.add(entry.name)
    if any(entry.id < 0 or not entry.name for entry in found):
        raise _wrong(source, tr("an id is below 0, or a name is empty"))
    return found


def registry_text(classes: Sequence[ClassEntry]) -> str:
    """The file of frozen classes."""
    blocks = [f"\n[[class]]\nid = {entry.id}\nname = {_toml_text(entry.name)}\n" for entry in classes]
    return _HEAD + "".join(blocks)


def grown(
    frozen: Sequence[ClassEntry], known: Sequence[ClassEntry], used: Iterable[str]
) -> tuple[ClassEntry, ...]:
    """The frozen classes with new ones added at the end.

    Parameters
    ----------
    frozen : sequence of ClassEntry
        They stay as they are.
    known : sequence of ClassEntry
        Of a label set: new classes take their ids from here where these are free.
    used : iterable of str
        Class names that must be there.
    """
    classes = list(frozen)
    names = {entry.name for entry in classes}
    ids = {entry.id for entry in classes}
    wanted = {entry.name: entry.id for entry in known}
    for entry in sorted(known, key=lambda e: e.id):
        if entry.name not in names and entry.id not in ids:
            classes.append(entry)
            names.add(entry.name)
            ids.add(entry.id)
    for name in sorted(set(used) - names):
        number = wanted.get(name, -1)
        if number < 0 or number in ids:
            number = max(ids, default=0) + 1
        classes.append(ClassEntry(number, name))
        ids.add(number)
    return tuple(classes)


def _toml(text: str, source: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _wrong(source, tr("it is not valid TOML ({error})", error=error)) from None


def _toml_text(text: str) -> str:
    # A JSON string is a TOML string, but for DEL, which TOML wants escaped.
    return msgspec.json.encode(text).decode().replace("\x7f", "\\u007f")


def _wrong(source: str, what: str) -> UserError:
    return UserError(
        tr("{name} cannot be used: {what}.", name=source, what=what), "", tr("Correct the file.")
    )
