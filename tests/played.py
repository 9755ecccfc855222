"""Play a whole evening with a simulated couple, from the evening as written to the last event."""

from functools import partial

import msgspec

from backrub.application.ports import SessionRef
from backrub.application.run_session import RunSession
from backrub.application.simulated_couple import next_moment
from backrub.content.loader import load_catalogue
from backrub.documents.evening_file import read_evening_text
from backrub.domain.briefing import brief_for
from backrub.domain.planner.planner import plan_evening
from backrub.domain.planner.replan import replan
from backrub.domain.planner.tuning import Tuning
from backrub.domain.session.commands import Begin
from tests.fakes import MemoryEventLog

REF = SessionRef("evening", "giver", "receiver", "digest")


def begun(evening: dict, seed: int) -> RunSession | None:
    """Return a session that has just begun, None if tonight has no plan."""
    catalogue = load_catalogue()
    text = msgspec.json.encode(evening).decode()
    read = read_evening_text(text, name="evening.json", format="json", known_health=catalogue.safety)
    brief = brief_for(read, catalogue)
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
