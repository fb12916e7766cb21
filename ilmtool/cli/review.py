"""`ilmtool review A B [C...]`: compare what several analysts drew, and say how well they agree."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ilmtool.errors import UserError

if TYPE_CHECKING:
    from ilmtool.review.overlap import Rules
    from ilmtool.session.review_files import Review

_DESCRIPTION = """\
Compare two or more annotation files of one pair of images, or all files of a team's folder. Boxes are
matched one to one by their place, whatever their labels; the figures say how far the files agree on where
there is something (F1, location only), on what it is (F1, with label), on the outlines (IoU) and, on
matched boxes, on the class (Cohen's kappa; Krippendorff's alpha for three and more). What is not defined is
n/a, with the reason. The files are never written.
"""
_EPILOG = """\
Two boxes may be one object if their intersection over union is at least T (of the outlines, where a box is
turned); where the smaller side is below 12 px also if their centres are at most 2 px, or half that side,
apart. With a folder, every two files of each after image are compared; the interval is a bootstrap over the
images.

--json prints one object: f1_location, f1_label (null where n/a; reason says why), matched, only_a, only_b,
label_differs, attribute_differs, mean_iou, median_iou, per_class, confusion (labels, matrix; the last row
and column are "no box"), pairs (a, b, iou, rule, conflict) and more. With three files and more these keys
hold for all pairs of files together, `pairwise` has each of them, and `consensus` what all say.

exit codes:
  0  compared, whatever the figures are
  2  a file is missing, cannot be read or is of another pair, or a result cannot be written (one sentence on
     standard error)

examples:
  ilmtool review after.tif.anna.ilm.geojson after.tif.ben.ilm.geojson
  ilmtool review *.ilm.geojson --html review.html --pdf review.pdf --csv pairs.csv
  ilmtool review anna.geojson ben.geojson cem.geojson --consensus after.tif.consensus.ilm.geojson
  ilmtool review team-folder --json
