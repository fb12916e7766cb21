"""The way from the command line to the window's module."""

from __future__ import annotations

import subprocess
import sys

import pytest

IMPORT = """
import gc, sys
from ilmtool.__main__ import import_app
{before}
before = gc.isenabled(), gc.get_stats()[2]["collections"]
app = import_app()
assert (gc.isenabled(), gc.get_stats()[2]["collections"]) == before, "collected, or left otherwise"
assert gc.get_freeze_count() > 10_000
print(app.__name__, sorted(m for m in sys.modules if m.startswith(("ilmtool.demo", "pyqtgraph", "rasterio"))))
"""


@pytest.mark.parametrize("before", ["", "gc.disable()"], ids=["collecting", "not collecting"])
def test_the_window_is_imported_without_looking_for_garbage(before: str):
    """Nor with what the first window does not need; whether garbage is collected later stays as it was."""
    code = IMPORT.format(before=before)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["ilmtool.app", "[]"]
