"""The vocabulary of built things: faces, thin members and marks on the ground, in metres.

A point is (x east, y south, z up). Every thing throws its own shadow: its faces and members projected
along the sun onto the plane it stands on.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
Colour = tuple[float, float, float]

BOTH = (True, True)
BEFORE = (True, False)
AFTER = (False, True)


@dataclass(frozen=True, slots=True)
class Face:
    """A flat polygon in space: `points` (N, 3), `colour` 0-255, `texture` the strength of its grain.

    `normal` points outwards.
    """

    points: Points
    colour: Colour
    normal: Points
    texture: float = 0.05


@dataclass(frozen=True, slots=True)
class Members:
    """Straight thin parts of one width and colour: `ends` (N, 2, 3), `width_m` across."""

    ends: Points
    width_m: float
    colour: Colour


@dataclass(frozen=True, slots=True)
class Mark:
    """Something flat on the ground: paving, a stain, a line.

    Attributes
    ----------
    outlines : tuple of (N, 2) arrays
    alpha : float
        Cover, 0-1.
    texture : float
        Strength of the grain that comes with it.
    ragged : float
        0-1, how much the cover breaks up with the grain of the ground.
    soft_m : float
        Width over which the edge fades.
    """

    outlines: tuple[Points, ...]
    colour: Colour
    alpha: float = 1.0
    texture: float = 0.04
    ragged: float = 0.0
    soft_m: float = 0.0
    present: tuple[bool, bool] = BOTH


@dataclass(frozen=True, slots=True)
class Thing:
    """A built or parked thing.

    Attributes
    ----------
    base_z : float
        Height of the plane that it stands on and that its shadow falls on: 0 is the ground, more a roof.
    name : str
        Empty for what no annotation speaks of.
    """

    faces: tuple[Face, ...] = ()
    members: tuple[Members, ...] = ()
    present: tuple[bool, bool] = BOTH
    base_z: float = 0.0
    name: str = ""

    def points(self) -> Points:
        """All corners and ends, shape (N, 3)."""
        parts = [face.points for face in self.faces] + [m.ends.reshape(-1, 3) for m in self.members]
        return np.concatenate(parts)


@dataclass(slots=True)
class World:
    """Everything that people put there, in the order of painting; `trees` are (x, y) in metres."""

    marks: list[Mark] = field(default_factory=list)
    things: list[Thing] = field(default_factory=list)
    trees: list[tuple[float, float]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Frame:
    """A plot's own axes: u along its heading, v to the right of it, as seen on the map."""

    x: float
    y: float
    heading_deg: float

    def at(self, u: float, v: float) -> tuple[float, float]:
        """Metres on the ground of (u, v)."""
        angle = math.radians(self.heading_deg)
        cos, sin = math.cos(angle), math.sin(angle)
        return self.x + u * cos - v * sin, self.y + u * sin + v * cos

    def outline(self, points: Iterable[tuple[float, float]]) -> Points:
        """Ground points of a polygon given in (u, v), shape (N, 2)."""
        return np.array([self.at(u, v) for u, v in points])

    def rectangle(self, u0: float, v0: float, u1: float, v1: float) -> Points:
        """Ground points of an upright rectangle in (u, v)."""
        return self.outline(((u0, v0), (u1, v0), (u1, v1), (u0, v1)))

    def turned(self, u: float, v: float, turn_deg: float = 0.0) -> Frame:
        """A frame with its origin at (u, v), turned further by `turn_deg` (clockwise on the map)."""
        x, y = self.at(u, v)
        return Frame(x, y, self.heading_deg + turn_deg)


def lifted(outline: Points, z: float) -> Points:
    """(N, 2) -> (N, 3) at the height `z`."""
    return np.column_stack((outline, np.full(len(outline), z)))


def face(points: Points, colour: Colour, outwards: Points, texture: float = 0.05) -> Face:
    """A flat face whose normal looks to the same side as `outwards` (3,); no corner of it is straight."""
    # Plain numbers: numpy's cross product takes longer to start than this to finish.
    (ax, ay, az), (bx, by, bz), (cx, cy, cz) = points[:3].tolist()
    ux, uy, uz, vx, vy, vz = bx - ax, by - ay, bz - az, cx - ax, cy - ay, cz - az
    x, y, z = uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx
    size = math.sqrt(x * x + y * y + z * z) or 1.0
    if x * outwards[0] + y * outwards[1] + z * outwards[2] < 0:
        size = -size
    return Face(points, colour, np.array((x / size, y / size, z / size)), texture)


def walls(outline: Points, z0: float, z1: float, colour: Colour, texture: float = 0.05) -> list[Face]:
    """Upright faces around an outline of at least three points."""
    middle = outline.mean(axis=0)
    faces = []
    for start, end in zip(outline, np.roll(outline, -1, axis=0), strict=True):
        points = np.array([(*start, z0), (*end, z0), (*end, z1), (*start, z1)])
        outwards = np.append((start + end) / 2 - middle, 0.0)
        faces.append(face(points, colour, outwards, texture))
    return faces


UP = np.array([0.0, 0.0, 1.0])


def block(
    outline: Points, z0: float, z1: float, top: Colour, side: Colour, texture: float = 0.05
) -> tuple[Face, ...]:
    """A prism with a flat top."""
    return (*walls(outline, z0, z1, side), face(lifted(outline, z1), top, UP, texture))


