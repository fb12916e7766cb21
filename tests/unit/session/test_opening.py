"""Opening a pair from real files: order, scenes, sidecar, and everything that can be wrong."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import rasterio
from affine import Affine
from fakes import FakeClock, Messages

from ilmtool.core.geometry import box_ring
from ilmtool.core.layout import Side
from ilmtool.errors import UserError
from ilmtool.session import operations
from ilmtool.session.opening import OpenedPair, open_files, open_pair, open_sidecar, ordering
from ilmtool.session.operations import EditContext
from ilmtool.session.ports import ImmediateExecutor
from ilmtool.session.provenance import Provenance
from ilmtool.session.saver import Saver
from ilmtool.session.store import Store
from ilmtool.sidecar.reader import read_sidecar


def write_image(path: Path, date: str = "", *, east: float = 600_000.0, gsd: float = 0.5) -> Path:
    """A GeoTIFF of 80 x 60 px."""
    path.parent.mkdir(parents=True, exist_ok=True)
    profile = {
        "driver": "GTiff",
        "width": 80,
        "height": 60,
        "count": 1,
        "dtype": "uint8",
        "crs": "EPSG:32651",
        "transform": Affine(gsd, 0.0, east, 0.0, -gsd, 4_400_000.0),
    }
    with rasterio.open(path, "w", **profile) as image:
        image.write(np.arange(4800, dtype=np.uint8).reshape(1, 60, 80))
        if date:
            image.update_tags(TIFFTAG_DATETIME=date)
    return path


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return write_image(tmp_path / "zebra.tif", "2019:02:16 02:15:00")


@pytest.fixture
def new(tmp_path: Path) -> Path:
    return write_image(tmp_path / "apple.tif", "2019:03:02 02:15:00")


def draw(opened: OpenedPair, label: str = "crane", *, side: Side = Side.AFTER) -> str:
    """Draw one box, save it as the program does, and return its id."""
    clock, messages = FakeClock(), Messages()
    store = Store(opened.document, clock)
    images = {s.id: s.facts.path for s in (opened.pair.before, opened.pair.after)}
    provenance = Provenance(images)
    saver = Saver(store, opened.file, ImmediateExecutor(), clock, messages, prepare=provenance.prepare)
    pair = opened.pair
    context = EditContext(
        "jn", clock.now(), pair.before.id, pair.after.id, pair.scene_id(side), grounds=pair.grounds
    )
    edit = operations.create(store.document, context, box_ring(10, 10, 20, 20), pair.scene_id(side), label)
    store.dispatch(edit.label, edit.patch)
    clock.advance(2)
    assert messages.notices == []
    provenance.start(store.document, ImmediateExecutor(), saver.save_again)
    assert saver.close() is None
    return edit.ids[0]


def codes(opened: OpenedPair) -> list[str]:
    """All but that a TIFF's own tag says when it was made, which holds of every image here."""
    return [f.code for f in opened.findings if f.code != "date-uncertain"]


def test_a_given_order_is_kept_and_a_contradiction_told(old: Path, new: Path):
    opened = open_pair(new, old)
    assert opened.pair.before.facts.path == new
    assert codes(opened) == ["dates-contradict-order"]
    (told,) = (f.message for f in opened.findings if f.code == "dates-contradict-order")
    assert "zebra.tif" in told
    assert codes(open_pair(old, new)) == []


def test_dropped_files_are_ordered_by_date(old: Path, new: Path):
    assert open_files([new, old]).pair.before.facts.path == old
    assert open_files([old, new]).pair.before.facts.path == old
    assert ordering(new, old) == (old, new)


def test_without_dates_the_name_decides(tmp_path: Path):
    a, b = write_image(tmp_path / "a.tif"), write_image(tmp_path / "b.tif")
    opened = open_files([b, a])
    assert opened.pair.before.facts.path == a
    assert codes(opened) == ["date-unknown"]


def test_opening_writes_nothing(old: Path, new: Path, tmp_path: Path):
    opened = open_pair(old, new)
    opened.pair.close()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["apple.tif", "zebra.tif"]
    assert opened.file.path == tmp_path / "apple.tif.ilm.geojson"
    assert open_pair(old, new, "jn").file.path == tmp_path / "apple.tif.jn.ilm.geojson"


