"""Run by `test_display_scaling` in a process of its own: shows a pair at 1:1 and keeps what is on screen.

Usage: scaled_window.py BEFORE AFTER OUT.npz
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import QEventLoop, QPoint, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from ilmtool.app import Program
from ilmtool.core.layout import CompareMode, Side

GUARD_S = 60


def wait_until(reached: Callable[[], bool]) -> None:
    """Let the event loop run until something is so."""
    end = time.monotonic() + GUARD_S
    while not reached():
        assert time.monotonic() < end, "never came"
        loop = QEventLoop()
        QTimer.singleShot(5, loop.quit)
        loop.exec()


def on_screen(program: Program) -> Any:
    """The window's pixels as (rows, cols, 3), device pixels."""
    # Rendered anew: the offscreen platform hands out no more device pixels than the window has logical ones.
    picture = program.window.grab().toImage()
    image = picture.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).copy()


def main(before: str, after: str, out: str) -> None:
    program = Program(QApplication([]))
    # Images and captions alone: what else lies over the corners has tests of its own.
    settings = replace(program.desk.settings, show_scale_bar=False, show_north_arrow=False)
    program.desk.change_settings(settings)
    window, workspace, canvas = program.window, program.workspace, program.window.canvas
    # An odd size, so that the canvas begins and ends within a device pixel.
    window.resize(1003, 701)
    window.show()
    program.desk.open_images(Path(before), Path(after))
    wait_until(lambda: workspace.pair is not None)

    def settled() -> bool:
        view = canvas.picture.view if canvas.picture is not None else None
        return (
            view is not None
            and program.executor.is_idle
            and not view.wanted_tiles()
            and not canvas.tiles.has_arrived
            and not canvas.tiles.will_refine
        )

    kept: dict[str, Any] = {"ratio": canvas.devicePixelRatioF()}
    wait_until(settled)
    workspace.one_to_one()
    for mode in (CompareMode.SIDE_BY_SIDE, CompareMode.SWIPE_VERTICAL, CompareMode.SWIPE_HORIZONTAL):
        workspace.set_mode(mode)
        workspace.pan(-13, 7)
        wait_until(settled)
        camera = workspace.camera
        kept[f"{mode}/window"] = on_screen(program)
        kept[f"{mode}/corner"] = canvas.mapTo(window, QPoint(0, 0)).toTuple()
        kept[f"{mode}/logical size"] = canvas.size().toTuple()
        kept[f"{mode}/canvas"] = workspace.shown.canvas
        kept[f"{mode}/origin"] = camera.unmap((0.5, 0.5))
        kept[f"{mode}/scale"] = (camera.scale, camera.scale_y)
        for pane in canvas.picture.view.panes(workspace.view.cut):
            kept[f"{mode}/{pane.side}/frame"] = pane.frame
            kept[f"{mode}/{pane.side}/clip"] = pane.clip
    for side in Side:
        kept[f"{side}/placement"] = workspace.pair.scene(side).placement.affine
    window.close()
    program.close()
    np.savez(out, **kept)


if __name__ == "__main__":
    main(*sys.argv[1:])
