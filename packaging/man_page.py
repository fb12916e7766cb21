"""The manual page, made of what the program says of itself: it cannot say anything else than `--help`."""

from __future__ import annotations

import contextlib
import io
import os
import re
from datetime import UTC, datetime
from unittest import mock

LOG = "~/.local/state/ilmtool/ilmtool.log"


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
        ".SH NAME",
        "ilmtool \\- compare two satellite images of one place, and label what changed",
        ".SH SYNOPSIS",
        *_as_it_stands(_usage(help_of())),
        ".SH DESCRIPTION",
        *_as_it_stands(_body(help_of())),
        ".SH COMMANDS",
    ]
    for command in _COMMANDS:
        page += [f".SS ilmtool {command}", *_as_it_stands(help_of(command))]
    page += [
        ".SH FILES",
        ".TP",
        ".I AFTER.ilm.geojson",
        "The annotations of a pair, beside its after image.",
        ".TP",
        ".I ~/.config/ilmtool/settings.json",
        "The user's settings; ILMTOOL_CONFIG_DIR names another folder.",
        ".TP",
        f".I {LOG}",
        "What libraries said of the files that were read; ILMTOOL_STATE_DIR names another folder.",
        ".TP",
        ".I ~/.cache/ilmtool",
        "What can be made again; ILMTOOL_CACHE_DIR names another folder.",
        ".SH SEE ALSO",
        ".BR gdalinfo (1)",
    ]
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


def _as_it_stands(text: str) -> list[str]:
    """Lines that keep their breaks and columns."""
    return [".nf", *(_escaped(line) for line in text.rstrip().splitlines()), ".fi"]


def _escaped(line: str) -> str:
    line = line.replace("\\", "\\e").replace("-", "\\-")
    return re.sub(r"^([.'])", r"\\&\1", line)
