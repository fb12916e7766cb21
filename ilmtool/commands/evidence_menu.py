"""Commands about time: which dates are compared, and what each shows of the selected things."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ilmtool.commands.command import Command, Context, is_open, is_selected
from ilmtool.core.layout import Side
from ilmtool.session.pair import date_text
from ilmtool.text import mark, tr

if TYPE_CHECKING:
    from ilmtool.session.evidence import Mark


def _mark_title(which: Mark, context: Context) -> str:
    is_first = which == "first_seen"
    workspace = context.workspace
    if workspace.pair is None:
        scene = None
    else:
        from ilmtool.session.evidence import scene_here

        scene = workspace.document.scene(scene_here(workspace, which))
    if scene is None:
        return tr("First seen here") if is_first else tr("Last not seen here")
    date = date_text(scene.acquisition)
    return (
        tr("First seen here ({date})", date=date)
        if is_first
        else tr("Last not seen here ({date})", date=date)
    )


def _mark(which: Mark, context: Context) -> None:
    from ilmtool.session.evidence import mark_here

    mark_here(context.workspace, which)


def mark_commands() -> list[Command]:
    """For the menu of annotations."""

    def command(name: str, which: Mark, title: str, key: str) -> Command:
        return Command(
            f"evidence.{name}",
            title,
            "Annotation/evidence",
            partial(_mark, which),
            (key,),
            is_selected,
            named=partial(_mark_title, which),
        )

    return [
        command("first-seen", "first_seen", mark("First seen here"), "I"),
        command("last-not-seen", "last_not_seen", mark("Last not seen here"), "Shift+I"),
    ]


def date_commands() -> list[Command]:
    """For the view's menu."""
    steps = (
        ("later-after", mark("Later date as after"), Side.AFTER, 1, "."),
        ("earlier-after", mark("Earlier date as after"), Side.AFTER, -1, ","),
        ("later-before", mark("Later date as before"), Side.BEFORE, 1, "Ctrl+."),
        ("earlier-before", mark("Earlier date as before"), Side.BEFORE, -1, "Ctrl+,"),
    )
    return [
        Command(
            "dates.choose",
            mark("Dates…"),
            "View/dates",
            lambda c: c.window.scenes.choose(),
            ("Shift+D",),
            is_open,
        ),
        *(
            Command(
                f"dates.{name}",
                title,
                "View/dates",
                partial(lambda c, side, step: c.window.scenes.step(side, step), side=side, step=step),
                (key,),
                is_open,
            )
            for name, title, side, step, key in steps
        ),
        Command("dates.add", mark("Add images…"), "View/dates", lambda c: c.window.scenes.add(), (), is_open),
    ]
