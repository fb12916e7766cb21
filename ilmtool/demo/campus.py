"""The rest of the launch site: halls, offices, tanks, test stand, yards, fences."""

from __future__ import annotations

import numpy as np

from ilmtool.demo.halls import flat_block, hall
from ilmtool.demo.noise import generator
from ilmtool.demo.pad import CONCRETE, OLD_CONCRETE, ellipse, slabs, stains
from ilmtool.demo.solids import (
    BOTH,
    UP,
    Colour,
    Frame,
    Mark,
    Members,
    Thing,
    World,
    block,
    curve,
    drum,
    face,
    lattice,
    lifted,
    lying_drum,
    strip,
)
from ilmtool.demo.vehicles import car, truck

PAINTS: tuple[Colour, ...] = (
    (228, 228, 226),
    (224, 226, 230),
    (60, 62, 66),
    (150, 154, 158),
    (120, 40, 36),
    (52, 74, 110),
    (190, 186, 176),
    (84, 88, 84),
)
STAND = Frame(760.0, 1268.0, 38.0)


def build_campus(world: World, site: Frame) -> None:
    """Put everything between pad and country into the world."""
    _traffic(world, site)
    _hall(world, site)
    _offices(world, site)
    _tanks(world, site)
    _test_stand(world)
    _yards(world, site)
    _fence(world, site)
    _lamps(world, site)


def _hall(world: World, site: Frame) -> None:
    world.marks.append(Mark((site.rectangle(398, -34, 510, 34),), CONCRETE, 0.95, 0.05, 0.1, 1.0))
    slabs(world, site, (400, -32, 508, 32), 8.0, 3)
    stains(world, site, (398, -32, 420, 32), 9, 3)
    hall(world, site.turned(464, 0), 84, 46, 20, (128, 152, 176), (178, 178, 172), 0.2)
    hall(world, site.turned(470, -43), 46, 16, 8, (150, 146, 140), (168, 164, 156))
    flat_block(world, site.turned(462, 41), 40, 14, 7, (142, 138, 132), (166, 160, 150), 1)


def _offices(world: World, site: Frame) -> None:
    blue, red, grey, green = (90, 112, 138), (134, 90, 76), (132, 130, 126), (104, 122, 108)
    wall, pale = (186, 178, 164), (202, 198, 190)
    hall(world, site.turned(150, -196), 44, 17, 7, blue, wall, 0.3)
    hall(world, site.turned(150, -226), 44, 15, 6, blue, wall, 0.3)
    flat_block(world, site.turned(214, -214), 30, 40, 11, (146, 142, 134), pale, 2)
    hall(world, site.turned(268, -228, 90), 34, 14, 6, red, wall, 0.36)
    hall(world, site.turned(292, -228, 90), 34, 14, 6, red, wall, 0.36)
    flat_block(world, site.turned(330, -200), 36, 18, 8, (120, 118, 114), wall, 3)
    hall(world, site.turned(332, -241), 42, 19, 8, green, pale, 0.22)
    hall(world, site.turned(400, -214, 90), 60, 24, 9, grey, pale, 0.22)
    hall(world, site.turned(96, -206, 90), 26, 11, 5, grey, wall, 0.36)
    for index, (u, v) in enumerate(((110, -244), (186, -240), (380, -170), (160, -177))):
        flat_block(world, site.turned(u, v, 90.0 * (index % 2)), 9, 7, 3.6, (150, 146, 138), wall, 10 + index)
    world.marks.append(Mark((site.rectangle(172, -188, 318, -166),), (112, 110, 107), 0.95, 0.06, 0.12, 0.8))
    world.marks.append(Mark((site.rectangle(356, -250, 384, -182),), (150, 142, 128), 0.85, 0.08, 0.25, 1.0))
    stripes = tuple(site.rectangle(u - 0.08, -187, u + 0.08, -181.6) for u in np.arange(176, 316, 2.8))
    world.marks.append(Mark(stripes, (214, 212, 206), 0.7, 0.02, 0.3))
    stains(world, site, (174, -187, 316, -167), 30, 4)
    rng = generator(41)
    for number in range(50):
        place = 177.4 + 2.8 * number
        if place > 314 or rng.random() < 0.45:
            continue
        paint = PAINTS[int(rng.integers(len(PAINTS)))]
        # Some come and go between the dates, as cars do.
        chance = float(rng.random())
        present = BOTH if chance < 0.82 else ((True, False) if chance < 0.91 else (False, True))
        world.things.append(
            car(
                site.turned(place, -184.2 + 0.3 * float(rng.normal()), 90.0 + 2 * float(rng.normal())),
                paint,
                present,
            )
        )
    for u, v, turn, tone in (
        (362, -240, 88, 0),
        (366, -240, 91, 2),
        (370, -239, 90, 6),
        (363, -222, 90, 3),
        (300, -171, 2, 1),
    ):
        world.things.append(truck(site.turned(u, v, turn), (108, 112, 92), PAINTS[tone]))


