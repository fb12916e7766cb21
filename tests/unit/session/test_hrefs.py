"""Paths in a sidecar: written for colleagues, and followed only where that is safe."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from ilmtool.core.scene import Scene
from ilmtool.errors import UserError
from ilmtool.session.hrefs import find_image, href_to, image_named_by, target_of


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """`<tmp>/root/site/after/` with its sidecar's folder returned; images are made by the tests."""
    folder = tmp_path / "root" / "site" / "after"
    folder.mkdir(parents=True)
    return folder


def make(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    return path


def test_written_relative_with_slashes(site: Path):
    sidecar = site / "a.tif.ilm.geojson"
    assert href_to(site / "a.tif", sidecar) == "a.tif"
    assert href_to(site.parent / "before" / "é b.tif", sidecar) == "../before/é b.tif"
    assert (
        target_of(href_to(site.parent / "before" / "b.tif", sidecar), site).path
        == site.parent / "before/b.tif"
    )


@pytest.mark.parametrize("href", ["b.tif", "./b.tif", "sub/b.tif", "../before/b.tif", "..\\before\\b.tif"])
def test_the_own_folder_tree_and_its_neighbours_are_safe(site: Path, href: str):
    target = target_of(href, site)
    assert target.is_safe
    assert target.path == Path(
        str(site / href.replace("\\", "/")).replace("/./", "/").replace("after/../", "")
    )


@pytest.mark.parametrize(
    "href",
    [
        "../../b.tif",
        "../../../etc/passwd",
        "sub/../../../b.tif",
        "/etc/passwd",
        "C:\\scenes\\b.tif",
        "C:b.tif",
        "\\\\server\\share\\b.tif",
        "//server/share/b.tif",
    ],
)
def test_further_away_is_not(site: Path, href: str):
    target = target_of(href, site)
    assert target.path is not None
    assert not target.is_safe


@pytest.mark.parametrize(
    "href",
    [
        "",
        "https://example.org/b.tif",
        "s3://bucket/b.tif",
        "file:///etc/passwd",
        "/vsicurl/https://example.org/b.tif",
        "/VSIZIP/b.zip/b.tif",
        "b\n.tif",
        "x" * 5000,
    ],
)
def test_what_is_no_local_path(site: Path, href: str):
    assert target_of(href, site).path is None


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_that_leads_out_is_not_safe(site: Path, tmp_path: Path):
    make(tmp_path / "secret.tif")
    (site / "b.tif").symlink_to(tmp_path / "secret.tif")
    assert not target_of("b.tif", site).is_safe
    (site / "loop.tif").symlink_to(site / "loop.tif")
    assert not target_of("loop.tif", site).is_safe


def test_a_folder_under_the_root_does_not_open_the_whole_computer():
    assert not target_of("../etc/passwd", Path(Path.cwd().anchor) / "data").is_safe


def test_find_by_href_then_by_name(site: Path):
    sidecar = site / "a.tif.ilm.geojson"
    scene = Scene("b", "before", "../before/b.tif")
    make(site / "b.tif")
    assert find_image(scene, sidecar) == site / "b.tif"
    make(site.parent / "before" / "b.tif")
    assert find_image(scene, sidecar) == site.parent / "before" / "b.tif"


def test_the_after_image_is_found_by_the_sidecars_name(site: Path):
    make(site / "a.tif")
    scene = Scene("old", "after", "old-name.tif")
    assert find_image(scene, site / "a.tif.ilm.geojson") == site / "a.tif"
    assert find_image(scene, site / "a.tif.jn.ilm.geojson") == site / "a.tif"


def test_outside_is_followed_only_with_consent(site: Path, tmp_path: Path):
    sidecar = site / "a.tif.ilm.geojson"
    image = make(tmp_path / "archive" / "b.tif")
    scene = Scene("b", "before", href_to(image, sidecar))
    with pytest.raises(UserError, match="outside its own folders") as caught:
        find_image(scene, sidecar)
    assert "File > Open pair" in caught.value.hint
    assert find_image(scene, sidecar, lambda path: path == image) == image


def test_missing_names_the_file_and_what_to_do(site: Path):
    with pytest.raises(UserError) as caught:
        find_image(Scene("b", "before", "b.tif"), site / "a.tif.ilm.geojson")
    assert caught.value.title == "The before image of a.tif.ilm.geojson is missing: b.tif."
    assert str(site) in caught.value.detail
    assert "File > Open pair" in caught.value.hint


def test_an_address_is_never_fetched(site: Path):
    with pytest.raises(UserError, match="not a local file"):
        find_image(
            Scene("b", "before", "https://example.org/b.tif"), site / "a.tif.ilm.geojson", lambda _: True
        )


def test_image_named_by():
    assert image_named_by(Path("a.tif.ilm.geojson")) == ["a.tif", "a"]
    assert image_named_by(Path("a.tif.jn.ilm.geojson")) == ["a.tif.jn", "a.tif"]
    assert image_named_by(Path("a.geojson")) == []
