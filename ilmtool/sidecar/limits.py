"""What a sidecar may be at most, so that a hostile file costs an error message and not the session."""

from __future__ import annotations

MAX_FILE_BYTES = 2 << 30
"""100,000 boxes with every property take about 85 MB."""

MAX_HEADER_BYTES = 16 << 20
"""Everything before the features."""

MAX_FEATURE_BYTES = 16 << 20
"""One feature; a longer one is kept as it is, but not read."""

MAX_TEXT = 1 << 20
"""Characters of one property."""

MAX_FEATURES = 2_000_000

MAX_VERTICES = 100_000
"""Positions of one feature, in `geometry` or in `imageGeometry`."""

MAX_NESTING = 64
"""Arrays and objects within each other, in one feature or in the header; a sidecar has 8."""

MAX_FINDINGS = 1_000
"""Findings that are listed one by one; the rest is counted."""
