"""Cars, trucks, trailers, cranes and what lies in stacks."""

from __future__ import annotations

import math

import numpy as np

from ilmtool.demo.solids import (
    BOTH,
    Colour,
    Frame,
    Members,
    Thing,
    block,
    lattice,
    lying_drum,
)

GLASS: Colour = (58.0, 64.0, 72.0)
TYRE: Colour = (48.0, 47.0, 46.0)


def car(frame: Frame, colour: Colour, present: tuple[bool, bool] = BOTH, name: str = "") -> Thing:
    """A car, 4.5 x 1.8 m, its nose along u."""
    body = block(frame.rectangle(-2.25, -0.9, 2.25, 0.9), 0.2, 0.85, colour, colour, 0.01)
    cabin = block(frame.rectangle(-1.35, -0.8, 0.75, 0.8), 0.85, 1.45, colour, GLASS, 0.01)
    screen = block(frame.rectangle(0.75, -0.75, 1.2, 0.75), 0.85, 1.1, GLASS, GLASS, 0.0)
    return Thing((*body, *screen, *cabin), (), present, 0.0, name)


def truck(frame: Frame, bed: Colour, cab: Colour, present: tuple[bool, bool] = BOTH, name: str = "") -> Thing:
    """A lorry, 8.6 x 2.5 m."""
    chassis = block(frame.rectangle(-4.3, -1.1, 4.2, 1.1), 0.4, 1.1, TYRE, TYRE, 0.02)
    load = block(frame.rectangle(-4.3, -1.25, 1.7, 1.25), 1.1, 2.7, bed, bed, 0.05)
    front = block(frame.rectangle(2.1, -1.2, 4.2, 1.2), 0.6, 2.6, cab, GLASS, 0.01)
    return Thing((*chassis, *load, *front), (), present, 0.0, name)


def trailer(frame: Frame, roof: Colour, name: str, present: tuple[bool, bool]) -> Thing:
    """A box trailer, 12 x 2.6 m and 3.7 m high, on its wheels."""
    side = (roof[0] * 0.88, roof[1] * 0.88, roof[2] * 0.9)
    wheels = block(frame.rectangle(-5.2, -1.1, -1.4, 1.1), 0.0, 0.95, TYRE, TYRE, 0.02)
    legs = block(frame.rectangle(3.4, -0.9, 3.9, 0.9), 0.0, 0.95, TYRE, TYRE, 0.02)
    box = block(frame.rectangle(-6.0, -1.3, 6.0, 1.3), 0.95, 3.7, roof, side, 0.025)
    ribs = block(frame.rectangle(-5.9, -0.12, 5.9, 0.12), 3.7, 3.78, side, side, 0.02)
    unit = block(frame.rectangle(5.1, -0.9, 5.9, 0.9), 3.7, 4.1, (214, 214, 210), side, 0.02)
    return Thing((*wheels, *legs, *box, *ribs, *unit), (), present, 0.0, name)


def crawler_crane(
    frame: Frame, boom_m: float, pitch_deg: float, slew_deg: float, name: str, present: tuple[bool, bool]
) -> tuple[Thing, ...]:
    """A crawler crane with a lattice boom: `slew_deg` is the boom's turn from u, `pitch_deg` its rise."""
    yellow = (206.0, 160.0, 52.0)
    tracks = [
        f
        for v0, v1 in ((-3.3, -2.2), (2.2, 3.3))
        for f in block(frame.rectangle(-4.2, v0, 4.2, v1), 0.0, 1.2, (74, 70, 66), (60, 57, 54), 0.06)
    ]
    deck = frame.turned(0.0, 0.0, slew_deg)
    house = block(deck.rectangle(-4.6, -1.7, 2.2, 1.7), 1.3, 3.4, yellow, (176, 132, 44), 0.03)
    weight = block(deck.rectangle(-6.0, -2.1, -4.4, 2.1), 1.3, 3.2, (120, 60, 48), (104, 54, 44), 0.03)
    cab = block(deck.rectangle(0.4, 1.7, 2.6, 3.0), 1.4, 3.8, (222, 214, 190), GLASS, 0.02)
    out, rise = boom_m * math.cos(math.radians(pitch_deg)), boom_m * math.sin(math.radians(pitch_deg))
    foot = (*deck.at(1.8, 0.0), 2.4)
    tip = (*deck.at(1.8 + out, 0.0), 2.4 + rise)
    boom = lattice(foot, tip, 1.9, 2.6, 0.2, (214, 92, 56), taper=0.55)
    mast = (*deck.at(-5.2, 0.0), 10.5)
    ropes = np.array([(mast, tip), (mast, (*deck.at(-5.0, 0.0), 3.2)), (mast, foot)])
    hook = np.array([(tip, (tip[0], tip[1], tip[2] - 0.55 * rise))])
    cables = Members(np.concatenate((ropes, hook)), 0.12, (52, 50, 48))
    block_hook = block(
        Frame(tip[0], tip[1], 0.0).rectangle(-0.5, -0.5, 0.5, 0.5),
        2.4 + 0.42 * rise,
        2.4 + 0.45 * rise,
        yellow,
        yellow,
    )
    base = Thing((*tracks, *house, *weight, *cab), (), present, 0.0, name)
    return base, Thing(block_hook, (cables, *boom), present, 0.0, name)


