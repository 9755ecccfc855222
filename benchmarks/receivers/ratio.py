"""Second family: pressure is felt as a ratio, tiredness changes it, and every complaint makes the next one harder.

Not the learner's model: likings multiply; noise is a share of the pressure (Weber); what is wanted sinks over the
evening; moods live in the shoulders alone; "fine" depends on what was said before, not on a class of people.
"""

import math
from dataclasses import dataclass
from random import Random

from benchmarks.receivers.couple import HALF_MINUTE_S, Couple, Giver, Passed, sigmoid

from backrub.domain.back import GROUP_SITES, Group, Site, SiteSide
from backrub.domain.preferences import LEARNED

_SHOULDERS = {*GROUP_SITES[Group.SHOULDERS], Site.NECK}
_USUAL = 2.95
_MUCH = 1.9
_RECOVERS = 0.02
"""How much courage comes back in half a minute."""


@dataclass(slots=True)
class RatioCouple:
    """Feel how many times too firm it is."""

    rng: Random
    likes: dict[SiteSide, float]
    weber: float
    notices_ratio: float
    shy: float
    shyer: float
    outspoken: float
    tires: float
    giver: Giver
    mood: float = 0.0
    reluctance: float = 0.0
    passed: float = 0.0

    def begin(self) -> None:
        """Begin the next evening, with a mood in the shoulders and fresh courage."""
        self.mood, self.reluctance, self.passed = self.rng.gauss(0, 0.13), 0.0, 0.0
        self.tires = self.rng.uniform(0.0, 0.14)

    def arrive(self, where: SiteSide) -> None:
        """Feel a place as if for the first time; nothing is carried from the one before."""

    def wanted(self, where: SiteSide) -> float:
        """Return the level wanted, which sinks as the evening goes on."""
        mood = self.mood if where.site in _SHOULDERS else 0.0
        level = self.likes[where] * math.exp(mood - self.tires * self.passed / 60)
        return max(1.0, min(4.5, level))

    def answer(self, where: SiteSide, pressure: float, form: str) -> int:
        """Answer by the ratio; each complaint costs courage."""
        ratio = math.log(pressure / self.wanted(where)) + self.rng.gauss(0, self.weber)
        threshold = self.notices_ratio * (0.5 if form == "choice" else 1.0)
        shy = min(0.97, self.shy + self.reluctance) * (0.45 if form == "choice" else 1.0)
        if abs(ratio) < threshold or self.rng.random() < shy:
            return 0
        self.reluctance = min(0.4, self.reluctance + self.shyer)
        size = 2 if abs(ratio) > _MUCH * self.notices_ratio and form == "level" else 1
        return -size if ratio > 0 else size

    def pass_time(self, where: SiteSide, pressure: float, seconds: float) -> Passed:
        """Speak up now and then, the sooner the farther off."""
        share = seconds / HALF_MINUTE_S
        self.passed += share
        self.reluctance = max(0.0, self.reluctance - _RECOVERS * share)
        ratio = math.log(pressure / self.wanted(where))
        away = (abs(ratio) - 1.3 * self.notices_ratio) / 0.06
        remark = None
        if self.rng.random() < share * self.outspoken * sigmoid(away) * (1 - self.shy):
            remark = -1 if ratio > 0 else 1
        elif self.rng.random() < 0.03 * share and abs(ratio) < self.notices_ratio:
            remark = 0
        return Passed(remark, self.giver.reports(self.rng, self._shown(ratio)))

    def _shown(self, ratio: float) -> str | None:
        if self.rng.random() < 0.35 * sigmoid((ratio - 0.48) / 0.05):
            return "flinch"
        if self.rng.random() < 0.35 * sigmoid((ratio - 0.28) / 0.06):
            return "tense"
        if self.rng.random() < 0.10 * sigmoid((-ratio - 0.35) / 0.06):
            return "fidget"
        return "settle" if abs(ratio) < 0.15 and self.rng.random() < 0.2 else None


def ratio_couple(rng: Random, *, hides: bool, notices: bool) -> Couple:
    """Return a couple of this family."""
    person = rng.gauss(0, 0.22)
    sites = {site: rng.gauss(0, 0.10) for site in Site} | {Site.NECK: rng.gauss(-0.18, 0.1)}
    likes = {where: _USUAL * math.exp(person + sites[where.site] + rng.gauss(0, 0.06)) for where in LEARNED}
    return RatioCouple(
        rng=rng,
        likes=likes,
        weber=rng.uniform(0.06, 0.14),
        notices_ratio=rng.uniform(0.10, 0.20),
        shy=rng.uniform(0.75, 0.92) if hides else 0.6 * rng.random() ** 2,
        shyer=rng.uniform(0.0, 0.15),
        outspoken=rng.uniform(0.03, 0.35),
        tires=0.0,
        giver=Giver.drawn(rng, notices=notices),
    )
