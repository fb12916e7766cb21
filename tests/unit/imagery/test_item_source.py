"""STAC items opened as scenes: the raster beside them, with what the item says of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from rasters import write_tiff

from ilmtool.errors import UserError
from ilmtool.imagery.parts import ChoiceNeeded
from ilmtool.imagery.source import open_source


def item(path: Path, assets: dict[str, dict[str, Any]]) -> Path:
    path.write_text(
        json.dumps(
            {
                "type": "Feature", "stac_version": "1.0.0", "id": "scene-1", "geometry": None, "links": [],
                "properties": {"datetime": "2019-03-02T02:15:31Z", "platform": "sat-9",
                               "view:off_nadir": 12.5, "view:sun_elevation": 41.0},
                "assets": assets,
            }
        )
    )  # fmt: skip
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    here = tmp_path / "product"
    (here / "bands").mkdir(parents=True)
    write_tiff(here / "visual.tif", np.full((3, 8, 8), 7, np.uint8))
    write_tiff(here / "bands" / "red.tif", np.full((1, 8, 8), 9, np.uint8))
    write_tiff(tmp_path / "outside.tif", np.full((1, 8, 8), 1, np.uint8))
    return here


def test_an_item_opens_its_raster_with_its_own_words_about_it(folder: Path):
    path = item(folder / "item.json", {"image": {"href": "./visual.tif", "roles": ["visual"], "gsd": 0.5}})
    with open_source(path) as source:
        facts = source.facts
        assert facts.path == folder / "visual.tif"
        assert facts.address.text == str(folder / "visual.tif")
        assert facts.acquisition.datetime == "2019-03-02T02:15:31Z"
        assert facts.acquisition.datetime_source == "STAC"
        assert facts.acquisition.platform == "sat-9"
        assert facts.acquisition.off_nadir == 12.5
        assert (source.read(0, (0, 0, 8, 8))[0] == 7).all()


def test_of_several_rasters_it_asks_which_images_first(folder: Path):
    path = item(
        folder / "item.json",
        {
            "thumbnail": {"href": "visual.tif", "type": "image/tiff", "roles": ["thumbnail"]},
            "red": {"href": "bands/red.tif", "type": "image/tiff"},
            "visual": {"href": "visual.tif", "type": "image/tiff", "roles": ["visual"]},
        },
    )
    with pytest.raises(ChoiceNeeded) as caught:
        open_source(path)
    assert [part.name for part in caught.value.parts] == ["visual", "red"]
    assert f"{path.name}#2" in str(caught.value)
    for name in ("red", "2"):
        with open_source(f"{path}#{name}") as source:
            assert source.facts.path == folder / "bands" / "red.tif"
            assert source.facts.acquisition.platform == "sat-9"


@pytest.mark.parametrize(
    "href",
    ["../outside.tif", "https://example.com/visual.tif", "/vsicurl/https://example.com/a.tif", "s3://b/a.tif",
     "bands/../../outside.tif", "file:///etc/passwd", "visual.tif\0", "C:\\outside.tif", "..\\outside.tif"],
)  # fmt: skip
def test_what_lies_elsewhere_is_not_opened(folder: Path, href: str):
    path = item(folder / "item.json", {"image": {"href": href, "type": "image/tiff", "roles": ["data"]}})
    with pytest.raises(UserError, match="without an image in its own folder"):
        open_source(path)


def test_an_absolute_path_is_not_followed(folder: Path):
    href = str(folder / "visual.tif")
    path = item(folder / "item.json", {"image": {"href": href, "type": "image/tiff"}})
    with pytest.raises(UserError, match="without an image in its own folder"):
        open_source(path)


def test_an_item_whose_raster_is_missing_says_so(folder: Path):
    path = item(folder / "item.json", {"image": {"href": "gone.tif", "type": "image/tiff"}})
    with pytest.raises(UserError, match="without an image in its own folder"):
        open_source(path)
