"""`ilmtool merge BASE OURS THEIRS -o OUT`: a three-way merge by feature and property; git's merge driver."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from ilmtool.errors import UserError

_DESCRIPTION = """\
Merge two versions of an annotation file that have one origin, by feature id and property. What one side
changed is taken; where both changed the same thing differently, ours stands, and the conflict is listed in
the file's header (`conflicts`) with both values: ilmtool tells of it when the file is opened, and so does
ilmtool validate. The result always is a valid file; there are no text markers. A feature that one side
deleted and the other edited stays.
"""
_EPILOG = """\
As git's merge driver, in a repository of annotation files:
  echo '*.ilm.geojson diff=ilmtool merge=ilmtool' >> .gitattributes
  git config merge.ilmtool.driver 'ilmtool merge %O %A %B -o %A'
Without it git merges line by line, which suffices as long as no two people edit the same or adjoining lines.

exit codes:
  0  merged, without conflicts
  1  merged, with conflicts listed in the file and on standard error
  2  a file cannot be read, or the result cannot be written; nothing was changed
"""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the command."""
    parser = subparsers.add_parser(
        "merge",
        help="merge two versions of a file with their common origin",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("base", metavar="BASE", type=Path, help="what both started from; may be empty")
    parser.add_argument("ours", metavar="OURS", type=Path, help="our version")
    parser.add_argument("theirs", metavar="THEIRS", type=Path, help="their version")
    parser.add_argument(
        "-o", "--output", metavar="OUT", type=Path, required=True, help="file to write; may be OURS"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Merge and write; 0, or 1 if there are conflicts.

    Raises
    ------
    UserError
        A file cannot be read or written; nothing was changed.
    """
    from ilmtool.core.document import Document
    from ilmtool.session.review_files import check_ordinary
    from ilmtool.sidecar.codec import encode
    from ilmtool.sidecar.files import write_atomic
    from ilmtool.sidecar.merge import merge
    from ilmtool.sidecar.merge_record import conflict_findings, conflicts_of, with_conflicts
    from ilmtool.sidecar.reader import read_sidecar

    documents, lines = [], None
    for path in (args.base, args.ours, args.theirs):
        check_ordinary(path)
        if path is args.base and path.is_file() and path.stat().st_size == 0:
            documents.append(Document())  # git: the file was added on both sides
            continue
        loaded = read_sidecar(path)
        documents.append(loaded.document)
        if path is args.ours:
            lines = loaded.lines
    base, ours, theirs = (with_conflicts(document, ()) for document in documents)
    merged = merge(base, ours, theirs)
    # What was open before stays open, unless a side has settled it.
    listed = [{c.key: c for c in conflicts_of(document.header)} for document in documents]
    settled = {key for side in listed[1:] for key in listed[0].keys() - side.keys()}
    still = {key: c for side in listed[1:] for key, c in side.items() if key not in settled}
    conflicts = sorted({**still, **{c.key: c for c in merged.conflicts}}.values(), key=lambda c: c.key)
    document = with_conflicts(merged.document, conflicts)
    if document == documents[1]:
        document = documents[1]
    if not args.output.parent.is_dir():
        raise UserError(f"The folder of {args.output} is not there.", "", "Make it, or choose another place.")
    write_atomic(args.output, encode(document, lines))
    for finding in conflict_findings(document.header):
        print(f"ilmtool: {finding.message}", file=sys.stderr)
    return 1 if conflicts else 0
