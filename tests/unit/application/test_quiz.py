"""A few cards a day: when each comes again is what the library itself says."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from fsrs import Card as FsrsCard
from fsrs import Rating, Scheduler
from hypothesis import given
from hypothesis import strategies as st

from backrub.application.quiz import FEW, Kind, Press, Said, answered, cards_for, reviewed
from backrub.atlas.anatomy import load_anatomy
from backrub.bootstrap.quiz import deck

BEGAN = datetime(2026, 11, 20, 19, tzinfo=UTC)
BEGAN_MS = 1_795_201_200_000
HOUR_MS = 3_600_000
DAY_MS = 24 * HOUR_MS
DECK = deck()


def days(memory):
    return (memory.due_ms - memory.last_ms) / DAY_MS


def right_each_time(times, *, known=None, at_ms=BEGAN_MS):
    """Return a memory after so many right answers, each when it was due."""
    for _ in range(times):
        known = reviewed(known, right=True, at_ms=known.due_ms if known else at_ms)
    return known


def said(key, at_ms, *, right=True):
    return Said(key, DECK[key].answer if right else "", at_ms)


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 60 * 24)), min_size=1, max_size=12))
def test_intervals_agree_with_the_librarys_own(answers):
    reference = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    card, known, now = FsrsCard(card_id=1, due=BEGAN), None, BEGAN
    for is_right, hours in answers:
        now += timedelta(hours=hours)
        card, _ = reference.review_card(card, Rating.Good if is_right else Rating.Again, now)
        known = reviewed(known, right=is_right, at_ms=BEGAN_MS + (now - BEGAN) // timedelta(milliseconds=1))
        assert days(known) == (card.due - now) / timedelta(days=1)
        assert (known.stability, known.difficulty) == (card.stability, card.difficulty)


def test_what_is_known_comes_after_two_days_then_eleven_then_forty_six():
    assert [days(right_each_time(times)) for times in (1, 2, 3)] == [2, 11, 46]


def test_a_card_that_was_missed_comes_sooner():
    known = right_each_time(3)
    missed = reviewed(known, right=False, at_ms=known.due_ms)
    assert days(missed) < days(known)
    assert days(missed) < days(right_each_time(1, known=known))


def test_the_first_day_has_a_few_cards_of_every_kind():
    today = cards_for(DECK, {}, BEGAN_MS)
    assert len(today) == FEW
    assert {card.kind for card in today} == set(Kind)


def test_after_a_few_cards_that_is_all_until_the_next_day():
    known = {}
    for card in cards_for(DECK, known, BEGAN_MS):
        known = answered(DECK, known, [said(card.key, BEGAN_MS)])
    assert cards_for(DECK, known, BEGAN_MS + 12 * HOUR_MS) == []
    assert len(cards_for(DECK, known, BEGAN_MS + 23 * HOUR_MS)) == FEW


def test_what_is_due_comes_before_what_is_new_and_the_longest_due_first():
    first, second, *_ = DECK
    known = answered(DECK, {}, [said(second, BEGAN_MS), said(first, BEGAN_MS + HOUR_MS)])
    later = cards_for(DECK, known, BEGAN_MS + 9 * DAY_MS)
    assert [card.key for card in later[:2]] == [second, first]
    assert not any(card.key in known for card in later[2:])


def test_however_many_are_due_a_few_are_asked():
    known = answered(DECK, {}, [said(key, BEGAN_MS) for key in DECK])
    assert len(cards_for(DECK, known, BEGAN_MS + 400 * DAY_MS)) == FEW


def test_an_answer_that_arrives_twice_counts_once():
    key = next(iter(DECK))
    once = answered(DECK, {}, [said(key, BEGAN_MS)])
    assert answered(DECK, once, [said(key, BEGAN_MS)]) == once


def test_late_answers_count_in_the_order_they_were_given():
    key = next(iter(DECK))
    first, then = said(key, BEGAN_MS), said(key, BEGAN_MS + 2 * DAY_MS, right=False)
    assert answered(DECK, {}, [then, first]) == answered(DECK, {}, [first, then])
    assert answered(DECK, {}, [then, first])[key].last_ms == then.at_ms


def test_an_answer_to_no_card_changes_nothing():
    assert answered(DECK, {}, [Said("name.nothing", "nothing", BEGAN_MS)]) == {}


def test_show_me_brings_a_card_back_soon():
    key = next(iter(DECK))
    shown = answered(DECK, {}, [Said(key, "", BEGAN_MS)])
    assert days(shown[key]) < days(right_each_time(1))


@pytest.mark.parametrize("card", DECK.values(), ids=lambda card: card.key)
def test_every_card_can_be_answered(card):
    assert card.answer in card.choices
    assert len(set(card.choices)) == len(card.choices) > 1


def test_every_muscle_is_asked_by_name_and_by_place_and_every_zone_by_touch():
    anatomy = load_anatomy()
    for kind in (Kind.NAME, Kind.PLACE):
        assert {card.subject for card in DECK.values() if card.kind is kind} == anatomy.muscles.keys()
    touched = {card.subject: card.answer for card in DECK.values() if card.kind is Kind.PRESS}
    assert anatomy.zones.keys() <= touched.keys()
    assert touched["spine_strip"] == touched["neck_front_and_side"] == Press.NO


def test_no_same_answer_about_pressing_comes_more_than_three_times_running():
    answers = [card.answer for card in DECK.values() if card.kind is Kind.PRESS]
    assert set(answers) == set(Press)
    runs = [list(group) for group in zip(*(answers[step:] for step in range(4)), strict=False)]
    assert not any(len(set(run)) == 1 for run in runs)


def test_along_and_across_take_turns():
    answers = [card.answer for card in DECK.values() if card.kind is Kind.WAY]
    assert all(one != other for one, other in pairwise(answers))
