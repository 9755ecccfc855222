"""One evening of a taste: what to use now, whether asking is worth it, and all that is heard."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Generic, Literal, Protocol, TypeVar

import numpy as np

from backrub.domain.errors import BadInput
from backrub.domain.preferences.attention import SIGNS
from backrub.domain.preferences.caution import CALM_S, HARDEST, Caution
from backrub.domain.preferences.places import COUNT, PLACES, Floats, place_of
from backrub.domain.preferences.tempo import USUAL_CM_S
from backrub.domain.pressure import DEEP_ABOVE, FIRMER_STEP, LEAST, LIGHT, PressureWord

Form = Literal["level", "choice"]
"""The wording of a question: "how's the pressure?", or "if you could change it, softer or firmer?"."""

MOST_WANTS = 2
DEEP_CM_S = 3.0
"""Where pressure is deep, hands move no faster (CONTRACT "Pressure")."""


@dataclass(frozen=True, slots=True)
class Liking:
    """Hold what is believed of a site-side for good, apart from any one evening's mood."""

    level: float
    """Walton level, the middle of the belief."""
    spread: float
    """Its standard deviation in levels."""
    speed_cm_s: float
    words: int
    """How many answers, remarks, ramps and debriefs were heard here."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Hold some seconds of hands at a place: what was said, and what the giver saw."""

    place: int
    level: float
    seconds: float
    remark: int | None
    sign: str | None


@dataclass(frozen=True, slots=True)
class Moment:
    """Hold when a question might be put: where, at which levels, with which minutes and questions to come."""

    place: int
    levels: Floats
    minutes: Floats
    left: int


Carried_co = TypeVar("Carried_co", covariant=True)


class Belief(Protocol):
    """Believe something tonight about each learned place, and change it by what is heard."""

    def levels(self) -> Floats:
        """Return the Walton level to use at each learned place."""

    def speeds_cm_s(self) -> Floats:
        """Return the speed to use at each learned place."""

    def worth(self, moment: Moment) -> Form | None:
        """Return how to ask, or None where asking is not worth the interruption."""

    def answered(self, place: int, pressure: float, wants: int, form: Form) -> None:
        """Hear an answer."""

    def said_when(self, place: int, pressure: float) -> None:
        """Hear where a slow rise from light was to end."""

    def watched(self, seen: Seen) -> None:
        """See time pass, with what was said and shown by itself."""

    def paced(self, place: int, speed_cm_s: float, *, slower: bool) -> None:
        """Hear that a speed is too fast, or fine."""


