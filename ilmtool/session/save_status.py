"""What is said about saving: the state in the title, and notices."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ilmtool.errors import UserError
from ilmtool.session.ports import Notice
from ilmtool.session.sidecar_file import Written
from ilmtool.text import tr

State = Literal["saved", "saving", "unsaved", "failed"]


@dataclass(frozen=True, slots=True)
class SaveStatus:
    """What the title says about the file.

    Attributes
    ----------
    state : {"saved", "saving", "unsaved", "failed"}
    path : Path
        The file.
    reason : UserError or None
        Why the last save failed.
    by_itself : bool
        Whether what is unsaved will be saved without being asked for.
    refusal : UserError or None
        Why nothing is written to the file, for as long as that is so.
    is_on_disk : bool
        Whether the file is there: with the first annotation it is made.
    """

    state: State
    path: Path
    reason: UserError | None = None
    by_itself: bool = True
    refusal: UserError | None = None
    is_on_disk: bool = True

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to save, and no file yet."""
        return self.state == "saved" and not self.is_on_disk

    @property
    def is_safe(self) -> bool:
        """Whether all that was drawn is in the file, and what will be drawn can be put there."""
        return self.state == "saved" and self.is_on_disk and self.refusal is None

    @property
    def is_read_only(self) -> bool:
        """Whether there is nothing to save yet, and what will be drawn cannot be saved there."""
        return self.state == "saved" and self.refusal is not None


def same_problem(error: UserError, other: UserError | None) -> bool:
    """Whether two errors tell the user the same."""
    return other is not None and (error.title, error.detail) == (other.title, other.detail)


def conflict_notice(written: Written) -> Notice:
    """That our version was written beside somebody else's."""
    name = written.beside.name if written.beside is not None else ""
    return Notice(
        "warning",
        tr("{name} was changed by somebody else since it was opened.", name=name),
        tr(
            "That file was left as it is. Your annotations are in {name} beside it, and are saved there from"
            " now on.",
            name=written.path.name,
        ),
        tr("Compare the two files and keep what you need."),
    )


def defect(path: Path, error: Exception) -> UserError:
    """What to tell when saving failed for no reason that a user could mend."""
    return UserError(
        tr("{name} could not be saved because of a defect in ilmtool.", name=path.name),
        f"{type(error).__name__}: {error}.",
        tr("Nothing drawn is lost while ilmtool runs; please report this."),
    )
