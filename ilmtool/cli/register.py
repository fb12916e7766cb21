"""`ilmtool register BEFORE AFTER`: how much the before scene must be shifted, measured or refused."""

from __future__ import annotations

import argparse
import json
import math
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ilmtool.cli.arguments import add_pair
from ilmtool.errors import UserError

if TYPE_CHECKING:
    from ilmtool.core.geometry import Affine, Bounds
    from ilmtool.imagery.registration import Registered
    from ilmtool.imagery.source import RasterSource

EXIT_REFUSED = 3

_DESCRIPTION = """\
Measure how the before scene lies on the after scene, beyond what their georeferencing says: patches all
over the overlap are compared at full resolution by the direction of their edges, and the shift, turn and
scale on which they agree is printed as a matrix [a, b, c, d, e, f] in pixels of the after scene
(x' = a x + b y + c, y' = d x + e y + f), as the annotation file holds it. Where either image has no
georeferencing the matrix leads from the pixels of the before scene to those of the after scene.

There is no answer, and the reason is printed, where hardly any place has enough to see or is found again,
where fewer than 60 % of those that are agree, or only in one corner, and where a pattern repeats itself so
that several shifts fit. Nothing is written but the picture that is asked for; the images are not changed.

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
  ilmtool register before.tif after.tif --picture residuals.png
  ilmtool register before.tif after.tif --json | jq -c .matrix
"""
_PICTURE_PX = (1200, 900)


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the command."""
    parser = subparsers.add_parser(
        "register",
        help="measure the shift between two images",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_pair(parser)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument(
        "--picture",
        metavar="OUT.png",
        type=Path,
        help="write the residuals as a picture over the after scene",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Measure and print; 0, or 3 where the answer is refused. Raises `UserError` for unusable images."""
    from ilmtool.cli.outputs import check_apart
    from ilmtool.imagery.ground import ground_sample_distance
    from ilmtool.imagery.placement import place
    from ilmtool.imagery.registration import behind_identity, overlap_bounds, register
    from ilmtool.imagery.source import open_source

    if args.picture is not None and args.picture.suffix.lower() != ".png":
        raise UserError(f"{args.picture.name} does not end in .png.", "", "Choose a name that does.")
    started = time.monotonic()
    with open_source(args.before) as before, open_source(args.after) as after:
        if args.picture is not None:
            check_apart(args.picture, (before, after))
        placement = place(before.facts.georeference, after.facts.georeference)
        found = register(before, after, placement, _progress if sys.stderr.isatty() else None)
        seconds = time.monotonic() - started
        whole = (0.0, 0.0, float(after.facts.width), float(after.facts.height))
        overlap = overlap_bounds(before, after, placement, found.matrix) or whole
        if args.picture is not None:
            _write_picture(args.picture, found, after, overlap)
        gsd = ground_sample_distance(after.facts.georeference)
    found, moves = behind_identity(found, placement), found.matrix
    if args.json:
        print(json.dumps(members(found), indent=2))
    else:
        print(as_text(found, moves, overlap, gsd))
        print(f"time          {seconds:.1f} s")
    return EXIT_REFUSED if found.is_refused else 0


def _write_picture(path: Path, found: Registered, after: RasterSource, bounds: Bounds) -> None:
    """The residuals as a PNG; one that is there is replaced as a whole."""
    import cv2

    from ilmtool.painting.residuals import ground_of, residual_picture
    from ilmtool.sidecar.files import write_atomic

    picture = residual_picture(found, _PICTURE_PX, bounds, ground_of(after, bounds))
    _, data = cv2.imencode(".png", picture[..., :3])
    write_atomic(path, [data.tobytes()])


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
        "model": found.model or None,
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


def as_text(found: Registered, moves: Affine, overlap: Bounds, gsd: float | None) -> str:
    """A few lines for people.

    Parameters
    ----------
    found : Registered
        As the annotation file holds it.
    moves : Affine
        The same behind the placement: what the pair is moved by.
    overlap : (x0, y0, x1, y1)
        Px of the after scene, in whose middle the shift is told.
    gsd : float, optional
        Metres a px of the after scene.
    """
    import numpy as np

    from ilmtool.core.geometry import apply, invert

    share = f"{found.inlier_share:.0%} of the places that were found again"
    if found.is_refused:
        return "\n".join(
            (
                f"No registration: {found.reason}.",
                f"found again   {len(found.points)} places, {len(found.unmatched)} others not",
            )
        )
    middle = np.array([[(overlap[0] + overlap[2]) / 2, (overlap[1] + overlap[3]) / 2]])
    dx, dy = (middle - apply(invert(moves), middle))[0]
    a, b, _, d, e, _ = moves
    metres = f" ({math.hypot(dx, dy) * gsd:.2f} m)" if gsd is not None else ""
    matrix = ", ".join(f"{value:.8g}" for value in found.matrix)
    return "\n".join(
        (
            f"matrix        [{matrix}]",
            f"model         {found.model}",
            f"shift         {dx:+.2f}, {dy:+.2f} px in the middle{metres}",
            f"turn          {math.degrees(math.atan2(d - b, a + e)):.4f} degrees clockwise",
            f"scale         {math.sqrt(abs(a * e - b * d)):.6f}",
            f"rms           {found.rms_px:.2f} px of the after scene",
            f"places        {found.inliers} agree ({share}), {len(found.unmatched)} were not found",
        )
    )
