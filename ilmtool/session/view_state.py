"""What the user looks at and has chosen: everything that is neither the document nor pixels."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ilmtool.core.geometry import Point
from ilmtool.core.layout import FIRST_CUT, LENS_RANGE, CompareMode, Cut

if TYPE_CHECKING:
    from ilmtool.core.annotation import Annotation
    from ilmtool.measure.measurement import Measurement

TOOLS = ("box", "oriented_box", "polygon", "area")
GAIN_RANGE = (0.5, 16.0)
MAGNIFICATIONS = (4, 8)


@dataclass(frozen=True, slots=True)
class ViewState:
    """The view; each change makes a new one.

    Attributes
    ----------
    mode : CompareMode
        How the two dates are compared.
    cut : Cut
        Where the divider and the lens stand, as fractions of the canvas on screen, and how far a fade is.
    lens_held : bool
        The lens stays where it is and does not follow the cursor.
    gain : float
        How much stronger a difference is shown than it is.
    magnifier : bool
        Whether both dates are shown magnified beside the cursor.
    magnification : int
        By how much, one of `MAGNIFICATIONS`.
    flicker_other : bool
        True while the flicker key is held: the other date is shown in place.
    selection : frozenset of str
        Ids of the selected annotations.
    active_id : str or None
        The one of them that the inspector shows and Tab starts from.
    current_label : str
        What the next box gets; the last label sticks.
    show_labels, show_annotations : bool
        Whether names, and boxes at all, are drawn.
    show_overview : bool
        Whether a small picture of the whole pair stands in a corner.
    hidden_labels : frozenset of str
        Labels whose boxes are not drawn; they stay in the document and in the file.
    hidden_ids : frozenset of str
        Annotations that are not drawn for now, chosen one by one; like `hidden_labels`.
    tool : str
        What a drag on empty ground makes: one of `TOOLS`; `area` is the rectangle to search. Those of
        `session.measuring.TOOLS` measure.
    vertex : int or None
        Which corner of the active polygon the keys move.
    last_heading_deg : float
        Heading of the oriented box that was made or turned last, in reference px: others snap to it.
    searching : bool
        Whether the search grid is shown and its cells are being looked at.
    search_cell : int or None
        Number of the cell that is looked at.
    measurements : tuple of Measurement
        What was measured; see `session.measuring`.
    marker : Point or None
        A place that is pointed out for a moment, reference px.
    unregistered : bool
        The pair is shown by its georeferencing alone, whatever registration the document has.
    """

    mode: CompareMode = CompareMode.SIDE_BY_SIDE
    cut: Cut = FIRST_CUT
    lens_held: bool = False
    gain: float = 2.0
    magnifier: bool = False
    magnification: int = MAGNIFICATIONS[0]
    flicker_other: bool = False
    selection: frozenset[str] = frozenset()
    active_id: str | None = None
    current_label: str = ""
    show_labels: bool = True
    show_annotations: bool = True
    show_overview: bool = False
    hidden_labels: frozenset[str] = frozenset()
    hidden_ids: frozenset[str] = frozenset()
    tool: str = "box"
    vertex: int | None = None
    last_heading_deg: float = 0.0
    searching: bool = False
    search_cell: int | None = None
    measurements: tuple[Measurement, ...] = ()
    marker: Point | None = None
    unregistered: bool = False

    def with_mode(self, mode: CompareMode) -> ViewState:
        """The same view compared in another way; a held flicker ends."""
        return replace(self, mode=mode, flicker_other=False)

    @property
    def divider(self) -> float:
        """Where the divider stands, as a fraction 0..1 of the canvas on screen."""
        return self.cut.divider

    def with_divider(self, fraction: float) -> ViewState:
        """The divider moved; it always stays reachable, within 0..1."""
        return replace(self, cut=replace(self.cut, divider=min(1.0, max(0.0, fraction))))

    def with_lens_at(self, x: float, y: float) -> ViewState:
        """The lens moved, its centre within the canvas; shares of its width and height."""
        at = min(1.0, max(0.0, x)), min(1.0, max(0.0, y))
        return replace(self, cut=replace(self.cut, lens_at=at))

    def with_lens_radius(self, radius: float) -> ViewState:
        """A larger or smaller lens."""
        radius = min(LENS_RANGE[1], max(LENS_RANGE[0], radius))
        return replace(self, cut=replace(self.cut, lens_radius=radius))

    def with_lens_held(self, held: bool) -> ViewState:
        """The lens stays where it is, or follows the cursor."""
        return replace(self, lens_held=held)

    def with_fade(self, share: float) -> ViewState:
        """More or less of the after date in a fade."""
        return replace(self, cut=replace(self.cut, fade=min(1.0, max(0.0, share))))

    def with_gain(self, gain: float) -> ViewState:
        """Differences shown stronger or weaker."""
        return replace(self, gain=min(GAIN_RANGE[1], max(GAIN_RANGE[0], gain)))

    def with_magnifier(self, shown: bool) -> ViewState:
        """The magnifier beside the cursor, or not."""
        return replace(self, magnifier=shown)

    def with_next_magnification(self) -> ViewState:
        """The magnifier, with the other magnification."""
        at = (MAGNIFICATIONS.index(self.magnification) + 1) % len(MAGNIFICATIONS)
        return replace(self, magnification=MAGNIFICATIONS[at], magnifier=True)

    def with_flicker(self, held: bool) -> ViewState:
        """The flicker key pressed or released."""
        return replace(self, flicker_other=held)

    def with_registration(self, shown: bool) -> ViewState:
        """Placed with the document's registration, or without."""
        return replace(self, unregistered=not shown)

    def with_label(self, label: str) -> ViewState:
        """Another label for the next box."""
        return replace(self, current_label=label)

    def with_labels_shown(self, shown: bool) -> ViewState:
        """Names beside the boxes, or not."""
        return replace(self, show_labels=shown)

    def with_annotations_shown(self, shown: bool) -> ViewState:
        """Boxes at all, or not."""
        return replace(self, show_annotations=shown)

    def with_overview_shown(self, shown: bool) -> ViewState:
        """A small picture of the whole pair in a corner, or not."""
        return replace(self, show_overview=shown)

    def with_label_hidden(self, label: str, hidden: bool) -> ViewState:
        """Boxes of one label drawn, or not."""
        labels = self.hidden_labels | {label} if hidden else self.hidden_labels - {label}
        return replace(self, hidden_labels=labels)

    def hiding(self, ids: Iterable[str]) -> ViewState:
        """Some more annotations not drawn; they are no longer selected."""
        more = frozenset(ids)
        return replace(self, hidden_ids=self.hidden_ids | more).selecting(self.selection - more)

    def showing_all(self) -> ViewState:
        """Everything drawn again."""
        return replace(self, show_annotations=True, hidden_labels=frozenset(), hidden_ids=frozenset())

    def revealing(self, ids: frozenset[str], labels: frozenset[str]) -> ViewState:
        """Some annotations, of these labels, drawn whatever hid them; itself if nothing did."""
        if self.show_annotations and not (labels & self.hidden_labels or ids & self.hidden_ids):
            return self
        return replace(
            self,
            show_annotations=True,
            hidden_labels=self.hidden_labels - labels,
            hidden_ids=self.hidden_ids - ids,
        )

    @property
    def hiding_what(self) -> tuple[object, ...]:
        """All that decides which annotations are not drawn."""
        return self.show_annotations, self.hidden_labels, self.hidden_ids

    def hidden_of(self, annotations: Mapping[str, Annotation]) -> frozenset[str]:
        """Ids of those that are not drawn, whatever hides them."""
        if not self.show_annotations:
            return frozenset(annotations)
        hidden = frozenset(i for i in self.hidden_ids if i in annotations)
        if self.hidden_labels:
            hidden |= {i for i, a in annotations.items() if a.label in self.hidden_labels}
        return hidden

    def with_vertex(self, vertex: int | None) -> ViewState:
        """Another corner, or none, that the keys move."""
        return replace(self, vertex=vertex)

    def with_heading(self, heading_deg: float) -> ViewState:
        """Another heading that others snap to."""
        return replace(self, last_heading_deg=heading_deg)

    def with_tool(self, tool: str) -> ViewState:
        """Another tool in hand."""
        return replace(self, tool=tool)

    def selecting(self, ids: Iterable[str], active: str | None = None) -> ViewState:
        """Exactly these selected; `active` must be one of them, else one of them is taken."""
        chosen = frozenset(ids)
        if active not in chosen:
            active = self.active_id if self.active_id in chosen else min(chosen, default=None)
        vertex = self.vertex if chosen == self.selection else None
        return replace(self, selection=chosen, active_id=active, vertex=vertex)

    def toggling(self, annotation_id: str) -> ViewState:
        """One more or one less selected."""
        if annotation_id in self.selection:
            return self.selecting(self.selection - {annotation_id})
        return self.selecting(self.selection | {annotation_id}, annotation_id)

    def pruned(self, existing: Container[str]) -> ViewState:
        """Without selected annotations that are gone; itself if none is."""
        kept = frozenset(i for i in self.selection if i in existing)
        return self if kept == self.selection else self.selecting(kept)

    def stepped(self, order: Sequence[str], step: int) -> ViewState:
        """The next (`step` 1) or previous (-1) annotation in `order` selected alone, going round."""
        if not order:
            return self
        if self.active_id in order:
            place = (order.index(self.active_id) + step) % len(order)
        else:
            place = 0 if step > 0 else len(order) - 1
        return self.selecting((order[place],))
