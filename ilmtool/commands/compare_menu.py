"""Commands of the ways of comparing: one each, and what is set within them."""

from __future__ import annotations

from functools import partial

from ilmtool.commands.command import Command, Context, is_open, on
from ilmtool.core.layout import CompareMode
from ilmtool.session import comparing
from ilmtool.session.view_state import ViewState
from ilmtool.session.workspace import Workspace
from ilmtool.text import mark

_MODES = (
    (CompareMode.SIDE_BY_SIDE, mark("Side by side"), "S"),
    (CompareMode.SWIPE_VERTICAL, mark("Swipe left and right"), "W"),
    (CompareMode.SWIPE_HORIZONTAL, mark("Swipe up and down"), "E"),
    (CompareMode.BEFORE, mark("Before only"), "B"),
    (CompareMode.AFTER, mark("After only"), "A"),
    (CompareMode.LENS, mark("Lens"), "Shift+W"),
    (CompareMode.FADE, mark("Fade"), "Shift+F"),
    (CompareMode.DIFFERENCE, mark("Difference"), "Shift+S"),
    (CompareMode.SIGNED_DIFFERENCE, mark("Darker and brighter"), "Shift+V"),
    (CompareMode.EDGES, mark("Edges of both dates"), "Shift+E"),
    (CompareMode.RED_CYAN, mark("Red and cyan"), "Shift+C"),
)


def _in_mode(mode: CompareMode, context: Context) -> bool:
    return context.workspace.view.mode is mode


def _shares(context: Context) -> bool:
    return is_open(context) and comparing.has_share(context.workspace.view)


def _sizes(context: Context) -> bool:
    return is_open(context) and comparing.has_size(context.workspace.view)


def _has_lens(context: Context) -> bool:
    return is_open(context) and context.workspace.view.mode is CompareMode.LENS


def _changed(change: str, w: Workspace) -> None:
    view: ViewState = w.view
    match change:
        case "hold-lens":
            w.set_view(view.with_lens_held(not view.lens_held))
        case "magnifier":
            w.set_view(view.with_magnifier(not view.magnifier))
        case "magnification":
            w.set_view(view.with_next_magnification())


def compare_commands() -> list[Command]:
    """In the order of the menu."""
    modes = [
        Command(f"view.{mode}", title, "View" if len(key) == 1 else "View/both",
                on(partial(lambda w, m: w.set_mode(m), m=mode)), (key,), is_open, partial(_in_mode, mode))
        for mode, title, key in _MODES
    ]  # fmt: skip
    return [
        *modes,
        Command("view.hold-lens", mark("Lens stays in its place"), "View/both",
                on(partial(_changed, "hold-lens")), (), _has_lens, lambda c: c.workspace.view.lens_held),
        Command("view.magnifier", mark("Magnifier"), "View/magnifier", on(partial(_changed, "magnifier")),
                ("Shift+M",), is_open, lambda c: c.workspace.view.magnifier),
        Command("view.magnification", mark("Magnify more or less"), "View/magnifier",
                on(partial(_changed, "magnification")), (), is_open),
        Command("view.divider-back", mark("Divider left or up; fade to before"), "View/move",
                on(partial(comparing.step_share, steps=-1)), ("Alt+Left",), _shares,
                named=lambda c: comparing.share_title(c.workspace.view, False)),
        Command("view.divider-on", mark("Divider right or down; fade to after"), "View/move",
                on(partial(comparing.step_share, steps=1)), ("Alt+Right",), _shares,
                named=lambda c: comparing.share_title(c.workspace.view, True)),
        Command("view.size-more", mark("Larger lens; stronger differences"), "View/move",
                on(partial(comparing.step_size, steps=1)), ("Alt+Up",), _sizes,
                named=lambda c: comparing.size_title(c.workspace.view, True)),
        Command("view.size-less", mark("Smaller lens; weaker differences"), "View/move",
                on(partial(comparing.step_size, steps=-1)), ("Alt+Down",), _sizes,
                named=lambda c: comparing.size_title(c.workspace.view, False)),
    ]  # fmt: skip
