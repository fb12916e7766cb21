"""What lies around the site: roads and tracks, fields, a village."""

from __future__ import annotations

import numpy as np

from ilmtool.demo.noise import generator
from ilmtool.demo.solids import (
    Colour,
    Frame,
    Mark,
    Points,
    Thing,
    World,
    block,
    curve,
    gable,
    resampled,
    strip,
)

ASPHALT: Colour = (104.0, 102.0, 100.0)
VILLAGE = Frame(1610.0, 318.0, -24.0)


def site_roads(site: Frame) -> list[Points]:
    """Paved roads, centre lines in metres."""
    s = site.at
    return [
        curve(
            (
                (2060, 470),
                (1880, 420),
                (1700, 430),
                (1560, 520),
                s(470, -320),
                s(470, -150),
                s(440, -104),
                s(330, -104),
                s(210, -104),
                s(96, -100),
                s(78, -66),
                s(78, -10),
                s(70, 0),
                s(46, 0),
            )
        ),
        curve((s(232, -104), s(240, -140), s(240, -170))),
        curve((s(330, -104), s(336, -160), s(352, -182), s(368, -190))),
        curve((s(440, -104), s(462, -76), s(452, -52))),
        curve((s(210, -104), s(216, -60), s(222, -26), s(226, 20), s(230, 52))),
        curve(
            (
                s(78, -20),
                s(82, 22),
                s(84, 60),
                s(60, 112),
                s(-10, 160),
                s(-90, 182),
                (830, 1210),
                (790, 1240),
                (745, 1258),
            )
        ),
        curve((s(78, -66), s(20, -64), s(-40, -66), s(-78, -50), s(-92, -26))),
    ]


def dirt_tracks(site: Frame) -> list[Points]:
    """Unpaved tracks, centre lines in metres."""
    s = site.at
    return [
        curve(
            (
                (-20, 640),
                (130, 600),
                (240, 520),
                (380, 500),
                (520, 560),
                (640, 700),
                (760, 800),
                s(-160, -90),
                s(-110, -60),
            )
        ),
        curve(((240, 520), (300, 380), (430, 240), (520, 90), (600, -30))),
        curve(((745, 1258), (640, 1240), (520, 1210), (420, 1120), (300, 1080), (140, 1120), (-20, 1080))),
        curve(
            (
                (830, 1210),
                (960, 1330),
                (1080, 1420),
                (1200, 1560),
                (1380, 1690),
                (1560, 1760),
                (1800, 1760),
                (2060, 1830),
            )
        ),
        curve((s(500, 60), s(590, 120), (1640, 1290), (1760, 1420), (1800, 1600), (1800, 1760))),
        curve(((1560, 520), (1440, 420), (1330, 300), (1290, 140), (1320, -30))),
        curve(((1700, 430), (1660, 300), (1600, 180), (1620, 60), (1600, -30))),
        curve(((1880, 420), (1900, 280), (1960, 140), (1940, -30))),
    ]


def village_lanes() -> list[Points]:
    """Lanes of the village, centre lines in metres."""
    f = VILLAGE
    lanes = [curve((f.at(-110, v), f.at(0, v + 2), f.at(112, v - 1))) for v in (-58.0, -18.0, 22.0, 62.0)]
    return [
        *lanes,
        curve((f.at(-56, -90), f.at(-52, 0), f.at(-58, 96))),
        curve((f.at(52, -80), f.at(56, 0), f.at(50, 120))),
    ]


