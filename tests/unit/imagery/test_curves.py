"""Ground control points and RPCs: against GDAL's own transformers, and there and back."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from rasterio.control import GroundControlPoint
from rasterio.errors import NotGeoreferencedWarning
from rasterio.rpc import RPC
from rasterio.transform import GCPTransformer, RPCTransformer
from rasters import RPC_TERMS, pattern

from ilmtool.imagery.gcps import fit_gcps
from ilmtool.imagery.georeference import Georeference
from ilmtool.imagery.source import SourceFacts, open_source

Points = NDArray[np.float64]


def grid(facts: SourceFacts, count: int = 9) -> Points:
    xs, ys = np.meshgrid(np.linspace(0, facts.width, count), np.linspace(0, facts.height, count))
    return np.stack([xs.ravel(), ys.ravel()], axis=1)


def written(path: Path, size: tuple[int, int] = (300, 260), **options: Any) -> SourceFacts:
    width, height = size
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", NotGeoreferencedWarning)
        with rasterio.open(
            path, "w", driver="GTiff", width=width, height=height, count=1, dtype="uint8", **options
        ) as out:
            out.write(pattern(height, width, 1))
    with open_source(path) as source:
        return source.facts


def check_against(reference: Georeference, transformer: Any, points: Points, limit_px: float) -> None:
    """Both ways within `limit_px` of GDAL's, and there and back within a thousandth of a pixel."""
    mine = reference.to_ground(points)
    with transformer:
        xs, ys = transformer.xy(points[:, 1], points[:, 0], offset="ul")
    theirs = np.stack([np.asarray(xs), np.asarray(ys)], axis=1)
    assert np.isfinite(mine).all()
    assert np.abs(reference.to_pixel(theirs) - points).max() <= limit_px
    assert np.abs(reference.to_pixel(mine) - points).max() <= 1e-3


def gcps_of(count: int, bend: float, seed: int = 0) -> list[GroundControlPoint]:
    """Points on a turned grid in UTM, with a bend, and some noise where there are many."""
    rng = np.random.default_rng(seed)
    at = np.stack([rng.uniform(0, 300, count), rng.uniform(0, 260, count)], axis=1)
    at[:4] = [(0, 0), (300, 0), (0, 260), (300, 260)][: min(4, count)]
    x, y = at.T
    east = 400_000 + 0.5 * x + 0.2 * y + bend * (x / 300) ** 2 * 20
    north = 4_000_000 + 0.2 * x - 0.5 * y - bend * (x * y / 78_000) * 15
    noise = rng.normal(0, 0.1, (2, count)) if count > 4 else np.zeros((2, count))
    return [
        GroundControlPoint(row=float(r), col=float(c), x=float(e), y=float(n))
        for c, r, e, n in zip(x, y, east + noise[0], north + noise[1], strict=True)
    ]


@pytest.mark.parametrize(("count", "order"), [(3, 1), (4, 1), (5, 1), (6, 2), (25, 2)])
def test_control_points_are_fitted_as_gdal_does(tmp_path: Path, count: int, order: int) -> None:
    points = gcps_of(count, bend=1.0 if order == 2 else 0.0)
    facts = written(tmp_path / "a.tif", gcps=points, crs="EPSG:32651")
    assert (facts.placement, facts.crs_code) == ("gcp", "EPSG:32651")
    assert facts.curve is not None
    assert f"{count} GCPs, order {order}" in facts.curve.summary
    check_against(facts.georeference, GCPTransformer(points), grid(facts), 0.01)


def test_control_points_over_the_antimeridian(tmp_path: Path) -> None:
    corners = [
        (0, 0, 179.98, 10.0),
        (300, 0, -179.96, 10.0),
        (0, 260, 179.98, 9.95),
        (300, 260, -179.96, 9.95),
    ]
    points = [GroundControlPoint(row=r, col=c, x=x, y=y) for c, r, x, y in corners]
    facts = written(tmp_path / "a.tif", gcps=points, crs="EPSG:4326")
    middle = facts.georeference.to_ground(np.array([[150.0, 130.0]]))[0]
    assert (middle[0] % 360, middle[1]) == pytest.approx((180.01, 9.975))
    back = facts.georeference.to_pixel(np.array([[-179.99, 9.975], [180.01, 9.975]]))
    assert back == pytest.approx(np.array([[150.0, 130.0]] * 2))


@settings(max_examples=40, deadline=None)
@given(
    angle=st.floats(0, 360), size=st.floats(0.05, 500), skew=st.floats(-0.4, 0.4),
    bend=st.floats(-0.02, 0.02), east=st.floats(-1e6, 1e6),
)  # fmt: skip
def test_any_fit_comes_back(angle: float, size: float, skew: float, bend: float, east: float) -> None:
    rng = np.random.default_rng(3)
    pixels = rng.uniform(0, 20_000, (12, 2))
    turn = np.radians(angle)
    unit = pixels / 20_000
    x = unit[:, 0] + skew * unit[:, 1] + bend * unit[:, 0] ** 2
    y = unit[:, 1] + bend * unit[:, 0] * unit[:, 1]
    ground = 20_000 * size * np.stack(
        [np.cos(turn) * x - np.sin(turn) * y, np.sin(turn) * x + np.cos(turn) * y], axis=1
    ) + (east, 4e6)  # fmt: skip
    fitted = fit_gcps(pixels.tolist(), ground.tolist())
    assert fitted.rms_px < 1e-3
    assert np.abs(fitted.to_pixel(fitted.to_ground(pixels)) - pixels).max() < 1e-3
    assert np.abs(fitted.to_ground(pixels) - ground).max() < 1e-6 * 20_000 * size


