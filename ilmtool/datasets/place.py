"""One sidecar with the scenes that it speaks of, opened: where every ring lies on every date."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Self
from urllib.parse import quote

import numpy as np

from ilmtool.core.document import Document, apply_patch
from ilmtool.core.geometry import IDENTITY, FloatArray
from ilmtool.core.scene import Scene
from ilmtool.errors import Finding, UserError
from ilmtool.imagery.address import Address, address_of, parse_address
from ilmtool.session.hrefs import find_image, image_named_by
from ilmtool.session.linking import registration
from ilmtool.session.matching import scene_state
from ilmtool.session.pair import header_reference
from ilmtool.text import in_english, language, mark, tr

if TYPE_CHECKING:
    from ilmtool.imagery.ground import GroundMap
    from ilmtool.imagery.placement import Georeference, PixelMap
    from ilmtool.imagery.source import RasterSource


@dataclass(frozen=True, eq=False)
class PlacedScene:
    """One scene of a place.

    Attributes
    ----------
    scene : Scene
        The header's entry, with the file's facts where it says nothing.
    role : str
    reference : Georeference
        By the file, else by the header; `shape` is (0, 0) where nobody knows.
    ground : GroundMap or None
    source : RasterSource or None
        Open; None where the image is not there.
    address : Address or None
        Of the image.
    """

    scene: Scene
    role: str
    reference: Georeference
    ground: GroundMap | None
    source: RasterSource | None = None
    address: Address | None = None

    @property
    def size(self) -> tuple[int, int]:
        """(width, height) in px."""
        return self.reference.shape[1], self.reference.shape[0]

    @property
    def file_name(self) -> str:
        """Name of the image file, as far as it is known."""
        if self.source is not None:
            return self.source.facts.path.name
        return self.scene.href.replace("\\", "/").rpartition("/")[2] or self.scene.id


_NOT_ANNOTATED = mark("the image of {scene} is not the one that was annotated")


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a place cannot be exported as it stands.

    Attributes
    ----------
    kind : {"missing", "absent", "changed", "unreadable"}
        An image is not there; the sidecar has no scene of a date that was asked for; an image is not the one
        that was annotated; the sidecar cannot be read.
    message : str
        In English, for the manifest.
    shown : str
        The same in the language of the program.
    """

    kind: str
    message: str
    shown: str

    @classmethod
    def of(cls, kind: str, source: str, **values: object) -> Self:
        """A trouble in both languages, from a text that is marked for translation."""
        with in_english():
            message = tr(source, **values)
        return cls(kind, message, tr(source, **values))

    @classmethod
    def after(cls, kind: str, error: UserError, again: Callable[[], object]) -> Self:
        """A trouble in both languages, from an error: what it says in English, it says when it comes again.

        Parameters
        ----------
        kind : str
        error : UserError
        again : callable
            What failed.
        """
        if language().lookup is not None:
            with in_english():
                try:
                    again()
                except UserError as same:
                    return cls(kind, str(same), str(error))
        return cls(kind, str(error), str(error))


@dataclass(frozen=True, eq=False)
class Place:
    """What one sidecar gives.

    Attributes
    ----------
    path : Path
        Of the sidecar.
    document : Document
        As read, with boxes that were moved in another program in their new places.
    scenes : mapping
        By role, `before` and `after`; one may be absent.
    placements : mapping
        Scene id -> its px to those of the after scene (or of the only one).
    findings : tuple of Finding
    troubles : tuple of Trouble
    """

    path: Path
    document: Document
    scenes: Mapping[str, PlacedScene]
    placements: Mapping[str | None, PixelMap] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    troubles: tuple[Trouble, ...] = ()

    @property
    def after(self) -> PlacedScene:
        """The scene in whose pixels placements meet."""
        return self.scenes.get("after") or next(iter(self.scenes.values()))

    def to_role(self, points: FloatArray, drawn_on: str | None, role: str) -> FloatArray | None:
        """Px of the scene `drawn_on` (None: the after one), shape (N, 2), as px of the scene of a role.

        None where nobody knows how `drawn_on` lies.
        """
        target = self.scenes[role].scene.id
        own = self.after.scene.id if drawn_on is None else drawn_on
        if own == target:
            return points
        forward, back = self.placements.get(own), self.placements.get(target)
        if forward is None or back is None:
            return None
        return back.inverse(forward.forward(points))

    def close(self) -> None:
        """Close the images."""
        for scene in self.scenes.values():
            if scene.source is not None:
                scene.source.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


def open_place(path: Path, scenes_at: str = "") -> Place:
    """Open a sidecar and its images, without reading pixels.

    Parameters
    ----------
    path : Path
    scenes_at : str
        Folder or URL under which the images lie by their names; "" for where the sidecar says.

    A missing image, one that is not the annotated one, and one that cannot be read, are troubles and no
    errors; the scene is then placed by what the header says of it.

    Raises
    ------
    UserError
        The sidecar cannot be read, or nothing says which image it belongs to.
    """
    from ilmtool.sidecar.reader import read_sidecar
    from ilmtool.sidecar.reconcile import reconcile

    loaded = read_sidecar(path)
    document, targets = _targets(loaded.document, path)
    troubles: list[Trouble] = []
    scenes: dict[str, PlacedScene] = {}
    try:
        for role, scene in targets.items():
            scenes[role] = _placed(scene, role, path, scenes_at, troubles)
        states = {
            s.scene.id: scene_state(document.scene(s.scene.id), s.source.facts, s.ground)
            for s in scenes.values()
            if s.source is not None
        }
        compared = reconcile(document, states)
        troubles += [
            Trouble.of("changed", _NOT_ANNOTATED, scene=scene_id) for scene_id in compared.changed_scenes
        ]
        place = Place(
            path,
            apply_patch(document, compared.patch),
            scenes,
            _placements(document, scenes),
            (*loaded.findings, *compared.findings),
            tuple(troubles),
        )
    except BaseException:
        for opened in scenes.values():
            if opened.source is not None:
                opened.source.close()
        raise
    return place


