"""The real program in a real process, drawing boxes until it is killed.

    python window_driver.py BEFORE AFTER BOXES DELAY_S

Draws with mouse events and prints one line for each edit when its release has been handled: that is what
must never be lost. Then it waits to be killed.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).resolve().parents[2])]


class Waiter:
    """What `Person` needs of pytest-qt."""

    def waitUntil(self, reached: Callable[[], bool], timeout: int) -> None:
        from PySide6.QtWidgets import QApplication

        end = time.monotonic() + timeout / 1000
        while not reached():
            if time.monotonic() > end:
                raise TimeoutError
            QApplication.processEvents()
            time.sleep(0.001)


def main() -> None:
    from dataclasses import replace

    from person import Person
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QApplication

    from ilmtool.app import Program

    before, after, boxes, delay_s = sys.argv[1:5]
    program = Program(QApplication.instance() or QApplication(["ilmtool"]))
    program.desk.change_settings(replace(program.desk.settings, autosave_delay_s=float(delay_s)))
    program.window.resize(1200, 760)
    program.window.show()
    person = Person(Waiter(), program)
    program.window.activateWindow()
    person.open(Path(before), Path(after))

    def tell(step: str) -> None:
        print(step, len(person.boxes), flush=True)

    for number in range(int(boxes)):
        x, y = 480 + 30 * (number % 8), 260 + 30 * (number // 8 % 8)
        person.drag((x, y), (x + 20, y + 20))
        tell("drawn")
        if number % 3 == 1:
            person.key(Qt.Key.Key_2)
            tell("labelled")
        if number % 5 == 4:
            person.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
            tell("undone")
    # A gesture in progress: this is all that may be lost.
    person.press((480, 240))
    person.move((500, 250))
    print("ready", len(person.boxes), flush=True)
    while True:
        QApplication.processEvents()
        time.sleep(0.001)


if __name__ == "__main__":
    main()
