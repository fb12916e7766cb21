"""Where one grey picture lies on another, by the direction of edges instead of brightness.

Two dates differ in sun, season, sensor and band: brightness and even the sign of contrast change, while the
edges of roads, roofs and fields keep their place and direction. A picture is therefore turned into a field
of complex numbers, the gradient squared and divided by its strength: squaring doubles the angle, so that a
bright and a dark edge of one direction are the same (Granlund 1978), and dividing makes a weak edge count
nearly as much as a strong one (orientation correlation, Fitch et al. 2002). Two fields are compared by
normalised cross-correlation under the template's own weights, nodata left out (Padfield 2012), for all
shifts at once by FFT; the peak is refined to a fraction of a pixel by a paraboloid through its neighbours.

A peak means something only if it stands out from the rest of the map. Beside its height `Peak` has the
height of the second best one: where a pattern repeats itself, or only one long edge is seen, both are alike,
and the place cannot tell the shift.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ilmtool.imagery.resampling import Grey

Field = NDArray[np.complex64]
"""(rows, cols); 0 where there is no data."""

_SMOOTH_PX = 1.0
_LARGEST = 1e15
_NEAR_PX = 5
"""Px around a peak that are the same peak."""


@dataclass(frozen=True, slots=True)
class Structure:
    """The edges of a picture.

    Attributes
    ----------
    field : ndarray of complex64
        Doubled direction, length 0 to 1.
    known : ndarray of bool
        Where there is data all around.
    contrast : float
        Strength of the edges: median gradient, grey values a px.
    """

    field: Field
    known: NDArray[np.bool_]
    contrast: float


@dataclass(frozen=True, slots=True)
class Peak:
    """The best shift of a template.

    Attributes
    ----------
    dx, dy : float
        By which the template must move, px.
    height : float
        Correlation there, -1 to 1.
    second : float
        The best correlation elsewhere.
    noise : float
        Standard deviation of the correlations elsewhere.
    at_edge : bool
        Whether it lies at the edge of what was searched, so that the true one may lie beyond.
    """

    dx: float
    dy: float
    height: float
    second: float
    noise: float
    at_edge: bool


def structure_of(picture: Grey) -> Structure:
    """The edges of a grey picture, (rows, cols), NaN without data."""
    import cv2

    # What is so large is a mark for no data that the file does not name, and its square would overflow.
    known = np.abs(picture) < _LARGEST
    everywhere = bool(known.all())
    filled = (
        picture if everywhere else np.where(known, picture, picture[known].mean() if known.any() else 0.0)
    )
    smooth = cv2.GaussianBlur(np.asarray(filled, np.float32), (0, 0), _SMOOTH_PX)
    gx = cv2.Scharr(smooth, cv2.CV_32F, 1, 0, scale=1 / 32)
    gy = cv2.Scharr(smooth, cv2.CV_32F, 0, 1, scale=1 / 32)
    if not everywhere:
        # The outline of the data is not an edge of the ground.
        known = cv2.erode(known.astype(np.uint8), np.ones((9, 9), np.uint8), borderValue=1) > 0
    strength = gx * gx + gy * gy
    middle = float(np.median(strength[known][::7])) if known.any() else 0.0
    field = np.empty(picture.shape, np.complex64)
    with np.errstate(invalid="ignore", divide="ignore"):
        field.real = (gx * gx - gy * gy) / (strength + 2 * middle + 1e-12)
        field.imag = 2 * gx * gy / (strength + 2 * middle + 1e-12)
    field[~known] = 0
    return Structure(field, known, middle**0.5)


def taper(rows: int, cols: int, reach: int) -> NDArray[np.float32]:
    """Weights of a template, (rows, cols): 1 in the middle, 0 within `reach` px of the edge."""
    sides = []
    for length in (rows, cols):
        ramp = max(4, (length - 2 * reach) // 6)
        away = np.minimum(np.arange(length) + 0.5, length - np.arange(length) - 0.5) - reach
        sides.append(np.sin(np.pi / 2 * np.clip(away / ramp, 0, 1)) ** 2)
    return np.asarray(np.outer(*sides), np.float32)


def score_map(
    template: Structure, scene: Structure, weights: NDArray[np.float32], reach: tuple[int, int], least: float
) -> NDArray[np.float32]:
    """Correlation of the edges for all whole shifts.

    Parameters
    ----------
    template, scene : Structure
        Of equal shape; `template` is what moves.
    weights : ndarray of float32
        Of the template's pixels, 0 to 1; `taper` keeps what is moved inside of the scene.
    reach : (rows, cols)
        Largest shift along each axis; the shapes are taken as cyclic, so what reaches across the edge is
        wrong unless the weights are 0 there.
    least : float
        Share of the template's weight that must have data in the scene; other shifts get 0.

    Returns
    -------
    ndarray of float32, (2 * rows + 1, 2 * cols + 1)
        The middle is no shift.
    """
    fft, back = np.fft.fft2, np.fft.ifft2
    weights = weights * template.known
    total = float(weights.sum())
    shape = (2 * reach[0] + 1, 2 * reach[1] + 1)
    if total <= 0:
        return np.zeros(shape, np.float32)
    mean = (weights * template.field).sum() / total
    apart = (template.field - mean) * weights
    energy = float((apart * (template.field - mean).conj()).sum().real)
    moving = np.conj(fft(weights))
    seen = fft(scene.field)

    def around(full: np.ndarray) -> np.ndarray:
        rows = np.arange(-reach[0], reach[0] + 1) % full.shape[0]
        cols = np.arange(-reach[1], reach[1] + 1) % full.shape[1]
        return full[np.ix_(rows, cols)]

    common = around(back(np.conj(fft(apart)) * seen).real)
    # Both real pictures in one transform: data as the real part, squared length as the imaginary one.
    both = around(back(moving * fft(scene.known + 1j * np.abs(scene.field) ** 2)))
    there, squares = both.real, both.imag
    sums = around(back(moving * seen))
    spread = squares - np.abs(sums) ** 2 / np.maximum(there, 1e-6 * total)
    enough = (there > least * total) & (spread > 1e-3 * total) & (energy > 1e-3 * total)
    # Only the template's part that meets data can agree.
    score = common / np.sqrt(np.maximum(spread * energy * np.clip(there / total, 1e-6, 1.0), 1e-12))
    return np.where(enough, score, 0.0).astype(np.float32)


def best_shift(score: NDArray[np.float32], near: int = _NEAR_PX) -> Peak:
    """The highest peak of a `score_map`, and how it compares with the rest."""
    rows, cols = score.shape
    row, col = (int(v) for v in np.unravel_index(int(np.argmax(score)), score.shape))
    elsewhere = np.ones(score.shape, np.bool_)
    elsewhere[max(0, row - near) : row + near + 1, max(0, col - near) : col + near + 1] = False
    rest = score[elsewhere]
    at_edge = not (0 < row < rows - 1 and 0 < col < cols - 1)
    dx, dy = (0.0, 0.0) if at_edge else _summit(score[row - 1 : row + 2, col - 1 : col + 2])
    return Peak(
        col - cols // 2 + dx, row - rows // 2 + dy, float(score[row, col]),
        float(rest.max()) if rest.size else 0.0, float(rest.std()) if rest.size else 0.0, at_edge,
    )  # fmt: skip


def _summit(around: NDArray[np.float32]) -> tuple[float, float]:
    """(dx, dy) of the top of the paraboloid through 3 x 3 values, by least squares; within one px."""
    v = around.astype(np.float64)
    gx, gy = (v[:, 2] - v[:, 0]).sum() / 6, (v[2] - v[0]).sum() / 6
    xx = (v[:, 2] - 2 * v[:, 1] + v[:, 0]).sum() / 3
    yy = (v[2] - 2 * v[1] + v[0]).sum() / 3
    xy = (v[2, 2] - v[2, 0] - v[0, 2] + v[0, 0]) / 4
    det = xx * yy - xy * xy
    if det <= 0 or xx >= 0:
        return 0.0, 0.0
    dx, dy = (xy * gy - yy * gx) / det, (xy * gx - xx * gy) / det
    return float(np.clip(dx, -1, 1)), float(np.clip(dy, -1, 1))
