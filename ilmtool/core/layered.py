"""A large mapping with a few changes upon it: one more change copies the changes, not the mapping.

Copying 100,000 entries costs 3 ms, and letting the old copy go nearly as much, because each entry is touched:
a third of an edit. Everything else reads it as the plain dict that it stands for, in the same order.
"""

from __future__ import annotations

from collections.abc import ItemsView, Iterable, Iterator, KeysView, Mapping, ValuesView
from typing import TypeVar, overload

V = TypeVar("V")
D = TypeVar("D")

LARGE = 4000
"""Smaller mappings are copied."""

UP_TO = 512
"""With more changes than this they are worked in."""


class Layered(Mapping[str, V]):
    """Made by `changed`; never changed itself.

    Parameters
    ----------
    base : dict
        Shared with other layers: nobody may change it.
    over : dict
        Values that replace those of `base`, in its places, or come after all of them.
    gone : set
        Keys of `base` that are no more. One that is in `over` as well came back, at the end.
    """

    __slots__ = ("_base", "_count", "_flat", "_gone", "_over")

    def __init__(self, base: dict[str, V], over: dict[str, V], gone: set[str]) -> None:
        self._base, self._over, self._gone = base, over, gone
        self._count = len(base) - len(gone) + sum(1 for key in over if key in gone or key not in base)
        self._flat: dict[str, V] | None = None

    def __getitem__(self, key: str) -> V:
        if key in self._over:
            return self._over[key]
        if key in self._gone:
            raise KeyError(key)
        return self._base[key]

    @overload
    def get(self, key: str, /) -> V | None: ...
    @overload
    def get(self, key: str, /, default: V | D) -> V | D: ...
    def get(self, key: str, /, default: V | D | None = None) -> V | D | None:
        """As of a dict."""
        if key in self._over:
            return self._over[key]
        return default if key in self._gone else self._base.get(key, default)

    def __contains__(self, key: object) -> bool:
        return key in self._over or (key in self._base and key not in self._gone)

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[str]:
        return iter(self.flat())

    def pick(self, keys: Iterable[str]) -> list[V]:
        """The values of those of many keys that are there, in their order; quicker than one by one."""
        over, gone, base = self._over, self._gone, self._base
        found = [over.get(key) if key in over or key in gone else base.get(key) for key in keys]
        return [value for value in found if value is not None]

    def keys(self) -> KeysView[str]:
        """As of a dict."""
        return self.flat().keys()

    def values(self) -> ValuesView[V]:
        """As of a dict."""
        return self.flat().values()

    def items(self) -> ItemsView[str, V]:
        """As of a dict."""
        return self.flat().items()

    def __repr__(self) -> str:
        return f"Layered({self.flat()!r})"

    def flat(self) -> dict[str, V]:
        """The plain dict, made when somebody walks through all of it; do not change it."""
        if self._flat is None:
            self._flat = _worked_in(self._base, self._over, self._gone)
        return self._flat


def changed(mapping: Mapping[str, V], changes: Mapping[str, V | None], large: int = LARGE) -> Mapping[str, V]:
    """A mapping after changes, as a dict would be: what is replaced keeps its place, new keys come last.

    Parameters
    ----------
    mapping : Mapping
        A dict or what this function returned; not changed now, and never to be.
    changes : Mapping
        New values; None takes the key out, which must be there.
    """
    base, over, gone = _layers(mapping)
    for key, value in changes.items():
        if value is not None:
            over[key] = value
            continue
        over.pop(key, None)
        if key in base:
            gone.add(key)
    if len(base) < large or len(over) + len(gone) > UP_TO:
        return _worked_in(base, over, gone)
    return Layered(base, over, gone)


def _layers(mapping: Mapping[str, V]) -> tuple[dict[str, V], dict[str, V], set[str]]:
    if isinstance(mapping, Layered):
        if mapping._flat is None:
            return mapping._base, mapping._over.copy(), mapping._gone.copy()
        return mapping._flat, {}, set()
    return (mapping if isinstance(mapping, dict) else dict(mapping)), {}, set()


def _worked_in(base: dict[str, V], over: dict[str, V], gone: set[str]) -> dict[str, V]:
    # copy() clones the table as a block; dict() inserts one by one where something was ever deleted (10x).
    flat = base.copy()
    for key in gone:
        del flat[key]
    flat.update(over)
    return flat
