"""A printed report as blocks, and the blocks as one HTML page: self-contained, escaped, without scripts."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the page's title."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Plain text."""

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of text below column names; `is_matrix` marks the first column and the diagonal."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    is_matrix: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as PNG bytes, with what it shows."""

    png: bytes
    caption: str
    size: tuple[int, int]


Block = Heading | Paragraph | Table | Picture

_STYLE = """
:root { color-scheme: light; }
body { font: 14px/1.45 "DejaVu Sans", "Segoe UI", Arial, sans-serif; color: #111; background: #fff;
  max-width: 1000px; margin: 24px auto; padding: 0 16px; }
h1 { font-size: 22px; } h2 { font-size: 17px; margin-top: 28px; } h3 { font-size: 15px; }
table { border-collapse: collapse; margin: 8px 0; }
th, td { border: 1px solid #999; padding: 3px 8px; text-align: left; overflow-wrap: anywhere; }
th { background: #eee; }
table:not(.matrix) th { overflow-wrap: normal; }
table.matrix td { text-align: right; } table.matrix td:first-child { text-align: left; background: #eee; }
table.matrix td.same { font-weight: bold; background: #e4f2e4; }
figure { margin: 12px 0; break-inside: avoid; } figcaption { margin-top: 2px; }
img { max-width: 100%; height: auto; border: 1px solid #999; }
@media print {
  body { margin: 0; max-width: none; font-size: 10pt; }
  h2, h3 { break-after: avoid; } tr { break-inside: avoid; } thead { display: table-header-group; }
  th, table.matrix td:first-child, table.matrix td.same { print-color-adjust: exact; }
}
@page { size: A4; margin: 15mm; }
"""


def html_page(title: str, blocks: Sequence[Block]) -> str:
    """The page. Nothing in it comes from elsewhere: its content policy would not let it."""
    body = "\n".join(_block(block) for block in blocks)
    policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        f"<title>{_text(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def visible(text: str) -> str:
    """Text without what cannot be printed: controls, marks that turn the direction of writing, halves of
    characters. Each becomes one replacement mark.
    """
    return "".join(c if c.isprintable() or c == "\n" else "\N{REPLACEMENT CHARACTER}" for c in text)


def _text(text: str) -> str:
    return escape(visible(text), quote=True)


def _block(block: Block) -> str:
    match block:
        case Heading():
            return f"<h{block.level}>{_text(block.text)}</h{block.level}>"
        case Paragraph():
            return f"<p>{_text(block.text)}</p>"
        case Table():
            return _table(block)
        case Picture():
            data = base64.b64encode(block.png).decode("ascii")
            width, height = block.size
            return (
                f'<figure><img alt="{_text(block.caption)}" width="{width}" height="{height}" '
                f'src="data:image/png;base64,{data}"><figcaption>{_text(block.caption)}</figcaption></figure>'
            )


def _table(table: Table) -> str:
    head = "".join(f'<th scope="col">{_text(name)}</th>' for name in table.columns)
    lines = []
    for number, row in enumerate(table.rows):
        cells = "".join(
            f'<td class="same">{_text(cell)}</td>'
            if table.is_matrix and column == number + 1 and number < len(table.rows) - 1
            else f"<td>{_text(cell)}</td>"
            for column, cell in enumerate(row)
        )
        lines.append(f"<tr>{cells}</tr>")
    kind = ' class="matrix"' if table.is_matrix else ""
    return (
        f"<table{kind}>\n<thead><tr>{head}</tr></thead>\n<tbody>\n" + "\n".join(lines) + "\n</tbody></table>"
    )
