"""DOTA: oriented boxes, one text file an image, ten fields a row and nothing else in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from ilmtool.datasets.formats.base import Counts, Dataset, Format
from ilmtool.datasets.output import Output
from ilmtool.datasets.records import ClassEntry, DatasetImage, DatasetObject
from ilmtool.datasets.settings import Settings
from ilmtool.datasets.shapes import corners_of
from ilmtool.errors import UserError
from ilmtool.text import tr

_DECIMALS = 6
"""Of a pixel."""


def class_word(name: str) -> str:
    """A class name without blanks: `storage tank` is `storage-tank`."""
    return re.sub(r"\s+", "-", name.strip()) or "-"


def _words(classes: Sequence[ClassEntry]) -> dict[str, str]:
    words: dict[str, str] = {}
    for entry in classes:
        word = class_word(entry.name)
        other = next((name for name, known in words.items() if known == word), None)
        if other is not None:
            raise UserError(
                tr("DOTA cannot tell the classes `{one}` and `{other}` apart.", one=other, other=entry.name),
                tr("Without blanks both are `{word}`.", word=word),
                tr("Merge or rename one with --class-map."),
            )
        words[entry.name] = word
    return words


def _write(dataset: Dataset, output: Output) -> Counts:
    counts: Counts = Counter()
    words = _words(dataset.classes)
    for image in dataset.images():
        rows = []
        for item in image.objects:
            row = _row(dataset, image, item)
            if row is not None:
                rows.append(f"{row} {words[item.name]} {int(item.truncated)}\n")
                counts[image.split, item.name] += 1
        output.write(f"{image.split}/labelTxt/{image.key}.txt", "".join(rows).encode())
    return counts


def _row(dataset: Dataset, image: DatasetImage, item: DatasetObject) -> str | None:
    corners, exact = corners_of(item)
    if not exact:
        dataset.note("converted", "outline to the least rectangle around it", image, item)
    # As they are written: a box may be nothing after rounding.
    (x0, y0), (x1, y1), (x2, y2), _ = [(round(x, _DECIMALS), round(y, _DECIMALS)) for x, y in corners]
    if (x1 - x0) * (y2 - y1) - (y1 - y0) * (x2 - x1) == 0:
        dataset.note("skipped", "empty box", image, item)
        return None
    return " ".join(_number(value) for point in corners for value in point)


def _number(value: float) -> str:
    text = f"{value:.{_DECIMALS}f}".rstrip("0")
    text = text + "0" if text.endswith(".") else text
    return "0.0" if text == "-0.0" else text


def _count(folder: Path, classes: Sequence[ClassEntry]) -> Counts:
    names = {word: name for name, word in _words(classes).items()}
    found: Counts = Counter()
    for path in sorted(folder.glob("*/labelTxt/*.txt")):
        for row in path.read_text(encoding="utf-8").splitlines():
            found[path.parent.parent.name, names[row.split(" ")[8]]] += 1
    return found


def _conventions(_settings: Settings) -> str:
    return (
        "four corners in px, 0-based, from the object's own top left, clockwise, unclipped; then the class "
        "with - for blanks, and 1 for an object cut by the edge."
    )


FORMATS = {
    "dota": Format(
        "dota",
        "DOTA",
        _write,
        _count,
        image_path=lambda split, key, _role, ending: f"{split}/images/{key}{ending}",
        usual={"images": "scenes"},
        conventions=_conventions,
    )
}
