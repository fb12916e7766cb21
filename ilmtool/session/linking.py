"""How two scenes of a document lie on each other, also where they were registered through a third one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ilmtool.core.document import Document
from ilmtool.core.geometry import Affine, FloatArray, compose, invert

if TYPE_CHECKING:
    from ilmtool.imagery.placement import Georeference, PixelMap


def registration(document: Document, from_id: str, to_id: str) -> Affine | None:
    """The matrix that shifts one scene onto another after placing; the last one counts."""
    found = [r.matrix for r in document.header.registrations if (r.from_id, r.to_id) == (from_id, to_id)]
    return found[-1] if found else None


def registered_through(document: Document, from_id: str, to_id: str) -> str | None:
    """The scene by way of which two scenes are registered; `to_id` where it is done directly, None if not at
    all.

    Registered once onto a third scene, two dates lie on each other also when they are compared themselves.
    """
    if registration(document, from_id, to_id) is not None:
        return to_id
    if registration(document, to_id, from_id) is not None:
        return from_id
    for entry in reversed(document.header.registrations):
        if entry.from_id in {from_id, to_id} and entry.to_id not in {from_id, to_id}:
            return entry.to_id
    return None


def link(document: Document, references: Mapping[str, Georeference], from_id: str, to_id: str) -> PixelMap:
    """The map from the pixels of one scene to those of another.

    Parameters
    ----------
    references : mapping
        How each scene of the document lies on the ground.
    """
    from ilmtool.imagery.placement import place

    def onto(first: str, second: str) -> PixelMap:
        return place(references[first], references[second], registration(document, first, second))

    through = registered_through(document, from_id, to_id)
    if through is None or through == to_id:
        return onto(from_id, to_id)
    if through == from_id:
        return inverted(onto(to_id, from_id))
    if through not in references or references[through].shape[0] == 0:
        return onto(from_id, to_id)
    return chained(onto(from_id, through), inverted(onto(to_id, through)))


def inverted(pixel_map: PixelMap) -> PixelMap:
    """The map the other way."""
    from ilmtool.imagery.placement import PixelMap

    if pixel_map.affine is not None:
        return PixelMap(invert(pixel_map.affine), pixel_map.basis)
    return PixelMap(None, pixel_map.basis, pixel_map.inverse, pixel_map.forward)


def chained(first: PixelMap, second: PixelMap) -> PixelMap:
    """One map that does both, `first` and then `second`."""
    from ilmtool.imagery.placement import PixelMap

    basis = first.basis if first.basis in {"size", "identity"} else second.basis
    if first.affine is not None and second.affine is not None:
        return PixelMap(compose(second.affine, first.affine), basis)

    def forward(points: FloatArray) -> FloatArray:
        return second.forward(first.forward(points))

    def inverse(points: FloatArray) -> FloatArray:
        return first.inverse(second.inverse(points))

    return PixelMap(None, basis, forward, inverse)
