"""Which members of a scene's acquisition an analyst corrected: the member `corrected` of its header entry.

`"corrected": ["view:off_nadir", "gsd"]` names them by their keys in the file. It tells readers what did not
come from the vendor, and keeps a value that was taken away from coming back out of the image file. A date is
not listed: its `datetime_source` says `manual`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from ilmtool.core.scene import Scene

MEMBER = "corrected"

KEYS: Mapping[str, str] = {
    "platform": "platform",
    "gsd": "gsd",
    "off_nadir": "view:off_nadir",
    "azimuth": "view:azimuth",
    "sun_elevation": "view:sun_elevation",
    "sun_azimuth": "view:sun_azimuth",
    "cloud_cover": "eo:cloud_cover",
    "attribution": "attribution",
}
"""Member of `Acquisition` -> key in the file, of all that can be corrected but the date."""


def corrected_members(scene: Scene) -> frozenset[str]:
    """Members of `Acquisition` that somebody set or took away by hand, the date left out."""
    listed = scene.extra.get(MEMBER)
    keys = {key for key in listed if isinstance(key, str)} if isinstance(listed, list) else set()
    return frozenset(name for name, key in KEYS.items() if key in keys)


def with_corrected(scene: Scene, members: Collection[str]) -> Scene:
    """The scene with exactly these members listed; keys that this version does not know stay."""
    listed = scene.extra.get(MEMBER)
    known = set(KEYS.values())
    others = [key for key in listed if key not in known] if isinstance(listed, list) else []
    keys = [KEYS[name] for name in KEYS if name in members]
    extra = {name: value for name, value in scene.extra.items() if name != MEMBER}
    if keys or others:
        extra = {**extra, MEMBER: [*keys, *others]}
    return replace(scene, extra=extra)
