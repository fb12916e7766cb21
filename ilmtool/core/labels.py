"""Label sets: which classes an analyst may give, how each looks, and how one is found by typing."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ilmtool.core.attributes import AttributeDefinition

OUTLINES = ("solid", "dash", "dot", "dash_dot")
KEYS = tuple("123456789")

# Okabe & Ito 2008 and Paul Tol's "light" scheme, without the members too dark for imagery. The order
# keeps neighbours apart also for red-green and blue-yellow deficient eyes.
PALETTE = (
    "#e69f00",
    "#56b4e9",
    "#f0e442",
    "#ffaabb",
    "#44bb99",
    "#ee8866",
    "#99ddff",
    "#bbcc33",
    "#cc79a7",
    "#eedd88",
    "#77aadd",
    "#dddddd",
)


@dataclass(frozen=True, slots=True)
class LabelClass:
    """One class of a label set.

    Attributes
    ----------
    id : int
        Number that exports use; it never changes its meaning, so ids only ever grow.
    name : str
        What stands in the sidecar's `label`.
    color : str
        `#rrggbb`, lower case.
    key : str or None
        `1` to `9`.
    parent : str or None
        Name of the wider class.
    outline : str
        One of `OUTLINES`: the second cue beside colour.
    known : bool
        False for a label that a file uses and the set lacks.
    attributes : tuple of AttributeDefinition
        What to say about each thing of this class; narrower classes ask for it as well.
    """

    id: int
    name: str
    color: str
    key: str | None = None
    parent: str | None = None
    description: str = ""
    outline: str = "solid"
    known: bool = True
    attributes: tuple[AttributeDefinition, ...] = ()

    @property
    def rgb(self) -> tuple[int, int, int]:
        """Colour as 0..255 red, green, blue."""
        return int(self.color[1:3], 16), int(self.color[3:5], 16), int(self.color[5:7], 16)


def default_color(name: str) -> str:
    """A colour of the palette that depends on the name alone, the same in every session."""
    return PALETTE[zlib.crc32(name.encode("utf-8")) % len(PALETTE)]


NO_LABEL = "#c8c8c8"
"""Colour of what has no label: searched areas, and boxes that nobody has named."""

SHADES = (0.0, 0.18, 0.36, 0.54, -0.12, -0.24)
"""How far a colour is mixed with white (above 0) or black: more strangers than the palette has can be told
apart."""


def foreign_color(name: str) -> str:
    """The colour of a label outside the set: of the name alone, the same in every session.

    A shade of the palette: with a dozen colours alone, of five labels two would mostly look the same.
    """
    shade = SHADES[zlib.crc32(f"{name} shade".encode()) % len(SHADES)]
    end, share = (255, shade) if shade > 0 else (0, -shade)
    color = default_color(name)
    mixed = (round(int(color[i : i + 2], 16) * (1 - share) + end * share) for i in (1, 3, 5))
    return "#" + "".join(f"{value:02x}" for value in mixed)


def fold(text: str) -> str:
    """Text for comparing names: lower case, with hyphens, underscores and runs of blanks as one blank."""
    return " ".join(text.casefold().replace("-", " ").replace("_", " ").split())


@dataclass(frozen=True)
class LabelSet:
    """An ordered set of classes; names, ids and keys are unique (see `core.label_file`).

    Not slotted, because its look-up tables are made on first use.

    Attributes
    ----------
    retired : tuple of int
        Ids of classes that were taken out: no later class may have one of them.
    """

    name: str = ""
    classes: tuple[LabelClass, ...] = ()
    description: str = ""
    retired: tuple[int, ...] = ()

    @cached_property
    def _names(self) -> dict[str, LabelClass]:
        return {c.name: c for c in self.classes}

    @cached_property
    def _keys(self) -> dict[str, LabelClass]:
        return {c.key: c for c in self.classes if c.key is not None}

    def __iter__(self) -> Iterator[LabelClass]:
        return iter(self.classes)

    def __len__(self) -> int:
        return len(self.classes)

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def by_name(self, name: str) -> LabelClass | None:
        """The class of exactly that name, or None."""
        return self._names.get(name)

    def by_key(self, key: str) -> LabelClass | None:
        """The class on a number key, or None."""
        return self._keys.get(key)

    def style(self, name: str) -> LabelClass:
        """How to draw a label; one outside the set gets a colour made from its name, and dots."""
        known = self._names.get(name)
        if known is not None:
            return known
        color = foreign_color(name) if name else NO_LABEL
        return LabelClass(id=-1, name=name, color=color, outline="dot", known=False)

    def ancestors(self, name: str) -> tuple[str, ...]:
        """Names of the wider classes, nearest first."""
        found: list[str] = []
        item = self._names.get(name)
        while item is not None and item.parent is not None and item.parent not in found:
            found.append(item.parent)
            item = self._names.get(item.parent)
        return tuple(found)

    def children(self, name: str | None) -> tuple[LabelClass, ...]:
        """Classes directly below one, in order; of None, those at the top."""
        return self._children.get(name, ())

    @cached_property
    def _children(self) -> dict[str | None, tuple[LabelClass, ...]]:
        found: dict[str | None, list[LabelClass]] = {}
        for item in self.classes:
            found.setdefault(item.parent, []).append(item)
        return {name: tuple(items) for name, items in found.items()}

    @property
    def next_id(self) -> int:
        """The id of the next class: larger than any that is or was in the set."""
        return max((*(c.id for c in self.classes), *self.retired), default=0) + 1

    def attributes_of(self, name: str) -> tuple[AttributeDefinition, ...]:
        """What to say about a thing of a class: the widest class's attributes first, its own last.

        A narrower class may define an attribute of a wider one anew; it then stands in the old place.
        """
        item = self._names.get(name)
        if item is None:
            return ()
        found: dict[str, AttributeDefinition] = {}
        for wider in reversed(self.ancestors(name)):
            found |= {a.key: a for a in self._names[wider].attributes}
        found |= {a.key: a for a in item.attributes}
        return tuple(found.values())

    def search(self, text: str) -> tuple[LabelClass, ...]:
        """Classes that match what was typed, best first; all of them, in order, for no text.

        A name that starts with the text comes before one with a word that does, before one that
        contains it, before one that has its letters in order; an exact name is always first. Then come
        the classes below one whose name has the text, then those whose description has it.
        """
        wanted = fold(text)
        if not wanted:
            return self.classes
        ranked = [
            (rank, len(item.name), place, item)
            for place, item in enumerate(self.classes)
            if (rank := self._rank(wanted, item)) is not None
        ]
        return tuple(item for *_, item in sorted(ranked, key=lambda entry: entry[:3]))

    def _rank(self, wanted: str, item: LabelClass) -> int | None:
        by_name = match_rank(wanted, fold(item.name))
        if by_name is not None and by_name < LETTERS:
            return by_name
        if any(wanted in fold(wider) for wider in self.ancestors(item.name)):
            return LETTERS
        if wanted in fold(item.description):
            return LETTERS + 1
        return None if by_name is None else LETTERS + 2


LETTERS = 4
"""Rank of a name that has the letters in order and no more."""


def match_rank(wanted: str, name: str) -> int | None:
    """How well a folded text matches a folded name: 0 exact .. 4 letters in order; None not at all."""
    if name == wanted:
        return 0
    if name.startswith(wanted):
        return 1
    words = name.split(" ")
    if any(" ".join(words[i:]).startswith(wanted) for i in range(1, len(words))):
        return 2
    if wanted in name:
        return 3
    letters = iter(name)
    return LETTERS if all(letter in letters for letter in wanted.replace(" ", "")) else None
