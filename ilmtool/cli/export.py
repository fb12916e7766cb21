"""`ilmtool export`: labelled datasets from sidecars, and their verification."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ilmtool.errors import UserError

if TYPE_CHECKING:
    from ilmtool.datasets.options import Option

_DESCRIPTION = """\
Make a labelled dataset from sidecars. Name files, folders (all *.ilm.geojson below) or patterns in quotes.
The dataset is a folder with labels, images where asked for, classes.toml (frozen class ids), manifest.json
(what came from where, what was left out and why, checksums) and README.md (a data card).
"""
_EPILOG = """\
A place is a sidecar with its scenes. Both dates and all chips of a place are in one split, and so are places
that share a scene or overlap on the ground. The class map is a TOML file with lines like drop = ["shadow"],
other = "keep", then [merge] and building = ["hall", "new roof"]. The same input gives the same bytes,
whatever --workers or --dask.

exit codes:
  0  done; with --verify: everything is as the manifest says
  1  --verify found differences
  2  wrong use, bad input, or the dataset cannot be written (one sentence on standard error). Nothing has the
     target's name then; what is done lies in DIR.partial, and the same command with --resume goes on

examples:
  ilmtool export after.tif.ilm.geojson --format coco -o boxes
  ilmtool export archive --format yolo-obb --images chips --split 70/15/15 --seed 7 -o train-set
  ilmtool export "sites/**/*.ilm.geojson" --format xbd --images chips --date both -o pairs
  ilmtool export --verify train-set
"""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the command."""
    from ilmtool.datasets.common_options import OPTIONS
    from ilmtool.datasets.formats.registry import format_names

    parser = subparsers.add_parser(
        "export",
        help="make a labelled dataset",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        usage="ilmtool export SIDECAR... --format F -o DIR [options]\n       ilmtool export --verify DIR",
    )
    parser.add_argument("sidecars", metavar="SIDECAR", nargs="*", help="sidecar, folder or pattern")
    parser.add_argument("--format", metavar="F", help=f"one of {', '.join(format_names())}")
    parser.add_argument("-o", "--output", metavar="DIR", type=Path, help="folder to make")
    parser.add_argument("--verify", metavar="DIR", type=Path, help="check a dataset against its manifest")
    parser.add_argument(
        "--sources", metavar="DIR", type=Path, help="with --verify: also check the sidecars below DIR"
    )
    parser.add_argument("--workers", metavar="N", type=_workers, help="processes (default: one a core)")
    parser.add_argument(
        "--dask", metavar="ADDRESS", default="", help="work on the cluster of this Dask scheduler"
    )
    parser.add_argument("--resume", action="store_true", help="go on with an interrupted export")
    groups: dict[str, Any] = {}
    for option in (*OPTIONS, *_own_options()):
        title = option.group or "Of one format"
        if title not in groups:
            groups[title] = parser.add_argument_group(title)
        _add(groups[title], option)
    parser.set_defaults(run=run)


def _own_options() -> list[Option]:
    """Options of single formats. A format of another package that cannot be loaded has none here."""
    from ilmtool.datasets.formats.registry import format_names, format_of

    found: dict[str, Option] = {}
    for name in format_names():
        with suppress(UserError):
            found |= {option.name: option for option in format_of(name).options}
    return list(found.values())


def _add(group: Any, option: Option) -> None:
    """One declared option as an argument; not given is None."""
    name, dest = f"--{option.name}", option.key
    text = option.help
    if option.kind == "flag":
        group.add_argument(name, dest=dest, action="store_true", default=None, help=text)
        return
    if option.choices:
        text += f": {', '.join(option.choices)}"
    if option.kind == "names":
        text += "; several joined by commas" if option.choices else "; may be repeated"
    if option.default not in {None, "", ()}:
        text += f" (default: {option.default})"
    metavar = option.metavar or {"integer": "N", "number": "X", "choice": "WORD"}.get(option.kind, "WORDS")
    action = "append" if option.kind == "names" else "store"
    group.add_argument(name, dest=dest, metavar=metavar, action=action, help=text.replace("%", "%%"))


def _workers(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 1024:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of processes, 1 to 1024")
    return int(text)


def run(args: argparse.Namespace) -> int:
    """Export, or verify. Raises `UserError` where that is not possible."""
    if args.verify is not None:
        return _verify(args)
    if not args.sidecars or args.format is None or args.output is None:
        raise UserError(
            "ilmtool export needs sidecars, --format and -o.",
            "",
            "See ilmtool export --help, or use --verify DIR.",
        )
    from ilmtool.datasets.common_options import CHIP, OPTIONS
    from ilmtool.datasets.export import Request, export
    from ilmtool.datasets.formats.registry import format_of
    from ilmtool.datasets.runners import runner_for
    from ilmtool.datasets.settings import make_settings
    from ilmtool.session.labels import load_label_set

    made = format_of(args.format)
    given = {option.key: getattr(args, option.key) for option in (*OPTIONS, *made.options)}
    settings = make_settings(made.name, given, made)
    idle = [
        option.name for option in OPTIONS if option.group == CHIP and given[option.key] not in (None, False)
    ]
    if idle and settings.images != "chips":
        raise UserError(
            f"--{idle[0]} is for chips, and none are asked for.", "", "Add --images chips, or leave it out."
        )
    labels, findings = load_label_set(settings.label_set)
    if findings and settings.label_set:
        raise UserError(findings[0].message)
    request = Request(
        tuple(args.sidecars),
        args.output,
        settings,
        labels,
        labels_chosen=bool(settings.label_set),
        resume=args.resume,
    )
    done = export(request, lambda jobs: runner_for(args.workers, jobs, args.dask), progress_line())
    for remark in done.remarks:
        print(f"ilmtool: note: {remark}", file=sys.stderr)
    print(f"{done.folder}: {done.account}")
    return 0


def _verify(args: argparse.Namespace) -> int:
    from ilmtool.datasets.verify import verify

    differences = verify(args.verify, args.sources)
    for line in differences:
        print(line)
    if not differences:
        print(f"{args.verify}: everything is as the manifest says")
    return 1 if differences else 0


def progress_line() -> Callable[[str, int, int, int], None] | None:
    """Shows share, rate and time left on standard error where that is a terminal."""
    if not sys.stderr.isatty():
        return None
    started: dict[str, float] = {}
    shown = 0.0

    def show(what: str, done: int, total: int, images: int) -> None:
        nonlocal shown
        now = time.monotonic()
        spent = now - started.setdefault(what, now)
        if done < total and now - shown < 0.1:
            return
        shown = now
        rate = (
            f"{images / spent:,.0f} images/s"
            if images and spent > 0
            else f"{done / max(spent, 1e-3):,.0f} places/s"
        )
        left = spent / done * (total - done) if done else 0.0
        end = "\n" if done >= total else ""
        text = f"\r\x1b[K{what} {done}/{total} places  {done / total:4.0%}  {rate}  {_duration(left)} left"
        print(text, end=end, file=sys.stderr, flush=True)

    return show


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
