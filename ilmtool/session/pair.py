"""An open pair: two images, how they lie on each other, and what to write beside them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Self

import numpy as np

from ilmtool.core.camera import Camera
from ilmtool.core.document import Document
from ilmtool.core.geometry import IDENTITY, Bounds, FloatArray
from ilmtool.core.layout import Side
from ilmtool.core.scene import Acquisition, Registration, Scene
from ilmtool.core.times import parse_utc
from ilmtool.session.linking import link, registered_through
from ilmtool.text import number, set_apart, tr

if TYPE_CHECKING:
    from ilmtool.imagery.ground import GroundMap
    from ilmtool.imagery.placement import Georeference, PixelMap
    from ilmtool.imagery.source import RasterSource, SourceFacts

Forward = Callable[[FloatArray], FloatArray]
"""Scene px (N, 2) -> reference px (N, 2), which are the after scene's pixels."""

_FIT_LIMIT = 3.0


@dataclass(frozen=True, eq=False)
class PairScene:
    """One of the two images.

    Attributes
    ----------
    id : str
        Scene id in the document.
    side : Side
    scene : Scene
        The header's entry, with the file's facts where it says nothing.
    source : RasterSource
        Open; closed by `Pair.close`.
    placement : PixelMap
        Its pixels -> reference px; the identity for the after scene.
    ground : GroundMap or None
        Its pixels -> lon/lat; None without georeferencing.
    """

    id: str
    side: Side
    scene: Scene
    source: RasterSource
    placement: PixelMap
    ground: GroundMap | None

    @property
    def facts(self) -> SourceFacts:
        return self.source.facts

    @property
    def caption(self) -> str:
        """What always stands on its side of the screen."""
        return caption(self.scene, self.side, self.facts.name)

    def caption_in(self, document: Document) -> str:
        """The same by what a document says now: a date may have been corrected since opening."""
        return caption(document.scene(self.id) or self.scene, self.side, self.facts.name)


@dataclass(frozen=True, eq=False)
class Pair:
    """Both images and their geometry. Two pairs are equal only if they are the same one.

    Attributes
    ----------
    aspect : float
        Height of a reference pixel over its width on the ground.
    extent : Bounds
        What "the whole pair" is, in reference px.
    forwards : mapping
        Of each scene whose annotations can be placed; the key None stands for annotations that name no
        scene and are taken to be drawn on the after one.
    placements : mapping
        The same maps with their inverses.
    grounds : mapping
        Ground map of each scene of the document, None where there is none.
    sizes : mapping
        (width, height) of each scene of the document in px, as far as known; the key None as above.
    is_placed_by_size : bool
        Whether an image has no georeferencing, so that the before scene was scaled to fit.
    is_registered : bool
        Whether a registration matrix shifts the before scene.
    registrations : tuple of Registration
        By which it is placed: the document's, or others that are tried.
    """

    before: PairScene
    after: PairScene
    aspect: float = 1.0
    extent: Bounds = (0.0, 0.0, 1.0, 1.0)
    forwards: Mapping[str | None, Forward] = field(default_factory=dict)
    placements: Mapping[str | None, PixelMap] = field(default_factory=dict)
    grounds: Mapping[str, GroundMap | None] = field(default_factory=dict)
    sizes: Mapping[str | None, tuple[float, float]] = field(default_factory=dict)
    is_placed_by_size: bool = False
    is_registered: bool = False
    registrations: tuple[Registration, ...] = ()

    def size_of(self, scene_id: str | None) -> tuple[float, float] | None:
        """(width, height) of a scene in its own px, or None where nobody knows; None is the after one."""
        return self.sizes.get(scene_id)

    def scene(self, side: Side) -> PairScene:
        """The image of a side."""
        return self.before if side is Side.BEFORE else self.after

    def scene_id(self, side: Side) -> str:
        """The scene id of a side."""
        return self.scene(side).id

    def side_of(self, scene_id: str | None) -> Side | None:
        """The side that shows a scene, or None for one that is not open."""
        return next((s for s in Side if self.scene_id(s) == scene_id), None)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """Close both files."""
        self.before.source.close()
        self.after.source.close()


