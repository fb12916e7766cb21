"""Annotations and what became of them, in words: `crane 8f0c moved 3.1 px, possible -> probable`."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any

from ilmtool.core.annotation import Annotation, Comment
from ilmtool.core.geometry import Ring, ring_bounds, ring_center

_LONGEST = 80
_WORDS = ("certainty", "change", "likelihood", "confidence", "result", "review")
"""Properties whose values speak for themselves: only the values are named."""

_FIELDS = (
    "kind", "shape", "certainty_term", "change_not_before", "change_not_after", "change_precision",
    "scene_before", "scene_after", "drawn_on", "visible_scene", "note", "author", "created", "reviewer",
    "reviewed",
)  # fmt: skip


def plain(value: Any) -> str:
    """A value on one line of a terminal: nothing in it can move the cursor or colour what follows."""
    text = value if isinstance(value, str) else str(value)
    if len(text) > _LONGEST:
        text = text[: _LONGEST - 1] + "…"
    return "".join(c if c.isprintable() else _escaped(c) for c in text)


def _escaped(character: str) -> str:
    return character.encode("unicode_escape", "backslashreplace").decode("ascii")


def short_ids(ids: Iterable[str]) -> dict[str, str]:
    """Of each id the first characters that tell it from the others, four at least."""
    ordered = sorted(set(ids))
    lengths = dict.fromkeys(ordered, 4)
    for one, other in pairwise(ordered):
        common = 0
        for a, b in zip(one, other, strict=False):
            if a != b:
                break
            common += 1
        lengths[one] = max(lengths[one], common + 1)
        lengths[other] = max(lengths[other], common + 1)
    return {key: key[:length].rstrip("-") or key for key, length in lengths.items()}


def name_of(annotation: Annotation, short: Mapping[str, str]) -> str:
    """`crane 8f0c`."""
    return f"{plain(annotation.label or 'box')} {plain(short.get(annotation.id, annotation.id))}"


def described(annotation: Annotation) -> str:
    """Where and what: `at 120, 340 (24 x 18 px) on site_20190302, probable, new, by anna`."""
    p = annotation.properties
    parts = []
    if annotation.ring is not None:
        x, y = ring_center(annotation.ring)
        where = f"at {_px(x)}, {_px(y)} ({_size(annotation.ring)} px)"
        parts.append(where + (f" on {plain(p.drawn_on)}" if p.drawn_on else ""))
    else:
        parts.append("without a place")
    parts += [plain(w) for w in (p.certainty, p.change, p.result) if w]
    if p.kind != "observation":
        parts.append(plain(p.kind))
    if p.author:
        parts.append(f"by {plain(p.author)}")
    return ", ".join(parts)


def details(annotation: Annotation, extra: Mapping[str, Any]) -> list[str]:
    """What `described` leaves out: one `name value` for each property that is there."""
    p = annotation.properties
    names = ("likelihood", "confidence", "review", *_FIELDS, "updated")
    told = [
        f"{name} {_value(getattr(p, name))}"
        for name in names
        if name not in {"kind", "drawn_on", "author"} and getattr(p, name) is not None
    ]
    told += _comment_changes((), p.comments or ())
    return told + [f"{plain(name)} {_value(extra[name])}" for name in sorted(extra)]


def changes(
    old: Annotation, new: Annotation, old_extra: Mapping[str, Any], new_extra: Mapping[str, Any]
) -> list[str]:
    """What became of one annotation, in the order of importance; empty if nothing did.

    `updated` follows every edit and is named only where nothing else changed.
    """
    p, q = old.properties, new.properties
    parts: list[str] = []
    if p.label != q.label:
        parts.append(f"{_value(p.label or None)} -> {_value(q.label or None)}")
    parts += _outline_changes(old, new)
    for name in _WORDS:
        before, after = getattr(p, name), getattr(q, name)
        if before != after:
            parts.append(f"{_worded(name, before, after)}{_value(before)} -> {_value(after)}")
    for name in _FIELDS:
        before, after = getattr(p, name), getattr(q, name)
        if before != after:
            parts.append(f"{name} {_value(before)} -> {_value(after)}")
    parts += _comment_changes(p.comments or (), q.comments or ())
    for name in sorted(old_extra.keys() | new_extra.keys()):
        before, after = old_extra.get(name), new_extra.get(name)
        if before != after or (name in old_extra) is not (name in new_extra):
            parts.append(f"{plain(name)} {_value(before)} -> {_value(after)}")
    if old.geometry != new.geometry and old.ring == new.ring:
        parts.append("other place on the ground")
    if not parts and p.updated != q.updated:
        parts.append(f"updated {_value(p.updated)} -> {_value(q.updated)}")
    return parts


def _worded(name: str, before: str | None, after: str | None) -> str:
    """The property's name where the values alone would be unclear: both axes know `unknown`."""
    unclear = {"unknown", None} & {before, after}
    return f"{name} " if unclear or name in {"confidence", "review"} else ""


