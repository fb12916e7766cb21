"""What goes into a tool and what comes out of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal, Protocol, runtime_checkable

import numpy as np

from ilmtool.core.document import Patch
from ilmtool.core.geometry import Bounds, FloatArray, Point, box_ring
from ilmtool.tools.context import ToolContext

Modifier = Literal["shift", "ctrl", "alt"]
Button = Literal["left", "middle", "right", "none", "key"]


class Cursor(StrEnum):
    """Shapes of the pointer; the sizes name the direction on screen."""

    CROSSHAIR = "crosshair"
    MOVE = "move"
    POINTING = "pointing"
    ROTATE = "rotate"
    SIZE_HOR = "size_hor"
    SIZE_VER = "size_ver"
    SIZE_FDIAG = "size_fdiag"
    """From top left to bottom right."""
    SIZE_BDIAG = "size_bdiag"
    """From bottom left to top right."""


@dataclass(frozen=True, slots=True)
class PointerEvent:
    """Where the pointer is.

    Attributes
    ----------
    position : Point
        Reference px, nothing rounded.
    scene_id : str
        The scene on screen under the pointer.
    scale : float
        Device px per reference px along x.
    aspect : float
        Height of a reference px over its width on screen; see `Camera`.
    modifiers : frozenset of {"shift", "ctrl", "alt"}
        Keys held. When they change without a movement, send `move` again with the last position.
    button : {"left", "middle", "right", "none", "key"}
        The button pressed or released; "none" while moving; "key" if the keyboard does it.
    turn : float
        By how many degrees the picture is turned on screen, clockwise; see `Camera`.
    """

    position: Point
    scene_id: str
    scale: float = 1.0
    aspect: float = 1.0
    modifiers: frozenset[Modifier] = frozenset()
    button: Button = "left"
    turn: float = 0.0

    def screen_offset(self, origin: Point) -> Point:
        """Movement from `origin` (reference px) in device px along the picture's own x and y, as they lie
        where the view is not turned: a box has its sides along them at every turn.
        """
        x, y = self.position
        return (x - origin[0]) * self.scale, (y - origin[1]) * self.scale * self.aspect


@dataclass(frozen=True, slots=True)
class Measured:
    """What was clicked to be measured.

    Attributes
    ----------
    kind : str
        One of the values of `tools.measure.KINDS`.
    scene_id : str
    corners : tuple of Point
        In px of that scene.
    """

    kind: str
    scene_id: str
    corners: tuple[Point, ...]


def _no_quads() -> FloatArray:
    return np.empty((0, 4, 2))


@dataclass(frozen=True, slots=True, eq=False)
class Preview:
    """What to show while a gesture goes on; nothing of it is in the document.

    Attributes
    ----------
    cursor : Cursor
    quads : (N, 4, 2) float64
        Ghost boxes in reference px.
    polygons : tuple of (M, 2) float64
        Ghost outlines that are not four corners, not closed, in reference px.
    hidden : frozenset of str
        Annotations that the ghosts stand for: not to be painted meanwhile.
    band : Bounds or None
        Rectangle along the reference frame, in reference px.
    quad_band : (4, 2) float64 or None
        Rubber band along the screen of a turned view, in reference px.
    readout : str
        Short text beside the pointer, e.g. `42.3 x 18.0 px`.
    label : str
        Label of the ghost, for its colour; empty where the ghosts stand for several annotations.
    paths : tuple of (M, 2) float64
        Lines that are measured, open, in reference px.
    """

    cursor: Cursor = Cursor.CROSSHAIR
    quads: FloatArray = field(default_factory=_no_quads)
    polygons: tuple[FloatArray, ...] = ()
    hidden: frozenset[str] = frozenset()
    band: Bounds | None = None
    readout: str = ""
    label: str = ""
    paths: tuple[FloatArray, ...] = ()
    quad_band: FloatArray | None = None

    @property
    def band_corners(self) -> FloatArray | None:
        """Corners of the band, whichever it is, (4, 2), in reference px."""
        if self.band is None:
            return self.quad_band
        return np.array(box_ring(*self.band)[:4])


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a gesture did.

    Attributes
    ----------
    patch : Patch or None
        To dispatch as one step; None if the document stays.
    label : str
        Name of the step, e.g. `Draw crane`.
    selection : frozenset of str or None
        To select afterwards; None if the selection stays.
    refused : str
        Why what the gesture meant was not done, in a few words.
    vertex : int or None
        The corner of the selected polygon that keys move from now on.
    area : Bounds or None
        A rectangle that was drawn and is no annotation, reference px.
    measured : Measured or None
        What was clicked to be measured, and is no annotation either.
    """

    patch: Patch | None = None
    label: str = ""
    selection: frozenset[str] | None = None
    refused: str = ""
    vertex: int | None = None
    area: Bounds | None = None
    measured: Measured | None = None


NOTHING = Outcome()


class Gesture(Protocol):
    """From press to release, or over several clicks (`Clicked`). Made by the press; dropped for Esc."""

    @property
    def started(self) -> bool:
        """Whether the pointer has moved far enough to mean it: before, a release is a click."""
        ...

    def move(self, event: PointerEvent) -> Preview:
        """The pointer or the modifiers changed."""
        ...

    def release(self, event: PointerEvent) -> Outcome:
        """The button went up: what is to be done."""
        ...


@runtime_checkable
class Clicked(Protocol):
    """What a gesture has beside that goes on after its first release, until a later one ends it."""

    @property
    def goes_on(self) -> bool:
        """Whether the last release did not end it."""
        ...

    def step_back(self) -> bool:
        """Take the last click back; False if none is left then."""
        ...


class Tool(Protocol):
    """What the canvas talks to; one press-to-release at a time."""

    def press(self, event: PointerEvent, context: ToolContext) -> Preview:
        """The left button went down."""
        ...

    def move(self, event: PointerEvent) -> Preview:
        """The pointer moved with the button down."""
        ...

    def release(self, event: PointerEvent) -> Outcome:
        """The button went up."""
        ...

    def cancel(self) -> bool:
        """Drop the gesture; False if there was none."""
        ...

    def hover(self, event: PointerEvent, context: ToolContext) -> Cursor:
        """The pointer moved with no button down."""
        ...
