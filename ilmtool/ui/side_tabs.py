"""The panels beside the images that share one place: a picture and a word each."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTabWidget, QWidget

from ilmtool.ui.icons import icon


class SideTabs(QTabWidget):
    """Tabs that never need scroll buttons: without room for every word, only the one in front has its own.

    A tab is known by the name it was added by, which is what settings remember.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: dict[QWidget, str] = {}
        self._titles: dict[QWidget, str] = {}
        self.setDocumentMode(True)
        self.currentChanged.connect(lambda _: self._fit())

    def add(self, part: QWidget, name: str, picture: str, title: str) -> None:
        """Another panel, behind those that there are.

        Parameters
        ----------
        name : str
            By which it is remembered.
        picture : str
            Of `resources/icons/lucide`.
        title : str
        """
        self._names[part], self._titles[part] = name, title
        place = self.addTab(part, icon(picture), title)
        self.setTabToolTip(place, title)
        self.tabBar().setAccessibleTabName(place, title)
        self._fit()

    @property
    def front(self) -> str:
        """The name of the panel that is seen."""
        part = self.currentWidget()
        return self._names.get(part, "") if part is not None else ""

    def bring(self, name: str) -> None:
        """Bring a panel to the front, if it is there."""
        part = next((part for part, known in self._names.items() if known == name), None)
        if part is not None:
            self.setCurrentWidget(part)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        self._show_titles(self._titles)
        bar = self.tabBar()
        if bar.sizeHint().width() > self.width():
            front = self.currentWidget()
            self._show_titles({part: title for part, title in self._titles.items() if part is front})

    def _show_titles(self, titles: dict[QWidget, str]) -> None:
        for part in self._titles:
            place, title = self.indexOf(part), titles.get(part, "")
            if self.tabText(place) != title:
                self.setTabText(place, title)
