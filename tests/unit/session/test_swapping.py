"""The same pair the other way round: roles, changes, intervals, registration."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import cast

import numpy as np
import pytest
from fakes import FakeSource, utm_facts

from ilmtool.core.document import Document, apply_patch
from ilmtool.core.geometry import Affine, box_ring
from ilmtool.core.scene import Registration
from ilmtool.imagery.source import RasterSource
from ilmtool.session import operations as op
from ilmtool.session.matching import match_scenes
from ilmtool.session.operations import EditContext
from ilmtool.session.pair import Pair, make_pair
from ilmtool.session.swapping import swapped

NOW = "2019-03-04T08:00:00Z"
EARLY, LATE = ("2019-02-16T02:15:00Z", "IMD", "second"), ("2019-03-02T02:15:00Z", "IMD", "second")


def reversed_pair(matrix: Affine | None = None, *, georeferenced: bool = True) -> tuple[Document, Pair]:
    """A late image as before (0.3 m, shifted), an early one as after (0.5 m), one annotation of each kind."""
    names = ("datetime", "datetime_source", "datetime_precision")
    late = utm_facts(
        Path("/s/late.tif"), east=600_010.0, gsd=0.3, size=(600, 500), georeferenced=georeferenced,
        **dict(zip(names, LATE, strict=True)),
    )  # fmt: skip
    early = utm_facts(
        Path("/s/early.tif"), georeferenced=georeferenced, **dict(zip(names, EARLY, strict=True))
    )
    document = match_scenes(Document(), late, early, Path("/s/early.tif.ilm.geojson"), is_new=True).document
    if matrix is not None:
        registration = (Registration("late", "early", matrix, "tie points"),)
        document = replace(document, header=replace(document.header, registrations=registration))
    sources = [cast("RasterSource", FakeSource(facts)) for facts in (late, early)]
    return document, make_pair(document, sources[0], sources[1], "late", "early")


def test_everything_of_the_pair_turns_round() -> None:
    document, pair = reversed_pair()
    context = EditContext("jn", "2019-03-03T08:00:00Z", "late", "early")
    for number, change in enumerate(("new", "removed", "modified")):
        ring = box_ring(number, 0, number + 5, 5)
        made = op.create(document, context, ring, "early", "crane", annotation_id=str(number))
        document = apply_patch(document, made.patch)
        document = apply_patch(document, op.set_change(document, [str(number)], change, context).patch)
    other = document.annotations["2"].edited(scene_before="third", change_not_after="2018-01-01T00:00:00Z")
    document = replace(document, annotations={**document.annotations, "third": other})

    turned = swapped(document, pair, NOW)
    assert [(s.id, s.role) for s in turned.header.scenes] == [("late", "after"), ("early", "before")]
    found = {key: a.properties for key, a in turned.annotations.items()}
    assert [found[key].change for key in "012"] == ["removed", "new", "modified"]
    for key in "012":
        p = found[key]
        assert (p.scene_before, p.scene_after, p.drawn_on) == ("early", "late", "early")
        assert (p.change_not_before, p.change_not_after) == (EARLY[0], LATE[0])
        assert (p.updated, p.created) == (NOW, context.now)
        assert turned.annotations[key].ring == document.annotations[key].ring
    assert turned.annotations["third"] is other


def test_twice_is_as_it_was() -> None:
    document, pair = reversed_pair()
    turned = swapped(document, pair, NOW)
    back = make_pair(turned, pair.after.source, pair.before.source, "early", "late")
    assert swapped(turned, back, NOW).header == document.header


@pytest.mark.parametrize("georeferenced", [True, False])
def test_a_registration_places_the_same_points_on_each_other(georeferenced: bool) -> None:
    matrix = (1.001, 0.02, 4.5, -0.02, 0.999, -7.25)
    document, pair = reversed_pair(matrix, georeferenced=georeferenced)
    turned = swapped(document, pair, NOW)
    back = make_pair(turned, pair.after.source, pair.before.source, "early", "late")
    points = np.array([[0.0, 0.0], [399.0, 10.0], [200.5, 299.0]])
    in_late = pair.before.placement.inverse(points)
    assert np.abs(back.before.placement.forward(points) - in_late).max() < 1e-6
    assert turned.header.registrations == document.header.registrations
