"""The settings file: read with a word on each value that cannot be used, written without losing a change.

It is JSON. Two windows may run at once: a save reads the file again and puts into it only what this window
changed.
"""

from __future__ import annotations

import json
import os
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import fields
from datetime import UTC, datetime
from itertools import takewhile
from pathlib import Path
from typing import Any

from ilmtool.errors import Finding, UserError, reason_of
from ilmtool.session.settings import (
    CONFIG_ENV,
    DECLARED,
    MAX_RECENT,
    RecentPair,
    Settings,
    settings_path,
)
from ilmtool.text import tr

_MAX_BYTES = 4_000_000
_ASIDE = "_set_aside"
_MAPPINGS = ("looks", "keys", "table", "panels")
_PATIENCE_S, _PAUSE_S = 3.0, 0.01


class _BrokenError(Exception):
    """The file holds no settings."""


def load_settings(path: Path | None = None, *, mend: bool = True) -> tuple[Settings, tuple[Finding, ...]]:
    """The settings, and what was wrong with their file; never fails.

    A file that is not JSON is renamed to `settings.json.broken-<UTC time>`. A value that is not allowed costs
    only itself: its default is used, or the nearest number that is allowed, and it stays in the file until
    another is chosen.

    Parameters
    ----------
    path : Path, optional
        The user's own file by default.
    mend : bool
        Without it, nothing is renamed.
    """
    path = path if path is not None else settings_path()
    try:
        table = _read(path)
    except OSError as error:
        message = tr(
            "The settings {path} cannot be read ({reason}); the defaults are used.",
            path=path, reason=reason_of(error),
        )  # fmt: skip
        return Settings(), (Finding("warning", "settings-unreadable", message),)
    except _BrokenError as error:
        told = tr(
            "The settings {path} are not readable ({reason}); the defaults are used.", path=path, reason=error
        )
        return Settings(), (Finding("warning", "settings-broken", f"{told} {_fate(path)}" if mend else told),)
    return _decoded(table, path)


def save_settings(settings: Settings, path: Path | None = None, before: Settings | None = None) -> None:
    """Write the settings in one piece, or leave the file as it was.

    The file is read again first: what this window did not change stays as the file has it, and so does what
    this version does not know.

    Parameters
    ----------
    settings : Settings
    path : Path, optional
        The user's own file by default.
    before : Settings, optional
        The settings that this window read or saved last; by default those of the file, so that it says the
        same as `settings` afterwards.

    Raises
    ------
    UserError
        The folder or the file cannot be written, or a file that is there cannot be read.
    """
    path = path if path is not None else settings_path()
    path = Path(os.path.realpath(path))  # a link to a file that is kept elsewhere stays one
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with _alone(path):
            try:
                there = _read(path)
            except _BrokenError:
                _set_aside(path)
                there, before = {}, None
            _write(path, _merged(there, settings, before))
    except OSError as error:
        raise UserError(
            tr("The settings could not be saved to {path}.", path=path),
            f"{reason_of(error)}.",
            tr("Make the folder writable, or name another one in {variable}.", variable=CONFIG_ENV),
        ) from error


def _read(path: Path) -> dict[str, Any]:
    """What the file holds, as it stands there; nothing if there is none."""
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise _BrokenError(tr("it is too large"))
        table = json.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return {}
    except (ValueError, RecursionError) as error:
        raise _BrokenError(str(error)) from error
    if not isinstance(table, dict):
        raise _BrokenError(tr("it is not a JSON object"))
    return table


def _fate(path: Path) -> str:
    """Sets a file aside that holds no settings, and says where it is now."""
    try:
        aside = _set_aside(path)
    except OSError as problem:
        return tr("They stay in place ({reason}).", reason=reason_of(problem))
    return tr("They were kept as {name}.", name=aside.name)


def _set_aside(path: Path) -> Path:
    now = f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    names = (f"{path.name}.broken-{now}{again}" for again in ("", *(f"-{n}" for n in range(2, 1000))))
    aside = next(p for name in names if not (p := path.with_name(name)).exists())
    return path.replace(aside)


# -- reading -------------------------------------------------------------------------------------


def _decoded(table: dict[str, Any], path: Path) -> tuple[Settings, tuple[Finding, ...]]:
    values: dict[str, Any] = {}
    findings: list[Finding] = []
    for each in fields(Settings):
        name = each.name
        if name not in table:
            continue
        setting = DECLARED.get(name)
        if setting is None:
            value = _remembered(name, table[name])
            if value is None:
                findings.append(_unusable(name, path))
            else:
                values[name] = value
            continue
        try:
            values[name] = setting.value_of(table[name])
        except ValueError as allowed:
            values[name] = setting.nearest(table[name])
            findings.append(_not_allowed(name, table[name], values[name], str(allowed), path))
    return Settings(**values), tuple(sorted(findings, key=lambda f: f.path))


