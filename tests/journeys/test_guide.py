"""Reading the guide inside the program: pages, links, pictures, search; nothing comes from outside."""

from __future__ import annotations

import pytest
from person import CTRL, Person
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QTextDocument
from PySide6.QtWidgets import QApplication

from ilmtool.resources import guide_dir
from ilmtool.ui.dialogs.guide import GuideWindow, pages_of

Key = Qt.Key


@pytest.fixture
def guide(person: Person) -> GuideWindow:
    """The guide, found by its name."""
    person.key(Key.Key_K, CTRL)
    person.until(lambda: QApplication.activeWindow() is not person.window)
    person.type("user guide")
    person.key(Key.Key_Return)
    person.until(lambda: isinstance(QApplication.activeWindow(), GuideWindow))
    window = QApplication.activeWindow()
    assert isinstance(window, GuideWindow)
    return window


def test_all_pages_are_there_and_show_what_they_say(guide: GuideWindow) -> None:
    names = pages_of(guide_dir())
    assert set(names) == {path.stem for path in guide_dir().glob("*.md")}
    for row, (name, title) in enumerate(names.items()):
        guide.pages.setCurrentRow(row)
        assert guide.page == name
        shown = guide.view.toPlainText()
        assert shown.startswith(title)
        assert "<!--" not in shown


def test_every_link_of_every_page_leads_to_a_heading(guide: GuideWindow) -> None:
    followed = 0
    for name in pages_of(guide_dir()):
        guide.show_page(name)
        block, links = guide.view.document().begin(), set()
        while block.isValid():
            links |= {span.format.anchorHref() for span in block.textFormats() if span.format.isAnchor()}
            block = block.next()
        for link in links:
            guide.show_page(name)
            url = QUrl(link)
            assert url.scheme() == "", "pages of the guide need no network"
            guide.follow(url)
            if url.path():
                assert guide.page == url.path().removesuffix(".md")
            if url.fragment():
                assert guide.view.textCursor().block().blockFormat().headingLevel() > 0, link
            followed += 1
    assert followed > 25


def test_pictures_are_of_the_guide_s_own_folder_and_fit_the_page(guide: GuideWindow) -> None:
    kind = QTextDocument.ResourceType.ImageResource.value
    picture = guide.view.loadResource(kind, QUrl("images/side-by-side.jpg"))
    assert 200 < picture.width() <= guide.view.viewport().width()
    for other in ("https://example.com/a.png", "file:///etc/hostname", "../../README.md"):
        assert guide.view.loadResource(kind, QUrl(other)) is None


def test_search_finds_pages_and_places_and_back_leads_back(person: Person, guide: GuideWindow) -> None:
    guide.search.setFocus()
    person.type("krippendorff")
    assert guide.found.text() == "on 1 page"
    shown = [
        guide.pages.item(row).text()
        for row in range(guide.pages.count())
        if not guide.pages.item(row).isHidden()
    ]
    assert shown == ["Reviewing"]
    person.key(Key.Key_Return)
    assert guide.page == "reviewing"
    assert guide.view.textCursor().selectedText().lower() == "krippendorff"
    guide.back.click()
    assert guide.page == "index"
    assert not guide.back.isEnabled()
    person.type("xyzzy")
    assert guide.found.text() == "not found"


def test_an_address_opens_in_the_browser_and_only_when_it_is_clicked(
    guide: GuideWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    for row in range(guide.pages.count()):
        guide.pages.setCurrentRow(row)
    assert opened == []
    guide.follow(QUrl("https://example.com/"))
    guide.follow(QUrl("file:///etc/hostname"))
    assert opened == ["https://example.com/"]
