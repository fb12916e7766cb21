"""From samples of any type to what a screen shows: BGRX, 8 bit."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from ilmtool.imagery.band_order import known_order
from ilmtool.imagery.source import RasterSource, SourceFacts

BACKGROUND = (58, 58, 58, 0)
"""BGRX of what is not data: the neutral grey around the imagery, fourth channel 0."""

LOW_PERCENT, HIGH_PERCENT = 2.0, 98.0


@dataclass(frozen=True, slots=True)
class Stretch:
    """How samples become grey or colour; the same over the whole scene, so contrast means something.

    Attributes
    ----------
    bands : tuple of int
        0-based bands to show: three as red, green, blue, or one as grey.
    low, high : tuple of float
        Sample value shown as 0 and as 255, per band.
    as_it_is : bool
        8-bit samples that go to the screen unchanged.
    palette : bytes or None
        RGBA table of 256 entries for a palette image.
    decibel : bool
        Complex samples: magnitude in dB before `low` and `high` apply.
    gamma : float
        Exponent 1 / gamma between `low` and `high`: above 1 brightens what is dark.
    curves : tuple of bytes
        A table of 256 entries per band, applied last, e.g. to match another date's histogram.
    colors : bytes or None
        RGB table of 256 x 3 bytes for a single band: its colour map.
    """

    bands: tuple[int, ...]
    low: tuple[float, ...] = ()
    high: tuple[float, ...] = ()
    as_it_is: bool = False
    palette: bytes | None = None
    decibel: bool = False
    gamma: float = 1.0
    curves: tuple[bytes, ...] = ()
    colors: bytes | None = None


def display_bands(facts: SourceFacts) -> tuple[int, ...]:
    """Bands to show: red, green and blue as far as the file or its platform says which these are, else the
    first three, else the first.
    """
    colors, order = facts.colors, known_order(facts)
    if order is not None and facts.palette is None and max(order.natural) < facts.bands:
        return order.natural
    plain = [band for band in range(facts.bands) if band >= len(colors) or colors[band] != "alpha"]
    if facts.palette is not None or len(plain) < 3:
        return (plain[0] if plain else 0,)
    return tuple(plain[:3])


def stretch_of(source: RasterSource) -> Stretch:
    """The stretch a scene opens with.

    8-bit samples are shown as they are: whoever made an 8-bit image has chosen its contrast already, and a
    second stretch would make two dates of one product look different. Other samples are stretched between
    the 2nd and 98th percentile of each band, from the smallest level of the whole scene, without nodata.
    """
    facts = source.facts
    bands = display_bands(facts)
    if facts.palette is not None:
        return Stretch(bands, as_it_is=True, palette=facts.palette)
    kind = np.dtype(facts.dtype).kind if facts.dtype != "complex_int16" else "c"
    if facts.dtype == "uint8":
        bits = facts.value_bits or 8
        if bits >= 8:
            return Stretch(bands, as_it_is=True)
        return Stretch(bands, (0.0,) * len(bands), (float(2**bits - 1),) * len(bands))
    level = len(facts.levels) - 1
    size = facts.levels[level]
    data, valid = source.read(level, (0, 0, size.width, size.height), bands)
    low, high = percentiles(real_samples(data), valid)
    return Stretch(bands, low, high, decibel=kind == "c")


def percentiles(
    data: NDArray[Any],
    valid: NDArray[np.bool_] | None,
    low: float = LOW_PERCENT,
    high: float = HIGH_PERCENT,
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Low and high percentile per band of valid, finite samples; (0, 1) for a band without any."""
    lows, highs = [], []
    for band in range(data.shape[2]):
        samples = data[..., band] if valid is None else data[..., band][valid]
        samples = samples.ravel()
        if samples.dtype.kind == "f":
            samples = samples[np.isfinite(samples)]
        if samples.size == 0:
            lows.append(0.0)
            highs.append(1.0)
            continue
        first, last = np.percentile(samples, (low, high))
        if first == last:  # a few bright things on a flat ground: show them rather than nothing
            first, last = samples.min(), samples.max()
        lows.append(float(first))
        highs.append(float(last))
    return tuple(lows), tuple(highs)


def to_bgrx(
    data: NDArray[Any],
    valid: NDArray[np.bool_] | None,
    stretch: Stretch,
    out: NDArray[np.uint8] | None = None,
) -> NDArray[np.uint8]:
    """Pixels for the screen.

    Parameters
    ----------
    data : ndarray, (rows, cols, bands)
        Either just `stretch.bands`, in that order, or all bands of the file.
    valid : ndarray of bool, (rows, cols), or None
    stretch : Stretch
    out : ndarray of uint8, (rows, cols, 4), contiguous, optional
        Written to and returned, instead of new memory.

    Returns
    -------
    ndarray of uint8, (rows, cols, 4), contiguous
        Blue, green, red, and 255 for data or 0 for none; pixels without data are `BACKGROUND`.
    """
    if data.shape[2] != len(stretch.bands):
        data = data[..., list(stretch.bands)]
    if stretch.palette is not None:
        out = _through_palette(data[..., 0], stretch.palette, out)
    elif stretch.as_it_is and not stretch.curves and stretch.colors is None:
        out = _unchanged(data, out)
    else:
        out = _finish([_plane(data[..., i], stretch, i) for i in range(data.shape[2])], stretch, out)
    if valid is not None:
        out[~valid] = BACKGROUND
    return out


