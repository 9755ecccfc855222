"""The conductor keeps sessions going by a clock that the test moves."""

import asyncio
from contextlib import asynccontextmanager

import pytest
from tests.fakes import FakeClock, MemoryEventLog
from tests.loop import run
from tests.rehearsal import brief, evening, rehearse_replan

from backrub.application.ports import SessionRef
from backrub.application.run_session import RunSession
from backrub.domain.errors import IllegalCommand, SessionGone, StoreUnavailable
from backrub.domain.session.commands import Begin, End, GiveFeedback, Pause, Resume
from backrub.domain.session.due import next_due_ms
from backrub.domain.session.events import Feedback, FeedbackGiven, StepBegan, Who
from backrub.domain.session.state import State
from backrub.realtime import conductor
from backrub.realtime.conductor import Conductor, topic_of
from backrub.realtime.hub import Hub
from backrub.storage.beside import Threads

BEGAN_MS = 1_790_000_000_000
REF = SessionRef("tonight", "giver", "receiver", "d", "home", BEGAN_MS)
TOPIC = topic_of(REF.id)
MOST_S = 10.0


class Hall:
    """A log, a hub, a clock that stands still, and conductors on them."""

    def __init__(self, log=None):
        self.log = log or MemoryEventLog()
        self.hub = Hub()
        self.clock = FakeClock(BEGAN_MS)
        self.log.open_session(REF)
        RunSession(self.log, REF.id, rehearse_replan).handle(Begin("begin", brief(), evening(brief()), 7), 0)
        self.conductor = self.another()

    def another(self):
        return Conductor(
            self.log,
            self.hub,
            Threads(),
            replanner=rehearse_replan,
            now_ms=self.clock.now_ms,
            again_s=0.0,
        )

    def events(self, kind=object):
        return [one.event for one in self.log.read(REF.id) if isinstance(one.event, kind)]

    async def until(self, holds):
        """Wake the conductor, whose real sleep does not know the moved clock, until something is so."""
        async with asyncio.timeout(MOST_S):
            while not holds():
                self.hub.publish(TOPIC)
                await asyncio.sleep(0)

    async def at(self, seconds):
        self.clock.at_ms = BEGAN_MS + round(seconds * 1000)
        self.hub.publish(TOPIC)


@asynccontextmanager
async def opened(log=None):
    hall = Hall(log)
    try:
        yield hall
    finally:
        await hall.conductor.close()


def test_a_machine_that_slept_brings_what_was_due_soon_after_it_wakes(monkeypatch):
    monkeypatch.setattr(conductor, "LONGEST_WAIT_S", 0.01)

    async def play():
        async with opened() as hall:
            await hall.conductor.attend(REF)
            hall.clock.at_ms = BEGAN_MS + 51_000
            with hall.hub.subscribed(TOPIC) as waiter:
                while len(hall.events(StepBegan)) < 3:
                    assert await waiter.wait(MOST_S)

    run(play())


def test_what_is_due_is_recorded_at_its_own_moment():
    async def play():
        async with opened() as hall:
            await hall.conductor.attend(REF)
            await hall.at(51)
            await hall.until(lambda: len(hall.events(StepBegan)) == 3)
            assert [event.at_ms for event in hall.events(StepBegan)] == [0, 20_000, 50_000]

    run(play())


def test_a_session_nobody_followed_catches_up_when_somebody_does():
    async def play():
        async with opened() as hall:
            await hall.at(1_000)
            live = await hall.conductor.attend(REF)
            await hall.until(lambda: live.is_over)
            assert hall.events()[-1].at_ms == 360_000

    run(play())


def test_the_evening_is_the_same_however_often_it_is_asked():
    async def play(steps):
        async with opened() as hall:
            live = await hall.conductor.attend(REF)
            for second in steps:
                await hall.at(second)
                await hall.until(lambda: is_settled(live, hall))
            await hall.at(400)
            await hall.until(lambda: live.is_over)
            return hall.events()

    assert run(play([])) == run(play(range(0, 400, 7)))


