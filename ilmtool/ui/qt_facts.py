"""What Qt says of itself and of the screens, as JSON: for `ilmtool doctor`, in a process of its own."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from ilmtool.errors import UserError
from ilmtool.qt_check import check_qt


def print_facts() -> int:
    """Print them; the exit code."""
    try:
        check_qt()
        facts = _facts()
    except UserError as error:
        facts = {"problem": str(error)}
    sys.stdout.write(json.dumps(facts) + "\n")
    return 0


def _facts() -> dict[str, Any]:
    import PySide6
    from PySide6.QtCore import QLibraryInfo, qVersion
    from PySide6.QtGui import QGuiApplication, QImageReader

    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)) / "platforms"
    plugins = sorted(p.stem.removeprefix("lib").removeprefix("q") for p in folder.iterdir() if p.is_file())
    application = QGuiApplication(["ilmtool"])
    screens = [
        {
            "width": screen.size().width(),
            "height": screen.size().height(),
            "scale": screen.devicePixelRatio(),
        }
        for screen in application.screens()
    ]
    return {
        "qt": qVersion(),
        "pyside": PySide6.__version__,
        "plugins": plugins,
        "platform": application.platformName(),
        "svg": "svg" in [bytes(f.data()).decode() for f in QImageReader.supportedImageFormats()],
        "screens": screens,
    }
