"""The review in the window: walking through one file, or settling two. Verbs and state, no Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ilmtool.core.annotation import Annotation, Properties
from ilmtool.core.boxindex import BoxIndex
from ilmtool.core.document import Document, Header, Patch
from ilmtool.core.geometry import Bounds, FloatArray
from ilmtool.painting.boxes import BoxStyle
from ilmtool.review.walk import Walk, draw_sample, is_on, next_on, progress
from ilmtool.session import review_edits
from ilmtool.session.settling import (
    Choice,
    Settling,
    comment_on,
    decide,
    decisions_of,
    last_key,
    next_item,
)
from ilmtool.session.shown import Update
from ilmtool.session.workspace import Workspace
from ilmtool.text import tr

if TYPE_CHECKING:
    from ilmtool.review.worklist import Item

SEEN_WELL = 0.1
"""Of the pane, that a conflict fills at least when it is looked at."""

MINE, THEIRS = "A", "B"
"""Ids of the two boxes of a conflict among those that are drawn over the pair."""


@dataclass(frozen=True, eq=False)
class Rivals:
    """Both boxes of every conflict, ready to be drawn; made on a worker, because there may be many.

    Attributes
    ----------
    settling : Settling
    boxes : mapping
        Key of a conflict -> its boxes, in reference px.
    shown : frozenset of str
        Keys of the conflicts that are open.
    index : BoxIndex
        The boxes of these.
    """

    settling: Settling
    boxes: dict[str, tuple[Annotation, ...]]
    shown: frozenset[str]
    index: BoxIndex

    @classmethod
    def of(cls, settling: Settling, header: Header) -> Rivals:
        boxes = {item.key: _rivals(settling, item) for item in settling.items}
        shown = frozenset(boxes.keys() - decisions_of(header).keys())
        drawn = {a.id: a for key in boxes if key in shown for a in boxes[key]}
        return cls(settling, boxes, shown, BoxIndex(Document(annotations=drawn), {None: _in_place}))


def _in_place(points: FloatArray) -> FloatArray:
    return points


class Reviewer:
    """One review: of the open document by walking, or of two files that become it.

    Parameters
    ----------
    workspace : Workspace

    Attributes
    ----------
    walk : Walk
        Which annotations are walked through.
    settling : Settling or None
        Two files that are being settled.
    item : Item or None
        The conflict that is looked at.
    rivals : BoxIndex or None
        The boxes of the open conflicts, mine and theirs, in reference px; labels tell whose they are.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.walk = Walk()
        self.settling: Settling | None = None
        self.item: Item | None = None
        self.rivals: BoxIndex | None = None
        self._rivals_of: dict[str, tuple[Annotation, ...]] = {}
        self._shown: set[str] = set()
        self._led_to: str | None = None
        """What a judgement just led on to: the next one to review, which nobody has seen yet."""
        self._counted: tuple[Document, Walk, tuple[int, int]] | None = None
        self._listeners: list[Callable[[tuple[Bounds, ...] | None], None]] = []
        workspace.subscribe(self._on_update)

    def subscribe(self, listener: Callable[[tuple[Bounds, ...] | None], None]) -> None:
        """Be told when anything of the review changed, with where boxes look different (None: anywhere)."""
        self._listeners.append(listener)

    def _tell(self, touched: tuple[Bounds, ...] | None = ()) -> None:
        for listener in self._listeners:
            listener(touched)

    # -- beginning -----------------------------------------------------------------------------

    def begin(self, rivals: Rivals | None) -> None:
        """Another document was opened; with rivals, two files are settled into it."""
        self.walk, self.item = Walk(), None
        self._led_to = None
        self.settling = self.rivals = None
        self._rivals_of, self._shown = {}, set()
        if rivals is not None:
            self.settling, self.rivals = rivals.settling, rivals.index
            self._rivals_of, self._shown = rivals.boxes, set(rivals.shown)

    def go_on(self) -> None:
        """Look at the conflict that comes next, once the pair is on screen."""
        if self.settling is not None:
            header = self._workspace.document.header
            self._look_at(next_item(self.settling, header, last_key(header)))
        self._tell(None)

    @property
    def is_settling(self) -> bool:
        return self.settling is not None

    @property
    def progress(self) -> tuple[int, int]:
        """(done, all): conflicts decided, or annotations on the walk that were reviewed."""
        document = self._workspace.document
        if self.settling is not None:
            return len(self.settling.items) - len(self._shown), len(self.settling.items)
        # Whoever selects a box asks for it; of 100,000 annotations it takes a moment.
        if self._counted is None or self._counted[0] is not document or self._counted[1] != self.walk:
            self._counted = (document, self.walk, progress(self.walk, document))
        return self._counted[2]

    # -- walking -------------------------------------------------------------------------------

    def set_walk(self, walk: Walk) -> None:
        """Walk through others from now on."""
        self.walk = walk
        self._tell()

    def sample(self, wanted: str, seed: int) -> None:
        """Walk through a sample, drawn from what the walk would come past without one.

        Raises
        ------
        UserError
            The size is neither a count nor a share.
        """
        walk = self.walk.of_everybody()
        ids = [key for key, a in self._workspace.document.annotations.items() if is_on(walk, a)]
        if not ids:
            self._workspace.say(tr("No annotation is like that: there is nothing to draw a sample from"))
            return
        self.set_walk(replace(walk, sample=draw_sample(ids, wanted, seed), seed=seed))

    def step(self, step: int) -> None:
        """On to the next thing to review, centred in both dates."""
        workspace = self._workspace
        if self.settling is not None:
            header = workspace.document.header
            found = next_item(self.settling, header, self.item.key if self.item else None, step)
            if found is None:
                workspace.say(tr("All conflicts are settled"))
            self._look_at(found)
            self._tell()
            return
        led_to, self._led_to = self._led_to, None
        if step > 0 and led_to is not None and workspace.view.active_id == led_to:
            # Whoever asks for the next one after a judgement is there already, and must not pass it by.
            workspace.select((led_to,), fly=True)
            workspace.say(tr("This is the next to review; once more leaves it for later"))
            return
        key = next_on(self.walk, workspace.document, workspace.view.active_id, step)
        if key is None:
            workspace.say(tr("Nothing is left to review"))
            return
        workspace.select((key,), fly=True)

    # -- deciding on annotations ---------------------------------------------------------------

    def judge(self, state: str) -> None:
        """Give the selection a state of review; a reviewer's decision leads on to the next."""
        workspace = self._workspace
        if not workspace.chosen or workspace.pair is None:
            return
        edit = review_edits.set_review(workspace.document, workspace.chosen, state, workspace.context())
        workspace.dispatch(edit)
        if state not in {"draft", "submitted"} and len(workspace.chosen) == 1:
            judged = workspace.view.active_id
            self.step(1)
            following = workspace.view.active_id
            self._led_to = following if following != judged else None

    def comment(self, text: str) -> None:
        """A remark on the conflict that is looked at, or on the selection."""
        workspace = self._workspace
        if workspace.pair is None or not text.strip():
            return
        if self.item is not None and self.settling is not None:
            workspace.dispatch(comment_on(workspace.document, self.item, text, workspace.context()))
            return
        workspace.dispatch(
            review_edits.add_comment(workspace.document, workspace.chosen, text, workspace.context())
        )

    def resolve(self, annotation_id: str, index: int) -> None:
        """Mark a remark as dealt with, or open it again."""
        workspace = self._workspace
        workspace.dispatch(
            review_edits.resolve_comment(workspace.document, annotation_id, index, workspace.context())
        )

    # -- deciding on conflicts -----------------------------------------------------------------

    def choose(self, choice: Choice) -> None:
        """Settle the conflict that is looked at and go on; "edited" stays, to edit what was accepted."""
        workspace, settling, item = self._workspace, self.settling, self.item
        if settling is None or item is None or workspace.pair is None:
            return
        edit = decide(workspace.document, settling, item, choice, workspace.context())
        workspace.dispatch(edit)
        if choice == "edited":
            workspace.select(edit.ids)
        else:
            self.step(1)

    def look_at(self, key: str) -> None:
        """Go to a conflict of the list."""
        if self.settling is not None:
            self._look_at(next((i for i in self.settling.items if i.key == key), None))
            self._tell()

    def _look_at(self, item: Item | None) -> None:
        self.item = item
        if item is not None:
            self._workspace.select(())
            self._workspace.fly_to_bounds(item.bounds, SEEN_WELL)

    # -- following the document ----------------------------------------------------------------

    def _on_update(self, update: Update) -> None:
        if update.new.pair is not update.old.pair:
            return
        touched: tuple[Bounds, ...] | None = ()
        if update.change is not None or update.new.view.selection != update.old.view.selection:
            self._led_to = None  # by now it was seen
        if update.change is not None and self.settling is not None:
            touched, fresh = self._follow()
            if update.change.kind in {"undo", "redo"} and fresh:
                # Undo leads back to the conflict that is open again.
                self._look_at(next(i for i in self.settling.items if i.key == fresh))
            elif update.change.kind == "redo" and touched != () and self.item is not None:
                # And redo leads on, as the decision did: the next key must not replace it.
                header = self._workspace.document.header
                self._look_at(next_item(self.settling, header, self.item.key))
        if update.change is not None or update.new.view.selection != update.old.view.selection or touched:
            self._tell(touched)

    def _follow(self) -> tuple[tuple[Bounds, ...] | None, str | None]:
        """Draw the boxes of open conflicts and no others: (where that changed, a conflict opened again)."""
        if self.settling is None or self.rivals is None:
            return (), None
        decided = decisions_of(self._workspace.document.header)
        now = {key for key in self._rivals_of if key not in decided}
        gone, back = self._shown - now, now - self._shown
        if not gone and not back:
            return (), None
        patch: dict[str, tuple[Annotation | None, Annotation | None]] = {}
        patch.update({a.id: (a, None) for key in gone for a in self._rivals_of[key]})
        bounds = [b for a in patch if (b := self.rivals.bounds_of((a,))) is not None]
        patch.update({a.id: (None, a) for key in back for a in self._rivals_of[key]})
        self.rivals.apply(Patch(patch))
        self._shown = now
        bounds += [b for a in patch if (b := self.rivals.bounds_of((a,))) is not None]
        return None if len(bounds) > 200 else tuple(bounds), next(iter(back), None)


