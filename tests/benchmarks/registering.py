"""Registration: errors at nine points against known answers, times, and what is refused.

Known are the demo pair's misregistration, and that of synthetic sites. On real pairs nobody knows it: the
before date is moved by a known matrix and changed on purpose, and the answer must differ from that of the
untouched pair by just this matrix. Every image of the shared test data, and textures that are apt to mislead,
are paired at random for what must be refused.
"""

from __future__ import annotations

import csv
import math
import os
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import rasterio
import targets
from context import Context
from measure import Result, judged, say
from numpy.typing import NDArray
from rasterio.errors import NotGeoreferencedWarning

from ilmtool.core.geometry import IDENTITY, Affine, apply, compose, invert
from ilmtool.demo import write_demo
from ilmtool.demo.plan import registration_matrix
from ilmtool.errors import UserError
from ilmtool.imagery.placement import place
from ilmtool.imagery.registration import Registered, register
from ilmtool.imagery.source import open_source

Picture = NDArray[np.float32]
"""(rows, cols) or (rows, cols, bands), 1 to 255; 0 is no data."""

MOVES = ((0.0, 1.0, 17.3, -11.6), (2.0, 1.01, 8.2, 9.7), (-2.0, 0.99, -15.5, 3.25), (1.1, 0.995, 20.0, -20.0))
"""Degrees, scale, px."""
_OSCD = "oscd_{0}/{0}_{1}_RGB.tif"
_NAIP = "naip_northdakota/m_4709963_se_14_1_{}.tif"
_TAIZHOU = "landsat_taizhou_envi/{}TM"
REAL = {
    "dubai": (_OSCD.format("dubai", 20151211), _OSCD.format("dubai", 20180330), (1, 2, 3), (1, 2, 3)),
    "hongkong": (
        _OSCD.format("hongkong", 20160927),
        _OSCD.format("hongkong", 20180323),
        (1, 2, 3),
        (1, 2, 3),
    ),
    "naip": (_NAIP.format(20090818), _NAIP.format(20200831), (1, 2, 3), (1, 2, 3)),
    "naip red on NIR": (_NAIP.format(20090818), _NAIP.format(20200831), (1,), (4,)),
    "taizhou": (_TAIZHOU.format(2000), _TAIZHOU.format(2003), (3, 2, 1), (3, 2, 1)),
    "taizhou red on NIR": (_TAIZHOU.format(2000), _TAIZHOU.format(2003), (3,), (4,)),
}
"""Below `pairs` of the shared data: before, after, and the bands of each."""
LEAST_PX = 150


def measure_registration(context: Context) -> Iterator[Result]:
    """The demo, synthetic sites, real pairs, mismatches."""
    yield from _demo(context)
    yield from _synthetic(context)
    data = _shared_data()
    if data is None:
        say("    no shared test data: set ILMTOOL_TEST_DATA for the real pairs")
    else:
        yield from _real(context, data)
    yield _mismatches(context, data)


def _demo(context: Context) -> Iterator[Result]:
    coarseness = 4 if context.quick else 1
    pair = write_demo(context.keep / f"demo-{coarseness}", coarseness=coarseness)
    answers = [_measured(pair.before, pair.after) for _ in range(context.repeats(3))]
    side = 2000.0 / (0.3 * coarseness)
    error = _error(answers[0][0], registration_matrix(coarseness), (side, side))
    yield _errors("demo, known offset", [error], targets.DEMO_ERROR, side=round(side))
    times = [ms for _, ms in answers]
    entry = {"name": "register", "case": {"pair": "demo", "side": round(side)}, "value_ms": _spread(times)}
    yield judged(entry, None, None if context.quick else targets.REGISTER)
    # The benchmark's large images show nothing alike: how long until that is plain.
    before, after = context.pair("jpeg")
    _, ms = _measured(before, after)
    entry = {"name": "register, refused", "case": {"side": context.side}, "value_ms": _spread([ms])}
    yield judged(entry, None, None if context.quick else targets.REGISTER_LARGE)


def _synthetic(context: Context) -> Iterator[Result]:
    site = np.maximum(ground(1, 700), 1)
    after = _write(context.work / "site.tif", site)
    for name, change in CHANGES.items():
        errors = []
        for index, move in enumerate(MOVES[: 1 if context.quick else None]):
            matrix = about_middle(site.shape, *move)
            rng = np.random.default_rng(index)
            changed = change(np.maximum(moved(site, matrix, cv2.BORDER_REFLECT), 1), rng)
            found, _ = _measured(_write(context.work / "before.tif", changed), after)
            errors.append(_error(found, matrix, site.shape[::-1]))
        yield _errors("synthetic", errors, targets.SYNTHETIC_ERROR, change=name)


