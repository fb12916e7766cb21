"""YOLO: boxes (`yolo`) and oriented boxes (`yolo-obb`), one text file an image, as ultralytics reads them.

One bad row makes the reader drop the labels of the whole image: a centre outside [-0.01, 1.01], a class
beyond the list, rows of two kinds. An image without objects has an empty file.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from ilmtool.datasets.formats.base import Counts, Dataset, Format
from ilmtool.datasets.output import Output
from ilmtool.datasets.records import ONE_SPLIT, ClassEntry, DatasetImage, DatasetObject
from ilmtool.datasets.settings import Settings
from ilmtool.datasets.shapes import Corners, clipped_along_axes, clipped_bounds, corners_of, overhangs

Row = Callable[[Dataset, DatasetImage, DatasetObject], str | None]

_DECIMALS = 10
"""4 decimals would be 3 px off in a scene of 30,000 px."""


def _write(dataset: Dataset, output: Output, row_of: Row) -> Counts:
    counts: Counts = Counter()
    for image in dataset.images():
        rows = []
        for item in image.objects:
            row = row_of(dataset, image, item)
            if row is not None:
                rows.append(f"{item.position} {row}\n")
                counts[image.split, item.name] += 1
        output.write(f"labels/{image.split}/{image.key}.txt", "".join(rows).encode())
    output.write("data.yaml", _yaml(dataset).encode())
    return counts


def _yaml(dataset: Dataset) -> str:
    """Where the splits are. An empty path stands for the folder of this file, wherever it is read from."""
    splits = {"train": ONE_SPLIT, "val": ONE_SPLIT} if list(dataset.splits) == [ONE_SPLIT] else {}
    splits = splits or {name: name for name in ("train", "val", "test") if name in dataset.splits}
    splits.setdefault("val", splits.get("test", "train"))
    splits.setdefault("train", splits["val"])
    lines = ["# Paths are relative to this file.", 'path: ""']
    lines += [f"{name}: images/{folder}" for name, folder in splits.items()]
    lines += [f"nc: {len(dataset.classes)}", "names:"]
    # A JSON string is a YAML string.
    lines += [
        f"  {i}: {json.dumps(entry.name, ensure_ascii=False)}" for i, entry in enumerate(dataset.classes)
    ]
    return "\n".join(lines) + "\n"


def _number(value: float) -> str:
    text = f"{value:.{_DECIMALS}f}"
    return "0.0000000000" if text == "-0.0000000000" else text


def _box_row(dataset: Dataset, image: DatasetImage, item: DatasetObject) -> str | None:
    inside = clipped_bounds(item.ring, image.width, image.height)
    if inside is None:
        dataset.note("skipped", "empty box", image, item)
        return None
    if overhangs(item.ring, image.width, image.height):
        dataset.note("clipped", "reaches beyond the image", image, item)
    if item.shape != "box":
        dataset.note("converted", "outline to its envelope", image, item)
    x0, y0, x1, y1 = inside
    width, height = image.width, image.height
    values = ((x0 + x1) / 2 / width, (y0 + y1) / 2 / height, (x1 - x0) / width, (y1 - y0) / height)
    row = " ".join(map(_number, values))
    if 0.0 in map(float, row.split()[2:]):
        dataset.note("skipped", "empty box", image, item)
        return None
    return row


def _fits(corners: Corners, width: float, height: float) -> bool:
    """Whether the reader takes corners that overhang: the envelope's centre lies inside, and it is no larger
    than the image.
    """
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    inside = 0 <= (min(xs) + max(xs)) / 2 <= width and 0 <= (min(ys) + max(ys)) / 2 <= height
    return inside and max(xs) - min(xs) <= width and max(ys) - min(ys) <= height


def _obb_row(dataset: Dataset, image: DatasetImage, item: DatasetObject) -> str | None:
    corners, exact = corners_of(item)
    if not exact:
        dataset.note("converted", "outline to the least rectangle around it", image, item)
    if not _fits(corners, image.width, image.height):
        made = clipped_along_axes(corners, image.width, image.height)
        if made is None or not _fits(made, image.width, image.height):
            dataset.note("skipped", "its middle lies outside the image", image, item)
            return None
        dataset.note("clipped", "made smaller along its own axes", image, item)
        corners = made
    (x0, y0), (x1, y1), (x2, y2), _ = corners
    if abs((x1 - x0) * (y2 - y1) - (y1 - y0) * (x2 - x1)) == 0:
        dataset.note("skipped", "empty box", image, item)
        return None
    return " ".join(f"{_number(x / image.width)} {_number(y / image.height)}" for x, y in corners)


def _count(folder: Path, classes: Sequence[ClassEntry]) -> Counts:
    found: Counts = Counter()
    for path in sorted((folder / "labels").glob("*/*.txt")):
        for row in path.read_text(encoding="ascii").splitlines():
            found[path.parent.name, classes[int(row.split()[0])].name] += 1
    return found


def _box_conventions(_settings: Settings) -> str:
    return (
        "class is the 0-based place in classes.toml; centre x, centre y, width and height as shares of the "
        "image, clipped to it."
    )


def _obb_conventions(_settings: Settings) -> str:
    return (
        "class is the 0-based place in classes.toml; four corners as shares of the image, from the object's "
        "own top left, clockwise; they may reach beyond the image."
    )


FORMATS = {
    "yolo": Format(
        "yolo",
        "YOLO",
        lambda dataset, output: _write(dataset, output, _box_row),
        _count,
        usual={"images": "scenes"},
        conventions=_box_conventions,
    ),
    "yolo-obb": Format(
        "yolo-obb",
        "YOLO-OBB",
        lambda dataset, output: _write(dataset, output, _obb_row),
        _count,
        usual={"images": "scenes"},
        conventions=_obb_conventions,
    ),
}
