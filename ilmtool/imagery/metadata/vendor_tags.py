"""Key and value metadata: GDAL's `IMD` domain and the files behind it, of Maxar and a dozen other vendors.

Maxar's fields are taken from an image group only: the product's own times (`generationTime`,
`earliestAcqTime` of a mosaic) lie years after the scene in real files. Of the others, only fields whose name
says what they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from ilmtool.imagery.metadata.claim import (
    Claim,
    Tags,
    azimuth,
    claim,
    elevation,
    fraction,
    from_elevation,
    mean_gsd,
    number,
    off_nadir,
    percent,
    positive,
    text,
)
from ilmtool.imagery.metadata.moments import Dated, join_moment, parse_moment


def from_imd(imd: Tags) -> Claim | None:
    """The claim of an `IMD` domain, whoever's it is; None if it says nothing that is known here."""
    found = from_maxar(imd)
    return found if found is not None else _from_others(imd)


def from_maxar(imd: Tags) -> Claim | None:
    """Maxar's and DigitalGlobe's IMD, as text or XML; the first image group counts."""
    fields: dict[str, str] = {}
    for key, value in imd.items():
        group, _, name = key.rpartition(".")
        if re.fullmatch(r"(?:.*\.)?IMAGE(_\d+)?|", group, re.IGNORECASE):
            fields.setdefault(name.lower(), value)
    # Other vendors' files come through the same domain: only Maxar's have these two.
    if not {"satid", "firstlinetime"} & fields.keys():
        return None

    def mean(name: str) -> str | None:
        return next((fields[k] for k in (f"mean{name}", name) if k in fields), None)

    gsd = positive(mean("productgsd")) or positive(mean("collectedgsd"))
    rows_cols = mean_gsd(mean("collectedrowgsd"), mean("collectedcolgsd"))
    return claim(
        "IMD",
        parse_moment(fields.get("firstlinetime")) or parse_moment(fields.get("tlctime")),
        platform=text(fields.get("satid")),
        gsd=gsd or rows_cols,
        off_nadir=off_nadir(mean("offnadirviewangle")),
        azimuth=azimuth(mean("sataz")),
        incidence=from_elevation(mean("satel")),
        sun_elevation=elevation(mean("sunel")),
        sun_azimuth=azimuth(mean("sunaz")),
        cloud_cover=fraction(fields.get("cloudcover")),  # -999 for unknown
    )


# Field -> (last part of a key in lower case without blanks and marks, how to read it); the first that fits.
_KNOWN: dict[str, tuple[tuple[str, Callable[[object], Any]], ...]] = {
    "platform": (
        ("satellitename", text),
        ("auxsatellitename", text),
        ("spacecraftid", text),
        ("satelliteid", text),
        ("satellite", text),
        ("lbisatellite", text),
        ("sensor", text),
    ),
    "off_nadir": (
        ("offnadirangle", off_nadir),
        ("offnadirviewangle", off_nadir),
        ("viewingangle", off_nadir),
        ("viewangle", off_nadir),
        ("spacecraftviewangle", off_nadir),
        ("rollangle", off_nadir),
    ),
    "incidence": (
        ("incidenceangle", off_nadir),
        ("meanincidenceangle", off_nadir),
        ("nominalcollectionelevation", from_elevation),
        ("collectionelevation", from_elevation),
    ),
    "azimuth": (
        ("nominalcollectionazimuth", azimuth),
        ("collectionazimuth", azimuth),
        ("satelliteazimuth", azimuth),
        ("viewazimuth", azimuth),
    ),
    "sun_elevation": (
        ("sunangleelevation", elevation),
        ("sunelevation", elevation),
        ("sunelevationangle", elevation),
        ("solarelevation", elevation),
        ("meansunel", elevation),
        ("sunel", elevation),
        ("sunzenith", from_elevation),
        ("sunzenithangle", from_elevation),
        ("meansunzenithangle", from_elevation),
    ),
    "sun_azimuth": (
        ("sunangleazimuth", azimuth),
        ("sunazimuth", azimuth),
        ("sunazimuthangle", azimuth),
        ("solarazimuth", azimuth),
        ("meansunazimuthangle", azimuth),
        ("meansunaz", azimuth),
        ("sunaz", azimuth),
    ),
    "cloud_cover": (
        ("percentcloudcover", percent),
        ("cloudcoverpercentage", percent),
        ("cloudcoverage", percent),
        ("cloudcoverageassessment", percent),
        ("cloudcover", percent),
        ("overallcc", percent),
        ("productcloudcoverpercentage", percent),
    ),
    "attribution": (("copyright", text),),
}
_DATES = (
    "acquisitiondatetime",
    "acquisitiontime",
    "acquisitiondate",
    "acquisitionstartutc",
    "acquisitionstarttime",
    "imagingtime",
    "scenecentertime",
    "scenestarttime",
    "sensingtime",
    "sensingstart",
    "datatakesensingstart",
    "productstarttime",
    "sweepstartutc",
    "firstlineacquisitiondatetime",
    "dateacquired",
)
_PROCESSED = re.compile(r"creat|generat|process|product(?!start)|archiv|calibrat|update|publish|header", re.I)


