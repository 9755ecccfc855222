"""The dents that templates draw."""

from xml.etree import ElementTree as ET

import pytest

from backrub.domain.pressure import PressureWord
from backrub.web.drawings import touch


@pytest.mark.parametrize("size", ["large", "ladder", "glyph"])
@pytest.mark.parametrize("word", list(PressureWord))
def test_every_touch_is_drawn_and_named_without_style(word, size):
    drawn = ET.fromstring(touch(word.value, size))  # noqa: S314 our own drawing
    assert word.value in drawn.attrib["aria-label"]
    assert [one for one in drawn.iter() if "style" in one.attrib] == []


def test_touches_differ():
    for size in ("large", "ladder", "glyph"):
        assert len({touch(word.value, size) for word in PressureWord}) == len(PressureWord)


def test_a_ladder_remembers_the_word_before():
    assert "was firm, now medium" in touch("medium", "ladder", was="firm")


@pytest.mark.parametrize(("word", "size"), [("hard", "large"), ("firm", "huge")])
def test_other_words_and_sizes_are_refused(word, size):
    with pytest.raises(ValueError, match=rf"{word}|{size}"):
        touch(word, size)