@pytest.mark.parametrize("side", list(Side))
def test_the_whole_round(old: Path, new: Path, tmp_path: Path, side: Side):
    key = draw(open_pair(old, new), side=side)
    path = tmp_path / "apple.tif.ilm.geojson"
    header = json.loads(path.read_text())["ilmtool"]
    assert [(s["id"], s["role"], s["href"]) for s in header["scenes"]] == [
        ("zebra", "before", "zebra.tif"),
        ("apple", "after", "apple.tif"),
    ]
    assert all(s["file:checksum"].startswith("1220") for s in header["scenes"])
    first = path.read_bytes()
    for again in (open_pair(old, new), open_sidecar(path), open_files([path])):
        assert codes(again) == []
        item = again.document.annotations[key]
        assert item.ring == box_ring(10, 10, 20, 20)
        assert item.drawn_on == again.pair.scene_id(side)
        assert item.properties.change_not_before == "2019-02-16T02:15:00Z"
        again.pair.close()
    assert path.read_bytes() == first


def test_a_second_box_leaves_the_first_line_as_it_is(old: Path, new: Path, tmp_path: Path):
    draw(open_pair(old, new))
    path = tmp_path / "apple.tif.ilm.geojson"
    before = set(path.read_bytes().splitlines())
    draw(open_pair(old, new), "door")
    after = set(path.read_bytes().splitlines())
    assert len(before - after) <= 1  # the comma after the last feature
    assert len(read_sidecar(path).document.annotations) == 2


def test_a_folder_moved_as_a_whole_still_opens(tmp_path: Path):
    old = write_image(tmp_path / "a" / "2019-02-16" / "scene.tif", "2019:02:16 02:15:00")
    new = write_image(tmp_path / "a" / "2019-03-02" / "scene.tif", "2019:03:02 02:15:00")
    key = draw(open_pair(old, new))
    (tmp_path / "a").rename(tmp_path / "b")
    path = tmp_path / "b" / "2019-03-02" / "scene.tif.ilm.geojson"
    opened = open_sidecar(path)
    assert key in opened.document.annotations
    assert opened.pair.before.facts.path == tmp_path / "b" / "2019-02-16" / "scene.tif"


def test_a_path_outside_needs_consent(tmp_path: Path):
    old = write_image(tmp_path / "archive" / "deep" / "old.tif")
    new = write_image(tmp_path / "work" / "site" / "new.tif")
    draw(open_pair(old, new))
    path = new.with_name("new.tif.ilm.geojson")
    with pytest.raises(UserError, match="outside its own folders"):
        open_sidecar(path)
    opened = open_sidecar(path, allow=lambda image: image == old)
    assert opened.pair.before.facts.path == old


def test_a_lost_header_is_found_again(old: Path, new: Path, tmp_path: Path):
    key = draw(open_pair(old, new))
    path = tmp_path / "apple.tif.ilm.geojson"
    table = json.loads(path.read_text())
    del table["ilmtool"]
    path.write_text(json.dumps(table))
    for opened in (open_pair(old, new), open_sidecar(path)):
        assert (opened.pair.before.id, opened.pair.after.id) == ("zebra", "apple")
        assert opened.document.annotations[key].drawn_on == "apple"
        assert "no-header" in codes(opened)


def test_a_missing_image_is_named(old: Path, new: Path, tmp_path: Path):
    draw(open_pair(old, new))
    old.unlink()
    with pytest.raises(UserError) as caught:
        open_sidecar(tmp_path / "apple.tif.ilm.geojson")
    assert "zebra.tif" in caught.value.title
    assert caught.value.hint


