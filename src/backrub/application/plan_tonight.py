"""Plan tonight: an evening as two people wrote it, and what is known of them, become brief and plan."""

from dataclasses import dataclass

from backrub.application.recall_history import Known
from backrub.domain.brief import Brief
from backrub.domain.briefing import brief_for
from backrub.domain.catalogue import Catalogue
from backrub.domain.check_in import Evening
from backrub.domain.plan import Plan
from backrub.domain.planner.planner import plan_evening
from backrub.domain.planner.tuning import Tuning
from backrub.domain.preferences import LEARNED, Taste
from backrub.domain.preferences.evening import DEEP_CM_S
from backrub.domain.preferences.tempo import USUAL_CM_S
from backrub.domain.pressure import DEEP_ABOVE
from backrub.domain.session.commands import Begin

LEARNED_MOST = 1.0
"""No place is bent further from tonight's wish than this, in Walton levels."""

PACES = (0.5, 1.25)
"""The least and the most that speeds are multiplied by."""


@dataclass(frozen=True, slots=True)
class Tonight:
    """Join tonight's brief and plan with the tuning that made the plan and what is known of the receiver."""

    brief: Brief
    plan: Plan
    tuning: Tuning
    known: Known

    def begin(self, command_id: str) -> Begin:
        """Return the command that begins this evening."""
        tuning, known = self.tuning, self.known
        return Begin(
            command_id,
            self.brief,
            self.plan,
            tuning.seed,
            tuning.learned,
            tuning.history,
            tuning.paces,
            known.taste,
        )


def plan_tonight(evening: Evening, catalogue: Catalogue, *, known: Known, seed: int) -> Tonight:
    """Return tonight's brief and plan; a plan without steps where hands stay away."""
    return plan_brief(brief_for(evening, catalogue), catalogue, known=known, seed=seed)


def plan_brief(brief: Brief, catalogue: Catalogue, *, known: Known, seed: int) -> Tonight:
    """Return the plan of a brief together with it."""
    tuning = _tuned(known, brief, seed)
    return Tonight(brief, plan_evening(brief, catalogue, tuning), tuning, known)


def _tuned(known: Known, brief: Brief, seed: int) -> Tuning:
    """Return how a taste bends the plan away from tonight's plain wish, which comes first."""
    if not known.taste:
        return Tuning(history=known.history, seed=seed)
    wish, learned, paces = brief.wish.pressure, {}, {}
    tonight = Taste.from_json(known.taste).evening(wish.value, knots=brief.knots)
    for where in LEARNED:
        pressure, speed = tonight.pressure(where.site, where.side), tonight.speed(where.site, where.side)
        shift = pressure - wish.level
        learned[where] = round(min(max(shift, -LEARNED_MOST), LEARNED_MOST), 2)
        # Deep hands are slow already, by the planner's own rule.
        pace = speed / (DEEP_CM_S if pressure > DEEP_ABOVE else USUAL_CM_S)
        paces[where] = round(min(max(pace, PACES[0]), PACES[1]), 2)
    return Tuning(learned=learned, paces=paces, history=known.history, seed=seed)
