"""Three versions of one value, mapping or order: what became of the base, and where sides disagree."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

from ilmtool.core.document import Document

Choice = Literal["ours", "theirs", "both"]
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Conflict:
    """One thing that both sides changed in different ways.

    Attributes
    ----------
    id : str
        Of the feature; no text for the header.
    member : str
        Property of the feature as the file names it. `imageGeometry` stands for the place as a whole
        (`geometry`, `shape` and `drawn_on` go with it), `review` for the review with who and when, `feature`
        for a feature that one side removed or that cannot be read. In the header a path such as
        `scenes/site_20190302/gsd`.
    base, ours, theirs : Any
        The values as JSON would hold them; None where the member is absent or the feature removed. For the
        members that stand for several, an object of these.
    taken : {"ours", "theirs", "both"}
        Whose value the merged document has.
    options : tuple of str
        What may be chosen.
    """

    id: str
    member: str
    base: Any
    ours: Any
    theirs: Any
    taken: Choice
    options: tuple[Choice, ...] = ("ours", "theirs")

    @property
    def key(self) -> tuple[str, str]:
        """What a choice is made for."""
        return self.id, self.member


Choices = Mapping[tuple[str, str], Choice]
"""What was chosen, by `Conflict.key`."""


@dataclass(frozen=True, slots=True)
class Merged:
    """The answer of `merge`.

    Attributes
    ----------
    document : Document
        With every change of both sides, and `Conflict.taken` where they disagree.
    conflicts : tuple of Conflict
        Sorted by id and member; those of the header first.
    """

    document: Document
    conflicts: tuple[Conflict, ...] = ()


@dataclass(slots=True)
class Decisions:
    """Collects conflicts, and knows what was chosen for them."""

    choices: Choices
    default: Choice = "ours"
    found: list[Conflict] = field(default_factory=list)

    def decide(
        self,
        key: tuple[str, str],
        values: tuple[Any, Any, Any],
        *,
        options: tuple[Choice, ...] = ("ours", "theirs"),
        default: Choice | None = None,
    ) -> Choice:
        """Note a conflict of (base, ours, theirs); whose value to take."""
        taken = self.choices.get(key, default or self.default)
        if taken not in options:
            taken = default or self.default
        self.found.append(Conflict(*key, *values, taken, options))
        return taken


def same(a: Any, b: Any) -> bool:
    """Whether two JSON values are equal; true is not 1, and 1 is 1.0."""
    if isinstance(a, bool) is not isinstance(b, bool):
        return False
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(same(value, b[key]) for key, value in a.items())
    if isinstance(a, list | tuple) and isinstance(b, list | tuple):
        return len(a) == len(b) and all(map(same, a, b))
    return bool(a == b)


def changed_side(base: Any, ours: Any, theirs: Any) -> Choice | None:
    """The side that has the value to take, None where both changed it differently."""
    if same(ours, theirs) or same(base, theirs):
        return "ours"
    return "theirs" if same(base, ours) else None


def merge_order(base: Iterable[Key], ours: Iterable[Key], theirs: Iterable[Key]) -> list[Key]:
    """One order of all keys: that of the side which changed it; where both did, the base's and then what
    is new, sorted.
    """
    first, own, other = list(base), list(ours), list(theirs)
    if other in (own, first):
        leading = own
    elif own == first:
        leading = other
    else:
        leading = first
    rest = {*first, *own, *other} - set(leading)
    return leading + sorted(rest, key=str)


def merge_objects(
    base: Mapping[str, Any], ours: Mapping[str, Any], theirs: Mapping[str, Any],
    path: str, decisions: Decisions,
) -> dict[str, Any]:  # fmt: skip
    """Members of the header that nobody gave a meaning to, object by object; lists are one value."""
    made: dict[str, Any] = {}
    for key in merge_order(base, ours, theirs):
        values = [side.get(key, _ABSENT) for side in (base, ours, theirs)]
        where = f"{path}/{key}" if path else key
        side = changed_side(*values)
        if side is None and all(isinstance(value, Mapping) for value in values[1:]):
            start = values[0] if isinstance(values[0], Mapping) else {}
            made[key] = merge_objects(start, values[1], values[2], where, decisions)
            continue
        if side is None:
            shown = tuple(None if value is _ABSENT else value for value in values)
            side = decisions.decide(("", where), (shown[0], shown[1], shown[2]))
        value = values[1] if side == "ours" else values[2]
        if value is not _ABSENT:
            made[key] = value
    return made


class _Absent:
    """Not there, which is not the same as null."""


_ABSENT = _Absent()
