"""Plan a turn of the night: two private check-ins and what the two changed become a brief and a traced plan."""

from dataclasses import replace

from backrub.application.plan_tonight import Tonight, plan_brief
from backrub.application.ports import PathFinder
from backrub.application.recall_history import Known
from backrub.application.trace_plan import trace_plan
from backrub.domain.briefing import brief_for
from backrub.domain.catalogue import Catalogue
from backrub.domain.check_in import Evening
from backrub.domain.night import PlanEdits
from backrub.domain.plan_edits import edited


def plan_turn(
    evening: Evening, edits: PlanEdits, catalogue: Catalogue, finder: PathFinder, *, known: Known, seed: int
) -> Tonight:
    """Return the turn's brief and its plan, led along the paths of the receiver's body.

    Raises: BadInput, if the edits leave no place.
    """
    brief = edited(brief_for(evening, catalogue), edits, catalogue)
    tonight = plan_brief(brief, catalogue, known=known, seed=seed)
    return replace(tonight, plan=trace_plan(tonight.plan, finder)) if tonight.plan.steps else tonight
