"""Choices of contrast and colour: which bands, which values, which curve; and what is remembered of them.

A choice (`Look`) is what the user wants; `stretch_for` turns it into numbers (`Stretch`) for one scene. All
statistics come from the smallest level of the whole scene, without nodata, so that contrast never changes
with zoom; only `LookMethod.VIEW` looks at a part, once, and is frozen from then on.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from ilmtool.imagery.band_order import band_label, usual_order
from ilmtool.imagery.source import RasterSource, SourceFacts, Window
from ilmtool.imagery.stretch import (
    BACKGROUND,
    Stretch,
    display_bands,
    percentiles,
    real_samples,
    stretch_of,
    to_bgrx,
)
from ilmtool.text import mark, tr

BINS = 256
GAMMA_RANGE = (0.2, 5.0)

COLOR_MAPS = {
    mark("grey"): None,
    "viridis": cv2.COLORMAP_VIRIDIS,
    "magma": cv2.COLORMAP_MAGMA,
    "cividis": cv2.COLORMAP_CIVIDIS,
    "turbo": cv2.COLORMAP_TURBO,
}


class LookMethod(StrEnum):
    """Where black and white come from."""

    DEFAULT = "default"
    """As `stretch_of`: 8-bit samples as they are, others 2-98 %."""
    PERCENTILE = "percentile"
    MIN_MAX = "min-max"
    VIEW = "view"
    MANUAL = "manual"


@dataclass(frozen=True, slots=True)
class Look:
    """What the user chose for one scene.

    Attributes
    ----------
    method : LookMethod
    bands : tuple of int
        0-based, three or one; empty for the scene's own.
    low, high : tuple of float
        Levels per band for `MANUAL` and a frozen `VIEW`.
    gamma : float
    color_map : str
        Of `COLOR_MAPS`, for a single band.
    """

    method: LookMethod = LookMethod.DEFAULT
    bands: tuple[int, ...] = ()
    low: tuple[float, ...] = ()
    high: tuple[float, ...] = ()
    gamma: float = 1.0
    color_map: str = "grey"


@dataclass(frozen=True, slots=True)
class Histogram:
    """Counts of valid samples of the shown bands, from the smallest level.

    Attributes
    ----------
    edges : ndarray, (BINS + 1,)
        In sample values (dB for complex samples).
    counts : ndarray of int64, (bands, BINS)
    """

    edges: NDArray[np.float64]
    counts: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Preset:
    """A named choice of bands."""

    name: str
    bands: tuple[int, ...]


def presets(facts: SourceFacts) -> tuple[Preset, ...]:
    """Band choices that make sense for a file, the one it opens with first; see `band_order`."""
    found = [Preset(tr("As the file says"), display_bands(facts))]
    order = usual_order(facts)
    if order is not None and max(order.natural) < facts.bands:
        natural = Preset(tr("Natural colour"), order.natural)
        found = [natural] if natural.bands == found[0].bands else [*found, natural]
        if order.false_colour is not None and max(order.false_colour) < facts.bands:
            found.append(Preset(tr("False colour NIR"), order.false_colour))
    found += [Preset(band_label(facts, band), (band,)) for band in range(min(facts.bands, 64))]
    kept: dict[tuple[int, ...], Preset] = {}
    for preset in found:
        kept.setdefault(preset.bands, preset)
    return tuple(kept.values())


def sensor_key(facts: SourceFacts) -> str:
    """What a look is remembered under: platform, bands and sample type."""
    platform = facts.acquisition.platform or facts.driver
    return f"{platform}/{facts.bands}/{facts.dtype}"


def smallest(source: RasterSource, bands: tuple[int, ...]) -> tuple[NDArray[Any], NDArray[np.bool_] | None]:
    """Samples of some bands over the whole scene at the smallest level, and their validity."""
    level = len(source.facts.levels) - 1
    size = source.facts.levels[level]
    return source.read(level, (0, 0, size.width, size.height), bands)


def histogram_of(source: RasterSource, bands: tuple[int, ...]) -> Histogram:
    """Histogram of some bands over the whole scene."""
    data, valid = smallest(source, bands)
    values = real_samples(data)
    lows, highs = percentiles(values, valid, 0.0, 100.0)
    low, high = min(lows), max(highs)
    edges = np.linspace(low, high if high > low else low + 1, BINS + 1)
    counts = np.zeros((len(bands), BINS), np.int64)
    for index in range(len(bands)):
        plane = values[..., index] if valid is None else values[..., index][valid]
        counts[index] = np.histogram(plane[np.isfinite(plane)], edges)[0]
    return Histogram(edges, counts)


def stretch_for(source: RasterSource, look: Look) -> Stretch:
    """The numbers for a look.

    Raises
    ------
    UserError
        The file cannot be read any more.
    """
    facts = source.facts
    plain = stretch_of(source)
    bands = tuple(b for b in look.bands if 0 <= b < facts.bands) or plain.bands
    colors = color_table(look.color_map) if len(bands) == 1 else None
    gamma = min(max(look.gamma, GAMMA_RANGE[0]), GAMMA_RANGE[1])
    if plain.palette is not None and bands == plain.bands:
        return plain
    is_eight = facts.dtype == "uint8" and (facts.value_bits or 8) >= 8
    low: tuple[float, ...]
    high: tuple[float, ...]
    if look.method in {LookMethod.MANUAL, LookMethod.VIEW} and len(look.low) == len(look.high) == len(bands):
        low, high = look.low, look.high
    elif look.method is LookMethod.DEFAULT and is_eight:
        if gamma == 1.0:
            return Stretch(bands, as_it_is=True, colors=colors)
        low, high = (0.0,) * len(bands), (255.0,) * len(bands)
    else:
        data, valid = smallest(source, bands)
        ends = (0.0, 100.0) if look.method is LookMethod.MIN_MAX else (2.0, 98.0)
        low, high = percentiles(real_samples(data), valid, *ends)
    return Stretch(bands, low, high, decibel=plain.decibel, gamma=gamma, colors=colors)


def view_levels(
    source: RasterSource, bands: tuple[int, ...], level: int, window: Window
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """2-98 % of what a view shows, to be frozen in a look."""
    data, valid = source.read(level, window, bands)
    return percentiles(real_samples(data), valid)


def color_table(name: str) -> bytes | None:
    """RGB table of a colour map, 256 x 3 bytes; None for grey."""
    code = COLOR_MAPS.get(name)
    if code is None:
        return None
    ramp = np.arange(256, dtype=np.uint8)[:, None]
    bgr = np.asarray(cv2.applyColorMap(ramp, code), np.uint8).reshape(256, 3)
    return bgr[:, ::-1].tobytes()


def matching_curves(
    source: RasterSource, stretch: Stretch, model: RasterSource, model_stretch: Stretch
) -> tuple[bytes, ...]:
    """Curves that give one scene the histogram of another, as both are shown.

    The classic monotone mapping of cumulative distributions (Gonzalez & Woods, Digital Image Processing,
    histogram specification), band by band on the displayed 8-bit values of the smallest levels.

    Returns
    -------
    tuple of bytes
        One table of 256 entries per band of `stretch`; empty where the two do not show the same number of
        bands or one of them shows nothing.
    """
    own, other = _displayed(source, stretch), _displayed(model, model_stretch)
    if len(stretch.bands) != len(model_stretch.bands) or not len(own) or not len(other):
        return ()
    curves = []
    for channel in (2, 1, 0) if len(stretch.bands) == 3 else (0,):
        mine = np.cumsum(np.bincount(own[:, channel], minlength=256)) / len(own)
        theirs = np.cumsum(np.bincount(other[:, channel], minlength=256)) / len(other)
        curve = np.searchsorted(theirs, mine - 1e-9).clip(0, 255).astype(np.uint8)
        curves.append(curve.tobytes())
    return tuple(curves)


def _displayed(source: RasterSource, stretch: Stretch) -> NDArray[np.uint8]:
    """Shown values of the valid pixels of the smallest level, (N, 4)."""
    data, valid = smallest(source, stretch.bands)
    shown = to_bgrx(data, valid, stretch)
    return np.asarray(shown[shown[..., 3] != BACKGROUND[3]], np.uint8)