def gable(
    frame: Frame, length: float, width: float, eaves: float, ridge: float, roof: Colour, side: Colour
) -> tuple[Face, ...]:
    """A house with a pitched roof, its ridge along u, centred on the frame's origin."""
    half_l, half_w = length / 2, width / 2
    over = 0.35
    base = frame.rectangle(-half_l, -half_w, half_l, half_w)
    faces = walls(base, 0.0, eaves, side)
    top = [np.array([*frame.at(u, 0.0), ridge]) for u in (-half_l - over, half_l + over)]
    for sign in (-1.0, 1.0):
        edge = [
            np.array([*frame.at(u, sign * (half_w + over)), eaves]) for u in (-half_l - over, half_l + over)
        ]
        side_of = np.array(frame.at(0.0, sign)) - np.array(frame.at(0.0, 0.0))
        faces.append(
            face(np.array([edge[0], edge[1], top[1], top[0]]), roof, np.array([*side_of, 1.0]), 0.07)
        )
    return tuple(faces)


def drum(
    x: float, y: float, radius: float, z0: float, z1: float, top: Colour, side: Colour
) -> tuple[Face, ...]:
    """An upright tank of round plan."""
    angle = np.linspace(0.0, 2 * math.pi, 24, endpoint=False)
    outline = np.column_stack((x + radius * np.cos(angle), y + radius * np.sin(angle)))
    return block(outline, z0, z1, top, side, 0.03)


def lying_drum(
    frame: Frame, length: float, radius: float, colour: Colour, z0: float = 0.0
) -> tuple[Face, ...]:
    """A tank or a pipe that lies along u, centred on the frame's origin, on saddles `z0` high."""
    half = length / 2
    middle = z0 + radius
    angles = np.linspace(-0.35 * math.pi, 1.35 * math.pi, 9)
    rim = [(radius * math.cos(a), middle + radius * math.sin(a)) for a in angles]
    faces = []
    across = np.array(frame.at(0.0, 1.0)) - np.array(frame.at(0.0, 0.0))
    for (v0, h0), (v1, h1) in itertools.pairwise(rim):
        points = np.array(
            [
                (*frame.at(-half, v0), h0),
                (*frame.at(half, v0), h0),
                (*frame.at(half, v1), h1),
                (*frame.at(-half, v1), h1),
            ]
        )
        outwards = np.array([*(across * (v0 + v1)), h0 + h1 - 2 * middle])
        faces.append(face(points, colour, outwards, 0.02))
    return tuple(faces)


def lattice(
    start: Sequence[float],
    end: Sequence[float],
    width: float,
    bay: float,
    member_m: float,
    colour: Colour,
    taper: float = 1.0,
) -> list[Members]:
    """A lattice beam from `start` to `end` (x, y, z): four chords and zigzag bracing in every bay.

    `width` is its side at the start, `taper` times that at the end.
    """
    a, b = np.asarray(start, dtype=np.float64), np.asarray(end, dtype=np.float64)
    along = b - a
    length = float(np.linalg.norm(along))
    along /= length
    across = np.cross(along, UP if abs(along[2]) < 0.9 else np.array([1.0, 0.0, 0.0]))
    across /= np.linalg.norm(across)
    other = np.cross(along, across)
    bays = max(2, round(length / bay))

    def corner(step: int, number: int) -> Points:
        share = step / bays
        half = width / 2 * (1.0 + (taper - 1.0) * share)
        su, sv = ((-1, -1), (1, -1), (1, 1), (-1, 1))[number]
        return np.asarray(a + along * length * share + across * half * su + other * half * sv)

    chords = [(corner(0, n), corner(bays, n)) for n in range(4)]
    braces = []
    for step in range(bays):
        for number in range(4):
            following = (number + 1) % 4
            one, two = (number, following) if step % 2 else (following, number)
            braces.append((corner(step, one), corner(step + 1, two)))
            braces.append((corner(step, number), corner(step, following)))
    return [
        Members(np.array(chords), member_m, colour),
        Members(np.array(braces), member_m * 0.6, colour),
    ]


def strip(path: Points, width: float, offset: float = 0.0) -> Points:
    """Outline of a band along a path (N, 2), `offset` metres to its right (as walked, on the map)."""
    step = np.gradient(path, axis=0)
    step /= np.linalg.norm(step, axis=1, keepdims=True)
    right = np.column_stack((-step[:, 1], step[:, 0]))
    return np.concatenate((path + right * (offset + width / 2), (path + right * (offset - width / 2))[::-1]))


def curve(controls: Sequence[tuple[float, float]], step_m: float = 6.0) -> Points:
    """A smooth path through the control points (Catmull-Rom), shape (N, 2)."""
    points = np.asarray(controls, dtype=np.float64)
    padded = np.concatenate((2 * points[:1] - points[1:2], points, 2 * points[-1:] - points[-2:-1]))
    parts = []
    for p0, p1, p2, p3 in zip(padded[:-3], padded[1:-2], padded[2:-1], padded[3:], strict=True):
        count = max(2, round(float(np.linalg.norm(p2 - p1)) / step_m))
        t = np.linspace(0.0, 1.0, count, endpoint=False)[:, None]
        parts.append(
            0.5
            * (
                2 * p1
                + (p2 - p0) * t
                + (2 * p0 - 5 * p1 + 4 * p2 - p3) * t**2
                + (3 * p1 - p0 - 3 * p2 + p3) * t**3
            )
        )
    return np.concatenate((*parts, points[-1:]))


def resampled(path: Points, step_m: float) -> Points:
    """Points every `step_m` metres along a path, ends included."""
    lengths = np.concatenate(([0.0], np.cumsum(np.linalg.norm(np.diff(path, axis=0), axis=1))))
    at = np.arange(0.0, lengths[-1], step_m)
    return np.column_stack([np.interp(at, lengths, path[:, axis]) for axis in (0, 1)])
