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


@dataclass(frozen=True, slots=True)
class Tonight:
    """Join tonight's brief and plan with the seed and the knowledge that made the plan."""

    brief: Brief
    plan: Plan
    seed: int
    known: Known


def plan_tonight(evening: Evening, catalogue: Catalogue, *, known: Known, seed: int) -> Tonight:
    """Return tonight's brief and plan; a plan without steps where hands stay away."""
    return plan_brief(brief_for(evening, catalogue), catalogue, known=known, seed=seed)


def plan_brief(brief: Brief, catalogue: Catalogue, *, known: Known, seed: int) -> Tonight:
    """Return the plan of a brief together with it."""
    tuning = Tuning(learned=known.learned, history=known.history, seed=seed)
    return Tonight(brief, plan_evening(brief, catalogue, tuning), seed, known)
