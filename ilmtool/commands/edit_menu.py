"""The commands of the Edit menu: undo, clipboard, moving and turning, selecting."""

from __future__ import annotations

from functools import partial

from ilmtool.commands.command import Command, Context, is_annotated, is_open, is_selected, on
from ilmtool.session import editing, vertex_editing

_ARROWS = (("left", -1, 0), ("right", 1, 0), ("up", 0, -1), ("down", 0, 1))
_STEPS = ((1, "", "", ""), (10, "-far", " 10 px", "Shift+"))


def step_name(label: str) -> str:
    """The name of an undo step within a sentence: `Move 3 boxes` becomes `move 3 boxes`."""
    return label[:1].lower() + label[1:]


def _undo_title(context: Context) -> str:
    if context.workspace.take_back() is not None:
        return "Undo rejecting a suggestion"
    return f"Undo {step_name(context.workspace.store.undo_label)}".rstrip()


def _redo_title(context: Context) -> str:
    return f"Redo {step_name(context.workspace.store.redo_label)}".rstrip()


def _similar_title(context: Context) -> str:
    active = context.workspace.document.annotations.get(context.workspace.view.active_id or "")
    if active is None:
        return "Select similar"
    p = active.properties
    return "Select similar: " + ", ".join(word for word in (p.label, p.certainty, p.change) if word)


def _has_polygon(context: Context) -> bool:
    return vertex_editing.polygon_in_hand(context.workspace) is not None


def _has_corner(context: Context) -> bool:
    return vertex_editing.corner_in_hand(context.workspace) is not None


def _nudges() -> list[Command]:
    made = []
    for name, dx, dy in _ARROWS:
        for step, suffix, title, held in _STEPS:
            run = on(partial(editing.nudge, dx=dx * step, dy=dy * step))
            made.append(
                Command(
                    f"edit.nudge-{name}{suffix}",
                    f"Nudge {name}{title}",
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
        Command("edit.undo", "Undo", "Edit", on(lambda w: w.undo()), ("Ctrl+Z",),
                lambda c: c.workspace.can_undo, named=_undo_title),
        Command("edit.redo", "Redo", "Edit", on(lambda w: w.redo()), ("Ctrl+Shift+Z", "Ctrl+Y"),
                lambda c: c.workspace.store.can_redo, named=_redo_title),
        Command("edit.cut", "Cut", "Edit/clipboard", lambda c: c.window.cut(), ("Ctrl+X",), is_selected),
        Command("edit.copy", "Copy", "Edit/clipboard", lambda c: c.window.copy(), ("Ctrl+C",), is_selected),
        Command("edit.paste", "Paste at its place", "Edit/clipboard", lambda c: c.window.paste(),
                ("Ctrl+V",), is_open),
        Command("edit.duplicate", "Duplicate", "Edit/clipboard", on(editing.duplicate), ("Ctrl+D",),
                is_selected),
        Command("edit.delete", "Delete", "Edit/change", on(editing.delete),
                ("Del", "Backspace"), is_selected),
        Command("edit.lock", "Lock", "Edit/change", on(editing.toggle_lock), ("Ctrl+Shift+L",), is_selected,
                lambda c: editing.is_locked(c.workspace)),
        Command("edit.rotate-right", "Rotate 1° clockwise", "Edit/turn",
                on(lambda w: editing.rotate(w, 1)), ("]",), is_selected),
        Command("edit.rotate-left", "Rotate 1° counter-clockwise", "Edit/turn",
                on(lambda w: editing.rotate(w, -1)), ("[",), is_selected),
        Command("edit.group-right", "Rotate together 1° clockwise", "Edit/turn",
                on(lambda w: editing.rotate_group(w, 1)), ("Ctrl+]",), is_selected),
        Command("edit.group-left", "Rotate together 1° counter-clockwise", "Edit/turn",
                on(lambda w: editing.rotate_group(w, -1)), ("Ctrl+[",), is_selected),
        Command("edit.turn-last", "Turn to the last angle", "Edit/turn", on(editing.turn_to_last),
                ("Shift+R",), is_selected),
        Command("edit.turn-north", "Turn to north", "Edit/turn", on(editing.turn_to_north), ("Shift+N",),
                is_selected),
        *_nudges(),
        Command("edit.next-corner", "Next corner of the polygon", "Edit/corner",
                on(lambda w: vertex_editing.step_corner(w, 1)), ("Q",), _has_polygon),
        Command("edit.previous-corner", "Previous corner of the polygon", "Edit/corner",
                on(lambda w: vertex_editing.step_corner(w, -1)), ("Shift+Q",), _has_polygon),
        Command("edit.insert-corner", "Add a corner after this one", "Edit/corner",
                on(vertex_editing.insert_corner), ("Ins",), _has_corner),
        Command("edit.select-all", "Select all", "Edit/select", on(editing.select_all), ("Ctrl+A",),
                is_annotated),
        Command("edit.select-label", "Select all of this label", "Edit/select", on(editing.select_label),
                ("Ctrl+Shift+E",), is_annotated),
        Command("edit.select-similar", "Select similar", "Edit/select", on(editing.select_similar),
                ("Ctrl+E",), is_selected, named=_similar_title),
        Command("edit.select-invert", "Invert selection", "Edit/select", on(editing.invert_selection),
                ("Ctrl+I",), is_annotated),
        Command("edit.select-none", "Clear selection", "Edit/select", on(lambda w: w.select(())),
                ("Ctrl+Shift+A",), is_selected),
        Command("edit.next", "Next annotation", "Edit/select", on(lambda w: w.step(1)), ("Tab",),
                is_annotated),
        Command("edit.previous", "Previous annotation", "Edit/select", on(lambda w: w.step(-1)),
                ("Shift+Tab",), is_annotated),
    ]  # fmt: skip
