"""Strict on what would lose or invent data, lenient on the rest."""

from __future__ import annotations

import gc
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ilmtool.core.annotation import Comment
from ilmtool.errors import Cancelled, UserError
from ilmtool.sidecar import limits
from ilmtool.sidecar.codec import encode
from ilmtool.sidecar.header import NewerVersion
from ilmtool.sidecar.reader import LoadedSidecar, read_bytes, read_sidecar

Build = Callable[..., bytes]
Text = Callable[..., str]
AREA = '{"type":"Polygon","coordinates":[[[1,2],[1,1],[3,1],[3,2],[1,2]]]}'


def saved(loaded: LoadedSidecar) -> bytes:
    return b"".join(encode(loaded.document, loaded.lines))


def codes(loaded: LoadedSidecar) -> list[str]:
    return [finding.code for finding in loaded.findings]


def only(loaded: LoadedSidecar):
    (annotation,) = loaded.document.annotations.values()
    return annotation


def test_every_file_of_this_version_is_read(corpus: Path) -> None:
    paths = sorted(corpus.glob("*.ilm.geojson"))
    assert len(paths) >= 7
    for path in paths:
        loaded = read_sidecar(path)
        assert loaded.document.annotations or path.name.startswith("empty")


# ---- refused -------------------------------------------------------------------------------------------

