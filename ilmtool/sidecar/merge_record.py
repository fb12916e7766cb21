"""Conflicts of a merge, kept in the file itself: the header's member `conflicts`.

A merge by git must not stop half-way, and text markers would break the JSON. So the merged file holds one
value of each conflict (`Conflict.taken`), and lists in its header what the others were, until somebody has
chosen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from ilmtool.core.document import Document, Header
from ilmtool.errors import Finding
from ilmtool.sidecar.limits import MAX_FINDINGS
from ilmtool.sidecar.merge_values import Conflict

MEMBER = "conflicts"

_SIDES = ("ours", "theirs", "both")
_LONGEST = 120


def with_conflicts(document: Document, conflicts: Sequence[Conflict]) -> Document:
    """The document that lists these conflicts, and no others."""
    header = document.header
    extra = {key: value for key, value in header.extra.items() if key != MEMBER}
    if conflicts:
        extra[MEMBER] = [_entry(conflict) for conflict in conflicts]
    if extra == header.extra:
        return document
    return replace(document, header=replace(header, extra=extra))


def conflicts_of(header: Header) -> tuple[Conflict, ...]:
    """What the header lists; entries that are none are passed over, since a file may say anything."""
    listed = header.extra.get(MEMBER)
    if not isinstance(listed, list):
        return ()
    return tuple(made for entry in listed if (made := _conflict(entry)) is not None)


def conflict_findings(header: Header) -> tuple[Finding, ...]:
    """One finding for each conflict that nobody has settled yet."""
    found = []
    for conflict in conflicts_of(header)[:MAX_FINDINGS]:
        what = f"{conflict.member} of {conflict.id}" if conflict.id else f"{conflict.member} of the header"
        if conflict.member == "feature" and None in (conflict.ours, conflict.theirs):
            by = ("ours", "theirs") if conflict.ours is None else ("theirs", "ours")
            text = (
                f"Two versions were merged: {by[0]} deleted {conflict.id}, {by[1]} changed it; "
                f"{conflict.taken} stands."
            )
        else:
            text = (
                f"Two versions were merged and disagree on {what}: ours {_short(conflict.ours)}, theirs "
                f"{_short(conflict.theirs)}; {conflict.taken} stands."
            )
        found.append(
            Finding("warning", "merge-conflict", text, "$.ilmtool.conflicts", None, conflict.id or None)
        )
    return tuple(found)


def _entry(conflict: Conflict) -> dict[str, Any]:
    return {
        "id": conflict.id,
        "member": conflict.member,
        "base": conflict.base,
        "ours": conflict.ours,
        "theirs": conflict.theirs,
        "taken": conflict.taken,
        # A copy at both places is made while merging, and a header's value is not chosen afterwards.
        "options": ["ours", "theirs"] if conflict.id else [conflict.taken],
    }


def _conflict(entry: Any) -> Conflict | None:
    if not isinstance(entry, dict):
        return None
    key, member, taken = entry.get("id"), entry.get("member"), entry.get("taken")
    options = entry.get("options")
    if not isinstance(key, str) or not isinstance(member, str) or taken not in _SIDES:
        return None
    if not isinstance(options, list) or not all(option in _SIDES for option in options):
        options = ["ours", "theirs"]
    if taken not in options:
        options = [taken, *options]
    values = (entry.get("base"), entry.get("ours"), entry.get("theirs"))
    return Conflict(key, member, *values, taken, tuple(options))


def _short(value: Any) -> str:
    """A value for a sentence: printable and not long."""
    if value is None:
        return "nothing"
    text = value if isinstance(value, str) else repr(value)
    text = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