def is_settled(live, hall):
    due_ms = next_due_ms(live.session)
    return due_ms is None or due_ms > live.clock_ms(hall.clock.now_ms())


def test_two_conductors_on_one_record_double_nothing():
    async def play():
        async with opened() as hall:
            other = hall.another()
            one, two = await hall.conductor.attend(REF), await other.attend(REF)
            for second in range(0, 401, 25):
                await hall.at(second)
                await hall.until(lambda now=second: len(hall.events(StepBegan)) >= begun_by(now))
            await hall.until(lambda: one.is_over and two.is_over)
            await other.close()
            steps = [event.step for event in hall.events(StepBegan)]
            assert len(steps) == len(set(steps)) == 10
            assert one.session == two.session

    run(play())


def begun_by(second):
    starts = (0, 20, 50, 100, 160, 220, 250, 260, 300, 330)
    return sum(start <= second for start in starts)


def test_presses_are_decided_one_at_a_time_and_in_turn():
    async def play():
        async with opened() as hall:
            live = await hall.conductor.attend(REF)
            await hall.at(105)
            words = [GiveFeedback(f"w{number}", Feedback.LOVELY) for number in range(20)]
            await asyncio.gather(*(hall.conductor.handle(live, word) for word in words))
            ids = [one.command_id for one in hall.log.read(REF.id) if isinstance(one.event, FeedbackGiven)]
            assert ids == [word.id for word in words]

    run(play())


def test_the_same_press_again_answers_the_same_and_records_nothing():
    async def play():
        async with opened() as hall:
            live = await hall.conductor.attend(REF)
            await hall.at(105)
            first = await hall.conductor.handle(live, GiveFeedback("w", Feedback.SOFTER))
            length = len(hall.events())
            again = await hall.conductor.handle(live, GiveFeedback("w", Feedback.SOFTER))
            assert [one for one in first if one.command_id == "w"] == again
            assert len(hall.events()) == length

    run(play())


def test_while_hands_get_ready_the_clock_shows_nothing_below_zero():
    async def play():
        async with opened() as hall:
            live = await hall.conductor.attend(REF)
            await hall.at(-15)
            assert live.clock_ms(hall.clock.now_ms()) == -15_000
            recorded = await hall.conductor.handle(live, Pause("p", Who.GIVER))
            assert recorded[-1].event.at_ms == 0

    run(play())


def test_a_paused_session_waits_and_goes_on_with_the_rest_of_its_step():
    async def play():
        async with opened() as hall:
            live = await hall.conductor.attend(REF)
            await hall.at(10)
            await hall.conductor.handle(live, Pause("p", Who.GIVER))
            await hall.at(200)
            await hall.conductor.handle(live, Resume("r"))
            await hall.at(211)
            await hall.until(lambda: len(hall.events(StepBegan)) == 2)
            assert hall.events(StepBegan)[-1].at_ms == 210_000

    run(play())


def test_what_others_append_is_taken_in_at_a_hint():
    async def play():
        async with opened() as hall:
            live = await hall.conductor.attend(REF)
            RunSession(hall.log, REF.id, rehearse_replan).handle(End("elsewhere"), 5_000)
            await hall.until(lambda: live.is_over)
            assert live.teller.after(2)[-1].standing.state is State.ENDED

    run(play())


def test_an_erased_session_is_let_go():
    async def play():
        async with opened() as hall:
            live = await hall.conductor.attend(REF)
            hall.log.erase_session(REF.id)
            assert not await hall.conductor.catch_up(live)
            await hall.until(lambda: hall.conductor.known(REF.id) is None)

    run(play())