REFUSED = {
    "empty": (b"", "empty"),
    "white space": (b" \n\n", "empty"),
    "no JSON": (b"II*\x00\x08", "not JSON"),
    "cut short": (b'{"type":"FeatureCollection","features":[{"type":"Feature",', "ends too early"),
    "another type": (b'{"type":"Feature","features":[]}', "'Feature'"),
    "no type": (b'{"features":[]}', 'no "type"'),
    "no features": (b'{"type":"FeatureCollection"}', 'no "features"'),
    "features no list": (b'{"type":"FeatureCollection","features":{}}', "not a FeatureCollection"),
    "a list": (b"[]", "not a FeatureCollection"),
    "UTF-16": ('{"type":"FeatureCollection","features":[]}'.encode("utf-16"), "UTF-16"),
    "Latin-1": (b'{"type":"FeatureCollection","name":"\xe9","features":[]}', "column 37: it is not UTF-8"),
    "two features members": (b'{"type":"FeatureCollection","features":[],"features":[]}', "occurs twice"),
    "deep header": (
        b'{"type":"FeatureCollection","x":' + b"[" * 99 + b"]" * 99 + b',"features":[]}',
        "levels",
    ),
    "very deep": (b'{"type":"FeatureCollection","x":' + b"[" * 99999, "levels"),
    "NaN in the header": (b'{"type":"FeatureCollection","x":NaN,"features":[]}', "not JSON"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_is_refused_says_why(name: str) -> None:
    data, why = REFUSED[name]
    with pytest.raises(UserError, match=why) as caught:
        read_bytes(data, "it.ilm.geojson")
    assert "it.ilm.geojson" in caught.value.title
    assert caught.value.hint


def test_the_place_of_a_slip_is_named(in_features: Build, feature_text: Text) -> None:
    data = in_features(feature_text('"a"'), feature_text('"b"')[:-1] + ",}", feature_text('"c"'))
    line = data.split(b"\n").index(b'"features":[') + 1 + 2
    with pytest.raises(UserError, match=f"line {line}, column"):
        read_bytes(data)


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1e999", "-1e400"])
def test_coordinates_that_are_not_finite_are_refused(
    in_features: Build, feature_text: Text, number: str
) -> None:
    with pytest.raises(UserError, match=r"line 8|Line 8"):
        read_bytes(in_features(feature_text(geometry=AREA.replace("[3,1]", f"[{number},1]"))))


@pytest.mark.parametrize("layout", ["lines", "indented"])
@pytest.mark.parametrize("position", ["[181,1]", "[3,-90.5]", "[645900.0,4391700.0]", "[3,1,1e400]"])
def test_coordinates_outside_lonlat_are_refused(
    in_features: Build, feature_text: Text, position: str, layout: str
) -> None:
    data = in_features(feature_text('"a"'), feature_text('"b"', geometry=AREA.replace("[3,1]", position)))
    if layout == "indented":
        data = json.dumps(json.loads(data), indent=1).encode().replace(b"Infinity", b"1e400")
    with pytest.raises(UserError) as caught:
        read_bytes(data)
    assert "longitude and latitude" in caught.value.title
    assert "$.features[1].geometry" in caught.value.detail
    assert "ogr2ogr" in caught.value.hint


def test_heights_are_let_pass(in_features: Build, feature_text: Text) -> None:
    data = in_features(feature_text(geometry=AREA.replace("2]", "2,11.5]").replace("1]", "1,11.5]")))
    loaded = read_bytes(data)
    assert codes(loaded) == []
    assert saved(loaded) == data


CRS = '{"type":"name","properties":{"name":"%s"}}'


@pytest.mark.parametrize(
    ("name", "allowed"),
    [
        ("urn:ogc:def:crs:OGC:1.3:CRS84", True),
        ("urn:ogc:def:crs:OGC::CRS84", True),
        ("http://www.opengis.net/def/crs/OGC/1.3/CRS84", True),
        ("EPSG:4326", True),
        ("urn:ogc:def:crs:EPSG::4326", True),
        ("urn:ogc:def:crs:EPSG:9.8:4326", True),
        ("http://www.opengis.net/def/crs/EPSG/0/4326", True),
        ("urn:ogc:def:crs:EPSG::3857", False),
        ("EPSG:14326", False),
        ("urn:ogc:def:crs:EPSG::27700", False),
    ],
)
def test_only_wgs84_is_accepted(name: str, allowed: bool) -> None:
    data = f'{{"type":"FeatureCollection","crs":{CRS % name},"features":[]}}'.encode()
    if allowed:
        assert b"crs" not in saved(read_bytes(data))
        return
    with pytest.raises(UserError, match="another CRS"):
        read_bytes(data)


def test_duplicate_ids_are_refused_with_both_lines(in_features: Build, feature_text: Text) -> None:
    data = in_features(feature_text('"a"'), feature_text('"b"'), feature_text('"a"'))
    with pytest.raises(UserError, match="lines 8 and 10"):
        read_bytes(data)


def test_a_feature_that_cannot_be_used_may_not_share_an_id(in_features: Build, feature_text: Text) -> None:
    bad = '{"type":"Feature","id":"a","geometry":null,"properties":{}}'
    for order in ((bad, feature_text('"a"')), (feature_text('"a"'), bad), (bad, bad)):
        with pytest.raises(UserError, match="two features with the id a"):
            read_bytes(in_features(*order))


def test_a_newer_major_version_is_offered_read_only(ordinary: bytes) -> None:
    data = ordinary.replace(b'"version":"1.0"', b'"version":"2.1"')
    with pytest.raises(NewerVersion) as caught:
        read_bytes(data)
    assert caught.value.version == "2.1"
    loaded = read_bytes(data, allow_newer=True)
    assert loaded.read_only
    assert len(loaded.document.annotations) == 2


def test_a_newer_minor_version_is_read_and_kept(ordinary: bytes) -> None:
    data = ordinary.replace(b'"version":"1.0"', b'"version":"1.17"')
    loaded = read_bytes(data)
    assert loaded.newer_minor
    assert not loaded.read_only
    assert saved(loaded) == data


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        (b'"ilmtool-annotations"', b'"something-else"', "$.ilmtool.format"),
        (b'"version":"1.0"', b'"version":"one"', "$.ilmtool.version"),
        (b'"id":"pad_20190302"', b'"id":"pad_20190216"', "$.ilmtool.scenes[1]"),
        (b'"id":"pad_20190302",', b"", "$.ilmtool.scenes[1]"),
        (b"[1.0,0.0003,11.42,-0.0003,1.0,-6.87]", b"[1.0,0.0003]", "$.ilmtool.registration[0].matrix"),
    ],
)
def test_a_header_that_would_lose_something_is_refused(
    ordinary: bytes, old: bytes, new: bytes, path: str
) -> None:
    with pytest.raises(UserError) as caught:
        read_bytes(ordinary.replace(old, new))
    assert path in caught.value.title


