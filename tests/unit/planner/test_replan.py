"""The remainder of an evening is planned anew; what was done stays as it was."""

from dataclasses import replace
from itertools import pairwise

import pytest
from tests.evenings import GOLDEN
from tests.support import brief_of

from backrub.content.loader import load_catalogue
from backrub.domain.back import Site, SiteSide
from backrub.domain.plan import Phase, Role
from backrub.domain.planner.block import EASE_S
from backrub.domain.planner.planner import plan_evening
from backrub.domain.planner.replan import STAY_S, Change, Current, replan
from backrub.domain.planner.tuning import Tuning
from backrub.domain.session.events import Finding

CATALOGUE = load_catalogue()
HEAD = ["neck:both", "skull_base:both", "scalp:both"]
CHERYL = GOLDEN["Cheryl, 25 minutes"]
PLAIN = GOLDEN["15 minutes, medium"]
DEEP = {
    "format": 1,
    "minutes": 40,
    "position": "prone",
    "clothed": False,
    "oil": True,
    "receiver": {"name": "Ada", "pressure": "deep", "health": []},
    "giver": {"name": "Ben", "experience": "practised", "health": []},
}


def planned(evening=PLAIN):
    brief = brief_of(evening)
    return plan_evening(brief, CATALOGUE, Tuning()), brief


def replanned(plan, brief, at_s, current=Current.KEEP, *, seconds=None, **tuning):
    """Return the new plan, once it is whole."""
    change = Change(at_s, current, plan.seconds if seconds is None else seconds)
    new = replan(plan, brief, Tuning(**tuning), change, catalogue=CATALOGUE)
    assert all(one.end_s == other.start_s for one, other in pairwise(new.steps))
    assert new.steps[-1].end_s == new.seconds == change.seconds
    assert len({step.id for step in new.steps}) == len(new.steps)
    return new


def under_way(plan, at_s):
    return next(step for step in plan.steps if step.end_s > at_s)


def middle(plan, wanted):
    """Return a second in the middle of the first step that is wanted."""
    step = next(step for step in plan.steps if wanted(step))
    return step.start_s + step.duration_s // 2


def is_work(step):
    return step.role is Role.WORK and step.phase is Phase.WORK


@pytest.mark.parametrize("current", Current)
@pytest.mark.parametrize("at_s", [1, 60, 300, 450, 700, 850])
def test_what_was_done_stays_as_it_was(current, at_s):
    plan, brief = planned()
    new = replanned(plan, brief, at_s, current)
    done = [step for step in plan.steps if step.end_s <= at_s]
    assert list(new.steps[: len(done)]) == done


def test_before_the_first_touch_all_is_planned_anew():
    plan, brief = planned()
    assert replanned(plan, brief, 0).steps[0].phase is Phase.SETTLE


def test_after_the_last_step_nothing_is_left_to_plan():
    plan, brief = planned()
    assert replanned(plan, brief, plan.seconds).steps == plan.steps


def test_between_two_steps_nothing_is_cut():
    plan, brief = planned()
    edge = plan.steps[6].start_s
    assert replanned(plan, brief, edge, Current.RETUNE).steps[:6] == plan.steps[:6]


def test_keep_lets_the_step_end_as_planned():
    plan, brief = planned()
    at_s = middle(plan, is_work)
    assert under_way(plan, at_s) in replanned(plan, brief, at_s, Current.KEEP).steps


def test_stay_gives_the_place_thirty_seconds_more():
    plan, brief = planned()
    at_s = middle(plan, is_work)
    here = under_way(plan, at_s)
    after = under_way(replanned(plan, brief, at_s, Current.STAY), here.end_s)
    assert (after.site, after.side, after.move_s) == (here.site, here.side, 0)
    assert after.duration_s == pytest.approx(STAY_S, abs=20)