def test_a_press_in_a_session_that_was_erased_elsewhere_is_refused_and_all_who_follow_look():
    async def play():
        async with opened() as hall:
            live = await hall.conductor.attend(REF)
            await asyncio.sleep(0)  # now it waits for hints
            hall.log.erase_session(REF.id)
            with hall.hub.subscribed(TOPIC) as follower:
                with pytest.raises(SessionGone):
                    await hall.conductor.handle(live, GiveFeedback("softer", Feedback.SOFTER))
                assert await follower.wait(MOST_S)
                assert not await hall.conductor.catch_up(live)
            await hall.until(lambda: hall.conductor.known(REF.id) is None)

    run(play())


def test_a_step_that_is_due_in_a_session_that_was_erased_elsewhere_lets_it_go(caplog):
    async def play():
        async with opened() as hall:
            hall.clock.at_ms = BEGAN_MS + 60_000
            await hall.conductor.attend(REF)
            hall.log.erase_session(REF.id)  # before the task that keeps it going has begun
            async with asyncio.timeout(MOST_S):
                while hall.conductor.known(REF.id):  # noqa: ASYNC110  # no hint comes
                    await asyncio.sleep(0)

    run(play())
    assert caplog.messages == []


def test_a_session_that_is_over_is_kept_no_longer():
    async def play():
        async with opened() as hall:
            live = await hall.conductor.attend(REF)
            await hall.conductor.handle(live, End("end"))
            await hall.until(lambda: hall.conductor.known(REF.id) is None)
            with pytest.raises(IllegalCommand):
                await hall.conductor.handle(live, GiveFeedback("w", Feedback.SOFTER))

    run(play())


def test_two_who_attend_at_once_follow_the_same_session():
    async def play():
        async with opened() as hall:
            one, two = await asyncio.gather(hall.conductor.attend(REF), hall.conductor.attend(REF))
            assert one is two

    run(play())


def test_a_session_that_never_began_cannot_be_attended():
    async def play():
        async with opened() as hall:
            never = SessionRef("never", "giver", "receiver", "d", "home", BEGAN_MS)
            hall.log.open_session(never)
            with pytest.raises(StoreUnavailable, match="does not start with its beginning"):
                await hall.conductor.attend(never)

    run(play())


class UnwillingLog(MemoryEventLog):
    """A log that cannot be written, or read, for a while."""

    refusals = 0
    blind = 0

    def append(self, *args, **named):
        if self.refusals:
            self.refusals -= 1
            raise StoreUnavailable("The disk is full.")
        return super().append(*args, **named)

    def read(self, *args, **named):
        if self.blind:
            self.blind -= 1
            raise StoreUnavailable("It does not answer.")
        return super().read(*args, **named)


def test_a_record_that_cannot_be_written_now_is_tried_again(caplog):
    async def play():
        async with opened(UnwillingLog()) as hall:
            hall.log.refusals = 2
            await hall.conductor.attend(REF)
            await hall.at(25)
            await hall.until(lambda: len(hall.events(StepBegan)) == 2)

    run(play())
    assert "a session waits for it" in caplog.text


def test_a_record_that_cannot_be_read_now_is_waited_for_and_then_all_who_follow_are_woken(caplog):
    async def play():
        async with opened(UnwillingLog()) as hall:
            live = await hall.conductor.attend(REF)
            RunSession(hall.log, REF.id, rehearse_replan).handle(
                GiveFeedback("elsewhere", Feedback.LOVELY), 5_000
            )
            hall.log.blind = 50
            await hall.until(lambda: hall.log.blind < 50)
            with hall.hub.subscribed(TOPIC) as follower:
                assert await follower.wait(MOST_S)
            assert hall.log.blind == 0
            assert live.session.seq == live.teller.seq == 3
            assert hall.conductor.known(REF.id) is live

    run(play())
    assert caplog.text.count("a session waits for it") == 1


def test_a_session_that_is_erased_while_the_record_is_away_is_let_go():
    async def play():
        async with opened(UnwillingLog()) as hall:
            await hall.conductor.attend(REF)
            hall.log.refusals = 1
            hall.log.erase_session(REF.id)
            await hall.at(25)
            await hall.until(lambda: hall.conductor.known(REF.id) is None)

    run(play())


