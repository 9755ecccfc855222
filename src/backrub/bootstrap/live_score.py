"""Compose what a live session sounds like now, on the body its pictures show."""

from dataclasses import replace

from backrub.bootstrap.evening import OnBody
from backrub.bootstrap.house import House
from backrub.bootstrap.night_plan import body_of
from backrub.content.languages import catalogue_in
from backrub.domain.catalogue import ENGLISH
from backrub.domain.plan import Plan
from backrub.domain.planner.words import Speaker
from backrub.domain.score.compose import compose
from backrub.domain.score.score import Score
from backrub.domain.session.events import AskForm
from backrub.realtime.conductor import LiveSession

_BODY_OF_NOBODY = "neutral"


def live_score(house: House, live: LiveSession, language: str = ENGLISH, plan: Plan | None = None) -> Score:
    """Return the score of a session's plan in a language, the present one unless it is named.

    It takes a moment of work. It holds no questions: live, one is said when it is asked, or left out.

    Raises: StoreUnavailable.
    """
    session, body = live.session, live_body(house, live)
    speaker = Speaker(session.brief, catalogue_in(language), session.tuning)
    told = _without_questions(speaker.worded(plan or session.plan))
    return compose(body.traced(told), body.tracer.body_map, speaker, seed=session.seed)


def _without_questions(plan: Plan) -> Plan:
    asks = {form.phrase for form in AskForm}
    steps = (
        replace(step, cues=tuple(cue for cue in step.cues if cue.key not in asks)) for step in plan.steps
    )
    return replace(plan, steps=tuple(steps))


def live_body(house: House, live: LiveSession) -> OnBody:
    """Return the body of a session's receiver.

    Raises: StoreUnavailable.
    """
    receiver = house.people.person(live.ref.receiver)
    return body_of(receiver.body if receiver else _BODY_OF_NOBODY)
