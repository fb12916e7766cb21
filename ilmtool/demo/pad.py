"""The launch pad: apron, gantry, flame trench, masts, the rail line with its travelling building."""

from __future__ import annotations

import math

import numpy as np

from ilmtool.demo.noise import generator
from ilmtool.demo.solids import (
    AFTER,
    BEFORE,
    BOTH,
    UP,
    Colour,
    Face,
    Frame,
    Mark,
    Members,
    Thing,
    World,
    block,
    drum,
    face,
    gable,
    lattice,
    lifted,
)

CONCRETE: Colour = (186.0, 181.0, 171.0)
OLD_CONCRETE: Colour = (168.0, 162.0, 150.0)
STEEL: Colour = (150.0, 122.0, 110.0)
GAUGE_M = 20.0
RAIL_END_M = 418.0
STOOD_AT_M = 262.0
STANDS_AT_M = 116.0
SKIRT_M = (15.5, 13.2)
"""Half length and half width of the travelling building's foot."""


def build_pad(world: World, site: Frame) -> None:
    """Put the pad and the rail line into the world; the site's origin is the middle of the pad."""
    _apron(world, site)
    _trench(world, site)
    _rails(world, site)
    _gantry(world, site)
    for u, v in ((-42.0, -36.0), (43.0, 34.0), (-42.0, 36.0)):
        _mast(world, site, u, v)
    for at, present, name in (
        (STOOD_AT_M, BEFORE, "rail-building-left"),
        (STANDS_AT_M, AFTER, "rail-building"),
    ):
        _travelling_building(world, site.turned(at, 0.0), present, name)


def ellipse(frame: Frame, u: float, v: float, ru: float, rv: float, turn_deg: float = 0.0) -> np.ndarray:
    """Outline of an ellipse, for stains."""
    own = frame.turned(u, v, turn_deg)
    return own.outline(
        (ru * math.cos(a), rv * math.sin(a)) for a in np.linspace(0, 2 * math.pi, 20, endpoint=False)
    )


def slabs(world: World, frame: Frame, box: tuple[float, float, float, float], side: float, tag: int) -> None:
    """Concrete slabs: uneven in tone, with dark joints and a few cracks."""
    u0, v0, u1, v1 = box
    rng = generator(30, tag)
    us, vs = np.arange(u0, u1 - 0.1, side), np.arange(v0, v1 - 0.1, side)
    tones: dict[int, list[np.ndarray]] = {}
    for u in us:
        for v in vs:
            tone = int(rng.integers(0, 6))
            tones.setdefault(tone, []).append(frame.rectangle(u, v, min(u + side, u1), min(v + side, v1)))
    shades = ((132, 126, 116), (150, 143, 132), (206, 202, 194), (216, 212, 202), (160, 150, 132))
    for tone, outlines in sorted(tones.items()):
        if tone < len(shades):
            world.marks.append(Mark(tuple(outlines), shades[tone], 0.22, 0.03))
    joints = [frame.rectangle(u - 0.09, v0, u + 0.09, v1) for u in us]
    joints += [frame.rectangle(u0, v - 0.09, u1, v + 0.09) for v in vs]
    world.marks.append(Mark(tuple(joints), (84, 80, 74), 0.55, 0.0))


def stains(world: World, frame: Frame, box: tuple[float, float, float, float], count: int, tag: int) -> None:
    """Oil and rust on paving."""
    u0, v0, u1, v1 = box
    rng = generator(31, tag)
    for _ in range(count):
        u, v = u0 + (u1 - u0) * float(rng.random()), v0 + (v1 - v0) * float(rng.random())
        size = 0.7 + 3.2 * float(rng.random()) ** 3
        colour = ((62, 56, 50), (86, 74, 60), (112, 88, 68))[int(rng.integers(3))]
        outline = ellipse(frame, u, v, size * (1 + float(rng.random())), size, 180 * float(rng.random()))
        world.marks.append(Mark((outline,), colour, 0.25 + 0.3 * float(rng.random()), 0.05, 0.5, size * 0.9))


