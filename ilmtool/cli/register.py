"""`ilmtool register BEFORE AFTER`: how much the before scene must be shifted, measured or refused."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ilmtool.imagery.registration import Registered

EXIT_REFUSED = 3

_DESCRIPTION = """\
Measure how the before scene lies on the after scene, beyond what their georeferencing says: patches all
over the overlap are compared at full resolution, and the shift, turn and scale on which they agree is printed
as a matrix [a, b, c, d, e, f] in pixels of the after scene (x' = a x + b y + c, y' = d x + e y + f), as the
annotation file holds it. Where fewer than 60 % of the patches agree, or hardly any has enough to see, there
is no answer and the reason is printed. Nothing is written and the images are not changed.

Tall things lean another way in each date; where they fill the scene (forest, towers) the answer follows their
middle and not the ground.
"""
_EPILOG = """\
exit codes:
  0  measured
  2  an image cannot be used (one sentence on standard error)
  3  refused: the reason is in the answer

examples:
  ilmtool register before.tif after.tif
  ilmtool register before.tif after.tif --json | jq -c .matrix
"""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the command."""
    parser = subparsers.add_parser(
        "register",
        help="measure the shift between two images",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("before", metavar="BEFORE", type=Path, help="earlier image")
    parser.add_argument("after", metavar="AFTER", type=Path, help="later image")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Measure and print; 0, or 3 where the answer is refused. Raises `UserError` for unusable images."""
    from ilmtool.imagery.placement import place
    from ilmtool.imagery.registration import register
    from ilmtool.imagery.source import open_source

    with open_source(args.before) as before, open_source(args.after) as after:
        placement = place(before.facts.georeference, after.facts.georeference)
        found = register(before, after, placement, _progress if sys.stderr.isatty() else None)
    print(json.dumps(members(found), indent=2) if args.json else as_text(found))
    return EXIT_REFUSED if found.is_refused else 0


def _progress(share: float) -> None:
    print(f"\rilmtool: {share:.0%}", end="\n" if share >= 1 else "", file=sys.stderr, flush=True)


def members(found: Registered) -> dict[str, Any]:
    """The answer under the names of the annotation file; no `matrix` and `rms_px` where it is refused."""
    from ilmtool.imagery.registration import METHOD

    return {
        "matrix": None if found.is_refused else list(found.matrix),
        "rms_px": None if found.is_refused else round(found.rms_px, 4),
        "points": found.inliers if not found.is_refused else len(found.points),
        "inlier_share": round(found.inlier_share, 4),
        "method": METHOD,
        "refused": found.is_refused,
        "reason": found.reason or None,
        "tie_points": [
            {
                "placed": [round(v, 3) for v in point.placed],
                "found": [round(v, 3) for v in point.found],
                "residual_px": round(point.residual_px, 3),
                "inlier": point.is_inlier,
            }
            for point in found.points
        ],
    }


def as_text(found: Registered) -> str:
    """A few lines for people."""
    if found.is_refused:
        return f"No registration: {found.reason}."
    matrix = ", ".join(f"{value:.8g}" for value in found.matrix)
    return "\n".join(
        (
            f"matrix        [{matrix}]",
            f"rms           {found.rms_px:.2f} px of the after scene",
            f"places        {found.inliers} agree ({found.inlier_share:.0%})",
        )
    )
