"""Finds label sets: those that ship with the program and the user's own files."""

from __future__ import annotations

from pathlib import Path

from ilmtool.core.label_file import parse_label_set
from ilmtool.core.labels import LabelSet
from ilmtool.errors import Finding, UserError
from ilmtool.resources import resource_dir

DEFAULT = "launch_site"
_MAX_BYTES = 1_000_000


def shipped_label_sets() -> dict[str, Path]:
    """Files of the shipped sets by short name (`launch_site`, ...), the default first."""
    files = sorted((resource_dir() / "labels").glob("*.toml"), key=lambda p: (p.stem != DEFAULT, p.stem))
    return {path.stem: path for path in files}


def read_label_set(path: Path) -> LabelSet:
    """The label set in a file.

    Raises
    ------
    UserError
        The file is missing, unreadable, too large, not UTF-8, or not a label set.
    """
    hint = "Choose another label set."
    try:
        data = path.read_bytes() if path.stat().st_size <= _MAX_BYTES else None
    except FileNotFoundError as error:
        raise UserError(f"The label set {path} does not exist.", "", hint) from error
    except OSError as error:
        raise UserError(f"The label set {path} cannot be read.", f"{error.strerror}.", hint) from error
    if data is None:
        raise UserError(f"The label set {path} is larger than {_MAX_BYTES // 1_000_000} MB.", "", hint)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UserError(f"The label set {path} is not UTF-8 text.", f"{error}.", hint) from error
    return parse_label_set(text, path.name)


def load_label_set(chosen: str) -> tuple[LabelSet, tuple[Finding, ...]]:
    """The set that the settings name, or the default one with a finding that says why.

    Parameters
    ----------
    chosen : str
        Short name of a shipped set, path of a file, or no text for the default.
    """
    shipped = shipped_label_sets()
    default = shipped[DEFAULT]
    try:
        return read_label_set(shipped[chosen] if chosen in shipped else Path(chosen or default)), ()
    except UserError as error:
        finding = Finding("warning", "label-set-unusable", f"{error} The launch site set is used instead.")
        return read_label_set(default), (finding,)
