"""What the session says to people follows their language; what is compared, kept and typed does not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ilmtool.core.document import Document, Header
from ilmtool.core.scene import Acquisition, Scene
from ilmtool.session.scene_comparison import Geometry, date_remarks, geometry_remarks
from ilmtool.session.scene_edits import set_acquisition
from ilmtool.session.search import Progress
from ilmtool.session.settings import CONFIG_ENV, DECLARED, GROUPS, Settings, settings_path
from ilmtool.session.settings_file import load_settings
from ilmtool.session.turning import turn_in_words
from ilmtool.text import Language, install, tr

GERMAN = {
    "from the next start on": "ab dem nächsten Start",
    "a number from {low} to {high}": "eine Zahl von {low} bis {high}",
    "{most} or {last}": "{most} oder {last}",
    "Theme": "Farbschema",
    "{path}: the setting `{name}` is {text}, and must be {allowed}; {used} is used.": "{used} statt {text} "
    "({allowed})",
    "{seen} of {total} cells seen ({share} % of the area)": "{seen} von {total}, {share} %",
    "{angle}° counter-clockwise": "{angle}° nach links",
    "%n day(s)": "%n Tage",
    "The before scene was taken {time} after the after scene: no change interval is recorded."
    " Swap the two, or correct a date.": "Erst nach {time}.",
    "Sun at {before}° and {after}°: too low for shadows to be compared.": "{before} und {after} zu tief.",
    "Geometry differs. {how}": "Anders: {how}",
    "Correct {what} of {scene}": "{scene}: {what} berichtigen",
    "off-nadir angle": "Blickwinkel",
    "The {name} must be from {low} to {high}, not {found}.": "{name}: {low} bis {high}, nicht {found}.",
}


@pytest.fixture
def german() -> Iterator[None]:
    install(Language(lambda source, comment, n: GERMAN.get(source, ""), {",": ".", ".": ","}))
    yield
    install(Language())


@pytest.mark.usefixtures("german")
def test_declarations_of_settings_are_marked_and_translated_where_they_are_shown():
    theme = DECLARED["theme"]
    assert (theme.title, tr(theme.title)) == ("Theme", "Farbschema")
    assert theme.allowed == "dark, light oder system", "words of the file are the same in every language"
    assert DECLARED["autosave_delay_s"].allowed == "eine Zahl von 0,1 bis 60"
    assert DECLARED["language"].when == "ab dem nächsten Start"
    assert {setting.group for setting in DECLARED.values()} == set(GROUPS)


@pytest.mark.usefixtures("german")
def test_a_bad_value_of_the_settings_is_told_in_the_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv(CONFIG_ENV, str(tmp_path))
    settings_path().write_text('{"autosave_delay_s": 0.01, "theme": "pink"}')
    settings, findings = load_settings()
    assert settings == Settings(autosave_delay_s=0.1)
    assert [f.message for f in findings] == [
        "0.1 statt 0.01 (eine Zahl von 0,1 bis 60)",
        '"dark" statt "pink" (dark, light oder system)',
    ]


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        (lambda: Progress(1200, 40_000, {}).text, "1.200 von 40.000, 3 %"),
        (lambda: Progress(1, 40_000, {}).text, "1 von 40.000, 0,0 %"),
        (lambda: turn_in_words(-7.5), "7,5° nach links"),
        (lambda: date_remarks(dated("2019-03-02"), dated("2019-02-16"))[0].text, "Erst nach 14 Tage."),
        (
            lambda: geometry_remarks(Geometry(0, 0, 2.5, 0), Geometry(0, 0, 40, 0), 0.5)[0].text,
            "Anders: 2,5 und 40,0 zu tief.",
        ),
    ],
)
def test_sentences_and_their_numbers(said: Callable[[], str], wanted: str):
    assert said() == wanted


@pytest.mark.usefixtures("german")
def test_numbers_of_a_scene_are_typed_as_they_are_shown():
    document = Document(Header(scenes=(Scene("a"),)))
    edit = set_acquisition(document, "a", off_nadir="12,5°")
    assert edit.label == "a: Blickwinkel berichtigen"
    assert edit.patch.header is not None
    assert edit.patch.header[1].scenes[0].acquisition.off_nadir == 12.5
    below = set_acquisition(document, "a", sun_elevation="\N{MINUS SIGN}3,5")
    assert below.patch.header is not None
    assert below.patch.header[1].scenes[0].acquisition.sun_elevation == -3.5
    with pytest.raises(ValueError, match=r"^Blickwinkel: 0 bis 90, nicht 90,5\.$"):
        set_acquisition(document, "a", off_nadir="90.5")


def dated(day: str) -> Acquisition:
    return Acquisition(f"{day}T02:15:00Z", "IMD", "second")
