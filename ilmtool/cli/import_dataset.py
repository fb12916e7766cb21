"""`ilmtool import PATH`: labelled datasets of other tools into sidecars."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ilmtool.datasets.importers.importing import ImportReport

_DESCRIPTION = """\
Read a labelled dataset of another tool and write an annotation file beside each of its images, and a label
set of its classes. Boxes keep their edges, angles and attributes; ids are the same in every import of the
same data.
Whatever an annotation file cannot hold is listed. An annotation file that exists is never written over.

Objects of map data (GeoJSON, GeoPackage, Shapefile, KML; SpaceNet) lie on the ground, in whatever CRS: they
go to the images in --images that show their place.
"""
_EPILOG = """\
formats: coco, yolo, yolo-obb, voc, dota, xview, xbd (pairs), labelme, cvat, spacenet, vector; without
--format the content decides.

exit codes:
  0  everything was imported
  1  imported, but something is listed that could not be held or found
  2  nothing can be imported (one sentence on standard error); nothing was written

examples:
  ilmtool import instances_train.json --images train2017
  ilmtool import yolo-dataset --images yolo-dataset/images --before 2019-02-16
  ilmtool import buildings.gpkg --images scenes --label-field kind
"""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the command."""
    parser = subparsers.add_parser(
        "import",
        help="import a labelled dataset of another tool",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("path", metavar="PATH", type=Path, help="file or folder of the dataset")
    parser.add_argument("--format", metavar="F", default="", help="its format (default: by its content)")
    parser.add_argument(
        "--images", metavar="DIR", type=Path, help="folder of its images (default: the dataset's own)"
    )
    parser.add_argument(
        "--before", metavar="DIR", type=Path, help="folder of images of the earlier date, of the same names"
    )
    parser.add_argument(
        "-o",
        "--output",
        metavar="DIR",
        type=Path,
        help="write the annotation files there, not beside the images",
    )
    parser.add_argument("--analyst", metavar="ID", default="", help="whose annotation files these are")
    parser.add_argument("--label-field", metavar="NAME", default="", help="map data: the field of the class")
    parser.add_argument("--label", metavar="NAME", default="", help="map data: class of what names none")
    parser.add_argument(
        "--zero-based", action="store_true", help="Pascal VOC: coordinates count from 0, against the standard"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Import and tell; 0 or 1. Raises `UserError` where nothing can be imported."""
    from ilmtool.core.times import utc_now
    from ilmtool.datasets.importers.importing import ImportRequest, import_dataset
    from ilmtool.sidecar.files import analyst_id

    request = ImportRequest(
        path=args.path,
        images=args.images,
        format=args.format,
        before=args.before,
        output=args.output,
        analyst=analyst_id(args.analyst) if args.analyst else "",
        label_field=args.label_field,
        label=args.label,
        zero_based=args.zero_based,
    )
    report = import_dataset(request, utc_now(), _progress if sys.stderr.isatty() else None)
    print(_as_json(report) if args.json else _as_text(report))
    return 1 if report.losses.entries else 0


def _progress(done: int, total: int) -> None:
    end = "\n" if done == total else ""
    print(f"\rilmtool: image {done:,} of {total:,}", end=end, file=sys.stderr, flush=True)


def _as_json(report: ImportReport) -> str:
    return json.dumps(
        {
            "format": report.format,
            "images": report.images,
            "objects": report.objects,
            "sidecars": [str(path) for path in report.sidecars],
            "unchanged": [str(path) for path in report.unchanged],
            "label_set": None if report.labels is None else str(report.labels),
            "listed": [{"what": loss.what, "where": loss.where} for loss in report.losses.entries],
        },
        indent=2,
        ensure_ascii=False,
    )


_SHOWN = 5


def _as_text(report: ImportReport) -> str:
    written, there = len(report.sidecars), len(report.unchanged)
    lines = [
        f"{report.format}: {report.objects:,} objects on {report.images:,} images.",
        f"{written:,} annotation files written, {there:,} there already.",
    ]
    if report.labels is not None:
        lines.append(f"Label set: {report.labels}")
    for what, places in report.losses.by_kind().items():
        lines.append(f"{len(places):,} x {what}")
        lines += [f"    {place}" for place in places[:_SHOWN]]
        if len(places) > _SHOWN:
            lines.append(f"    and {len(places) - _SHOWN:,} more (--json lists all)")
    return "\n".join(lines)
