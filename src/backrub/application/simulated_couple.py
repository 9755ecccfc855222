"""Play a couple for rehearsals and demonstrations: a pure function of a seed and the session's state.

The receiver has a level they love at every site-side, unknown to the plan. They answer questions about it,
speak up when a step is far from it, and say at the end what they would have wanted. The giver finds a thing
or two while listening. Nothing is remembered outside the session, so a run that resumes goes on the same.
"""

from functools import cache
from random import Random

from backrub.domain.back import SiteSide
from backrub.domain.plan import Phase, Role, Step
from backrub.domain.preferences import LEARNED
from backrub.domain.session.commands import (
    Advance,
    AnswerQuestion,
    Command,
    Debrief,
    GiveFeedback,
    NoteFinding,
)
from backrub.domain.session.due import next_due_ms
from backrub.domain.session.events import Answer, Feedback, Finding, SiteDebrief
from backrub.domain.session.state import Session, State, begun_step, clock_ms, current_step

Act = tuple[int, Command]
"""When, on the session's clock, and what."""

NOTICED = 0.45
"""Walton levels between felt and loved that make an answer other than "just right"."""

UNASKED = 0.7
"""Walton levels that make the receiver speak up unasked."""

WANTS_STEP = 0.6
"""Walton levels to one step of the debrief's wants."""

KINDNESS = 0.1
"""How often the receiver answers "just right" whatever they feel."""

DELIGHT = 0.2
"""How often a step that is right is called lovely."""

DEBRIEF_AFTER_MS = 5_000


def next_moment(seed: int, session: Session) -> Act | None:
    """Return what comes next, be it time's or the couple's doing; None when paused, stopped or debriefed.

    To play an evening, handle each command at its own time, however late that is by the wall clock.
    """
    due_ms = next_due_ms(session)
    act = next_act(seed, session)
    if due_ms is not None and (act is None or due_ms <= act[0]):
        return due_ms, Advance(f"advance-{session.seq}")
    return act


def next_act(seed: int, session: Session) -> Act | None:
    """Return what one of the couple does next if nothing else happens before, or None."""
    if session.state is State.ENDED:
        return session.last_ms + DEBRIEF_AFTER_MS, _debrief(seed, session)
    if session.state is not State.RUNNING:
        return None
    if session.question is not None:
        return _answer(seed, session, session.question)
    acts = [act for act in (_finding(seed, session), _remark(seed, session)) if act is not None]
    return min(acts, key=lambda act: act[0], default=None)


def _answer(seed: int, session: Session, asked: str) -> Act:
    """Answer within 2 to 4 seconds; now and then "just right" out of kindness."""
    draw = _draw(seed, asked, "answer")
    asked_ms = session.origin_ms + (session.asked[0] if session.asked else 0)
    at_ms = max(session.last_ms, asked_ms + draw.randint(2000, 4000))
    excess = _excess(seed, begun_step(session, asked)) + draw.gauss(0.0, 0.2)
    answer = Answer.SOFTER if excess > NOTICED else Answer.FIRMER if excess < -NOTICED else Answer.JUST_RIGHT
    is_kind = draw.random() < KINDNESS
    return at_ms, AnswerQuestion(_id(seed, session), Answer.JUST_RIGHT if is_kind else answer)


def _finding(seed: int, session: Session) -> Act | None:
    """Note one or two findings while listening, six seconds apart."""
    step, nth = current_step(session), len(session.tuning.findings)
    places = [where for where in step.covers if where in session.brief.allowed]
    if step.phase is not Phase.LISTEN or not places or nth > _draw(seed, "findings").randint(0, 1):
        return None
    draw = _draw(seed, step.id, "finding", str(nth))
    found = (draw.choice(places), draw.choice(list(Finding)))
    if found in session.tuning.findings:
        return None
    return _in_step(session, step, 6 * (nth + 1), NoteFinding(_id(seed, session), *found))


def _remark(seed: int, session: Session) -> Act | None:
    """Speak up about 15 seconds into a step, once a step at most."""
    step = current_step(session)
    word = _word(seed, step)
    spoke = any(session.said.get(where.site, -1) >= step.start_s * 1000 for where in step.covers)
    if word is None or spoke:
        return None
    after_s = _draw(seed, step.id, "remark").randint(12, 18)
    return _in_step(session, step, after_s, GiveFeedback(_id(seed, session), word))


def _word(seed: int, step: Step) -> Feedback | None:
    excess = _excess(seed, step)
    if excess > UNASKED:
        return Feedback.SOFTER
    if step.role not in {Role.WORK, Role.FOCAL}:
        # Light before the work is how it should be: nobody asks for more yet.
        return None
    if excess < -UNASKED:
        return Feedback.FIRMER
    return Feedback.LOVELY if _draw(seed, step.id, "lovely").random() < DELIGHT else None


def _in_step(session: Session, step: Step, after_s: int, command: Command) -> Act | None:
    """Return the act some seconds into a step's contact, or None if that is past or beyond its end."""
    at_s = step.start_s + step.move_s + after_s
    at_ms = clock_ms(session, at_s)
    return (at_ms, command) if at_s < step.end_s and at_ms >= session.last_ms else None


def _debrief(seed: int, session: Session) -> Debrief:
    sites = tuple(
        SiteDebrief(where, min(max(round((loved(seed, where) - used) / WANTS_STEP), -2), 2))
        for where, used in _used(session).items()
    )
    return Debrief(
        _id(seed, session),
        felt=_draw(seed, "felt").choice(["warm", "calm", "lighter", "sleepy"]),
        sites=sites,
        tension_after=tuple(
            (spot.where, _draw(seed, spot.where.value, "after").randint(1, 4)) for spot in session.brief.spots
        ),
        put_up_with=any(site.wants < -1 for site in sites),
        keep=current_step(session).stroke,
    )


def _used(session: Session) -> dict[SiteSide, float]:
    """Return the last pressure worked with at each learned site-side."""
    return {
        where: step.pressure
        for step in session.plan.steps[: session.begun]
        if step.role in {Role.WORK, Role.FOCAL}
        for where in step.covers
        if where in LEARNED
    }


def _excess(seed: int, step: Step) -> float:
    """Return how many levels the step is above what is loved, 0.0 where it touches nothing."""
    above = [step.pressure - loved(seed, where) for where in step.covers]
    return sum(above) / len(above) if above else 0.0


@cache
def loved(seed: int, where: SiteSide) -> float:
    """Return the Walton level the receiver loves at a site-side."""
    everywhere = _draw(seed, "loved").gauss(2.8, 0.5)
    here = _draw(seed, "loved", where.value).gauss(0.0, 0.35)
    return min(max(everywhere + here, 1.2), 4.2)


def _draw(seed: int, *about: str) -> Random:
    """Return the randomness of one matter, the same in every process."""
    return Random(":".join((str(seed), *about)))  # noqa: S311  # play, nothing secret


def _id(seed: int, session: Session) -> str:
    return f"simulated-{seed}-{session.seq}"
