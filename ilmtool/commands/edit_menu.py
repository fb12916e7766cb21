"""The commands of the Edit menu: undo, clipboard, moving and turning, selecting."""

from __future__ import annotations

from functools import partial

from ilmtool.commands.command import Command, Context, is_annotated, is_open, is_selected, on
from ilmtool.core.words import shown
from ilmtool.session import editing, vertex_editing
from ilmtool.text import in_sentence, mark, tr

_NUDGES = (
    ("left", -1, 0, mark("Nudge left"), mark("Nudge left 10 px")),
    ("right", 1, 0, mark("Nudge right"), mark("Nudge right 10 px")),
    ("up", 0, -1, mark("Nudge up"), mark("Nudge up 10 px")),
    ("down", 0, 1, mark("Nudge down"), mark("Nudge down 10 px")),
)


def _undo_title(context: Context) -> str:
    if context.workspace.take_back() is not None:
        return tr("Undo rejecting a suggestion")
    step = context.workspace.store.undo_label
    return tr("Undo {step}", step=in_sentence(step)) if step else tr("Undo")


def _redo_title(context: Context) -> str:
    step = context.workspace.store.redo_label
    return tr("Redo {step}", step=in_sentence(step)) if step else tr("Redo")


def _similar_title(context: Context) -> str:
    active = context.workspace.document.annotations.get(context.workspace.view.active_id or "")
    if active is None:
        return tr("Select similar")
    p = active.properties
    same = ", ".join(word for word in (p.label, shown(p.certainty or ""), shown(p.change or "")) if word)
    return tr("Select similar: {words}", words=same)


def _has_polygon(context: Context) -> bool:
    return vertex_editing.polygon_in_hand(context.workspace) is not None


def _has_corner(context: Context) -> bool:
    return vertex_editing.corner_in_hand(context.workspace) is not None


def _nudges() -> list[Command]:
    made = []
    for name, dx, dy, near, far in _NUDGES:
        for step, suffix, title, held in ((1, "", near, ""), (10, "-far", far, "Shift+")):
            run = on(partial(editing.nudge, dx=dx * step, dy=dy * step))
            made.append(
                Command(
                    f"edit.nudge-{name}{suffix}",
                    title,
                    "Edit/nudge",
                    run,
                    (held + name.capitalize(),),
                    is_selected,
                )
            )
    return made


def edit_commands() -> list[Command]:
    """In the order of the menu."""
    return [
        Command("edit.undo", mark("Undo"), "Edit", on(lambda w: w.undo()), ("Ctrl+Z",),
                lambda c: c.workspace.can_undo, named=_undo_title),
        Command("edit.redo", mark("Redo"), "Edit", on(lambda w: w.redo()), ("Ctrl+Shift+Z", "Ctrl+Y"),
                lambda c: c.workspace.store.can_redo, named=_redo_title),
        Command("edit.cut", mark("Cut"), "Edit/clipboard", lambda c: c.window.clipboard.cut(), ("Ctrl+X",),
                is_selected),
        Command("edit.copy", mark("Copy"), "Edit/clipboard", lambda c: c.window.clipboard.copy(), ("Ctrl+C",),
                is_selected),
        Command("edit.paste", mark("Paste at its place"), "Edit/clipboard",
                lambda c: c.window.clipboard.paste(), ("Ctrl+V",), is_open),
        Command("edit.duplicate", mark("Duplicate"), "Edit/clipboard", on(editing.duplicate), ("Ctrl+D",),
                is_selected),
        Command("edit.delete", mark("Delete"), "Edit/change", on(editing.delete), ("Del", "Backspace"),
                is_selected),
        Command("edit.lock", mark("Lock"), "Edit/change", on(editing.toggle_lock), ("Ctrl+Shift+L",),
                is_selected, lambda c: editing.is_locked(c.workspace)),
        Command("edit.rotate-right", mark("Rotate 1° clockwise"), "Edit/turn",
                on(lambda w: editing.rotate(w, 1)), ("]",), is_selected),
        Command("edit.rotate-left", mark("Rotate 1° counter-clockwise"), "Edit/turn",
                on(lambda w: editing.rotate(w, -1)), ("[",), is_selected),
        Command("edit.group-right", mark("Rotate together 1° clockwise"), "Edit/turn",
                on(lambda w: editing.rotate_group(w, 1)), ("Ctrl+]",), is_selected),
        Command("edit.group-left", mark("Rotate together 1° counter-clockwise"), "Edit/turn",
                on(lambda w: editing.rotate_group(w, -1)), ("Ctrl+[",), is_selected),
        Command("edit.turn-last", mark("Turn to the last angle"), "Edit/turn", on(editing.turn_to_last),
                ("Shift+R",), is_selected),
        Command("edit.turn-north", mark("Turn to north"), "Edit/turn", on(editing.turn_to_north),
                ("Shift+N",), is_selected),
        *_nudges(),
        Command("edit.next-corner", mark("Next corner of the polygon"), "Edit/corner",
                on(lambda w: vertex_editing.step_corner(w, 1)), ("Q",), _has_polygon),
        Command("edit.previous-corner", mark("Previous corner of the polygon"), "Edit/corner",
                on(lambda w: vertex_editing.step_corner(w, -1)), ("Shift+Q",), _has_polygon),
        Command("edit.insert-corner", mark("Add a corner after this one"), "Edit/corner",
                on(vertex_editing.insert_corner), ("Ins",), _has_corner),
        Command("edit.select-all", mark("Select all"), "Edit/select", on(editing.select_all), ("Ctrl+A",),
                is_annotated),
        Command("edit.select-label", mark("Select all of this label"), "Edit/select",
                on(editing.select_label), ("Ctrl+Shift+E",), is_annotated),
        Command("edit.select-similar", mark("Select similar"), "Edit/select", on(editing.select_similar),
                ("Ctrl+E",), is_selected, named=_similar_title),
        Command("edit.select-invert", mark("Invert selection"), "Edit/select", on(editing.invert_selection),
                ("Ctrl+I",), is_annotated),
        Command("edit.select-none", mark("Clear selection"), "Edit/select", on(lambda w: w.select(())),
                ("Ctrl+Shift+A",), is_selected),
        Command("edit.next", mark("Next annotation"), "Edit/select", on(lambda w: w.step(1)), ("Tab",),
                is_annotated),
        Command("edit.previous", mark("Previous annotation"), "Edit/select", on(lambda w: w.step(-1)),
                ("Shift+Tab",), is_annotated),
    ]  # fmt: skip
