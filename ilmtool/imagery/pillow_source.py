"""Plain PNG, JPEG, WebP, BMP and GIF pictures without georeferencing, through Pillow.

These formats cannot be read in windows: the whole picture is decoded once, when a sharp level is first asked
for. A JPEG's small levels come from libjpeg's reduced decoding, long before that.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ilmtool.errors import UserError
from ilmtool.imagery.acquisition import taken_of_picture
from ilmtool.imagery.address import Address
from ilmtool.imagery.filecheck import check_picture_end, unreadable
from ilmtool.imagery.levels import plan_levels
from ilmtool.imagery.parts import MAX_PARTS, ChoiceNeeded, ImagePart, chosen
from ilmtool.imagery.source import Pixels, RasterSource, SourceFacts, Window, check_window
from ilmtool.text import number, tr

if TYPE_CHECKING:
    from PIL import ImageFile

MAX_PIXELS = 178_956_970
"""Pillow's own limit against decompression bombs: 2 x (1 GiB / 4 / 3)."""

MAX_BYTES = 1_500_000_000
"""Memory to decode a picture, which is there as a whole, once as Pillow and once as ilmtool has it."""
_PIXEL_BYTES = {"WEBP": 16}
"""At most, while decoding; 8 for the others."""
_STRIP_ROWS = 256

_ORIENTATION, _DATETIME_ORIGINAL, _COPYRIGHT, _EXIF_IFD = 0x0112, 0x9003, 0x8298, 0x8769
_OFFSET_ORIGINAL, _GPS_IFD, _GPS_TIME, _GPS_DATE = 0x9011, 0x8825, 7, 29
_MODES = {
    "1": "L",
    "L": "L",
    "LA": "LA",
    "P": "RGB",
    "PA": "RGBA",
    "RGB": "RGB",
    "RGBA": "RGBA",
    "I;16": "I;16",
}
_COLORS = {
    "L": ("gray",),
    "I;16": ("gray",),
    "LA": ("gray", "alpha"),
    "RGB": ("red", "green", "blue"),
    "RGBA": ("red", "green", "blue", "alpha"),
}


def open_picture(address: Address, *, first: bool = False) -> RasterSource | None:
    """Open a plain picture; None if it is another format, georeferenced, or better left to GDAL.

    Raises
    ------
    ChoiceNeeded
        It has several frames, none of them is named, and not just the `first` is wanted.
    UserError
        If the picture is cut short, or claims more pixels than are safe to decode.
    """
    path = address.path
    with path.open("rb") as file:
        kind = _kind(file.read(32))
    if kind is None or _has_placement(path):
        return None
    check_picture_end(path, kind)
    try:
        picture = _open(path, kind)
    except (OSError, SyntaxError, ValueError, KeyError, EOFError):
        return None  # perhaps a variant that only GDAL knows; it also has the better message
    with picture:
        if picture.mode not in _MODES:
            return None
        width, height = picture.size
        frames = tuple(ImagePart(n + 1, "", width, height) for n in range(_frame_count(picture)))
        frame = 0
        if address.part:
            frame = chosen(address, frames).number - 1
        elif len(frames) > 1 and not first:
            raise ChoiceNeeded(address, frames)
        part = str(frame + 1) if len(frames) > 1 and address.part else ""
        return PillowSource(path, kind, picture, part, frames if len(frames) > 1 else ())


def _kind(head: bytes) -> str | None:
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        # Pillow cuts 16-bit colour to 8 bits; GDAL keeps it. Byte 24 is the bit depth, 25 the colour type.
        return None if head[24:25] == b"\x10" and head[25:26] != b"\x00" else "PNG"
    if head.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "WEBP"
    if head.startswith((b"GIF87a", b"GIF89a")):
        return "GIF"
    return "BMP" if head.startswith(b"BM") else None


def _frame_count(picture: ImageFile.ImageFile) -> int:
    """Frames of an animation that can be chosen from; counting those of a GIF walks through the file."""
    try:
        return min(MAX_PARTS, int(getattr(picture, "n_frames", 1)))
    except (OSError, SyntaxError, ValueError, EOFError):
        return 1


