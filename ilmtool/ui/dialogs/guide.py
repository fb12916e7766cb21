"""The user guide that ships with the program: its pages, links between them, a search over all of them."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from PIL import Image
from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import (
    QDesktopServices,
    QImage,
    QKeySequence,
    QShortcut,
    QTextBlock,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from ilmtool.text import tr

START = "index"
_COMMENT = re.compile(r"<!--.*?-->\n?", re.DOTALL)
_LISTED = re.compile(r"(?m)^- \[[^\]]*\]\((\w[\w-]*)\.md\)")
_SIDE_PX, _MARGIN_PX = 230, 48


@cache
def text_of(folder: Path, page: str) -> str:
    """A page as Markdown, without the marks for those who write it."""
    return _COMMENT.sub("", (folder / f"{page}.md").read_text(encoding="utf-8"))


def pages_of(folder: Path) -> dict[str, str]:
    """Titles of the pages in the order of the index, by name."""
    names = [START, *_LISTED.findall(text_of(folder, START))]
    return {name: text_of(folder, name).partition("\n")[0].lstrip("# ") for name in names}


def anchor_of(heading: str) -> str:
    """How links name a heading, as on a code host."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


class PageView(QTextBrowser):
    """One page. Links are followed by whoever listens.

    Parameters
    ----------
    folder : Path
        Of the guide.
    """

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self.setOpenLinks(False)
        self.document().setDocumentMargin(_MARGIN_PX / 3)
        self.setAccessibleName(tr("Page of the guide"))

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Pictures of the guide, no wider than the page; nothing else is ever loaded.

        Pillow reads them: a frozen program has no JPEG plugin of Qt's.
        """
        path = self._folder / "images" / Path(QUrl(name).path()).name
        if kind != QTextDocument.ResourceType.ImageResource.value or not path.is_file():
            return None
        with Image.open(path) as opened:
            picture = opened.convert("RGB")
        room = max(200, self.viewport().width() - _MARGIN_PX)
        if picture.width > room:
            picture = picture.resize(
                (room, round(picture.height * room / picture.width)), Image.Resampling.LANCZOS
            )
        data = picture.tobytes()
        return QImage(
            data, picture.width, picture.height, 3 * picture.width, QImage.Format.Format_RGB888
        ).copy()

    def go_to(self, anchor: str) -> None:
        """Bring a heading to the top; without one, the beginning."""
        block = self._heading(anchor) if anchor else None
        if block is None:
            self.moveCursor(QTextCursor.MoveOperation.Start)
            return
        self.setTextCursor(QTextCursor(block))
        top = self.document().documentLayout().blockBoundingRect(block).top()
        self.verticalScrollBar().setValue(round(top))

    def _heading(self, anchor: str) -> QTextBlock | None:
        block = self.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel() and anchor_of(block.text()) == anchor:
                return block
            block = block.next()
        return None


class GuideWindow(QDialog):
    """The guide beside the program: pages on the left, the page on the right, a search over all.

    Parameters
    ----------
    folder : Path
        See `resources.guide_dir`.
    """

    turned = Signal(str)
    """Another page is shown; its name."""

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._titles = pages_of(folder)
        self._past: list[str] = []
        self.page = ""
        self.setWindowTitle(tr("User guide"))
        self.setModal(False)
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Search the guide; Enter goes to the next place"))
        self.search.setAccessibleName(tr("Search the guide"))
        self.search.setClearButtonEnabled(True)
        self.pages = QListWidget()
        self.pages.setAccessibleName(tr("Pages of the guide"))
        for name, title in self._titles.items():
            item = QListWidgetItem(title)
            item.setData(Qt.ItemDataRole.UserRole, name)
            self.pages.addItem(item)
        self.view = PageView(folder)
        self.back = QPushButton(tr("Back"))
        self.back.setToolTip(tr("The page before (Alt+Left)"))
        self.back.setAutoDefault(False)
        close = QPushButton(tr("Close"))
        close.setAutoDefault(False)
        self.found = QLabel()
        self.found.setAccessibleName(tr("What was found"))
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.pages)
        split.addWidget(self.view)
        split.setStretchFactor(1, 1)
        split.setSizes([_SIDE_PX, 900 - _SIDE_PX])
        below = QHBoxLayout()
        for widget in (self.back, self.found):
            below.addWidget(widget)
        below.addStretch(1)
        below.addWidget(close)
        column = QVBoxLayout(self)
        column.addWidget(self.search)
        column.addWidget(split, 1)
        column.addLayout(below)
        self.resize(1000, 680)
        self.pages.currentItemChanged.connect(self._choose)
        self.view.anchorClicked.connect(self.follow)
        self.search.textChanged.connect(self._filter)
        self.search.returnPressed.connect(self.find_next)
        self.back.clicked.connect(self.go_back)
        close.clicked.connect(self.close)
        QShortcut(QKeySequence("Alt+Left"), self, self.go_back)
        QShortcut(QKeySequence.StandardKey.Find, self, self.search.setFocus)
        self.show_page(START)

    def show_page(self, name: str, anchor: str = "", *, remember: bool = True) -> None:
        """Turn to a page, and to a heading of it."""
        if name != self.page:
            if remember and self.page:
                self._past.append(self.page)
            self.page = name
            self.view.document().setMarkdown(
                text_of(self._folder, name), QTextDocument.MarkdownFeature.MarkdownDialectGitHub
            )
            self.pages.blockSignals(True)
            self.pages.setCurrentRow(list(self._titles).index(name))
            self.pages.blockSignals(False)
            self.turned.emit(name)
        self.back.setEnabled(bool(self._past))
        self.view.go_to(anchor)

    def go_back(self) -> None:
        """To the page before."""
        if self._past:
            self.show_page(self._past.pop(), remember=False)

    def follow(self, url: QUrl) -> None:
        """Follow a link: to a page here, or, of a web address, in the browser, because it was clicked."""
        name = Path(url.path()).stem
        if url.scheme() in {"http", "https"}:
            QDesktopServices.openUrl(url)
        elif not url.path():
            self.view.go_to(url.fragment())
        elif name in self._titles:
            self.show_page(name, url.fragment())

    def find_next(self) -> None:
        """The next place of the text that is searched for, in this page or a later one, and round."""
        wanted = self.search.text().strip()
        if not wanted or self.view.find(wanted):
            return
        names = [name for name in self._titles if self._has(name, wanted)]
        order = list(self._titles)
        here = order.index(self.page)
        ahead = sorted(names, key=lambda name: (order.index(name) - here - 1) % len(order))
        for name in ahead:
            self.show_page(name)
            self.view.moveCursor(QTextCursor.MoveOperation.Start)
            if self.view.find(wanted):
                return

    def _has(self, name: str, wanted: str) -> bool:
        return wanted.lower() in text_of(self._folder, name).lower()

    def _filter(self, text: str) -> None:
        wanted, count = text.strip(), 0
        for row, name in enumerate(self._titles):
            has = self._has(name, wanted)
            count += has
            self.pages.item(row).setHidden(not has)
        said = tr("on %n page(s)", "", count) if count else tr("not found")
        self.found.setText(said if wanted else "")

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.show_page(item.data(Qt.ItemDataRole.UserRole))
