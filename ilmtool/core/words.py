"""The contract's words as people read them: a file always holds the words themselves."""

from __future__ import annotations

from collections.abc import Mapping

from ilmtool.text import mark, tr

_WORDS: Mapping[str, str] = {
    # certainty
    "confirmed": mark("confirmed"),
    "probable": mark("probable"),
    "possible": mark("possible"),
    "unknown": mark("unknown"),
    # change
    "new": mark("new"),
    "removed": mark("removed"),
    "modified": mark("modified"),
    "moved": mark("moved"),
    "unchanged": mark("unchanged"),
    # review
    "draft": mark("draft"),
    "submitted": mark("submitted"),
    "approved": mark("approved"),
    "changes_requested": mark("changes requested"),
    "rejected": mark("rejected"),
    # likelihood
    "almost no chance": mark("almost no chance"),
    "very unlikely": mark("very unlikely"),
    "unlikely": mark("unlikely"),
    "roughly even chance": mark("roughly even chance"),
    "likely": mark("likely"),
    "very likely": mark("very likely"),
    "almost certain": mark("almost certain"),
    # confidence in it
    "low": mark("low"),
    "moderate": mark("moderate"),
    "high": mark("high"),
    # shape
    "box": mark("box"),
    "oriented_box": mark("oriented box"),
    "polygon": mark("polygon"),
    # sides of a comparison
    "before": mark("before"),
    "after": mark("after"),
}

_PROPERTIES: Mapping[str, str] = {
    "kind": mark("kind"),
    "label": mark("label"),
    "certainty": mark("certainty"),
    "certainty_term": mark("certainty term"),
    "likelihood": mark("likelihood"),
    "confidence": mark("confidence"),
    "change": mark("change"),
    "change_not_before": mark("change not before"),
    "change_not_after": mark("change not after"),
    "change_precision": mark("change precision"),
    "scene_before": mark("scene before"),
    "scene_after": mark("scene after"),
    "result": mark("result"),
    "note": mark("note"),
    "author": mark("author"),
    "created": mark("created"),
    "review": mark("review"),
    "reviewer": mark("reviewer"),
    "reviewed": mark("reviewed"),
    "comments": mark("comments"),
    "locked": mark("locked"),
}


def shown(word: str) -> str:
    """A word of the contract in the language of the window; a team's own word stays as it is.

    Parameters
    ----------
    word : str
        Certainty, change, review, likelihood, confidence, shape, or side.
    """
    known = _WORDS.get(word)
    return word if known is None else tr(known)


def property_name(name: str) -> str:
    """A property of the contract in the language of the window; another one without underscores.

    Parameters
    ----------
    name : str
        As in the file, e.g. `change_not_before`.
    """
    known = _PROPERTIES.get(name)
    return name.replace("_", " ") if known is None else tr(known)
