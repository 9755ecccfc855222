"""Play a whole evening with a simulated couple, from the evening as written to the last event."""

from functools import partial
from itertools import count
from random import Random

from backrub.application.ports import SessionRef
from backrub.application.run_session import RunSession
from backrub.application.simulated_couple import next_moment
from backrub.content.loader import load_catalogue
from backrub.domain.planner.planner import plan_evening
from backrub.domain.planner.replan import replan
from backrub.domain.planner.tuning import Tuning
from backrub.domain.session.commands import Begin
from tests.evenings import random_evening
from tests.fakes import MemoryEventLog
from tests.rehearsal import Rehearsal
from tests.support import brief_of

REF = SessionRef("evening", "giver", "receiver", "digest")


def begun(evening: dict, seed: int) -> RunSession | None:
    """Return a session that has just begun, None if tonight has no plan."""
    catalogue = load_catalogue()
    brief = brief_of(evening)
    if not brief.outcome.has_plan:
        return None
    log = MemoryEventLog()
    log.open_session(REF)
    run = RunSession(log, REF.id, partial(replan, catalogue=catalogue))
    plan = plan_evening(brief, catalogue, Tuning(seed=seed))
    run.handle(Begin("begin", brief, plan, seed, {}, history=False), 0)
    return run


def played(evening: dict, seed: int) -> RunSession | None:
    """Return the session after the simulated couple has lived it to the debrief."""
    run = begun(evening, seed)
    while run and (moment := next_moment(seed, run.session)):
        at_ms, command = moment
        run.handle(command, at_ms)
    return run


def planned_rehearsal(seed: int) -> Rehearsal:
    """Return a rehearsal of the first random evening from a seed that has a plan, with the real planner."""
    briefs = (brief_of(random_evening(Random(n))) for n in count(seed))
    brief = next(brief for brief in briefs if brief.outcome.has_plan)
    catalogue = load_catalogue()
    plan = plan_evening(brief, catalogue, Tuning(seed=seed))
    return Rehearsal(plan=plan, replanner=partial(replan, catalogue=catalogue), told=brief)
