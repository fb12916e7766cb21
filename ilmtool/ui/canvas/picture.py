"""What the canvas is given of an open pair."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ilmtool.core.layout import Side
from ilmtool.imagery.tiles import TileKey
from ilmtool.painting.view import PairView


@dataclass(frozen=True, slots=True)
class Picture:
    """What the canvas shows of an open pair.

    Attributes
    ----------
    view : PairView
    request : callable
        Asks for tiles, the most needed first; they are told to `TileFeed.note`.
    captions : mapping of Side to str
    want_tables : callable
        Asks for what brings both dates to one scale of grey; it arrives by `Canvas.set_tables`.
    """

    view: PairView
    request: Callable[[list[TileKey]], None]
    captions: Mapping[Side, str]
    want_tables: Callable[[], None] = lambda: None
