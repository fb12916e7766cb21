"""Measures ilmtool against its targets and prints one JSON object.

    python tests/benchmarks/run.py [--quick] [--out FILE] [--only GROUP ...] [--keep DIR]

See README.md beside this file.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from context import Context
from measure import frame_copy_ms, load_average, say

GROUPS = {
    "limits": "measure:measure_limits",
    "canvas": "canvas:measure_canvas",
    "tiles": "canvas:measure_tiles",
    "strips": "strips:measure_strips",
    "start": "startup:measure_start",
    "edits": "editing:measure_edits",
    "workday": "workday:measure_workday",
    "files": "files:measure_files",
    "journal": "journalling:measure_journal",
    "memory": "memory:measure_memory",
    "review": "reviewing:measure_review",
    "remote": "remote:measure_remote",
    "datasets": "datasets:measure_datasets",
    "registration": "registering:measure_registration",
    "suggest": "suggesting:measure_suggestions",
}
WITHOUT_WINDOW = {"limits", "review", "datasets", "journal", "registration", "suggest"}
SCREEN = "4600x2600x24"
HERE = Path(__file__).resolve()


def main() -> int:
    """Run the groups, each in a process of its own; 0 if all ran, whether or not targets were met."""
    options = _options()
    if options.worker:
        return _work(options)
    with _folder(options.keep) as keep, _display(options) as (environment, screen):
        report = _report(options, screen)
        started = time.monotonic()
        for group in options.only or GROUPS:
            say(f"{group} …")
            report["results"] += _measured(group, options, keep, environment, report["failures"])
        report["seconds"] = round(time.monotonic() - started, 1)
        report["load_average_after"] = load_average()
    verdicts = [entry["pass"] for entry in report["results"]]
    report["summary"] = {
        "passed": verdicts.count(True),
        "missed": verdicts.count(False),
        "without_target": verdicts.count(None),
    }
    text = json.dumps(report, indent=1)
    print(text)
    if options.out:
        options.out.write_text(text + "\n", encoding="utf-8")
    return 1 if report["failures"] else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--quick", action="store_true", help="small and short: shows that everything runs")
    parser.add_argument("--out", type=Path, help="write the JSON here as well")
    parser.add_argument("--only", nargs="+", choices=GROUPS, metavar="GROUP", help=", ".join(GROUPS))
    parser.add_argument("--keep", type=Path, help="keep the images and sidecars here and use them again")
    parser.add_argument(
        "--platform", choices=("auto", "xvfb", "display", "offscreen"), default="auto",
        help="where the window is shown; auto: a virtual X server, else the display, else nowhere",
    )  # fmt: skip
    parser.add_argument("--worker", choices=GROUPS, help=argparse.SUPPRESS)
    parser.add_argument("--work", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args()


def _report(options: argparse.Namespace, screen: str) -> dict[str, Any]:
    import cv2
    import numpy as np
    import PySide6

    from ilmtool import __version__

    return {
        "program": {"name": "ilmtool", "version": __version__, "commit": _commit()},
        "machine": {
            "system": platform.platform(), "processors": os.cpu_count(), "python": platform.python_version(),
            "numpy": np.__version__, "opencv": cv2.__version__, "qt": PySide6.__version__,
        },
        "screen": screen,
        "quick": options.quick,
        "started": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "load_average_before": load_average(),
        "frame_copy_p50_ms": {
            "1920x1080": frame_copy_ms(1920, 1080), "3840x2160": frame_copy_ms(3840, 2160),
        },
        "results": [],
        "failures": [],
    }  # fmt: skip


def _commit() -> str | None:
    try:
        done = subprocess.run(
            ["git", "describe", "--always", "--dirty"],
            cwd=HERE.parent,
            capture_output=True,
            text=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout.strip()


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    if keep is not None:
        keep.mkdir(parents=True, exist_ok=True)
        yield keep.resolve()
        return
    with tempfile.TemporaryDirectory(prefix="ilmtool-benchmark-") as folder:
        yield Path(folder)


@contextmanager
def _display(options: argparse.Namespace) -> Iterator[tuple[dict[str, str], str]]:
    """Environment of the workers, and what to call the screen in the report."""
    environment = dict(os.environ, QT_SCALE_FACTOR="1", QT_AUTO_SCREEN_SCALE_FACTOR="0", PYTHONHASHSEED="0")
    if options.only and WITHOUT_WINDOW.issuperset(options.only):
        yield environment, "none"
        return
    chosen = options.platform
    server = shutil.which("Xvfb") if chosen in {"auto", "xvfb"} else None
    if server:
        read, write = os.pipe()
        command = [server, "-displayfd", str(write), "-screen", "0", SCREEN, "-nolisten", "tcp"]
        process = subprocess.Popen(command, pass_fds=(write,), stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as pipe:
            number = pipe.readline().strip()
        environment |= {"DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
        try:
            yield environment, f"window under Xvfb, {SCREEN}"
        finally:
            process.terminate()
            process.wait()
    elif chosen == "xvfb":
        raise SystemExit("Xvfb is not installed")
    elif chosen == "display" or (chosen == "auto" and environment.get("DISPLAY")):
        environment.pop("QT_QPA_PLATFORM", None)
        yield environment, "window on the display"
    else:
        environment["QT_QPA_PLATFORM"] = "offscreen"
        yield environment, "offscreen: no window system, no hand-over to a screen"


def _measured(
    group: str, options: argparse.Namespace, keep: Path, environment: dict[str, str], failures: list[str]
) -> list[dict[str, Any]]:
    """Results of one group, from a process of its own with its own settings folder."""
    with tempfile.TemporaryDirectory(prefix=f"{group}-", dir=keep) as work:
        settings = Path(work) / "settings"
        settings.mkdir()
        out = Path(work) / "results.json"
        command = [
            sys.executable, str(HERE), "--worker", group, "--work", work, "--keep", str(keep),
            "--out", str(out), *(["--quick"] if options.quick else []),
        ]  # fmt: skip
        variables = environment | {"ILMTOOL_CONFIG_DIR": str(settings)}
        done = subprocess.run(command, env=variables, stdout=subprocess.DEVNULL, check=False)
        if done.returncode != 0:
            failures.append(f"{group} ended with code {done.returncode}")
        found: list[dict[str, Any]] = json.loads(out.read_text()) if out.exists() else []
        return found


def _work(options: argparse.Namespace) -> int:
    """One group, in this process."""
    module, function = GROUPS[options.worker].split(":")
    context = Context(options.keep, options.work, options.quick)
    results: list[dict[str, Any]] = []
    try:
        # One by one: what was measured before something failed is kept.
        for entry in getattr(importlib.import_module(module), function)(context):
            results.append({"group": options.worker, **entry})  # noqa: PERF401
    finally:
        options.out.write_text(json.dumps(results))
    return 0


if __name__ == "__main__":
    sys.exit(main())
