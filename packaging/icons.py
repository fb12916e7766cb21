"""The program's icon in the sizes and formats of the desktops, drawn from `resources/icons/ilmtool.svg`."""

from __future__ import annotations

import os
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[1] / "resources" / "icons" / "ilmtool.svg"
SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
"""Edges of the hicolor theme's folders, in px."""


def write_icons(folder: Path) -> dict[str, Path]:
    """Draw all of them into `folder`.

    Returns
    -------
    dict
        `"16"` ... `"512"`: PNG files; `"svg"`; `"ico"` for Windows; `"icns"` for macOS.
    """
    from PIL import Image

    folder.mkdir(parents=True, exist_ok=True)
    made = {"svg": folder / "ilmtool.svg"}
    made["svg"].write_bytes(SOURCE.read_bytes())
    for size in SIZES:
        made[str(size)] = folder / f"ilmtool-{size}.png"
        made[str(size)].write_bytes(drawn(size))
    with Image.open(made["512"]) as largest:
        made["ico"] = folder / "ilmtool.ico"
        largest.save(made["ico"], sizes=[(size, size) for size in SIZES if size <= 256])
        made["icns"] = folder / "ilmtool.icns"
        largest.save(made["icns"])
    return made


def drawn(size: int) -> bytes:
    """A PNG with `size` px an edge, with its background transparent."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    renderer = QSvgRenderer(str(SOURCE))
    renderer.render(painter)
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(data.data())
