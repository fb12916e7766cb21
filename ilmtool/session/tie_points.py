"""Setting tie points by hand: the list that is worked on, its undo, the fit, and the pair shown by it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from ilmtool.core.document import Document
from ilmtool.core.geometry import FloatArray, Point
from ilmtool.core.layout import CompareMode, Side
from ilmtool.core.tie_points import LEAST_POINTS, TieFit, TiePair, fit_tie_points
from ilmtool.session.pair import Pair
from ilmtool.session.placer import Placer
from ilmtool.session.registering import (
    BY_HAND,
    base_of,
    entry_in_force,
    new_entry,
    register_edit,
    shift_by,
    tie_points_of,
)
from ilmtool.session.workspace import Workspace
from ilmtool.text import tr

_OTHER_MODE = {CompareMode.BEFORE: CompareMode.AFTER, CompareMode.AFTER: CompareMode.BEFORE}


@dataclass(frozen=True, slots=True)
class Draft:
    """The points as they stand after one step.

    Attributes
    ----------
    points : tuple of TiePair
        At most the last one is not whole.
    model : str
        What the user wants fitted; empty for what the count allows.
    """

    points: tuple[TiePair, ...] = ()
    model: str = ""


class TiePoints:
    """One list of tie points of the open pair.

    What was not applied is kept until another pair is opened, so that leaving loses nothing.

    Parameters
    ----------
    workspace : Workspace
    placer : Placer
        Shows the fit while it is worked on.

    Attributes
    ----------
    is_on : bool
        Whether points are being set.
    selected : int or None
        Place of a point in the list.
    fit : TieFit
        Of the whole points.
    """

    def __init__(self, workspace: Workspace, placer: Placer) -> None:
        self._workspace, self._placer = workspace, placer
        self.is_on = False
        self.selected: int | None = None
        self.fit = TieFit()
        self.last_side = Side.BEFORE
        self._draft = Draft()
        self._of: tuple[str, str] | None = None
        self._started_from: Draft = Draft()
        self._done: list[Draft] = []
        self._undone: list[Draft] = []
        self._dragged: Draft | None = None
        self._listeners: list[Callable[[], None]] = []

    def subscribe(self, listener: Callable[[], None]) -> None:
        """Be told of every change."""
        self._listeners.append(listener)

    def _tell(self) -> None:
        for listener in self._listeners:
            listener()

    # -- what there is -------------------------------------------------------------------------

    @property
    def points(self) -> tuple[TiePair, ...]:
        return self._draft.points

    @property
    def model(self) -> str:
        """What is wanted; empty for what the count allows."""
        return self._draft.model

    @property
    def whole(self) -> tuple[TiePair, ...]:
        return tuple(point for point in self.points if point.is_whole)

    @property
    def pending(self) -> Side | None:
        """The date on which the last point still has to be set."""
        if not self.points or self.points[-1].is_whole:
            return None
        return Side.AFTER if self.points[-1].after is None else Side.BEFORE

    @property
    def can_undo(self) -> bool:
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        return bool(self._undone)

    @property
    def can_apply(self) -> bool:
        return self.is_on and not self.fit.is_refused

    @property
    def is_changed(self) -> bool:
        """Whether anything was done that is not in the document."""
        return self._draft != self._started_from

    @property
    def worst(self) -> int | None:
        """Place in the list of the whole point with the largest residual, where that says something."""
        worst = self.fit.worst
        if worst is None:
            return None
        return [i for i, point in enumerate(self.points) if point.is_whole][worst]

    def residuals(self) -> list[float | None]:
        """Of each point of the list, after px; None where there is none."""
        each = iter(self.fit.residuals_px)
        return [next(each, None) if point.is_whole else None for point in self.points]

    def position(self, index: int, side: Side) -> Point | None:
        """A point on a date, px of that scene."""
        point = self.points[index]
        return point.before if side is Side.BEFORE else point.after

    def on_screen(self, side: Side) -> FloatArray:
        """Where the points of a date are shown, reference px (N, 2); NaN where there is none."""
        pair = self._workspace.pair
        spots = [self.position(i, side) or (np.nan, np.nan) for i in range(len(self.points))]
        placed = np.array(spots, np.float64).reshape(-1, 2)
        if pair is None or not len(placed):
            return placed
        good = np.isfinite(placed).all(axis=1)
        if good.any():
            placed[good] = pair.scene(side).placement.forward(placed[good])
        return placed

    def expected(self) -> tuple[Side, Point] | None:
        """Where the fit expects the half of the last point that is still to be set: date, reference px."""
        side = self.pending
        if side is None:
            return None
        x, y = self.on_screen(side.other)[-1].tolist()
        return (side, (x, y)) if np.isfinite((x, y)).all() else None

    # -- beginning and leaving -----------------------------------------------------------------

    def begin(self, points: Sequence[TiePair] | None = None) -> None:
        """Set points for the open pair, going on from those that it has, or from these."""
        pair = self._workspace.pair
        if pair is None:
            return
        ids = (pair.before.id, pair.after.id)
        document = self._workspace.document
        if self._of != ids or not (self.is_on or self.is_changed):
            held = tie_points_of(entry_in_force(document, pair), pair.before.id)
            self._draft = self._started_from = Draft(held)
            self._done, self._undone, self._of = [], [], ids
        if points is not None and tuple(points) != self.points:
            self._remember()
            self._draft = replace(self._draft, points=tuple(points))
        self.is_on, self.selected = True, None
        self._placer.show_registered()
        self._settle()

    def leave(self) -> None:
        """Set no points any more; the pair is shown by its document, the points wait."""
        if self.is_on:
            self.is_on, self.selected, self._dragged = False, None, None
            self._placer.try_out(None)
            self._tell()

    def forget(self) -> None:
        """Another pair was opened."""
        self._of = None
        self._draft = self._started_from = Draft()
        self._done, self._undone = [], []
        self.fit = TieFit()
        if self.is_on:
            self.is_on, self.selected, self._dragged = False, None, None
            self._tell()

    def apply(self) -> None:
        """Put the fit into the document, with its points, and leave."""
        pair = self._workspace.pair
        if pair is None or not self.can_apply:
            return
        points, fit = self.whole, self.fit
        document, now = self._workspace.document, self._workspace.context().now
        entry = new_entry(
            pair, fit.matrix, BY_HAND, now, rms_px=fit.rms_px, points=len(points), tie_points=points
        )
        self._draft = self._started_from = replace(self._draft, points=points)
        self._done, self._undone = [], []
        self.is_on, self.selected = False, None
        edit = register_edit(document, entry, tr("Register by %n tie point(s)", "", len(points)))
        if edit.patch.is_empty:
            self._placer.try_out(None)
        else:
            self._placer.begin()
        self._workspace.dispatch(edit)
        self._tell()
        text = tr(
            "Registered by %n tie point(s): shifted by {shift}", "", len(points),
            shift=shift_by(pair, fit.matrix).text,
        )  # fmt: skip
        self._workspace.say(text)

    # -- steps ---------------------------------------------------------------------------------

    def place(self, side: Side, at: Point) -> None:
        """Point at something on a date: the second half of the last point, or a new one.

        Where the half that is there is of the same date, it is moved.
        """
        self._remember()
        points = self.points
        if self.pending is None:
            points = (*points, TiePair())
        self._draft = replace(self._draft, points=(*points[:-1], _with(points[-1], side, at)))
        self.selected, self.last_side = len(self.points) - 1, side
        self._settle()
        self._show_other_date()

    def drag(self, index: int, side: Side, to: Point) -> None:
        """Move a point on a date, as long as the button is held."""
        if self._dragged is None:
            self._dragged = self._draft
        points = list(self.points)
        points[index] = _with(points[index], side, to)
        self._draft = replace(self._draft, points=tuple(points))
        self.selected, self.last_side = index, side
        self._tell()

    def drop(self) -> None:
        """The button was let go: the drag is one step."""
        start, self._dragged = self._dragged, None
        if start is not None and start != self._draft:
            self._done.append(start)
            self._undone.clear()
            self._settle()

    def cancel_drag(self) -> None:
        """The point goes back to where it was."""
        if self._dragged is not None:
            self._draft, self._dragged = self._dragged, None
            self._tell()

    def nudge(self, dx: float, dy: float) -> None:
        """Move the selected point on the date it was last touched on, by reference px."""
        pair, index = self._workspace.pair, self.selected
        if pair is None or index is None:
            return
        at = self.position(index, self.last_side)
        if at is None:
            return
        placement = pair.scene(self.last_side).placement
        moved = placement.inverse(placement.forward(np.array([at])) + np.array([[dx, dy]]))[0]
        if np.isfinite(moved).all():
            self.drag(index, self.last_side, (float(moved[0]), float(moved[1])))
            self.drop()

    def remove(self, indices: Sequence[int]) -> None:
        """Take points away."""
        gone = {index for index in indices if 0 <= index < len(self.points)}
        if not gone:
            return
        self._remember()
        kept = tuple(point for i, point in enumerate(self.points) if i not in gone)
        self._draft = replace(self._draft, points=kept)
        self.selected = None
        self._settle()

    def remove_selected(self) -> bool:
        """Take the selected point away; False if none is."""
        if self.selected is None:
            return False
        self.remove([self.selected])
        return True

    def set_model(self, model: str) -> None:
        """Fit another model: one of `LEAST_POINTS`, or empty for what the count allows."""
        if model != self.model and (model == "" or model in LEAST_POINTS):
            self._remember()
            self._draft = replace(self._draft, model=model)
            self._settle()

    def select(self, index: int | None, *, fly: bool = False) -> None:
        """Choose a point; with `fly`, go there."""
        if index is not None and not 0 <= index < len(self.points):
            index = None
        if index != self.selected:
            self.selected = index
            self._tell()
        if fly and index is not None:
            spots = np.vstack([self.on_screen(side)[index] for side in Side])
            spots = spots[np.isfinite(spots).all(axis=1)]
            if len(spots):
                x, y = spots.mean(axis=0).tolist()
                self._workspace.fly_to_bounds((x, y, x, y), least_share=0.0)

    def undo(self) -> None:
        """Take the last step back."""
        if self._done:
            self._undone.append(self._draft)
            self._draft, self.selected = self._done.pop(), None
            self._settle()

    def redo(self) -> None:
        """Do the last step that was taken back again."""
        if self._undone:
            self._done.append(self._draft)
            self._draft, self.selected = self._undone.pop(), None
            self._settle()

    def back_out(self) -> None:
        """Esc: drop the half that was set, else leave."""
        if self.pending is not None:
            self.remove([len(self.points) - 1])
        else:
            self.leave()

    # -- following -----------------------------------------------------------------------------

    def follow(self, document: Document, pair: Pair | None) -> None:
        """The document or the pair changed: points of another pair are none of this one."""
        if pair is None or self._of not in {None, (pair.before.id, pair.after.id)}:
            self.forget()
        elif not self.is_on and not self.is_changed:
            held = tie_points_of(entry_in_force(document, pair), pair.before.id)
            self._draft = self._started_from = Draft(held, self._draft.model)
            self._done, self._undone = [], []

    def _remember(self) -> None:
        self._done.append(self._draft)
        self._undone.clear()

    def _settle(self) -> None:
        """Fit, and show the pair by it."""
        pair = self._workspace.pair
        if pair is None:
            return
        points = self.whole
        placed = base_of(pair).forward(np.array([p.before for p in points], np.float64).reshape(-1, 2))
        found = [point.after for point in points if point.after is not None]
        size = float(pair.after.facts.width), float(pair.after.facts.height)
        self.fit = fit_tie_points(placed, found, size, self.model, pair.aspect)
        if self.is_on:
            self._placer.try_out(None if self.fit.is_refused else self.fit.matrix)
        self._tell()

    def _show_other_date(self) -> None:
        """Where one date alone is on screen, the other half is pointed at next on the other."""
        wanted, workspace = self.pending, self._workspace
        pair = workspace.pair
        if wanted is None or pair is None or workspace.only_scene_on_screen is None:
            return
        mode = _OTHER_MODE.get(workspace.view.mode)
        if mode is not None and workspace.only_scene_on_screen != pair.scene_id(wanted):
            workspace.set_mode(mode)


def _with(point: TiePair, side: Side, at: Point) -> TiePair:
    return replace(point, before=at) if side is Side.BEFORE else replace(point, after=at)
