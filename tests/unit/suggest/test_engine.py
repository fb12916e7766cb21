"""The search for change on sites where it is known what changed."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
from changed_sites import ChangedSite, Sun, hits, make_site

from ilmtool.errors import Cancelled
from ilmtool.imagery.placement import place
from ilmtool.imagery.source import open_source
from ilmtool.suggest.candidate import CLOUD, EDGE, SHADOW, Candidate, Options, Suggestions
from ilmtool.suggest.engine import suggest

LATER = (Sun(), Sun(-0.5, -1.1))


def searched(site: ChangedSite, **options: Any) -> Suggestions:
    with open_source(site.before) as before, open_source(site.after) as after:
        placement = place(before.facts.georeference, after.facts.georeference)
        return suggest(before, after, placement, Options(**options))


def share(candidates: Iterable[Candidate], site: ChangedSite) -> float:
    """Of candidates that lie on real change."""
    found = [any(hits(c.bounds, thing) for thing in site.changed) for c in candidates]
    return sum(found) / len(found)


@pytest.mark.parametrize(
    "difference",
    [
        {},
        {"shift": (1.0, 0.5)},
        {"gain": 0.7, "offset": 25.0},
        {"suns": LATER},
        {"suns": LATER, "shift": (1.0, 0.7), "gain": 0.8, "offset": -15.0},
        {"bands": 1, "suns": LATER},
    ],
    ids=["nothing else", "a px apart", "other contrast", "other sun", "all of it", "pan"],
)
def test_what_changed_comes_first(tmp_path: Path, difference: dict[str, Any]) -> None:
    site = make_site(tmp_path, **difference)
    found = searched(site).candidates
    assert share(found[:8], site) >= 7 / 8
    assert all(any(hits(c.bounds, thing) for c in found[:12]) for thing in site.changed)


def test_dates_two_px_apart_need_that_residual(tmp_path: Path) -> None:
    site = make_site(tmp_path, shift=(1.4, -1.4))
    told, untold = (searched(site, residual_px=r).candidates for r in (2.0, 1.0))
    assert share(told[:8], site) == 1.0
    assert len(told) < len(untold) / 4  # edges that lie elsewhere are no change once the residual is known


def test_nothing_changed_is_next_to_nothing_suggested(tmp_path: Path) -> None:
    found = searched(make_site(tmp_path, changes=0, shift=(0.6, 0.4), gain=0.8)).candidates
    assert len(found) <= 3
    assert all(c.score < 0.3 for c in found)


def test_moved_shadows_are_flagged_and_lower_but_kept(tmp_path: Path) -> None:
    site = make_site(tmp_path, changes=4, suns=LATER)
    found = searched(site).candidates
    shadows = [c for c in found if SHADOW in c.flags]
    assert len(shadows) > 20
    assert max(c.score for c in shadows) < min(c.score for c in found[:4])


def test_boxes_are_ranked_apart_and_inside(tmp_path: Path) -> None:
    site = make_site(tmp_path, suns=LATER)
    found = searched(site, most=40).candidates
    assert [c.rank for c in found] == list(range(1, 41))
    scores = [c.score for c in found]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= s <= 1 for s in scores)
    for c in found:
        x0, y0, x1, y1 = c.bounds
        assert 0 <= x0 < x1 <= 480
        assert 0 <= y0 < y1 <= 480
    boxes = np.array([c.bounds for c in found])
    for box in boxes:
        over = np.minimum(boxes[:, 2:], box[2:]) - np.maximum(boxes[:, :2], box[:2])
        shared = np.where((over > 0).all(axis=1), over.prod(axis=1), 0)
        least = np.minimum((boxes[:, 2:] - boxes[:, :2]).prod(axis=1), (box[2:] - box[:2]).prod())
        assert (shared > 0.75 * least).sum() == 1  # itself


def test_where_there_is_no_data_there_is_no_change_but_its_border_is_flagged(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    with rasterio.open(site.after, "r+") as image:
        data = image.read()
        data[:, :, :200] = 0
        image.write(data)
        image.nodata = 0
    found = searched(site)
    assert 0.5 < found.compared_share < 0.62
    assert all(c.bounds[2] > 199 for c in found.candidates)
    assert all(EDGE in c.flags for c in found.candidates if c.bounds[0] < 201)


def test_it_works_in_tiles_as_in_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = make_site(tmp_path, suns=LATER)
    whole = searched(site)
    monkeypatch.setattr("ilmtool.suggest.grid.TILE_PX", 112)
    assert searched(site) == whole


def test_progress_grows_and_stops_the_search(tmp_path: Path) -> None:
    site = make_site(tmp_path, side=240, changes=2)
    told: list[float] = []
    with open_source(site.before) as before, open_source(site.after) as after:
        placement = place(before.facts.georeference, after.facts.georeference)
        suggest(before, after, placement, None, told.append)
        assert told == sorted(told)
        assert told[-1] == 1.0
        with pytest.raises(Cancelled):
            suggest(before, after, placement, None, lambda share: share < 0.1)


def test_images_that_do_not_meet_have_no_suggestions(tmp_path: Path) -> None:
    one, other = (
        make_site(tmp_path / "a", side=240, changes=2),
        make_site(tmp_path / "b", side=240, changes=2),
    )
    with rasterio.open(other.after, "r+") as image:
        image.transform = rasterio.Affine(0.5, 0, 600_000, 0, -0.5, 4_400_000)
    found = searched(ChangedSite(one.before, other.after, ()))
    assert found.candidates == ()
    assert found.compared_share == 0.0


def written(path: Path, data: np.ndarray) -> Path:
    with rasterio.open(
        path, "w", driver="GTiff", width=data.shape[2], height=data.shape[1], count=len(data),
        dtype=data.dtype, crs="EPSG:32651", transform=rasterio.Affine(1, 0, 500_000, 0, -1, 4_400_000),
    ) as image:  # fmt: skip
        image.write(data)
    return path


@pytest.fixture
def plain() -> np.ndarray:
    """Three bands that wander, (3, 200, 220)."""
    steps = np.random.default_rng(0).normal(0, 20, (3, 200, 220))
    return np.clip(500 + np.cumsum(steps, axis=1), 1, 1020).astype(np.float32)


def as_bytes(data: np.ndarray) -> np.ndarray:
    return (data / 4).astype(np.uint8)


@pytest.mark.parametrize(
    "seen",
    [
        lambda d: d,
        lambda d: d[:1],
        lambda d: d.astype(np.uint16) * 37,
        lambda d: d.astype(np.int16) - 128,
        lambda d: np.stack([d[2] * 0.5 + d[0] * 0.4, d[1] * 0.9, d[0] * 0.3 + d[1] * 0.2 + 7]).astype(
            np.float32
        ),
        lambda d: np.concatenate([d, np.zeros_like(d)]),
    ],
    ids=["alike", "one band", "other scale", "below nothing", "mixed bands", "dead bands"],
)
def test_sensors_may_differ(tmp_path: Path, plain: np.ndarray, seen: Any) -> None:
    changed = as_bytes(plain)
    changed[:, 50:70, 60:90] = 255
    site = ChangedSite(
        written(tmp_path / "a.tif", seen(as_bytes(plain))), written(tmp_path / "b.tif", changed), ()
    )
    assert [c.bounds for c in searched(site).candidates] == [(60.0, 50.0, 90.0, 70.0)]


def test_without_difference_or_data_there_is_nothing(tmp_path: Path, plain: np.ndarray) -> None:
    same = written(tmp_path / "a.tif", plain)
    nothing = written(tmp_path / "n.tif", np.full_like(plain, np.nan))
    flat = written(tmp_path / "f.tif", np.full_like(plain, 7.0))
    assert searched(ChangedSite(same, same, ())).candidates == ()
    assert searched(ChangedSite(same, nothing, ())).compared_share == 0.0
    assert searched(ChangedSite(flat, flat, ())).candidates == ()


def test_a_cloud_is_flagged_and_ranked_below_a_change(tmp_path: Path) -> None:
    site = make_site(tmp_path, seed=5, side=480, changes=2)
    rows, cols = np.mgrid[0:480, 0:480]
    with rasterio.open(site.after, "r+") as image:
        data = image.read()
        data[:, np.hypot(rows - 240, cols - 240) < 115] = 245
        image.write(data)
    found = searched(site).candidates
    clouds = [c for c in found if CLOUD in c.flags]
    assert clouds
    assert all(
        np.hypot((c.bounds[0] + c.bounds[2]) / 2 - 240, (c.bounds[1] + c.bounds[3]) / 2 - 240) < 115
        for c in clouds
    )
    assert max(c.score for c in clouds) < max(c.score for c in found if not c.flags)
