"""GDAL's 16-bit checksum of a band, of the values that ilmtool's own reading gives.

The rule is that of `GDALChecksumImage` (GDAL, alg/gdalchecksum.cpp): each value, as a 32-bit integer, modulo
one of eleven primes that take turns along the rows; the sum of the remainders modulo 65536. A remainder has
the sign of its value, as in C. Complex values count as two, real part first.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ilmtool.imagery.source import RasterSource

_PRIMES = np.array((7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43), np.int32)
_NOT_FINITE = -(2**31)
_LIMIT = 2**31 - 1
_CHUNK_BYTES = 32 << 20


def band_checksums(source: RasterSource) -> tuple[int, ...]:
    """The checksum of each band at full resolution, 0 to 65535. Decodes everything once, in bounded memory.

    Equal to GDAL's for `RasterSource.as_stored`.

    Raises
    ------
    UserError
        If a part of the image cannot be read.
    """
    facts = source.facts
    sums = [0] * facts.bands
    step = source.block_rows
    row_bytes = facts.width * facts.bands * 16
    rows = max(1, _CHUNK_BYTES // (row_bytes * step)) * step
    for y0 in range(0, facts.height, rows):
        y1 = min(facts.height, y0 + rows)
        data, _ = source.read(0, (0, y0, facts.width, y1))
        for band in range(facts.bands):
            sums[band] += _sum(data[..., band], y0)
    return tuple(total & 0xFFFF for total in sums)


def _sum(values: NDArray[Any], first_row: int) -> int:
    """Sum of the remainders of some whole rows, values (rows, cols), of which the first is `first_row`."""
    whole = _as_int32(values)
    start = first_row * whole.shape[1]
    flat = whole.ravel()
    # By prime, not value by value: each division is then by one number, which is fifteen times as fast.
    return sum(
        int(
            np.fmod(flat[offset :: len(_PRIMES)], _PRIMES[(start + offset) % len(_PRIMES)]).sum(
                dtype=np.int64
            )
        )
        for offset in range(min(len(_PRIMES), len(flat)))
    )


def _as_int32(values: NDArray[Any]) -> NDArray[np.int32]:
    """Values as GDAL converts them: rounded half up, cut to 32 bits; (rows, 2 x cols) of complex ones."""
    if values.dtype.kind == "c":
        parts = np.stack((values.real, values.imag), axis=-1)
        return _as_int32(parts.reshape(values.shape[0], -1))
    if values.dtype.kind == "f":
        wide = values.astype(np.float64)
        finite = np.isfinite(wide)
        cut = np.clip(np.floor(np.where(finite, wide, 0.0) + 0.5), -_LIMIT, _LIMIT).astype(np.int32)
        return np.where(finite, cut, np.int32(_NOT_FINITE))
    if values.dtype.itemsize < 4:
        return values.astype(np.int32)
    limits = np.iinfo(np.int32)
    kept = np.minimum(values, values.dtype.type(limits.max))
    if values.dtype.kind == "i":
        kept = np.maximum(kept, values.dtype.type(limits.min))
    return np.asarray(kept, np.int32)
