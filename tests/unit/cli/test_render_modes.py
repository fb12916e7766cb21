"""`ilmtool render --mode`: every way of comparing, on a real pair and on one whose answer is known."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from sample_pairs import AFTER_GREY, BEFORE_GREY, utm_pair

from ilmtool.__main__ import main
from ilmtool.core.layout import CompareMode

SIZE = (500, 400)


def render(folder: Path, pair: tuple[Path, Path], mode: str, *options: object) -> NDArray[np.uint8]:
    out = folder / f"{mode}.png"
    size = "{}x{}".format(*SIZE)
    texts = [str(option) for option in options]
    assert main(["render", *map(str, pair), "-o", str(out), "--mode", mode, "--size", size, *texts]) == 0
    return np.asarray(Image.open(out).convert("RGB"))


@pytest.mark.parametrize("name", ["oscd_hongkong", "oscd_dubai"])
def test_every_mode_is_a_picture_of_its_own_on_a_real_pair(tmp_path: Path, shared_data: Path, name: str):
    before, after = sorted((shared_data / "pairs" / name).glob("*_RGB.tif"))
    pictures = {str(mode): render(tmp_path, (before, after), str(mode)) for mode in CompareMode}
    assert len({picture.tobytes() for picture in pictures.values()}) == len(CompareMode)
    middle = np.s_[150:250, 200:300]
    assert np.ptp(pictures["difference"][middle].astype(int), axis=2).max() == 0, "grey"
    signed = pictures["signed-difference"][middle].reshape(-1, 3).astype(int)
    assert (signed[:, 0] - signed[:, 2] > 60).any(), "something became brighter"
    assert (signed[:, 2] - signed[:, 0] > 60).any(), "and something darker"
    old, new = (pictures[mode][middle].astype(float) for mode in ("before", "after"))
    mixed = pictures["fade"][middle]
    assert np.abs(mixed - (old + new) / 2).max() <= 2


def test_one_image_twice_is_no_change_at_all(tmp_path: Path, shared_data: Path):
    image = next((shared_data / "pairs" / "oscd_dubai").glob("*2018*_RGB.tif"))
    twin = tmp_path / "twin_20150101.tif"
    twin.write_bytes(image.read_bytes())
    ground = np.s_[60:340, 180:320]
    assert render(tmp_path, (twin, image), "difference", "--gain", 16)[ground].max() == 0
    assert (render(tmp_path, (twin, image), "signed-difference", "--gain", 16)[ground] == 120).all()
    assert np.ptp(render(tmp_path, (twin, image), "red-cyan")[ground].astype(int), axis=2).max() == 0


def test_options_place_divider_lens_and_fade(tmp_path: Path):
    pair = utm_pair(tmp_path / "site")
    files = (pair.before, pair.after)

    def greys(picture: NDArray[np.uint8], *spots: tuple[int, int]) -> list[int]:
        return [BEFORE_GREY if abs(int(picture[y, x, 0]) - BEFORE_GREY) < 10 else AFTER_GREY
                if abs(int(picture[y, x, 0]) - AFTER_GREY) < 10 else 0 for x, y in spots]  # fmt: skip

    swiped = render(tmp_path, files, "swipe", "--divider", 30)
    assert greys(swiped, (140, 330), (160, 330)) == [BEFORE_GREY, AFTER_GREY]
    seen = render(tmp_path, files, "lens", "--lens", "220,200", "--lens-size", 80)
    assert greys(seen, (220, 215), (255, 200), (265, 200)) == [BEFORE_GREY, BEFORE_GREY, AFTER_GREY]
    outside = render(tmp_path, files, "lens", "--lens", "-90,200", "--lens-size", 80)
    assert greys(outside, (220, 215)) == [AFTER_GREY], "a lens beside the picture, and no option"
    for percent, grey in ((0, BEFORE_GREY), (100, AFTER_GREY)):
        assert greys(render(tmp_path, files, "fade", "--fade", percent), (220, 215)) == [grey]


@pytest.mark.parametrize(
    ("option", "value"),
    [("--fade", "120"), ("--divider", "x"), ("--lens", "3"), ("--lens-size", "0"), ("--gain", "nan")],
)
def test_what_cannot_be_is_refused(capsys: pytest.CaptureFixture[str], option: str, value: str):
    with pytest.raises(SystemExit) as end:
        main(["render", "a.tif", "b.tif", "-o", "o.png", option, value])
    assert end.value.code == 2
    assert value in capsys.readouterr().err
