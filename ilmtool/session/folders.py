"""Where what the user makes goes when no image folder is there to take it."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from ilmtool.imagery.address import public_url
from ilmtool.sidecar.files import sidecar_path

if TYPE_CHECKING:
    from ilmtool.imagery.source import SourceFacts

DATA_ENV = "ILMTOOL_DATA_DIR"
_MAX_SEGMENT = 80


def data_dir() -> Path:
    """Folder of the user's own data: `ILMTOOL_DATA_DIR`, or where the system keeps such things."""
    named = os.environ.get(DATA_ENV)
    if named:
        return Path(named)
    import platformdirs

    return Path(platformdirs.user_data_dir("ilmtool", appauthor=False))


def annotations_of(after: SourceFacts, analyst: str | None = None) -> Path:
    """Where the annotations of an after image are.

    Beside a file; of one of several images in it with its number, `pages.tif#2.ilm.geojson`. Those of an
    image in the network are in the user's data folder, under the path of its URL, so that two images of one
    name keep apart: `annotations/example.com/2019/scene.tif.ilm.geojson`.
    """
    if not after.url:
        return sidecar_path(after.path.with_name(after.name), analyst)
    return sidecar_path(_folder_of(after.url) / after.path.name, analyst)


def _folder_of(url: str) -> Path:
    parts = urlsplit(public_url(url))
    segments = [parts.hostname or "", *unquote(parts.path).split("/")[:-1]]
    if parts.port:
        segments[0] += f"_{parts.port}"
    if parts.query:
        segments.append(hashlib.sha256(parts.query.encode()).hexdigest()[:12])
    kept = [re.sub(r"[^\w.()+-]", "_", segment).strip(".")[:_MAX_SEGMENT] for segment in segments]
    return data_dir().joinpath("annotations", *(segment for segment in kept if segment))
