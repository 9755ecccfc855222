"""Beginning a session: once, whoever taps and whatever comes between."""

from functools import partial

import pytest
from tests.before_hands import NIGHT, doorstep, with_turn

from backrub.application.begin_session import begin_session
from backrub.bootstrap.night_plan import tonight_for
from backrub.domain.errors import IllegalCommand, NotAllowed, StoreUnavailable
from backrub.domain.planner.replan import replan
from backrub.domain.session.events import SessionBegan

BEGAN_MS = 1_790_000_000_000


def begin(house, night, *, log=None, began_ms=BEGAN_MS):
    tonight = tonight_for(house, night, night.now)
    replanner = partial(replan, catalogue=house.catalogue)
    return begin_session(house.nights, log or house.log, night, tonight, replanner, began_ms=began_ms)


def refs(house):
    return house.log.sessions(home="home")


def test_a_second_tap_finds_the_first_ones_session_and_clock():
    house = doorstep(brief_read=True)
    night = house.nights.night(NIGHT)
    first = begin(house, night)
    assert begin(house, night, began_ms=BEGAN_MS + 900) == first
    assert [ref.began_ms for ref in refs(house)] == [BEGAN_MS]
    assert [type(recorded.event) for recorded in house.log.read(refs(house)[0].id)].count(SessionBegan) == 1


def test_what_a_power_cut_left_open_is_begun_on_the_next_tap():
    house = doorstep(brief_read=True)
    night = house.nights.night(NIGHT)
    begin(house, night)
    with_turn(house, session_id=None)
    again = begin(house, house.nights.night(NIGHT), began_ms=BEGAN_MS + 5_000)
    assert again.now.session_id == refs(house)[0].id
    assert len(refs(house)) == 1


def test_of_two_who_open_at_once_the_second_goes_along():
    house = doorstep(brief_read=True)

    class SeesNothingAtFirst:
        """Let the other phone open the session between our look and our opening."""

        def __init__(self, log):
            self.log, self.looks = log, 0

        def __getattr__(self, name):
            return getattr(self.log, name)

        def sessions(self, **of):
            self.looks += 1
            if self.looks == 1:
                begin(house, house.nights.night(NIGHT))
                return []
            return self.log.sessions(**of)

    night = house.nights.night(NIGHT)
    after = begin(house, night, log=SeesNothingAtFirst(house.log), began_ms=BEGAN_MS + 1)
    assert after.now.session_id == refs(house)[0].id
    assert [ref.began_ms for ref in refs(house)] == [BEGAN_MS]


def test_a_record_that_cannot_be_written_is_said_to_be_so():
    house = doorstep(brief_read=True)

    class Full:
        def __getattr__(self, name):
            return getattr(house.log, name)

        def open_session(self, _):
            raise StoreUnavailable("The disk is full.")

    with pytest.raises(StoreUnavailable, match="full"):
        begin(house, house.nights.night(NIGHT), log=Full())


def test_a_night_waved_off_meanwhile_leaves_no_session_behind():
    house = doorstep(brief_read=True)
    night = house.nights.night(NIGHT)
    house.nights.erase_night(NIGHT)
    tonight = tonight_for(doorstep(), night, night.now)
    with pytest.raises(NotAllowed):
        begin_session(
            house.nights, house.log, night, tonight, partial(replan, catalogue=house.catalogue), began_ms=0
        )
    assert refs(house) == []


def test_where_hands_stay_away_nothing_begins():
    house = doorstep(brief_read=True, thanked=frozenset({"cheryl", "scott"}))
    night = house.nights.night(NIGHT)
    assert night.now is None
    tonight = tonight_for(house, night, night.turns[0])
    with pytest.raises(IllegalCommand, match="nothing to begin"):
        begin_session(
            house.nights, house.log, night, tonight, partial(replan, catalogue=house.catalogue), began_ms=0
        )
