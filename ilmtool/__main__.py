"""Starts ilmtool: the command line first, the window only when it is asked for."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from types import ModuleType

from ilmtool.cli.main import QT_FACTS, WindowRequest, display_problem, run
from ilmtool.errors import Cancelled, UserError
from ilmtool.session.log_file import logging_to_file


def main(argv: Sequence[str] | None = None) -> int:
    """Run ilmtool.

    Returns
    -------
    int
        Exit code: 0 done, 1 findings, 2 wrong use or an unusable file, 130 interrupted.
    """
    arguments = sys.argv[1:] if argv is None else argv
    if list(arguments) == [QT_FACTS]:
        from ilmtool.ui.qt_facts import print_facts

        return print_facts()
    with logging_to_file():
        return _main(arguments)


def _main(argv: Sequence[str]) -> int:
    try:
        outcome = run(argv)
        if not isinstance(outcome, WindowRequest):
            return outcome
        problem = display_problem()
        if problem is not None:
            raise problem
        return _open_window(outcome)
    except UserError as error:
        print(f"ilmtool: {error}", file=sys.stderr)  # noqa: T201
        return 2
    except BrokenPipeError:
        # The reader has gone (`| head`): nothing more to say, also not at exit.
        sys.stdout = None
        return 0
    except (KeyboardInterrupt, Cancelled):
        return 130


def _open_window(request: WindowRequest) -> int:
    return int(import_app().run(request))


def import_app() -> ModuleType:
    """The module `ilmtool.app`, imported without a look for garbage.

    None of its hundred thousand objects is any: looking takes an eighth of the import, and would take tens of
    milliseconds of the window's time ever after if they were not set apart.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        from ilmtool import app
    finally:
        gc.freeze()
        if enabled:
            gc.enable()
    return app


if __name__ == "__main__":
    sys.exit(main())
