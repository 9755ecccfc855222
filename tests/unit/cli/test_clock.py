"""The session's clock: real time, faster, or no waits at all."""

import math

import pytest
from tests.fakes import FakeClock

from backrub.cli import clock
from backrub.cli.clock import SessionClock


@pytest.fixture
def room(monkeypatch):
    fake = FakeClock()
    monkeypatch.setattr(clock.time, "monotonic", lambda: fake.at_ms / 1000)
    monkeypatch.setattr(clock.time, "sleep", fake.sleep)
    return fake


def test_a_minute_takes_a_minute(room):
    ours = SessionClock(0, 1.0)
    room.jump(60)
    assert ours.now_ms() == 60_000


def test_twenty_times_as_fast_a_minute_takes_three_seconds(room):
    ours = SessionClock(0, 20.0)
    assert ours.seconds_until(60_000) == pytest.approx(3.0, abs=0.001)
    ours.reach(60_000)
    assert room.at_ms == 3000
    assert ours.now_ms() >= 60_000


def test_a_session_taken_up_goes_on_where_it_was(room):
    ours = SessionClock(90_000, 1.0)
    room.jump(1)
    assert ours.now_ms() == 91_000


def test_what_is_past_is_reached_at_once(room):
    ours = SessionClock(5_000, 1.0)
    ours.reach(1_000)
    assert room.at_ms == 0


def test_without_waits_the_clock_stands_where_it_was_last(room):
    ours = SessionClock(0, math.inf)
    ours.reach(3_600_000)
    ours.reach(10)
    assert ours.now_ms() == 3_600_000
    assert room.at_ms == 0
