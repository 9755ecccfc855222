"""What an evening tells of a receiver's liking, place by place: answers, remarks, signs, and silence too.

Every piece knows when (milliseconds of the session's clock) and where, so that any of it can be forgotten later.
"""

from dataclasses import dataclass

from backrub.domain.back import SiteSide
from backrub.domain.preferences import EveningTaste, Taste
from backrub.domain.preferences.tempo import USUAL_CM_S
from backrub.domain.session.events import AskForm, Sign


@dataclass(frozen=True, slots=True)
class AnswerHeard:
    """A question was answered at a pressure (Walton); `wants` is -1 softer, 0 just so, 1 firmer."""

    at_ms: int
    where: SiteSide
    pressure: float
    wants: int
    form: AskForm


@dataclass(frozen=True, slots=True)
class Watched:
    """Time passed with hands at a place: in silence, with a word (`remark` as `wants`), or with a sign."""

    at_ms: int
    where: SiteSide
    pressure: float
    seconds: float
    remark: int | None = None
    sign: Sign | None = None
    speed_cm_s: float | None = None


@dataclass(frozen=True, slots=True)
class RampEnded:
    """The receiver said "there" while pressure rose slowly from light."""

    at_ms: int
    where: SiteSide
    pressure: float


@dataclass(frozen=True, slots=True)
class PaceHeard:
    """Hands are wished slower here than `speed_cm_s`; None is the usual speed, as over a knot."""

    at_ms: int
    where: SiteSide
    speed_cm_s: float | None


@dataclass(frozen=True, slots=True)
class ClosingHeard:
    """The close says what is wanted next time, -2 to 2, beside the pressure last worked with there."""

    at_ms: int
    where: SiteSide
    pressure: float | None
    wants: int


Evidence = AnswerHeard | Watched | RampEnded | PaceHeard | ClosingHeard


def hear(evening: EveningTaste[Taste], told: Evidence) -> None:
    """Let an evening's belief take in one piece of evidence."""
    site, side = told.where.site.value, told.where.side.value
    match told:
        case AnswerHeard(pressure=pressure, wants=wants, form=form):
            evening.answered(site, side, pressure, wants, "choice" if form is AskForm.CHOICE else "level")
        case RampEnded(pressure=pressure):
            evening.said_when(site, side, pressure)
        case PaceHeard(speed_cm_s=speed):
            evening.wants_slower(site, side, USUAL_CM_S if speed is None else speed)
        case ClosingHeard(pressure=pressure, wants=wants):
            if pressure is None:
                evening.debriefed(site, side, wants)
            else:
                evening.answered(site, side, pressure, wants, "level")
        case _:
            _watch(evening, told)


def _watch(evening: EveningTaste[Taste], told: Watched) -> None:
    site, side = told.where.site.value, told.where.side.value
    sign = told.sign.value if told.sign else None
    evening.watched(site, side, told.pressure, told.seconds, told.remark, sign)
    if told.speed_cm_s is not None:
        evening.pace_fine(site, side, told.speed_cm_s)
