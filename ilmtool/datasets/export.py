"""An export from beginning to end: survey, classes and splits, work on each place, labels, manifest, card."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import msgspec

from ilmtool import __version__
from ilmtool.core.labels import LabelSet
from ilmtool.datasets.account import head_of, remarks_of
from ilmtool.datasets.assembled import Assembled
from ilmtool.datasets.card import data_card
from ilmtool.datasets.classes import ClassMap, grown, parse_class_map, parse_registry, registry_text
from ilmtool.datasets.filters import Filter, parse_span
from ilmtool.datasets.formats.registry import format_of
from ilmtool.datasets.inputs import find_sidecars
from ilmtool.datasets.manifest import (
    CARD,
    CLASSES,
    MANIFEST,
    file_records,
    image_record,
    note_record,
    source_record,
    write_manifest,
)
from ilmtool.datasets.output import PARTS, STOP, Output, check_target, finish, partial_of, writing
from ilmtool.datasets.records import ONE_SPLIT, ClassEntry
from ilmtool.datasets.runners import Runner, SerialRunner
from ilmtool.datasets.settings import Settings
from ilmtool.datasets.splits import assign, groups, parse_shares
from ilmtool.datasets.survey import Surveyed, survey
from ilmtool.datasets.work import Job, PlaceDone, export_place
from ilmtool.errors import UserError, reason_of
from ilmtool.text import mark, tr

Progress = Callable[[str, int, int, int], None]
"""Called with (what is done, places done, places in all, images so far); raise `Cancelled` in it to stop."""

_STATE = "state.json"
_MAX_LISTED = 5
_KEY_BYTES = 80
"""Of the name of a place, which leaves room for a window and an ending: file systems take 255."""
_OPTION_OF = {"missing": "missing", "absent": "missing", "changed": "changed", "unreadable": "unreadable"}
"""Which option says what to do about a trouble."""
_KINDS = {
    "missing": mark("missing"),
    "absent": mark("absent"),
    "changed": mark("changed"),
    "unreadable": mark("unreadable"),
}


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export made.

    Attributes
    ----------
    folder : Path
    places, images, objects : int
    remarks : tuple of str
        What the user should know; also in the data card.
    """

    folder: Path
    places: int
    images: int
    objects: int
    remarks: tuple[str, ...]

    @property
    def account(self) -> str:
        """`16 objects on 2 images of 1 place`."""
        return tr(
            "{objects} on {images} of {places}",
            objects=tr("%n object(s)", "", self.objects),
            images=tr("%n image(s)", "… objects on %n images of …", self.images),
            places=tr("%n place(s)", "… images of %n places", self.places),
        )


@dataclass(frozen=True, slots=True)
class Request:
    """What is exported where.

    Attributes
    ----------
    names : tuple
        Files, folders and patterns of sidecars.
    target : Path
        Folder of the dataset.
    settings : Settings
    labels : LabelSet
        Gives ids to classes that are not frozen yet.
    labels_chosen : bool
        Whether somebody chose that set; else it counts only if the sidecars use one of its classes.
    resume : bool
        Go on with an interrupted export.
    """

    names: tuple[str | Path, ...]
    target: Path
    settings: Settings
    labels: LabelSet
    labels_chosen: bool = False
    resume: bool = False


