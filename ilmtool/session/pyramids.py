"""Pyramids for the open images that lack small levels: built in the background, used once they are there."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from ilmtool.errors import Cancelled, UserError
from ilmtool.session.ports import CancelToken, Executor

if TYPE_CHECKING:
    from ilmtool.imagery.pyramid_source import PyramidSource
    from ilmtool.imagery.pyramid_store import PyramidStore
    from ilmtool.imagery.source import RasterSource

_log = logging.getLogger(__name__)


def lacking(sources: Mapping[str, RasterSource]) -> dict[str, PyramidSource]:
    """Those of the open images, by scene id, whose missing levels are still made from samples."""
    from ilmtool.imagery.pyramid_source import PyramidSource

    return {
        key: source
        for key, source in sources.items()
        if isinstance(source, PyramidSource) and not source.is_sharp
    }


class Sharpener:
    """Builds what the images of one pair lack, one image after another.

    Parameters
    ----------
    executor : Executor
    on_progress : callable
        `on_progress(file_name, share)` from a worker's thread, for each percent, 0 to 1; 1 also when the
        work has ended without a pyramid.
    on_sharp : callable
        `on_sharp(scene_id, first_level)` on the window's thread, once the levels from `first_level` on are
        read from a pyramid.
    """

    def __init__(
        self,
        executor: Executor,
        on_progress: Callable[[str, float], None],
        on_sharp: Callable[[str, int], None],
    ) -> None:
        self._executor, self._on_progress, self._on_sharp = executor, on_progress, on_sharp
        self._token = CancelToken()

    def start(self, sources: Mapping[str, RasterSource], store: PyramidStore | None = None) -> None:
        """Begin with those images that need it; the user's own store by default."""
        for scene_id, source in lacking(sources).items():
            self._executor.submit(
                lambda source=source: self._build(source, store),  # type: ignore[misc]
                lambda built, key=scene_id, source=source: self._ready(key, source, built),  # type: ignore[misc]
                self._failed,
                token=self._token,
                lane="background",
            )

    def stop(self) -> None:
        """The user had enough, or the pair is closed: the work ends soon and leaves nothing behind."""
        self._token.cancel()

    def _build(self, source: PyramidSource, store: PyramidStore | None) -> bool:
        name, last = source.facts.path.name, -1

        def progress(done: int, rows: int) -> bool:
            nonlocal last
            if self._token.cancelled:
                return False
            if done * 100 // rows > last:
                last = done * 100 // rows
                self._on_progress(name, min(done / rows, 0.99))
            return True

        try:
            return _sharpen(source, store, progress)
        finally:
            self._on_progress(name, 1.0)

    def _ready(self, scene_id: str, source: PyramidSource, built: bool) -> None:
        if built and source.first_missing is not None:
            self._on_sharp(scene_id, source.first_missing)

    def _failed(self, error: Exception) -> None:
        # Whoever reads the damaged part for the screen says so; the rest is shown without a pyramid.
        if not isinstance(error, UserError):
            raise error
        _log.warning("no pyramid: %s", error)


def _sharpen(
    source: PyramidSource, store: PyramidStore | None, progress: Callable[[int, int], bool] | None
) -> bool:
    from ilmtool.imagery.pyramid import build_pyramid
    from ilmtool.imagery.pyramid_store import PyramidStore

    folder = build_pyramid(source, PyramidStore.of_user() if store is None else store, progress)
    return folder is not None and source.attach(folder)


class SharpImages:
    """Builds pyramids and waits for them: for pictures, not for a window.

    A context manager: where the user's cache cannot be used, a pyramid lives in a temporary folder until
    the end.
    """

    def __init__(self, sources: Mapping[str, RasterSource]) -> None:
        self._sources = sources
        self._folders: list[tempfile.TemporaryDirectory[str]] = []

    def __enter__(self) -> SharpImages:
        from ilmtool.imagery.pyramid_store import PyramidStore

        for source in lacking(self._sources).values():
            try:
                if _sharpen(source, None, None):
                    continue
                folder = tempfile.TemporaryDirectory(prefix="ilmtool-", ignore_cleanup_errors=True)
                self._folders.append(folder)
                _sharpen(source, PyramidStore(Path(folder.name)), None)
            except (UserError, Cancelled) as error:
                _log.warning("no pyramid: %s", error)
        return self

    def __exit__(self, *_: object) -> None:
        for folder in self._folders:
            folder.cleanup()
