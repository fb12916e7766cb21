"""The whole invented place: everything built, and the ground under it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import cv2
import numpy as np

from ilmtool.demo.campus import STAND, build_campus
from ilmtool.demo.changes import build_changes
from ilmtool.demo.country import (
    VILLAGE,
    build_roads,
    build_village,
    dirt_tracks,
    line_roads,
    site_roads,
    village_lanes,
)
from ilmtool.demo.fields import sow_fields
from ilmtool.demo.noise import generator, octave, tileable
from ilmtool.demo.pad import build_pad
from ilmtool.demo.plan import Pass
from ilmtool.demo.render import LIGHT_UNIT, Ground
from ilmtool.demo.solids import Frame, Points, World, strip
from ilmtool.demo.terrain import EXTENT_M, Terrain, hillshade, make_terrain
from ilmtool.demo.trees import OPEN_LIGHT, ByteImage, Canopy, light_between, plant

SITE = Frame(930.0, 930.0, 14.0)
"""The site's own axes; the origin is the middle of the pad, u runs along the rail line."""

CELL_M = 0.5


def build_world() -> World:
    """Everything that people made, before and after."""
    world = World()
    build_roads(world, SITE)
    build_village(world)
    line_roads(world, SITE)
    build_campus(world, SITE)
    build_pad(world, SITE)
    build_changes(world, SITE)
    return world


def build_ground(
    world: World, passes: tuple[Pass, Pass], coarseness: int, check: Callable[[], None]
) -> Ground:
    """The ground and what grows on it, lit for both dates.

    Parameters
    ----------
    coarseness : int
        Factor on the cell size.
    check : callable
        Called between the steps; raises to stop.
    """
    size = round(EXTENT_M / CELL_M) // coarseness
    terrain = make_terrain(max(size // 4, 500), _plateaus(), _clearings())
    check()
    small = np.clip(terrain.albedo, 0, 255).astype(np.uint8)
    albedo = np.asarray(cv2.resize(small, (size, size), interpolation=cv2.INTER_LINEAR), dtype=np.uint8)
    rough = 36.0 + 219.0 * terrain.land * (1.0 - 0.45 * terrain.forest)
    roughness = np.asarray(cv2.resize(rough.astype(np.uint8), (size, size)), dtype=np.uint8)
    sow_fields(albedo, roughness, terrain)
    check()
    canopy = plant(terrain, size, world.trees)
    canopy.paint(albedo)
    check()
    with ThreadPoolExecutor(2) as pool:
        lights = list(pool.map(lambda each: _light(terrain, canopy, EXTENT_M / size, each), passes))
    check()
    grain_m, patch_m = 0.25, 1.0
    return Ground(
        cell_m=EXTENT_M / size,
        cover=np.asarray(cv2.merge((*cv2.split(albedo), roughness)), np.uint8),
        light=(lights[0], lights[1]),
        grain=tileable(generator(71), 2048, 1, 5, 1.0),
        grain_m=grain_m,
        patches=tileable(generator(72), 2048, 1, 6, 0.9),
        patch_m=patch_m,
    )


def _light(terrain: Terrain, canopy: Canopy, cell: float, each: Pass) -> ByteImage:
    """Direct light on everything that grows, and on waves, which run differently on each date."""
    size = canopy.height.shape[0]
    shade = hillshade(terrain, each)
    cells = shade.shape[0]
    waves = octave(generator(70, each.index), EXTENT_M, 6.0, cells)
    bent = octave(generator(73), EXTENT_M, 160.0, cells)
    axis = np.arange(cells, dtype=np.float32) * np.float32(EXTENT_M / cells)
    east, south = axis[None, :], axis[:, None]
    swell = np.sin((south * 0.8 - east * 0.6) * (2 * np.pi / 27.0) + bent * 9.0 + each.index * 2.0)
    shade += (waves * np.float32(0.13) + swell * np.float32(0.035)) * (1.0 - terrain.land)
    small = np.clip(shade * LIGHT_UNIT, 0, 255).astype(np.uint8)
    relief = cv2.resize(small, (size, size), interpolation=cv2.INTER_LINEAR)
    between = light_between(canopy, cell, each)
    return np.asarray(cv2.multiply(between, relief, scale=1.0 / OPEN_LIGHT), dtype=np.uint8)


def _plateaus() -> list[Points]:
    site = SITE.outline(
        (
            (-135, -110),
            (-60, -140),
            (40, -128),
            (82, -262),
            (240, -285),
            (440, -266),
            (470, -90),
            (545, -84),
            (548, 76),
            (420, 122),
            (250, 140),
            (100, 150),
            (0, 158),
            (-90, 150),
            (-150, 60),
        )
    )
    stand = STAND.outline(((-60, -44), (50, -52), (100, -10), (86, 30), (40, 52), (-40, 54), (-66, 6)))
    yard = VILLAGE.outline(((-130, -110), (130, -110), (136, 116), (-126, 116)))
    return [site, stand, yard]


def _clearings() -> list[Points]:
    roads = [strip(path, 17.0) for path in (*site_roads(SITE), *village_lanes())]
    tracks = [strip(path, 9.0) for path in dirt_tracks(SITE)]
    return [*_plateaus(), *roads, *tracks]
