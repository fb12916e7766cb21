"""`ilmtool validate FILE...`: whether annotation files keep to the contract."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from ilmtool.errors import Finding, UserError

_DESCRIPTION = """\
Check annotation files (.ilm.geojson) against the format's contract: that they can be read; that every feature
has what it must have; that words, ids, times and intervals are valid; that rings are closed, simple and
inside the image; that the scenes named exist; and that the place on the ground is that of the pixels.

One line is printed for each finding, FILE:LINE: SEVERITY CODE MESSAGE. `error`: a feature that cannot be used
(ilmtool keeps it in the file); `warning`: somebody should look; `info`: ilmtool mends it without loss when it
saves. Nothing is changed. The images are not needed. With --label-set, also: labels that the set lacks,
attributes that are missing or outside their limits.
"""
_EPILOG = """\
exit codes:
  0  every file is valid (there may be lines of severity info)
  1  there are errors or warnings
  2  a file is missing or cannot be read as annotations (one sentence on standard error); the others are
     checked all the same

examples:
  ilmtool validate after.tif.ilm.geojson
  ilmtool validate *.ilm.geojson --label-set launch_site
  ilmtool validate *.ilm.geojson --json | jq -r '.[] | select(.severity == "error") | .message'
"""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the command."""
    parser = subparsers.add_parser(
        "validate",
        help="check annotation files",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("files", metavar="FILE", type=Path, nargs="+", help="annotation file")
    parser.add_argument(
        "--label-set",
        metavar="SET",
        help="check labels and attributes too: a shipped set's name, or a TOML file",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON list of objects")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Check the files and print what was found.

    Returns
    -------
    int
        0 valid, 1 findings, 2 if a file could not be read.

    Raises
    ------
    UserError
        The label set cannot be used.
    """
    from ilmtool.session.label_findings import label_findings
    from ilmtool.session.label_library import open_label_set
    from ilmtool.sidecar.validate import validate_file

    labels = open_label_set(args.label_set).labels if args.label_set else None

    worst = 0
    listed: list[dict[str, Any]] = []
    for path in args.files:
        try:
            findings = validate_file(path)
            if labels is not None:
                findings += label_findings(path, labels)
        except UserError as error:
            print(f"ilmtool: {error}", file=sys.stderr)
            worst = 2
            continue
        if any(finding.severity != "info" for finding in findings):
            worst = max(worst, 1)
        if args.json:
            listed += [{"file": str(path), **asdict(finding)} for finding in findings]
        else:
            for finding in findings:
                print(_line(path, finding))
    if args.json:
        print(json.dumps(listed, indent=2, ensure_ascii=False))
    return worst


def _line(path: Path, finding: Finding) -> str:
    place = f"{path}:{finding.line}" if finding.line is not None else str(path)
    return f"{place}: {finding.severity} {finding.code} {finding.message}"
