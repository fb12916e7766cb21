"""Where the frozen program begins: the same as `python -m ilmtool`.

Workers of an export are this program started again, with arguments of multiprocessing's own: those end in
`freeze_support` and never come to ilmtool's command line.
"""

import sys
from multiprocessing import freeze_support

if __name__ == "__main__":
    freeze_support()

    from ilmtool.__main__ import main

    sys.exit(main())
