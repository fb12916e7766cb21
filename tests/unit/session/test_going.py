"""Where typed coordinates lead in an open pair, and what is said of places outside."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from sample_pairs import SamplePair, ground, utm_pair, write_tiff

from ilmtool.core.geometry import apply
from ilmtool.errors import UserError
from ilmtool.measure.coordinates import FORMATS, ground_text
from ilmtool.session.going import destination
from ilmtool.session.opening import open_pair


@pytest.fixture
def site(tmp_path: Path) -> SamplePair:
    return utm_pair(tmp_path)


def test_every_form_leads_back_to_its_place(site: SamplePair) -> None:
    with open_pair(site.before, site.after).pair as pair:
        at = np.array([[321.25, 654.5]])
        lon, lat = pair.after.ground.to_lonlat(at)[0].tolist()
        for form in FORMATS:
            text = "after px 321.25, 654.5" if form == "pixel" else ground_text(form, lon, lat)
            there = destination(text, pair)
            # A square of MGRS is 1 m, two pixels; its middle is meant.
            reach = 1.5 if form == "mgrs" else 0.05
            assert there.at == pytest.approx((321.25, 654.5), abs=reach), form
            assert there.sentence.startswith("Understood as ")


def test_what_only_before_shows_is_inside_too(site: SamplePair) -> None:
    """The before image reaches 30 m further north and west."""
    with open_pair(site.before, site.after).pair as pair:
        there = destination("before px 10, 10", pair)
        lon, lat = pair.before.ground.to_lonlat(np.array([[10.0, 10.0]]))[0].tolist()
        on_ground = destination(f"{lat:.9f}, {lon:.9f}", pair)
        east, north = apply(site.before_transform, np.array([[10.0, 10.0]]))[0]
        expected = ((east - 600_000) / 0.5, (4_400_000 - north) / 0.5)
        assert there.at == pytest.approx(expected, abs=1e-6)
        assert on_ground.at == pytest.approx(expected, abs=1e-3)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("39.0, 125.5", " km south-east of the after image"),
        ("89.9999, 0", " km north of the after image"),
        ("before px 800, 10", "outside of it, it has 720 × 640 px"),
    ],
)
def test_a_place_outside_has_a_distance_and_no_destination(site: SamplePair, text: str, said: str) -> None:
    with open_pair(site.before, site.after).pair as pair:
        there = destination(text, pair)
        assert there.at is None
        assert said in there.sentence


def test_images_without_a_ground_go_to_pixels_only(tmp_path: Path) -> None:
    first = write_tiff(tmp_path / "a_20200101.tif", ground((200, 100), 80), None, None)
    second = write_tiff(tmp_path / "b_20210101.tif", ground((200, 100), 90), None, None)
    with open_pair(first, second).pair as pair:
        assert destination("px 20, 30", pair).at == pytest.approx((20, 30))
        with pytest.raises(UserError, match="neither image is georeferenced"):
            destination("39.66, 124.7", pair)
