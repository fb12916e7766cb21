"""What a scene's header entry says of an image that GCPs or RPCs place: its member `placement`.

Such an image has no `proj:transform`. The entry keeps `proj:code` (or `proj:wkt2`) and says by what the image
was placed, at which height, and where its corners were, in that CRS:

`{"method": "rpc", "height": 89.0, "corners": [[x, y], [x, y], [x, y], [x, y]]}`

Corners are those of the pixels' outline: top left, top right, bottom right, bottom left. They tell whether
the placement is still the same, and roughly place the scene for those who have not its image.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ilmtool.core.geometry import FloatArray

if TYPE_CHECKING:
    from ilmtool.core.scene import Scene
    from ilmtool.imagery.georeference import Georeference
    from ilmtool.imagery.source import SourceFacts

MEMBER = "placement"
_SAME_PX = 0.1
"""Far below half a pixel, from where on a geometry counts as edited; far above the rounding of corners."""


def placement_record(facts: SourceFacts) -> dict[str, Any] | None:
    """The member for an image; None for one that an affine places, or nothing."""
    if facts.curve is None:
        return None
    record: dict[str, Any] = {"method": facts.placement}
    if facts.curve.height_m is not None:
        record["height"] = facts.curve.height_m
    corners = facts.georeference.to_ground(_corners((facts.height, facts.width)))
    if np.isfinite(corners).all():
        record["corners"] = [[float(f"{x:.13g}"), float(f"{y:.13g}")] for x, y in corners.tolist()]
    return record


def is_same_placement(scene: Scene, facts: SourceFacts) -> bool | None:
    """Whether an image still lies where the header says that GCPs or RPCs put it; None if it does not say."""
    corners = _recorded_corners(scene)
    if corners is None or scene.shape is None:
        return None
    reference = facts.georeference
    if not reference.is_placed:
        return False
    ground = _to_crs(corners, scene.crs_wkt or scene.crs_code, reference)
    if ground is None:
        return False
    apart = np.abs(reference.to_pixel(ground) - _corners(scene.shape))
    return bool((apart <= _SAME_PX).all())


def rough_reference(scene: Scene) -> Georeference | None:
    """About how a scene lies on the ground that was placed by GCPs or RPCs, without its image."""
    from ilmtool.imagery.crs import is_geographic
    from ilmtool.imagery.gcps import fit_gcps
    from ilmtool.imagery.georeference import Georeference

    corners = _recorded_corners(scene)
    if corners is None or scene.shape is None:
        return None
    pixels = [(float(x), float(y)) for x, y in _corners(scene.shape)]
    ground = [(float(x), float(y)) for x, y in corners]
    is_degrees = is_geographic(scene.crs_wkt or scene.crs_code)
    try:
        curve = fit_gcps(pixels, ground, scene.crs_code, scene.crs_wkt, is_degrees=is_degrees)
    except ValueError:
        return None
    return Georeference(None, scene.crs_code, scene.crs_wkt, scene.shape, curve)


def _corners(shape: tuple[int, int]) -> FloatArray:
    rows, cols = shape
    return np.array([[0.0, 0.0], [cols, 0.0], [cols, rows], [0.0, rows]])


def _recorded_corners(scene: Scene) -> FloatArray | None:
    record = scene.extra.get(MEMBER)
    if scene.transform is not None or not isinstance(record, dict):
        return None
    try:
        corners = np.asarray(record.get("corners"), np.float64)
    except (TypeError, ValueError):
        return None
    return corners if corners.shape == (4, 2) and np.isfinite(corners).all() else None


def _to_crs(points: FloatArray, crs: str | None, reference: Georeference) -> FloatArray | None:
    from ilmtool.imagery.crs import same_crs, transformer

    if same_crs(crs, reference.crs):
        return points
    project = transformer(crs or "", reference.crs or "")
    return None if project is None else project.forward(points)
