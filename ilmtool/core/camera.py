"""Where the view looks: device pixels from and to the reference frame, with integer offsets.

The reference frame is the after scene's pixel space. All arithmetic is in device pixels (what the screen
really has), so that a frame painted once can be moved by whole pixels and stay exact.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from ilmtool.core.geometry import Affine, Bounds, Point, Ring, bounds_through, invert

MIN_SCALE = 1e-4
MAX_SCALE = 64.0


@dataclass(frozen=True, slots=True)
class Camera:
    """The view of one pane.

    Attributes
    ----------
    scale : float
        Device pixels per reference pixel along x.
    aspect : float
        Height of a reference pixel over its width on the ground; y is drawn at `scale * aspect`.
        1 for square pixels; EPSG:4326 at latitude p has 1 / cos(p).
    origin_x, origin_y : int
        Position, in device pixels of the scaled plane, of the pane's top-left corner: whole numbers, so
        that panning is a copy.
    shift_x, shift_y : float
        Where the reference frame's corner lies in the plane, a fraction of a device pixel: zooming keeps
        the point under the cursor exactly.
    turn : float
        By how many degrees the picture is turned on screen, clockwise, above -180 up to 180. The turn comes
        after scale and aspect, so that shapes on the ground stay what they are. The plane is turned with
        the picture: its pixels are the screen's at every angle, and panning stays a copy.
    """

    scale: float = 1.0
    aspect: float = 1.0
    origin_x: int = 0
    origin_y: int = 0
    shift_x: float = 0.0
    shift_y: float = 0.0
    turn: float = 0.0

    @property
    def scale_y(self) -> float:
        return self.scale * self.aspect

    @property
    def grid(self) -> tuple[float, ...]:
        """What the plane's pixels depend on; two cameras of one grid differ by whole pixels."""
        return self.scale, self.aspect, self.shift_x, self.shift_y, self.turn

    @property
    def is_upright(self) -> bool:
        """Whether rows of the reference frame run along rows of the screen, as they do without a turn."""
        return self.turn == 0.0

    def to_plane(self) -> Affine:
        """Reference pixels -> the scaled and turned plane, whose unit is a device pixel."""
        if self.turn == 0.0:
            return (self.scale, 0.0, self.shift_x, 0.0, self.scale_y, self.shift_y)
        cos, sin = cos_sin(self.turn)
        across, down = self.scale, self.scale_y
        return (cos * across, -sin * down, self.shift_x, sin * across, cos * down, self.shift_y)

    def to_pane(self) -> Affine:
        """Reference pixels -> device pixels from the pane's top-left corner."""
        a, b, c, d, e, f = self.to_plane()
        return a, b, c - self.origin_x, d, e, f - self.origin_y

    def map(self, point: Point) -> Point:
        """Reference point -> device pixels in the pane."""
        if self.turn == 0.0:
            return (
                point[0] * self.scale + self.shift_x - self.origin_x,
                point[1] * self.scale_y + self.shift_y - self.origin_y,
            )
        x, y = self.screen_step(point)
        return x + self.shift_x - self.origin_x, y + self.shift_y - self.origin_y

    def unmap(self, point: Point) -> Point:
        """Device pixels in the pane -> reference point."""
        return self.reference_step(
            (point[0] + self.origin_x - self.shift_x, point[1] + self.origin_y - self.shift_y)
        )

    def screen_step(self, step: Point) -> Point:
        """A movement in reference pixels -> the same one on screen, in device pixels."""
        x, y = step[0] * self.scale, step[1] * self.scale_y
        if self.turn == 0.0:
            return x, y
        cos, sin = cos_sin(self.turn)
        return cos * x - sin * y, sin * x + cos * y

    def reference_step(self, step: Point) -> Point:
        """A movement on screen, in device pixels -> the same one in reference pixels."""
        x, y = step
        if self.turn != 0.0:
            cos, sin = cos_sin(self.turn)
            x, y = cos * x + sin * y, cos * y - sin * x
        return x / self.scale, y / self.scale_y

    def pixel_step(self, step: Point) -> Point:
        """A movement along rows and columns of the screen -> the same along those of the picture, the ones
        nearest to it: an arrow key moves whole pixels, in the direction in which it points.
        """
        cos, sin = cos_sin(90.0 * math.floor(self.turn / 90.0 + 0.5))
        return cos * step[0] + sin * step[1] + 0.0, cos * step[1] - sin * step[0] + 0.0

    def plane_bounds(self, x: int, y: int, width: int, height: int) -> Bounds:
        """Reference bounds of a rectangle of the plane: the hull of its corners where the view is turned."""
        if self.turn == 0.0:
            return (
                (x - self.shift_x) / self.scale,
                (y - self.shift_y) / self.scale_y,
                (x + width - self.shift_x) / self.scale,
                (y + height - self.shift_y) / self.scale_y,
            )
        return bounds_through(
            invert(self.to_plane()), (float(x), float(y), float(x + width), float(y + height))
        )

    def panned(self, dx: int, dy: int) -> Camera:
        """The content moved by (dx, dy) device pixels."""
        return replace(self, origin_x=self.origin_x - dx, origin_y=self.origin_y - dy)

    def zoomed(self, factor: float, anchor: Point) -> Camera:
        """Scaled by `factor` with the reference point under `anchor` (pane device pixels) kept there."""
        x, y = self.unmap(anchor)
        return self.at_scale(self.scale * factor).with_point_at((x, y), anchor)

    def at_scale(self, scale: float) -> Camera:
        """The same origin at another scale, within the limits."""
        return replace(self, scale=min(MAX_SCALE, max(MIN_SCALE, scale)))

    def turned(self, turn: float, anchor: Point) -> Camera:
        """Turned to `turn` degrees; the reference point under `anchor` (pane device pixels) stays there."""
        point = self.unmap(anchor)
        return replace(self, turn=within_half_turn(turn)).with_point_at(point, anchor)

    def one_to_one(self, anchor: Point) -> Camera:
        """One device pixel for each reference pixel, edge on edge, so that nothing is resampled.

        What lies under `anchor` (pane device pixels) stays there to half a device pixel. Between the quarter
        turns there is no edge on edge: the scale is 1, and the point stays exactly.
        """
        exact = self.at_scale(1.0).with_point_at(self.unmap(anchor), anchor)
        if self.turn % 90.0:
            return exact
        # The shift is at most one pixel to the left and up: it becomes none or a whole one.
        left, top = round(exact.shift_x), round(exact.shift_y)
        return replace(
            exact, origin_x=exact.origin_x - left, origin_y=exact.origin_y - top, shift_x=0.0, shift_y=0.0
        )

    def with_point_at(self, point: Point, anchor: Point) -> Camera:
        """Moved so that the reference `point` lies exactly at the pane's `anchor`."""
        x, y = self.screen_step(point)
        x, y = x - anchor[0], y - anchor[1]
        left, top = math.floor(x), math.floor(y)
        return replace(self, origin_x=left, origin_y=top, shift_x=left - x, shift_y=top - y)

    def fitted(self, bounds: Bounds, pane: tuple[int, int], margin: float = 0.02) -> Camera:
        """Centred on `bounds` at the largest scale that shows them whole in `pane` (width, height)."""
        x0, y0, x1, y1 = bounds
        width, height = self.extent_on_screen((max(1e-9, x1 - x0), max(1e-9, y1 - y0)))
        room_x, room_y = max(1.0, pane[0] * (1 - 2 * margin)), max(1.0, pane[1] * (1 - 2 * margin))
        scale = min(room_x / width, room_y / height)
        camera = self.at_scale(scale)
        return camera.with_point_at(((x0 + x1) / 2, (y0 + y1) / 2), (pane[0] / 2, pane[1] / 2))

    def extent_on_screen(self, size: tuple[float, float]) -> tuple[float, float]:
        """Width and height that an upright rectangle of reference pixels takes on screen at scale 1."""
        width, height = size[0], size[1] * self.aspect
        if self.turn == 0.0:
            return width, height
        cos, sin = (abs(v) for v in cos_sin(self.turn))
        return cos * width + sin * height, sin * width + cos * height

    def visible(self, pane: tuple[int, int]) -> Bounds:
        """Reference bounds of what a pane of (width, height) device pixels shows."""
        if self.turn != 0.0:
            return self.plane_bounds(self.origin_x, self.origin_y, *pane)
        x0, y0 = self.unmap((0, 0))
        x1, y1 = self.unmap((float(pane[0]), float(pane[1])))
        return x0, y0, x1, y1

    def outline(self, pane: tuple[int, int]) -> Ring:
        """What a pane of (width, height) device pixels shows, as a closed ring in reference pixels."""
        width, height = float(pane[0]), float(pane[1])
        corners = ((0.0, 0.0), (0.0, height), (width, height), (width, 0.0), (0.0, 0.0))
        return tuple(self.unmap(corner) for corner in corners)


def within_half_turn(degrees: float) -> float:
    """The same direction, above -180 up to 180 degrees."""
    turned = 180.0 - (180.0 - degrees) % 360.0
    return turned + 0.0  # no negative zero


def cos_sin(degrees: float) -> tuple[float, float]:
    """Cosine and sine, exact at the quarter turns: there, pixels stay edge on edge."""
    quarters = degrees / 90.0
    if quarters == round(quarters):
        return ((1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0))[round(quarters) % 4]
    angle = math.radians(degrees)
    return math.cos(angle), math.sin(angle)


def level_for(scale: float, factors: tuple[float, ...]) -> int:
    """Index of the pyramid level to draw at `scale` device px per full-resolution px.

    `factors` are the levels' reductions (1, 2, 4, ...). The coarsest level that still has at least one
    pixel per device pixel is taken, so that nothing is enlarged while a sharper level exists.
    """
    best = 0
    for index, factor in enumerate(factors):
        if factor * scale <= 1.0 + 1e-6 or math.isclose(factor, 1.0):
            best = index
    return best
