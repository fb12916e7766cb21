"""Drives a program in another process, by real mouse and key events on its display."""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

PATIENCE_S = 180
"""How long a step of another process may take before it counts as stuck; a machine may be busy."""


def until(reached: Callable[[], object], what: str) -> None:
    """Wait for another process to have done something."""
    deadline = time.monotonic() + PATIENCE_S
    while not reached():
        if time.monotonic() > deadline:
            message = f"not reached: {what}"
            raise TimeoutError(message)
        time.sleep(0.05)


class Window:
    """A started program with its window.

    Parameters
    ----------
    command : list of str
    display : str
        X display that it shows its window on.
    """

    def __init__(self, command: list[str], display: str, environment: dict[str, str], log: Path) -> None:
        self._environment = {**os.environ, "DISPLAY": display}
        self._log = log
        inherited = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"}
        with log.open("w") as told:
            self._process = subprocess.Popen(
                command, env={**inherited, **environment, "DISPLAY": display}, stdout=told, stderr=told
            )

    def until(self, reached: Callable[[], object], what: str) -> None:
        """Wait, unless the program ends before."""

        def ended_or_reached() -> object:
            assert self._process.poll() is None, f"the program ended: {self.told()}"
            return reached()

        until(ended_or_reached, what)

    def told(self) -> str:
        """What it wrote to its terminal."""
        return self._log.read_text(errors="replace")

    def xdotool(self, *arguments: str) -> str:
        """Send real events; what xdotool answers."""
        done = subprocess.run(
            ["xdotool", *arguments], env=self._environment, capture_output=True, text=True, check=False
        )
        return done.stdout

    def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Press, move in steps, release; display px."""
        self.xdotool("mousemove", *map(str, start), "mousedown", "1")
        for share in (0.2, 0.6, 1.0):
            point = (round(a + (b - a) * share) for a, b in zip(start, end, strict=True))
            self.xdotool("mousemove", *map(str, point))
        self.xdotool("mouseup", "1")

    def draw_box(self, sidecar: Path, start: tuple[int, int], end: tuple[int, int]) -> dict:
        """Draw until one more box is in the sidecar, and give that one.

        The first drags may come before the pair is on screen; they draw nothing then.
        """
        self.until(lambda: lock_of(sidecar).exists(), f"{sidecar.name} is open")
        known = {feature["id"] for feature in features(sidecar)}
        drawn: list[dict] = []

        def one_is_there(until_s: float) -> bool:
            drawn[:] = [feature for feature in features(sidecar) if feature["id"] not in known]
            return bool(drawn) or time.monotonic() > until_s

        while not drawn:
            self.drag(start, end)
            again_s = time.monotonic() + 10
            self.until(partial(one_is_there, again_s), "a box")
        return drawn[0]

    def shown(self) -> list[str]:
        """Ids of the windows of this program that are on screen."""
        return self.named("ilmtool")

    def named(self, title: str) -> list[str]:
        """Ids of its windows on screen that have these words in their title."""
        found = self.xdotool(
            "search", "--all", "--onlyvisible", "--pid", str(self._process.pid), "--name", title
        )
        return found.split()

    def place(self, window: str) -> tuple[int, int, int, int]:
        """Left, top, width and height of a window, display px."""
        told = self.xdotool("getwindowgeometry", "--shell", window)
        found = dict(line.split("=") for line in told.split())
        return int(found["X"]), int(found["Y"]), int(found["WIDTH"]), int(found["HEIGHT"])

    def quit(self) -> int:
        """Close by its key; the exit code."""
        # Nobody gives a window the keyboard where there is no window manager.
        for window in self.shown():
            self.xdotool("windowfocus", "--sync", window)
        self.xdotool("key", "ctrl+q")
        return self._process.wait(PATIENCE_S)

    def kill(self) -> None:
        """End it, if it still runs."""
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()


def lock_of(sidecar: Path) -> Path:
    """The file beside a sidecar that says it is open."""
    return sidecar.with_name(f".{sidecar.name}.lock")


def features(sidecar: Path) -> list[dict]:
    """What the file on disk holds; it is replaced in one step, so it is always whole."""
    return json.loads(sidecar.read_text(encoding="utf-8"))["features"] if sidecar.exists() else []
