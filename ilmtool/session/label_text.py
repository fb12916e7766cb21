"""Writes a label set into its TOML text: what did not change keeps its words, its order and its comments."""

from __future__ import annotations

from typing import Any

from ilmtool.core.attributes import AttributeDefinition
from ilmtool.core.label_file import parse_label_set
from ilmtool.core.labels import LabelClass, LabelSet


def updated_text(text: str, labels: LabelSet) -> str:
    """The text of a label set's file after an edit.

    Parameters
    ----------
    text : str
        Valid TOML of the set before the edit; no text for a new file.
    labels : LabelSet

    Returns
    -------
    str
        Reading it gives `labels`. Comments and members that ilmtool does not know stay, but for those of
        classes and attributes that are gone, and for classes that are not written as `[[class]]` tables.
    """
    import tomlkit
    from tomlkit.items import AoT

    document = tomlkit.parse(text)
    if labels.retired and "retired" not in document:
        document = tomlkit.parse(_with_member(text, "retired"))
    _put(document, "name", labels.name, "")
    _put(document, "description", labels.description, "")
    tables = document.get("class")
    if tables is not None and not isinstance(tables, AoT):
        document.remove("class")
        tables = None
    _put(document, "retired", list(labels.retired), [])
    if tables is None:
        tables = tomlkit.aot()
        document.append("class", tables)
    wanted = {c.id: c for c in labels}
    for index in range(len(tables) - 1, -1, -1):
        if tables[index].get("id") not in wanted:
            del tables[index]
    known = {table.get("id"): table for table in tables}
    for item in labels:
        table = known.get(item.id)
        if table is None:
            table = tomlkit.table()
            table.add("id", item.id)
            _fill(table, item)
            tables.append(table)
            table.trivia.indent = "\n"
        else:
            _fill(table, item)
    made = tomlkit.dumps(document)
    if _means(made, labels):
        return made
    return tomlkit.dumps(_plain(labels))


def _means(text: str, labels: LabelSet) -> bool:
    """Whether reading the text gives the set; names of the set itself default to the file's."""
    from ilmtool.errors import UserError

    try:
        read = parse_label_set(text, labels.name)
    except UserError:
        return False
    return (read.classes, set(read.retired), read.description) == (
        labels.classes,
        set(labels.retired),
        labels.description,
    )


def _plain(labels: LabelSet) -> Any:
    """The whole set as a new document: for a layout in which no table can be edited alone."""
    import tomlkit

    document = tomlkit.document()
    _put(document, "name", labels.name, "")
    _put(document, "description", labels.description, "")
    if labels.retired:
        document.add("retired", list(labels.retired))
    tables = tomlkit.aot()
    for item in labels:
        table = tomlkit.table()
        table.add("id", item.id)
        _fill(table, item)
        tables.append(table)
    document.append("class", tables)
    return document


def _fill(table: Any, item: LabelClass) -> None:
    _put(table, "name", item.name, "")
    _put(table, "color", item.color, None)
    _put(table, "key", item.key, None)
    _put(table, "outline", item.outline, "solid")
    _put(table, "parent", item.parent, None)
    _put(table, "description", item.description, "")
    _attributes(table, item.attributes)


def _attributes(table: Any, definitions: tuple[AttributeDefinition, ...]) -> None:
    import tomlkit
    from tomlkit.items import AoT

    old = table.get("attribute")
    if old is None and not definitions:
        return
    known = {entry.get("key"): entry for entry in old} if isinstance(old, AoT) else {}
    if old is not None and [entry.get("key") for entry in old] == [d.key for d in definitions] and known:
        for definition in definitions:
            _fill_attribute(known[definition.key], definition)
        return
    if old is not None:
        table.remove("attribute")
    if not definitions:
        return
    entries = tomlkit.aot()
    for definition in definitions:
        entry = tomlkit.table()
        entry.add("key", definition.key)
        _fill_attribute(entry, definition)
        entries.append(entry)
    table.append("attribute", entries)


def _fill_attribute(entry: Any, definition: AttributeDefinition) -> None:
    _put(entry, "kind", definition.kind, None)
    _put(entry, "title", definition.title, "")
    _put(entry, "required", definition.required, False)
    _put(entry, "choices", list(definition.choices), [])
    _put(entry, "min", definition.low, None)
    _put(entry, "max", definition.high, None)
    _put(entry, "unit", definition.unit, "")
    _put(entry, "description", definition.description, "")


def _put(table: Any, key: str, value: Any, absent: Any) -> None:
    """Set a member that changed; one that says what its absence says is taken away if it is new."""
    old = table.get(key)
    if value is None or (value == absent and old is None):
        if old is not None:
            table.remove(key)
        return
    if key == "key" and old is not None and str(old) == value:
        return  # the file may say key = 1
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if old != value:
        table[key] = value


def _with_member(text: str, key: str) -> str:
    """The text with an empty list of that name at its top level, before the first table: appended, it would
    belong to the last one.
    """
    lines = text.splitlines(keepends=True)
    place = next((i for i, line in enumerate(lines) if line.lstrip().startswith("[[")), len(lines))
    # Comments right above a table belong to it.
    while place and lines[place - 1].lstrip().startswith("#"):
        place -= 1
    while place and not lines[place - 1].strip():
        place -= 1
    return "".join((*lines[:place], f"{key} = []\n", *lines[place:]))