def test_a_header_member_of_the_wrong_type_is_kept_and_not_used(ordinary: bytes) -> None:
    data = ordinary.replace(b'"gsd":0.3', b'"gsd":"0.3 m"')
    loaded = read_bytes(data)
    scene = loaded.document.header.scenes[1]
    assert scene.acquisition.gsd is None
    assert codes(loaded) == ["wrong-type"]
    assert saved(loaded) == data
    assert b'"gsd":"0.3 m"' in b"".join(encode(loaded.document))


def test_a_missing_file_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"gone\.ilm\.geojson is not there"):
        read_sidecar(tmp_path / "gone.ilm.geojson")
    with pytest.raises(UserError, match="cannot be read"):
        read_sidecar(tmp_path)


# ---- accepted ------------------------------------------------------------------------------------------


def test_layouts_of_other_programs(ordinary: bytes) -> None:
    expected = [a.properties for a in read_bytes(ordinary).document.annotations.values()]
    value = json.loads(ordinary)
    features_first = {"features": value["features"], "type": value["type"], "ilmtool": value["ilmtool"]}
    for data in (
        json.dumps(value).encode(),
        json.dumps(value, indent=2).encode(),
        json.dumps(features_first, indent=None).encode(),
        b"\xef\xbb\xbf" + ordinary,
        ordinary.replace(b"\n", b"\r\n"),
        ordinary.replace(b"},\n{", b"},\n\n{"),
        ordinary.rstrip(b"\n"),
        ordinary.replace(b"\n]}", b"]}"),
        ordinary.replace(b"]}\n", b'],\n"after":1}\n') if ordinary.endswith(b"]}\n") else b"",
    ):
        loaded = read_bytes(data)
        assert [a.properties for a in loaded.document.annotations.values()] == expected
        assert loaded.had_header
        again = saved(loaded)
        assert saved(read_bytes(again)) == again
        assert again.startswith(b'{"type":"FeatureCollection",\n"ilmtool":')


def test_bom_and_crlf_are_noted_and_go(ordinary: bytes) -> None:
    loaded = read_bytes(b"\xef\xbb\xbf" + ordinary.replace(b"\n", b"\r\n"))
    assert codes(loaded) == ["byte-order-mark", "crlf"]
    assert saved(loaded) == ordinary


def test_scenes_are_found_again_without_a_header(corpus: Path) -> None:
    loaded = read_sidecar(corpus / "written_elsewhere_geopandas.ilm.geojson")
    assert not loaded.had_header
    scenes = loaded.document.header.scenes
    assert [(s.id, s.role) for s in scenes] == [("pad_20190216", "before"), ("pad_20190302", "after")]
    assert "no-header" in codes(loaded)
    assert sorted(loaded.document.annotations) == [
        "3c4a9a70-53b3-4d1c-8a5c-8c0d4d6a7e11",
        "8f0c1f5e-0b5e-4a39-9d2e-1f6f0a1b2c3d",
    ]
    assert b'"properties":{"id"' not in saved(loaded)


PIXELS = '{"type":"Polygon","coordinates":[[[1,2],[1,8],[5,8],[5,2],[1,2]]]}'


def with_properties(in_features: Build, feature_text: Text, **members: str) -> bytes:
    inner = {"imageGeometry": PIXELS, **members}
    text = "{" + ",".join(f"{json.dumps(key)}:{value}" for key, value in inner.items()) + "}"
    return in_features(feature_text(properties=text))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2019-03-02T02:15:00+00:00", "2019-03-02T02:15:00Z"),
        ("2019-03-02T02:15:00.000Z", "2019-03-02T02:15:00Z"),
        ("2019-03-02 02:15:00", "2019-03-02T02:15:00Z"),
        ("2019/03/02 02:15:00+00", "2019-03-02T02:15:00Z"),
        ("2019-03-02T04:15:00+02:00", "2019-03-02T02:15:00Z"),
        ("2019-03-02", "2019-03-02T23:59:59Z"),
    ],
)
def test_datetimes_of_other_programs(in_features: Build, feature_text: Text, text: str, meant: str) -> None:
    data = with_properties(in_features, feature_text, change_not_after=f'"{text}"').replace(
        b'"Feature","id"', b'"Feature", "id"'
    )
    loaded = read_bytes(data)
    assert only(loaded).properties.change_not_after == meant
    assert codes(loaded) == ["mended"]
    assert f'"change_not_after":"{meant}"'.encode() in saved(loaded)


