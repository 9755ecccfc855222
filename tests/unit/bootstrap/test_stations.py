"""Stations: one for a session and how it is heard, on while anyone listens."""

import asyncio
from dataclasses import replace

import pytest
from tests.aired import BEGAN_MS, Whistle, decoded, level_db, whistles
from tests.begun import EVENING, begin, replanner
from tests.fakes import FakeClock
from tests.loop import run
from tests.web_house import memory_house

from backrub.application.erase import erase_night
from backrub.application.run_session import RunSession
from backrub.audio.on_air import BLOCK_MS
from backrub.audio.stream_encoder import StreamForm
from backrub.bootstrap.live import open_live
from backrub.bootstrap.sound_stream import LINGERS_MS, Stations, Wanted
from backrub.domain.errors import StoreUnavailable
from backrub.domain.score.hearing import Hearing
from backrub.domain.session.commands import End, GiveFeedback
from backrub.domain.session.events import Feedback
from backrub.realtime.conductor import topic_of
from backrub.realtime.pacing import AHEAD_MS, MOST_AHEAD_MS
from backrub.speech.in_order import Silence

MP3 = Wanted(StreamForm.MP3)
BYTES_A_MS = 32
BLOCK_BYTES = BLOCK_MS * BYTES_A_MS
PATIENCE_S = 10
LOVELY = GiveFeedback("w", Feedback.LOVELY)


class Evening:
    """A session 100 seconds old, on a clock that stands until it is moved."""

    def __init__(self, voice):
        self.clock = FakeClock(BEGAN_MS + 100_000)
        self.house = replace(memory_house(self.clock), voice=lambda _: voice)
        self.begun = begin(self.house, began_ms=BEGAN_MS, evening={**EVENING, "minutes": 5})
        self.live = open_live(self.house, str)
        self.stations = Stations(self.live)
        self.session = None

    def station(self, wanted=MP3):
        return self.stations.station(self.session, wanted)

    def wake(self):
        """Let everyone look at the clock."""
        self.house.hub.publish(topic_of(self.session.ref.id))


def evening_of(play, voice=None):
    async def playing():
        evening = Evening(voice or Whistle())
        evening.session = await evening.live.follow(evening.begun.session_id, "home-scott")
        try:
            await play(evening)
        finally:
            await evening.stations.close()
            await evening.live.conductor.close()

    run(playing())


async def heard(ear, count):
    async with asyncio.timeout(PATIENCE_S):
        return [await anext(ear) for _ in range(count)]


AT_ONCE = AHEAD_MS // BLOCK_MS + 1
"""Blocks that are there at once."""


def test_whoever_comes_is_given_what_is_ahead_at_once_and_no_more():
    async def play(evening):
        ear = evening.station().listen()
        sound = b"".join(await heard(ear, AT_ONCE))
        assert AHEAD_MS * BYTES_A_MS - BLOCK_BYTES < len(sound) <= MOST_AHEAD_MS * BYTES_A_MS
        assert level_db(decoded(sound), 0.2, 1.0) > -40
        more = asyncio.ensure_future(anext(ear))
        evening.wake()
        evening.clock.jump(0.3)
        evening.wake()
        assert await asyncio.wait_for(more, PATIENCE_S)

    evening_of(play)


def test_two_who_hear_it_the_same_way_share_a_station_and_get_the_same_bytes():
    async def play(evening):
        one = evening.station().listen()
        sound = await heard(one, AT_ONCE)
        other = evening.station().listen()
        assert await heard(other, AT_ONCE) == sound
        assert evening.station() is not evening.station(Wanted(StreamForm.MP3, Hearing.CHIMES))

    evening_of(play)


async def pressed_here(evening):
    await evening.live.conductor.handle(evening.session, LOVELY)


async def pressed_on_another_server(evening):
    """Say a word elsewhere; one hint tells that there is something to read."""
    RunSession(evening.house.log, evening.begun.session_id, replanner()).handle(LOVELY, 100_000)
    evening.house.hub.hear(topic_of(evening.session.ref.id))
    async with asyncio.timeout(PATIENCE_S):
        while evening.station()._seq != evening.session.teller.seq or evening.session.is_behind:  # noqa: ASYNC110
            await asyncio.sleep(0)


