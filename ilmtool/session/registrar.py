"""Measures the registration of the open pair on a worker, with progress and a way to stop it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ilmtool.core.geometry import Affine, Bounds, compose
from ilmtool.core.tie_points import TiePair
from ilmtool.errors import UserError
from ilmtool.session.pair import Pair
from ilmtool.session.ports import CancelToken, Executor
from ilmtool.session.registering import by_georeferencing

if TYPE_CHECKING:
    from ilmtool.imagery.placement import PixelMap
    from ilmtool.imagery.registration import Registered


@dataclass(frozen=True, eq=False)
class Measured:
    """What was measured of a pair.

    Attributes
    ----------
    pair : Pair
        As it was open then.
    found : Registered
        Measured behind placing by georeferencing, or by size.
    matrix : Affine
        As the annotation file holds it: behind georeferencing, or identity where either image has none.
    bounds : Bounds
        The overlap, px of the after scene.
    ground : ndarray of uint8, (rows, cols), or None
        A grey picture of the overlap on the after scene.
    """

    pair: Pair
    found: Registered
    matrix: Affine
    bounds: Bounds
    ground: NDArray[np.uint8] | None

    @property
    def tie_points(self) -> tuple[TiePair, ...]:
        """The places that agree, in px of each scene."""
        good = [point for point in self.found.points if point.is_inlier]
        if not good:
            return ()
        start = by_georeferencing(self.pair).inverse(np.array([point.placed for point in good]))
        return tuple(
            TiePair((x, y), point.found)
            for (x, y), point in zip(start.tolist(), good, strict=True)
            if np.isfinite((x, y)).all()
        )


class Registrar:
    """One measurement at a time.

    Parameters
    ----------
    executor : Executor

    Attributes
    ----------
    on_progress : callable
        `on_progress(share)` from 0 to 1, on a worker's thread.
    """

    def __init__(self, executor: Executor) -> None:
        self._executor = executor
        self._token = CancelToken()
        self._is_measuring = False
        self.on_progress: Callable[[float], None] = lambda share: None  # noqa: ARG005
        self.on_end: Callable[[], None] = lambda: None

    @property
    def is_measuring(self) -> bool:
        return self._is_measuring

    def measure(
        self, pair: Pair, done: Callable[[Measured], None], failed: Callable[[UserError], None]
    ) -> None:
        """Measure from georeferencing, whatever registration there is."""
        self.cancel()
        token = self._token = CancelToken()
        self._is_measuring = True

        def finish(measured: Measured) -> None:
            self._end()
            done(measured)

        def fail(error: Exception) -> None:
            self._end()
            if not isinstance(error, UserError):
                raise error
            failed(error)

        self._executor.submit(lambda: self._work(pair, token), finish, fail, token=token)

    def cancel(self) -> None:
        """Give it up; the answer is dropped."""
        self._token.cancel()
        if self._is_measuring:
            self._end()

    def _end(self) -> None:
        self._is_measuring = False
        self.on_end()

    def _work(self, pair: Pair, token: CancelToken) -> Measured:
        from ilmtool.imagery.registration import overlap_bounds, register
        from ilmtool.painting.residuals import ground_of

        def tell(share: float) -> bool:
            if not token.cancelled:
                self.on_progress(share)
            return not token.cancelled

        before, after = pair.before.source, pair.after.source
        placement = by_georeferencing(pair)
        found = register(before, after, placement, tell)
        token.check()
        bounds = overlap_bounds(before, after, placement)
        ground = None if bounds is None else ground_of(after, bounds)
        token.check()
        whole = (0.0, 0.0, float(pair.after.facts.width), float(pair.after.facts.height))
        return Measured(pair, found, stored(found.matrix, placement), bounds or whole, ground)


def stored(matrix: Affine, placement: PixelMap) -> Affine:
    """A matrix measured behind a placement as the annotation file holds it: a fit by size is part of it,
    because without georeferencing the file's matrix is applied behind identity.
    """
    if placement.basis == "size" and placement.affine is not None:
        return compose(matrix, placement.affine)
    return matrix
