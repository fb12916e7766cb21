"""What is known of the sidecars in a folder, kept in SQLite so that only changed files are read again.

The index holds nothing that the files do not say. It lies in the user's cache, keyed by path and stamp; when
it is missing, damaged or of another version, it is made anew, and where nothing can be written it is in
memory.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

from ilmtool.imagery.pyramid_store import cache_dir
from ilmtool.sidecar.files import FileStamp

_VERSION = 2
_SCHEMA = """
CREATE TABLE files (
  path TEXT PRIMARY KEY, size INTEGER, mtime_ns INTEGER, inode INTEGER, facts TEXT NOT NULL);
CREATE TABLE pairs (a TEXT, b TEXT, rules TEXT, counts TEXT NOT NULL, PRIMARY KEY (a, b, rules));
"""


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What a sidecar says, in short.

    Attributes
    ----------
    checksum : str
        Multihash of its bytes; no text where it cannot be read.
    image : str
        File name of its after image, as the header names it; no text where it does not.
    authors : tuple of str
    boxes, examined : int
        Observations; areas that were searched.
    reviews : dict
        State of review -> how many annotations are in it; `none` for those without.
    last_change : str
        The latest `updated`, UTC; no text where none is given.
    problem : str
        Why it cannot be read.
    is_result : bool
        It records a review: a consensus, whatever its name.
    """

    checksum: str = ""
    image: str = ""
    authors: tuple[str, ...] = ()
    boxes: int = 0
    examined: int = 0
    reviews: dict[str, int] | None = None
    last_change: str = ""
    problem: str = ""
    is_result: bool = False


@dataclass(frozen=True, slots=True)
class PairCounts:
    """Two files compared: what their figures are made of.

    Attributes
    ----------
    problem : str
        Why they cannot be compared; all counts are 0 then.
    """

    boxes_a: int = 0
    boxes_b: int = 0
    matched: int = 0
    label_same: int = 0
    attribute_differs: int = 0
    problem: str = ""


class TeamIndex:
    """The index of one folder; use it as a context manager, on one thread.

    Parameters
    ----------
    place : Path or None
        The SQLite file; None keeps everything in memory.
    """

    def __init__(self, place: Path | None) -> None:
        self._database = _opened(place)

    @classmethod
    def of(cls, folder: Path) -> Self:
        """The index of a folder, in the user's cache."""
        name = hashlib.sha256(os.fsencode(folder.resolve())).hexdigest()[:24]
        return cls(cache_dir() / "review" / f"{name}.sqlite")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        with suppress(sqlite3.Error):
            self._database.commit()
        self._database.close()

    def facts(self, path: str, stamp: FileStamp) -> FileFacts | None:
        """What is known of a file, if it still is the one that was read."""
        with suppress(sqlite3.Error, ValueError, TypeError):
            row = self._database.execute(
                "SELECT facts FROM files WHERE path = ? AND size = ? AND mtime_ns = ? AND inode = ?",
                (path, stamp.size, stamp.mtime_ns, _signed(stamp.inode)),
            ).fetchone()
            if row is not None:
                values = json.loads(row[0])
                return FileFacts(**{**values, "authors": tuple(values["authors"])})
        return None

    def keep_facts(self, path: str, stamp: FileStamp, facts: FileFacts) -> None:
        """Remember what a file says."""
        with suppress(sqlite3.Error):
            self._database.execute(
                "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?)",
                (path, stamp.size, stamp.mtime_ns, _signed(stamp.inode), json.dumps(asdict(facts))),
            )

    def counts(self, a: str, b: str, rules: str) -> PairCounts | None:
        """Counts of two files by their checksums: they hold wherever the files lie."""
        with suppress(sqlite3.Error, ValueError, TypeError):
            row = self._database.execute(
                "SELECT counts FROM pairs WHERE a = ? AND b = ? AND rules = ?", (a, b, rules)
            ).fetchone()
            if row is not None:
                return PairCounts(**json.loads(row[0]))
        return None

    def keep_counts(self, a: str, b: str, rules: str, counts: PairCounts) -> None:
        """Remember the counts of two files."""
        with suppress(sqlite3.Error):
            self._database.execute(
                "INSERT OR REPLACE INTO pairs VALUES (?, ?, ?, ?)", (a, b, rules, json.dumps(asdict(counts)))
            )

    def forget_others(self, paths: set[str]) -> None:
        """Drop what is known of files that are gone."""
        with suppress(sqlite3.Error):
            known = {row[0] for row in self._database.execute("SELECT path FROM files")}
            self._database.executemany("DELETE FROM files WHERE path = ?", [(p,) for p in known - paths])


def _signed(number: int) -> int:
    """SQLite's integers have 64 bits with a sign; an inode may use all of them without."""
    return (number + (1 << 63)) % (1 << 64) - (1 << 63)


def _opened(place: Path | None) -> sqlite3.Connection:
    if place is not None:
        with suppress(OSError):
            place.parent.mkdir(parents=True, exist_ok=True)
        for attempt in range(2):
            database = None
            try:
                database = sqlite3.connect(place, timeout=2.0)
                _prepare(database)
            except sqlite3.Error:
                # Damaged, or no database at all: it can be thrown away.
                if database is not None:
                    database.close()
                if attempt == 0:
                    with suppress(OSError):
                        place.unlink()
            else:
                return database
    database = sqlite3.connect(":memory:")
    _prepare(database)
    return database


def _prepare(database: sqlite3.Connection) -> None:
    version = database.execute("PRAGMA user_version").fetchone()[0]
    if version == _VERSION:
        database.execute("SELECT count(*) FROM files, pairs LIMIT 1")
        return
    for table in ("files", "pairs"):
        database.execute(f"DROP TABLE IF EXISTS {table}")
    database.executescript(_SCHEMA)
    database.execute(f"PRAGMA user_version = {_VERSION}")
    database.commit()
