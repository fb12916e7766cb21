"""How GDAL is set up for files that a user opens: quiet, local, modest in memory."""

from __future__ import annotations

import logging
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from rasterio._err import CPLE_BaseError  # raised past rasterio's own classes by tag reads (rasterio 1.4)
from rasterio.env import Env
from rasterio.errors import NotGeoreferencedWarning, RasterioError
from rasterio.io import DatasetReader

from ilmtool.imagery.no_network import NETWORK_DRIVERS

# Without a handler of its own, Python prints this library's warnings on the terminal.
logging.getLogger("rasterio").addHandler(logging.NullHandler())

_OPTIONS: dict[str, Any] = {
    # Decoded blocks are kept as tiles by TileCache; GDAL needs room for one band of strips only. In bytes:
    # rasterio hands the number to GDALSetCacheMax64, not to the option of this name, which takes MB.
    "GDAL_CACHEMAX": 96 << 20,
    # A local file must not make GDAL fetch anything: no URL has this extension.
    "CPL_VSIL_CURL_ALLOWED_EXTENSIONS": ".ilmtool-fetches-nothing",
    "GDAL_VRT_ENABLE_PYTHON": "NO",
}
GDAL_ERRORS = (RasterioError, CPLE_BaseError, OSError, ValueError)
"""What a call into GDAL may raise for a bad file."""
_opening = threading.Lock()


@contextmanager
def gdal_env() -> Iterator[None]:
    """GDAL's options for local files; inside it GDAL's messages go to Python's logging (50 us)."""
    with Env(**_OPTIONS):
        yield


@lru_cache(maxsize=1)
def local_drivers() -> tuple[str, ...]:
    """GDAL's drivers without those that talk to a network."""
    with Env() as env:
        return tuple(name for name in env.drivers() if name not in NETWORK_DRIVERS)


def open_dataset(path: Path, **options: Any) -> Any:
    """A rasterio dataset of a local file, to be used inside `gdal_env`.

    Raises
    ------
    rasterio.errors.RasterioError
        If GDAL refuses.
    """
    # catch_warnings changes the state of the whole process, so one thread at a time.
    with _opening, warnings.catch_warnings():
        warnings.simplefilter("ignore", NotGeoreferencedWarning)
        # rasterio.open takes one driver only; the class takes the list of those that GDAL may try.
        return DatasetReader(path.absolute(), driver=list(local_drivers()), **options)
