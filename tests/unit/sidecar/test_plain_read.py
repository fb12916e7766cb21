"""The fast way reads the same as the careful one, and takes nothing that is not JSON."""

from __future__ import annotations

import pytest

from ilmtool.core.annotation import Annotation
from ilmtool.sidecar.feature_read import read_feature
from ilmtool.sidecar.findings import FeatureReport, Report
from ilmtool.sidecar.plain_read import PlainReader

ID = "3c4a9a70-53b3-4d1c-8a5c-8c0d4d6a7e11"
CORNERS = "[124.5,39.25],[124.5,39.125],[124.75,39.125],[124.75,39.25],[124.5,39.25]"
GEOMETRY = f'{{"type":"Polygon","coordinates":[[{CORNERS}]]}}'
PIXELS = '{"type":"Polygon","coordinates":[[[1,2],[1,8],[5,8],[5,2],[1,2]]]}'
HEAD = '"schema":"ilmtool/1","kind":"observation","label":"crane","shape":"box"'


def line(
    *, feature_id: str = ID, geometry: str = GEOMETRY, head: str = HEAD, pixels: str = PIXELS, end: str = "}}"
) -> bytes:
    return (
        f'{{"type":"Feature","id":"{feature_id}","geometry":{geometry},"properties":{{{head},'
        f'"imageGeometry":{pixels}{end}'
    ).encode()


def carefully(raw: bytes) -> Annotation:
    read = read_feature(raw, FeatureReport(Report(), 0, 1))
    assert isinstance(read, Annotation)
    return read


PLAIN = {
    "usual": line(),
    "null": line(geometry="null"),
    "triangle": line(geometry='{"type":"Polygon","coordinates":[[[1,2],[1,1],[3,1],[1,2]]]}'),
    "two parts": line(geometry='{"type":"MultiPolygon","coordinates":[[[[1,2],[1,1],[3,1],[1,2]]]]}'),
    "whole degrees": line(geometry=GEOMETRY.replace("124.75", "124")),
    "the edge of the world": line(geometry=GEOMETRY.replace("124.75", "180.0").replace("39.25", "-90.0")),
    "exponents": line(geometry=GEOMETRY.replace("39.25", "3.925e1")),
    "unknown members": line(head=f'{HEAD},"x":{{"a":[1,{{}}]}}'),
    "members behind": line(end=',"x":1},"y":2}'),
    "the name in a text": line(head=f'{HEAD},"note":",\\"imageGeometry\\":{{"'),
    "the name deeper": line(end=',"x":{"a":1,"imageGeometry":{"type":"Polygon"}}}}'),
    "the name twice": line(head=f'{HEAD},"imageGeometry":{PIXELS.replace("8", "9")}'),
    "properties in the geometry": line(geometry=GEOMETRY[:-1] + ',"properties":{"a":1}}'),
}


@pytest.mark.parametrize("name", PLAIN)
def test_the_same_as_the_careful_way(name: str) -> None:
    raw = PLAIN[name]
    reader = PlainReader()
    for annotation in reader.read([raw, raw]):
        assert annotation == carefully(raw)


def test_what_is_shared_does_not_leak_between_features() -> None:
    first, second = PlainReader().read([line(), line(pixels=PIXELS.replace("8", "9"))])
    assert first is not None
    assert second is not None
    assert first.ring != second.ring
    assert first.properties.label == second.properties.label == "crane"


def test_many_different_heads_are_read_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ilmtool.sidecar.plain_read._MANY", 3)
    lines = [line(head=HEAD.replace("crane", f"label {i}")) for i in range(20)]
    assert [a and a.label for a in PlainReader().read(lines)] == [f"label {i}" for i in range(20)]


UNUSUAL = {
    "a number like 1-2": line(geometry=GEOMETRY.replace("124.75", "12-4.75")),
    "two signs": line(geometry=GEOMETRY.replace("124.75", "--4.75")),
    "leading zero": line(geometry=GEOMETRY.replace("39.25", "039.25")),
    "no digits": line(geometry=GEOMETRY.replace("39.25", "39.")),
    "longitude": line(geometry=GEOMETRY.replace("124.75", "180.00000001")),
    "longitude 1000": line(geometry=GEOMETRY.replace("124.75", "1124.75")),
    "longitude 200": line(geometry=GEOMETRY.replace("124.75", "-200.75")),
    "latitude": line(geometry=GEOMETRY.replace("39.25", "-90.5")),
    "latitude 100": line(geometry=GEOMETRY.replace("39.25", "100.5")),
    "id": line(feature_id="not a UUID"),
    "escape in the id": line(feature_id="3c4a9a70-53b3-4d1c-8a5c-8c0d4d6\\u0030"),
    "open ring": line(pixels=PIXELS.replace(",[1,2]]", "]")),
    "far": line(pixels=PIXELS.replace("8", "1e9")),
    "text": line(head=HEAD.replace('"crane"', "7")),
    "cut head": line(head=HEAD[:-1]),
    "cut end": line(end="}"),
    "more behind": line(end="}}}"),
    "white space": line().replace(b'"id":', b'"id": '),
}


@pytest.mark.parametrize("name", UNUSUAL)
def test_anything_unusual_is_left_to_the_careful_way(name: str) -> None:
    neighbour = line()
    found: list[Annotation | None] = PlainReader().read([neighbour, UNUSUAL[name], neighbour])
    assert [a is None for a in found] == [False, True, False]
