"""The manifest: what was exported from what, what was left out and why, and the checksum of every file.

One JSON object with one record a line in its lists, so that it can be compared and read line by line.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from ilmtool import __version__
from ilmtool.datasets.formats.base import Counts
from ilmtool.datasets.output import Writer
from ilmtool.datasets.records import ClassEntry, DatasetImage, Note
from ilmtool.datasets.survey import Surveyed
from ilmtool.errors import UserError, reason_of
from ilmtool.text import tr

MANIFEST = "manifest.json"
CARD = "README.md"
CLASSES = "classes.toml"
FORMAT, VERSION = "ilmtool-dataset", "1.0"


def _text(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(", ", ": ")).encode()


def write_manifest(
    file: Writer, head: Mapping[str, Any], lists: Mapping[str, Iterable[Mapping[str, Any]]]
) -> None:
    """Write a manifest: members of `head` one a line, then long lists with one record a line."""
    file.write(b"{")
    for index, (key, value) in enumerate(head.items()):
        file.write((b",\n" if index else b"\n") + _text(key) + b": " + _text(value))
    for key, records in lists.items():
        file.write(b",\n" + _text(key) + b": [")
        for index, record in enumerate(records):
            file.write((b",\n" if index else b"\n") + _text(record))
        file.write(b"]")
    file.write(b"\n}\n")


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a dataset.

    Raises
    ------
    UserError
        There is none, or it is not one.
    """
    path = folder / MANIFEST
    try:
        table = json.loads(path.read_bytes())
    except OSError as error:
        raise UserError(
            tr("{folder} is not a dataset of ilmtool.", folder=folder),
            f"{MANIFEST}: {reason_of(error)}.",
            tr("Name its folder."),
        ) from error
    except (ValueError, RecursionError) as error:
        raise UserError(
            tr("{path} cannot be read.", path=path),
            tr("It is not JSON: {error}.", error=error),
            tr("Export the dataset again."),
        ) from error
    if not isinstance(table, dict) or table.get("format") != FORMAT:
        raise UserError(
            tr("{path} is not the manifest of an ilmtool dataset.", path=path),
            "",
            tr("Name a folder that was exported."),
        )
    if str(table.get("version", "")).partition(".")[0] != VERSION.partition(".")[0]:
        raise UserError(
            tr("{path} is of version {version}.", path=path, version=table.get("version")),
            tr("This ilmtool reads {version}.", version=VERSION),
            tr("Update it."),
        )
    return table


def source_record(
    site: Surveyed, key: str, split: str, place: str, left_out: Mapping[str, int]
) -> dict[str, Any]:
    """One exported sidecar."""
    return {
        "sidecar": site.name,
        "sha256": site.sha256,
        "place": key,
        "group": place,
        "split": split,
        "objects": sum(site.classes.values()),
        "left_out": dict(left_out),
        "findings": site.findings,
        "scenes": [
            {"id": s.id, "role": s.role, "file": s.name, "size": s.size, "sha256": s.sha256}
            for s in site.scenes
        ],
    }


def skipped_record(site: Surveyed) -> dict[str, Any]:
    """One sidecar that was left out."""
    why = (
        "; ".join(f"{trouble.kind}: {trouble.message}" for trouble in site.troubles)
        or "taken: outside the span"
    )
    return {"sidecar": site.name, "sha256": site.sha256, "why": why}


def image_record(image: DatasetImage) -> dict[str, Any]:
    """One image: where its pixels and its objects come from."""
    made: dict[str, Any] = {
        "key": image.key,
        "file": image.file,
        "size": image.size,
        "sha256": image.sha256,
        "split": image.split,
        "place": image.place,
        "sidecar": image.sidecar,
        "scene": image.scene,
        "role": image.role,
        "grid": image.grid,
        "window": list(image.window),
    }
    if image.pair:
        made["pair"] = image.pair
    if image.negative:
        made["negative"] = True
    made["features"] = [item.id for item in image.objects]
    return made


def note_record(note: Note) -> dict[str, str]:
    """One thing that was skipped, clipped or converted."""
    values = {
        "what": note.what,
        "why": note.why,
        "sidecar": note.sidecar,
        "feature": note.feature,
        "image": note.image,
    }
    return {key: value for key, value in values.items() if value}


def note_counts(counts: Mapping[tuple[str, str], int]) -> list[dict[str, Any]]:
    """How often each thing happened, by what and why."""
    return [{"what": what, "why": why, "count": n} for (what, why), n in sorted(counts.items())]


def split_table(
    splits: Sequence[str], classes: Sequence[ClassEntry], counts: Counts, tally: Mapping[str, Counter[str]]
) -> dict[str, Any]:
    """Per split: places, images, negatives, objects, and objects of each class."""
    return {
        split: {
            **{what: tally[split][what] for what in ("places", "images", "negatives")},
            "objects": sum(counts[split, entry.name] for entry in classes),
            "classes": {entry.name: counts[split, entry.name] for entry in classes},
        }
        for split in splits
    }


def tool() -> str:
    """Name and version of this program."""
    return f"ilmtool {__version__}"


def file_records(files: Mapping[str, tuple[int, str]]) -> Iterator[dict[str, Any]]:
    """Files of the dataset beside images and the manifest."""
    for name in sorted(files):
        size, sha256 = files[name]
        yield {"file": name, "size": size, "sha256": sha256}
