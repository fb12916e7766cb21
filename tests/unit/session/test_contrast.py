"""Looks of both dates: linked, remembered by sensor, the latest wish wins."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import rasterio
from fakes import QueueExecutor

from ilmtool.core.layout import Side
from ilmtool.imagery.radiometry import Look, LookMethod
from ilmtool.session.contrast import (
    Contrast,
    Darkroom,
    Developed,
    are_alike,
    remember,
    remembered,
    stretches_of,
)
from ilmtool.session.opening import open_pair
from ilmtool.session.pair import Pair


@pytest.fixture
def pair(tmp_path: Path):
    ramp = np.broadcast_to(np.linspace(0, 4000, 300), (3, 200, 300)).astype("uint16")
    for name in ("site_20190216.tif", "site_20190302.tif"):
        with rasterio.open(
            tmp_path / name, "w", driver="GTiff", width=300, height=200, count=3, dtype="uint16",
            crs="EPSG:32651", transform=rasterio.Affine(0.5, 0, 4e5, 0, -0.5, 4e6),
        ) as out:  # fmt: skip
            out.write(ramp)
    opened = open_pair(tmp_path / "site_20190216.tif", tmp_path / "site_20190302.tif")
    with opened.pair as pair:
        yield pair


def test_linked_looks_share_method_and_gamma_but_not_levels_or_bands():
    linked = Contrast(linked=True).with_look(Side.AFTER, Look(LookMethod.MIN_MAX, bands=(2,), gamma=1.5))
    assert linked.looks[Side.BEFORE] == Look(LookMethod.MIN_MAX, gamma=1.5)
    by_hand = linked.with_look(Side.AFTER, Look(LookMethod.MANUAL, bands=(2,), low=(1.0,), high=(9.0,)))
    assert by_hand.looks[Side.BEFORE].method is LookMethod.MIN_MAX
    assert Contrast().with_look(Side.AFTER, Look(gamma=2.0)).looks[Side.BEFORE] == Look()


def test_linked_looks_of_one_kind_of_sensor_share_all(pair: Pair):
    assert are_alike(pair)
    look = Look(LookMethod.MANUAL, bands=(2,), low=(1.0,), high=(9.0,), gamma=1.5)
    linked = Contrast(linked=True).with_look(Side.AFTER, look, alike=True)
    assert linked.looks[Side.BEFORE] == look
    assert Contrast().with_look(Side.AFTER, look, alike=True).looks[Side.BEFORE] == Look()


def test_what_a_sensor_was_seen_with_comes_back_through_the_settings_file(pair: Pair):
    chosen = Contrast().with_look(Side.AFTER, Look(LookMethod.MIN_MAX, (2, 1, 0), gamma=1.3))
    kept = json.loads(json.dumps(remember({}, pair, chosen)))
    assert remembered(kept, pair).looks[Side.AFTER] == Look(LookMethod.MIN_MAX, (2, 1, 0), gamma=1.3)


def test_levels_set_by_hand_are_not_carried_to_other_scenes(pair: Pair):
    look = Look(LookMethod.MANUAL, (0,), low=(10.0,), high=(20.0,))
    back = remembered(remember({}, pair, Contrast().with_look(Side.AFTER, look)), pair).looks[Side.AFTER]
    assert back == Look(bands=(0,))


@pytest.mark.parametrize("junk", [None, 7, {"gamma": "x"}, {"bands": [1, 2], "method": "?"}, {"gamma": 1e9}])
def test_nonsense_in_the_settings_gives_the_plain_look(pair: Pair, junk: object):
    kept = dict.fromkeys(remember({}, pair, Contrast().with_look(Side.AFTER, Look(gamma=2.0))), junk)
    assert remembered(kept, pair) == Contrast()


def test_the_latest_wish_wins_and_only_changed_sides_are_told(pair: Pair):
    executor = QueueExecutor()
    told: list[tuple[Developed, frozenset[Side]]] = []
    darkroom = Darkroom(
        pair, Contrast(), stretches_of(pair, Contrast()), executor, lambda d, c: told.append((d, c)), _fail
    )
    darkroom.change(Contrast().with_look(Side.BEFORE, Look(gamma=2.0)))
    darkroom.change(Contrast().with_look(Side.AFTER, Look(LookMethod.MIN_MAX)))
    executor.run()
    ((developed, changed),) = told
    assert changed == {Side.AFTER}
    assert developed.stretches[Side.AFTER].high == (4000.0,) * 3
    assert darkroom.stretches[Side.BEFORE].gamma == 1.0


def test_matching_touches_the_before_side_alone(pair: Pair):
    stretches = stretches_of(pair, Contrast(matched=True))
    assert len(stretches[Side.BEFORE].curves) == 3
    assert stretches[Side.AFTER].curves == ()


def _fail(error: Exception) -> None:
    raise error
