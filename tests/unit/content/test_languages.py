"""Every language beside English says what English says, as briefly, with the words its sentences need."""

import pytest
from tests.unit.content.test_phrases import LONGEST, SPOKEN

from backrub.content.languages import catalogue_in, languages
from backrub.domain.back import SiteSide
from backrub.domain.planner.words import count_words

OTHERS = [code for code in languages() if code != "en"]


@pytest.mark.parametrize("code", OTHERS)
def test_every_line_but_a_reason_is_as_short_as_in_english(code):
    catalogue = catalogue_in(code)
    longest = max((catalogue.place_name(where) for where in SiteSide), key=count_words)
    said = {
        key: catalogue.say(key, **LONGEST | {"place": longest})
        for key in catalogue.phrases
        if not key.startswith("reason.")
    }
    assert {key: line for key, line in said.items() if count_words(line) > 16} == {}


@pytest.mark.parametrize("code", OTHERS)
def test_spoken_lines_have_at_most_twelve_words_of_their_own(code):
    phrases = catalogue_in(code).phrases
    spoken = {key: row.text for key, row in phrases.items() if key.split(".")[0] in SPOKEN}
    assert {key: text for key, text in spoken.items() if count_words(text) > 12} == {}


@pytest.mark.parametrize("code", OTHERS)
def test_a_place_is_named_with_its_side_and_no_two_are_alike(code):
    catalogue = catalogue_in(code)
    names = {where: catalogue.place_name(where) for where in SiteSide}
    assert all(catalogue.side_name(where.side) in name.split() for where, name in names.items())
    assert len(set(names.values())) == len(SiteSide)


def test_a_list_drops_the_article_and_nothing_else():
    german, english = catalogue_in("de"), catalogue_in("en")
    assert german.label(german.place_name(SiteSide.NECK_LEFT)) == "Nacken links"
    assert german.label("Nacken und Kopf") == "Nacken und Kopf"
    assert english.label("the lower back") == "lower back"
    assert english.label("the") == "the"


def test_what_a_language_lacks_is_said_in_english():
    assert catalogue_in("tlh") is catalogue_in("en")
