"""Not a byte that one of the two can fetch depends on what the other keeps private."""

from dataclasses import replace

import msgspec
import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from tests.evenings import GIVERS, GOLDEN, random_evening
from tests.home_of_two import (
    CHERYL,
    NIGHT,
    OWN_QUESTIONS,
    PAGES,
    PUT_AWAY,
    SCOTT,
    SESSION,
    STAGES,
    STREAMS,
    Evening,
    HomeOfTwo,
    answers_from,
)

from backrub.domain.back import SiteSide
from backrub.domain.check_in import Intention, Mood, State
from backrub.domain.questions import Question
from backrub.domain.session.commands import Debrief
from backrub.domain.session.events import SiteDebrief

PAIRS, OTHERS, TRIES = 200, 9, 40
"""For every private field so many pairs: an evening beside up to nine others of the same brief."""

WRONG = (
    ("POST", "/hold", f"person={CHERYL}".encode()),
    ("POST", "/hold", f"person={SCOTT}".encode()),
    ("POST", "/tonight/plan", b"change=drop:moon"),
    ("POST", "/tonight/check-in/mood", b"mood=purple"),
    ("POST", "/tonight/settle", b"turns=moon"),
    ("POST", "/tonight/start", b"delay_s=7"),
    ("POST", f"/sessions/{SESSION}/presses", b'{"press": 7}'),
)
ALIKE = {
    **dict.fromkeys(
        ("bruise", "sunburn", "open_wound", "skin_infection"), ("bruise", "sunburn", "open_wound")
    ),
    **dict.fromkeys(("dvt", "fever"), ("dvt", "fever")),
    **dict.fromkeys(("sore_back", "sore_shoulders"), ("sore_back", "sore_shoulders")),
}


def changed(evening, person, **answers):
    """Return the evening with other answers of one person."""
    return replace(
        evening,
        answers=evening.answers | {person: msgspec.structs.replace(evening.answers[person], **answers)},
    )


def other_mood(evening, person, rng):
    return changed(evening, person, mood=rng.choice([None, *Mood]))


def other_state(evening, person, rng):
    return changed(evening, person, state=tuple(state for state in State if rng.random() < 0.5))


def other_tension(evening, person, rng):
    spots = evening.answers[person].spots
    return changed(
        evening, person, spots=tuple(msgspec.structs.replace(s, tension=rng.randint(0, 10)) for s in spots)
    )


def other_health(evening, person, rng):
    """Return the evening with answers alike in their limits in the place of those given, now and then one more."""
    keys = [text.partition("@") for text in evening.answers[person].health]
    told = [rng.choice(ALIKE.get(key, (key,))) + at + where for key, at, where in keys]
    told += [rng.choice(GIVERS)] if person == SCOTT else []
    return changed(evening, person, health=tuple(dict.fromkeys(told)))


def other_intention(evening, person, rng):
    return changed(evening, person, intention=rng.choice([None, *Intention]))


def other_passed(evening, person, rng):
    free = [one for one in Question if not one.startswith("health")]
    kept = [one for one in evening.answers[person].passed if one not in free]
    return changed(evening, person, passed=(*kept, *rng.sample(free, rng.randint(0, len(free)))))


def health_for_a_wish(evening, person, rng):
    """Return the evening with a place left out by wish left out for the skin instead, or the other way round."""
    said = evening.answers[person]
    assume(said.avoid)
    where = rng.choice(said.avoid)
    key = rng.choice(("sunburn", "bruise", "open_wound"))
    return changed(
        evening,
        person,
        avoid=tuple(one for one in said.avoid if one != where),
        health=(*said.health, f"{key}@{where}"),
    )


