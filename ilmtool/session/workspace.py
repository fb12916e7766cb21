"""The workspace: what the user is working on, and every verb that works on it.

It joins the document's store, the view and the camera for one open pair. The window shows it and the
commands call it; both are told of each change once, as the state before and the state after.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from ilmtool.core.annotation import CERTAINTIES, CHANGES, Annotation
from ilmtool.core.attributes import AttributeDefinition, Value
from ilmtool.core.boxindex import BoxIndex
from ilmtool.core.camera import Camera
from ilmtool.core.document import Document, Patch
from ilmtool.core.geometry import Bounds, Point
from ilmtool.core.labels import LabelSet
from ilmtool.core.layout import CompareMode, Side, panes
from ilmtool.session import operations
from ilmtool.session.attribute_edits import set_attribute
from ilmtool.session.field_edits import Field, set_field
from ilmtool.session.measuring import Measuring
from ilmtool.session.operations import Edit, EditContext
from ilmtool.session.pair import Pair
from ilmtool.session.ports import Clock
from ilmtool.session.search import Search
from ilmtool.session.shown import Shown, Update
from ilmtool.session.store import Change, Store
from ilmtool.session.touched import MANY, bounds_of_each, bounds_of_rows, joined
from ilmtool.session.view_state import ViewState
from ilmtool.text import tr

ZOOM_STEP = 1.25
Listener = Callable[[Update], None]


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
            rows = self.index.set_selection(new.view.selection)
            touched = joined(touched, bounds_of_rows(self.index, rows))
        if change is not None or new.view.hiding_what != old.view.hiding_what:
            self._hide(new.view)
        update = Update(old, new, change, touched, relabelled)
        update = replace(update, touched=joined(touched, self.search.apply(update)))
        for listener in self._listeners:
            listener(update)

    @property
    def hidden(self) -> frozenset[str]:
        """Ids of the annotations that are not drawn, whatever hides them. They stay in the document."""
        return self._hidden

    def _hide(self, view: ViewState) -> None:
        self._hidden = hidden = view.hidden_of(self.document.annotations)
        if hidden != self.index.hidden:
            self.index.set_hidden(hidden)

    def _on_change(self, change: Change) -> None:
        if change.kind != "reset":
            before = bounds_of_each(self.index, change.patch.annotations)
            self.index.apply(change.patch)
            touched = joined(before, bounds_of_each(self.index, change.patch.annotations))
            self._show(self._shown.after(change), change, touched)

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
        new = old.with_dates(pair)
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
        new = replace(self._shown, canvas=(max(1, size[0]), max(1, size[1])))
        self._show(new.reframed(self._shown))

    def set_mode(self, mode: CompareMode) -> None:
        """Compare in another way at the same place and zoom."""
        new = replace(self._shown, view=self.view.with_mode(mode))
        self._show(new.reframed(self._shown))

    def set_view(self, view: ViewState) -> None:
        """Another view state as a whole."""
        self._show(replace(self._shown, view=view))

    def set_camera(self, camera: Camera, *, fitted: bool = False, side: Side | None = None) -> None:
        """Look elsewhere; where the views are not linked, with one `side` only, or with both."""
        self._show(self._shown.looking(camera, fitted=fitted, side=side))

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
        return self._shown.middle

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
        self._show(self._shown.flown_to(bounds, least_share))

    def go_to(self, point: Point) -> None:
        """Bring a place (reference px) to the middle at the present zoom, and point it out."""
        self._show(self._shown.gone_to(point))

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
        edit = set_field(self.document, self.chosen, name, value, self.context())
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
