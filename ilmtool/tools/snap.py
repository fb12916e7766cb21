"""Headings that a turning box keeps to: steps, the last angle, north."""

from __future__ import annotations

from ilmtool.core.geometry import Point
from ilmtool.text import number, tr
from ilmtool.tools.context import ToolContext

STEP_DEG = 15.0


def snapped(
    context: ToolContext, scene_id: str, center: Point, heading_deg: float, held: frozenset[str]
) -> tuple[float, str]:
    """The heading to use, and what it keeps to, for the readout.

    Parameters
    ----------
    heading_deg : float
        Where the pointer has it, in px of the scene.
    held : frozenset of str
        Shift: steps of 15 degrees. Ctrl: the heading of the box turned last, or north, or a right angle to
        one of them, whichever is nearest.
    """
    if "ctrl" in held:
        wanted = [(context.heading_in_scene(context.last_heading_deg, scene_id, center), tr("last angle"))]
        north = context.north_deg(scene_id, center)
        if north is not None:
            wanted.insert(0, (north, tr("north")))
        near = [(_quarter(angle, heading_deg), name) for angle, name in wanted]
        return min(near, key=lambda entry: abs(entry[0] - heading_deg))
    if "shift" in held:
        return round(heading_deg / STEP_DEG) * STEP_DEG, ""
    return heading_deg, ""


def _quarter(heading_deg: float, now_deg: float) -> float:
    return heading_deg + 90.0 * round((now_deg - heading_deg) / 90.0)


def angle_text(heading_deg: float, name: str = "") -> str:
    """`-12.5°`, with what it keeps to; between -180 and 180."""
    turned = (heading_deg + 180.0) % 360.0 - 180.0
    # Minus zero would be read as a direction.
    text = f"{number(round(turned, 1) + 0.0, '.1f')}\N{DEGREE SIGN}"
    return f"{text} ({name})" if name else text
