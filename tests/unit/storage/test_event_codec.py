"""Events become text and come back the same."""

import json
from collections import Counter
from contextlib import suppress
from dataclasses import replace
from types import MappingProxyType
from typing import get_args

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st
from tests.strategies import briefs, events, plans

from backrub.domain.back import Group, Place, Site, SiteSide
from backrub.domain.errors import StoreUnavailable
from backrub.domain.session.events import (
    AskForm,
    Event,
    PlanChanged,
    QuestionAsked,
    SaidWhen,
    SessionBegan,
    StepBegan,
)
from backrub.storage.tables import codec
from backrub.storage.tables.codec import Written, decode, encode, kind_of

HERE = "Session tonight, event 3"
BEGAN = find(
    st.builds(SessionBegan, brief=briefs, plan=plans.filter(lambda plan: plan.steps)),
    lambda _: True,
    settings=settings(phases=[Phase.generate], database=None, derandomize=True),
)


def round_trip(event):
    return decode(encode(event), where=HERE)


@settings(max_examples=500)
@given(events)
def test_every_event_comes_back_exactly(event):
    again = round_trip(event)
    assert again == event
    # Equality takes a word for its enum member; the letters of the repr do not, whatever order a set has.
    assert sorted(repr(again)) == sorted(repr(event))


@pytest.mark.parametrize("place", [*Site, *Group])
def test_a_place_comes_back_as_the_site_or_the_group_it_was(place):
    step = replace(BEGAN.plan.steps[0], site=place)
    changed = PlanChanged(at_ms=5, why="a knot", plan=replace(BEGAN.plan, steps=(step,)))
    assert round_trip(changed).plan.steps[0].site is place


def test_no_word_is_both_a_site_and_a_group():
    assert not {site.value for site in Site} & {group.value for group in Group}


def test_mappings_come_back_as_dicts_in_the_order_they_had():
    ceilings = {SiteSide.NECK_LEFT: 3.0, SiteSide.HIP_RIM_RIGHT: 4.0, SiteSide.NECK_RIGHT: 2.0}
    again = round_trip(replace(BEGAN, brief=replace(BEGAN.brief, ceilings=MappingProxyType(ceilings))))
    assert type(again.brief.ceilings) is dict
    assert list(again.brief.ceilings.items()) == list(ceilings.items())


@pytest.mark.parametrize("pressure", [0.1 + 0.2, -0.0, 5e-324, 1.7976931348623157e308, 3])
def test_numbers_come_back_to_the_last_bit(pressure):
    again = round_trip(SaidWhen(at_ms=0, step="s1", pressure=pressure)).pressure
    assert again.hex() == float(pressure).hex()


def test_a_seed_of_any_size_comes_back():
    assert round_trip(replace(BEGAN, seed=2**200)).seed == 2**200


@pytest.mark.parametrize("step", ["", "\0", "Ünï", "\ud800", '"}', "🫶"])
def test_words_of_any_letters_come_back(step):
    assert round_trip(StepBegan(at_ms=0, step=step)).step == step


@pytest.mark.parametrize("pressure", [float("nan"), float("inf"), float("-inf")])
def test_a_number_that_is_not_finite_is_refused_before_it_is_written(pressure):
    with pytest.raises(StoreUnavailable, match="said_when with a number that is not finite"):
        encode(SaidWhen(at_ms=0, step="s1", pressure=pressure))


def test_a_value_of_a_type_nobody_can_read_back_is_refused_before_it_is_written():
    with pytest.raises(TypeError, match="Nothing tells how to keep a complex"):
        encode(StepBegan(at_ms=0, step=3j))


def test_a_new_shape_of_field_must_be_taught_before_it_can_be_read():
    with pytest.raises(TypeError, match="Nothing tells how to read"):
        codec._reader(frozenset[Place])


def test_kinds_are_the_names_of_the_events_in_snake_case():
    kinds = [kind_of(event) for event in get_args(Event)]
    assert {"session_began", "step_began", "said_when", "plan_changed", "debriefed"} <= set(kinds)
    assert max(Counter(kinds).values()) == 1
    assert kind_of(StepBegan(at_ms=0, step="s1")) == "step_began"


def test_a_field_with_a_default_may_be_missing_from_an_older_record():
    written = encode(BEGAN)
    body = json.loads(written.body)
    for name in ("cues", "ask", "why"):
        del body["plan"]["steps"][0][name]
    assert decode(replace(written, body=json.dumps(body)), where=HERE).plan.steps[0].cues == ()


def test_a_record_from_before_tastes_were_carried_is_read_as_one_without():
    body = json.loads(encode(BEGAN).body)
    old = {name: value for name, value in body.items() if name not in {"paces", "taste", "history"}}
    began = decode(Written("session_began", 0, json.dumps(old)), where=HERE)
    assert (began.paces, began.taste, began.history) == ({}, "", False)
    asked = decode(Written("question_asked", 5, '{"step": "s1"}'), where=HERE)
    assert asked == QuestionAsked(5, "s1", AskForm.LEVEL)


def test_an_unknown_kind_is_named_with_its_place():
    with pytest.raises(StoreUnavailable) as error:
        decode(Written("hands_levitated", 0, "{}"), where=HERE)
    assert str(error.value) == (
        'Session tonight, event 3 is a "hands_levitated", which this Backrub does not know; update Backrub.'
    )


@pytest.mark.parametrize("kind", ["step_began", "session_began", "plan_changed", "debriefed"])
@pytest.mark.parametrize(
    "body", ["", "{", "null", "3", "[]", "{}", '{"step": 3}', '{"plan": {"steps": [{"site": 7}]}}']
)
def test_a_damaged_body_is_named_with_its_place(kind, body):
    with pytest.raises(StoreUnavailable, match=r"^Session tonight, event 3 is damaged; [^.]+\.$"):
        decode(Written(kind, 0, body), where=HERE)


def test_an_unknown_place_in_a_plan_is_damage():
    written = encode(BEGAN)
    body = json.loads(written.body)
    body["plan"]["steps"][0]["site"] = "tail"
    with pytest.raises(StoreUnavailable, match="event 3 is damaged"):
        decode(replace(written, body=json.dumps(body)), where=HERE)


@settings(max_examples=500, suppress_health_check=[HealthCheck.too_slow])
@given(events, st.data())
def test_a_body_with_one_letter_changed_is_an_event_or_a_sentence(event, data):
    written = encode(event)
    at = data.draw(st.integers(0, len(written.body) - 1))
    letter = data.draw(st.sampled_from('{}[]":,0a-é'))
    body = written.body[:at] + letter + written.body[at + 1 :]
    with suppress(StoreUnavailable):
        assert type(decode(replace(written, body=body), where=HERE)) is type(event)
