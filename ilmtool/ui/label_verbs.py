"""What the window does with label sets: choose, edit, and bring a file's own labels in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QInputDialog, QWidget

from ilmtool.core.labels import LabelSet
from ilmtool.errors import UserError
from ilmtool.session.desk import Desk
from ilmtool.session.label_mapping import labels_outside, map_labels
from ilmtool.session.labels import DEFAULT
from ilmtool.session.ports import Notice
from ilmtool.text import tr
from ilmtool.ui.file_filters import label_set_files

if TYPE_CHECKING:
    from ilmtool.session.label_library import OpenLabelSet


class LabelUi:
    """Implements `commands.front_end.LabelVerbs`: dialogs over the label set in use.

    Parameters
    ----------
    desk : Desk
    pop_up : callable
        Shows a dialog over the canvas.
    window : QWidget
        Parent of the dialogs.
    """

    def __init__(self, desk: Desk, pop_up: Callable[[QDialog], None], window: QWidget) -> None:
        self._desk, self._pop_up, self._window = desk, pop_up, window

    def pick(self) -> None:
        """Search the label set by typing, for the selection and the next box."""
        from ilmtool.ui.dialogs.label_picker import LabelPicker

        workspace = self._desk.workspace
        self._pop_up(
            LabelPicker(
                workspace.labels,
                lambda name: workspace.set_field("label", name),
                workspace.view.current_label,
                self._window,
            )
        )

    def choose(self) -> None:
        """Ask for a label set: one that ships, one of the user's own, or a file.

        Raises
        ------
        UserError
            The file cannot be used.
        """
        from ilmtool.session.label_library import choices_of_label_sets, open_label_set

        found = choices_of_label_sets()
        names = [*found, tr("From a file…")]
        now = self._desk.settings.label_set or DEFAULT
        title = tr("Label set")
        current = next((i for i, n in enumerate(found.values()) if n == now), 0)
        name, agreed = QInputDialog.getItem(self._window, title, title, names, current, False)
        if not agreed:
            return
        chosen = found.get(name)
        if chosen is None:
            chosen, _ = QFileDialog.getOpenFileName(self._window, title, "", label_set_files())
        if chosen:
            self._use(open_label_set(chosen), chosen)
            self._desk.tell_foreign_labels()

    def edit(self) -> None:
        """Change the label set in use.

        Raises
        ------
        UserError
            Its file cannot be read any more.
        """
        from ilmtool.ui.dialogs.label_set_editor import LabelSetEditor

        opened = self._opened()
        where = (
            tr("This set ships with the program: the edited one is saved as a copy of your own.")
            if opened.is_shipped
            else tr("Saved in {path}.", path=opened.path)
        )
        dialog = LabelSetEditor(opened.labels, where, lambda labels: self._save(opened, labels), self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._rename(dialog.renamed if dialog.relabel.isChecked() else {}))
        dialog.open()

    def _rename(self, renamed: Mapping[str, str]) -> None:
        workspace = self._desk.workspace
        if renamed and workspace.pair is not None:
            workspace.dispatch(map_labels(workspace.document, renamed, workspace.context()))

    def map_outside(self) -> None:
        """Add the open file's own labels to the set, or map them onto its classes."""
        from ilmtool.ui.dialogs.map_labels import MapLabelsDialog

        workspace = self._desk.workspace
        outside = labels_outside(workspace.document, workspace.labels)
        if not outside:
            self._desk.notify(Notice("info", tr("All labels of this file are in the label set.")))
            return
        dialog = MapLabelsDialog(outside, workspace.labels, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._bring_in(dialog.to_add, dialog.mapping))
        dialog.open()

    def _bring_in(self, to_add: Sequence[str], mapping: Mapping[str, str]) -> None:
        from ilmtool.core.label_growth import added

        workspace = self._desk.workspace
        if to_add:
            try:
                opened = self._opened()
                self._save(opened, added(opened.labels, to_add))
            except ValueError as error:
                self._desk.notify(Notice("error", tr("The labels were not added to the set."), str(error)))
                return
            except UserError as error:
                self._desk.notify(Notice.of(error))
                return
        if mapping and workspace.pair is not None:
            workspace.dispatch(map_labels(workspace.document, mapping, workspace.context()))

    def _opened(self) -> OpenLabelSet:
        from ilmtool.session.label_library import open_label_set

        opened = open_label_set(self._desk.settings.label_set or DEFAULT)
        if opened.labels != self._desk.workspace.labels:
            # Edited elsewhere since the program began: what is on disk is what is edited and used.
            self._desk.workspace.set_labels(opened.labels)
        return opened

    def _save(self, opened: OpenLabelSet, labels: LabelSet) -> None:
        from ilmtool.session.label_library import save_label_set

        saved = save_label_set(opened, labels)
        self._use(saved, str(saved.path))
        if opened.is_shipped:
            text = tr(
                "The label set is saved as your own copy, {name}, and used from now on.",
                name=Path(saved.path).name,
            )
            self._desk.notify(Notice("info", text))

    def _use(self, opened: OpenLabelSet, chosen: str) -> None:
        self._desk.workspace.set_labels(opened.labels)
        self._desk.change_settings(replace(self._desk.settings, label_set=chosen))
