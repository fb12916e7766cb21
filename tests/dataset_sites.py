"""Small sites for dataset tests: two images, a sidecar with chosen boxes, all written for one test."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
from numpy.typing import NDArray
from rasterio.transform import Affine as RasterAffine

from ilmtool.core.annotation import Annotation, Polygon, Properties
from ilmtool.core.document import Document, Header
from ilmtool.core.geometry import IDENTITY, Affine, Ring, box_ring, rotate_ring
from ilmtool.core.scene import Acquisition, Registration, Scene
from ilmtool.imagery.ground import ground_map
from ilmtool.imagery.placement import Georeference
from ilmtool.sidecar.codec import encode
from ilmtool.sidecar.derive import derive_geometry

EAST, NORTH = 600_000.0, 4_400_000.0


@dataclass(frozen=True)
class Item:
    """One annotation of a site."""

    ring: Ring
    label: str = "crane"
    shape: str = "box"
    drawn_on: str = "after"
    kind: str = "observation"
    extra: dict[str, Any] | None = None
    properties: dict[str, Any] = field(default_factory=dict)


def box(x0: float, y0: float, x1: float, y1: float, label: str = "crane", **properties: Any) -> Item:
    """A box with sides along the axes."""
    return Item(box_ring(x0, y0, x1, y1), label, properties=properties)


def turned(
    x0: float, y0: float, x1: float, y1: float, angle_deg: float, label: str = "crane", **properties: Any
) -> Item:
    """A box turned clockwise about its centre."""
    ring = rotate_ring(box_ring(x0, y0, x1, y1), angle_deg, ((x0 + x1) / 2, (y0 + y1) / 2))
    return Item(ring, label, "oriented_box", properties=properties)


@dataclass(frozen=True)
class Site:
    """What was written."""

    before: Path
    after: Path
    sidecar: Path
    ids: tuple[str, ...]


def texture(width: int, height: int, seed: int = 0, bands: int = 3, dtype: str = "uint8") -> NDArray[Any]:
    """Smooth ground with a gradient, (rows, cols, bands), so that a shift of a part of a pixel shows."""
    rows, cols = np.mgrid[0:height, 0:width].astype(np.float64)
    top = 255 if dtype == "uint8" else 4000
    planes = [
        0.5 + 0.2 * np.sin((cols + 3 * seed) / (5 + b)) + 0.2 * np.cos((rows + 7 * b) / (6 + b))
        for b in range(bands)
    ]
    return np.rint(np.stack(planes, axis=2) * top).astype(dtype)


def write_image(
    path: Path, pixels: NDArray[Any], transform: Affine | None, crs: str | None = "EPSG:32651", **more: Any
) -> Path:
    """A GeoTIFF in tiles of 128 px."""
    rows, cols, bands = pixels.shape
    path.parent.mkdir(parents=True, exist_ok=True)
    profile: dict[str, Any] = {
        "driver": "GTiff", "width": cols, "height": rows, "count": bands, "dtype": pixels.dtype.name,
        "tiled": True, "blockxsize": 128, "blockysize": 128, **more,
    }  # fmt: skip
    if transform is not None:
        profile.update(transform=RasterAffine(*transform), crs=crs)
    with rasterio.open(path, "w", **profile) as image:
        image.write(np.moveaxis(pixels, 2, 0))
    return path


def write_site(
    folder: Path,
    items: Sequence[Item],
    *,
    name: str = "site",
    size: tuple[int, int] = (400, 300),
    place: tuple[float, float] = (0.0, 0.0),
    gsd: tuple[float, float] = (0.5, 0.5),
    registration: Affine = IDENTITY,
    seed: int = 0,
    dtype: str = "uint8",
    bands: int = 3,
    labels: Any = None,
    crs: str | None = "EPSG:32651",
) -> Site:
    """A pair of scenes `<name>_before`, `<name>_after` and its sidecar.

    `place` is the shift of its top left corner from the usual one, in metres; `gsd` of before and after.
    """
    transforms = [(g, 0.0, EAST + place[0], 0.0, -g, NORTH - place[1]) for g in gsd]
    sizes = [(round(size[0] * gsd[1] / g), round(size[1] * gsd[1] / g)) for g in gsd]
    roles = ("before", "after")
    paths = [
        write_image(
            folder / f"{name}_{role}.tif", texture(*extent, seed + i, bands, dtype),
            transform if crs else None, crs,
        )
        for i, (role, extent, transform) in enumerate(zip(roles, sizes, transforms, strict=True))
    ]  # fmt: skip
    dates = ("2019-02-16T02:15:00Z", "2019-03-02T03:05:12Z")
    scenes = tuple(
        Scene(
            f"{name}_{role}", role, path.name, Acquisition(date, "manual", "second", gsd=g),
            crs_code=crs, transform=transform if crs else None, shape=(extent[1], extent[0]),
        )
        for role, path, date, g, transform, extent in zip(
            roles, paths, dates, gsd, transforms, sizes, strict=True
        )
    )  # fmt: skip
    references = {
        role: Georeference(t if crs else None, crs, None, (s[1], s[0]))
        for role, t, s in zip(roles, transforms, sizes, strict=True)
    }
    annotations: dict[str, Annotation] = {}
    for number, item in enumerate(items):
        key = str(uuid.uuid5(uuid.NAMESPACE_URL, f"{name}/{seed}/{number}"))
        properties = Properties(
            kind=item.kind, label=item.label, shape=item.shape, drawn_on=f"{name}_{item.drawn_on}",
            scene_before=f"{name}_before", scene_after=f"{name}_after", image_geometry=Polygon((item.ring,)),
            **item.properties,
        )  # fmt: skip
        geometry = derive_geometry(item.ring, ground_map(references[item.drawn_on]))
        annotations[key] = Annotation(key, properties, geometry, extra=item.extra)
    header = Header(scenes, (Registration(f"{name}_before", f"{name}_after", registration),))
    if labels is not None:
        header = replace(header, extra={"labels": labels})
    sidecar = folder / f"{name}_after.tif.ilm.geojson"
    sidecar.write_bytes(b"".join(encode(Document(header, annotations))))
    return Site(paths[0], paths[1], sidecar, tuple(annotations))
