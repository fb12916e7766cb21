"""`ilmtool doctor`: what is installed, what works here, and what to do about the rest. Safe to paste."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

from ilmtool import __version__
from ilmtool.core.times import utc_now
from ilmtool.session.diagnosis.line import Line, State, looked_at
from ilmtool.session.diagnosis.private import clean

_QT_PATIENCE_S = 60.0
_MARKS: dict[State, str] = {"ok": "ok     ", "warning": "WARNING", "problem": "PROBLEM"}


def add_parser(subparsers: Any) -> None:
    """Declare the command."""
    parser = subparsers.add_parser(
        "doctor",
        help="say what is installed and what works here",
        description="Looks at the program, its libraries, the formats it can open, Qt and the screens, and "
        "its folders. Each line is ok, a warning or a problem, with what to do. The home folder is shown as "
        "~ and your name is left out, so that the text can be pasted into a report. Nothing is changed.",
        epilog="exit codes: 0 no problem (warnings at most), 1 problems",
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Look at everything and print it."""
    sections = {title: list(lines) for title, lines in _sections()}
    counts = {
        state: sum(line.state == state for lines in sections.values() for line in lines) for state in _MARKS
    }
    if args.json:
        print(json.dumps(_as_json(sections, counts), indent=1, ensure_ascii=False))
    else:
        _print(sections, counts)
    return 1 if counts["problem"] else 0


def _sections() -> Iterator[tuple[str, Iterator[Line]]]:
    from ilmtool.cli import doctor_formats
    from ilmtool.session.diagnosis import folders, versions

    yield "Program", looked_at("The program", versions.program)
    yield "Libraries", looked_at("Libraries", versions.libraries)
    yield (
        "Images and map data",
        _all(
            ("GDAL", doctor_formats.gdal),
            ("PROJ", doctor_formats.proj),
            ("Environment", doctor_formats.variables),
        ),
    )
    yield "Window", looked_at("Qt", _qt)
    yield "Files and folders", _all(
        ("Shipped files", folders.resources), ("Settings", folders.settings),
        ("Folders", folders.folders), ("What was left", folders.left_behind),
    )  # fmt: skip


def _all(*checks: tuple[str, Any]) -> Iterator[Line]:
    for about, check in checks:
        yield from looked_at(about, check)


# -- the window ----------------------------------------------------------------------------------


def _qt() -> Iterator[Line]:
    """What a process of its own says of Qt, on this display or without one."""
    from ilmtool.cli.main import QT_FACTS, display_problem

    problem = display_problem()
    environment = dict(os.environ)
    if problem is not None:
        environment["QT_QPA_PLATFORM"] = "offscreen"
    command = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "ilmtool"]
    try:
        answer = subprocess.run(  # noqa: S603 - this program itself
            [*command, QT_FACTS],
            env=environment,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_QT_PATIENCE_S,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        yield Line("problem", "Qt", f"does not start ({type(error).__name__})", "Install PySide6 again.")
        return
    facts = _facts(answer.stdout)
    if facts is None:
        said = (answer.stderr.strip().splitlines() or ["it said nothing"])[-1]
        text = f"ends the program when it starts (exit code {answer.returncode}): {said}"
        yield Line(
            "problem", "Qt", text, "Install PySide6-Essentials again; see README for what Linux needs."
        )
        return
    if facts.get("problem"):
        yield Line("problem", "Qt", facts["problem"], "Everything but the window works meanwhile.")
        return
    yield from _qt_lines(facts, no_display=problem is not None)


def _facts(text: str) -> dict[str, Any] | None:
    try:
        facts = json.loads(text.strip().splitlines()[-1])
    except (ValueError, IndexError):
        return None
    return facts if isinstance(facts, dict) else None


def _qt_lines(facts: dict[str, Any], *, no_display: bool) -> Iterator[Line]:
    yield Line("ok", "Qt", f"{facts['qt']}, PySide6 {facts['pyside']}")
    yield Line("ok", "Platform plugins", ", ".join(facts["plugins"]))
    if facts["svg"]:
        yield Line("ok", "Icons", "SVG can be drawn")
    else:
        yield Line(
            "warning", "Icons", "SVG cannot be drawn, buttons have words only", "Install PySide6 again."
        )
    if no_display:
        text = "there is none: no window can be opened here, everything else works"
        yield Line(
            "warning", "Display", text, "Start it on a desktop, or use ilmtool render and the other commands."
        )
        return
    yield Line("ok", "Display", f"platform {facts['platform']}")
    for number, screen in enumerate(facts["screens"], 1):
        width, height, scale = screen["width"], screen["height"], screen["scale"]
        text = f"{width} x {height} at {round(scale * 100)} %"
        if width < 1280 or height < 720:
            yield Line(
                "warning",
                f"Screen {number}",
                text,
                "Below 1280 x 720 panels get narrow: a smaller scale helps.",
            )
        else:
            yield Line("ok", f"Screen {number}", text)


# -- saying it -----------------------------------------------------------------------------------


def _told(text: str) -> str:
    return clean(text, paths=True)


def _as_json(sections: dict[str, list[Line]], counts: dict[State, int]) -> dict[str, Any]:
    return {
        "ilmtool": __version__,
        "time": utc_now(),
        "counts": counts,
        "lines": [
            {
                "section": title,
                "state": line.state,
                "about": line.about,
                "text": _told(line.text),
                "remedy": _told(line.remedy),
            }
            for title, lines in sections.items()
            for line in lines
        ],
    }


def _print(sections: dict[str, list[Line]], counts: dict[State, int]) -> None:
    print(f"ilmtool {__version__} doctor, {utc_now()}")
    for title, lines in sections.items():
        print(f"\n{title}")
        for line in lines:
            print(f"  {_MARKS[line.state]} {line.about}: {_told(line.text)}")
            if line.remedy:
                print(f"          -> {_told(line.remedy)}")
    warnings, problems = counts["warning"], counts["problem"]
    print(f"\n{_counted(problems, 'problem')}, {_counted(warnings, 'warning')}.")


def _counted(count: int, what: str) -> str:
    return f"{count or 'no'} {what}{'' if count == 1 else 's'}"
