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
    canvas : (int, int)
        Size of the canvas in device pixels.
    fitted : bool
        The whole pair is shown and stays so when the canvas changes its size.
    """

    pair: Pair | None = None
    view: ViewState = field(default_factory=ViewState)
    camera: Camera = field(default_factory=Camera)
    canvas: tuple[int, int] = (1, 1)
    fitted: bool = True

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
        view = replace(view, searching=False, search_cell=None, measurements=(), marker=None)
        self._shown = replace(self._shown, view=view)
        change = self.store.reset(document)
        camera = Camera(aspect=pair.aspect).fitted(pair.extent, self._shown.pane)
        self._show(replace(self._shown, pair=pair, camera=camera, fitted=True), change, None)

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
        camera = old.camera if old.pair is None else carried(old.camera, old.pair, pair, old.pane)
        stays = old.pair is not None and old.pair.after.id == pair.after.id
        new = replace(
            old, pair=pair, camera=camera, fitted=old.fitted and stays, view=old.view.with_flicker(False)
        )
        # To whoever shows the document, everything is new: rows of another index, other dates.
        self._show(new, Change(Patch(), self.document, "", "dates", "reset", self.store.serial), None)

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
        if old.fitted:
            camera = new.camera.fitted(new.pair.extent, new.pane)
        else:
            center = old.camera.unmap((old.pane[0] / 2, old.pane[1] / 2))
            camera = new.camera.with_point_at(center, (new.pane[0] / 2, new.pane[1] / 2))
        self._show(replace(new, camera=camera))

    def set_view(self, view: ViewState) -> None:
        """Another view state as a whole."""
        self._show(replace(self._shown, view=view))

    def set_camera(self, camera: Camera, *, fitted: bool = False) -> None:
        """Look elsewhere."""
        self._show(replace(self._shown, camera=camera, fitted=fitted))

    def pan(self, dx: int, dy: int) -> None:
        """Move the content by whole device pixels."""
        if dx or dy:
            self.set_camera(self.camera.panned(dx, dy))

    def zoom(self, factor: float, anchor: Point | None = None) -> None:
        """Zoom about a point of the pane (device pixels), or its middle."""
        pane = self._shown.pane
        self.set_camera(self.camera.zoomed(factor, anchor or self.anchor() or (pane[0] / 2, pane[1] / 2)))

    def fit(self) -> None:
        """Show the whole pair."""
        if self.pair is not None:
            self.set_camera(self.camera.fitted(self.pair.extent, self._shown.pane), fitted=True)

    def one_to_one(self, anchor: Point | None = None) -> None:
        """One device pixel for each pixel of the after scene."""
        pane = self._shown.pane
        self.set_camera(self.camera.one_to_one(anchor or (pane[0] / 2, pane[1] / 2)))

    def fly_to(self, ids: Iterable[str]) -> None:
        """Bring annotations to the middle, in both dates; zoom only where they would not be seen well."""
        bounds = self.index.bounds_of(ids)
        if bounds is not None:
            self.fly_to_bounds(bounds)

    def fly_to_bounds(self, bounds: Bounds, least_share: float = 0.02) -> None:
        """The same for any place, in reference px, that is to fill at least a share of the pane."""
        pane = self._shown.pane
        center = ((bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2)
        camera = self.camera
        width = max(1e-9, bounds[2] - bounds[0]) * camera.scale / pane[0]
        height = max(1e-9, bounds[3] - bounds[1]) * camera.scale_y / pane[1]
        share = max(width, height)
        if share > 0.9 or share < least_share:
            camera = camera.at_scale(min(camera.scale * FLY_TO_SHARE / share, max(MAX_FLY_SCALE, 1.0)))
        self.set_camera(camera.with_point_at(center, (pane[0] / 2, pane[1] / 2)))

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
        shown = panes(view.mode, self._shown.canvas, view.divider, view.flicker_other)
        return pair.scene_id(shown[0].side) if pair is not None and len(shown) == 1 else None

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
            left = (
                "1 locked annotation was" if edit.locked == 1 else f"{edit.locked:,} locked annotations were"
            )
            self.say(f"{left} left as it is" if edit.locked == 1 else f"{left} left as they are")

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

    def undo(self) -> None:
        """Take the last step back."""
        change = self.store.undo("command")
        if change is not None:
            self.say(f"Undid: {change.label}")
            self.search.revisit(change.patch)

    def redo(self) -> None:
        """Do the last undone step again."""
        change = self.store.redo("command")
        if change is not None:
            self.say(f"Redid: {change.label}")
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
        if label is not None:
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
