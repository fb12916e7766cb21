"""Settling two analysts' files into a third one, the consensus: what is agreed, what is open, each decision.

The consensus is an ordinary document. Its header's member `review` names the sources with their hashes and
holds each decision; so undo takes decisions back as it takes back boxes, and whoever opens the file later
goes on where it was left. The sources are only read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from ilmtool.core.annotation import Annotation
from ilmtool.core.document import Document, Header, Patch
from ilmtool.core.layout import Side
from ilmtool.errors import Finding, UserError
from ilmtool.session.consensus import MEMBER, PREFIX, consensus_header, taken_from
from ilmtool.session.edit import Edit, EditContext
from ilmtool.session.hrefs import Allow, href_to, never, target_of
from ilmtool.session.sidecar_file import SidecarFile
from ilmtool.sidecar.files import consensus_path
from ilmtool.text import mark, tr

if TYPE_CHECKING:
    from ilmtool.review.overlap import Rules
    from ilmtool.review.worklist import Item
    from ilmtool.session.opening import OpenedPair
    from ilmtool.session.review_files import Review

Choice = Literal["mine", "theirs", "both", "neither", "edited"]
CHOICES: tuple[Choice, ...] = ("mine", "theirs", "both", "neither", "edited")

_VERBS = {
    "mine": mark("Accept mine"),
    "theirs": mark("Accept theirs"),
    "both": mark("Keep both"),
    "neither": mark("Keep neither"),
    "edited": mark("Accept and edit"),
}


@dataclass(frozen=True, eq=False)
class Settling:
    """Two files that are being settled.

    Attributes
    ----------
    review : Review
        Mine first, then theirs.
    items : tuple of Item
        All conflicts, in the order in which they are settled.
    """

    review: Review
    items: tuple[Item, ...]

    @cached_property
    def names(self) -> tuple[str, str]:
        """Whose files these are: the analysts, or the files' names where that does not tell them apart."""
        who = [", ".join(file.analysts) for file in self.review.files]
        if who[0] and who[1] and who[0] != who[1]:
            return who[0], who[1]
        return self.review.files[0].name, self.review.files[1].name

    @cached_property
    def places(self) -> dict[str, int]:
        """Key of a conflict -> its place in the worklist."""
        return {item.key: place for place, item in enumerate(self.items)}

    def annotation(self, number: int, key: str | None) -> Annotation | None:
        """A box of one of the files."""
        return None if key is None else self.review.files[number].document.annotations.get(key)


def settle_files(mine: Path, theirs: Path, rules: Rules | None = None) -> Settling:
    """Read and compare two files.

    Raises
    ------
    UserError
        One cannot be read, or they cannot be compared.
    """
    from ilmtool.review.worklist import worklist
    from ilmtool.session.review_files import read_all, review

    if mine.resolve() == theirs.resolve():
        raise UserError(
            tr("{name} was given twice.", name=mine.name),
            "",
            tr("Choose a colleague's file of the same pair."),
        )
    found = review(read_all((mine, theirs)), rules)
    return Settling(found, worklist(found.pairs[0, 1]))


def open_settling(mine: Path, theirs: Path, allow: Allow = never) -> OpenedPair:
    """Open the pair of two files with their consensus: the one on disk, or a new one that is not written yet.

    Raises
    ------
    UserError
        A file or an image cannot be used, or the consensus on disk is of other files.
    """
    from ilmtool.session.opening import open_sidecar

    settling = settle_files(mine, theirs)
    opened = open_sidecar(mine, allow=allow)
    try:
        after = opened.pair.scene(Side.AFTER).facts
        # Beside the image; beside my own file where the image is not on this computer.
        place = consensus_path(mine.with_name(after.path.name) if after.address.is_remote else after.path)
        if place.exists():
            opened.pair.close()
            opened = open_sidecar(place, allow=allow)
            check_sources(opened.document, place, (mine, theirs))
            return opened
        findings = (*opened.findings, *settling.review.findings)
        document = first_document(settling, opened.document.header, place)
        return replace(
            opened, document=document, file=SidecarFile(place), findings=findings, adoption=Patch()
        )
    except BaseException:
        opened.pair.close()
        raise


