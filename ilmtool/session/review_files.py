"""Colleagues' sidecars, opened read-only for a review, and what a comparison of them gives."""

from __future__ import annotations

import stat
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations
from pathlib import Path

from ilmtool.core.document import Document
from ilmtool.errors import Finding, UserError
from ilmtool.review.boxes import Boxes, boxes_of
from ilmtool.review.compare import Comparison, compare
from ilmtool.review.consensus import Cluster, cluster
from ilmtool.review.overlap import Rules
from ilmtool.session.hrefs import image_named_by
from ilmtool.session.review_frame import common_frame, placed_by_ground
from ilmtool.text import tr


@dataclass(frozen=True, eq=False)
class ReviewedFile:
    """One of the files that are compared.

    Attributes
    ----------
    path : Path
    name : str
        Tells the files of a review apart; the file's name where that is enough.
    checksum : str
        Multihash, `1220` + sha256, of the bytes that were read.
    document : Document
    findings : tuple of Finding
        What reading it found.
    """

    path: Path
    name: str
    checksum: str
    document: Document
    findings: tuple[Finding, ...] = ()

    @cached_property
    def analysts(self) -> tuple[str, ...]:
        """Who drew in it."""
        return tuple(sorted({a.properties.author or "" for a in self.document.annotations.values()} - {""}))


@dataclass(frozen=True, eq=False)
class Review:
    """Files compared: every two of them, and all together where there are three or more.

    Attributes
    ----------
    files : tuple of ReviewedFile
    boxes : tuple of Boxes
        Of each file, in the common frame.
    rules : Rules
    pairs : mapping of (int, int) to Comparison
        By the numbers of the two files.
    clusters : tuple of Cluster
        Of three or more files; empty for two.
    findings : tuple of Finding
        About the files together.
    """

    files: tuple[ReviewedFile, ...]
    boxes: tuple[Boxes, ...]
    rules: Rules
    pairs: Mapping[tuple[int, int], Comparison]
    clusters: tuple[Cluster, ...] = ()
    findings: tuple[Finding, ...] = ()


def read_reviewed(path: Path, name: str | None = None) -> ReviewedFile:
    """Read one file; it is never written.

    Raises
    ------
    UserError
        It is not there, is no ordinary file, or cannot be read as a sidecar.
    """
    from ilmtool.imagery.checksum import file_checksum
    from ilmtool.sidecar.reader import read_sidecar

    check_ordinary(path)
    loaded = read_sidecar(path)
    return ReviewedFile(path, name or path.name, file_checksum(path), loaded.document, loaded.findings)


def check_ordinary(path: Path) -> None:
    """Refuse what would never end, as a pipe or a device.

    Raises
    ------
    UserError
        It is there, but is no file.
    """
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        return  # whoever reads it says what is wrong
    if not stat.S_ISREG(mode):
        raise UserError(
            tr("{name} is not a file.", name=path.name or path),
            f"({path})",
            tr("Name an annotation file."),
        )


def read_all(paths: Sequence[Path]) -> tuple[ReviewedFile, ...]:
    """Read the files of a review; files of one name are told apart by their folders.

    Raises
    ------
    UserError
        See `read_reviewed`.
    """
    return tuple(read_reviewed(path, name) for path, name in zip(paths, names_of(paths), strict=True))


def names_of(paths: Sequence[Path]) -> list[str]:
    """The shortest ends of the paths that differ from each other; a file named twice gets a number."""
    depth = 1
    while depth < 8:
        names = ["/".join(path.absolute().parts[-depth:]) for path in paths]
        if len(set(names)) == len(names):
            return names
        depth += 1
    return [f"{path.name} ({number})" for number, path in enumerate(paths, 1)]


def review(files: Sequence[ReviewedFile], rules: Rules | None = None, quorum: int | None = None) -> Review:
    """Compare files of one pair.

    Raises
    ------
    UserError
        They are of different pairs, or cannot be compared.
    """
    rules = rules or Rules()
    names = [file.name for file in files]
    files = [replace(file, document=placed_by_ground(file.document)) for file in files]
    forwards, findings = common_frame([file.document for file in files], names)
    boxes = tuple(boxes_of(f.document, own) for f, own in zip(files, forwards, strict=True))
    found = list(findings)
    for file, own in zip(files, boxes, strict=True):
        if own.unplaced:
            text = tr(
                "%n annotation(s) of {name} (has|have) no place and (is|are) not compared.",
                "",
                len(own.unplaced),
                name=file.name,
            )
            found.append(Finding("warning", "not-placed", text))
        if file.document.opaque:
            text = tr(
                "%n feature(s) of {name} cannot be read and (is|are) not compared.",
                "",
                len(file.document.opaque),
                name=file.name,
            )
            found.append(Finding("warning", "not-readable", text))
    pairs = {
        (one, other): compare(boxes[one], boxes[other], rules)
        for one, other in combinations(range(len(boxes)), 2)
    }
    clusters = cluster(boxes, rules, quorum) if len(boxes) > 2 else ()
    return Review(tuple(files), boxes, rules, pairs, clusters, tuple(found))


def image_name(path: Path, document: Document) -> str:
    """The after image that a sidecar belongs to: by its header, else by its own name."""
    after = document.by_role("after")
    if after is not None and after.href:
        return after.href.replace("\\", "/").rpartition("/")[2]
    return (image_named_by(path) or [path.name])[0]
