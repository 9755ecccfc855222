"""Check-ins: kept, put away, arranged when both have answered, settled, waved off; and where each person is."""

from dataclasses import replace

import pytest
from tests.fakes import MemoryEventLog, MemoryNights

from backrub.application.begin_night import begin_check_in, begin_night, tonights
from backrub.application.end_old_nights import NIGHT_MS
from backrub.application.find_stage import Stage, StageFinder
from backrub.application.home_ports import Private, PrivateNote
from backrub.application.ports import SessionRef
from backrub.application.record_check_in import CheckIns
from backrub.application.run_session import ATTEMPTS
from backrub.application.settle_parts import settle_parts
from backrub.application.wave_off import wave_off
from backrub.domain.arrangement import Part, Turn
from backrub.domain.errors import NotAllowed, SequenceConflict
from backrub.domain.night import Night, NightTurn
from backrub.domain.session.events import SessionEnded

HOME, C, S = "home", "cheryl", "scott"
NOW_MS = 1_790_000_000_000
SHE_RECEIVES, HE_RECEIVES = Turn(giver=S, receiver=C), Turn(giver=C, receiver=S)


class PlainReading:
    """Read answers that are a part, and what is left to ask: "receive", "receive open", "give ill".

    What is in brackets is between a person and their answers: "receive (low)".
    """

    def part(self, answers):
        return Part(answers.split()[0])

    def is_whole(self, answers, *_):
        return "open" not in answers

    def has_plan(self, _, answers):
        return not any("ill" in said.split() for said in answers.values())

    def briefs(self, _, answers):
        return tuple(said.partition(" (")[0] for said in answers.values())


class BusyNights(MemoryNights):
    """Let another change come first, so many times."""

    def __init__(self, log, times):
        super().__init__(log)
        self.times = times

    def change_night(self, night):
        if self.times:
            self.times -= 1
            super().change_night(self.night(night.id))
        return super().change_night(night)


class Home:
    def __init__(self, *, busy=0):
        self.log = MemoryEventLog()
        self.nights = BusyNights(self.log, busy)
        self.check_ins = CheckIns(self.nights, self.log, PlainReading())
        self.finder = StageFinder(self.nights, self.log, PlainReading())
        self.nights.add_night(Night("n", HOME, (C, S), NOW_MS, 7))

    @property
    def night(self):
        return self.nights.night("n")

    @property
    def turns(self):
        return [turn.turn for turn in self.night.turns]

    def says(self, person_id, answers, *, done=True):
        return self.check_ins.keep("n", person_id, answers, done=done, finish=done)

    def stages(self):
        return self.finder.stage(self.night, C), self.finder.stage(self.night, S)

    def change(self, **fields):
        self.nights.change_night(replace(self.night, **fields))


@pytest.fixture
def home():
    return Home()


def test_nothing_about_the_night_changes_until_both_are_done(home):
    before = home.night
    home.says(C, "not_tonight")
    home.says(S, "give", done=False)
    assert home.night == before
    assert home.stages() == (Stage.DECLINED, Stage.CHECK_IN)


@pytest.mark.parametrize("order", [(C, S), (S, C)])
def test_once_both_are_done_the_turn_is_arranged(home, order):
    answers = {C: "receive", S: "give"}
    for one in order:
        home.says(one, answers[one])
    assert home.turns == [SHE_RECEIVES]
    assert home.stages() == (Stage.BRIEF, Stage.BRIEF)


def test_waiting_looks_the_same_whatever_the_other_does(home):
    home.says(C, "receive")
    assert home.stages() == (Stage.WAITING, Stage.START)
    home.says(S, "give", done=False)
    assert home.stages() == (Stage.WAITING, Stage.CHECK_IN)


@pytest.mark.parametrize("hers", ["not_tonight", "receive"])
def test_a_night_that_is_declined_is_over_for_both_alike(home, hers):
    home.says(C, hers)
    home.says(S, "not_tonight")
    assert home.night.is_over
    assert home.stages() == (Stage.OVER, Stage.OVER)


def test_a_night_that_safety_closes_is_over_as_if_it_were_declined(home):
    home.says(C, "receive ill")
    home.says(S, "give")
    assert home.stages() == (Stage.OVER, Stage.OVER)


def test_two_who_want_the_same_settle_it_and_the_first_choice_stands(home):
    home.says(C, "receive")
    home.says(S, "receive")
    assert home.stages() == (Stage.SETTLE, Stage.SETTLE)
    assert settle_parts(home.check_ins, "n", S).turns == (NightTurn(HE_RECEIVES),)
    assert settle_parts(home.check_ins, "n", "share").turns == (NightTurn(HE_RECEIVES),)


def test_sharing_keeps_both_turns(home):
    home.says(C, "give")
    home.says(S, "give")
    settle_parts(home.check_ins, "n", "share")
    assert home.turns == [SHE_RECEIVES, HE_RECEIVES]
    assert home.night.is_settled


def test_a_choice_that_is_none_changes_nothing(home):
    home.says(C, "receive")
    home.says(S, "receive")
    with pytest.raises(NotAllowed, match="Choose to share"):
        settle_parts(home.check_ins, "n", "moon")
    assert not home.night.is_settled


def test_who_has_more_to_answer_is_asked_and_the_other_waits(home):
    home.says(C, "receive")
    home.says(S, "receive open")
    settle_parts(home.check_ins, "n", "share")
    assert home.stages() == (Stage.WAITING, Stage.CHECK_IN)
    home.says(S, "receive")
    assert home.stages() == (Stage.BRIEF, Stage.BRIEF)


