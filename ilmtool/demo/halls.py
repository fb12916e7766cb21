"""Buildings with pitched and with flat roofs, and what stands on those."""

from __future__ import annotations

import numpy as np

from ilmtool.demo.noise import generator
from ilmtool.demo.pad import OLD_CONCRETE
from ilmtool.demo.solids import (
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
    face,
    gable,
    lifted,
)


def hall(
    world: World,
    frame: Frame,
    length: float,
    width: float,
    height: float,
    roof: Colour,
    side: Colour,
    pitch: float = 0.16,
    present: tuple[bool, bool] = BOTH,
    name: str = "",
) -> None:
    """A hall with a ribbed pitched roof, vents along its ridge and a worn apron strip around it."""
    skirt = frame.rectangle(-length / 2 - 2, -width / 2 - 2, length / 2 + 2, width / 2 + 2)
    world.marks.append(Mark((skirt,), OLD_CONCRETE, 0.75, 0.06, 0.2, 0.6, present))
    ridge = height + pitch * width / 2
    world.things.append(Thing(gable(frame, length, width, height, ridge, roof, side), (), present, 0.0, name))
    seams = [
        ((*frame.at(u, 0), ridge + 0.05), (*frame.at(u, edge), height + 0.05))
        for u in np.arange(-length / 2 + 1.5, length / 2, 3.0)
        for edge in (-width / 2, width / 2)
    ]
    dark = (roof[0] * 0.8, roof[1] * 0.8, roof[2] * 0.82)
    parts = [Members(np.array(seams), 0.14, dark)]
    parts.append(
        Members(
            np.array([[(*frame.at(-length / 2, 0), ridge + 0.1), (*frame.at(length / 2, 0), ridge + 0.1)]]),
            0.5,
            (roof[0] * 1.1, roof[1] * 1.1, roof[2] * 1.1),
        )
    )
    vents: list[Face] = []
    for u in np.arange(-length / 2 + 5, length / 2 - 3, 8.0):
        vents += block(
            frame.rectangle(u - 0.6, -0.6, u + 0.6, 0.6),
            ridge - 0.1,
            ridge + 0.9,
            (196, 198, 198),
            (140, 140, 140),
            0.02,
        )
    world.things.append(Thing(tuple(vents), tuple(parts), present, ridge - 0.1, name))


def flat_block(
    world: World,
    frame: Frame,
    length: float,
    width: float,
    height: float,
    roof: Colour,
    side: Colour,
    tag: int,
) -> None:
    """A building with a flat roof: parapet, plant, hatches, puddle marks."""
    skirt = frame.rectangle(-length / 2 - 1.6, -width / 2 - 1.6, length / 2 + 1.6, width / 2 + 1.6)
    world.marks.append(Mark((skirt,), OLD_CONCRETE, 0.7, 0.06, 0.25, 0.6))
    rng = generator(40, tag)
    outline = frame.rectangle(-length / 2, -width / 2, length / 2, width / 2)
    inner = frame.rectangle(-length / 2 + 0.6, -width / 2 + 0.6, length / 2 - 0.6, width / 2 - 0.6)
    pale = (roof[0] * 1.15, roof[1] * 1.15, roof[2] * 1.15)
    world.things.append(
        Thing(
            (
                *block(outline, 0.0, height, pale, side, 0.05),
                face(lifted(inner, height + 0.01), roof, UP, 0.09),
            )
        )
    )
    plant: list[Face] = []
    for _ in range(int(3 + length * width / 130)):
        u, v = (float(rng.random()) - 0.5) * (length - 5), (float(rng.random()) - 0.5) * (width - 5)
        a, b, h = 0.7 + float(rng.random()) * 1.3, 0.6 + float(rng.random()), 0.8 + float(rng.random()) * 1.4
        plant += block(
            frame.rectangle(u - a, v - b, u + a, v + b),
            height,
            height + h,
            (188, 190, 190),
            (128, 128, 126),
            0.03,
        )
    plant += block(
        frame.rectangle(length / 2 - 5, -1.8, length / 2 - 1.2, 1.8), height, height + 2.8, pale, side, 0.04
    )
    world.things.append(Thing(tuple(plant), (), BOTH, height))
