"""What an image file is, and how its pixels are asked for.

A `RasterSource` is opened once and read from many threads. Nothing here decodes a whole file: facts come
first, then windows of pyramid levels.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from ilmtool.core.geometry import Affine
from ilmtool.core.scene import Acquisition
from ilmtool.errors import Finding, UserError
from ilmtool.imagery.address import Address, Place, address_of
from ilmtool.imagery.curve import Curve
from ilmtool.imagery.filecheck import check_readable
from ilmtool.imagery.georeference import Georeference
from ilmtool.imagery.parts import ImagePart
from ilmtool.imagery.references import check_references
from ilmtool.text import tr

Window = tuple[int, int, int, int]
"""(x0, y0, x1, y1) in px of one level, half-open."""

Pixels = tuple[NDArray[Any], NDArray[np.bool_] | None]
"""Data (rows, cols, bands) and validity (rows, cols), None where every pixel is valid."""


@dataclass(frozen=True, slots=True)
class Level:
    """One level of an image pyramid; index 0 is the full resolution.

    Attributes
    ----------
    width, height : int
        Size of the level in its own pixels.
    factor_x, factor_y : float
        Full-resolution pixels per level pixel, exactly: full width / level width, or a whole number for a
        level that was not in the file, whose last column and row may then reach beyond the image.
    """

    width: int
    height: int
    factor_x: float = 1.0
    factor_y: float = 1.0

    @property
    def factor(self) -> float:
        """The larger of both reductions."""
        return max(self.factor_x, self.factor_y)


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """What is known of an image before any pixel is decoded.

    Attributes
    ----------
    path : Path
    driver : str
        GDAL's name of the format, also where another library reads it.
    width, height : int
        Full size in px (after EXIF orientation).
    bands : int
    dtype : str
        numpy's name of the sample type.
    nodata : float or None
        Value of the first band that means "nothing here".
    levels : tuple of Level
        Full resolution first, each about half of the one before, the last at most about 512 px a side.
    crs_wkt : str or None
        WKT2, where the file has a CRS at all.
    crs_code : str or None
        Like `EPSG:32651`, where one fits exactly.
    transform : Affine or None
        Pixel corners -> CRS; None without georeferencing.
    acquisition : Acquisition
    file_size : int
        Bytes of the named file.
    gsd_source : {"metadata", "pixel", None}
        Whether `acquisition.gsd` was stated or is the ground size of a pixel.
    colors : tuple of str
        Colour interpretation of each band: `red`, `green`, `blue`, `gray`, `alpha`, `palette`, `undefined`...
    band_names : tuple of str
        The bands' own names (`red`, `B4`, ...), empty text for one without; empty if none has one.
    palette : bytes or None
        RGBA colour table of a palette image, 256 entries of 4 bytes.
    value_bits : int or None
        Bits that samples really use, where the file says so (1-bit masks, 11-bit scenes).
    placement : {"affine", "gcp", "rpc", "none"}
        How the image is placed.
    placement_source : str or None
        Where that comes from: `internal`, or the name of a file beside the image.
    placement_ignored : tuple of str
        Other sources that say where the image lies, and how far from the used one they would put it.
    curve : Curve or None
        Pixel corners -> CRS where no affine places the image: control points or RPCs.
    metadata_place : (lon, lat) or None
        Middle of the scene in degrees as its metadata say, whether or not the pixels are georeferenced.
    findings : tuple of Finding
        What the user should know of this file, e.g. metadata beside it that could not be read.
    url : str
        Address of a remote image as the user gave it; of `path` only the name means something then, and
        `file_size` is 0 where nobody knows.
    part : str
        Which image of the file this is, where it holds several: its number, from 1.
    images : tuple of ImagePart
        All of them.
    """

    path: Path
    driver: str
    width: int
    height: int
    bands: int
    dtype: str
    nodata: float | None
    levels: tuple[Level, ...]
    crs_wkt: str | None
    crs_code: str | None
    transform: Affine | None
    acquisition: Acquisition
    file_size: int
    gsd_source: str | None = None
    colors: tuple[str, ...] = ()
    band_names: tuple[str, ...] = ()
    palette: bytes | None = None
    value_bits: int | None = None
    placement: str = "none"
    placement_source: str | None = None
    placement_ignored: tuple[str, ...] = ()
    curve: Curve | None = None
    metadata_place: tuple[float, float] | None = None
    findings: tuple[Finding, ...] = ()
    url: str = ""
    part: str = ""
    images: tuple[ImagePart, ...] = ()

    @property
    def address(self) -> Address:
        """By which the image is opened again."""
        return Address(self.path, self.url, self.part)

    @property
    def name(self) -> str:
        """What the user calls the image: file name and part."""
        return self.address.name

    @property
    def georeference(self) -> Georeference:
        """How the image lies on the ground."""
        shape = (self.height, self.width)
        return Georeference(self.transform, self.crs_code, self.crs_wkt, shape, self.curve)


class RasterSource(ABC):
    """An open image. `read` may be called from any thread, also from several at once."""

    facts: SourceFacts

    @abstractmethod
    def read(self, level: int, window: Window, bands: Sequence[int] | None = None) -> Pixels:
        """Decode one window.

        Parameters
        ----------
        level : int
            Index into `facts.levels`.
        window : (x0, y0, x1, y1)
            Whole px of that level, half-open, inside the level.
        bands : sequence of int, optional
            0-based bands, in the order wanted; all of them by default.

        Returns
        -------
        data : ndarray, (rows, cols, bands)
            In the file's own sample type. The caller owns it. It may be a view with any strides.
        valid : ndarray of bool, (rows, cols), or None
            False where there is no data; None when all of the window is data.

        Raises
        ------
        UserError
            If the file cannot be read any more; it names the file.
        ValueError
            If the window leaves the level.
        """

    def read_for_screen(self, level: int, window: Window, bands: Sequence[int] | None = None) -> Pixels:
        """As `read`, by the quickest decoder there is.

        JPEG decoders differ in how they round and smooth chroma (by a few grey values at sharp edges of
        colour): what is measured, exported or summed up comes from `read`.
        """
        return self.read(level, window, bands)

    def as_stored(self) -> AbstractContextManager[RasterSource]:
        """The image as its file holds it: not turned upright, palette indices instead of colours."""
        return nullcontext(self)

    @property
    def files(self) -> tuple[Path, ...]:
        """The files that the image is made of; while they stay as they are, so do its pixels."""
        return (self.facts.path,)

    @property
    def first_missing(self) -> int | None:
        """The first of the levels that are not in the file and take long to make; None without such."""
        return None

    @property
    def is_plain(self) -> bool:
        """Whether 8-bit samples are plain tones, without nodata, palette or mask, which JPEG can carry."""
        return False

    @property
    def block_rows(self) -> int:
        """Rows that are decoded together, at the finest level."""
        return 1

    @property
    def may_stall(self) -> bool:
        """Whether a read may hang for seconds, so that nobody should wait for one to end."""
        return False

    def reads_rows(self, level: int) -> bool:  # noqa: ARG002
        """Whether a window costs as much as all of its rows, so that neighbours are best read with it."""
        return False

    @abstractmethod
    def close(self) -> None:
        """Release the file; waits for reads under way. Later reads raise `UserError`."""

    def __enter__(self) -> RasterSource:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def sample_bytes(dtype: str) -> int:
    """Bytes of one decoded sample of `SourceFacts.dtype`."""
    return 8 if dtype == "complex_int16" else np.dtype(dtype).itemsize


def check_window(level: Level, window: Window) -> None:
    """Raise ValueError unless `window` is a non-empty part of `level`."""
    x0, y0, x1, y1 = window
    if not (0 <= x0 < x1 <= level.width and 0 <= y0 < y1 <= level.height):
        raise ValueError(f"window {window} leaves a level of {level.width} x {level.height} px")


class Reader(Protocol):
    """Opens a local file, or returns None if another reader should try.

    With `first`, the first of several images is taken instead of raising `ChoiceNeeded`.
    """

    def __call__(self, address: Address, *, first: bool = False) -> RasterSource | None: ...


def readers() -> tuple[Reader, ...]:
    """The readers in the order in which they are asked. New formats are added here, by hand."""
    from ilmtool.imagery.gdal_source import open_gdal
    from ilmtool.imagery.pillow_source import open_picture

    return (open_picture, open_gdal)


def open_source(
    place: Place | str,
    *,
    with_pyramid: bool = True,
    first: bool = False,
    cancelled: Callable[[], bool] | None = None,
) -> RasterSource:
    """Open an image, without decoding pixels.

    Parameters
    ----------
    place : Path, Address or str
        A file, one of the images in it, a STAC item, or the URL that the user named.
    with_pyramid : bool
        Read levels that the file lacks from a pyramid in the user's cache, if there is one. Without, what is
        read depends on the file alone.
    first : bool
        Of a file that holds several images take the first instead of asking.
    cancelled : callable, optional
        Whether nobody waits any more: ends what a network makes slow.

    Raises
    ------
    ChoiceNeeded
        The file holds several images and the address names none of them.
    UserError
        If the file is missing, a folder, empty, not readable, not an image, cut short, or leads GDAL to
        files that the user did not open.
    Cancelled
        If `cancelled` said so.
    """
    address = address_of(place)
    if address.is_remote:
        from ilmtool.imagery.preferences import check_remote
        from ilmtool.imagery.remote import open_remote

        check_remote(address.name)
        return open_remote(address, cancelled)
    source = _open_local(address, first=first)
    return _with_pyramid(source) if with_pyramid else source


def _open_local(address: Address, *, first: bool) -> RasterSource:
    from ilmtool.imagery.item_source import asset_of_item

    check_readable(address.path)
    found = asset_of_item(address, first=first)
    if found is not None:
        check_readable(found.address.path)
        source = _open_local(found.address, first=first)
        source.facts = found.applied(source.facts)
        return source
    check_references(address.path)
    for reader in readers():
        opened = reader(address, first=first)
        if opened is not None:
            return opened
    raise UserError(
        tr("{name} is not an image that ilmtool can read.", name=address.path.name),
        tr("No reader recognised its content."),
        tr("Open a GeoTIFF, PNG, JPEG or another raster format that GDAL reads."),
    )


def _with_pyramid(source: RasterSource) -> RasterSource:
    """The image, ready to read its missing levels from a pyramid; from the one that was built before."""
    if source.first_missing is None:
        return source
    from ilmtool.imagery.pyramid_source import PyramidSource
    from ilmtool.imagery.pyramid_store import PyramidStore

    complete = PyramidSource(source)
    complete.find(PyramidStore.of_user())
    return complete
