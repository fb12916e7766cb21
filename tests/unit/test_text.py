"""Texts: what `tr` gives, and that the source says every text of a window through it."""

from __future__ import annotations

import ast
import errno
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from ilmtool import text
from ilmtool.errors import reason_of
from ilmtool.text import Language, english, in_english, install, mark, number, tr

PACKAGE = Path(text.__file__).parent
SILENT = {"cli"}  # a command line speaks English

SAID = {
    # Errors and remarks: every text among their arguments but codes and names.
    *("UserError", "Notice", "notify"),
    # Qt's setters and widgets.
    *("setText", "setToolTip", "setStatusTip", "setWhatsThis", "setTitle", "setWindowTitle", "setLabelText"),
    *("setPlaceholderText", "setAccessibleName", "setAccessibleDescription", "setInformativeText"),
    *("setHeaderLabels", "setHorizontalHeaderLabels", "setSuffix", "setPrefix", "setSpecialValueText"),
    *("QLabel", "QPushButton", "QCheckBox", "QRadioButton", "QGroupBox", "QAction", "QDockWidget", "QMenu"),
    *("QProgressDialog", "addTab", "addMenu", "addRow", "setTabText", "setButtonText", "setCancelButtonText"),
}
KINDS = {"error", "warning", "info"}
COMMAND = re.compile(r"[a-z]+\.[a-z-]+")
"""A command's id: what a notice offers to do."""


def part_of(path: Path) -> str:
    inside = path.relative_to(PACKAGE).parts
    return inside[0] if len(inside) > 1 else "program"


def trees() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path, ast.parse(path.read_text(encoding="utf-8"))


def name_of(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def test_english_needs_no_catalogue() -> None:
    assert tr("%n box(es) in {name} (old)", "", 1, name="{x}") == "1 box in {x} (old)"
    assert tr("%n box(es) in {name} (old)", "", 2000, name="a") == "2,000 boxes in a (old)"
    assert english("%n entr(y|ies) (is|are) left", 1) == "%n entry is left"
    assert english("%n entr(y|ies) (is|are) left", 0) == "%n entries are left"
    assert tr("as it is: {name} (s) %n") == "as it is: {name} (s) %n"
    assert mark("Open…") == "Open…"
    assert number(-12345.678, ",.1f") == "-12,345.7"


def test_a_language_gives_texts_and_signs() -> None:
    texts = {
        ("%n box(es)", "", True): "%n Kästen",
        ("Open", "state", False): "offen",
        ("{a} of {b}", "", False): "{b}: {a}",
        ("slip {a}", "", False): "{b}",
    }
    try:
        install(
            Language(
                lambda s, c, n: texts.get((s, c, n is not None), ""), {",": ".", ".": ",", "-": "\u2212"}
            )
        )
        assert tr("%n box(es)", "", 2000) == "2.000 Kästen"
        assert tr("Open", "state") == "offen"
        assert tr("Open") == "Open"
        assert tr("{a} of {b}", a=1, b="{x}") == "{x}: 1"
        assert tr("slip {a}", a=1) == "slip 1", "a translation with a slip must not cost the message"
        assert number(-12345.678, ",.1f") == "\u221212.345,7"
        assert number(1234, "d") == "1234"
        with in_english():
            assert tr("%n box(es)", "", 2000) == "2,000 boxes"
            assert number(-1.5, ".1f") == "-1.5"
        assert tr("%n box(es)", "", 2000) == "2.000 Kästen"
    finally:
        install(Language())
    assert tr("{a} of {b}", a=1, b=2) == "1 of 2"


def test_values_are_set_apart_where_text_runs_from_the_right() -> None:
    try:
        install(Language(right_to_left=True))
        assert (
            tr("The id {id!r} of {path}", id="a", path=Path("b")) == "The id \u2068'a'\u2069 of \u2068b\u2069"
        )
        assert tr("{count} of {none}", count=3, none="") == "3 of "
    finally:
        install(Language())


def test_texts_are_literal_filled_and_not_said_at_import() -> None:
    """Qt's `lupdate` reads literals; what runs at import knows no language; values and places agree."""
    wrong: list[str] = []

    def look(node: ast.AST, path: Path, at_import: bool, in_f_string: bool) -> None:
        place = f"{path.relative_to(PACKAGE.parent)}:{getattr(node, 'lineno', 0)}"
        if isinstance(node, ast.Call) and name_of(node) in {"tr", "mark"} and isinstance(node.func, ast.Name):
            first = node.args[0] if node.args else None
            if name_of(node) == "tr" and at_import:
                wrong.append(f"{place}: tr() at import; mark() it, and tr() where it is shown")
            if name_of(node) == "mark" and not isinstance(first, ast.Constant):
                wrong.append(f"{place}: mark() wants a literal")
            if isinstance(first, ast.JoinedStr):
                wrong.append(f"{place}: tr() of an f-string")
            if isinstance(first, ast.Constant):
                if in_f_string:
                    wrong.append(f"{place}: tr() inside an f-string, where lupdate does not look")
                if any(keyword.arg in {"n", "comment"} for keyword in node.keywords):
                    wrong.append(f"{place}: n and comment of tr() go by their places")
                given = {k.arg for k in node.keywords}
                filled = bool(given) and None not in given
                named = (
                    {n for _, n, _, _ in string.Formatter().parse(str(first.value)) if n} if filled else None
                )
                if named is not None and named != given:
                    wrong.append(f"{place}: {sorted(named)} in the text, {sorted(map(str, given))} given")
                counted = len(node.args) > 2
                if counted != ("%n" in str(first.value)) and name_of(node) == "tr":
                    wrong.append(f"{place}: %n in the text and a number as the third argument go together")
        for field, value in ast.iter_fields(node):
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.AST):
                    body = (
                        isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
                        and field == "body"
                    )
                    look(child, path, at_import and not body, in_f_string or isinstance(node, ast.JoinedStr))

    for path, tree in trees():
        if "from ilmtool.text import" in path.read_text(encoding="utf-8"):
            look(tree, path, at_import=True, in_f_string=False)
    assert not wrong, "\n".join(wrong)