def _apron(world: World, site: Frame) -> None:
    shoulder = site.outline(
        ((-62, -46), (-44, -58), (50, -58), (66, -44), (66, 46), (48, 60), (-46, 60), (-62, 46))
    )
    world.marks.append(Mark((shoulder,), (166, 154, 134), 0.85, 0.07, 0.35, 3.0))
    apron = site.outline(
        ((-50, -34), (-38, -46), (40, -46), (52, -34), (52, 36), (40, 48), (-38, 48), (-50, 36))
    )
    world.marks.append(Mark((apron,), CONCRETE, 1.0, 0.035))
    slabs(world, site, (-48, -36, 50, 38), 7.0, 1)
    stains(world, site, (-44, -40, 46, 42), 46, 1)
    ring = [ellipse(site, 0, 2, 29, 29)]
    world.marks.append(Mark(tuple(ring), (206, 202, 192), 0.3, 0.03, 0.3, 0.6))
    world.marks.append(Mark((ellipse(site, 0, 8, 15, 19),), (74, 68, 62), 0.5, 0.1, 0.35, 8.0))


def _trench(world: World, site: Frame) -> None:
    world.marks.append(Mark((site.rectangle(-7.5, 12, 7.5, 74),), OLD_CONCRETE, 1.0, 0.05))
    for step in range(7):
        v0 = 14 + step * 8.5
        tone = 40.0 + 10.0 * step
        world.marks.append(
            Mark((site.rectangle(-5.2, v0, 5.2, v0 + 8.7),), (tone, tone * 0.96, tone * 0.92), 1.0, 0.12)
        )
    world.marks.append(Mark((site.rectangle(-5.2, 13.5, -3.4, 72),), (24, 24, 25), 0.75, 0.0, 0.0, 0.5))
    world.marks.append(Mark((site.rectangle(4.2, 13.5, 5.4, 72),), (196, 188, 174), 0.5, 0.05))
    fan = site.outline(((-6, 70), (6, 70), (20, 96), (26, 128), (10, 150), (-12, 148), (-24, 124), (-17, 94)))
    world.marks.append(Mark((fan,), (104, 92, 80), 0.6, 0.1, 0.35, 16.0))
    core = site.outline(((-5, 71), (5, 71), (9, 104), (4, 132), (-5, 130), (-9, 102)))
    world.marks.append(Mark((core,), (66, 60, 55), 0.6, 0.12, 0.4, 9.0))


def _rails(world: World, site: Frame) -> None:
    start, end = -26.0, RAIL_END_M
    for v in (-GAUGE_M / 2, GAUGE_M / 2):
        world.marks.append(
            Mark((site.rectangle(start - 1, v - 3.0, end, v + 3.0),), (138, 126, 112), 0.8, 0.12, 0.25, 1.2)
        )
        world.marks.append(Mark((site.rectangle(start, v - 1.5, end, v + 1.5),), (178, 172, 160), 0.9, 0.06))
        sleepers = tuple(site.rectangle(u, v - 1.35, u + 0.5, v + 1.35) for u in np.arange(start, end, 1.5))
        world.marks.append(Mark(sleepers, (104, 96, 86), 0.55, 0.1))
        rails = tuple(site.rectangle(start, v + s - 0.11, end, v + s + 0.11) for s in (-0.72, 0.72))
        world.marks.append(Mark(rails, (70, 58, 50), 0.95, 0.05))
    # Between the rails the ground is trodden, darker where the building stood and dripped.
    world.marks.append(Mark((site.rectangle(52, -6.5, end, 6.5),), (150, 136, 114), 0.55, 0.08, 0.4, 2.0))
    for u in np.arange(70.0, end, 26.0):
        world.marks.append(Mark((ellipse(site, float(u), 1.5, 5.0, 3.0),), (92, 80, 66), 0.35, 0.1, 0.5, 4.0))


