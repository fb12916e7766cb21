"""Contrast, bands and colours, chosen as a person does and read from the screen."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pyqtgraph as pg
import pytest
import rasterio
from numpy.typing import NDArray
from person import CTRL, MIDDLE, Person
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox

from ilmtool.core.layout import Side
from ilmtool.ui.panels.contrast import ANY_THREE, ContrastPanel, SideControls

SIZE, EMPTY = 300, 20
"""The top EMPTY rows are nodata."""
BACKGROUND = [58, 58, 58]
SPOTS = ((30, 60), (150, 60), (270, 200), (90, 280))
TAGS = (
    'BEGIN_GROUP = IMAGE_1\n\tsatId = "WV03";\n\tfirstLineTime = {}T02:15:31.0Z;\nEND_GROUP = IMAGE_1\nEND;\n'
)


def samples(scale: float, offset: int) -> NDArray[np.uint16]:
    """Eight bands, each a ramp of its own slope and direction; 0 is nodata."""
    rows, cols = np.mgrid[0:SIZE, 0:SIZE]
    ramps = [(cols if band % 2 else rows) * (1 + band / 2) * scale + offset + 7 * band for band in range(8)]
    made = np.array(ramps).astype(np.uint16)
    made[:, :EMPTY] = 0
    return made


def write(path: Path, bands: NDArray[np.generic], nodata: float | None = 0) -> Path:
    count, height, width = bands.shape
    with rasterio.open(
        path, "w", driver="GTiff", width=width, height=height, count=count, dtype=bands.dtype.name,
        nodata=nodata, crs="EPSG:32651", transform=rasterio.Affine(2, 0, 600_000, 0, -2, 4_400_000),
    ) as out:  # fmt: skip
        out.write(bands)
    path.with_suffix(".IMD").write_text(TAGS.format(path.stem[-8:-4] + "-" + path.stem[-4:-2] + "-01"))
    return path


BEFORE, AFTER = samples(4, 200), samples(2, 90)


@pytest.fixture
def spectral(tmp_path: Path) -> tuple[Path, Path]:
    """Two WorldView-3 scenes of eight bands, of different brightness."""
    return write(tmp_path / "ms_20190201.tif", BEFORE), write(tmp_path / "ms_20190301.tif", AFTER)


@pytest.fixture
def looking(person: Person, spectral: tuple[Path, Path]) -> Person:
    """Both at 1:1, with the contrast panel open."""
    return opened(person, *spectral)


def opened(person: Person, *paths: Path) -> Person:
    person.open(*paths)
    person.key(Qt.Key.Key_0, CTRL)
    person.key(Qt.Key.Key_C)
    settled(person)
    return person


def panel(person: Person) -> ContrastPanel:
    assert person.window.contrast.panel is not None
    return person.window.contrast.panel


def side_of(person: Person, side: Side) -> SideControls:
    return panel(person).sides[side]


def settled(person: Person) -> None:
    """Choices have been carried out and painted."""
    person.until(lambda: not any(c._later.isActive() for c in panel(person).sides.values()))
    person.rest()
    person.move((3, 3))


def pick(person: Person, box: QComboBox, text: str) -> None:
    """Choose an entry by keyboard."""
    box.setFocus()
    person.key(Qt.Key.Key_Home)
    for _ in range(box.findText(text)):
        person.key(Qt.Key.Key_Down)
    assert box.currentText() == text
    settled(person)


def seen(person: Person, side: Side, x: int, y: int) -> list[int]:
    """RGB on screen of an image's pixel."""
    spot = person.spot(side, x + 0.5, y + 0.5)
    return person.shot()[int(spot[1]), int(spot[0])].tolist()


def check(person: Person, side: Side, expected: Callable[[int, int], list[float]], slack: int = 1) -> None:
    for x, y in SPOTS:
        assert seen(person, side, x, y) == pytest.approx(expected(x, y), abs=slack), (x, y)


def stretched(
    data: NDArray[np.uint16], bands: tuple[int, ...], low: float = 2, high: float = 98, gamma: float = 1
) -> Callable[[int, int], list[float]]:
    """What percentiles of all valid pixels give, computed apart from the program."""
    ends = [np.percentile(data[band, EMPTY:], (low, high)) for band in bands]

    def at(x: int, y: int) -> list[float]:
        shares = [(float(data[b, y, x]) - lo) / (hi - lo) for b, (lo, hi) in zip(bands, ends, strict=True)]
        values = [255 * min(max(share, 0), 1) ** (1 / gamma) for share in shares]
        return values * 3 if len(values) == 1 else values

    return at


