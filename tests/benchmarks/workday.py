"""A working day at 1,000, 10,000 and 100,000 boxes, with their names drawn: what a person waits for."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import targets
from canvas import COPY, pan, swipe
from context import Context
from editing import edits
from measure import Result, frame_copy_ms, result, say, statistics
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from window import Rig, StallWatch

from ilmtool.core.layout import CompareMode
from ilmtool.painting.boxes import TAGS_UP_TO

BAND = 10_000
FILTERS = ("label:crane certainty:possible", "certainty=confirmed", "-change:new", "")


def measure_workday(context: Context) -> Iterator[Result]:
    """Every number of boxes in turn; times are until the screen shows it."""
    rig = Rig()
    size = context.sizes[0]
    copy = (COPY, frame_copy_ms(*size))
    for count in context.counts[1:]:
        rig.open(context.pair(boxes_in_it=count))
        rig.until(lambda: rig.program.desk.listing.is_up_to_date)
        rig.fit_canvas(*size)
        case: dict[str, object] = {"boxes": count, "size": "{}x{}".format(*size)}
        yield from _looking(context, rig, copy, case)
        yield from _editing(context, rig, copy, case)
        yield from _band(context, rig, copy, case)
        yield from _filtering(context, rig, copy, case)
        yield from _saving(context, rig, copy, case)
    rig.close()


def look_at_names(rig: Rig, mode: CompareMode) -> int:
    """Look at the middle so closely that names are drawn; the number of boxes in view."""
    rig.workspace.set_mode(mode)
    middle = rig.pair.after.facts.width / 2
    scale = 0.25
    while True:
        rig.look_at(middle, middle, scale)
        seen = len(rig.workspace.index.visible(rig.workspace.camera.visible(rig.workspace.shown.pane)))
        if seen <= TAGS_UP_TO * 0.8 or scale > 16:
            break
        scale *= 1.25
    rig.settle()
    return seen


def shown(rig: Rig, *args: object, **case: object) -> Result:
    """A result with the processor time of the frames since the last one."""
    entry = result(*args, **case)
    if rig.cpu_ms:
        entry["cpu_ms"] = statistics(rig.cpu_ms)
        say(f"        processor p50 {entry['cpu_ms']['p50']}, p95 {entry['cpu_ms']['p95']}")
    rig.cpu_ms.clear()
    return entry


def _looking(context: Context, rig: Rig, copy: tuple[str, float], case: dict) -> Iterator[Result]:
    height = context.sizes[0][1]
    case = case | {"in_view": look_at_names(rig, CompareMode.SIDE_BY_SIDE)}
    rig.cpu_ms.clear()
    times = pan(rig, context.repeats(120))
    yield shown(rig, "linked pan, names drawn", times, copy, targets.pan(height), **case)
    width, high = rig.canvas.device_size()
    at = (width * 0.3, high * 0.5)
    steps = []
    for turn in range(context.repeats(40)):
        step = 1 if turn // 4 % 2 == 0 else -1
        steps.append(rig.frame(lambda step=step: rig.wheel(at, step)))
    yield shown(rig, "zoom step, names drawn", steps, copy, None, **case)
    case["in_view"] = look_at_names(rig, CompareMode.SWIPE_VERTICAL)
    rig.cpu_ms.clear()
    times = swipe(rig, context.repeats(120))
    yield shown(rig, "swipe drag, names drawn", times, copy, targets.swipe(height), **case)


def _editing(context: Context, rig: Rig, copy: tuple[str, float], case: dict) -> Iterator[Result]:
    case = case | {"in_view": look_at_names(rig, CompareMode.AFTER)}
    middle = rig.pair.after.facts.width / 2
    names = {"select": "select by click", "label": "one edit", "undo": "undo"}
    for name, times in edits(rig, context.repeats(12), middle, spacing=2).items():
        if name in names:
            rig.cpu_ms[:] = rig.cpu_of[name]
            yield shown(rig, f"{names[name]}, names drawn", times, copy, targets.EDIT, **case)


def _band(context: Context, rig: Rig, copy: tuple[str, float], case: dict) -> Iterator[Result]:
    """A rectangle dragged over 10,000 boxes, or all of them where there are fewer."""
    rig.workspace.set_mode(CompareMode.AFTER)
    rig.workspace.fit()
    rig.settle()
    index, camera = rig.workspace.index, rig.workspace.camera
    share = min(1.0, (BAND / len(index)) ** 0.5)
    side = rig.pair.after.facts.width
    corner = camera.map((-0.005 * side, -0.005 * side))
    end = camera.map((side * min(share, 1.005), side * min(share, 1.005)))
    held = Qt.KeyboardModifier.ControlModifier
    times, caught = [], 0
    rig.cpu_ms.clear()
    for _ in range(context.repeats(12)):
        rig.press(corner, keys=held)
        for step in (0.3, 0.6, 1.0):
            spot = (corner[0] + (end[0] - corner[0]) * step, corner[1] + (end[1] - corner[1]) * step)
            rig.drag(spot, keys=held)
            rig.wait(10)
        times.append(rig.frame(lambda: rig.release(end, keys=held)))
        caught = len(rig.workspace.view.selection)
        rig.wait(50)
        rig.workspace.select(())
        rig.wait(50)
    yield shown(rig, "rubber band", times, copy, targets.EDIT, **case, caught=caught)


def _filtering(context: Context, rig: Rig, copy: tuple[str, float], case: dict) -> Iterator[Result]:
    """From the last letter of a filter line until the rows are right, and what the window feels of it."""
    panel, listing = rig.window.annotations, rig.program.desk.listing

    def until_right(act: Callable[[], object]) -> tuple[float, float]:
        rig.wait(60)
        watch = StallWatch()
        start = time.perf_counter()
        act()
        rig.until(lambda: listing.is_up_to_date, poll_ms=1)
        rig.qt.processEvents()
        taken = (time.perf_counter() - start) * 1000
        return taken, watch.stop()

    filtered = [until_right(lambda line=line: panel.filter.setText(line)) for line in FILTERS * 3]
    sorts = [(c, d) for c in ("label", "id", "size", "updated") for d in (False, True)]
    ordered = [until_right(lambda c=c, d=d: listing.sort(c, d)) for c, d in (*sorts, ("", False))]
    for name, found in (("filter", filtered), ("sort", ordered)):
        yield result(f"table, {name}", [taken for taken, _ in found], copy, None, **case)
        yield result(f"table, {name}, stall", [stall for _, stall in found], copy, targets.STALL, **case)


def _saving(context: Context, rig: Rig, copy: tuple[str, float], case: dict) -> Iterator[Result]:
    saves, stalls = [], []
    some = list(rig.workspace.document.annotations)[:3]
    for turn in range(context.repeats(6)):
        rig.until(lambda: not rig.workspace.store.dirty and rig.program.executor.is_idle)
        rig.workspace.select(some)
        rig.wait(100)
        QTest.keyClick(rig.window, Qt.Key.Key_2 if turn % 2 else Qt.Key.Key_3)
        rig.wait(100)  # the edit itself is measured above
        watch = StallWatch()
        if turn % 2:
            rig.until(lambda: not rig.workspace.store.dirty and rig.program.executor.is_idle, poll_ms=20)
            rig.wait(50)
            stalls.append(watch.stop())
        else:
            start = time.perf_counter()
            rig.program.desk.saver.save_now()
            rig.until(lambda: not rig.workspace.store.dirty, poll_ms=1)
            saves.append((time.perf_counter() - start) * 1000)
            watch.stop()
    yield result("save on demand", saves, copy, targets.SAVE_AFTER_EDITS, **case)
    if stalls:
        yield result("autosave, window blocked", stalls, copy, targets.STALL, **case)
    rig.workspace.select(())
