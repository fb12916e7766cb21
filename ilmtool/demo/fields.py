"""Fields: parcels with furrows, painted onto the colour of the ground."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from ilmtool.demo.noise import generator
from ilmtool.demo.plan import MARGIN_M
from ilmtool.demo.solids import Frame
from ilmtool.demo.terrain import EXTENT_M, Terrain


def sow_fields(albedo: NDArray[np.uint8], roughness: NDArray[np.uint8], terrain: Terrain) -> None:
    """Paint parcels with their furrows onto the ground's colour, uint8 (size, size, 3), and smooth them on
    the map of its roughness, uint8 (size, size), both in place.
    """
    rng = generator(63)
    for frame, columns, rows in (
        (Frame(1040.0, -60.0, -21.0), (-2, 14), (0, 26)),
        (Frame(1400.0, 1330.0, 11.0), (-2, 9), (-6, 24)),
    ):
        for column in range(*columns):
            v = rows[0] * 30.0
            while v < rows[1] * 30.0:
                depth = 18.0 + 26.0 * float(rng.random())
                u = column * 88.0 + 4.0
                split = 84.0 if rng.random() < 0.6 else 30.0 + 26.0 * float(rng.random())
                for start, end in ((u, u + split), (u + split + 1.5, u + 84.0)):
                    turn = 0.0 if rng.random() < 0.75 else 90.0
                    draws = rng.random(5)
                    if end - start > 12.0:
                        _parcel(
                            albedo, roughness, terrain, frame, (start, v, end, v + depth - 1.6), turn, draws
                        )
                v += depth


def _parcel(
    albedo: NDArray[np.uint8],
    roughness: NDArray[np.uint8],
    terrain: Terrain,
    frame: Frame,
    box: tuple[float, float, float, float],
    turn: float,
    draws: NDArray[np.float64],
) -> None:
    outline = frame.rectangle(*box)
    probe = np.concatenate((outline, outline.mean(axis=0)[None]))
    at = ((probe + MARGIN_M) / terrain.cell_m).astype(np.intp)
    if at.min() < 0 or at.max() >= terrain.forest.shape[0]:
        return
    rows, columns = at[:, 1], at[:, 0]
    if terrain.forest[rows, columns].max() > 0.35 or terrain.clear[rows, columns].max() > 0.3:
        return
    heights = terrain.elevation[rows, columns]
    if heights.min() < 5.0 or np.ptp(heights) > 5.0:
        return
    size = albedo.shape[0]
    cell = EXTENT_M / size
    points = (outline + MARGIN_M) / cell
    x0, y0 = np.floor(points.min(axis=0)).astype(int) - 2
    x1, y1 = np.ceil(points.max(axis=0)).astype(int) + 3
    x0, y0, x1, y1 = max(0, x0), max(0, y0), min(size, x1), min(size, y1)
    if x1 - x0 < 3 or y1 - y0 < 3:
        return
    mask = np.zeros((y1 - y0, x1 - x0), dtype=np.uint8)
    fixed = np.round((points - (x0, y0) - 0.5) * 16).astype(np.int32)
    cv2.fillPoly(mask, [fixed], 255, lineType=cv2.LINE_AA, shift=4)
    tones = (
        (140, 116, 88),
        (150, 128, 98),
        (126, 106, 82),
        (162, 142, 108),
        (134, 122, 86),
        (114, 113, 78),
        (146, 134, 104),
        (120, 100, 78),
    )
    colour = np.array(tones[int(draws[0] * 7.999)], dtype=np.float32) * np.float32(0.92 + 0.16 * draws[1])
    angle = np.deg2rad(frame.heading_deg + turn)
    period = 1.5 + 1.7 * draws[2]
    gx = (np.arange(x0, x1, dtype=np.float32) * np.float32(cell * np.sin(angle) * 2 * np.pi / period))[
        None, :
    ]
    gy = (np.arange(y0, y1, dtype=np.float32) * np.float32(cell * np.cos(angle) * 2 * np.pi / period))[
        :, None
    ]
    furrows = np.sin(gx - gy) * np.float32(0.05 + 0.06 * draws[3])
    broad = np.sin((gx - gy) * np.float32(0.083) + np.float32(6.3 * draws[4])) * np.float32(0.035)
    part = albedo[y0:y1, x0:x1]
    # Some of the ground's own pattern shows through.
    own = part.mean(axis=2, dtype=np.float32)[..., None] * np.float32(1 / 125.0)
    field = colour * (1.0 + furrows + broad)[..., None] * (np.float32(0.72) + np.float32(0.28) * own)
    share = mask.astype(np.float32)[..., None] * np.float32(0.9 / 255.0)
    part[...] = np.clip(part + (field - part) * share, 0, 255).astype(np.uint8)
    cv2.copyTo(np.full_like(mask, 120), mask, roughness[y0:y1, x0:x1])
