"""What is on screen as a value, how it follows from looking elsewhere, and what is told of each step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from ilmtool.core.camera import Camera
from ilmtool.core.geometry import Bounds, Point
from ilmtool.core.layout import CompareMode, Side, frame_size
from ilmtool.session.headings import heading_in_reference
from ilmtool.session.pair import Pair, carried
from ilmtool.session.store import Change
from ilmtool.session.touched import MANY
from ilmtool.session.view_state import ViewState

FLY_TO_SHARE = 0.25
"""A box that is flown to fills about this share of the pane."""

MAX_FLY_SCALE = 8.0


@dataclass(frozen=True, slots=True)
class Shown:
    """All that decides what is on screen, besides the document and the tiles.

    Attributes
    ----------
    pair : Pair or None
        The open pair.
    view : ViewState
    camera : Camera
        Of both panes, or of the after one where the views are not linked.
    canvas : (int, int)
        Size of the canvas in device pixels.
    fitted : bool
        The whole pair is shown and stays so when the canvas changes its size.
    before_camera : Camera or None
        The before pane's own, side by side, where the views are not linked; all other modes show both dates
        by `camera`.
    hand : Side
        The pane that the pointer or the keyboard was in last: keys move that one where views are not linked.
    """

    pair: Pair | None = None
    view: ViewState = field(default_factory=ViewState)
    camera: Camera = field(default_factory=Camera)
    canvas: tuple[int, int] = (1, 1)
    fitted: bool = True
    before_camera: Camera | None = None
    hand: Side = Side.AFTER

    @property
    def own_before(self) -> Camera | None:
        """The before pane's own camera, where it is in use."""
        return self.before_camera if self.view.mode is CompareMode.SIDE_BY_SIDE else None

    def camera_of(self, side: Side) -> Camera:
        """The camera by which a date is shown."""
        own = self.own_before if side is Side.BEFORE else None
        return self.camera if own is None else own

    @property
    def pane(self) -> tuple[int, int]:
        """Size of each side's pane in device pixels."""
        return frame_size(self.view.mode, self.canvas)

    @property
    def middle(self) -> Point:
        """The middle of a pane, in its device pixels."""
        width, height = self.pane
        return width / 2, height / 2

    def looking(self, camera: Camera, *, fitted: bool = False, side: Side | None = None) -> Shown:
        """Look elsewhere; where the views are not linked, with one `side` only, or with both."""
        if self.own_before is None:
            return replace(self, camera=camera, fitted=fitted)
        if side is None:
            return replace(self, camera=camera, before_camera=camera)
        if side is Side.BEFORE:
            return replace(self, before_camera=camera)
        return replace(self, camera=camera)

    def moved(self, move: Callable[[Camera], Camera]) -> Shown:
        """Both cameras moved alike; no more the whole pair."""
        own = self.before_camera
        return replace(
            self,
            camera=move(self.camera),
            fitted=False,
            before_camera=None if own is None else move(own),
        )

    def reframed(self, old: Shown) -> Shown:
        """With a new canvas or mode: the place in the middle that was there in the old state."""
        if self.pair is None or self.pane == old.pane:
            return self
        was, middle = old.middle, self.middle
        new = self.moved(lambda camera: camera.with_point_at(camera.unmap(was), middle))
        if old.fitted:
            new = replace(new, camera=self.camera.fitted(self.pair.extent, self.pane))
        return replace(new, fitted=self.fitted)

    def flown_to(self, bounds: Bounds, least_share: float = 0.02) -> Shown:
        """A place (reference px) in the middle; zoomed only where it would not be seen well.

        Parameters
        ----------
        least_share : float
            Of the pane, that the place is to fill at least.
        """
        pane, middle = self.pane, self.middle
        center = ((bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2)
        extent = max(1e-9, bounds[2] - bounds[0]), max(1e-9, bounds[3] - bounds[1])

        def flown(camera: Camera) -> Camera:
            width, height = camera.extent_on_screen(extent)
            share = max(width / pane[0], height / pane[1]) * camera.scale
            if share > 0.9 or share < least_share:
                camera = camera.at_scale(min(camera.scale * FLY_TO_SHARE / share, max(MAX_FLY_SCALE, 1.0)))
            return camera.with_point_at(center, middle)

        return self.moved(flown)

    def gone_to(self, point: Point) -> Shown:
        """A place (reference px) in the middle at the present zoom, and pointed out."""
        middle = self.middle
        new = self.moved(lambda camera: camera.with_point_at(point, middle))
        return replace(new, view=replace(self.view, marker=point))

    def with_dates(self, pair: Pair) -> Shown:
        """Two other scenes of the same document; selection, place and zoom stay."""
        camera, own = self.camera, self.before_camera
        if self.pair is not None:
            camera = carried(camera, self.pair, pair, self.pane)
            own = None if own is None else carried(own, self.pair, pair, self.pane)
        stays = self.pair is not None and self.pair.after.id == pair.after.id
        return replace(
            self,
            pair=pair,
            camera=camera,
            fitted=self.fitted and stays,
            view=self.view.with_flicker(False).with_registration(True),
            before_camera=own,
        )

    def after(self, change: Change) -> Shown:
        """After a change of the document: what is gone is not selected any more, what was made or came back
        is drawn, and its heading is remembered.
        """
        patch = change.patch.annotations
        view = self.view.pruned(change.document.annotations)
        if change.kind in {"undo", "redo"}:
            back = [i for i, (_, after) in patch.items() if after is not None]
            if 0 < len(back) <= MANY:  # show what came back; a mass edit would only distract
                view = view.selecting(back)
        fresh = {key: after for key, (before, after) in patch.items() if before is None and after is not None}
        if fresh and change.initiator != "opening":
            view = view.revealing(frozenset(fresh), frozenset(a.label for a in fresh.values()))
        if change.kind == "edit" and len(patch) == 1 and self.pair is not None:
            ((before, after),) = patch.values()
            turned = heading_in_reference(after, self.pair)
            if turned is not None and turned != heading_in_reference(before, self.pair):
                view = view.with_heading(turned)
        return replace(self, view=view)


@dataclass(frozen=True, slots=True)
class Update:
    """One thing that happened.

    Attributes
    ----------
    old, new : Shown
        The state before and after.
    change : Change or None
        The document's change, if it was one.
    touched : tuple of Bounds or None
        Where annotations look different now, reference pixels; None means anywhere.
    relabelled : bool
        Whether another label set is in use, so that names, colours and attributes have to be read anew.
    """

    old: Shown
    new: Shown
    change: Change | None = None
    touched: tuple[Bounds, ...] | None = ()
    relabelled: bool = False


Listener = Callable[[Update], None]
