"""Stand-ins for what the session gets from outside: time, workers, messages."""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from ilmtool.core.scene import Acquisition
from ilmtool.core.times import format_utc
from ilmtool.errors import Cancelled
from ilmtool.imagery.source import Level, SourceFacts
from ilmtool.session.ports import CancelToken, Notice


class _Timer:
    def __init__(self) -> None:
        self.cancelled = False

    def cancel(self) -> None:
        self.cancelled = True


class FakeClock:
    """Time that passes only when a test says so; what is due by then runs, in order."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._due: list[tuple[float, int, _Timer, Callable[[], None]]] = []
        self._count = 0

    def now(self) -> str:
        return format_utc(datetime(2019, 3, 3, tzinfo=UTC) + timedelta(seconds=self.seconds))

    def monotonic(self) -> float:
        return self.seconds

    def schedule(self, delay_s: float, call: Callable[[], None]) -> _Timer:
        timer = _Timer()
        self._count += 1
        heapq.heappush(self._due, (self.seconds + delay_s, self._count, timer, call))
        return timer

    def advance(self, seconds: float) -> None:
        end = self.seconds + seconds
        while self._due and self._due[0][0] <= end + 1e-9:
            at, _, timer, call = heapq.heappop(self._due)
            self.seconds = max(self.seconds, at)
            if not timer.cancelled:
                call()
        self.seconds = end


class QueueExecutor:
    """Holds every job until the test runs it; work and its answer can be run apart."""

    def __init__(self) -> None:
        self.jobs: deque[Callable[[], Callable[[], None]]] = deque()

    def submit(
        self,
        work: Callable[[], Any],
        on_done: Callable[[Any], None] | None = None,
        on_error: Callable[[Exception], None] | None = None,
        *,
        token: CancelToken | None = None,
        lane: str = "pool",
    ) -> None:
        def job() -> Callable[[], None]:
            def nothing() -> None:
                return

            if token is not None and token.cancelled:
                return nothing
            try:
                result = work()
            except Cancelled:
                return nothing
            except Exception as error:
                if on_error is None:
                    raise
                failure, answer = error, on_error
                return lambda: answer(failure)
            return nothing if on_done is None else lambda: on_done(result)

        self.jobs.append(job)

    def work(self) -> Callable[[], None]:
        """Run the oldest job's work; the result delivers its answer."""
        return self.jobs.popleft()()

    def run(self) -> None:
        """Run everything, also what the answers ask for."""
        while self.jobs:
            self.work()()


class Messages:
    """A `Notify` that remembers."""

    def __init__(self) -> None:
        self.notices: list[Notice] = []

    def __call__(self, notice: Notice) -> None:
        self.notices.append(notice)


class FakeSource:
    """An open image without pixels."""

    def __init__(self, facts: SourceFacts) -> None:
        self.facts = facts
        self.closed = False

    def close(self) -> None:
        self.closed = True


def utm_facts(
    path: Path,
    *,
    east: float = 600_000.0,
    north: float = 4_400_000.0,
    gsd: float = 0.5,
    size: tuple[int, int] = (400, 300),
    georeferenced: bool = True,
    crs_code: str = "EPSG:32651",
    **acquisition: Any,
) -> SourceFacts:
    """Facts of an image of (width, height) px whose top-left corner lies at (east, north)."""
    return SourceFacts(
        path=path,
        driver="GTiff",
        width=size[0],
        height=size[1],
        bands=3,
        dtype="uint8",
        nodata=None,
        levels=(Level(*size),),
        crs_wkt=None,
        crs_code=crs_code if georeferenced else None,
        transform=(gsd, 0.0, east, 0.0, -gsd, north) if georeferenced else None,
        acquisition=Acquisition(**{"gsd": gsd, **acquisition}),
        file_size=1234,
    )
