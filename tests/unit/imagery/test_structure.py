"""Edges by direction: what they do not care for, and when a peak says nothing."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from ilmtool.imagery.structure import Peak, best_shift, score_map, structure_of, taper

SIDE, REACH = 128, 16


def scene(seed: int = 1) -> NDArray[np.float32]:
    noise = np.random.default_rng(seed).normal(0, 1, (SIDE + 64, SIDE + 64)).astype(np.float32)
    return np.asarray(100 + 80 * cv2.GaussianBlur(noise, (0, 0), 2.5), np.float32)


def moved(picture: NDArray[np.float32], dx: float, dy: float) -> NDArray[np.float32]:
    matrix = np.array([[1.0, 0.0, dx], [0.0, 1.0, dy]])
    whole = cv2.warpAffine(picture, matrix, picture.shape[::-1], flags=cv2.INTER_CUBIC)
    return np.asarray(whole[32:-32, 32:-32], np.float32)


def peak(before: NDArray[np.float32], after: NDArray[np.float32]) -> Peak:
    weights = taper(SIDE, SIDE, REACH)
    return best_shift(score_map(structure_of(before), structure_of(after), weights, (REACH, REACH), 0.5))


@pytest.mark.parametrize(("dx", "dy"), [(0.0, 0.0), (3.3, -7.6), (-11.25, 0.5)])
@pytest.mark.parametrize("how", ["same", "inverted", "fainter", "no data"])
def test_a_shift_is_found_to_a_fraction_of_a_pixel(dx: float, dy: float, how: str) -> None:
    after = moved(scene(), dx, dy)
    if how == "inverted":
        after = 200 - 0.5 * after
    elif how == "fainter":
        after = 3000 + 2 * after
    elif how == "no data":
        after[:, :40], after[100:, 50:] = np.nan, -3.4e38
    found = peak(moved(scene(), 0, 0), after)
    assert (found.dx, found.dy) == pytest.approx((dx, dy), abs=0.1)
    assert found.height > 0.8
    assert found.height > 3 * found.second


@pytest.mark.parametrize("seed", range(8))
def test_other_pictures_have_no_peak_that_stands_out(seed: int) -> None:
    found = peak(moved(scene(seed), 0, 0), moved(scene(100 + seed), 0, 0))
    assert found.height < 6 * found.noise


def test_what_repeats_itself_has_two_peaks() -> None:
    cell = scene()[:11, :11]
    lot = np.tile(cell, (18, 18))[: SIDE + 64, : SIDE + 64]
    found = peak(moved(lot, 0, 0), moved(lot, 4, 3))
    assert found.second > 0.9 * found.height


def test_a_flat_picture_has_none() -> None:
    flat = np.full((SIDE, SIDE), 80.0, np.float32)
    assert peak(flat, moved(scene(), 0, 0)).height == 0
    assert peak(flat * np.float32("nan"), moved(scene(), 0, 0)).height == 0