def check_sources(document: Document, place: Path, paths: Sequence[Path]) -> None:
    """Refuse to go on with a consensus of other files, or of the same with mine and theirs exchanged.

    Raises
    ------
    UserError
        It is not that of `paths`, mine first.
    """
    sources = record_of(document.header).get("sources")
    hrefs = [s.get("href") for s in sources if isinstance(s, dict)] if isinstance(sources, list) else []
    wanted = [href_to(path, place) for path in paths]
    if hrefs == wanted[::-1]:
        raise UserError(
            tr("{name} exists already: a colleague has begun to settle these two files.", name=place.name),
            tr("Mine and theirs are the other way round in it."),
            tr("Open it to go on with it, or give it another name first."),
        )
    if hrefs != wanted:
        raise UserError(
            tr("{name} exists already, and is not the consensus of these two files.", name=place.name),
            tr("It is left as it is."),
            tr("Open it to go on with it, or give it another name first."),
        )


def first_document(settling: Settling, header: Header, place: Path) -> Document:
    """The consensus before anybody has decided: what both say, as mine has it.

    Parameters
    ----------
    header : Header
        With the pair's scenes.
    place : Path
        Where the consensus will be; the sources are named as seen from there.
    """
    found = settling.review
    comparison, (mine, _) = found.pairs[0, 1], found.files
    made: dict[str, Annotation] = {}
    m = comparison.matching
    for i, j, kinds in zip(m.a.tolist(), m.b.tolist(), comparison.conflicts, strict=True):
        if not kinds:
            agreed = taken_from(comparison.a.annotations[i], mine, 2, 2, [comparison.b.ids[j]])
            made[agreed.id] = agreed
    for annotation in (*comparison.a.examined, *comparison.a.unplaced):
        kept = taken_from(annotation, mine, 1, 2)
        made[kept.id] = kept
    whole = consensus_header(header, found, ())
    record = dict(whole.extra[MEMBER])
    for source, file in zip(record["sources"], found.files, strict=True):
        source["href"] = href_to(file.path, place)
    record["items"] = {}
    return Document(replace(whole, extra={**whole.extra, MEMBER: record}), made)


def resumed(document: Document, place: Path) -> tuple[Settling | None, tuple[Finding, ...]]:
    """The settling that a consensus file records, read again from its sources.

    Returns
    -------
    settling : Settling or None
        None where the file records none, or the sources are not there.
    findings : tuple of Finding
        What changed since.
    """
    record = record_of(document.header)
    sources = record.get("sources")
    if not isinstance(record.get("items"), dict) or not isinstance(sources, list) or len(sources) != 2:
        return None, ()
    paths = []
    for source in sources:
        target = target_of(str(source.get("href", "")) if isinstance(source, dict) else "", place.parent)
        if target.path is None or not target.is_safe:
            text = tr(
                "{name} names its sources outside its own folders; they are not opened.", name=place.name
            )
            return None, (Finding("warning", "sources-missing", text),)
        paths.append(target.path)
    from ilmtool.review.overlap import Rules

    iou = record.get("iou")
    try:
        rules = Rules(float(iou)) if isinstance(iou, int | float) else Rules()
        settling = settle_files(paths[0], paths[1], rules)
    except UserError as error:
        text = tr("The review cannot go on: {problem}", problem=error)
        return None, (Finding("warning", "sources-missing", text),)
    changed = [
        file.name
        for file, source in zip(settling.review.files, sources, strict=True)
        if source.get("checksum") != file.checksum
    ]
    if changed:
        names = changed[0]
        if len(changed) > 1:
            names = tr("{one} and {other}", one=changed[0], other=changed[1])
        text = tr("{names} changed since the review began; decided conflicts stay decided.", names=names)
        return settling, (Finding("warning", "source-changed", text),)
    return settling, ()


def record_of(header: Header) -> Mapping[str, Any]:
    """The header's record of the review; empty if it has none."""
    record = header.extra.get(MEMBER)
    return record if isinstance(record, dict) else {}


def decisions_of(header: Header) -> Mapping[str, Mapping[str, Any]]:
    """Key of a conflict -> what was decided."""
    items = record_of(header).get("items")
    if not isinstance(items, dict):
        return {}
    return {key: entry for key, entry in items.items() if isinstance(entry, dict) and "status" in entry}


def is_decided(header: Header, key: str) -> bool:
    """Whether somebody settled a conflict."""
    return "status" in _entry(header, key)


def open_items(settling: Settling, header: Header, most: int) -> list[Item]:
    """Conflicts that nobody has decided, in order; the first few of them."""
    return list(islice((item for item in settling.items if not is_decided(header, item.key)), most))