def export(
    request: Request, make_runner: Callable[[int], Runner], progress: Progress | None = None
) -> Exported:
    """Export a dataset.

    Parameters
    ----------
    request : Request
    make_runner : callable
        Gives the runner for so many jobs.
    progress : callable, optional

    Raises
    ------
    UserError
        Bad input, or nothing to export: nothing was written. Or writing failed: what is done lies in
        `<target>.partial`, and the same request with `resume` goes on.
    Cancelled
        The user stopped it; the same holds.
    """
    settings = request.settings
    target = request.target.absolute()
    check_target(target, resume=request.resume)
    made = format_of(settings.format)
    shares = parse_shares(settings.split)
    class_map = _class_map(settings)
    # A wrong span is nothing that is wrong with the sidecars, which --unreadable skip would leave out.
    Filter.of(settings)
    parse_span(settings.taken, "taken")
    paths, root = find_sidecars(request.names)
    tell = progress or (lambda *_: None)
    with make_runner(len(paths)) as runner:
        sites, skipped = _survey(paths, root, settings, class_map, runner, tell)
        frozen = _frozen(settings)
        classes = _classes(request, frozen, sites)
        assigned = assign([s.site for s in sites], shares, settings.seed, settings.split_by)
        keys = _keys(sites)
        folder = partial_of(target)
        _prepare(folder, _fingerprint(settings, sites, classes), resume=request.resume)
        numbers = {entry.name: (entry.id, place) for place, entry in enumerate(classes)}
        jobs = [
            Job(i, s.path, s.name, root, folder, key, split, settings, class_map, _used(numbers, s), s.sha256)
            for i, (s, key, split) in enumerate(zip(sites, keys, assigned, strict=True))
        ]
        done: list[PlaceDone] = []
        images = 0
        work = export_place
        if isinstance(runner, SerialRunner):
            work = partial(export_place, tick=lambda now: tell("export", len(done), len(jobs), images + now))
        try:
            for answer in runner.map(work, jobs):
                done.append(_without_notes(answer))
                images += answer.images
                tell("export", len(done), len(jobs), images)
        except BaseException:
            # What is under way elsewhere ends after its next image, and does not hold us up.
            with suppress(OSError):
                (folder / PARTS / STOP).touch()
            raise
    splits = [name for name, _ in shares] or [ONE_SPLIT]
    if not images:
        shutil.rmtree(folder, ignore_errors=True)
        raise UserError(
            tr("No image is left to export."), tr("No chip holds an object."), tr("Choose fewer filters.")
        )
    tell("labels", len(jobs), len(jobs), images)
    dataset = Assembled(folder, jobs, settings, classes, splits)
    output = Output(folder)
    with dataset:
        counts = made.write(dataset, output)
        output.write(CLASSES, registry_text(classes).encode())
        head = head_of(settings, made, classes, class_map, splits, counts, dataset, sites, skipped, done)
        remarks = remarks_of(head, sites, settings, dataset.absent)
        output.write(CARD, data_card(head).encode())
        with output.open(MANIFEST) as file:
            write_manifest(
                file,
                {**head, "images_count": images},
                {
                    "sources": [
                        source_record(s, k, split, keys[g], d.left_out)
                        for s, k, split, g, d in zip(
                            sites, keys, assigned, groups([s.site for s in sites]), done, strict=True
                        )
                    ],
                    "images": map(image_record, dataset.images()),
                    "notes": map(note_record, dataset.notes()),
                    "files": file_records(dict(output.files)),
                },
            )
    # Before the parts go: where the file of ids cannot be written, --resume still has all of the work.
    _freeze(settings, frozen, classes)
    with writing(folder):
        shutil.rmtree(folder / PARTS)
    finish(folder, target)
    return Exported(target, len(jobs), images, sum(counts.values()), tuple(remarks))


def _survey(
    paths: Sequence[Path],
    root: Path,
    settings: Settings,
    class_map: ClassMap,
    runner: Runner,
    tell: Progress,
) -> tuple[list[Surveyed], list[Surveyed]]:
    """Sidecars to export, and those that are left out."""
    look = partial(_look, root=root, settings=settings, class_map=class_map)
    kept: list[Surveyed] = []
    skipped: list[Surveyed] = []
    stopping: list[tuple[Surveyed, str]] = []
    for done, site in enumerate(runner.map(look, paths), start=1):
        tell("survey", done, len(paths), 0)
        stops, is_left_out = _judged(site, settings)
        stopping += [(site, text) for text in stops]
        (skipped if is_left_out or not site.taken else kept).append(site)
    if stopping:
        raise _troubles(stopping)
    if not kept:
        raise UserError(
            tr("None of the %n sidecar(s) is left to export.", "", len(paths)),
            "; ".join(map(_why, skipped[:_MAX_LISTED])),
            tr("Choose others, or fewer filters."),
        )
    return kept, skipped


def _look(path: Path, root: Path, settings: Settings, class_map: ClassMap) -> Surveyed:
    return survey(path, path.relative_to(root).as_posix(), settings, class_map)


def _judged(site: Surveyed, settings: Settings) -> tuple[list[str], bool]:
    """What stops the export because of a sidecar, and whether that one is left out."""
    stops: list[str] = []
    left_out = False
    for trouble in site.troubles:
        answer = getattr(settings, _OPTION_OF[trouble.kind])
        if trouble.kind == "missing" and settings.images == "none":
            continue  # no pixels are needed; the header says how it lies
        if answer == "stop":
            stops.append(f"{site.name}: {trouble.shown}")
        left_out = left_out or answer == "skip"
    return stops, left_out


def _why(site: Surveyed) -> str:
    """Why a sidecar is left out, for people; `skipped_record` says it to the manifest."""
    if not site.troubles:
        return tr("taken: outside the span")
    return "; ".join(f"{tr(_KINDS[trouble.kind])}: {trouble.shown}" for trouble in site.troubles)


