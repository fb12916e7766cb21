"""Keys as Qt reads them and as people do."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QKeySequence


def sequence(key: str) -> QKeySequence:
    """A key as commands write it; by itself Qt would read it in the language of the window."""
    return QKeySequence(key, QKeySequence.SequenceFormat.PortableText)


def key_text(keys: Sequence[str]) -> str:
    """Keys as this platform and the language of the window write them."""
    native = QKeySequence.SequenceFormat.NativeText
    return ", ".join(sequence(key).toString(native) for key in keys)
