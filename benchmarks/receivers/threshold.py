"""First family: a zone of comfort with uneven edges, felt through the skin of each muscle group.

Not the learner's model: likings are heavy-tailed and go by muscle group, not by distance; what is wanted rises while
hands stay; the edges are logistic and uneven; who is polite is so everywhere and at random; annoyance adds up until
it is said.
"""

from dataclasses import dataclass, field
from random import Random

from benchmarks.receivers.couple import HALF_MINUTE_S, Couple, Giver, Passed, heavy_tailed, sigmoid

from backrub.domain.back import Site, SiteSide
from backrub.domain.preferences import LEARNED

_MUSCLE = {
    Site.NECK: "upper_trapezius",
    Site.SHOULDER_TOP: "upper_trapezius",
    Site.SHOULDER_BLADE: "rotator_cuff",
    Site.BETWEEN_BLADES: "rhomboids",
    Site.MID_BACK: "erectors",
    Site.LOW_BACK: "erectors",
    Site.HIP_RIM: "gluteals",
}
_USUAL = {Site.NECK: 2.4, Site.SHOULDER_TOP: 3.2, Site.BETWEEN_BLADES: 3.3, Site.LOW_BACK: 2.7}
_MOST_WARMTH, _WARMTH_A_MINUTE = 0.35, 0.12
_MUCH = 2.4


@dataclass(slots=True)
class ThresholdCouple:
    """Feel too firm and too light as edges of a zone."""

    rng: Random
    likes: dict[SiteSide, float]
    too_firm: float
    too_light: float
    blur: float
    polite: float
    outspoken: float
    giver: Giver
    mood: float = 0.0
    minutes_here: float = 0.0
    annoyance: float = 0.0
    group_mood: dict[str, float] = field(default_factory=dict)

    def begin(self) -> None:
        """Begin the next evening: likings wander, and a mood sits in some muscles more than in others."""
        self.mood = heavy_tailed(self.rng, 0.25)
        self.group_mood = {muscle: self.rng.gauss(0, 0.15) for muscle in sorted(set(_MUSCLE.values()))}
        for where in LEARNED:
            self.likes[where] += self.rng.gauss(0, 0.06)

    def arrive(self, where: SiteSide) -> None:
        """Forget the warmth and the annoyance of the place before."""
        self.minutes_here, self.annoyance = 0.0, 0.0

    def wanted(self, where: SiteSide) -> float:
        """Return the level wanted, which rises as a place warms up."""
        warmth = min(_MOST_WARMTH, _WARMTH_A_MINUTE * self.minutes_here)
        level = self.likes[where] + self.mood + self.group_mood[_MUSCLE[where.site]] + warmth
        return max(1.0, min(4.5, level))

    def answer(self, where: SiteSide, pressure: float, form: str) -> int:
        """Answer by the edges; the polite say fine, less so when asked which way."""
        away = pressure - self.wanted(where) + self.rng.gauss(0, self.blur / 2)
        edge = self.too_firm if away > 0 else self.too_light
        narrow = 0.5 if form == "choice" else 1.0
        polite = self.polite * (0.4 if form == "choice" else 1.0)
        if self.rng.random() >= sigmoid((abs(away) - narrow * edge) / (self.blur / 2)):
            return 0
        if self.rng.random() < polite * max(0.3, 1.3 - 0.4 * abs(away)):
            return 0
        size = 2 if abs(away) > _MUCH * edge and form == "level" else 1
        return -size if away > 0 else size

    def pass_time(self, where: SiteSide, pressure: float, seconds: float) -> Passed:
        """Gather annoyance outside the zone; say it once it is enough."""
        share = seconds / HALF_MINUTE_S
        away = pressure - self.wanted(where)
        edge = self.too_firm if away > 0 else self.too_light
        self.minutes_here += share / 2
        self.annoyance += share * max(0.0, abs(away) - edge) * (1.0 if away > 0 else 0.5)
        remark = None
        if self.rng.random() < share * self.outspoken * sigmoid((self.annoyance - 0.8) / 0.2):
            remark, self.annoyance = (-1 if away > 0 else 1), 0.0
        return Passed(remark, self.giver.reports(self.rng, self._shown(away)))

    def _shown(self, away: float) -> str | None:
        if self.rng.random() < 0.30 * sigmoid((away - 1.5 * self.too_firm - 0.7) / 0.15):
            return "flinch"
        if self.rng.random() < 0.45 * sigmoid((away - 1.5 * self.too_firm) / 0.15):
            return "tense"
        if self.rng.random() < 0.15 * sigmoid((-away - 1.5 * self.too_light) / 0.2):
            return "fidget"
        at_ease = -self.too_light < away < self.too_firm
        return "settle" if at_ease and self.rng.random() < 0.25 else None


def threshold_couple(rng: Random, *, hides: bool, notices: bool) -> Couple:
    """Return a couple of this family."""
    person = heavy_tailed(rng, 0.42)
    muscles = {muscle: rng.gauss(0, 0.28) for muscle in sorted(set(_MUSCLE.values()))}
    lean = {site: rng.gauss(0, 0.12) for site in Site}
    likes = {}
    for where in LEARNED:
        usual = _USUAL.get(where.site, 3.0)
        side = lean[where.site] if where.endswith("left") else -lean[where.site]
        likes[where] = usual + person + muscles[_MUSCLE[where.site]] + side + heavy_tailed(rng, 0.16)
    return ThresholdCouple(
        rng=rng,
        likes=likes,
        too_firm=rng.uniform(0.3, 0.6),
        too_light=rng.uniform(0.4, 0.8),
        blur=rng.uniform(0.2, 0.5),
        polite=rng.uniform(0.75, 0.95) if hides else rng.betavariate(1.0, 2.2),
        outspoken=0.05 if hides else rng.uniform(0.05, 0.6),
        giver=Giver.drawn(rng, notices=notices),
    )
