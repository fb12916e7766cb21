"""Commands of the camera: turning the view, unlinked views, the overview."""

from __future__ import annotations

from functools import partial

from ilmtool.commands.command import Command, Context, is_open, on
from ilmtool.core.layout import CompareMode
from ilmtool.session import turning
from ilmtool.session.workspace import Workspace
from ilmtool.text import mark, tr


def _can_unlink(context: Context) -> bool:
    w = context.workspace
    return is_open(context) and (not w.are_linked or w.view.mode is CompareMode.SIDE_BY_SIDE)


def _unlink_title(context: Context) -> str:
    w = context.workspace
    if w.are_linked and is_open(context) and w.view.mode is not CompareMode.SIDE_BY_SIDE:
        return tr("Unlink views (side by side only)")
    return tr("Unlink views") if w.are_linked else tr("Link views again")


def _toggle_link(w: Workspace) -> None:
    if w.are_linked:
        w.unlink()
        w.say(tr("Views not linked: each pane moves, zooms and turns on its own"))
    else:
        w.link()
        w.say(tr("Views linked again"))


def _is_turned(context: Context) -> bool:
    return is_open(context) and context.workspace.camera_in_hand.turn != 0.0


def _with_reason(title: str, reason: str) -> str:
    return tr("{title} ({reason})", title=title, reason=reason) if reason else title


def _north_title(context: Context) -> str:
    reason = turning.why_no_north(context.workspace) if is_open(context) else ""
    return _with_reason(tr("North up"), reason)


def _lean_title(context: Context) -> str:
    reason = turning.why_no_lean(context.workspace) if is_open(context) else ""
    return _with_reason(tr("Up is up: buildings point up"), reason)


def _toggle_overview(w: Workspace) -> None:
    w.set_view(w.view.with_overview_shown(not w.view.show_overview))


def camera_commands() -> list[Command]:
    """In the order of the menu."""
    return [
        Command("view.turn-left", mark("Turn view 15° counter-clockwise"), "View/turn",
                on(partial(turning.turn_by_step, way=-1)), ("Alt+[",), is_open),
        Command("view.turn-right", mark("Turn view 15° clockwise"), "View/turn",
                on(partial(turning.turn_by_step, way=1)), ("Alt+]",), is_open),
        Command("view.turn-reset", mark("Turn view back"), "View/turn", on(turning.reset_turn), ("Alt+0",),
                _is_turned),
        Command("view.north-up", mark("North up"), "View/turn", on(turning.north_up), ("Ctrl+Shift+N",),
                lambda c: not turning.why_no_north(c.workspace), named=_north_title),
        Command("view.up-is-up", mark("Up is up: buildings point up"), "View/turn", on(turning.up_is_up),
                ("Ctrl+Shift+U",), lambda c: not turning.why_no_lean(c.workspace), named=_lean_title),
        Command("view.unlink", mark("Unlink views"), "View/turn", on(_toggle_link), ("\\",), _can_unlink,
                named=_unlink_title),
        Command("view.overview", mark("Overview"), "View/show", on(_toggle_overview), ("Ctrl+M",), is_open,
                lambda c: c.workspace.view.show_overview),
    ]  # fmt: skip
