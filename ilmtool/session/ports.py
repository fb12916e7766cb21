"""What the session needs from outside: a place to work off the window's thread, a clock, a messenger.

The window brings Qt versions of these; the command line and the tests bring immediate ones.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, Protocol, TypeVar

from ilmtool.core.times import utc_now
from ilmtool.errors import Cancelled, UserError

T = TypeVar("T")

Lane = Literal["pool", "save", "background", "journal"]
"""`pool`: jobs may run side by side. `save`: one after another, in the order they were given.
`background`: the same, for what takes long and nobody waits for. `journal`: the same, for what must not wait
for a save that hangs."""


class CancelToken:
    """Says, across threads, that an answer is no longer wanted."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def cancel(self) -> None:
        """Ask the job to stop; its answer is dropped."""
        self._event.set()

    @property
    def cancelled(self) -> bool:
        return self._event.is_set()

    def check(self) -> None:
        """Leave the job if it was cancelled.

        Raises
        ------
        Cancelled
            If it was.
        """
        if self._event.is_set():
            raise Cancelled


class Executor(Protocol):
    """Runs work away from the window's thread."""

    def submit(
        self,
        work: Callable[[], T],
        on_done: Callable[[T], None] | None = None,
        on_error: Callable[[Exception], None] | None = None,
        *,
        token: CancelToken | None = None,
        lane: Lane = "pool",
    ) -> None:
        """Run `work` on a worker, then `on_done(result)` or `on_error(error)` on the window's thread.

        Neither is called once `token` is cancelled, and `Cancelled` raised by the work is no error.
        Without `on_error`, an error reaches the exception hook.
        """


class Handle(Protocol):
    """Something that will happen and can be called off."""

    def cancel(self) -> None:
        """Call it off; nothing happens if it is over."""


class Clock(Protocol):
    """Tells the time, and calls back later."""

    def now(self) -> str:
        """The present moment as a full UTC datetime, `2019-03-02T02:15:00Z`."""

    def monotonic(self) -> float:
        """Seconds that only ever grow, for measuring how long ago."""

    def schedule(self, delay_s: float, call: Callable[[], None]) -> Handle:
        """Run `call` on the window's thread after `delay_s` seconds."""


SAVE_AS, RECOVER, MAP_LABELS = "file.save-as", "file.recover", "annotation.map-labels"
OPEN_PAIR = "file.open"
"""Ids of commands that a notice may offer."""

Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the user should know; never a question.

    Attributes
    ----------
    severity : {"error", "warning", "info"}
    title, detail, hint : str
        What happened, what is known of it, and what to do.
    command : str
        Id of the command that does what the hint says, for a button beside it; empty for none.
    """

    severity: Severity
    title: str
    detail: str = ""
    hint: str = ""
    command: str = ""

    @classmethod
    def of(cls, error: UserError, command: str = "") -> Notice:
        """The notice that shows an error."""
        return cls("error", error.title, error.detail, error.hint, command)

    @property
    def lines(self) -> list[str]:
        """The title, and what follows it; none that is empty."""
        more = " ".join(part for part in (self.detail, self.hint) if part)
        return [line for line in (self.title, more) if line]


class Notify(Protocol):
    """Shows a notice to the user without stopping the work."""

    def __call__(self, notice: Notice) -> None: ...


class ImmediateExecutor:
    """Runs everything at once on the calling thread: for the command line and for tests."""

    def submit(
        self,
        work: Callable[[], T],
        on_done: Callable[[T], None] | None = None,
        on_error: Callable[[Exception], None] | None = None,
        *,
        token: CancelToken | None = None,
        lane: Lane = "pool",  # noqa: ARG002 - everything is serial here
    ) -> None:
        """See `Executor.submit`."""
        if token is not None and token.cancelled:
            return
        try:
            result = work()
        except Cancelled:
            return
        except Exception as error:
            if on_error is None:
                raise
            if token is None or not token.cancelled:
                on_error(error)
            return
        if on_done is not None and (token is None or not token.cancelled):
            on_done(result)


class _Never:
    def cancel(self) -> None:
        return


class PlainClock:
    """The real time, without a loop to call back from: what is scheduled never runs by itself."""

    def now(self) -> str:
        """See `Clock.now`."""
        return utc_now()

    def monotonic(self) -> float:
        """See `Clock.monotonic`."""
        return time.monotonic()

    def schedule(self, delay_s: float, call: Callable[[], None]) -> Handle:  # noqa: ARG002
        """Does nothing: a program without a window saves when it says so."""
        return _Never()
