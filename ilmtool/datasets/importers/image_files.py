"""Which image file a dataset means by a name."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

SUFFIXES = frozenset({
    ".tif", ".tiff", ".png", ".jpg", ".jpeg", ".jp2", ".ntf", ".nitf", ".img", ".vrt", ".webp", ".bmp",
    ".gif",
})  # fmt: skip
MAX_FILES = 500_000


class ImageFiles:
    """The images in some folders, found by what a dataset calls them.

    Nothing outside of these folders is ever looked for, whatever a dataset names.

    Parameters
    ----------
    folders : iterable of Path
    """

    def __init__(self, folders: Iterable[Path]) -> None:
        self._by_name: dict[str, list[Path]] = defaultdict(list)
        self._by_stem: dict[str, list[Path]] = defaultdict(list)
        self.paths: list[Path] = []
        seen: set[Path] = set()
        for folder in folders:
            for place, names, files in os.walk(folder.absolute()):
                names.sort()
                for name in sorted(files):
                    path = Path(place, name)
                    if path.suffix.lower() in SUFFIXES and path not in seen and len(seen) < MAX_FILES:
                        seen.add(path)
                        self.paths.append(path)
                        self._by_name[name.lower()].append(path)
                        self._by_stem[path.stem.lower()].append(path)

    def find(self, name: str, folder: Path) -> Path | None:
        """The image that a dataset in `folder` calls `name`; None if there is none, or it is not clear which.

        With several of that name, the one whose folders are most like those of the name, then most like
        those of the dataset (`labels/train` and `images/train`), is meant.
        """
        parts = [part for part in name.replace("\\", "/").split("/") if part not in {"", ".", ".."}]
        if not parts:
            return None
        last = parts[-1].lower()
        known = self._by_name.get(last) or self._by_stem.get(last)
        if not known:
            stem, _, ending = last.rpartition(".")
            known = self._by_stem.get(stem) if f".{ending}" in SUFFIXES else None
        if not known:
            return None
        own, around = {p.lower() for p in parts[:-1]}, [p.lower() for p in folder.absolute().parts]
        ranked = sorted(known, key=lambda path: self._rank(path, own, around), reverse=True)
        if len(ranked) > 1 and self._rank(ranked[0], own, around) == self._rank(ranked[1], own, around):
            return None
        return ranked[0]

    @staticmethod
    def _rank(path: Path, own: set[str], around: list[str]) -> tuple[int, int, int]:
        folders = [part.lower() for part in path.parent.parts]
        return len(own & set(folders)), len(set(around) & set(folders)), -len(folders)
