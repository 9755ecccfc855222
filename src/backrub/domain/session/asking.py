"""Decide whether a planned question is worth its interruption now, and in which words it is put.

The plan's questions are the moments at which one may be asked. What was carried from earlier evenings and what
tonight told so far say whether an answer is worth having there (`domain/preferences`).
"""

import zlib
from collections import defaultdict
from functools import lru_cache

from backrub.domain.back import SiteSide
from backrub.domain.plan import Role, Step
from backrub.domain.preferences import EveningTaste, Taste, UnreadableTaste
from backrub.domain.pressure import DEEP_ABOVE, PressureWord
from backrub.domain.session.events import AskForm
from backrub.domain.session.evidence import Evidence, hear
from backrub.domain.session.gathering import places_of
from backrub.domain.session.state import Session, next_step

FIRST_ASKS = 2
"""How many planned questions stand on a first evening, whatever they are worth."""

OTHER_WORDS_IN = 3
"""One question in so many is put as a choice to everyone, so that its wording tells nothing of anyone."""

_WORKING = frozenset({Role.WORK, Role.FOCAL})


def form_now(session: Session, step: Step) -> AskForm | None:
    """Return the wording in which the planned question of a step is put now, None if it is left out."""
    planned = _planned(step)
    if _opens_depth(session, step):
        return planned
    if not session.tuning.history and session.questions < FIRST_ASKS:
        return planned
    worth = _worth(session, step)
    if worth is None or planned is AskForm.DEEPER:
        return worth and planned
    return AskForm.CHOICE if worth is AskForm.CHOICE or _takes_turn(session, step) else planned


def _planned(step: Step) -> AskForm:
    """Return the wording the plan gave a question."""
    deeper = any(cue.key == AskForm.DEEPER.phrase for cue in step.cues)
    return AskForm.DEEPER if deeper else AskForm.LEVEL


def _opens_depth(session: Session, step: Step) -> bool:
    """Return whether this question can bring the fresh yes that the next step needs (PRACTICE P18)."""
    ahead = next_step(session)
    if ahead is None or ahead.pressure <= DEEP_ABOVE or step.pressure > DEEP_ABOVE:
        return False
    lacking = set(ahead.covers) - session.fresh_yes
    return session.tuning.deep_yes and bool(lacking) and lacking <= set(step.covers)


def _worth(session: Session, step: Step) -> AskForm | None:
    """Return how the learner would ask at a step, None where it would not."""
    brief = session.brief
    tonight = _believed(session.taste, brief.wish.pressure, brief.knots, session.evidence)
    ahead = session.plan.steps[session.begun - 1 :]
    minutes = _minutes_at_work(ahead)
    left = sum(each.ask for each in ahead)
    asked = (tonight.question(where.site.value, where.side.value, minutes, left) for where in places_of(step))
    return next((AskForm(form) for form in asked if form), None)


def _minutes_at_work(steps: tuple[Step, ...]) -> dict[tuple[str, str], float]:
    """Return the minutes hands will work at each site-side, a step's shared among its places."""
    minutes: dict[tuple[str, str], float] = defaultdict(float)
    for step in steps:
        for where in step.covers if step.role in _WORKING else ():
            minutes[where.site.value, where.side.value] += step.contact_s / 60 / len(step.covers)
    return minutes


@lru_cache(maxsize=8)
def _believed(
    taste: str, wish: PressureWord, knots: frozenset[SiteSide], evidence: tuple[Evidence, ...]
) -> EveningTaste[Taste]:
    """Return what is believed of tonight after this evidence; nobody may tell it more, many share it."""
    tonight = _read(taste).evening(wish.value, knots=knots)
    for told in evidence:
        hear(tonight, told)
    return tonight


def _read(taste: str) -> Taste:
    try:
        return Taste.from_json(taste) if taste else Taste()
    except UnreadableTaste:
        # Another version began this evening: it goes on, asking as on a first one.
        return Taste()


def _takes_turn(session: Session, step: Step) -> bool:
    return zlib.crc32(f"{session.seed}:{step.id}".encode()) % OTHER_WORDS_IN == 0
