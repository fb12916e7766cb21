"""Fields for numbers that read what was typed as `text.read_number` does.

Qt's own take the signs between groups out, wherever they stand: where the comma is the decimal sign, a typed
1.5 becomes 15 without a word.
"""

from __future__ import annotations

import math
import re

from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QDoubleSpinBox, QSpinBox, QWidget

from ilmtool.text import read_number

_BEGUN = re.compile(r"[\s+\-\u2212\u061c\u200e\u200f\d.,'\u2019\u066b\u066c]*([eE][+-]?\d*)?")
"""What may still become a number."""

State = QValidator.State


def _typed(box: QDoubleSpinBox | QSpinBox, text: str) -> str:
    return text.removeprefix(box.prefix()).removesuffix(box.suffix()).strip()


def _judged(box: QDoubleSpinBox | QSpinBox, text: str) -> tuple[State, float]:
    """Whether a text stands for a value of the box, and the value."""
    if box.specialValueText() and text == box.specialValueText():
        return State.Acceptable, box.minimum()
    typed = _typed(box, text)
    try:
        value = read_number(typed)
    except ValueError:
        return (State.Intermediate if _BEGUN.fullmatch(typed) else State.Invalid), math.nan
    allowed = box.minimum() <= value <= box.maximum()
    whole = isinstance(box, QDoubleSpinBox) or value.is_integer()
    return (State.Acceptable if allowed and whole else State.Intermediate), value


class NumberBox(QDoubleSpinBox):
    """A number; what might be one of two is not taken over, and the value before comes back.

    A value is taken over when it is complete, by Enter or on leaving: 1.5 on the way to 1.500 is no choice.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setKeyboardTracking(False)

    def fixup(self, text: str) -> str:
        return text

    def validate(self, text: str, position: int) -> tuple[State, str, int]:
        return _judged(self, text)[0], text, position

    def valueFromText(self, text: str) -> float:
        state, value = _judged(self, text)
        return round(value, self.decimals()) if state == State.Acceptable else self.value()


class WholeNumberBox(QSpinBox):
    """A whole number, taken over when it is complete."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setKeyboardTracking(False)

    def fixup(self, text: str) -> str:
        return text

    def validate(self, text: str, position: int) -> tuple[State, str, int]:
        return _judged(self, text)[0], text, position

    def valueFromText(self, text: str) -> int:
        state, value = _judged(self, text)
        return int(value) if state == State.Acceptable else self.value()
