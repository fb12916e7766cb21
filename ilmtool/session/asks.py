"""The questions that keeping work safe has for the user."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ilmtool.session.elsewhere import Disagreement
    from ilmtool.session.left_work import LeftWork
    from ilmtool.session.presence import Holder
    from ilmtool.session.safekeeping import Offer


@dataclass(slots=True)
class Asks:
    """What only the user can say: set by the window, answered by a method of `Safekeeping`."""

    recover: Callable[[Offer], None] = field(default=lambda offer: None)  # noqa: ARG005
    disagree: Callable[[Disagreement], None] = field(default=lambda disagreement: None)  # noqa: ARG005
    locked: Callable[[Holder], None] = field(default=lambda holder: None)  # noqa: ARG005
    left: Callable[[list[LeftWork]], None] = field(default=lambda left: None)  # noqa: ARG005