def _tanks(world: World, site: Frame) -> None:
    world.marks.append(Mark((site.rectangle(-24, -112, 62, -76),), (150, 142, 128), 0.9, 0.07, 0.2, 1.5))
    for wall in (
        (-22, -110, 60, -109.2),
        (-22, -79, 60, -78.2),
        (-22, -110, -21.2, -78.2),
        (59.2, -110, 60, -78.2),
        (20, -110, 20.7, -78.2),
    ):
        world.things.append(Thing(block(site.rectangle(*wall), 0.0, 1.6, CONCRETE, OLD_CONCRETE)))
    for u, v in ((30, -101), (44, -101), (30, -87), (44, -87)):
        x, y = site.at(u, v)
        shell = drum(x, y, 4.6, 0.0, 8.5, (214, 214, 208), (188, 186, 180))
        lid = drum(x, y, 1.0, 8.5, 9.3, (180, 180, 176), (150, 150, 146))
        world.things.append(Thing((*shell, *lid)))
    for v in (-103, -98, -92, -87):
        tank = lying_drum(site.turned(-2, v), 30, 1.9, (208, 208, 202), 0.8)
        world.things.append(Thing(tank))
    pipe = np.array(
        [
            [(*site.at(a, b), 1.4), (*site.at(c, d), 1.4)]
            for a, b, c, d in ((14, -78, 14, -26), (15, -78, 15, -26), (26, -78, 26, -60), (26, -60, 15, -60))
        ]
    )
    world.things.append(Thing((), (Members(pipe, 0.45, (196, 192, 184)),)))
    hall(world, site.turned(-52, -96, 90), 26, 13, 6, (138, 140, 140), (176, 170, 160), 0.3)


