"""`ilmtool validate --label-set`: gaps are told gently, wrong values as warnings."""

from __future__ import annotations

from pathlib import Path

import pytest

from ilmtool.cli.main import run
from ilmtool.core.annotation import Annotation, Polygon, Properties
from ilmtool.core.document import Document, Header
from ilmtool.core.geometry import box_ring
from ilmtool.core.scene import Scene
from ilmtool.errors import UserError
from ilmtool.sidecar.codec import encode

SET = """\
[[class]]
id = 1
name = "crane"
[[class.attribute]]
key = "height_m"
kind = "number"
max = 100
required = true
"""


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """A label set, and a sidecar with a crane that says nothing, a wrong one, a good one and a stranger."""
    labels, sidecar = tmp_path / "ours.toml", tmp_path / "a.tif.ilm.geojson"
    labels.write_text(SET)
    header = Header((Scene("b", "before", "b.tif"), Scene("a", "after", "a.tif")))
    annotations = {}
    cases = [("crane", None), ("crane", {"height_m": 300}), ("crane", {"height_m": 30}), ("gantry", None)]
    for number, (label, extra) in enumerate(cases):
        key = f"00000000-0000-4000-8000-{number:012}"
        ring = box_ring(10.0 * number, 0, 10.0 * number + 5, 5)
        properties = Properties(label=label, drawn_on="a", image_geometry=Polygon((ring,)))
        annotations[key] = Annotation(key, properties, extra=extra)
    sidecar.write_bytes(b"".join(encode(Document(header, annotations))))
    return labels, sidecar


def test_labels_and_attributes_are_checked_when_asked(
    files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
):
    labels, sidecar = files
    assert run(["validate", str(sidecar)]) == 0
    assert capsys.readouterr().out == ""
    assert run(["validate", "--label-set", str(labels), str(sidecar)]) == 1
    lines = [line.split(": ", 1)[1] for line in capsys.readouterr().out.splitlines()]
    assert lines == [
        "info attribute-missing The crane does not say its height m.",
        "warning attribute-wrong Of the crane: height m must be 100 or less, not 300.",
        "info label-outside-set The label gantry is not in ours.toml.",
    ]


def test_a_label_set_that_is_not_there_is_told(files: tuple[Path, Path]):
    with pytest.raises(UserError, match=r"gone\.toml does not exist"):
        run(["validate", "--label-set", "gone.toml", str(files[1])])