def test_retune_cuts_at_once_and_goes_on_at_the_same_place():
    plan, brief = planned()
    at_s = middle(plan, is_work)
    here = under_way(plan, at_s)
    new = replanned(plan, brief, at_s, Current.RETUNE, offsets=dict.fromkeys(here.covers, -0.5))
    after = under_way(new, at_s)
    assert after.start_s == at_s
    assert after.covers == here.covers
    assert after.pressure <= here.pressure


def test_softer_in_deep_work_eases_off_for_long_enough():
    plan, brief = planned(DEEP)
    at_s = next(step.end_s - 2 for step in plan.steps if step.pressure > 3.5)
    here = under_way(plan, at_s)
    after = under_way(replanned(plan, brief, at_s, Current.RETUNE, deep_yes=False), at_s)
    assert after.role is Role.EASE
    assert after.covers == here.covers
    assert after.contact_s >= EASE_S - 2
    assert after.pressure <= 3.5


def test_leave_goes_to_another_place():
    plan, brief = planned()
    at_s = middle(plan, is_work)
    here = under_way(plan, at_s)
    assert under_way(replanned(plan, brief, at_s, Current.LEAVE), at_s).site != here.site


def test_leaving_deep_work_rests_there_first():
    plan, brief = planned(DEEP)
    at_s = middle(plan, lambda step: step.pressure > 3.5)
    new = replanned(plan, brief, at_s, Current.LEAVE)
    rest = under_way(new, at_s)
    assert rest.role is Role.REST
    assert rest.covers == under_way(plan, at_s).covers
    assert under_way(new, rest.end_s).site != rest.site


def test_leaving_what_is_not_work_goes_on_with_the_next():
    plan, brief = planned()
    new = replanned(plan, brief, 10, Current.LEAVE)
    assert under_way(new, 10).phase is Phase.LISTEN


@pytest.mark.parametrize("minutes", [20, 30, 60])
def test_an_evening_can_grow(minutes):
    plan, brief = planned()
    new = replanned(plan, brief, 400, seconds=minutes * 60)
    assert new.steps[-1].phase is Phase.CLOSE


@pytest.mark.parametrize("left_s", [300, 120, 60, 20])
def test_with_little_time_left_it_still_closes(left_s):
    plan, brief = planned()
    at_s = plan.steps[8].start_s
    new = replanned(plan, brief, at_s, seconds=at_s + left_s)
    assert new.steps[-1].phase is Phase.CLOSE
    assert all(step.duration_s > 0 for step in new.steps)


def test_no_pressure_rises_while_it_must_not():
    plan, brief = planned(CHERYL)
    at_s = middle(plan, is_work)
    new = replanned(plan, brief, at_s, Current.RETUNE, no_rise_until_s=at_s + 180)
    bound = under_way(plan, at_s).pressure
    calm = [step for step in new.steps if at_s <= step.start_s < at_s + 180]
    assert all(step.pressure <= max(bound, 2.0) for step in calm)


def found(plan, where, finding=Finding.KNOT):
    return [
        s
        for s in plan.steps
        if s.covers == (where,) and any(w.key == f"why.finding_{finding}" for w in s.why)
    ]


@pytest.mark.parametrize("finding", [Finding.KNOT, Finding.HIGHER])
def test_what_hands_find_gets_a_visit_once(finding):
    plan, brief = planned()
    where = SiteSide.SHOULDER_TOP_RIGHT
    new = replanned(plan, brief, 80, findings=((where, finding),))
    again = replanned(new, brief, 100, findings=((where, finding),))
    assert found(plan, where, finding) == []
    assert found(new, where, finding)
    assert len(found(again, where, finding)) == len(found(new, where, finding))


def test_in_a_short_evening_a_find_is_worked_within_its_group():
    plan, brief = planned(GOLDEN["5 minutes"])
    where = SiteSide.SHOULDER_TOP_RIGHT
    assert found(replanned(plan, brief, 40, findings=((where, Finding.KNOT),)), where)