def make_pair(
    document: Document,
    before: RasterSource,
    after: RasterSource,
    before_id: str,
    after_id: str,
    known: Mapping[str, SourceFacts] | None = None,
) -> Pair:
    """Place two open images on each other, and the document's other scenes on the after one.

    Parameters
    ----------
    document : Document
        Its header has both scenes, and may have a registration between them.
    known : mapping, optional
        What is known of the files of other scenes: more exact than what the header says of them.
    """
    from ilmtool.imagery.ground import ground_map, pixel_aspect
    from ilmtool.imagery.placement import PixelMap

    references = {key: georeference(facts) for key, facts in (known or {}).items()}
    references |= {before_id: georeference(before.facts), after_id: georeference(after.facts)}
    for scene in document.header.scenes:
        references.setdefault(scene.id, header_reference(scene))
    grounds = {key: ground_map(value) for key, value in references.items()}
    target = references[after_id]
    placements: dict[str | None, PixelMap] = {}
    for key, reference in references.items():
        if key != after_id and reference.shape[0] > 0:
            placements[key] = link(document, references, key, after_id)
    placements[after_id] = PixelMap(IDENTITY, "identity")
    sides = {
        side: PairScene(
            scene_id, side, _entry(document, scene_id), source, placements[scene_id], grounds[scene_id]
        )
        for side, scene_id, source in ((Side.BEFORE, before_id, before), (Side.AFTER, after_id, after))
    }
    placements[None] = placements[after_id]
    forwards: dict[str | None, Forward] = {key: value.forward for key, value in placements.items()}
    sizes: dict[str | None, tuple[float, float]] = {
        key: (float(r.shape[1]), float(r.shape[0])) for key, r in references.items() if r.shape[0] > 0
    }
    sizes[None] = sizes[after_id]
    return Pair(
        before=sides[Side.BEFORE],
        after=sides[Side.AFTER],
        aspect=pixel_aspect(target),
        extent=extent_of(placements[before_id], before.facts, after.facts),
        forwards=forwards,
        placements=placements,
        grounds=grounds,
        sizes=sizes,
        is_placed_by_size=placements[before_id].basis in {"size", "identity"},
        is_registered=registered_through(document, before_id, after_id) is not None,
        registrations=document.header.registrations,
    )


def _entry(document: Document, scene_id: str) -> Scene:
    scene = document.scene(scene_id)
    if scene is None:
        raise ValueError(f"the document has no scene {scene_id}")
    return scene


def georeference(facts: SourceFacts) -> Georeference:
    """How an image lies on the ground, from its file."""
    return facts.georeference


def header_reference(scene: Scene) -> Georeference:
    """How a scene that is not open lies on the ground, from what the sidecar says of it."""
    from ilmtool.imagery.placement import Georeference
    from ilmtool.session.placement_record import rough_reference

    rough = rough_reference(scene)
    if rough is not None:
        return rough
    return Georeference(scene.transform, scene.crs_code, scene.crs_wkt, scene.shape or (0, 0))


def carried(camera: Camera, old: Pair, new: Pair, pane: tuple[int, int]) -> Camera:
    """The camera at the same place and ground scale in another pair of the document's scenes.

    The whole of the new pair where the old one's after scene has no place in it.
    """
    if new.after.id == old.after.id:
        return camera
    middle = (pane[0] / 2, pane[1] / 2)
    x, y = camera.unmap(middle)
    step = max(1.0, pane[0] / 2 / camera.scale)
    there = new.placements.get(old.after.id)
    points = np.array([[x, y], [x - step, y], [x + step, y]])
    placed = there.forward(points) if there is not None else np.full((3, 2), np.nan)
    width = float(np.hypot(placed[2, 0] - placed[1, 0], (placed[2, 1] - placed[1, 1]) * new.aspect))
    if not np.isfinite(placed).all() or width < 1e-9:
        return Camera(aspect=new.aspect).fitted(new.extent, pane)
    turned = replace(camera, aspect=new.aspect).at_scale(camera.scale * 2 * step / width)
    return turned.with_point_at((float(placed[0, 0]), float(placed[0, 1])), middle)


def extent_of(placement: PixelMap, before: SourceFacts, after: SourceFacts) -> Bounds:
    """Bounds of both images in reference px; of the after image alone where the other is far larger."""
    own = (0.0, 0.0, float(after.width), float(after.height))
    from ilmtool.imagery.placement import outline_points

    placed = placement.forward(outline_points((0.0, 0.0, float(before.width), float(before.height))))
    placed = placed[np.isfinite(placed).all(axis=1)]
    if not len(placed):
        return own
    (x0, y0), (x1, y1) = placed.min(axis=0), placed.max(axis=0)
    both = (
        min(own[0], float(x0)),
        min(own[1], float(y0)),
        max(own[2], float(x1)),
        max(own[3], float(y1)),
    )
    is_larger = both[2] - both[0] > _FIT_LIMIT * own[2] or both[3] - both[1] > _FIT_LIMIT * own[3]
    return own if is_larger else both


def caption(scene: Scene, side: Side, file_name: str = "") -> str:
    """Side, date, source and GSD, like `BEFORE  2019-02-16 02:15Z  WV02  0.50 m`."""
    acquisition = scene.acquisition
    parts = [
        tr("BEFORE") if side is Side.BEFORE else tr("AFTER"),
        date_text(acquisition),
        acquisition.platform or file_name or scene.id,
    ]
    if acquisition.gsd is not None:
        parts.append(gsd_text(acquisition.gsd))
    return "  ".join((parts[0], *(set_apart(part) for part in parts[1:])))


def date_text(acquisition: Acquisition) -> str:
    """`2019-02-16 02:15Z`, without the time where only the day is known, or `date unknown`."""
    if acquisition.datetime is None:
        return tr("date unknown")
    try:
        moment = parse_utc(acquisition.datetime)
    except ValueError:
        return tr("date unknown")
    return moment.strftime("%Y-%m-%d" if acquisition.datetime_precision == "day" else "%Y-%m-%d %H:%MZ")


def gsd_text(gsd_m: float) -> str:
    """`0.50 m`, `10 m`."""
    return f"{number(gsd_m, '.2f' if gsd_m < 9.95 else '.0f')} m"