def _troubles(stopping: Sequence[tuple[Surveyed, str]]) -> UserError:
    kinds = sorted({_OPTION_OF[trouble.kind] for site, _ in stopping for trouble in site.troubles})
    sidecars = len({site.name for site, _ in stopping})
    listed = " | ".join(text.rstrip(".") for _, text in stopping[:_MAX_LISTED])
    if len(stopping) > _MAX_LISTED:
        listed += " | " + tr("and %n more", "", len(stopping) - _MAX_LISTED)
    ways = ", ".join(f"--{kind} skip" for kind in kinds)
    return UserError(
        tr("%n sidecar(s) cannot be exported; nothing was written.", "", sidecars),
        f"{listed}.",
        tr("Mend that, or leave them out with {options}.", options=ways)
        if sidecars > 1
        else tr("Mend that, or leave it out with {options}.", options=ways),
    )


def _class_map(settings: Settings) -> ClassMap:
    if settings.class_map is None:
        return ClassMap()
    unread = tr("The class map {name} cannot be read.", name=settings.class_map)
    return parse_class_map(_read(settings.class_map, unread), Path(settings.class_map).name)


def _frozen(settings: Settings) -> tuple[ClassEntry, ...]:
    if settings.classes is None or not Path(settings.classes).exists():
        return ()
    unread = tr("The file of class ids {name} cannot be read.", name=settings.classes)
    return parse_registry(_read(settings.classes, unread), Path(settings.classes).name)


def _read(name: str, unread: str) -> str:
    """Text of a file; `unread` is what to say where that fails."""
    try:
        return Path(name).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = reason_of(error) if isinstance(error, OSError) else tr("it is not UTF-8")
        raise UserError(unread, f"{reason}.", tr("Check its name.")) from error


def _classes(
    request: Request, frozen: Sequence[ClassEntry], sites: Sequence[Surveyed]
) -> tuple[ClassEntry, ...]:
    used = {name for site in sites for name in site.classes}
    known: dict[str, int] = {}
    for site in sites:
        for class_id, name in site.labels:
            if name not in known and class_id not in known.values():
                known[name] = class_id
    own = {c.name: c.id for c in request.labels}
    if not known and (request.labels_chosen or used & set(own)):
        known = own
    return grown(frozen, [ClassEntry(class_id, name) for name, class_id in known.items()], used)


def _freeze(settings: Settings, frozen: Sequence[ClassEntry], classes: Sequence[ClassEntry]) -> None:
    """Add new classes to the user's own file of ids."""
    if settings.classes is None or tuple(frozen) == tuple(classes):
        return
    from ilmtool.sidecar.files import write_atomic

    path = Path(settings.classes)
    if _frozen(settings) != tuple(frozen):
        raise UserError(
            tr("{path} was changed by somebody else meanwhile.", path=path),
            tr("Its new ids may differ from those of this dataset."),
            tr("Export again."),
        )
    write_atomic(path, [registry_text(classes).encode()])


def _keys(sites: Sequence[Surveyed]) -> list[str]:
    """A file name for each place: that of its after scene, made safe and unique."""
    taken: set[str] = set()
    keys = []
    for site in sites:
        base = (
            re.sub(r"[^\w-]+", "_", site.stem).encode()[:_KEY_BYTES].decode(errors="ignore").strip("_")
            or "scene"
        )
        key, suffix = base, 2
        while key.casefold() in taken:
            key, suffix = f"{base}-{suffix}", suffix + 1
        taken.add(key.casefold())
        keys.append(key)
    return keys


def _used(numbers: Mapping[str, tuple[int, int]], site: Surveyed) -> dict[str, tuple[int, int]]:
    return {name: numbers[name] for name in site.classes}


def _fingerprint(settings: Settings, sites: Sequence[Surveyed], classes: Sequence[ClassEntry]) -> str:
    """What must be the same for an interrupted export to be continued."""
    parts = [
        __version__,
        settings.recorded(),
        [[entry.id, entry.name] for entry in classes],
        [[s.name, s.sha256, [x.sha256 for x in s.scenes]] for s in sites],
    ]
    return hashlib.sha256(msgspec.json.encode(parts)).hexdigest()


def _prepare(folder: Path, fingerprint: str, *, resume: bool) -> None:
    state = folder / PARTS / _STATE
    with writing(folder):
        if resume and folder.exists():
            known = ""
            (folder / PARTS / STOP).unlink(missing_ok=True)
            with suppress(OSError):
                known = state.read_text(encoding="ascii").strip()
            if known != fingerprint:
                raise UserError(
                    tr("The unfinished export in {folder} is another one.", folder=folder),
                    tr("Options, sidecars, images or the version of ilmtool are not the same."),
                    tr("Repeat the same command, or delete that folder."),
                )
            return
        state.parent.mkdir(parents=True)
        state.write_text(fingerprint + "\n", encoding="ascii")


def _without_notes(done: PlaceDone) -> PlaceDone:
    """They stay in the part file: there may be many."""
    return msgspec.structs.replace(done, notes=())