"""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the command."""
    parser = subparsers.add_parser(
        "review",
        help="compare what several analysts drew",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "files", metavar="FILE", type=Path, nargs="+", help="annotation files of one pair, or one folder"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--csv", metavar="F", type=Path, help="write the pairs of boxes as a table")
    parser.add_argument("--html", metavar="F", type=Path, help="write a printable page")
    parser.add_argument("--pdf", metavar="F", type=Path, help="write the same as PDF")
    parser.add_argument(
        "--iou", metavar="T", type=float, default=0.5, help="least overlap, above 0 to 1 (default: 0.5)"
    )
    parser.add_argument(
        "--quorum", metavar="N", type=int, help="files that make a consensus (default: more than half)"
    )
    parser.add_argument(
        "--consensus", metavar="OUT", type=Path, help="write the consensus of three or more files"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Compare and print; 0.

    Raises
    ------
    UserError
        A file cannot be read, or a result cannot be written.
    """
    from ilmtool.review.overlap import Rules

    rules = Rules(iou=args.iou)
    _check_outputs(args)
    if len(args.files) == 1 and args.files[0].is_dir():
        return _run_folder(args, rules)
    if len(args.files) < 2:
        raise UserError(
            "A review needs two annotation files or more, or one folder.", "", "Name the files to compare."
        )
    if args.quorum is not None and not 1 <= args.quorum <= len(args.files):
        raise UserError(f"The quorum {args.quorum} is out of range.", "", f"Choose 1 to {len(args.files)}.")
    if args.consensus is not None and len(args.files) < 3:
        raise UserError(
            "A consensus by votes needs three annotation files or more.",
            "",
            "Settle two files in the window: Review > Compare with a colleague's file.",
        )
    from ilmtool.session.review_files import read_all, review

    result = review(read_all(args.files), rules, args.quorum)
    report = _report(result)
    for finding in result.findings:
        if finding.severity != "info":
            print(f"ilmtool: {finding.severity}: {finding.message}", file=sys.stderr)
    _write_files(args, result, report)
    if args.json:
        print(json.dumps(report, indent=2, ensure_ascii=True, allow_nan=False))
    else:
        _print_text(result, report)
    return 0


def _check_outputs(args: argparse.Namespace) -> None:
    """A colleague's file is never written over by a typing error."""
    sources = [path.resolve() for path in args.files]
    wanted: list[Path] = []
    for path in (args.csv, args.html, args.pdf, args.consensus):
        if path is None:
            continue
        if path.resolve() in sources:
            raise UserError(
                f"{path} is one of the files to compare.", "", "Choose another place to write to."
            )
        if path.resolve() in wanted:
            raise UserError(f"{path} was named for two results.", "", "Choose two places.")
        wanted.append(path.resolve())


def _report(result: Review) -> dict[str, Any]:
    from ilmtool.review.consensus import alpha
    from ilmtool.review.report import pooled, report_of, rules_of

    names = [file.name for file in result.files]
    files = [
        {"name": f.name, "sha256": f.checksum.removeprefix("1220"), "analysts": list(f.analysts),
         "boxes": len(b), "unplaced": len(b.unplaced), "examined": len(b.examined)}
        for f, b in zip(result.files, result.boxes, strict=True)
    ]  # fmt: skip
    each = {key: report_of(comparison) for key, comparison in result.pairs.items()}
    if len(result.files) == 2:
        own = each[0, 1]
        return {**own, "files": files, "rules": rules_of(result.rules), "findings": _findings(result)}
    figure = alpha(result.clusters, result.boxes)
    every = list(result.pairs.values())
    return {
        **pooled(every),
        **_of_all(result),
        "alpha": None if figure.value is None else round(figure.value, 6),
        "alpha_n": figure.n,
        "alpha_reason": figure.reason or None,
        "files": files,
        "rules": rules_of(result.rules),
        "findings": _findings(result),
        "pairwise": [{"files": [names[a], names[b]], **report} for (a, b), report in each.items()],
        "consensus": [
            {
                "boxes": [{"file": names[n], "id": result.boxes[n].ids[r]} for n, r in c.members],
                "chosen": {"file": names[c.chosen[0]], "id": result.boxes[c.chosen[0]].ids[c.chosen[1]]},
                "presence": c.presence,
                "label": c.label,
                "votes": dict(c.votes),
                "share": round(len(c.members) / c.files, 6),
            }
            for c in result.clusters
        ],
    }


def _of_all(result: Review) -> dict[str, Any]:
    """The keys of two files that are sums, means and lists over all pairs of files."""
    import numpy as np

    from ilmtool.review.compare import middle
    from ilmtool.review.report import pairs_of, pooled_classes, pooled_confusion

    every = list(result.pairs.items())
    mean, median = middle(np.concatenate([c.matching.iou for _, c in every]))
    return {
        "mean_iou": None if mean.value is None else round(mean.value, 6),
        "median_iou": None if median.value is None else round(median.value, 6),
        "per_class": pooled_classes([c for _, c in every]),
        "confusion": pooled_confusion([c for _, c in every]),
        "pairs": [
            {"files": [result.files[a].name, result.files[b].name], **pair}
            for (a, b), comparison in every
            for pair in pairs_of(comparison)
        ],
    }


def _findings(result: Review) -> list[dict[str, str]]:
    return [{"severity": f.severity, "code": f.code, "message": f.message} for f in result.findings]


def _write_files(args: argparse.Namespace, result: Review, report: dict[str, Any]) -> None:
    from ilmtool.session.consensus import consensus_document
    from ilmtool.sidecar.codec import encode

    if args.csv is not None:
        _write(args.csv, [_csv(result, report).encode("utf-8-sig", "replace")])
    if args.html is not None or args.pdf is not None:
        _write_pages(args, result)
    if args.consensus is not None:
        _write(args.consensus, encode(consensus_document(result)))


def _csv(result: Review, report: dict[str, Any]) -> str:
    from ilmtool.review.tables import PAIR_COLUMNS, csv_text, pair_rows

    if len(result.files) == 2:
        return csv_text(PAIR_COLUMNS, pair_rows(report))
    rows = [[*each["files"], *row] for each in report["pairwise"] for row in pair_rows(each)]
    return csv_text(("file_a", "file_b", *PAIR_COLUMNS), rows)


def _write_pages(args: argparse.Namespace, result: Review) -> None:
    from datetime import UTC, datetime

    from ilmtool.core.times import format_utc
    from ilmtool.session.review_page import TITLE, review_blocks
    from ilmtool.session.review_pictures import conflict_pictures

    remarks: list[str] = []
    pictures = {}
    for (one, other), comparison in result.pairs.items():
        found, problem = conflict_pictures(comparison, result.files[one].path)
        pictures[one, other] = found
        if problem is not None and not remarks:
            remarks.append(f"There are no pictures: {problem}")
    now = datetime.now(UTC)
    blocks = review_blocks(result, format_utc(now), pictures, remarks)
    _write_blocks(args, TITLE, blocks, now)


def _write_blocks(args: argparse.Namespace, title: str, blocks: list[Any], now: Any) -> None:
    from ilmtool.resources import resource_dir
    from ilmtool.review.page import html_page

    if args.html is not None:
        _write(args.html, [html_page(title, blocks).encode("utf-8", "replace")])
    if args.pdf is not None:
        from ilmtool.review.pdf import pdf_pages

        _write(args.pdf, [pdf_pages(title, blocks, resource_dir() / "fonts" / "DejaVuSans.ttf", now)])


def _write(path: Path, chunks: Iterable[bytes]) -> None:
    from ilmtool.sidecar.files import write_atomic

    write_atomic(path, chunks)


def _print_text(result: Review, report: dict[str, Any]) -> None:
    from ilmtool.review.report import headline, text_of_figure
    from ilmtool.review.wording import plain

    letters = [chr(ord("A") + n) if n < 26 else str(n + 1) for n in range(len(result.files))]
    for letter, file, boxes in zip(letters, result.files, result.boxes, strict=True):
        who = ", ".join(plain(name) for name in file.analysts) or "not named"
        print(f"{letter}: {plain(file.name)}: {len(boxes)} boxes by {who}")
    each = report.get("pairwise", [report])
    for (one, other), own in zip(result.pairs, each, strict=True):
        names = letters[one], letters[other]
        print(f"\n{names[0]} and {names[1]}")
        for name, value in headline(own, names):
            print(f"  {name:<44} {value}")
        for name, figures in own["per_class"].items():
            value = text_of_figure(figures["f1"], own["reasons"].get(f"per_class.{name}"))
            print(f"  F1 of {plain(name or '(no label)'):<38} {value}")
    if len(result.files) > 2:
        print("\nall together")
        print(f"  {'F1, location only':<44} {text_of_figure(report['f1_location'], report['reason'])}")
        print(f"  {'F1, with label':<44} {text_of_figure(report['f1_label'], report['reason'])}")
        name = f"Krippendorff's alpha on matched boxes (n = {report['alpha_n']})"
        print(f"  {name:<44} {text_of_figure(report['alpha'], report['alpha_reason'])}")


# -- a folder ----------------------------------------------------------------------------------


def _run_folder(args: argparse.Namespace, rules: Rules) -> int:
    from ilmtool.session.team_folder import read_folder
    from ilmtool.session.team_report import FOLDER_COLUMNS, folder_blocks, folder_report, folder_rows

    if args.consensus is not None or args.quorum is not None:
        raise UserError("A consensus is of one pair, not of a folder.", "", "Name the files of the pair.")
    team = read_folder(args.files[0], rules)
    if args.csv is not None:
        from ilmtool.review.tables import csv_text

        _write(args.csv, [csv_text(FOLDER_COLUMNS, folder_rows(team)).encode("utf-8-sig", "replace")])
    if args.html is not None or args.pdf is not None:
        from datetime import UTC, datetime

        from ilmtool.core.times import format_utc

        now = datetime.now(UTC)
        _write_blocks(args, "Agreement of a team", folder_blocks(team, rules, format_utc(now)), now)
    if args.json:
        print(json.dumps(folder_report(team, rules), indent=2, ensure_ascii=True, allow_nan=False))
        return 0
    from ilmtool.review.wording import plain

    rows = [list(FOLDER_COLUMNS), *([plain(cell) for cell in row] for row in folder_rows(team))]
    widths = [max(len(row[column]) for row in rows) for column in range(len(FOLDER_COLUMNS))]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    report = folder_report(team, rules)
    for key in ("f1_location", "f1_label"):
        interval = report[f"{key}_interval"]
        value = report[key] if report[key] is not None else f"n/a: {report['reason']}"
        span = f", 95 % interval over scenes {interval[0]} to {interval[1]}" if interval else ""
        print(f"{key}: {value}{span}")
    return 0
