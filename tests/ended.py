"""An evening that has just ended, its two people about to say how it was."""

from dataclasses import dataclass, replace

from backrub.application.home_ports import Private, PrivateNote
from backrub.application.run_session import RunSession
from backrub.documents.check_in_answers import Answers, write_answers
from backrub.documents.evening_schema import Spot
from backrub.domain.arrangement import Part, Turn
from backrub.domain.check_in import Feel
from backrub.domain.night import NightTurn
from backrub.domain.pressure import PressureWord
from backrub.domain.questions import Question
from backrub.domain.session.commands import Advance, End, GiveFeedback
from backrub.domain.session.events import Feedback
from tests.begun import COOKIE, begin, replanner
from tests.web_house import phone, send

SPOT = "between_blades:left"
AFTER_S = 1800


@dataclass(frozen=True)
class Ended:
    """Name an evening that ended, and open the phones of its people."""

    house: object
    session_id: str
    home: str

    @property
    def night_id(self):
        return f"{self.home}-night"

    @property
    def night(self):
        return self.house.nights.night(self.night_id)

    @property
    def events(self):
        return [recorded.event for recorded in self.house.log.read(self.session_id)]

    def phone(self, whose):
        """Return the phone of the giver or the receiver, or the one they share."""
        return phone(self.house, cookies={COOKIE: f"{self.home}-{whose}-token"})

    def close(self, whose, **words):
        """Say good night as one of them."""
        return send(self.phone(whose), "/tonight/close", **words)


def ended(house, *, early=False, home="home", swap=False, now_ms=None):
    """Return an evening of a fresh home that ended, early if wanted; in a swap a turn is still to come.

    A store can stand for the house, told the time.
    """
    began_ms = (now_ms or house.now_ms()) - AFTER_S * 1000
    begun = begin(house, began_ms=began_ms, home=home)
    night = house.nights.night(f"{home}-night")
    cheryl, scott = night.people
    if swap:
        turns = (*night.turns, NightTurn(Turn(giver=cheryl, receiver=scott)))
        house.nights.change_night(replace(night, turns=turns))
    seen = tuple(Question)
    spots = (Spot(where=SPOT, feel=Feel.KNOT, tension=8),)
    keep(house, night, cheryl, Answers(part=Part.RECEIVE, seen=seen, spots=spots))
    keep(house, night, scott, Answers(part=Part.GIVE, seen=seen, guess=PressureWord.MEDIUM))
    run = RunSession(house.log, begun.session_id, replanner())
    run.handle(GiveFeedback("lovely", Feedback.LOVELY), 200_000)
    run.handle(End("end") if early else Advance("over"), 300_000 if early else AFTER_S * 1000)
    return Ended(house, begun.session_id, home)


def keep(house, night, person_id, answers):
    """Put a check-in away."""
    note = PrivateNote(night.id, person_id, Private.CHECK_IN, write_answers(answers), done=True)
    house.nights.keep_private(note)
