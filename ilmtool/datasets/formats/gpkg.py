"""GeoPackage, through GDAL: one layer, one feature an object."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from ilmtool.datasets.features import FIXED, rows
from ilmtool.datasets.formats.base import Counts, Dataset, Format
from ilmtool.datasets.output import Output, writing
from ilmtool.datasets.records import ClassEntry, DatasetObject
from ilmtool.datasets.settings import Settings
from ilmtool.datasets.vector import vector_library
from ilmtool.errors import UserError
from ilmtool.text import tr

_NAME, _LAYER = "annotations.gpkg", "annotations"
_BATCH = 5_000
_MAX_REASON = 200
_WHOLE = {"class_id": np.int64, "truncated": np.int32, "visible": np.float64}
_RESERVED = {"id": "feature_id", "fid": "attribute_fid", "geom": "attribute_geom"}
"""GDAL's own columns: `fid` is the row's number, and names differ in case only."""


def _write(dataset: Dataset, output: Output) -> Counts:
    counts: Counts = Counter()
    columns, kind = _survey(dataset)
    path = output.path(_NAME)
    found = rows(dataset)
    first = True
    with _same_date(), writing(path):
        while (batch := list(islice(found, _BATCH))) or first:
            counts.update((values["split"], item.name) for item, values in batch)
            try:
                _append(path, batch, columns, kind, first=first)
            except RuntimeError as error:  # all of pyogrio's errors are
                reason = str(error).rpartition("failed: ")[2][:_MAX_REASON].rstrip(".")
                raise UserError(
                    tr("{path} could not be written.", path=path),
                    f"{reason}.",
                    tr("If the disk is full, free some space, then repeat the command with --resume."),
                ) from error
            first = False
    output.adopt(_NAME)
    return counts


@contextmanager
def _same_date() -> Iterator[None]:
    """GDAL writes the present moment into the file, unless it is told another one."""
    pyogrio = vector_library()
    known = pyogrio.get_gdal_config_option("OGR_CURRENT_DATE")
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": "2000-01-01T00:00:00.000Z"})
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": known})


def _survey(dataset: Dataset) -> tuple[list[str], str]:
    """Columns of the table, and whether some geometry has several parts."""
    extra: set[str] = set()
    kind = "Polygon"
    for item, values in rows(dataset):
        extra.update(values.keys() - set(FIXED))
        if item.geometry.startswith('{"type":"MultiPolygon"'):
            kind = "MultiPolygon"
    return [*FIXED, *sorted(extra)], kind


def _append(
    path: Path,
    batch: Sequence[tuple[DatasetObject, dict[str, Any]]],
    columns: Sequence[str],
    kind: str,
    *,
    first: bool,
) -> None:
    import shapely

    pyogrio = vector_library()
    shapes = shapely.from_geojson([None if item.geometry == "null" else item.geometry for item, _ in batch])
    if kind == "MultiPolygon":
        shapes = np.array(
            [s if s is None or s.geom_type == kind else shapely.MultiPolygon([s]) for s in shapes]
        )
    data = [_column(name, [values.get(name) for _, values in batch]) for name in columns]
    pyogrio.raw.write(
        str(path),
        geometry=np.asarray(shapely.to_wkb(shapes), object),
        field_data=data,
        fields=np.array(_field_names(columns), object),
        layer=_LAYER,
        driver="GPKG",
        geometry_type=kind,
        crs="EPSG:4326",
        append=not first,
    )


def _column(name: str, values: list[Any]) -> np.ndarray[Any, Any]:
    if name in _WHOLE:
        return np.array(values, _WHOLE[name])
    return np.array([None if value is None else str(value) for value in values], object)


def _field_names(columns: Sequence[str]) -> list[str]:
    """SQLite does not tell `Height` from `height`: the second gets a number."""
    names: list[str] = []
    taken: set[str] = set()
    for column in columns:
        base = _RESERVED.get(column.casefold(), column)
        name, number = base, 2
        while name.casefold() in taken:
            name, number = f"{base}_{number}", number + 1
        taken.add(name.casefold())
        names.append(name)
    return names


def _count(folder: Path, classes: Sequence[ClassEntry]) -> Counts:  # noqa: ARG001
    pyogrio = vector_library()
    meta, _, _, data = pyogrio.raw.read(folder / _NAME, columns=["split", "class"], read_geometry=False)
    by_name = dict(zip(meta["fields"].tolist(), data, strict=True))
    return Counter(zip(by_name["split"].tolist(), by_name["class"].tolist(), strict=True))


def _conventions(_settings: Settings) -> str:
    return (
        "geometry is WGS 84 longitude and latitude, null without georeferencing; feature_id is the id in the "
        "sidecar; image_ring is WKT in px of the image, 0-based, half-open; class_id is the frozen id."
    )


FORMATS = {"gpkg": Format("gpkg", "GeoPackage", _write, _count, conventions=_conventions)}
