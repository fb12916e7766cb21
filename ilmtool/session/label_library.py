"""The label set in use: where it came from, and saving an edit of it without losing anybody's work."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ilmtool.core.label_growth import growth_problem
from ilmtool.core.labels import LabelSet
from ilmtool.errors import UserError, reason_of
from ilmtool.session.label_text import updated_text
from ilmtool.session.labels import decode_label_set, read_label_bytes, shipped_label_sets
from ilmtool.session.settings import config_dir
from ilmtool.text import tr

FOLDER = "label_sets"


@dataclass(frozen=True)
class OpenLabelSet:
    """A label set and its file.

    Attributes
    ----------
    labels : LabelSet
    path : Path
    content : bytes
        Of the file as it was read.
    """

    labels: LabelSet
    path: Path
    content: bytes

    @property
    def is_shipped(self) -> bool:
        """Whether the file belongs to the program; an edit then goes into a copy of the user's own."""
        return self.path in shipped_label_sets().values()


def open_label_set(chosen: str) -> OpenLabelSet:
    """The set that a setting names: short name of a shipped set, or path of a file.

    Raises
    ------
    UserError
        The file cannot be used.
    """
    path = shipped_label_sets().get(chosen) or Path(chosen)
    content = read_label_bytes(path)
    return OpenLabelSet(decode_label_set(content, path), path, content)


def choices_of_label_sets() -> dict[str, str]:
    """What a setting may name, by its title: the sets that ship, and the user's own copies."""
    found = {name.replace("_", " "): name for name in shipped_label_sets()}
    own = own_label_sets().items()
    return found | {tr("{name} (my copy)", name=n.replace("_", " ")): str(path) for n, path in own}


def own_label_sets() -> dict[str, Path]:
    """The user's own copies of shipped sets, by the name of the file."""
    folder = config_dir() / FOLDER
    try:
        return {path.stem: path for path in sorted(folder.glob("*.toml"))}
    except OSError:
        return {}


def save_label_set(opened: OpenLabelSet, labels: LabelSet) -> OpenLabelSet:
    """Write an edited set into the file it came from, or that of a shipped set into the user's own folder.

    Raises
    ------
    UserError
        The file has been changed by somebody else since it was read, cannot be written, or an id would
        change its meaning. Nothing was written then.
    """
    from ilmtool.sidecar.files import write_atomic, write_error

    problem = growth_problem(opened.labels, labels)
    if problem:
        raise UserError(
            tr("{name} was not saved.", name=opened.path.name), problem, tr("Ids of classes only ever grow.")
        )
    text = opened.content.decode("utf-8-sig")
    content = updated_text(text, labels).encode("utf-8")
    if opened.is_shipped:
        path = _own_copy(opened.path.stem)
    else:
        path = opened.path
        _check_unchanged(opened)
    saved = decode_label_set(content, path)  # what would not be read again is not written
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise write_error(path, error) from error
    write_atomic(path, (content,))
    return OpenLabelSet(saved, path, content)


def _check_unchanged(opened: OpenLabelSet) -> None:
    try:
        now = opened.path.read_bytes()
    except FileNotFoundError:
        return  # written anew from what is in memory
    except OSError as error:
        raise UserError(
            tr("{name} cannot be read.", name=opened.path.name), f"{reason_of(error)}.", ""
        ) from error
    if now != opened.content:
        raise UserError(
            tr("{name} was not saved, because somebody changed it meanwhile.", name=opened.path.name),
            tr("Your edit and theirs would be mixed up."),
            tr("Choose the label set again (File > Label set…) and make your edit anew."),
        )


def _own_copy(stem: str) -> Path:
    """A file of the user's own that is not there yet."""
    folder = config_dir() / FOLDER
    taken, number, path = own_label_sets(), 2, folder / f"{stem}.toml"
    while path.stem in taken:
        path, number = folder / f"{stem}-{number}.toml", number + 1
    return path
