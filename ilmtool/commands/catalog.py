"""All commands, in the order of the menus."""

from __future__ import annotations

from functools import partial

from ilmtool.commands.camera_menu import camera_commands
from ilmtool.commands.command import MOUSE, Command, Context, HeldKey, checked_list, is_open, is_selected, on
from ilmtool.commands.compare_menu import compare_commands
from ilmtool.commands.draw_menu import draw_commands
from ilmtool.commands.edit_menu import edit_commands
from ilmtool.commands.evidence_menu import date_commands, mark_commands
from ilmtool.commands.measure_menu import map_mark_commands, measure_commands
from ilmtool.commands.registration_menu import registration_commands
from ilmtool.commands.review_menu import review_commands
from ilmtool.commands.search_menu import search_commands
from ilmtool.commands.suggest_menu import suggest_commands
from ilmtool.core.annotation import CERTAINTIES, CHANGES
from ilmtool.session import editing
from ilmtool.session.workspace import ZOOM_STEP, Workspace
from ilmtool.text import mark, tr

PAN_SHARE = 0.2
"""Of the pane, that one key press pans."""

_CERTAINTIES = {
    "confirmed": mark("Certainty: confirmed"),
    "probable": mark("Certainty: probable"),
    "possible": mark("Certainty: possible"),
    "unknown": mark("Certainty: unknown"),
}
_CHANGES = {
    "new": mark("Change: new"),
    "removed": mark("Change: removed"),
    "modified": mark("Change: modified"),
    "moved": mark("Change: moved"),
    "unchanged": mark("Change: unchanged"),
    "unknown": mark("Change: unknown"),
}
_LABELS = {
    "1": mark("Label 1"), "2": mark("Label 2"), "3": mark("Label 3"), "4": mark("Label 4"),
    "5": mark("Label 5"), "6": mark("Label 6"), "7": mark("Label 7"), "8": mark("Label 8"),
    "9": mark("Label 9"),
}  # fmt: skip
_PANS = (
    ("left", mark("Pan left"), -1, 0),
    ("right", mark("Pan right"), 1, 0),
    ("up", mark("Pan up"), 0, -1),
    ("down", mark("Pan down"), 0, 1),
)

HELD = (
    HeldKey(
        mark("Drag"), mark("Draw a box; on a selected box: move it, on its handles: resize or rotate"), MOUSE
    ),
    HeldKey(mark("Shift+Drag"), mark("Draw a box even where one is selected"), MOUSE),
    HeldKey(mark("Ctrl+Drag"), mark("Select all boxes in a rectangle"), MOUSE),
    HeldKey(mark("Click"), mark("Select a box; again at the same place: the one beneath"), MOUSE),
    HeldKey(mark("Ctrl+Click"), mark("Add a box to the selection, or take it out"), MOUSE),
    HeldKey(mark("Alt+Click"), mark("Take away a corner of a polygon"), MOUSE),
    HeldKey(
        mark("Ctrl while turning"),
        mark("Keep to the last angle, or to north; with Shift: steps of 15°"),
        MOUSE,
    ),
    HeldKey(mark("Wheel"), mark("Zoom at the cursor"), MOUSE),
    HeldKey(mark("Shift+Wheel"), mark("Size of the lens, share of a fade, strength of a difference"), MOUSE),
    HeldKey(mark("Middle drag"), mark("Pan"), MOUSE),
    HeldKey(mark("Shift+Middle drag"), mark("Turn the view; also Shift+Drag while Space is held"), MOUSE),
    HeldKey(
        "Return", mark("With the keyboard cursor: set a point. Arrows: 1 px, Shift 10, Ctrl 100"), "Draw"
    ),
    HeldKey(
        "Enter",
        mark("While measuring: end with the points that there are; Backspace takes one back"),
        "Measure",
    ),
    HeldKey("Space", mark("Pan by dragging while held"), "View"),
    HeldKey("F", mark("Flicker: show the other date while held"), "View"),
    HeldKey("Esc", mark("Back out of what is going on, then clear the selection"), "Edit"),
)


def _toggle_names(w: Workspace) -> None:
    w.set_view(w.view.with_labels_shown(not w.view.show_labels))


def _toggle_boxes(w: Workspace) -> None:
    w.set_view(w.view.with_annotations_shown(not w.view.show_annotations))


def _pan(w: Workspace, dx: int, dy: int) -> None:
    width, height = w.shown.pane
    w.pan(-round(dx * width * PAN_SHARE), -round(dy * height * PAN_SHARE))


def _hidden_title(context: Context) -> str:
    count = len(context.workspace.hidden)
    return tr("Show what is hidden (%n)", "", count) if count else tr("Show what is hidden")


def _label_title(key: str, context: Context) -> str:
    label = context.workspace.labels.by_key(key)
    return label.name if label is not None else tr(_LABELS[key])


def _repeat_title(context: Context) -> str:
    label = context.workspace.view.current_label
    return tr("Repeat the last label: {label}", label=label) if label else tr("Repeat the last label")


