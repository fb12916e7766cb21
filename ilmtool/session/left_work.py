"""Which files have unsaved work, for the start of the program."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ilmtool.imagery.address import Place


@dataclass(frozen=True, slots=True)
class LeftWork:
    """One file with work that a program left behind.

    Attributes
    ----------
    sidecar : Path
    images : tuple of Path or Address
        Before and after.
    time : str
        When the last step was done, full UTC datetime.
    steps : int
        Edits, undos and redos since the last save.
    """

    sidecar: Path
    images: tuple[Place, ...]
    time: str
    steps: int


def left_work() -> list[LeftWork]:
    """Every file with unsaved work, the newest first. On a worker; nothing is held or changed."""
    from ilmtool.session.recovery import left_journals

    found: dict[Path, LeftWork] = {}
    for journal in left_journals():
        steps = len(journal.read.steps)
        journal.release()
        known = found.get(journal.sidecar)
        more = known.steps if known is not None else 0
        found[journal.sidecar] = LeftWork(journal.sidecar, journal.images, journal.time, steps + more)
    return sorted(found.values(), key=lambda work: work.time, reverse=True)
