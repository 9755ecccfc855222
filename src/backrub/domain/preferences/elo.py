"""A rule of a few lines, as in chess ratings: every word moves a level towards what it says."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from typing import Self

import numpy as np

from backrub.domain.back import SiteSide
from backrub.domain.preferences.caution import HARDEST
from backrub.domain.preferences.evening import (
    EveningTaste,
    Form,
    Liking,
    Moment,
    Seen,
    level_of,
    speed_of,
    word_of,
)
from backrub.domain.preferences.places import COUNT, PROFILE, Floats, learned_place_of
from backrub.domain.preferences.tempo import Tempo, eased
from backrub.domain.preferences.written import (
    TRIANGLE,
    Written,
    checked_variances,
    folded,
    read,
    unfolded,
    write,
)
from backrub.domain.pressure import LEAST

_STEP = 0.75
"""Levels that a "softer" or "firmer" is believed to mean."""
_SHARED, _HERE = 0.30, 0.25
"""What share of a surprise moves every place, and the place itself."""
_REMARK = 0.5
"""Remarks count half as much as answers, and so does it when someone would not choose."""
_MARGIN = 0.1
_SPREAD = 0.6
_SHAPES = {"levels": (COUNT,), "words": (COUNT,), "tempo": (COUNT,), "tempo_spread": (TRIANGLE,)}


@dataclass(frozen=True, slots=True, eq=False)
class Elo(Written):
    """Know a receiver by levels alone: the baseline, and what to fall back on."""

    levels: Floats = field(default_factory=PROFILE.copy)
    words: tuple[int, ...] = (0,) * COUNT
    tempo: Tempo = field(default_factory=Tempo.unknown)

    def evening(self, wish: str | None = None, *, knots: Collection[SiteSide] = ()) -> EveningTaste["Elo"]:
        """Begin an evening, led by today's pressure word; hands open slower where a knot was found."""
        word = word_of(wish)
        usual = float(self.levels.mean())
        shift = word.level - usual if word else 0.0
        tonight = _EloTonight(self, shift, eased(knots))
        return EveningTaste(tonight, tonight.carried, wish=word, lighter=shift < 0)

    def likes(self, site: str, side: str) -> Liking:
        """Return what is believed of a learned site-side."""
        place = learned_place_of(site, side)
        spread = _SPREAD / (1 + self.words[place]) ** 0.5
        speed = float(self.tempo.speeds_cm_s()[place])
        return Liking(float(self.levels[place]), spread, speed, self.words[place])

    def corrected(self, site: str, side: str, level: float | None, speed_cm_s: float | None) -> Self:
        """Return the taste after the person themself said what they like there."""
        place, levels = learned_place_of(site, side), self.levels.copy()
        if level is not None:
            levels[place] = level_of(level)
        tempo = self.tempo if speed_cm_s is None else self.tempo.told(place, speed_of(speed_cm_s))
        return replace(self, levels=levels, tempo=tempo)

    def to_json(self) -> str:
        """Return the written form."""
        tempo = {"tempo": self.tempo.mean, "tempo_spread": folded(self.tempo.spread)}
        return write("elo", {"levels": self.levels, "words": np.array(self.words), **tempo})

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Read the written form; raises UnreadableTaste where it is damaged or newer."""
        found = read("elo", text, _SHAPES)
        tempo = Tempo(found["tempo"], checked_variances(unfolded(found["tempo_spread"])))
        return cls(found["levels"], tuple(map(int, found["words"])), tempo)


class _EloTonight:
    def __init__(self, taste: Elo, shift: float, ease: Floats) -> None:
        self._taste, self._shift, self._ease = taste, shift, ease
        self._levels, self._words = taste.levels.copy(), list(taste.words)
        self._tempo, self._asked = taste.tempo, set[int]()

    def levels(self) -> Floats:
        return self._levels + (self._shift - _MARGIN)

    def speeds_cm_s(self) -> Floats:
        return self._tempo.speeds_cm_s() * self._ease

    def worth(self, moment: Moment) -> Form | None:
        value = moment.minutes / np.array([1 + words for words in self._words])
        value[list(self._asked)] = 0.0
        here = value[moment.place]
        return "level" if here > 0 and (value > here).sum() < moment.left else None

    def answered(self, place: int, pressure: float, wants: int, form: Form) -> None:
        self._asked.add(place)
        unsure = form == "choice" and wants == 0
        self._move(place, pressure + _STEP * wants, _REMARK if unsure else 1.0)

    def said_when(self, place: int, pressure: float) -> None:
        self._move(place, pressure + 0.3, 1.0)

    def watched(self, seen: Seen) -> None:
        if seen.remark:
            self._move(seen.place, seen.level + _STEP * seen.remark, _REMARK)

    def paced(self, place: int, speed_cm_s: float, *, slower: bool) -> None:
        self._tempo = self._tempo.heard(place, speed_cm_s / self._ease[place], slower=slower)

    def carried(self) -> Elo:
        return replace(
            self._taste,
            levels=np.clip(self._levels, LEAST, HARDEST),
            words=tuple(self._words),
            tempo=self._tempo,
        )

    def _move(self, place: int, meant: float, weight: float) -> None:
        surprise = weight * (meant - self._shift - self._levels[place])
        self._words[place] += 1
        self._levels += _SHARED * surprise
        self._levels[place] += _HERE * surprise
