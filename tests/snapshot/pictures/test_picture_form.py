"""Every picture is whole SVG that needs nothing from elsewhere, and the small ones look as they did."""

import gzip
import re

import pytest
from tests.snapshot.pictures.gallery import EXPECTED, GLIDE, PICTURES, SNAPSHOTS, STEPS, drawn, parsed

from backrub.pictures.back import Look
from backrub.pictures.svg import STYLE
from backrub.pictures.theme import PAPER

SVG = "{http://www.w3.org/2000/svg}"
PICTURE_BYTES, ZIPPED_BYTES = 30_000, 10_000


@pytest.mark.parametrize("name", SNAPSHOTS)
def test_a_small_picture_looks_as_it_did(name):
    assert SNAPSHOTS[name]() + "\n" == (EXPECTED / f"{name}.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_whole_and_tells_what_it_shows(name):
    root = parsed(PICTURES[name]())
    assert root.tag == f"{SVG}svg"
    assert root.get("aria-label", "").strip()
    assert root.get("viewBox")


@pytest.mark.parametrize("name", PICTURES)
def test_ids_are_used_once_and_every_reference_is_answered(name):
    text = PICTURES[name]()
    ids = re.findall(r'\bid="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'url\(#([^)]+)\)|href="#([^"]+)"', text)) <= {
        pair for one in ids for pair in ((one, ""), ("", one))
    }


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_asks_nothing_of_the_network(name):
    text = PICTURES[name]().replace("http://www.w3.org/2000/svg", "")
    assert "http" not in text
    assert "@import" not in text
    assert "<script" not in text


def test_two_pictures_in_one_page_share_no_id():
    one, other = (set(re.findall(r'\bid="([^"]+)"', drawn(GLIDE, Look(prefix=key)))) for key in "ab")
    assert one
    assert not one & other


@pytest.mark.parametrize("name", STEPS)
def test_a_step_is_drawn_small(name):
    text = drawn(STEPS[name], Look())
    assert len(text.encode()) <= PICTURE_BYTES
    assert len(gzip.compress(text.encode())) <= ZIPPED_BYTES


def test_a_page_may_bring_the_style_itself():
    assert STYLE in drawn(GLIDE, Look())
    assert "<style" not in drawn(GLIDE, Look(style=False))
    assert "style=" not in drawn(GLIDE, Look(style=False))


def test_paper_neither_glows_nor_adds_light():
    assert "br-screen" not in drawn(GLIDE, Look(theme=PAPER, style=False))
    assert "#FFF0CF" not in drawn(GLIDE, Look(theme=PAPER))
