"""Two files settled into a third: what the consensus takes over, and what is drawn of a conflict."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import review_samples as samples

from ilmtool.core.annotation import Annotation, Properties
from ilmtool.core.document import Header
from ilmtool.core.geometry import Ring, close_ring
from ilmtool.core.scene import Scene
from ilmtool.errors import UserError
from ilmtool.session.edit import EditContext
from ilmtool.session.reviewer import MINE, THEIRS, Rivals, rival_label, rival_style
from ilmtool.session.settling import Settling, check_sources, decide, first_document, settle_files
from ilmtool.text import Language, install

OUTLINE: Ring = close_ring(
    ((20.0, 20.0), (20.0, 80.0), (50.0, 90.0), (80.0, 80.0), (80.0, 20.0), (50.0, 50.0))
)


@pytest.fixture
def settling(tmp_path: Path) -> Settling:
    """An empty file, and one with a polygon that is drawn on a scene that only this one has."""
    placed = [
        replace(s, crs_code="EPSG:32651", transform=(0.5, 0.0, 500_000.0, 0.0, -0.5, 4_000_000.0))
        for s in samples.SCENES
    ]
    # Ten pixels further east.
    late = replace(
        placed[1], id="late", role="other", transform=(0.5, 0.0, 500_005.0, 0.0, -0.5, 4_000_000.0)
    )
    drawn = samples.annotation("b", OUTLINE, shape="polygon", drawn_on="late")
    mine = samples.write(tmp_path / "mine.ilm.geojson", samples.document([], placed))
    theirs = samples.write(tmp_path / "theirs.ilm.geojson", samples.document([drawn], [*placed, late]))
    return settle_files(mine, theirs)


def moved() -> list[tuple[float, float]]:
    return [(x + 10, y) for x, y in OUTLINE]


def test_a_polygon_on_a_scene_of_theirs_keeps_its_corners(settling: Settling) -> None:
    document = first_document(settling, Header(scenes=_scenes(settling)), settling.review.files[0].path)
    context = EditContext("carla", "2026-01-01T00:00:00Z", samples.BEFORE, samples.AFTER)
    edit = decide(document, settling, settling.items[0], "theirs", context)
    ((_, made),) = edit.patch.annotations.values()
    assert made is not None
    assert made.drawn_on == samples.AFTER
    assert made.ring is not None
    assert np.allclose(sorted(set(made.ring)), sorted(set(moved())), atol=1e-6)


def test_a_polygon_of_a_conflict_is_drawn_as_a_polygon(settling: Settling) -> None:
    rivals = Rivals.of(settling, Header(scenes=_scenes(settling)))
    ((drawn,),) = rivals.boxes.values()
    assert drawn.ring is not None
    assert len(drawn.ring) == len(OUTLINE)


def test_boxes_of_a_conflict_look_the_same_in_every_language() -> None:
    claim = Annotation("1", Properties(label="crane", author="ann"))
    colors = {side: rival_style(rival_label(side, claim, "a")).color for side in (MINE, THEIRS)}
    assert rival_style(rival_label(MINE, claim, "a")).name == "mine, ann: crane"
    try:
        install(Language(lambda source, comment, n: "Fahrt: " + source if "{" in source else ""))
        for side in (MINE, THEIRS):
            style = rival_style(rival_label(side, claim, "a"))
            assert style.name.startswith("Fahrt: ")
            assert style.color == colors[side]
    finally:
        install(Language())


def test_whoever_finds_a_consensus_begun_by_the_other_is_told_so(settling: Settling, tmp_path: Path) -> None:
    mine, theirs = (file.path for file in settling.review.files)
    place = tmp_path / "after.tif.consensus.ilm.geojson"
    document = first_document(settling, Header(scenes=_scenes(settling)), place)
    check_sources(document, place, (mine, theirs))
    with pytest.raises(UserError, match="colleague has begun"):
        check_sources(document, place, (theirs, mine))
    with pytest.raises(UserError, match="not the consensus of these two"):
        check_sources(document, place, (mine, tmp_path / "third.ilm.geojson"))


def _scenes(settling: Settling) -> tuple[Scene, ...]:
    return settling.review.files[0].document.header.scenes