def _not_allowed(name: str, raw: Any, used: Any, allowed: str, path: Path) -> Finding:
    text = json.dumps(raw, ensure_ascii=False)
    text = text if len(text) <= 40 else f"{text[:40]}…"
    message = tr(
        "{path}: the setting `{name}` is {text}, and must be {allowed}; {used} is used.",
        path=path, name=name, text=text, allowed=allowed, used=json.dumps(used),
    )  # fmt: skip
    return Finding("warning", "settings-value", message, f"$.{name}")


def _unusable(name: str, path: Path) -> Finding:
    message = tr("{path}: the setting `{name}` has a value that cannot be used.", path=path, name=name)
    if name == "keys":  # typed by hand, perhaps for long: what cannot be used is not lost
        message = tr(
            "{path}: the setting `{name}` has a value that cannot be used; the next change keeps it as"
            " `{aside}`.",
            path=path, name=name, aside=f"{name}{_ASIDE}",
        )  # fmt: skip
    return Finding("warning", "settings-value", message, f"$.{name}")


def _remembered(name: str, value: Any) -> Any:
    """A value that no dialog shows, or None if it cannot be used."""
    if name == "recent":
        return _recent(value)
    if name == "keys":
        return _keys(value)
    if name in _MAPPINGS:
        return value if isinstance(value, dict) else None
    if name == "tour_seen":
        return value if isinstance(value, bool) else None
    return value if isinstance(value, str) else None


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


# -- writing -------------------------------------------------------------------------------------


def _merged(there: dict[str, Any], settings: Settings, before: Settings | None) -> dict[str, Any]:
    """The file's table with what this window changed; a default needs no line."""
    table, shipped = dict(there), Settings()
    if "keys" in table and _keys(table["keys"]) is None:
        table[f"keys{_ASIDE}"] = table.pop("keys")
    if before is None:
        before = _decoded(table, Path())[0]
    for each in fields(Settings):
        name = each.name
        new, old = getattr(settings, name), getattr(before, name)
        if new == old:
            continue
        if name in _MAPPINGS:
            new = _merged_mapping(_remembered(name, table.get(name)) or {}, old, new)
        elif name == "recent":
            new = _merged_recent(_recent(table.get(name)) or (), old, new)
        if new == getattr(shipped, name):
            table.pop(name, None)
        else:
            table[name] = new
    return table


def _merged_mapping(
    theirs: Mapping[str, Any], old: Mapping[str, Any], new: Mapping[str, Any]
) -> dict[str, Any]:
    kept = {key: value for key, value in theirs.items() if key not in old or key in new}
    return kept | {key: value for key, value in new.items() if key not in old or old[key] != value}


def _merged_recent(
    theirs: tuple[RecentPair, ...], old: tuple[RecentPair, ...], new: tuple[RecentPair, ...]
) -> tuple[RecentPair, ...]:
    added = tuple(takewhile(lambda pair: not old or pair != old[0], new))
    return (*added, *(pair for pair in theirs if pair not in added))[:MAX_RECENT]


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """While this lasts, no other window writes the settings; where the system cannot say so, go on."""
    from ilmtool.sidecar.holding import hold

    lock, until = path.with_name(f"{path.name}.lock"), time.monotonic() + _PATIENCE_S
    while True:
        handle = os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)
        held = hold(handle)
        if held is not False and (held is None or _is_still(lock, handle)):
            break
        if time.monotonic() > until:
            break  # somebody is stuck: a save is replaced in one piece, so that nothing worse can happen
        os.close(handle)
        time.sleep(_PAUSE_S)
    try:
        yield
    finally:
        with suppress(OSError):
            lock.unlink()
        os.close(handle)


def _is_still(lock: Path, handle: int) -> bool:
    """Whether the held file is the one of that name; the one before may just have taken it away."""
    try:
        return os.path.samestat(lock.stat(), os.fstat(handle))
    except OSError:
        return False


def _write(path: Path, table: Mapping[str, Any]) -> None:
    text = json.dumps(table, indent=1, ensure_ascii=False) + "\n"
    handle, temporary = tempfile.mkstemp(prefix=path.name, suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(temporary).unlink()
        raise
