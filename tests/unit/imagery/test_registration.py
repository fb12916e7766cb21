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
from ilmtool.imagery.registration import fit, register
from ilmtool.imagery.source import open_source

SIDE = 700


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
    path: Path, picture: NDArray[np.float32], transform: tuple[float, ...] = HALF_METRE, **options: Any
) -> Path:
    rows, cols = picture.shape
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
    at = np.array([[x, y] for x in (70, 350, 630) for y in (70, 350, 630)], np.float64)
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
        cv2.circle(before, (560, 140), 70, 250.0, -1)
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
    small = cv2.resize(site, (420, 420), interpolation=cv2.INTER_AREA)
    pixel = 0.5 * SIDE / 420
    grid = (pixel, 0.0, HALF_METRE[2] + 3.5, 0.0, -pixel, HALF_METRE[5])
    code, found = answer(capsys, written(tmp_path / "b.tif", small, grid), after)
    assert code == 0
    assert error_px(tuple(found["matrix"]), (1, 0, -7, 0, 1, 0)) < 0.3


def test_nodata_is_not_what_is_matched(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = ground(4)
    before = seen_through(site, (1, 0, 6.0, 0, 1, -4.0))
    for picture in (site, before):
        picture[:] = np.maximum(picture, 5)
        picture[:, 500:] = 0  # the swath of both ends at the same column of pixels
    code, found = answer(
        capsys, written(tmp_path / "b.tif", before, nodata=0), written(tmp_path / "a.tif", site, nodata=0)
    )
    assert code == 0
    assert error_px(tuple(found["matrix"]), (1, 0, 6.0, 0, 1, -4.0)) < 0.3


@pytest.mark.parametrize("seed", range(6))
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


def test_images_of_different_places_do_not_overlap(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    far = (0.5, 0.0, 500_000.0, 0.0, -0.5, 4_000_000.0)
    code, found = answer(
        capsys, written(tmp_path / "b.tif", ground(1), far), written(tmp_path / "a.tif", ground(1))
    )
    assert (code, found["reason"]) == (3, "the images do not overlap")


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


def test_a_fit_that_turns_or_stretches_too_much_is_refused() -> None:
    at = [(float(x), float(y)) for x in range(0, 900, 100) for y in range(0, 900, 100)]
    for matrix, word in (
        ((0.0, -1.0, 0.0, 1.0, 0.0, 0.0), "turns"),
        ((1.4, 0.0, 0.0, 0.0, 1.0, 0.0), "stretches"),
    ):
        points = [(p, tuple(apply(matrix, np.array([p]))[0].tolist()), 1.0) for p in at]
        found = fit(points)  # type: ignore[arg-type]
        assert found.is_refused
        assert word in found.reason


def test_an_image_that_cannot_be_used_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = written(tmp_path / "a.tif", ground(1, 100))
    assert main(["register", str(tmp_path / "gone.tif"), str(good)]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "gone.tif does not exist" in told.err


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
