"""What appeared between the two dates."""

from __future__ import annotations

import numpy as np

from ilmtool.demo.halls import hall
from ilmtool.demo.noise import generator
from ilmtool.demo.pad import OLD_CONCRETE
from ilmtool.demo.solids import AFTER, BEFORE, BOTH, Colour, Face, Frame, Mark, Thing, World, block
from ilmtool.demo.vehicles import crawler_crane, pallets, pipes, tower_crane, trailer, truck

TRAILERS = 5


def build_changes(world: World, site: Frame) -> None:
    """Put what changes into the world; the names are those that the truth speaks of."""
    _new_roof(world, site.turned(-92, -6, -3))
    _new_walls(world, site)
    for number in range(TRAILERS):
        roof: Colour = (232, 233, 234) if number % 2 == 0 else (92, 132, 182)
        spot = site.turned(
            138 + 5.1 * number, -57 + (0.5 if number == 2 else 0.0), 90 + (1.5 if number == 3 else 0.0)
        )
        world.things.append(trailer(spot, roof, f"trailer-{number + 1}", AFTER))
    world.things += crawler_crane(site.turned(-66, 18, 20), 52.0, 58.0, 158.0, "crane-crawler", AFTER)
    world.things += tower_crane(site.turned(283, 47), 38.0, 44.0, 128.0, "crane-tower", AFTER)
    rng = generator(50)
    world.things += pallets(site.turned(128, 52), 4, 7, rng, "pallets", AFTER)
    world.things += pipes(site.turned(176, 62, 4), 7, 12.0, 0.62, (176, 110, 84), "pipes", AFTER)
    world.things += pallets(site.turned(196, 88, -8), 3, 4, rng, "blocks", AFTER)
    world.things.append(truck(site.turned(258, 104, 12), (150, 128, 96), (196, 92, 60), AFTER, "lorry"))
    # What lay there before and still does.
    world.things += pallets(site.turned(128, 84, 4), 2, 5, rng, "", BOTH)
    world.things += pipes(site.turned(214, 62, 80), 5, 9.0, 0.5, (128, 122, 116), "", BOTH)
    world.things += pallets(site.turned(160, 92), 2, 3, rng, "", BEFORE)


def _shell(
    world: World,
    at: Frame,
    length: float,
    width: float,
    height: float,
    thick: float,
    present: tuple[bool, bool],
    name: str,
    inner: tuple[float, ...],
    colour: Colour,
) -> None:
    """Four walls without a roof, and cross walls at `inner` (u)."""
    half_u, half_v = length / 2, width / 2
    side = (colour[0] * 0.86, colour[1] * 0.86, colour[2] * 0.86)
    bars = [
        (-half_u, -half_v, half_u, -half_v + thick),
        (-half_u, half_v - thick, half_u, half_v),
        (-half_u, -half_v, -half_u + thick, half_v),
        (half_u - thick, -half_v, half_u, half_v),
    ]
    bars += [(u - thick / 2, -half_v, u + thick / 2, half_v) for u in inner]
    # The far walls first, so that near ones hide their feet.
    for bar in bars:
        world.things.append(
            Thing(block(at.rectangle(*bar), 0.0, height, colour, side, 0.05), (), present, 0.0, name)
        )


def _new_roof(world: World, at: Frame) -> None:
    length, width, height = 34.0, 20.0, 7.5
    world.marks.append(Mark((at.rectangle(-21, -14, 21, 14),), OLD_CONCRETE, 0.8, 0.06, 0.15, 0.8))
    world.marks.append(Mark((at.rectangle(-16, -9, 16, 9),), (104, 96, 88), 0.9, 0.1, 0.1, 0.4, BEFORE))
    _shell(world, at, length, width, height, 0.7, BEFORE, "", (-6.0, 5.0), (182, 174, 162))
    for u, v, s in ((-11, 3, 2.0), (1, -4, 1.6), (11, 2, 2.4)):
        heap = block(
            at.rectangle(u - s, v - s, u + s, v + s), 0.0, 1.8, (150, 132, 104), (110, 100, 84), 0.12
        )
        world.things.append(Thing(heap, (), BEFORE))
    hall(world, at, length, width, height, (116, 158, 196), (186, 180, 168), 0.24, AFTER, "roof")


def _new_walls(world: World, site: Frame) -> None:
    at = site.turned(283, 80, 2)
    world.marks.append(Mark((at.rectangle(-26, -19, 26, 19),), (186, 162, 128), 0.85, 0.1, 0.2, 2.5))
    world.marks.append(
        Mark((at.rectangle(-19.5, -12.5, 19.5, 12.5),), (150, 132, 106), 0.8, 0.1, 0.2, 0.8, BEFORE)
    )
    trench = tuple(
        at.rectangle(*bar)
        for bar in (
            (-18, -11.5, 18, -10.3),
            (-18, 10.3, 18, 11.5),
            (-18, -11.5, -16.8, 11.5),
            (16.8, -11.5, 18, 11.5),
        )
    )
    world.marks.append(Mark(trench, (88, 74, 58), 0.85, 0.08, 0.1, 0.3, BEFORE))
    world.marks.append(
        Mark((at.rectangle(-17.5, -11, 17.5, 11),), (176, 170, 158), 0.95, 0.06, 0.1, 0.2, AFTER)
    )
    _shell(world, at, 36.0, 23.0, 5.2, 0.6, AFTER, "walls", (-7.0, 6.0), (206, 200, 190))
    rng = generator(51)
    stubs: list[Face] = []
    for u in np.arange(-16.0, 16.1, 4.0):
        stubs += block(
            at.rectangle(u - 0.3, -0.3, u + 0.3, 0.3),
            0.0,
            3.6 + float(rng.random()),
            (188, 182, 172),
            (150, 146, 138),
        )
    world.things.append(Thing(tuple(stubs), (), AFTER))
    blast = site.turned(158, 26, 0)
    world.things.append(
        Thing(
            block(blast.rectangle(-19, -0.5, 19, 0.5), 0.0, 4.2, (210, 204, 194), (170, 166, 158), 0.04),
            (),
            AFTER,
            0.0,
            "wall-long",
        )
    )
    world.marks.append(Mark((blast.rectangle(-20, -2, 20, 2),), (176, 154, 122), 0.6, 0.1, 0.2, 1.2, AFTER))
