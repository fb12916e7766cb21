"""More than two images in one document, without a window."""

from __future__ import annotations

import warnings
from pathlib import Path

import numpy as np
import pytest
import rasterio
import rasterio.errors
from rasterio.control import GroundControlPoint
from sample_pairs import SamplePair, ground, utm_pair, write_tiff

from ilmtool.core.layout import Side
from ilmtool.errors import UserError
from ilmtool.session.opening import open_files, open_pair
from ilmtool.session.series import add_images, add_scenes, scenes_by_date, stepped_scene

MIDDLE = (0.6, 0.0, 599_988.0, 0.0, -0.6, 4_400_012.0)


@pytest.fixture
def pair(tmp_path: Path) -> SamplePair:
    return utm_pair(tmp_path / "site")


def middle(pair: SamplePair, name: str = "site_20190222.tif") -> Path:
    path: Path = write_tiff(pair.after.with_name(name), ground((840, 680), 110), MIDDLE, pair.crs, (2,))
    return path


def bent(pair: SamplePair) -> Path:
    """The same place, by control points that no affine fits: columns are stretched towards the east."""
    path = pair.after.with_name("site_20190225.tif")
    write_tiff(path, ground((840, 680), 110), None, None)
    points = []
    for col in np.linspace(0, 840, 8):
        for row in np.linspace(0, 680, 6):
            x = MIDDLE[2] + 0.6 * (col + 0.00012 * col * col)
            points.append(GroundControlPoint(row=row, col=col, x=x, y=MIDDLE[5] - 0.6 * row, z=0))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", rasterio.errors.NotGeoreferencedWarning)
        with rasterio.open(path, "r+") as image:
            image.gcps = (points, rasterio.crs.CRS.from_string(pair.crs))
    return path


def test_order_and_roles(pair: SamplePair):
    opened = open_files([pair.after, middle(pair), pair.before])
    with opened.pair:
        scenes = scenes_by_date(opened.document)
        assert [s.id for s in scenes] == ["site_20190216", "site_20190222", "site_20190302"]
        assert [s.role for s in scenes] == ["before", "other", "after"]
        assert not pair.sidecar.exists(), "opening writes nothing"
        step = stepped_scene(opened.document, opened.pair, Side.AFTER, -1)
        assert step == "site_20190222"
        assert stepped_scene(opened.document, opened.pair, Side.AFTER, 1) is None
        assert stepped_scene(opened.document, opened.pair, Side.BEFORE, 2) is None


def test_the_same_image_twice_is_told(pair: SamplePair):
    with pytest.raises(UserError, match="given twice"):
        open_files([pair.after, pair.before, pair.after])


def test_adding_what_is_there_already_adds_nothing(pair: SamplePair):
    opened = open_pair(pair.before, pair.after)
    with opened.pair:
        scenes, known = add_images(opened.document, opened.pair, [pair.before], opened.file.path)
        assert scenes == ()
        assert list(known) == ["site_20190216"]
        assert add_scenes(opened.document, scenes).patch.is_empty


def test_a_further_scene_placed_by_control_points_is_placed_exactly(pair: SamplePair):
    path = bent(pair)
    opened = open_files([pair.before, path, pair.after])
    with opened.pair:
        place = opened.pair.placements["site_20190225"]
        col, row = 700.0, 300.0
        x = MIDDLE[2] + 0.6 * (col + 0.00012 * col * col)
        y = MIDDLE[5] - 0.6 * row
        expected = ((x - 600_000.0) / 0.5, (4_400_000.0 - y) / 0.5)
        found = place.forward(np.array([[col, row]]))[0]
        assert found == pytest.approx(expected, abs=0.5)
        document, file = opened.document, opened.file
    # Once it is in the file, opening the other two knows it as well.
    from ilmtool.sidecar.codec import encode

    file.path.write_bytes(b"".join(encode(document)))
    again = open_pair(pair.before, pair.after)
    with again.pair:
        placed = again.pair.placements["site_20190225"].forward(np.array([[col, row]]))[0]
        assert placed == pytest.approx(found, abs=1e-6)
    path.unlink()
    without = open_pair(pair.before, pair.after)  # gone: roughly, and no obstacle
    with without.pair:
        rough = without.pair.placements["site_20190225"].forward(np.array([[col, row]]))[0]
        assert rough == pytest.approx(found, abs=60)
