"""Edits on the storyboard: any the two can make leave a lawful plan, and undoing leaves no trace."""

import json
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.evenings import evenings
from tests.laws.judge import judge
from tests.laws.rows import catalogue_rows
from tests.support import brief_of

from backrub.content.loader import load_catalogue
from backrub.documents.plan_json import plan_document
from backrub.domain.back import Site, SiteSide, both_sides
from backrub.domain.errors import BadInput
from backrub.domain.night import PlanEdits
from backrub.domain.plan_edits import LEAST_MIN, MOST_MIN, edited, lengthened, most_minutes
from backrub.domain.planner.planner import plan_evening
from backrub.domain.planner.tuning import Tuning

CATALOGUE = load_catalogue()
FEW_SITES = st.frozensets(st.sampled_from(Site), max_size=6)
EDITS = st.builds(
    PlanEdits,
    minutes=st.none() | st.integers(LEAST_MIN, MOST_MIN),
    dropped=FEW_SITES,
    pinned=st.frozensets(st.sampled_from(Site)),
)


def changed(evening, edits):
    """Return the brief of an evening after edits, and the evening that asks for the same in a file."""
    brief = brief_of(evening)
    gone = {where for site in edits.dropped for where in both_sides(site)}
    assume(not brief.outcome.has_plan or brief.allowed - gone)
    receiver = evening["receiver"]
    avoid = [*receiver.get("avoid", ()), *(f"{site}:both" for site in edits.dropped)]
    asked = evening | {"receiver": receiver | {"avoid": avoid}}
    if edits.minutes is not None:
        asked |= {"minutes": edits.minutes}
    return edited(brief, edits, CATALOGUE), asked


def printed(brief, seed=0):
    return json.dumps(plan_document(plan_evening(brief, CATALOGUE, Tuning(seed=seed))), sort_keys=True)


def contact_s(plan, site):
    return sum(step.contact_s for step in plan.steps if {where.site for where in step.covers} == {site})


@settings(max_examples=300)
@given(evening=evenings(), edits=EDITS, seed=st.integers(0, 99))
def test_no_edit_breaks_a_law(evening, edits, seed):
    brief, asked = changed(evening, edits)
    plan = plan_evening(brief, CATALOGUE, Tuning(seed=seed))
    assert judge(plan_document(plan), asked, catalogue_rows()) == []


@settings(max_examples=60)
@given(evening=evenings(), edits=EDITS)
def test_undoing_every_edit_gives_the_same_bytes(evening, edits):
    changed(evening, edits)
    brief = brief_of(evening)
    undone = replace(edits, minutes=None, dropped=frozenset(), pinned=frozenset())
    assert edited(brief, undone, CATALOGUE) == brief
    assert printed(edited(brief, undone, CATALOGUE)) == printed(brief)


@settings(max_examples=60)
@given(evening=evenings(), dropped=FEW_SITES)
def test_a_drop_beats_a_pin(evening, dropped):
    assume(dropped)
    brief, _ = changed(evening, PlanEdits(dropped=dropped, pinned=dropped))
    alone, _ = changed(evening, PlanEdits(dropped=dropped))
    assert brief == alone
    if brief.outcome.has_plan:
        steps = plan_evening(brief, CATALOGUE, Tuning()).steps
        assert dropped.isdisjoint(where.site for step in steps for where in step.covers)


@settings(max_examples=60)
@given(evening=evenings(), site=st.sampled_from(Site))
def test_a_place_dropped_reads_like_one_left_out_by_wish(evening, site):
    receiver = evening["receiver"]
    free = [where for where in both_sides(site) if where not in brief_of(evening).leave_out]
    assume(free and not {str(ss) for ss in both_sides(site)} & set(receiver.get("ticklish", ())))
    spots = [spot for spot in receiver.get("spots", ()) if not spot["where"].startswith(f"{site}:")]
    assume("avoid" not in receiver or f"{site}:" not in " ".join(receiver["avoid"]))
    avoid = [*receiver.get("avoid", ()), f"{site}:both"]
    by_wish = brief_of(evening | {"receiver": receiver | {"avoid": avoid, "spots": spots}})
    dropped, _ = changed(evening, PlanEdits(dropped=frozenset({site})))
    assume(by_wish.outcome == dropped.outcome)
    assert dropped.reasons == by_wish.reasons
    assert dropped.leave_out == by_wish.leave_out


