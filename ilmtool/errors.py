"""The three kinds of error that the program knows.

A `UserError` is shown to the user as it is. Bad data in a file becomes a list of `Finding`, never an
exception per feature. `Cancelled` ends a long job that the user stopped. Anything else is a defect and
reaches the exception hook.
"""

from __future__ import annotations

from dataclasses import dataclass

from ilmtool.text import mark, tr

_REASONS = frozenset(
    {
        mark("No such file or directory"),
        mark("Permission denied"),
        mark("Operation not permitted"),
        mark("Read-only file system"),
        mark("No space left on device"),
        mark("Disk quota exceeded"),
        mark("Input/output error"),
        mark("Is a directory"),
        mark("Not a directory"),
        mark("Directory not empty"),
        mark("File exists"),
        mark("File name too long"),
        mark("File too large"),
        mark("Too many open files"),
        mark("Cannot allocate memory"),
    }
)
"""What a system in English says most often."""


class UserError(Exception):
    """Something that the user can understand and act on.

    Parameters
    ----------
    title : str
        One sentence that names the file and what happened.
    detail : str, optional
        The reason in more words, as far as it is known.
    hint : str, optional
        What to do next.
    """

    def __init__(self, title: str, detail: str = "", hint: str = "") -> None:
        super().__init__(title)
        self.title = title
        self.detail = detail
        self.hint = hint

    def __str__(self) -> str:
        return " ".join(part for part in (self.title, self.detail, self.hint) if part)


def reason_of(error: BaseException) -> str:
    """Why the system refused something, without a full stop; in the user's language where that is known."""
    said = getattr(error, "strerror", None) or str(error)
    return tr(said) if said in _REASONS else said


class Cancelled(Exception):  # noqa: N818 - it is not an error, it is an answer
    """The user stopped the job."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, or was mended, in a file.

    Attributes
    ----------
    severity : {"error", "warning", "info"}
        `error`: the item could not be used as it stands (it is kept in the file); `warning`: used,
        but somebody should look; `info`: mended on reading without loss.
    code : str
        A stable, kebab-case name for scripts, e.g. `ring-not-closed`.
    message : str
        One sentence for people.
    path : str
        JSON path of the place, e.g. `$.features[12].properties.certainty`.
    line : int or None
        1-based line in the file, where it is known.
    feature_id : str or None
        Id of the feature concerned, where it has one.
    """

    severity: str
    code: str
    message: str
    path: str = ""
    line: int | None = None
    feature_id: str | None = None
