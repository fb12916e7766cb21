"""What the words of certainty, likelihood and confidence mean."""

from __future__ import annotations

from html import escape

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from ilmtool.core.judgement import SEPARATE, definitions
from ilmtool.core.words import shown
from ilmtool.text import tr


class WordsDialog(QDialog):
    """Three tables, one an axis."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("What the words mean"))
        text = QTextBrowser()
        text.setAccessibleName(tr("What the words mean"))
        parts = [f"<p>{escape(tr(SEPARATE))}</p>"]
        for axis, words in definitions().items():
            rows = "".join(
                f"<tr><td><b>{escape(shown(word))}</b>&nbsp;&nbsp;</td><td>{escape(tr(meaning))}</td></tr>"
                for word, meaning in words.items()
            )
            parts.append(f"<h4>{escape(tr(axis))}</h4><table cellpadding='2'>{rows}</table>")
        text.setHtml("".join(parts))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(text)
        layout.addWidget(buttons)
        self.resize(620, 560)
