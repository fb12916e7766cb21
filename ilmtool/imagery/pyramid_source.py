"""An image whose missing levels come from a pyramid as soon as there is one.

The levels are planned when the image is opened and never change. Until the pyramid is there, those that the
file lacks are made from samples of it; afterwards they are read from the pyramid, without reopening anything.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path

import numpy as np

from ilmtool.errors import UserError
from ilmtool.imagery.filecheck import sentence
from ilmtool.imagery.gdal_env import GDAL_ERRORS
from ilmtool.imagery.pyramid import open_levels
from ilmtool.imagery.pyramid_store import PyramidStore, identity
from ilmtool.imagery.source import Pixels, RasterSource, Window, check_window
from ilmtool.text import tr

_log = logging.getLogger(__name__)


class PyramidSource(RasterSource):
    """An image with or without its pyramid.

    Parameters
    ----------
    image : RasterSource
        With `first_missing`; closed together with this.
    """

    def __init__(self, image: RasterSource) -> None:
        if image.first_missing is None:
            raise ValueError("the image has all of its levels")
        self.image = image
        self.facts = image.facts
        self._first = image.first_missing
        self._levels: tuple[RasterSource, ...] = ()
        self._retired: list[RasterSource] = []
        self._lock = threading.Lock()
        self._preview: dict[tuple[int, ...], Pixels] = {}
        self._closed = False

    def as_stored(self) -> AbstractContextManager[RasterSource]:
        return self.image.as_stored()

    @property
    def files(self) -> tuple[Path, ...]:
        return self.image.files

    @property
    def first_missing(self) -> int | None:
        return self._first

    @property
    def is_plain(self) -> bool:
        return self.image.is_plain

    @property
    def block_rows(self) -> int:
        return self.image.block_rows

    @property
    def is_sharp(self) -> bool:
        """Whether the pyramid is there."""
        return bool(self._levels)

    def reads_rows(self, level: int) -> bool:
        return not (self._levels and level >= self._first) and self.image.reads_rows(level)

    def find(self, store: PyramidStore) -> bool:
        """Use the pyramid that the store has of this image, if it has one."""
        try:
            folder = store.find(identity(self.image))
        except OSError:
            return False
        return folder is not None and self.attach(folder)

    def attach(self, folder: Path) -> bool:
        """Read the missing levels from a pyramid from now on; False if it is damaged."""
        try:
            levels = tuple(open_levels(folder, self.facts, self._first))
        except (*GDAL_ERRORS, UserError) as error:
            _log.warning("the pyramid of %s is not used: %s", self.facts.path.name, sentence(str(error)))
            return False
        with self._lock:
            if not self._closed:
                levels, self._levels = self._levels, levels
                self._preview.clear()
        for level in levels:
            level.close()
        return True

    def read(self, level: int, window: Window, bands: Sequence[int] | None = None) -> Pixels:
        found = self._from_pyramid(level, window, bands, screen=False)
        return self._from_image(level, window, bands) if found is None else found

    def read_for_screen(self, level: int, window: Window, bands: Sequence[int] | None = None) -> Pixels:
        found = self._from_pyramid(level, window, bands, screen=True)
        if found is not None:
            return found
        if level >= self._first:
            return self._from_image(level, window, bands)
        return self.image.read_for_screen(level, window, bands)

    def _from_pyramid(
        self, level: int, window: Window, bands: Sequence[int] | None, *, screen: bool
    ) -> Pixels | None:
        levels = self._levels
        if level < self._first or not levels:
            return None
        check_window(self.facts.levels[level], window)
        file = levels[level - self._first]
        chosen = tuple(range(self.facts.bands)) if bands is None else tuple(bands)
        masked = file.facts.bands > self.facts.bands
        try:
            if not masked:
                return (file.read_for_screen if screen else file.read)(0, window, chosen)
            data, _ = file.read(0, window, (*chosen, self.facts.bands))
        except UserError as error:
            with self._lock:
                if self._closed:
                    raise UserError(tr("{name} is closed.", name=self.facts.path.name)) from None
                if self._levels is levels:
                    _log.warning("the pyramid of %s is left: %s", self.facts.path.name, error)
                    self._levels = ()
                    self._retired += levels
            return None
        valid = np.asarray(data[..., -1] != 0, np.bool_)
        return data[..., :-1], None if valid.all() else valid

    def _from_image(self, level: int, window: Window, bands: Sequence[int] | None) -> Pixels:
        size = self.facts.levels[level]
        whole = (0, 0, size.width, size.height)
        if level != len(self.facts.levels) - 1 or window != whole:
            return self.image.read(level, window, bands)
        # The smallest level is asked for twice when a scene is opened: for its contrast, and to be shown.
        chosen = tuple(range(self.facts.bands)) if bands is None else tuple(bands)
        found = self._preview.get(chosen)
        if found is None:
            found = self._preview[chosen] = self.image.read(level, window, chosen)
        data, valid = found
        return data.copy(), None if valid is None else valid.copy()

    def close(self) -> None:
        with self._lock:
            self._closed = True
            levels = (*self._levels, *self._retired)
        self.image.close()
        for level in levels:
            level.close()
