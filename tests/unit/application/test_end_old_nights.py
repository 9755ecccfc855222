"""A night that nobody closed is over when a new day begins."""

import pytest
from tests.begun import begin, replanner
from tests.fakes import FakeClock
from tests.web_house import memory_house

from backrub.application.end_old_nights import NIGHT_MS, end_old_nights
from backrub.application.run_session import RunSession
from backrub.domain.session.commands import Advance, Pause
from backrub.domain.session.events import SessionEnded, Who

BEGAN_MS = 1_790_000_000_000


@pytest.fixture
def clock():
    return FakeClock(BEGAN_MS)


@pytest.fixture
def house(clock):
    return memory_house(clock)


@pytest.fixture
def begun(house):
    return begin(house, began_ms=BEGAN_MS)


def end_old(house):
    return end_old_nights(house.nights, house.log, "home", now_ms=house.now_ms(), replanner=replanner())


def endings(house, begun):
    events = [recorded.event for recorded in house.log.read(begun.session_id)]
    return [event for event in events if isinstance(event, SessionEnded)]


def test_tonight_goes_on_past_midnight(house, begun, clock):
    clock.jump(NIGHT_MS / 1000)
    assert end_old(house) == []
    assert not house.nights.nights("home")[0].is_over


def test_an_old_night_is_over(house, begun, clock):
    clock.jump(NIGHT_MS / 1000 + 1)
    assert [night.id for night in end_old(house)] == ["home-night"]
    assert house.nights.nights("home")[0].is_over
    assert end_old(house) == []


def test_its_session_came_to_its_end_by_itself(house, begun, clock):
    clock.jump(NIGHT_MS / 1000 + 1)
    end_old(house)
    assert [event.completed for event in endings(house, begun)] == [True]


def test_a_paused_session_ends_where_it_stands(house, begun, clock):
    run = RunSession(house.log, begun.session_id, replanner())
    run.handle(Advance("a"), 60_000)
    run.handle(Pause("p", Who.GIVER), 61_000)
    clock.jump(NIGHT_MS / 1000 + 1)
    end_old(house)
    assert [event.completed for event in endings(house, begun)] == [False]
