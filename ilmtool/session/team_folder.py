"""A team's folder: which pairs were annotated by whom, in which state they are, how well people agree."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from ilmtool.errors import UserError, reason_of
from ilmtool.review.bootstrap import Interval, ratio_interval
from ilmtool.review.compare import f1
from ilmtool.review.overlap import Rules
from ilmtool.review.rating import Figure
from ilmtool.session.consensus import MEMBER
from ilmtool.session.hrefs import image_named_by
from ilmtool.session.review_files import ReviewedFile, image_name, read_reviewed, review
from ilmtool.session.team_index import FileFacts, PairCounts, TeamIndex
from ilmtool.sidecar.files import CONSENSUS, SUFFIX, FileStamp
from ilmtool.text import number, tr

MAX_FILES = 100_000
_CONFLICT = ".conflict-"


@dataclass(frozen=True, slots=True)
class TeamFile:
    """One sidecar of the folder.

    Attributes
    ----------
    path : Path
    analyst : str
        As the file's name says; no text for a file without one.
    facts : FileFacts
    """

    path: Path
    analyst: str
    facts: FileFacts

    @property
    def is_consensus(self) -> bool:
        return self.analyst == CONSENSUS or self.facts.is_result

    @property
    def who(self) -> str:
        """The analyst by the name, else those who drew in it."""
        return self.analyst or ", ".join(self.facts.authors) or tr("not named")


@dataclass(frozen=True, slots=True)
class TeamPair:
    """One pair of images, by its after image, with all that was said of it.

    Attributes
    ----------
    folder : Path
    image : str
        File name of the after image.
    files : tuple of TeamFile
    counts : tuple of PairCounts
        Of every two analysts' files; the consensus is not one of them.
    """

    folder: Path
    image: str
    files: tuple[TeamFile, ...]
    counts: tuple[PairCounts, ...]

    @property
    def analysts(self) -> tuple[TeamFile, ...]:
        return tuple(file for file in self.files if not file.is_consensus)

    @property
    def has_consensus(self) -> bool:
        return any(file.is_consensus for file in self.files)

    @property
    def boxes(self) -> int:
        return sum(file.facts.boxes for file in self.analysts)

    @property
    def reviews(self) -> Counter[str]:
        """States of review of all analysts' annotations."""
        return sum((Counter(file.facts.reviews or {}) for file in self.analysts), Counter())

    @property
    def last_change(self) -> str:
        return max((file.facts.last_change for file in self.files), default="")

    @property
    def f1_location(self) -> Figure:
        """Over every two of its files together."""
        return self._f1(sum(c.matched for c in self.counts))

    @property
    def f1_label(self) -> Figure:
        """The same with labels."""
        return self._f1(sum(c.label_same for c in self.counts))

    def _f1(self, pairs: int) -> Figure:
        if not self.counts:
            return Figure(None, tr("one file") if self.analysts else tr("no analyst's file"))
        problems = [c.problem for c in self.counts if c.problem]
        if problems and len(problems) == len(self.counts):
            return Figure(None, problems[0])
        return f1(pairs, sum(c.boxes_a for c in self.counts), sum(c.boxes_b for c in self.counts))


@dataclass(frozen=True, slots=True)
class TeamFolder:
    """All pairs of a folder and how well the team agrees."""

    root: Path
    pairs: tuple[TeamPair, ...]
    f1_location: Figure
    f1_label: Figure
    interval: Interval
    label_interval: Interval


def read_folder(root: Path, rules: Rules | None = None, index: TeamIndex | None = None) -> TeamFolder:
    """Look through a folder and the folders in it; links to other folders are not followed.

    Parameters
    ----------
    root : Path
    rules : Rules, optional
    index : TeamIndex, optional
        The one in the user's cache by default.

    Raises
    ------
    UserError
        The folder cannot be read, or holds far too many sidecars.
    """
    rules = rules or Rules()
    if index is None:
        with TeamIndex.of(root) as own:
            return read_folder(root, rules, own)
    groups: dict[tuple[Path, str], list[TeamFile]] = {}
    seen: set[str] = set()
    for path, stamp in _sidecars(root):
        key = str(path.resolve())
        seen.add(key)
        facts = index.facts(key, stamp)
        if facts is None:
            facts = _facts_of(path)
            if not facts.problem:  # which is told in the language of the day
                index.keep_facts(key, stamp, facts)
        image, analyst = _named(path, facts)
        groups.setdefault((path.parent, image), []).append(TeamFile(path, analyst, facts))
    index.forget_others(seen)
    pairs = tuple(
        TeamPair(folder, image, tuple(files), tuple(_counts(files, rules, index)))
        for (folder, image), files in sorted(groups.items())
    )
    return _summed(root, pairs)


