"""The pictures agree with what the metadata and the truth say of them."""

from __future__ import annotations

import itertools

import cv2
import numpy as np
import pytest
import rasterio
from rasterio.windows import Window

from ilmtool.core.geometry import apply, invert
from ilmtool.demo import DemoPair, write_demo
from ilmtool.demo.plan import Pass, passes, registration_matrix
from ilmtool.demo.render import Renderer
from ilmtool.demo.solids import BOTH, Thing, World, block
from ilmtool.demo.truth import CHANGED, silhouette, tight_ring
from ilmtool.demo.world import SITE, build_ground, build_world
from ilmtool.imagery.placement import Georeference, place
from ilmtool.sidecar.reader import read_sidecar


@pytest.fixture(scope="module")
def ground():
    """Rough ground under pictures of the real resolution."""
    return build_ground(World(), passes(1), 8, lambda: None)


@pytest.fixture(scope="module")
def big_pair(tmp_path_factory: pytest.TempPathFactory) -> DemoPair:
    return write_demo(tmp_path_factory.mktemp("big"))


def _registered(pair: DemoPair, box: tuple[int, int, int, int], matrix) -> tuple[np.ndarray, np.ndarray]:
    """Grey values of an after window (x, y, columns, rows) and of the before image placed into it."""
    with rasterio.open(pair.after) as after, rasterio.open(pair.before) as before:
        geo = [Georeference(tuple(f.transform)[:6], "EPSG:32651", None, f.shape) for f in (before, after)]
        to_after = place(geo[0], geo[1], matrix).affine
        x, y, columns, rows = box
        grey = cv2.cvtColor(after.read(window=Window(*box)).transpose(1, 2, 0), cv2.COLOR_RGB2GRAY)
        a, b, c, d, e, f = invert(to_after)
        corner = apply((a, b, c, d, e, f), np.array([[x + 0.5, y + 0.5]]))[0] - 0.5
        back = np.array([[a, b, corner[0]], [d, e, corner[1]]])
        old = cv2.cvtColor(before.read().transpose(1, 2, 0), cv2.COLOR_RGB2GRAY)
        placed = cv2.warpAffine(old, back, (columns, rows), flags=cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP)
    return grey.astype(np.float32), placed.astype(np.float32)


def test_the_full_pair_has_the_promised_size_and_the_known_misregistration(big_pair: DemoPair) -> None:
    with rasterio.open(big_pair.before) as before, rasterio.open(big_pair.after) as after:
        assert min(before.shape) >= 4000
        assert min(after.shape) >= 6667
        assert before.overviews(1) == [2, 4, 8]
        assert after.overviews(1) == [2, 4, 8, 16]
    said = read_sidecar(big_pair.sidecar).document.header.registrations[0].matrix
    assert said == registration_matrix()
    for x, y in ((3500, 200), (5500, 5000)):  # fields: nothing tall, nothing changed
        after_grey, placed = _registered(big_pair, (x, y, 900, 900), None)
        fine = [image - cv2.GaussianBlur(image, (0, 0), 8) for image in (placed, after_grey)]
        measured, sure = cv2.phaseCorrelate(*fine, cv2.createHanningWindow((900, 900), cv2.CV_32F))
        middle = np.array([[x + 450.0, y + 450.0]])
        expected = (apply(said, middle) - middle)[0]
        assert sure > 0.3
        assert measured == pytest.approx(expected, abs=0.3)
        assert np.hypot(*expected) > 4


def test_the_boxes_lie_on_what_changed(small_pair: DemoPair) -> None:
    document = read_sidecar(small_pair.sidecar).document
    matrix = document.header.registrations[0].matrix
    with rasterio.open(small_pair.after) as file:
        columns, rows = file.width, file.height
    after_grey, placed = _registered(small_pair, (0, 0, columns, rows), matrix)
    # The same mean and contrast, then the difference.
    after_grey, placed = ((i - i.mean()) / i.std() for i in (after_grey, placed))
    difference = np.abs(after_grey - placed)
    quiet = float(np.median(difference[100:500, 900:1200]))
    for annotation in document.annotations.values():
        mask = np.zeros(difference.shape, dtype=np.uint8)
        cv2.fillPoly(mask, [np.round(np.array(annotation.ring) - 0.5).astype(np.int32)], 1)
        # The place that the building left shows bare ground again, under another thing's shadow.
        assert difference[mask > 0].mean() > 1.5 * quiet, annotation.properties.note


