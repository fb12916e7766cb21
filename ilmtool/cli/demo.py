"""`ilmtool demo`: an invented launch site on two dates, made on the spot."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from ilmtool.core.layout import CompareMode
from ilmtool.session.labels import load_label_set
from ilmtool.session.opening import open_pair
from ilmtool.session.picture import PictureRequest, paint_picture, save_picture

_DESCRIPTION = """\
Make two georeferenced images of an invented launch site, 16 February and 2 March 2019, with the annotations
of what changed between them, and open them. What is there already is not made again, and a sidecar that is
there is never overwritten.
"""
_EPILOG = """\
Without a display the pair and its sidecar are written and a picture of each compare mode is painted; the
paths are printed.

exit codes:
  0  done
  2  the folder cannot be written (one sentence on standard error)

examples:
  ilmtool demo
  ilmtool demo --write demo-pair
"""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the command."""
    parser = subparsers.add_parser(
        "demo",
        help="make the demo pair and open it",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--write", metavar="DIR", type=Path, help="only write the pair into DIR, open no window"
    )
    parser.set_defaults(run=run)


def demo_folder() -> Path:
    """Where the demo lies when no folder was named."""
    from platformdirs import user_data_path

    return user_data_path("ilmtool", appauthor=False) / "demo"


def run(args: argparse.Namespace) -> int:
    """Make the pair without a window; with pictures where the user wanted to see it. Returns 0."""
    from ilmtool.demo import write_demo

    pair = write_demo(args.write or demo_folder(), progress_line())
    for path in (pair.before, pair.after, pair.sidecar):
        print(path)
    if args.write is None:
        labels, _ = load_label_set("")
        opened = open_pair(pair.before, pair.after)
        with opened.pair:
            for mode in CompareMode:
                picture = pair.after.parent / f"demo-{mode}.png"
                save_picture(paint_picture(opened, labels, PictureRequest(mode)), picture)
                print(picture)
        print(
            "There is no display, so the window was not opened. On a desktop, or with a virtual display "
            "(xvfb-run ilmtool demo), it opens this pair.",
            file=sys.stderr,
        )
    return 0


def progress_line() -> Callable[[float, str], None] | None:
    """Shows progress on standard error where that is a terminal."""
    if not sys.stderr.isatty():
        return None

    def show(share: float, what: str) -> None:
        end = "\n" if share >= 1 else ""
        print(f"\r\x1b[K{share * 100:3.0f} %  {what}", end=end, file=sys.stderr, flush=True)

    return show
