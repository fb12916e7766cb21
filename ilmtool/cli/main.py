"""The command line: parses, runs what needs no window, and says what the window should open."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NoReturn

from ilmtool import __version__
from ilmtool.errors import UserError
from ilmtool.imagery.address import Place, place_of
from ilmtool.session.log_file import log_path

_DESCRIPTION = """\
Compare two images of one place, box and label what changed, and keep it as a GeoJSON sidecar.

  ilmtool                    open an empty window
  ilmtool BEFORE AFTER       open two images, the earlier one first
  ilmtool IMAGE IMAGE ...    open three or more dates of one place, in order of their dates
  ilmtool SIDECAR            open an annotation file (.ilm.geojson) and the images that it names

An image is a file, or a URL (https://, http://, s3://) of a GeoTIFF that is read in pieces. Of a
file that holds several images, FILE#2 is the second; of a STAC item, ITEM.json#visual the asset of that name.
"""
_EPILOG = """\
commands without a window:
  demo       make the demo pair (and open it, where there is a display)
  diff       say what became of the boxes between two versions of a file
  doctor     say what is installed, what works here, and what to do about the rest
  export     make a labelled dataset, and check one
  import     make annotation files of another tool's dataset
  info       print what an image file says about itself
  merge      merge two versions of a file with their common origin
  register   measure the shift between two images
  render     paint a pair and its boxes into a picture
  review     compare what several analysts drew, and say how well they agree
  suggest    list places where two dates probably differ
  validate   check annotation files
Each has a page: ilmtool render --help. A file that is called like a command is opened as ./demo.

exit codes:
  0  done    1  findings (validate, diff, merge, import), or problems (doctor)
  2  wrong use, or a file that cannot be used    3  refused (register)

What GDAL and other libraries say of a file is kept in
  {log}
"""
QT_FACTS = "--qt-facts"
"""What `__main__` answers with facts about Qt, for `doctor`: a broken Qt ends a process without a word."""

_COMMANDS = (
    "demo", "diff", "doctor", "export", "import", "info", "merge", "register", "render", "review", "suggest",
    "validate",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class WindowRequest:
    """What the window opens first.

    Attributes
    ----------
    files : tuple of Path or Address
        Nothing, one sidecar, before and after, or more images of one place.
    analyst : str or None
        Who annotates; None keeps the settings.
    demo : bool
        Make and open the demo pair.
    """

    files: tuple[Place, ...] = ()
    analyst: str | None = None
    demo: bool = False


class _Parser(argparse.ArgumentParser):
    """Tells of wrong use in one sentence, like every other error; the commands' own parsers are of it too."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message}. See {self.prog} --help.\n")


def run(argv: Sequence[str]) -> int | WindowRequest:
    """Carry out a command line.

    Returns
    -------
    int or WindowRequest
        The exit code, or what needs a window.

    Raises
    ------
    UserError
        Something that the user named cannot be used.
    SystemExit
        For --help, --version and wrong use, as `argparse` does.
    """
    arguments = _joined(list(argv))
    if arguments and arguments[0] in _COMMANDS:
        return _run_command(arguments)
    parser = _Parser(
        prog="ilmtool",
        description=_DESCRIPTION,
        epilog=_EPILOG.format(log=log_path() if {"-h", "--help"} & set(arguments) else ""),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        usage="ilmtool [--analyst ID] [BEFORE AFTER | IMAGE... | SIDECAR]\n       ilmtool COMMAND ...",
    )
    parser.add_argument(
        "files", metavar="FILE", nargs="*", type=place_of, help="two images or more, or one annotation file"
    )
    parser.add_argument(
        "--analyst", metavar="ID", help="author of new annotations, and part of the sidecar's name"
    )
    parser.add_argument("--version", action="version", version=f"ilmtool {__version__}")
    args = parser.parse_args(arguments)
    analyst = args.analyst
    if analyst is not None:
        from ilmtool.sidecar.files import analyst_id

        analyst = analyst_id(analyst)
    return WindowRequest(tuple(args.files), analyst)


def _run_command(arguments: list[str]) -> int | WindowRequest:
    if arguments[0] == "doctor":
        return _run_doctor(arguments)
    from ilmtool.cli import (
        demo,
        diff,
        export,
        import_dataset,
        info,
        merge,
        register,
        render,
        review,
        suggest,
        validate,
    )
    from ilmtool.session.image_settings import use_kept_for_images

    parser = _Parser(prog="ilmtool")
    subparsers = parser.add_subparsers(dest="command", required=True)
    modules = {
        "demo": demo, "diff": diff, "export": export,
        "import": import_dataset, "info": info, "merge": merge,
        "register": register,
        "render": render, "review": review, "suggest": suggest,
        "validate": validate,
    }  # fmt: skip
    # Only the one that is wanted: some have pages that take a while to put together.
    modules[arguments[0]].add_parser(subparsers)
    args = parser.parse_args(arguments)
    use_kept_for_images()
    if args.command == "demo" and args.write is None and display_problem(for_demo=True) is None:
        return WindowRequest(demo=True)
    code: int = args.run(args)
    return code


def _run_doctor(arguments: list[str]) -> int:
    """Without the other commands: it is asked when something that these need is missing."""
    from ilmtool.cli import doctor

    parser = _Parser(prog="ilmtool")
    doctor.add_parser(parser.add_subparsers(dest="command", required=True))
    return doctor.run(parser.parse_args(arguments))


def _joined(arguments: list[str]) -> list[str]:
    """`--center -122.4,37.8` as one word: argparse takes the second for an option."""
    result: list[str] = []
    for argument in arguments:
        if result and result[-1] in {"--center", "--lens"} and argument.startswith("-"):
            result[-1] += f"={argument}"
        else:
            result.append(argument)
    return result


def display_problem(*, for_demo: bool = False) -> UserError | None:
    """Why no window can be shown, or None.

    With `for_demo`, a Qt platform that nobody can see counts as no display: the demo is there to be seen.
    """
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    if platform:
        unseen = platform.split(":")[0] in {"offscreen", "minimal"}
        return _no_display() if for_demo and unseen else None
    if sys.platform in {"win32", "darwin", "cygwin"}:
        return None
    if os.environ.get("WAYLAND_DISPLAY"):
        return None
    display = os.environ.get("DISPLAY", "")
    if not display or not _is_reachable(display):
        return _no_display()
    return None


def _is_reachable(display: str) -> bool:
    """False for a local X display whose server is not there; Qt would end the process without a word."""
    import socket

    host, _, rest = display.rpartition(":")
    number = rest.split(".")[0]
    if host not in {"", "unix"} or not number.isdecimal():
        return True
    for address in (f"/tmp/.X11-unix/X{number}", f"\0/tmp/.X11-unix/X{number}"):  # noqa: S108 - X11's own place
        with socket.socket(socket.AF_UNIX) as probe:
            try:
                probe.connect(address)
            except OSError:
                continue
            return True
    return False


def _no_display() -> UserError:
    return UserError(
        "There is no display to open a window on; "
        "ilmtool render BEFORE AFTER -o OUT.png paints a picture without one."
    )
