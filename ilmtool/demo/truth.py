"""The truth about the demo pair, as a sidecar: every thing that appeared or moved, boxed and dated."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from pathlib import Path

import msgspec
import numpy as np

from ilmtool.core.annotation import Annotation, Polygon, Properties
from ilmtool.core.document import Document, Header
from ilmtool.core.geometry import Ring, apply, box_ring, invert
from ilmtool.core.scene import Registration, Scene
from ilmtool.core.times import change_interval
from ilmtool.demo.changes import TRAILERS
from ilmtool.demo.pad import SKIRT_M, STANDS_AT_M, STOOD_AT_M
from ilmtool.demo.plan import CONTENT_VERSION, Pass, registration_matrix
from ilmtool.demo.render import seen_at
from ilmtool.demo.solids import Points, World, lifted
from ilmtool.demo.world import SITE, build_world

AUTHOR = "demo"
CREATED = "2019-03-04T09:00:00Z"
_NAMES = uuid.uuid5(uuid.NAMESPACE_URL, "https://example.org/ilmtool/demo")
_MARGIN_PX = 0.5
"""Room around a thing's outline for its edge pixels, which it covers in part."""


@dataclass(frozen=True, slots=True)
class Changed:
    """What the truth says of a thing of the world; `turn_deg` is its heading from the site's, None for an
    upright box.
    """

    name: str
    label: str
    certainty: str
    note: str
    turn_deg: float | None = None
    term: str | None = None
    change: str = "new"


CHANGED = (
    Changed(
        "crane-crawler",
        "crane",
        "probable",
        "Crawler crane beside the building with the new roof; the shadow of its boom runs under it",
        term="probable",
    ),
    Changed(
        "crane-tower", "crane", "confirmed", "Tower crane over the new walls; its shadow shows mast and jib"
    ),
    *(
        # The fourth stands a little askew.
        Changed(
            f"trailer-{n}",
            "trailer",
            "possible",
            "One of five in a row",
            91.5 if n == 4 else 90.0,
            "apparent",
        )
        for n in range(1, TRAILERS + 1)
    ),
    Changed("roof", "new roof", "confirmed", "Open walls and heaps of soil inside on 16 February", -3.0),
    Changed("walls", "new wall", "confirmed", "On the trenches of 16 February; no roof yet", 2.0),
    Changed("wall-long", "new wall", "confirmed", "Free-standing, 38 m long", 0.0),
    Changed("pallets", "construction material", "probable", "Stacks on pallets", 0.0),
    Changed("pipes", "construction material", "probable", "Pipes of about 12 m in two layers", 4.0),
    Changed("blocks", "construction material", "possible", "Smaller stacks", -8.0, "apparent"),
    Changed("lorry", "vehicle", "probable", "Beside the new walls", 12.0),
    Changed(
        "rail-building",
        "rail-mounted building",
        "confirmed",
        f"Moved {STOOD_AT_M - STANDS_AT_M:.0f} m along its track towards the pad",
        0.0,
        change="moved",
    ),
)
_LEFT = Changed(
    "rail-building-left",
    "rail-mounted building",
    "confirmed",
    "Where it stood on 16 February",
    0.0,
    change="moved",
)


def write_truth(both: tuple[Pass, Pass], before: Path, after: Path, sidecar: Path, coarseness: int) -> None:
    """Write the sidecar beside the finished images.

    Raises
    ------
    UserError
        If an image cannot be read or the file cannot be written.
    """
    from ilmtool.sidecar.codec import encode
    from ilmtool.sidecar.files import write_atomic

    write_atomic(sidecar, encode(true_document(both, before, after, coarseness)))


