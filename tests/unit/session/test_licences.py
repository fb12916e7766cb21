"""Whose works the program is made of, and the texts of their licences."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from ilmtool import __version__
from ilmtool.session.licences import works


def test_what_is_installed_comes_with_the_texts_of_its_licences():
    first, *others = works()
    assert (first.name, first.version, first.licence) == ("ilmtool", __version__, "MIT")
    assert "Permission is hereby granted" in first.text()
    assert [work.name for work in others] == sorted((w.name for w in others), key=str.casefold)
    named = {work.name.casefold().replace("_", "-"): work for work in others}
    qt = named["pyside6-essentials"]
    assert "LGPL-3.0" in qt.licence
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in qt.text()
    assert "GNU GENERAL PUBLIC LICENSE" in qt.text(), "which the other refers to"
    assert {"DejaVuSans", "Lucide", "numpy", "rasterio", "shapely"} <= {work.name for work in others}
    assert all(work.text() for work in others if work.name in {"DejaVuSans", "Lucide", "numpy", "rasterio"})
    assert "pytest" not in named, "no part of the program"


@pytest.mark.parametrize(
    ("program", "texts"),
    [("ilmtool", "licences"), ("MacOS/ilmtool", "Resources/licences")],
    ids=["folder", "bundle"],
)
def test_a_built_program_tells_what_was_built_into_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str, texts: str
):
    folder = tmp_path / texts
    (folder / "geos").mkdir(parents=True)
    (folder / "geos" / "copyright").write_text("GEOS is by many.", encoding="utf-8")
    rows = "| work | licence | texts |\n|---|---|---|\n"
    row = "| GEOS 3.13 (in shapely) | LGPL-2.1 | [geos](geos/) |\n"
    (folder / "THIRD_PARTY.md").write_text(rows + row, encoding="utf-8")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / program))
    _, geos = works()
    assert (geos.name, geos.licence, geos.text()) == (
        "GEOS 3.13 (in shapely)",
        "LGPL-2.1",
        "GEOS is by many.",
    )
