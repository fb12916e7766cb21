"""Work on a Dask cluster that the user already has. Its workers must reach sidecars, images and target by
path.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import Any, Self, TypeVar

from ilmtool.datasets.runners import in_order
from ilmtool.errors import UserError
from ilmtool.text import tr

J = TypeVar("J")
R = TypeVar("R")

_AHEAD = 4
_TIMEOUT = "10s"


class DaskRunner:
    """The workers behind a scheduler.

    Parameters
    ----------
    address : str
        Like `tcp://10.0.0.5:8786`.

    Raises
    ------
    UserError
        dask.distributed is not installed, no scheduler answers, or it has no workers.
    """

    def __init__(self, address: str) -> None:
        try:
            distributed: Any = import_module("distributed")
        except ImportError as error:
            raise UserError(
                tr("--dask needs the package distributed."),
                "",
                tr("Install it: pip install 'ilmtool[dask]'."),
            ) from error
        try:
            self._client: Any = distributed.Client(address, timeout=_TIMEOUT, set_as_default=False)
        except (OSError, ValueError, TimeoutError) as error:
            raise UserError(
                tr("No Dask scheduler answers at {address}.", address=address),
                f"{error}.".replace("..", "."),
                tr("Check the address."),
            ) from error
        # Messages that do not come through are OSErrors; what workers cannot write is a UserError by then.
        self._lost = (distributed.KilledWorker, OSError, TimeoutError, asyncio.CancelledError)
        self._workers = len(self._client.scheduler_info()["workers"])
        if not self._workers:
            self._client.close()
            raise UserError(
                tr("The Dask scheduler at {address} has no workers.", address=address),
                "",
                tr("Start some: dask worker ADDRESS."),
            )

    def map(self, work: Callable[[J], R], jobs: Iterable[J]) -> Iterator[R]:
        """See `runners.Runner.map`."""

        def submit(job: J) -> Any:
            # pure: the same job twice must run twice, because its files may have changed.
            return self._client.submit(work, job, pure=False)

        def answer(future: Any) -> Any:
            try:
                result = future.result()
            except self._lost as error:
                raise UserError(
                    tr("The Dask cluster lost a worker, or the connection to it."),
                    f"{type(error).__name__}: {error}.".replace("..", "."),
                    tr("Go on with --resume."),
                ) from error
            future.release()
            return result

        return in_order(submit, answer, jobs, self._workers * _AHEAD)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()