def test_a_fraction_of_a_second_is_not_thrown_away(in_features: Build, feature_text: Text) -> None:
    data = with_properties(in_features, feature_text, created='"2019-03-02T02:15:00.250Z"').replace(
        b'"Feature","id"', b'"Feature", "id"'
    )
    loaded = read_bytes(data)
    assert only(loaded).properties.created == "2019-03-02T02:15:00.250Z"
    assert codes(loaded) == ["bad-datetime"]


def test_nested_data_that_became_text(in_features: Build, feature_text: Text) -> None:
    comments = [{"author": "a", "time": "t", "text": "x", "more": 1}]
    data = with_properties(
        in_features,
        feature_text,
        imageGeometry=json.dumps(PIXELS),
        comments=json.dumps(json.dumps(comments)),
        certainty="null",
        label="null",
    )
    loaded = read_bytes(data)
    annotation = only(loaded)
    assert annotation.ring == ((1.0, 2.0), (1.0, 8.0), (5.0, 8.0), (5.0, 2.0), (1.0, 2.0))
    assert annotation.properties.comments == (Comment("a", "t", "x"),)
    assert annotation.properties.certainty is None
    assert annotation.label == ""
    changed = annotation.edited(label="crane", comments=(Comment("a", "t", "x"), Comment("b", "u", "y")))
    document = type(loaded.document)(loaded.document.header, {annotation.id: changed})
    again = only(read_bytes(b"".join(encode(document))))
    assert again.properties == changed.properties
    assert b'"more":1' in (again.source or b"")


def test_a_ring_that_is_not_closed(in_features: Build, feature_text: Text) -> None:
    data = with_properties(in_features, feature_text, imageGeometry=PIXELS.replace(",[1,2]]", "]"))
    data = data.replace(b'"geometry":null', b'"geometry":' + AREA.replace(",[1,2]]", "]").encode())
    loaded = read_bytes(data)
    assert only(loaded).ring == ((1.0, 2.0), (1.0, 8.0), (5.0, 8.0), (5.0, 2.0), (1.0, 2.0))
    assert codes(loaded) == ["ring-not-closed", "mended"]


def test_clockwise_rings_are_accepted(in_features: Build, feature_text: Text) -> None:
    turned = AREA.replace("[1,1],[3,1],[3,2]", "[3,2],[3,1],[1,1]")
    assert codes(read_bytes(in_features(feature_text(geometry=turned)))) == []


@pytest.mark.parametrize(
    ("member", "text"),
    [
        ("certainty", "5"),
        ("note", '["a"]'),
        ("comments", '[{"author":7}]'),
        ("comments", "[1]"),
        ("label", "{}"),
        ("created", "true"),
    ],
)
def test_a_value_that_cannot_be_used_stays_in_the_file(
    in_features: Build, feature_text: Text, member: str, text: str
) -> None:
    loaded = read_bytes(with_properties(in_features, feature_text, **{member: text}))
    assert codes(loaded) == ["not-usable"]
    annotation = only(loaded)
    changed = annotation.edited(author="me")
    document = type(loaded.document)(loaded.document.header, {annotation.id: changed})
    assert f'"{member}":{text}'.encode() in b"".join(encode(document, loaded.lines))


@pytest.mark.parametrize("layout", ["lines", "one line"])
def test_half_a_character_costs_a_character_and_not_the_file(
    in_features: Build, feature_text: Text, layout: str
) -> None:
    note = '"half \\ud83d, whole \\ud83d\\ude00, no escape \\\\ud83d"'
    data = with_properties(in_features, feature_text, note=note)
    loaded = read_bytes(data if layout == "lines" else data.replace(b"\n", b""))
    assert only(loaded).properties.note == "half \ufffd, whole \U0001f600, no escape \\ud83d"
    assert only(read_bytes(saved(loaded))).properties.note == only(loaded).properties.note


def test_a_shape_drawn_in_another_program(in_features: Build) -> None:
    drawn = f'{{ "type": "Feature", "properties": {{ "name": null }}, "geometry": {AREA} }}'
    data = in_features(drawn)
    loaded = read_bytes(data)
    assert codes(loaded) == ["no-image-geometry", "id-added"]
    assert list(read_bytes(data).document.annotations) == list(loaded.document.annotations)
    again = read_bytes(saved(loaded))
    assert list(again.document.annotations) == list(loaded.document.annotations)


