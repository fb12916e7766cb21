"""Fixtures for dataset tests."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from ilmtool.__main__ import main

Export = Callable[..., Path]


@pytest.fixture
def export(tmp_path: Path) -> Export:
    """Runs `ilmtool export` on a folder and gives the dataset's folder; every dataset must verify."""
    made = 0

    def run(source: Path, format_name: str, *options: str, code: int = 0) -> Path:
        nonlocal made
        made += 1
        target = tmp_path / f"dataset-{made}"
        words = ["export", str(source), "--format", format_name, "-o", str(target), *options]
        if "--workers" not in options and "--dask" not in options:
            words += ["--workers", "1"]
        assert main(words) == code
        if code == 0:
            assert main(["export", "--verify", str(target)]) == 0
        return target

    return run


def manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a dataset."""
    table: dict[str, Any] = json.loads((folder / "manifest.json").read_bytes())
    return table


def tree(folder: Path) -> dict[str, bytes]:
    """Every file of a folder by its relative name."""
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()
    }


def voc_boxes(folder: Path) -> Iterator[tuple[str, str, tuple[int, int, int, int]]]:
    """(image, class, (xmin, ymin, xmax, ymax)) of each object."""
    for path in sorted((folder / "Annotations").glob("*.xml")):
        for item in ET.parse(path).iterfind("object"):
            box = item.find("bndbox")
            assert box is not None
            values = [int(box.findtext(tag) or "") for tag in ("xmin", "ymin", "xmax", "ymax")]
            yield path.stem, item.findtext("name") or "", (values[0], values[1], values[2], values[3])
