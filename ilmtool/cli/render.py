"""`ilmtool render`: a picture of a pair, by the window's own painter."""

from __future__ import annotations

import argparse
import math
import sys
from pathlib import Path

import numpy as np

from ilmtool.cli.arguments import add_pair
from ilmtool.cli.outputs import check_apart
from ilmtool.core.geometry import Point
from ilmtool.core.layout import CompareMode, Cut
from ilmtool.errors import UserError
from ilmtool.measure.wording import UNITS
from ilmtool.session.labels import load_label_set
from ilmtool.session.opening import open_pair
from ilmtool.session.pair import Pair
from ilmtool.session.picture import MAX_SIDE, PictureRequest, paint_picture, save_picture
from ilmtool.session.view_state import GAIN_RANGE

_DESCRIPTION = """\
Paint a pair as the window shows it, with the boxes of its sidecar, and write the picture. The picture is in
the pixels of the after scene; the before scene is placed into it by its georeferencing and the registration
that the sidecar holds. Side by side is two equal halves, before left, after right, each centred on --center.
"""
_EPILOG = """\
--center takes LON,LAT in degrees (WGS 84) or X,Y in pixels of the after scene. Two numbers that are a place
inside the pair are taken as LON,LAT, all others as X,Y; write lonlat:LON,LAT or px:X,Y to leave no doubt.
Where after-scene pixels are not square on the ground (EPSG:4326), --scale counts along their rows, and
columns are drawn longer or shorter so that the ground has the right shape.

exit codes:
  0  the picture was written
  2  an image or the sidecar cannot be used, or the picture cannot be written (one sentence on standard error)

examples:
  ilmtool render before.tif after.tif -o pair.png
  ilmtool render before.tif after.tif -o crane.png --mode swipe --center 124.7051,39.6601 --scale 2
  ilmtool render before.tif after.tif -o after.png --mode after --size 2000x2000 --sidecar review.ilm.geojson
  ilmtool render before.tif after.tif -o lens.png --mode lens --lens 600,300 --lens-size 400
  ilmtool render before.tif after.tif -o change.png --mode signed-difference --gain 4
"""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the command."""
    parser = subparsers.add_parser(
        "render",
        help="paint a pair and its boxes into a picture",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_pair(parser)
    parser.add_argument(
        "-o", "--output", metavar="OUT.png", type=Path, required=True, help="picture to write"
    )
    parser.add_argument(
        "--mode", choices=[str(mode) for mode in CompareMode], default=str(CompareMode.SIDE_BY_SIDE),
        help="way of comparing (default: %(default)s)",
    )  # fmt: skip
    parser.add_argument(
        "--size",
        metavar="WxH",
        type=_size,
        default=(1600, 900),
        help="picture size in px (default: 1600x900)",
    )
    parser.add_argument(
        "--center", metavar="LON,LAT|X,Y", type=_center, help="place in the middle (default: of the pair)"
    )
    parser.add_argument(
        "--scale", metavar="F", type=_scale, help="picture px per after-scene px (default: the pair fits)"
    )
    parser.add_argument(
        "--sidecar", metavar="F", type=Path, help="annotations (default: the sidecar beside AFTER, if any)"
    )
    parser.add_argument(
        "--label-set", metavar="SET", default="", help="label set for the colours: name or TOML file"
    )
    parser.add_argument(
        "--divider", metavar="PERCENT", type=_percent, default=50.0,
        help="of a swipe: where the after date begins, from the left or top (default: 50)",
    )  # fmt: skip
    parser.add_argument(
        "--lens",
        metavar="X,Y",
        type=_spot,
        help="centre of the lens in px of the picture (default: its middle)",
    )
    parser.add_argument(
        "--lens-size", metavar="PX", type=_lens_size, default=260, help="diameter of the lens (default: 260)"
    )
    parser.add_argument(
        "--fade", metavar="PERCENT", type=_percent, default=50.0,
        help="share of the after date in a fade (default: 50)",
    )  # fmt: skip
    parser.add_argument(
        "--gain", metavar="F", type=_gain, default=2.0,
        help="how much stronger differences and edges are shown (default: 2)",
    )  # fmt: skip
    parser.add_argument("--no-names", action="store_true", help="boxes without their labels")
    parser.add_argument(
        "--scale-bar", nargs="?", const="metric", default="", choices=list(UNITS), metavar="UNITS",
        help=f"add a scale bar and a north arrow; UNITS is one of {', '.join(UNITS)} (default: metric)",
    )  # fmt: skip
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the picture; 0. Raises `UserError` where that is not possible."""
    opened = open_pair(args.before, args.after, sidecar=args.sidecar)
    with opened.pair:
        check_apart(args.output, (opened.pair.before.source, opened.pair.after.source))
        labels, findings = load_label_set(args.label_set)
        for finding in (*opened.findings, *findings):
            if finding.severity != "info":
                print(f"ilmtool: {finding.severity}: {finding.message}", file=sys.stderr)
        center = None if args.center is None else _reference_point(opened.pair, *args.center)
        mode = CompareMode(args.mode)
        width, height = args.size
        lens = args.lens or (width / 2, height / 2)
        cut = Cut(
            args.divider / 100, (lens[0] / width, lens[1] / height), args.lens_size / 2, args.fade / 100
        )
        request = PictureRequest(
            mode, args.size, center, args.scale, names=not args.no_names, scale_bar=args.scale_bar,
            cut=cut, gain=args.gain,
        )  # fmt: skip
        save_picture(paint_picture(opened, labels, request), args.output)
    return 0


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.lower().partition("x")
    if not (width.isdecimal() and height.isdecimal()):
        raise argparse.ArgumentTypeError(f"{text!r} is not WIDTHxHEIGHT, like 1600x900")
    size = int(width), int(height)
    if not all(1 <= side <= MAX_SIDE for side in size):
        raise argparse.ArgumentTypeError(f"{text!r}: each side must be 1 to {MAX_SIDE} px")
    return size


