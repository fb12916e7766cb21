"""The workspace: what the user is working on, and every verb that works on it.

It joins the document's store, the view and the camera for one open pair. The window shows it and the
commands call it; both are told of each change once, as the state before and the state after.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np

from ilmtool.core.annotation import CERTAINTIES, CHANGES, Annotation
from ilmtool.core.attributes import AttributeDefinition, Value
from ilmtool.core.boxindex import BoxIndex, Rows
from ilmtool.core.camera import Camera
from ilmtool.core.document import Document, Patch
from ilmtool.core.geometry import Bounds, Point
from ilmtool.core.labels import LabelSet
from ilmtool.core.layout import CompareMode, Side, frame_size, panes
from ilmtool.session import operations
from ilmtool.session.attribute_edits import set_attribute
from ilmtool.session.headings import heading_in_reference
from ilmtool.session.measuring import Measuring
from ilmtool.session.operations import Edit, EditContext
from ilmtool.session.pair import Pair, carried
from ilmtool.session.ports import Clock
from ilmtool.session.search import Search
from ilmtool.session.store import Change, Store
from ilmtool.session.view_state import ViewState
from ilmtool.text import tr

ZOOM_STEP = 1.25
FLY_TO_SHARE = 0.25
"""A box that is flown to fills about this share of the pane."""

MAX_FLY_SCALE = 8.0

MANY = 200
"""With more annotations than this touched at once, everything is painted anew."""


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
Field = Literal["label", "certainty", "certainty_term", "likelihood", "confidence", "change", "note"]


class Workspace:
    """One open pair (or none) and what can be done with it.

    Parameters
    ----------
    clock : Clock
    labels : LabelSet
    author : str
        Id of whoever annotates.
    """

    def __init__(self, clock: Clock, labels: LabelSet, author: str) -> None:
        self._clock = clock
        self.labels = labels
        self.author = author
        self.store = Store(clock=clock)
        self.index = BoxIndex(Document(), {})
        self._shown = Shown()
        self.walk: Callable[[str | None, int], str | None] | None = None
        """What comes after (1) or before (-1) an annotation on a walk: the order of the table."""
        self._selected: tuple[Document, frozenset[str], list[Annotation]] = (Document(), frozenset(), [])
        self._listeners: list[Listener] = []
        self._hidden: frozenset[str] = frozenset()
        self.say: Callable[[str], None] = lambda text: None  # noqa: ARG005
        """Says in a few words what happened, where the user may not see it; the window shows it."""
        self.anchor: Callable[[], Point | None] = lambda: None
        """Which point of the pane (device pixels) a zoom by key keeps; None is the middle."""
        self.take_back: Callable[[], Callable[[], None] | None] = lambda: None
        """What undo does, where the last thing that happened is no edit of the document; else None."""
        self.label_first: Callable[[str], bool] = lambda label: False  # noqa: ARG005
        """Takes a label given by its number key; False where it means the selection and the next box."""
        self.search = Search(self)
        self.measuring = Measuring(self)
        self.store.subscribe(self._on_change)
        first = labels.classes[0].name if len(labels) else ""
        self._shown = replace(self._shown, view=self._shown.view.with_label(first))

    # -- state ---------------------------------------------------------------------------------

    @property
    def shown(self) -> Shown:
        return self._shown

    @property
    def view(self) -> ViewState:
        return self._shown.view

    @property
    def camera(self) -> Camera:
        return self._shown.camera

    def camera_of(self, side: Side) -> Camera:
        """The camera by which a date is shown: the one of both, unless the views are not linked."""
        return self._shown.camera_of(side)

    @property
    def camera_in_hand(self) -> Camera:
        """The camera that keys move."""
        return self._shown.camera_of(self._shown.hand)

    @property
    def are_linked(self) -> bool:
        """Whether both panes show the same place."""
        return self._shown.before_camera is None

    @property
    def pair(self) -> Pair | None:
        return self._shown.pair

    @property
    def document(self) -> Document:
        return self.store.document

    def subscribe(self, listener: Listener) -> None:
        """Be told of every update, in the order of subscription."""
        self._listeners.append(listener)

    def _show(
        self,
        new: Shown,
        change: Change | None = None,
        touched: tuple[Bounds, ...] | None = (),
        *,
        relabelled: bool = False,
    ) -> None:
        old, self._shown = self._shown, new
        if new == old and change is None and not relabelled:
            return
        if new.view.selection != old.view.selection:
            touched = _joined(touched, self._bounds_of_rows(self.index.set_selection(new.view.selection)))
        if change is not None or new.view.hiding_what != old.view.hiding_what:
            self._hide(new.view)
        update = Update(old, new, change, touched, relabelled)
        update = replace(update, touched=_joined(touched, self.search.apply(update)))
        for listener in self._listeners:
            listener(update)

    def _bounds_of_each(self, ids: Collection[str]) -> tuple[Bounds, ...] | None:
        """Bounds of each of a few annotations; None where there are so many that all may be meant."""
        if len(ids) > MANY:
            return None
        each = (self.index.bounds_of((i,)) for i in ids)
        return tuple(bounds for bounds in each if bounds is not None)

    def _bounds_of_rows(self, rows: Rows) -> tuple[Bounds, ...]:
        """Bounds of each of a few rows, or of many together: they were mostly chosen by one band."""
        parts = [rows] if len(rows) > MANY else np.split(rows, len(rows)) if len(rows) else []
        each = map(self.index.bounds_of_rows, parts)
        return tuple(bounds for bounds in each if bounds is not None)

    @property
    def hidden(self) -> frozenset[str]:
        """Ids of the annotations that are not drawn, whatever hides them. They stay in the document."""
        return self._hidden

    def _hide(self, view: ViewState) -> None:
        annotations = self.document.annotations
        if not view.show_annotations:
            hidden = frozenset(annotations)
        else:
            hidden = frozenset(i for i in view.hidden_ids if i in annotations)
            if view.hidden_labels:
                hidden |= {i for i, a in annotations.items() if a.label in view.hidden_labels}
        self._hidden = hidden
        if hidden != self.index.hidden:
            self.index.set_hidden(hidden)

    def _on_change(self, change: Change) -> None:
        if change.kind != "reset":
            before = self._bounds_of_each(change.patch.annotations)
            self.index.apply(change.patch)
            touched = _joined(before, self._bounds_of_each(change.patch.annotations))
            view = self._shown.view.pruned(change.document.annotations)
            if change.kind in {"undo", "redo"}:
                back = [i for i, (_, after) in change.patch.annotations.items() if after is not None]
                if 0 < len(back) <= MANY:  # show what came back; a mass edit would only distract
                    view = view.selecting(back)
            self._show(replace(self._shown, view=self._following(view, change)), change, touched)

    def _following(self, view: ViewState, change: Change) -> ViewState:
        """The view after a change: what was made or came back is drawn, and its heading is remembered."""
        patch = change.patch.annotations
        fresh = {key: after for key, (before, after) in patch.items() if before is None and after is not None}
        if fresh and change.initiator != "opening":
            view = view.revealing(frozenset(fresh), frozenset(a.label for a in fresh.values()))
        if change.kind == "edit" and len(patch) == 1 and self.pair is not None:
            ((before, after),) = patch.values()
            turned = heading_in_reference(after, self.pair)
            if turned is not None and turned != heading_in_reference(before, self.pair):
                view = view.with_heading(turned)
        return view

    def set_labels(self, labels: LabelSet) -> None:
        """Use another label set; annotations keep their labels, and so does the next box if it can."""
        self.labels = labels
        view = self.view
        if len(labels) and view.current_label not in labels:
            view = view.with_label(labels.classes[0].name)
        self._show(replace(self._shown, view=view), relabelled=True)

    def set_attribute(self, definition: AttributeDefinition, value: Value | None) -> None:
        """Give the selected annotations a value of a label-set attribute.

        Raises
        ------
        ValueError
            The definition does not allow the value; the message is a sentence for people.
        """
        if self.has_selection and self.pair is not None:
            self.dispatch(
                set_attribute(self.document, self.chosen, definition, value, self.context()),
                "inspector",
            )

    # -- opening -------------------------------------------------------------------------------

    def show_pair(self, pair: Pair, document: Document, index: BoxIndex) -> None:
        """Work on another pair from now on; the view starts with the whole of it.

        Parameters
        ----------
        index : BoxIndex
            Of that document in that pair; made on a worker, because it takes a moment for 100,000 boxes.
        """
        self.index = index
        view = self._shown.view.selecting(()).with_flicker(False).showing_all()
        view = replace(
            view, searching=False, search_cell=None, measurements=(), marker=None, unregistered=False
        )
        self._shown = replace(self._shown, view=view)
        change = self.store.reset(document)
        camera = Camera(aspect=pair.aspect).fitted(pair.extent, self._shown.pane)
        self._show(
            replace(self._shown, pair=pair, camera=camera, fitted=True, before_camera=None), change, None
        )

    def show_dates(self, pair: Pair, index: BoxIndex) -> None:
        """Compare two other scenes of the same document: history, selection, place and zoom stay.

        Parameters
        ----------
        index : BoxIndex
            Of the present document in that pair.
        """
        old = self._shown
        self.index = index
        index.set_selection(old.view.selection)
        camera, own = old.camera, old.before_camera
        if old.pair is not None:
            camera = carried(camera, old.pair, pair, old.pane)
            own = None if own is None else carried(own, old.pair, pair, old.pane)
        stays = old.pair is not None and old.pair.after.id == pair.after.id
        new = replace(
            old,
            pair=pair,
            camera=camera,
            fitted=old.fitted and stays,
            view=old.view.with_flicker(False).with_registration(True),
            before_camera=own,
        )
        # To whoever shows the document, everything is new: rows of another index, other dates.
        self._show(new, Change(Patch(), self.document, "", "dates", "reset", self.store.serial), None)

    def show_placed(self, pair: Pair, index: BoxIndex) -> None:
        """The same two scenes, placed otherwise on each other: nothing else changes.

        Parameters
        ----------
        index : BoxIndex
            Of the present document in that pair.
        """
        self.index = index
        index.set_selection(self.view.selection)
        change = Change(Patch(), self.document, "", "placing", "reset", self.store.serial)
        self._show(replace(self._shown, pair=pair), change, None)

    # -- looking -------------------------------------------------------------------------------

    def set_canvas(self, size: tuple[int, int]) -> None:
        """The canvas has another size; what is in the middle stays there."""
        self._reframe(replace(self._shown, canvas=(max(1, size[0]), max(1, size[1]))))

    def set_mode(self, mode: CompareMode) -> None:
        """Compare in another way at the same place and zoom."""
        self._reframe(replace(self._shown, view=self.view.with_mode(mode)))

    def _reframe(self, new: Shown) -> None:
        old = self._shown
        if new.pair is None or new.pane == old.pane:
            self._show(new)
            return
        middle = (new.pane[0] / 2, new.pane[1] / 2)

        def reframed(camera: Camera) -> Camera:
            return camera.with_point_at(camera.unmap((old.pane[0] / 2, old.pane[1] / 2)), middle)

        own = new.before_camera
        camera = new.camera.fitted(new.pair.extent, new.pane) if old.fitted else reframed(new.camera)
        self._show(replace(new, camera=camera, before_camera=None if own is None else reframed(own)))

    def set_view(self, view: ViewState) -> None:
        """Another view state as a whole."""
        self._show(replace(self._shown, view=view))

    def set_camera(self, camera: Camera, *, fitted: bool = False, side: Side | None = None) -> None:
        """Look elsewhere; where the views are not linked, with one `side` only, or with both."""
        shown = self._shown
        if shown.own_before is None:
            self._show(replace(shown, camera=camera, fitted=fitted))
        elif side is None:
            self._show(replace(shown, camera=camera, before_camera=camera))
        elif side is Side.BEFORE:
            self._show(replace(shown, before_camera=camera))
        else:
            self._show(replace(shown, camera=camera))

    def take_in_hand(self, side: Side) -> None:
        """The pointer or the keyboard is in this pane: keys move it, where views are not linked."""
        if side is not self._shown.hand:
            new = replace(self._shown, hand=side)
            if self.are_linked:  # nothing looks different
                self._shown = new
            else:
                self._show(new)

    def unlink(self) -> None:
        """Give each pane a view of its own, side by side; both begin where they are."""
        if self.are_linked and self.view.mode is CompareMode.SIDE_BY_SIDE:
            self._show(replace(self._shown, before_camera=self.camera, fitted=False))

    def link(self) -> None:
        """Show the same place in both panes again: the one of the pane that was touched last."""
        if not self.are_linked:
            self._show(replace(self._shown, camera=self.camera_in_hand, before_camera=None))

    def pan(self, dx: int, dy: int, side: Side | None = None) -> None:
        """Move the content by whole device pixels; of the pane in hand, where views are not linked."""
        if dx or dy:
            side = side or self._shown.hand
            self.set_camera(self.camera_of(side).panned(dx, dy), side=side)

    def zoom(self, factor: float, anchor: Point | None = None) -> None:
        """Zoom about a point of the pane (device pixels), or its middle."""
        self.set_camera(
            self.camera_in_hand.zoomed(factor, anchor or self.anchor() or self.middle), side=self._shown.hand
        )

    def turn(self, degrees: float, anchor: Point | None = None) -> None:
        """Turn the picture to an angle, clockwise, about a point of the pane (device px) or its middle."""
        camera = self.camera_in_hand
        self.set_camera(camera.turned(degrees, anchor or self.anchor() or self.middle), side=self._shown.hand)

    @property
    def middle(self) -> Point:
        """The middle of a pane, in its device pixels."""
        width, height = self._shown.pane
        return width / 2, height / 2

    def fit(self) -> None:
        """Show the whole pair."""
        if self.pair is not None:
            camera = self.camera_in_hand.fitted(self.pair.extent, self._shown.pane)
            self.set_camera(camera, fitted=True, side=self._shown.hand)

    def one_to_one(self, anchor: Point | None = None) -> None:
        """One device pixel for each pixel of the after scene."""
        self.set_camera(self.camera_in_hand.one_to_one(anchor or self.middle), side=self._shown.hand)

    def fly_to(self, ids: Iterable[str]) -> None:
        """Bring annotations to the middle, in both dates; zoom only where they would not be seen well."""
        bounds = self.index.bounds_of(ids)
        if bounds is not None:
            self.fly_to_bounds(bounds)

    def fly_to_bounds(self, bounds: Bounds, least_share: float = 0.02) -> None:
        """The same for any place, in reference px, that is to fill at least a share of the pane."""
        pane = self._shown.pane
        center = ((bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2)
        extent = max(1e-9, bounds[2] - bounds[0]), max(1e-9, bounds[3] - bounds[1])

        def flown(camera: Camera) -> Camera:
            width, height = camera.extent_on_screen(extent)
            share = max(width / pane[0], height / pane[1]) * camera.scale
            if share > 0.9 or share < least_share:
                camera = camera.at_scale(min(camera.scale * FLY_TO_SHARE / share, max(MAX_FLY_SCALE, 1.0)))
            return camera.with_point_at(center, self.middle)

        own = self._shown.before_camera
        self._show(
            replace(
                self._shown,
                camera=flown(self.camera),
                fitted=False,
                before_camera=None if own is None else flown(own),
            )
        )

    def go_to(self, point: Point) -> None:
        """Bring a place (reference px) to the middle at the present zoom, and point it out."""
        own = self._shown.before_camera
        new = replace(
            self._shown,
            camera=self.camera.with_point_at(point, self.middle),
            before_camera=None if own is None else own.with_point_at(point, self.middle),
            fitted=False,
            view=replace(self.view, marker=point),
        )
        self._show(new)

    # -- selecting -----------------------------------------------------------------------------

    def select(self, ids: Iterable[str], *, fly: bool = False) -> None:
        """Exactly these; with `fly`, go there. What is hidden is drawn again then, or left out of many."""
        ids = tuple(ids)
        view = self.view
        if fly and self._hidden and not self._hidden.isdisjoint(ids):
            if len(ids) > MANY:
                ids = tuple(i for i in ids if i not in self._hidden)
            else:
                annotations = self.document.annotations
                labels = frozenset(annotations[i].label for i in ids if i in annotations)
                view = view.revealing(frozenset(ids), labels)
        self.set_view(view.selecting(ids))
        if fly and ids:
            self.fly_to(ids)

    def step(self, step: int, order: Sequence[str] | None = None) -> None:
        """The next or previous annotation, centred in both dates."""
        if order is None and self.walk is not None and self._walk(step, self.walk):
            return
        if order is None:
            order = [i for i, a in self.document.annotations.items() if a.properties.kind != "examined"]
        if self._hidden:
            order = [i for i in order if i not in self._hidden]
        self.set_view(self.view.stepped(order, step))
        self.fly_to(self.view.selection)

    def _walk(self, step: int, walk: Callable[[str | None, int], str | None]) -> bool:
        """Go to the next one that is an observation and drawn; False where the walk knows none."""
        key = self.view.active_id
        for _ in range(len(self.document.annotations)):
            key = walk(key, step)
            found = self.document.annotations.get(key) if key is not None else None
            if key is None or found is None:
                return False
            if found.properties.kind != "examined" and key not in self._hidden:
                self.select((key,), fly=True)
                return True
        return False

    # -- editing -------------------------------------------------------------------------------

    @property
    def only_scene_on_screen(self) -> str | None:
        """Id of the scene that alone is on screen; None where both dates are."""
        pair, view = self.pair, self.view
        shown = panes(view.mode, self._shown.canvas, view.cut, view.flicker_other)
        is_alone = len(shown) == 1 and not shown[0].composed
        return pair.scene_id(shown[0].side) if pair is not None and is_alone else None

    def context(self, visible_scene: str | None = None) -> EditContext:
        """Who edits, and when, for `session.operations`."""
        pair = self.pair
        if pair is None:
            raise ValueError("no pair is open")
        return EditContext(
            author=self.author,
            now=self._clock.now(),
            before_id=pair.scene_id(Side.BEFORE),
            after_id=pair.scene_id(Side.AFTER),
            visible_scene=visible_scene or self.only_scene_on_screen,
            grounds=pair.grounds,
        )

    def dispatch(self, edit: Edit, initiator: str = "command") -> None:
        """Carry an edit out as one undo step."""
        self.store.dispatch(edit.label, edit.patch, initiator, merge_key=edit.merge_key)
        if edit.locked:
            self.say(tr("%n locked annotation(s) (was|were) left as (it|they) (is|are)", "", edit.locked))

    @property
    def has_selection(self) -> bool:
        return bool(self.view.selection)

    @property
    def selected(self) -> list[Annotation]:
        """The selected annotations, looked up once for all who show them; do not change it."""
        document, selection = self.document, self.view.selection
        if self._selected[0] is not document or self._selected[1] is not selection:
            self._selected = (document, selection, document.pick(selection))
        return self._selected[2]

    @property
    def chosen(self) -> frozenset[str]:
        """What an edit means: the selected annotations that are drawn. What nobody sees is not edited."""
        return self.view.selection - self._hidden if self._hidden else self.view.selection

    @property
    def can_undo(self) -> bool:
        """Whether there is anything to take back."""
        return self.store.can_undo or self.take_back() is not None

    def undo(self) -> None:
        """Take the last step back."""
        other = self.take_back()
        if other is not None:
            other()
            return
        change = self.store.undo("command")
        if change is not None:
            self.say(tr("Undid: {step}", step=change.label))
            self.search.revisit(change.patch)

    def redo(self) -> None:
        """Do the last undone step again."""
        change = self.store.redo("command")
        if change is not None:
            self.say(tr("Redid: {step}", step=change.label))
            self.search.revisit(change.patch)

    def delete_selection(self) -> None:
        """Delete what is selected."""
        if self.chosen:
            self.dispatch(operations.delete(self.document, self.chosen))

    def set_field(self, name: Field, value: str) -> None:
        """Give the selected annotations a value; the label also sticks for the next box."""
        if name == "label":
            self.set_view(self.view.with_label(value))
        if not self.chosen or self.pair is None:
            return
        ids, context, document = self.chosen, self.context(), self.document
        match name:
            case "label":
                edit = operations.set_label(document, ids, value, context)
            case "certainty":
                edit = operations.set_certainty(document, ids, value or None, context)
            case "certainty_term":
                edit = operations.set_certainty_term(document, ids, value, context)
            case "likelihood":
                edit = operations.set_likelihood(document, ids, value or None, context)
            case "confidence":
                edit = operations.set_confidence(document, ids, value or None, context)
            case "change":
                edit = operations.set_change(document, ids, value or None, context)
            case "note":
                edit = operations.set_note(document, ids, value, context)
        self.dispatch(edit, "inspector" if name in {"note", "certainty_term"} else "command")

    def label_by_key(self, key: str) -> None:
        """The label on a number key, for the selection and the next box."""
        label = self.labels.by_key(key)
        if label is not None and not self.label_first(label.name):
            self.set_field("label", label.name)

    def certainty_by_number(self, number: int) -> None:
        """The certainty of that number, from 1."""
        if 1 <= number <= len(CERTAINTIES):
            self.set_field("certainty", CERTAINTIES[number - 1])

    def change_by_number(self, number: int) -> None:
        """The change of that number, from 1."""
        if 1 <= number <= len(CHANGES):
            self.set_field("change", CHANGES[number - 1])


def _joined(a: tuple[Bounds, ...] | None, b: tuple[Bounds, ...] | None) -> tuple[Bounds, ...] | None:
    return None if a is None or b is None else (*a, *b)
