"""Which files have unsaved work, for the start of the program."""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ilmtool.errors import UserError
from ilmtool.imagery.address import Place
from ilmtool.session.ports import RECOVER, Notice
from ilmtool.session.state_folder import key_of, state_dir
from ilmtool.text import tr

logger = logging.getLogger(__name__)


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


def newly_left(left: Sequence[LeftWork]) -> bool:
    """Whether there is any that no start of the program has offered yet; from now on, all of these are.

    No question is asked twice: what was put off is a notice at the starts that follow. On a worker. The file
    of what was offered is a convenience: where it cannot be read or written, the question comes again.
    """
    offered = {key_of(work.sidecar): work.time for work in left}
    path = state_dir() / "offered.json"
    try:
        known = json.loads(path.read_bytes()) if path.exists() else {}
    except (OSError, ValueError) as error:
        logger.info("%s cannot be read: %s", path.name, error)
        known = {}
    if not isinstance(known, dict):
        known = {}
    if all(known.get(key) == time for key, time in offered.items()):
        return False
    from ilmtool.sidecar.files import write_atomic

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(path, [json.dumps(offered).encode(), b"\n"])
    except (OSError, UserError) as error:
        logger.info("%s cannot be written: %s", path.name, error)
    return True


def put_off_notice(left: Sequence[LeftWork]) -> Notice:
    """That unsaved work is still there, for the starts after the one that offered it."""
    names = ", ".join(work.sidecar.name for work in left[:3])
    return Notice(
        "info",
        tr("Unsaved work on %n file(s) is still kept: {names}.", "", len(left), names=names),
        "",
        tr("File > Recover unsaved work… shows what it holds."),
        command=RECOVER,
    )