def _center(text: str) -> tuple[str, Point]:
    kind, _, rest = text.rpartition(":")
    try:
        if kind not in {"", "px", "lonlat"}:
            raise ValueError
        x, y = (float(part) for part in rest.split(","))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not LON,LAT or X,Y") from None
    if not (math.isfinite(x) and math.isfinite(y)):
        raise argparse.ArgumentTypeError(f"{text!r} is not a place")
    return kind, (x, y)


def _number(text: str, low: float, high: float, what: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not low <= number <= high:
        raise argparse.ArgumentTypeError(f"{text!r} is not {what}: {low:g} to {high:g}")
    return number


def _percent(text: str) -> float:
    return _number(text.removesuffix("%"), 0, 100, "a percentage")


def _lens_size(text: str) -> float:
    return _number(text, 4, MAX_SIDE, "a diameter in px")


def _gain(text: str) -> float:
    return _number(text, *GAIN_RANGE, "a gain")


def _spot(text: str) -> Point:
    try:
        x, y = (float(part) for part in text.split(","))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not X,Y") from None
    if not (abs(x) <= MAX_SIDE and abs(y) <= MAX_SIDE):
        raise argparse.ArgumentTypeError(f"{text!r} is not a place in the picture")
    return x, y


def _scale(text: str) -> float:
    try:
        scale = float(text)
    except ValueError:
        scale = math.nan
    if not (math.isfinite(scale) and scale > 0):
        raise argparse.ArgumentTypeError(f"{text!r} is not a scale, like 0.5 or 2")
    return scale


def _reference_point(pair: Pair, kind: str, point: Point) -> Point:
    """The reference pixel that `--center` means."""
    if kind == "px":
        return point
    ground = pair.after.ground
    x0, y0, x1, y1 = pair.extent
    if ground is not None:
        x, y = ground.to_pixel(np.array([point]))[0].tolist()
        if x0 <= x <= x1 and y0 <= y <= y1:
            return x, y
    if kind == "lonlat":
        if ground is None:
            raise UserError(f"{pair.after.facts.name} has no georeferencing.", "", "Use --center px:X,Y.")
        raise UserError(f"{point[0]:g},{point[1]:g} lies outside the pair.", "", "Choose a place inside it.")
    return point
