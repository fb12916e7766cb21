"""Where an affine transform comes from, and which other files beside the image contradict it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from ilmtool.core.geometry import Affine, apply, invert
from ilmtool.imagery.gdal_env import GDAL_ERRORS, open_dataset
from ilmtool.imagery.world_file import aux_transform, beside, read_world_file, world_file_names
from ilmtool.text import number, tr

INTERNAL = "internal"
_SAME_PX = 0.01
_SOURCES_OPTION = {"GTiff": "GEOREF_SOURCES", "JP2OpenJPEG": "GEOREF_SOURCES"}


def usable_affine(affine: Sequence[float]) -> Affine | None:
    """The affine, or None if it is the identity, not finite, or maps the image onto a line."""
    a, b, c, d, e, f = (float(value) for value in affine)
    if (a, b, c, d, e, f) == (1.0, 0.0, 0.0, 0.0, 1.0, 0.0):
        # GDAL's way of saying that there is no geotransform: GCPs or RPCs may hold it.
        return None
    try:
        back = invert((a, b, c, d, e, f))
    except ValueError:
        return None
    return (a, b, c, d, e, f) if all(map(math.isfinite, (c, f, *back))) else None


def affine_sources(
    dataset: Any, path: Path, used: Affine, names: frozenset[str], shape: tuple[int, int]
) -> tuple[str, list[str]]:
    """Where the affine comes from, and the others that contradict it, each with its distance in px."""
    source, others = INTERNAL, []
    for name, affine in _affines_beside(dataset, path, names):
        away = _px_apart(used, affine, shape)
        if away <= _SAME_PX:
            source = name if source == INTERNAL else source
        else:
            others.append(tr("{name}: {away} px away", name=name, away=number(away, ",.4g")))
    if source == INTERNAL and not others:
        return source, []
    own = _affine_of(dataset, path, "INTERNAL")
    if own is not None:
        away = _px_apart(used, own, shape)
        if away <= _SAME_PX:
            source = INTERNAL
        else:
            others.insert(0, tr("the image's own tags: {away} px away", away=number(away, ",.4g")))
    return source, others


def _affines_beside(dataset: Any, path: Path, names: frozenset[str]) -> Iterator[tuple[str, Affine]]:
    """(file name, affine) of the files beside the image that GDAL may take one from, in its order."""
    found = beside(names, f"{path.name}.aux.xml")
    if found is not None:
        affine = _checked(aux_transform(path.parent / found))
        if affine is not None:
            yield found, affine
    found = beside(names, f"{path.stem}.tab")
    if found is not None:
        affine = _affine_of(dataset, path, "TABFILE")
        if affine is not None:
            yield found, affine
    for name in world_file_names(path):
        found = beside(names, name)
        if found is not None:
            affine = _checked(read_world_file(path.parent / found))
            if affine is not None:
                yield found, affine
                return


def _checked(affine: Affine | None) -> Affine | None:
    return None if affine is None else usable_affine(affine)


def _affine_of(dataset: Any, path: Path, source: str) -> Affine | None:
    """What one source alone gives, for drivers that can be asked so."""
    option = _SOURCES_OPTION.get(dataset.driver)
    if option is None:
        return None
    try:
        with open_dataset(path, **{option: source}) as alone:
            return usable_affine(tuple(alone.transform)[:6])
    except GDAL_ERRORS:
        return None


def _px_apart(used: Affine, other: Affine, shape: tuple[int, int]) -> float:
    """The largest distance at the image's corners, in px."""
    rows, cols = shape
    corners = np.array([[0.0, 0.0], [cols, 0.0], [0.0, rows], [cols, rows]])
    return float(np.hypot(*(apply(invert(used), apply(other, corners)) - corners).T).max())
