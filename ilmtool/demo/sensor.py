"""What air and camera make of the light: haze, blur, tone, noise."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from ilmtool.demo.noise import FloatImage, generator
from ilmtool.demo.plan import Pass

_AIRLIGHT = (118.0, 128.0, 144.0)
_PSF_SIGMA_PX = 0.52
_NOISE_SIDE = 1536


def noise_plate(of_pass: Pass) -> FloatImage:
    """A plate of sensor noise in grey levels, float32 (side, side, 3): mostly common to the colours, as in a
    pan-sharpened image, with a little blurred noise of their own.
    """
    rng = generator(90, of_pass.index)
    grey = rng.standard_normal((_NOISE_SIDE, _NOISE_SIDE), dtype=np.float32) * np.float32(2.0)
    colours = rng.standard_normal((_NOISE_SIDE // 4, _NOISE_SIDE // 4, 3), dtype=np.float32) * np.float32(1.1)
    plate = np.asarray(
        cv2.resize(colours, (_NOISE_SIDE, _NOISE_SIDE), interpolation=cv2.INTER_CUBIC), dtype=np.float32
    )
    plate += grey[..., None]
    return plate


def expose(
    light: FloatImage, of_pass: Pass, plate: FloatImage, corner: tuple[int, int], margin: int
) -> NDArray[np.uint8]:
    """The picture of a window.

    Parameters
    ----------
    light : array
        float32 (rows, columns, 3), 0-255, with `margin` pixels too many on every side; it is used up.
    plate : array
        From `noise_plate`.
    corner : (x, y)
        Image pixel of the window without its margin; places the noise.

    Returns
    -------
    array
        uint8 without the margin.
    """
    blurred = cv2.GaussianBlur(light, (5, 5), _PSF_SIGMA_PX, dst=light)
    picture = blurred[margin:-margin, margin:-margin]
    keep = (1.0 - of_pass.haze) * of_pass.gain
    scale = [keep * tint for tint in of_pass.tint]
    # Contrast turns about a middle grey.
    offset = [of_pass.haze * air + 118.0 * (1.0 - of_pass.gain) * 0.55 for air in _AIRLIGHT]
    picture = np.ascontiguousarray(picture)
    cv2.multiply(picture, _scalar(scale), dst=picture)
    cv2.add(picture, _scalar(offset), dst=picture)
    rows, columns = picture.shape[:2]
    # A different part of the plate for each window; its repetition is far below what an eye could find.
    x = (corner[0] * 7 + corner[1] * 3) % (_NOISE_SIDE - columns + 1)
    y = (corner[1] * 5 + corner[0] * 11) % (_NOISE_SIDE - rows + 1)
    # OpenCV rounds and saturates.
    grainy = cv2.add(picture, plate[y : y + rows, x : x + columns], dtype=cv2.CV_8U)
    return np.asarray(grainy, dtype=np.uint8)


def _scalar(values: list[float]) -> NDArray[np.float64]:
    """Three numbers the way OpenCV takes a scalar."""
    return np.array([*values, 0.0]).reshape(4, 1)
