"""Where an image is: a file or a web address, and which of the images in it.

    scene.tif                        a file
    pages.tif#2                      the second image of a file that holds several
    item.json#visual                 one asset of a STAC item
    https://host/path/scene.tif      a file that is read through the network, piece by piece
    s3://bucket/scene.tif            the same; also /vsicurl/https://... and /vsis3/bucket/...

A file whose whole name exists is that file, so that a `#` in a name does no harm.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from urllib.parse import parse_qsl, unquote, urlsplit, urlunsplit

from ilmtool.errors import UserError
from ilmtool.text import tr

_REMOTE = re.compile(r"(?:https?|s3)://", re.IGNORECASE)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_SECRET = re.compile(r"sig|token|key|credential|password|passwd|secret|auth|expires", re.IGNORECASE)
_MAX_LENGTH = 4096


@dataclass(frozen=True, slots=True)
class Address:
    """One image.

    Attributes
    ----------
    path : Path
        The file. Of a remote image only its name means something.
    url : str
        `https:`, `http:` or `s3:` address as the user gave it; empty for a local file.
    part : str
        Number (from 1) or name of the image inside the file; empty for the only one.
    """

    path: Path
    url: str = ""
    part: str = ""

    @property
    def is_remote(self) -> bool:
        return bool(self.url)

    @property
    def name(self) -> str:
        """What the user calls it: file name, and the part."""
        return _with_part(self.path.name, self.part)

    @property
    def text(self) -> str:
        """The address in full; `parse_address` understands it. Without what is secret in a URL."""
        return _with_part(public_url(self.url) if self.url else str(self.path), self.part)

    def absolute(self) -> Address:
        """The same image, whatever the current folder is."""
        return self if self.url else replace(self, path=self.path.absolute())

    def with_part(self, part: str) -> Address:
        """Another image of the same file."""
        return replace(self, part=part)

    def is_same(self, other: Address) -> bool:
        """Whether both are one image, links followed."""
        if self.url or other.url:
            return (self.url, self.part) == (other.url, other.part)
        return self.part == other.part and self.path.resolve() == other.path.resolve()


Place = Path | Address
"""What names an image: a plain path, or an address where a path does not say enough."""


def address_of(place: Place | str) -> Address:
    """The address that a path, a text or an address names.

    Raises
    ------
    UserError
        A text is a URL that cannot be one.
    """
    if isinstance(place, Address):
        return place
    return parse_address(place) if isinstance(place, str) else _local(place)


def place_of(text: str) -> Place:
    """What a text names, as a plain path where that says all."""
    address = parse_address(text)
    return address if address.url or address.part else address.path


def parse_address(text: str) -> Address:
    """The image that a text names: a path, a URL, either with `#` and a part.

    Raises
    ------
    UserError
        A URL without host or file name, or of a kind that is not read.
    """
    url = remote_url(text)
    if url is None:
        if _SCHEME.match(text):
            scheme = text.partition("://")[0]
            raise UserError(
                tr("{address} cannot be opened.", address=_shortened(text)),
                tr("Addresses of the kind {scheme}:// are not read.", scheme=scheme),
                tr("Use https://, http:// or s3://, or download the file."),
            )
        return _local(Path(text))
    parts = urlsplit(url)
    name = PurePosixPath(unquote(parts.path)).name
    if not parts.hostname or not name or len(url) > _MAX_LENGTH or not url.isprintable() or " " in url:
        raise UserError(
            tr("{address} is not the address of a file.", address=_shortened(text)),
            "",
            tr("Give the whole address, like https://example.com/folder/scene.tif."),
        )
    # In a folder that cannot be: nothing that lies around here is beside a remote image.
    path = Path(os.devnull, re.sub(r"[^\w.()+-]", "_", name))
    return Address(path, urlunsplit(parts._replace(fragment="")), parts.fragment)


def remote_url(text: str) -> str | None:
    """The `https:`, `http:` or `s3:` address that a text is, or None for everything else."""
    if text.lower().startswith("/vsicurl/"):
        text = text[len("/vsicurl/") :]
    elif text.lower().startswith("/vsis3/"):
        text = "s3://" + text[len("/vsis3/") :]
    return text if _REMOTE.match(text) else None


def public_url(url: str) -> str:
    """A URL that may be written down: without user, password and signature."""
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    query = parts.query
    if any(_SECRET.search(name) for name, _ in parse_qsl(query, keep_blank_values=True)):
        query = ""
    return urlunsplit(parts._replace(netloc=host, query=query, fragment=""))


def _local(path: Path) -> Address:
    text = str(path)
    before, mark, part = text.rpartition("#")
    if not mark or not part or not before or "/" in part or os.sep in part or os.path.lexists(text):
        return Address(path)
    try:
        return Address(Path(before), part=part) if Path(before).is_file() else Address(path)
    except (OSError, ValueError):
        return Address(path)


def _with_part(text: str, part: str) -> str:
    return f"{text}#{part}" if part else text


def _shortened(text: str) -> str:
    text = text if text.isprintable() else repr(text)
    return text if len(text) <= 200 else f"{text[:200]}…"
