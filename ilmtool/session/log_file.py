"""The log: what the libraries say of a file goes there, and not to the terminal."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ilmtool.session.state_folder import state_dir

MAX_BYTES, KEPT = 1 << 20, 2
"""Size at which a new file is begun, and how many old ones are kept."""


def log_path() -> Path:
    """The log file, in the user's state folder."""
    return state_dir() / "ilmtool.log"


class LogFile(logging.Handler):
    """Writes to a file that is replaced when it is full; made with the first message, never in the way.

    Parameters
    ----------
    path : Path
    """

    def __init__(self, path: Path) -> None:
        super().__init__(logging.INFO)
        self._path = path
        self._file: logging.Handler | None = None
        self._is_lost = False

    def emit(self, record: logging.LogRecord) -> None:
        """Add a message; a log that cannot be written stops nothing."""
        if self._is_lost:
            return
        try:
            if self._file is None:
                self._file = self._opened()
            self._file.emit(record)
        except OSError:
            self._is_lost = True

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()
        super().close()

    def _opened(self) -> logging.Handler:
        from logging.handlers import RotatingFileHandler

        class Quiet(RotatingFileHandler):
            def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
                """Nothing on the terminal: a full disk, or another window that is just rotating."""

        self._path.parent.mkdir(parents=True, exist_ok=True)
        file = Quiet(
            self._path, maxBytes=MAX_BYTES, backupCount=KEPT, encoding="utf-8", errors="backslashreplace"
        )
        file.setFormatter(_Lines("%(asctime)s %(process)d %(levelname)s %(name)s: %(message)s"))
        return file


class _Lines(logging.Formatter):
    """Further lines of a message are set in, so that a file's text cannot pass for another message."""

    def format(self, record: logging.LogRecord) -> str:
        return super().format(record).replace("\n", "\n    ").replace("\r", " ")


@contextmanager
def logging_to_file() -> Iterator[None]:
    """Keep a log as long as this lasts."""
    handler = LogFile(log_path())
    root = logging.getLogger()
    root.addHandler(handler)
    try:
        yield
    finally:
        root.removeHandler(handler)
        handler.close()
