"""Which source places an image, what it says of the others, and what the command line prints of it."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pyproj import Geod, Transformer
from rasterio.control import GroundControlPoint
from rasterio.rpc import RPC
from rasterio.transform import RPCTransformer
from rasters import HALF_METRE, RPC_TERMS, UTM51, pattern, write_tiff

from ilmtool.cli import info
from ilmtool.core.geometry import apply
from ilmtool.errors import UserError
from ilmtool.imagery.source import SourceFacts, open_source

PLANES = pattern(200, 300, 1)
SHIFTED = (0.5, 0.0, 400_100.0, 0.0, -0.5, 4_000_000.0)


def facts_of(path: Path) -> SourceFacts:
    with open_source(path) as source:
        return source.facts


def printed(capsys: pytest.CaptureFixture[str], *arguments: object) -> dict[str, Any]:
    parser = argparse.ArgumentParser()
    info.add_parser(parser.add_subparsers())
    args = parser.parse_args(["info", "--json", *(str(argument) for argument in arguments)])
    assert args.run(args) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def world(affine: tuple[float, ...]) -> str:
    """A world file's text: from the centre of the first pixel."""
    a, b, c, d, e, f = affine
    return "\n".join(repr(v) for v in (a, d, b, e, c + (a + b) / 2, f + (d + e) / 2))


def aux(affine: tuple[float, ...]) -> str:
    a, b, c, d, e, f = affine
    return f"<PAMDataset><GeoTransform>{c}, {a}, {b}, {f}, {d}, {e}</GeoTransform></PAMDataset>"


def corner_points() -> list[GroundControlPoint]:
    return [
        GroundControlPoint(row=r, col=c, x=400_000 + 0.5 * c, y=4_000_000 - 0.5 * r)
        for r in (0, 200)
        for c in (0, 300)
    ]


