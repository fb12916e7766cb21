"""Turns raw times into results: statistics, the limit of the same run, the target, passed or not."""

from __future__ import annotations

import itertools
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from targets import Target

Result = dict[str, Any]


def say(text: str) -> None:
    """Progress, for people; the result alone goes to stdout."""
    print(text, file=sys.stderr, flush=True)


def statistics(times_ms: Sequence[float]) -> dict[str, float]:
    """p50, p95, max and count."""
    values = np.asarray(times_ms, dtype=float)
    return {
        "p50": round(float(np.percentile(values, 50)), 3),
        "p95": round(float(np.percentile(values, 95)), 3),
        "max": round(float(values.max()), 3),
        "n": len(values),
    }


def times_of(action: Callable[[], object], repeats: int) -> list[float]:
    """Milliseconds of each of several calls."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        action()
        times.append((time.perf_counter() - start) * 1000)
    return times


def result(
    name: str,
    times_ms: Sequence[float],
    limit: tuple[str, float] | None = None,
    target: Target | None = None,
    **case: object,
) -> Result:
    """One measurement of times.

    Parameters
    ----------
    name : str
    times_ms : sequence of float
    limit : (str, float), optional
        What it is compared with in the same run, and its milliseconds.
    target : Target, optional
    case : object
        What was varied: size, boxes, view.
    """
    return judged({"name": name, "case": case, "value_ms": statistics(times_ms)}, limit, target)


def judged(entry: Result, limit: tuple[str, float] | None, target: Target | None) -> Result:
    """The entry with its limit, ratio, target and verdict."""
    values = next((entry[k] for k in ("value_ms", "value_px", "value_count") if k in entry), None)
    values = values or {"bytes": entry["value_bytes"]}
    statistic = target.statistic if target is not None else ("p95" if "p95" in values else next(iter(values)))
    ratio = values[statistic] / limit[1] if limit is not None else None
    entry["limit"] = None if limit is None else {"what": limit[0], "value": round(limit[1], 4)}
    entry["ratio"] = None if ratio is None else round(ratio, 3)
    entry["ratio_of"] = statistic
    entry["target"] = None
    entry["pass"] = None
    if target is not None:
        entry["target"] = {
            "statistic": target.statistic,
            "max_ratio": target.max_ratio,
            "max_value": target.max_value,
            "source": target.source,
        }
        checks = []
        if target.max_ratio is not None and ratio is not None:
            checks.append(ratio <= target.max_ratio)
        if target.max_value is not None:
            checks.append(values[statistic] <= target.max_value)
        entry["pass"] = all(checks) if checks else None
    verdict = {True: "pass", False: "MISS", None: ""}[entry["pass"]]
    case = " ".join(f"{key}={value}" for key, value in entry["case"].items())
    shown = ", ".join(f"{key} {value:,}" for key, value in values.items() if key != "n")
    times = "" if ratio is None else f"  {ratio:.2f}x {limit[0] if limit else ''}"
    say(f"    {entry['name']:<22} {case:<46} {shown}{times}  {verdict}")
    return entry


def frame_copies(width: int, height: int, repeats: int) -> list[float]:
    """Milliseconds of copying one frame, BGRX, from memory to memory.

    Several frames take turns, so that neither source nor target lies in the processor's cache: a view that
    has just been painted elsewhere does not either.
    """
    turns = max(2, (256 << 20) // (width * height * 8))
    sources = np.random.default_rng(0).integers(0, 255, (turns, height, width, 4), dtype=np.uint8)
    targets = np.zeros_like(sources)
    turn = itertools.cycle(range(turns))

    def copy() -> None:
        k = next(turn)
        np.copyto(targets[k], sources[k])

    return times_of(copy, repeats)


def frame_copy_ms(width: int, height: int, repeats: int = 60) -> float:
    """Its p50."""
    return statistics(frame_copies(width, height, repeats))["p50"]


def peak_memory() -> int:
    """Peak resident bytes of this process."""
    try:
        with Path("/proc/self/status").open(encoding="ascii") as file:
            for line in file:
                if line.startswith("VmHWM:"):
                    return int(line.split()[1]) * 1024
    except OSError:
        pass
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def load_average() -> float | None:
    """How busy the machine is, besides us; None where nobody says."""
    return round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None


def measure_limits(context: Any) -> Iterator[Result]:
    """The physical limit that frames are compared with."""
    for width, height in ((1920, 1080), (3840, 2160)):
        times = frame_copies(width, height, context.repeats(200))
        yield result("copy of one frame", times, None, None, size=f"{width}x{height}")