def _real(context: Context, data: Path) -> Iterator[Result]:
    for name, (one, other, bands, others) in REAL.items():
        before, grid, crs = _eight_bit(data / "pairs" / one, bands)
        after, after_grid, after_crs = _eight_bit(data / "pairs" / other, others)
        after_path = _write(context.work / "after.tif", after, after_grid, after_crs)
        base, _ = _measured(_write(context.work / "before.tif", before, grid, crs), after_path)
        if base.is_refused:
            yield _errors("real, closure", [math.inf], targets.REAL_ERROR, pair=name, change=base.reason)
            continue
        for change in list(CHANGES)[:: 4 if context.quick else 1]:
            errors = []
            for index, move in enumerate(MOVES[: 1 if context.quick else None]):
                matrix = about_middle(before.shape, *move)
                changed = CHANGES[change](moved(before, matrix), np.random.default_rng(index))
                path = _write(context.work / "before.tif", changed, grid, crs)
                with open_source(path) as b, open_source(after_path) as a:
                    placing = place(b.facts.georeference, a.facts.georeference).affine or IDENTITY
                true = compose(base.matrix, compose(placing, compose(matrix, invert(placing))))
                errors.append(_error(_measured(path, after_path)[0], true, after.shape[1::-1]))
            yield _errors("real, closure", errors, targets.REAL_ERROR, pair=name, change=change)


def _mismatches(context: Context, data: Path | None) -> Result:
    """Pairs of different images, placed on each other by identity; every answer is a wrong one."""
    count = 10 if context.quick else 200
    pictures = [*textures(1), *([] if data is None else _all_images(data))]
    rng, wrong, reasons, refused_ms = np.random.default_rng(5), [], {}, []
    for index in range(count):
        first, second = (int(k) for k in rng.choice(len(pictures), 2, replace=False))
        if _alike(pictures[first][1], pictures[second][1]):
            continue
        crops = [_crop(pictures[k][1], 700, rng) for k in (first, second)]
        side = tuple(min(a, b) for a, b in zip(crops[0].shape, crops[1].shape, strict=True))
        paths = [
            _write(context.work / f"mismatch-{which}.tif", crop[: side[0], : side[1]])
            for which, crop in zip("ba", crops, strict=True)
        ]
        found, ms = _measured(*paths)
        refused_ms.append(ms)
        if not found.is_refused:
            wrong.append(f"{pictures[first][0]} | {pictures[second][0]}")
            say(f"    accepted: {wrong[-1]} (number {index})")
        words = "".join(c for c in found.reason if not c.isdigit()).strip()
        reasons[words] = reasons.get(words, 0) + 1
    entry = {
        "name": "mismatches accepted",
        "case": {"pairs": len(refused_ms), "accepted": wrong, "reasons": reasons},
        "value_count": {"accepted": len(wrong)},
        "milliseconds": _spread(refused_ms),
    }
    return judged(entry, None, targets.MISMATCHES)


def _measured(before: Path, after: Path) -> tuple[Registered, float]:
    """The answer, and its milliseconds."""
    with open_source(before) as b, open_source(after) as a:
        started = time.perf_counter()
        found = register(b, a, place(b.facts.georeference, a.facts.georeference))
        return found, (time.perf_counter() - started) * 1000


def _error(found: Registered, true: Affine, size: Sequence[float]) -> float:
    """RMS at nine points, px; infinite where it was refused."""
    if found.is_refused:
        return math.inf
    shares = (0.1, 0.5, 0.9)
    at = np.array([[x * size[0], y * size[1]] for x in shares for y in shares])
    return float(np.sqrt((np.hypot(*(apply(found.matrix, at) - apply(true, at)).T) ** 2).mean()))


def _errors(name: str, errors: Sequence[float], target: targets.Target, **case: object) -> Result:
    known = [error for error in errors if math.isfinite(error)]
    values = {
        "max": round(max(known), 3) if known else None,
        "median": round(float(np.median(known)), 3) if known else None,
    }
    entry = {
        "name": name, "case": {**case, "refused": len(errors) - len(known)},
        "value_px": {k: 99.0 if v is None else v for k, v in values.items()},
    }  # fmt: skip
    return judged(entry, None, target)


def _spread(times_ms: Sequence[float]) -> dict[str, float]:
    return {"p50": round(float(np.median(times_ms)), 1), "max": round(max(times_ms), 1)}


# What is shown


