"""Plan an evening.

The way: lay out slots (where, in which order, how long), keep the giver rested, give each slot its pressure
(light first), choose strokes exactly, then words. `replan` goes the same way from the slots that are left.
"""

from backrub.domain.brief import Brief, Outcome
from backrub.domain.catalogue import Catalogue
from backrub.domain.plan import Plan, SetUpItem
from backrub.domain.planner.assemble import steps_of, with_words
from backrub.domain.planner.ground import Ground
from backrub.domain.planner.layout import lay_out
from backrub.domain.planner.levels import wishes
from backrub.domain.planner.pressing import Behind, press
from backrub.domain.planner.ramp import Ramp
from backrub.domain.planner.repertoire import Repertoire
from backrub.domain.planner.rests import hand_in_hand, held_still, with_both_bedsides, with_rests
from backrub.domain.planner.sequence import choose, thumb_units
from backrub.domain.planner.short import lay_out_short
from backrub.domain.planner.slot import Slot, without_idle_moves
from backrub.domain.planner.tuning import Tuning
from backrub.domain.planner.words import Speaker


def plan_evening(brief: Brief, catalogue: Catalogue, tuning: Tuning) -> Plan:
    """Return the plan of a whole evening; one without steps when hands stay away tonight."""
    if not brief.outcome.has_plan:
        return Plan(brief.outcome, brief.reasons, 0, (), ())
    ground = Ground(brief)
    levels = wishes(brief, tuning)
    slots = _slots(ground, catalogue, tuning)
    repertoire = Repertoire(ground, catalogue, tuning.seed)
    pressed = press(slots, repertoire, levels, Behind(Ramp()))
    chosen = choose(pressed, thumb_units(ground.seconds))
    steps = steps_of(pressed, chosen, ground, tuning, first=1)
    speaker = Speaker(brief, catalogue, tuning)
    worded = with_words(steps, [slot.why for slot in slots], speaker, ground.seconds)
    return Plan(brief.outcome, brief.reasons, ground.seconds, set_up_for(brief, catalogue), tuple(worded))


def _slots(ground: Ground, catalogue: Catalogue, tuning: Tuning) -> list[Slot]:
    weights = {site: row.weight for site, row in catalogue.sites.items()}
    if not ground.brief.allowed:
        return with_both_bedsides(hand_in_hand(ground), ground)
    if ground.is_short:
        slots = lay_out_short(ground, weights)
    else:
        slots = lay_out(ground, weights, wishes(ground.brief, tuning))
    slots = with_both_bedsides(without_idle_moves(slots), ground)
    if ground.brief.outcome is Outcome.HOLD_ONLY:
        return held_still(slots)
    return with_rests(slots, ground.brief.care.rest_every_s)


def set_up_for(brief: Brief, catalogue: Catalogue) -> tuple[SetUpItem, ...]:
    """Return what to make ready for tonight's position, surface and oil (PRACTICE P11)."""
    frame = brief.frame
    return tuple(
        SetUpItem(row.key, row.text)
        for row in catalogue.set_up
        if (not row.positions or frame.position in row.positions)
        and (not row.surfaces or frame.surface in row.surfaces)
        and row.oil in {None, frame.oil}
        and row.cradle in {None, frame.cradle}
    )
