"""Commands about time: which dates are compared, and what each shows of the selected things."""

from __future__ import annotations

from functools import partial

from ilmtool.commands.command import Command, Context, is_open, is_selected
from ilmtool.core.layout import Side
from ilmtool.session.evidence import Mark, mark_here, scene_here
from ilmtool.session.pair import date_text


def _mark_title(which: Mark, context: Context) -> str:
    words = "First seen" if which == "first_seen" else "Last not seen"
    workspace = context.workspace
    if workspace.pair is None:
        return f"{words} here"
    scene = workspace.document.scene(scene_here(workspace, which))
    return f"{words} here ({date_text(scene.acquisition)})" if scene is not None else f"{words} here"


def mark_commands() -> list[Command]:
    """For the menu of annotations."""

    def command(name: str, which: Mark, title: str, key: str) -> Command:
        return Command(
            f"evidence.{name}",
            title,
            "Annotation/evidence",
            lambda c: mark_here(c.workspace, which),
            (key,),
            is_selected,
            named=partial(_mark_title, which),
        )

    return [
        command("first-seen", "first_seen", "First seen here", "I"),
        command("last-not-seen", "last_not_seen", "Last not seen here", "Shift+I"),
    ]


def date_commands() -> list[Command]:
    """For the view's menu."""
    steps = (
        ("later-after", "Later date as after", Side.AFTER, 1, "."),
        ("earlier-after", "Earlier date as after", Side.AFTER, -1, ","),
        ("later-before", "Later date as before", Side.BEFORE, 1, "Ctrl+."),
        ("earlier-before", "Earlier date as before", Side.BEFORE, -1, "Ctrl+,"),
    )
    return [
        Command(
            "dates.choose", "Dates…", "View/dates", lambda c: c.window.choose_dates(), ("Shift+D",), is_open
        ),
        *(
            Command(
                f"dates.{name}",
                title,
                "View/dates",
                partial(lambda c, side, step: c.window.step_date(side, step), side=side, step=step),
                (key,),
                is_open,
            )
            for name, title, side, step, key in steps
        ),
        Command("dates.add", "Add images…", "View/dates", lambda c: c.window.add_images(), (), is_open),
    ]