def _has_label(key: str, context: Context) -> bool:
    return is_open(context) and context.workspace.labels.by_key(key) is not None


def _file() -> list[Command]:
    return [
        Command("file.open", mark("Open pair…"), "File", lambda c: c.window.files.open_pair(), ("Ctrl+O",)),
        Command("file.open-sidecar", mark("Open annotation file…"), "File",
                lambda c: c.window.files.open_sidecar(), ("Ctrl+Shift+O",)),
        Command("file.open-address", mark("Open by address…"), "File",
                lambda c: c.window.files.open_addresses(), ("Ctrl+U",)),
        Command("file.stop-opening", mark("Stop opening"), "File",
                lambda c: c.window.files.stop_opening(), (), lambda c: c.window.files.is_opening),
        Command("file.demo", mark("Open demo pair"), "File", lambda c: c.window.files.open_demo()),
        Command("file.swap", mark("Swap before and after"), "File", lambda c: c.window.scenes.swap(),
                when=is_open),
        Command("file.save", mark("Save now"), "File/save", lambda c: c.window.files.save(), ("Ctrl+S",),
                when=lambda c: c.window.files.can_save),
        Command("file.save-as", mark("Save as…"), "File/save", lambda c: c.window.files.save_as(),
                ("Ctrl+Shift+S",), is_open),
        Command("file.export", mark("Export dataset…"), "File/data", lambda c: c.window.files.export()),
        Command("file.versions", mark("Restore an earlier version…"), "File/safety",
                lambda c: c.window.safety.show_versions(), when=lambda c: c.window.files.can_save),
        Command("file.recover", mark("Recover unsaved work…"), "File/safety",
                lambda c: c.window.safety.recover()),
        Command("file.resolve", mark("Resolve changes made elsewhere…"), "File/safety",
                lambda c: c.window.safety.resolve(), when=lambda c: c.window.safety.can_resolve),
        Command("file.take-over", mark("Take the file over…"), "File/safety",
                lambda c: c.window.safety.take_over(), when=lambda c: c.window.safety.can_take_over),
        Command("file.settings", mark("Settings…"), "File/settings", lambda c: c.window.settings.show()),
        Command("file.label-set", mark("Label set…"), "File/settings", lambda c: c.window.labels.choose()),
        Command("file.edit-label-set", mark("Edit label set…"), "File/settings",
                lambda c: c.window.labels.edit()),
        Command("file.analyst", mark("Analyst…"), "File/settings", lambda c: c.window.settings.set_analyst()),
        Command("file.quit", mark("Quit"), "File/quit", lambda c: c.window.close(), ("Ctrl+Q",)),
    ]  # fmt: skip


def _annotation() -> list[Command]:
    labels = [
        Command(f"annotation.label-{key}", title, "Annotation/labels",
                on(partial(lambda w, k: w.label_by_key(k), k=key)), (key,), partial(_has_label, key),
                named=partial(_label_title, key))
        for key, title in _LABELS.items()
    ]  # fmt: skip
    certainties = [
        Command(f"annotation.certainty-{word}", _CERTAINTIES[word], "Annotation/certainty",
                on(partial(lambda w, n: w.certainty_by_number(n), n=number)), (f"Ctrl+{number}",),
                is_selected)
        for number, word in enumerate(CERTAINTIES, 1)
    ]  # fmt: skip
    changes = [
        Command(f"annotation.change-{word}", _CHANGES[word], "Annotation/change",
                on(partial(lambda w, n: w.change_by_number(n), n=number)), (f"Alt+{number}",), is_selected)
        for number, word in enumerate(CHANGES, 1)
    ]  # fmt: skip
    return [
        Command("annotation.label", mark("Label…"), "Annotation",
                lambda c: c.window.labels.pick(), ("L", "/"), is_open),
        Command("annotation.map-labels", mark("Labels outside the set…"), "Annotation",
                lambda c: c.window.labels.map_outside(), ("Shift+L",), is_open),
        *labels,
        Command("annotation.repeat-label", mark("Repeat the last label"), "Annotation/labels",
                on(editing.repeat_label), ("R",), is_selected, named=_repeat_title),
        *certainties,
        *changes,
        Command("annotation.term", mark("Certainty term…"), "Annotation/text",
                lambda c: c.window.edit_field("certainty_term"), ("T",), is_selected),
        *mark_commands(),
        Command("annotation.likelihood", mark("Likelihood of the judgement…"), "Annotation/text",
                lambda c: c.window.edit_field("likelihood"), ("J",), is_selected),
        Command("annotation.confidence", mark("Confidence in the judgement…"), "Annotation/text",
                lambda c: c.window.edit_field("confidence"), ("Shift+J",), is_selected),
        Command("annotation.note", mark("Note…"), "Annotation/text", lambda c: c.window.edit_field("note"),
                ("N",), is_selected),
    ]  # fmt: skip


