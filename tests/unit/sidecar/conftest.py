"""Samples for the sidecar's tests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from ilmtool.core.geometry import FloatArray

TESTS = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def corpus() -> Path:
    """Files of format version 1.0 that must stay readable."""
    return TESTS / "corpus" / "1.0"


@pytest.fixture
def ordinary(corpus: Path) -> bytes:
    return (corpus / "ordinary.ilm.geojson").read_bytes()


class FlatGround:
    """Degrees proportional to pixels: pixel (0, 0) at (lon, lat), y down, `scale` degrees a pixel."""

    def __init__(self, lon: float = 10.0, lat: float = 50.0, scale: float = 5e-6) -> None:
        self.lon, self.lat, self.scale = lon, lat, scale

    def to_lonlat(self, points: FloatArray) -> FloatArray:
        made = np.array([self.lon, self.lat]) + points * [self.scale, -self.scale]
        made[:, 0] = (made[:, 0] + 180.0) % 360.0 - 180.0
        return made

    def to_pixel(self, lonlat: FloatArray) -> FloatArray:
        east = (lonlat[:, 0] - self.lon + 180.0) % 360.0 - 180.0
        return np.stack((east / self.scale, (self.lat - lonlat[:, 1]) / self.scale), axis=1)


@pytest.fixture(scope="session")
def flat_ground() -> Callable[..., FlatGround]:
    return FlatGround


@pytest.fixture
def in_features(ordinary: bytes) -> Callable[..., bytes]:
    """A file with the ordinary header and the features given as text."""
    head = ordinary[: ordinary.index(b'"features":[\n')] + b'"features":[\n'

    def build(*features: str | bytes) -> bytes:
        raw = [f.encode() if isinstance(f, str) else f for f in features]
        return head + b",\n".join(raw) + (b"\n]}\n" if raw else b"]}\n")

    return build


BOX_IMAGE_GEOMETRY = '{"type":"Polygon","coordinates":[[[1,2],[1,8],[5,8],[5,2],[1,2]]]}'


@pytest.fixture
def feature_text() -> Callable[..., str]:
    """One feature as text; the keyword parts replace JSON text of its members."""

    def build(
        feature_id: str = '"3c4a9a70-53b3-4d1c-8a5c-8c0d4d6a7e11"',
        geometry: str = "null",
        properties: str = f'{{"schema":"ilmtool/1","kind":"observation","label":"crane","shape":"box",'
        f'"drawn_on":"pad_20190302","imageGeometry":{BOX_IMAGE_GEOMETRY}}}',
    ) -> str:
        return f'{{"type":"Feature","id":{feature_id},"geometry":{geometry},"properties":{properties}}}'

    return build
