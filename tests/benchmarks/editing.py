"""One edit, undo and selection among very many boxes, until they are on screen."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import targets
from context import Context
from measure import Result, frame_copy_ms, result
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from window import Rig

from ilmtool.core.layout import CompareMode


def measure_edits(context: Context) -> Iterator[Result]:
    """Select, label, undo, move and draw; at 1:1 and with every box in view."""
    count, size = context.counts[-1], context.sizes[0]
    rig = Rig()
    rig.open(context.pair(boxes_in_it=count))
    rig.fit_canvas(*size)
    limit = ("copy of one frame, p50", frame_copy_ms(*size))
    repeats = context.repeats(20)
    for view in ("spread", "all in view"):
        rig.workspace.set_mode(CompareMode.AFTER)
        rig.workspace.fit()
        middle = rig.pair.after.facts.width / 2
        if view == "spread":
            rig.look_at(middle, middle, 1.0)
        else:
            middle *= 1.5  # away from where the first view's edits were
        rig.settle()
        for name, times in edits(rig, repeats, middle).items():
            case = {"boxes": count, "size": f"{size[0]}x{size[1]}", "view": view}
            yield result(name, times, limit, targets.EDIT, **case)
    rig.close()


def edits(rig: Rig, repeats: int, middle: float, spacing: int = 8) -> dict[str, list[float]]:
    """Milliseconds of each kind of edit, from the event that completes it until it is painted."""
    times: dict[str, list[float]] = {
        name: [] for name in ("select", "label", "undo", "nudge", "delete", "draw")
    }
    rig.cpu_of = {name: [] for name in times}

    def note(name: str, taken: float) -> None:
        times[name].append(taken)
        rig.cpu_of[name].append(rig.cpu_ms[-1])

    index = rig.workspace.index
    near = np.hypot(index.x0 - middle, index.y0 - middle)
    chosen = [index.ids[row] for row in np.argsort(near)[: spacing * repeats : spacing]]
    window = rig.window

    def key(code: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> float:
        return rig.frame(lambda: QTest.keyClick(window, code, modifiers))

    for annotation_id in chosen:
        bounds = index.bounds_of((annotation_id,))
        assert bounds is not None
        center = ((bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2)
        at = rig.workspace.camera.map(center)

        def click(at: tuple[float, float] = at) -> None:
            rig.press(at)
            rig.release(at)

        note("select", rig.frame(click))
        rig.wait(20)
        if rig.workspace.view.selection != {annotation_id}:
            # Where boxes are dots, their neighbour may lie on top: the click counts, the rest needs this one.
            rig.workspace.select((annotation_id,))
            rig.wait(20)
        has = rig.workspace.document.annotations[annotation_id].label
        second = rig.workspace.labels.by_key("2")
        note("label", key(Qt.Key.Key_3 if second is None or has == second.name else Qt.Key.Key_2))
        rig.wait(20)
        note("nudge", key(Qt.Key.Key_Right))
        rig.wait(20)
        note("delete", key(Qt.Key.Key_Delete))
        rig.wait(20)
        for _ in range(3):
            note("undo", key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier))
            rig.wait(20)
        rig.workspace.select(())
        rig.wait(20)
        drawn = _draw(rig)
        rig.wait(20)
        if drawn is not None:
            note("draw", drawn)
            key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
            rig.wait(20)
    return {name: found for name, found in times.items() if found}


def _draw(rig: Rig) -> float | None:
    """Milliseconds from letting go of the button until a new box is painted; None without a free place."""
    start = _free_place(rig)
    if start is None:
        return None
    x, y = start
    rig.press((x, y))
    for step in range(1, 6):
        rig.drag((x + step * 6, y + step * 4))
        rig.qt.processEvents()
    rig.wait(10)
    before = len(rig.workspace.document.annotations)
    taken = rig.frame(lambda: rig.release((x + 30, y + 20)))
    if len(rig.workspace.document.annotations) != before + 1:
        raise RuntimeError("the drag drew no box")
    return taken


def _free_place(rig: Rig) -> tuple[float, float] | None:
    """A canvas position over the image at which a drag hits no box."""
    camera, side = rig.workspace.camera, rig.pair.after.facts.width
    width, height = rig.canvas.device_size()
    rng = np.random.default_rng(5)
    for fx, fy in rng.uniform(0.1, 0.9, (400, 2)):
        x, y = fx * width, fy * height
        point = camera.unmap((x, y))
        inside = all(0.02 * side < value < 0.95 * side for value in point)
        if inside and not len(rig.workspace.index.at(point, 8 / camera.scale)):
            return x, y
    return None
