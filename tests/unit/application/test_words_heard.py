"""Which of a receiver's words taught something, where and when."""

from tests.rehearsal import SECONDS, Rehearsal

from backrub.application.learn_taste import Lived
from backrub.application.words_heard import NOTICED, words_heard
from backrub.domain.back import SiteSide
from backrub.domain.session.commands import Debrief, GiveFeedback, NoteFinding, NoteSign
from backrub.domain.session.events import Feedback, Finding, Sign, SiteDebrief

KNOT = SiteSide.BETWEEN_BLADES_LEFT
BEGAN_MS = 1_790_000_000_000


def told(*acts):
    """Return (seconds, place, word) of an evening in which these things were done at these seconds."""
    evening = Rehearsal()
    for at_s, command in acts:
        evening.at(at_s, command)
    evening.advance(SECONDS)
    evening.at(SECONDS + 10, Debrief("debrief", "", (SiteDebrief(KNOT, -2),)))
    heard = words_heard(Lived(BEGAN_MS, evening.events))
    return [((one.at_ms - BEGAN_MS) // 1000, one.where, one.word, one.is_closing) for one in heard]


CLOSING = (SECONDS + 10, KNOT, "much softer", True)


def test_the_close_is_told_and_silence_is_not():
    assert told() == [CLOSING]


def test_each_word_is_told_where_hands_were():
    said = told(
        (180, GiveFeedback("1", Feedback.SLOWER)),
        (190, GiveFeedback("2", Feedback.LOVELY)),
        (200, GiveFeedback("3", Feedback.FIRMER)),
    )
    assert said == [
        (180, KNOT, "slower", False),
        (190, KNOT, "lovely", False),
        (200, KNOT, "firmer", False),
        CLOSING,
    ]


def test_what_the_giver_noticed_is_no_word():
    said = told((170, NoteSign("1", Sign.TENSE)), (180, NoteFinding("2", KNOT, Finding.KNOT)))
    assert said == [(170, KNOT, NOTICED, False), (180, KNOT, NOTICED, False), CLOSING]
