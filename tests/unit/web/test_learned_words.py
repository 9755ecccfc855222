"""What was learned, in words: no numbers, no more certainty than there is, and why."""

import re
from dataclasses import dataclass, field

import pytest
from tests.web_house import memory_house

from backrub.application.learn_taste import EditKind, TasteEdit
from backrub.application.words_heard import NOTICED, Heard
from backrub.domain.back import SiteSide
from backrub.domain.preferences import LEARNED, Liking
from backrub.domain.pressure import PressureWord
from backrub.web.learned_words import Spoken, learned_places, pressure_words

CATALOGUE = memory_house().catalogue
WHERE = SiteSide.BETWEEN_BLADES_LEFT
DAY_MS = 86_400_000
NOON_MS = 1_793_707_200_000
"""3 November 2026, noon in Greenwich."""


@dataclass
class Believed:
    """Stand for a taste that believes something of one place."""

    level: float = 3.5
    spread: float = 0.2
    speed_cm_s: float = 5.0
    elsewhere: Liking = field(default_factory=lambda: Liking(3.0, 0.8, 5.0, 0))

    def likes(self, site, side):
        here = f"{site}:{side}" == WHERE
        return Liking(self.level, self.spread, self.speed_cm_s, 1) if here else self.elsewhere


def heard(*words, at_ms=NOON_MS, is_closing=False):
    return tuple(Heard(at_ms + index, WHERE, word, is_closing) for index, word in enumerate(words))


def place(taste=None, *, words=(), edits=(), now_ms=NOON_MS + DAY_MS):
    told = learned_places(taste or Believed(), Spoken(tuple(words), tuple(edits)), CATALOGUE, now_ms)
    return next(one for one in told if one.where is WHERE)


def test_every_learned_place_is_told_of_head_to_hip():
    told = learned_places(Believed(), Spoken((), ()), CATALOGUE, NOON_MS)
    assert tuple(one.where for one in told) == LEARNED
    assert all(one.row == f"{one.name}: Not much known yet." for one in told)
    assert not any(one.is_known for one in told)


def test_a_place_is_told_in_pressure_pace_and_certainty():
    told = place(words=heard("firmer", "firmer", "just right", "slower", "lovely"))
    assert told.row == "Between spine and your left shoulder blade: Firm and slow. Quite sure."
    assert told.because == "you spoke of it five times"


@pytest.mark.parametrize(
    ("spread", "sure"), [(0.2, "Quite sure"), (0.4, "Fairly sure"), (0.7, "A first guess")]
)
def test_no_more_is_claimed_than_is_known(spread, sure):
    told = place(Believed(spread=spread), words=heard("firmer"))
    assert (told.sure, told.because) == (sure, "you spoke of it once")


def test_the_less_is_known_the_fainter_the_picture():
    tried = [place(Believed(spread=spread), words=heard("firmer")) for spread in (0.2, 0.4, 0.7)]
    sureness = [one.warmth.sureness for one in (*tried, place())]
    assert sureness == sorted(sureness, reverse=True)
    assert len(set(sureness)) == 4


def test_why_names_words_and_evenings_latest_first():
    words = (
        *heard("firmer", "firmer", "just right"),
        *heard("firmer", at_ms=NOON_MS + 7 * DAY_MS, is_closing=True),
    )
    told = place(words=words, now_ms=NOON_MS + 8 * DAY_MS)
    assert told.why == (
        "10 November: at the close “firmer”.",
        "3 November: “firmer” twice, then “just right”.",
    )


def test_an_evening_and_its_close_are_one_line():
    words = (*heard("firmer"), *heard("just right", at_ms=NOON_MS + 60_000, is_closing=True))
    assert place(words=words).why == ("3 November: “firmer”, at the close “just right”.",)


def test_an_evening_of_another_year_says_so():
    assert place(words=heard("softer"), now_ms=NOON_MS + 365 * DAY_MS).why == ("3 November 2026: “softer”.",)


def test_what_hands_noticed_is_no_word():
    told = place(words=heard("softer", NOTICED))
    assert told.because == "you spoke of it once"
    assert told.why == ("3 November: “softer”, then hands noticed.",)
    assert place(words=heard(NOTICED)).because == "hands noticed"


def test_many_evenings_are_told_in_few_lines():
    words = [word for week in range(20) for word in heard("firmer", at_ms=NOON_MS + 7 * week * DAY_MS)]
    told = place(words=words)
    assert len(told.why) == 5
    assert told.because == "you spoke of it many times"
    assert told.why[-1] == "And on evenings before."


def test_what_they_set_themselves_is_sure():
    told = place(Believed(spread=0.7), edits=[TasteEdit(NOON_MS, WHERE, EditKind.SET, level=2.0)])
    assert (told.felt, told.sure, told.because) == (
        "Light and slow",
        "Quite sure",
        "you set it here yourself",
    )
    assert told.why == ("3 November: you set light hands here.",)


def test_a_pace_they_set_says_nothing_of_pressure():
    edit = TasteEdit(NOON_MS, WHERE, EditKind.SET, speed_cm_s=2.0)
    told = place(Believed(spread=0.7), edits=[edit])
    assert (told.felt, told.sure) == ("Firm and very slow", "A first guess")


def test_words_after_a_change_are_told_of_again():
    edit = TasteEdit(NOON_MS - DAY_MS, WHERE, EditKind.SET, speed_cm_s=2.0)
    told = place(words=heard("firmer"), edits=[edit])
    assert (told.felt, told.because) == ("Firm and slow", "you spoke of it once")
    assert told.why[-1] == "2 November: you set very slow hands here."


@pytest.mark.parametrize("where", [WHERE, None])
def test_what_was_forgotten_is_told_no_more(where):
    edits = [
        TasteEdit(NOON_MS + 1, WHERE, EditKind.SET, level=2.0),
        TasteEdit(NOON_MS + 2, where, EditKind.FORGET),
    ]
    told = place(words=heard("firmer"), edits=edits)
    assert (told.is_known, told.why) == (False, ())


def test_forgetting_one_place_leaves_the_others():
    edit = TasteEdit(NOON_MS + 1, WHERE.twin, EditKind.FORGET)
    assert place(words=heard("firmer"), edits=[edit]).is_known


@pytest.mark.parametrize("tenths", range(10, 51))
def test_no_number_is_told(tenths):
    taste = Believed(level=tenths / 10, speed_cm_s=tenths / 5)
    told = place(taste, words=heard("firmer"))
    assert not re.search(r"\d", told.row + told.because + told.warmth.word)
    assert 0.25 <= told.warmth.value <= 1.0


def test_no_place_is_said_to_like_more_than_it_may_get():
    neck = Liking(3.9, 0.2, 5.0, 3)
    words = [Heard(NOON_MS, SiteSide.NECK_LEFT, "firmer")]
    told = learned_places(Believed(elsewhere=neck), Spoken(tuple(words), ()), CATALOGUE, NOON_MS)
    assert next(one for one in told if one.where is SiteSide.NECK_LEFT).felt == "Medium and slow"


def test_words_for_levels_follow_the_ladder():
    said = [pressure_words(word.level) for word in PressureWord]
    assert said == [word.value for word in PressureWord]
    assert pressure_words(2.5) == "light to medium"
    assert pressure_words(3.25) == "medium to firm"
    assert pressure_words(4.6) == "deep"