def test_who_received_last_comes_second(home):
    home.log.open_session(SessionRef("old", giver=S, receiver=C, evening_digest="d", home=HOME))
    home.log.append("old", "end", [SessionEnded(0, completed=True)], expected_seq=0)
    home.says(C, "both")
    home.says(S, "both")
    assert home.turns == [HE_RECEIVES, SHE_RECEIVES]


def test_changing_a_wish_asks_to_read_it_anew(home):
    home.says(C, "receive")
    home.says(S, "give")
    home.change(turns=(NightTurn(SHE_RECEIVES, brief_read=True),))
    version = home.night.version
    home.says(C, "receive softly")
    assert not home.night.now.brief_read
    assert home.night.version > version


def test_changing_what_the_wish_does_not_show_changes_nothing_for_both(home):
    home.says(C, "receive")
    home.says(S, "give")
    home.change(turns=(NightTurn(SHE_RECEIVES, brief_read=True),))
    before = home.night
    assert home.says(C, "receive (low)") == before
    assert home.night == before
    assert home.nights.private("n", C, Private.CHECK_IN).answers == "receive (low)"


def test_a_change_that_came_first_is_taken_in():
    home = Home(busy=ATTEMPTS - 1)
    home.says(C, "receive")
    home.says(S, "give")
    assert home.turns == [SHE_RECEIVES]


def test_changes_that_keep_coming_first_are_told():
    home = Home(busy=ATTEMPTS)
    home.says(C, "receive")
    with pytest.raises(SequenceConflict):
        home.says(S, "give")


def test_a_night_that_is_gone_stays_gone(home):
    home.nights.erase_night("n")
    assert home.says(C, "receive") is None
    assert home.check_ins.change("n", lambda night: night) is None


def test_waving_off_before_both_answered_is_an_answer_of_ones_own(home):
    wave_off(home.check_ins, home.night, C, declined="not_tonight")
    assert not home.night.is_over
    home.says(S, "give")
    assert home.night.is_over


@pytest.mark.parametrize("busy", [0, ATTEMPTS - 1])
def test_waving_off_afterwards_closes_the_night_for_both(busy):
    home = Home()
    home.says(C, "receive")
    home.says(S, "give")
    home.nights.times = busy
    assert wave_off(home.check_ins, home.night, S, declined="not_tonight").is_over
    assert home.stages() == (Stage.OVER, Stage.OVER)


def test_waving_off_does_not_end_a_session(home):
    home.says(C, "receive")
    home.says(S, "give")
    home.change(turns=(NightTurn(SHE_RECEIVES, session_id="s"),))
    assert not wave_off(home.check_ins, home.night, S, declined="not_tonight").is_over


def test_the_way_leads_from_the_wish_to_the_close(home):
    home.says(C, "receive")
    home.says(S, "give")
    home.change(turns=(NightTurn(SHE_RECEIVES, brief_read=True),))
    assert home.stages() == (Stage.READY, Stage.READY)
    home.log.open_session(SessionRef("s", giver=S, receiver=C, evening_digest="d", home=HOME))
    home.change(turns=(NightTurn(SHE_RECEIVES, brief_read=True, session_id="s"),))
    assert home.stages() == (Stage.LIVE, Stage.LIVE)
    home.log.append("s", "end", [SessionEnded(0, completed=True)], expected_seq=0)
    assert home.stages() == (Stage.CLOSE, Stage.CLOSE)
    home.change(is_over=True)
    assert home.stages() == (Stage.START, Stage.START)


def test_without_a_night_everyone_is_at_the_start(home):
    assert home.finder.stage(None, C) is Stage.START


def test_two_who_begin_get_one_night():
    nights = MemoryNights()
    first = begin_night(nights, Night("a", HOME, (C, S), NOW_MS, 7), now_ms=NOW_MS)
    second = begin_night(nights, Night("b", HOME, (S, C), NOW_MS + 1, 8), now_ms=NOW_MS + 1)
    assert first == second
    assert nights.nights(HOME) == [first]


def test_two_who_begin_get_one_night_whichever_clock_is_ahead():
    nights = MemoryNights()
    begin_night(nights, Night("first", HOME, (S, C), NOW_MS + 1, 8), now_ms=NOW_MS + 1)
    assert begin_night(nights, Night("second", HOME, (C, S), NOW_MS, 7), now_ms=NOW_MS).id == "first"
    assert [night.id for night in nights.nights(HOME)] == ["first"]


def test_a_night_of_an_earlier_day_is_not_tonights(home):
    assert tonights(home.nights, HOME, C, now_ms=NOW_MS + NIGHT_MS) == home.night
    assert tonights(home.nights, HOME, C, now_ms=NOW_MS + NIGHT_MS + 1) is None
    assert tonights(home.nights, HOME, "someone else", now_ms=NOW_MS) is None


def test_after_a_night_is_over_a_new_one_begins(home):
    home.change(is_over=True)
    assert tonights(home.nights, HOME, C, now_ms=NOW_MS) == home.night
    begun = begin_night(home.nights, Night("b", HOME, (C, S), NOW_MS + 5, 8), now_ms=NOW_MS + 5)
    assert begun.id == "b"


def test_a_check_in_under_way_is_not_begun_anew(home):
    home.says(C, "receive", done=False)
    note = begin_check_in(home.nights, home.night, C, answers="", declined="not_tonight")
    assert note.answers == "receive"


def test_who_declined_may_think_again_until_both_have_answered(home):
    home.says(C, "not_tonight")
    note = begin_check_in(home.nights, home.night, C, answers="give", declined="not_tonight")
    assert note == PrivateNote("n", C, Private.CHECK_IN, "give")
