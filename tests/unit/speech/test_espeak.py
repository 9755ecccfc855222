"""The voice that needs nothing but pip says every line, in time, and always the same."""

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import groupby, pairwise
from string import Formatter

import pytest

from backrub.content.loader import load_catalogue
from backrub.domain.errors import VoiceUnavailable
from backrub.speech.espeak import find_library, word_starts

VOICE = find_library(os.environ)
CATALOGUE = load_catalogue()
LONGEST = {
    "place": "the muscle between spine and right shoulder blade",
    "next": "the muscle between spine and left shoulder blade",
    "stroke": "small crosswise strokes",
    "pressure": "medium",
    "side": "right",
    "giver": "Scott",
    "receiver": "Cheryl",
    "image": CATALOGUE.pressures["medium"].image,
    "tool": "heel of the hand",
    "minutes": "25",
    "word": "firm",
    "speed": "5",
    "seconds": "6",
    "weekday": "Friday",
    "day": "20",
    "month": "November",
    "year": "2026",
    "time": "20:30",
}
GROUPS = {head: list(keys) for head, keys in groupby(CATALOGUE.phrases, lambda key: key.partition(".")[0])}
del GROUPS["date"]  # it is read, and figures take longer than their letters


def test_every_slot_of_the_catalogue_is_filled_here():
    slots = {
        slot for phrase in CATALOGUE.phrases.values() for _, slot, _, _ in Formatter().parse(phrase.text)
    }
    assert slots - {None} <= set(LONGEST)


@pytest.mark.parametrize("head", GROUPS)
def test_every_phrase_of_the_catalogue_can_be_said(head):
    for key in GROUPS[head]:
        text = CATALOGUE.say(key, **LONGEST)
        spoken = VOICE.say(text, words_per_minute=135)
        letters_a_s = len(text) / spoken.seconds
        assert 6 < letters_a_s < 25, text


def test_lines_said_at_once_are_the_same_as_one_after_the_other():
    lines = ["Same place: slow glides, medium.", "Next, the back."] * 3
    one_by_one = [VOICE.say(line, words_per_minute=135).samples.tobytes() for line in lines[:2]] * 3
    with ThreadPoolExecutor(3) as pool:
        at_once = list(pool.map(lambda line: VOICE.say(line, words_per_minute=135).samples.tobytes(), lines))
    assert at_once == one_by_one


def test_words_begin_one_after_the_other_within_the_line():
    spoken = VOICE.say("Slower. Let the hands linger.", words_per_minute=135)
    assert len(spoken.word_starts_s) == 5
    assert spoken.word_starts_s[0] <= 0.02
    assert all(0.05 < later - earlier < 1.5 for earlier, later in pairwise(spoken.word_starts_s))
    assert spoken.word_starts_s[-1] < spoken.seconds


def test_a_quicker_pace_is_quicker():
    slow, quick = (VOICE.say("Slower. Let the hands linger.", words_per_minute=n).seconds for n in (120, 180))
    assert 1.2 < slow / quick < 1.8


def test_a_line_with_a_dash_and_quotes_is_said_like_others():
    spoken = VOICE.say("""-v "fr" 'quoted' hands""", words_per_minute=135)
    assert spoken.seconds > VOICE.say("quoted hands", words_per_minute=135).seconds


def test_words_that_are_not_all_told_are_not_told():
    assert word_starts("two words", [(1, 0), (5, 300)]) == (0.0, 0.3)
    assert word_starts("two words", [(1, 0)]) == ()


def test_a_library_that_is_not_whole_is_told_in_a_sentence(tmp_path):
    broken = replace(VOICE, folder=tmp_path)
    assert not broken.available()
    with pytest.raises(VoiceUnavailable, match=r"^espeak-ng failed with status 1\.$"):
        broken.say("Breathe.", words_per_minute=135)
