"""One thing that was looked at, and how it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

State = Literal["ok", "warning", "problem"]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the diagnosis.

    Attributes
    ----------
    state : {"ok", "warning", "problem"}
        `problem`: something that the program promises does not work; `warning`: it works, but somebody should
        look.
    about : str
        What was looked at.
    text : str
        How it is.
    remedy : str
        What to do; empty for `ok`.
    """

    state: State
    about: str
    text: str
    remedy: str = ""


Check = Callable[[], Iterable[Line]]


def looked_at(about: str, check: Check) -> Iterator[Line]:
    """The lines of a check; one that breaks down is a problem itself, and ends nothing else."""
    try:
        yield from check()
    except Exception as error:  # noqa: BLE001 - whatever is broken here is what is being looked for
        text = f"cannot be looked at: {type(error).__name__}: {error}"
        yield Line("problem", about, " ".join(text.split())[:300], "Install ilmtool again.")
