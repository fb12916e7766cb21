"""All commands, in the order of the menus."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from ilmtool.commands.command import Command, Context, HeldKey, checked_list
from ilmtool.core.annotation import CERTAINTIES, CHANGES
from ilmtool.core.layout import CompareMode
from ilmtool.session.workspace import ZOOM_STEP, Workspace

HELD = (
    HeldKey("Drag", "Draw a box; on a selected box: move it, on its handles: resize or rotate", "Mouse"),
    HeldKey("Shift+Drag", "Draw a box even where one is selected", "Mouse"),
    HeldKey("Ctrl+Drag", "Select all boxes in a rectangle", "Mouse"),
    HeldKey("Click", "Select a box; again at the same place: the one beneath", "Mouse"),
    HeldKey("Ctrl+Click", "Add a box to the selection, or take it out", "Mouse"),
    HeldKey("Wheel", "Zoom at the cursor", "Mouse"),
    HeldKey("Middle drag", "Pan", "Mouse"),
    HeldKey("Space", "Pan by dragging while held", "View"),
    HeldKey("F", "Flicker: show the other date while held", "View"),
    HeldKey("Esc", "Back out of what is going on, then clear the selection", "Edit"),
)

_MODES = (
    (CompareMode.SIDE_BY_SIDE, "Side by side", "S"),
    (CompareMode.SWIPE_VERTICAL, "Swipe left and right", "W"),
    (CompareMode.SWIPE_HORIZONTAL, "Swipe up and down", "E"),
    (CompareMode.BEFORE, "Before only", "B"),
    (CompareMode.AFTER, "After only", "A"),
)


def _open(context: Context) -> bool:
    return context.workspace.pair is not None


def _selected(context: Context) -> bool:
    return context.workspace.has_selection


def _annotated(context: Context) -> bool:
    return bool(context.workspace.document.annotations)


def _on(verb: Callable[[Workspace], object]) -> Callable[[Context], None]:
    def run(context: Context) -> None:
        verb(context.workspace)

    return run


def _in_mode(mode: CompareMode, context: Context) -> bool:
    return context.workspace.view.mode is mode


def _undo_title(context: Context) -> str:
    return f"Undo {context.workspace.store.undo_label}".rstrip()


def _redo_title(context: Context) -> str:
    return f"Redo {context.workspace.store.redo_label}".rstrip()


def _toggle_names(w: Workspace) -> None:
    w.set_view(w.view.with_labels_shown(not w.view.show_labels))


def _toggle_boxes(w: Workspace) -> None:
    w.set_view(w.view.with_annotations_shown(not w.view.show_annotations))


def _label_title(key: str, context: Context) -> str:
    label = context.workspace.labels.by_key(key)
    return label.name if label is not None else f"Label {key}"


def _has_label(key: str, context: Context) -> bool:
    return _open(context) and context.workspace.labels.by_key(key) is not None


def _file() -> list[Command]:
    return [
        Command("file.open", "Open pair…", "File", lambda c: c.window.open_pair(), ("Ctrl+O",)),
        Command("file.open-sidecar", "Open annotation file…", "File", lambda c: c.window.open_sidecar(),
                ("Ctrl+Shift+O",)),
        Command("file.demo", "Open demo pair", "File", lambda c: c.window.open_demo()),
        Command("file.save", "Save now", "File/save", lambda c: c.window.save(), ("Ctrl+S",),
                when=lambda c: c.window.can_save),
        Command("file.save-as", "Save as…", "File/save", lambda c: c.window.save_as(), ("Ctrl+Shift+S",),
                _open),
        Command("file.label-set", "Label set…", "File/settings", lambda c: c.window.choose_label_set()),
        Command("file.analyst", "Analyst…", "File/settings", lambda c: c.window.set_analyst()),
        Command("file.quit", "Quit", "File/quit", lambda c: c.window.close(), ("Ctrl+Q",)),
    ]  # fmt: skip


def _edit() -> list[Command]:
    nudges = []
    for name, dx, dy in (("left", -1, 0), ("right", 1, 0), ("up", 0, -1), ("down", 0, 1)):
        for step, suffix, title, held in ((1, "", "", ""), (10, "-far", " 10 px", "Shift+")):
            run = partial(lambda w, x, y: w.nudge(x, y), x=dx * step, y=dy * step)
            nudges.append(
                Command(f"edit.nudge-{name}{suffix}", f"Nudge {name}{title}", "Edit/nudge", _on(run),
                        (held + name.capitalize(),), _selected)
            )  # fmt: skip
    return [
        Command("edit.undo", "Undo", "Edit", _on(lambda w: w.undo()), ("Ctrl+Z",),
                lambda c: c.workspace.store.can_undo, named=_undo_title),
        Command("edit.redo", "Redo", "Edit", _on(lambda w: w.redo()), ("Ctrl+Shift+Z", "Ctrl+Y"),
                lambda c: c.workspace.store.can_redo, named=_redo_title),
        Command("edit.delete", "Delete", "Edit/change", _on(lambda w: w.delete_selection()),
                ("Del", "Backspace"), _selected),
        Command("edit.rotate-right", "Rotate 1° clockwise", "Edit/change",
                _on(lambda w: w.rotate_selection(1)), ("]",), _selected),
        Command("edit.rotate-left", "Rotate 1° counter-clockwise", "Edit/change",
                _on(lambda w: w.rotate_selection(-1)), ("[",), _selected),
        *nudges,
        Command("edit.select-all", "Select all", "Edit/select",
                _on(lambda w: w.select(w.document.annotations)), ("Ctrl+A",), _annotated),
        Command("edit.select-none", "Clear selection", "Edit/select", _on(lambda w: w.select(())),
                ("Ctrl+Shift+A",), _selected),
        Command("edit.next", "Next annotation", "Edit/select", _on(lambda w: w.step(1)), ("Tab",),
                _annotated),
        Command("edit.previous", "Previous annotation", "Edit/select", _on(lambda w: w.step(-1)),
                ("Shift+Tab",), _annotated),
    ]  # fmt: skip


def _annotation() -> list[Command]:
    labels = [
        Command(f"annotation.label-{key}", f"Label {key}", "Annotation/labels",
                _on(partial(lambda w, k: w.label_by_key(k), k=key)), (key,), partial(_has_label, key),
                named=partial(_label_title, key))
        for key in "123456789"
    ]  # fmt: skip
    certainties = [
        Command(f"annotation.certainty-{word}", f"Certainty: {word}", "Annotation/certainty",
                _on(partial(lambda w, n: w.certainty_by_number(n), n=number)), (f"Ctrl+{number}",), _selected)
        for number, word in enumerate(CERTAINTIES, 1)
    ]  # fmt: skip
    changes = [
        Command(f"annotation.change-{word}", f"Change: {word}", "Annotation/change",
                _on(partial(lambda w, n: w.change_by_number(n), n=number)), (f"Alt+{number}",), _selected)
        for number, word in enumerate(CHANGES, 1)
    ]  # fmt: skip
    return [
        Command("annotation.label", "Label…", "Annotation", lambda c: c.window.pick_label(), ("L", "/"),
                _open),
        *labels,
        *certainties,
        *changes,
        Command("annotation.term", "Certainty term…", "Annotation/text",
                lambda c: c.window.edit_field("certainty_term"), ("T",), _selected),
        Command("annotation.note", "Note…", "Annotation/text", lambda c: c.window.edit_field("note"), ("N",),
                _selected),
    ]  # fmt: skip


def _view() -> list[Command]:
    modes = [
        Command(f"view.{mode}", title, "View", _on(partial(lambda w, m: w.set_mode(m), m=mode)), (key,),
                _open, partial(_in_mode, mode))
        for mode, title, key in _MODES
    ]  # fmt: skip
    return [
        *modes,
        Command("view.zoom-in", "Zoom in", "View/zoom", _on(lambda w: w.zoom(ZOOM_STEP)), ("+", "="), _open),
        Command("view.zoom-out", "Zoom out", "View/zoom", _on(lambda w: w.zoom(1 / ZOOM_STEP)), ("-",),
                _open),
        Command("view.fit", "Fit pair", "View/zoom", _on(lambda w: w.fit()), ("0", "Home"), _open),
        Command("view.one-to-one", "1:1", "View/zoom", _on(lambda w: w.one_to_one()), ("Ctrl+0",), _open),
        Command("view.fly", "Go to selection", "View/zoom", _on(lambda w: w.fly_to(w.view.selection)), ("Z",),
                _selected),
        Command("view.names", "Show names", "View/show", _on(_toggle_names), ("Ctrl+L",), _open,
                lambda c: c.workspace.view.show_labels),
        Command("view.boxes", "Show boxes", "View/show", _on(_toggle_boxes), ("H",), _open,
                lambda c: c.workspace.view.show_annotations),
        Command("view.contrast", "Contrast and bands", "View/contrast", lambda c: c.window.show_contrast(),
                ("C",), _open),
        Command("view.stretch-to-view", "Stretch to view", "View/contrast",
                lambda c: c.window.stretch_to_view(), ("V",), _open),
        Command("view.match", "Match before to after", "View/contrast", lambda c: c.window.toggle_matching(),
                ("M",), _open, lambda c: c.window.is_matched),
        Command("view.next-panel", "Next panel", "View/window", lambda c: c.window.next_panel(), ("F6",)),
        Command("view.light", "Light theme", "View/window", lambda c: c.window.toggle_theme(),
                checked=lambda c: c.window.is_light),
        Command("view.full-screen", "Full screen", "View/window", lambda c: c.window.toggle_full_screen(),
                ("F11",), checked=lambda c: c.window.is_full_screen),
    ]  # fmt: skip


def _help() -> list[Command]:
    return [
        Command("help.keys", "Keys", "Help", lambda c: c.window.show_keys(), ("F1", "?")),
        Command("help.palette", "Find command…", "Help", lambda c: c.window.show_palette(), ("Ctrl+K",)),
        Command("help.log", "Log", "Help", lambda c: c.window.show_log()),
        Command("help.about", "About ilmtool", "Help", lambda c: c.window.show_about()),
    ]


def all_commands() -> tuple[Command, ...]:
    """Every command, checked for clashes.

    Raises
    ------
    ValueError
        Two commands share an id or a key.
    """
    return checked_list([*_file(), *_edit(), *_annotation(), *_view(), *_help()], HELD)
