"""Registration: known distortions found again, other places refused, and what the command line says of it."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
import rasterio
from numpy.typing import NDArray
from rasters import HALF_METRE, UTM51

from ilmtool.__main__ import main
from ilmtool.core.geometry import Affine, apply, compose
from ilmtool.errors import Cancelled
from ilmtool.imagery.placement import place
from ilmtool.imagery.registration import register
from ilmtool.imagery.source import open_source

SIDE = 520


def ground(seed: int, side: int = SIDE) -> NDArray[np.float32]:
    """Something like fields and buildings: steps of grey at many scales, (side, side)."""
    rng = np.random.default_rng(seed)
    picture = np.zeros((side, side), np.float32)
    for size in (140, 60, 25, 10):
        for _ in range(side * side // (size * size)):
            x, y = rng.integers(-size, side, 2)
            angle, half = float(rng.uniform(0, 90)), size * float(rng.uniform(0.3, 0.6))
            box = cv2.boxPoints(((float(x), float(y)), (2 * half, half), angle)).astype(np.int32)
            cv2.fillConvexPoly(picture, box, float(rng.uniform(20, 230)))
    return cv2.GaussianBlur(picture, (0, 0), 1.0)


def about_the_middle(turn_deg: float, scale: float, dx: float, dy: float) -> Affine:
    turn, c = math.radians(turn_deg), SIDE / 2
    a, b = scale * math.cos(turn), -scale * math.sin(turn)
    return (a, b, c - a * c - b * c + dx, -b, a, c + b * c - a * c + dy)


def seen_through(picture: NDArray[np.float32], matrix: Affine) -> NDArray[np.float32]:
    """The image that lies on `picture` when `matrix` is applied to it."""
    a, b, c, d, e, f = compose((1, 0, -0.5, 0, 1, -0.5), compose(matrix, (1, 0, 0.5, 0, 1, 0.5)))
    flags, edge = cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP, cv2.BORDER_REFLECT
    inverse = np.array([[a, b, c], [d, e, f]])
    moved = cv2.warpAffine(picture, inverse, picture.shape[::-1], flags=flags, borderMode=edge)
    return np.asarray(moved, np.float32)


def written(
    path: Path, picture: NDArray[np.float32], transform: tuple[float, ...] | None = HALF_METRE, **options: Any
) -> Path:
    rows, cols = picture.shape
    if transform is None:
        cv2.imwrite(str(path), np.clip(picture, 0, 255).astype(np.uint8))
        return path
    with rasterio.open(
        path, "w", driver="GTiff", width=cols, height=rows, count=1, dtype="uint8", crs=UTM51,
        transform=rasterio.Affine(*transform), **options,
    ) as out:  # fmt: skip
        out.write(np.clip(picture, 0, 255).astype(np.uint8), 1)
    return path


def answer(capsys: pytest.CaptureFixture[str], before: Path, after: Path) -> tuple[int, dict[str, Any]]:
    code = main(["register", str(before), str(after), "--json"])
    told = capsys.readouterr()
    assert told.err == ""
    return code, json.loads(told.out)


def error_px(found: Affine, true: Affine) -> float:
    """RMS at nine points."""
    at = np.array([[x, y] for x in (52, 260, 468) for y in (52, 260, 468)], np.float64)
    return float(np.sqrt((np.hypot(*(apply(found, at) - apply(true, at)).T) ** 2).mean()))


@pytest.mark.parametrize(
    "matrix",
    [
        about_the_middle(0, 1, 0, 0),
        about_the_middle(0, 1, 17.3, -11.6),
        about_the_middle(2, 1.01, 8.2, 9.7),
        about_the_middle(-2, 0.99, -15.5, 3.25),
    ],
    ids=["none", "shift", "turn and scale", "the other way"],
)
@pytest.mark.parametrize("changed", [False, True], ids=["same light", "other light, changes, clouds"])
def test_a_known_distortion_is_found_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], matrix: Affine, changed: bool
) -> None:
    site = ground(1)
    before = seen_through(site, matrix)
    if changed:
        rng = np.random.default_rng(2)
        before = 255 * (np.clip(before, 0, 255) / 255) ** 0.6 * 0.7 + 20 + rng.normal(0, 3, before.shape)
        for x, y in rng.integers(0, SIDE, (12, 2)):
            cv2.rectangle(before, (int(x), int(y)), (int(x) + 25, int(y) + 18), 240.0, -1)
        cv2.circle(before, (420, 100), 50, 250.0, -1)
    code, found = answer(
        capsys, written(tmp_path / "b.tif", before.astype(np.float32)), written(tmp_path / "a.tif", site)
    )
    assert (code, found["refused"], found["reason"]) == (0, False, None)
    assert error_px(tuple(found["matrix"]), matrix) < 0.3
    assert found["rms_px"] < 0.5
    assert found["inlier_share"] >= 0.6
    assert found["points"] == sum(point["inlier"] for point in found["tie_points"]) >= 8


def test_other_resolutions_and_grids_do_not_matter(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The before image is coarser, its grid begins elsewhere, and it lies 3.5 m too far east."""
    site = ground(3)
    after = written(tmp_path / "a.tif", site)
    small = cv2.resize(site, (312, 312), interpolation=cv2.INTER_AREA)
    pixel = 0.5 * SIDE / 312
    grid = (pixel, 0.0, HALF_METRE[2] + 3.5, 0.0, -pixel, HALF_METRE[5])
    code, found = answer(capsys, written(tmp_path / "b.tif", small, grid), after)
    assert code == 0
    assert error_px(tuple(found["matrix"]), (1, 0, -7, 0, 1, 0)) < 0.3


