"""Every event is one line of JSON that its schema describes and that tells no more than it may."""

import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import events

from backrub.documents.event_json import event_line, event_type, kind_of
from backrub.documents.plan_json import plan_document
from backrub.domain.back import SiteSide
from backrub.domain.brief import AskedSpot, Brief, GiverCare, Outcome, Wish
from backrub.domain.check_in import Experience, Feel, Frame, Intention, Pace
from backrub.domain.plan import Plan
from backrub.domain.pressure import PressureWord
from backrub.domain.session.events import (
    Debriefed,
    Feedback,
    FeedbackGiven,
    PlanChanged,
    SaidWhen,
    SessionBegan,
    SiteDebrief,
    StepBegan,
)

PLAN = Plan(Outcome.GO, (), 900, (), ())
BRIEF = Brief(
    giver="Scott",
    receiver="Cheryl",
    outcome=Outcome.GO,
    reasons=(),
    frame=Frame(15),
    wish=Wish(PressureWord.FIRM, Pace.SLOW, Intention.EASE_TENSION),
    spots=(AskedSpot(SiteSide.NECK_LEFT, Feel.KNOT),),
    leave_out=frozenset({SiteSide.HIP_RIM_RIGHT, SiteSide.SCALP_LEFT}),
    ceilings=dict.fromkeys(SiteSide, 3.0),
    ticklish=frozenset({SiteSide.LOW_BACK_LEFT}),
    tools=frozenset(),
    percussion=False,
    care=GiverCare(Experience.BEGINNER, 480),
    ask_often=True,
    words=("Cheryl would love firm hands.",),
)


def test_an_event_is_one_line_that_opens_with_its_place_time_and_kind():
    said = event_line(7, FeedbackGiven(61_000, "s3", Feedback.SOFTER))
    assert said == '{"seq":7,"at_ms":61000,"kind":"feedback_given","step":"s3","feedback":"softer"}'


def test_kinds_are_the_events_own_names():
    kinds = {
        kind_of(event) for event in (StepBegan(0, "s1"), SaidWhen(0, "s1", 2.0), PlanChanged(0, "", PLAN))
    }
    assert kinds == {"step_began", "said_when", "plan_changed"}


def test_a_session_begins_with_its_plan_and_only_what_the_giver_may_know():
    line = json.loads(event_line(1, SessionBegan(0, BRIEF, PLAN, 5, {SiteSide.NECK_LEFT: 0.5}, history=True)))
    assert line == {
        "seq": 1,
        "at_ms": 0,
        "kind": "session_began",
        "brief": {
            "giver": "Scott",
            "receiver": "Cheryl",
            "outcome": "go",
            "minutes": 15,
            "position": "seated",
            "surface": "chair",
            "clothed": True,
            "oil": False,
            "cradle": False,
            "pressure": "firm",
            "pace": "slow",
            "spots": [{"where": "neck:left", "feel": "knot"}],
            "leave_out": ["scalp:left", "hip_rim:right"],
            "words": ["Cheryl would love firm hands."],
        },
        "plan": plan_document(PLAN),
        "seed": 5,
    }


def test_a_changed_plan_is_written_whole():
    assert json.loads(event_line(9, PlanChanged(1, "softer", PLAN)))["plan"] == plan_document(PLAN)


def test_a_debrief_holds_what_the_receiver_said():
    where = SiteSide.NECK_LEFT
    said = Debriefed(
        5, "ahh, schön", (SiteDebrief(where, -1),), ((where, 3),), put_up_with=False, keep="the slow part"
    )
    assert json.loads(event_line(40, said)) == {
        "seq": 40,
        "at_ms": 5,
        "kind": "debriefed",
        "felt": "ahh, schön",
        "sites": [{"where": "neck:left", "wants": -1}],
        "tension_after": {"neck:left": 3},
        "put_up_with": False,
        "keep": "the slow part",
    }


@pytest.mark.parametrize("felt", ["a\nb", "a\u2028b\x85c", "half \ud800 a character", '"quoted"\0'])
def test_no_typed_text_can_break_the_line(felt):
    line = event_line(1, Debriefed(0, felt, (), (), put_up_with=True, keep=""))
    assert line.isascii()
    assert len(line.splitlines()) == 1
    assert json.loads(line)["felt"] == felt


def test_pressure_is_rounded():
    assert '"pressure":2.83}' in event_line(1, SaidWhen(0, "s1", 2.8333333))


@given(st.integers(1, 10_000), events)
def test_every_event_is_a_line_with_the_keys_its_schema_names(seq, event):
    line = json.loads(event_line(seq, event))
    assert tuple(line) == event_type(type(event)).__struct_fields__
    assert tuple(line)[:3] == ("seq", "at_ms", "kind")
    assert (line["seq"], line["at_ms"], line["kind"]) == (seq, event.at_ms, kind_of(event))


@given(events.filter(lambda event: not hasattr(event, "plan")))
def test_every_plain_event_reads_back_as_the_type_its_schema_comes_from(event):
    line = msgspec.json.decode(event_line(1, event), type=event_type(type(event)))
    assert line.at_ms == event.at_ms


@pytest.mark.parametrize("event", [SessionBegan(0, BRIEF, PLAN, 5), PlanChanged(1, "softer", PLAN)])
def test_events_with_a_plan_read_back_as_the_type_their_schema_comes_from(event):
    line = msgspec.json.decode(event_line(1, event), type=event_type(type(event)))
    assert line.plan.seconds == PLAN.seconds
