"""A live session tells both phones the same, and nothing that is one person's own."""

import json
from dataclasses import replace
from itertools import groupby
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.evenings import random_evening
from tests.played import played

from backrub.application.tell_live import Teller, standing_of, tell
from backrub.content.loader import load_catalogue
from backrub.documents.guide_json import guide_plan
from backrub.documents.live_json import message_json, snapshot_json
from backrub.domain.back import SiteSide
from backrub.domain.planner.words import Speaker
from backrub.domain.session.events import (
    CameLate,
    Debriefed,
    Paused,
    SessionBegan,
    SiteDebrief,
    Stopped,
    Who,
)
from backrub.domain.session.evolve import evolve

CATALOGUE = load_catalogue()
MESSAGE = {"seq", "at_ms", "kind", "state", "origin_ms", "paused_ms", "begun", "question", "seconds"}
MESSAGE |= {"form", "line", "heard", "plan"}
STEP = {"id", "start_s", "move_s", "label", "title", "doing", "how", "pressure", "image", "mechanics", "next"}
STEP |= {"cues", "ask", "stand", "rises", "is_head"}
STEP |= {"covers", "pictures", "firmness"}
EVENINGS = 25

seeds = st.integers(0, 10_000)


def record_of(seed):
    """Return the record of an evening that a simulated couple lived to its close, None without a plan."""
    run = played(random_evening(Random(seed)), seed)
    return run and run._log.read("evening")


def wire(record):
    """Return every byte that either phone is told of a record."""
    session, teller, told = None, Teller(), []
    for _, group in groupby(record, key=lambda one: one.command_id):
        batch = list(group)
        for one in batch:
            session = evolve(session, one.event)
        teller.hear(session, batch)
        if (message := tell(session, batch)) is not None:
            plan = message.plan and words_of(session, message.plan)
            told.append(message_json(message, plan, CATALOGUE))
    plan = words_of(session, session.plan)
    standing = standing_of(session)
    told.append(snapshot_json(standing, teller=teller, now_ms=0, plan=plan, catalogue=CATALOGUE))
    return told


def words_of(session, plan):
    return guide_plan(plan, Speaker(session.brief, CATALOGUE, session.tuning), lambda _: ())


def shifts(least, most):
    return st.dictionaries(st.sampled_from(list(SiteSide)), st.floats(least, most))


def changed(record, kind, **fields):
    return [
        replace(one, event=replace(one.event, **fields)) if isinstance(one.event, kind) else one
        for one in record
    ]


@settings(max_examples=EVENINGS, deadline=None)
@given(seeds)
def test_a_message_has_these_members_and_no_other(seed):
    record = record_of(seed)
    for message in map(json.loads, wire(record)[:-1] if record else []):
        assert set(message) <= MESSAGE
        for step in message.get("plan", {"steps": []})["steps"]:
            assert set(step) == STEP


@settings(max_examples=EVENINGS, deadline=None)
@given(seeds, st.integers(-2, 2), st.integers(0, 10), st.booleans(), st.text(max_size=20))
def test_what_was_said_in_private_at_the_close_changes_no_byte(seed, wants, tension, put_up_with, keep):
    record = record_of(seed)
    if record is None:
        return
    other = changed(
        record,
        Debriefed,
        felt=keep,
        sites=(SiteDebrief(SiteSide.NECK_LEFT, wants),),
        tension_after=((SiteSide.NECK_LEFT, tension),),
        put_up_with=put_up_with,
        keep=keep,
    )
    without = [one for one in record if not isinstance(one.event, Debriefed)]
    assert wire(other) == wire(record) == wire(without)


@pytest.mark.parametrize("kind", [Stopped, Paused, CameLate])
@settings(max_examples=EVENINGS, deadline=None)
@given(seeds)
def test_who_acted_changes_no_byte(kind, seed):
    record = record_of(seed)
    if record is not None:
        ways = [wire(changed(record, kind, who=who)) for who in Who]
        assert ways[0] == ways[1]


@settings(max_examples=EVENINGS, deadline=None)
@given(seeds, shifts(-1, 1), shifts(0.5, 1.25), st.text(), st.booleans())
def test_what_was_learned_of_earlier_evenings_is_not_told(seed, learned, paces, taste, history):
    record = record_of(seed)
    known = {"learned": learned, "paces": paces, "taste": taste, "history": history}
    if record is not None:
        assert wire(changed(record, SessionBegan, **known)) == wire(record)
