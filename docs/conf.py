"""How Sphinx builds the guide:

sphinx-build -W --keep-going -n docs build/docs

The pages are plain Markdown, which a code host shows as it is; the order of `index.md` is the order here too.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from ilmtool import __version__ as release  # noqa: E402

project = "ilmtool"
extensions = ["myst_parser"]
myst_heading_anchors = 4
html_theme = "furo"
html_title = f"ilmtool {release}"
html_show_sourcelink = False
html_copy_source = False
html_show_copyright = False


def _add_contents(_app: Sphinx, page: str, source: list[str]) -> None:
    """Give the index the table of contents that Sphinx wants, made of the links in it."""
    if page == "index":
        pages = re.findall(r"(?m)^- \[[^\]]*\]\((\w[\w-]*)\.md\)", source[0])
        source[0] += "\n```{toctree}\n:hidden:\n\n" + "\n".join(pages) + "\n```\n"


def setup(app: Sphinx) -> None:
    """Called by Sphinx."""
    app.connect("source-read", _add_contents)
