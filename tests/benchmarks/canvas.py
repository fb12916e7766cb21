"""Swipe, lens, fade, linked pan, zoom, fling and jump in the real window."""

from __future__ import annotations

import time
from collections.abc import Iterator

import numpy as np
import targets
from context import Context
from measure import Result, frame_copy_ms, result, say
from window import LEFT, MIDDLE, NONE, Rig

from ilmtool.core.layout import CompareMode

COPY = "copy of one frame, p50"
VIEWS = ("spread", "all in view")
"""`spread`: 1:1, so a share of the boxes is in view. `all in view`: the whole image fitted."""


def measure_canvas(context: Context) -> Iterator[Result]:
    """Swipe, pan and zoom for every size and number of boxes."""
    rig = Rig()
    limits = {size: frame_copy_ms(*size) for size in context.sizes}
    for count in context.counts:
        rig.open(context.pair(boxes_in_it=count))
        for size in context.sizes:
            rig.fit_canvas(*size)
            for view in VIEWS:
                case = {"size": f"{size[0]}x{size[1]}", "boxes": count, "view": view}
                limit = (COPY, limits[size])
                _look(rig, CompareMode.SIDE_BY_SIDE, view)
                yield result(
                    "linked pan", pan(rig, context.repeats(160)), limit, targets.pan(size[1]), **case
                )
                _look(rig, CompareMode.SWIPE_VERTICAL, view)
                yield result(
                    "swipe drag", swipe(rig, context.repeats(160)), limit, targets.swipe(size[1]), **case
                )
                _look(rig, CompareMode.LENS, view)
                yield result(
                    "lens drag", lens(rig, context.repeats(160)), limit, targets.lens(size[1]), **case
                )
                _look(rig, CompareMode.FADE, view)
                yield result("fade drag", fade(rig, context.repeats(160)), limit, targets.FADE, **case)
            _look(rig, CompareMode.DIFFERENCE, "spread")
            case["view"] = "spread"
            yield result("pan of a difference", pan(rig, context.repeats(80)), limit, None, **case)
            _look(rig, CompareMode.SWIPE_VERTICAL, "spread")
            case["view"] = "spread"
            target = targets.NUDGE if size[1] <= 1080 else None
            yield result("nudge drag", nudge(rig, context.repeats(80)), limit, target, **case)
            _look(rig, CompareMode.SIDE_BY_SIDE, "all in view")
            case["view"] = "from all in view to 1:1 and back"
            yield result("zoom step", zoom(rig, context.repeats(48)), limit, None, **case)
    rig.close()


def _look(rig: Rig, mode: CompareMode, view: str) -> None:
    rig.workspace.set_mode(mode)
    rig.workspace.fit()
    if view == "spread":
        extent = rig.pair.extent
        rig.look_at((extent[0] + extent[2]) / 2, (extent[1] + extent[3]) / 2, 1.0)
    rig.settle()


def pan(rig: Rig, frames: int) -> list[float]:
    """Milliseconds of each frame of a drag with the middle button, there and back, over decoded tiles."""
    width, height = rig.canvas.device_size()
    step = np.array([width / 110, height / 110])
    start = np.array([width * 0.25, height * 0.5])
    path = [start + step * np.array([k, k * 0.6]) for k in _to_and_fro(frames, 20)]
    _pan_along(rig, start, path[:42])  # where it leads is decoded by then
    rig.settle()
    return _pan_along(rig, start, path)


def _pan_along(rig: Rig, start: np.ndarray, path: list[np.ndarray]) -> list[float]:
    rig.press(tuple(start), MIDDLE)
    times = [rig.frame(lambda at=at: rig.drag(tuple(at), MIDDLE)) for at in path]
    rig.release(tuple(path[-1]), MIDDLE)
    return times


def swipe(rig: Rig, frames: int) -> list[float]:
    """Milliseconds of each frame of a drag of the divider, from a quarter to three quarters and back."""
    width, height = rig.canvas.device_size()
    rig.workspace.set_view(rig.workspace.view.with_divider(0.5))
    rig.settle()
    half = width / 2
    y = height * 0.5
    rig.press((half, y), LEFT)
    offsets = [half + k * width / 120 for k in _to_and_fro(frames, 30)]
    times = [rig.frame(lambda x=x: rig.drag((x, y), LEFT)) for x in offsets]
    rig.release((offsets[-1], y), LEFT)
    return times


