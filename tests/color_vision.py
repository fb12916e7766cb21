"""How colours look to people who see fewer of them, and how far apart two colours then are.

Simulation: G. M. Machado, M. M. Oliveira, L. A. F. Fernandes, "A Physiologically-based Model for Simulation
of Color Vision Deficiency", IEEE TVCG 15(6), 2009, the matrices of severity 1.0, in linear RGB. Distance:
CIE76 in CIELAB under D65; 2.3 is about what an eye can just tell apart side by side.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Rgb = Sequence[int]

SIGHTS: dict[str, NDArray[np.float64]] = {
    "full colour vision": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}

_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
_WHITE = np.array([0.95047, 1.0, 1.08883])


def linear(rgb: Rgb) -> NDArray[np.float64]:
    """Linear light of an sRGB colour of 0..255."""
    parts = np.asarray(rgb, float) / 255
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def lab(rgb: Rgb, sight: str) -> NDArray[np.float64]:
    """CIELAB of a colour as somebody sees it."""
    seen = np.clip(SIGHTS[sight] @ linear(rgb), 0, 1)
    scaled = _XYZ @ seen / _WHITE
    root = np.where(scaled > (6 / 29) ** 3, np.cbrt(scaled), scaled / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * root[1] - 16, 500 * (root[0] - root[1]), 200 * (root[1] - root[2])])


def distance(a: Rgb, b: Rgb, sight: str) -> float:
    """How different two colours look to somebody."""
    return float(math.dist(lab(a, sight), lab(b, sight)))


def contrast(a: Rgb, b: Rgb) -> float:
    """WCAG 2 contrast ratio, 1 to 21."""
    light, dark = sorted((float(_XYZ[1] @ linear(c)) for c in (a, b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