def test_a_find_where_hands_no_longer_go_changes_nothing():
    plan, brief = planned()
    where = SiteSide.SHOULDER_TOP_LEFT
    at_s = next(step.start_s for step in plan.steps if step.phase is Phase.NECK_AND_SCALP)
    assert found(replanned(plan, brief, at_s, findings=((where, Finding.KNOT),)), where) == []


def test_a_place_left_out_gets_no_visit():
    plan, brief = planned(CHERYL)
    where = SiteSide.NECK_LEFT
    assert found(replanned(plan, brief, 80, findings=((where, Finding.KNOT),)), where) == []


def test_on_a_quiet_evening_finds_change_nothing():
    evening = replace_receiver(PLAIN, tonight="hold_only")
    plan, brief = planned(evening)
    new = replanned(plan, brief, 80, findings=((SiteSide.MID_BACK_LEFT, Finding.KNOT),))
    assert {step.role for step in new.steps} == {Role.HOLD}


def replace_receiver(evening, **answers):
    return evening | {"receiver": evening["receiver"] | answers}


def test_the_words_of_a_cut_step_end_where_it_was_cut():
    plan, brief = planned(CHERYL)
    step = next(step for step in plan.steps if any(cue.at_s > step.start_s + 1 for cue in step.cues))
    late = max(cue.at_s for cue in step.cues)
    new = replanned(plan, brief, late, Current.RETUNE)
    cut = next(one for one in new.steps if one.id == step.id)
    assert cut == replace(
        step, duration_s=late - step.start_s, cues=tuple(c for c in step.cues if c.at_s < late)
    )


FIVE = PLAIN | {"minutes": 5}


@pytest.mark.parametrize("seconds", [300, 360])
@pytest.mark.parametrize("current", Current)
def test_any_second_of_a_short_evening_may_be_planned_anew(current, seconds):
    plan, brief = planned(FIVE)
    last = plan.steps[-1].start_s
    for second in range(1, 300, 7):
        # In the last step there is nothing to stay for, and a session does not ask.
        if current is not Current.STAY or second < last or seconds > plan.seconds:
            new = replanned(plan, brief, second, current, seconds=seconds)
            done = [step for step in plan.steps if step.end_s <= second]
            assert list(new.steps[: len(done)]) == done


def test_a_minute_more_in_the_last_step_keeps_hands_where_they_are():
    plan, brief = planned(FIVE)
    longer = replanned(plan, brief, 290, seconds=360)
    assert (longer.steps[-1].site, longer.steps[-1].end_s) == (plan.steps[-1].site, 360)


def test_time_that_comes_free_late_goes_into_another_round_and_not_into_one_long_hold():
    plan, brief = planned(CHERYL)
    last = [step for step in plan.steps if step.phase is Phase.NECK_AND_SCALP][-1]
    longer = replanned(plan, brief, last.start_s + last.move_s + 1, Current.LEAVE, seconds=1800)
    assert max(step.duration_s for step in longer.steps) <= 150


def test_a_quiet_evening_without_the_head_goes_round_again_too():
    quiet = PLAIN | {"receiver": {"name": "Ada", "tonight": "hold_only", "health": [], "avoid": HEAD}}
    plan, brief = planned(quiet)
    last = [step for step in plan.steps if step.phase is Phase.WORK][-1]
    longer = replanned(plan, brief, last.start_s + last.move_s + 1, Current.LEAVE, seconds=1200)
    assert {step.role for step in longer.steps} <= {Role.HOLD}
    assert max(step.duration_s for step in longer.steps) <= 150


def test_hand_in_hand_a_minute_more_is_a_longer_hold():
    left_out = [f"{site}:both" for site in Site]
    plan, brief = planned(PLAIN | {"receiver": {"name": "Ada", "health": [], "avoid": left_out}})
    longer = replanned(plan, brief, 100, seconds=1200)
    assert [step.covers for step in longer.steps] == [(), ()]
