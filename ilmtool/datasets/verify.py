"""Check a dataset against its manifest: files, counts, splits, card, and sources where they are at hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ilmtool.datasets.card import data_card
from ilmtool.datasets.formats.registry import format_of
from ilmtool.datasets.manifest import CARD, CLASSES, MANIFEST, read_manifest
from ilmtool.datasets.output import sha256_of
from ilmtool.datasets.records import ClassEntry
from ilmtool.errors import UserError
from ilmtool.text import tr

_MAX_LISTED = 100


def verify(folder: Path, sources: Path | None = None) -> list[str]:
    """What is not as the manifest says, one sentence each; nothing if all is.

    Parameters
    ----------
    folder : Path
        A dataset.
    sources : Path, optional
        The folder that held all of its sidecars: they and their scenes are checked too.

    Raises
    ------
    UserError
        It has no manifest that can be read.
    """
    manifest = read_manifest(folder)
    try:
        found = list(_differences(folder, manifest, sources))
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise UserError(
            tr("{path} is not complete.", path=folder / MANIFEST),
            f"{type(error).__name__}: {error}.",
            tr("Export the dataset again."),
        ) from error
    if len(found) > _MAX_LISTED:
        found = [*found[:_MAX_LISTED], f"and {len(found) - _MAX_LISTED} more"]
    return found


def _differences(folder: Path, manifest: Mapping[str, Any], sources: Path | None) -> Iterator[str]:
    yield from _files(folder, manifest)
    yield from _splits(manifest)
    yield from _tallies(manifest)
    yield from _labels(folder, manifest)
    card = folder / CARD
    if card.is_file() and card.read_text(encoding="utf-8") != data_card(manifest):
        yield f"{CARD}: does not say what the manifest says"
    if sources is not None:
        yield from _sources(sources, manifest)


def _files(folder: Path, manifest: Mapping[str, Any]) -> Iterator[str]:
    known = {MANIFEST}
    listed = [*manifest["files"], *(image for image in manifest["images"] if image["sha256"])]
    for entry in listed:
        name = entry["file"]
        path = folder / name
        known.add(name)
        if Path(name).is_absolute() or ".." in Path(name).parts:
            yield f"{name}: lies outside the dataset"
        elif not path.is_file():
            yield f"{name}: is missing"
        elif path.stat().st_size != entry["size"] or sha256_of(path) != entry["sha256"]:
            yield f"{name}: was changed"
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and name not in known:
            yield f"{name}: is not in the manifest"


def _splits(manifest: Mapping[str, Any]) -> Iterator[str]:
    """No place, group of overlapping places, scene or sidecar in two splits."""
    seen: dict[tuple[str, str], str] = {}
    for source in manifest["sources"]:
        keys = [("place", source["place"]), ("group", source["group"]), ("sidecar", source["sidecar"])]
        keys += [("scene", scene["sha256"]) for scene in source["scenes"] if scene["sha256"]]
        for key in keys:
            if seen.setdefault(key, source["split"]) != source["split"]:
                yield f"{key[0]} {key[1]}: is in the splits {seen[key]} and {source['split']}"
    split_of = {source["place"]: source["split"] for source in manifest["sources"]}
    for image in manifest["images"]:
        if split_of.get(image["place"]) != image["split"]:
            other = split_of.get(image["place"])
            yield f"{image['key']}: is in the split {image['split']}, its place in {other}"


def _tallies(manifest: Mapping[str, Any]) -> Iterator[str]:
    """Numbers of the manifest that follow from its lists."""
    images = Counter(image["split"] for image in manifest["images"])
    places = Counter(source["split"] for source in manifest["sources"])
    for name, split in manifest["splits"].items():
        for what, count in (("images", images[name]), ("places", places[name])):
            if split[what] != count:
                yield f"{name}: has {count} {what}, the manifest says {split[what]}"
    counts = Counter((note["what"], note["why"]) for note in manifest["notes"])
    if {(n["what"], n["why"]): n["count"] for n in manifest["note_counts"]} != dict(counts):
        yield "the counts of what was left out do not agree with its list"


def _labels(folder: Path, manifest: Mapping[str, Any]) -> Iterator[str]:
    """Objects as the labels have them, against the counts per class and split."""
    made = format_of(manifest["dataset_format"])
    classes = [ClassEntry(entry["id"], entry["name"]) for entry in manifest["classes"]]
    try:
        counts = made.count(folder, classes)
    except (OSError, ValueError, LookupError, TypeError, AttributeError, SyntaxError, RuntimeError) as error:
        # RuntimeError: what GDAL cannot open.
        yield f"the labels cannot be read: {error}"
        return
    for name, split in manifest["splits"].items():
        for entry in classes:
            said, found = split["classes"][entry.name], counts[name, entry.name]
            if said != found:
                yield f"{name}: {found} objects of {entry.name}, the manifest says {said}"
    from ilmtool.datasets.classes import parse_registry

    path = folder / CLASSES
    if path.is_file() and list(parse_registry(path.read_text(encoding="utf-8"), CLASSES)) != classes:
        yield f"{CLASSES}: does not have the classes of the manifest"


def _sources(root: Path, manifest: Mapping[str, Any]) -> Iterator[str]:
    from ilmtool.datasets.place import checksums, open_place

    for source in manifest["sources"]:
        path = root / source["sidecar"]
        if not path.is_file():
            yield f"{source['sidecar']}: the sidecar is not there"
            continue
        if sha256_of(path) != source["sha256"]:
            yield f"{source['sidecar']}: the sidecar was changed since"
            continue
        try:
            with open_place(path) as place:
                sums = checksums(place)
        except UserError as error:
            yield f"{source['sidecar']}: {error}"
            continue
        for scene in source["scenes"]:
            if scene["sha256"] and sums.get(scene["role"]) != scene["sha256"]:
                yield f"{source['sidecar']}: the scene {scene['id']} is not there, or was changed since"
