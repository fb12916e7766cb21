"""GIS files through GDAL (pyogrio): any GeoJSON, SpaceNet's included, GeoPackage, Shapefile, KML.

Their objects lie on the ground; they belong to whichever images show that place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from ilmtool.core.geometry import Ring
from ilmtool.datasets.importers.found import (
    BadDatasetError,
    Found,
    FoundImage,
    FoundObject,
    Losses,
    with_classes,
)
from ilmtool.datasets.importers.plain import attributes_of
from ilmtool.datasets.vector import vector_library

SUFFIXES = frozenset({".geojson", ".json", ".gpkg", ".shp", ".kml", ".fgb", ".gml", ".parquet"})
_LABEL_FIELDS = ("label", "class", "class_name", "category", "type_name", "feature_type", "name", "type")
MAX_FEATURES = 5_000_000
_TURN = 360.0
"""Longitudes may count on past 180."""


def read(path: Path, *, label_field: str = "", label: str = "") -> Found:
    """One file, or all files of a folder (SpaceNet has one an image), each with all of its layers.

    Parameters
    ----------
    label_field : str
        Field that holds the class; by default the first of `label`, `class`, `category`, ... that is there.
    label : str
        Class of features that name none.

    Raises
    ------
    BadDatasetError
    """
    losses = Losses()
    objects: list[FoundObject] = []
    for file in _files(path):
        for found in _file(file, label_field, label or "object", losses):
            key = found.key if path.is_file() else f"{file.relative_to(path).as_posix()}:{found.key}"
            objects.append(replace(found, key=key))
    if not objects and not losses.entries:
        raise BadDatasetError(path, "holds no areas")
    return with_classes("vector", [FoundImage(path.name, path.parent, objects, on_ground=True)], losses)


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    files = [file for file in sorted(path.rglob("*")) if file.suffix.lower() in SUFFIXES and file.is_file()]
    # JSON may be anything; where there are files that are map data by their name, it is left alone.
    return [file for file in files if file.suffix.lower() != ".json"] or files


def _file(path: Path, label_field: str, default: str, losses: Losses) -> list[FoundObject]:
    pyogrio = vector_library()
    try:
        layers = [str(name) for name, kind in pyogrio.list_layers(path) if kind is not None]
        return [f for layer in layers for f in _layer(path, layer, label_field, default, losses)]
    except BadDatasetError:
        raise
    except (pyogrio.errors.DataSourceError, OSError, ValueError, RuntimeError) as error:
        raise BadDatasetError(path, f"cannot be read as map data ({error})") from error


def _layer(path: Path, layer: str, label_field: str, default: str, losses: Losses) -> Iterator[FoundObject]:
    import numpy as np
    import shapely

    read_raw = vector_library().raw.read
    meta, fids, wkb, columns = read_raw(path, layer=layer, return_fids=True, max_features=MAX_FEATURES)
    if len(fids) >= MAX_FEATURES:
        losses.add(f"features beyond the first {MAX_FEATURES:,}", f"{path.name}, {layer}")
    fields = [str(name) for name in meta["fields"]]
    chosen = label_field or next((f for f in _LABEL_FIELDS if f in fields), "")
    if label_field and label_field not in fields:
        raise BadDatasetError(path, f"has no field {label_field!r}; it has {', '.join(fields) or 'none'}")
    geometries = shapely.force_2d(shapely.from_wkb(wkb, on_invalid="warn"))
    geometries = _to_lonlat(path, geometries, meta["crs"])
    if not chosen:
        losses.add(f"class (no field names one: each became `{default}`)", f"{path.name}, {layer}")
    for index, (fid, geometry) in enumerate(zip(fids, geometries, strict=True)):
        values = {
            name: _plain(column[index])
            for name, column in zip(fields, columns, strict=True)
            if not (isinstance(column[index], (float, np.floating)) and np.isnan(column[index]))
        }
        where = f"{path.name}, {layer}, feature {int(fid)}"
        name = str(values.get(chosen) or default)
        parts = (
            [] if geometry is None else [p for p in shapely.get_parts(geometry) if p.geom_type == "Polygon"]
        )
        parts = _joined([part for part in parts if not part.is_empty])
        if not parts:
            kind = "no geometry" if geometry is None else str(geometry.geom_type)
            losses.add(f"{kind}, which has no area", where)
            continue
        if len(parts) > 1:
            losses.add("several areas in one feature (each became an object)", where)
        attributes = attributes_of(values, [chosen])
        for number, part in enumerate(parts):
            key = f"{layer}:{int(fid)}" + (f".{number}" if number else "")
            holes = tuple(_ring(hole) for hole in part.interiors)
            yield FoundObject(key, name, _ring(part.exterior), "polygon", holes, attributes)


def _joined(parts: list[Any]) -> list[Any]:
    """Parts that were cut at the antimeridian as one again, with longitudes that count on past 180."""
    import numpy as np
    import shapely

    if len(parts) < 2 or not all(abs(part.bounds[0]) > 179.999 or part.bounds[2] > 179.999 for part in parts):
        return parts
    moved = [
        shapely.transform(part, lambda points: np.add(points, (360.0, 0.0))) if part.bounds[2] < 0 else part
        for part in parts
    ]
    whole = shapely.union_all(moved, grid_size=1e-9)
    return [whole] if whole.geom_type == "Polygon" else parts


def _ring(line: Any) -> Ring:
    return tuple((float(x), float(y)) for x, y in line.coords)


def _to_lonlat(path: Path, geometries: Any, crs: str | None) -> Any:
    import shapely

    from ilmtool.imagery.crs import LONLAT, same_crs, transformer

    if crs is None:
        west, south, east, north = shapely.total_bounds(geometries).tolist()
        if west < -_TURN or south < -_TURN / 4 or east > _TURN or north > _TURN / 4:
            raise BadDatasetError(path, "names no CRS (a Shapefile's is in its .prj), and has no longitudes")
        return geometries
    if same_crs(crs, LONLAT):
        return geometries
    project = transformer(crs, LONLAT)
    if project is None:
        raise BadDatasetError(path, f"lies in a CRS that has no place on the Earth ({crs[:60]})")
    return shapely.transform(geometries, project.forward)


def _plain(value: Any) -> Any:
    """A value of numpy or of a date type as what JSON knows."""
    import numpy as np

    if isinstance(value, np.generic):
        value = _moment(value) if isinstance(value, np.datetime64) else value.item()
    if isinstance(value, (list, tuple, np.ndarray)):
        return [_plain(entry) for entry in value]
    return value if isinstance(value, (str, int, float, bool, dict, type(None))) else str(value)


def _moment(value: Any) -> str:
    """A full UTC datetime, `2019-03-02T02:15:00Z`; GDAL gives milliseconds and has turned it to UTC."""
    import numpy as np

    text = str(np.datetime_as_string(value, unit="ms"))
    return f"{text.removesuffix('.000')}Z"