@pytest.mark.parametrize(
    ("points", "why"),
    [
        ([(0, 0), (1, 1)], "2 of three"),
        ([(0, 0), (1, 1), (2, 2), (5, 5)], "one line"),
        ([(0, 0), (0, 9), (0, 5)], "one line"),
        ([(0, 0), (float("nan"), 9), (0, 5)], "2 of three"),
    ],
)
def test_points_that_place_nothing_are_refused(points: Sequence[tuple[float, float]], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        fit_gcps(points, [(10.0 + x, 20.0 + y) for x, y in points])


def test_six_points_on_two_lines_fall_back_to_first_order() -> None:
    """A second-order polynomial through them would be anything."""
    pixels = [(x, y) for y in (0.0, 100.0) for x in (0.0, 50.0, 100.0)]
    fitted = fit_gcps(pixels, [(5 + 2 * x, 7 - 3 * y) for x, y in pixels])
    assert fitted.order == 1
    assert fitted.to_ground(np.array([[30.0, 40.0]])) == pytest.approx(np.array([[65.0, -113.0]]))


def test_rpcs_agree_with_gdal(tmp_path: Path) -> None:
    facts = written(tmp_path / "a.tif", (10_000, 300), rpcs=RPC(**RPC_TERMS))
    assert facts.placement == "rpc"
    assert facts.curve is not None
    assert facts.curve.height_m == 210.0
    transformer = RPCTransformer(RPC(**RPC_TERMS), rpc_height=210.0, rpc_pixel_error_threshold=1e-4)
    check_against(facts.georeference, transformer, grid(facts), 0.01)


def test_rpcs_over_the_antimeridian() -> None:
    from ilmtool.imagery.rpc import rpc_of_tags

    tags = RPC(**(RPC_TERMS | {"long_off": 179.99})).to_gdal()
    rpc = rpc_of_tags({key: str(value) for key, value in tags.items()})
    pixels = np.array([[500.0, 5000.0], [9000.0, 5000.0]])
    ground = rpc.to_ground(pixels)
    assert ground[1, 0] > 180 > ground[0, 0]
    for turn in (0.0, 360.0):
        assert rpc.to_pixel(ground - (turn, 0.0)) == pytest.approx(pixels, abs=1e-3)


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("LINE_NUM_COEFF", "1 2 3", "LINE_NUM_COEFF is missing or incomplete"),
        ("LAT_OFF", "north", "LAT_OFF holds text"),
        ("SAMP_OFF", "", "SAMP_OFF is missing"),
        ("SAMP_SCALE", "0", "SAMP_SCALE is zero"),
        ("LAT_OFF", "91", "no place"),
        ("HEIGHT_OFF", "nan", "HEIGHT_OFF"),
    ],
)
def test_a_broken_rpc_costs_its_placement_and_not_the_image(
    tmp_path: Path, name: str, text: str, why: str
) -> None:
    tags = {key: str(value) for key, value in RPC(**RPC_TERMS).to_gdal().items()} | {name: text}
    path = tmp_path / "a.tif"
    written(path)
    items = "".join(f'<MDI key="{key}">{value}</MDI>' for key, value in tags.items())
    text = f'<PAMDataset><Metadata domain="RPC">{items}</Metadata></PAMDataset>'
    (tmp_path / "a.tif.aux.xml").write_text(text)
    with open_source(path) as source:
        facts = source.facts
        assert facts.placement == "none"
        assert any(why in ignored for ignored in facts.placement_ignored), facts.placement_ignored
        data, _ = source.read(0, (0, 0, 300, 260))
    assert (data[..., 0] == pattern(260, 300, 1)[0]).all()


def test_real_files_agree_with_gdal(shared_data: Path) -> None:
    """All of the test data that GCPs or RPCs place."""
    checked = {"gcp": 0, "rpc": 0}
    for path in sorted((shared_data / "zoo").rglob("*")):
        if path.suffix.lower() not in {".tif", ".vrt", ".img", ".jpg", ".dim", ".ntf"}:
            continue
        try:
            with open_source(path) as source:
                facts = source.facts
        except Exception:  # noqa: BLE001 - what cannot be opened is another test's concern
            continue
        if facts.curve is None:
            continue
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", NotGeoreferencedWarning)
            with rasterio.open(path) as dataset:
                if facts.placement == "gcp":
                    transformer: Any = GCPTransformer(dataset.gcps[0])
                else:
                    transformer = RPCTransformer(
                        dataset.rpcs, rpc_height=facts.curve.height_m, rpc_pixel_error_threshold=1e-4
                    )
        check_against(facts.georeference, transformer, grid(facts), 0.05)
        checked[facts.placement] += 1
    assert checked["gcp"] >= 6
    assert checked["rpc"] >= 2