def test_a_scene_opens_between_2_and_98_percent_of_the_whole(looking: Person) -> None:
    # WorldView's natural colours are its fifth, third and second band.
    check(looking, Side.BEFORE, stretched(BEFORE, (4, 2, 1)))
    check(looking, Side.AFTER, stretched(AFTER, (4, 2, 1)))
    assert seen(looking, Side.AFTER, 100, EMPTY - 5) == BACKGROUND, "no data is nothing"
    assert seen(looking, Side.AFTER, 100, EMPTY + 1) != BACKGROUND
    assert side_of(looking, Side.AFTER).bands.currentText() == "Natural colour"


def test_band_presets_any_three_and_one_band_in_colours(looking: Person) -> None:
    controls = side_of(looking, Side.AFTER)
    pick(looking, controls.bands, "False colour NIR")
    check(looking, Side.AFTER, stretched(AFTER, (6, 4, 2)))
    check(looking, Side.BEFORE, stretched(BEFORE, (4, 2, 1)))  # not linked
    pick(looking, controls.bands, ANY_THREE)
    for box, band in zip(controls.three, (8, 6, 1), strict=True):
        assert box.isVisible()
        pick(looking, box, f"Band {band}")
    check(looking, Side.AFTER, stretched(AFTER, (7, 5, 0)))
    pick(looking, controls.bands, "Band 6")
    assert not controls.three[0].isVisible()
    check(looking, Side.AFTER, stretched(AFTER, (5,)))
    pick(looking, controls.colors, "viridis")
    grey = stretched(AFTER, (5,))

    def viridis(x: int, y: int) -> list[float]:
        value = np.array([[round(grey(x, y)[0])]], np.uint8)
        return cv2.applyColorMap(value, cv2.COLORMAP_VIRIDIS)[0, 0, ::-1].tolist()

    check(looking, Side.AFTER, viridis, slack=4)
    assert seen(looking, Side.AFTER, 100, EMPTY - 5) == BACKGROUND


def test_minimum_to_maximum_and_gamma(looking: Person) -> None:
    controls = side_of(looking, Side.BEFORE)
    pick(looking, controls.method, "Minimum to maximum")
    check(looking, Side.BEFORE, stretched(BEFORE, (4, 2, 1), 0, 100))
    controls.gamma.setFocus()
    for _ in range(3):
        looking.key(Qt.Key.Key_PageUp)
    settled(looking)
    gamma = float(controls._gamma_text.text())
    assert 1.3 < gamma < 2
    check(looking, Side.BEFORE, stretched(BEFORE, (4, 2, 1), 0, 100, gamma), slack=2)
    handle = looking.window.windowHandle()
    middle = controls.gamma.mapTo(looking.window, controls.gamma.rect().center())
    QTest.mouseDClick(handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)
    settled(looking)
    assert controls._gamma_text.text() == "1.00"
    check(looking, Side.BEFORE, stretched(BEFORE, (4, 2, 1), 0, 100))


def type_into(person: Person, box: QDoubleSpinBox, text: str) -> None:
    box.setFocus()
    box.selectAll()
    person.type(text)
    person.key(Qt.Key.Key_Tab)
    settled(person)


def test_levels_are_typed_or_dragged_and_belong_to_the_scene(looking: Person) -> None:
    controls = side_of(looking, Side.AFTER)
    pick(looking, controls.bands, "Band 3")
    type_into(looking, controls.black, "300")
    type_into(looking, controls.white, "500")
    assert controls.method.currentText() == "By hand"

    def by_hand(x: int, y: int) -> list[float]:
        return [255 * min(max((float(AFTER[2, y, x]) - 300) / 200, 0), 1)] * 3

    check(looking, Side.AFTER, by_hand)
    panel(looking).ensureWidgetVisible(controls._plot)
    looking.rest()
    line = controls._region.lines[1]
    view = controls._plot
    box = view.getViewBox()
    assert isinstance(box, pg.ViewBox)
    height = sum(box.viewRange()[1]) / 2
    place = view.mapFromScene(box.mapViewToScene(QPointF(line.value(), height)))
    start = view.viewport().mapTo(looking.window, QPoint(round(place.x()), round(place.y())))
    handle = looking.window.windowHandle()
    sway = itertools.cycle((0, 1))

    def moved_to(left: int) -> bool:
        """Move there; pyqtgraph looks at some of the moves only."""
        QTest.mouseMove(handle, start + QPoint(-left, next(sway)))
        return True

    looking.until(lambda: moved_to(0) and line.mouseHovering)
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    looking.until(lambda: moved_to(15) and line.moving)
    looking.until(lambda: moved_to(30) and line.value() < 490)
    QTest.mouseRelease(
        handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start + QPoint(-30, 0)
    )
    settled(looking)
    assert controls.white.value() < 490
    white = controls.white.value()
    x, y = SPOTS[1]
    expected = 255 * min(max((float(AFTER[2, y, x]) - 300) / (white - 300), 0), 1)
    assert seen(looking, Side.AFTER, x, y)[0] == pytest.approx(expected, abs=3)