def _rivals(settling: Settling, item: Item) -> tuple[Annotation, ...]:
    """Both boxes of a conflict, in px of the common frame, labelled with whose they are."""
    made = []
    for number, (side, key) in enumerate(((MINE, item.a), (THEIRS, item.b))):
        annotation = settling.annotation(number, key)
        if key is None or annotation is None:
            continue
        boxes = settling.review.boxes[number]
        label = rival_label(side, annotation, settling.names[number])
        properties = Properties(label=label, image_geometry=boxes.polygon(boxes.row(key)))
        made.append(Annotation(f"{side} {key}", properties))
    return tuple(made)


def rival_label(side: str, annotation: Annotation, name: str) -> str:
    """What tells a box of a conflict apart: the side, a blank, and what is shown, whose it is and what."""
    who = annotation.properties.author or name
    label = annotation.label or tr("(no label)")
    if side == MINE:
        shown = tr("mine, {who}: {label}", who=who, label=label)
    else:
        shown = tr("theirs, {who}: {label}", who=who, label=label)
    return f"{side} {shown}"


def rival_style(label: str) -> BoxStyle:
    """How a box of a conflict is drawn: mine solid, theirs dashed, in colours that all eyes tell apart."""
    side, _, shown = label.partition(" ")
    if side == MINE:
        return BoxStyle(shown, (86, 180, 233), "solid")
    return BoxStyle(shown, (230, 159, 0), "dash", below=True)