def true_document(both: tuple[Pass, Pass], before: Path, after: Path, coarseness: int) -> Document:
    """The document that says what changed, and how the before image has to be moved."""
    from ilmtool.imagery.ground import ground_map
    from ilmtool.imagery.placement import Georeference
    from ilmtool.sidecar.derive import derive_geometry

    scenes = _scene(before, "before"), _scene(after, "after")
    first, second, precision = change_interval(scenes[0].acquisition, scenes[1].acquisition)
    last = scenes[1]
    ground = ground_map(Georeference(last.transform, last.crs_code, last.crs_wkt, last.shape or (1, 1)))
    said = Properties(
        certainty="confirmed",
        change_not_before=first,
        change_not_after=second,
        change_precision=precision,
        scene_before=scenes[0].id,
        scene_after=last.id,
        drawn_on=last.id,
        visible_scene=last.id,
        author=AUTHOR,
        created=CREATED,
        updated=CREATED,
        review="draft",
    )
    annotations = {}
    for name, ring, found in _findings(both[1], said):
        key = str(uuid.uuid5(_NAMES, f"{CONTENT_VERSION}/{name}"))
        with_ring = msgspec.structs.replace(found, image_geometry=Polygon((ring,)))
        annotations[key] = Annotation(key, with_ring, derive_geometry(ring, ground))
    registration = Registration(
        scenes[0].id, last.id, registration_matrix(coarseness), method="known", rms_px=0.0, created=CREATED
    )
    return Document(Header(scenes, (registration,)), annotations)


def _findings(after: Pass, said: Properties) -> list[tuple[str, Ring, Properties]]:
    """(name, ring in after pixels, properties) of everything the truth speaks of."""
    world = build_world()
    found = []
    for thing in CHANGED:
        points = silhouette(world, thing.name, after)
        turn = None if thing.turn_deg is None else SITE.heading_deg + thing.turn_deg
        found.append((thing.name, tight_ring(points, turn), _said_of(said, thing)))
    # The empty place is a change as well: one building, two boxes, the one that it left on the ground.
    half_u, half_v = SKIRT_M
    left = lifted(SITE.rectangle(STOOD_AT_M - half_u, -half_v, STOOD_AT_M + half_u, half_v), 0.0)
    found.append((_LEFT.name, tight_ring(seen_at(after, left), SITE.heading_deg), _said_of(said, _LEFT)))
    return found


def _said_of(said: Properties, thing: Changed) -> Properties:
    shape = "box" if thing.turn_deg is None else "oriented_box"
    return msgspec.structs.replace(
        said,
        label=thing.label,
        shape=shape,
        certainty=thing.certainty,
        certainty_term=thing.term,
        change=thing.change,
        note=thing.note,
    )


def silhouette(world: World, name: str, of_pass: Pass) -> Points:
    """Image pixels of all corners of the things of a name that the acquisition shows, shape (N, 2)."""
    index = of_pass.index
    parts = [t.points() for t in world.things if t.name == name and t.present[index]]
    return seen_at(of_pass, np.concatenate(parts))


def tight_ring(points: Points, turn_deg: float | None) -> Ring:
    """The smallest box around points (N, 2), upright or turned, in the contract's order, to a tenth of a
    pixel where it is upright.
    """
    if turn_deg is None:
        x0, y0 = np.floor((points.min(axis=0) - _MARGIN_PX) * 10) / 10
        x1, y1 = np.ceil((points.max(axis=0) + _MARGIN_PX) * 10) / 10
        return box_ring(float(x0), float(y0), float(x1), float(y1))
    angle = np.deg2rad(turn_deg)
    turn = (float(np.cos(angle)), -float(np.sin(angle)), 0.0, float(np.sin(angle)), float(np.cos(angle)), 0.0)
    own = apply(invert(turn), points)
    x0, y0 = own.min(axis=0) - _MARGIN_PX
    x1, y1 = own.max(axis=0) + _MARGIN_PX
    corners = apply(turn, np.asarray(box_ring(float(x0), float(y0), float(x1), float(y1))))
    ring = tuple((round(float(x), 3), round(float(y), 3)) for x, y in corners)
    return (*ring[:-1], ring[0])


def _scene(image: Path, role: str) -> Scene:
    from ilmtool.imagery.checksum import file_checksum
    from ilmtool.imagery.source import open_source

    with open_source(image) as source:
        facts = source.facts
    return Scene(
        id=image.stem,
        role=role,
        href=image.name,
        acquisition=facts.acquisition,
        crs_code=facts.crs_code,
        crs_wkt=None if facts.crs_code is not None else facts.crs_wkt,
        transform=facts.transform,
        shape=(facts.height, facts.width),
        file_size=facts.file_size,
        file_checksum=file_checksum(image),
    )
