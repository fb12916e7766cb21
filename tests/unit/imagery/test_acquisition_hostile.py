"""Metadata that is broken or meant to harm: never stops an image, never reads or expands anything else."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rasters import pattern, write_tiff

from ilmtool.cli.info import examine
from ilmtool.errors import UserError
from ilmtool.imagery.metadata import plain_files
from ilmtool.imagery.metadata.moments import nitf_moment, parse_moment
from ilmtool.imagery.metadata.named_dates import date_in_name
from ilmtool.imagery.metadata.plain_files import (
    BadMetadataError,
    parse_json,
    parse_odl,
    parse_xml,
    read_bytes,
)
from ilmtool.imagery.metadata.stac import is_stac_item, item_of
from ilmtool.imagery.source import open_source

BOMB = """<?xml version="1.0"?><!DOCTYPE isd [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><isd><IMD><IMAGE><SATID>&c;</SATID></IMAGE></IMD></isd>"""
THIEF = """<?xml version="1.0"?><!DOCTYPE isd [<!ENTITY x SYSTEM "file:///etc/hostname">]>
<isd><IMD><IMAGE><SATID>&x;</SATID><FIRSTLINETIME>2019-03-02T02:15:00Z</FIRSTLINETIME></IMAGE></IMD></isd>"""


@pytest.mark.parametrize("text", [BOMB, THIEF])
def test_entities_are_refused(text: str, tmp_path: Path) -> None:
    with pytest.raises(BadMetadataError, match="entities"):
        parse_xml(text.encode())
    (tmp_path / "a.xml").write_text(text)
    with pytest.raises(UserError, match=r"a\.xml declares XML entities"):
        examine(tmp_path / "a.xml")


def test_an_external_dtd_is_not_fetched() -> None:
    root = parse_xml(b'<!DOCTYPE isd SYSTEM "http://127.0.0.1:9/x.dtd"><isd><IMD/></isd>')
    assert root.tag == "isd"


def test_depth_and_count_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(BadMetadataError, match="nested"):
        parse_xml(b"<a>" * 100 + b"</a>" * 100)
    monkeypatch.setattr(plain_files, "MAX_ELEMENTS", 100)
    with pytest.raises(BadMetadataError, match="too many"):
        parse_xml(b"<a>" + b"<b/>" * 200 + b"</a>")
    with pytest.raises(BadMetadataError):
        parse_json(b"[" * 100_000)
    with pytest.raises(BadMetadataError, match="nested"):
        parse_odl(b"GROUP = A\n" * 100)


def test_only_regular_files_up_to_a_size_are_read(tmp_path: Path) -> None:
    (tmp_path / "large").write_bytes(b"x" * 100)
    with pytest.raises(BadMetadataError, match="100 bytes"):
        read_bytes(tmp_path / "large", 99)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(BadMetadataError, match="regular"):
        read_bytes(tmp_path / "pipe")
    with pytest.raises(BadMetadataError):
        read_bytes(tmp_path / "missing")


BROKEN = {
    "a.xml": BOMB,
    "a.IMD": "BEGIN_GROUP = IMAGE_1\n satId = ",
    "a_metadata.json": '{"properties": {"acquired": ',
    "a.json": "\x00\x01",
    "metadata.json": "[" * 5000,
    "a_MTL.txt": "GROUP = A\n" * 100,
    "DIM_a.XML": "<Dimap_Document><a></Dimap_Document>",
    "MTD_MSIL1C.xml": "not xml",
}


def test_broken_neighbours_do_not_stop_an_image_and_are_told(tmp_path: Path) -> None:
    for name, text in BROKEN.items():
        (tmp_path / name).write_text(text)
    with open_source(write_tiff(tmp_path / "a.tif", pattern(8, 8))) as source:
        facts = source.facts
        assert source.read(0, (0, 0, 8, 8))[0].shape == (8, 8, 3)
    told = " ".join(f.message for f in facts.findings)
    assert {f.severity for f in facts.findings} == {"warning"}
    for name in ("a.xml", "a_metadata.json", "a_MTL.txt", "DIM_a.XML", "MTD_MSIL1C.xml"):
        assert f"{name} beside a.tif" in told
    assert facts.acquisition.datetime is None


def test_a_broken_metadata_file_is_refused_with_its_reason(tmp_path: Path) -> None:
    (tmp_path / "x_MTL.json").write_text('{"LANDSAT_METADATA_FILE": ')
    with pytest.raises(UserError, match=r"x_MTL\.json is not valid JSON"):
        examine(tmp_path / "x_MTL.json")
    (tmp_path / "notes.txt").write_text("nothing")
    with pytest.raises(UserError, match="not an image"):
        examine(tmp_path / "notes.txt")


@pytest.mark.parametrize(
    "value",
    ["nan", "inf", "-inf", "1e400", "999", "--", "", "Infinity", "0x10", "1_0", "१२३४५"],
)
def test_numbers_out_of_range_are_nothing(value: str) -> None:
    from ilmtool.imagery.metadata.vendor_tags import from_maxar

    found = from_maxar(
        {"IMAGE_1.satId": "WV02", "IMAGE_1.meanSunEl": value, "IMAGE_1.meanOffNadirViewAngle": value}
    )
    assert found is not None
    off_nadir = found.acquisition.off_nadir
    assert off_nadir is None or 0 <= off_nadir <= 90


@given(st.text(max_size=40))
@settings(max_examples=150, deadline=None)
def test_any_text_is_a_moment_or_none(text: str) -> None:
    for read in (parse_moment, nitf_moment, date_in_name):
        found = read(text)
        assert found is None or found[1] in {"second", "day"}


@given(
    st.dictionaries(
        st.text(max_size=8),
        st.recursive(
            st.none() | st.booleans() | st.floats() | st.text(max_size=8),
            lambda inner: (
                st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
            ),
            max_leaves=8,
        ),
        max_size=6,
    )
)
@settings(max_examples=80, deadline=None)
def test_any_item_is_read(noise: dict[str, object]) -> None:
    keys = ("datetime", "gsd", "view:off_nadir", "providers", "platform", "start_datetime")
    properties = {**noise, **dict(zip(keys, noise.values(), strict=False))}
    value = json.loads(
        json.dumps(
            {
                "type": "Feature",
                "stac_version": "1.0.0",
                "properties": properties,
                "geometry": noise,
                "bbox": list(noise.values()),
                "assets": {"a": {"href": "b.tif", "roles": list(noise), "bands": [noise], **noise}, "c": 1},
            }
        )
    )
    assert is_stac_item(value)
    item_of(value, Path("/nowhere/item.json"))
