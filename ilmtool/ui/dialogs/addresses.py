"""Two images by their addresses: URLs, or files that hold several images."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from ilmtool.errors import UserError
from ilmtool.imagery.address import Place, place_of
from ilmtool.text import tr

_EXAMPLE = "https://example.com/folder/scene.tif"


class AddressDialog(QDialog):
    """Asks for the addresses of both images.

    Parameters
    ----------
    use : callable
        Told of both, before and after.
    """

    def __init__(self, use: Callable[[Place, Place], None], parent: QWidget | None) -> None:
        super().__init__(parent)
        self._use = use
        self.setWindowTitle(tr("Open by address"))
        text = QLabel(
            tr(
                "A URL (https://, http://, s3://) of a GeoTIFF, or a file. Only what comes into "
                "view is fetched, from these addresses and no other."
            ),
            wordWrap=True,
        )
        self.before, self.after = QLineEdit(), QLineEdit()
        self.problem = QLabel("", wordWrap=True)
        self.problem.setAccessibleName(tr("What is wrong with the addresses"))
        self.problem.hide()
        form = QFormLayout()
        for name, said, field in (
            (tr("&Before"), tr("Address of the before image"), self.before),
            (tr("&After"), tr("Address of the after image"), self.after),
        ):
            field.setAccessibleName(said)
            field.setPlaceholderText(_EXAMPLE)
            field.textChanged.connect(self._check)
            form.addRow(name, field)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Open | QDialogButtonBox.StandardButton.Cancel
        )
        self.go = buttons.button(QDialogButtonBox.StandardButton.Open)
        buttons.accepted.connect(self._take)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for widget in (text, self.problem):
            layout.addWidget(widget)
        layout.insertLayout(1, form)
        layout.addWidget(buttons)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(620)
        self._check()

    def _check(self) -> None:
        self.go.setEnabled(all(field.text().strip() for field in (self.before, self.after)))

    def _take(self) -> None:
        try:
            before, after = (place_of(field.text().strip()) for field in (self.before, self.after))
        except UserError as error:
            self.problem.setText(str(error))
            self.problem.show()
            return
        self.accept()
        self._use(before, after)
