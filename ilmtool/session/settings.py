"""What the program remembers between sessions."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, NamedTuple

from ilmtool.errors import Finding, UserError
from ilmtool.imagery.address import Place, address_of, remote_url
from ilmtool.session.labels import DEFAULT

CONFIG_ENV = "ILMTOOL_CONFIG_DIR"
MAX_RECENT = 10
_MAX_BYTES = 4_000_000
_THEMES = ("dark", "light")
_ASIDE = "_set_aside"
_DELAY_RANGE_S = (0.1, 60.0)


class RecentPair(NamedTuple):
    """Two images that were opened together: absolute paths, perhaps with a part, or URLs."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Settings:
    """The user's choices; each change makes a new one.

    Attributes
    ----------
    analyst : str
        Id written as author and, when not empty, into the sidecar's name.
    label_set : str
        Short name of a shipped set, or path of a TOML file.
    autosave_delay_s : float
        From the last edit to the save.
    geometry, window_state : str
        What the window gave to be put back, as text.
    looks : mapping
        Contrast and bands by sensor; see `session.contrast`.
    keys : mapping
        Keys that the user gave commands instead of those that ship, by command id.
    table : mapping
        Columns, order and grouping of the table of annotations.
    extra : mapping
        Keys of the file that this version does not know: kept for the one that does.
    """

    analyst: str = ""
    theme: str = "dark"
    recent: tuple[RecentPair, ...] = ()
    label_set: str = DEFAULT
    autosave_delay_s: float = 1.0
    last_folder: str = ""
    show_labels: bool = True
    geometry: str = ""
    window_state: str = ""
    looks: Mapping[str, Any] = field(default_factory=dict)
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    table: Mapping[str, Any] = field(default_factory=dict)
    extra: Mapping[str, Any] = field(default_factory=dict)

    def with_recent(self, before: Place, after: Place) -> Settings:
        """A pair put on top of the recent ones."""
        first, second = (address_of(place).absolute() for place in (before, after))
        pair = RecentPair(first.text, second.text)
        rest = tuple(p for p in self.recent if p != pair)
        local = next((a.path for a in (second, first) if not a.is_remote), None)
        folder = self.last_folder if local is None else str(local.parent)
        return replace(self, recent=(pair, *rest)[:MAX_RECENT], last_folder=folder)

    def existing_recent(self) -> tuple[RecentPair, ...]:
        """The recent pairs whose files are both there now."""
        return tuple(p for p in self.recent if _is_there(p.before) and _is_there(p.after))

    def was_opened(self, path: Path) -> bool:
        """Whether the user opened that image before: a sidecar that points there may be followed."""
        names = {name for pair in self.recent for name in pair}
        return str(path.absolute()) in names or str(path.resolve()) in names


def _is_there(name: str) -> bool:
    """Whether an image is there; of one in the network nobody asks."""
    try:
        return remote_url(name) is not None or address_of(name).path.is_file()
    except (OSError, ValueError, UserError):  # a vanished network drive, a name that is no path
        return False


def config_dir() -> Path:
    """Folder of the settings: `ILMTOOL_CONFIG_DIR`, or where the system keeps such things."""
    named = os.environ.get(CONFIG_ENV)
    if named:
        return Path(named)
    import platformdirs

    return Path(platformdirs.user_config_dir("ilmtool", appauthor=False))


def settings_path() -> Path:
    """The settings file."""
    return config_dir() / "settings.json"


def load_settings(path: Path | None = None) -> tuple[Settings, tuple[Finding, ...]]:
    """The settings, and what was wrong with their file; never fails.

    A file that is not JSON is renamed to `settings.json.broken`; a value of the wrong type is replaced by
    its default.
    """
    path = path if path is not None else settings_path()
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise ValueError("it is too large")
        table = json.loads(path.read_text(encoding="utf-8-sig"))
        if not isinstance(table, dict):
            raise TypeError("it is not a JSON object")
    except FileNotFoundError:
        return Settings(), ()
    except OSError as error:
        message = f"The settings {path} cannot be read ({error.strerror}); the defaults are used."
        return Settings(), (Finding("warning", "settings-unreadable", message),)
    except (ValueError, TypeError, RecursionError) as error:
        return Settings(), (_set_aside(path, error),)
    return _decode(table)


