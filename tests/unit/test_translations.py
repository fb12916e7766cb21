"""Every text in every language: in step with the source, whole, and in the file that the program reads."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

import pytest
from languages import LANGUAGES as FOLDER
from languages import Message, languages, messages_of, update
from PySide6.QtCore import QTranslator

from ilmtool.commands.catalog import all_commands
from ilmtool.commands.command import menu_keys
from ilmtool.session.settings import LANGUAGES, SYSTEM
from ilmtool.text import Language, install

ENGLISH = "en"
NUMBERS = range(200)
"""Enough to meet every form of any language's plurals."""

Key = tuple[str, str, bool]


def key(message: Message) -> Key:
    """What a text is asked for by."""
    return message.source, message.comment, message.plural


@cache
def told(language: str) -> dict[str, list[Message]]:
    """The texts that ship, by part."""
    return {path.stem: messages_of(path) for path in sorted((FOLDER / language).glob("*.ts"))}


def every(language: str) -> list[Message]:
    return [message for messages in told(language).values() for message in messages]


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, list[Message]]]:
    """By language and part, the texts of the source, with as many empty forms as the language has plurals."""
    found = {}
    for language in languages():
        folder = tmp_path_factory.mktemp(language)
        update(language, folder)
        found[language] = {path.stem: messages_of(path) for path in sorted(folder.glob("*.ts"))}
    return found


def placeholders(text: str) -> set[str]:
    """`{name}` and `%n`; what replaces them is the program's."""
    return set(re.findall(r"\{[^{}]*\}|%n", text))


def frame(text: str) -> tuple[str, ...]:
    """What a translation keeps besides words: space around it, its end, paragraphs, tags, a marked letter."""
    end = re.search(r"(?:…|\.\.\.|:)?\s*\Z", text)
    return (
        text[: len(text) - len(text.lstrip())],
        end.group() if end else "",
        str(text.count("\n\n")),
        "&" * len(re.findall(r"&\w", text)),
        " ".join(sorted(re.findall(r"</?[a-z]+\d?\b[^<>]*>", text))),
    )


def test_every_language_that_can_be_chosen_has_its_texts() -> None:
    chosen = LANGUAGES.keys() - {SYSTEM, ENGLISH}
    assert set(languages()) == chosen
    assert {path.name for path in FOLDER.glob("*.qm")} == {f"ilmtool_{code}.qm" for code in chosen}


@pytest.mark.parametrize("language", languages())
def test_the_texts_are_those_of_the_source(language: str, asked: dict[str, dict[str, list[Message]]]) -> None:
    wrong = []
    for part in sorted(asked[language].keys() | told(language).keys()):
        source = Counter(map(key, asked[language].get(part, [])))
        there = Counter(map(key, told(language).get(part, [])))
        wrong += [f"{part}: {text!r} is not in the source" for text, _, _ in there - source]
        wrong += [f"{part}: {text!r} is in the source only" for text, _, _ in source - there]
    assert not wrong, "python packaging/languages.py update\n" + "\n".join(wrong)


@pytest.mark.parametrize("language", languages())
def test_every_text_is_translated_in_all_its_forms(
    language: str, asked: dict[str, dict[str, list[Message]]]
) -> None:
    wrong = [f"{message.source!r} is open" for message in every(language) if not message.finished]
    counts = {key(m): len(m.forms) for messages in asked[language].values() for m in messages}
    wrong += [f"{m.source!r} {m.forms}" for m in every(language) if len(m.forms) != counts.get(key(m))]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("language", languages())
def test_what_is_said_twice_is_said_alike(language: str) -> None:
    """All parts go into one file: of two translations of a text, only one could ever be read."""
    found: dict[Key, set[tuple[str, ...]]] = defaultdict(set)
    for message in every(language):
        found[key(message)].add(message.forms)
    wrong = [f"{source!r}: {sorted(forms)}" for source, forms in found.items() if len(forms) > 1]
    assert not wrong, "\n".join(wrong)
    # Nor is a text with plural forms also one without: the file does not tell them apart.
    both = {(s, c) for s, c, plural in found if plural} & {(s, c) for s, c, plural in found if not plural}
    assert both == set()


@pytest.mark.parametrize("language", languages())
def test_values_and_signs_are_kept(language: str) -> None:
    wrong = [
        f"{message.source!r}: {form!r}"
        for message in every(language)
        for form in message.forms
        if placeholders(form) != placeholders(message.source) or frame(form) != frame(message.source)
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("language", languages())
def test_the_file_that_the_program_reads_gives_every_text(language: str) -> None:
    texts = QTranslator()
    assert texts.load(f"ilmtool_{language}.qm", str(FOLDER))
    wrong = []
    for message in every(language):
        comment = message.comment or None
        if message.plural:
            given = {texts.translate("", message.source, comment, n) for n in NUMBERS}
        else:
            given = {texts.translate("", message.source, comment)}
        if given != set(message.forms):
            wrong.append(f"{message.source!r}: {given}, not {message.forms}")
    assert not wrong, "python packaging/languages.py release\n" + "\n".join(wrong)


@pytest.mark.parametrize("language", languages())
def test_each_menu_opens_by_a_letter_of_its_own_that_no_command_has(language: str) -> None:
    english = menu_keys(all_commands())
    texts = QTranslator()
    assert texts.load(f"ilmtool_{language}.qm", str(FOLDER))
    try:
        install(
            Language(
                lambda source, comment, n: (
                    texts.translate("", source, comment or None, -1 if n is None else n) or ""
                )
            )
        )
        commands = all_commands()
        opened = menu_keys(commands)
        assert len(opened) == len(english), opened
        assert opened.keys() & {key for command in commands for key in command.keys} == set()
    finally:
        install(Language())


def test_one_and_many_have_forms_of_their_own_in_german() -> None:
    """What the plurals are for, on the file that ships."""
    texts = QTranslator()
    assert texts.load("ilmtool_de.qm", str(Path(FOLDER)))
    plural = [message for message in every("de") if message.plural]
    assert plural
    for message in plural:
        comment = message.comment or None
        assert [texts.translate("", message.source, comment, n) for n in (1, 0, 2, 1000)] == [
            message.forms[0], *[message.forms[1]] * 3,
        ], message.source  # fmt: skip
