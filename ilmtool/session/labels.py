"""Finds label sets: those that ship with the program and the user's own files."""

from __future__ import annotations

from pathlib import Path

from ilmtool.core.label_file import parse_label_set
from ilmtool.core.labels import LabelSet
from ilmtool.errors import Finding, UserError, reason_of
from ilmtool.resources import resource_dir
from ilmtool.text import tr

DEFAULT = "launch_site"
_MAX_BYTES = 1_000_000


def shipped_label_sets() -> dict[str, Path]:
    """Files of the shipped sets by short name (`launch_site`, ...), the default first."""
    files = sorted((resource_dir() / "labels").glob("*.toml"), key=lambda p: (p.stem != DEFAULT, p.stem))
    return {path.stem: path for path in files}


def reserved_keys() -> frozenset[str]:
    """Keys, in lower case, that no attribute may have: the sidecar's properties, and what GDAL adds."""
    from ilmtool.sidecar.feature_values import ORDER

    own = (key.casefold() for key in ORDER)
    return frozenset((*own, "id", "fid", "ogc_fid", "geometry", "type", "properties"))


def read_label_set(path: Path) -> LabelSet:
    """The label set in a file.

    Raises
    ------
    UserError
        The file is missing, unreadable, too large, not UTF-8, or not a label set.
    """
    return decode_label_set(read_label_bytes(path), path)


def read_label_bytes(path: Path) -> bytes:
    """The bytes of a label set's file.

    Raises
    ------
    UserError
        The file is missing, unreadable or too large.
    """
    hint = tr("Choose another label set.")
    try:
        # Devices and pipes have no size, and no end.
        data = path.read_bytes() if path.is_file() and path.stat().st_size <= _MAX_BYTES else None
        if data is None and not path.is_file():
            path.stat()
            raise UserError(tr("The label set {path} is not a file.", path=path), "", hint)
    except FileNotFoundError as error:
        raise UserError(tr("The label set {path} does not exist.", path=path), "", hint) from error
    except OSError as error:
        raise UserError(
            tr("The label set {path} cannot be read.", path=path), f"{reason_of(error)}.", hint
        ) from error
    if data is None:
        raise UserError(
            tr("The label set {path} is larger than {size} MB.", path=path, size=_MAX_BYTES // 1_000_000),
            "",
            hint,
        )
    return data


def decode_label_set(data: bytes, path: Path) -> LabelSet:
    """The label set in the bytes of a file.

    Raises
    ------
    UserError
        They are not UTF-8, or not a label set.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UserError(
            tr("The label set {path} is not UTF-8 text.", path=path),
            f"{error}.",
            tr("Choose another label set."),
        ) from error
    return parse_label_set(text, path.name, reserved_keys())


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
        text = tr("{problem} The launch site set is used instead.", problem=error)
        return read_label_set(default), (Finding("warning", "label-set-unusable", text),)
