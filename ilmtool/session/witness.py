"""Who is told of every save, and what is asked of them."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol


class Witness(Protocol):
    """Who keeps the work safe beside the saver; see `session.safekeeping`."""

    def number(self) -> int:
        """Number of the last change of the document."""

    def before_write(self, path: Path) -> None:
        """The file is about to be replaced. On the worker."""

    def writing(self, number: int, digest: str) -> None:
        """A file with every change up to that number, of that SHA-256, is complete but for its name."""

    def written(self, number: int, path: Path) -> None:
        """Every change up to that number is in that file. On the worker."""

    def changed_elsewhere(self, now: bool) -> bool:
        """Somebody else changed the file.

        Parameters
        ----------
        now : bool
            The answer is needed now, because the program ends.

        Returns
        -------
        bool
            Whether it is taken care of: the saver tries again when it is told so, or at once if `now`.
        """
