"""The look keeps its promises: contrast, no code in pages, nothing from elsewhere, few bytes."""

import re
from pathlib import Path

import pytest

from backrub.pictures.theme import CANDLE, LIVE, PAPER, contrast
from backrub.web import assets

WEB = Path(assets.__file__).parent
STATIC, TEMPLATES = WEB / "static", WEB / "templates"
PAGES = sorted(TEMPLATES.rglob("*.html"))
WRITTEN = [*PAGES, *STATIC.rglob("*.css"), *STATIC.rglob("*.js"), *STATIC.glob("*.svg")]
FIRST_LOAD_BYTES = 300_000
INLINE_CODE = (
    r"""<style\b|\sstyle\s*=|<script\b(?![^>]*\bsrc=)(?![^>]*type="application/json")"""
    r"""|\son[a-z]+\s*=\s*["']|javascript:"""
)
ICON_IN_USE = r"""\bicon\(["']([\w-]+)["']|\bicon_name=["']([\w-]+)["']|icons\.svg[^#\n]*#([a-z][\w-]+)"""


def tokens_of(sheet):
    """Return the colours a sheet names, by token."""
    named = re.findall(r"^  --([\w-]+): (#[0-9A-F]{6});", (STATIC / "css" / sheet).read_text(), re.MULTILINE)
    return dict(reversed(named))  # the first row of a name is the plain one, later ones are for more contrast


CANDLELIGHT = tokens_of("tokens.css")
BY_DAY = {**CANDLELIGHT, **tokens_of("paper.css")}


@pytest.mark.parametrize(
    ("words", "ground", "least"),
    [
        ("cream", "soot", 16.1),
        ("cream", "umber-2", 13.5),
        ("tallow", "soot", 10.0),
        ("dim", "soot", 6.4),
        ("dim", "umber-2", 5.4),
        ("flame", "soot", 11.5),
        ("flame-ink", "flame", 10.8),
        ("cream-live", "night", 12.8),
        ("flame", "night", 12.1),
        ("dim", "night", 6.7),
        ("rose", "night", 11.1),
        ("stop-ink", "stop", 9.5),
        ("edge", "soot", 4.0),
    ],
)
def test_words_stand_out_from_the_dark(words, ground, least):
    assert round(contrast(CANDLELIGHT[words], CANDLELIGHT[ground]), 1) >= least


@pytest.mark.parametrize(
    ("words", "ground", "least"),
    [
        ("cream", "soot", 14.1),
        ("tallow", "soot", 8.3),
        ("dim", "soot", 5.8),
        ("flame", "soot", 6.5),
        ("flame-ink", "flame", 7.0),
        ("rose", "soot", 4.5),
        ("edge", "soot", 3.5),
        ("stop-ink", "stop", 4.5),
    ],
)
def test_words_stand_out_from_paper(words, ground, least):
    assert round(contrast(BY_DAY[words], BY_DAY[ground]), 1) >= least


@pytest.mark.parametrize(
    ("theme", "named", "ground"),
    [(CANDLE, CANDLELIGHT, "soot"), (LIVE, CANDLELIGHT, "night"), (PAPER, BY_DAY, "soot")],
)
def test_pages_and_pictures_share_their_colours(theme, named, ground):
    drawn = {
        "ground": ground,
        "raised": "umber" if theme is LIVE else "umber-2",
        "first": "cream-live" if theme is LIVE else "cream",
        "second": "tallow",
        "third": "dim",
        "hair": "hair",
        "edge": "edge",
        "flame": "flame",
        "glow": "glow",
        "ember": "ember",
    }
    assert {part: getattr(theme, part) for part in drawn} == {
        part: named[token] for part, token in drawn.items()
    }


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(TEMPLATES).as_posix())
def test_pages_hold_no_style_and_no_code(page):
    assert re.findall(INLINE_CODE, page.read_text()) == []


@pytest.mark.parametrize(
    "spoilt",
    [
        '<p style="color:red">',
        "<style>",
        "<script>1</script>",
        '<b onclick="x()">',
        '<a href="javascript:x">',
    ],
)
def test_style_and_code_in_a_page_are_noticed(spoilt):
    assert re.search(INLINE_CODE, spoilt)


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.relative_to(WEB).as_posix())
def test_nothing_comes_from_elsewhere(path):
    named = re.findall(r"""(?:https?:)?//[\w.-]+\.[a-z]{2,}[^\s"')<]*""", path.read_text())
    assert [address for address in named if address != "http://www.w3.org/2000/svg"] == []


def test_every_icon_in_use_is_in_the_sprite():
    kept = set(re.findall(r'<symbol id="([\w-]+)"', (STATIC / "icons.svg").read_text()))
    found = (match for path in WRITTEN for match in re.finditer(ICON_IN_USE, path.read_text()))
    used = {next(filter(None, match.groups())) for match in found}
    assert "lock" in used
    assert used - kept == set()


def test_every_static_file_a_template_names_is_there():
    named = {
        path for page in PAGES for path in re.findall(r"""\basset\(["']([\w./-]+)["']\)""", page.read_text())
    }
    assert named - set(assets.shelf().by_path) == set()


def test_a_first_page_with_letters_and_two_backs_is_light():
    by_path = assets.shelf().by_path
    named = ["icons.svg", "js/forms.js", "fonts/literata.woff2", "fonts/literata-italic.woff2"]
    named += [f"css/{sheet}.css" for sheet in ("tokens", "base", "parts", "motion", "pictures", "paper")]
    named += ["backs/heavy_masculine.candle.fair.webp", "backs/feminine.candle.fair.webp"]
    sent = [by_path[path].packed or by_path[path].body for path in named]
    page = 6_000
    assert sum(map(len, sent)) + page <= FIRST_LOAD_BYTES


def test_letters_weigh_less_than_150_kb():
    letters = [assets.shelf().by_path[f"fonts/{name}.woff2"].body for name in ("literata", "literata-italic")]
    assert sum(map(len, letters)) <= 150_000


def test_letters_carry_their_licence():
    assert "SIL Open Font License, Version 1.1" in (STATIC / "fonts/OFL.txt").read_text()
