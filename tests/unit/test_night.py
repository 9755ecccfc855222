"""A night follows its turns one after the other."""

from dataclasses import replace

import pytest

from backrub.domain.arrangement import Turn
from backrub.domain.home import Device
from backrub.domain.night import Night, NightTurn

FIRST, BACK = NightTurn(Turn("scott", "cheryl")), NightTurn(Turn("cheryl", "scott"))
NIGHT = Night("n1", "h1", ("cheryl", "scott"), made_ms=0, seed=0, turns=(FIRST, BACK))


def test_no_turn_is_under_way_before_there_are_any():
    assert replace(NIGHT, turns=()).now is None


def test_a_turn_is_under_way_until_both_have_closed_it():
    half = NIGHT.with_turn(replace(FIRST, thanked=frozenset({"cheryl"})))
    assert NIGHT.now == FIRST
    assert half.now.turn == FIRST.turn
    whole = half.with_turn(replace(FIRST, thanked=frozenset({"cheryl", "scott"})))
    assert whole.now == BACK


def test_after_the_last_turn_none_is_under_way():
    closed = [replace(turn, thanked=frozenset(NIGHT.people)) for turn in NIGHT.turns]
    assert replace(NIGHT, turns=tuple(closed)).now is None


def test_changing_one_turn_leaves_the_other():
    ready = replace(BACK, brief_read=True)
    assert NIGHT.with_turn(ready).turns == (FIRST, ready)


@pytest.mark.parametrize(("who", "partner"), [("cheryl", "scott"), ("scott", "cheryl")])
def test_each_is_the_partner_of_the_other(who, partner):
    assert NIGHT.partner_of(who) == partner


@pytest.mark.parametrize(("people", "is_shared"), [((), False), (("a",), False), (("a", "b"), True)])
def test_a_device_is_shared_by_more_than_one(people, is_shared):
    assert Device("d1", "h1", people, holder=None).is_shared == is_shared
