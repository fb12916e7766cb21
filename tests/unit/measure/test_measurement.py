"""From clicked pixels to values: over the antimeridian, around a pole, by control points, without ground."""

from __future__ import annotations

import numpy as np
import pytest
from pyproj import Transformer

from ilmtool.core.scene import Acquisition
from ilmtool.errors import UserError
from ilmtool.imagery.georeference import Georeference
from ilmtool.imagery.ground import GroundMap, ground_map
from ilmtool.measure.measurement import as_text, brief, details, headline, measured, short, values

geodesic = pytest.importorskip("geographiclib.geodesic", reason="GeographicLib judges independently")
WGS84 = geodesic.Geodesic.WGS84
NOTHING = Acquisition()


def ground(crs: str, transform: tuple[float, ...], shape: tuple[int, int] = (1000, 1000)) -> GroundMap:
    made = ground_map(Georeference(transform, crs, None, shape))
    assert made is not None
    return made


IMAGES = {
    "antimeridian, past 180": ("EPSG:4326", (1e-4, 0.0, 179.95, 0.0, -1e-4, -16.0)),
    "antimeridian, in UTM": ("EPSG:32701", (10.0, 0.0, 165_000.0, 0.0, -10.0, 8_225_000.0)),
    "the north pole": ("EPSG:3413", (1000.0, 0.0, -500_000.0, 0.0, -1000.0, 500_000.0)),
    "the south pole": ("EPSG:3031", (500.0, 0.0, -250_000.0, 0.0, -500.0, 250_000.0)),
    "a turned grid": ("EPSG:32633", (0.3, 0.4, 389_000.0, 0.4, -0.3, 5_819_000.0)),
    "Web Mercator": ("EPSG:3857", (0.6, 0.0, 13_880_000.0, 0.0, -0.6, 4_800_000.0)),
}
CORNERS = ((100.0, 120.0), (880.5, 60.25), (910.0, 800.0), (140.0, 905.5))


def places(crs: str, transform: tuple[float, ...]) -> list[tuple[float, float]]:
    """Apart from the program."""
    a, b, c, d, e, f = transform
    to_lonlat = Transformer.from_crs(crs, "EPSG:4326", always_xy=True)
    return [to_lonlat.transform(a * x + b * y + c, d * x + e * y + f) for x, y in CORNERS]


@pytest.mark.parametrize("image", IMAGES)
def test_paths_and_areas_are_geographiclib_s(image: str) -> None:
    crs, transform = IMAGES[image]
    at = places(crs, transform)
    path = measured("path", "a", CORNERS, ground(crs, transform), NOTHING)
    for leg, start, end in zip(path.legs, at[:-1], at[1:], strict=True):
        theirs = WGS84.Inverse(start[1], start[0], end[1], end[0])
        assert leg.length_m == pytest.approx(theirs["s12"], rel=1e-9)
        assert abs((leg.azimuth_deg - theirs["azi1"] + 180) % 360 - 180) < 1e-6
    straight = WGS84.Inverse(at[0][1], at[0][0], at[-1][1], at[-1][0])
    assert abs((path.azimuth_deg - straight["azi1"] + 180) % 360 - 180) < 1e-6
    polygon = WGS84.Polygon()
    for lon, lat in at:
        polygon.AddPoint(lat, lon)
    _, perimeter, area = polygon.Compute(False, True)
    around = measured("area", "a", CORNERS, ground(crs, transform), NOTHING)
    assert around.outline.area_m2 == pytest.approx(abs(area), rel=1e-8)
    assert around.length_m == pytest.approx(perimeter, rel=1e-9)
    assert values(around) == {"area_m2": round(abs(area), 1), "perimeter_m": round(perimeter, 2)}


def test_an_image_by_control_points_is_measured_by_its_curve(shared_data) -> None:
    from ilmtool.imagery.source import open_source

    found = sorted((shared_data / "zoo").rglob("*gcp*.tif"))
    for path in found:
        with open_source(path) as source:
            reference = source.facts.georeference
        made = ground_map(reference) if reference.transform is None and reference.curve is not None else None
        if made is None:
            continue
        line = ((1.0, 1.0), (reference.shape[1] - 1.0, reference.shape[0] - 1.0))
        (lon1, lat1), (lon2, lat2) = made.to_lonlat(np.array(line)).tolist()
        item = measured("path", "a", line, made, NOTHING)
        assert item.length_m == pytest.approx(WGS84.Inverse(lat1, lon1, lat2, lon2)["s12"], rel=1e-9)
        return
    pytest.skip("no image in the shared data is placed by control points alone")


def test_texts_say_the_value_the_method_and_the_corners() -> None:
    crs, transform = IMAGES["Web Mercator"]
    item = measured("path", "site", CORNERS[:2], ground(crs, transform), NOTHING)
    assert headline(item).startswith("Distance ")
    assert headline(item, "imperial").split()[2].rstrip(",") == "ft"
    assert short(item) in headline(item)
    assert brief(item).startswith(short(item))
    assert details(item)[0].startswith("Back azimuth ")
    text = as_text(item)
    assert text.splitlines()[1] == "On site"
    assert f"{item.lonlat[0][1]:.7f}, {item.lonlat[0][0]:.7f}" in text


def test_without_a_ground_pixels_are_measured_and_no_heights() -> None:
    item = measured("area", "a", ((0, 0), (30, 0), (30, 40)), None, NOTHING)
    assert item.length_px == pytest.approx(120)
    assert headline(item) == "Outline 120.0 px around"
    assert values(item) == {}
    with pytest.raises(UserError, match="no georeferencing"):
        measured("base_to_tip", "a", ((0, 0), (30, 0)), None, Acquisition(sun_elevation=40.0))


def test_a_corner_beyond_the_map_is_refused() -> None:
    made = ground(*IMAGES["antimeridian, past 180"])
    with pytest.raises(UserError, match="no place"):
        measured("path", "a", ((0.0, 0.0), (0.0, -2e6)), made, NOTHING)
