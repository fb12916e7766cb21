"""The images of one place: whole scenes or chips, planned, cut and described. Runs in worker processes."""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from ilmtool.core.annotation import Annotation
from ilmtool.core.geometry import ring_bounds
from ilmtool.datasets.chips import (
    Chip,
    Window,
    centred,
    free_windows,
    grid,
    marked,
    negatives,
    sorted_chips,
    with_objects,
)
from ilmtool.datasets.formats.base import Format
from ilmtool.datasets.geotiff import write_geotiff
from ilmtool.datasets.objects import Chosen, objects_on, rings_on
from ilmtool.datasets.output import Output
from ilmtool.datasets.pixels import ENDINGS, Cutter, check_encodable, encoded, window_affine
from ilmtool.datasets.place import Place, PlacedScene
from ilmtool.datasets.records import DatasetImage, DatasetObject, Moment, Note
from ilmtool.datasets.settings import Settings
from ilmtool.datasets.survey import footprint_text
from ilmtool.errors import UserError
from ilmtool.text import tr

SEARCHED = ("no_change_seen", "change_seen")
"""Results of an examined area in which nothing was overlooked on purpose."""

_MAX_WHOLE = 400_000_000
"""Pixels of a scene that is written as one PNG or JPEG, which needs all of it in memory."""

_ORIENTATION = 0x0112
_COPIED = {".tif": "tiff", ".tiff": "tiff", ".png": "png", ".jpg": "jpeg", ".jpeg": "jpeg"}


