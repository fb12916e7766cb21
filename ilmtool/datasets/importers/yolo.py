"""YOLO: one text file an image, class numbers and shares of the image's sides.

Rows of five numbers are boxes, of nine boxes at any angle (YOLO-OBB), of other odd numbers outlines. DOTA's
rows, which some exports put under the name of YOLO-OBB, are left to `dota`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ilmtool.core.geometry import close_ring
from ilmtool.datasets.importers.found import (
    BadDatasetError,
    Found,
    FoundClass,
    FoundImage,
    FoundObject,
    Losses,
    box_object,
    quad_object,
    those_of,
)
from ilmtool.datasets.importers.plain import lines_of, number_of

_LISTS = ("obj.names", "classes.txt", "names.txt")
"""In the order in which they are believed."""
_NO_LABELS = frozenset({"readme.txt", *_LISTS})
_SPLITS = frozenset({"train.txt", "val.txt", "test.txt", "valid.txt"})
"""Lists of images; or labels of an image that is called `test`."""
_HEAD_LINES = 5
_LEAST_NUMBERS = 5


def is_yolo(path: Path) -> bool:
    """Whether a text file looks like labels of YOLO."""
    try:
        rows = [line.split() for line in lines_of(path)[:_HEAD_LINES] if line]
        return bool(rows) and all(
            len(row) >= _LEAST_NUMBERS and row[0].isdecimal() and bool(_numbers(row[1:])) for row in rows
        )
    except ValueError:
        return False


def label_files(path: Path) -> list[Path]:
    """Text files in a folder that may be labels; those of `.ini`-like purposes are left out."""
    if path.is_file() and path.suffix.lower() == ".txt":
        return [path]
    folder = path.parent if path.is_file() else path
    return sorted(file for file in folder.rglob("*.txt") if _may_be_labels(file))


def _may_be_labels(file: Path) -> bool:
    name = file.name.lower()
    if name in _SPLITS:
        return any(len(line.split()) >= _LEAST_NUMBERS for line in lines_of(file)[:_HEAD_LINES])
    return name not in _NO_LABELS


def read(path: Path, *, oriented: bool = False) -> Found:
    """A folder, a `data.yaml` or `obj.data` in it, or one label file.

    Parameters
    ----------
    oriented : bool
        Rows of nine numbers are boxes at an angle, not outlines of four corners.

    Raises
    ------
    BadDatasetError
    """
    losses = Losses()
    files = those_of("YOLO", label_files(path), lambda file: not _is_prose(file), losses)
    if not files:
        raise BadDatasetError(path, "holds no label files of YOLO")
    names = class_names(path)
    classes = [FoundClass(number, name) for number, name in sorted(names.items())]
    images = _images(files, names, losses, "yolo-obb" if oriented else "yolo", classes)
    return Found("yolo-obb" if oriented else "yolo", classes, images, losses)


def _is_prose(file: Path) -> bool:
    """Whether a text file holds words: a note that lies among the labels."""
    rows = [line.split() for line in lines_of(file)[:_HEAD_LINES] if line]
    return bool(rows) and not any(row[0].lstrip("-").isdecimal() for row in rows)


def _images(
    files: list[Path], names: dict[int, str], losses: Losses, kind: str, classes: list[FoundClass]
) -> Iterator[FoundImage]:
    declared = set(names)
    for file in files:
        objects: list[FoundObject] = []
        for number, line in enumerate(lines_of(file), start=1):
            if not line:
                continue
            where = f"{file.name}:{number}"
            try:
                found = _object(line.split(), names, str(number), kind)
            except ValueError as error:
                losses.add("row that cannot be read", f"{where}: {error}")
                continue
            code = int(line.split()[0])
            if code not in declared:
                declared.add(code)
                classes.append(FoundClass(code, found.label))
                losses.add("class without a name", f"class {code}, first in {where}")
            objects.append(found)
        yield FoundImage(_image_name(file), file.parent, objects, in_shares=True)


def _image_name(file: Path) -> str:
    """`labels/train/a.txt` speaks of `images/train/a`; the ending is found with the image."""
    parts = list(file.with_suffix("").parts)
    for index in range(len(parts) - 2, -1, -1):
        if parts[index].lower() in {"labels", "annotations", "labeltxt"}:
            return "/".join(parts[index + 1 :])
    return parts[-1]


def _object(row: list[str], names: dict[int, str], key: str, kind: str) -> FoundObject:
    if not row[0].isdecimal():
        raise ValueError(f"{row[0]!r} is no class number")
    code, values = int(row[0]), _numbers(row[1:])
    label = names.get(code, f"class {code}")
    if len(values) in {4, 5}:
        cx, cy, width, height = values[:4]
        attributes = {"score": values[4]} if len(values) == 5 else {}
        bounds = (cx - width / 2, cy - height / 2, cx + width / 2, cy + height / 2)
        return box_object(key, label, bounds, attributes)
    points = list(zip(values[::2], values[1::2], strict=False))
    if len(values) in {8, 9} and kind == "yolo-obb":
        attributes = {"score": values[8]} if len(values) == 9 else {}
        return quad_object(key, label, points[:4], attributes)
    if len(values) < 6 or len(values) % 2:
        raise ValueError(f"{len(values)} numbers are neither a box nor an outline")
    return FoundObject(key, label, close_ring(points), "polygon")


def _numbers(texts: list[str]) -> list[float]:
    return [number_of(text) for text in texts]


def class_names(path: Path) -> dict[int, str]:
    """Class names from `data.yaml` or another YAML file with `names`, `obj.names` or `classes.txt`.

    Raises
    ------
    BadDatasetError
    """
    folder = path.parent if path.is_file() else path
    for place in (folder, *list(folder.parents)[:2]):
        lists = sorted(place.glob("*.yaml")) + sorted(place.glob("*.yml"))
        if path.is_file() and path.suffix.lower() in {".yaml", ".yml"}:
            lists = [path]
        for file in lists:
            found = _yaml_names(file)
            if found:
                return found
        for name in _LISTS:
            file = place / name
            if file.is_file():
                return {number: text for number, text in enumerate(lines_of(file)) if text}
    return {}


def _yaml_names(file: Path) -> dict[int, str]:
    import yaml

    try:
        text = _text(file)
        # An alias can make a few lines into billions of values; a class called `food & drink` cannot.
        if any(isinstance(token, yaml.AliasToken) for token in yaml.scan(text, Loader=yaml.CSafeLoader)):
            raise BadDatasetError(file, "uses YAML anchors, which are not accepted")
        value = yaml.load(text, Loader=yaml.CSafeLoader)
    except BadDatasetError:
        raise
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise BadDatasetError(file, f"is not valid YAML ({str(error).splitlines()[0]})") from error
    names = value.get("names") if isinstance(value, dict) else None
    if isinstance(names, list):
        return {number: str(name) for number, name in enumerate(names)}
    if isinstance(names, dict):
        return {int(number): str(name) for number, name in names.items() if str(number).isdecimal()}
    return {}


def _text(file: Path) -> str:
    if file.stat().st_size > 1 << 20:
        raise BadDatasetError(file, "has more than 1 MB; class lists are smaller")
    return file.read_text("utf-8-sig", errors="replace")
