"""The light table: the pixels of the open pair, as tiles, contrast, grey levels, thumbnails and pyramids."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ilmtool.core.layout import Side
from ilmtool.errors import UserError
from ilmtool.imagery.cache import TileCache
from ilmtool.imagery.loader import TileLoader
from ilmtool.imagery.stretch import Stretch
from ilmtool.imagery.tiles import TileKey
from ilmtool.painting.composite import Tables
from ilmtool.painting.raster import SceneLayer
from ilmtool.painting.view import PairView
from ilmtool.session.contrast import Contrast, Darkroom, Developed
from ilmtool.session.grey_levels import GreyLevels
from ilmtool.session.pair import Pair
from ilmtool.session.ports import Clock, Executor, Handle
from ilmtool.session.pyramids import Sharpener, lacking
from ilmtool.session.thumbnails import Thumbnails

CACHE_BYTES = 224 << 20
"""Decoded tiles kept in memory: a 4K view of both dates needs 133 MB at most, the rest is where one was."""

PYRAMIDS_AFTER_S = 0.5
"""From the opening of a pair to the building of what its files lack: the first tiles come first."""


class LightTable:
    """Keeps what is seen of a pair in step with which scenes it has, how they lie, and their contrast.

    Parameters
    ----------
    executor : Executor
    clock : Clock
    on_error : callable
        Told of what goes wrong on a worker.

    Attributes
    ----------
    cache : TileCache
        Tiles of all scenes that were shown since the document was opened.
    loader : TileLoader or None
        Decodes them; None where no pair is open.
    thumbnails : Thumbnails
    darkroom : Darkroom or None
        Carries out changes of the contrast; None where no pair is open.
    on_tile : callable
        A tile has come into the cache; called on the thread that decoded it, like `on_tile_error`.
    on_tile_error : callable
        `on_tile_error(scene id, UserError)`
    on_contrast : callable
        `on_contrast(Developed, changed sides)`
    on_tables : callable
        The dates have been brought to one scale of grey.
    on_sharper : callable
        Small levels of an image have been built.
    on_progress : callable
        `on_progress(name of the image, share built)`, on the thread that builds.
    """

    def __init__(self, executor: Executor, clock: Clock, on_error: Callable[[Exception], None]) -> None:
        self._executor, self._clock, self._on_error = executor, clock, on_error
        self._pair: Pair | None = None
        self._layers: dict[Side, SceneLayer | None] = {}
        self._shown_as: dict[str, Stretch] = {}
        self._grey_levels: GreyLevels | None = None
        self._sharpening: Handle | None = None
        self._sharpener: Sharpener | None = None
        self.cache = TileCache(CACHE_BYTES)
        self.loader: TileLoader | None = None
        self.thumbnails = Thumbnails(executor, self.cache)
        self.darkroom: Darkroom | None = None
        self.on_tile: Callable[[TileKey], None] = lambda key: None  # noqa: ARG005
        self.on_tile_error: Callable[[str, UserError], None] = lambda scene, error: None  # noqa: ARG005
        self.on_contrast: Callable[[Developed, frozenset[Side]], None] = lambda developed, changed: None  # noqa: ARG005
        self.on_tables: Callable[[Tables], None] = lambda tables: None  # noqa: ARG005
        self.on_sharper: Callable[[], None] = lambda: None
        self.on_progress: Callable[[str, float], None] = lambda name, share: None  # noqa: ARG005

    # -- which pair ----------------------------------------------------------------------------

    def lay_out(self, pair: Pair, contrast: Contrast, stretches: Mapping[Side, Stretch]) -> PairView:
        """Show another pair; the one before has been taken away.

        Parameters
        ----------
        stretches : mapping of Side to Stretch
            Of that contrast.
        """
        self.loader = TileLoader(self.cache, 2, self._tile_came, self._tile_failed)
        self._shown_as = {}
        return self._show(pair, contrast, stretches, self.loader)

    def exchange(self, pair: Pair, contrast: Contrast, stretches: Mapping[Side, Stretch]) -> PairView | None:
        """Show two other scenes of the document; tiles of what was shown before stay. None if none was."""
        if self.loader is None:
            return None
        self.stop_sharpening()
        if self.darkroom is not None:
            self.darkroom.stop()
        return self._show(pair, contrast, stretches, self.loader)

    def _show(
        self, pair: Pair, contrast: Contrast, stretches: Mapping[Side, Stretch], loader: TileLoader
    ) -> PairView:
        for side in Side:
            scene, stretch = pair.scene(side), stretches[side]
            if self._shown_as.get(scene.id) != stretch:
                self._shown_as[scene.id] = stretch
                loader.add_scene(scene.id, scene.source, stretch)
        self._pair, self._layers = pair, _layers_of(pair)
        darkroom = self.darkroom = Darkroom(
            pair, contrast, stretches, self._executor, self._developed, self._on_error
        )
        if self._grey_levels is not None:
            self._grey_levels.stop()
        self._grey_levels = GreyLevels(
            pair,
            lambda: darkroom.stretches,
            self._executor,
            self._tell_tables,
            self._on_error,
        )
        self.thumbnails.open(pair, self._layers, stretches)
        return PairView(self.cache, self._layers)

    def place(self, pair: Pair) -> Mapping[Side, SceneLayer | None] | None:
        """The same two scenes lie otherwise on each other: their layers now; tiles and contrast stay."""
        if self.darkroom is None:
            return None
        self._pair, self._layers = pair, _layers_of(pair)
        self.thumbnails.open(pair, self._layers, self.darkroom.stretches)
        if self._grey_levels is not None:
            self._grey_levels.place(pair)
        return self._layers

    def clear(self) -> None:
        """Take the pair away."""
        self.stop_sharpening()
        if self._grey_levels is not None:
            self._grey_levels.stop()
            self._grey_levels = None
        self.thumbnails.close()
        if self.darkroom is not None:
            self.darkroom.stop()
            self.darkroom = None
        if self.loader is not None:
            self.loader.close()
            self.loader = None
        self.cache.clear()
        self._pair = None

    # -- tiles and contrast --------------------------------------------------------------------

    def request_tiles(self, keys: list[TileKey]) -> None:
        """Load these tiles next and forget earlier wishes."""
        if self.loader is not None:
            self.loader.want(keys)

    def _tile_came(self, key: TileKey) -> None:
        self.on_tile(key)

    def _tile_failed(self, scene_id: str, error: UserError) -> None:
        self.on_tile_error(scene_id, error)

    def want_tables(self) -> None:
        """Have the dates brought to one scale of grey; `on_tables` tells how."""
        if self._grey_levels is not None:
            self._grey_levels.want()

    def _tell_tables(self, tables: Tables) -> None:
        self.on_tables(tables)

    def _developed(self, developed: Developed, changed: frozenset[Side]) -> None:
        """Another contrast: the tiles of the changed sides are decoded again, the old ones stay in view
        until then.
        """
        pair = self._pair
        if pair is None or self.loader is None:
            return
        for side in changed:
            scene = pair.scene(side)
            self._shown_as[scene.id] = developed.stretches[side]
            self.loader.add_scene(scene.id, scene.source, developed.stretches[side])
        if changed:
            self._renew_thumbnails()
            if self._grey_levels is not None:
                self._grey_levels.renew()
        self.on_contrast(developed, changed)

    def _renew_thumbnails(self) -> None:
        if self._pair is not None and self.darkroom is not None:
            self.thumbnails.open(self._pair, self._layers, self.darkroom.stretches)

    # -- pyramids ------------------------------------------------------------------------------

    def sharpen(self) -> None:
        """Build the pyramids that images lack, once the first tiles have had the cores."""
        if self._pair is None:
            return
        pair = self._pair
        sharpener = self._sharpener = Sharpener(self._executor, self._progressed, self._became_sharp)
        sources = {pair.scene(side).id: pair.scene(side).source for side in Side}
        if lacking(sources):
            self._sharpening = self._clock.schedule(PYRAMIDS_AFTER_S, lambda: sharpener.start(sources))

    def stop_sharpening(self) -> None:
        """Give up the pyramids that are being built; the pair stays open, seen through samples."""
        if self._sharpening is not None:
            self._sharpening.cancel()
            self._sharpening = None
        if self._sharpener is not None:
            self._sharpener.stop()
            self._sharpener = None

    def _progressed(self, name: str, share: float) -> None:
        self.on_progress(name, share)

    def _became_sharp(self, scene_id: str, first_level: int) -> None:
        if self.loader is not None:
            self.loader.refresh(scene_id, first_level)
            self._renew_thumbnails()
            self.on_sharper()


def _layers_of(pair: Pair) -> dict[Side, SceneLayer | None]:
    layers: dict[Side, SceneLayer | None] = {}
    for side in Side:
        scene = pair.scene(side)
        layers[side] = SceneLayer(scene.id, scene.facts.levels, scene.placement)
    return layers