def nudge(rig: Rig, frames: int) -> list[float]:
    """Milliseconds of each frame in which the before image is dragged over the after one."""
    width, height = rig.canvas.device_size()
    start = np.array([width * 0.25, height * 0.5])
    rig.window.registration.nudge()
    rig.press(tuple(start), LEFT)
    path = [start + np.array([k, k * 0.4]) for k in _to_and_fro(frames, 20)]
    times = [rig.frame(lambda at=at: rig.drag(tuple(at), LEFT)) for at in path]
    rig.release(tuple(path[-1]), LEFT)
    rig.window.registration.nudge()
    rig.settle()
    return times


def lens(rig: Rig, frames: int) -> list[float]:
    """Milliseconds of each frame while the mouse takes the lens along, as fast as it drags a divider."""
    width, height = rig.canvas.device_size()
    path = [(width / 2 + k * width / 120, height / 2 + k * height / 200) for k in _to_and_fro(frames, 30)]
    return [rig.frame(lambda at=at: rig.drag(at, NONE)) for at in path]


def fade(rig: Rig, frames: int) -> list[float]:
    """Milliseconds of each step of the slider, from a quarter to three quarters and back."""
    slider = rig.canvas.bar.slider
    slider.setValue(50)
    rig.settle()
    return [rig.frame(lambda v=50 + k: slider.setValue(v)) for k in _to_and_fro(frames, 25)]


def zoom(rig: Rig, frames: int) -> list[float]:
    """Milliseconds of each wheel step, from the whole image to about 1:1 and back."""
    width, height = rig.canvas.device_size()
    at = (width * 0.3, height * 0.5)
    times = []
    for k in range(frames):
        inward = k // 12 % 2 == 0
        times.append(rig.frame(lambda s=1 if inward else -1: rig.wheel(at, s)))
    return times


def _to_and_fro(count: int, reach: int) -> list[int]:
    """1, 2 ... reach ... -reach ... without standing still."""
    walk, at, step = [], 0, 1
    while len(walk) < count:
        at += step
        walk.append(at)
        if abs(at) == reach:
            step = -step
    return walk


def measure_tiles(context: Context) -> Iterator[Result]:
    """What undecoded places cost: fling and jump."""
    size = context.sizes[0]
    copy = (COPY, frame_copy_ms(*size))
    rig = Rig()
    for layout in ("jpeg", "deflate"):
        rig.open(context.pair(layout))
        rig.fit_canvas(*size)
        case = {"size": f"{size[0]}x{size[1]}", "layout": layout}
        times = jump(rig, context.repeats(24))
        yield result("jump until sharp", times, copy, targets.JUMP[layout], **case)
        frames, lateness = fling(rig, context.repeats(240))
        target = targets.FLING if layout == "jpeg" else None
        yield result("fling, frame", frames, copy, target, **case)
        yield result("fling, from event due to screen", lateness, copy, None, **case)
    rig.close()


def jump(rig: Rig, repeats: int) -> list[float]:
    """Milliseconds from choosing an undecoded place until both sides are sharp on screen."""
    side = rig.pair.after.facts.width
    rng = np.random.default_rng(11)
    columns = max(2, side // 2600)
    cells = rng.permutation(columns * columns)[:repeats]
    times = []
    for cell in cells:
        # The lowest fifth is left for the fling.
        x, y = (cell % columns + 0.5) * side / columns, (cell // columns + 0.5) * 0.8 * side / columns
        start = time.perf_counter()
        rig.look_at(x, y, 1.0)
        rig.until_painted(lambda: not rig.view.wanted_tiles() and not rig.canvas.tiles.has_arrived)
        times.append((time.perf_counter() - start) * 1000)
        rig.settle()
    return times


def fling(rig: Rig, frames: int, px: float = 40.0, every_ms: float = 8.0) -> tuple[list[float], list[float]]:
    """A drag at 5,000 px/s over undecoded tiles, with the mouse's 125 events a second.

    Returns
    -------
    (list of float, list of float)
        Milliseconds of each frame from its event, and from the moment at which its event was due: the
        second also counts the wait for tiles that are being painted.
    """
    side = rig.pair.after.facts.width
    rig.look_at(side * 0.97, side * 0.955, 1.0)
    rig.settle()
    width, height = rig.canvas.device_size()
    at = np.array([width * 0.25, height * 0.5])
    rig.press(tuple(at), MIDDLE)
    own, late = [], []
    due = time.perf_counter()
    for _ in range(frames):
        due += every_ms / 1000
        rig.wait((due - time.perf_counter()) * 1000)
        at = at + np.array([px, px * 0.15])
        own.append(rig.frame(lambda at=at: rig.drag(tuple(at), MIDDLE)))
        late.append(max(own[-1], (time.perf_counter() - due) * 1000))
        due = max(due, time.perf_counter() - 0.1)
    rig.release(tuple(at), MIDDLE)
    rig.settle()
    say(f"    fling covered {frames * px:,.0f} px")
    return own, late
