"""Splits: no place, pair or overlapping ground in two of them, over random layouts and real exports."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path

import pytest
import shapely
from dataset_sites import box, write_site
from hypothesis import given, settings
from hypothesis import strategies as st

from ilmtool.datasets.splits import Site, assign, groups, parse_shares
from ilmtool.errors import UserError

from .conftest import Export, manifest

SHARES = parse_shares("60/20/20")


def square(x: float, y: float, side: float) -> tuple[tuple[float, float], ...]:
    return ((x, y), (x + side, y), (x + side, y + side), (x, y + side), (x, y))


@st.composite
def layouts(draw: st.DrawFn) -> list[Site]:
    number = draw(st.integers(1, 40))
    spread = draw(st.sampled_from([0.05, 0.3, 2.0]))
    sites = []
    for index in range(number):
        shared = draw(st.integers(0, 12))
        ids = (f"after-{index}", f"before-{index if shared else draw(st.integers(0, number))}")
        if draw(st.integers(0, 5)) == 0:
            sites.append(Site(ids, (), draw(st.integers(0, 50))))
            continue
        x, y = (draw(st.floats(-spread, spread)) for _ in range(2))
        boxes = [square(x, y, draw(st.sampled_from([0.01, 0.02])))]
        if draw(st.booleans()):
            boxes.append(square(x + 0.004, y, 0.01))
        sites.append(Site(ids, tuple(boxes), draw(st.integers(0, 50))))
    return sites


@settings(max_examples=60, deadline=None)
@given(layouts(), st.integers(0, 5), st.sampled_from(["hash", "places", "objects"]))
def test_nothing_is_in_two_splits(sites: list[Site], seed: int, by: str) -> None:
    split = assign(sites, SHARES, seed, by)
    assert assign(sites, SHARES, seed, by) == split
    scene: dict[str, set[str]] = defaultdict(set)
    for site, name in zip(sites, split, strict=True):
        for key in site.ids:
            scene[key].add(name)
    assert all(len(names) == 1 for names in scene.values())
    ground = [shapely.MultiPolygon([shapely.Polygon(r) for r in s.footprint]).buffer(0) for s in sites]
    for i, one in enumerate(ground):
        for j in range(i):
            common = one.intersection(ground[j]).area
            assert common <= 2e-6 * min(one.area, ground[j].area) or split[i] == split[j]


@settings(max_examples=20, deadline=None)
@given(layouts(), st.randoms(use_true_random=False))
def test_the_order_of_sidecars_changes_nothing(sites: list[Site], random: object) -> None:
    shuffled = list(sites)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    by_id = dict(zip((s.ids[0] for s in shuffled), assign(shuffled, SHARES, 1), strict=True))
    assert [by_id[s.ids[0]] for s in sites] == assign(sites, SHARES, 1)


def test_neighbours_that_only_touch_are_two_places() -> None:
    sites = [Site(("a",), (square(0, 0, 1),)), Site(("b",), (square(1, 0, 1),))]
    assert len(set(groups(sites))) == 2
    sites[1] = Site(("b",), (square(0.9999, 0, 1),))
    assert len(set(groups(sites))) == 1


def test_places_keep_their_split_when_others_come() -> None:
    sites = [Site((f"s{i}",)) for i in range(400)]
    before = assign(sites[:300], SHARES, 3)
    assert assign(sites, SHARES, 3)[:300] == before
    assert assign(sites, SHARES, 4)[:300] != before
    shares = Counter(assign(sites, SHARES, 3))
    assert shares["train"] == pytest.approx(240, abs=30)


def test_shares_of_objects_are_met() -> None:
    sites = [Site((f"s{i}",), (), 1 + (i * 7) % 40) for i in range(60)]
    split = assign(sites, SHARES, 0, "objects")
    total = Counter[str]()
    for site, name in zip(sites, split, strict=True):
        total[name] += site.objects
    whole = sum(total.values())
    assert total["train"] / whole == pytest.approx(0.6, abs=0.02)
    assert total["val"] / whole == pytest.approx(0.2, abs=0.02)


@pytest.mark.parametrize("text", ["70", "a/b", "1/2/3/4", "0/0", "-1/2", "nan/1"])
def test_shares_that_are_none(text: str) -> None:
    with pytest.raises(UserError):
        parse_shares(text)


def test_overlapping_scenes_and_both_dates_stay_together(tmp_path: Path, export: Export) -> None:
    folder = tmp_path / "sites"
    for n in range(6):
        # 200 m wide, every second one 150 m beside the one before: they overlap by 50 m.
        east = (n // 2) * 1000.0 + (n % 2) * 150.0
        write_site(folder, [box(5, 5, 25, 25), box(100, 80, 140, 99)], name=f"s{n}", seed=n, place=(east, 0))
    found = set()
    for seed in range(4):
        target = export(
            folder, "coco", "--images", "chips", "--tile-size", "128", "--date", "both",
            "--split", "50/50", "--seed", str(seed),
        )  # fmt: skip
        table = manifest(target)
        split = {source["place"]: source["split"] for source in table["sources"]}
        for n in (0, 2, 4):
            assert split[f"s{n}_after"] == split[f"s{n + 1}_after"]
        for image in table["images"]:
            assert image["split"] == split[image["place"]]
        pairs = {image["key"]: image for image in table["images"]}
        assert all(pairs[image["pair"]]["split"] == image["split"] for image in table["images"])
        found |= set(split.values())
    assert found == {"train", "val"}
