"""The settings that the reading of images goes by."""

from __future__ import annotations

from pathlib import Path

from ilmtool.imagery.preferences import GB, Preferences, prefer
from ilmtool.session.settings import Settings


def preferences_of(settings: Settings) -> Preferences:
    """What the settings say about images."""
    folder = Path(settings.cache_folder) if settings.cache_folder else None
    return Preferences(folder, round(settings.cache_gb * GB), settings.remote_access)


def use_for_images(settings: Settings) -> None:
    """Read images in this process as the settings say from now on."""
    prefer(preferences_of(settings))


def use_kept_for_images() -> None:
    """The same with the settings on disk, for the command line; a broken file is left for the window."""
    from ilmtool.session.settings_file import load_settings

    use_for_images(load_settings(mend=False)[0])
