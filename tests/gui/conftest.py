"""Tests of the window itself; see `window_fixtures`."""

from window_fixtures import at_work, config, launch, north, pair, person

__all__ = ["at_work", "config", "launch", "north", "pair", "person"]
