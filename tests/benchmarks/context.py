"""What every group of measurements is given."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import boxes
import images

Pair = tuple[Path, Path]


@dataclass(frozen=True)
class Context:
    """Where to work and how much.

    Attributes
    ----------
    keep : Path
        Images and sidecars that can serve again.
    work : Path
        An empty folder of this group.
    quick : bool
        Small images, few boxes, few repeats: shows that everything runs, measures nothing of worth.
    """

    keep: Path
    work: Path
    quick: bool = False

    @property
    def side(self) -> int:
        """Width and height of the images in px."""
        return 4000 if self.quick else 20_000

    @property
    def sizes(self) -> tuple[tuple[int, int], ...]:
        """Canvas sizes in device pixels."""
        return ((1280, 720),) if self.quick else ((1920, 1080), (3840, 2160))

    @property
    def counts(self) -> tuple[int, ...]:
        """Numbers of boxes."""
        return (0, 1000) if self.quick else (0, 1000, 10_000, 100_000)

    def repeats(self, full: int) -> int:
        """How often to measure."""
        return max(3, full // 20) if self.quick else full

    def pair(self, layout: str = "jpeg", boxes_in_it: int = 0) -> Pair:
        """Both images in the work folder, with a sidecar of so many boxes (none for 0)."""
        kept = images.write_pair(self.keep, layout, self.side)
        places = self.work / "before.tif", self.work / "after.tif"
        for source, place in zip(kept, places, strict=True):
            place.unlink(missing_ok=True)
            _link(source, place)
        sidecar = places[1].with_name("after.tif.ilm.geojson")
        sidecar.unlink(missing_ok=True)
        if boxes_in_it:
            ready = self.keep / f"boxes-{layout}-{self.side}-{boxes_in_it}.ilm.geojson"
            if not ready.exists():
                shutil.copyfile(boxes.write_sidecar(places, boxes_in_it), ready)
            shutil.copyfile(ready, sidecar)
        return places


def _link(source: Path, place: Path) -> None:
    try:
        os.link(source, place)
    except OSError:
        shutil.copyfile(source, place)
