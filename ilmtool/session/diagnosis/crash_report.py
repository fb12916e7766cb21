"""The text about a defect that a user may send: what, where in the code, on what, and the last of the log."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterable
from dataclasses import dataclass
from types import TracebackType

from ilmtool import __version__
from ilmtool.core.times import utc_now
from ilmtool.session.desk import Desk

LOG_LINES = 60
_MOST_MESSAGE = 300


@dataclass(frozen=True, slots=True)
class Defect:
    """An exception that nobody expected.

    Attributes
    ----------
    time : str
        Full UTC datetime.
    what : str
        Its class and message, shortened, on one line.
    trace : str
        The traceback as Python prints it.
    place : tuple
        Class, file and line: the same for the same defect.
    thread : str
        Name of the thread.
    """

    time: str
    what: str
    trace: str
    place: tuple[str, str, int]
    thread: str

    @classmethod
    def of(
        cls, kind: type[BaseException], error: BaseException, trace: TracebackType | None, thread: str
    ) -> Defect:
        """What is known of an exception; never raises, whatever its class does."""
        try:
            text = "".join(traceback.format_exception(kind, error, trace))
            message = " ".join(str(error).split())
        except Exception:  # noqa: BLE001 - its own message may be what is broken
            text, message = f"{kind.__name__} (it cannot be written out)\n", ""
        last = trace
        while last is not None and last.tb_next is not None:
            last = last.tb_next
        file = last.tb_frame.f_code.co_filename if last is not None else ""
        line = last.tb_lineno if last is not None else 0
        what = f"{kind.__name__}: {message}" if message else kind.__name__
        if len(what) > _MOST_MESSAGE:
            what = what[:_MOST_MESSAGE] + "…"
        return cls(utc_now(), what, text, (kind.__name__, file, line), thread)


def report(
    defects: Iterable[tuple[Defect, int]],
    saved: str,
    window: str,
    log: str,
    names: Iterable[str],
    *,
    paths: bool,
) -> str:
    """The report.

    Parameters
    ----------
    defects : iterable of (Defect, int)
        Each with how often it happened.
    saved : str
        What became of the user's work.
    window : str
        What draws the window: Qt's version and platform.
    log : str
        The log; its last lines are taken.
    names : iterable of str
        See `private.clean`.
    paths : bool
        Whether the user allows paths and file names in it.
    """
    from ilmtool.session.diagnosis.private import clean

    parts = [
        f"ilmtool {__version__} report, {utc_now()}",
        "",
        *_versions(),
        f"Window: {window}",
        f"Work: {saved}",
    ]
    for defect, count in defects:
        times = f", {count} times" if count > 1 else ""
        parts += ["", f"{defect.time}, thread {defect.thread}{times}", defect.trace.rstrip()]
    last = log.splitlines()[-LOG_LINES:]
    parts += ["", f"Log, last {len(last)} lines:", *last]
    return clean("\n".join(parts), names, paths=paths) + "\n"


def _versions() -> list[str]:
    try:
        from ilmtool.session.diagnosis.versions import libraries, program

        lines = [f"{line.about}: {line.text}" for line in program()]
        return [*lines, "Libraries: " + ", ".join(f"{line.about} {line.text}" for line in libraries())]
    except Exception:  # noqa: BLE001 - a report without versions is better than none
        return [f"Python {sys.version}"]


def names_in_use(desk: Desk) -> list[str]:
    """Paths, file names and addresses that this window deals with, however they are written."""
    found: list[str] = []
    pair = desk.workspace.pair
    if pair is not None:
        for scene in (pair.before, pair.after):
            found += [
                scene.facts.name,
                scene.facts.address.text,
                str(scene.facts.path),
                scene.facts.path.name,
            ]
    found += [scene.href for scene in desk.workspace.document.header.scenes if scene.href]
    if desk.saver is not None:
        found += [str(desk.saver.path), desk.saver.path.name]
    for recent in desk.settings.recent:
        for name in recent:
            found += [name, name.replace("\\", "/").rpartition("/")[2]]
    found += [desk.settings.last_folder, desk.settings.cache_folder]
    found.append(desk.settings.analyst)
    return [name for name in found if name]
