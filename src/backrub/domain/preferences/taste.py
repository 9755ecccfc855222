"""What is believed about how someone likes it, from one evening to the next."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Self

import numpy as np

from backrub.domain.back import SiteSide
from backrub.domain.preferences.answers import HIDING_PRIOR
from backrub.domain.preferences.attention import ATTENTION_PRIOR
from backrub.domain.preferences.belief import Gaussians, mixed
from backrub.domain.preferences.caution import HARDEST
from backrub.domain.preferences.evening import EveningTaste, Liking, level_of, speed_of, word_of
from backrub.domain.preferences.learner import Learner
from backrub.domain.preferences.places import (
    BETWEEN_EVENINGS,
    COUNT,
    LASTING,
    PROFILE,
    Floats,
    learned_place_of,
)
from backrub.domain.preferences.tempo import Tempo, eased
from backrub.domain.preferences.written import (
    TRIANGLE,
    Written,
    checked_shares,
    checked_variances,
    folded,
    read,
    unfolded,
    write,
)
from backrub.domain.pressure import LEAST, PressureWord

_TOLD = 0.10
"""Levels by which someone may miss what they say of themselves."""
_WORD_BLUR = 0.40
"""Levels by which a first pressure word may differ from what is meant by it."""
_FORGET = 0.03
"""The share by which classes drift back to what is usual, from one evening to the next."""
_CLASSES = len(HIDING_PRIOR)
_SHAPES = {
    "weights": (_CLASSES,),
    "means": (_CLASSES, COUNT),
    "spreads": (_CLASSES, TRIANGLE),
    "attention": (len(ATTENTION_PRIOR),),
    "words": (COUNT,),
    "tempo": (COUNT,),
    "tempo_spread": (TRIANGLE,),
    "usual": (1,),
}


@dataclass(frozen=True, slots=True, eq=False)
class Taste(Written):
    """Know a receiver: one Gaussian over the learned places for each way of answering; immutable."""

    weights: Floats = field(default_factory=HIDING_PRIOR.copy)
    means: Floats = field(default_factory=lambda: np.tile(PROFILE, (_CLASSES, 1)))
    spreads: Floats = field(default_factory=lambda: np.tile(LASTING, (_CLASSES, 1, 1)))
    attention: Floats = field(default_factory=ATTENTION_PRIOR.copy)
    words: tuple[int, ...] = (0,) * COUNT
    tempo: Tempo = field(default_factory=Tempo.unknown)
    usual: float | None = None
    """The Walton level of the word from which today's wish is measured: the first one wished for."""

    def evening(self, wish: str | None = None, *, knots: Collection[SiteSide] = ()) -> "EveningTaste[Taste]":
        """Begin an evening, led by today's pressure word; hands open slower where a knot was found."""
        belief = Gaussians.begun(self.weights, self.means, self.spreads)
        word, usual = word_of(wish), self._usual()
        if word and usual is None:
            belief.wish(word.level, _WORD_BLUR)
        elif word and usual is not None:
            belief.shift(word.level - usual)
        learner = Learner(belief, self.attention.copy(), self.tempo, list(self.words), eased(knots))
        first = replace(self, usual=usual or word.level) if word else self
        lighter = bool(word and word.level < (usual or PressureWord.MEDIUM.level))
        return EveningTaste(learner, partial(_after, first, learner), wish=word, lighter=lighter)

    def likes(self, site: str, side: str) -> Liking:
        """Return what is believed for good of a learned site-side."""
        place = learned_place_of(site, side)
        variances = self.spreads.diagonal(axis1=1, axis2=2)
        level, spread = mixed(self.weights, self.means, variances)
        speed = float(self.tempo.speeds_cm_s()[place])
        shown = min(max(float(level[place]), LEAST), HARDEST)
        return Liking(shown, float(spread[place]), speed, self.words[place])

    def corrected(self, site: str, side: str, level: float | None, speed_cm_s: float | None) -> "Taste":
        """Return the taste after the person themself said what they like there; None leaves it."""
        place = learned_place_of(site, side)
        taste = self if level is None else self._told(place, level)
        tempo = self.tempo if speed_cm_s is None else self.tempo.told(place, speed_of(speed_cm_s))
        return replace(taste, tempo=tempo)

    def to_json(self) -> str:
        """Return the written form."""
        numbers = {
            "weights": self.weights,
            "means": self.means,
            "spreads": folded(self.spreads),
            "attention": self.attention,
            "words": np.array(self.words),
            "tempo": self.tempo.mean,
            "tempo_spread": folded(self.tempo.spread),
            "usual": np.array([self.usual or 0.0]),
        }
        return write("gaussian", numbers)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Read the written form; raises UnreadableTaste where it is damaged or newer."""
        found = read("gaussian", text, _SHAPES)
        return cls(
            weights=checked_shares(found["weights"]),
            means=found["means"],
            spreads=checked_variances(unfolded(found["spreads"])),
            attention=checked_shares(found["attention"]),
            words=tuple(map(int, found["words"])),
            tempo=Tempo(found["tempo"], checked_variances(unfolded(found["tempo_spread"]))),
            usual=float(found["usual"][0]) or None,
        )

    def _usual(self) -> float | None:
        """Return the level that a wish is measured from: of the first word, or what was learned without any."""
        if self.usual is not None or not any(self.words):
            return self.usual
        return float((self.weights @ self.means).mean())

    def _told(self, place: int, level: float) -> "Taste":
        pull = self.spreads[:, place]
        gain = pull / (pull[:, place] + _TOLD**2)[:, None]
        surprise = level_of(level) - self.means[:, place]
        spreads = (
            self.spreads - (pull[:, :, None] * pull[:, None, :]) / (pull[:, place] + _TOLD**2)[:, None, None]
        )
        return replace(self, means=self.means + gain * surprise[:, None], spreads=spreads)


def _after(taste: Taste, learner: Learner) -> Taste:
    """Return what is believed after an evening: the mood goes, the rest stays and wanders a little."""
    belief = learner.belief
    return replace(
        taste,
        weights=(1 - _FORGET) * belief.weights + _FORGET * HIDING_PRIOR,
        means=belief.means[:, :COUNT].copy(),
        spreads=belief.spreads[:, :COUNT, :COUNT] + BETWEEN_EVENINGS,
        attention=(1 - _FORGET) * learner.attention + _FORGET * ATTENTION_PRIOR,
        words=tuple(learner.words),
        tempo=learner.tempo,
    )
