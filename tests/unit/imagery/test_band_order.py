"""Which bands are red, green, blue and near infrared."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import rasterio
from rasters import pattern
from test_loader import FACTS

from ilmtool.core.scene import Acquisition
from ilmtool.imagery.band_order import BandOrder, known_order, usual_order
from ilmtool.imagery.radiometry import presets
from ilmtool.imagery.source import SourceFacts, open_source
from ilmtool.imagery.stretch import display_bands

UNSAID = ("gray", *("undefined",) * 12)


def facts(bands: int, platform: str | None = None, names: tuple[str, ...] = ()) -> SourceFacts:
    return replace(
        FACTS,
        bands=bands,
        colors=UNSAID[:bands],
        acquisition=Acquisition(platform=platform),
        band_names=names,
    )


@pytest.mark.parametrize(
    ("bands", "platform", "expected"),
    [
        (8, "WV03", (4, 2, 1, 6)),
        (4, "WorldView-2", (2, 1, 0, 3)),
        (4, "GE01", (2, 1, 0, 3)),
        (4, "planetscope 1009", (2, 1, 0, 3)),
        (8, "planetscope 2465", (5, 3, 1, 7)),
        (4, "skysat SSC1", (2, 1, 0, 3)),
        (5, "rapideye RE3", (2, 1, 0, 4)),
        (4, "PHR 1A", (0, 1, 2, 3)),
        (4, "SPOT 7", (0, 1, 2, 3)),
        (7, "LANDSAT_8", (3, 2, 1, 4)),
        (7, "LANDSAT_5", (2, 1, 0, 3)),
        (10, "Sentinel-2A", (2, 1, 0, 6)),
        (13, "Sentinel-2B", (3, 2, 1, 7)),
    ],
)
def test_what_platforms_products_have(bands: int, platform: str, expected: tuple[int, ...]) -> None:
    assert known_order(facts(bands, platform)) == BandOrder(*expected)
    assert display_bands(facts(bands, platform)) == expected[:3]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("blue", "green", "red", "nir"), (2, 1, 0, 3)),
        (("Coastal", "Blue", "Green", "Yellow", "Red", "Red Edge", "NIR1", "NIR2"), (4, 2, 1, 6)),
        (("B8, central wavelength 842 nm", "B4, central wavelength 665 nm", "B3, central wavelength 560 nm",
          "B2, central wavelength 490 nm", "B8A, central wavelength 865 nm"), (1, 2, 3, 0)),
        (("red_edge", "near-infrared", "RED", "GREEN", "BLUE"), (2, 3, 4, 1)),
        (("infrared thing", "reduced", "evergreen", "bluebell"), None),
        (("B4", "B3", "B2"), None),  # whose
    ],
)  # fmt: skip
def test_the_bands_own_names(names: tuple[str, ...], expected: tuple[int, ...] | None) -> None:
    found = known_order(facts(len(names), None, names))
    assert found == (None if expected is None else BandOrder(*expected))


def test_a_guess_by_count_is_offered_but_not_opened_with() -> None:
    eight = facts(8)
    assert known_order(eight) is None
    assert usual_order(eight) == BandOrder(4, 2, 1, 6)
    assert display_bands(eight) == (0, 1, 2)
    assert [p.name for p in presets(eight)[:4]] == [
        "As the file says", "Natural colour", "False colour NIR", "Band 1",
    ]  # fmt: skip


def test_names_are_read_from_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.tif"
    place = {"crs": "EPSG:32651", "transform": rasterio.Affine(2, 0, 6e5, 0, -2, 4e6)}
    with rasterio.open(path, "w", driver="GTiff", width=8, height=8, count=4, dtype="uint16", **place) as out:
        out.write(pattern(8, 8, 4).astype("uint16"))
        for band, name in enumerate(("blue", "green", "red", "nir"), 1):
            out.set_band_description(band, name)
    with open_source(path) as source:
        assert source.facts.band_names == ("blue", "green", "red", "nir")
        assert display_bands(source.facts) == (2, 1, 0)
        assert [p.name for p in presets(source.facts)[:3]] == [
            "Natural colour", "False colour NIR", "Band 1, blue",
        ]  # fmt: skip
