"""The table below the window: which rows, in what order, and that edits keep them right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ilmtool.core.annotation import Annotation, Polygon, Properties
from ilmtool.core.document import Document, Patch, apply_patch
from ilmtool.errors import UserError
from ilmtool.imagery.georeference import Georeference
from ilmtool.imagery.ground import ground_map
from ilmtool.session.table.arrange import Spec, arrange, sorted_in_pieces
from ilmtool.session.table.columns import BY_ID, COLUMNS, Facts
from ilmtool.session.table.query import completions, parse_query, with_values
from ilmtool.session.table.rows import Heading, Rows
from ilmtool.session.table.tsv import to_tsv
from ilmtool.text import Language, install

LABELS = ("crane", "Crane", "new roof", "", "Übung")


def note(key: str, **properties: object) -> Annotation:
    return Annotation(id=key, properties=Properties(**properties))


def box(key: str, x: float, y: float, width: float, height: float, drawn_on: str = "a") -> Annotation:
    ring = ((x, y), (x, y + height), (x + width, y + height), (x + width, y), (x, y))
    return note(key, image_geometry=Polygon(coordinates=(ring,)), drawn_on=drawn_on)


def document(*annotations: Annotation) -> Document:
    return Document(annotations={a.id: a for a in annotations})


def ids(annotations: Document, spec: Spec, facts: Facts = Facts()) -> list[str]:  # noqa: B008 - frozen
    rows = shown(annotations, spec, facts)
    return rows.ids_between(0, len(rows) - 1)


def shown(document: Document, spec: Spec, facts: Facts = Facts()) -> Rows:  # noqa: B008
    rows = Rows()
    rows.adopt(arrange(document.annotations, spec, facts), spec, facts)
    return rows


def passing(line: str, *annotations: Annotation, facts: Facts = Facts()) -> list[str]:  # noqa: B008
    return ids(document(*annotations), Spec(parse_query(line)), facts)


# -- the filter line ---------------------------------------------------------------------------

SAMPLE = (
    note("11111111-a", label="crane", certainty="possible", note="Beside the hall", author="ann"),
    note("22222222-b", label="Tower crane", certainty="confirmed", certainty_term="evident", author="bob"),
    note("33333333-c", label="new roof", certainty="probable", updated="2019-03-02T02:15:00Z"),
    note("44444444-d", label="", note="two words", updated="2019-03-05T00:00:00Z"),
)


@pytest.mark.parametrize(
    ("line", "passed"),
    [
        ("", "1234"),
        ("crane", "12"),
        ("CRANE hall", "1"),
        ("label:crane", "12"),
        ("label=crane", "1"),
        ("label=crane,'new", "1"),
        ('label=crane,"new roof"', "13"),
        ("label:crane certainty:possible", "1"),
        ("-label:crane", "34"),
        ("certainty=probable,possible", "13"),
        ('label=""', "4"),
        ('-note=""', "14"),
        ('"two words"', "4"),
        ('note:"two words"', "4"),
        ("evident", "2"),
        ("author:bo", "2"),
        ("id:2222", "2"),
        ("id=22222222-b", "2"),
        ("updated>2019-03-02", "4"),
        ("updated<=2019-03-02", "3"),
        ("updated>=2019-03", "34"),
        ("label:", "1234"),
        ("-", "1234"),
        ("term:EVID", "2"),
    ],
)
def test_what_passes_a_filter_line(line: str, passed: str):
    assert "".join(key[0] for key in passing(line, *SAMPLE)) == passed


@pytest.mark.parametrize(
    "line", ["colour:red", "http://x", "label>crane", "size>big", "before:x", "x" * 3000]
)
def test_a_line_that_makes_no_sense_says_so(line: str):
    with pytest.raises(UserError):
        parse_query(line)


@given(st.text(alphabet="label:=\"-<>,. ü\\'()[]*\n\t", max_size=30))
def test_any_line_is_a_filter_or_a_sentence(line: str):
    try:
        query = parse_query(line)
    except UserError:
        return
    assert len(query.test(Facts())(SAMPLE)) == len(SAMPLE)


def test_header_menus_write_the_line():
    line = with_values("text", "label", ["crane", "new roof", "a,b", ""])
    assert line == 'text label=crane,"new roof","a,b",""'
    again = with_values(line, "label", ["x"])
    assert again == "text label=x"
    assert with_values(again, "label", None) == "text"
    assert passing(with_values("", "label", [""]), *SAMPLE) == ["44444444-d"]


def test_completions_name_columns_and_then_values():
    values = {"label": ["crane", "new roof"], "certainty": ["possible"]}

    def of(column: str) -> list[str]:
        return values.get(column, [])

    assert completions("tower ce", of) == ["tower certainty:"]
    assert completions("-la", of) == ["-label:"]
    assert completions("label:", of) == ["label:crane", 'label:"new roof"']
    assert completions("x label=crane,roof", of) == ['x label=crane,"new roof"']
    assert completions("label:crane ", of) == []
    for line in completions("label:", of):
        assert passing(line, *SAMPLE)


@pytest.fixture
def spoken() -> Iterator[None]:
    """Another language, with a point for a comma."""
    words = {"possible": "möglich", "probable": "wahrscheinlich", "box": "Kasten", "Certainty": "Gewissheit"}
    install(Language(lambda source, comment, n: words.get(source, ""), {".": ",", ",": "."}))
    yield
    install(Language())


@pytest.mark.usefixtures("spoken")
def test_a_filter_line_means_the_same_in_every_language():
    assert passing("certainty=probable,possible", *SAMPLE) == passing("certainty:WAHR,möglich", *SAMPLE)
    assert passing("-certainty:möglich", *SAMPLE) == passing("-certainty:possible", *SAMPLE)
    assert passing("Gewissheit=möglich", *SAMPLE) == passing("certainty=possible", *SAMPLE) != ""
    assert completions("gew", lambda column: []) == ["certainty:"]
    assert completions("certainty:mög", lambda column: ["possible"]) == ["certainty:possible"]


@pytest.mark.usefixtures("spoken")
def test_cells_and_headings_are_shown_in_the_language_and_sorted_by_the_contract():
    made = document(
        *(note(str(i), certainty=word) for i, word in enumerate(("probable", "sure", "possible")))
    )
    rows = shown(made, Spec(group="certainty"))
    assert [h.title for h in rows.headings] == ["wahrscheinlich", "möglich", "sure"]
    assert ids(made, Spec(sort="certainty")) == ["0", "2", "1"]
    assert BY_ID["shape"].shown("box") == "Kasten"
    assert BY_ID["shape"].shown("oriented box") == "oriented box"
    assert BY_ID["kind"].shown("examined") == "examined"
    assert BY_ID["size"].shown("22.30 × 1050.0") == "22,30 × 1050,0"
    assert BY_ID["size"].shown("30 × 3 px") == "30 × 3 px"
    assert BY_ID["certainty"].shown("") == ""


# -- order and size ----------------------------------------------------------------------------


def test_words_of_the_contract_sort_in_their_own_order():
    words = ("unknown", "zzz", "possible", None, "confirmed", "probable")
    made = document(*(note(str(i), certainty=word) for i, word in enumerate(words)))
    order = [words[int(key)] for key in ids(made, Spec(sort="certainty"))]
    assert order == [None, "confirmed", "probable", "possible", "unknown", "zzz"]
    assert ids(made, Spec(sort="certainty", descending=True)) == ids(made, Spec(sort="certainty"))[::-1]


def test_size_is_in_metres_on_the_ground_also_where_pixels_are_degrees():
    # On WGS 84 at 60 north a degree is 55.80 km along x and 111.4 km along y.
    degrees = Georeference((1e-5, 0, 20, 0, -1e-5, 60), "EPSG:4326", None, (1000, 1000))
    utm = Georeference((0.5, 0, 5e5, 0, -0.5, 4e6), "EPSG:32651", None, (1000, 1000))
    facts = Facts({"a": ground_map(degrees), "b": ground_map(utm), "c": None}, after_id="b")
    boxes = [box("1", 10, 10, 20, 20), box("2", 10, 10, 100, 60, "b"), box("3", 10, 10, 30, 3, "c")]
    boxes.append(Annotation(id="4", properties=Properties()))
    text = [BY_ID["size"].text(b, facts) for b in boxes]
    # On the central meridian of UTM, lengths in the grid are 0.9996 of those on the ground.
    assert text == ["22.3 × 11.2", "50.0 × 30.0", "30 × 3 px", ""]
    assert ids(document(*boxes), Spec(sort="size"), facts) == ["3", "4", "1", "2"]
    assert passing("size>40", *boxes, facts=facts) == ["2"]
    assert passing("-size>40", *boxes, facts=facts) == ["1"]
    assert passing("size>22,5", *boxes, facts=facts) == ["2"], "a comma in a comparison is no list"
    assert passing("size=22.3,50", *boxes, facts=facts) == ["1", "2"]
    assert passing('size="22,3"', *boxes, facts=facts) == ["1"]
    with pytest.raises(UserError, match=r"it might be 1\.5 or 1500"):
        parse_query("size>1,500")
    try:
        install(Language(None, {".": ",", ",": "."}))
        assert passing("size>1,500", *boxes, facts=facts) == ["1", "2"]
        with pytest.raises(UserError, match="it might be 1,5 or 1500"):
            parse_query("size>1.500")
    finally:
        install(Language())


def test_sorting_in_pieces_is_sorting():
    values = [f"{n * 7919 % 10_007:05d}" for n in range(10_007)]
    assert sorted_in_pieces(values) == sorted(values)
    assert sorted_in_pieces([]) == []


def test_every_column_has_keys_of_one_type_and_text_for_an_empty_annotation():
    empty, full = Annotation(id="x", properties=Properties()), SAMPLE[1]
    for column in COLUMNS:
        keys = column.keys([empty, full], Facts())
        assert len({type(key) for key in keys}) == 1
        assert all(isinstance(column.text(a, Facts()), str) for a in (empty, full))


# -- groups and edits --------------------------------------------------------------------------


def test_groups_have_headings_with_counts_and_fold():
    made = document(*(note(str(i), label=label) for i, label in enumerate(("b", "a", "b", "A", "b"))))
    rows = shown(made, Spec(group="label", sort="id", descending=True))
    assert [(h.title, h.count) for h in rows.headings] == [("A", 1), ("a", 1), ("b", 3)]
    table = [rows.at(row) for row in range(len(rows))]
    assert [r.title if isinstance(r, Heading) else r for r in table] == [
        "A",
        "3",
        "a",
        "1",
        "b",
        "4",
        "2",
        "0",
    ]
    for step in rows.collapse(rows.headings[2].key, True):
        rows.take(step)
    assert len(rows) == 5
    assert rows.row_of(made.annotations["2"]) is None
    assert rows.row_of(made.annotations["3"]) == 1
    assert rows.members(4) == ["4", "2", "0"]
    assert rows.ids_between(0, 4) == ["3", "1"]
    assert rows.neighbour(made.annotations["1"], 1) == "4"
    assert rows.neighbour(made.annotations["0"], 1) == "3"
    assert rows.neighbour(None, -1) == "0"


class View:
    """What a table widget would hold: it hears of steps only, and must end with the right rows."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self.cells = [self.cell(row) for row in range(len(rows))]

    def cell(self, row: int) -> object:
        found = self.rows.at(row)
        return found if isinstance(found, str) else (found.key, found.count, found.collapsed)

    def follow(self, steps: object) -> None:
        for step in steps:
            if step.kind == "remove":
                del self.cells[step.first : step.last + 1]
            self.rows.take(step)
            fresh = (
                [self.cell(row) for row in range(step.first, step.last + 1)] if step.kind != "remove" else []
            )
            if step.kind == "insert":
                self.cells[step.first : step.first] = fresh
            elif step.kind == "change":
                self.cells[step.first : step.last + 1] = fresh


