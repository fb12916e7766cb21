"""Finds the data files that ship with the program."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def resource_dir() -> Path:
    """Folder of the shipped resources: inside the wheel, or beside the package in a checkout.

    Returns
    -------
    Path
        An existing folder.
    """
    inside = _PACKAGE / "_resources"
    return inside if inside.is_dir() else _PACKAGE.parent / "resources"


def guide_dir() -> Path:
    """Folder of the user guide's pages and pictures: inside the wheel, or `docs` of a checkout.

    Returns
    -------
    Path
        An existing folder.
    """
    inside = _PACKAGE / "_guide"
    return inside if inside.is_dir() else _PACKAGE.parent / "docs"


def licence_dir() -> Path | None:
    """Folder of the licences that works of others in the program name, each under its SPDX name.

    Returns
    -------
    Path or None
        None in a built program, which has the texts of every work beside it.
    """
    places = (_PACKAGE / "_licences", _PACKAGE.parent / "packaging" / "licences" / "common")
    return next((place for place in places if place.is_dir()), None)
