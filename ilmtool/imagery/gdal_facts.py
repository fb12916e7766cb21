"""Facts of a GDAL dataset: size, levels, colours, placement. Reads no pixels."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ilmtool.errors import UserError
from ilmtool.imagery.acquisition import taken_of_dataset, with_pixel_gsd
from ilmtool.imagery.address import Address
from ilmtool.imagery.gdal_env import GDAL_ERRORS
from ilmtool.imagery.levels import LevelBase, plan_levels
from ilmtool.imagery.parts import ImagePart
from ilmtool.imagery.placing import placing_of
from ilmtool.imagery.source import SourceFacts
from ilmtool.text import number, tr

MAX_BLOCK_BYTES = 512 << 20
_ITEM_BYTES = {"complex_int16": 4}


def facts_of(
    dataset: Any, address: Address, file_size: int, parts: tuple[ImagePart, ...] = ()
) -> tuple[SourceFacts, tuple[LevelBase, ...]]:
    """Facts of an open rasterio dataset and what each of its levels is read from.

    Parameters
    ----------
    dataset : rasterio dataset
    address : Address
    file_size : int
        Bytes; 0 where nobody knows.
    parts : tuple of ImagePart
        All images of the file, where it holds several.

    Raises
    ------
    UserError
        If it has no raster bands.
    """
    path = address.path
    if dataset.count == 0 or dataset.width < 1 or dataset.height < 1:
        raise UserError(
            tr("{name} holds no image of its own.", name=address.name),
            tr("It has no raster bands."),
            tr("Open another file."),
        )
    levels, bases = plan_levels(dataset.width, dataset.height, _overviews(dataset), by_halves=True)
    placed = placing_of(dataset, path)
    reference = placed.georeference
    taken = taken_of_dataset(dataset, path)
    acquisition, gsd_source = with_pixel_gsd(taken.acquisition, reference)
    return (
        SourceFacts(
            path=path,
            driver=dataset.driver,
            width=dataset.width,
            height=dataset.height,
            bands=dataset.count,
            dtype=dataset.dtypes[0],
            nodata=dataset.nodata,
            levels=levels,
            crs_wkt=reference.crs_wkt,
            crs_code=reference.crs_code,
            transform=reference.transform,
            curve=reference.curve,
            acquisition=acquisition,
            file_size=file_size,
            url=address.url,
            part=address.part,
            images=parts,
            gsd_source=gsd_source,
            colors=_colors(dataset),
            band_names=_band_names(dataset),
            palette=_palette(dataset),
            value_bits=_value_bits(dataset),
            placement=placed.kind,
            placement_source=placed.source,
            placement_ignored=placed.ignored,
            metadata_place=taken.place,
            findings=(*placed.findings, *taken.findings),
        ),
        bases,
    )


@dataclass(frozen=True, slots=True)
class Storage:
    """How the full resolution lies in the file.

    Attributes
    ----------
    block_width, block_height : int
        Px that are decoded together; full-width rows in a striped file.
    sample_bytes : int
    bands_together : int
        Bands that are decoded together.
    """

    block_width: int
    block_height: int
    sample_bytes: int
    bands_together: int


def storage_of(dataset: Any) -> Storage:
    """How the full resolution of a dataset lies in its file."""
    rows, cols = dataset.block_shapes[0]
    together = dataset.tags(ns="IMAGE_STRUCTURE").get("INTERLEAVE") == "PIXEL"
    dtype = dataset.dtypes[0]
    item = _ITEM_BYTES.get(dtype) or np.dtype(dtype).itemsize
    return Storage(int(cols), int(rows), int(item), int(dataset.count) if together else 1)


def check_blocks(dataset: Any, path: Path) -> None:
    """Refuse a file whose single block is too large to decode: it can only be read as a whole.

    Raises
    ------
    UserError
        Above `MAX_BLOCK_BYTES` for one block of all interleaved bands.
    """
    together = dataset.count if dataset.tags(ns="IMAGE_STRUCTURE").get("INTERLEAVE") == "PIXEL" else 1
    for (rows, cols), dtype in zip(dataset.block_shapes, dataset.dtypes, strict=True):
        item = _ITEM_BYTES.get(dtype) or np.dtype(dtype).itemsize
        size = rows * cols * together * item
        if size > MAX_BLOCK_BYTES:
            raise UserError(
                tr(
                    "{name} claims {width} x {height} pixels in blocks of {cols} x {rows}.",
                    name=path.name,
                    width=dataset.width,
                    height=dataset.height,
                    cols=cols,
                    rows=rows,
                ),
                tr("One block would take {size} GiB to decode.", size=number(size / 2**30, ".1f")),
                tr("If it is genuine, convert it to a tiled GeoTIFF: gdal_translate -of COG."),
            )


def missing_blocks(dataset: Any, file_size: int) -> str:
    """Why a TIFF's pixel data cannot be complete, or an empty text.

    The last block of the full resolution and of each overview must end within the file: a copy that was
    cut off loses one of these first, whatever the order of the blocks in the file.
    """
    if dataset.driver not in {"GTiff", "COG"}:
        return ""
    beside = overview_file(dataset)
    overview_size = file_size if beside is None else max(file_size, beside.stat().st_size)
    for overview in range(-1, len(_overviews(dataset))):
        rows, cols = dataset.block_shapes[0]
        if overview >= 0:
            factor = _overviews(dataset)[overview]
            shape = (-(-dataset.height // factor), -(-dataset.width // factor))
        else:
            shape = (dataset.height, dataset.width)
        span = block_span(dataset, overview, (shape[1] - 1) // cols, (shape[0] - 1) // rows, dataset.count)
        end = file_size if overview < 0 else overview_size
        if span is not None and sum(span) > end:
            return tr("Its pixel data reach to byte {byte}, but it ends at {end}.", byte=sum(span), end=end)
    return ""


def overview_file(dataset: Any) -> Path | None:
    """The `.ovr` file beside an image in which its overviews may lie; the image may have its own as well."""
    try:
        files = [Path(name) for name in dataset.files]
    except GDAL_ERRORS:
        return None
    return next((file for file in files if file.suffix.lower() == ".ovr" and file.is_file()), None)


def block_span(dataset: Any, overview: int, col: int, row: int, band: int = 1) -> tuple[int, int] | None:
    """(offset, size) in bytes of one block of a TIFF; None for one that is not stored (sparse files)."""
    options = {} if overview < 0 else {"ovr": overview}
    try:
        offset = dataset.get_tag_item(f"BLOCK_OFFSET_{col}_{row}", "TIFF", bidx=band, **options)
        size = dataset.get_tag_item(f"BLOCK_SIZE_{col}_{row}", "TIFF", bidx=band, **options)
    except (*GDAL_ERRORS, KeyError):
        return None
    return (int(offset), int(size)) if offset and size else None


def _overviews(dataset: Any) -> list[int]:
    try:
        return list(dataset.overviews(1))
    except GDAL_ERRORS:
        return []


def _band_names(dataset: Any) -> tuple[str, ...]:
    try:
        names = tuple(" ".join((name or "").split())[:60] for name in dataset.descriptions)
    except GDAL_ERRORS:
        return ()
    return names if any(names) else ()


def _colors(dataset: Any) -> tuple[str, ...]:
    """Colour interpretation per band; a bad tag that GDAL met before may surface here: no reason to stop."""
    try:
        return tuple(str(color.name) for color in dataset.colorinterp)
    except GDAL_ERRORS:
        count = int(dataset.count)
        return ("gray",) if count == 1 else ("undefined",) * count


def _palette(dataset: Any) -> bytes | None:
    if _colors(dataset)[0] != "palette":
        return None
    try:
        table = dataset.colormap(1)
    except GDAL_ERRORS:
        return None
    return b"".join(bytes(table.get(index, (0, 0, 0, 0))) for index in range(256))


def _value_bits(dataset: Any) -> int | None:
    try:
        text = dataset.tags(1, ns="IMAGE_STRUCTURE").get("NBITS")
        return int(text) if text else None
    except ValueError:
        return None