def tower_crane(
    frame: Frame, mast_m: float, jib_m: float, slew_deg: float, name: str, present: tuple[bool, bool]
) -> tuple[Thing, ...]:
    """A tower crane: lattice mast, jib along u turned by `slew_deg`, counter jib with its weight."""
    steel = (224.0, 176.0, 60.0)
    foot = block(frame.rectangle(-3.0, -3.0, 3.0, 3.0), 0.0, 1.1, (172, 168, 160), (150, 146, 140), 0.06)
    mast = lattice((*frame.at(0, 0), 1.0), (*frame.at(0, 0), mast_m), 2.0, 2.6, 0.26, steel)
    arm = frame.turned(0.0, 0.0, slew_deg)
    jib = lattice((*arm.at(0, 0), mast_m), (*arm.at(jib_m, 0), mast_m + 0.6), 1.6, 2.4, 0.22, steel, 0.8)
    counter = lattice((*arm.at(0, 0), mast_m), (*arm.at(-14.0, 0), mast_m), 1.6, 2.4, 0.26, steel)
    head = (*arm.at(0, 0), mast_m + 7.0)
    ties = np.array(
        [
            (head, (*arm.at(jib_m * 0.7, 0), mast_m + 0.8)),
            (head, (*arm.at(-13.0, 0), mast_m + 0.4)),
            ((*arm.at(-0.8, 0), mast_m), head),
            ((*arm.at(0.8, 0), mast_m), head),
            ((*arm.at(jib_m * 0.55, 0), mast_m), (*arm.at(jib_m * 0.55, 0), mast_m * 0.35)),
        ]
    )
    cab = block(arm.rectangle(0.8, -2.2, 2.6, -0.8), mast_m - 2.4, mast_m, (228, 226, 216), GLASS, 0.02)
    weight = block(
        arm.rectangle(-14.2, -1.0, -11.6, 1.0), mast_m - 2.6, mast_m + 0.4, (150, 146, 138), (130, 126, 120)
    )
    cables = Members(ties, 0.14, (70, 66, 58))
    return (
        Thing(foot, (), present, 0.0, name),
        Thing((*cab, *weight), (*mast, cables, *counter, *jib), present, 0.0, name),
    )


def pallets(
    frame: Frame, rows: int, columns: int, rng: np.random.Generator, name: str, present: tuple[bool, bool]
) -> list[Thing]:
    """Stacks of boards, bricks and bags on pallets, in a loose grid from the frame's origin."""
    tones = ((172, 140, 96), (186, 158, 112), (168, 98, 78), (196, 194, 188), (92, 122, 150), (150, 120, 84))
    things = []
    for row in range(rows):
        for column in range(columns):
            if rng.random() < 0.1:
                continue
            spot = frame.turned(
                column * 3.1 + float(rng.normal()) * 0.18,
                row * 3.3 + float(rng.normal()) * 0.18,
                float(rng.normal()) * 3,
            )
            tone = tones[int(rng.integers(len(tones)))]
            half_u, half_v = 0.95 + 0.3 * float(rng.random()), 0.85 + 0.25 * float(rng.random())
            height = 0.9 + 1.4 * float(rng.random())
            side = (tone[0] * 0.85, tone[1] * 0.85, tone[2] * 0.85)
            shape = block(spot.rectangle(-half_u, -half_v, half_u, half_v), 0.0, height, tone, side, 0.09)
            things.append(Thing(shape, (), present, 0.0, name))
    return things


def pipes(
    frame: Frame,
    count: int,
    length: float,
    radius: float,
    colour: Colour,
    name: str,
    present: tuple[bool, bool],
) -> list[Thing]:
    """A layer of pipes side by side along u, and a shorter second layer on top."""
    things = []
    for number in range(count):
        spot = frame.turned((number % 3) * 0.18, (number - (count - 1) / 2) * radius * 2.04)
        things.append(Thing(lying_drum(spot, length, radius, colour), (), present, 0.0, name))
    for number in range(count - 1):
        spot = frame.turned(0.1, (number - (count - 2) / 2) * radius * 2.04)
        things.append(
            Thing(lying_drum(spot, length * 0.98, radius, colour, radius * 1.7), (), present, 0.0, name)
        )
    return things
