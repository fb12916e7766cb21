"""What the keys and the wheel set in each way of comparing: divider, fade, lens, gain."""

from __future__ import annotations

from ilmtool.core.layout import CompareMode
from ilmtool.session.view_state import ViewState
from ilmtool.session.workspace import Workspace
from ilmtool.text import tr

SHARE_STEP = 0.02
"""Of the canvas for a divider, of the after date for a fade."""
SIZE_STEP = 1.1
GAIN_STEP = 2**0.25
WHEEL_FADE = 0.05


def has_share(view: ViewState) -> bool:
    """Whether the mode divides the canvas, or the picture, between both dates."""
    return view.mode.is_swipe or view.mode is CompareMode.FADE


def has_size(view: ViewState) -> bool:
    """Whether the mode has a lens, or differences of a strength."""
    return view.mode is CompareMode.LENS or view.mode.has_gain


def step_share(w: Workspace, steps: float) -> None:
    """The divider on to the right or down, or more of the after date; negative: back."""
    view = w.view
    if view.mode is CompareMode.FADE:
        w.set_view(view.with_fade(view.cut.fade + steps * SHARE_STEP))
    elif view.mode.is_swipe:
        w.set_view(view.with_divider(view.divider + steps * SHARE_STEP))


def step_size(w: Workspace, steps: float) -> None:
    """A larger lens, or stronger differences; negative: smaller, weaker."""
    view = w.view
    if view.mode is CompareMode.LENS:
        w.set_view(view.with_lens_radius(view.cut.lens_radius * SIZE_STEP**steps))
    elif view.mode.has_gain:
        w.set_view(view.with_gain(view.gain * GAIN_STEP**steps))


def turn_wheel(w: Workspace, notches: float) -> bool:
    """What a wheel with Shift sets: lens, gain or fade; False in a mode that has none of them."""
    view = w.view
    if view.mode is CompareMode.FADE:
        w.set_view(view.with_fade(view.cut.fade + notches * WHEEL_FADE))
    elif has_size(view):
        step_size(w, notches)
    else:
        return False
    return True


def share_title(view: ViewState, forward: bool) -> str:
    """What Alt with Left or Right does now."""
    if view.mode is CompareMode.FADE:
        return tr("Fade to the after date") if forward else tr("Fade to the before date")
    return tr("Divider right or down") if forward else tr("Divider left or up")


def size_title(view: ViewState, more: bool) -> str:
    """What Alt with Up or Down does now."""
    if view.mode.has_gain:
        return tr("Stronger differences") if more else tr("Weaker differences")
    return tr("Larger lens") if more else tr("Smaller lens")
