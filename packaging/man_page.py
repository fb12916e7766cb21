"""The manual page, made of what the program says of itself: it cannot say anything else than `--help`."""

from __future__ import annotations

import contextlib
import io
import os
import re
from datetime import UTC, datetime
from unittest import mock

STATE = "~/.local/state/ilmtool"
LOG = f"{STATE}/ilmtool.log"
FILES = {
    "AFTER.ilm.geojson": "The annotations of a pair, beside its after image; of one of several analysts with"
    " the id in its name, AFTER.ID.ilm.geojson. Those of an image by URL are in the data folder.",
    "~/.config/ilmtool/settings.json": "The user's settings.",
    f"{STATE}/journals": "Edits that are not in a file yet; they are offered at the next start.",
    f"{STATE}/backups": "Earlier versions of annotation files, for File > Restore an earlier version.",
    LOG: "What libraries said of the files that were read.",
    "~/.local/share/ilmtool": "The demo pair, and the annotations of images by URL.",
    "~/.cache/ilmtool": "What can be made again.",
}
ENVIRONMENT = {
    "ILMTOOL_CONFIG_DIR": "Another folder for the settings, and, in it, for the state.",
    "ILMTOOL_STATE_DIR": "Another folder for journals, earlier versions and the log.",
    "ILMTOOL_DATA_DIR": "Another data folder.",
    "ILMTOOL_CACHE_DIR": "Another cache.",
    "LANGUAGE, LC_ALL, LC_MESSAGES, LANG": "The language of the window, where the settings leave it to the"
    " system. The command line and all files are the same in every language.",
}


def man_page(moment: datetime | None = None) -> str:
    """`ilmtool.1`, as roff.

    Parameters
    ----------
    moment : datetime, optional
        What the page gives as its date; now by default.
    """
    from ilmtool import __version__
    from ilmtool.cli.main import _COMMANDS

    page = [
        f'.TH ILMTOOL 1 "{(moment or datetime.now(UTC)):%Y-%m-%d}" "ilmtool {__version__}" "User Commands"',
        ".ad l",
        ".nh",
        ".SH NAME",
        "ilmtool \\- compare two satellite images of one place, and label what changed",
        ".SH SYNOPSIS",
        *_kept(_usage(help_of())),
        ".SH DESCRIPTION",
        *_broken(_body(help_of())),
        ".SH COMMANDS",
    ]
    for command in _COMMANDS:
        page += [f".SS ilmtool {command}", *_broken(help_of(command))]
    page += [".SH FILES", *_listed(FILES), ".SH ENVIRONMENT", *_listed(ENVIRONMENT)]
    page += [".SH SEE ALSO", ".BR gdalinfo (1)"]
    return "\n".join(page) + "\n"


def help_of(*command: str) -> str:
    """What `ilmtool COMMAND --help` prints on a terminal of 78 columns."""
    from ilmtool.cli.main import run
    from ilmtool.session.log_file import log_path

    told = io.StringIO()
    # On no terminal, whatever this is called from: no colours.
    with (
        mock.patch.dict(os.environ, {"COLUMNS": "80", "NO_COLOR": "1"}),
        contextlib.redirect_stdout(told),
        contextlib.suppress(SystemExit),
    ):
        run([*command, "--help"])
    return told.getvalue().replace(str(log_path()), LOG)


def _usage(text: str) -> str:
    return text.partition("\n\n")[0].removeprefix("usage: ").replace("\n       ", "\n")


def _body(text: str) -> str:
    return text.partition("\n\n")[2]


def _broken(text: str) -> list[str]:
    """Columns and lists keep their breaks; sentences are broken as the reader's terminal wants it."""
    page = []
    for paragraph in text.strip("\n").split("\n\n"):
        is_prose = not any(line.startswith((" ", "usage:")) for line in paragraph.splitlines())
        page += [".PP", *(map(_escaped, paragraph.splitlines()) if is_prose else _kept(paragraph))]
    return page


def _kept(text: str) -> list[str]:
    return [".nf", *map(_escaped, text.splitlines()), ".fi"]


def _listed(table: dict[str, str]) -> list[str]:
    return [line for name, text in table.items() for line in (".TP", f".I {_escaped(name)}", _escaped(text))]


def _escaped(line: str) -> str:
    line = line.replace("\\", "\\e").replace("-", "\\-")
    return re.sub(r"^([.'])", r"\\&\1", line)
