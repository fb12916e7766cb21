"""Where the frozen program begins: the same as `python -m ilmtool`.

Workers of an export are this program started again, with arguments of multiprocessing's own: those end in
`freeze_support` and never come to ilmtool's command line.
"""

import os
import sys
from multiprocessing import freeze_support


def without_our_libraries() -> None:
    """Programs that ilmtool starts (the desktop's, for a folder or a page) load their own libraries again.

    PyInstaller's loader has put ours first for this process, which has read that already.
    """
    for name in ("LD_LIBRARY_PATH", "LIBPATH"):
        original = os.environ.pop(f"{name}_ORIG", None)
        if original is not None:
            os.environ[name] = original
        else:
            os.environ.pop(name, None)


if __name__ == "__main__":
    freeze_support()
    if sys.platform.startswith("linux"):
        without_our_libraries()

    from ilmtool.__main__ import main

    sys.exit(main())