def test_a_number_as_id(in_features: Build, feature_text: Text) -> None:
    loaded = read_bytes(in_features(feature_text("7")))
    assert list(loaded.document.annotations) == ["7"]
    assert b'"id":7,' in saved(loaded)


# ---- kept although unreadable --------------------------------------------------------------------------

FAR = '{"type":"Polygon","coordinates":[[[0,0],[1e9,0],[1,1],[0,0]]]}'
UNUSABLE = {
    "point": (
        '{"type":"Feature","id":"z","geometry":{"type":"Point","coordinates":[1,2]},"properties":{}}',
        0,
    ),
    "null": ("null", 0),
    "number": ("17", 0),
    "other type": ('{"type":"Topology" , "id":"z"}', 0),
    "properties": ('{"type":"Feature","id":"z","geometry":null,"properties":[1, 2]}', 0),
    "coordinates": (
        '{"type":"Feature","id":"z","geometry":{"type":"Polygon","coordinates":5},"properties":{}}',
        1,
    ),
    "deep": ('{"type":"Feature","id":"z","x":' + "[" * 80 + "]" * 80 + "}", 0),
    "far pixels": (
        f'{{"type":"Feature","id":"z","geometry":null,"properties":{{"imageGeometry":{FAR}}}}}',
        1,
    ),
}


@pytest.mark.parametrize("name", UNUSABLE)
def test_a_bad_feature_keeps_its_bytes_and_its_neighbours(
    in_features: Build, feature_text: Text, name: str
) -> None:
    bad, warnings = UNUSABLE[name]
    data = in_features(feature_text('"a"'), feature_text('"b"'), bad)
    loaded = read_bytes(data)
    assert list(loaded.document.annotations) == ["a", "b"]
    assert [f.severity for f in loaded.findings].count("error") == 1
    assert [f.severity for f in loaded.findings].count("warning") >= warnings
    error = next(f for f in loaded.findings if f.severity == "error")
    assert error.line == 10
    assert error.path == "$.features[2]"
    assert saved(loaded) == data
    assert list(loaded.line_numbers) == [8, 9]


def test_line_breaks_inside_a_bad_feature(feature_text: Text) -> None:
    data = json.dumps({"type": "FeatureCollection", "features": [{"x": [1, "a\nb"]}]}, indent=1)
    again = saved(read_bytes(data.encode()))
    assert json.loads(again)["features"] == [{"x": [1, "a\nb"]}]
    assert len(again.split(b"\n")) == 8


# ---- hostile -------------------------------------------------------------------------------------------


def test_numbers_without_end_are_bounded(in_features: Build, feature_text: Text) -> None:
    digits = "9" * 100_000
    data = with_properties(in_features, feature_text, **{"x-count": digits})
    loaded = read_bytes(data)
    assert saved(loaded) == data
    changed = only(loaded).edited(label="x")
    document = type(loaded.document)(loaded.document.header, {changed.id: changed})
    assert digits.encode() in b"".join(encode(document))
    for member in ("certainty", "imageGeometry", "comments", "created"):
        read_bytes(with_properties(in_features, feature_text, **{member: digits}))
    with pytest.raises(UserError):
        read_bytes(in_features(feature_text(geometry=AREA.replace("[3,1]", f"[{digits},1]"))))
    read_bytes(in_features(feature_text(digits)))


