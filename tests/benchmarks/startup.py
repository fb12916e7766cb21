"""From nothing to a window, and from a window to a picture."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import targets
from context import Context
from measure import Result, result

WINDOW_UP = """
import sys, time
from ilmtool.__main__ import import_app
app = import_app()
from PySide6.QtWidgets import QApplication
qt = QApplication(["ilmtool"])
program = app.Program(qt)
program.window.show()
while not program.window.windowHandle().isExposed():
    qt.processEvents()
qt.processEvents()
print(time.time(), flush=True)
program.window.close()
program.close()
"""

BARE_QT = """
import time
from PySide6.QtWidgets import QApplication, QWidget
qt = QApplication(["bare"])
widget = QWidget()
widget.show()
while not widget.windowHandle().isExposed():
    qt.processEvents()
qt.processEvents()
print(time.time(), flush=True)
"""

FIRST_PICTURE = """
import sys, time
sys.path.insert(0, {folder!r})
from pathlib import Path
from startup import open_and_see
from window import Rig
rig = Rig()
open_and_see(rig, (Path({before!r}), Path({after!r})))
print(time.time(), flush=True)
rig.close()
"""


def measure_start(context: Context) -> Iterator[Result]:
    """Window up, the first frame in a running program, and in one that has just been started."""
    repeats = context.repeats(9)
    _seconds_until_told(WINDOW_UP)
    bare = [_seconds_until_told(BARE_QT) * 1000 for _ in range(repeats)]
    yield result("bare Qt window up", bare)
    limit = ("bare Qt window up, p50", sorted(bare)[len(bare) // 2])
    up = [_seconds_until_told(WINDOW_UP) * 1000 for _ in range(repeats)]
    yield result("window up", up, limit, targets.WINDOW_UP)

    pair = context.pair()
    names = {"before": str(pair[0]), "after": str(pair[1]), "folder": str(Path(__file__).parent)}
    cold = [_seconds_until_told(FIRST_PICTURE.format(**names)) * 1000 for _ in range(repeats)]
    yield result("start to first frame", cold, limit)

    from window import Rig

    rig = Rig()
    rig.open(pair)
    rig.fit_canvas(*context.sizes[0])
    case = {"size": "{}x{}".format(*context.sizes[0])}
    times = {count: [] for count in (0, context.counts[-1])}
    sharp = {count: [] for count in times}
    for count, taken in times.items():
        for _ in range(context.repeats(15)):
            pair = context.pair(boxes_in_it=count)
            rig.settle()
            start = time.perf_counter()
            open_and_see(rig, pair)
            taken.append((time.perf_counter() - start) * 1000)
            rig.until_painted(lambda: not rig.view.wanted_tiles() and not rig.canvas.tiles.has_arrived)
            sharp[count].append((time.perf_counter() - start) * 1000)
        target = targets.FIRST_FRAME if count == 0 else None
        yield result("first frame of a pair", taken, limit, target, boxes=count, **case)
        yield result("first sharp frame", sharp[count], limit, None, boxes=count, **case)
    rig.close()


def open_and_see(rig: object, pair: tuple) -> None:
    """Open a pair and wait until both dates have been painted, at whatever sharpness."""
    former = rig.workspace.pair

    def both_are_there() -> bool:
        picture, now = rig.canvas.picture, rig.workspace.pair
        if now is None or now is former or picture is None or rig.canvas.tiles.has_arrived:
            return False
        cache = rig.program.desk.light_table.cache
        scenes = {key.scene for store in (cache._tiles, cache._pinned) for key in list(store)}
        return {now.before.id, now.after.id} <= scenes

    rig.program.desk.open_images(*pair)
    rig.until_painted(both_are_there)


def _seconds_until_told(code: str) -> float:
    """Seconds from starting an interpreter until it prints the time.

    An installed program is compiled; so is this one, by the first start, also where Python is told not to.
    """
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.time()
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment
    )
    return float(done.stdout.split()[-1]) - start
