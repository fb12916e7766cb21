"""What the measurements are held against, as data: the design's limits, peers and targets."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Target:
    """A bound on one statistic of a measurement.

    Attributes
    ----------
    statistic : str
        Key of the measured statistics: p50, p95, max, bytes.
    max_ratio : float or None
        At most so many times the limit measured in the same run.
    max_value : float or None
        At most so many milliseconds (bytes for memory).
    source : str
        What the bound was derived from.
    """

    statistic: str
    max_ratio: float | None = None
    max_value: float | None = None
    source: str = ""


def swipe(height: int) -> Target:
    """Moving the swipe divider."""
    return Target("p95", max_ratio=1.7 if height <= 1080 else 0.6, source="copy of one frame")


def lens(height: int) -> Target:
    """Taking the lens along: as the swipe, though the area that changes is a square around a disc."""
    return swipe(height)


FADE = Target("p95", max_ratio=4.0, source="copy of one frame: one to lay down, one read and one mixed")


def pan(height: int) -> Target:
    """Panning both views together."""
    return Target("p95", max_ratio=8.0 if height <= 1080 else 4.5, source="copy of one frame")


FLING = Target("p95", max_value=12.0, source="QGIS pans decoded tiles in 29-40 ms")
JUMP = {
    "jpeg": Target("p50", max_value=35.0, source="QGIS 61 ms; turbo floor 22-29 ms"),
    "deflate": Target("p50", max_value=87.0, source="QGIS 87 ms"),
}
FIRST_FRAME = Target("p50", max_value=150.0, source="QGIS 100-130 ms for one image")
WINDOW_UP = Target("p50", max_value=400.0, source="bare Qt 160 ms, labelme 1040 ms, QGIS 2640 ms")
LOAD = Target("p50", max_value=300.0, source="QGIS 2240 ms")
STALL = Target("max", max_value=16.0, source="one frame of a 60 Hz screen")
SAVE_AFTER_EDITS = Target("p50", max_value=75.0, source="write and fsync 57 ms")
EDIT = Target("p95", max_value=16.0, source="one frame of a 60 Hz screen")
NUDGE = Target("p95", max_value=16.0, source="one frame of a 60 Hz screen")
JOURNAL = Target("p95", max_value=1.0, source="nobody notices a millisecond at an edit")
MATCH = Target("p50", max_ratio=2.0, source="the STRtree query that any matching by place makes")
MEMORY = Target("bytes", max_value=0.6e9, source="labelme 4.9 GB for one image")
REMOTE_FIRST_VIEW = Target("bytes", max_value=16e6, source="1 % of both files")
REMOTE_ONE_TO_ONE = Target("bytes", max_value=20e6, source="tiles of two 1080p views")
PYRAMID = Target("p50", max_value=4_000.0, source="GDAL's build_overviews 87.7 s")
PYRAMID_MEMORY = Target("bytes", max_value=1e9, source="design")
STRIPED_MEMORY = Target("bytes", max_value=1e9, source="design")
CHIPS = Target("p50", max_ratio=0.75, source="850 JPG/s with two workers, reading alone 925")
EXPORT_MEMORY = Target("bytes", max_ratio=1.3, source="bounded by one place, not by the archive")
REGISTER = Target("p50", max_value=3_000.0, source="design: 1-3 s for the demo pair")
REGISTER_LARGE = Target("p50", max_value=6_000.0, source="a few seconds for 20,000 px")
DEMO_ERROR = Target("max", max_value=0.3, source="design: 0.3 px RMS at nine points")
SYNTHETIC_ERROR = Target("max", max_value=0.3, source="design: 0.3 px RMS at nine points")
REAL_ERROR = Target("max", max_value=0.5, source="design: 0.5 px RMS at nine points")
MISMATCHES = Target("accepted", max_value=0.0, source="a wrong answer is worse than none")
