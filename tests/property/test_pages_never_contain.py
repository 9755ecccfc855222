"""What one of the two answers in private stands on no page, in no stream and in no document of the other."""

import re
from dataclasses import replace
from random import Random

import msgspec
import pytest
from tests.evenings import random_evening
from tests.home_of_two import (
    AHHH,
    CATALOGUE,
    CHERYL,
    PAGES,
    PUT_AWAY,
    SCOTT,
    STAGES,
    STREAMS,
    Evening,
    HomeOfTwo,
    answers_from,
)

from backrub.domain.check_in import Intention, Mood, State
from backrub.domain.session.commands import Debrief

PLANTED = "zq-planted-word"
EVENINGS = 40
ORDINARY = {"calm", "low", "open", "sunburn", "tense", "tired"}
"""Words that stand on everybody's pages: the look of a page, a place, an image of a pressure, an answer to press."""

PRIVATE_WORDS = {*CATALOGUE.safety, *Mood, *State, *Intention, PLANTED} - ORDINARY


@pytest.fixture(scope="module")
def home():
    return HomeOfTwo()


def told_evening(rng, writer):
    """Return an evening in which one person says every private thing, and the other none."""
    private = {"mood": rng.choice(list(Mood)), "intention": rng.choice(list(Intention))}
    nothing = {"mood": None, "intention": None, "state": (), "health": ()}
    answers = {
        one: msgspec.structs.replace(said, **(private if one == writer else nothing))
        for one, said in answers_from(random_evening(rng)).items()
    }
    hers = Debrief("debrief", PLANTED, put_up_with=True, keep=PLANTED) if writer == CHERYL else AHHH
    his = {"felt": "work", "put_up_with": ["thumbs"], "keep": PLANTED} if writer == SCOTT else {}
    return replace(Evening(answers), closing=hers, giver_closing=msgspec.json.encode(his).decode())


def words_told(home, reader, stage):
    """Return every word of every answer, lower case, underscores within a word."""
    streams = [("STREAM", path, None) for path in STREAMS[: 2 if stage == "live" else 1]]
    requests = [("GET", path, None) for path in PAGES] + streams + [("GET", path, None) for path in PUT_AWAY]
    told = home.told(reader, requests).values()
    return set(re.findall(r"[\w-]+", " ".join(body.decode() for _, _, body in told).lower()))


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize(("writer", "reader"), [(CHERYL, SCOTT), (SCOTT, CHERYL)])
def test_private_words_are_on_nothing_of_the_others(home, stage, writer, reader):
    rng = Random(stage)
    for _ in range(EVENINGS):
        home.play(told_evening(rng, writer), stage)
        assert words_told(home, reader, stage) & PRIVATE_WORDS == set()


def test_ones_own_words_are_there_to_take_along(home):
    for writer in (CHERYL, SCOTT):
        home.play(told_evening(Random(1), writer), "over")
        assert PLANTED in words_told(home, writer, "over")
