"""Every line is short, kind and true, and holds the slots its callers fill."""

import re
from string import Formatter

import pytest

from backrub.content.loader import load_catalogue
from backrub.domain.back import Group, Side, SiteSide
from backrub.domain.check_in import Feel, Intention, Pace
from backrub.domain.pressure import PressureWord
from backrub.domain.session.events import Answer, Feedback, Finding, Sign
from backrub.domain.stroke import Tool, TouchKind

CATALOGUE = load_catalogue()

SLOTS = {
    "pressure word": "brief.guess_apart",
    "place": (
        "settle.begin listen.begin hold.begin why.spot why.learned_firmer why.learned_softer "
        "reason.leave_out reason.ticklish brief.leave_out"
    ),
    "": (
        "settle.hands listen.look rest.begin mechanics.lean ask.pressure ask.deeper ask.choice turn_head "
        "turn.over head.begin close.feather close.hold close.end sign.watch why.settle why.listen "
        "why.warm_up why.work why.rest why.turn why.head_last why.close why.ease why.ticklish "
        "why.hold_only why.feedback_said_when why.said_when why.skipped why.extended why.fresh_yes "
        "why.no_fresh_yes relay.paused relay.stopped relay.resumed relay.just_right "
        "relay.blocked reason.health_not_asked reason.no_thumbs reason.no_elbow reason.no_thumbs_or_elbow "
        "reason.no_percussion reason.no_oil reason.position reason.hold_only reason.not_tonight reason.seek_care_now "
        "reason.seek_care_soon brief.hold_only brief.intentions_differ brief.guess_same brief.guess_close "
        "closing.felt closing.tension closing.put_up_with closing.keep closing.thanks"
    ),
    "pressure": "warm_up.begin",
    "stroke place pressure": "step.begin",
    "stroke pressure": "step.same",
    "stroke place": "step.focal",
    "word": "reason.ceiling brief.kinds why.kind",
    "word next": "brief.and",
    "receiver word pressure": "brief.wish",
    "place word": "brief.spot",
}
"""What a phrase must hold, and the phrases that hold just that."""
FAMILIES = {
    "mechanics": Tool,
    "feel": Feel,
    "pace": Pace,
    "kind": TouchKind,
    "finding": Finding,
    "sign": Sign,
    "relay": Feedback,
    "pressure": PressureWord,
    "side": Side,
    "place": Group,
}

BLAME = re.compile(
    r"\b(wrong\w*|bad|badly|worse|faults?|blam\w+|mistakes?|mistaken|sorry|poor\w*|fail\w*|should|must|"
    r"clumsy|careless|too (hard|fast|much|rough|slow|soft|firm)|do not|don't|you hurt|incorrect|score)\b",
    re.IGNORECASE,
)
CLAIMS = re.compile(
    r"\b(cur(e|es|ed|ing)|treat\w*|toxins?|detox\w*|heal(s|ed|ing|er)?|therap\w+|relie(f|ve|ves|ving)|remed\w+|"
    r"flush\w*|medicine)\b",
    re.IGNORECASE,
)

LONGEST = {
    "place": max((CATALOGUE.place_name(where) for where in SiteSide), key=lambda name: len(name.split())),
    "stroke": max((row.name for row in CATALOGUE.strokes.values()), key=lambda name: len(name.split())),
    "image": max((row.image for row in CATALOGUE.pressures.values()), key=lambda text: len(text.split())),
    "tool": max((row.name for row in CATALOGUE.tools.values()), key=lambda name: len(name.split())),
    "pressure": "feather-light",
    "word": "very slow",
    "side": "left",
    "giver": "Scott",
    "receiver": "Cheryl",
    "minutes": "five",
    "next": "the neck and head",
    "speed": "5",
    "seconds": "6",
    "weekday": "Wednesday",
    "day": "30",
    "month": "September",
    "year": "2026",
    "time": "20:30",
}
SPOKEN = (
    "settle",
    "listen",
    "warm_up",
    "step",
    "rest",
    "mechanics",
    "ask",
    "turn",
    "turn_head",
    "head",
    "close",
)