@dataclass(eq=False)
class Maker:
    """Makes the images of one place.

    Attributes
    ----------
    place, chosen : what is exported
    key, split, sidecar : str
        Names in the dataset.
    settings : Settings
    format : Format
    numbers : mapping
        Class name -> (id, position).
    root : Path
        Common folder of the sidecars, to name images that are not exported.
    output : Output
    notes : list of Note
        What was left out so far.
    """

    place: Place
    chosen: Chosen
    key: str
    split: str
    sidecar: str
    settings: Settings
    format: Format
    numbers: dict[str, tuple[int, int]]
    root: Path
    output: Output
    notes: list[Note] = field(default_factory=list)

    def images(self) -> Iterator[DatasetImage]:
        """The images, each written before it is yielded."""
        if self.settings.images == "chips":
            yield from self._chips()
            return
        for role in self.settings.roles:
            yield self._scene(role)

    def _objects(self, role: str, grid_role: str) -> list[DatasetObject]:
        objects, notes = objects_on(
            self.place, self.chosen.annotations, role, self.numbers, self.sidecar,
            grid=grid_role, visible_only=self.settings.visible_only,
        )  # fmt: skip
        self.notes += notes
        return objects

    # Whole scenes

    def _scene(self, role: str) -> DatasetImage:
        scene = self.place.scenes[role]
        width, height = scene.size
        objects = []
        for item in self._objects(role, role):
            kept = marked(item, width, height) if width and height else item
            if kept is None:
                self.notes.append(Note("skipped", f"outside the {role} image", self.sidecar, item.id))
            else:
                objects.append(kept)
        both = len(self.settings.roles) == 2
        key = f"{self.key}_{role}" if both else self.key
        if self.settings.images == "none":
            file, size, sha256, bands = self._source_name(scene), 0, "", 0
        else:
            file, (size, sha256), bands = self._scene_file(scene, key, role)
        other = {"before": "after", "after": "before"}[role]
        pair = f"{self.key}_{other}" if both else ""
        return self._record(
            scene, scene, (0, 0, width, height), key=key, file=file, size=size, sha256=sha256, bands=bands,
            objects=tuple(objects), pair=pair, role=role,
        )  # fmt: skip

    def _source_name(self, scene: PlacedScene) -> str:
        if scene.source is None or (scene.address is not None and scene.address.is_remote):
            return Path(self.sidecar).with_name(scene.file_name).as_posix()
        try:
            return Path(os.path.relpath(scene.source.facts.path, self.root)).as_posix()
        except ValueError:  # another drive
            return scene.file_name

    def _scene_file(self, scene: PlacedScene, key: str, role: str) -> tuple[str, tuple[int, str], int]:
        """Copy or convert a scene: path in the dataset, (size, sha256), bands."""
        source = _required(scene)
        path = source.facts.path
        kind = _COPIED.get(path.suffix.lower())
        asked = self.settings.image_format
        is_whole_file = scene.address is None or not (scene.address.is_remote or scene.address.part)
        copied = asked is None and self.settings.depth != "8" and is_whole_file
        if copied and kind in self.format.pixel_formats:
            alone = [other for other in source.files if other.suffix.lower() not in {".xml", ".ovr", ".imd"}]
            if len(alone) <= 1 and not _is_turned(path):
                name = self.format.image_path(self.split, key, role, path.suffix.lower())
                return name, self.output.copy(path, name), source.facts.bands
        wanted = asked or (
            "tiff"
            if "tiff" in self.format.pixel_formats and self.settings.depth != "8"
            else self.settings.pixel_format
        )
        stretched = self.settings.depth == "8" or (self.settings.depth is None and wanted == "jpeg")
        check_encodable(scene, wanted, stretched=stretched)
        name = self.format.image_path(self.split, key, role, ENDINGS[wanted])
        window = (0, 0, *scene.size)
        cutter = Cutter(scene, None, stretched=stretched)
        if wanted == "tiff":
            bands = write_geotiff(self.output.path(name), scene, cutter.cut)
            return name, self.output.adopt(name), bands
        if scene.size[0] * scene.size[1] > _MAX_WHOLE:
            raise UserError(
                tr("{name} is too large to be one {format} file.", name=path.name, format=wanted.upper()),
                tr("It has {width} x {height} px.", width=scene.size[0], height=scene.size[1]),
                tr("Choose --images chips, or --image-format tiff."),
            )
        cut = cutter.cut(window)
        written = self.output.write(name, encoded(cut, wanted, self.settings.quality, scene, window))
        return name, written, cut.data.shape[2]

    # Chips

    def _chips(self) -> Iterator[DatasetImage]:
        roles = self.settings.roles
        grid_role = "after" if "after" in roles else roles[0]
        target = self.place.scenes[grid_role]
        per_role = {role: self._objects(role, grid_role) for role in roles}
        every = per_role[roles[0]]
        if len(roles) == 2:
            known = {item.id for item in every}
            every = [*every, *(item for item in per_role[roles[1]] if item.id not in known)]
        planned = self._planned(every, target, grid_role)
        on_date = {role: {item.id for item in items} for role, items in per_role.items()}
        cutters = {role: self._cutter(role, grid_role) for role in roles}
        shown: set[str] = set()
        for chip in planned:
            shown.update(item.id for item in chip.objects)
            for role in roles:
                yield self._chip(chip, role, target, cutters[role], on_date[role])
        for item in every:
            if item.id not in shown:
                x0, y0, x1, y1 = ring_bounds(item.ring)
                outside = x1 <= 0 or y1 <= 0 or x0 >= target.size[0] or y0 >= target.size[1]
                why = (
                    f"outside the {grid_role} image" if outside else "in no chip with its least visible share"
                )
                self.notes.append(Note("skipped", why, self.sidecar, item.id))

    def _planned(self, objects: Sequence[DatasetObject], target: PlacedScene, grid_role: str) -> list[Chip]:
        settings, size = self.settings, target.size
        tiles = grid(size, settings.tile_size, settings.overlap)
        windows = tiles if settings.layout == "grid" else centred(size, settings.tile_size, objects)
        chips = with_objects(objects, windows, settings)
        limit = math.ceil(settings.negatives * max(1, len(chips)))
        if limit and not self.chosen.blocks_negatives:
            searched = self._searched(grid_role, target)
            rings = self._all_rings(grid_role)
            if searched is not None and rings is not None:
                free = free_windows(rings, tiles)
                chips += negatives(free, searched, limit, f"{settings.seed}/{self.key}")
        return sorted_chips(chips)

    def _all_rings(self, grid_role: str) -> list[Any] | None:
        """Rings of all observations, also of those that filters leave out; None if one may be anywhere."""
        observed = [a for a in self.place.document.annotations.values() if a.properties.kind == "observation"]
        rings = rings_on(self.place, observed, grid_role)
        if any(found is None for found in rings):
            return None
        return [found[0] for found in rings if found is not None]

    def _searched(self, grid_role: str, target: PlacedScene) -> Callable[[Window], bool] | None:
        """Whether a window was examined as a whole; None if nothing was."""
        import shapely

        marked_areas = [
            a for a in self.place.document.annotations.values() if a.properties.kind == "examined"
        ]
        unseen = self._areas(
            [a for a in marked_areas if a.properties.result in {"obscured", "no_image"}], grid_role
        )
        if self.settings.complete or any(
            s.scene.extra.get("complete") is True for s in self.place.scenes.values()
        ):
            area = shapely.box(0, 0, *target.size)
        else:
            area = self._areas([a for a in marked_areas if a.properties.result in SEARCHED], grid_role)
        area = shapely.difference(area, unseen)
        if area.is_empty:
            return None
        # The last bit of a mapped outline must not take a tile away that it was drawn along.
        area = shapely.buffer(area, 1e-6, join_style="mitre")
        shapely.prepare(area)
        return lambda window: bool(shapely.covers(area, shapely.box(*window)))

    def _areas(self, annotations: Sequence[Annotation], grid_role: str) -> Any:
        import shapely

        rings = [found for found in rings_on(self.place, annotations, grid_role) if found is not None]
        polygons = [shapely.make_valid(shapely.Polygon(found[0], found[1:])) for found in rings]
        return shapely.union_all(polygons) if polygons else shapely.Polygon()

    def _cutter(self, role: str, grid_role: str) -> Cutter:
        scene = self.place.scenes[role]
        _required(scene)
        check_encodable(scene, self.settings.pixel_format, stretched=self.settings.stretched)
        target_id = self.place.scenes[grid_role].scene.id
        to_source = None
        if role != grid_role:
            known = self.place.placements.get(scene.scene.id)
            if known is None:
                raise UserError(
                    tr(
                        "{name}: nobody knows how {scene} lies on {target}.",
                        name=self.sidecar,
                        scene=scene.scene.id,
                        target=target_id,
                    )
                )
            to_source = known.inverse
        return Cutter(scene, to_source, stretched=self.settings.stretched)

    def _chip(
        self, chip: Chip, role: str, target: PlacedScene, cutter: Cutter, on_date: set[str]
    ) -> DatasetImage:
        settings = self.settings
        both = len(settings.roles) == 2
        stem = f"{self.key}_{chip.window[0]}_{chip.window[1]}"
        key = f"{stem}_{role}" if both else stem
        other = {"before": "after", "after": "before"}[role]
        cut = cutter.cut(chip.window)
        name = self.format.image_path(self.split, key, role, ENDINGS[settings.pixel_format])
        size, sha256 = self.output.write(
            name, encoded(cut, settings.pixel_format, settings.quality, target, chip.window)
        )
        return self._record(
            self.place.scenes[role], target, chip.window, key=key, file=name, size=size, sha256=sha256,
            bands=cut.data.shape[2], objects=tuple(item for item in chip.objects if item.id in on_date),
            pair=f"{stem}_{other}" if both else "", negative=chip.negative, role=role,
        )  # fmt: skip

    def _record(
        self, scene: PlacedScene, target: PlacedScene, window: Window, **members: Any
    ) -> DatasetImage:
        acquired = scene.scene.acquisition
        return DatasetImage(
            place=self.key,
            split=self.split,
            scene=scene.scene.id,
            sidecar=self.sidecar,
            source=scene.file_name,
            width=window[2] - window[0],
            height=window[3] - window[1],
            grid=target.scene.id,
            window=window,
            moment=Moment(
                acquired.datetime, acquired.datetime_precision, acquired.platform, acquired.gsd,
                acquired.off_nadir, acquired.azimuth, acquired.sun_elevation, acquired.sun_azimuth,
                acquired.attribution,
            ),
            crs=target.reference.crs_code or target.reference.crs_wkt or "",
            transform=window_affine(target, window),
            footprint=footprint_text(target, window) if self.format.footprints else "null",
            **members,
        )  # fmt: skip


def _is_turned(path: Path) -> bool:
    """Whether metadata turn a picture: boxes are in it as it is shown, and not every reader turns it."""
    if _COPIED.get(path.suffix.lower()) == "tiff":
        return False
    from PIL import Image

    with suppress(OSError, ValueError, SyntaxError), Image.open(path) as picture:
        return bool(picture.getexif().get(_ORIENTATION, 1) != 1)
    return False


def _required(scene: PlacedScene) -> Any:
    if scene.source is None:
        raise UserError(tr("The image of {scene} is not there.", scene=scene.scene.id))
    return scene.source


def encode_record(image: DatasetImage) -> bytes:
    """One line of a part file."""
    return msgspec.json.encode(image) + b"\n"