@pytest.mark.parametrize(
    "affine",
    [
        HALF_METRE,
        (0.4, 0.3, 400_000.0, 0.3, -0.4, 4_000_000.0),
        (0.5, 0.0, 400_000.0, 0.0, 0.5, 3_999_900.0),
        (0.0, 0.5, 400_000.0, 0.5, 0.0, 4_000_000.0),
        (-0.5, 0.0, 400_150.0, 0.0, -0.5, 4_000_000.0),
    ],
    ids=["north up", "rotated", "south up", "90 degrees", "mirrored"],
)
def test_any_affine_is_exact_both_ways(
    tmp_path: Path, affine: tuple[float, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    path = write_tiff(tmp_path / "a.tif", PLANES, affine)
    there = apply(affine, np.array([[120.25, 80.5]]))[0].tolist()
    found = printed(capsys, path, "--at", "120.25,80.5")
    assert found["placement"] == "affine"
    assert found["transform"] == list(affine)
    assert found["at"]["ground"] == pytest.approx(there, abs=1e-9)
    again = printed(capsys, path, "--at-lonlat", f"{found['at']['lon']!r},{found['at']['lat']!r}")
    assert (again["at"]["x"], again["at"]["y"]) == pytest.approx((120.25, 80.5), abs=1e-6)


def test_a_world_file_that_agrees_is_not_worth_a_word(tmp_path: Path) -> None:
    path = write_tiff(tmp_path / "a.tif", PLANES)
    (tmp_path / "a.tfw").write_text(world(HALF_METRE))
    found = facts_of(path)
    assert (found.placement, found.placement_source, found.placement_ignored) == ("affine", "internal", ())
    assert found.findings == ()


def test_the_images_own_tags_win_over_a_world_file_and_this_is_said(tmp_path: Path) -> None:
    path = write_tiff(tmp_path / "a.tif", PLANES)
    (tmp_path / "a.TFW").write_text(world(SHIFTED))
    found = facts_of(path)
    assert found.transform == HALF_METRE
    assert found.placement_source == "internal"
    assert found.placement_ignored == ("a.TFW: 200 px away",)
    assert any(finding.code == "placement-ignored" for finding in found.findings)


def test_an_auxiliary_file_wins_over_the_tags(tmp_path: Path) -> None:
    path = write_tiff(tmp_path / "a.tif", PLANES)
    (tmp_path / "a.tif.aux.xml").write_text(aux(SHIFTED))
    found = facts_of(path)
    assert found.transform == SHIFTED
    assert found.placement_source == "a.tif.aux.xml"
    assert found.placement_ignored == ("the image's own tags: 200 px away",)


def test_a_world_file_alone_places_an_image(tmp_path: Path) -> None:
    path = write_tiff(tmp_path / "a.tif", PLANES, None, None)
    (tmp_path / "a.tfw").write_text(world(HALF_METRE).replace(".", ","))
    found = facts_of(path)
    # GDAL 3 reads no decimal commas; what it cannot read places nothing and stops nothing.
    assert found.placement in {"affine", "none"}
    (tmp_path / "a.tfw").write_text(world(HALF_METRE))
    found = facts_of(path)
    assert (found.transform, found.placement_source, found.crs_code) == (HALF_METRE, "a.tfw", None)


@pytest.mark.parametrize(
    "text", ["", "1\n2\n", "a\nb\nc\nd\ne\nf\n", "0\n0\n0\n0\n5\n5\n", "nan\n0\n0\nnan\n1\n1\n"]
)
def test_a_broken_world_file_stops_nothing(tmp_path: Path, text: str) -> None:
    path = write_tiff(tmp_path / "a.tif", PLANES)
    (tmp_path / "a.tfw").write_text(text)
    found = facts_of(path)
    assert found.transform == HALF_METRE
    assert found.placement_source == "internal"


def test_an_affine_goes_before_rpcs_and_their_distance_is_told(tmp_path: Path) -> None:
    path = write_tiff(tmp_path / "a.tif", PLANES, rpcs=RPC(**RPC_TERMS))
    found = facts_of(path)
    assert (found.placement, found.transform) == ("affine", HALF_METRE)
    lon, lat = Transformer.from_crs(UTM51, "EPSG:4326", always_xy=True).transform(400_075, 3_999_950)
    with RPCTransformer(RPC(**RPC_TERMS), rpc_height=210.0) as rpc:
        xs, ys = rpc.xy([100], [150], offset="ul")
    apart = Geod(ellps="WGS84").inv(lon, lat, xs[0], ys[0])[2]
    (told,) = found.placement_ignored
    assert told.startswith("RPC at 210 m: ")
    assert float(told.split(": ")[1].split(" m ")[0].replace(",", "")) == pytest.approx(apart, rel=0.005)
    assert [finding.severity for finding in found.findings if finding.code == "placement-ignored"] == [
        "warning"
    ]


def test_degrees_that_are_none_give_way_to_control_points(tmp_path: Path) -> None:
    """Metres that the tags call degrees."""
    vrt = tmp_path / "a.vrt"
    write_tiff(tmp_path / "a.tif", PLANES, None, None)
    points = "".join(
        f'<GCP Id="{n}" Pixel="{p.col}" Line="{p.row}" X="{p.x}" Y="{p.y}"/>'
        for n, p in enumerate(corner_points())
    )
    vrt.write_text(
        '<VRTDataset rasterXSize="300" rasterYSize="200"><SRS>EPSG:4326</SRS>'
        "<GeoTransform>400000, 0.5, 0, 4000000, 0, -0.5</GeoTransform>"
        f'<GCPList Projection="EPSG:32651">{points}</GCPList>'
        '<VRTRasterBand dataType="Byte" band="1"><SimpleSource>'
        '<SourceFilename relativeToVRT="1">a.tif</SourceFilename><SourceBand>1</SourceBand>'
        "</SimpleSource></VRTRasterBand></VRTDataset>"
    )
    found = facts_of(vrt)
    assert (found.placement, found.crs_code) == ("gcp", "EPSG:32651")
    assert any("no degrees" in text for text in found.placement_ignored)


def test_an_impossible_place_is_told_and_the_image_opens(tmp_path: Path) -> None:
    path = write_tiff(tmp_path / "a.tif", PLANES, HALF_METRE, "EPSG:4326")
    found = facts_of(path)
    assert any(finding.code == "placement-impossible" for finding in found.findings)
    with open_source(path) as source:
        data, _ = source.read(0, (0, 0, 300, 200))
    assert (data[..., 0] == PLANES[0]).all()


def test_a_point_without_a_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write_tiff(tmp_path / "a.tif", PLANES, None, None)
    found = printed(capsys, path, "--at", "3,4")
    assert found["placement"] == "none"
    assert found["at"] == {"x": 3.0, "y": 4.0, "ground": None, "lon": None, "lat": None, "height": None}
    with pytest.raises(UserError, match=r"a\.tif has no longitude and latitude"):
        printed(capsys, path, "--at-lonlat", "-122.4,37.8")


@pytest.mark.parametrize("text", ["1", "1,2,3", "a,b", "nan,1"])
def test_what_is_no_point_is_refused(tmp_path: Path, text: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = write_tiff(tmp_path / "a.tif", PLANES)
    with pytest.raises(SystemExit):
        printed(capsys, path, "--at", text)
    assert "--at" in capsys.readouterr().err


def test_utm_placement_reads_its_own_zone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write_tiff(tmp_path / "a.tif", PLANES, HALF_METRE, UTM51)
    lon, lat = Transformer.from_crs(UTM51, "EPSG:4326", always_xy=True).transform(400_060.125, 3_999_959.75)
    found = printed(capsys, path, "--at", "120.25,80.5")["at"]
    assert (found["lon"], found["lat"]) == pytest.approx((lon, lat), abs=1e-9)


def test_a_single_source_that_cannot_be_used_is_not_called_one_of_several(tmp_path: Path) -> None:
    path = write_tiff(
        tmp_path / "flat.tif", pattern(9, 9), transform=(0.0, 0.0, 5e5, 0.0, 0.0, 4e6), crs=UTM51
    )
    (finding,) = open_source(path).facts.findings
    assert finding.message.startswith("flat.tif has no usable place on the ground; not used: affine")