def _view() -> list[Command]:
    pans = [
        Command(f"view.pan-{name}", title, "View/move", on(partial(_pan, dx=dx, dy=dy)),
                (f"Ctrl+{name.capitalize()}",), is_open)
        for name, title, dx, dy in _PANS
    ]  # fmt: skip
    return [
        *compare_commands(),
        *pans,
        Command("view.zoom-in", mark("Zoom in"), "View/zoom", on(lambda w: w.zoom(ZOOM_STEP)), ("+", "="),
                is_open),
        Command("view.zoom-out", mark("Zoom out"), "View/zoom", on(lambda w: w.zoom(1 / ZOOM_STEP)), ("-",),
                is_open),
        Command("view.fit", mark("Fit pair"), "View/zoom", on(lambda w: w.fit()), ("0", "Home"), is_open),
        Command("view.one-to-one", mark("1:1"), "View/zoom", on(lambda w: w.one_to_one()), ("Ctrl+0",),
                is_open),
        Command("view.fly", mark("Go to selection"), "View/zoom", on(lambda w: w.fly_to(w.view.selection)),
                ("Z",), is_selected),
        *camera_commands(),
        Command("view.names", mark("Show names"), "View/show", on(_toggle_names), ("Ctrl+L",), is_open,
                lambda c: c.workspace.view.show_labels),
        Command("view.boxes", mark("Show boxes"), "View/show", on(_toggle_boxes), ("H",), is_open,
                lambda c: c.workspace.view.show_annotations),
        Command("view.hide", mark("Hide selection"), "View/show", on(editing.hide_selection), ("Shift+H",),
                is_selected),
        Command("view.hide-others", mark("Hide all but the selection"), "View/show", on(editing.hide_others),
                ("Ctrl+Shift+H",), is_selected),
        Command("view.show-hidden", mark("Show what is hidden"), "View/show", on(editing.show_hidden),
                ("Ctrl+H",), lambda c: bool(c.workspace.hidden), named=_hidden_title),
        *map_mark_commands(),
        Command("table.filter", mark("Filter the table…"), "View/table", lambda c: c.window.filter_table(),
                ("Ctrl+F",), is_open),
        Command("table.copy", mark("Copy rows as text"), "View/table", lambda c: c.window.copy_rows(),
                ("Ctrl+Alt+C",), is_open),
        *date_commands(),
        Command("view.scenes", mark("Scenes: dates and angles"), "View/contrast",
                lambda c: c.window.scenes.toggle(), ("G",), is_open, lambda c: c.window.scenes.is_shown),
        Command("view.contrast", mark("Contrast and bands"), "View/contrast",
                lambda c: c.window.contrast.show(), ("C",), is_open),
        Command("view.stretch-to-view", mark("Stretch to view"), "View/contrast",
                lambda c: c.window.contrast.stretch_to_view(), ("V",), is_open),
        Command("view.match", mark("Match before to after"), "View/contrast",
                lambda c: c.window.contrast.toggle_matching(), ("M",), is_open,
                lambda c: c.window.contrast.is_matched),
        Command("view.stop-sharpening", mark("Stop sharpening"), "View/window",
                lambda c: c.window.stop_sharpening(), when=lambda c: c.window.is_sharpening),
        Command("view.next-panel", mark("Next panel"), "View/window", lambda c: c.window.next_panel(),
                ("F6",)),
        Command("view.light", mark("Light theme"), "View/window", lambda c: c.window.settings.toggle_theme(),
                checked=lambda c: c.window.settings.is_light),
        Command("view.full-screen", mark("Full screen"), "View/window",
                lambda c: c.window.toggle_full_screen(), ("F11",), checked=lambda c: c.window.is_full_screen),
    ]  # fmt: skip


def _help() -> list[Command]:
    return [
        Command("help.keys", mark("Keys"), "Help", lambda c: c.window.help.show_keys(), ("F1", "?")),
        Command("help.change-keys", mark("Change keys…"), "Help", lambda c: c.window.help.change_keys()),
        Command(
            "help.palette", mark("Find command…"), "Help", lambda c: c.window.help.show_palette(), ("Ctrl+K",)
        ),
        Command(
            "help.tour",
            mark("Tour: the first three steps"),
            "Help",
            lambda c: c.window.show_tour(),
            when=is_open,
        ),
        Command("help.guide", mark("User guide"), "Help", lambda c: c.window.help.show_guide()),
        Command("help.words", mark("What the words mean"), "Help", lambda c: c.window.help.show_words()),
        Command("help.log", mark("Log"), "Help", lambda c: c.window.help.show_log()),
        Command("help.about", mark("About ilmtool"), "Help", lambda c: c.window.help.show_about()),
    ]


def all_commands() -> tuple[Command, ...]:
    """Every command, checked for clashes.

    Raises
    ------
    ValueError
        Two commands share an id or a key.
    """
    return checked_list(
        [
            *_file(),
            *edit_commands(),
            *draw_commands(),
            *_annotation(),
            *suggest_commands(),
            *review_commands(),
            *search_commands(),
            *measure_commands(),
            *registration_commands(),
            *_view(),
            *_help(),
        ],
        HELD,
    )
