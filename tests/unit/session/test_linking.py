"""Two dates that were registered through a third one lie on each other as that registration says."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest

from ilmtool.core.document import Document, Header
from ilmtool.core.scene import Registration, Scene
from ilmtool.imagery.georeference import Georeference
from ilmtool.session.linking import link, registered_through

REFERENCES = {
    "a": Georeference((0.5, 0, 100.0, 0, -0.5, 900.0), "EPSG:32651", None, (600, 800)),
    "b": Georeference((0.75, 0, 90.0, 0, -0.75, 930.0), "EPSG:32651", None, (500, 500)),
    # Another zone: the map is not affine.
    "c": Georeference((1.0, 0, 90.0, 0, -1.0, 930.0), "EPSG:32650", None, (400, 400)),
}
POINTS = np.array([[10.0, 20.0], [300.0, 250.0], [399.0, 1.0]])


def document(*registrations: Registration) -> Document:
    return Document(Header(tuple(Scene(i) for i in REFERENCES), registrations))


SHIFTS = (
    Registration("b", "a", (1.0, 0.001, 3.5, 0.0, 1.0, -2.25)),
    Registration("c", "a", (1.0, 0.0, -7.0, -0.002, 1.001, 4.0)),
)


@pytest.mark.parametrize(("first", "second"), list(permutations("abc", 2)))
def test_every_way_round_agrees_with_the_registrations(first: str, second: str):
    said = document(*SHIFTS)
    through_a = link(said, REFERENCES, first, "a").forward(POINTS) if first != "a" else POINTS
    expected = link(said, REFERENCES, second, "a").inverse(through_a) if second != "a" else through_a
    assert link(said, REFERENCES, first, second).forward(POINTS) == pytest.approx(expected, abs=1e-6)
    back = link(said, REFERENCES, second, first)
    assert back.forward(link(said, REFERENCES, first, second).forward(POINTS)) == pytest.approx(
        POINTS, abs=1e-6
    )


def test_one_grid_stays_one_affine():
    said = document(SHIFTS[0])
    assert link(said, REFERENCES, "a", "b").affine is not None
    assert link(said, REFERENCES, "b", "a").affine is not None
    assert registered_through(said, "a", "b") == "a"
    assert registered_through(said, "c", "b") == "a"
    assert registered_through(document(), "a", "b") is None