def other_closing(evening, person, rng):
    spots = [spot.where for spot in evening.answers[CHERYL].spots if not spot.where.endswith("both")]
    closing = Debrief(
        "debrief",
        rng.choice(("Ahhh", "Good", "Some of it", "Not for me")),
        tuple(SiteDebrief(where, rng.randint(-2, 2)) for where in rng.sample(list(SiteSide), 3)),
        tuple((SiteSide(where), rng.randint(0, 10)) for where in spots),
        put_up_with=rng.random() < 0.5,
        keep=rng.choice(("", "the slow part", "effleurage")),
    )
    return replace(evening, closing=closing)


def other_giver_closing(evening, person, rng):
    felt, endured = rng.choice(("easy", "good", "work")), rng.choice(([], ["thumbs"], ["back", "knees"]))
    text = msgspec.json.encode({"felt": felt, "put_up_with": endured, "keep": rng.choice(("", "less oil"))})
    return replace(evening, giver_closing=text.decode())


FIELDS = {
    "her mood": (CHERYL, other_mood),
    "her feelings": (CHERYL, other_state),
    "how strong a spot is": (CHERYL, other_tension),
    "her health": (CHERYL, other_health),
    "her intention": (CHERYL, other_intention),
    "what she passed over": (CHERYL, other_passed),
    "why a place is left out": (CHERYL, health_for_a_wish),
    "how it was for her": (CHERYL, other_closing),
    "his mood": (SCOTT, other_mood),
    "his feelings": (SCOTT, other_state),
    "his health": (SCOTT, other_health),
    "his intention": (SCOTT, other_intention),
    "what he passed over": (SCOTT, other_passed),
    "how it was for him": (SCOTT, other_giver_closing),
}
CLOSINGS = {"how it was for her", "how it was for him"}


@pytest.fixture(scope="module")
def home():
    return HomeOfTwo()


@pytest.fixture
def many():
    """Keep coverage out: hundreds of evenings take minutes if traced."""


def everything(home, evening, stage, reader):
    """Return all that the reader is answered at a stage: pages, data, streams, and what errors say."""
    home.play(evening, stage)
    pages = [("GET", path, None) for path in OWN_QUESTIONS + PAGES]
    streams = [("STREAM", path, None) for path in STREAMS[: 2 if stage == "live" else 1]]
    return home.told(reader, [*pages, *streams, *WRONG, *(("GET", path, None) for path in PUT_AWAY)])


def alike(evening, others):
    """Return some evenings whose private answers differ and whose brief is the same."""
    brief, found = evening.brief, []
    for other in others:
        if len(found) < OTHERS and other not in (evening, *found) and other.brief == brief:
            found.append(other)
    return found


SHOWN = {
    "asked": "/tonight",
    "planned": "/tonight/brief",
    "ready": "/tonight/ready",
    "live": "/tonight/guide",
    "closing": "/tonight/close",
    "over": f"/history/{NIGHT}",
}


@pytest.mark.parametrize("stage", STAGES)
def test_what_is_compared_is_really_shown(home, stage):
    told = everything(home, Evening(answers_from(GOLDEN["Cheryl, 25 minutes"])), stage, SCOTT)
    shown = {path for (_, path, _), (status, _, _) in told.items() if status == 200}
    assert {SHOWN[stage], "/history", "/mine/export.json", "/who"} <= shown


@pytest.mark.parametrize("field", FIELDS)
def test_what_is_private_changes_no_byte_of_the_others(field, home, many):
    writer, change = FIELDS[field]
    reader = SCOTT if writer == CHERYL else CHERYL
    pairs = 0

    @given(rng=st.randoms(use_true_random=False))
    @settings(max_examples=PAIRS, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    def holds(rng):
        nonlocal pairs
        evening = Evening(answers_from(random_evening(rng)))
        others = alike(evening, [change(evening, writer, rng) for _ in range(TRIES)])
        assume(others)
        stage = rng.choice(("closing", "over") if field in CLOSINGS else STAGES)
        told = everything(home, evening, stage, reader) if pairs < PAIRS else None
        for other in others if told else ():
            pairs += 1
            assert everything(home, other, stage, reader) == told

    holds()
    assert pairs >= PAIRS
