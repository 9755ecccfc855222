"""What a session tells both phones: what changed, a kind line, and nothing that is somebody's own."""

import re

from tests.rehearsal import Rehearsal

from backrub.application.ports import Recorded
from backrub.application.tell_live import KEPT, Teller, Tone, standing_of, tell
from backrub.content.loader import load_catalogue
from backrub.domain.session.commands import (
    AnswerQuestion,
    Debrief,
    End,
    GiveFeedback,
    NoteLate,
    NoteSign,
    Pause,
    Resume,
    Stop,
)
from backrub.domain.session.events import Answer, AskForm, Feedback, PlanChanged, Sign, Who
from backrub.domain.session.state import State

CATALOGUE = load_catalogue()
BLAME = re.compile(
    r"\b(wrong|too \w+|stop doing|again|you should|don't|do not|never|bad|hurt|hurting|complain\w*|fault|fail\w*|"
    r"finally|at last|always|instead|better|careful|not like|must|mistake)\b",
    re.IGNORECASE,
)


class Telling:
    """A rehearsal with somebody who listens."""

    def __init__(self):
        self.evening = Rehearsal()
        self.evening.advance(105)
        self.seq = 10

    def told(self, command, *, at=105):
        events = self.evening.at(at, command)
        recorded = [Recorded(self.seq + number, command.id, event) for number, event in enumerate(events)]
        self.seq += len(recorded)
        return tell(self.evening.session, recorded)


def test_a_wish_tells_a_line_what_was_heard_and_the_new_plan():
    told = Telling().told(GiveFeedback("c", Feedback.SOFTER))
    assert (told.line.saying.worded(CATALOGUE), told.line.tone) == ("A little softer. Slow down.", Tone.WISH)
    assert told.heard.worded(CATALOGUE) == "Scott hears: a little softer."
    assert told.plan is not None
    assert told.kind.__name__ == "FeedbackGiven"


def test_praise_sounds_like_praise_and_leaves_the_plan_alone():
    told = Telling().told(GiveFeedback("c", Feedback.LOVELY))
    assert (told.line.tone, told.plan) == (Tone.PRAISE, None)
    assert told.heard.worded(CATALOGUE) == "Scott hears: lovely."


def test_a_firmer_that_must_wait_is_told_honestly():
    telling = Telling()
    telling.told(NoteSign("flinch", Sign.FLINCH))
    assert telling.told(GiveFeedback("c", Feedback.FIRMER), at=106).heard.worded(CATALOGUE) == (
        "Scott stays here, just so; firmer comes later."
    )


def test_a_stop_is_told_as_one_and_names_nobody():
    told = Telling().told(Stop("c", Who.RECEIVER))
    assert (told.line.tone, told.standing.state) == (Tone.STOP, State.STOPPED)
    assert "receiver" not in repr(told).lower()


def test_a_pause_holds_the_plans_time_and_going_on_moves_its_origin():
    telling = Telling()
    assert telling.told(Pause("p", Who.GIVER), at=110).standing.paused_ms == 110_000
    told = telling.told(Resume("r"), at=130)
    assert (told.standing.paused_ms, told.standing.origin_ms) == (None, 20_000)


def test_who_stopped_and_who_paused_tell_the_same():
    for command in (Stop, Pause):
        assert Telling().told(command("c", Who.GIVER)) == Telling().told(command("c", Who.RECEIVER))


def test_a_word_that_came_late_is_not_told():
    assert Telling().told(NoteLate("c", Who.RECEIVER, "firmer", 20_000)) is None


def test_closing_in_private_is_not_told_not_even_as_a_number():
    telling, teller = Telling(), Teller()
    ended = telling.evening.at(105, End("end"))
    teller.hear(telling.evening.session, [Recorded(n, "end", event) for n, event in enumerate(ended, 1)])
    before = teller.seq
    closed = telling.evening.at(106, Debrief("d", "a word of her own", put_up_with=True, keep="another"))
    teller.hear(telling.evening.session, [Recorded(99, "d", event) for event in closed])
    assert (teller.seq, teller.after(before)) == (before, ())
    assert standing_of(telling.evening.session).state is State.ENDED


def test_who_lags_gets_what_is_missing_or_is_told_to_begin_anew():
    telling, teller = Telling(), Teller()
    for number in range(KEPT + 2):
        events = telling.evening.at(105 + number, GiveFeedback(str(number), Feedback.LOVELY))
        recorded = [Recorded(number + 1, str(number), event) for event in events]
        teller.hear(telling.evening.session, recorded)
    assert teller.seq == KEPT + 2
    assert [told.seq for told in teller.after(KEPT)] == [KEPT + 1, KEPT + 2]
    assert teller.after(teller.seq) == ()
    assert teller.after(1) is None


def test_an_answer_just_right_reads_like_any_kind_word():
    evening = Rehearsal()
    evening.advance(56)
    events = evening.at(57, AnswerQuestion("c", Answer.JUST_RIGHT))
    told = tell(evening.session, [Recorded(1, "c", event) for event in events])
    assert (told.line.saying.worded(CATALOGUE), told.line.tone) == ("Just right. Keep this.", Tone.PRAISE)
    assert any(isinstance(event, PlanChanged) for event in events) is (told.plan is not None)


def test_no_line_to_the_giver_or_the_receiver_blames_anyone():
    spoken = {
        key: phrase.text
        for key, phrase in CATALOGUE.phrases.items()
        if key.split(".")[0] in {"relay", "heard", "mechanics", "ask", "close", "why", "stand"}
    }
    assert len(spoken) > 60
    assert {key: text for key, text in spoken.items() if BLAME.search(text)} == {}


def test_the_blame_lint_would_see_blame():
    assert BLAME.search("That is too hard.")
    assert BLAME.search("You should slow down.")


def test_a_question_is_told_with_its_words_and_its_form_while_it_is_open():
    evening = Rehearsal()
    asked = [Recorded(1, "a", event) for event in evening.advance(56)]
    told = tell(evening.session, asked)
    assert (told.line.tone, told.line.saying.worded(CATALOGUE)) == (
        Tone.QUESTION,
        "How’s the pressure: softer, the same, or firmer?",
    )
    assert (told.standing.question, told.standing.form) == ("warm", AskForm.LEVEL)
    evening.at(57, AnswerQuestion("b", Answer.JUST_RIGHT))
    assert standing_of(evening.session).form is None
