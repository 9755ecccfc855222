"""Any commands at any times leave a legal session."""

from contextlib import suppress
from dataclasses import fields
from itertools import pairwise
from typing import get_args

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from tests.played import planned_rehearsal
from tests.rehearsal import Rehearsal

from backrub.domain.back import SiteSide
from backrub.domain.errors import IllegalCommand
from backrub.domain.pressure import DEEP_ABOVE, MOST, PressureWord
from backrub.domain.session.commands import Advance, Begin, Command, Stop
from backrub.domain.session.decide import decide
from backrub.domain.session.events import (
    FeedbackGiven,
    PlanChanged,
    QuestionAnswered,
    StepBegan,
    Stopped,
    Who,
)
from backrub.domain.session.evolve import evolve, replay
from backrub.domain.session.retune import RISE_MOST, RISE_WINDOW_MS, level
from backrub.domain.session.state import State, current_step, remaining_s
from backrub.domain.session.transitions import TRANSITIONS

OVER = {State.ENDED, State.DEBRIEFED}


def any_of(kind):
    has_minutes = "minutes" in {field.name for field in fields(kind)}
    return st.builds(kind, id=st.just("id"), **({"minutes": st.integers(-1, 9)} if has_minutes else {}))


commands = st.one_of([any_of(kind) for kind in get_args(Command) if kind is not Begin])


class SessionMachine(RuleBasedStateMachine):
    """Play one evening by random hands, with the small planner."""

    @initialize(word=st.sampled_from(PressureWord))
    def begin(self, word):
        self.play = Rehearsal(word)
        self.now_ms = 0

    @rule(command=commands, wait_ms=st.integers(0, 20_000))
    def give(self, command, wait_ms):
        self.wait(wait_ms)
        before = self.play.session
        with suppress(IllegalCommand):
            self.play.at_ms(self.now_ms, command)
            assert self.play.session.state in TRANSITIONS[before.state][type(command)]
            return
        assert self.play.session == before

    @rule(wait_ms=st.integers(0, 120_000))
    def wait(self, wait_ms):
        self.now_ms += wait_ms
        self.play.at_ms(self.now_ms, Advance("tick"))

    @rule(who=st.sampled_from(Who))
    def stop_works_now(self, who):
        session = self.play.session
        events = decide(session, Stop("stop", who), self.now_ms, self.play.replanner)
        after = replay(session, events)
        assert after.state in {*OVER, State.STOPPED}
        if session.state in {State.RUNNING, State.PAUSED} and after.state not in OVER:
            assert type(events[-1]) is Stopped

    @invariant()
    def replaying_gives_the_same_session(self):
        assert replay(None, self.play.events) == self.play.session

    @invariant()
    def no_level_leaves_its_range(self):
        brief, tuning = self.play.session.brief, self.play.session.tuning
        for where in SiteSide:
            assert 1.0 <= level(brief, tuning, where) <= min(brief.ceilings[where], MOST)
        assert 0.5 <= tuning.speed_factor <= 1.0

    @invariant()
    def a_step_is_under_way_and_the_steps_fill_the_time(self):
        session = self.play.session
        assert current_step(session) in session.plan.steps
        assert 0 <= remaining_s(session, self.now_ms) <= session.plan.seconds <= 3600
        assert all(one.end_s == other.start_s for one, other in pairwise(session.plan.steps))
        assert session.plan.steps[-1].end_s == session.plan.seconds

    def teardown(self):
        if hasattr(self, "play"):
            check_record(self.play.events)


class PlannedSessionMachine(SessionMachine):
    """Play one evening by random hands, with the planner that everyone gets."""

    @initialize(seed=st.integers(0, 400))
    def begin(self, seed):
        self.play = planned_rehearsal(seed)
        self.now_ms = 0


def check_record(events):
    """Check what the whole record must show: order, each step once, slow rises, depth only after a yes."""
    assert [event.at_ms for event in events] == sorted(event.at_ms for event in events)
    steps = [event.step for event in events if isinstance(event, StepBegan)]
    assert len(steps) == len(set(steps))
    session, rises = evolve(None, events[0]), []
    for event in events[1:]:
        before, session = session, evolve(session, event)
        check_step(session, event)
        check_change(before, session, event)
        rises.append((event.at_ms, highest_rise(before, session)))
        assert isinstance(event, FeedbackGiven | QuestionAnswered) or rises[-1][1] == 0
        assert recent(rises) <= RISE_MOST


def check_step(session, event):
    if isinstance(event, StepBegan):
        step = current_step(session)
        assert event.step == step.id
        assert step.pressure <= DEEP_ABOVE or session.fresh_yes.issuperset(step.covers)


def check_change(before, after, event):
    if isinstance(event, PlanChanged):
        assert event.why.startswith("why.")
        assert begun_ids(after) == begun_ids(before)


def begun_ids(session):
    return [step.id for step in session.plan.steps[: session.begun]]


def highest_rise(before, after):
    """Return how far the level rose where it rose most, 0 if it fell everywhere."""
    brief = after.brief
    return max(
        0, *(level(brief, after.tuning, where) - level(brief, before.tuning, where) for where in SiteSide)
    )


def recent(rises):
    """Return how far levels rose in the half minute up to the latest event."""
    now_ms = rises[-1][0]
    return round(sum(rise for at_ms, rise in rises if now_ms - at_ms < RISE_WINDOW_MS), 6)


PlannedSessionMachine.TestCase.settings = settings(max_examples=60, stateful_step_count=25)
test_any_order_leaves_a_legal_session_with_the_real_planner = PlannedSessionMachine.TestCase
SessionMachine.TestCase.settings = settings(max_examples=150, stateful_step_count=40)
test_any_order_leaves_a_legal_session = SessionMachine.TestCase