class EveningTaste(Generic[Carried_co]):
    """Bound a belief by the hard rule, and speak of sites and sides by name."""

    __slots__ = ("_believed", "_cap", "_carried", "_caution", "_head", "_pressures", "_used")

    def __init__(
        self,
        believed: Belief,
        carried: Callable[[], Carried_co],
        *,
        wish: PressureWord | None,
        lighter: bool,
    ) -> None:
        """Begin an evening; a wish that is lighter than usual caps it until firmer is asked for."""
        self._believed, self._carried = believed, carried
        self._caution = Caution()
        self._cap = wish.level if wish and lighter else HARDEST
        self._head = np.full(len(PLACES) - COUNT, min(LIGHT, wish.level if wish else LIGHT))
        self._used: dict[int, float] = {}
        self._pressures: Floats | None = None

    def pressure(self, site: str, side: str) -> float:
        """Return the Walton level to use now, 1.0 to 5.0, before the plan's ceilings."""
        return float(self._now()[place_of(site, side)])

    def speed(self, site: str, side: str) -> float:
        """Return the speed to use now in cm/s."""
        place = place_of(site, side)
        return self._speed_at(place) if place < COUNT else USUAL_CM_S

    def question(
        self, site: str, side: str, minutes_left: Mapping[tuple[str, str], float], questions_left: int
    ) -> Form | None:
        """Return how to ask here now, or None; `minutes_left` are those still planned at each site-side."""
        place = place_of(site, side)
        if place >= COUNT or questions_left <= 0:
            return None
        minutes = np.zeros(COUNT)
        for (where, which), planned in minutes_left.items():
            if (index := place_of(where, which)) < COUNT:
                minutes[index] = max(0.0, planned)
        return self._believed.worth(Moment(place, self._now()[:COUNT], minutes, questions_left))

    def answered(self, site: str, side: str, pressure: float, wants: int, form: Form = "level") -> None:
        """Hear an answer given at a pressure: -2 much softer to +2 much firmer, 0 just right or no choice."""
        place, level = place_of(site, side), level_of(pressure)
        _check_wants(wants)
        if form not in {"level", "choice"}:
            raise BadInput(f'A question is put as "level" or "choice", not "{form}".')
        before = self._now()
        self._caution.used(place, level)
        if place < COUNT:
            self._believed.answered(place, level, wants, form)
        self._heed(Seen(place, level, 0.0, wants, None), before)

    def said_when(self, site: str, side: str, pressure: float) -> None:
        """Hear "there" at the end of a slow rise from light."""
        place, level = place_of(site, side), level_of(pressure)
        before = self._now()
        self._caution.used(place, level)
        if place < COUNT:
            self._believed.said_when(place, level)
        self._heed(Seen(place, level, 0.0, None, None), before)

    def watched(
        self, site: str, side: str, pressure: float, seconds: float, remark: int | None, sign: str | None
    ) -> None:
        """See time pass at a pressure, with a remark or in silence, and with the sign the giver reports."""
        seen = Seen(place_of(site, side), level_of(pressure), seconds, remark, sign)
        _check_watched(seen)
        before = self._now() if remark or sign in CALM_S or self._caution.calm else None
        self._caution.used(seen.place, seen.level, seconds)
        if seen.place < COUNT:
            self._believed.watched(seen)
        self._heed(seen, before)

    def wants_slower(self, site: str, side: str, speed_cm_s: float) -> None:
        """Hear that a speed is too fast."""
        self._pace(place_of(site, side), speed_cm_s, slower=True)

    def pace_fine(self, site: str, side: str, speed_cm_s: float) -> None:
        """Hear, from a silence, that a speed may be fine; this says little."""
        self._pace(place_of(site, side), speed_cm_s, slower=False)

    def debriefed(self, site: str, side: str, wants: int) -> None:
        """Hear at the close what is wanted next time, at the pressure last used there."""
        place = place_of(site, side)
        self.answered(site, side, self._used.get(place, float(self._now()[place])), wants, "level")

    def close(self) -> Carried_co:
        """Return what lasts past tonight."""
        return self._carried()

    def _speed_at(self, place: int) -> float:
        speed = float(self._believed.speeds_cm_s()[place])
        return min(speed, DEEP_CM_S) if self._now()[place] > DEEP_ABOVE else speed

    def _pace(self, place: int, speed_cm_s: float, *, slower: bool) -> None:
        speed = speed_of(speed_cm_s)
        if place < COUNT:
            self._believed.paced(place, speed, slower=slower)

    def _heed(self, seen: Seen, before: Floats | None) -> None:
        """Let the hard rule act on what was heard and seen, given the pressures before it."""
        wants = seen.remark or 0
        self._used[seen.place] = seen.level
        self._cap = min(HARDEST, self._cap + max(0, wants) * FIRMER_STEP)
        self._pressures = None
        if before is not None:
            self._caution.saw(seen.place, seen.level, seen.sign, before)
            self._caution.heard(seen.place, seen.level, wants, before)
            self._caution.settle(self._now())

    def _now(self) -> Floats:
        """Return the pressures of all places, worked out when first asked for."""
        if self._pressures is None:
            levels = np.concatenate((np.minimum(self._believed.levels(), self._cap), self._head))
            self._pressures = self._caution.bound(levels)
        return self._pressures


def level_of(pressure: float) -> float:
    """Return a Walton level within the scale; raises BadInput for what is no number."""
    if not isfinite(pressure):
        raise BadInput(f"A pressure is a number from {LEAST} to {HARDEST}, not {pressure}.")
    return min(max(float(pressure), LEAST), HARDEST)


def speed_of(speed_cm_s: float) -> float:
    """Return a speed in cm/s; raises BadInput for what is none."""
    if not isfinite(speed_cm_s) or speed_cm_s <= 0:
        raise BadInput(f"A speed is a number of cm/s above 0, not {speed_cm_s}.")
    return speed_cm_s


def word_of(wish: str | None) -> PressureWord | None:
    """Return today's pressure word, where there is one; raises BadInput for any other word."""
    try:
        return PressureWord(wish) if wish else None
    except ValueError as error:
        words = ", ".join(PressureWord)
        raise BadInput(f'"{wish}" is not a pressure word; they are {words}.') from error


def _check_wants(wants: int) -> None:
    if wants not in range(-MOST_WANTS, MOST_WANTS + 1):
        raise BadInput(f"What is wanted is a whole number from -2 to 2, not {wants}.")


def _check_watched(seen: Seen) -> None:
    if not isfinite(seen.seconds) or seen.seconds < 0:
        raise BadInput(f"Time passes by 0 seconds or more, not {seen.seconds}.")
    if seen.remark is not None:
        _check_wants(seen.remark)
    if seen.sign not in SIGNS:
        raise BadInput(f'A sign is "settle", "tense", "flinch", "fidget" or none, not "{seen.sign}".')