def _has_placement(path: Path) -> bool:
    """Whether a world file or GDAL's auxiliary file lies beside the picture."""
    suffix = path.suffix.lstrip(".")
    endings = {f"{suffix}w", "wld"}
    if len(suffix) >= 3:
        endings.add(f"{suffix[0]}{suffix[-1]}w")
    names = {f"{path.stem}.{ending}".lower() for ending in endings}
    names |= {f"{path.name}w".lower(), f"{path.name}.aux.xml".lower()}
    try:
        return any(entry.name.lower() in names for entry in path.parent.iterdir())
    except OSError:
        return False


def _open(path: Path, kind: str) -> ImageFile.ImageFile:
    """Open with the one plugin that fits, past `Image.open`, which would try dozens and warn by itself."""
    from PIL import BmpImagePlugin, GifImagePlugin, JpegImagePlugin, PngImagePlugin, WebPImagePlugin

    plugins: dict[str, Any] = {
        "PNG": PngImagePlugin.PngImageFile,
        "JPEG": JpegImagePlugin.JpegImageFile,
        "WEBP": WebPImagePlugin.WebPImageFile,
        "BMP": BmpImagePlugin.BmpImageFile,
        "GIF": GifImagePlugin.GifImageFile,
    }
    opened: ImageFile.ImageFile = plugins[kind](path)
    return opened


class PillowSource(RasterSource):
    """One plain picture; decoding happens under a lock, the pixels are then shared by all threads."""

    def __init__(
        self,
        path: Path,
        kind: str,
        picture: ImageFile.ImageFile,
        part: str = "",
        frames: tuple[ImagePart, ...] = (),
    ) -> None:
        width, height = picture.size
        needed = width * height * _PIXEL_BYTES.get(kind, 8)
        if width * height > MAX_PIXELS or needed > MAX_BYTES:
            raise UserError(
                tr(
                    "{name} claims {width} x {height} pixels, too many for a {kind} picture.",
                    name=path.name,
                    width=width,
                    height=height,
                    kind=kind,
                ),
                tr(
                    "It would take {needed} GiB; the limit is {limit} GiB.",
                    needed=number(needed / 2**30, ".1f"),
                    limit=number(MAX_BYTES / 2**30, ".1f"),
                ),
                tr("If it is genuine, convert it to a tiled GeoTIFF: gdal_translate -of COG."),
            )
        self._kind = kind
        exif = _exif(picture)
        self._orientation = int(exif.get("orientation", 1))
        self._mode = "RGBA" if "transparency" in picture.info else _MODES[picture.mode]
        if self._orientation in {5, 6, 7, 8}:
            width, height = height, width
        levels, _ = plan_levels(width, height)
        taken = taken_of_picture(path, {k: str(v) for k, v in exif.items()})
        colors = _COLORS[self._mode]
        self.facts = SourceFacts(
            path=path,
            driver=kind,
            width=width,
            height=height,
            bands=len(colors),
            dtype="uint16" if self._mode == "I;16" else "uint8",
            nodata=None,
            levels=levels,
            crs_wkt=None,
            crs_code=None,
            transform=None,
            acquisition=taken.acquisition,
            file_size=path.stat().st_size,
            colors=colors,
            gsd_source="metadata" if taken.acquisition.gsd is not None else None,
            metadata_place=taken.place,
            findings=taken.findings,
            part=part,
            images=frames,
        )
        self._frame = int(part) - 1 if part else 0
        self._lock = threading.Lock()
        self._pixels: dict[int, NDArray[Any]] = {}
        self._closed = False

    def read(self, level: int, window: Window, bands: Sequence[int] | None = None) -> Pixels:
        check_window(self.facts.levels[level], window)
        x0, y0, x1, y1 = window
        part = self._level(level)[y0:y1, x0:x1]
        valid = None
        if self.facts.colors[-1] == "alpha":
            valid = np.asarray(part[..., -1] > 0, np.bool_)
            valid = None if valid.all() else valid
        chosen = part if bands is None else _take(part, bands)
        return chosen.copy() if chosen.base is not None else chosen, valid

    def as_stored(self) -> AbstractContextManager[RasterSource]:
        from ilmtool.imagery.gdal_source import open_gdal

        if self.facts.part:
            return nullcontext(self)  # other frames than the first are as they are shown
        return open_gdal(self.facts.address, first=True) or nullcontext(self)

    def close(self) -> None:
        with self._lock:
            self._closed = True
            self._pixels.clear()

    def _level(self, level: int) -> NDArray[Any]:
        import cv2

        with self._lock:
            if self._closed:
                raise UserError(tr("{name} is closed.", name=self.facts.name))
            if level in self._pixels:
                return self._pixels[level]
            size = self.facts.levels[level]
            finer = [index for index in self._pixels if index < level]
            if finer:
                data = self._pixels[max(finer)]
            else:
                data = self._decode(size.factor)
                if (data.shape[1], data.shape[0]) == (self.facts.width, self.facts.height):
                    self._pixels[0] = data
            if (data.shape[1], data.shape[0]) != (size.width, size.height):
                resized = cv2.resize(data, (size.width, size.height), interpolation=cv2.INTER_AREA)
                data = resized.reshape(size.height, size.width, self.facts.bands)
            self._pixels[level] = data
            return data

    def _decode(self, factor: float) -> NDArray[Any]:
        """The picture, upright, (rows, cols, bands), reduced by up to `factor` where the format allows."""
        path = self.facts.path
        try:
            with _open(path, self._kind) as picture:
                if self._frame:
                    picture.seek(self._frame)
                if self._kind == "JPEG" and factor >= 2:
                    width, height = picture.size
                    picture.draft(None, (int(width / factor), int(height / factor)))
                picture.load()
                data = _pixels_of(picture, self._mode, len(self.facts.colors))
        except (OSError, SyntaxError, ValueError, EOFError, MemoryError) as error:
            raise unreadable(path, str(error)) from error
        return np.ascontiguousarray(_upright(data, self._orientation))


