"""The guide builds without a warning, and its links lead somewhere also as plain Markdown."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

DOCS = Path(__file__).resolve().parents[3] / "docs"
PAGES = sorted(DOCS.glob("*.md"))
FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")


def text_of(page: Path) -> str:
    """A page without its code."""
    return FENCED.sub("", page.read_text(encoding="utf-8"))


def anchors(page: Path) -> list[str]:
    """What a code host makes of the page's headings."""
    headings = re.findall(r"^#+ (.*)$", text_of(page), re.MULTILINE)
    return [re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings]


def test_sphinx_builds_it_without_a_warning(tmp_path: Path) -> None:
    pytest.importorskip("sphinx", reason="Sphinx is not installed: pip install '.[docs]'")
    pytest.importorskip("myst_parser", reason="MyST is not installed: pip install '.[docs]'")
    pytest.importorskip("furo", reason="Furo is not installed: pip install '.[docs]'")
    command = ["-m", "sphinx", "-W", "--keep-going", "-n", "-q", str(DOCS), str(tmp_path / "html")]
    done = subprocess.run([sys.executable, *command], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert {page.stem for page in PAGES} <= {page.stem for page in (tmp_path / "html").glob("*.html")}


def test_every_page_is_listed_once_in_the_index() -> None:
    index = (DOCS / "index.md").read_text(encoding="utf-8")
    listed = re.findall(r"(?m)^- \[[^\]]*\]\((\w[\w-]*\.md)\)", index)
    assert sorted(listed) == [page.name for page in PAGES if page.name != "index.md"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_and_anchors_lead_somewhere(page: Path) -> None:
    broken = []
    for target in LINK.findall(text_of(page)):
        if "://" in target:
            continue
        name, _, anchor = target.partition("#")
        file = page.parent / name if name else page
        if not file.is_file() or (anchor and anchor not in anchors(file)):
            broken.append(target)
    assert broken == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_has_one_title_and_no_heading_twice(page: Path) -> None:
    headings = re.findall(r"^(#+) ", text_of(page), re.MULTILINE)
    assert headings.count("#") == 1
    assert len(set(anchors(page))) == len(anchors(page))


def pictures_of(page: Path) -> list[str]:
    return re.findall(r"!\[[^\]]+\]\(images/([^)\s]+)\)", page.read_text(encoding="utf-8"))


def test_every_picture_is_made_by_the_script_shown_and_of_modest_size() -> None:
    made = re.findall(r'@picture\("([^"]+)"', (DOCS / "screenshots.py").read_text(encoding="utf-8"))
    shown = {name for page in PAGES for name in pictures_of(page)}
    files = list((DOCS / "images").iterdir())
    assert sorted(made) == sorted(shown) == sorted(file.name for file in files)
    assert sum(file.stat().st_size for file in files) < 2_500_000


def test_the_script_makes_a_picture_of_the_real_window(tmp_path: Path) -> None:
    command = [
        str(DOCS / "screenshots.py"),
        "welcome",
        "--out",
        str(tmp_path),
        "--work",
        str(tmp_path / "work"),
    ]
    done = subprocess.run([sys.executable, *command], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    with Image.open(tmp_path / "welcome.png") as picture:
        assert picture.size == (1280, 720)
        assert len(picture.convert("RGB").getcolors(1 << 20) or ()) > 10, "there is something on it"