KEYS = st.sampled_from([f"k{i}" for i in range(8)])
EDIT = st.tuples(
    KEYS, st.one_of(st.none(), st.tuples(st.sampled_from(LABELS), st.sampled_from(["", "x", "y"])))
)
SPECS = st.builds(
    Spec,
    st.sampled_from(["", "label:crane", "-note:x", "note=y,x"]).map(parse_query),
    st.sampled_from(["", "label", "note", "id"]),
    st.booleans(),
    st.sampled_from(["", "label"]),
)


@settings(max_examples=150, deadline=None)
@given(SPECS, st.lists(st.lists(EDIT, min_size=1, max_size=4), max_size=8), st.sets(st.sampled_from(LABELS)))
def test_following_edits_ends_where_arranging_anew_does(spec: Spec, patches: list, folded: set[str]):
    held = document(*(note(f"k{i}", label=LABELS[i % 5], note="xy"[i % 2]) for i in range(5)))
    rows = shown(held, spec)
    view = View(rows)
    for heading in rows.headings:
        if heading.title in folded:
            view.follow(rows.collapse(heading.key, True))
    for edits in patches:
        patch = {}
        for key, value in edits:
            before = held.annotations.get(key)
            after = None if value is None else note(key, label=value[0], note=value[1])
            if before is not None or after is not None:
                patch[key] = (before, after)
        held = apply_patch(held, Patch(patch))
        view.follow(rows.steps(Patch(patch)))
        anew = shown(held, spec)
        assert rows.ids == anew.ids
        assert [(h.key, h.count) for h in rows.headings] == [(h.key, h.count) for h in anew.headings]
        assert view.cells == [view.cell(row) for row in range(len(rows))]
        for row in range(len(rows)):
            found = rows.at(row)
            if isinstance(found, str):
                assert rows.row_of(held.annotations[found]) == row
        assert all(rows.shows(a) == (key in anew.ids) for key, a in held.annotations.items())


# -- copying -----------------------------------------------------------------------------------


def test_no_cell_is_taken_for_a_formula():
    rows = [["=1+1", "+49", "-2", "@x", "plain"], [" =x", "\t=y", 'say "hi"', "two\nlines", "a-b"]]
    text = to_tsv(["A", "B", "C", "D", "E"], rows)
    import csv
    import io

    read = list(csv.reader(io.StringIO(text, newline=""), delimiter="\t"))
    assert read == [
        ["A", "B", "C", "D", "E"],
        ["'=1+1", "'+49", "'-2", "'@x", "plain"],
        ["' =x", "'\t=y", 'say "hi"', "two\nlines", "a-b"],
    ]


def test_a_spec_is_a_value():
    spec = Spec(parse_query("label:a"), "label")
    assert replace(spec) == spec
    assert np.array_equal(BY_ID["size"].keys([SAMPLE[0]], Facts()), [-1.0])
