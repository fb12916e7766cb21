"""Changes of a label set that keep its promise: a class id never changes its meaning and never comes back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ilmtool.core.labels import OUTLINES, PALETTE, LabelClass, LabelSet, fold
from ilmtool.text import tr


def with_class(labels: LabelSet, name: str, **values: object) -> LabelSet:
    """One more class at the end, with the next id and a look that no other class has.

    Raises
    ------
    ValueError
        The name is empty or used, in other capitals or with other hyphens too.
    """
    name = checked_name(labels, name)
    color, outline = free_look(labels)
    item = LabelClass(labels.next_id, name, color, outline=outline)
    return replace(labels, classes=(*labels.classes, replace(item, **values)))  # type: ignore[arg-type]


def without_class(labels: LabelSet, name: str) -> LabelSet:
    """The set without a class, whose id is retired; classes below it come to its own parent.

    Raises
    ------
    ValueError
        There is no such class, or it is the last one.
    """
    gone = labels.by_name(name)
    if gone is None:
        raise ValueError(tr("There is no class {name}.", name=name))
    if len(labels) == 1:
        raise ValueError(tr("A label set keeps at least one class."))
    rest = tuple(
        replace(c, parent=gone.parent) if c.parent == name else c for c in labels.classes if c is not gone
    )
    return replace(labels, classes=rest, retired=(*labels.retired, gone.id))


def with_changed(labels: LabelSet, name: str, new: LabelClass) -> LabelSet:
    """The set with a class replaced; its id stays, and classes below it follow a new name.

    A key that another class has is taken from it.

    Raises
    ------
    ValueError
        There is no such class, the new name is empty or used, or the new parent lies below the class.
    """
    old = labels.by_name(name)
    if old is None:
        raise ValueError(tr("There is no class {name}.", name=name))
    renamed = name if new.name == name else checked_name(labels, new.name, besides=name)
    new = replace(new, id=old.id, name=renamed)
    if new.parent is not None and (new.parent in {name, renamed} or name in labels.ancestors(new.parent)):
        raise ValueError(
            tr(
                "{parent} is part of {name}, so it cannot be its parent.",
                parent=new.parent,
                name=renamed,
            )
        )
    if new.parent is not None and new.parent not in labels:
        raise ValueError(tr("There is no class {name}.", name=new.parent))

    def follow(item: LabelClass) -> LabelClass:
        if item is old:
            return new
        if item.parent == name:
            item = replace(item, parent=renamed)
        return replace(item, key=None) if new.key is not None and item.key == new.key else item

    return replace(labels, classes=tuple(map(follow, labels.classes)))


def checked_name(labels: LabelSet, name: str, besides: str | None = None) -> str:
    """The name without needless blanks, if no other class has it.

    Raises
    ------
    ValueError
        It is empty, too long, or used.
    """
    name = " ".join(name.split())
    if not name or len(name) > 200 or not name.isprintable():
        raise ValueError(tr("A class needs a name of 1 to 200 characters."))
    same = next((c.name for c in labels if c.name != besides and fold(c.name) == fold(name)), None)
    if same is not None:
        raise ValueError(tr("There is a class {name} already.", name=same))
    return name


def free_look(labels: LabelSet) -> tuple[str, str]:
    """(colour, outline) of the palette that no class has, the least used colour first."""
    used = {(c.color, c.outline) for c in labels}
    counts = {color: sum(c.color == color for c in labels) for color in PALETTE}
    for color in sorted(PALETTE, key=lambda c: (counts[c], PALETTE.index(c))):
        for outline in OUTLINES:
            if (color, outline) not in used:
                return color, outline
    color = min(PALETTE, key=lambda c: counts[c])
    return color, OUTLINES[counts[color] % len(OUTLINES)]


def added(labels: LabelSet, names: Iterable[str]) -> LabelSet:
    """The set with classes of these names at the end; names that it has already are passed over."""
    for name in names:
        if name.strip() and name not in labels:
            labels = with_class(labels, name)
    return labels


def growth_problem(old: LabelSet, new: LabelSet) -> str:
    """Why a set may not take the place of another one, or no text.

    Every id of the old set must be in the new one or retired there, and every retired one stay retired.
    """
    ids = {c.id for c in new}
    lost = [c.name for c in old if c.id not in ids and c.id not in new.retired]
    if lost:
        return tr("The id of {name} would be free for another class.", name=lost[0])
    back = [i for i in old.retired if i not in new.retired]
    if back:
        return tr("The retired id {id} would be free for another class.", id=back[0])
    known = {c.id for c in old}
    floor = old.next_id
    reused = [c for c in new if c.id not in known and c.id < floor]
    if reused:
        return tr(
            "{name} has the id {id}, but new ids start at {floor}.",
            name=reused[0].name,
            id=reused[0].id,
            floor=floor,
        )
    return ""
