"""Second pass: one place from its sidecar to image files and records. Runs in worker processes.

A place leaves a part file, `.parts/NNNNNN.jsonl`, with one image a line, and last what the place adds up to.
It gets its name when it is complete, so that an interrupted export knows what is done.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from ilmtool import __version__
from ilmtool.datasets.classes import ClassMap
from ilmtool.datasets.filters import Filter
from ilmtool.datasets.formats.registry import format_of
from ilmtool.datasets.images import Maker, encode_record
from ilmtool.datasets.objects import choose
from ilmtool.datasets.output import PARTS, STOP, Output, sha256_of, writing
from ilmtool.datasets.place import open_place
from ilmtool.datasets.records import DatasetImage, Note
from ilmtool.datasets.settings import Settings
from ilmtool.errors import Cancelled, UserError
from ilmtool.text import tr


@dataclass(frozen=True, slots=True)
class Job:
    """One place to export.

    Attributes
    ----------
    index : int
        Its place in the order of the dataset.
    path : Path
        Of the sidecar.
    name : str
        The same, relative to `root`.
    root : Path
    folder : Path
        Of the unfinished dataset; every worker must reach it.
    key, split : str
    settings : Settings
    class_map : ClassMap
    numbers : mapping
        Class name -> (id, position).
    sha256 : str
        Of the sidecar when it was surveyed.
    version : str
        Of the program that asks.
    """

    index: int
    path: Path
    name: str
    root: Path
    folder: Path
    key: str
    split: str
    settings: Settings
    class_map: ClassMap
    numbers: Mapping[str, tuple[int, int]]
    sha256: str
    version: str = __version__

    @property
    def stop(self) -> Path:
        """A file that asks all workers to end, wherever they run."""
        return self.folder / PARTS / STOP

    @property
    def part(self) -> Path:
        """The part file."""
        return self.folder / PARTS / f"{self.index:06d}.jsonl"


class PlaceDone(msgspec.Struct, frozen=True):
    """What a place adds up to: the last line of its part file."""

    index: int
    images: int
    objects: int
    left_out: dict[str, int]
    notes: tuple[Note, ...]


def export_place(job: Job, tick: Callable[[int], None] | None = None) -> PlaceDone:
    """Export one place, unless that is done already.

    Parameters
    ----------
    job : Job
    tick : callable, optional
        Called after each image with the number of images so far; raise `Cancelled` in it to stop.

    Raises
    ------
    UserError
        An image cannot be read, the disk is full, or this worker has another version of ilmtool.
    Cancelled
        The file `job.stop` is there.
    """
    if job.version != __version__:
        raise UserError(
            tr("A worker runs ilmtool {version}, but {other} asks.", version=__version__, other=job.version),
            "",
            tr("Install the same version everywhere."),
        )
    done = finished_part(job.part, job.folder)
    if done is not None:
        return done
    if sha256_of(job.path) != job.sha256:
        raise UserError(
            tr("{name} was changed while it was exported.", name=job.name),
            "",
            tr("Save it, then repeat the command."),
        )
    output = Output(job.folder)
    images = objects = 0
    partial = job.part.with_suffix(".tmp")
    with open_place(job.path, job.settings.scenes_at) as place:
        chosen = choose(place, job.name, Filter.of(job.settings), job.class_map)
        maker = Maker(
            place, chosen, job.key, job.split, job.name, job.settings, format_of(job.settings.format),
            dict(job.numbers), job.root, output, list(chosen.notes),
        )  # fmt: skip
        with writing(partial):
            partial.parent.mkdir(parents=True, exist_ok=True)
            with partial.open("wb") as file:
                for image in maker.images():
                    file.write(encode_record(image))
                    images += 1
                    objects += len(image.objects)
                    if tick is not None:
                        tick(images)
                    if job.stop.exists():
                        raise Cancelled
                made = PlaceDone(
                    job.index, images, objects, dict(sorted(chosen.left_out.items())), tuple(maker.notes)
                )
                file.write(msgspec.json.encode(made) + b"\n")
            partial.replace(job.part)
    return made


def finished_part(path: Path, folder: Path) -> PlaceDone | None:
    """What an earlier run has done of a place; None unless all of its files are there in full size."""
    if not path.exists():
        return None
    last = b""
    with path.open("rb") as file:
        for line in file:
            if last:
                image = msgspec.json.decode(last, type=DatasetImage)
                if image.sha256 and _size(folder / image.file) != image.size:
                    return None
            last = line
    try:
        return msgspec.json.decode(last, type=PlaceDone)
    except msgspec.DecodeError:
        return None


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return -1
