"""Where the program keeps what is neither a setting nor in the annotation files: journals and backups."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from ilmtool.session.settings import CONFIG_ENV

STATE_ENV = "ILMTOOL_STATE_DIR"


def state_dir() -> Path:
    """`ILMTOOL_STATE_DIR`; else `state` in `ILMTOOL_CONFIG_DIR`, which holds everything of this user then;
    else where the system keeps such things.
    """
    named = os.environ.get(STATE_ENV)
    if named:
        return Path(named)
    config = os.environ.get(CONFIG_ENV)
    if config:
        return Path(config) / "state"
    import platformdirs

    return Path(platformdirs.user_state_dir("ilmtool", appauthor=False))


def journals_dir() -> Path:
    """Journals of unsaved work."""
    return state_dir() / "journals"


def discarded_dir() -> Path:
    """Journals that the user did not want back."""
    return state_dir() / "discarded"


def backups_dir(sidecar: Path) -> Path:
    """Earlier versions of one sidecar."""
    return state_dir() / "backups" / key_of(sidecar)


def key_of(sidecar: Path) -> str:
    """A short name for a sidecar's path, the same for every way to write it."""
    path = os.path.normcase(os.path.realpath(sidecar))
    return hashlib.sha256(path.encode("utf-8", "surrogateescape")).hexdigest()[:24]
