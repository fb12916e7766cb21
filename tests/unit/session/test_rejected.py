"""What was rejected on a pair: kept apart from its file, and read with care."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from changed_sites import make_site

from ilmtool.imagery.source import open_source
from ilmtool.session import rejected
from ilmtool.session.rejected import RejectedFile, pair_key, same_place


def test_it_reads_what_it_wrote_and_keeps_the_newest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rejected, "MOST", 3)
    file = RejectedFile("key", lambda: tmp_path / "new")
    assert file.read() == ((), ())
    file.write([(float(i), 0.0, i + 2.0, 2.0) for i in range(5)], ("b.tif", "a.tif"))
    boxes, findings = file.read()
    assert boxes == ((2.0, 0.0, 4.0, 2.0), (3.0, 0.0, 5.0, 2.0), (4.0, 0.0, 6.0, 2.0))
    assert findings == ()
    file.write([], ("b.tif", "a.tif"))
    assert not file.path.exists()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '{"version": 2, "rejected": []}',
        '{"version": 1}',
        '{"version": 1, "rejected": [[1, 2, 3]]}',
        '{"version": 1, "rejected": [[1, 2, 1, 3]]}',
        '{"version": 1, "rejected": [[1, 2, NaN, 3]]}',
        '{"version": 1, "rejected": [[true, 2, 3, 4]]}',
        "[" * 100_000,
    ],
)
def test_a_broken_file_is_set_aside_and_told(tmp_path: Path, text: str) -> None:
    file = RejectedFile("key", lambda: tmp_path)
    file.path.write_text(text)
    boxes, (finding,) = file.read()
    assert boxes == ()
    assert "set aside as key.broken" in finding.message
    assert (tmp_path / "key.broken").read_text() == text
    assert not file.path.exists()


def test_a_pair_is_known_wherever_it_lies_and_only_that_way_round(tmp_path: Path) -> None:
    site = make_site(tmp_path / "here", side=160, changes=2)
    shutil.copytree(tmp_path / "here", tmp_path / "there")
    changed = make_site(tmp_path / "changed", seed=2, side=160, changes=2)
    with (
        open_source(site.before) as before,
        open_source(site.after) as after,
        open_source(tmp_path / "there" / site.before.name) as moved,
        open_source(changed.after) as other,
    ):
        key = pair_key(before.facts, after.facts)
        assert pair_key(moved.facts, after.facts) == key
        assert pair_key(after.facts, before.facts) != key
        assert pair_key(before.facts, other.facts) != key


def test_places_are_the_same_by_overlap() -> None:
    box = (10.0, 10.0, 20.0, 20.0)
    assert same_place(box, (12.0, 11.0, 21.0, 21.0))
    assert not same_place(box, (18.0, 18.0, 28.0, 28.0))
    assert not same_place(box, (0.0, 0.0, 100.0, 100.0))
    assert not same_place(box, (20.0, 10.0, 30.0, 20.0))