def _targets(document: Document, path: Path) -> tuple[Document, dict[str, Scene]]:
    """Before and after scene; for a file with one scene, that one as the after scene."""
    before, after = document.by_role("before"), document.by_role("after")
    scenes = document.header.scenes
    if after is None:
        others = [scene for scene in scenes if scene is not before]
        after = others[0] if others else None
    if before is None and after is None:
        named = [name for name in image_named_by(path) if (path.parent / name).is_file()]
        if not named:
            raise UserError(
                tr("{name} does not say which image it belongs to.", name=path.name),
                tr("Its header is missing, and no image beside it has its name."),
                tr("Open it once with its images (File > Open pair)."),
            )
        after = Scene(Path(named[0]).stem, "after", named[0])
        document = replace(document, header=replace(document.header, scenes=(after,)))
    targets = {"before": before, "after": after}
    return document, {role: scene for role, scene in targets.items() if scene is not None}


def _placed(scene: Scene, role: str, path: Path, scenes_at: str, troubles: list[Trouble]) -> PlacedScene:
    from ilmtool.imagery.ground import ground_map
    from ilmtool.imagery.source import open_source

    source: RasterSource | None = None
    address: Address | None = None
    try:
        address = _address(scene, path, scenes_at)
        source = open_source(address, with_pyramid=False)
    except UserError as error:
        troubles.append(
            Trouble.after(
                "missing", error, lambda: open_source(_address(scene, path, scenes_at), with_pyramid=False)
            )
        )
    if source is None:
        reference = header_reference(scene)
    else:
        facts = source.facts
        reference = facts.georeference
        acquired = scene.acquisition
        if acquired.datetime is None and acquired.datetime_source is None:
            scene = replace(scene, acquisition=facts.acquisition)
    return PlacedScene(scene, role, reference, ground_map(reference), source, address)


def _address(scene: Scene, path: Path, scenes_at: str) -> Address:
    if not scenes_at:
        return address_of(find_image(scene, path))
    name = scene.href.replace("\\", "/").rpartition("/")[2]
    if not name:
        raise UserError(
            tr("{name} does not say what the file of {scene} is called.", name=path.name, scene=scene.id)
        )
    slash = "" if scenes_at.endswith("/") else "/"
    if "://" in scenes_at:
        return parse_address(f"{scenes_at}{slash}{quote(name, safe='#')}")
    return parse_address(f"{scenes_at}{slash}{name}")


def _placements(document: Document, scenes: Mapping[str, PlacedScene]) -> dict[str | None, PixelMap]:
    from ilmtool.imagery.placement import PixelMap, place

    after = scenes.get("after") or next(iter(scenes.values()))
    references = {s.scene.id: s.reference for s in scenes.values()}
    for scene in document.header.scenes:
        references.setdefault(scene.id, header_reference(scene))
    made: dict[str | None, PixelMap] = {after.scene.id: PixelMap(IDENTITY, "identity")}
    for key, reference in references.items():
        if key != after.scene.id and min(reference.shape) > 0 and min(after.reference.shape) > 0:
            made[key] = place(reference, after.reference, registration(document, key, after.scene.id))
            try:
                made[key].inverse(np.zeros((1, 2)))
            except ValueError as error:
                raise UserError(
                    tr("The registration of {scene} maps everything onto one line or point.", scene=key),
                    tr("Nobody knows where its objects lie."),
                    tr("Open the pair and register it again."),
                ) from error
    return made


def checksums(place: Place) -> dict[str, str]:
    """sha256 of each image file that is on this computer, by role.

    Raises
    ------
    UserError
        A file cannot be read.
    """
    from ilmtool.imagery.checksum import MULTIHASH_SHA256, file_checksum

    return {
        role: file_checksum(scene.source.facts.path).removeprefix(MULTIHASH_SHA256)
        for role, scene in place.scenes.items()
        if scene.source is not None and not (scene.address is not None and scene.address.is_remote)
    }


def changed_bytes(place: Place, sums: Mapping[str, str]) -> Sequence[Trouble]:
    """Images whose checksum is not the one in the header, though they look alike."""
    from ilmtool.imagery.checksum import MULTIHASH_SHA256

    known = {t.message for t in place.troubles}
    found = []
    for role, value in sums.items():
        scene = place.scenes[role].scene
        trouble = Trouble.of("changed", _NOT_ANNOTATED, scene=scene.id)
        if scene.file_checksum not in {None, MULTIHASH_SHA256 + value} and trouble.message not in known:
            found.append(trouble)
    return found
