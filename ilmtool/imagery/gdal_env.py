"""How GDAL is set up for files that a user opens: quiet, local, modest in memory."""

from __future__ import annotations

import logging
import threading
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from rasterio._err import CPLE_BaseError  # raised past rasterio's own classes by tag reads (rasterio 1.4)
from rasterio.env import Env
from rasterio.errors import NotGeoreferencedWarning, RasterioError
from rasterio.io import DatasetReader

from ilmtool.imagery.no_network import ALLOWED_ADDRESS, NETWORK_DRIVERS, NO_ADDRESS, REFERRING_DRIVERS

# Without a handler of its own, Python prints this library's warnings on the terminal.
logging.getLogger("rasterio").addHandler(logging.NullHandler())
# What GDAL says of a file it cannot read is told there as information, and belongs into the log.
logging.getLogger("rasterio").setLevel(logging.INFO)
# Of each driver to be left out that this GDAL never had, it says so; twice.
logging.getLogger("rasterio._env").addFilter(
    lambda record: "to unload from GDAL_SKIP" not in record.getMessage()
)

_OPTIONS: dict[str, Any] = {
    # Decoded blocks are kept as tiles by TileCache; GDAL needs room for one band of strips only. In bytes:
    # rasterio hands the number to GDALSetCacheMax64, not to the option of this name, which takes MB.
    "GDAL_CACHEMAX": 96 << 20,
    # A local file must not make GDAL fetch anything: the one address that it may open is none.
    ALLOWED_ADDRESS: NO_ADDRESS,
    "GDAL_VRT_ENABLE_PYTHON": "NO",
}
GDAL_ERRORS = (RasterioError, CPLE_BaseError, OSError, ValueError)
"""What a call into GDAL may raise for a bad file."""
_warnings_state = threading.Lock()


class _QuietReader(DatasetReader):  # type: ignore[misc]
    """Does not warn of an image without georeferencing: that is no news here."""

    def read_transform(self) -> Any:
        # catch_warnings changes the state of the whole process, so one thread at a time; not while the file
        # is opened, which may take as long as a network likes.
        with _warnings_state, warnings.catch_warnings():
            warnings.simplefilter("ignore", NotGeoreferencedWarning)
            return super().read_transform()


@contextmanager
def gdal_env(**more: Any) -> Iterator[None]:
    """GDAL's options for local files, and `more`; inside, its messages go to Python's logging (50 us)."""
    with Env(**{**_OPTIONS, **more}):
        yield


@lru_cache(maxsize=1)
def local_drivers() -> tuple[str, ...]:
    """GDAL's drivers without those that talk to a network or only lead to other files."""
    with Env() as env:
        return tuple(name for name in env.drivers() if name not in NETWORK_DRIVERS | REFERRING_DRIVERS)


@dataclass(frozen=True, slots=True)
class Access:
    """How GDAL gets at one image, in every thread that reads it.

    Attributes
    ----------
    target : str
        What GDAL opens.
    drivers : tuple of str
        The only ones that may open it.
    options : mapping
        GDAL's options beside those of `gdal_env`.
    """

    target: str
    drivers: tuple[str, ...]
    options: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def local(cls, target: Path | str) -> Access:
        """To a local file, or to one of the images in it by GDAL's name."""
        return cls(str(target.absolute()) if isinstance(target, Path) else target, local_drivers())

    @contextmanager
    def env(self) -> Iterator[None]:
        """GDAL's options for this image."""
        with gdal_env(**self.options):
            yield

    def open(self, **options: Any) -> Any:
        """A rasterio dataset, to be used inside `env`."""
        return open_dataset(self.target, self.drivers, **options)


def open_dataset(target: Path | str, drivers: Sequence[str] = (), **options: Any) -> Any:
    """A rasterio dataset, of a local file by default, to be used inside `gdal_env`.

    Raises
    ------
    rasterio.errors.RasterioError
        If GDAL refuses.
    """
    # rasterio.open takes one driver only; the class takes the list of those that GDAL may try.
    path = str(target.absolute()) if isinstance(target, Path) else target
    return _QuietReader(path, driver=list(drivers or local_drivers()), **options)
