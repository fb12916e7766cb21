"""Keeps the translations in step with the source: `resources/languages`.

    python packaging/languages.py update     texts of the source into LANGUAGE/PART.ts, old ones out
    python packaging/languages.py release    LANGUAGE/*.ts into ilmtool_LANGUAGE.qm, which the program reads
    python packaging/languages.py state      how many texts are open, by language and part

Translators edit the .ts files, in Qt Linguist or by hand; there is one for each part of the program. Needs
`lupdate` and `lrelease`, which come with PySide6. A new language is a folder here and a line in
`session.settings.LANGUAGES`.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "ilmtool"
LANGUAGES = ROOT / "resources" / "languages"
SILENT = ("cli", "resources")
"""Parts without texts of the window: the command line speaks English, so that scripts may read it."""


@dataclass(frozen=True, slots=True)
class Message:
    """One text of a .ts file; `forms` are its translations: one, or as many as the language has plurals."""

    source: str
    comment: str
    forms: tuple[str, ...]
    plural: bool
    finished: bool


def parts() -> dict[str, list[Path]]:
    """Source files by part of the program; single modules are `program`."""
    found: dict[str, list[Path]] = {"program": sorted(PACKAGE.glob("*.py"))}
    for folder in sorted(p for p in PACKAGE.iterdir() if (p / "__init__.py").exists()):
        if folder.name not in SILENT:
            found[folder.name] = sorted(folder.rglob("*.py"))
    return found


def languages() -> list[str]:
    """Codes of the languages that have texts."""
    return sorted(p.name for p in LANGUAGES.iterdir() if p.is_dir())


def tool(name: str) -> str:
    """Path of a tool of Qt that PySide6 brings.

    Raises
    ------
    SystemExit
        It is not there.
    """
    import PySide6

    path = shutil.which(name, path=str(Path(PySide6.__file__).parent)) or shutil.which(f"pyside6-{name}")
    if path is None:
        raise SystemExit(f"{name} is missing; it comes with PySide6-Essentials")
    return path


def update(language: str, folder: Path) -> None:
    """Bring the .ts files in `folder` in step with the source."""
    folder.mkdir(parents=True, exist_ok=True)
    for part, files in parts().items():
        command = [tool("lupdate"), *map(str, files), "-tr-function-alias", "QT_TR_NOOP+=mark", "-silent"]
        command += ["-no-obsolete", "-sort-messages", "-locations", "none", "-target-language", language]
        # A similar text is not the same text: nothing is guessed.
        command += ["-disable-heuristic", "similartext", "-ts", str(folder / f"{part}.ts")]
        subprocess.run(command, check=True, cwd=ROOT)
    for path in folder.glob("*.ts"):
        if not messages_of(path):
            path.unlink()


def release(folder: Path, target: Path) -> None:
    """Make the file that the program reads out of the .ts files."""
    files = sorted(map(str, folder.glob("*.ts")))
    subprocess.run([tool("lrelease"), "-silent", *files, "-qm", str(target)], check=True)


def messages_of(path: Path) -> list[Message]:
    """The texts of a .ts file, in its order."""
    found = []
    for each in ET.parse(path).iter("message"):  # noqa: S314 - our own files
        translation = each.find("translation")
        if translation is None:
            raise SystemExit(f"{path}: a message has no translation; run `languages.py update`")
        forms = tuple(form.text or "" for form in translation.iter("numerusform")) or (
            translation.text or "",
        )
        found.append(
            Message(
                each.findtext("source", ""),
                each.findtext("comment", ""),
                forms,
                each.get("numerus") == "yes",
                translation.get("type") != "unfinished" and all(forms),
            )
        )
    return found


def main(argv: list[str] | None = None) -> int:
    """Do what the command line names; the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("step", choices=("update", "release", "state"))
    step = parser.parse_args(argv).step
    for language in languages():
        folder = LANGUAGES / language
        if step == "update":
            update(language, folder)
        elif step == "release":
            release(folder, LANGUAGES / f"ilmtool_{language}.qm")
        else:
            for path in sorted(folder.glob("*.ts")):
                messages = messages_of(path)
                left = sum(not m.finished for m in messages)
                print(f"{language} {path.stem:10} {len(messages):5} texts, {left} open")
    return 0


if __name__ == "__main__":
    sys.exit(main())
