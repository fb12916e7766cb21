"""Measured values on annotations: written flat, checked by the label set, nothing else touched."""

from __future__ import annotations

import json

import pytest

from ilmtool.core.annotation import Annotation, Polygon, Properties
from ilmtool.core.document import Document
from ilmtool.core.geometry import box_ring
from ilmtool.core.label_file import parse_label_set
from ilmtool.core.labels import LabelSet
from ilmtool.core.scene import Acquisition
from ilmtool.errors import UserError
from ilmtool.measure.measurement import Measurement, measured
from ilmtool.session.edit import EditContext
from ilmtool.session.measured_values import attach, measured_text, measured_values
from ilmtool.sidecar.codec import extra_properties
from ilmtool.text import Language, install

SET = """\
name = "Mine"

[[class]]
id = 1
name = "vehicle"

[[class.attribute]]
key = "length_m"
kind = "number"
unit = "{unit}"
min = 0
max = {most}
"""
CONTEXT = EditContext("me", "2026-01-01T00:00:00Z", "a", "b")


class _Flat:
    """A ground where a pixel is 1e-5 degrees at the equator: 1.11 m."""

    def to_lonlat(self, points):
        return points * 1e-5


def line(kind: str = "path", *corners: tuple[float, float], **taken: float) -> Measurement:
    corners = corners or ((0.0, 0.0), (10.0, 0.0))
    return measured(kind, "b", corners, _Flat(), Acquisition(**taken))


def vehicle(**more: object) -> Annotation:
    outline = Polygon((box_ring(0, 0, 10, 10),))
    properties = Properties(label="vehicle", image_geometry=outline, **more)
    source = json.dumps({"type": "Feature", "properties": {"label": "vehicle", "mine": [1, {"x": None}]}})
    return Annotation("1", properties, source=source.encode())


def labels(unit: str = "m", most: float = 60) -> LabelSet:
    return parse_label_set(SET.format(unit=unit, most=most), "mine")


def test_values_join_what_is_there_and_are_read_again() -> None:
    item, old = line(), vehicle()
    edit = attach(Document(annotations={"1": old}), frozenset({"1"}), item, labels(), CONTEXT)
    ((before, after),) = edit.patch.annotations.values()
    assert before is old
    assert extra_properties(after) == {"mine": [1, {"x": None}], "length_m": 11.13, "azimuth_deg": 90.0}
    assert measured_values(after) == {"length_m": 11.13, "azimuth_deg": 90.0}
    assert measured_text(after) == "Length 11.13 m, Azimuth 90 °"
    assert measured_values(old) == {}
    assert edit.label == "Attach length to vehicle"


def test_an_area_and_a_height_have_names_of_their_own() -> None:
    area = line("area", (0.0, 0.0), (100.0, 0.0), (100.0, 100.0))
    edit = attach(Document(annotations={"1": vehicle()}), frozenset({"1"}), area, LabelSet("x"), CONTEXT)
    assert set(measured_values(edit.patch.annotations["1"][1])) == {"area_m2", "perimeter_m"}
    height = line("base_to_tip", (0.0, 0.0), (0.0, 30.0), sun_elevation=45.0, sun_azimuth=180.0)
    edit = attach(Document(annotations={"1": vehicle()}), frozenset({"1"}), height, LabelSet("x"), CONTEXT)
    values = measured_values(edit.patch.annotations["1"][1])
    assert values["height_m"] == pytest.approx(33.17, abs=0.01)
    assert 1 < values["height_pm_m"] < 3
    assert values["height_method"] == "shadow, base to shadow tip"
    try:
        install(Language(lambda source, _comment, _n: f"«{source}»"))
        said = measured_text(edit.patch.annotations["1"][1])
        plain = measured_text(edit.patch.annotations["1"][1], plain=True)
    finally:
        install(Language())
    assert said.endswith("«Height by» «shadow, base to shadow tip»")
    assert plain.endswith("Height by shadow, base to shadow tip"), "a filter finds it in every language"


@pytest.mark.parametrize(
    ("unit", "most", "reason"), [("m", 5, "must be"), ("ft", 60, "declares length_m in ft")]
)
def test_a_value_that_the_label_set_forbids_is_not_attached(unit: str, most: float, reason: str) -> None:
    document = Document(annotations={"1": vehicle()})
    with pytest.raises(UserError, match=reason):
        attach(document, frozenset({"1"}), line(), labels(unit, most), CONTEXT)


def test_locked_annotations_stay_and_pixels_are_no_values() -> None:
    edit = attach(
        Document(annotations={"1": vehicle(locked=True)}), frozenset({"1"}), line(), labels(), CONTEXT
    )
    assert not edit.patch.annotations
    assert edit.locked == 1
    plain = measured("path", "b", ((0.0, 0.0), (3.0, 4.0)), None, Acquisition())
    assert plain.length_px == 5
    with pytest.raises(UserError, match="Without georeferencing"):
        attach(Document(annotations={"1": vehicle()}), frozenset({"1"}), plain, labels(), CONTEXT)