def _pixels_of(picture: ImageFile.ImageFile, mode: str, bands: int) -> NDArray[Any]:
    """A decoded picture as an array (rows, cols, bands), by strips: at once it would be there four times."""
    width, height = picture.size
    data = np.empty((height, width, bands), np.uint16 if mode == "I;16" else np.uint8)
    for top in range(0, height, _STRIP_ROWS):
        bottom = min(top + _STRIP_ROWS, height)
        strip = picture.crop((0, top, width, bottom))
        strip = strip if strip.mode == mode else strip.convert(mode)
        data[top:bottom] = np.asarray(strip).reshape(bottom - top, width, bands)
    return data


def _take(part: NDArray[Any], bands: Sequence[int]) -> NDArray[Any]:
    first = bands[0]
    if list(bands) == list(range(first, first + len(bands))):
        return part[..., first : first + len(bands)]
    return part[..., list(bands)]


def _upright(data: NDArray[Any], orientation: int) -> NDArray[Any]:
    """Turned and mirrored as EXIF tag 0x0112 asks (CIPA DC-008, 4.6.4)."""
    if orientation in {5, 6, 7, 8}:
        data = data.swapaxes(0, 1)
    if orientation in {2, 3, 6, 7}:
        data = data[:, ::-1]
    if orientation in {3, 4, 7, 8}:
        data = data[::-1]
    return data


def _exif(picture: ImageFile.ImageFile) -> dict[str, Any]:
    """The few EXIF values used here; a broken EXIF block must not stop a picture."""
    found: dict[str, Any] = {}
    try:
        exif = picture.getexif()
        orientation = exif.get(_ORIENTATION, 1)
        if orientation in range(1, 9):
            found["orientation"] = orientation
        details = exif.get_ifd(_EXIF_IFD)
        for tag, name in ((_DATETIME_ORIGINAL, "DateTimeOriginal"), (_OFFSET_ORIGINAL, "OffsetTimeOriginal")):
            stated = details.get(tag)
            if isinstance(stated, str):
                found[f"EXIF_{name}"] = stated.strip("\x00")
        gps = exif.get_ifd(_GPS_IFD)
        if isinstance(gps.get(_GPS_TIME), tuple) and isinstance(gps.get(_GPS_DATE), str):
            found["EXIF_GPSTimeStamp"] = " ".join(f"({float(part)})" for part in gps[_GPS_TIME])
            found["EXIF_GPSDateStamp"] = gps[_GPS_DATE].strip("\x00")
        copyright_ = exif.get(_COPYRIGHT)
        if isinstance(copyright_, str):
            found["EXIF_Copyright"] = copyright_.strip("\x00")
    except (OSError, SyntaxError, ValueError, KeyError, TypeError, EOFError, ZeroDivisionError):
        return found
    return found
