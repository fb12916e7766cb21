"""Which line of a label set's TOML a class, an attribute or one of their keys stands on, for messages."""

from __future__ import annotations

import re

_TABLE = re.compile(r"\s*\[\[\s*class\s*(\.\s*attribute\s*)?\]\]")
_OTHER_TABLE = re.compile(r"\s*\[")


class TomlLines:
    """Lines of the usual layout, with `[[class]]` and `[[class.attribute]]` tables.

    In another layout (inline tables, text over many lines that looks like a table) no line is told rather
    than a wrong one, as far as that can be known.

    Parameters
    ----------
    text : str
        Valid TOML.
    """

    def __init__(self, text: str) -> None:
        self._lines = text.splitlines()
        self._classes: list[int] = []
        self._attributes: list[list[int]] = []
        if '"""' in text or "'''" in text:
            return
        for number, line in enumerate(self._lines):
            match = _TABLE.match(line)
            if match is None:
                continue
            if match[1] is None:
                self._classes.append(number)
                self._attributes.append([])
            elif self._attributes:
                self._attributes[-1].append(number)

    def line_of(self, place: tuple[int, ...], key: str = "") -> int | None:
        """The line, from 1, of a table or of a key in it; None if it cannot be told.

        Parameters
        ----------
        place : tuple of int
            Nothing for the top of the file, else the number of a class and, after it, of its attribute.
        key : str
        """
        try:
            start = -1 if not place else self._classes[place[0]]
            if len(place) > 1:
                start = self._attributes[place[0]][place[1]]
        except IndexError:
            return None
        wanted = re.compile(rf'\s*["\']?{re.escape(key)}["\']?\s*=') if key else None
        for number in range(start + 1, len(self._lines)):
            if wanted is not None and wanted.match(self._lines[number]):
                return number + 1
            if _OTHER_TABLE.match(self._lines[number]):
                break
        return start + 1 if place else None
