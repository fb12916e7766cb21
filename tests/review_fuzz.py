"""Mutated sidecars against everything that reads colleagues' files for a review.

    python tests/review_fuzz.py --count 1000000 [--seed 1] [--seconds 3600] [--data FOLDER]

Each mutated file is read, compared with a sound one in both orders, told in words, merged, and written as
JSON, table and page. It must end in an error for the user or in a result; anything else is printed with the
seed that makes it again, and the exit code is 1. Nothing is read or written but memory.
"""

from __future__ import annotations

import argparse
import copy
import json
import random
import sys
import time
import traceback
from collections import Counter
from pathlib import Path
from typing import Any

from ilmtool.core.document import Document
from ilmtool.errors import UserError
from ilmtool.review.diff import diff, listed
from ilmtool.review.page import html_page
from ilmtool.review.report import report_of
from ilmtool.review.tables import PAIR_COLUMNS, csv_text, pair_rows
from ilmtool.review.worklist import worklist
from ilmtool.session.consensus import consensus_document
from ilmtool.session.review_files import ReviewedFile, review
from ilmtool.session.review_page import review_blocks
from ilmtool.sidecar.codec import encode
from ilmtool.sidecar.merge import merge
from ilmtool.sidecar.merge_record import conflict_findings, with_conflicts
from ilmtool.sidecar.reader import read_bytes

SLOW_S = 5.0
TOKENS = (
    b"1e400", b"-1e308", b"1e-320", b"9" * 400, b"NaN", b"Infinity", b"null", b"[]", b"{}", b"[[[[[[[[",
    b'""', b"-0", b"true", b"\x00", b"\xff\xfe", b"\xed\xa0\x80", b'"\\ud800"', b'"\\u0000"', b"<script>",
    b'"=1+1"', b"\n", b"\r", b"\\", b'"', b",", b":", b"[1,2]", b"179.99999999", b"-90.00000001", b"1e8",
    b"99999999.5", b"0.0000000001",
)  # fmt: skip


VALUES = (
    None, True, 0, -1, 1e300, -1e-300, 5e-324, 12.5, 1e8, 99999999.5, 2**63, 2**70,
    "", "x", "=1+1", "<script>", "\x00\x1b[31m", "\u202e", "box", "polygon", "crane", "rejected",
    "2019-13-45", "9999-12-31T23:59:60Z", [], {}, [[]], [[[]]],
    [[[0, 0], [0, 0], [0, 0], [0, 0], [0, 0]]], [[[0, 0], [1, 1], [0, 1], [1, 0], [0, 0]]],
    {"type": "Polygon", "coordinates": []},
)  # fmt: skip


def mutated(data: bytes, rng: random.Random) -> bytes:
    """A file that somebody broke in one to three places, as text or as values."""
    if rng.random() < 0.6:
        try:
            return _other_values(json.loads(data), rng)
        except (ValueError, RecursionError):
            pass
    return _other_text(data, rng)


def _other_values(value: Any, rng: random.Random) -> bytes:
    for _ in range(rng.randint(1, 3)):
        places: list[tuple[Any, Any]] = []
        _collect(value, places)
        if not places:
            break
        holder, key = rng.choice(places)
        match rng.randrange(4):
            case 0:
                del holder[key]
            case 1:
                other, at = rng.choice(places)
                holder[key] = copy.deepcopy(other[at]) if _holds(other, at) else None
            case _:
                holder[key] = copy.deepcopy(rng.choice(VALUES))
    return json.dumps(value, ensure_ascii=rng.random() < 0.5, separators=(",", ":")).encode(
        "utf-8", "surrogatepass"
    )


def _collect(value: Any, places: list[tuple[Any, Any]]) -> None:
    if isinstance(value, dict | list):
        for key in value if isinstance(value, dict) else range(len(value)):
            places.append((value, key))
            _collect(value[key], places)


def _holds(holder: Any, key: Any) -> bool:
    return key in holder if isinstance(holder, dict) else key < len(holder)


def _other_text(data: bytes, rng: random.Random) -> bytes:
    made = bytearray(data)
    for _ in range(rng.randint(1, 3)):
        if not made:
            break
        at = rng.randrange(len(made))
        match rng.randrange(8):
            case 0:
                made[at] ^= 1 << rng.randrange(8)
            case 1:
                del made[at : at + rng.randint(1, 40)]
            case 2:
                made[at:at] = rng.choice(TOKENS)
            case 3:
                piece = made[at : at + rng.randint(1, 200)]
                made[at:at] = piece * rng.randint(1, 3)
            case 4:
                _replace_number(made, at, rng)
            case 5:
                other = rng.randrange(len(made))
                made[other : other + 30] = made[at : at + 30]
            case 6:
                _replace_text(made, at, rng)
            case _:
                lines = bytes(made).split(b"\n")
                rng.shuffle(lines)
                made = bytearray(b"\n".join(lines))
    return bytes(made)