def ground(seed: int, side: int) -> Picture:
    """Something like fields and buildings: steps of grey at many scales."""
    rng = np.random.default_rng(seed)
    picture = np.zeros((side, side), np.float32)
    for size in (140, 60, 25, 10):
        for _ in range(side * side // (size * size)):
            x, y = rng.integers(-size, side, 2)
            angle, half = float(rng.uniform(0, 90)), size * float(rng.uniform(0.3, 0.6))
            box = cv2.boxPoints(((float(x), float(y)), (2 * half, half), angle)).astype(np.int32)
            cv2.fillConvexPoly(picture, box, float(rng.uniform(20, 230)))
    return np.asarray(cv2.GaussianBlur(picture, (0, 0), 1.0), np.float32)


def textures(seed: int, side: int = 600) -> list[tuple[str, Picture]]:
    """What misleads: noise, stripes, car parks, ramps, frames, nearly empty scenes."""
    rng = np.random.default_rng(seed)
    rows, cols = np.mgrid[:side, :side].astype(np.float32)
    made: list[tuple[str, Picture]] = []
    for sigma in (0.0, 1.5, 4.0, 12.0):
        noise = rng.normal(0, 1, (side, side)).astype(np.float32)
        noise = cv2.GaussianBlur(noise, (0, 0), sigma) if sigma else noise
        made.append((f"noise {sigma}", np.asarray(128 + 40 * noise / noise.std(), np.float32)))
    for period in (7, 12, 25, 60, 140):
        cell = np.full((period, period), 60, np.float32)
        cell[period // 5 : period // 2, period // 6 : period * 5 // 6] = 200
        cell[period // 2 : period * 3 // 4, period // 3 : period // 2] = 120
        times = side // period + 1
        made.append(
            (
                f"car park {period}",
                np.tile(cell, (times, times))[:side, :side] + rng.normal(0, 3, (side, side)),
            )
        )
        made.append(
            (f"stripes {period}", 128 + 80 * np.sign(np.sin(2 * np.pi * (cols + 0.3 * rows) / period)))
        )
        made.append((f"board {period}", 60 + 130 * ((cols // period + rows // period) % 2)))
    made.append(("ramp", cols / side * 200 + 20))
    frame = np.full((side, side), 20, np.float32)
    frame[20:-20, 20:-20] = 120 + rng.normal(0, 2, (side - 40, side - 40))
    made.append(("frame", frame))
    few = np.full((side, side), 90, np.float32)
    for x, y in rng.integers(20, side - 50, (6, 2)):
        few[y : y + 14, x : x + 20] = 220
    made.append(("nearly empty", few))
    return [(name, np.clip(picture, 1, 255).astype(np.float32)) for name, picture in made]


def about_middle(shape: tuple[int, ...], turn_deg: float, scale: float, dx: float, dy: float) -> Affine:
    """A turn and scale about the middle, and a shift."""
    a, b = scale * math.cos(math.radians(turn_deg)), -scale * math.sin(math.radians(turn_deg))
    x, y = shape[1] / 2, shape[0] / 2
    return (a, b, x - a * x - b * y + dx, -b, a, y + b * x - a * y + dy)


def moved(picture: Picture, matrix: Affine, border: int = cv2.BORDER_CONSTANT) -> Picture:
    """The image that lies on `picture` when `matrix` is applied to it."""
    a, b, c, d, e, f = compose((1, 0, -0.5, 0, 1, -0.5), compose(matrix, (1, 0, 0.5, 0, 1, 0.5)))
    flags = cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP
    made = cv2.warpAffine(
        picture, np.array([[a, b, c], [d, e, f]]), picture.shape[1::-1], flags=flags, borderMode=border
    )
    return np.asarray(made, np.float32)


def _kept(
    change: Callable[[Picture, np.random.Generator], Any],
) -> Callable[[Picture, np.random.Generator], Picture]:
    """The change, with what has no data left without."""

    def changed(picture: Picture, rng: np.random.Generator) -> Picture:
        empty = (picture if picture.ndim == 2 else picture.max(axis=2)) < 0.5
        made = np.asarray(change(picture.copy(), rng), np.float32)
        made[empty] = 0
        return made

    return changed


def _objects(picture: Picture, rng: np.random.Generator) -> Picture:
    area, size = 0, picture.shape[0] * picture.shape[1]
    while area < 0.08 * size:
        x, y, w, h = (int(v) for v in (*rng.integers(0, picture.shape[1::-1]), *rng.integers(8, 40, 2)))
        picture[y : y + h, x : x + w] = float(rng.uniform(1, 255))
        area += w * h
    return picture


def _clouds(picture: Picture, rng: np.random.Generator) -> Picture:
    shape = cv2.GaussianBlur(
        rng.normal(0, 1, picture.shape[:2]).astype(np.float32), (0, 0), picture.shape[1] / 14
    )
    picture[shape > np.quantile(shape, 0.6)] = 245
    return picture


def _half(picture: Picture, _: np.random.Generator) -> Picture:
    picture[:, picture.shape[1] // 2 :] = 0
    return picture


def _wedge(picture: Picture, _: np.random.Generator) -> Picture:
    rows, cols = np.mgrid[: picture.shape[0], : picture.shape[1]]
    picture[rows / picture.shape[0] + 2 * cols / picture.shape[1] < 1] = 0
    return picture


CHANGES: dict[str, Callable[[Picture, np.random.Generator], Picture]] = {
    "none": _kept(lambda p, _: p),
    "gamma": _kept(lambda p, _: 255 * (np.clip(p, 0, 255) / 255) ** 0.6 * 0.7 + 20),
    "inverted": _kept(lambda p, _: 255 - 0.8 * np.clip(p, 0, 255)),
    "noise": _kept(lambda p, rng: np.clip(p + rng.normal(0, 12, p.shape), 1, 255)),
    "8 % new objects": _kept(_objects),
    "40 % clouds": _kept(_clouds),
    "half without data": _kept(_half),
    "a wedge without data": _kept(_wedge),
}


# Files


def _shared_data() -> Path | None:
    named = os.environ.get("ILMTOOL_TEST_DATA")
    folder = Path(named) if named else Path(__file__).resolve().parents[3] / "shared" / "data"
    return folder if folder.is_dir() else None


def _write(path: Path, picture: Picture, grid: Any = None, crs: Any = None) -> Path:
    planes = picture[..., None] if picture.ndim == 2 else picture
    options: dict[str, Any] = {} if grid is None else {"transform": grid, "crs": crs}
    path.unlink(missing_ok=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", NotGeoreferencedWarning)
        with rasterio.open(
            path, "w", driver="GTiff", width=planes.shape[1], height=planes.shape[0], count=planes.shape[2],
            dtype="uint8", nodata=0, **options,
        ) as out:  # fmt: skip
            out.write(np.moveaxis(np.clip(planes, 0, 255).astype(np.uint8), -1, 0))
    return path


def _eight_bit(path: Path, bands: Sequence[int]) -> tuple[Picture, Any, Any]:
    """Bands of a file from 10 to 245 between their 1st and 99th percentile, and where it lies."""
    with rasterio.open(path) as file:
        planes = file.read(list(bands)).astype(np.float32)
        low, high = np.percentile(planes, (1, 99), axis=(1, 2))
        scaled = (planes - low[:, None, None]) / np.maximum(high - low, 1e-9)[:, None, None] * 235 + 10
        return np.moveaxis(np.clip(scaled, 1, 255), 0, -1).astype(np.float32), file.transform, file.crs


def _all_images(data: Path) -> list[tuple[str, Picture]]:
    """A part of every image that is large enough and reads."""
    found = []
    with (data / "RASTERS_measured.csv").open(encoding="utf-8") as table:
        for row in csv.DictReader(table):
            if (
                row["open"] != "ok"
                or row["read"] != "ok"
                or min(int(row["width"]), int(row["height"])) < LEAST_PX
            ):
                continue
            try:
                with open_source(data / row["file"], first=True) as source:
                    facts = source.facts
                    window = (0, 0, min(facts.width, 1500), min(facts.height, 1500))
                    planes = np.abs(source.read(0, window)[0][..., :3]).astype(np.float32)
            except UserError:
                continue
            grey = np.nan_to_num(planes.mean(axis=2))
            low, high = np.percentile(grey, (1, 99))
            if high > low:
                found.append(
                    (row["file"], np.clip((grey - low) / (high - low) * 235 + 10, 1, 255).astype(np.float32))
                )
    return found


def _crop(picture: Picture, side: int, rng: np.random.Generator) -> Picture:
    rows, cols = (min(side, length) for length in picture.shape)
    y, x = rng.integers(0, picture.shape[0] - rows + 1), rng.integers(0, picture.shape[1] - cols + 1)
    return picture[y : y + rows, x : x + cols]


def _alike(one: Picture, other: Picture) -> bool:
    """Whether two files show the same picture: the data holds some in several formats."""
    small = [cv2.resize(p, (24, 24), interpolation=cv2.INTER_AREA).ravel() for p in (one, other)]
    return bool(abs(np.corrcoef(small[0], small[1])[0, 1]) > 0.5)
