"""What the live guide shows at a moment, in words and shares; the view only draws it."""

from dataclasses import dataclass

from backrub.application.word_step import pace, what_comes, whose_side
from backrub.cli.remote import KeyLabel, Noticing, asks, labels
from backrub.domain.back import SiteSide
from backrub.domain.plan import Step
from backrub.domain.planner.words import Speaker
from backrub.domain.pressure import PressureWord, word_for
from backrub.domain.session.state import Session, State, current_step, next_step, plan_ms, remaining_s

RELAY_MS = 12_000


@dataclass(frozen=True, slots=True)
class Said:
    """Hold a relayed line and when it was said, in plan milliseconds; a question waits in it."""

    text: str = ""
    at_ms: int = 0


@dataclass(frozen=True, slots=True)
class Scene:
    """Hold everything on the screen, shares as 0.0 to 1.0 done, no finer than can be seen.

    Equal scenes look the same, so that nothing is drawn twice.
    """

    phase: str
    time_left: str
    evening_share: float
    side: str
    place: str
    doing: str
    pressure: PressureWord
    image: str
    pace: str
    step_share: float
    step_left: str
    next: str
    words: str
    is_question: bool
    keys: tuple[KeyLabel, ...]
    covers: frozenset[SiteSide]
    leave_out: frozenset[SiteSide]


def scene_of(
    session: Session, now_ms: int, speaker: Speaker, *, said: Said, noticing: Noticing | None
) -> Scene:
    """Return the scene at a time of the session's clock."""
    step, catalogue = current_step(session), speaker.catalogue
    at_s = min(plan_ms(session, now_ms) / 1000, float(session.plan.seconds))
    word = word_for(step.pressure)
    asking = asks(noticing)
    return Scene(
        phase=catalogue.say(f"phase.{step.phase.value}"),
        time_left=_time_left(session, now_ms),
        evening_share=round(at_s / session.plan.seconds, 3),
        side=whose_side(step, speaker),
        place=speaker.place(step),
        doing=f"{catalogue.strokes[step.stroke].name}, {catalogue.tools[step.tool].name}",
        pressure=word,
        image=catalogue.pressures[word].image,
        pace=pace(step, catalogue),
        step_share=round(min(1.0, max(0.0, (at_s - step.start_s) / step.duration_s)), 2),
        step_left=f"{max(0, step.end_s - int(at_s))} s",
        next=what_comes(step, next_step(session), speaker),
        words=asking or _words(session, step, at_s, speaker, said),
        is_question=bool(asking) or session.question is not None,
        keys=labels(noticing, session),
        covers=frozenset(step.covers),
        leave_out=session.brief.leave_out,
    )


_STANDING = {State.PAUSED: "relay.paused", State.STOPPED: "relay.stopped"}


def _time_left(session: Session, now_ms: int) -> str:
    """Return the time to go, whole minutes and then seconds; nothing once hands are off."""
    seconds = remaining_s(session, now_ms)
    if session.state is State.ENDED:
        return ""
    if seconds <= 60:  # noqa: PLR2004  # a minute
        return f"{seconds} s"
    return f"{-(-seconds // 60)} min"


def _words(session: Session, step: Step, at_s: float, speaker: Speaker, said: Said) -> str:
    """Return the latest line: what was relayed, then the step's cue, then how its stroke is done."""
    if session.state is State.ENDED:
        return speaker.catalogue.say("close.end") if session.completed else said.text
    if session.state in _STANDING:
        return speaker.catalogue.say(_STANDING[session.state])
    if session.question is not None:
        return speaker.catalogue.say(session.form.phrase)
    cue = max((cue for cue in step.cues if cue.at_s <= at_s), key=lambda cue: cue.at_s, default=None)
    fresh = said.text and at_s * 1000 - said.at_ms < RELAY_MS
    if fresh and (cue is None or cue.at_s * 1000 <= said.at_ms):
        return said.text
    return cue.text if cue else speaker.catalogue.strokes[step.stroke].how