async def pressed_while_the_record_was_away(evening):
    """Say a word elsewhere; nobody can read it when the first hint comes."""
    station, log, loop = evening.station(), evening.house.log, asyncio.get_running_loop()
    read, asked = log.read, asyncio.Semaphore(0)

    def away(*_, **__):
        loop.call_soon_threadsafe(asked.release)
        raise StoreUnavailable("It does not answer.")

    log.told = lambda *_: []
    log.read = away
    evening.house.hub.hear(topic_of(evening.session.ref.id))
    for _ in ("whoever keeps the session going", "the station"):
        await asyncio.wait_for(asked.acquire(), PATIENCE_S)
    log.read = read
    await pressed_on_another_server(evening)
    assert evening.station() is station


@pytest.mark.parametrize(
    "pressed", [pressed_here, pressed_on_another_server, pressed_while_the_record_was_away]
)
def test_a_press_is_heard_in_the_next_block_without_waiting_for_its_time(pressed):
    async def play(evening):
        ear = evening.station().listen()
        await heard(ear, AT_ONCE)
        await pressed(evening)
        sound = b"".join(await heard(ear, 1))
        for _ in range(12):
            evening.clock.jump(0.24)
            evening.wake()
            sound += (await heard(ear, 1))[0]
        assert len(whistles(decoded(sound))) == 1

    evening_of(play)


def test_where_nobody_speaks_the_sound_goes_on():
    async def play(evening):
        ear = evening.station().listen()
        await heard(ear, AT_ONCE)
        await evening.live.conductor.handle(evening.session, GiveFeedback("w", Feedback.LOVELY))
        assert len(b"".join(await heard(ear, 1))) > 0
        assert not evening.station().task.done()

    evening_of(play, Silence())


def test_after_the_end_the_response_ends_and_the_station_is_gone():
    async def play(evening):
        station = evening.station()
        ear = station.listen()
        await heard(ear, AT_ONCE)
        await evening.live.conductor.handle(evening.session, End("end"))
        rest = []
        listening = asyncio.ensure_future(_to_the_end(ear, rest))
        while not station.task.done():
            evening.clock.jump(0.2)
            evening.wake()
            await asyncio.sleep(0)
        await asyncio.wait_for(listening, PATIENCE_S)
        assert rest
        assert evening.station() is not station

    evening_of(play)


async def _to_the_end(ear, into):
    async for chunk in ear:
        into.append(chunk)


def test_an_evening_that_is_erased_falls_silent_at_once():
    async def play(evening):
        ear = evening.station().listen()
        await heard(ear, AT_ONCE)
        night = evening.house.nights.night("home-night")
        for topic in erase_night(evening.house.nights, night):
            evening.house.hub.publish(topic)
        rest = []
        await asyncio.wait_for(_to_the_end(ear, rest), PATIENCE_S)
        assert len(rest) <= 1

    evening_of(play)


def test_a_station_nobody_listens_to_is_switched_off_after_a_while():
    async def play(evening):
        station = evening.station()
        ear = station.listen()
        await heard(ear, AT_ONCE)
        await ear.aclose()
        evening.clock.jump(LINGERS_MS / 1000 + 1)
        evening.wake()
        await asyncio.wait_for(asyncio.shield(station.task), PATIENCE_S)
        assert evening.station() is not station

    evening_of(play)


def test_who_comes_back_hears_where_the_session_is():
    async def play(evening):
        ear = evening.station().listen()
        await heard(ear, AT_ONCE)
        await ear.aclose()
        evening.clock.jump(5)
        evening.wake()
        again = evening.station().listen()
        fresh = await heard(again, AT_ONCE)
        assert len(b"".join(fresh)) <= MOST_AHEAD_MS * BYTES_A_MS + BLOCK_BYTES
        assert evening.stations.late_blocks == 0

    evening_of(play)


@pytest.mark.parametrize("form", StreamForm)
def test_both_forms_play(form):
    async def play(evening):
        sound = b"".join(await heard(evening.station(Wanted(form)).listen(), AT_ONCE))
        assert len(decoded(sound)) >= 48 * (AHEAD_MS - BLOCK_MS)

    evening_of(play)
