"""Keeps GDAL's network drivers, and its file systems in the network, out of the process.

A file may name others (VRT sources, overviews in .aux.xml), and GDAL opens those with every driver it has, so
these must not exist at all. GDAL reads the variable when it registers its drivers, at rasterio's first use:
therefore it is set as soon as anything of `ilmtool.imagery` is imported, which costs nothing.

What GDAL reads through /vsicurl/, /vsis3/ and their like is limited to one address, which is none; only
`imagery.remote` names another, for the threads that read the image of a URL that the user gave.
"""

from __future__ import annotations

import os

NETWORK_DRIVERS = frozenset(
    {"HTTP", "WMS", "WMTS", "WCS", "OGCAPI", "PLMOSAIC", "STACTA", "STACIT", "EEDA", "EEDAI", "DAAS", "NGW"}
    | {"WFS", "OAPIF", "CSW", "Elastic", "AmigoCloud", "Carto", "PostGISRaster", "PostgreSQL", "MySQL"}
    | {"MSSQLSpatial", "GeoRaster", "MongoDBv3", "CouchDB", "Elasticsearch", "PLSCENES", "ADBC", "GPSBabel"}
)


REFERRING_DRIVERS = frozenset(
    {"GTI", "KMLSUPEROVERLAY", "MRF", "DERIVED", "OZI", "MAP", "GNMFile", "GNMDatabase"}
    | {"OGR_VRT", "GDALG"}
)
"""Formats without pixels or features of their own, or that may fetch or copy them from elsewhere.

GDAL knows them by their content: a file called `a.geojson` may be an OGR VRT that names others.
"""

ALLOWED_ADDRESS = "CPL_VSIL_CURL_ALLOWED_FILENAME"
NO_ADDRESS = "ilmtool-fetches-nothing"


def skip_network_drivers() -> None:
    """Add the network drivers to those that GDAL leaves out; again without effect."""
    named = [name for name in os.environ.get("GDAL_SKIP", "").replace(" ", ",").split(",") if name]
    os.environ["GDAL_SKIP"] = ",".join(sorted({*named, *NETWORK_DRIVERS, *REFERRING_DRIVERS}))
    os.environ[ALLOWED_ADDRESS] = NO_ADDRESS