def next_item(settling: Settling, header: Header, key: str | None, step: int = 1) -> Item | None:
    """The next open conflict after one (before it, for a negative step), round the end."""
    count = len(settling.items)
    start = settling.places.get(key or "", -1 if step > 0 else count)
    for number in range(1, count + 1):
        item = settling.items[(start + number * step) % count]
        if not is_decided(header, item.key):
            return item
    return None


def last_key(header: Header) -> str | None:
    """The conflict that was decided last."""
    at = record_of(header).get("at")
    return at if isinstance(at, str) else None


def decide(document: Document, settling: Settling, item: Item, choice: Choice, context: EditContext) -> Edit:
    """Settle a conflict; what was decided of it before is replaced.

    Returns
    -------
    Edit
        Its ids are the boxes that the consensus has of this conflict now.
    """
    changed: dict[str, tuple[Annotation | None, Annotation | None]] = {}
    former = _entry(document.header, item.key)
    results_then = former.get("result")
    for key in results_then if isinstance(results_then, list) else ():
        if isinstance(key, str) and key in document.annotations:
            changed[key] = (document.annotations[key], None)
    results = [_signed(a, choice, context) for a in _taken(settling, item, choice)]
    for made in results:
        changed[made.id] = (document.annotations.get(made.id), made)
    entry = {
        **{k: v for k, v in former.items() if k == "comment"},
        "status": choice,
        "kinds": ", ".join(item.kinds),
        "reviewer": context.author,
        "time": context.now,
        "result": [a.id for a in results],
    }
    header = _with_entry(document.header, item.key, entry)
    return Edit(tr(_VERBS[choice]), Patch(changed, (document.header, header)), tuple(a.id for a in results))


def comment_on(document: Document, item: Item, text: str, context: EditContext) -> Edit:
    """A remark on a conflict, decided or not."""
    entry = _entry(document.header, item.key)
    said = entry.get("comment", "")
    line = f"{context.author}, {context.now}: {text.strip()}"
    entry["comment"] = f"{said}\n{line}" if said else line
    header = _with_entry(document.header, item.key, entry, at=False)
    return Edit(tr("Comment on conflict"), Patch({}, (document.header, header)))


def comment_of(header: Header, item: Item) -> str:
    """What was remarked on a conflict."""
    return str(_entry(header, item.key).get("comment", ""))


def _entry(header: Header, key: str) -> dict[str, Any]:
    """What the record says of a conflict, decided or not."""
    items = record_of(header).get("items")
    entry = items.get(key) if isinstance(items, dict) else None
    return dict(entry) if isinstance(entry, dict) else {}


def _with_entry(header: Header, key: str, entry: dict[str, Any], *, at: bool = True) -> Header:
    record = dict(record_of(header))
    record["items"] = {**(record.get("items") or {}), key: entry}
    if at:
        record["at"] = key
    return replace(header, extra={**header.extra, MEMBER: record})


def _taken(settling: Settling, item: Item, choice: Choice) -> list[Annotation]:
    """Boxes that a choice keeps. "Mine" of a box that only they have is that there is none."""
    sides: Sequence[int] = {"mine": (0,), "theirs": (1,), "both": (0, 1), "neither": ()}.get(
        choice, (0,) if item.a is not None else (1,)
    )
    made = []
    for number in sides:
        key, other = (item.a, item.b) if number == 0 else (item.b, item.a)
        annotation = settling.annotation(number, key)
        if annotation is None:
            continue
        votes = 1 if other is None else 2
        others = [] if other is None else [other]
        taken = taken_from(_in_known_scene(settling, number, annotation), settling.review.files[number],
                           votes, 2, others)  # fmt: skip
        made.append(taken)
    return made


def _in_known_scene(settling: Settling, number: int, annotation: Annotation) -> Annotation:
    """The box in px of the after scene, if it is drawn on a scene that my file does not know."""
    mine = settling.review.files[0].document
    after = mine.by_role("after")
    if number == 0 or after is None or mine.scene(annotation.drawn_on) is not None or not annotation.drawn_on:
        return annotation
    boxes = settling.review.boxes[number]
    return annotation.edited(image_geometry=boxes.polygon(boxes.row(annotation.id)), drawn_on=after.id)


def _signed(annotation: Annotation, choice: Choice, context: EditContext) -> Annotation:
    """With who settled it, and how."""
    extra = {**(annotation.extra or {}), f"{PREFIX}decision": choice}
    signed = annotation.edited(review="approved", reviewer=context.author or None, reviewed=context.now)
    return msgspec.structs.replace(signed, extra=extra)