def _summed(root: Path, pairs: tuple[TeamPair, ...]) -> TeamFolder:
    """Agreement over all pairs, with intervals over scenes: a pair of images is a scene here."""
    compared = [pair.counts for pair in pairs if any(not c.problem for c in pair.counts)]
    wholes = [sum(c.boxes_a + c.boxes_b for c in counts) for counts in compared]
    located = [sum(2 * c.matched for c in counts) for counts in compared]
    named = [sum(2 * c.label_same for c in counts) for counts in compared]
    if not compared:
        none = Figure(None, tr("no pair has two files"))
        nothing = Interval(None, None, 0, none.reason)
        return TeamFolder(root, pairs, none, none, nothing, nothing)
    return TeamFolder(
        root,
        pairs,
        f1(sum(located) / 2, sum(wholes), 0),
        f1(sum(named) / 2, sum(wholes), 0),
        ratio_interval(located, wholes),
        ratio_interval(named, wholes),
    )


def _sidecars(root: Path) -> Iterator[tuple[Path, FileStamp]]:
    problems: list[OSError] = []
    count = 0
    for folder, folders, names in os.walk(root, onerror=problems.append):
        folders.sort()
        for name in sorted(names):
            if not name.endswith(SUFFIX) or _CONFLICT in name:
                continue
            count += 1
            if count > MAX_FILES:
                raise UserError(
                    tr(
                        "{folder} holds more than {limit} annotation files.",
                        folder=root,
                        limit=number(MAX_FILES, "d"),
                    ),
                    "",
                    tr("Choose a folder further down."),
                )
            path = Path(folder) / name
            try:
                status = path.stat()
            except OSError:
                continue  # vanished, or a link that leads nowhere
            yield path, FileStamp.from_stat(status)
    if problems and count == 0:
        error = problems[0]
        raise UserError(
            tr("{folder} cannot be read.", folder=root),
            f"{reason_of(error)}.",
            tr("Name a folder of annotation files."),
        )


def _facts_of(path: Path) -> FileFacts:
    try:
        file = read_reviewed(path)
    except UserError as error:
        return FileFacts(problem=str(error))
    annotations = file.document.annotations.values()
    after = file.document.by_role("after")
    return FileFacts(
        checksum=file.checksum,
        image=image_name(path, file.document) if after is not None and after.href else "",
        authors=file.analysts,
        boxes=sum(a.properties.kind != "examined" for a in annotations),
        examined=sum(a.properties.kind == "examined" for a in annotations),
        reviews=dict(Counter(a.properties.review or "none" for a in annotations)),
        last_change=max((a.properties.updated or "" for a in annotations), default=""),
        is_result=isinstance(file.document.header.extra.get(MEMBER), dict),
    )


def _named(path: Path, facts: FileFacts) -> tuple[str, str]:
    """(after image, analyst) of a sidecar, by its name: `<image>.ilm.geojson` or `<image>.<analyst>...`."""
    stem = path.name.removesuffix(SUFFIX)
    if facts.is_result and facts.image:
        return facts.image, CONSENSUS
    for candidate in image_named_by(path):
        if candidate == facts.image or path.with_name(candidate).is_file():
            return candidate, stem.removeprefix(candidate).lstrip(".")
    # Neither the image nor a header: what looks like the ending of an image is not an analyst's name.
    shorter, _, last = stem.rpartition(".")
    return (shorter, last) if "." in shorter else (stem, "")


def _counts(files: Sequence[TeamFile], rules: Rules, index: TeamIndex) -> Iterator[PairCounts]:
    usable = sorted((f for f in files if not f.is_consensus and not f.facts.problem), key=lambda f: f.path)
    loaded: dict[Path, ReviewedFile] = {}
    for a, b in combinations(usable, 2):
        known = index.counts(a.facts.checksum, b.facts.checksum, repr(rules))
        if known is None:
            known = _compared(a, b, rules, loaded)
            if not known.problem:
                index.keep_counts(a.facts.checksum, b.facts.checksum, repr(rules), known)
        yield known


def _compared(a: TeamFile, b: TeamFile, rules: Rules, loaded: dict[Path, ReviewedFile]) -> PairCounts:
    try:
        for file in (a, b):
            if file.path not in loaded:
                loaded[file.path] = read_reviewed(file.path)
        comparison = review((loaded[a.path], loaded[b.path]), rules).pairs[0, 1]
    except UserError as error:
        return PairCounts(problem=error.title)
    return PairCounts(
        boxes_a=len(comparison.a),
        boxes_b=len(comparison.b),
        matched=comparison.matched,
        label_same=comparison.matched - comparison.label_differs,
        attribute_differs=comparison.attribute_differs,
    )
