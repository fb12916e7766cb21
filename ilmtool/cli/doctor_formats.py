"""GDAL, its formats, and PROJ: whether images and map data can be read, and places be told."""

from __future__ import annotations

import math
import os
from collections.abc import Iterator
from pathlib import Path

from ilmtool.session.diagnosis.line import Line
from ilmtool.session.diagnosis.private import shown

IMAGE_FORMATS = (
    ("GeoTIFF", ("GTiff",)), ("cloud-optimised GeoTIFF", ("COG",)), ("PNG", ("PNG",)), ("JPEG", ("JPEG",)),
    ("JPEG 2000", ("JP2OpenJPEG", "JP2KAK", "JP2ECW", "JP2Lura")), ("NITF", ("NITF",)),
    ("ERDAS Imagine", ("HFA",)), ("VRT", ("VRT",)), ("WebP", ("WEBP",)), ("BMP", ("BMP",)), ("GIF", ("GIF",)),
    ("MBTiles", ("MBTiles",)), ("DIMAP", ("DIMAP",)), ("Sentinel-2", ("SENTINEL2",)),
    ("netCDF", ("netCDF",)), ("HDF5", ("HDF5",)), ("ENVI", ("ENVI",)),
)  # fmt: skip
"""Formats that the program opens, with the GDAL drivers of which one is enough."""
MAP_FORMATS = (
    ("GeoJSON", ("GeoJSON",)), ("GeoPackage", ("GPKG",)), ("Shapefile", ("ESRI Shapefile",)),
    ("KML", ("LIBKML", "KML")),
)  # fmt: skip
_NEEDED = {"GeoTIFF", "PNG", "JPEG", "GeoJSON", "GeoPackage"}
_INTERFERING = (
    "GDAL_DATA", "GDAL_DRIVER_PATH", "OGR_SKIP", "PROJ_LIB", "PROJ_DATA", "PROJ_NETWORK",
)  # fmt: skip
_AGAIN = "Install rasterio and pyogrio again from PyPI."
# 3 degrees east on the equator is the origin of UTM zone 31 north, with a false easting of 500 km.
_AT, _UTM, _EPSG_UTM = (3.0, 0.0), (500_000.0, 0.0), 32631


def gdal() -> Iterator[Line]:
    """GDAL of the images and of the map data, and what they can open."""
    import rasterio

    from ilmtool.datasets.vector import vector_library
    from ilmtool.imagery.gdal_env import local_drivers

    there = set(local_drivers())
    yield Line("ok", "GDAL for images", f"{rasterio.__gdal_version__}, {len(there)} formats of local files")
    yield from _formats(IMAGE_FORMATS, there)
    pyogrio = vector_library()
    version = ".".join(str(part) for part in pyogrio.__gdal_version__)
    able = set(pyogrio.list_drivers())
    yield Line("ok", "GDAL for map data", f"{version}, {len(able)} formats")
    yield from _formats(MAP_FORMATS, able)


def _formats(formats: tuple[tuple[str, tuple[str, ...]], ...], there: set[str]) -> Iterator[Line]:
    present: list[str] = []
    lacking: list[str] = []
    for title, drivers in formats:
        (present if there & set(drivers) else lacking).append(title)
    if present:
        yield Line("ok", "Formats", ", ".join(present))
    for title in lacking:
        state = "problem" if title in _NEEDED else "warning"
        yield Line(state, title, "cannot be opened: this GDAL has no driver for it", _AGAIN)  # type: ignore[arg-type]


def proj() -> Iterator[Line]:
    """PROJ twice, as rasterio and pyproj each bring their own: versions, data, grids, and one known place."""
    import pyproj
    from pyproj.datadir import get_data_dir, get_user_data_dir  # type: ignore[attr-defined]

    folder = Path(get_data_dir().split(os.pathsep)[0])
    yield Line("ok", "PROJ", f"{pyproj.__proj_version__}, data in {shown(folder)}")
    if not (folder / "proj.db").is_file():
        yield Line("problem", "PROJ data", "has no proj.db", "Install pyproj again.")
    folders = {folder, Path(get_user_data_dir())}
    grids = sorted({f.name for place in folders if place.is_dir() for f in place.glob("*.tif")})
    few = ", ".join(grids[:5]) + (", …" if len(grids) > 5 else "")
    told = f"{len(grids)} found: {few}" if grids else "none; heights and old datums to some metres only"
    yield Line("ok", "PROJ grids", told)
    transformer = pyproj.Transformer.from_crs(4326, _EPSG_UTM, always_xy=True)
    yield _place("pyproj", transformer.transform(*_AT))
    from rasterio.warp import transform

    xs, ys = transform({"init": "epsg:4326"}, {"init": f"epsg:{_EPSG_UTM}"}, [_AT[0]], [_AT[1]])
    yield _place("rasterio", (xs[0], ys[0]))


def _place(library: str, found: tuple[float, float]) -> Line:
    about = f"A known place by {library}"
    if math.dist(found, _UTM) < 1e-3:
        return Line("ok", about, "is where it should be")
    return Line("problem", about, f"is {math.dist(found, _UTM):.3g} m off", f"Install {library} again.")


def variables() -> Iterator[Line]:
    """Variables of the environment that put other data or drivers under GDAL and PROJ."""
    found = [name for name in _INTERFERING if os.environ.get(name)]
    if not found:
        yield Line("ok", "Environment", "nothing changes GDAL or PROJ")
    for name in found:
        remedy = f"If places or formats are wrong, start ilmtool without {name}."
        yield Line(
            "warning", name, "is set, and may put another installation's data under GDAL or PROJ", remedy
        )
