"""Commands of a review: of one file by walking through it, or of two that are settled."""

from __future__ import annotations

from functools import partial

from ilmtool.commands.command import Command, Context, is_open, is_selected
from ilmtool.text import mark

_JUDGEMENTS = (
    ("approve", mark("Approve"), "approved", "F9"),
    ("request-changes", mark("Request changes"), "changes_requested", "F10"),
    ("reject", mark("Reject"), "rejected", "F12"),
    ("submit", mark("Submit for review"), "submitted", ""),
)
_CHOICES = (
    ("accept-mine", mark("Accept mine"), "mine", "F2"),
    ("accept-theirs", mark("Accept theirs"), "theirs", "F3"),
    ("keep-both", mark("Keep both"), "both", "F4"),
    ("keep-neither", mark("Keep neither"), "neither", "F5"),
    ("accept-and-edit", mark("Accept and edit"), "edited", "F7"),
)


def _on_conflict(context: Context) -> bool:
    return is_open(context) and context.window.review.has_conflict


def _can_comment(context: Context) -> bool:
    return is_selected(context) or _on_conflict(context)


def review_commands() -> list[Command]:
    """For the menu Review."""
    return [
        Command("review.show", mark("Review panel"), "Review", lambda c: c.window.review.show(), ("Ctrl+R",),
                is_open),
        Command("review.compare", mark("Compare with a colleague's file…"), "Review",
                lambda c: c.window.review.compare(), when=is_open),
        Command("review.folder", mark("Team folder…"), "Review", lambda c: c.window.review.show_folder()),
        Command("review.next", mark("Next to review"), "Review/walk", lambda c: c.window.review.step(1),
                ("F8",), is_open),
        Command("review.previous", mark("Previous to review"), "Review/walk",
                lambda c: c.window.review.step(-1), ("Shift+F8",), is_open),
        *(
            Command(f"review.{name}", title, "Review/judge",
                    partial(lambda c, s: c.window.review.judge(s), s=state), (key,) if key else (),
                    is_selected)
            for name, title, state, key in _JUDGEMENTS
        ),
        Command("review.comment", mark("Comment…"), "Review/judge", lambda c: c.window.review.write_comment(),
                (";",), _can_comment),
        *(
            Command(f"review.{name}", title, "Review/settle",
                    partial(lambda c, s: c.window.review.choose(s), s=choice), (key,), _on_conflict)
            for name, title, choice, key in _CHOICES
        ),
    ]  # fmt: skip
