"""The state of a session: what its events add up to.

Two clocks run. The session's own clock counts milliseconds and never stands still; plan time is what the
steps are timed in, and stands still while the session is paused or stopped. `origin_ms` joins them: it is where plan
second 0 lies on the session's clock, and moves on by the length of each pause.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from backrub.domain.back import Site, SiteSide
from backrub.domain.brief import Brief
from backrub.domain.plan import Plan, Step
from backrub.domain.planner.tuning import Tuning
from backrub.domain.session.events import AskForm, Debriefed
from backrub.domain.session.evidence import Evidence


class State(StrEnum):
    """Name where a session stands; a session that has no event yet is waiting."""

    WAITING = "waiting"
    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"
    ENDED = "ended"
    DEBRIEFED = "debriefed"


@dataclass(frozen=True, slots=True)
class Session:
    """Hold what the events so far add up to.

    `seq` counts the events and `last_ms` is the latest one's time. The first `begun` steps of the plan have
    begun. `question` is the step of the open question, `asked` the plan millisecond and the pressure of the
    latest one, `form` its wording, `questions` how many there were. `said` tells when (plan milliseconds) the
    receiver last spoke of a site, `rises` when and by how much "firmer" raised the level, `fresh_yes` where
    pressure above 3.5 is welcome tonight. `taste` is what was known of the receiver at the beginning, in its
    written form; `evidence` is what tonight told since, silence heard up to plan millisecond `watched_ms`.
    """

    state: State
    brief: Brief
    plan: Plan
    seed: int
    tuning: Tuning
    origin_ms: int
    last_ms: int
    seq: int
    begun: int = 0
    paused_ms: int | None = None
    question: str | None = None
    asked: tuple[int, float] | None = None
    form: AskForm = AskForm.LEVEL
    questions: int = 0
    taste: str = ""
    evidence: tuple[Evidence, ...] = ()
    watched_ms: int = 0
    said: Mapping[Site, int] = field(default_factory=dict)
    rises: tuple[tuple[int, float], ...] = ()
    fresh_yes: frozenset[SiteSide] = frozenset()
    completed: bool = False
    debrief: Debriefed | None = None


def plan_ms(session: Session, now_ms: int) -> int:
    """Return plan time in milliseconds at a time of the session's clock."""
    standing_ms = now_ms if session.paused_ms is None else session.paused_ms
    return standing_ms - session.origin_ms


def clock_ms(session: Session, plan_s: int) -> int:
    """Return when a second of the plan comes on the session's clock, if nobody pauses before."""
    return session.origin_ms + plan_s * 1000


def replan_s(session: Session, now_ms: int) -> int:
    """Return the first whole second of the plan that is still ahead.

    It lies after the start of the step under way, so that a step once begun lasts at least a second.
    """
    return plan_ms(session, now_ms) // 1000 + 1


def remaining_s(session: Session, now_ms: int) -> int:
    """Return the whole seconds of plan left, 0 when time is up."""
    return max(0, session.plan.seconds - plan_ms(session, now_ms) // 1000)


def current_step(session: Session) -> Step:
    """Return the step under way: the latest begun, or the first when none has."""
    return session.plan.steps[max(session.begun, 1) - 1]


def next_step(session: Session) -> Step | None:
    """Return the step to come, None in the last one."""
    return session.plan.steps[session.begun] if session.begun < len(session.plan.steps) else None


def begun_step(session: Session, step_id: str) -> Step:
    """Return a step that has begun, by its id."""
    return next(step for step in session.plan.steps[: session.begun] if step.id == step_id)