def slots(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def words_people_read() -> dict[str, str]:
    words = {key: phrase.text for key, phrase in CATALOGUE.phrases.items()}
    words |= {f"sign {row.key}": f"{row.name} {row.response}" for row in CATALOGUE.signs.values()}
    words |= {f"set-up {row.key}": row.text for row in CATALOGUE.set_up}
    words |= {f"stroke {row.key}": f"{row.name} {row.term} {row.how}" for row in CATALOGUE.strokes.values()}
    words |= {f"tool {key}": f"{row.name} {row.mechanics}" for key, row in CATALOGUE.tools.items()}
    words |= {f"site {key}": f"{row.name} {row.read_back}" for key, row in CATALOGUE.sites.items()}
    return words | {f"pressure {key}": row.image for key, row in CATALOGUE.pressures.items()}


WORDS = words_people_read()


@pytest.mark.parametrize(("expected", "keys"), SLOTS.items())
def test_a_phrase_holds_exactly_the_slots_its_callers_fill(expected, keys):
    found = {key: slots(CATALOGUE.phrases[key].text) for key in keys.split()}
    assert found == {key: set(expected.split()) for key in keys.split()}


@pytest.mark.parametrize(("family", "members"), FAMILIES.items())
def test_every_member_of_a_family_has_its_words(family, members):
    assert [m.value for m in members if f"{family}.{m.value}" not in CATALOGUE.phrases] == []


def test_every_finding_feedback_answer_sign_and_intention_has_its_line():
    expected = {f"why.finding_{finding}": {"place"} for finding in Finding}
    expected |= {f"why.feedback_{feedback}": set() for feedback in Feedback}
    expected |= {f"why.feedback_{answer}": set() for answer in Answer}
    expected |= {f"why.sign_{sign}": set() for sign in Sign}
    expected |= {f"brief.intention_{intention}": set() for intention in Intention}
    assert {key: slots(CATALOGUE.phrases[key].text) for key in expected} == expected


def test_no_line_blames_anyone():
    assert {where: text for where, text in WORDS.items() if BLAME.search(text)} == {}


def test_no_line_promises_a_cure():
    assert {where: text for where, text in WORDS.items() if CLAIMS.search(text)} == {}


@pytest.mark.parametrize(
    "text", ["That was too hard.", "You should slow down.", "Wrong side.", "Don't push."]
)
def test_blame_would_be_caught(text):
    assert BLAME.search(text)


@pytest.mark.parametrize(
    "text", ["Heals the back.", "It flushes toxins.", "A treatment for pain.", "Pain relief."]
)
def test_promises_would_be_caught(text):
    assert CLAIMS.search(text)


def test_every_line_but_a_reason_has_at_most_fifteen_words_with_its_longest_slots():
    said = {key: CATALOGUE.say(key, **LONGEST) for key in CATALOGUE.phrases if not key.startswith("reason.")}
    assert {key: line for key, line in said.items() if len(line.split()) > 15} == {}


def test_spoken_lines_have_at_most_twelve_words_of_their_own():
    spoken = {key: row.text for key, row in CATALOGUE.phrases.items() if key.split(".")[0] in SPOKEN}
    assert len(spoken) >= 25
    assert {key: text for key, text in spoken.items() if len(text.split()) > 12} == {}


def test_a_line_begins_with_a_capital_once_its_slots_are_filled():
    assert CATALOGUE.say("why.finding_higher", place="the top of the left shoulder") == (
        "The top of the left shoulder sits higher: more time, more warmth."
    )


def test_a_place_is_read_back_with_its_side():
    names = {where: CATALOGUE.place_name(where) for where in SiteSide}
    assert all(where.side.value in name.split() for where, name in names.items())
    assert all(name.startswith("the ") for name in names.values())
    assert len(set(names.values())) == len(SiteSide)


def test_not_tonight_has_one_wording():
    assert [key for key in CATALOGUE.phrases if "not_tonight" in key] == ["reason.not_tonight"]


def test_stop_is_answered_with_rest_and_a_question():
    assert CATALOGUE.say("relay.stopped") == "Stopped. Rest your hands, and ask."


def test_an_owner_is_told_whose_side_it_is():
    names = {where: CATALOGUE.own_place_name(where) for where in SiteSide}
    assert names[SiteSide.SHOULDER_TOP_LEFT] == "the top of your left shoulder"
    assert names[SiteSide.LOW_BACK_RIGHT] == "the right side of your lower back"
    assert all("your" in name and where.side.value in name for where, name in names.items())
    assert len(set(names.values())) == len(SiteSide)
