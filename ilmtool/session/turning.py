"""Turning the view: by steps, to true north, and so that buildings point up."""

from __future__ import annotations

import math
from typing import NamedTuple

from ilmtool.core.camera import within_half_turn
from ilmtool.core.layout import Side
from ilmtool.session.directions import azimuth_on_screen, north_angle
from ilmtool.session.workspace import Workspace
from ilmtool.text import number, tr

STEP_DEG = 15.0
SNAP_DEG = 3.0
"""A free turn this near to a quarter turn is one."""

LEAST_OFF_NADIR_DEG = 1.0
"""Seen from nearer to straight above, buildings lean by less than a fiftieth of their height."""


class Lean(NamedTuple):
    """Which way the tops of buildings lie from their feet.

    Attributes
    ----------
    azimuth_deg : float
        On the ground, clockwise from true north.
    side : Side
        The date that says so.
    """

    azimuth_deg: float
    side: Side


def turn_by_step(workspace: Workspace, way: int) -> None:
    """On to the next multiple of 15 degrees, clockwise (1) or counter-clockwise (-1)."""
    steps = workspace.camera_in_hand.turn / STEP_DEG
    # A turn that is a multiple but for rounding counts as one.
    target = math.floor(steps + 1e-6) + 1 if way > 0 else math.ceil(steps - 1e-6) - 1
    workspace.turn(target * STEP_DEG)


def snapped(turn: float) -> float:
    """A free turn, put to the quarter turn that it is near to."""
    nearest = 90.0 * round(turn / 90.0)
    return within_half_turn(nearest if abs(turn - nearest) <= SNAP_DEG else turn)


def reset_turn(workspace: Workspace) -> None:
    """The image's own rows along the rows of the screen again."""
    workspace.turn(0.0)


def why_no_north(workspace: Workspace) -> str:
    """Why nobody knows where north is, in a few words; empty where somebody does."""
    pair = workspace.pair
    if pair is None:
        return tr("no pair is open")
    return "" if pair.grounds.get(pair.after.id) is not None else tr("the after image has no georeferencing")


def north_up(workspace: Workspace) -> None:
    """True north at the middle of the view straight up."""
    pair = workspace.pair
    if pair is not None and not why_no_north(workspace):
        camera, middle = workspace.camera_in_hand, workspace.middle
        unknown = tr("North is not known in the middle of the view")
        _turn_up(workspace, north_angle(pair, camera, camera.unmap(middle)), unknown)


def lean_of(workspace: Workspace) -> Lean | None:
    """Where buildings lean to, by the after scene's angles, else the before scene's; None if nobody knows.

    Relief displacement: a top is imaged where the ray from the satellite through it meets the ground, which
    is beyond its foot, outward from the nadir point (Wolf, Dewitt and Wilkinson, Elements of Photogrammetry,
    "Relief displacement on a vertical photograph"). So it leans away from the satellite, to `view:azimuth` +
    180 degrees, as `view:azimuth` is where the satellite stood, seen from the ground (docs/acquisition.md).
    An orthoimage made with a terrain model keeps that lean: buildings are not in the model.
    """
    pair = workspace.pair
    if pair is None:
        return None
    for side in (Side.AFTER, Side.BEFORE):
        scene = workspace.document.scene(pair.scene_id(side)) or pair.scene(side).scene
        view = scene.acquisition
        if view.azimuth is not None and (view.off_nadir is None or view.off_nadir >= LEAST_OFF_NADIR_DEG):
            return Lean((view.azimuth + 180.0) % 360.0, side)
    return None


def why_no_lean(workspace: Workspace) -> str:
    """Why the view cannot be turned so that buildings point up; empty where it can."""
    missing = why_no_north(workspace)
    if missing or lean_of(workspace) is not None:
        return missing
    return tr("neither image says from where it was taken, or both are from straight above")


def up_is_up(workspace: Workspace) -> None:
    """Turn the view so that the tops of buildings are straight above their feet.

    The direction on the ground is brought to the screen by the after image's ground map, so that it is right
    too where north is not up in the image.
    """
    pair, lean = workspace.pair, lean_of(workspace)
    if pair is None or lean is None or why_no_north(workspace):
        return
    camera, middle = workspace.camera_in_hand, workspace.middle
    angle = azimuth_on_screen(pair, camera, camera.unmap(middle), lean.azimuth_deg)
    if _turn_up(workspace, angle, tr("The lean of buildings is not known in the middle of the view")):
        workspace.say(
            tr("Buildings point up, by the before image's angles")
            if lean.side is Side.BEFORE
            else tr("Buildings point up, by the after image's angles")
        )


def _turn_up(workspace: Workspace, angle: float | None, unknown: str) -> bool:
    if angle is None:
        workspace.say(unknown)
        return False
    workspace.turn(workspace.camera_in_hand.turn - angle, workspace.middle)
    return True


def turn_in_words(turn: float) -> str:
    """`15° clockwise`, `7.5° counter-clockwise`, or nothing for none."""
    if turn == 0.0:
        return ""
    size = round(float(abs(turn)), 1)
    angle = number(size, ".0f" if size.is_integer() else ".1f")
    if turn > 0:
        return tr("{angle}° clockwise", angle=angle)
    return tr("{angle}° counter-clockwise", angle=angle)


def badge_text(workspace: Workspace) -> str:
    """What the canvas says of how its views are turned and linked; empty for the ordinary."""
    shown = workspace.shown
    if shown.own_before is None:
        turned = turn_in_words(shown.camera.turn)
        return tr("Turned {turn}", turn=turned) if turned else ""
    parts = [tr("Views not linked")]
    for side in Side:
        turned = turn_in_words(shown.camera_of(side).turn)
        if turned and side is Side.BEFORE:
            parts.append(tr("before turned {turn}", turn=turned))
        elif turned:
            parts.append(tr("after turned {turn}", turn=turned))
    return " · ".join(parts)
