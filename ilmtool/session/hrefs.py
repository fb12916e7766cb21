"""Paths between a sidecar and its images: written relative, and followed only where that is safe.

A sidecar comes from a colleague, a mail, a download. What it names is opened without asking only if it
lies in the sidecar's own folder tree or in that of the folder above (pairs are often kept as
`2019-02-16/scene.tif` and `2019-03-02/scene.tif`). An absolute path, an address, or anything further away
is not even looked for, because looking can already reach a network, unless the user agreed to it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath

from ilmtool.core.scene import Scene
from ilmtool.errors import UserError
from ilmtool.sidecar.files import SUFFIX

Allow = Callable[[Path], bool]
"""Whether the user agreed that a sidecar may lead to this file."""

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:/")
_IMAGES = frozenset((".tif", ".tiff", ".png", ".jpg", ".jpeg", ".jp2", ".ntf", ".nitf", ".img", ".vrt"))
_MAX_LENGTH = 4096


def never(path: Path) -> bool:  # noqa: ARG001
    """Nothing outside the safe folders may be followed."""
    return False


@dataclass(frozen=True, slots=True)
class Target:
    """Where a href leads: `path` is None for what is no local path at all."""

    path: Path | None
    is_safe: bool


def href_to(image: Path, sidecar: Path) -> str:
    """The image's path relative to the sidecar's folder, with `/`.

    Only the name where no relative path exists (another drive): an absolute path would tell a stranger
    about this computer and be of no use to a colleague.
    """
    try:
        relative = os.path.relpath(image.absolute(), sidecar.absolute().parent)
    except ValueError:
        return image.name
    return Path(relative).as_posix()


def target_of(href: str, folder: Path) -> Target:
    """Where a href in a sidecar of that folder leads, without touching the file system elsewhere."""
    if not href or len(href) > _MAX_LENGTH or not href.isprintable() or _is_address(href):
        return Target(None, is_safe=False)
    text = href.replace("\\", "/")
    if PurePosixPath(text).is_absolute() or PureWindowsPath(href).drive or PureWindowsPath(href).root:
        return Target(Path(href), is_safe=False)
    path = Path(os.path.normpath(folder.absolute() / text))
    root = folder.absolute().parent
    if root == Path(root.anchor) or not path.is_relative_to(root):
        # Directly under the root, "the folder above" would be the whole computer.
        root = folder.absolute()
    if not path.is_relative_to(root):
        return Target(path, is_safe=False)
    return Target(path, is_safe=_stays_inside(path, root))


def _is_address(href: str) -> bool:
    # One letter and a colon is a Windows drive; GDAL's /vsi... file systems reach the network.
    return bool(_SCHEME.match(href)) or href.lower().startswith("/vsi")


def _stays_inside(path: Path, root: Path) -> bool:
    """Whether links on the way do not lead out of `root`."""
    try:
        return path.resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError):  # a loop of links
        return False


def find_image(scene: Scene, sidecar: Path, allow: Allow = never) -> Path:
    """The image file of a scene.

    Tried in this order: the href, a file of that name beside the sidecar, for the after scene the file
    that the sidecar is named for, and for a scene without href the one image beside it that is named
    like the scene.

    Raises
    ------
    UserError
        None of these is there, or the href leads where it may not be followed.
    """
    folder = sidecar.absolute().parent
    target = target_of(scene.href, folder)
    if target.path is not None and (target.is_safe or allow(target.path)) and _is_file(target.path):
        return target.path
    for name in _names(scene, sidecar):
        if _is_file(folder / name):
            return folder / name
    if not scene.href:
        named = _named_like(scene.id, folder)
        if len(named) == 1:
            return named[0]
    role = f"{scene.role} image" if scene.role in {"before", "after"} else f"image {scene.id}"
    shown = scene.href or scene.id
    if target.path is not None and not target.is_safe:
        raise UserError(
            f"{sidecar.name} names its {role} outside its own folders: {shown}.",
            "For safety such a path is followed only for an image that you opened before.",
            f"Open both images yourself: ilmtool BEFORE AFTER. Or put a copy of the image into {folder}.",
        )
    if target.path is None and scene.href:
        raise UserError(
            f"{sidecar.name} names its {role} by something that is not a local file: {shown}.",
            "",
            f"Put the image into {folder}, or open both images yourself: ilmtool BEFORE AFTER.",
        )
    raise UserError(
        f"The {role} of {sidecar.name} is missing: {shown}.",
        f"It was looked for in {folder}.",
        "Put it there, or open both images yourself: ilmtool BEFORE AFTER.",
    )


def image_named_by(sidecar: Path) -> list[str]:
    """Names of the image that a sidecar may be named for: with and without an analyst's id."""
    if not sidecar.name.endswith(SUFFIX):
        return []
    stem = sidecar.name.removesuffix(SUFFIX)
    shorter = stem.rpartition(".")[0]
    return [stem, shorter] if shorter else [stem]


def _names(scene: Scene, sidecar: Path) -> list[str]:
    last = PurePosixPath(scene.href.replace("\\", "/")).name
    names = [last] if last and not _is_address(scene.href) else []
    return [*names, *image_named_by(sidecar)] if scene.role == "after" else names


def _named_like(scene_id: str, folder: Path) -> list[Path]:
    """Images of a folder that are named like a scene whose href was lost with the header."""
    try:
        return [
            path
            for path in folder.iterdir()
            if scene_id in {path.name, path.stem} and path.suffix.lower() in _IMAGES and path.is_file()
        ]
    except OSError:
        return []


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False
