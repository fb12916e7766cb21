"""STAC items: assets inside the item's folder only, what applies to which file, and items beside an image."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from rasters import pattern, write_tiff

from ilmtool.cli.info import examine
from ilmtool.errors import UserError
from ilmtool.imagery.acquisition import with_item
from ilmtool.imagery.metadata.stac import local_path, stac_item
from ilmtool.imagery.source import open_source


def item(**assets: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "Feature",
        "stac_version": "1.0.0",
        "id": "scene",
        "geometry": {"type": "Point", "coordinates": [121.5, 31.2]},
        "properties": {
            "datetime": None,
            "start_datetime": "2019-03-02T10:15:00+08:00",
            "end_datetime": "2019-03-02T10:15:20+08:00",
            "created": "2021-01-01T00:00:00Z",
            "platform": "sat-1",
            "view:off_nadir": 21.5,
            "eo:sun_elevation": 44.0,
            "providers": [{"name": "Someone", "roles": ["producer"]}, {"name": "Host", "roles": ["host"]}],
        },
        "assets": assets,
    }


def put(path: Path, value: object) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value))
    return path


def test_an_item_and_its_assets(tmp_path: Path) -> None:
    (tmp_path / "img").mkdir()
    image = write_tiff(tmp_path / "img" / "pan.tif", pattern(8, 8))
    value = item(
        thumb={"href": "./img/t.png", "roles": ["thumbnail"], "type": "image/png"},
        ms={"href": "./img/ms.tif", "gsd": 2.0, "type": "image/tiff"},
        pan={"href": "./img/pan.tif", "gsd": 0.5, "eo:cloud_cover": 7, "roles": ["data"]},
        far={"href": "https://example.com/far.tif", "roles": ["data"]},
    )
    found = stac_item(put(tmp_path / "item.json", value))
    assert (found.id, found.version) == ("scene", "1.0.0")
    taken = found.acquisition
    assert (taken.datetime, taken.datetime_source) == ("2019-03-02T02:15:00Z", "STAC")
    assert (taken.platform, taken.gsd, taken.off_nadir, taken.sun_elevation) == ("sat-1", 0.5, 21.5, 44.0)
    assert taken.attribution == "Someone"
    assert [a.key for a in found.local_rasters] == ["pan"]
    asset = found.asset_of(image)
    assert asset is not None
    assert (asset.key, asset.claim.acquisition.cloud_cover) == ("pan", 7.0)
    assert {a.key: a.path is None for a in found.assets} == {
        "thumb": False,
        "ms": False,
        "pan": False,
        "far": True,
    }


@pytest.mark.parametrize(
    "href",
    [
        "../other/a.tif",
        "..\\other\\a.tif",
        "img/../../other/a.tif",
        "%2e%2e/other/a.tif",
        "/etc/passwd",
        "\\\\server\\share\\a.tif",
        "file:///etc/passwd",
        "C:\\a.tif",
        "https://example.com/a.tif",
        "s3://bucket/a.tif",
        "/vsicurl/https://example.com/a.tif",
        "link/a.tif",
        "a\0.tif",
        "",
    ],
)
def test_no_href_leads_out_of_the_folder(tmp_path: Path, href: str) -> None:
    folder, other = tmp_path / "item", tmp_path / "other"
    folder.mkdir()
    other.mkdir()
    (other / "a.tif").touch()
    (folder / "link").symlink_to(other)
    assert local_path(href, folder) is None


def test_percent_signs_in_names(tmp_path: Path) -> None:
    (tmp_path / "a b.tif").touch()
    assert local_path("./a%20b.tif", tmp_path) == (tmp_path / "a b.tif").resolve()


@pytest.mark.parametrize("name", ["pan.json", "pan.tif.json", "whatever.json", "../up.json"])
def test_an_item_beside_an_image(tmp_path: Path, name: str) -> None:
    (tmp_path / "img").mkdir()
    image = write_tiff(tmp_path / "img" / "pan.tif", pattern(8, 8))
    href = "img/pan.tif" if name.startswith("..") else "pan.tif"
    put((tmp_path / "img" / name).resolve(), item(pan={"href": href, "gsd": 0.5}))
    with open_source(image) as source:
        found = source.facts.acquisition
    assert (found.datetime, found.datetime_source, found.gsd) == ("2019-03-02T02:15:00Z", "STAC", 0.5)


def test_a_downloaded_asset_is_known_by_its_name(tmp_path: Path) -> None:
    put(tmp_path / "item.json", item(pan={"href": "https://example.com/x/pan.tif?sig=1", "gsd": 0.5}))
    assert examine(write_tiff(tmp_path / "pan.tif", pattern(8, 8)))["datetime_source"] == "STAC"
    assert examine(write_tiff(tmp_path / "other.tif", pattern(8, 8)))["datetime"] is None


def test_an_asset_with_a_date_of_its_own(tmp_path: Path) -> None:
    value = item(pan={"href": "pan.tif", "datetime": "2020-05-05T05:05:05Z"})
    put(tmp_path / "item.json", value)
    assert examine(write_tiff(tmp_path / "pan.tif", pattern(8, 8)))["datetime"] == "2020-05-05T05:05:05Z"


def test_an_image_opened_through_its_item_gets_what_the_item_says(tmp_path: Path) -> None:
    deep = tmp_path / "a" / "b" / "c"
    deep.mkdir(parents=True)
    path = write_tiff(deep / "pan_20210101.tif", pattern(8, 8), tags={"TIFFTAG_COPYRIGHT": "Mine"})
    found = stac_item(put(tmp_path / "item.json", item(pan={"href": "a/b/c/pan_20210101.tif", "gsd": 0.4})))
    (asset,) = found.local_rasters
    assert asset.path == path.resolve()
    with open_source(path) as source:
        alone = source.facts
    facts = with_item(alone, asset.claim)
    assert (alone.acquisition.datetime_source, alone.gsd_source) == ("filename", "pixel")
    assert (facts.acquisition.datetime_source, facts.acquisition.gsd) == ("STAC", 0.4)
    assert (facts.gsd_source, facts.acquisition.off_nadir) == ("metadata", 21.5)
    assert facts.metadata_place == (121.5, 31.2)


def test_a_span_of_days_is_told(tmp_path: Path) -> None:
    value = item()
    value["properties"]["end_datetime"] = "2019-04-01T00:00:00Z"
    found = examine(put(tmp_path / "item.json", value))
    assert (found["datetime"], found["datetime_precision"]) == ("2019-03-02T02:15:00Z", "day")
    assert "2019-03-02 to 2019-04-01" in found["notes"][0]


@pytest.mark.parametrize(("end", "precision"), [("10:16:30", "second"), ("12:15:00", "day")])
def test_a_span_of_hours_is_not_known_to_the_second(tmp_path: Path, end: str, precision: str) -> None:
    value = item()
    value["properties"]["end_datetime"] = f"2019-03-02T{end}+08:00"
    found = examine(put(tmp_path / "item.json", value))
    assert (found["datetime"], found["datetime_precision"]) == ("2019-03-02T02:15:00Z", precision)


def test_an_item_made_of_any_file_may_carry_the_day_it_was_made(shared_data: Path) -> None:
    found = examine(shared_data / "zoo" / "rio-tiler" / "stac-proj-titiler-issue1074.json")
    assert "2024-02-15" in found["notes"][0]
    assert "2025-01-22" in found["notes"][0]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('{"type": "Collection"}', "It is a Collection"),
        ("{", "not valid JSON"),
        ("[]", "not a STAC item"),
    ],
)
def test_what_is_no_item_is_refused(tmp_path: Path, content: str, words: str) -> None:
    (tmp_path / "x.json").write_text(content)
    with pytest.raises(UserError) as caught:
        stac_item(tmp_path / "x.json")
    assert words in str(caught.value)
    assert caught.value.title.startswith("x.json")