def build_roads(world: World, site: Frame) -> None:
    """Roads with worn edges, wheel lanes, patches and a centre line; tracks with two ruts."""
    for path in (*dirt_tracks(site), *village_lanes()):
        world.marks.append(Mark((strip(path, 4.6),), (162, 144, 116), 0.5, 0.08, 0.45, 2.0))
        ruts = tuple(strip(path, 0.75, side) for side in (-0.95, 0.95))
        world.marks.append(Mark(ruts, (190, 172, 142), 0.6, 0.08, 0.35, 0.4))
        world.marks.append(Mark((strip(path, 0.5),), (128, 116, 86), 0.35, 0.1, 0.5, 0.4))
    rng = generator(60)
    roads = site_roads(site)
    for path in roads:
        world.marks.append(Mark((strip(path, 10.5),), (164, 150, 126), 0.75, 0.08, 0.4, 2.2))
    for path in roads:
        world.marks.append(Mark((strip(path, 7.0),), ASPHALT, 0.96, 0.05, 0.06, 0.35))
    for path in roads:
        lanes = tuple(strip(path, 0.8, side) for side in (-2.5, -0.95, 0.95, 2.5))
        world.marks.append(Mark(lanes, (124, 121, 117), 0.45, 0.05, 0.3, 0.5))
        dense = resampled(path, 1.0)
        edges = tuple(strip(path, 0.22, side) for side in (-3.15, 3.15))
        world.marks.append(Mark(edges, (186, 182, 174), 0.35, 0.04, 0.5))
        dashes = tuple(strip(dense[i : i + 4], 0.16) for i in range(0, len(dense) - 5, 9))
        if dashes:
            world.marks.append(Mark(dashes, (214, 210, 196), 0.75, 0.02, 0.25))
        for _ in range(len(dense) // 45):
            start = int(rng.integers(0, max(1, len(dense) - 16)))
            piece = dense[start : start + int(rng.integers(5, 15))]
            if len(piece) < 3:
                continue
            side = float(rng.choice([-1.7, 1.7]))
            tone = float(rng.choice([80.0, 90.0, 128.0]))
            world.marks.append(
                Mark((strip(piece, 2.6, side),), (tone, tone * 0.985, tone * 0.97), 0.6, 0.04, 0.1, 0.2)
            )


def build_village(world: World) -> None:
    """Houses with yards, walls and trees."""
    rng = generator(61)
    roofs: tuple[Colour, ...] = (
        (142, 98, 80),
        (130, 88, 74),
        (96, 108, 126),
        (128, 126, 122),
        (112, 110, 106),
        (168, 120, 92),
        (92, 98, 104),
    )
    for v in (-70.0, -46.0, -30.0, -6.0, 10.0, 34.0, 50.0, 74.0):
        for u in np.arange(-100.0, 104.0, 17.5):
            if abs(u + 54) < 8 or abs(u - 53) < 8 or rng.random() < 0.16:
                continue
            at = VILLAGE.turned(
                u + 1.5 * float(rng.normal()), v + 1.2 * float(rng.normal()), 2.5 * float(rng.normal())
            )
            yard = at.rectangle(-7.6, -5.8, 7.6, 7.4)
            world.marks.append(Mark((yard,), (166, 148, 122), 0.75, 0.09, 0.25, 0.8))
            roof = roofs[int(rng.integers(len(roofs)))]
            length, width = 9.5 + 3 * float(rng.random()), 6.2 + float(rng.random())
            house = gable(at.turned(0, -2.0), length, width, 2.9, 4.7, roof, (196, 186, 168))
            shed = block(at.rectangle(4.0, 3.6, 7.2, 6.4), 0.0, 2.2, (138, 130, 120), (160, 150, 136), 0.08)
            bars = ((-7.6, 7.1, 7.6, 7.4), (-7.6, -5.8, -7.3, 7.4), (7.3, -5.8, 7.6, 7.4))
            fence = [
                f
                for bar in bars
                for f in block(at.rectangle(*bar), 0.0, 1.5, (182, 172, 156), (160, 150, 136), 0.04)
            ]
            world.things.append(Thing((*fence,)))
            world.things.append(Thing((*house, *shed)))
            if rng.random() < 0.6:
                world.trees.append(at.at(-5.5 + 2 * float(rng.random()), 5.0))


def line_roads(world: World, site: Frame) -> None:
    """Rows of trees along the way in."""
    rng = generator(62)
    path = resampled(site_roads(site)[0], 8.5)
    step = np.gradient(path, axis=0)
    step /= np.linalg.norm(step, axis=1, keepdims=True)
    right = np.column_stack((-step[:, 1], step[:, 0]))
    for side in (-8.5, 8.5):
        for x, y in (path + right * side)[4:86]:
            if rng.random() < 0.8:
                world.trees.append((float(x + rng.normal() * 0.5), float(y + rng.normal() * 0.5)))
