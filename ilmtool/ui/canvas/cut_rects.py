"""What of the canvas looks different with another divider, lens or fade."""

from __future__ import annotations

from ilmtool.core.layout import CompareMode, Cut, Rect, divider_position
from ilmtool.ui.canvas import overlay
from ilmtool.ui.canvas.lens import Lens


def cut_rects(
    mode: CompareMode, size: tuple[int, int], old: Cut, new: Cut, lens: Lens, ratio: float
) -> list[Rect] | None:
    """The places to be painted again, in device pixels; None for all of it.

    Parameters
    ----------
    size : (int, int)
        Of the canvas, in device pixels.
    ratio : float
        Device pixels per logical pixel.
    """
    if mode is CompareMode.LENS:
        return list(lens.rects(old, new, ratio))
    if mode is CompareMode.FADE:
        return None
    if not mode.is_swipe:
        return []
    ends = sorted(divider_position(mode, size, cut.divider) for cut in (old, new))
    reach = round(overlay.DIVIDER_GRIP_PX * ratio)
    start, length = ends[0] - reach, ends[1] - ends[0] + 2 * reach
    if mode is CompareMode.SWIPE_VERTICAL:
        return [Rect(start, 0, length, size[1])]
    return [Rect(0, start, size[0], length)]