def _test_stand(world: World) -> None:
    at = STAND
    world.marks.append(
        Mark(
            (at.outline(((-46, -34), (40, -40), (52, 0), (44, 40), (-30, 46), (-52, 10))),),
            (168, 152, 128),
            0.8,
            0.08,
            0.3,
            5.0,
        )
    )
    world.marks.append(Mark((at.rectangle(-26, -18, 22, 18),), CONCRETE, 1.0, 0.05, 0.06, 0.4))
    slabs(world, at, (-26, -18, 22, 18), 6.0, 5)
    chute = at.outline(((14, -6), (14, 6), (50, 9), (50, -9)))
    world.marks.append(Mark((chute,), (120, 112, 102), 1.0, 0.1))
    world.marks.append(
        Mark((at.outline(((18, -4.5), (18, 4.5), (50, 7), (50, -7))),), (52, 48, 46), 0.85, 0.14, 0.1, 2.0)
    )
    world.marks.append(
        Mark(
            (at.outline(((44, -8), (44, 8), (84, 24), (98, 4), (86, -20))),),
            (72, 64, 56),
            0.72,
            0.12,
            0.35,
            12.0,
        )
    )
    world.marks.append(Mark((ellipse(at, 60, 0, 18, 7),), (44, 40, 38), 0.6, 0.1, 0.3, 8.0))
    stains(world, at, (-24, -16, 12, 16), 16, 5)
    foot = block(at.rectangle(-2, -10, 16, 10), 0.0, 7.0, (172, 166, 156), (138, 130, 120), 0.06)
    tower = block(at.rectangle(0, -8, 13, 8), 7.0, 25.0, (150, 136, 126), (140, 128, 118), 0.06)
    bay = face(lifted(at.rectangle(4, -4, 12, 4), 25.05), (58, 54, 52), UP, 0.05)
    rim = block(at.rectangle(-1, -9, 3, 9), 25.0, 28.5, (182, 176, 168), (146, 140, 132), 0.05)
    world.things.append(Thing((*foot, *tower)))
    world.things.append(Thing((bay, *rim), (), BOTH, 25.0))
    for v in (-8.5, 8.5):
        world.things.append(
            Thing(
                (),
                tuple(
                    lattice((*at.at(15.5, v), 7.0), (*at.at(15.5, v), 31.0), 1.6, 3.0, 0.3, (164, 120, 100))
                ),
            )
        )
    hall(world, at.turned(-38, -8, 90), 18, 9, 4.5, (126, 132, 136), (170, 164, 154), 0.3)
    flat_block(world, at.turned(-16, -28), 14, 8, 4, (148, 142, 132), (172, 164, 152), 30)
    for u, v in ((-14, 26), (-8, 26)):
        world.things.append(Thing(lying_drum(at.turned(u, v, 90), 10, 1.6, (206, 206, 200), 0.5)))
    world.things.append(truck(at.turned(-20, 8, 20), (96, 104, 84), (70, 80, 70)))


def _yards(world: World, site: Frame) -> None:
    gravel = (164.0, 154.0, 138.0)
    world.marks.append(
        Mark((site.outline(((118, -80), (206, -78), (208, -34), (120, -32))),), gravel, 0.85, 0.1, 0.22, 3.0)
    )
    world.marks.append(
        Mark(
            (site.outline(((104, 34), (236, 38), (238, 112), (108, 108))),),
            (160, 144, 120),
            0.8,
            0.1,
            0.28,
            4.0,
        )
    )
    world.marks.append(
        Mark(
            (site.outline(((236, 38), (330, 40), (330, 118), (236, 114))),),
            (172, 152, 124),
            0.8,
            0.1,
            0.3,
            5.0,
        )
    )
    stains(world, site, (120, -76, 204, -36), 26, 6)
    stains(world, site, (108, 40, 234, 106), 26, 7)
    rng = generator(42)
    tracks = []
    for _ in range(26):
        u, v = 112 + 210 * float(rng.random()), 42 + 66 * float(rng.random())
        own = site.turned(u, v, 40 * float(rng.normal()))
        length = 10 + 22 * float(rng.random())
        tracks += [own.rectangle(-length / 2, s, length / 2, s + 0.45) for s in (-1.0, 0.9)]
    world.marks.append(Mark(tuple(tracks), (116, 102, 84), 0.4, 0.1, 0.5, 0.5))
    hall(world, site.turned(150, 122), 40, 14, 6, (120, 128, 134), (168, 162, 152), 0.28)
    for u, v, turn, tone in ((118, 98, 5, 4), (204, 46, 96, 1), (124, -42, 2, 6), (128, -72, 4, 0)):
        world.things.append(truck(site.turned(u, v, turn), (122, 104, 80), PAINTS[tone]))
    for u, v, turn, tone in (
        (190, -40, 92, 0),
        (187, -40, 88, 2),
        (184, -40.6, 91, 5),
        (112, 60, 80, 3),
        (300, 108, 10, 0),
    ):
        world.things.append(car(site.turned(u, v, turn), PAINTS[tone]))


