"""The blocks of a report as PDF pages, by fpdf2: pure Python, so that no window system is needed."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from fpdf import FPDF
from fpdf.enums import WrapMode, XPos, YPos
from fpdf.fonts import FontFace, TTFFont

from ilmtool.review.page import Block, Heading, Paragraph, Picture, Table, visible

_FAMILY = "DejaVu"
_SIZES = {1: 16.0, 2: 12.0, 3: 10.5}
_TEXT_PT, _CELL_PT = 9.0, 8.0
_LONGEST_CELL = 400
_LACKING = "Characters that the font of this report has not are marked; the HTML page has them."


def pdf_pages(title: str, blocks: Sequence[Block], font: Path, made: datetime) -> bytes:
    """The report as a PDF of A4 pages.

    Parameters
    ----------
    title : str
    blocks : sequence of Block
    font : Path
        TrueType font for everything; the part of it that is used goes into the file.
    made : datetime
        With time zone; stands in the file's properties.
    """
    pdf = FPDF(format="A4")
    pdf.set_creation_date(made)
    pdf.set_title(visible(title))
    pdf.set_creator("ilmtool")
    pdf.set_auto_page_break(auto=True, margin=15)
    pdf.set_margin(15)
    pdf.add_font(_FAMILY, "", font)
    pdf.add_page()
    for block in blocks:
        _add(pdf, block)
    if any(not _has_all(pdf, text) for block in blocks for text in _texts(block)):
        _write(pdf, _LACKING, _CELL_PT)
    return bytes(pdf.output())


def _texts(block: Block) -> Iterator[str]:
    match block:
        case Table():
            yield from (cell[:_LONGEST_CELL] for row in (block.columns, *block.rows) for cell in row)
        case Picture():
            yield block.caption
        case _:
            yield block.text


def _has_all(pdf: FPDF, text: str) -> bool:
    return _shown(pdf, text) == visible(text)


def _shown(pdf: FPDF, text: str) -> str:
    """Text with a mark for each character that the font has not; fpdf2 would draw nothing, and say so."""
    font = next(iter(pdf.fonts.values()))
    glyphs = font.cmap if isinstance(font, TTFFont) else {}
    return "".join(c if ord(c) in glyphs or c == "\n" else "\N{REPLACEMENT CHARACTER}" for c in visible(text))


def _add(pdf: FPDF, block: Block) -> None:
    match block:
        case Heading():
            pdf.ln(2)
            size = _SIZES.get(block.level, _TEXT_PT)
            if pdf.will_page_break(4 * size * 0.5):
                pdf.add_page()
            _write(pdf, block.text, size)
        case Paragraph():
            _write(pdf, block.text, _TEXT_PT)
        case Table():
            _table(pdf, block)
        case Picture():
            _picture(pdf, block)


def _write(pdf: FPDF, text: str, size: float) -> None:
    pdf.set_font(_FAMILY, size=size)
    mode = WrapMode.CHAR if _has_long_word(text) else WrapMode.WORD
    pdf.multi_cell(
        0, size * 0.5, _shown(pdf, text), align="L", wrapmode=mode, new_x=XPos.LMARGIN, new_y=YPos.NEXT
    )


def _has_long_word(text: str, longest: int = 60) -> bool:
    return any(len(word) > longest for word in text.split())


def _table(pdf: FPDF, table: Table) -> None:
    # What does not fit a page across is in the JSON and on the HTML page.
    shown = table.columns[: _columns_that_fit(table)]
    pdf.set_font(_FAMILY, size=_CELL_PT)
    is_wide = any(_has_long_word(cell, 24) for row in table.rows for cell in row)
    mode = WrapMode.CHAR if is_wide else WrapMode.WORD
    heading = FontFace(fill_color=(235, 235, 235), emphasis="")
    with pdf.table(
        headings_style=heading, line_height=_CELL_PT * 0.55, text_align="LEFT", wrapmode=mode,
        col_widths=_widths(table, len(shown)),
    ) as made:  # fmt: skip
        for line in (table.columns, *table.rows):
            row = made.row()
            for cell in line[: len(shown)]:
                row.cell(_shown(pdf, cell[:_LONGEST_CELL]))
    pdf.ln(2)
    if len(shown) < len(table.columns):
        left_out = len(table.columns) - len(shown)
        _write(pdf, f"{left_out} more columns are on the HTML page and in the JSON.", _CELL_PT)


def _columns_that_fit(table: Table) -> int:
    return min(len(table.columns), 14)


def _widths(table: Table, count: int) -> tuple[int, ...]:
    """In proportion to the longest text of each column, within bounds."""
    rows = (table.columns, *table.rows[:200])
    return tuple(max(6, min(40, max(len(row[i]) for row in rows if i < len(row)))) for i in range(count))


def _picture(pdf: FPDF, picture: Picture) -> None:
    width, height = picture.size
    shown = pdf.epw
    if pdf.will_page_break(shown * height / max(width, 1) + 8):
        pdf.add_page()
    pdf.image(io.BytesIO(picture.png), w=shown, alt_text=visible(picture.caption))
    _write(pdf, picture.caption, _CELL_PT)
    pdf.ln(1)
