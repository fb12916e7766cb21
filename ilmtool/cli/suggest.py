"""`ilmtool suggest BEFORE AFTER`: ranked places where two dates probably differ."""

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
    from ilmtool.session.change_search import Lie
    from ilmtool.session.pair import Pair
    from ilmtool.suggest.candidate import Candidate, Suggestions

_DESCRIPTION = """\
Look for change: both dates are brought onto one grid (by the registration in the annotation file, else by
one that is measured on the spot) and into one radiometry, and what still differs, beyond a shift within the
residual, is listed as boxes, the most striking first. They are hints for an analyst and no annotations:
nothing is written beside the images, and what is not listed may have changed all the same. The score ranks;
it is no probability. What looks like a moved shadow, the season or a cloud is flagged and ranked lower.
"""
_EPILOG = """\
exit codes:
  0  searched
  2  wrong use, or an image that cannot be used (one sentence on standard error)

examples:
  ilmtool suggest before.tif after.tif
  ilmtool suggest before.tif after.tif --top 50 --json | jq -c '.candidates[].bounds'
  ilmtool suggest before.tif after.tif --geojson hints.geojson
"""
MOST = 1000


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the command."""
    parser = subparsers.add_parser(
        "suggest",
        help="list places where two dates probably differ",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_pair(parser)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument(
        "--top",
        metavar="N",
        type=_count,
        default=50,
        help=f"list N places at most, 1 to {MOST} (default: 50)",
    )
    parser.add_argument(
        "--geojson",
        metavar="OUT",
        type=Path,
        help="write the places as map features, where AFTER has a place",
    )
    parser.add_argument(
        "--residual", metavar="PX", type=_length,
        help="by how many px of AFTER the dates may lie apart (default: from the registration, 1 at least)",
    )  # fmt: skip
    parser.add_argument(
        "--step", metavar="PX", type=_length,
        help="px of AFTER per px of the search (default: the coarser date's, and coarser in large scenes)",
    )  # fmt: skip
    parser.add_argument(
        "--sidecar",
        metavar="F",
        type=Path,
        help="annotation file with the registration (default: beside AFTER)",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Search and print; 0. Raises `UserError` where that is not possible."""
    from ilmtool.cli.outputs import check_apart
    from ilmtool.session.change_search import search_registered
    from ilmtool.session.opening import open_pair
    from ilmtool.suggest.candidate import Options

    if args.geojson is not None and args.geojson.name.endswith(".ilm.geojson"):
        raise UserError(
            f"{args.geojson.name} would be an annotation file, and suggestions are no annotations.", "",
            "Choose a name that does not end in .ilm.geojson.",
        )  # fmt: skip
    started = time.monotonic()
    opened = open_pair(args.before, args.after, sidecar=args.sidecar)
    with opened.pair as pair:
        if args.geojson is not None:
            check_apart(args.geojson, (pair.before.source, pair.after.source))
        for finding in opened.findings:
            if finding.severity != "info":
                print(f"ilmtool: {finding.severity}: {finding.message}", file=sys.stderr)
        options = Options(step_px=args.step, most=args.top)
        tell = _progress if sys.stderr.isatty() else None
        found, lie = search_registered(pair, opened.document, options, args.residual, tell)
        seconds = time.monotonic() - started
        answer = members(found, lie, pair, seconds)
    if args.geojson is not None:
        _write_features(args.geojson, answer, pair)
    print(json.dumps(answer, indent=2) if args.json else as_text(found, lie))
    return 0


def _count(text: str) -> int:
    if not (text.isdecimal() and 1 <= int(text) <= MOST):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 to {MOST}")
    return int(text)


def _length(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not 0 < value <= 64:
        raise argparse.ArgumentTypeError(f"{text!r} is not a length in px above 0 and up to 64")
    return value


def _progress(share: float) -> None:
    print(f"\rilmtool: {share:.0%}", end="\n" if share >= 1 else "", file=sys.stderr, flush=True)


def members(found: Suggestions, lie: Lie, pair: Pair, seconds: float) -> dict[str, Any]:
    """The answer as JSON: bounds in px of the after image, `geometry` on the ground where it has a place."""
    return {
        "before": pair.before.facts.name,
        "after": pair.after.facts.name,
        "method": found.method,
        "parameters": {
            "residual_px": round(found.residual_px, 3),
            "step_px": round(found.step_px, 4),
            "bands_before": [band + 1 for band in found.bands[0]],
            "bands_after": [band + 1 for band in found.bands[1]],
        },
        "registration": {
            "source": lie.source,
            "matrix": None if lie.matrix is None else list(lie.matrix),
            "rms_px": None if lie.rms_px is None else round(lie.rms_px, 4),
            "reason": lie.reason or None,
        },
        "likeness": round(found.likeness, 4),
        "looked_at": [round(v, 3) for v in found.looked_at],
        "compared_share": round(found.compared_share, 4),
        "seconds": round(seconds, 2),
        "candidates": [_candidate(candidate, pair) for candidate in found.candidates],
    }


def _candidate(candidate: Candidate, pair: Pair) -> dict[str, Any]:
    from ilmtool.core.geometry import box_ring
    from ilmtool.sidecar.derive import derive_geometry

    geometry = derive_geometry(box_ring(*candidate.bounds), pair.after.ground)
    return {
        "rank": candidate.rank,
        "bounds": list(candidate.bounds),
        "score": candidate.score,
        "change": candidate.change,
        "evidence": list(candidate.evidence),
        "flags": list(candidate.flags),
        "geometry": json.loads(geometry),
    }


def _write_features(path: Path, answer: dict[str, Any], pair: Pair) -> None:
    from ilmtool.sidecar.files import write_atomic, write_error

    if pair.after.ground is None:
        raise UserError(
            f"{pair.after.facts.name} has no place on the ground, so they are no map features.", "",
            "Use --json; its bounds are px of the image.",
        )  # fmt: skip
    features = [
        {
            "type": "Feature",
            "properties": {
                "rank": c["rank"], "score": c["score"], "change": c["change"],
                "evidence": "; ".join(c["evidence"]), "flags": "; ".join(c["flags"]),
            },
            "geometry": c["geometry"],
        }
        for c in answer["candidates"]
    ]  # fmt: skip
    lines = ",\n".join(json.dumps(feature) for feature in features)
    text = f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n'
    try:
        write_atomic(path, [text.encode()])
    except OSError as error:
        raise write_error(path, error) from error


def as_text(found: Suggestions, lie: Lie) -> str:
    """A table for people."""
    lines = [_account(found, lie)]
    if found.candidates:
        lines += ["", "rank  score  x0,y0 to x1,y1 (px of the after image)      evidence"]
    for c in found.candidates:
        x0, y0, x1, y1 = (f"{v:.0f}" for v in c.bounds)
        place = f"{x0},{y0} to {x1},{y1}"
        words = ", ".join(c.evidence) + (f"  ({', '.join(c.flags)})" if c.flags else "")
        lines.append(f"{c.rank:>4}  {c.score:5.2f}  {place:<47}  {words}")
    return "\n".join(lines)


def _account(found: Suggestions, lie: Lie) -> str:
    how = {
        "sidecar": "registered by the annotation file",
        "measured": "registered for this search" + (f", RMS {lie.rms_px:.2f} px" if lie.rms_px else ""),
        "refused": f"not registered ({lie.reason}), so expect more false hints",
        "none": "not registered",
    }[lie.source]
    count = len(found.candidates)
    places = "1 place" if count == 1 else f"{count:,} places"
    return (
        f"{places}; {found.compared_share:.0%} of the overlap compared, {how}. "
        "These are hints: look at each before you believe it."
    )