@settings(max_examples=100)
@given(site=st.sampled_from(Site), minutes=st.integers(10, 60))
def test_a_kept_place_gets_at_least_what_an_asked_one_gets(site, minutes):
    plain = {"format": 1, "minutes": minutes, "receiver": {"name": "Cheryl", "health": []}}
    spots = [{"where": str(where), "feel": "tight"} for where in both_sides(site)]
    asked = plain | {"receiver": plain["receiver"] | {"spots": spots}}
    kept, _ = changed(plain, PlanEdits(pinned=frozenset({site})))
    mine, hers = (plan_evening(b, CATALOGUE, Tuning()) for b in (kept, brief_of(asked)))
    each_side_s = sum(s.contact_s for s in hers.steps if both_sides(site)[0] in s.covers)
    assert sum(s.contact_s for s in mine.steps if both_sides(site)[0] in s.covers) >= 0.95 * each_side_s
    assert contact_s(mine, site) > contact_s(plan_evening(brief_of(plain), CATALOGUE, Tuning()), site)


@settings(max_examples=100)
@given(evening=evenings(), site=st.sampled_from(Site))
def test_keeping_a_place_never_says_that_anyone_asked(evening, site):
    assume(all(not spot["where"].startswith(f"{site}:") for spot in evening["receiver"].get("spots", ())))
    brief, kept = brief_of(evening), changed(evening, PlanEdits(pinned=frozenset({site})))[0]
    assert kept.words == brief.words
    assert kept.reasons == brief.reasons
    steps = plan_evening(kept, CATALOGUE, Tuning()).steps
    wished = {why.key for s in steps if s.site is site for why in s.why}
    assert "why.spot" not in wished


def test_the_last_place_cannot_be_dropped():
    brief = brief_of({"format": 1, "minutes": 15, "receiver": {"name": "Cheryl", "health": []}})
    with pytest.raises(BadInput, match="One place stays"):
        edited(brief, PlanEdits(dropped=frozenset(Site)), CATALOGUE)


def test_dropping_where_nothing_may_be_touched_changes_nothing():
    everywhere = [f"{site}:both" for site in Site]
    evening = {"format": 1, "minutes": 15, "receiver": {"name": "Cheryl", "avoid": everywhere}}
    brief = brief_of(evening)
    assert brief.leave_out == frozenset(SiteSide)
    assert edited(brief, PlanEdits(dropped=frozenset(Site)), CATALOGUE) == brief


def test_the_sentence_of_a_dropped_spot_goes_with_it():
    spots = [{"where": "neck:left", "feel": "knot"}, {"where": "hip_rim:right", "feel": "ache"}]
    evening = {"format": 1, "minutes": 15, "receiver": {"name": "Cheryl", "health": [], "spots": spots}}
    brief = edited(brief_of(evening), PlanEdits(dropped=frozenset({Site.NECK})), CATALOGUE)
    assert [spot.where for spot in brief.spots] == [SiteSide.HIP_RIM_RIGHT]
    assert not any("neck" in words for words in brief.words)
    assert any("hip" in words for words in brief.words)


@given(minutes=st.integers(LEAST_MIN, MOST_MIN), turns=st.sampled_from((1, 2)))
def test_longer_and_shorter_go_by_fives_within_bounds(minutes, turns):
    longer, shorter = (lengthened(minutes, step, turns=turns) for step in (1, -1))
    assert LEAST_MIN <= shorter <= longer <= most_minutes(turns)
    assert longer % 5 == shorter % 5 == 0
    assert minutes >= most_minutes(turns) or longer > minutes
    assert minutes == LEAST_MIN or shorter < minutes
