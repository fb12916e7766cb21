"""Work away from the window's thread, and time, for the ports that the session declares."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from ilmtool.core.times import utc_now
from ilmtool.errors import Cancelled
from ilmtool.session.ports import CancelToken, Handle, Lane

T = TypeVar("T")


class QtExecutor(QObject):
    """Pool threads and lanes of one thread each; answers arrive on the thread that made this."""

    _answer = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(2, thread_name_prefix="work")
        self._save = ThreadPoolExecutor(1, thread_name_prefix="save")
        self._background = ThreadPoolExecutor(1, thread_name_prefix="background")
        self._journal = ThreadPoolExecutor(1, thread_name_prefix="journal")
        self._running = 0
        self._lock = threading.Lock()
        self._answer.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def submit(
        self,
        work: Callable[[], T],
        on_done: Callable[[T], None] | None = None,
        on_error: Callable[[Exception], None] | None = None,
        *,
        token: CancelToken | None = None,
        lane: Lane = "pool",
    ) -> None:
        """See `session.ports.Executor.submit`."""
        with self._lock:
            self._running += 1
        lanes = {"save": self._save, "background": self._background, "journal": self._journal}
        executor = lanes.get(lane, self._pool)
        executor.submit(self._run, work, on_done, on_error, token)

    def report(self, call: Callable[[], None]) -> None:
        """Run something on the window's thread soon; may be called from any thread."""
        with self._lock:
            self._running += 1
        self._answer.emit(call)

    @property
    def is_idle(self) -> bool:
        """Whether no job is under way or waiting, and every answer has been delivered."""
        with self._lock:
            return self._running == 0

    def close(self) -> None:
        """Wait for the work under way; nothing new is taken."""
        self._pool.shutdown(cancel_futures=True)
        self._background.shutdown(cancel_futures=True)
        self._save.shutdown()
        self._journal.shutdown()

    def _run(
        self,
        work: Callable[[], T],
        on_done: Callable[[T], None] | None,
        on_error: Callable[[Exception], None] | None,
        token: CancelToken | None,
    ) -> None:
        def answer() -> None:
            if token is None or not token.cancelled:
                deliver()

        def nothing() -> None:
            return

        deliver: Callable[[], None] = nothing
        if token is None or not token.cancelled:
            try:
                result = work()
            except Cancelled:
                pass
            except Exception as error:  # noqa: BLE001 - every failure is carried to the window's thread
                deliver = _failure(error, on_error)
            else:
                if on_done is not None:
                    deliver = _success(result, on_done)
        self._answer.emit(answer)

    def _deliver(self, answer: Callable[[], None]) -> None:
        with self._lock:
            self._running -= 1
        answer()


def _success(result: T, on_done: Callable[[T], None]) -> Callable[[], None]:
    return lambda: on_done(result)


def _failure(error: Exception, on_error: Callable[[Exception], None] | None) -> Callable[[], None]:
    def tell() -> None:
        if on_error is None:
            raise error
        on_error(error)

    return tell


class _TimerHandle:
    def __init__(self, timer: QTimer) -> None:
        self._timer: QTimer | None = timer

    def cancel(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer.deleteLater()
            self._timer = None

    def fire(self, call: Callable[[], None]) -> None:
        self.cancel()
        call()


class QtClock(QObject):
    """The real time, with calls back on the window's thread."""

    def now(self) -> str:
        """See `session.ports.Clock.now`."""
        return utc_now()

    def monotonic(self) -> float:
        """See `session.ports.Clock.monotonic`."""
        return time.monotonic()

    def schedule(self, delay_s: float, call: Callable[[], None]) -> Handle:
        """See `session.ports.Clock.schedule`."""
        timer = QTimer(self)
        timer.setSingleShot(True)
        handle = _TimerHandle(timer)
        timer.timeout.connect(lambda: handle.fire(call))
        timer.start(max(0, round(delay_s * 1000)))
        return handle