def test_a_stretch_to_the_view_is_frozen(looking: Person) -> None:
    middle = looking.spot(Side.AFTER, SIZE / 2, SIZE / 2)
    for _ in range(6):
        looking.wheel(middle, 1)
    looking.rest()
    looking.key(Qt.Key.Key_V)
    settled(looking)
    assert side_of(looking, Side.AFTER).method.currentText() == "2–98 % of a view, frozen"
    window = looking.under(Side.AFTER, (looking.pane(Side.AFTER).frame.x, 0))
    assert window[1] > EMPTY, "a part of the scene"
    place = round(window[0]) + 8, round(window[1]) + 8
    frozen = seen(looking, Side.AFTER, *place)
    whole = stretched(AFTER, (4, 2, 1))(*place)
    assert np.abs(np.array(frozen) - whole).max() > 20
    looking.key(Qt.Key.Key_0, CTRL)
    looking.rest()
    looking.move((3, 3))
    assert seen(looking, Side.AFTER, *place) == pytest.approx(frozen, abs=1)
    looking.drag((700, 300), (690, 320), button=MIDDLE)
    looking.rest()
    assert seen(looking, Side.AFTER, *place) == pytest.approx(frozen, abs=1)


def test_matching_is_a_toggle(person: Person, tmp_path: Path) -> None:
    dark = (np.mgrid[0:SIZE, 0:SIZE][1] // 4 + 10).astype(np.uint8)
    light = (np.mgrid[0:SIZE, 0:SIZE][1] // 2 + 100).astype(np.uint8)
    paths = [
        write(tmp_path / f"g_2019020{day}.tif", np.repeat(data[None], 3, axis=0), None)
        for day, data in ((1, dark), (2, light))
    ]
    opened(person, *paths)
    x, y = SPOTS[1]
    assert seen(person, Side.BEFORE, x, y) == [dark[y, x]] * 3, "8 bit is shown as it is"
    person.key(Qt.Key.Key_M)
    settled(person)
    assert seen(person, Side.BEFORE, x, y) == pytest.approx([light[y, x]] * 3, abs=2)
    assert seen(person, Side.AFTER, x, y) == [light[y, x]] * 3
    assert panel(person).matched.isChecked()
    assert "matched" in person.canvas.picture.captions[Side.BEFORE], "the grey levels are not its own"
    assert person.window.actions_.action("view.match").isChecked()
    person.key(Qt.Key.Key_M)
    settled(person)
    assert seen(person, Side.BEFORE, x, y) == [dark[y, x]] * 3


def test_linked_dates_of_one_sensor_share_bands_and_levels(looking: Person) -> None:
    panel(looking).linked.setFocus()
    looking.key(Qt.Key.Key_Space)
    assert panel(looking).linked.isChecked()
    controls = side_of(looking, Side.AFTER)
    pick(looking, controls.bands, "Band 3")
    check(looking, Side.BEFORE, stretched(BEFORE, (2,)))
    check(looking, Side.AFTER, stretched(AFTER, (2,)))
    type_into(looking, controls.black, "300")
    type_into(looking, controls.white, "1000")
    for side, data in ((Side.BEFORE, BEFORE), (Side.AFTER, AFTER)):
        check(
            looking,
            side,
            lambda x, y, d=data: [255 * min(max((float(d[2, y, x]) - 300) / 700, 0), 1)] * 3,  # type: ignore[misc]
        )
        assert side_of(looking, side).white.value() == 1000


def test_complex_samples_are_seen_in_decibels(person: Person, tmp_path: Path) -> None:
    rows, cols = np.mgrid[0:SIZE, 0:SIZE]
    radar = (10.0 ** (cols / 100) * np.exp(1j * rows / 10)).astype(np.complex64)[None]
    paths = [write(tmp_path / f"s_2019020{day}.tif", radar, None) for day in (1, 2)]
    opened(person, *paths)
    decibels = 20 * cols / 100.0
    low, high = np.percentile(decibels, (2, 98))
    check(person, Side.AFTER, lambda x, y: [255 * min(max((decibels[y, x] - low) / (high - low), 0), 1)] * 3)
    assert side_of(person, Side.AFTER).white.value() == pytest.approx(high, abs=0.1)


def test_a_sensor_is_remembered(
    launch: Callable[..., Person], spectral: tuple[Path, Path], tmp_path: Path
) -> None:
    person = opened(launch(), *spectral)
    pick(person, side_of(person, Side.AFTER).bands, "False colour NIR")
    pick(person, side_of(person, Side.AFTER).method, "Minimum to maximum")
    person.window.close()
    person.until(lambda: person.program.executor.is_idle)
    third = write(tmp_path / "other_20190401.tif", samples(3, 50))
    again = opened(launch(), spectral[1], third)
    check(again, Side.AFTER, stretched(samples(3, 50), (6, 4, 2), 0, 100))
    assert side_of(again, Side.AFTER).bands.currentText() == "False colour NIR"
