"""Scale bar and north arrow, read from painted pictures and held against GeographicLib."""

from __future__ import annotations

import itertools
import math
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from pyproj import Transformer
from sample_pairs import ground, write_tiff

from ilmtool.core.camera import Camera
from ilmtool.core.layout import Side
from ilmtool.painting.map_marks import INK, MOST_BAR_PX, PAPER, marks_sprite
from ilmtool.painting.text import font_sprites
from ilmtool.session.map_scale import map_marks
from ilmtool.session.opening import open_pair

geodesic = pytest.importorskip("geographiclib.geodesic", reason="GeographicLib judges independently")
WGS84 = geodesic.Geodesic.WGS84
SPRITES = font_sprites()

PLACES = [
    ("EPSG:3857", 124.7, 39.7, 0.6),
    ("EPSG:3857", -21.9, 64.1, 2.0),
    ("EPSG:4326", -21.9, 60.0, 5e-6),
    ("EPSG:4326", 103.8, 1.3, 5e-6),
    ("EPSG:4326", 15.6, 78.2, 8e-6),
    ("EPSG:32651", 124.7, 39.66, 0.5),
    ("EPSG:32719", -70.6, -33.4, 0.3),
    ("EPSG:3031", 166.6, -77.8, 1.0),
]


def one_date(folder: Path, crs: str, lon: float, lat: float, size: float) -> tuple[Path, Path]:
    """Two images of 600 x 500 px around a place."""
    x, y = Transformer.from_crs("EPSG:4326", crs, always_xy=True).transform(lon, lat)
    transform = (size, 0.0, x - 300 * size, 0.0, -size, y + 250 * size)
    pixels = ground((600, 500), 120)
    return (
        write_tiff(folder / "site_20200101.tif", pixels, transform, crs),
        write_tiff(folder / "site_20210101.tif", pixels, transform, crs),
    )


def bar_of(picture: np.ndarray) -> tuple[int, int]:
    """(columns of the bar, its row): the longest run of the ink's colour in one row."""
    best = (0, 0)
    for row, line in enumerate((picture[..., :3] == INK).all(axis=2)):
        edges = np.flatnonzero(np.diff(np.concatenate(([0], line, [0]))))
        lengths = edges[1::2] - edges[::2]
        if len(lengths) and lengths.max() > best[0]:
            best = (int(lengths.max()), row)
    return best


@pytest.mark.parametrize(("crs", "lon", "lat", "size"), PLACES)
def test_the_painted_bar_is_as_long_as_it_says_and_north_is_north(
    tmp_path: Path, crs: str, lon: float, lat: float, size: float
):
    """At every turn, at 100 and 200 %."""
    before, after = one_date(tmp_path, crs, lon, lat, size)
    pane, middle = (800, 600), (400.0, 300.0)
    to_lonlat = Transformer.from_crs(crs, "EPSG:4326", always_xy=True)
    from_lonlat = Transformer.from_crs("EPSG:4326", crs, always_xy=True)
    north = WGS84.Direct(lat, lon, 0, 5)
    gx, gy = from_lonlat.transform(north["lon2"], north["lat2"])
    with open_pair(before, after).pair as pair:
        left, top = pair.after.facts.transform[2], pair.after.facts.transform[5]
        for turn, ratio in itertools.product((0.0, 33.0, 90.0, -120.0), (1.0, 2.0)):
            camera = Camera(scale=1.7, aspect=pair.aspect, turn=turn).with_point_at((300, 250), middle)
            marks = map_marks(pair, Side.AFTER, camera, pane, MOST_BAR_PX * ratio)
            assert marks.bar is not None
            sprite = marks_sprite(SPRITES, marks.bar.text, marks.bar.width_px, marks.north_deg, ratio)
            width, _ = bar_of(sprite[..., 2::-1])
            number, unit = marks.bar.text.split()
            said = float(number.replace(",", "")) * {"m": 1, "km": 1000}[unit]
            ends = []
            for x in (400 - width / 2, 400 + width / 2):
                px, py = camera.unmap((x, 300))
                ends.append(to_lonlat.transform(left + px * size, top - py * size))
            metres = WGS84.Inverse(ends[0][1], ends[0][0], ends[1][1], ends[1][0])["s12"]
            assert metres == pytest.approx(said, abs=0.51 * metres / width), "to half a pixel"
            assert width > 0.35 * MOST_BAR_PX * ratio
            # The arrow: a step north on the ground, as it goes on screen.
            tip = camera.map(((gx - left) / size, (top - gy) / size))
            angle = math.degrees(math.atan2(tip[0] - middle[0], -(tip[1] - middle[1])))
            assert abs((marks.north_deg - angle + 180) % 360 - 180) < 0.05


@pytest.mark.parametrize("north", [0.0, 45.0, 137.0, -90.0])
def test_the_arrow_points_where_it_should(north: float):
    """The needle's bright half and tip lie on the side of north."""
    sprite = marks_sprite(SPRITES, "", 0.0, north, 4.0)
    bright = np.argwhere((sprite[..., :3].astype(int) - PAPER[0] > 60).any(axis=2))
    middle = np.array(sprite.shape[:2]) / 2
    offsets = bright + 0.5 - middle
    along = np.array([-math.cos(math.radians(north)), math.sin(math.radians(north))])
    reach = offsets @ along
    # The letter stands before the tip: the picture reaches further to the north than to the south.
    assert reach.max() > -reach.min() + 10


def test_render_paints_them_and_refuses_without_a_ground(tmp_path: Path):
    before, after = one_date(tmp_path, "EPSG:3857", 124.7, 39.7, 0.6)

    def render(*arguments: object) -> subprocess.CompletedProcess[str]:
        words = [sys.executable, "-m", "ilmtool", "render", *map(str, arguments)]
        return subprocess.run(words, capture_output=True, text=True, check=False)

    out = tmp_path / "o.png"
    args = ("-o", out, "--mode", "after", "--size", "640x480", "--scale", "1", "--scale-bar")
    run = render(before, after, *args)
    assert run.returncode == 0, run.stderr
    width, row = bar_of(np.asarray(Image.open(out).convert("RGB")))
    # 0.6 m of Web Mercator at 39.7 N are 0.4622 m on the ground along a parallel.
    assert row > 430
    assert width in {round(50 / (0.6 / 1.29807)), round(20 / (0.6 / 1.29807))}
    plain = write_tiff(tmp_path / "plain.tif", ground((300, 200), 100), None, None)
    other = write_tiff(tmp_path / "other.tif", ground((300, 200), 110), None, None)
    refused = render(plain, other, "-o", tmp_path / "p.png", "--scale-bar")
    assert refused.returncode == 2
    assert "no georeferencing, so there is no scale" in refused.stderr
    assert not (tmp_path / "p.png").exists()
