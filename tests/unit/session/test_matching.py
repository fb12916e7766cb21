"""Which scene is which file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from fakes import utm_facts

from ilmtool.core.document import Document, Header
from ilmtool.core.scene import Acquisition, Scene
from ilmtool.session.matching import match_scenes, scene_state, unique_id

FOLDER = Path("/site")
SIDECAR = FOLDER / "new.tif.ilm.geojson"
BEFORE = utm_facts(FOLDER / "old.tif", datetime="2019-02-16T02:15:00Z", datetime_precision="second")
AFTER = utm_facts(FOLDER / "new.tif", gsd=0.3, platform="WV02")


def document(*scenes: Scene) -> Document:
    return Document(Header(scenes=scenes))


def codes(matched: object) -> list[str]:
    return [f.code for f in matched.findings]


def test_a_new_document_gets_both_scenes():
    matched = match_scenes(Document(), BEFORE, AFTER, SIDECAR, is_new=True)
    before, after = matched.document.header.scenes
    assert (matched.before_id, matched.after_id) == ("old", "new")
    assert (before.role, before.href, before.shape, before.file_size) == (
        "before",
        "old.tif",
        (300, 400),
        1234,
    )
    assert before.transform == BEFORE.transform
    assert before.acquisition.datetime == "2019-02-16T02:15:00Z"
    assert (after.role, after.crs_code, after.acquisition.platform) == ("after", "EPSG:32651", "WV02")
    assert codes(matched) == []


def test_equal_names_in_two_folders_get_two_ids():
    first = utm_facts(FOLDER / "2019-02-16" / "scene.tif")
    second = utm_facts(FOLDER / "2019-03-02" / "scene.tif")
    sidecar = second.path.with_name("scene.tif.ilm.geojson")
    matched = match_scenes(Document(), first, second, sidecar, is_new=True)
    assert (matched.before_id, matched.after_id) == ("scene", "scene_2")
    again = match_scenes(matched.document, first, second, sidecar, is_new=False)
    assert again.document is matched.document
    swapped = match_scenes(matched.document, second, first, sidecar, is_new=False)
    assert (swapped.before_id, swapped.after_id) == ("scene_2", "scene")


def test_a_known_pair_is_left_as_it_is():
    matched = match_scenes(Document(), BEFORE, AFTER, SIDECAR, is_new=True)
    again = match_scenes(matched.document, BEFORE, AFTER, SIDECAR, is_new=False)
    assert again.document is matched.document
    assert codes(again) == []


def test_what_the_header_says_stays():
    said = Acquisition(datetime="2019-02-17T00:00:00Z", datetime_source="manual", platform="GE01")
    scenes = (Scene("b", "before", "old.tif", said), Scene("a", "after", "new.tif"))
    matched = match_scenes(document(*scenes), BEFORE, AFTER, SIDECAR, is_new=False)
    got = matched.document.scene("b").acquisition
    assert (got.datetime, got.datetime_source, got.platform) == ("2019-02-17T00:00:00Z", "manual", "GE01")
    assert got.datetime_precision is None
    assert got.gsd == 0.5
    assert (matched.before_id, matched.after_id) == ("b", "a")


def test_a_moved_folder_is_known_by_names():
    scenes = (Scene("b", "before", "../elsewhere/old.tif"), Scene("a", "after", "..\\x\\new.tif"))
    matched = match_scenes(document(*scenes), BEFORE, AFTER, SIDECAR, is_new=False)
    assert (matched.before_id, matched.after_id) == ("b", "a")
    assert [s.href for s in matched.document.header.scenes] == ["old.tif", "new.tif"]


def test_a_renamed_image_is_known_by_role_and_size():
    scenes = (
        Scene("b", "before", "x.tif", shape=(300, 400), file_size=1234),
        Scene("a", "after", "y.tif", shape=(300, 400), file_size=1234),
    )
    matched = match_scenes(document(*scenes), BEFORE, AFTER, SIDECAR, is_new=False)
    assert (matched.before_id, matched.after_id) == ("b", "a")


def test_another_before_image_is_added_and_the_first_kept():
    scenes = (
        Scene("b", "before", "x.tif", shape=(10, 10)),
        Scene("new", "after", "new.tif"),
    )
    matched = match_scenes(document(*scenes), BEFORE, AFTER, SIDECAR, is_new=False)
    assert (matched.before_id, matched.after_id) == ("old", "new")
    assert [(s.id, s.role) for s in matched.document.header.scenes] == [
        ("b", "before"),
        ("new", "after"),
        ("old", "other"),
    ]
    assert codes(matched) == ["scene-added"]


def test_scenes_known_from_the_features_alone_are_taken_by_role():
    scenes = (Scene("b-2019", "before"), Scene("new", "after"))
    matched = match_scenes(document(*scenes), BEFORE, AFTER, SIDECAR, is_new=False)
    assert (matched.before_id, matched.after_id) == ("b-2019", "new")
    assert [s.href for s in matched.document.header.scenes] == ["old.tif", "new.tif"]
    assert codes(matched) == []


def test_a_changed_image_is_noticed():
    same = Scene("new", "after", "new.tif", transform=AFTER.transform, shape=(300, 400), file_size=1234)
    assert scene_state(None, AFTER, None).changed is False
    assert scene_state(Scene("new"), AFTER, None).changed is False
    assert scene_state(same, AFTER, None).changed is False
    assert scene_state(replace(same, shape=(30, 40)), AFTER, None).same_shape is False
    assert scene_state(replace(same, file_size=99), AFTER, None).same_checksum is False
    moved = (0.3, 0.0, 600_001.0, 0.0, -0.3, 4_400_000.0)
    assert scene_state(replace(same, transform=moved), AFTER, None).same_transform is False
    unplaced = utm_facts(FOLDER / "new.tif", georeferenced=False)
    assert scene_state(same, unplaced, None).same_transform is False


def test_ids_are_readable():
    assert unique_id("my scene", set()) == "my_scene"
    assert unique_id("s", {"s", "s_2"}) == "s_3"
    assert unique_id("  ", set()) == "scene"