@pytest.mark.parametrize("how", ["inverted", "clouds", "half", "16 bit"])
def test_what_one_date_shows_otherwise_does_not_matter(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], how: str
) -> None:
    """Near infrared beside red, clouds over two fifths, half of the scene without data, few grey levels."""
    site, matrix = np.maximum(ground(8), 1), about_the_middle(1.2, 0.993, 12.0, -7.0)
    before = np.maximum(seen_through(site, matrix), 1)
    rng = np.random.default_rng(3)
    if how == "inverted":
        before = 255 - 0.8 * before
    elif how == "clouds":
        shape = cv2.GaussianBlur(rng.normal(0, 1, before.shape).astype(np.float32), (0, 0), 40)
        before[shape > np.quantile(shape, 0.6)] = 245
    elif how == "half":
        before[:, SIDE // 2 :] = 0
    else:
        before = 60 + before * 0.1
    code, found = answer(
        capsys, written(tmp_path / "b.tif", before, nodata=0), written(tmp_path / "a.tif", site, nodata=0)
    )
    assert (code, found["reason"]) == (0, None)
    assert error_px(tuple(found["matrix"]), matrix) < 0.3


def test_a_small_image_is_found_in_a_large_one_without_georeferencing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The matrix then leads from before px to after px: nothing is placed before it."""
    site = ground(9, 800)
    before = written(tmp_path / "b.png", site[310:710, 280:760], transform=None)
    code, found = answer(capsys, before, written(tmp_path / "a.png", site, transform=None))
    assert code == 0
    assert np.allclose(found["matrix"], (1, 0, 280, 0, 1, 310), atol=0.05)
    point = found["tie_points"][0]
    assert (
        np.hypot(point["found"][0] - point["placed"][0] - 280, point["found"][1] - point["placed"][1] - 310)
        < 1
    )


def test_nodata_is_not_what_is_matched(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = ground(4)
    before = seen_through(site, (1, 0, 6.0, 0, 1, -4.0))
    for picture in (site, before):
        picture[:] = np.maximum(picture, 5)
        picture[:, 380:] = 0  # the swath of both ends at the same column of pixels
    code, found = answer(
        capsys, written(tmp_path / "b.tif", before, nodata=0), written(tmp_path / "a.tif", site, nodata=0)
    )
    assert code == 0
    assert error_px(tuple(found["matrix"]), (1, 0, 6.0, 0, 1, -4.0)) < 0.3


@pytest.mark.parametrize("seed", range(4))
def test_another_place_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str], seed: int) -> None:
    before = written(tmp_path / "b.tif", ground(100 + seed))
    code, found = answer(capsys, before, written(tmp_path / "a.tif", ground(200 + seed)))
    assert (code, found["refused"], found["matrix"]) == (3, True, None)
    assert found["reason"]
    assert found["inlier_share"] < 0.6


def test_nothing_to_see_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    flat = np.full((SIDE, SIDE), 90, np.float32)
    code, found = answer(capsys, written(tmp_path / "b.tif", flat), written(tmp_path / "a.tif", flat))
    assert code == 3
    assert "enough to see" in found["reason"]


@pytest.mark.parametrize("period", [9, 25, 60, 140])
def test_a_pattern_that_repeats_itself_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], period: int
) -> None:
    """A car park, moved by more than half of its period: any whole number of periods fits as well."""
    rng = np.random.default_rng(period)
    cell = cv2.GaussianBlur(rng.uniform(20, 230, (period, period)).astype(np.float32), (0, 0), period / 10)
    times = -(-SIDE // period) + 1
    lot = np.tile(cell, (times, times))
    before, after = (
        lot[y : y + SIDE, x : x + SIDE] + rng.normal(0, 4, (SIDE, SIDE))
        for y, x in ((0, 0), (int(0.6 * period), int(0.55 * period)))
    )
    code, found = answer(capsys, written(tmp_path / "b.tif", before), written(tmp_path / "a.tif", after))
    assert code == 3
    assert "repeats" in found["reason"] or "look alike" in found["reason"] or "enough" in found["reason"]


@pytest.mark.parametrize("kind", ["one thing each", "stripes", "ramp", "water", "frame"])
def test_little_or_nothing_to_go_by_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    rng = np.random.default_rng(12)
    cols = np.arange(SIDE, dtype=np.float32)[None, :].repeat(SIDE, 0)
    pair = []
    for turn in range(2):
        if kind == "one thing each":
            picture = np.full((SIDE, SIDE), 90, np.float32)
            for x, y in rng.integers(60, SIDE - 60, (3, 2)):
                cv2.rectangle(picture, (int(x), int(y)), (int(x) + 24, int(y) + 16), 220.0, -1)
        elif kind == "stripes":
            picture = 120 + 80 * np.sign(np.sin((cols + 5 * turn) / 7)) + rng.normal(0, 3, cols.shape)
        elif kind == "ramp":
            picture = cols / SIDE * 200 + 20
        elif kind == "water":
            picture = 100 + 60 * cv2.GaussianBlur(rng.normal(0, 1, cols.shape).astype(np.float32), (0, 0), 2)
        else:
            picture = 120 + rng.normal(0, 3, cols.shape)
            picture[:30] = picture[-30:] = picture[:, :30] = picture[:, -30:] = 10
        pair.append(np.asarray(picture, np.float32))
    code, found = answer(capsys, written(tmp_path / "b.tif", pair[0]), written(tmp_path / "a.tif", pair[1]))
    assert (code, found["matrix"]) == (3, None)
    assert found["reason"]


def test_one_corner_alone_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two different places, but for one strip that both have."""
    before, after = ground(20), ground(21)
    before[:110] = after[:110]
    code, found = answer(capsys, written(tmp_path / "b.tif", before), written(tmp_path / "a.tif", after))
    assert (code, found["matrix"]) == (3, None)


def test_images_of_different_places_do_not_overlap(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    far = (0.5, 0.0, 500_000.0, 0.0, -0.5, 4_000_000.0)
    code, found = answer(
        capsys, written(tmp_path / "b.tif", ground(1), far), written(tmp_path / "a.tif", ground(1))
    )
    assert (code, found["reason"]) == (3, "the images do not overlap")


def test_a_small_overlap_is_told_from_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    aside = (0.5, 0.0, HALF_METRE[2] + 0.5 * (SIDE - 9), 0.0, -0.5, HALF_METRE[5])
    code, found = answer(
        capsys, written(tmp_path / "b.tif", ground(1), aside), written(tmp_path / "a.tif", ground(1))
    )
    assert (code, found["reason"]) == (
        3,
        f"the images share only 9 x {SIDE} px of the after scene; more than 16 px each way are needed",
    )


def test_the_same_images_give_the_same_answer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = written(tmp_path / "b.tif", seen_through(ground(5), (1, 0, 3.4, 0, 1, 2.1)))
    after = written(tmp_path / "a.tif", ground(5))
    assert answer(capsys, before, after) == answer(capsys, before, after)


def test_it_can_be_stopped(tmp_path: Path) -> None:
    told: list[float] = []

    def stop(share: float) -> bool:
        told.append(share)
        return share < 0.5

    path = written(tmp_path / "a.tif", ground(6))
    with open_source(path) as one, open_source(path) as other, pytest.raises(Cancelled):
        register(one, other, place(one.facts.georeference, other.facts.georeference), stop)
    assert told == sorted(told)
    assert 0.5 <= told[-1] < 0.7


def test_an_image_that_cannot_be_used_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = written(tmp_path / "a.tif", ground(1, 100))
    assert main(["register", str(tmp_path / "gone.tif"), str(good)]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "gone.tif does not exist" in told.err


@pytest.mark.parametrize("name", ["a.tif", "link.png", "notes.txt"])
def test_the_picture_never_takes_the_place_of_an_image_or_of_anything_else(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    before, after = written(tmp_path / "b.tif", ground(1, 100)), written(tmp_path / "a.tif", ground(1, 100))
    (tmp_path / "link.png").hardlink_to(after)
    (tmp_path / "notes.txt").write_text("kept")
    was = after.read_bytes()
    assert main(["register", str(before), str(after), "--picture", str(tmp_path / name)]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert name in told.err
    assert after.read_bytes() == was
    assert (tmp_path / "notes.txt").read_text() == "kept"


def test_a_real_pair_forth_and_back_is_where_it_was(
    shared_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pair = sorted((shared_data / "pairs" / "oscd_dubai").glob("*.tif"))
    code, forward = answer(capsys, pair[0], pair[1])
    assert code == 0
    back = answer(capsys, pair[1], pair[0])[1]
    both = compose(tuple(back["matrix"]), tuple(forward["matrix"]))
    at = np.array([[60.0, 60.0], [317.0, 387.0], [570.0, 700.0]])
    assert np.hypot(*(apply(both, at) - at).T).max() < 0.5


def test_naip_eleven_years_apart_is_measured(shared_data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Other season, other water: the grids differ by 1 m, a fifth of a pixel, which placing takes away."""
    pair = sorted((shared_data / "pairs" / "naip_northdakota").glob("*.tif"))
    code, found = answer(capsys, pair[0], pair[1])
    assert (code, found["reason"]) == (0, None)
    assert error_px(tuple(found["matrix"]), (1, 0, 0.2, 0, 1, 0.2)) < 0.3


def test_people_read_what_was_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    matrix = about_the_middle(1.0, 1.005, 6.0, -8.0)
    before = written(tmp_path / "b.tif", seen_through(ground(10), matrix))
    after, picture = written(tmp_path / "a.tif", ground(10)), tmp_path / "residuals.png"
    assert main(["register", str(before), str(after), "--picture", str(picture)]) == 0
    lines = dict(line.split(maxsplit=1) for line in capsys.readouterr().out.splitlines())
    assert lines["model"] == "similarity"
    dx, dy, _, *rest = lines["shift"].split()
    assert (float(dx.rstrip(",")), float(dy)) == pytest.approx((6.0, -8.0), abs=0.3)
    assert rest[-2:] == ["(5.00", "m)"] or float(rest[-2].lstrip("(")) == pytest.approx(5.0, abs=0.1)
    assert float(lines["turn"].split()[0]) == pytest.approx(1.0, abs=0.02)
    assert float(lines["scale"]) == pytest.approx(1.005, abs=0.0005)
    assert set(lines) >= {"matrix", "rms", "places", "time"}
    shown = cv2.imread(str(picture))
    assert shown.shape == (900, 1200, 3)
    blue = np.abs(shown[:870].astype(int) - (233, 180, 86)).max(axis=2) < 12
    assert blue.sum() > 200, "rings of the agreeing places"