def _plane(samples: NDArray[Any], stretch: Stretch, index: int) -> NDArray[np.uint8]:
    """One band to 0..255, its curve included."""
    if stretch.as_it_is:
        plane = np.ascontiguousarray(samples, np.uint8)
    else:
        plane = _scaled(real_samples(samples), stretch.low[index], stretch.high[index], stretch.gamma)
    if stretch.curves:
        plane = np.asarray(cv2.LUT(plane, np.frombuffer(stretch.curves[index], np.uint8)), np.uint8)
    return plane


def _finish(
    planes: list[NDArray[np.uint8]], stretch: Stretch, out: NDArray[np.uint8] | None
) -> NDArray[np.uint8]:
    if stretch.colors is None or len(planes) != 1:
        return _merge(planes, out)
    table = np.full((256, 4), 255, np.uint8)
    table[:, :3] = np.frombuffer(stretch.colors, np.uint8).reshape(256, 3)[:, ::-1]
    return np.take(table, planes[0], axis=0, out=out)


def _unchanged(data: NDArray[Any], out: NDArray[np.uint8] | None) -> NDArray[np.uint8]:
    if data.shape[2] == 3:
        reverse = data[..., ::-1]
        if reverse.flags.c_contiguous:  # BGR memory straight from the JPEG decoder
            return np.asarray(cv2.cvtColor(reverse, cv2.COLOR_BGR2BGRA, dst=out), np.uint8)
        if data.flags.c_contiguous:
            return np.asarray(cv2.cvtColor(data, cv2.COLOR_RGB2BGRA, dst=out), np.uint8)
    return _merge([np.ascontiguousarray(data[..., i], np.uint8) for i in range(data.shape[2])], out)


def _merge(planes: list[NDArray[np.uint8]], out: NDArray[np.uint8] | None) -> NDArray[np.uint8]:
    """Red, green, blue planes, or one grey plane, to BGRX."""
    if len(planes) == 1:
        return np.asarray(cv2.cvtColor(planes[0], cv2.COLOR_GRAY2BGRA, dst=out), np.uint8)
    full = np.full(planes[0].shape, 255, np.uint8)
    return np.asarray(cv2.merge([planes[2], planes[1], planes[0], full], dst=out), np.uint8)


def _through_palette(
    indices: NDArray[Any], palette: bytes, out: NDArray[np.uint8] | None
) -> NDArray[np.uint8]:
    table = np.frombuffer(palette, np.uint8).reshape(256, 4)[:, [2, 1, 0, 3]].copy()
    table[:, 3] = np.where(table[:, 3] > 0, 255, 0)
    table[table[:, 3] == 0] = BACKGROUND
    return np.take(table, np.minimum(indices, 255).astype(np.uint8), axis=0, out=out)


def real_samples(data: NDArray[Any]) -> NDArray[Any]:
    """Complex samples as magnitude in dB; others as they are."""
    if data.dtype.kind != "c":
        return data
    magnitude = np.abs(data).astype(np.float32)
    return np.asarray(20 * np.log10(np.maximum(magnitude, 1e-10)), np.float32)


def _scaled(plane: NDArray[Any], low: float, high: float, gamma: float = 1.0) -> NDArray[np.uint8]:
    """One band to 0..255. A constant band becomes mid grey: there is nothing to tell apart."""
    if plane.dtype in {np.dtype(np.uint8), np.dtype(np.uint16), np.dtype(np.int16)}:
        unsigned = plane.view(np.uint16) if plane.dtype == np.int16 else plane
        table = _table(plane.dtype.str, low, high, gamma)
        return _look_up(np.ascontiguousarray(unsigned), table)
    if not high > low:
        return np.full(plane.shape, 128, np.uint8)
    scaled: NDArray[Any] = plane.astype(np.float32 if plane.dtype.str[1:] in {"f4", "f2"} else np.float64)
    with np.errstate(over="ignore", invalid="ignore"):  # samples near the end of the type: clipped below
        scaled -= low
        scaled *= 255.0 / (high - low)
    np.nan_to_num(scaled, copy=False, nan=0.0, posinf=255.0, neginf=0.0)
    np.clip(scaled, 0, 255, out=scaled)
    if gamma != 1.0:
        scaled = 255.0 * (scaled / 255.0) ** (1.0 / gamma)
    return np.asarray(cv2.convertScaleAbs(scaled), np.uint8)


@lru_cache(maxsize=32)
def _table(dtype: str, low: float, high: float, gamma: float) -> NDArray[np.uint8]:
    """Look-up table over all bit patterns of a type, read as unsigned."""
    kind = np.dtype(dtype)
    values = np.arange(2 ** (8 * kind.itemsize)).astype(f"u{kind.itemsize}").view(kind).astype(np.float64)
    if not high > low:
        return np.full(values.shape, 128, np.uint8)
    shares = np.clip((values - low) / (high - low), 0.0, 1.0)
    if gamma != 1.0:
        shares **= 1.0 / gamma
    table = (shares * 255.0 + 0.5).astype(np.uint8)
    table.flags.writeable = False
    return table


def _look_up(plane: NDArray[Any], table: NDArray[np.uint8]) -> NDArray[np.uint8]:
    if plane.dtype == np.uint16 and not _wide_lut():
        return np.asarray(table[plane], np.uint8)
    return np.asarray(cv2.LUT(plane, table), np.uint8)


@lru_cache(maxsize=1)
def _wide_lut() -> bool:
    """Whether this OpenCV looks up 16-bit values (since 4.12); five times as fast as numpy."""
    try:
        cv2.LUT(np.zeros((1, 1), np.uint16), np.zeros(65536, np.uint8))
    except cv2.error:
        return False
    return True
