"""The learner at work on one evening: hears, believes, and says what to use and whether to ask."""

from dataclasses import dataclass

import numpy as np

from backrub.domain.preferences.answers import CHOICE, LEVEL, STOPPED, WANTS, index_of
from backrub.domain.preferences.asking import WORTH_ASKING, values, wording
from backrub.domain.preferences.attention import CLASSES, HALF_MINUTE_S, PASSING
from backrub.domain.preferences.belief import Gaussians, mixed
from backrub.domain.preferences.evening import Form, Moment, Seen
from backrub.domain.preferences.places import Floats
from backrub.domain.preferences.tempo import Tempo
from backrub.domain.preferences.tilting import WEIGHTS

_BELOW = 0.1
"""Deviations below the middle to aim at: too light is mended more easily than too firm."""
_ONE_TOO_FIRM = 1.645
"""Deviations within which a chance of 5 % lies."""
_LATER = 0.7
"""What an answer is worth that comes later, with fewer minutes ahead: so questions cluster early."""
_MOST_HALF_MINUTES = 20.0
"""A longer silence tells no more."""
_TABLES = {"level": LEVEL, "choice": CHOICE}


@dataclass(slots=True)
class Learner:
    """Believe with Gaussians over all places; what is heard at one place tells of the others."""

    belief: Gaussians
    attention: Floats
    tempo: Tempo
    words: list[int]
    ease: Floats
    """The factor on each place's speed tonight."""

    def levels(self) -> Floats:
        """Return levels that are rarely more than one too firm, as far as the model knows."""
        mean, deviation = mixed(self.belief.weights, *self.belief.wanted())
        return np.minimum(mean - _BELOW * deviation, mean + 1 - _ONE_TOO_FIRM * deviation)

    def speeds_cm_s(self) -> Floats:
        """Return the speeds to use."""
        return self.tempo.speeds_cm_s() * self.ease

    def worth(self, moment: Moment) -> Form | None:
        """Return how to ask at a place; None where other places are worth the few questions more."""
        form = wording(self.belief.weights)
        worth = values(self.belief, moment.levels, moment.minutes, form)
        worth[moment.minutes <= 0] = 0.0
        here = worth[moment.place]
        return form if here > WORTH_ASKING and (_LATER * worth > here).sum() < moment.left else None

    def answered(self, place: int, pressure: float, wants: int, form: Form) -> None:
        """Hear an answer."""
        self._learn(place, pressure, _TABLES[form][WANTS.index(wants)])

    def said_when(self, place: int, pressure: float) -> None:
        """Hear where a slow rise from light was to end."""
        self._learn(place, pressure, STOPPED)

    def watched(self, seen: Seen) -> None:
        """See time pass; whether the signs fit what is believed tells how well the giver sees."""
        half_minutes = min(seen.seconds / HALF_MINUTE_S, _MOST_HALF_MINUTES)
        self.belief.wander(half_minutes)
        line = self.belief.at(seen.place)
        by_attention = PASSING[seen.remark, seen.sign][CLASSES, index_of(seen.level - line.levels)]
        if seen.remark is None and half_minutes != 1:
            by_attention **= half_minutes
        self.words[seen.place] += seen.remark is not None
        likely = self.belief.weights @ (WEIGHTS @ by_attention)
        self.belief.learn(line, by_attention @ self.attention)
        self.attention = self.attention * likely / (self.attention @ likely)

    def paced(self, place: int, speed_cm_s: float, *, slower: bool) -> None:
        """Hear that a speed is too fast, or fine."""
        self.tempo = self.tempo.heard(place, speed_cm_s / self.ease[place], slower=slower)

    def _learn(self, place: int, pressure: float, table: Floats) -> None:
        line = self.belief.at(place)
        self.belief.learn(line, table[CLASSES, index_of(pressure - line.levels)])
        self.words[place] += 1
