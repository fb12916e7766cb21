"""Which bands of an image are red, green, blue and near infrared.

Asked in this order: the colour interpretation; the bands' own names; what the platform's products have;
the usual meaning of a number of bands. The last is a guess, offered as a choice and not used for the picture
that a scene opens with.

Orders of products: Maxar's 8 bands are coastal, blue, green, yellow, red, red edge, NIR1, NIR2, its 4 bands
blue, green, red, NIR (Product Guide); PlanetScope 4 alike, 8 are coastal, blue, green I, green, yellow, red,
red edge, NIR; RapidEye blue, green, red, red edge, NIR (Planet, Imagery Product Specification); Pleiades and
SPOT 6/7 red, green, blue, NIR (Airbus, User Guide); Landsat and Sentinel-2 stacks in their numbers' order.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ilmtool.text import tr

if TYPE_CHECKING:
    from ilmtool.imagery.source import SourceFacts


@dataclass(frozen=True, slots=True)
class BandOrder:
    """0-based bands; `nir` is None where there is none."""

    red: int
    green: int
    blue: int
    nir: int | None = None

    @property
    def natural(self) -> tuple[int, int, int]:
        """Red, green, blue."""
        return self.red, self.green, self.blue

    @property
    def false_colour(self) -> tuple[int, int, int] | None:
        """Near infrared, red, green: vegetation is red."""
        return None if self.nir is None else (self.nir, self.red, self.green)


_BGRN = BandOrder(2, 1, 0, 3)
_RGBN = BandOrder(0, 1, 2, 3)
_WORLDVIEW = BandOrder(4, 2, 1, 6)
_PLATFORMS: tuple[tuple[str, dict[int, BandOrder]], ...] = (
    (r"wv0?[234]|world-?view-?[234]|qb0?2|quickbird|ge0?1|geoeye|ikonos", {4: _BGRN, 8: _WORLDVIEW}),
    (r"rapideye|\bre-?[1-5]\b", {5: BandOrder(2, 1, 0, 4)}),
    (r"planetscope|superdove|dove", {4: _BGRN, 8: BandOrder(5, 3, 1, 7)}),
    (r"skysat|ssc?\d", {4: _BGRN}),
    (r"phr|pleiades|pneo|spot ?-?[67]", {4: _RGBN}),
    (r"landsat[ _-]?[89]", {7: BandOrder(3, 2, 1, 4), 11: BandOrder(3, 2, 1, 4)}),
    (r"landsat[ _-]?[457]", {6: _BGRN, 7: _BGRN, 8: _BGRN}),
    (
        r"sentinel-?2",
        {4: _BGRN, 10: BandOrder(2, 1, 0, 6), 12: BandOrder(3, 2, 1, 7), 13: BandOrder(3, 2, 1, 7)},
    ),
)
_COUNTS = {3: BandOrder(0, 1, 2), 4: _RGBN, 6: _BGRN, 7: _BGRN, 8: _WORLDVIEW}
# Sentinel-2's own names, as GDAL and most stacks write them: `B4`, `B08`, `B4, central wavelength 665 nm`.
_NUMBERED = {"B2": "blue", "B3": "green", "B4": "red", "B8": "nir"}


def known_order(facts: SourceFacts) -> BandOrder | None:
    """What the file or its platform says."""
    return _of_words([*facts.colors]) or _of_words(_meanings(facts)) or _of_platform(facts)


def usual_order(facts: SourceFacts) -> BandOrder | None:
    """What is known, else what images of so many bands usually are."""
    return known_order(facts) or _COUNTS.get(_count(facts))


def band_label(facts: SourceFacts, band: int) -> str:
    """`Band 3`, with its name where it has one: `Band 3, red`."""
    name = facts.band_names[band] if band < len(facts.band_names) else ""
    return (
        tr("Band {number}, {name}", number=band + 1, name=name)
        if name
        else tr("Band {number}", number=band + 1)
    )


def _meanings(facts: SourceFacts) -> list[str]:
    sentinel = re.search(r"sentinel-?2", facts.acquisition.platform or "", re.IGNORECASE) is not None
    return [_meaning(name, sentinel) for name in facts.band_names]


def _meaning(name: str, sentinel: bool) -> str:
    text = name.lower()
    number = re.match(r"b0?(\d+a?)\b", text)
    if number is not None and (sentinel or "central wavelength" in text):
        return _NUMBERED.get(f"B{number[1].upper()}", "")
    if re.search(r"red[ _-]?edge|\bre\d?\b|swir|coastal|pan", text):
        return ""
    if re.search(r"nir|near[ _-]?infra", text):
        return "nir"
    for color in ("red", "green", "blue"):
        if re.search(rf"(?<![a-z]){color}(?![a-z])|^{color[0]}$", text):
            return color
    return ""


def _of_words(words: list[str]) -> BandOrder | None:
    """From the meanings of the bands; of several near infrared ones the first, of unnamed ones the only."""
    if not all(name in words for name in ("red", "green", "blue")):
        return None
    red, green, blue = (words.index(name) for name in ("red", "green", "blue"))
    rest = [i for i, word in enumerate(words) if i not in {red, green, blue} and word != "alpha"]
    named = [i for i in rest if "nir" in words[i] or "infrared" in words[i]]
    lone = rest[0] if len(rest) == 1 and words[rest[0]] in {"", "undefined", "gray"} else None
    return BandOrder(red, green, blue, named[0] if named else lone)


def _of_platform(facts: SourceFacts) -> BandOrder | None:
    platform = facts.acquisition.platform or ""
    for pattern, orders in _PLATFORMS:
        if re.search(pattern, platform, re.IGNORECASE):
            return orders.get(_count(facts))
    return None


def _count(facts: SourceFacts) -> int:
    return sum(name != "alpha" for name in facts.colors) or facts.bands
