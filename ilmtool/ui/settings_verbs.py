"""What the window does with settings: shows them, and acts by each that is changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QInputDialog, QWidget

from ilmtool.errors import UserError
from ilmtool.session.desk import Desk
from ilmtool.session.image_settings import use_for_images
from ilmtool.session.labels import DEFAULT
from ilmtool.session.ports import Notice
from ilmtool.session.settings import Settings
from ilmtool.session.shown import Update
from ilmtool.text import tr
from ilmtool.ui.theme import apply_theme, is_light

if TYPE_CHECKING:
    from ilmtool.ui.dialogs.settings import SettingsDialog


class SettingsUi:
    """Implements `commands.front_end.SettingsVerbs`, and sees to settings that nobody else acts by.

    Parameters
    ----------
    desk : Desk
    qt : QApplication
    change_keys, reset_layout : callable
        See `ui.dialogs.settings.SettingsDialog`.
    window : QWidget
        Parent of the dialog.
    """

    def __init__(
        self,
        desk: Desk,
        qt: QApplication,
        change_keys: Callable[[], None],
        reset_layout: Callable[[], None],
        window: QWidget,
    ) -> None:
        self._desk, self._qt, self._window = desk, qt, window
        self._change_keys, self._reset_layout = change_keys, reset_layout
        self.dialog: SettingsDialog | None = None
        workspace = desk.workspace
        view = workspace.view.with_labels_shown(desk.settings.show_labels)
        workspace.set_view(view.with_overview_shown(desk.settings.show_overview))
        workspace.subscribe(self._follow_view)
        desk.watch_settings(self._act)
        qt.styleHints().colorSchemeChanged.connect(self._system_changed)

    def show(self, page: str = "") -> None:
        """Open the dialog, or bring it to the front."""
        if self.dialog is None:
            from ilmtool.ui.dialogs.settings import SettingsDialog

            dialog = self.dialog = SettingsDialog(
                self._desk.settings, self._use, self._change_keys, self._reset_layout, self._window
            )
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.finished.connect(self._closed)
        if page:
            self.dialog.show_page(page)
        self.dialog.open()

    def toggle_theme(self) -> None:
        """Dark or light, whatever the system says."""
        settings = self._desk.settings
        self._desk.change_settings(replace(settings, theme="dark" if self.is_light else "light"))

    def set_analyst(self) -> None:
        """Ask who annotates."""
        from ilmtool.sidecar.files import analyst_id

        name, agreed = QInputDialog.getText(
            self._window,
            tr("Analyst"),
            tr("Your id: author of your annotations and part of the file name"),
            text=self._desk.settings.analyst,
        )
        if agreed:
            self._desk.name_analyst(analyst_id(name.strip()) if name.strip() else "")

    @property
    def is_light(self) -> bool:
        """Whether the window is light now."""
        return is_light(self._desk.settings.theme)

    def _closed(self) -> None:
        self.dialog = None

    def _use(self, chosen: Settings) -> None:
        # Only what the dialog has: what the window remembers by itself may have changed meanwhile.
        from ilmtool.session.settings import DECLARED

        values = {name: getattr(chosen, name) for name in DECLARED}
        self._desk.change_settings(replace(self._desk.settings, **values))

    def _act(self, old: Settings, new: Settings) -> None:
        if new.theme != old.theme:
            apply_theme(self._qt, new.theme)
        if new.show_labels != old.show_labels:
            view = self._desk.workspace.view
            self._desk.workspace.set_view(view.with_labels_shown(new.show_labels))
        if new.show_overview != old.show_overview:
            view = self._desk.workspace.view
            self._desk.workspace.set_view(view.with_overview_shown(new.show_overview))
        if new.label_set != old.label_set:
            self._use_labels(new.label_set)
        image_settings = ("cache_folder", "cache_gb", "remote_access")
        if any(getattr(new, name) != getattr(old, name) for name in image_settings):
            use_for_images(new)
            self._desk.executor.submit(_make_room, lane="background")
        if self.dialog is not None:
            self.dialog.show_settings(new)

    def _use_labels(self, chosen: str) -> None:
        from ilmtool.session.label_library import open_label_set

        try:
            labels = open_label_set(chosen or DEFAULT).labels
        except UserError as error:
            self._desk.notify(Notice.of(error))
            return
        if labels != self._desk.workspace.labels:
            self._desk.workspace.set_labels(labels)
            self._desk.tell_foreign_labels()

    def _follow_view(self, update: Update) -> None:
        """Names and overview switched on or off by their keys stay so."""
        for name in ("show_labels", "show_overview"):
            shown = getattr(update.new.view, name)
            if shown not in {getattr(update.old.view, name), getattr(self._desk.settings, name)}:
                self._desk.change_settings(replace(self._desk.settings, **{name: shown}))

    def _system_changed(self) -> None:
        if self._desk.settings.theme == "system":
            apply_theme(self._qt, "system")


def _make_room() -> None:
    """Keep to another size of the cache at once."""
    from ilmtool.imagery.pyramid_store import PyramidStore

    PyramidStore.of_user().evict()
