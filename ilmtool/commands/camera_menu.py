"""Commands of the camera: turning the view, unlinked views, the overview."""

from __future__ import annotations

from functools import partial

from ilmtool.commands.command import Command, Context, is_open, on
from ilmtool.core.layout import CompareMode
from ilmtool.session import turning
from ilmtool.session.workspace import Workspace


def _can_unlink(context: Context) -> bool:
    w = context.workspace
    return is_open(context) and (not w.are_linked or w.view.mode is CompareMode.SIDE_BY_SIDE)


def _unlink_title(context: Context) -> str:
    w = context.workspace
    if w.are_linked and is_open(context) and w.view.mode is not CompareMode.SIDE_BY_SIDE:
        return "Unlink views (side by side only)"
    return "Unlink views" if w.are_linked else "Link views again"


def _toggle_link(w: Workspace) -> None:
    if w.are_linked:
        w.unlink()
        w.say("Views not linked: each pane moves, zooms and turns on its own")
    else:
        w.link()
        w.say("Views linked again")


def _is_turned(context: Context) -> bool:
    return is_open(context) and context.workspace.camera_in_hand.turn != 0.0


def _with_reason(title: str, reason: str) -> str:
    return f"{title} ({reason})" if reason else title


def _north_title(context: Context) -> str:
    reason = turning.why_no_north(context.workspace) if is_open(context) else ""
    return _with_reason("North up", reason)


def _lean_title(context: Context) -> str:
    reason = turning.why_no_lean(context.workspace) if is_open(context) else ""
    return _with_reason("Up is up: buildings point up", reason)


def _toggle_overview(w: Workspace) -> None:
    w.set_view(w.view.with_overview_shown(not w.view.show_overview))


def camera_commands() -> list[Command]:
    """In the order of the menu."""
    return [
        Command("view.turn-left", "Turn view 15° counter-clockwise", "View/turn",
                on(partial(turning.turn_by_step, way=-1)), ("Alt+[",), is_open),
        Command("view.turn-right", "Turn view 15° clockwise", "View/turn",
                on(partial(turning.turn_by_step, way=1)), ("Alt+]",), is_open),
        Command("view.turn-reset", "Turn view back", "View/turn", on(turning.reset_turn), ("Alt+0",),
                _is_turned),
        Command("view.north-up", "North up", "View/turn", on(turning.north_up), ("Ctrl+Shift+N",),
                lambda c: not turning.why_no_north(c.workspace), named=_north_title),
        Command("view.up-is-up", "Up is up: buildings point up", "View/turn", on(turning.up_is_up),
                ("Ctrl+Shift+U",), lambda c: not turning.why_no_lean(c.workspace), named=_lean_title),
        Command("view.unlink", "Unlink views", "View/turn", on(_toggle_link), ("\\",), _can_unlink,
                named=_unlink_title),
        Command("view.overview", "Overview", "View/show", on(_toggle_overview), ("Ctrl+M",), is_open,
                lambda c: c.workspace.view.show_overview),
    ]  # fmt: skip
