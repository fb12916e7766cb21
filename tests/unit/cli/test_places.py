"""Images in the shell by part and by URL; libraries' messages go to the log, not to the terminal."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from range_server import serving

from ilmtool.__main__ import main
from ilmtool.cli.main import WindowRequest, run
from ilmtool.imagery.address import Address
from ilmtool.session.log_file import MAX_BYTES, LogFile, log_path


@pytest.fixture(autouse=True)
def own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("ILMTOOL_STATE_DIR", "ILMTOOL_DATA_DIR"):
        monkeypatch.setenv(name, str(tmp_path / name))
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path / "ILMTOOL_STATE_DIR"


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    first, second = Image.new("L", (30, 20), 50), Image.new("L", (40, 20), 200)
    first.save(tmp_path / "pages.tif", save_all=True, append_images=[second])
    return tmp_path / "pages.tif"


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    Image.new("RGB", (40, 20), (0, 0, 255)).save(tmp_path / "blue.tif")
    return tmp_path / "blue.tif"


def test_info_lists_the_images_of_a_file_and_describes_the_named_one(
    pages: Path, capsys: pytest.CaptureFixture[str]
):
    assert main(["info", str(pages), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["size"] == [30, 20]
    assert found["images"] == ["1 (30 x 20 px)", "2 (40 x 20 px)"]
    assert main(["info", f"{pages}#2", "--json", "--checksum"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["size"] == [40, 20]
    assert found["file"] == f"{pages}#2"


def test_render_asks_which_image_with_exit_code_2(
    pages: Path, picture: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    out = tmp_path / "out.png"
    assert main(["render", str(pages), str(picture), "-o", str(out)]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "pages.tif holds 2 images" in said
    assert "pages.tif#2" in said
    assert main(["render", f"{pages}#2", str(picture), "-o", str(out), "--mode", "before"]) == 0
    assert out.is_file()


def test_two_pages_of_one_file_are_a_pair(pages: Path, tmp_path: Path):
    assert main(["render", f"{pages}#1", f"{pages}#2", "-o", str(tmp_path / "out.png")]) == 0
    assert main(["render", f"{pages}#1", f"{pages}#1", "-o", str(tmp_path / "out.png")]) == 2


def test_urls_are_read_where_files_are(picture: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    out = tmp_path / "out.png"
    with serving(picture) as server:
        url = server.url("blue.tif?key=secret")
        assert main(["info", url, "--json"]) == 0
        found = json.loads(capsys.readouterr().out)
        assert found["file"] == server.url("blue.tif"), "without the secret"
        assert found["size"] == [40, 20]
        assert main(["render", str(picture), url, "-o", str(out), "--mode", "after", "--size", "80x40"]) == 0
        assert main(["register", url, str(picture), "--json"]) == 3, "there is nothing to see in one colour"
        assert json.loads(capsys.readouterr().out)["refused"]
        server.mood = "gone"
        assert main(["info", server.url("other.tif")]) == 2
    blue = (np.asarray(Image.open(out).convert("RGB")) == (0, 0, 255)).all(axis=2)
    assert blue.mean() > 0.3
    assert "has no such file (404)" in capsys.readouterr().err
    assert not (tmp_path / "ILMTOOL_DATA_DIR").exists(), "render writes nothing but its picture"


def test_the_window_is_asked_for_what_was_named(pages: Path):
    request = run(["https://example.com/a.tif", f"{pages}#2"])
    assert isinstance(request, WindowRequest)
    far, near = request.files
    assert isinstance(far, Address)
    assert far.url == "https://example.com/a.tif"
    assert near == Address(pages, part="2")
    assert run([str(pages), "b.tif"]) == WindowRequest((pages, Path("b.tif")))


def test_gdals_messages_are_in_the_log_and_not_on_the_terminal(
    shared_data: Path, capfd: pytest.CaptureFixture[str]
):
    path = shared_data / "zoo" / "gdal" / "gcore" / "gtiff" / "lzw_corrupted.tif"
    assert main(["info", "--checksum", str(path)]) == 2
    said = capfd.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert "GDAL" in log_path().read_text(encoding="utf-8")


def test_help_names_the_log(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit):
        main(["--help"])
    assert str(log_path()) in capsys.readouterr().out


def test_the_log_is_bounded_and_never_in_the_way(tmp_path: Path, capfd: pytest.CaptureFixture[str]):
    import logging

    handler = LogFile(tmp_path / "state" / "ilmtool.log")
    record = logging.LogRecord("x", logging.INFO, "", 0, "a line\n2019 forged " + "y" * 5000, None, None)
    for _ in range(4 * MAX_BYTES // 5000):
        handler.emit(record)
    handler.close()
    files = sorted(path.name for path in (tmp_path / "state").iterdir())
    assert files == ["ilmtool.log", "ilmtool.log.1", "ilmtool.log.2"]
    assert all(path.stat().st_size <= MAX_BYTES for path in (tmp_path / "state").iterdir())
    assert "\n2019 forged" not in (tmp_path / "state" / "ilmtool.log").read_text()
    blocked = tmp_path / "file"
    blocked.write_text("")
    nowhere = LogFile(blocked / "ilmtool.log")
    nowhere.emit(record)
    nowhere.close()
    assert capfd.readouterr() == ("", "")
