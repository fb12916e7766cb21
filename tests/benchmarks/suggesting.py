"""How good suggestions are where the truth is known, beside a plain difference, and what a search costs.

A candidate counts as real if its middle lies on a changed thing, or a tenth of both is shared; on Taizhou,
whose mask says `changed` or `unchanged` of a seventh of the scene, if more of its labelled px changed than
did not (candidates without labelled px are counted apart). `things` is how many changed things were found.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import cv2
import numpy as np
from context import Context
from measure import Result, result

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from changed_sites import Sun, hits, make_site

from ilmtool.core.geometry import Affine, Bounds, compose
from ilmtool.demo.pair import write_demo
from ilmtool.imagery.placement import place
from ilmtool.imagery.registration import overlap_bounds
from ilmtool.imagery.source import RasterSource, open_source
from ilmtool.suggest.candidate import Options
from ilmtool.suggest.engine import suggest
from ilmtool.suggest.grid import make_grid

TOPS: tuple[int, ...] = (10, 20, 50)
Judge = Callable[[Bounds], bool | None]
"""Whether a box lies on real change; None where nobody knows."""

SHIFTS = ((0.0, 0.0), (0.7, 0.7), (1.4, -1.4))
LATER = (Sun(), Sun(-0.5, -1.1))


def measure_suggestions(context: Context) -> Iterator[Result]:
    """Shares of the best candidates on real change, and the time of a large pair."""
    yield from _sites(context)
    yield from _taizhou()
    if not context.quick:
        yield from _demo(context)
    yield _large(context)


def _sites(context: Context) -> Iterator[Result]:
    cases: tuple[tuple[str, dict[str, object]], ...] = (
        ("as it is", {}),
        ("other sun", {"suns": LATER}),
        ("other sun, other contrast", {"suns": LATER, "gain": 0.75, "offset": 20.0}),
        ("one band, other sun", {"suns": LATER, "bands": 1}),
    )
    for name, how in cases:
        site = make_site(context.work / name, 1, 900, changes=12, **how)  # type: ignore[arg-type]
        with open_source(site.before) as before, open_source(site.after) as after:
            share = sum((b[2] - b[0]) * (b[3] - b[1]) for b in site.changed) / 900**2

            def judge(bounds: Bounds, things: Sequence[Bounds] = site.changed) -> bool:
                return any(hits(bounds, thing) for thing in things)

            for shift in SHIFTS:
                yield _judged(
                    "invented site, 12 changes", name, before, after, None, shift, judge, share, site.changed
                )


def _taizhou() -> Iterator[Result]:
    named = os.environ.get("ILMTOOL_TEST_DATA")
    data = Path(named) if named else Path(__file__).resolve().parents[3] / "shared" / "data"
    folder = data / "pairs" / "landsat_taizhou_envi"
    if not folder.is_dir():
        return
    masks = [cv2.imread(str(folder / f"{name}.bmp"), 0) > 0 for name in ("change", "unchanged")]

    def judge(bounds: Bounds) -> bool | None:
        x0, y0, x1, y1 = (int(v) for v in bounds)
        changed, not_changed = (int(mask[y0:y1, x0:x1].sum()) for mask in masks)
        return None if changed + not_changed == 0 else changed > not_changed

    share = masks[0].sum() / (masks[0].sum() + masks[1].sum())
    with open_source(folder / "2000TM") as before, open_source(folder / "2003TM") as after:
        for shift in SHIFTS:
            yield _judged("Landsat Taizhou", "as it is", before, after, None, shift, judge, share)


def _demo(context: Context) -> Iterator[Result]:
    made = write_demo(context.keep / "demo")
    document = json.loads(made.sidecar.read_text())
    matrix: Affine = tuple(document["ilmtool"]["registration"][0]["matrix"])
    rings = [
        np.array(f["properties"]["imageGeometry"]["coordinates"][0])
        for f in document["features"]
        if f["properties"]["kind"] == "observation"
    ]
    things = [(*ring.min(axis=0).tolist(), *ring.max(axis=0).tolist()) for ring in rings]

    def judge(bounds: Bounds) -> bool:
        return any(hits(bounds, thing) for thing in things)

    with open_source(made.before) as before, open_source(made.after) as after:
        area = sum((x1 - x0) * (y1 - y0) for x0, y0, x1, y1 in things)
        share = area / (after.facts.width * after.facts.height)
        for shift in SHIFTS:
            yield _judged("demo, 16 changes", "as it is", before, after, matrix, shift, judge, share, things)


def _judged(
    pair: str,
    name: str,
    before: RasterSource,
    after: RasterSource,
    matrix: Affine | None,
    shift: tuple[float, float],
    judge: Judge,
    base_rate: float,
    things: Sequence[Bounds] = (),
) -> Result:
    moved: Affine = (1.0, 0.0, shift[0], 0.0, 1.0, shift[1])
    placement = place(
        before.facts.georeference,
        after.facts.georeference,
        moved if matrix is None else compose(moved, matrix),
    )
    started = time.perf_counter()
    found = suggest(before, after, placement, Options())
    entry = result(pair, [(time.perf_counter() - started) * 1000])
    grid = make_grid(before, after, placement, overlap_bounds(before, after, placement) or (0, 0, 1, 1), None)
    naive = _plain_difference(*grid.read((0, 0, *grid.size)))
    tops = sorted({*TOPS, len(things)} - {0})
    entry["case"] = {
        "things": _found_things([c.bounds for c in found.candidates], things, tops),
        "difference": name,
        "added_shift_px": round(float(np.hypot(*shift)), 2),
        "base_rate": round(float(base_rate), 4),
        "suggested": _shares([c.bounds for c in found.candidates], judge, tops),
        "plain_difference": _shares([grid.to_after(box) for box in naive], judge, tops),
    }
    return entry


def _found_things(boxes: Sequence[Bounds], things: Sequence[Bounds], tops: Sequence[int]) -> dict[str, int]:
    return {f"top {top}": sum(any(hits(b, t) for b in boxes[:top]) for t in things) for top in tops}


def _shares(boxes: Sequence[Bounds], judge: Judge, tops: Sequence[int]) -> dict[str, dict[str, int]]:
    told = [judge(box) for box in boxes[: max(tops)]]
    return {
        f"top {top}": {
            "real": told[:top].count(True),
            "not": told[:top].count(False),
            "unknown": told[:top].count(None),
        }
        for top in tops
    }


def _plain_difference(before: np.ndarray, after: np.ndarray) -> list[tuple[int, int, int, int]]:
    """What anybody would try first: both dates stretched alike, subtracted, cut at its 98th percentile."""
    greys = []
    for planes in (before, after):
        grey = planes[..., :3].mean(axis=-1)
        greys.append((grey - np.nanmean(grey)) / np.nanstd(grey))
    apart = cv2.GaussianBlur(np.nan_to_num(np.abs(greys[1] - greys[0])).astype(np.float32), (0, 0), 1.0)
    mask = (apart > np.percentile(apart, 98)).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    sums = np.bincount(labels.ravel(), apart.ravel(), count)
    order = [i for i in np.argsort(-sums).tolist() if i and stats[i, cv2.CC_STAT_AREA] >= 5]
    return [(x, y, x + w, y + h) for x, y, w, h, _ in (stats[i].tolist() for i in order)]


def _large(context: Context) -> Result:
    first, second = context.pair()
    with open_source(first) as before, open_source(second) as after:
        placement = place(before.facts.georeference, after.facts.georeference)
        times = []
        for _ in range(context.repeats(2)):
            started = time.perf_counter()
            found = suggest(before, after, placement, Options())
            times.append((time.perf_counter() - started) * 1000)
    return result("large pair", times, None, None, side_px=context.side, step_px=round(found.step_px, 2))
