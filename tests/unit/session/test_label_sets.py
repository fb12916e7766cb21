"""The shipped label sets and the user's own."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from ilmtool.errors import UserError
from ilmtool.session.labels import DEFAULT, load_label_set, read_label_set, shipped_label_sets


def test_launch_site_is_the_default_and_has_its_keys():
    assert next(iter(shipped_label_sets())) == DEFAULT
    labels, findings = load_label_set("")
    assert findings == ()
    assert [c.name for c in labels] == [
        "crane",
        "trailer",
        "new roof",
        "new wall",
        "construction material",
        "vehicle",
        "rail-mounted building",
        "test stand",
        "door",
        "other",
    ]
    assert [c.key for c in labels] == [*"123456789", None]


@pytest.mark.parametrize("name", sorted(shipped_label_sets()))
def test_no_two_classes_of_a_shipped_set_look_the_same(name: str):
    labels, _ = load_label_set(name)
    for a, b in combinations(labels, 2):
        assert (a.color, a.outline) != (b.color, b.outline), (a.name, b.name)
    assert {c.key for c in labels if c.key} == set("123456789")


def test_a_users_file_with_a_bom(tmp_path: Path):
    path = tmp_path / "mine.toml"
    path.write_bytes(b'\xef\xbb\xbf[[class]]\nid = 1\nname = "tank"\n')
    labels, findings = load_label_set(str(path))
    assert "tank" in labels
    assert findings == ()


def test_an_unusable_file_falls_back_with_a_finding(tmp_path: Path):
    path = tmp_path / "gone.toml"
    labels, findings = load_label_set(str(path))
    assert "crane" in labels
    assert findings[0].code == "label-set-unusable"
    assert "gone.toml" in findings[0].message


def test_not_text(tmp_path: Path):
    path = tmp_path / "mine.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UserError, match="not UTF-8"):
        read_label_set(path)
