"""Vector files through GDAL: pyogrio, imported when first needed."""

from __future__ import annotations

import os
import sys
import threading
from importlib import import_module
from types import ModuleType

_lock = threading.Lock()


def vector_library() -> ModuleType:
    """pyogrio, with its module `raw`.

    Its GDAL is another one than rasterio's. It leaves out the same network drivers, and would print a
    warning for each that it does not have.
    """
    with _lock:
        if "pyogrio.raw" not in sys.modules:
            before = os.environ.get("CPL_LOG")
            os.environ["CPL_LOG"] = os.devnull
            try:
                import_module("pyogrio.raw")
            finally:
                if before is None:
                    del os.environ["CPL_LOG"]
                else:
                    os.environ["CPL_LOG"] = before
    return sys.modules["pyogrio"]
