"""What a reviewer and an author do to annotations: decide, comment, resolve, submit. No box is changed.

`updated` stays: it is the time of the last change of what is claimed, and a review has times of its own.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from ilmtool.core.annotation import REVIEWS, Annotation, Comment
from ilmtool.core.document import Document, Patch
from ilmtool.session.edit import Edit, EditContext, one_of, present, what
from ilmtool.text import mark, tr

VERBS = {
    "approved": mark("Approve {what}"),
    "changes_requested": mark("Request changes of {what}"),
    "rejected": mark("Reject {what}"),
    "submitted": mark("Submit {what}"),
    "draft": mark("Make {what} a draft"),
}
MAX_COMMENT = 10_000


def set_review(document: Document, ids: Iterable[str], state: str, context: EditContext) -> Edit:
    """Give a state of review; a reviewer's decision carries who and when, an author's submission does not.

    Raises
    ------
    ValueError
        The state is none of `REVIEWS`.
    """
    one_of(state, REVIEWS)
    by_reviewer = state not in {"draft", "submitted"}
    values = {
        "review": state,
        "reviewer": (context.author or None) if by_reviewer else None,
        "reviewed": context.now if by_reviewer else None,
    }
    if not by_reviewer:
        del values["reviewer"], values["reviewed"]
    changed = {
        key: (old, old.edited(**values))
        for key, old in present(document, ids).items()
        if old.properties.review != state or (by_reviewer and old.properties.reviewer != values["reviewer"])
    }
    return _edit(VERBS[state], changed)


def add_comment(document: Document, ids: Iterable[str], text: str, context: EditContext) -> Edit:
    """A remark on each of the annotations; no text makes none."""
    text = text.strip()[:MAX_COMMENT]
    remark = Comment(context.author, context.now, text)
    changed = {
        key: (old, old.edited(comments=(*(old.properties.comments or ()), remark)))
        for key, old in present(document, ids).items()
        if text
    }
    return _edit(mark("Comment on {what}"), changed)


def resolve_comment(document: Document, annotation_id: str, index: int, context: EditContext) -> Edit:
    """Mark one remark as dealt with, or open it again."""
    old = document.annotations.get(annotation_id)
    comments = () if old is None else old.properties.comments or ()
    if old is None or not 0 <= index < len(comments):
        return Edit(tr("Resolve comment"), Patch())
    now = "" if comments[index].resolved else context.now
    remark = msgspec.structs.replace(comments[index], resolved=now)
    made = old.edited(comments=(*comments[:index], remark, *comments[index + 1 :]))
    name = mark("Resolve comment on {what}") if now else mark("Open comment on {what} again")
    return _edit(name, {annotation_id: (old, made)})


def _edit(name: str, changed: dict[str, tuple[Annotation, Annotation]]) -> Edit:
    label = tr(name, what=what([old for old, _ in changed.values()]))
    return Edit(label, Patch(dict(changed)), tuple(changed))
