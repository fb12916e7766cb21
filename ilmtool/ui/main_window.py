"""The window: assembles canvas, panels and menus, and asks what only the user can say."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QMainWindow,
    QTabWidget,
    QWidget,
)

from ilmtool.commands.command import Command, Context
from ilmtool.core.layout import Side
from ilmtool.errors import Finding, UserError
from ilmtool.painting.raster import SceneLayer
from ilmtool.painting.text import TextSprites
from ilmtool.painting.view import PairView
from ilmtool.session.desk import Desk
from ilmtool.session.field_edits import Field
from ilmtool.session.pair import Pair
from ilmtool.session.ports import SAVE_AS, Notice
from ilmtool.session.saver import SaveStatus
from ilmtool.session.shown import Update
from ilmtool.text import tr
from ilmtool.ui.actions import Actions
from ilmtool.ui.canvas.canvas import Canvas
from ilmtool.ui.canvas.hints import Hints
from ilmtool.ui.canvas.picture import Picture
from ilmtool.ui.central import Central
from ilmtool.ui.clipboard import ClipboardUi
from ilmtool.ui.command_book import CommandBook
from ilmtool.ui.contrast_verbs import ContrastUi
from ilmtool.ui.file_verbs import FileUi
from ilmtool.ui.full_screen import FullScreen
from ilmtool.ui.help_verbs import HelpUi
from ilmtool.ui.keyboard import KeyRouter
from ilmtool.ui.label_verbs import LabelUi
from ilmtool.ui.lens_size import LensSize
from ilmtool.ui.measure_verbs import MeasureUi
from ilmtool.ui.notify import NoticeStrip
from ilmtool.ui.panel_walk import Stop, go_on
from ilmtool.ui.panels.annotations import AnnotationPanel
from ilmtool.ui.panels.inspector import Inspector
from ilmtool.ui.progress import BackgroundProgress
from ilmtool.ui.registration_verbs import RegistrationUi
from ilmtool.ui.review_verbs import ReviewUi
from ilmtool.ui.safety import Safety
from ilmtool.ui.scene_verbs import SceneUi
from ilmtool.ui.search_bar import SearchBar
from ilmtool.ui.search_verbs import SearchUi
from ilmtool.ui.settings_verbs import SettingsUi
from ilmtool.ui.side_tabs import SideTabs
from ilmtool.ui.status import StatusLine
from ilmtool.ui.suggest_verbs import SuggestUi
from ilmtool.ui.title import title_of
from ilmtool.ui.toolbar import make_toolbar
from ilmtool.ui.tour_verbs import TourUi
from ilmtool.ui.welcome import make_welcome
from ilmtool.ui.window_layout import WindowLayout


class MainWindow(QMainWindow):
    """Implements `commands.front_end.FrontEnd`.

    Parameters
    ----------
    qt : QApplication
    desk : Desk
    sprites : TextSprites
    make_demo : callable
        Makes the demo pair in the background and opens it.
    log : callable
        The text of the log.
    """

    def __init__(
        self,
        qt: QApplication,
        desk: Desk,
        sprites: TextSprites,
        make_demo: Callable[[], None],
        log: Callable[[], str],
    ) -> None:
        super().__init__()
        self._qt = qt
        self._desk, self._workspace = desk, desk.workspace
        self._status: SaveStatus | None = None
        self.labels = LabelUi(desk, self._pop_up, self)
        self.search = SearchUi(desk, self)
        self.settings = SettingsUi(
            desk, qt, lambda: self.run_by_id("help.change-keys"), self.reset_layout, self
        )
        self.canvas = Canvas(self._workspace, sprites)
        self.notices = NoticeStrip(self._action_of)
        self.annotations = AnnotationPanel(
            self._workspace, desk.listing, desk.light_table.thumbnails, desk.settings.table
        )
        self.inspector = Inspector(self._workspace)
        self.status = StatusLine(self._workspace, lambda: self.run_by_id("view.show-hidden"))
        self.progress = BackgroundProgress(
            desk.light_table.stop_sharpening,
            lambda name: tr("Sharpening {name}", name=name),
            tr("Stop sharpening"),
            tr("Stop sharpening; the images stay usable as they are"),
            tr("The file has no small levels; they are built once, in your cache."),
        )
        self.status.insertPermanentWidget(1, self.progress)
        self.clipboard = ClipboardUi(qt.clipboard(), desk.workspace, desk.executor, self.notify)
        self.safety = Safety(desk, self.notify, self)
        self.files = FileUi(desk, self.safety, make_demo, self._pop_up, self)
        self.tabs = SideTabs()
        self.tabs.add(self.inspector, "annotation", "square", tr("Annotation"))
        self.contrast = ContrastUi(desk, self.canvas, self.tabs, self._add_form, self._show_side)
        self.scenes = SceneUi(desk, self.canvas, self._add_form, self)
        self.review = ReviewUi(desk, self.canvas, self.tabs, self._add_form, self)
        self.measures = MeasureUi(
            desk, self.canvas, self.status, self.tabs, qt.clipboard(), self._add_form, self._pop_up,
            self.notify, self,
        )  # fmt: skip
        self.registration = RegistrationUi(desk, self.canvas, sprites, self._add_form, self)
        self.status.insertPermanentWidget(2, self.registration.progress)
        self.status.insertPermanentWidget(3, self.registration.badge)
        self.suggestions = SuggestUi(desk, self.canvas, self, self._add_form, self._pop_up, self.run_by_id)
        self.canvas.hints = Hints(desk.suggesting, sprites)
        self._context = Context(self._workspace, self)
        self._book = CommandBook(desk, self._context, self.run)
        self.actions_ = Actions(self, self._book.commands, self._context, self.run)
        self.help = HelpUi(self._book, self.actions_.rekey, log, self._pop_up, self)
        self._assemble()
        self._connect()
        self._show_title()

    # -- assembling ----------------------------------------------------------------------------

    def _assemble(self) -> None:
        self.setAcceptDrops(True)
        self.setTabPosition(Qt.DockWidgetArea.AllDockWidgetAreas, QTabWidget.TabPosition.North)
        self.setStatusBar(self.status)
        self.welcome = make_welcome(self.files, self._book.key_of, self._desk.settings.existing_recent())
        self.search_bar = SearchBar(self._workspace, self.actions_.action)
        bars = (self.notices, self.search_bar, self.registration.bar)
        self._split = Central(bars, self.welcome, self.canvas, (self.annotations, self.tabs))
        self._side = self._split.side
        self.setCentralWidget(self._split)
        self._toolbar = make_toolbar(self.actions_)
        self.addToolBar(self._toolbar)
        self._toolbar.hide()
        self._recent_menu = self.actions_.menu("File").addMenu(tr("Recent pairs"))
        self.actions_.menu("File").insertMenu(self.actions_.action("file.save"), self._recent_menu)
        self._recent_menu.aboutToShow.connect(lambda: self.files.fill_recent(self._recent_menu))
        self._layout = WindowLayout(self, self._split.shares)
        parts = (self.menuBar(), self._toolbar, self.statusBar(), self.search_bar, self._side)
        ends = (self.registration.is_over, self.suggestions.is_over)
        self._full_screen = FullScreen(
            self, self.canvas, parts, lambda part: any(is_over(part) for is_over in ends)
        )
        self._layout.restore_window(self._desk.settings)
        self._lens_size = LensSize(self._desk, self.canvas)

    def _connect(self) -> None:
        desk = self._desk
        desk.on_pair = self._show_pair
        desk.on_dates = self._show_dates
        desk.on_placed = self._show_placed
        desk.light_table.on_tile = self.canvas.tiles.note
        desk.on_status = self._show_status
        desk.light_table.on_tables = self.canvas.set_tables
        desk.light_table.on_sharper = self.canvas.develop
        desk.on_busy = self._show_busy
        desk.light_table.on_progress = self.progress.told.emit
        self.progress.changed.connect(self.actions_.refresh)
        self.canvas.cursor_moved.connect(self.status.show_cursor)
        self.canvas.backed_out.connect(self._back_out)
        self.inspector.left.connect(self.canvas.setFocus)
        self.notices.left.connect(self.canvas.setFocus)
        self.annotations.filter.left.connect(self.canvas.setFocus)
        self.inspector.label.clicked.connect(self.labels.pick)
        self._workspace.say = self.status.say
        self.inspector.judgement.asked.connect(self.help.show_words)
        self._workspace.subscribe(self._on_update)
        self.contrast.changed.connect(self._show_captions)
        self.scenes.changed.connect(self.actions_.refresh)
        self.review.changed.connect(self.actions_.refresh)
        self.registration.changed.connect(self.actions_.refresh)
        self.suggestions.changed.connect(self.actions_.refresh)
        self._router = KeyRouter(self, self.canvas, self.annotations, self.inspector)
        self._router.add_form(self.canvas.bar)
        self._router.add_form(self.notices)
        self._router.watch(self._qt)
        self.tour = TourUi(
            desk, self, self.canvas, self.actions_, self._toolbar, self.status.saved, self._router
        )

    def _back_out(self) -> None:
        """Esc on the images with nothing going on there."""
        if self.tour.bubble is not None:
            self.tour.leave()
        else:
            self._full_screen.leave()

    def _action_of(self, command_id: str) -> QAction:
        return self.actions_.action(command_id)

    def _show_side(self) -> None:
        """The panels beside the images, also on a full screen, where they were away."""
        self._side.show()

    def _add_form(self, form: QWidget) -> None:
        self._router.add_form(form)

    def _on_update(self, update: Update) -> None:
        self.actions_.follow(update)
        if update.change is not None and update.change.patch.header is not None:
            self._show_captions()

    def _show_captions(self) -> None:
        self.canvas.set_captions(self._captions())

    def _captions(self) -> dict[Side, str]:
        """What always stands on each side, by what the document says now."""
        pair = self._workspace.pair
        if pair is None:
            return {}
        captions = {side: pair.scene(side).caption_in(self._workspace.document) for side in Side}
        said = self.registration.said.caption
        if said:
            captions[Side.BEFORE] += f"  {said}"
        if self.contrast.is_matched:
            matched = tr("matched to after")
            captions[Side.BEFORE] += f"  {matched}"
        return captions

    def _show_pair(self, pair: Pair, view: PairView) -> None:
        self.notices.clear()
        self._show_dates(pair, view)

    def _show_dates(self, _: Pair, view: PairView) -> None:
        self.progress.begin()
        self._split.show_images()
        self._toolbar.show()
        if self._layout.restore_panels(self._desk.settings):
            if self._layout.was_open(self._desk.settings, "scenes"):
                self.scenes.toggle()
            # After the first picture: the contrast's plots take a third of a second.
            QTimer.singleShot(0, self, self._restore_tab)
        self.canvas.set_picture(
            Picture(
                view,
                self._desk.light_table.request_tiles,
                self._captions(),
                self._desk.light_table.want_tables,
            )
        )
        self._workspace.set_canvas(self.canvas.device_size())
        self._full_screen.renew()
        self.canvas.setFocus()
        self.actions_.refresh()
        self._show_title()
        self.contrast.renew()

    def _show_placed(self, layers: Mapping[Side, SceneLayer | None]) -> None:
        """The same pair lies otherwise on each other: whoever draws or types goes on."""
        self.canvas.show_placed(layers, self._captions())
        self.registration.placed()
        self.actions_.refresh()

    def _restore_tab(self) -> None:
        """Bring the panel to the front that was there when the window was last closed."""
        name = self._desk.settings.panels.get("tab")
        if name == "review":
            self.review.show()
        elif isinstance(name, str):
            self.tabs.bring(name)

    def _show_status(self, status: SaveStatus | None) -> None:
        self._status = status
        self.status.show_saved(status)
        if status is not None and status.is_safe:
            self.notices.withdraw(SAVE_AS)
        self.actions_.refresh()
        self._show_title()

    def _show_busy(self, text: str) -> None:
        self.actions_.refresh()
        self.welcome.show_opening(text)
        if text:
            self.status.showMessage(text)
        else:
            self.status.clearMessage()

    def _show_title(self) -> None:
        self.setWindowTitle(title_of(self._workspace.pair, self._status))

    # -- running commands ----------------------------------------------------------------------

    def run(self, command: Command) -> None:
        """Run a command if it can run now, and show what goes wrong."""
        if not command.when(self._context):
            return
        try:
            command.run(self._context)
        except UserError as error:
            self.notify(Notice.of(error))
        self.actions_.refresh()

    def run_by_id(self, command_id: str) -> None:
        """Run the command of that id."""
        self.run(self._book.by_id(command_id))

    @property
    def key_findings(self) -> tuple[Finding, ...]:
        """Keys of the user's that cannot be used."""
        return self._book.findings

    def notify(self, notice: Notice, *, stays: bool = False) -> None:
        """Show a notice; one that stays is not about the pair, and survives the next."""
        self.notices.show_notice(notice, stays=stays)

    # -- what commands ask of the window ---------------------------------------------------------

    def _pop_up(self, finder: QDialog) -> None:
        corner = self.canvas.mapToGlobal(self.canvas.rect().center())
        finder.move(corner.x() - finder.width() // 2, corner.y() - finder.height() // 2)
        finder.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        finder.open()

    def edit_field(self, field: Field) -> None:
        """Put the cursor into a field of the inspector."""
        judgement = self.inspector.judgement
        widget = {
            "note": self.inspector.note,
            "certainty_term": self.inspector.term,
            "likelihood": judgement.likelihood,
            "confidence": judgement.confidence,
        }.get(field)
        if widget is not None:
            self._show_side()
            widget.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def start_keyboard_cursor(self) -> None:
        """Draw without the mouse; called again, on the other date."""
        self.canvas.start_keyboard_cursor()

    def filter_table(self) -> None:
        """Filter the table of annotations by typing."""
        self._show_side()
        self.annotations.start_filter()

    def copy_rows(self) -> None:
        """Rows of the table as text for a spreadsheet."""
        self.annotations.copy_rows()

    def stop_sharpening(self) -> None:
        """Give up the small levels that are being built."""
        self.progress.stop()

    @property
    def is_sharpening(self) -> bool:
        return not self.progress.isHidden()

    def next_panel(self) -> None:
        """The keyboard goes on to the list, the fields beside it, a notice, the scenes, the canvas."""
        stops: list[Stop] = [
            (self.canvas.bar.slider, self.canvas.bar.slider),  # lies on the canvas: before it
            (self.canvas, self.canvas),
            (self.annotations, self.annotations.table),
            (self.inspector, self.inspector.label),
        ]
        if self.notices.isVisible():
            stops.append((self.notices, self.notices.first))
        if self.tour.bubble is not None:
            stops.append((self.tour.bubble, self.tour.bubble.on))
        if self.contrast.panel is not None:
            stops.append((self.contrast.panel, self.contrast.panel.sides[Side.BEFORE].bands))
        if self.review.panel is not None:
            stops.append((self.review.panel, self.review.panel.remark))
        if self.measures.panel is not None:
            stops.append((self.measures.panel, self.measures.panel.list))
        if self.scenes.dock is not None:
            stops.append((self.scenes.dock, self.scenes.dock.first))
        if self.registration.dock is not None:
            stops.append((self.registration.dock, self.registration.dock.panel.table))
        if self.suggestions.dock is not None:
            stops.append((self.suggestions.dock, self.suggestions.dock.panel.list))
        go_on(stops)

    def show_tour(self) -> None:
        """Show the first steps beside the parts of the window."""
        self.tour.show()

    def reset_layout(self) -> None:
        """Window, panels and the table's columns where they are in a new installation."""
        self._layout.reset()
        self.annotations.reset_look()

    def toggle_full_screen(self) -> None:
        """The images fill the screen, or not."""
        self._full_screen.toggle()

    @property
    def is_full_screen(self) -> bool:
        return bool(self.windowState() & Qt.WindowState.WindowFullScreen)

    # -- events --------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if self.files.open_dropped(event.mimeData().urls()):
            event.acceptProposedAction()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A key that nobody took: where its command cannot run now, that is said."""
        said = self.actions_.refusal(QKeySequence(event.keyCombination()))
        if said:
            self._workspace.say(said)
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange:
            self._full_screen.follow()

    def closeEvent(self, event: QCloseEvent) -> None:
        from dataclasses import replace

        self.files.stop_export()
        self.registration.close()
        if not self.files.put_away():
            event.ignore()
            return
        self.safety.close()
        self.suggestions.stop()
        self._full_screen.leave()
        self._lens_size.keep()
        kept = self._layout.kept_in(self._desk.settings)
        panels = {**kept.panels, "tab": self.tabs.front}
        self._desk.change_settings(replace(kept, panels=panels, table=self.annotations.look()))
        self._desk.opener.stop()
        self._router.leave()
        super().closeEvent(event)
