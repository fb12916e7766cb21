"""The language of the window: Qt's catalogues, text direction, and how numbers are written."""

from __future__ import annotations

import logging
from collections.abc import Callable

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from ilmtool.resources import resource_dir
from ilmtool.session.settings import LANGUAGES, SYSTEM
from ilmtool.text import Language, install, number

ENGLISH = "en"
_MILLION = 10**6


def speak(qt: QApplication, wanted: str) -> QLocale:
    """Use a language in this program, before its window is built.

    Parameters
    ----------
    qt : QApplication
    wanted : str
        A key of `LANGUAGES`: `system` takes the first of the user's languages that ships, else English.

    Returns
    -------
    QLocale
        The one that the program uses, which is Qt's default from now on.
    """
    locale = locale_of(wanted)
    QLocale.setDefault(locale)
    qt.setLayoutDirection(locale.textDirection())
    code = QLocale.languageToCode(locale.language())
    # Buttons and dialogs of Qt itself; English is what it says without a catalogue.
    folders = {"qtbase": QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)}
    folders["ilmtool"] = str(resource_dir() / "languages")
    for old in qt.findChildren(QTranslator, options=Qt.FindChildOption.FindDirectChildrenOnly):
        qt.removeTranslator(old)
        old.deleteLater()
    texts = QTranslator(qt)
    for name, folder in folders.items() if code != ENGLISH else ():
        translator = texts if name == "ilmtool" else QTranslator(qt)
        if translator.load(locale, name, "_", folder):
            qt.installTranslator(translator)
        else:
            logging.getLogger(__name__).warning("no texts of %s for %s", name, code)
    right_to_left = locale.textDirection() == Qt.LayoutDirection.RightToLeft
    install(Language(None if code == ENGLISH else _Lookup(texts), signs_of(locale), right_to_left))
    return locale


def locale_of(wanted: str, system: QLocale | None = None) -> QLocale:
    """The language that is shown, with the numbers of the user's own country where it is the system's.

    Parameters
    ----------
    wanted : str
        A key of `LANGUAGES`.
    system : QLocale, optional
        The system's; by default the one it has now.
    """
    system = QLocale.system() if system is None else system
    if wanted == SYSTEM:
        spoken = (name.replace("-", "_").split("_")[0] for name in system.uiLanguages())
        wanted = next((code for code in spoken if code in LANGUAGES and code != SYSTEM), ENGLISH)
    own = QLocale.languageToCode(system.language()) == wanted and system.language() != QLocale.Language.C
    return system if own else QLocale(wanted)


_PERCENT_APART = {"cs", "da", "de", "es", "fi", "fr", "nb", "ru", "sk", "sv", "uk"}
"""Languages that set a blank before the percent sign (Unicode's CLDR has it; Qt tells only the sign)."""


def signs_of(locale: QLocale) -> dict[str, str]:
    """What stands for the signs of an English number, for `text.number`."""
    zero = locale.zeroDigit()
    signs = {".": locale.decimalPoint(), ",": locale.groupSeparator(), "-": locale.negativeSign()}
    if len(zero) == 1:
        signs |= {str(digit): chr(ord(zero) + digit) for digit in range(10)}
    if QLocale.languageToCode(locale.language()) in _PERCENT_APART:
        signs["%"] = "\u00a0%"
    return {sign: other for sign, other in signs.items() if other != sign}


def share_format() -> str:
    """What a progress bar writes: its share, `%p` for Qt, with the blank that some languages set."""
    return number(0, ".0%").replace(number(0), "%p")


class _Lookup:
    """Looks texts up in one catalogue; each is asked for once. In another process it reads its own copy."""

    def __init__(self, texts: QTranslator) -> None:
        self._texts = texts
        self._known: dict[tuple[str, str], str] = {}

    def __reduce__(self) -> tuple[Callable[[str], _Lookup], tuple[str]]:
        return _lookup_in, (self._texts.filePath(),)

    def __call__(self, source: str, comment: str, n: int | None) -> str:
        if n is not None:
            # Qt counts in 32 bits; plural forms follow from a number's last digits.
            counted = n if abs(n) < _MILLION else _MILLION + abs(n) % _MILLION
            return self._texts.translate("", source, comment or None, counted) or ""
        key = (source, comment)
        if key not in self._known:
            self._known[key] = self._texts.translate("", source, comment or None) or ""
        return self._known[key]


def _lookup_in(path: str) -> _Lookup:
    texts = QTranslator()
    texts.load(path)
    return _Lookup(texts)
