"""JPEG tiles of a TIFF decoded by libjpeg-turbo directly: about 2.5 times as fast as through GDAL.

GDAL tells where each tile lies and shares the quantisation and Huffman tables; the tile's bytes and
the tables together make an ordinary JPEG stream (TIFF Technical Note 2). Anything unusual is left to GDAL.
"""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ilmtool.imagery.gdal_env import gdal_env, open_dataset
from ilmtool.imagery.gdal_facts import block_span, overview_file
from ilmtool.imagery.source import Window

_SOI, _EOI = b"\xff\xd8", b"\xff\xd9"


class JpegTiles:
    """Reader of the JPEG tiles of one file; `read` may be called from several threads."""

    def __init__(self, path: Path, bands: int, tables: dict[int, bytes], block: tuple[int, int]) -> None:
        self._path = path
        self._file = path.open("rb")
        self._lock = threading.Lock()
        self._dataset: Any = None
        self._tables = tables
        self._block = block
        self._bands = bands
        self._spans: dict[tuple[int, int, int], tuple[int, int] | None] = {}

    @classmethod
    def of(cls, dataset: Any, path: Path) -> JpegTiles | None:
        """A reader for `dataset`, or None if its tiles are not plain 8-bit grey or YCbCr JPEG."""
        if dataset.driver not in {"GTiff", "COG"} or set(dataset.dtypes) != {"uint8"}:
            return None
        structure = dataset.tags(ns="IMAGE_STRUCTURE")
        compression = structure.get("COMPRESSION", "")
        grey = dataset.count == 1 and compression == "JPEG" and dataset.colorinterp[0].name == "gray"
        color = dataset.count == 3 and compression == "YCbCr JPEG"
        rows, cols = dataset.block_shapes[0]
        if not (grey or color) or cols >= dataset.width or rows % 8 or cols % 8:
            return None
        tables = {}
        # Offsets of overviews beside the image count in another file.
        overviews = 0 if overview_file(dataset) is not None else len(dataset.overviews(1))
        for overview in range(-1, overviews):
            options = {} if overview < 0 else {"ovr": overview}
            text = dataset.get_tag_item("JPEGTABLES", "TIFF", bidx=1, **options)
            tables[overview] = bytes.fromhex(text) if text else b""
        return cls(path, int(dataset.count), tables, (rows, cols))

    def close(self) -> None:
        """Close the file."""
        self._file.close()
        if self._dataset is not None:
            self._dataset.close()

    def read(self, overview: int, window: Window) -> NDArray[np.uint8] | None:
        """Pixels (rows, cols, bands) of a window, or None where GDAL should read it.

        For three bands the array is a reversed view of BGR memory, which `to_bgrx` uses as it is.
        """
        rows, cols = self._block
        x0, y0, x1, y1 = window
        first_col, first_row = x0 // cols, y0 // rows
        last_col, last_row = (x1 - 1) // cols, (y1 - 1) // rows
        if (first_col, first_row) == (last_col, last_row):
            tile = self._decode(overview, first_col, first_row)
            if tile is None:
                return None
            part = tile[
                y0 - first_row * rows : y1 - first_row * rows, x0 - first_col * cols : x1 - first_col * cols
            ]
            return part[..., ::-1]
        out = np.empty((y1 - y0, x1 - x0, self._bands), np.uint8)
        for row in range(first_row, last_row + 1):
            for col in range(first_col, last_col + 1):
                tile = self._decode(overview, col, row)
                if tile is None:
                    return None
                left, top = col * cols, row * rows
                a0, b0 = max(x0, left), max(y0, top)
                a1, b1 = min(x1, left + cols), min(y1, top + rows)
                out[b0 - y0 : b1 - y0, a0 - x0 : a1 - x0] = tile[b0 - top : b1 - top, a0 - left : a1 - left]
        return out[..., ::-1]

    def _decode(self, overview: int, col: int, row: int) -> NDArray[np.uint8] | None:
        """One whole tile, (rows, cols, bands) with bands in BGR order; None if it is not plain."""
        import cv2

        tables = self._tables.get(overview)
        span = None if tables is None else self._span(overview, col, row)
        if tables is None or span is None:
            return None
        data = self._bytes(*span)
        if len(data) != span[1] or not data.startswith(_SOI):
            return None
        if tables.endswith(_EOI):
            data = tables[:-2] + data[2:]
        flag = cv2.IMREAD_COLOR if self._bands == 3 else cv2.IMREAD_GRAYSCALE
        tile = cv2.imdecode(np.frombuffer(data, np.uint8), flag | cv2.IMREAD_IGNORE_ORIENTATION)
        if tile is None or tile.shape[:2] != self._block:
            return None
        return np.asarray(tile, np.uint8).reshape(*self._block, self._bands)

    def _span(self, overview: int, col: int, row: int) -> tuple[int, int] | None:
        """(offset, size) of a tile in the file; None for one that is not there (sparse file)."""
        key = (overview, col, row)
        with self._lock:  # a dataset of its own, which answers one thread at a time
            if key not in self._spans:
                with gdal_env():
                    if self._dataset is None:
                        self._dataset = open_dataset(self._path)
                    self._spans[key] = block_span(self._dataset, overview, col, row)
            return self._spans[key]

    def _bytes(self, offset: int, size: int) -> bytes:
        if hasattr(os, "pread"):
            return os.pread(self._file.fileno(), size, offset)
        with self._lock:
            self._file.seek(offset)
            return self._file.read(size)