def _fence(world: World, site: Frame) -> None:
    corners = (
        (-150, -128),
        (80, -134),
        (84, -268),
        (446, -262),
        (450, -84),
        (540, -78),
        (536, 84),
        (350, 138),
        (110, 152),
        (-60, 170),
        (-152, 116),
    )
    outline = site.outline(corners)
    posts = []
    for a, b in zip(outline, np.roll(outline, -1, axis=0), strict=True):
        length = float(np.linalg.norm(b - a))
        direction = (b - a) / length
        side = np.array([-direction[1], direction[0]])
        band = np.array([a + side * 2.2, b + side * 2.2, b - side * 2.2, a - side * 2.2])
        world.marks.append(Mark((band,), (172, 158, 134), 0.6, 0.08, 0.4, 1.6))
        for share in np.arange(0.0, 1.0, 3.0 / length):
            p = a + (b - a) * share
            posts.append(((*p, 0.0), (*p, 2.4)))
        world.things.append(Thing((), (Members(np.array([[(*a, 2.2), (*b, 2.2)]]), 0.07, (150, 150, 146)),)))
    world.things.append(Thing((), (Members(np.array(posts), 0.09, (178, 176, 170)),)))
    for u, v in ((-148, -126), (534, 82), (-58, 167), (444, -258)):
        tower = block(
            site.rectangle(u - 1.6, v - 1.6, u + 1.6, v + 1.6), 0.0, 7.5, (150, 96, 80), (176, 170, 160), 0.04
        )
        world.things.append(Thing(tower))


def _traffic(world: World, site: Frame) -> None:
    """What wheels leave on open ground: pale turning areas, tracks from here to there, dug lines."""
    rng = generator(43)
    stops = (
        (90, -60),
        (120, -40),
        (205, -60),
        (112, 50),
        (170, 80),
        (236, 60),
        (283, 112),
        (330, 80),
        (395, 0),
        (390, 50),
        (300, 20),
        (60, 90),
        (-20, 110),
        (-70, 60),
        (-110, 30),
        (-100, -50),
        (-60, -110),
        (70, -100),
        (240, -60),
        (340, -50),
        (120, 120),
        (420, 90),
        (-40, 80),
        (200, 20),
    )
    wear = []
    for _ in range(16):
        u, v = stops[int(rng.integers(len(stops)))]
        wear.append(
            ellipse(
                site,
                u + 8 * float(rng.normal()),
                v + 6 * float(rng.normal()),
                9 + 9 * float(rng.random()),
                5 + 5 * float(rng.random()),
                180 * float(rng.random()),
            )
        )
    for outline in wear:
        world.marks.append(Mark((outline,), (178, 162, 134), 0.5, 0.08, 0.45, 6.0))
    for number in range(44):
        first, second = (stops[int(i)] for i in rng.choice(len(stops), 2, replace=False))
        bend = 26 * rng.normal(size=2)
        middle = ((first[0] + second[0]) / 2 + float(bend[0]), (first[1] + second[1]) / 2 + float(bend[1]))
        if abs(first[0] - second[0]) > 240:
            continue
        path = curve([site.at(*first), site.at(*middle), site.at(*second)])
        tone = ((118, 104, 84), (180, 164, 138))[number % 2]
        ruts = tuple(strip(path, 0.5 + 0.3 * float(rng.random()), side) for side in (-0.95, 0.95))
        world.marks.append(Mark(ruts, tone, 0.3 + 0.25 * float(rng.random()), 0.06, 0.5, 0.3))
    for a, b in (
        ((18, -60), (120, -140)),
        ((60, 40), (104, 92)),
        ((240, -40), (400, -52)),
        ((-60, 90), (104, 118)),
    ):
        world.marks.append(
            Mark(
                (strip(curve([site.at(*a), site.at((a[0] + b[0]) / 2, a[1]), site.at(*b)]), 1.4),),
                (124, 108, 86),
                0.5,
                0.1,
                0.35,
                0.6,
            )
        )


def _lamps(world: World, site: Frame) -> None:
    posts = []
    for u, v in (
        [(u, -98.0) for u in range(110, 440, 36)]
        + [(84.0, v) for v in range(-50, 50, 33)]
        + [(u, -40.0) for u in (-40, 0, 40)]
    ):
        x, y = site.at(u, v)
        posts += [((x, y, 0.0), (x, y, 9.0)), ((x, y, 9.0), (x + 1.2, y + 1.0, 9.2))]
    world.things.append(Thing((), (Members(np.array(posts), 0.22, (190, 190, 186)),)))
