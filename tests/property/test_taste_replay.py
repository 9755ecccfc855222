"""A taste is a replay: what was erased or forgotten was never heard, and what is carried is what a replay gives."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.fakes import MemoryEventLog
from tests.lived import WEEK_MS, year

from backrub.application.carry_taste import recall_taste
from backrub.application.learn_taste import EditKind, Lived, TasteEdit, likings, taste_of
from backrub.application.ports import SessionRef
from backrub.documents.taste_json import read_carried, write_carried
from backrub.domain.back import SiteSide, both_sides
from backrub.domain.preferences import LEARNED
from backrub.domain.session.events import (
    Answer,
    Debriefed,
    Feedback,
    FeedbackGiven,
    PlanChanged,
    QuestionAnswered,
    SessionBegan,
    SessionEnded,
)
from backrub.domain.session.gathering import places_of

EVENINGS = st.lists(st.integers(0, 30), min_size=1, max_size=4)
LEARNED_SITES = sorted({where.site for where in LEARNED})
FEW = settings(max_examples=15, deadline=None)


def log_of(evenings):
    log = MemoryEventLog()
    for number, evening in enumerate(evenings):
        keep(log, number, evening)
    return log


def keep(log, number, evening):
    ref = SessionRef(f"evening-{number}", "Scott", "Cheryl", "digest", "home", evening.began_ms)
    log.open_session(ref)
    log.append(ref.id, "all", evening.events, expected_seq=0)


def recalled(log, edits=(), before=None):
    return recall_taste(log, log.sessions(home="home"), edits, before)


def forget(where, at_ms=10 * WEEK_MS):
    return TasteEdit(at_ms, where, EditKind.FORGET)


@FEW
@given(EVENINGS, st.data())
def test_an_evening_that_was_erased_was_never_heard(seeds, data):
    evenings = year(seeds)
    gone = data.draw(st.integers(0, len(evenings) - 1))
    log = log_of(evenings)
    before = recalled(log).carried
    log.erase_session(f"evening-{gone}")
    others = [evening for number, evening in enumerate(evenings) if number != gone]
    assert recalled(log, before=before).taste.to_json() == taste_of(others).to_json()
    assert recalled(log).taste.to_json() == taste_of(others).to_json()


@FEW
@given(EVENINGS, st.sampled_from(LEARNED_SITES), st.sampled_from(["softer", "firmer"]), st.integers(-2, 2))
def test_a_place_that_was_forgotten_keeps_no_trace_of_its_words(seeds, site, word, wants):
    evenings = year(seeds)
    edits = tuple(map(forget, both_sides(site)))
    others = [Lived(one.began_ms, said_otherwise(one.events, site, word, wants)) for one in evenings]
    assert taste_of(others, edits).to_json() == taste_of(evenings, edits).to_json()
    assert likings(taste_of(evenings, edits)).keys().isdisjoint(both_sides(site))


def said_otherwise(events, site, word, wants):
    """Return the events with everything that was said of a site said as `word`, and `wants` at the close."""
    here, told = set(), []
    for event in events:
        if isinstance(event, SessionBegan | PlanChanged):
            here |= {step.id for step in event.plan.steps if {one.site for one in places_of(step)} == {site}}
        if isinstance(event, FeedbackGiven) and event.step in here and event.feedback is not Feedback.SLOWER:
            event = replace(event, feedback=Feedback(word))  # noqa: PLW2901  # the same event, said otherwise
        if isinstance(event, QuestionAnswered) and event.step in here:
            event = replace(event, answer=Answer(word))  # noqa: PLW2901
        if isinstance(event, Debriefed):
            sites = [replace(one, wants=wants) if one.where.site is site else one for one in event.sites]
            event = replace(event, sites=tuple(sites))  # noqa: PLW2901
        told.append(event)
    return told


@FEW
@given(EVENINGS)
def test_to_forget_everything_leaves_no_word(seeds):
    assert likings(taste_of(year(seeds), [forget(None)])) == {}
    log = log_of(year(seeds))
    assert not recalled(log, [forget(None)]).is_told


@FEW
@given(EVENINGS, EVENINGS)
def test_what_is_said_after_forgetting_counts(before, after):
    evenings = year([*before, *after])
    at_ms = evenings[len(before)].began_ms
    fresh = taste_of(evenings, [forget(None, at_ms)])
    assert {where: one.words for where, one in likings(fresh).items()} == {
        where: one.words for where, one in likings(taste_of(evenings[len(before) :])).items()
    }


@FEW
@given(EVENINGS, st.sampled_from(LEARNED), st.integers(0, 5), st.data())
def test_what_is_carried_is_what_a_replay_gives(seeds, where, week, data):
    """Whatever order evenings are kept, ended, closed and edited in, with the carried state along or not."""
    edits, log, carried, kept = (), MemoryEventLog(), None, []
    said = TasteEdit(week * WEEK_MS + 1, where, EditKind.SET, level=2.0)
    for number, evening in enumerate(year(seeds)):
        shown = data.draw(st.sampled_from([evening, unclosed(evening), unfinished(evening)]))
        keep(log, number, shown)
        kept += [shown] if shown.events[-1] != unfinished(evening).events[-1] else []
        edits = data.draw(st.sampled_from([edits, (said,), (said, forget(where, said.at_ms + 1))]))
        found = recalled(log, edits, carried)
        assert found.taste.to_json() == taste_of(kept, edits).to_json()
        carried = read_carried(write_carried(found.carried))
        assert carried == found.carried


def unclosed(evening):
    return Lived(evening.began_ms, [one for one in evening.events if not isinstance(one, Debriefed)])


def unfinished(evening):
    ends = next(n for n, one in enumerate(evening.events) if isinstance(one, SessionEnded))
    return Lived(evening.began_ms, evening.events[:ends])


@pytest.mark.parametrize("seed", range(3))
def test_an_evening_that_is_closed_later_counts_whole(seed):
    (evening,) = year([seed])
    log = log_of([unclosed(evening)])
    carried = recalled(log).carried
    log.append("evening-0", "close", evening.events[-1:], expected_seq=len(evening.events) - 1)
    assert recalled(log, before=carried).taste.to_json() == taste_of([evening]).to_json()


def test_a_word_of_their_own_stands_until_it_is_forgotten():
    where = SiteSide.NECK_LEFT
    said = TasteEdit(5, where, EditKind.SET, level=1.5, speed_cm_s=3.0)
    told = taste_of([], [said]).likes("neck", "left")
    assert (round(told.level, 1), round(told.speed_cm_s)) == (1.5, 3)
    assert taste_of([], [said, forget(where)]).to_json() == taste_of([]).to_json()
    assert taste_of([], [forget(where, 4), said]).to_json() == taste_of([], [said]).to_json()
