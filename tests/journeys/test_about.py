"""About: whose the program is, under which terms, and where to read them."""

from __future__ import annotations

from person import Person
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from ilmtool.ui.dialogs.licences import LicencesDialog


def test_about_leads_to_the_texts_of_all_licences(person: Person):
    seen: list[str] = []

    def read_about() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        seen.append(box.text())
        QTimer.singleShot(0, read_licences)
        next(button for button in box.buttons() if "Licences" in button.text()).click()

    def read_licences() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, LicencesDialog):
            QTimer.singleShot(10, read_licences)
            return
        names = [dialog.list.item(row).text().split()[0] for row in range(dialog.list.count())]
        assert names[0] == "ilmtool"
        seen.append(dialog.text.toPlainText())
        while not dialog.list.currentItem().text().casefold().startswith("pyside6"):
            person.key(Qt.Key.Key_Down)  # the list has the keyboard at once
        seen.append(dialog.text.toPlainText())
        dialog.close()

    QTimer.singleShot(0, read_about)
    person.window.run_by_id("help.about")
    about, own, qt = seen
    assert "MIT licence" in about
    assert "LGPL" in about
    assert "Permission is hereby granted" in own
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in qt
