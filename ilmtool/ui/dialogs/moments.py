"""Moments as people read them."""

from __future__ import annotations

from ilmtool.core.times import parse_utc


def moment_text(utc: str) -> str:
    """A full UTC datetime in local time, to the second; as it is where it is none."""
    try:
        return parse_utc(utc).astimezone().strftime("%Y-%m-%d %H:%M:%S")
    except (ValueError, OverflowError):
        return utc