def _gantry(world: World, site: Frame) -> None:
    mount = block(site.rectangle(-8, -7, 8, 9), 0.0, 3.2, (176, 170, 160), (150, 144, 134), 0.06)
    world.things.append(Thing(mount))
    hole = face(lifted(ellipse(site, 0, 2, 4.0, 4.0), 3.25), (44, 42, 40), UP, 0.1)
    world.things.append(Thing((hole,), (), BOTH, 3.2))
    base = block(site.rectangle(-9, -25, 9, -10), 0.0, 4.5, (170, 164, 154), (146, 140, 130), 0.06)
    world.things.append(Thing(base))
    top = 47.0
    shaft = block(site.rectangle(-2.4, -21, 2.4, -16.4), 4.5, top, (150, 142, 136), (134, 112, 102), 0.05)
    frame_parts = lattice((*site.at(0, -17.5), 4.5), (*site.at(0, -17.5), top), 10.5, 5.3, 0.62, STEEL)
    decks: list[Face] = []
    for z in np.arange(9.8, top + 0.1, 5.3):
        # Decks with a hole for what hangs through them: four planks around.
        for u0, v0, u1, v1 in (
            (-5, -22.6, 5, -21),
            (-5, -14.2, 5, -12.6),
            (-5, -21, -3.4, -14.2),
            (3.4, -21, 5, -14.2),
        ):
            decks.append(face(lifted(site.rectangle(u0, v0, u1, v1), float(z)), (162, 132, 116), UP, 0.05))
    roof = block(site.rectangle(-5.4, -22.9, 5.4, -12.2), top, top + 0.5, (186, 92, 74), (140, 80, 66), 0.05)
    house = block(
        site.rectangle(-3.0, -21, 3.0, -16), top + 0.5, top + 3.6, (196, 190, 182), (160, 154, 148), 0.04
    )
    world.things.append(Thing((*shaft, *decks), tuple(frame_parts)))
    world.things.append(Thing((*roof, *house)))
    for z, turn in ((19.0, -14.0), (29.0, -8.0), (39.0, -4.0)):
        arm = site.turned(0.0, -12.6, turn)
        world.things.append(
            Thing((), tuple(lattice((*arm.at(0, 0), z), (*arm.at(0, 10.5), z), 1.9, 2.2, 0.34, STEEL)))
        )
    for u, v, w, d, h in (
        (-22, -34, 10, 7, 4.0),
        (22, -33, 8, 8, 3.5),
        (30, 20, 6, 9, 3.2),
        (-34, 20, 5, 5, 3.0),
    ):
        shed = block(
            site.rectangle(u - w / 2, v - d / 2, u + w / 2, v + d / 2),
            0.0,
            h,
            (196, 194, 188),
            (160, 154, 146),
            0.05,
        )
        world.things.append(Thing(shed))


def _mast(world: World, site: Frame, u: float, v: float) -> None:
    foot = block(site.rectangle(u - 1.6, v - 1.6, u + 1.6, v + 1.6), 0.0, 0.8, CONCRETE, OLD_CONCRETE)
    beam = lattice((*site.at(u, v), 0.8), (*site.at(u, v), 44.0), 1.9, 3.0, 0.26, (196, 186, 180), taper=0.3)
    tip = Members(np.array([[(*site.at(u, v), 44.0), (*site.at(u, v), 52.0)]]), 0.2, (196, 186, 180))
    world.things.append(Thing(foot, (*beam, tip)))


def _travelling_building(world: World, at: Frame, present: tuple[bool, bool], name: str) -> None:
    height = 29.0
    skirt = block(
        at.rectangle(-SKIRT_M[0], -SKIRT_M[1], *SKIRT_M), 0.0, 2.2, (120, 110, 100), (112, 104, 96), 0.06
    )
    hull = gable(at, 30.0, 25.0, height, height + 1.7, (178, 190, 198), (168, 176, 180))
    world.things.append(Thing((*skirt, *hull), (), present, 0.0, name))
    ribs = [
        ((*at.at(u, 0.0), height + 1.75), (*at.at(u, edge), height + 0.05))
        for u in np.arange(-14.0, 14.1, 2.0)
        for edge in (-12.6, 12.6)
    ]
    seams = Members(np.array(ribs), 0.16, (138, 152, 162))
    vent = block(
        at.rectangle(-11, -0.8, 11, 0.8), height + 1.4, height + 2.7, (206, 212, 214), (150, 156, 160), 0.03
    )
    fans = [
        f
        for u in (-9.0, 9.0)
        for f in drum(*at.at(u, 6.5), 1.3, height + 0.7, height + 2.1, (92, 96, 100), (140, 144, 148))
    ]
    world.things.append(Thing((*vent, *fans), (seams,), present, height + 0.9, name))
