"""Measures how long programs take from their start to a window, each beside a bare Qt window.

    python packaging/starts.py "ilmtool=dist/ilmtool/ilmtool@dist/ilmtool" "labelme=env/bin/labelme@env/lib"

The first window whose title holds NAME counts. Warm starts follow a first one, which is not counted. Before
a cold one, the files below FOLDER are put out of the system's cache; what is shared with others stays.
Needs Xvfb and xdotool. `tests/benchmarks/run.py --only start` measures the parts of ilmtool's own start.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import shlex
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

BARE = "from PySide6.QtWidgets import QApplication, QWidget; a = QApplication([]); w = QWidget(); \
w.setWindowTitle('bare'); w.resize(800, 600); w.show(); a.exec()"
PATIENCE_S = 120


def main() -> int:
    """Measure what the command line names; a table on standard output."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("programs", metavar="NAME=COMMAND@FOLDER", nargs="+")
    parser.add_argument("--warm", type=int, default=5, help="warm starts (default: 5)")
    parser.add_argument("--cold", type=int, default=2, help="cold starts (default: 2)")
    args = parser.parse_args()
    programs = [("bare", [sys.executable, "-c", BARE], Path(sys.prefix))]
    for text in args.programs:
        name, _, rest = text.partition("=")
        command, _, folder = rest.rpartition("@")
        programs.append((name, shlex.split(command), Path(folder)))
    cold: dict[str, list[float]] = {name: [] for name, _, _ in programs}
    warm: dict[str, list[float]] = {name: [] for name, _, _ in programs}
    with screen() as display, tempfile.TemporaryDirectory() as home:
        for name, command, _ in programs:  # what a first start leaves (settings, compiled files) is not timed
            seconds_to_window(name, command, display, home)
        for _ in range(args.cold):
            for name, command, folder in programs:
                put_out_of_cache(folder)
                cold[name].append(seconds_to_window(name, command, display, home))
        for _ in range(args.warm):  # in turn: what else the machine does meets all of them
            for name, command, _ in programs:
                warm[name].append(seconds_to_window(name, command, display, home))
    bare = statistics.median(warm["bare"])
    print(f"{'':12} {'cold s':>8} {'warm s':>8} {'x bare':>8}")
    for name, _, _ in programs:
        middle = statistics.median(warm[name])
        print(f"{name:12} {statistics.median(cold[name]):8.2f} {middle:8.2f} {middle / bare:8.1f}")
    return 0


@contextlib.contextmanager
def screen() -> Iterator[str]:
    """An X display of our own."""
    reading, writing = os.pipe()
    command = [
        "Xvfb",
        "-displayfd",
        str(writing),
        "-screen",
        "0",
        "1440x900x24",
        "-nolisten",
        "tcp",
        "-noreset",
    ]
    server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            yield f":{told.readline().strip()}"
    finally:
        server.terminate()
        server.wait()


def seconds_to_window(name: str, command: list[str], display: str, home: str) -> float:
    """From the start of the process to its window on the screen; the program is ended then."""
    known = {key: value for key, value in os.environ.items() if key != "QT_QPA_PLATFORM"}
    environment = {**known, "DISPLAY": display, "HOME": home}
    environment |= {f"ILMTOOL_{kind}_DIR": f"{home}/ilmtool" for kind in ("CONFIG", "CACHE", "STATE", "DATA")}
    started = time.monotonic()
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    ) as process:
        try:
            while time.monotonic() < started + PATIENCE_S:
                asked = ["xdotool", "search", "--onlyvisible", "--name", name]
                if subprocess.run(asked, env=environment, capture_output=True, check=False).stdout:
                    return time.monotonic() - started
                if process.poll() is not None:
                    sys.exit(f"{name} ended without a window")
                time.sleep(0.01)
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, 9)
    sys.exit(f"{name} shows no window")


def put_out_of_cache(folder: Path) -> None:
    """Have the system forget what it has read of the files below a folder."""
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            with contextlib.suppress(OSError), path.open("rb") as file:
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


if __name__ == "__main__":
    sys.exit(main())