def from_dataset_tags(tags: Tags) -> Claim | None:
    """The dataset's own tags, as converters keep them (Sentinel-2's, Landsat's, SAR vendors')."""
    found = _named(tags)
    dated = _date(found)
    if dated is None:
        return None  # without a date such tags may speak of anything
    return claim("TAGS", dated, **_values(found))


def from_envi(header: Tags) -> Claim | None:
    """The standard fields of an ENVI header; not its `description`, with the time of the last resize."""
    found = {k.lower().replace(" ", "_"): v for k, v in header.items()}
    return claim(
        "ENVI",
        parse_moment(found.get("acquisition_time")),
        sun_elevation=elevation(found.get("sun_elevation")),
        sun_azimuth=azimuth(found.get("sun_azimuth")),
        cloud_cover=percent(found.get("cloud_cover")),
    )


def from_imagery(imagery: Tags) -> Claim:
    """GDAL's digest of vendors' files: UTC, satellite and whole percent of cloud."""
    return claim(
        "IMAGERY",
        parse_moment(imagery.get("ACQUISITIONDATETIME")),
        platform=text(imagery.get("SATELLITEID")),
        cloud_cover=percent(imagery.get("CLOUDCOVER")),
    )


def _from_others(imd: Tags) -> Claim | None:
    found = _named(imd)
    values = _values(found)
    values["gsd"] = _gsd(imd)
    if not any(v is not None for v in values.values()):
        return None
    # The date is left to GDAL's digest, which knows whose local time is meant; the rest has no digest.
    return claim("IMAGERY", None, **values)


def _named(tags: Mapping[str, str]) -> dict[str, str]:
    """Values by the last part of their key, in lower case letters and digits only."""
    found: dict[str, str] = {}
    for key, value in tags.items():
        if _PROCESSED.search(key.rpartition(".")[2]) and "cloud" not in key.lower():
            continue
        name = re.sub(r"[^a-z0-9]", "", key.rpartition(".")[2].lower())
        found.setdefault(re.sub(r"^datatake\d", "", name), value)
    return found


def _values(found: Mapping[str, str]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for member, options in _KNOWN.items():
        read = (reader(found[name]) for name, reader in options if name in found)
        values[member] = next((v for v in read if v is not None), None)
    return values


def _date(found: Mapping[str, str]) -> Dated | None:
    if "dateacquired" in found and "scenecentertime" in found:
        return join_moment(found["dateacquired"], found["scenecentertime"])
    if "imagingdate" in found:
        return join_moment(found["imagingdate"], found.get("imagingtime"))
    read = (parse_moment(found[name].replace(",", "T", 1)) for name in _DATES if name in found)
    return next((d for d in read if d is not None), None)


def _gsd(imd: Tags) -> float | None:
    """GeoEye's and Ikonos' nominal spacing: the panchromatic band's, with which products are sharpened."""
    spacings = {
        re.sub(r"[^a-z]", "", key.rpartition(".")[2].lower()): value
        for key, value in imd.items()
        if "gsd" in key.lower() and number(value) is not None
    }
    for band in ("pan", "", "ms"):
        found = mean_gsd(spacings.get(f"{band}crossscan"), spacings.get(f"{band}alongscan"))
        if found is not None:
            return found
    return None