class CountingLog(MemoryEventLog):
    """A log that counts how often it is read."""

    reads = 0

    def read(self, *arguments, **options):
        self.reads += 1
        return super().read(*arguments, **options)


def test_many_who_heard_the_same_hint_read_the_log_together():
    async def play():
        async with opened(CountingLog()) as hall:
            live = await hall.conductor.attend(REF)
            other = RunSession(hall.log, REF.id, rehearse_replan)
            said = other.handle(GiveFeedback("softer", Feedback.SOFTER), 1_000)
            before = hall.log.reads
            assert all(await asyncio.gather(*(hall.conductor.catch_up(live) for _ in range(20))))
            assert live.session.seq == said[-1].seq
            # One reading was under way when the others asked; the next answers all of them, and sees that there is
            # nothing more, and that the session is still there.
            assert hall.log.reads - before <= 3

    run(play())


def elsewhere(hall):
    """Say a word on another server, and return its news."""
    said = RunSession(hall.log, REF.id, rehearse_replan).handle(GiveFeedback("w", Feedback.LOVELY), 1_000)
    return hall.log.news(REF.id, said)


def test_news_that_a_hint_brings_need_no_reading():
    async def play():
        async with opened(CountingLog()) as hall:
            live = await hall.conductor.attend(REF)
            await asyncio.sleep(0)  # now it waits for hints
            news, reads = elsewhere(hall), hall.log.reads
            with hall.hub.subscribed(TOPIC) as follower:
                hall.hub.hear(TOPIC, news)
                assert await follower.wait(MOST_S)
                assert live.teller.seq == live.session.seq == len(hall.events())
            await asyncio.sleep(0)
            assert hall.log.reads - reads == 2  # by the news of a log in memory, and by this test

    run(play())


def test_news_that_come_while_something_is_decided_are_read_after_it():
    async def play():
        async with opened() as hall:
            live = await hall.conductor.attend(REF)
            await asyncio.sleep(0)  # now it waits for hints
            async with live.turn:
                before = live.session
                hall.hub.hear(TOPIC, elsewhere(hall))
                assert live.session is before
            await hall.until(lambda: live.session.seq == len(hall.events()))

    run(play())


def test_a_hint_that_comes_while_something_is_decided_is_not_forgotten_over_it():
    async def play():
        async with opened() as hall:
            live = await hall.conductor.attend(REF)
            await asyncio.sleep(0)  # now it waits for hints
            async with live.turn:  # as if a press were under way
                elsewhere(hall)
                hall.hub.hear(TOPIC)
                live.run.catch_up()
                other = RunSession(hall.log, REF.id, rehearse_replan)
                other.handle(GiveFeedback("later", Feedback.LOVELY), 2_000)
            async with asyncio.timeout(MOST_S):
                while live.is_behind:  # noqa: ASYNC110  # no hint comes
                    await asyncio.sleep(0)
            assert live.session.seq == len(hall.events())

    run(play())


def test_news_that_cannot_be_opened_are_read_instead(caplog):
    class Shut(MemoryEventLog):
        def told(self, *_):
            raise StoreUnavailable("Something private cannot be opened.")

    async def play():
        async with opened(Shut()) as hall:
            live = await hall.conductor.attend(REF)
            await asyncio.sleep(0)  # now it waits for hints
            hall.hub.hear(TOPIC, elsewhere(hall))
            await hall.until(lambda: live.session.seq == len(hall.events()))

    run(play())
    assert "it is read instead" in caplog.text


def test_all_who_ask_hear_that_a_session_is_erased():
    async def play():
        async with opened() as hall:
            live = await hall.conductor.attend(REF)
            hall.log.erase_session(REF.id)
            assert not any(await asyncio.gather(*(hall.conductor.catch_up(live) for _ in range(5))))

    run(play())