def _value(value: Any) -> str:
    if value is None:
        return "none"
    if isinstance(value, str):
        return f'"{plain(value)}"' if " " in value or not value else plain(value)
    return plain(value)


def _outline_changes(old: Annotation, new: Annotation) -> list[str]:
    before, after = old.properties.image_geometry, new.properties.image_geometry
    if before == after:
        return []
    if before is None or after is None or old.ring is None or new.ring is None:
        return ["placed" if before is None else "no longer placed"]
    if old.drawn_on != new.drawn_on:
        return ["outlined on another scene"]
    if len(before.coordinates) != len(after.coordinates) or len(old.ring) != len(new.ring):
        return ["outlined anew"]
    return _ring_changes(old.ring, new.ring) or ["outlined anew"]


def _ring_changes(old: Ring, new: Ring) -> list[str]:
    (x0, y0), (x1, y1) = ring_center(old), ring_center(new)
    distance = math.hypot(x1 - x0, y1 - y0)
    parts = [f"moved {_px(distance)} px"] if distance >= 0.005 else []
    shifted = [(x + x1 - x0, y + y1 - y0) for x, y in old]
    if max(math.hypot(x - u, y - v) for (x, y), (u, v) in zip(shifted, new, strict=True)) < 0.005:
        return parts
    if len(old) != 5:
        return [*parts, "outlined anew"]
    before, after = _sides(old), _sides(new)
    if max(abs(a - b) for a, b in zip(before, after, strict=True)) >= 0.005:
        parts.append(f"resized {_size(old)} -> {_size(new)} px")
    turn = math.degrees(_heading(new) - _heading(old))
    turn = (turn + 180) % 360 - 180
    if abs(turn) >= 0.05:
        parts.append(f"turned {turn:.1f}°")
    return parts


def _sides(ring: Ring) -> tuple[float, float]:
    """Width and height of a box of four corners TL, BL, BR, TR."""
    return math.dist(ring[0], ring[3]), math.dist(ring[0], ring[1])


def _size(ring: Ring) -> str:
    if len(ring) == 5:
        width, height = _sides(ring)
    else:
        x0, y0, x1, y1 = ring_bounds(ring)
        width, height = x1 - x0, y1 - y0
    return f"{_px(width)} x {_px(height)}"


def _heading(ring: Ring) -> float:
    return math.atan2(ring[3][1] - ring[0][1], ring[3][0] - ring[0][0])


def _px(value: float) -> str:
    """Tenths of a pixel; hundredths where there are no tenths."""
    if abs(value) < 0.05:
        return f"{value:.2f}"
    return f"{value:.1f}".removesuffix(".0")


def _comment_changes(old: tuple[Comment, ...], new: tuple[Comment, ...]) -> list[str]:
    gone = [c for c in old if c not in new]
    made = [c for c in new if c not in old]
    return [f'comment by {plain(c.author or "nobody")} removed: "{plain(c.text)}"' for c in gone] + [
        f'comment by {plain(c.author or "nobody")}: "{plain(c.text)}"' for c in made
    ]
