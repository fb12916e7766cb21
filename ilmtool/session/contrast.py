"""Contrast and colour of the open pair: the look of each side, and what is remembered of it by sensor."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ilmtool.core.layout import Side
from ilmtool.imagery.radiometry import (
    COLOR_MAPS,
    GAMMA_RANGE,
    Histogram,
    Look,
    LookMethod,
    histogram_of,
    matching_curves,
    sensor_key,
    stretch_for,
    view_levels,
)
from ilmtool.imagery.source import Window
from ilmtool.imagery.stretch import Stretch
from ilmtool.session.pair import Pair
from ilmtool.session.ports import CancelToken, Executor

REMEMBERED = 40
"""Sensors whose looks are kept in the settings."""


@dataclass(frozen=True, slots=True)
class Contrast:
    """What was chosen for both dates.

    Attributes
    ----------
    looks : mapping of Side to Look
    linked : bool
        A change of one date's look is made to the other as well, as far as its bands allow.
    matched : bool
        The before scene gets the after scene's histogram. Colour is evidence: off by default.
    """

    looks: Mapping[Side, Look] = field(default_factory=lambda: dict.fromkeys(Side, Look()))
    linked: bool = False
    matched: bool = False

    def with_look(self, side: Side, look: Look, *, alike: bool = False) -> Contrast:
        """Another look for a side, and for the other one if both are linked.

        Parameters
        ----------
        alike : bool
            Both scenes are of one kind of sensor (`are_alike`): linked, they share bands and levels too.
        """
        looks = {**self.looks, side: look}
        if self.linked and alike:
            looks[side.other] = look
        elif self.linked:
            # Levels are values of one sensor's samples: they stay with their own scene.
            other = self.looks[side.other]
            shared = replace(look, bands=other.bands, low=other.low, high=other.high)
            if look.method in {LookMethod.MANUAL, LookMethod.VIEW}:
                shared = replace(shared, method=other.method)
            looks[side.other] = shared
        return replace(self, looks=looks)


def are_alike(pair: Pair) -> bool:
    """Whether bands and sample values of both scenes mean the same."""
    return sensor_key(pair.before.facts) == sensor_key(pair.after.facts)


def stretches_of(pair: Pair, contrast: Contrast) -> dict[Side, Stretch]:
    """The stretch of each side. Reads the smallest levels: for a worker.

    Raises
    ------
    UserError
        An image cannot be read.
    """
    made = {side: stretch_for(pair.scene(side).source, contrast.looks[side]) for side in Side}
    if contrast.matched:
        before, after = made[Side.BEFORE], made[Side.AFTER]
        curves = matching_curves(pair.before.source, before, pair.after.source, after)
        made[Side.BEFORE] = replace(before, curves=curves)
    return made


def histograms_of(pair: Pair, stretches: Mapping[Side, Stretch]) -> dict[Side, Histogram]:
    """Histogram of the shown bands of each side. Reads the smallest levels: for a worker."""
    return {side: histogram_of(pair.scene(side).source, stretches[side].bands) for side in Side}


@dataclass(frozen=True, eq=False)
class Developed:
    """A contrast carried out.

    Attributes
    ----------
    contrast : Contrast
    stretches : mapping of Side to Stretch
    histograms : mapping of Side to Histogram
    """

    contrast: Contrast
    stretches: Mapping[Side, Stretch]
    histograms: Mapping[Side, Histogram]


class Darkroom:
    """Carries out changes of the contrast on workers; the latest wish wins.

    Parameters
    ----------
    pair : Pair
    contrast : Contrast
        What the pair opened with.
    stretches : mapping of Side to Stretch
        Of that contrast.
    executor : Executor
    on_ready : callable
        `on_ready(Developed, changed sides)` on the window's thread.
    on_error : callable
    """

    def __init__(
        self,
        pair: Pair,
        contrast: Contrast,
        stretches: Mapping[Side, Stretch],
        executor: Executor,
        on_ready: Callable[[Developed, frozenset[Side]], None],
        on_error: Callable[[Exception], None],
    ) -> None:
        self._pair, self._executor = pair, executor
        self._on_ready, self._on_error = on_ready, on_error
        self.contrast = contrast
        self._stretches = dict(stretches)
        self._token = CancelToken()

    @property
    def stretches(self) -> Mapping[Side, Stretch]:
        return self._stretches

    def change(self, contrast: Contrast) -> None:
        """Show another contrast soon."""
        self.contrast = contrast
        self._develop(lambda: contrast)

    def freeze_views(self, views: Mapping[Side, tuple[int, Window]]) -> None:
        """Take 2-98 % of what is in view now, and keep that.

        Parameters
        ----------
        views : mapping of Side to (int, Window)
            Pyramid level and the window in its pixels, for the sides that are in view.
        """

        def freeze() -> Contrast:
            looks = dict(self.contrast.looks)
            for side, (level, window) in views.items():
                bands = self._stretches[side].bands
                low, high = view_levels(self._pair.scene(side).source, bands, level, window)
                looks[side] = replace(looks[side], method=LookMethod.VIEW, bands=bands, low=low, high=high)
            return replace(self.contrast, looks=looks)

        self._develop(freeze)

    def renew(self) -> None:
        """Tell the present state again, with its histograms."""
        self._develop(lambda: self.contrast)

    def stop(self) -> None:
        """The pair is closed."""
        self._token.cancel()

    def _develop(self, choose: Callable[[], Contrast]) -> None:
        self._token.cancel()
        token = self._token = CancelToken()

        def work() -> Developed:
            contrast = choose()
            token.check()
            stretches = stretches_of(self._pair, contrast)
            token.check()
            return Developed(contrast, stretches, histograms_of(self._pair, stretches))

        self._executor.submit(work, self._adopt, self._on_error, token=token)

    def _adopt(self, developed: Developed) -> None:
        changed = frozenset(s for s in Side if developed.stretches[s] != self._stretches[s])
        self.contrast, self._stretches = developed.contrast, dict(developed.stretches)
        self._on_ready(developed, changed)


def remembered(looks: Mapping[str, Any], pair: Pair) -> Contrast:
    """The contrast that a pair opens with: what its sensors were last seen with."""
    return Contrast({side: _decoded(looks.get(sensor_key(pair.scene(side).facts))) for side in Side})


def remember(looks: Mapping[str, Any], pair: Pair, contrast: Contrast) -> dict[str, Any]:
    """The settings' looks with this pair's sensors, the newest last.

    Levels set by hand belong to one scene and are not carried over to others.
    """
    kept = dict(looks)
    for side in Side:
        look = contrast.looks[side]
        key = sensor_key(pair.scene(side).facts)
        kept.pop(key, None)
        method = look.method
        if method in {LookMethod.MANUAL, LookMethod.VIEW}:
            method = LookMethod.DEFAULT
        plain = Look(method, look.bands, gamma=look.gamma, color_map=look.color_map)
        if plain != Look():
            kept[key] = {
                "method": str(method),
                "bands": list(look.bands),
                "gamma": look.gamma,
                "color_map": look.color_map,
            }
    return dict(list(kept.items())[-REMEMBERED:])


def _decoded(value: Any) -> Look:
    """A look from the settings file; the plain one where it makes no sense."""
    if not isinstance(value, dict):
        return Look()
    bands, gamma = value.get("bands"), value.get("gamma")
    try:
        method = LookMethod(value.get("method", ""))
    except ValueError:
        method = LookMethod.DEFAULT
    is_list = isinstance(bands, list) and len(bands) in {1, 3} and all(type(b) is int for b in bands)
    is_number = isinstance(gamma, int | float) and GAMMA_RANGE[0] <= gamma <= GAMMA_RANGE[1]
    name = value.get("color_map")
    return Look(
        method,
        tuple(bands) if is_list and bands else (),
        gamma=float(gamma) if is_number and gamma is not None else 1.0,
        color_map=name if name in COLOR_MAPS else "grey",
    )
