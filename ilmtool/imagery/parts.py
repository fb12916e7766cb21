"""The images inside a file that holds several, and how the user says which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ilmtool.errors import UserError
from ilmtool.imagery.address import Address
from ilmtool.text import tr

MAX_NAMED = 12
"""Images named in an error message."""
MAX_PARTS = 500
"""Images of a file that can be chosen from; hostile TIFFs have tens of thousands."""


@dataclass(frozen=True, slots=True)
class ImagePart:
    """One image of a file.

    Attributes
    ----------
    number : int
        From 1, in the file's order.
    name : str
        The file's own word for it; may be empty.
    width, height : int or None
        In px, where that is known without decoding.
    target : str
        What GDAL opens; empty for a frame of a picture and for an asset.
    """

    number: int
    name: str = ""
    width: int | None = None
    height: int | None = None
    target: str = ""

    @property
    def label(self) -> str:
        """Like `2: Page 2 (20 x 20 px)`."""
        size = f" ({self.width} x {self.height} px)" if self.width and self.height else ""
        return f"{self.number}: {self.name}{size}" if self.name else f"{self.number}{size}"


class ChoiceNeeded(UserError):  # noqa: N818 - it is a question
    """A file holds several images and nobody said which one.

    Attributes
    ----------
    address : Address
        The file.
    parts : tuple of ImagePart
        At least one.
    """

    def __init__(self, address: Address, parts: Sequence[ImagePart], title: str = "") -> None:
        shown = "; ".join(part.label for part in parts[:MAX_NAMED])
        more = (
            tr("{images}; and %n more", "", len(parts) - MAX_NAMED, images=shown)
            if len(parts) > MAX_NAMED
            else shown
        )
        whole = address.with_part("")
        super().__init__(
            title or tr("{name} holds %n image(s).", "", len(parts), name=whole.name),
            f"{more}.",
            tr("Name one by its number: {name}#{number}.", name=whole.name, number=parts[-1].number),
        )
        self.address = whole
        self.parts = tuple(parts)


def chosen(address: Address, parts: Sequence[ImagePart]) -> ImagePart:
    """The part that an address names, by number, else by name.

    Raises
    ------
    ChoiceNeeded
        There is none of that number or name.
    """
    wanted = address.part
    if wanted.isdecimal() and len(wanted) < 10:
        found = [part for part in parts if part.number == int(wanted)]
    else:
        found = [part for part in parts if part.name and part.name == wanted]
    if len(found) != 1:
        whole = address.with_part("").name
        raise ChoiceNeeded(
            address,
            parts,
            tr(
                "{whole} has no image {wanted!r}; it holds {count}.",
                whole=whole,
                wanted=wanted,
                count=len(parts),
            ),
        )
    return found[0]
