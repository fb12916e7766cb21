"""The language of the window in the processes that it starts."""

from __future__ import annotations

import pickle
import shutil
import subprocess
from pathlib import Path

import PySide6
import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication

from ilmtool.text import Language, install, tr
from ilmtool.ui.language import _Lookup

_TEXTS = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de"><context><name></name>
<message><source>No image</source><translation>Kein Bild</translation></message>
<message numerus="yes"><source>%n image(s)</source>
<translation><numerusform>%n Bild</numerusform><numerusform>%n Bilder</numerusform></translation></message>
</context></TS>
"""


def test_a_catalogue_is_given_to_another_process(qapp: QApplication, tmp_path: Path) -> None:
    tool = shutil.which("lrelease", path=str(Path(PySide6.__file__).parent))
    if tool is None:
        pytest.skip("PySide6 came without lrelease")
    source, made = tmp_path / "a.ts", tmp_path / "a.qm"
    source.write_text(_TEXTS, encoding="utf-8")
    subprocess.run([tool, "-silent", str(source), "-qm", str(made)], check=True)
    texts = QTranslator(qapp)
    assert texts.load(str(made))
    sent = pickle.dumps(Language(_Lookup(texts), {",": "."}))
    del texts
    try:
        install(pickle.loads(sent))
        assert tr("No image") == "Kein Bild"
        assert tr("%n image(s)", "", 2000) == "2.000 Bilder"
        assert tr("%n image(s)", "", 3 * 10**9 + 1) == "3.000.000.001 Bilder", "more than Qt can count"
        assert tr("Not there") == "Not there"
    finally:
        install(Language())