def test_what_a_window_says_goes_through_tr() -> None:
    wrong = []
    for path, tree in trees():
        if part_of(path) in SILENT:
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and name_of(node) in SAID:
                given = (*node.args, *(keyword.value for keyword in node.keywords))
                place = path.relative_to(PACKAGE.parent)
                wrong += [f"{place}:{each.lineno}: {ast.unparse(each)}" for each in given if is_text(each)]
    assert not wrong, "say it by tr():\n" + "\n".join(wrong)


def is_text(node: ast.expr) -> bool:
    """Whether an argument holds words in the source that nothing translates."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        is_code = node.value in KINDS or COMMAND.fullmatch(node.value) is not None
        return not is_code and any(c.isalpha() for c in node.value)
    if isinstance(node, ast.JoinedStr):
        return any(is_text(part) for part in node.values if isinstance(part, ast.Constant))
    if isinstance(node, ast.BinOp | ast.BoolOp):
        return any(is_text(each) for each in ast.iter_child_nodes(node) if isinstance(each, ast.expr))
    if isinstance(node, ast.IfExp):
        return is_text(node.body) or is_text(node.orelse)
    return False


@pytest.mark.parametrize("words", ["'Open'", "f'{a} of {b}'", "'a' if x else tr('b')", "'No ' + name"])
def test_words_that_nothing_translates_are_found(words: str) -> None:
    assert is_text(ast.parse(words, mode="eval").body)
    assert not is_text(ast.parse("f'{a}: {b}'", mode="eval").body)


def test_the_reason_of_the_system_is_said_in_the_language_where_it_is_known() -> None:
    missing = FileNotFoundError(errno.ENOENT, "No such file or directory")
    odd = OSError(errno.EINVAL, "The quux is frobbed")
    assert reason_of(missing) == "No such file or directory"
    install(Language(lambda source, *_: {"No such file or directory": "Nicht da"}.get(source, "")))
    try:
        assert [reason_of(missing), reason_of(odd), reason_of(OSError("gone"))] == [
            "Nicht da",
            "The quux is frobbed",
            "gone",
        ]
    finally:
        install(Language())
