"""Keeps GDAL's network drivers out of the process.

A file may name others (VRT sources, overviews in .aux.xml), and GDAL opens those with every driver it has, so
these must not exist at all. GDAL reads the variable when it registers its drivers, at rasterio's first use:
therefore it is set as soon as anything of `ilmtool.imagery` is imported, which costs nothing.
"""

from __future__ import annotations

import os

NETWORK_DRIVERS = frozenset(
    {"HTTP", "WMS", "WMTS", "WCS", "OGCAPI", "PLMOSAIC", "STACTA", "STACIT", "EEDA", "EEDAI", "DAAS", "NGW"}
    | {"WFS", "OAPIF", "CSW", "Elastic", "AmigoCloud", "Carto", "PostGISRaster", "PostgreSQL", "MySQL"}
    | {"MSSQLSpatial", "GeoRaster", "MongoDBv3", "CouchDB"}
)


def skip_network_drivers() -> None:
    """Add the network drivers to those that GDAL leaves out; again without effect."""
    named = [name for name in os.environ.get("GDAL_SKIP", "").replace(" ", ",").split(",") if name]
    os.environ["GDAL_SKIP"] = ",".join(sorted({*named, *NETWORK_DRIVERS}))