def _set_aside(path: Path, error: Exception) -> Finding:
    aside = path.with_name(path.name + ".broken")
    message = f"The settings {path} are not readable ({error}); the defaults are used"
    try:
        path.replace(aside)
    except OSError as problem:
        return Finding("warning", "settings-broken", f"{message}. They stay in place ({problem.strerror}).")
    return Finding("warning", "settings-broken", f"{message}. They were kept as {aside.name}.")


def _decode(table: dict[str, Any]) -> tuple[Settings, tuple[Finding, ...]]:
    defaults = Settings()
    known = {f.name for f in fields(Settings)} - {"extra"}
    values: dict[str, Any] = {}
    bad: list[str] = []
    for name in known & table.keys():
        value = _value(name, table[name], getattr(defaults, name))
        if value is None:
            bad.append(name)
        else:
            values[name] = value
    extra = {k: v for k, v in table.items() if k not in known}
    # Typed by hand, perhaps for long: what cannot be used is not lost.
    extra |= {f"{name}{_ASIDE}": table[name] for name in bad if name == "keys"}
    settings = Settings(**values, extra=extra)
    return settings, tuple(_unusable(name) for name in sorted(bad))


def _unusable(name: str) -> Finding:
    message = f"The setting `{name}` has a value that cannot be used"
    message += f"; it was kept as `{name}{_ASIDE}`." if name == "keys" else "."
    return Finding("warning", "settings-value", message, f"$.{name}")


def _value(name: str, value: Any, default: Any) -> Any:
    """The value in the type of its default, or None if it cannot be used."""
    if name == "recent":
        return _recent(value)
    if name == "keys":
        return _keys(value)
    if name in {"looks", "table"}:
        return value if isinstance(value, dict) else None
    if isinstance(default, bool):
        return value if isinstance(value, bool) else None
    if isinstance(default, float):
        if not isinstance(value, int | float) or isinstance(value, bool):
            return None
        low, high = _DELAY_RANGE_S
        return min(high, max(low, float(value))) if value == value else None  # noqa: PLR0124 - not NaN
    if name == "analyst" and isinstance(value, str) and value:
        return _analyst(value)
    if not isinstance(value, str) or (name == "theme" and value not in _THEMES):
        return None
    return value


def _analyst(value: str) -> str | None:
    from ilmtool.sidecar.files import analyst_id

    try:
        return analyst_id(value)
    except UserError:
        return None


def _keys(value: Any) -> dict[str, tuple[str, ...]] | None:
    """Texts by text; whether they are keys and whose is for `commands.keymap` to say."""
    if not isinstance(value, dict) or not all(isinstance(keys, list) for keys in value.values()):
        return None
    if not all(isinstance(key, str) for keys in value.values() for key in keys):
        return None
    return {name: tuple(keys) for name, keys in value.items()}


def _recent(value: Any) -> tuple[RecentPair, ...] | None:
    if not isinstance(value, list):
        return None
    pairs = [
        RecentPair(*item)
        for item in value
        if isinstance(item, list) and len(item) == 2 and all(isinstance(p, str) for p in item)
    ]
    return tuple(pairs[:MAX_RECENT])


def save_settings(settings: Settings, path: Path | None = None) -> None:
    """Write the settings in one piece, or leave the file as it was.

    Raises
    ------
    UserError
        The folder or the file cannot be written.
    """
    path = path if path is not None else settings_path()
    table = {f.name: getattr(settings, f.name) for f in fields(Settings) if f.name != "extra"}
    text = json.dumps({**settings.extra, **table}, indent=1, ensure_ascii=False) + "\n"
    temporary: str | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=path.name, suffix=".tmp", dir=path.parent)
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except OSError as error:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)
        raise UserError(
            f"The settings could not be saved to {path}.",
            f"{error.strerror or error}.",
            f"Make the folder writable, or name another one in {CONFIG_ENV}.",
        ) from error
