"""The dataset as formats see it: images read back from part files, one at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

import msgspec

from ilmtool.datasets.output import PARTS, writing
from ilmtool.datasets.records import ClassEntry, DatasetImage, DatasetObject, Note
from ilmtool.datasets.settings import Settings
from ilmtool.datasets.work import Job, PlaceDone

_ABSENT = {"before": "new", "after": "removed"}


class Assembled:
    """Implements `formats.base.Dataset` over the part files of an export.

    Parameters
    ----------
    folder : Path
        Of the unfinished dataset.
    jobs : sequence of Job
    settings : Settings
    classes : sequence of ClassEntry
    splits : sequence of str
    """

    def __init__(
        self,
        folder: Path,
        jobs: Sequence[Job],
        settings: Settings,
        classes: Sequence[ClassEntry],
        splits: Sequence[str],
    ) -> None:
        self.settings = settings
        self.classes = classes
        self.splits = splits
        self.absent = 0
        self._jobs = jobs
        self._notes_path = folder / PARTS / "notes.jsonl"
        self._notes: BinaryIO | None = None
        self._note_counts: Counter[tuple[str, str]] = Counter()
        self._tally: dict[str, Counter[str]] = {split: Counter() for split in splits}

    def __enter__(self) -> Self:
        """Gather what the places had to say."""
        with writing(self._notes_path):
            self._notes = self._notes_path.open("wb")
        for job in self._jobs:
            tally = self._tally[job.split]
            tally["places"] += 1
            for line in _lines(job.part):
                if isinstance(line, PlaceDone):
                    for note in line.notes:
                        self._add(note)
                else:
                    tally["images"] += 1
                    tally["negatives"] += line.negative
                    absent = _ABSENT.get(line.role)
                    self.absent += sum(item.attributes.get("change") == absent for item in line.objects)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._notes is not None:
            self._notes.close()

    def images(self, split: str | None = None) -> Iterator[DatasetImage]:
        """See `formats.base.Dataset.images`."""
        for job in self._jobs:
            if split is None or job.split == split:
                for line in _lines(job.part):
                    if isinstance(line, DatasetImage):
                        yield line

    def note(self, what: str, why: str, image: DatasetImage, item: DatasetObject) -> None:
        """See `formats.base.Dataset.note`."""
        self._add(Note(what, why, image.sidecar, item.id, image.key))

    def _add(self, note: Note) -> None:
        self._note_counts[note.what, note.why] += 1
        if self._notes is None:
            raise ValueError("notes are taken between enter and exit")
        with writing(self._notes_path):
            self._notes.write(msgspec.json.encode(note) + b"\n")

    def notes(self) -> Iterator[Note]:
        """Everything that was skipped, clipped or converted, in the order in which it was."""
        if self._notes is not None:
            with writing(self._notes_path):
                self._notes.flush()
        with self._notes_path.open("rb") as file:
            for line in file:
                yield msgspec.json.decode(line, type=Note)

    def note_tally(self) -> Counter[tuple[str, str]]:
        """How often each thing happened."""
        return self._note_counts

    def tally(self) -> dict[str, Counter[str]]:
        """Places, images and negatives of each split."""
        return self._tally


def _lines(path: Path) -> Iterator[DatasetImage | PlaceDone]:
    previous = b""
    with path.open("rb") as file:
        for line in file:
            if previous:
                yield msgspec.json.decode(previous, type=DatasetImage)
            previous = line
    yield msgspec.json.decode(previous, type=PlaceDone)