def _replace_number(made: bytearray, at: int, rng: random.Random) -> None:
    start = next((i for i in range(at, min(at + 400, len(made))) if chr(made[i]).isdigit()), None)
    if start is None:
        return
    end = start
    while end < len(made) and chr(made[end]) in "0123456789.eE+-":
        end += 1
    made[start:end] = rng.choice(
        (b"0", b"-1", b"1e9", b"5e-324", b"1e300", b"12", b"0.5", b"99999999", b"1e400")
    )


def _replace_text(made: bytearray, at: int, rng: random.Random) -> None:
    start = made.find(b'"', at)
    end = made.find(b'"', start + 1)
    if 0 <= start < end:
        made[start : end + 1] = rng.choice(TOKENS)


def exercise(data: bytes, sound: ReviewedFile) -> str:
    """Do with a file what a review does; what came of it. Any exception but `UserError` is a defect."""
    try:
        document = read_bytes(data, "mutated").document
    except UserError:
        return "refused"
    file = ReviewedFile(Path("mutated.ilm.geojson"), "mutated", "1220" + "0" * 64, document)
    told = [str(d) for d in diff(sound.document, document)] + list(listed(document))
    assert not any(ord(c) < 32 for line in told for c in line)
    merged = merge(Document(), sound.document, document)
    b"".join(encode(with_conflicts(merged.document, merged.conflicts)))
    conflict_findings(with_conflicts(merged.document, merged.conflicts).header)
    try:
        there, back = review((sound, file)), review((file, sound))
        three = review((sound, file, sound))
    except UserError:
        return "not compared"
    report, other = report_of(there.pairs[0, 1]), report_of(back.pairs[0, 1])
    for key in ("matched", "f1_location", "f1_label", "mean_iou", "kappa"):
        assert report[key] == other[key], key
    worklist(there.pairs[0, 1])
    json.dumps(report, allow_nan=False)
    csv_text(PAIR_COLUMNS, pair_rows(report)).encode("utf-8", "replace")
    html_page("t", review_blocks(three, "2019-03-04T09:00:00Z", {})).encode("utf-8", "replace")
    again = b"".join(encode(consensus_document(three)))
    read_bytes(again, "consensus")
    return "compared"


def corpus(folder: Path | None) -> list[bytes]:
    """Files to begin with: those of the tests, and those of a folder."""
    own = Path(__file__).resolve().parent / "corpus"
    paths = sorted(own.rglob("*.geojson"))
    if folder is not None:
        paths += sorted(folder.rglob("*.geojson"))
    return [path.read_bytes() for path in paths if path.stat().st_size < 200_000]


def sound_file() -> ReviewedFile:
    """A file without faults."""
    path = Path(__file__).resolve().parent / "corpus" / "1.0" / "ordinary.ilm.geojson"
    return ReviewedFile(path, "sound", "1220" + "1" * 64, read_bytes(path.read_bytes()).document)


def run(count: int, seed: int, seconds: float, files: list[bytes]) -> tuple[Counter[str], list[str]]:
    """(what came of the files, defects)."""
    sound, found, defects = sound_file(), Counter[str](), []
    ends = time.monotonic() + seconds
    for number in range(count):
        rng = random.Random(f"{seed} {number}")
        data = mutated(rng.choice(files), rng)
        begun = time.monotonic()
        try:
            found[exercise(data, sound)] += 1
        except Exception:  # noqa: BLE001 - every other exception is what is looked for
            found["defect"] += 1
            defects.append(f"seed {seed}, number {number}\n{traceback.format_exc()}")
        if time.monotonic() - begun > SLOW_S:
            found["slow"] += 1
            defects.append(f"seed {seed}, number {number}: took {time.monotonic() - begun:.1f} s")
        if time.monotonic() > ends:
            break
    return found, defects


def main() -> int:
    """Run as a program; 0 if no defect was found."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--count", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=3600.0)
    parser.add_argument("--data", type=Path, help="folder with more files to begin with")
    options = parser.parse_args()
    found, defects = run(options.count, options.seed, options.seconds, corpus(options.data))
    for defect in defects[:20]:
        print(defect)
    print(json.dumps(dict(found)))
    return 1 if defects else 0


if __name__ == "__main__":
    sys.exit(main())
