"""`ilmtool diff A B`: what became of the boxes, in words; also git's diff driver."""

from __future__ import annotations

import argparse
import json
import os
import sys
from dataclasses import asdict
from pathlib import Path

from ilmtool.core.document import Document
from ilmtool.errors import UserError

_DESCRIPTION = """\
Say what differs between two versions of an annotation file, box by box (known by their ids):

  + container 41d7 at 310, 95 (24 x 12 px) on site_20190302, possible, new, by anna
  ~ crane 8f0c moved 3.1 px, possible -> probable
  - vehicle 90aa at 12, 40 (9 x 5 px) on site_20190302, confirmed, new, by ben

To compare what two analysts drew each on their own, use ilmtool review.
"""
_EPILOG = """\
As git's diff driver, for `git diff`, `git log -p --ext-diff` and `git show --ext-diff`:
  echo '*.ilm.geojson diff=ilmtool merge=ilmtool' >> .gitattributes
  git config diff.ilmtool.command 'ilmtool diff'
or, where git compares the words itself (also for `git log -p`, `git blame`):
  git config diff.ilmtool.textconv 'ilmtool diff --textconv'

exit codes:
  0  no difference, or called by git (which would stop at anything else)
  1  the files differ
  2  a file is missing or cannot be read (one sentence on standard error)
"""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the command."""
    parser = subparsers.add_parser(
        "diff",
        help="say what became of the boxes between two versions of a file",
        usage="ilmtool diff OLD NEW [--json]\n       ilmtool diff --textconv FILE",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("files", metavar="FILE", nargs="+", help="two versions; git gives seven words")
    parser.add_argument("--json", action="store_true", help="print a list of objects: sign, id, text")
    parser.add_argument(
        "--textconv", action="store_true", help="print one file in words, a line for each box"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the differences; 0, or 1 if there are any.

    Raises
    ------
    UserError
        A file cannot be read, or the number of files is wrong.
    """
    if args.textconv:
        return _print_words(args.files)
    names, by_git = args.files, False
    if len(names) in {7, 9}:
        # git: path, old file, old id, old mode, new file, new id, new mode (new path, what happened).
        names, by_git = [names[1], names[4]], True
        print(f"ilmtool diff {_printable(args.files[0])}")
    if len(names) == 1 and "GIT_DIFF_PATH_TOTAL" in os.environ:
        print(f"ilmtool diff {_printable(names[0])}\nunmerged")
        return 0
    if len(names) != 2:
        raise UserError("ilmtool diff compares two files.", "", "Name the older and the newer version.")
    from ilmtool.review.diff import diff, summary

    try:
        old, new = (_read(name) for name in names)
    except UserError as error:
        if not by_git:
            raise
        print(error)  # git stops at the first driver that fails, and would show nothing of what follows
        return 0
    found = diff(old, new)
    if args.json:
        print(json.dumps([asdict(d) for d in found], indent=2, ensure_ascii=False))
    else:
        for difference in found:
            print(difference)
        if found or by_git:
            print(f"{summary(found)}")
    return 0 if by_git or not found else 1


def _print_words(names: list[str]) -> int:
    from ilmtool.review.diff import listed

    if len(names) != 1:
        raise UserError("ilmtool diff --textconv takes one file.", "", "Name one annotation file.")
    for line in listed(_read(names[0])):
        sys.stdout.write(line + "\n")
    return 0


def _read(name: str) -> Document:
    """A version; git names the null device, and gives an empty file, where there is none."""
    from ilmtool.session.review_files import check_ordinary
    from ilmtool.sidecar.reader import read_sidecar

    path = Path(name)
    if name in {os.devnull, "/dev/null", "nul"} or (path.is_file() and path.stat().st_size == 0):
        return Document()
    check_ordinary(path)
    return read_sidecar(path, allow_newer=True).document


def _printable(text: str) -> str:
    from ilmtool.review.wording import plain

    return plain(text)
