"""Paths between a sidecar and its images: written relative, and followed only where that is safe.

A sidecar comes from a colleague, a mail, a download. What it names is opened without asking only if it
lies in the sidecar's own folder tree or in that of the folder above (pairs are often kept as
`2019-02-16/scene.tif` and `2019-03-02/scene.tif`). An absolute path, an address, or anything further away
is not even looked for, because looking can already reach a network, unless the user agreed to it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from pathlib import Path, PurePosixPath, PureWindowsPath

from ilmtool.core.scene import Scene
from ilmtool.errors import UserError
from ilmtool.imagery.address import Place, address_of, parse_address, public_url, remote_url
from ilmtool.imagery.preferences import check_remote
from ilmtool.sidecar.files import SUFFIX
from ilmtool.text import tr

Allow = Callable[[Path], bool]
"""Whether the user agreed that a sidecar may lead to this file."""

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:/")
_IMAGES = frozenset((".tif", ".tiff", ".png", ".jpg", ".jpeg", ".jp2", ".ntf", ".nitf", ".img", ".vrt"))
_MAX_LENGTH = 4096


AllowUrl = Callable[[str], bool]
"""Whether the user agreed that this URL, named by a sidecar, is fetched."""


def in_words(names: Iterable[str]) -> str:
    """`a.tif and b.tif`."""
    return reduce(lambda some, one: tr("{some} and {one}", some=some, one=one), names)


def never_fetch(url: str) -> bool:  # noqa: ARG001
    """Nothing may be fetched."""
    return False


def never(path: Path) -> bool:  # noqa: ARG001
    """Nothing outside the safe folders may be followed."""
    return False


@dataclass(frozen=True, slots=True)
class Target:
    """Where a href leads: `path` is None for what is no local path at all."""

    path: Path | None
    is_safe: bool


class ConsentNeeded(UserError):  # noqa: N818 - it is a question
    """A sidecar names images in the network: only the user can say that they are to be fetched.

    Attributes
    ----------
    sidecar : Path
    urls : tuple of str
        What would be fetched.
    """

    def __init__(self, sidecar: Path, urls: tuple[str, ...]) -> None:
        them = in_words(map(public_url, urls))
        super().__init__(
            tr("{name} names images in the network: {urls}.", name=sidecar.name, urls=them),
            tr("Nothing was fetched."),
            tr(
                "If you trust the address, open the file in the window, which asks, or name the images "
                "yourself: ilmtool render BEFORE AFTER --sidecar {name}.",
                name=sidecar.name,
            ),
        )
        self.sidecar = sidecar
        self.urls = urls


class NoImageError(UserError):
    """An image that an annotation file names is not to be had by it; opening both images themselves helps."""


def href_to(image: Place, sidecar: Path) -> str:
    """The image's path relative to the sidecar's folder, with `/`, and `#` with its part; or its URL.

    Only the name where no relative path exists (another drive): an absolute path would tell a stranger
    about this computer and be of no use to a colleague.
    """
    address = address_of(image)
    if address.url:
        return public_url(address.url)
    try:
        relative = os.path.relpath(address.path.absolute(), sidecar.absolute().parent)
    except ValueError:
        return address.name
    return f"{Path(relative).as_posix()}#{address.part}" if address.part else Path(relative).as_posix()


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


def find_image(scene: Scene, sidecar: Path, allow: Allow = never) -> Place:
    """The image of a scene, if it is a local file.

    Tried in this order: the href, a file of that name beside the sidecar, for the after scene the file
    that the sidecar is named for, and for a scene without href the one image beside it that is named
    like the scene.

    Raises
    ------
    NoImageError
        None of these is there, or the href leads where it may not be followed.
    """
    folder = sidecar.absolute().parent
    target = target_of(scene.href, folder)
    if target.path is not None and (target.is_safe or allow(target.path)):
        found = _image_at(target.path)
        if found is not None:
            return found
    for name in _names(scene, sidecar):
        found = _image_at(folder / name)
        if found is not None:
            return found
    if not scene.href:
        named = _named_like(scene.id, folder)
        if len(named) == 1:
            return named[0]
    role = _role_of(scene)
    name, shown = sidecar.name, scene.href or scene.id
    if target.path is not None and not target.is_safe:
        raise NoImageError(
            tr("{name} names its {role} outside its own folders: {href}.", name=name, role=role, href=shown),
            tr("For safety such a path is followed only for an image that you opened before."),
            tr(
                "Open both images instead (File > Open pair), or put a copy of the image into {folder}.",
                folder=folder,
            ),
        )
    if target.path is None and scene.href:
        raise NoImageError(
            tr(
                "{name} names its {role} by something that is not a local file: {href}.",
                name=name,
                role=role,
                href=shown,
            ),
            "",
            tr(
                "Put the image into {folder}, or open both images instead (File > Open pair).",
                folder=folder,
            ),
        )
    raise NoImageError(
        tr("The {role} of {name} is missing: {href}.", name=name, role=role, href=shown),
        tr("It was looked for in {folder}.", folder=folder),
        tr("Put it there, or open both images instead (File > Open pair)."),
    )


def _role_of(scene: Scene) -> str:
    if scene.role == "before":
        return tr("before image")
    return tr("after image") if scene.role == "after" else tr("image {scene}", scene=scene.id)


def find_images(
    scenes: Sequence[Scene], sidecar: Path, allow: Allow = never, fetch: AllowUrl = never_fetch
) -> list[Place]:
    """The images of scenes; one in the network only if the user agreed to fetch it.

    Raises
    ------
    ConsentNeeded
        Some are in the network, and nobody agreed.
    UserError
        As `find_image`.
    """
    found: list[Place] = []
    asked: list[str] = []
    for scene in scenes:
        url = remote_url(scene.href)
        try:
            found.append(find_image(scene, sidecar, allow))
        except UserError:
            if url is None:
                raise
            address = parse_address(url)
            check_remote(address.name)
            if not fetch(address.url):
                asked.append(address.url)
            found.append(address)
    if asked:
        raise ConsentNeeded(sidecar, tuple(asked))
    return found


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


def _image_at(path: Path) -> Place | None:
    """The image that a path names, perhaps one of several in a file; None if the file is not there."""
    address = address_of(path)
    if not _is_file(address.path):
        return None
    return address if address.part else path


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False
