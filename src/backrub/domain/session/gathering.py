"""Gather what each event tells of the receiver's liking; what was heard before any event stays as it was.

Only learned places count, and silence only while hands work: light before the work is how it should be, and
nobody asks for more yet. A word over a group of sites counts at its middle site, or one word would be many.
"""

from collections.abc import Iterator
from functools import singledispatch

from backrub.domain.back import SiteSide
from backrub.domain.plan import Role, Step
from backrub.domain.preferences import LEARNED
from backrub.domain.session.events import (
    Answer,
    Debriefed,
    Event,
    Feedback,
    FeedbackGiven,
    Finding,
    FindingNoted,
    QuestionAnswered,
    SaidWhen,
    SessionEnded,
    SignNoted,
    StepBegan,
)
from backrub.domain.session.evidence import (
    AnswerHeard,
    ClosingHeard,
    Evidence,
    PaceHeard,
    RampEnded,
    Watched,
)
from backrub.domain.session.state import Session, begun_step, current_step, plan_ms

SPELL_MS = 30_000
"""Silence is heard by the half minute."""

SHORTEST_MS = 10_000
"""The end of a step that is shorter than this says nothing by its silence."""

_WORKING = frozenset({Role.WORK, Role.FOCAL})
_REMARKS = {Feedback.SOFTER: -1, Feedback.FIRMER: 1, Feedback.LOVELY: 0}
_WANTS = {Answer.SOFTER: -1, Answer.JUST_RIGHT: 0, Answer.FIRMER: 1}
_WATCH_ENDS = FeedbackGiven | QuestionAnswered | SaidWhen | SignNoted | StepBegan | SessionEnded


def gathered(session: Session, event: Event) -> tuple[tuple[Evidence, ...], int]:
    """Return the evidence after an event, and until which plan millisecond; `session` is as it stood before."""
    told = tuple(_told(event, session))
    if not isinstance(event, _WATCH_ENDS):
        return session.evidence + told, session.watched_ms
    quiet = tuple(_silence(session, event))
    return session.evidence + quiet + told, plan_ms(session, event.at_ms)


def places_of(step: Step) -> tuple[SiteSide, ...]:
    """Return the learned places that a word in a step is about: the sides touched of the middle site."""
    learned = [where for where in step.covers if where in LEARNED]
    sites = list(dict.fromkeys(where.site for where in learned))
    return tuple(where for where in learned if where.site is sites[len(sites) // 2])


@singledispatch
def _told(_event: Event, _session: Session) -> Iterator[Evidence]:
    """Yield nothing: most events say nothing of what is liked."""
    yield from ()


@_told.register
def _(event: FeedbackGiven, session: Session) -> Iterator[Evidence]:
    step = begun_step(session, event.step)
    for where in places_of(step):
        if event.feedback is Feedback.SLOWER:
            yield PaceHeard(event.at_ms, where, step.speed_cm_s)
        elif event.feedback in _REMARKS:
            seconds = _spell_ms(session, event) / 1000
            yield Watched(event.at_ms, where, step.pressure, seconds, remark=_REMARKS[event.feedback])


@_told.register
def _(event: QuestionAnswered, session: Session) -> Iterator[Evidence]:
    step = begun_step(session, event.step)
    for where in places_of(step):
        yield AnswerHeard(event.at_ms, where, step.pressure, _WANTS[event.answer], session.form)


@_told.register
def _(event: SaidWhen, session: Session) -> Iterator[Evidence]:
    for where in places_of(begun_step(session, event.step)):
        yield RampEnded(event.at_ms, where, event.pressure)


@_told.register
def _(event: SignNoted, session: Session) -> Iterator[Evidence]:
    step, seconds = begun_step(session, event.step), _spell_ms(session, event) / 1000
    for where in places_of(step)[:1]:
        yield Watched(event.at_ms, where, step.pressure, seconds, sign=event.sign)


@_told.register
def _(event: FindingNoted, _session: Session) -> Iterator[Evidence]:
    if event.finding is Finding.KNOT and event.where in LEARNED:
        yield PaceHeard(event.at_ms, event.where, None)


@_told.register
def _(event: Debriefed, session: Session) -> Iterator[Evidence]:
    used = {
        where: step.pressure
        for step in session.plan.steps[: session.begun]
        if step.role in _WORKING
        for where in step.covers
    }
    for site in event.sites:
        if site.where in LEARNED:
            yield ClosingHeard(event.at_ms, site.where, used.get(site.where), site.wants)


def _silence(session: Session, event: Event) -> Iterator[Evidence]:
    """Yield the half minutes since something was last said, the places under the hands in turn."""
    step, places = current_step(session), places_of(current_step(session))
    if not session.begun or step.role not in _WORKING or not places:
        return
    starts_ms, ends_ms = _watch(session, event)
    ends_quietly = isinstance(event, StepBegan | SessionEnded)
    shortest_ms = SHORTEST_MS if ends_quietly else SPELL_MS
    for start_ms in range(starts_ms, ends_ms, SPELL_MS):
        spell_ms = min(SPELL_MS, ends_ms - start_ms)
        if spell_ms >= shortest_ms:
            where = places[start_ms // SPELL_MS % len(places)]
            at_ms = session.origin_ms + start_ms + spell_ms
            yield Watched(at_ms, where, step.pressure, spell_ms / 1000, speed_cm_s=step.speed_cm_s)


def _spell_ms(session: Session, event: Event) -> int:
    """Return how long hands have been at it since the latest half minute that was heard as silence."""
    starts_ms, ends_ms = _watch(session, event)
    return (ends_ms - starts_ms) % SPELL_MS


def _watch(session: Session, event: Event) -> tuple[int, int]:
    """Return the plan milliseconds between which hands have been at the place, and nothing was said."""
    step = current_step(session)
    starts_ms = max(session.watched_ms, (step.start_s + step.move_s) * 1000)
    return starts_ms, max(starts_ms, plan_ms(session, event.at_ms))
