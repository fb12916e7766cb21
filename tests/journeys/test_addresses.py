"""Images by address: one of several in a file, URLs, sidecars that name URLs, networks that stand still."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from person import CTRL, Person
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QWidget
from range_server import RangeServer, serving
from rasterio.shutil import copy as gdal_copy
from sample_pairs import SamplePair

from ilmtool.imagery import remote
from ilmtool.ui.dialogs.addresses import AddressDialog
from ilmtool.ui.dialogs.finder import Finder


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ILMTOOL_DATA_DIR", str(tmp_path / "data"))
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path / "data"


@pytest.fixture
def server(pair: SamplePair) -> Iterator[RangeServer]:
    with serving(pair.after) as running:
        yield running


def dialog(person: Person, kind: type[Any]) -> Any:
    found: list[QWidget] = []

    def shown() -> bool:
        found[:] = [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]
        return bool(found)

    person.until(shown)
    return found[0]


def opened(person: Person) -> None:
    person.until(lambda: person.workspace.pair is not None)
    person.rest()


def open_addresses(person: Person, before: str, after: str) -> AddressDialog:
    person.key(Qt.Key.Key_U, CTRL)
    asked = dialog(person, AddressDialog)
    assert not asked.go.isEnabled()
    asked.before.setText(before)
    asked.after.setText(after)
    asked.go.click()
    return asked


def test_a_file_of_several_images_asks_which_and_the_answer_is_kept(
    person: Person, pair: SamplePair, tmp_path: Path
):
    pages = tmp_path / "pages.tif"
    gdal_copy(str(pair.after), str(pages), driver="GTiff")
    gdal_copy(str(pair.after), str(pages), driver="GTiff", APPEND_SUBDATASET="YES")
    person.desk.open_images(pair.before, pages)
    finder = dialog(person, Finder)
    assert "pages.tif" in finder.windowTitle()
    assert [choice.text for choice in finder._choices] == ["1", "2"]
    finder.field.setText("2")
    finder._choices[0].take()
    finder.close()
    opened(person)
    assert person.workspace.pair is not None
    assert person.workspace.pair.after.facts.name == "pages.tif#2"
    person.drag((600, 300), (640, 340))
    person.saved()
    sidecar = tmp_path / "pages.tif#2.ilm.geojson"
    hrefs = [scene["href"] for scene in json.loads(sidecar.read_text())["ilmtool"]["scenes"]]
    assert hrefs[1] == "pages.tif#2"
    person.desk.open_annotations(sidecar)
    former = person.workspace.pair
    person.until(lambda: person.workspace.pair is not former)
    person.rest()
    assert person.workspace.pair.after.facts.name == "pages.tif#2"
    assert len(person.boxes) == 1


def test_a_pair_by_url_is_annotated_and_found_again_only_with_consent(
    person: Person, pair: SamplePair, server: RangeServer, data: Path
):
    url = server.url("after.tif")
    open_addresses(person, str(pair.before), url)
    opened(person)
    person.drag((600, 300), (640, 340))
    person.saved()
    (sidecar,) = data.rglob("*.geojson")
    port = server.server.server_port
    assert sidecar == data / "annotations" / f"127.0.0.1_{port}" / "folder" / "after.tif.ilm.geojson"
    scene = json.loads(sidecar.read_text())["ilmtool"]["scenes"][1]
    assert scene["href"] == url
    assert "file:checksum" not in scene
    assert "file:size" not in scene

    former = person.workspace.pair
    server.asked.clear()
    person.desk.open_annotations(sidecar)
    question = dialog(person, QMessageBox)
    assert url in question.informativeText()
    assert server.asked == [], "nothing is fetched before the answer"
    question.button(QMessageBox.StandardButton.Cancel).click()
    person.until(lambda: not question.isVisible())
    assert server.asked == []
    assert person.workspace.pair is former

    person.desk.open_annotations(sidecar)
    question = dialog(person, QMessageBox)
    next(b for b in question.buttons() if b.text().replace("&", "") == "Fetch").click()
    person.until(lambda: person.workspace.pair is not former)
    person.rest()
    assert len(person.boxes) == 1


def test_what_is_no_address_is_told_in_the_dialog(person: Person):
    asked = open_addresses(person, "ftp://example.com/a.tif", "b.tif")
    assert asked.problem.isVisible()
    assert "ftp" in asked.problem.text()
    assert isinstance(asked, QDialog)
    asked.reject()


def test_an_address_that_fails_is_a_notice(person: Person, pair: SamplePair, server: RangeServer):
    server.mood = "gone"
    open_addresses(person, str(pair.before), server.url())
    person.until(lambda: person.notices)
    assert "has no such file (404)" in person.notices[0].title
    assert person.workspace.pair is None


def test_an_opening_that_hangs_can_be_stopped(
    person: Person, pair: SamplePair, server: RangeServer, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setitem(remote._OPTIONS, "GDAL_HTTP_LOW_SPEED_TIME", 600)
    server.mood = "stalls"
    stop = person.window.actions_.action("file.stop-opening")
    assert not stop.isEnabled()
    open_addresses(person, str(pair.before), server.url())
    person.until(server.waiting.is_set)
    assert stop.isEnabled()
    stop.trigger()
    person.until(lambda: person.program.executor.is_idle)
    assert not stop.isEnabled()
    assert person.notices == ()
    person.open(pair.before, pair.after)


def test_the_window_closes_while_the_network_stands_still(
    person: Person, pair: SamplePair, server: RangeServer, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setitem(remote._OPTIONS, "GDAL_HTTP_LOW_SPEED_TIME", 600)
    open_addresses(person, str(pair.before), server.url())
    opened(person)
    server.mood = "stalls"
    after = person.workspace.pair.after if person.workspace.pair is not None else None
    assert after is not None
    person.desk.light_table.cache.discard_scene(after.id)
    person.canvas.develop()
    person.workspace.one_to_one()
    person.until(server.waiting.is_set)
    person.window.close()
    assert person.workspace.pair is None or person.desk.saver is None
