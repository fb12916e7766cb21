"""The part of `ilmtool info` that says when and how an image was taken; of metadata files all of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from ilmtool.cli.info_place import PLACE_MEMBERS
from ilmtool.core.scene import Acquisition
from ilmtool.errors import UserError

if TYPE_CHECKING:
    from ilmtool.imagery.metadata.documents import MetadataFile
    from ilmtool.imagery.sun import Sun


def describe_metadata_file(path: Path, refusal: UserError) -> dict[str, Any] | None:
    """What a metadata file says whose image cannot be opened; None if it is no such file.

    Parameters
    ----------
    refusal : UserError
        Why it was not opened as an image.

    Raises
    ------
    UserError
        It is broken.
    """
    from ilmtool.imagery.metadata.documents import identify
    from ilmtool.imagery.metadata.plain_files import BadMetadataError

    if not path.is_file() or path.stat().st_size == 0:
        return None
    try:
        found = identify(path)
    except BadMetadataError as error:
        hint = "Name the image itself, or mend the file."
        raise UserError(f"{path.name} {error}.", refusal.detail, hint) from refusal
    return None if found is None else describe_metadata(found)


def describe_metadata(found: MetadataFile) -> dict[str, Any]:
    """The same names as of an image, with None for everything that only pixels could tell."""
    from ilmtool.imagery.sun import computed_sun

    sun = computed_sun(found.acquisition, found.place)
    gsd_source = "metadata" if found.acquisition.gsd is not None else None
    return {
        "file": str(found.path),
        "driver": found.kind,
        **dict.fromkeys(("size", "bands", "dtype", "nodata", "levels")),
        "file_size": found.path.stat().st_size,
        "images": [],
        **acquisition_members(found.acquisition, gsd_source, sun),
        **dict.fromkeys(PLACE_MEMBERS),
        "notes": [finding.message for finding in found.findings],
    }


def acquisition_members(taken: Acquisition, gsd_source: str | None, sun: Sun | None) -> dict[str, Any]:
    """Date, platform, angles and rights; the computed sun only where none of its angles is stated."""
    stated = taken.sun_elevation is not None or taken.sun_azimuth is not None
    shown = None if stated else sun
    return {
        "datetime": taken.datetime,
        "datetime_source": taken.datetime_source,
        "datetime_precision": taken.datetime_precision,
        "platform": taken.platform,
        "gsd": taken.gsd,
        "gsd_source": gsd_source,
        "view:off_nadir": taken.off_nadir,
        "view:incidence_angle": taken.incidence,
        "view:azimuth": taken.azimuth,
        "view:sun_elevation": taken.sun_elevation if shown is None else round(shown.elevation, 3),
        "view:sun_azimuth": taken.sun_azimuth if shown is None else round(shown.azimuth, 3),
        "sun_source": "metadata" if stated else None if shown is None else "computed",
        "eo:cloud_cover": taken.cloud_cover,
        "attribution": taken.attribution,
    }
