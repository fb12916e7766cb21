"""Reads through GDAL (rasterio): everything georeferenced and every format that GDAL opens."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rasterio.enums import MaskFlags
from rasterio.windows import Window as RioWindow

from ilmtool.errors import UserError
from ilmtool.imagery.address import Address
from ilmtool.imagery.filecheck import sentence, truncated, unreadable
from ilmtool.imagery.gdal_env import GDAL_ERRORS, Access
from ilmtool.imagery.gdal_facts import check_blocks, facts_of, missing_blocks, storage_of
from ilmtool.imagery.gdal_parts import part_to_open, parts_of
from ilmtool.imagery.jpeg_tiles import JpegTiles
from ilmtool.imagery.levels import LevelBase
from ilmtool.imagery.parts import ImagePart
from ilmtool.imagery.reduce import Planes, Valid
from ilmtool.imagery.references import check_overview_tag
from ilmtool.imagery.sampling import BUDGET, Stored, read_reduced
from ilmtool.imagery.source import Pixels, RasterSource, SourceFacts, Window, check_window
from ilmtool.imagery.tiles import TILE
from ilmtool.text import tr


def open_gdal(address: Address, *, first: bool = False) -> RasterSource | None:
    """Open with GDAL; None if it does not know the format.

    Parameters
    ----------
    address : Address
        Of a local file.
    first : bool
        Take the first of several images instead of asking.

    Raises
    ------
    ChoiceNeeded
        The file holds several images.
    UserError
        If the file is an image but cannot be used: damaged, cut short, without bands.
    """
    access, path = Access.local(address.path), address.path
    with access.env():
        try:
            dataset = access.open()
        except GDAL_ERRORS as error:
            if "not recognized as" in str(error) or "not a supported" in str(error):
                return None
            raise refusal(path, error) from error
        try:
            parts = parts_of(dataset, path)
            if parts or address.part:
                part = part_to_open(dataset, address, parts, first=first)
                address = address.with_part(str(part.number) if part is not None and len(parts) > 1 else "")
                if part is not None:
                    access = Access.local(part.target)
                    dataset.close()
                    dataset = access.open()
            return GdalSource.of(dataset, access, address, path.stat().st_size, parts)
        except GDAL_ERRORS as error:
            raise refusal(path, error) from error
        except BaseException:
            dataset.close()
            raise


class GdalSource(RasterSource):
    """A file read by GDAL, with one dataset per thread and overview."""

    @classmethod
    def of(
        cls,
        dataset: Any,
        access: Access,
        address: Address,
        size: int | None,
        parts: tuple[ImagePart, ...] = (),
    ) -> GdalSource:
        """The source of an open dataset, which it takes over; within the access's `env`.

        Parameters
        ----------
        size : int or None
            Bytes of the file; None where nobody knows.
        """
        overviews = dataset.tags(ns="OVERVIEWS").get("OVERVIEW_FILE")
        if overviews and address.is_remote:
            raise UserError(
                tr("{name} is not opened: it leads to other files.", name=address.name),
                "",
                tr("Download it first."),
            )
        check_overview_tag(overviews, address.path)
        check_blocks(dataset, address.path)
        facts, bases = facts_of(dataset, address, size or 0, parts)
        lack = missing_blocks(dataset, size) if size is not None else ""
        if lack:
            raise truncated(address.path, lack)
        return cls(facts, bases, dataset, access)

    def __init__(
        self, facts: SourceFacts, bases: tuple[LevelBase, ...], dataset: Any, access: Access
    ) -> None:
        self.facts = facts
        self.access = access
        self._bases = bases
        self._storage = storage_of(dataset)
        self._files = _files_of(dataset, facts.path)
        self._masks = _mask_kind(dataset)
        self._alpha = facts.colors.index("alpha") + 1 if "alpha" in facts.colors else 0
        self._nodata = tuple(dataset.nodatavals)
        whole = not (facts.url or facts.part)
        self._jpeg = JpegTiles.of(dataset, facts.path) if whole and self._masks == "none" else None
        self._local = threading.local()
        self._local.datasets = {-1: dataset}
        self._lock = threading.Condition()
        self._all = [dataset]
        self._active = 0
        self._closed = False

    def read(self, level: int, window: Window, bands: Sequence[int] | None = None) -> Pixels:
        chosen = self._checked(level, window, bands)
        with self._reading(), self.access.env():
            return self._read_gdal(level, window, chosen)

    def read_for_screen(self, level: int, window: Window, bands: Sequence[int] | None = None) -> Pixels:
        chosen = self._checked(level, window, bands)
        base = self._bases[level]
        if self._jpeg is not None and base.exact:
            with self._reading():
                found = self._jpeg.read(base.overview, window)
            if found is not None:
                return (found if chosen == tuple(range(found.shape[2])) else found[..., list(chosen)]), None
        return self.read(level, window, chosen)

    def _checked(self, level: int, window: Window, bands: Sequence[int] | None) -> tuple[int, ...]:
        check_window(self.facts.levels[level], window)
        return tuple(range(self.facts.bands)) if bands is None else tuple(bands)

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """Keeps the file open meanwhile; what goes wrong names the file."""
        with self._lock:
            if self._closed:
                raise UserError(tr("{name} is closed.", name=self.facts.name))
            self._active += 1
        try:
            yield
        except MemoryError as error:
            facts = self.facts
            raise UserError(
                tr(
                    "{name} claims {width} x {height} pixels; they do not fit into memory.",
                    name=facts.name,
                    width=facts.width,
                    height=facts.height,
                ),
                _first_line(error),
                tr("If it is genuine, convert it to a tiled GeoTIFF: gdal_translate -of COG."),
            ) from error
        except GDAL_ERRORS as error:
            raise unreadable(self.facts.path, _first_line(error)) from error
        finally:
            with self._lock:
                self._active -= 1
                self._lock.notify_all()

    def close(self) -> None:
        with self._lock:
            self._closed = True
            self._lock.wait_for(lambda: self._active == 0)
            datasets, self._all = self._all, []
        for dataset in datasets:
            dataset.close()
        if self._jpeg is not None:
            self._jpeg.close()

    def _dataset(self, overview: int) -> Any:
        datasets: dict[int, Any] | None = getattr(self._local, "datasets", None)
        if datasets is None:
            datasets = self._local.datasets = {}
        found = datasets.get(overview)
        if found is None:
            options = {} if overview < 0 else {"overview_level": overview}
            found = datasets[overview] = self.access.open(**options)
            with self._lock:
                self._all.append(found)
        return found

    @property
    def files(self) -> tuple[Path, ...]:
        return self._files

    @property
    def first_missing(self) -> int | None:
        last = max(index for index, base in enumerate(self._bases) if base.exact)
        size = self.facts.levels[last]
        small = size.width * size.height * self._pixel_bytes(self.facts.bands) <= BUDGET
        return None if small or last == len(self._bases) - 1 else last + 1

    @property
    def block_rows(self) -> int:
        return self._storage.block_height

    def reads_rows(self, level: int) -> bool:
        block = self._storage.block_width
        return self._bases[level].overview < 0 and block >= self.facts.width and block > 2 * TILE

    @property
    def is_plain(self) -> bool:
        return self.facts.palette is None and self._masks == "none" and self.facts.value_bits in {None, 8}

    def _pixel_bytes(self, bands: int) -> int:
        return self._storage.sample_bytes * max(bands, self._storage.bands_together)

    def _read_gdal(self, level: int, window: Window, bands: tuple[int, ...]) -> Pixels:
        base = self._bases[level]
        dataset = self._dataset(base.overview)
        if base.exact:
            planes, valid = self._read_stored(dataset, self._scaled(dataset, level, window), window, bands)
        else:
            rows, cols = dataset.block_shapes[0]
            stored = Stored(dataset.width, dataset.height, cols, rows, self._pixel_bytes(len(bands)))
            planes, valid = read_reduced(
                lambda part: self._read_stored(dataset, part, part, bands),
                stored,
                window,
                base.shrink,
                # The mean of palette indices would be another colour.
                average=self.facts.palette is None,
            )
        if valid is not None and valid.all():
            valid = None
        return np.moveaxis(planes, 0, -1), valid

    def _scaled(self, dataset: Any, level: int, window: Window) -> tuple[float, float, float, float]:
        """A window of a level in px of its dataset, which may have been rounded otherwise."""
        size = self.facts.levels[level]
        sx, sy = dataset.width / size.width, dataset.height / size.height
        return window[0] * sx, window[1] * sy, window[2] * sx, window[3] * sy

    def _read_stored(
        self, dataset: Any, source: Sequence[float], window: Window, bands: tuple[int, ...]
    ) -> tuple[Planes, Valid | None]:
        """What the file has in `source`, (x0, y0, x1, y1) of the dataset, in as many px as `window` has."""
        x0, y0, x1, y1 = source
        options: dict[str, Any] = {
            "window": RioWindow(x0, y0, x1 - x0, y1 - y0),
            "out_shape": (window[3] - window[1], window[2] - window[0]),
        }
        planes: Planes = dataset.read([band + 1 for band in bands], **options)
        valid: Valid | None = None
        if self._masks == "mask":
            valid = dataset.read_masks(1, **options) > 0
        elif self._masks == "alpha":
            valid = dataset.read(self._alpha, **options) > 0
        elif self._masks == "nodata":
            valid = _differs_from_nodata(planes, [self._nodata[b] for b in bands])
        if planes.dtype.kind in "fc":
            finite = np.asarray(np.isfinite(planes).any(axis=0), np.bool_)
            valid = finite if valid is None else valid & finite
        return planes, valid


def _files_of(dataset: Any, path: Path) -> tuple[Path, ...]:
    """The files that a dataset is made of."""
    try:
        return tuple(Path(name) for name in dataset.files) or (path,)
    except GDAL_ERRORS:
        return (path,)


def _differs_from_nodata(planes: NDArray[Any], nodata: list[float | None]) -> NDArray[np.bool_] | None:
    """Valid where any band differs from its nodata value, as GDAL's dataset mask has it."""
    valid: NDArray[np.bool_] | None = None
    for plane, value in zip(planes, nodata, strict=True):
        if value is None:
            return None
        if np.isnan(value):
            here = ~np.isnan(plane)
        elif plane.dtype.kind in "iu" and not float(value).is_integer():
            return None
        else:
            if not _fits(value, plane.dtype):
                return None
            here = plane != plane.dtype.type(value)
        valid = here if valid is None else valid | here
    return valid


def _fits(value: float, dtype: np.dtype[Any]) -> bool:
    if dtype.kind not in "iu":
        return True
    limits = np.iinfo(dtype)
    return limits.min <= value <= limits.max


def _mask_kind(dataset: Any) -> str:
    flags = [set(flag) for flag in dataset.mask_flag_enums]
    if any(MaskFlags.alpha in flag for flag in flags):
        return "alpha"
    if any(MaskFlags.nodata in flag for flag in flags) and any(v is not None for v in dataset.nodatavals):
        return "nodata"
    if any(MaskFlags.per_dataset in flag for flag in flags) or not all(
        MaskFlags.all_valid in f for f in flags
    ):
        return "mask"
    return "none"


def refusal(path: Path, error: BaseException) -> UserError:
    """What is told of a file that GDAL knows and cannot open."""
    text = _first_line(error)
    if "codec" in text:
        hint = tr("Convert it where that codec exists: gdal_translate -of COG.")
    else:
        hint = tr("It may be damaged: copy or download it again.")
    return UserError(tr("{name} cannot be opened as an image.", name=path.name), text, hint)


def _first_line(error: BaseException) -> str:
    cause = error.__cause__ or error
    return sentence(str(cause)) or type(cause).__name__
