"""Three evenings in a row with a receiver whose liking is not known: the third asks less and opens nearer."""

from dataclasses import dataclass
from functools import partial
from statistics import mean

import pytest
from tests.fakes import MemoryEventLog
from tests.support import brief_of

from backrub.application.plan_tonight import plan_brief
from backrub.application.ports import SessionRef
from backrub.application.recall_history import recall
from backrub.application.run_session import RunSession
from backrub.application.simulated_couple import loved, next_moment
from backrub.content.loader import load_catalogue
from backrub.domain.plan import Role
from backrub.domain.planner.replan import replan
from backrub.domain.preferences import LEARNED
from backrub.domain.session.events import QuestionAsked

CATALOGUE = load_catalogue()
PLAIN = {
    "format": 1,
    "minutes": 30,
    "position": "prone",
    "surface": "bed",
    "receiver": {"name": "Cheryl", "health": [], "pressure": "medium"},
    "giver": {"name": "Scott", "health": []},
}


@dataclass(frozen=True)
class Evening:
    """State how often an evening asked, and how far from what is loved its plan opened, in Walton levels."""

    questions: int
    off: float


def evening(log, seed, number):
    """Live an evening to its close with the couple of a seed."""
    known = recall(log, giver="Scott", receiver="Cheryl")
    tonight = plan_brief(brief_of(PLAIN), CATALOGUE, known=known, seed=7)
    ref = SessionRef(f"evening-{number}", "Scott", "Cheryl", "digest", began_ms=number)
    log.open_session(ref)
    run = RunSession(log, ref.id, partial(replan, catalogue=CATALOGUE))
    run.handle(tonight.begin("begin"), 0)
    while moment := next_moment(seed, run.session):
        at_ms, command = moment
        run.handle(command, at_ms)
    questions = sum(isinstance(one.event, QuestionAsked) for one in log.read(ref.id))
    return Evening(questions, off(tonight.plan, seed))


def off(plan, seed):
    work = [step for step in plan.steps if step.role is Role.WORK]
    return mean(
        abs(step.pressure - loved(seed, where)) for step in work for where in step.covers if where in LEARNED
    )


@pytest.mark.parametrize("couple", [1, 3, 15])
def test_the_third_evening_asks_less_and_opens_nearer(couple):
    log = MemoryEventLog()
    first, _, third = (evening(log, couple, number) for number in range(3))
    assert third.questions < first.questions
    assert third.off < first.off