def _alone(world: World, name: str) -> World:
    return World([], [t for t in world.things if t.name == name])


@pytest.mark.parametrize("name", [c.name for c in CHANGED])
def test_a_box_is_tight_on_its_thing(name: str, ground) -> None:
    """With and without the thing, the picture differs up to the edge of its outline and, apart from its
    shadow, not beyond.
    """
    after = passes(1)[1]
    only = _alone(build_world(), name)
    points = silhouette(only, name, after)
    turn = next(c.turn_deg for c in CHANGED if c.name == name)
    ring = np.array(tight_ring(points, None if turn is None else SITE.heading_deg + turn))
    for start, end in itertools.pairwise(ring):
        inward = np.array([end[1] - start[1], start[0] - end[0]]) / np.hypot(*(end - start))
        gap = float(((points - start) @ inward).min())
        assert 0.0 <= gap <= 1.0
    low, high = np.floor(points.min(axis=0)).astype(int), np.ceil(points.max(axis=0)).astype(int)
    x, y = (low - 20).tolist()
    columns, rows = (high - low + 40).tolist()
    with_it = Renderer(ground, only, after).window(x, y, columns, rows).astype(int)
    without = Renderer(ground, World(), after).window(x, y, columns, rows).astype(int)
    changed = np.abs(with_it - without).max(axis=2) > 12
    across, down = np.flatnonzero(changed.any(axis=0)) + x, np.flatnonzero(changed.any(axis=1)) + y
    # The sun stands in the south: no shadow below, and none to the right.
    assert across[-1] + 1 == pytest.approx(points[:, 0].max(), abs=2.5)
    assert down[-1] + 1 == pytest.approx(points[:, 1].max(), abs=2.5)
    assert across[0] <= points[:, 0].min() + 1.5
    assert down[0] <= points[:, 1].min() + 1.5


@pytest.mark.parametrize("of_pass", passes(1), ids=lambda p: p.stem)
def test_shadows_point_and_reach_as_the_sun_angles_say(of_pass: Pass, ground) -> None:
    height = 30.0
    tower = World([], [Thing(block(SITE.rectangle(0, 0, 3, 3), 0, height, (9, 9, 9), (9, 9, 9)), (), BOTH)])
    foot = np.array([SITE.at(1.5, 1.5)])
    centre = apply(invert(of_pass.to_ground), foot)[0]
    x, y = (centre - 250).astype(int).tolist()
    with_it, without = (
        Renderer(ground, w, of_pass).window(x, y, 500, 500).astype(int) for w in (tower, World())
    )
    dark = (without - with_it).sum(axis=2) > 60
    lean_azimuth = np.radians(of_pass.azimuth + 180)
    rows, columns = np.nonzero(dark)
    east, south = columns + x + 0.5 - centre[0], rows + y + 0.5 - centre[1]
    # Leave out the tower's own body, which leans away from the satellite.
    body = east * np.sin(lean_azimuth) - south * np.cos(lean_azimuth)
    aside = np.abs(east * np.cos(lean_azimuth) + south * np.sin(lean_azimuth))
    reach = np.hypot(east, south) * of_pass.gsd
    far = (reach > 8) & ~((body > 0) & (aside < 9))
    tip = np.argmax(np.where(far, reach, 0))
    azimuth = np.degrees(np.arctan2(np.mean(east[far]), -np.mean(south[far]))) % 360
    assert azimuth == pytest.approx((of_pass.sun_azimuth + 180) % 360, abs=2.0)
    length = height / np.tan(np.radians(of_pass.sun_elevation))
    assert reach[tip] == pytest.approx(length + 1.8, abs=2.0)
