"""The title of the window."""

from __future__ import annotations

from ilmtool import PROGRAM
from ilmtool.session.pair import Pair
from ilmtool.session.saver import SaveStatus
from ilmtool.text import one_line, tr


def title_of(pair: Pair | None, status: SaveStatus | None) -> str:
    """Which images are open, and what of their annotations is not on disk."""
    if pair is None:
        return PROGRAM
    title = " → ".join(one_line(scene.facts.name) for scene in (pair.before, pair.after))
    if status is not None and status.is_read_only:
        title = tr("{pair} (read-only)", pair=title)
    elif status is not None and status.state == "failed":
        title = tr("{pair} — NOT SAVED", pair=title)
    elif status is not None and status.state != "saved":
        title += " •"
    return f"{title} — {PROGRAM}"
