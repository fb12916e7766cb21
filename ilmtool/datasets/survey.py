"""First pass over the sidecars: what there is, before anything is written. Runs in worker processes."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from ilmtool.core.geometry import box_ring
from ilmtool.datasets.classes import ClassMap
from ilmtool.datasets.filters import Filter, is_within, parse_span
from ilmtool.datasets.objects import choose
from ilmtool.datasets.place import Place, PlacedScene, Trouble, changed_bytes, checksums, open_place
from ilmtool.datasets.settings import Settings
from ilmtool.datasets.splits import Site
from ilmtool.errors import UserError, reason_of
from ilmtool.text import mark

_NO_SCENE = {"before": mark("{name} has no before scene"), "after": mark("{name} has no after scene")}


@dataclass(frozen=True, slots=True)
class SceneFile:
    """One scene as the manifest names it; `sha256` is "" for an image that is not there."""

    id: str
    role: str
    name: str
    sha256: str
    size: int
    objects_drawn: int = 0


@dataclass(frozen=True, slots=True)
class Surveyed:
    """What the first pass learned of one sidecar.

    Attributes
    ----------
    path : Path
    name : str
        Relative to the common folder.
    sha256 : str
        Of the sidecar; "" if it could not be read at all.
    scenes : tuple of SceneFile
    classes : mapping
        Objects by class name, after filters and class map.
    labels : tuple of dict
        Classes that the header's label set names, `{"id": ..., "name": ...}`.
    site : Site
    taken : bool
        Within the span of dates that was asked for.
    troubles : tuple of Trouble
    findings : int
        Errors and warnings of the sidecar.
    """

    path: Path
    name: str
    sha256: str = ""
    scenes: tuple[SceneFile, ...] = ()
    classes: dict[str, int] = field(default_factory=dict)
    labels: tuple[tuple[int, str], ...] = ()
    site: Site = field(default_factory=lambda: Site(()))
    taken: bool = True
    troubles: tuple[Trouble, ...] = ()
    findings: int = 0

    @property
    def stem(self) -> str:
        """What its images are called after."""
        after = [s for s in self.scenes if s.role == "after"] or list(self.scenes)
        return after[0].id if after else self.path.stem


def survey(path: Path, name: str, settings: Settings, class_map: ClassMap) -> Surveyed:
    """Look into one sidecar and hash its files. Bad input becomes a trouble."""
    try:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        with open_place(path, settings.scenes_at) as place:
            return _surveyed(place, name, digest, settings, class_map)
    except OSError as error:
        text = f"{path.name}: {reason_of(error)}."
        return Surveyed(path, name, troubles=(Trouble("unreadable", text, text),))
    except UserError as error:
        trouble = Trouble.after("unreadable", error, lambda: open_place(path, settings.scenes_at))
        return Surveyed(path, name, troubles=(trouble,))


def _surveyed(place: Place, name: str, digest: str, settings: Settings, class_map: ClassMap) -> Surveyed:
    sums = checksums(place)
    chosen = choose(place, name, Filter.of(settings), class_map)
    counts: Counter[str] = Counter(class_name for _, class_name in chosen.annotations)
    span = parse_span(settings.taken, "taken")
    after = place.after.scene
    troubles = [*place.troubles, *changed_bytes(place, sums)]
    for role in settings.roles:
        if role not in place.scenes:
            troubles.append(Trouble.of("absent", _NO_SCENE[role], name=place.path.name))
        elif min(place.scenes[role].size) == 0:
            text = mark("the size of {scene} is not known without its image")
            troubles.append(Trouble.of("absent", text, scene=place.scenes[role].scene.id))
    drawn = Counter(a.drawn_on or after.id for a, _ in chosen.annotations)
    scenes = tuple(
        SceneFile(
            scene.scene.id,
            role,
            scene.file_name,
            sums.get(role, ""),
            scene.source.facts.file_size if scene.source is not None else 0,
            drawn[scene.scene.id],
        )
        for role, scene in place.scenes.items()
    )
    return Surveyed(
        path=place.path,
        name=name,
        sha256=digest,
        scenes=scenes,
        classes=dict(sorted(counts.items())),
        labels=_labels(place),
        site=Site(
            tuple(_stable_id(scene, sums.get(role)) for role, scene in place.scenes.items()),
            tuple(ring for scene in place.scenes.values() for ring in footprint(scene)),
            sum(counts.values()),
        ),
        taken=span is None or is_within(after.acquisition.datetime, span),
        troubles=tuple(troubles),
        findings=sum(f.severity != "info" for f in place.findings),
    )


def _stable_id(scene: PlacedScene, sha256: str | None) -> str:
    """What a scene keeps when it is renamed or moved: its checksum, else its id and size."""
    known = sha256 or (scene.scene.file_checksum or "").removeprefix("1220")
    return known or f"{scene.scene.id}/{scene.size[0]}x{scene.size[1]}"


def footprint(scene: PlacedScene) -> tuple[tuple[tuple[float, float], ...], ...]:
    """Lon/lat outlines of a scene, cut at the antimeridian; none without georeferencing."""
    table = msgspec.json.decode(footprint_text(scene, (0, 0, *scene.size)))
    if table is None:
        return ()
    polygons = [table["coordinates"]] if table["type"] == "Polygon" else table["coordinates"]
    return tuple(tuple((x, y) for x, y in polygon[0]) for polygon in polygons)


def footprint_text(scene: PlacedScene, window: tuple[int, int, int, int]) -> str:
    """GeoJSON geometry of a window of a scene, `null` without georeferencing."""
    from ilmtool.sidecar.derive import derive_geometry

    if window[2] <= window[0] or window[3] <= window[1]:
        return "null"
    return derive_geometry(box_ring(*(float(v) for v in window)), scene.ground).decode()


def _labels(place: Place) -> tuple[tuple[int, str], ...]:
    """Classes and ids that the header's `labels` member names, as far as it is understood."""
    labels = place.document.header.extra.get("labels")
    entries = labels.get("classes") if isinstance(labels, dict) else None
    return tuple(
        (entry["id"], entry["name"])
        for entry in (entries if isinstance(entries, list) else ())
        if isinstance(entry, dict)
        and isinstance(entry.get("id"), int)
        and not isinstance(entry["id"], bool)
        and isinstance(entry.get("name"), str)
    )
