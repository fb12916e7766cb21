"""Which files a file dialog shows, by their kind, in the language of the window."""

from __future__ import annotations

from ilmtool.text import tr

_IMAGES = (
    "*.tif *.tiff *.png *.jpg *.jpeg *.jp2 *.j2k *.ntf *.nitf *.img *.vrt *.webp *.bmp *.gif *.mbtiles *.xml"
    " *.dim *.json *.nc *.h5"
)
_ANNOTATIONS = "*.ilm.geojson *.geojson *.json"
_LABEL_SETS = "*.toml"


def image_files() -> str:
    """Images of all formats that can be read."""
    return _filter(tr("Images"), _IMAGES)


def annotation_files() -> str:
    """Annotation files, also under another name."""
    return _filter(tr("Annotation files"), _ANNOTATIONS)


def label_set_files() -> str:
    """Label sets; nothing else can be one."""
    name = tr("Label sets")
    return f"{name} ({_LABEL_SETS})"


def _filter(name: str, patterns: str) -> str:
    everything = tr("All files")
    return f"{name} ({patterns});;{everything} (*)"
