"""Writers of one pyramid level as a tiled TIFF, from the top row of tiles to the last.

8-bit tones become JPEG, encoded by OpenCV (600 MB/s a core, GDAL 107) into a BigTIFF that
holds nothing else. Everything else is written by GDAL without loss; where pixels can be invalid, one more
band says which are (1 valid, 0 not), in the same sample type.
"""

from __future__ import annotations

import struct
import warnings
from pathlib import Path
from typing import Any, Protocol

import cv2
import numpy as np
from numpy.typing import NDArray
from rasterio.errors import NotGeoreferencedWarning
from rasterio.io import DatasetWriter
from rasterio.windows import Window as RioWindow

from ilmtool.imagery.reduce import Planes, Valid

JPEG_TILE = 512
JPEG_QUALITY = 90

_SHORT, _LONG, _RATIONAL, _LONG8 = 3, 4, 5, 16
_CODES = {_SHORT: "H", _LONG: "I", _RATIONAL: "II", _LONG8: "Q"}


class LevelFile(Protocol):
    """One level being written."""

    tile: int
    """Rows of a row of tiles."""

    def write_row(self, planes: Planes, valid: Valid | None) -> None:
        """The next `tile` rows, fewer at the end: planes (bands, rows, cols) and their validity."""

    def close(self) -> None:
        """Finish the file."""


class JpegLevel:
    """8-bit grey or colour.

    Parameters
    ----------
    path : Path
    width, height : int
    bands : {1, 3}
    """

    tile = JPEG_TILE

    def __init__(self, path: Path, width: int, height: int, bands: int) -> None:
        self._size, self._bands = (width, height), bands
        self._file = path.open("wb")
        self._file.write(struct.pack("<2sHHHQ", b"II", 43, 8, 0, 0))
        self._spans: list[tuple[int, int]] = []

    def write_row(self, planes: Planes, valid: Valid | None) -> None:  # noqa: ARG002 - all of it is valid
        """See `LevelFile.write_row`."""
        rows = planes.shape[1]
        image = cv2.merge([planes[2], planes[1], planes[0]]) if self._bands == 3 else planes[0]
        for left in range(0, planes.shape[2], self.tile):
            part = image[:, left : left + self.tile]
            below, right = self.tile - rows, self.tile - part.shape[1]
            if below or right:
                part = cv2.copyMakeBorder(part, 0, below, 0, right, cv2.BORDER_REPLICATE)
            data = cv2.imencode(".jpg", part, [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])[1].tobytes()
            self._spans.append((self._file.tell(), len(data)))
            self._file.write(data)

    def close(self) -> None:
        """Write the directory of the tiles."""
        with self._file:
            entries = b"".join(self._entry(*tag) for tag in self._tags())
            start = self._file.tell()
            self._file.write(struct.pack("<Q", len(self._tags())) + entries + struct.pack("<Q", 0))
            self._file.seek(8)
            self._file.write(struct.pack("<Q", start))

    def _tags(self) -> list[tuple[int, int, list[int]]]:
        color = self._bands == 3
        tags = [
            (256, _LONG, [self._size[0]]),
            (257, _LONG, [self._size[1]]),
            (258, _SHORT, [8] * self._bands),
            (259, _SHORT, [7]),  # JPEG
            (262, _SHORT, [6 if color else 1]),  # YCbCr, or black is zero
            (277, _SHORT, [self._bands]),
            (284, _SHORT, [1]),  # bands together
            (322, _LONG, [self.tile]),
            (323, _LONG, [self.tile]),
            (324, _LONG8, [offset for offset, _ in self._spans]),
            (325, _LONG, [size for _, size in self._spans]),
        ]
        if color:
            tags.append((530, _SHORT, [2, 2]))
            tags.append((532, _RATIONAL, [0, 1, 255, 1, 128, 1, 255, 1, 128, 1, 255, 1]))
        return tags

    def _entry(self, tag: int, kind: int, values: list[int]) -> bytes:
        code = _CODES[kind]
        count = len(values) // len(code)
        data = struct.pack("<" + code[0] * len(values), *values)
        if len(data) > 8:
            offset = self._file.tell()
            self._file.write(data + b"\0" * (-len(data) % 8))
            data = struct.pack("<Q", offset)
        return struct.pack("<HHQ", tag, kind, count) + data.ljust(8, b"\0")


class LosslessLevel:
    """Any sample type, with validity.

    Parameters
    ----------
    path : Path
    width, height, bands : int
    dtype : str
        GDAL's name of the sample type.
    masked : bool
        Whether pixels can be invalid.
    tile : int
        Side of a tile; less for very wide images, to bound memory.
    """

    def __init__(
        self, path: Path, width: int, height: int, bands: int, dtype: str, *, masked: bool, tile: int
    ) -> None:
        self.tile, self._masked, self._top = tile, masked, 0
        predictor = 1 if dtype.startswith("complex") else 3 if dtype.startswith("float") else 2
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", NotGeoreferencedWarning)
            self._out: Any = DatasetWriter(
                str(path), "w", driver="GTiff", width=width, height=height, count=bands + masked, dtype=dtype,
                tiled=True, blockxsize=tile, blockysize=tile, compress="zstd", zstd_level=1,
                photometric="minisblack", predictor=predictor, interleave="pixel",
                bigtiff="if_safer", num_threads=2, alpha="no",
            )  # fmt: skip

    def write_row(self, planes: Planes, valid: Valid | None) -> None:
        """See `LevelFile.write_row`."""
        rows, cols = planes.shape[1:]
        if self._masked:
            band: NDArray[Any] = np.ones((1, rows, cols), planes.dtype)
            if valid is not None:
                band[0] = valid
            planes = np.concatenate([planes, band])
        self._out.write(planes, window=RioWindow(0, self._top, cols, rows))
        self._top += rows

    def close(self) -> None:
        """See `LevelFile.close`."""
        self._out.close()
