"""Every link between documents leads somewhere."""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

ROOT = Path(__file__).parents[2]
HIDDEN = {".venv", ".uv", ".git", "node_modules"}
PAGES = [p for p in sorted(ROOT.rglob("*.md")) if HIDDEN.isdisjoint(p.relative_to(ROOT).parts)]
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)(?:\s+\"[^\"]*\")?\)")
PICTURE = re.compile(r'<img src="([^"]+)"')
OUTSIDE = re.compile(r"^(https?|mailto):")


def anchors(page):
    """Return the anchors of a page's headings, spelt as web views of repositories spell them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def broken(page):
    """Return the links of a page that lead nowhere."""
    found = []
    text = page.read_text(encoding="utf-8")
    for link in LINK.findall(text) + PICTURE.findall(text):
        if OUTSIDE.match(link):
            continue
        path, _, anchor = unquote(link).partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or (anchor and target.suffix == ".md" and anchor not in anchors(target)):
            found.append(link)
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page):
    assert broken(page) == []


def test_a_broken_link_is_noticed(tmp_path):
    page = tmp_path / "page.md"
    page.write_text(
        "# Here\n\n[a](#here) [b](#there) [c](gone.md) [d](https://example.org)\n"
        '<img src="gone.png" alt="">\n',
        encoding="utf-8",
    )
    assert broken(page) == ["#there", "gone.md", "gone.png"]


def test_the_readme_is_looked_at():
    assert ROOT / "README.md" in PAGES