def test_a_corrupt_sidecar_is_told_and_never_written_over(old: Path, new: Path, tmp_path: Path):
    path = tmp_path / "apple.tif.ilm.geojson"
    path.write_text('{"type": "FeatureCollection", "features": [')
    opened = open_pair(old, new)
    assert codes(opened) == ["sidecar-unreadable"]
    assert opened.file.refusal is not None
    clock, messages = FakeClock(), Messages()
    store = Store(opened.document, clock)
    saver = Saver(store, opened.file, ImmediateExecutor(), clock, messages)
    context = EditContext("jn", clock.now(), "zebra", "apple", grounds=opened.pair.grounds)
    edit = operations.create(store.document, context, box_ring(1, 1, 2, 2), "apple", "crane")
    store.dispatch(edit.label, edit.patch)
    clock.advance(100)
    assert path.read_text() == '{"type": "FeatureCollection", "features": ['
    assert saver.status.state == "failed"
    assert len(messages.notices) == 1
    aside = saver.set_aside()
    assert aside is not None
    assert aside.name == "apple.tif.ilm.geojson.broken"
    assert saver.close() is None
    assert list(read_sidecar(path).document.annotations) == list(edit.ids)
    with pytest.raises(UserError):
        open_sidecar(aside)


def test_a_newer_version_is_shown_and_not_written_over(old: Path, new: Path, tmp_path: Path):
    key = draw(open_pair(old, new))
    path = tmp_path / "apple.tif.ilm.geojson"
    path.write_text(path.read_text().replace('"version":"1.0"', '"version":"2.0"'))
    opened = open_pair(old, new)
    assert key in opened.document.annotations
    assert opened.file.refusal is not None
    assert "newer-version" in codes(opened)


def test_images_that_do_not_overlap(old: Path, tmp_path: Path):
    far = write_image(tmp_path / "far.tif", east=700_000.0)
    with pytest.raises(UserError) as caught:
        open_pair(old, far)
    assert "zebra.tif and far.tif do not overlap" in caught.value.title
    assert " N " in caught.value.detail


def test_the_same_file_twice(old: Path):
    with pytest.raises(UserError, match="given twice"):
        open_pair(old, old.parent / "." / old.name)


def test_a_missing_file_closes_the_other(old: Path, tmp_path: Path):
    with pytest.raises(UserError, match=r"nothing\.tif"):
        open_pair(old, tmp_path / "nothing.tif")


@pytest.mark.parametrize("count", [0, 1])
def test_dropping_what_is_no_pair(old: Path, count: int):
    with pytest.raises(UserError) as caught:
        open_files([old] * count)
    assert "two images" in str(caught.value)


def test_a_conflict_file_is_pointed_at(old: Path, new: Path, tmp_path: Path):
    (tmp_path / "apple.tif.conflict-20190303T080000Z.ilm.geojson").write_text("{}")
    assert codes(open_pair(old, new)) == ["conflict-file"]


def test_a_geojson_without_scenes_says_what_to_do(tmp_path: Path):
    path = tmp_path / "x.geojson"
    path.write_text('{"type":"FeatureCollection","features":[]}')
    with pytest.raises(UserError, match="does not say which images"):
        open_sidecar(path)


def test_a_box_moved_in_another_program_is_adopted_as_an_undo_step(old: Path, new: Path, tmp_path: Path):
    key = draw(open_pair(old, new))
    path = tmp_path / "apple.tif.ilm.geojson"
    table = json.loads(path.read_text())
    ground = open_pair(old, new).pair.after.ground
    assert ground is not None
    wanted = np.array(box_ring(30, 30, 40, 40))
    table["features"][0]["geometry"]["coordinates"] = [ground.to_lonlat(wanted).tolist()]
    path.write_text(json.dumps(table))
    opened = open_pair(old, new)
    assert codes(opened) == ["geometry-adopted"]
    assert opened.document.annotations[key].ring == box_ring(10, 10, 20, 20)
    store = Store(opened.document)
    store.dispatch("Adopt", opened.adoption)
    ring = store.document.annotations[key].ring
    assert ring is not None
    np.testing.assert_allclose(ring, wanted, atol=0.02)
    store.undo()
    assert store.document.annotations[key].ring == box_ring(10, 10, 20, 20)


def test_an_image_that_was_replaced_keeps_the_pixels_and_is_told(old: Path, new: Path):
    key = draw(open_pair(old, new))
    write_image(new, "2019:03:02 02:15:00", east=600_003.0)
    opened = open_pair(old, new)
    assert codes(opened) == ["scene-changed"]
    assert opened.changed_scenes == ("apple",)
    assert opened.adoption.is_empty
    assert opened.document.annotations[key].ring == box_ring(10, 10, 20, 20)
