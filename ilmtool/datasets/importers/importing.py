"""Imports a dataset: finds its images, and writes a sidecar for each. Nothing that exists is written over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field, fields, replace
from pathlib import Path

from ilmtool.core.document import Document
from ilmtool.core.scene import Acquisition
from ilmtool.datasets.importers.detect import detect, importers
from ilmtool.datasets.importers.found import BadDatasetError, Found, FoundImage, FoundObject, Losses
from ilmtool.datasets.importers.image_files import ImageFiles
from ilmtool.datasets.importers.placing import checked, from_ground, from_shares
from ilmtool.datasets.importers.sidecars import Target, document_of, label_set_text, labels_member
from ilmtool.errors import Cancelled, UserError
from ilmtool.imagery.source import SourceFacts
from ilmtool.text import tr

Progress = Callable[[int, int], bool | None]
"""`progress(done, all)` in images; False stops the import before anything is written."""

NO_LABEL = "object"
_MAX_KINDS = 5
LABELS_SUFFIX = ".labels.toml"


@dataclass(frozen=True, slots=True)
class ImportRequest:
    """What to import.

    Attributes
    ----------
    path : Path
        File or folder of the dataset.
    images : Path or None
        Folder of its images; the dataset's own by default.
    format : str
        Name of an importer; found out by default.
    before : Path or None
        Folder of images of the earlier date, of the same names.
    output : Path or None
        Folder for the sidecars; beside the images by default.
    analyst : str
        Whose sidecars these are: part of their names, and author of what names no author.
    label_field, label : str
        For map data: the field that holds the class; the class of what names none.
    zero_based : bool
        For Pascal VOC: coordinates that count from 0.
    """

    path: Path
    images: Path | None = None
    format: str = ""
    before: Path | None = None
    output: Path | None = None
    analyst: str = ""
    label_field: str = ""
    label: str = ""
    zero_based: bool = False


@dataclass(slots=True)
class ImportReport:
    """What came of it.

    Attributes
    ----------
    format : str
    sidecars : list of Path
        Written now.
    unchanged : list of Path
        That hold exactly this already.
    objects, images : int
        In the sidecars of this import.
    labels : Path or None
        The label set that was written.
    losses : Losses
    """

    format: str
    sidecars: list[Path] = field(default_factory=list)
    unchanged: list[Path] = field(default_factory=list)
    objects: int = 0
    images: int = 0
    labels: Path | None = None
    losses: Losses = field(default_factory=Losses)


def import_dataset(request: ImportRequest, now: str, progress: Progress | None = None) -> ImportReport:
    """Read a dataset and write sidecars.

    Everything is read before the first sidecar is written; each is written whole or not at all.

    Parameters
    ----------
    request : ImportRequest
    now : str
        UTC datetime for `created` and `updated`.
    progress : callable, optional

    Raises
    ------
    UserError
        The dataset cannot be read at all, or a sidecar cannot be written.
    Cancelled
        If `progress` returned False.
    """
    found = _read(request)
    own = request.path.parent if request.path.is_file() else request.path
    folders = [request.images] if request.images is not None else [own]
    for folder in (*folders, *([request.before] if request.before is not None else [])):
        if not folder.is_dir():
            raise UserError(
                tr("{folder} is not a folder of images.", folder=folder), "", tr("Name one with --images.")
            )
    files = ImageFiles(folders)
    earlier = ImageFiles([request.before]) if request.before is not None else None
    losses = found.losses
    try:
        contents = _by_image(found, files, losses)
    except BadDatasetError as error:
        raise _told(error) from error
    if not contents:
        where = folders[0]
        kinds = [f"; {len(places)} x {what}" for what, places in losses.by_kind().items()]
        raise UserError(
            tr(
                "None of the images that {name} speaks of is in {folder}.",
                name=request.path.name,
                folder=where,
            ),
            tr(
                "%n image(s) (is|are) there{others}.",
                "",
                len(files.paths),
                others="".join(kinds[:_MAX_KINDS]),
            ),
            tr("Name the folder of the images with --images."),
        )
    report = ImportReport(found.format, losses=losses)
    documents: list[tuple[Path, Document]] = []
    labels = labels_member(request.path.stem, found.classes)
    places = _sidecars_of(request, folders[0], contents)
    searched = files if earlier is None else earlier
    for done, (path, images) in enumerate(sorted(contents.items()), start=1):
        document = _document(request, places[path], path, images, searched, found.format, now, losses)
        if document is not None:
            if labels is not None:
                header = replace(document.header, extra={**document.header.extra, "labels": labels})
                document = replace(document, header=header)
            documents.append((places[path], document))
        if progress is not None and progress(done, len(contents)) is False:
            raise Cancelled
    for sidecar, document in documents:
        _write(sidecar, document, report)
    _write_labels(request, found, folders[0], report)
    return report


def _read(request: ImportRequest) -> Found:
    known = importers(label_field=request.label_field, label=request.label, zero_based=request.zero_based)
    if request.format and request.format not in known:
        raise UserError(
            tr("There is no format {name}.", name=request.format),
            "",
            tr("Choose one of {names}.", names=", ".join(known)),
        )
    try:
        return known[request.format or detect(request.path)].read(request.path)
    except BadDatasetError as error:
        raise _told(error) from error


def _told(error: BadDatasetError) -> UserError:
    return UserError(
        f"{error.path.name or error.path} {error}.", "", tr("Correct it, or name another with --format.")
    )


def _by_image(found: Found, files: ImageFiles, losses: Losses) -> dict[Path, list[FoundImage]]:
    contents: dict[Path, list[FoundImage]] = {}
    for image in found.images:
        if image.on_ground:
            _spread(image, files, losses, contents)
            continue
        path = files.find(image.name, image.folder)
        if path is None:
            what = f"image that was not found or is not clear ({len(image.objects)} objects)"
            losses.add(
                what if image.objects else "image that was not found", f"{image.folder.name}/{image.name}"
            )
            continue
        contents.setdefault(path, []).append(image)
    return contents


def _spread(
    image: FoundImage, files: ImageFiles, losses: Losses, contents: dict[Path, list[FoundImage]]
) -> None:
    """Objects on the ground to the images that show their place."""
    from ilmtool.imagery.ground import ground_map
    from ilmtool.imagery.source import open_source

    shown: set[int] = set()
    for path in files.paths:
        try:
            with open_source(path) as source:
                facts = source.facts
        except UserError as error:
            losses.add("image that cannot be opened", str(error))
            continue
        ground = ground_map(facts.georeference)
        if ground is None:
            continue
        here = list(from_ground(image.objects, ground, facts.width, facts.height))
        shown.update(index for index, _ in here)
        if here:
            objects = [found for _, found in here]
            contents.setdefault(path, []).append(replace(image, objects=objects, on_ground=False))
    for index, found in enumerate(image.objects):
        if index not in shown:
            losses.add("place that no image shows", f"{image.name}, {found.key}")


def _document(
    request: ImportRequest,
    sidecar: Path,
    path: Path,
    images: list[FoundImage],
    earlier: ImageFiles,
    source: str,
    now: str,
    losses: Losses,
) -> Document | None:
    from ilmtool.imagery.ground import ground_map

    facts = _facts(path, losses)
    if facts is None:
        return None
    objects: list[FoundObject] = []
    for image in images:
        if image.size is not None and image.size != (facts.width, facts.height):
            claimed, has = "x".join(map(str, image.size)), f"{facts.width}x{facts.height}"
            what = (
                f"image of another size than the dataset says ({len(image.objects)} objects are not imported)"
            )
            losses.add(what, f"{path.name}: {has}, not {claimed}")
            continue
        placed: Iterable[FoundObject] = image.objects
        if image.in_shares:
            placed = from_shares(placed, facts.width, facts.height)
        for found in placed:
            good = checked(found)
            if good is not None and not good.label.strip():
                losses.add(f"object without a class (it became `{NO_LABEL}`)", f"{path.name}, {found.key}")
                good = replace(good, label=NO_LABEL)
            if good is None:
                losses.add("coordinates beyond any image", f"{path.name}, {found.key}")
            else:
                objects.append(good)
    if not any(image.size in (None, (facts.width, facts.height)) for image in images):
        return None
    before_name = next((image.before for image in images if image.before), "")
    before_path = _before_of(request, path, before_name, earlier)
    before = _facts(before_path, losses) if before_path is not None else None
    if before is None:
        lost = [found for found in objects if found.on_before]
        for found in lost:
            losses.add("object of the before date, whose image is missing", f"{path.name}, {found.key}")
        objects = [found for found in objects if not found.on_before]
    attributes = {name: value for image in images for name, value in image.attributes.items()}
    target = Target(
        _dated(facts, (image.taken for image in images)),
        None if before is None else _dated(before, (image.taken_before for image in images)),
        ground_map(facts.georeference),
        ground_map(before.georeference) if before is not None else None,
        sidecar,
        attributes,
    )
    return document_of(target, objects, source, request.analyst, now, losses)


def _before_of(request: ImportRequest, path: Path, name: str, earlier: ImageFiles) -> Path | None:
    if request.before is not None:
        found = earlier.find(name or path.name, path.parent)
    else:
        found = earlier.find(name, path.parent) if name else None
    return None if found == path else found


def _facts(path: Path, losses: Losses) -> SourceFacts | None:
    from ilmtool.imagery.source import open_source

    try:
        with open_source(path) as source:
            return source.facts
    except UserError as error:
        losses.add("image that cannot be opened", str(error))
        return None


def _dated(facts: SourceFacts, stated: Iterable[Acquisition]) -> SourceFacts:
    """The facts, with what a dataset says of the acquisition where the image itself says nothing."""
    taken = facts.acquisition
    for other in stated:
        has_date = taken.datetime is not None
        missing = {
            entry.name: getattr(other, entry.name)
            for entry in fields(Acquisition)
            if getattr(taken, entry.name) is None and not (has_date and entry.name.startswith("datetime"))
        }
        taken = replace(taken, **missing)
    return replace(facts, acquisition=taken)


def _sidecars_of(request: ImportRequest, root: Path, images: Collection[Path]) -> dict[Path, Path]:
    """The sidecar of each image: beside it, or in the output folder, where equal names get that of their
    folder in front.
    """
    from ilmtool.sidecar.files import sidecar_path

    if request.output is None:
        return {image: sidecar_path(image, request.analyst or None) for image in images}
    counts = Counter(image.name for image in images)
    found = {}
    for image in images:
        name = sidecar_path(image, request.analyst or None).name
        folders = image.parent.relative_to(root.absolute()).parts if counts[image.name] > 1 else ()
        found[image] = request.output / "-".join((*folders, name))
    return found


def _write(sidecar: Path, document: Document, report: ImportReport) -> None:
    from ilmtool.sidecar.codec import encode
    from ilmtool.sidecar.files import write_atomic

    if sidecar.exists():
        if _holds(sidecar, document):
            report.unchanged.append(sidecar)
            report.images += 1
            report.objects += len(document.annotations)
        else:
            count = len(document.annotations)
            what = "annotation file that exists already (left as it is; name another with --analyst or -o)"
            report.losses.add(what, f"{sidecar} ({count} objects)")
        return
    sidecar.parent.mkdir(parents=True, exist_ok=True)
    write_atomic(sidecar, encode(document))
    report.sidecars.append(sidecar)
    report.images += 1
    report.objects += len(document.annotations)


def _holds(sidecar: Path, document: Document) -> bool:
    """Whether a file has all of these annotations already: imported before, whatever was added since."""
    from ilmtool.sidecar.reader import read_sidecar

    try:
        known = read_sidecar(sidecar).document.annotations
    except UserError:
        return False
    return set(document.annotations) <= set(known)


def _write_labels(request: ImportRequest, found: Found, folder: Path, report: ImportReport) -> None:
    from ilmtool.sidecar.files import write_atomic

    if not found.classes:
        return
    text = label_set_text(request.path.stem, found.classes, report.losses)
    path = (request.output or folder) / f"{request.path.stem}{LABELS_SUFFIX}"
    if path.exists():
        if path.read_text("utf-8", errors="replace") != text:
            report.losses.add("label set that exists already (left as it is)", str(path))
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomic(path, [text.encode()])
    report.labels = path