def test_a_long_note_and_many_points_are_bounded(
    in_features: Build, feature_text: Text, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = json.dumps("x" * (limits.MAX_TEXT + 1))
    loaded = read_bytes(with_properties(in_features, feature_text, note=note))
    assert only(loaded).properties.note is None
    assert codes(loaded) == ["not-usable"]
    points = "[1,1]," * (limits.MAX_VERTICES * 2)
    data = with_properties(in_features, feature_text, imageGeometry=PIXELS.replace("[1,8],", points))
    loaded = read_bytes(data)
    assert "no-outline" in codes(loaded)
    assert saved(loaded) == data


def test_size_and_count_are_bounded(
    in_features: Build, feature_text: Text, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = in_features(*(feature_text(f'"{i}"') for i in range(4)))
    monkeypatch.setattr("ilmtool.sidecar.intake.MAX_FEATURES", 3)
    with pytest.raises(UserError, match="more than 3 features"):
        read_bytes(data)
    monkeypatch.setattr("ilmtool.sidecar.reader.MAX_FILE_BYTES", 1000)
    with pytest.raises(UserError, match="too large"):
        read_bytes(data)


def test_findings_are_counted_beyond_the_limit(in_features: Build) -> None:
    loaded = read_bytes(in_features(*["5"] * (limits.MAX_FINDINGS + 7)))
    assert len(loaded.findings) == limits.MAX_FINDINGS + 1
    assert loaded.findings[-1].message.startswith("7 more")


@given(st.binary(max_size=200))
@settings(max_examples=100, deadline=None)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with pytest.raises(UserError):
        read_bytes(data)


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_any_damage_is_read_or_refused(corpus: Path, data: st.DataObject) -> None:
    good = bytearray((corpus / "unknown_members.ilm.geojson").read_bytes())
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(good) - 1))
        stop = data.draw(st.integers(start, min(len(good), start + 40)))
        good[start:stop] = data.draw(
            st.sampled_from([b"", b"null", b"[", b"}", b'"', b"\\", b"1e400", b"\n", b"\xff", b"{}", b"-"])
        )
    try:
        loaded = read_bytes(bytes(good))
    except UserError:
        return
    again = saved(loaded)
    assert saved(read_bytes(again)) == again


def test_the_geojsonhint_files(shared_data: Path) -> None:
    folder = shared_data / "annotations" / "geojsonhint"
    if not folder.is_dir():
        pytest.skip(f"no geojsonhint files at {folder}")
    outcomes = {}
    for path in sorted(folder.glob("*/*.geojson")):
        try:
            outcomes[path.stem] = codes(read_sidecar(path))
        except UserError as error:
            outcomes[path.stem] = str(error)
    assert len(outcomes) >= 20
    assert "line 3" in outcomes["bad-json"]
    for name in ("bad-object-type", "notype", "rootstring", "point-toofew", "feature_changed_semantics"):
        assert "not a FeatureCollection" in outcomes[name]
    assert outcomes["badcoordtype"] == ["bad-geometry", "no-outline"]
    assert outcomes["multiple_problems"].count("not-a-feature") == 2


def test_files_of_gdal(shared_data: Path) -> None:
    folder = shared_data / "annotations"
    paths = [
        p
        for p in sorted(folder.glob("gdal_ogr/**/*")) + sorted(folder.glob("ogr_written_geojson/*"))
        if p.is_file()
    ]
    if not paths:
        pytest.skip(f"no GDAL files at {folder}")
    readable = set()
    for path in paths:
        try:
            loaded = read_sidecar(path)
        except UserError:
            continue
        readable.add(path.name)
        again = saved(loaded)
        assert saved(read_bytes(again)) == again
        assert len(json.loads(again)["features"]) == len(json.loads(path.read_bytes())["features"])
    assert {"tree_boxes.geojson", "buildings.geojson", "ids_0_1_null_1_null.json"} <= readable


# ---- the collector, and others' turn -------------------------------------------------------------------


def test_the_collector_is_on_again_whatever_happens(ordinary: bytes) -> None:
    assert gc.isenabled()
    read_bytes(ordinary)
    assert gc.isenabled()
    with pytest.raises(UserError):
        read_bytes(b"[")
    assert gc.isenabled()
    gc.disable()
    try:
        read_bytes(ordinary)
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_others_get_their_turn_and_can_stop(in_features: Build, feature_text: Text, tmp_path: Path) -> None:
    path = tmp_path / "many.ilm.geojson"
    path.write_bytes(in_features(*(feature_text(f'"{i}"') for i in range(4000))))
    turns: list[tuple[int, int]] = []
    read_sidecar(path, on_slice=lambda done, total: turns.append((done, total)))
    assert len(turns) >= 4
    assert turns == sorted(turns)
    assert turns[-1] == (path.stat().st_size, path.stat().st_size)

    def stop(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        read_sidecar(path, on_slice=stop)
    assert gc.isenabled()
