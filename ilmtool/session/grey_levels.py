"""One scale of grey for both dates, measured once from small pictures of the ground that both show."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from ilmtool.core.geometry import FloatArray
from ilmtool.core.layout import Side
from ilmtool.imagery.grey_levels import matching_tables
from ilmtool.imagery.stretch import Stretch
from ilmtool.session.pair import Pair, PairScene
from ilmtool.session.ports import CancelToken, Executor

SAMPLES_ACROSS = 256
"""Places looked at along each side of the pair, at most that many squared."""


def tables_of(pair: Pair, stretches: Mapping[Side, Stretch]) -> NDArray[np.uint8]:
    """What brings the before scene's displayed values to those of the after scene.

    Both are looked at in the same places of the ground, so that where one of them ends or has no data does
    not count. Reads the smallest levels: for a worker.

    Returns
    -------
    ndarray
        uint8, (256, 3): blue, green, red. The same for every view of the pair.

    Raises
    ------
    UserError
        An image cannot be read.
    """
    x0, y0, x1, y1 = pair.extent
    steps = (np.arange(SAMPLES_ACROSS) + 0.5) / SAMPLES_ACROSS
    xs, ys = np.meshgrid(x0 + (x1 - x0) * steps, y0 + (y1 - y0) * steps)
    places = np.column_stack((xs.ravel(), ys.ravel()))
    seen = {side: _seen(pair.scene(side), stretches[side], places) for side in Side}
    both = (seen[Side.BEFORE][:, 3] == 255) & (seen[Side.AFTER][:, 3] == 255)
    return matching_tables(seen[Side.BEFORE][both, :3], seen[Side.AFTER][both, :3])


def _seen(scene: PairScene, stretch: Stretch, places: FloatArray) -> NDArray[np.uint8]:
    """Displayed values at reference places, (N, 4); the fourth is 0 where the scene shows nothing."""
    from ilmtool.imagery.radiometry import smallest
    from ilmtool.imagery.stretch import to_bgrx

    data, valid = smallest(scene.source, stretch.bands)
    shown = to_bgrx(data, valid, stretch)
    level = scene.facts.levels[-1]
    pixels = scene.placement.inverse(places) / (level.factor_x, level.factor_y)
    height, width = shown.shape[:2]
    with np.errstate(invalid="ignore"):
        inside = ((pixels >= 0) & (pixels < (width, height))).all(axis=1)
    cols, rows = np.floor(pixels[inside]).astype(np.intp).T
    found = np.zeros((len(places), 4), np.uint8)
    found[inside] = shown[rows, cols]
    return found


class GreyLevels:
    """Measures the tables when they are first wanted, and again when the contrast changed.

    Parameters
    ----------
    pair : Pair
    stretches : callable
        The stretches in use.
    executor : Executor
    on_tables : callable
        Told the tables on the window's thread.
    on_error : callable
    """

    def __init__(
        self,
        pair: Pair,
        stretches: Callable[[], Mapping[Side, Stretch]],
        executor: Executor,
        on_tables: Callable[[NDArray[np.uint8]], None],
        on_error: Callable[[Exception], None],
    ) -> None:
        self._pair, self._stretches, self._executor = pair, stretches, executor
        self._on_tables, self._on_error = on_tables, on_error
        self._token: CancelToken | None = None

    def want(self) -> None:
        """Tell the tables soon; does nothing while they are on their way, or were told."""
        if self._token is None:
            self._measure()

    def renew(self) -> None:
        """Another contrast: what was told holds no longer. The old tables serve until the new ones come."""
        if self._token is not None:
            self._token.cancel()
            self._measure()

    def place(self, pair: Pair) -> None:
        """The same scenes lie otherwise on each other."""
        self._pair = pair
        self.renew()

    def stop(self) -> None:
        """The pair is closed."""
        if self._token is not None:
            self._token.cancel()

    def _measure(self) -> None:
        token = self._token = CancelToken()
        stretches = dict(self._stretches())

        def failed(error: Exception) -> None:
            self._token = None
            self._on_error(error)

        self._executor.submit(lambda: tables_of(self._pair, stretches), self._on_tables, failed, token=token)
