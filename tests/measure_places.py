"""Seeded places over all of the Earth, with those at which coordinates go wrong."""

from __future__ import annotations

import random

Place = tuple[float, float]
"""(lon, lat) in degrees."""


def places(count: int = 1000, seed: int = 7) -> list[Place]:
    """Random ones, half of them where something special happens."""
    draw = random.Random(seed)
    found = [(draw.uniform(-180, 180), draw.uniform(-90, 90)) for _ in range(count // 2)]
    rest = count - len(found)
    near = [0.0, 1e-9, -1e-9, 1e-5, -1e-5, 0.01, -0.01]
    for _ in range(rest):
        match draw.randrange(5):
            case 0:  # borders of zones, the antimeridian among them
                found.append((draw.choice(range(-180, 181, 6)) + draw.choice(near), draw.uniform(-85, 85)))
            case 1:  # poles
                lat = draw.choice((-1, 1)) * (90 - draw.choice((0.0, 1e-9, 1e-4, draw.uniform(0, 7))))
                found.append((draw.uniform(-180, 180), lat))
            case 2:  # Norway and Svalbard
                found.append((draw.uniform(-1, 43), draw.uniform(55, 84.5)))
            case 3:  # borders of latitude bands, 84° N and 80° S among them
                lat = draw.choice([*range(-80, 73, 8), 84]) + draw.choice(near)
                found.append((draw.uniform(-180, 180), lat))
            case _:
                found.append((draw.choice((-1, 1)) * (180 - draw.choice(near) ** 2), draw.uniform(-89, 89)))
    corners = [(0.0, 90.0), (0.0, -90.0), (180.0, 0.0), (-180.0, 0.0), (3.0, 56.0), (12.0, 64.0), (9.0, 72.0),
               (21.0, 72.0), (33.0, 78.0), (42.0, 80.0), (10.0, 84.0), (10.0, -80.0), (0.0, 0.0)]  # fmt: skip
    return [((lon + 180) % 360 - 180, max(-90.0, min(90.0, lat))) for lon, lat in found] + corners
