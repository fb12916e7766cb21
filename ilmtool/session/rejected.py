"""Remembers which suggestions were rejected on a pair: in the user's state folder, not in its file.

One small file a pair, named by what both images hold and not by where they lie. Rejections are boxes in px of
the after image; a later search makes other boxes of the same place, so they are matched by overlap.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ilmtool.core.geometry import Bounds
from ilmtool.errors import Finding, reason_of
from ilmtool.session.state_folder import state_dir
from ilmtool.text import tr

if TYPE_CHECKING:
    from ilmtool.imagery.source import SourceFacts

SAME_PLACE = 0.3
"""Intersection over union from which two boxes are the same place."""
MOST = 5000
"""Rejections of one pair that are kept; the oldest go first."""
MOST_BYTES = 1 << 20
_ENDS_BYTES = 1 << 16
_VERSION = 1


def rejected_dir() -> Path:
    """Where the files lie."""
    return state_dir() / "suggestions"


def same_place(one: Bounds, other: Bounds) -> bool:
    """Whether two boxes are about the same place."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    if width <= 0 or height <= 0:
        return False
    areas = sum((b[2] - b[0]) * (b[3] - b[1]) for b in (one, other))
    return width * height >= SAME_PLACE * (areas - width * height)


def pair_key(before: SourceFacts, after: SourceFacts) -> str:
    """A name for two images: the same wherever they lie, another for other content or exchanged dates.

    Of a file, its size and both ends are taken: reading all of a large one would take seconds.
    """
    digest = hashlib.sha256()
    for facts in (before, after):
        for part in _identity(facts):
            digest.update(part)
            digest.update(b"\0")
    return digest.hexdigest()[:32]


def _identity(facts: SourceFacts) -> tuple[bytes, ...]:
    shape = f"{facts.width}x{facts.height}x{facts.bands} {facts.part}".encode()
    if facts.url:
        return shape, facts.url.encode()
    try:
        with facts.path.open("rb") as file:
            first = file.read(_ENDS_BYTES)
            file.seek(max(0, facts.file_size - _ENDS_BYTES))
            last = file.read(_ENDS_BYTES)
    except OSError:
        return shape, facts.name.encode("utf-8", "surrogateescape")
    return shape, str(facts.file_size).encode(), first, last


class RejectedFile:
    """The rejections of one pair.

    Parameters
    ----------
    key : str
        See `pair_key`.
    folder : callable
        Where the files lie.
    """

    def __init__(self, key: str, folder: Callable[[], Path] = rejected_dir) -> None:
        self.path = folder() / f"{key}.json"

    def read(self) -> tuple[tuple[Bounds, ...], tuple[Finding, ...]]:
        """The rejections, and what was wrong with the file; one that cannot be used is set aside."""
        try:
            if self.path.stat().st_size > MOST_BYTES:
                return (), self._set_aside(tr("it is far too large"))
            return _boxes(json.loads(self.path.read_text("utf-8"))), ()
        except FileNotFoundError:
            return (), ()
        except OSError as error:
            text = tr(
                "What was rejected on this pair earlier cannot be read ({reason}).",
                reason=reason_of(error),
            )
            return (), (_finding(text),)
        except (ValueError, RecursionError) as error:
            return (), self._set_aside(str(error))

    def _set_aside(self, why: str) -> tuple[Finding, ...]:
        aside = self.path.with_suffix(".broken")
        try:
            self.path.replace(aside)
        except OSError:
            text = tr("What was rejected on this pair earlier cannot be used ({reason}).", reason=why)
            return (_finding(text),)
        text = tr(
            "What was rejected on this pair earlier cannot be used ({reason}); it was set aside as {name}.",
            reason=why,
            name=aside.name,
        )
        return (_finding(text),)

    def write(self, boxes: Sequence[Bounds], names: tuple[str, str]) -> None:
        """Replace the file in one step; without any rejection there is none.

        Raises
        ------
        UserError
            It cannot be written.
        """
        from ilmtool.sidecar.files import write_atomic, write_error

        table = {
            "version": _VERSION,
            "before": names[0],
            "after": names[1],
            "rejected": [list(box) for box in boxes[-MOST:]],
        }
        try:
            if not boxes:
                self.path.unlink(missing_ok=True)
                return
            self.path.parent.mkdir(parents=True, exist_ok=True)
            write_atomic(self.path, [json.dumps(table, indent=1).encode(), b"\n"])
        except OSError as error:
            raise write_error(self.path, error) from error


def _finding(text: str) -> Finding:
    return Finding("warning", "rejected-suggestions", text)


def _boxes(table: Any) -> tuple[Bounds, ...]:
    if not isinstance(table, dict) or table.get("version") != _VERSION:
        raise ValueError(tr("it is of another version"))
    listed = table.get("rejected")
    if not isinstance(listed, list):
        raise ValueError(tr("it has no list of boxes"))
    return tuple(_box(item) for item in listed[-MOST:])


def _box(item: Any) -> Bounds:
    if not (isinstance(item, list) and len(item) == 4 and all(_is_number(v) for v in item)):
        raise ValueError(tr("it has a box that is none"))
    x0, y0, x1, y1 = (float(v) for v in item)
    if not (x0 < x1 and y0 < y1):
        raise ValueError(tr("it has a box that is none"))
    return x0, y0, x1, y1


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def any_same(box: Bounds, others: Iterable[Bounds]) -> bool:
    """Whether a box is about the same place as any of others."""
    return any(same_place(box, other) for other in others)
