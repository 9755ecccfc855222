"""A home that has had several evenings: Scott gave, Cheryl said how it was."""

from backrub.application.run_session import RunSession
from backrub.documents.check_in_answers import Answers
from backrub.documents.evening_schema import Spot
from backrub.domain.arrangement import Part
from backrub.domain.back import SiteSide
from backrub.domain.check_in import Feel
from backrub.domain.pressure import PressureWord
from backrub.domain.session.commands import Advance, Debrief, End, GiveFeedback
from backrub.domain.session.events import Feedback
from tests.begun import EVENING, begin_command, begin_night, move_in, replanner
from tests.ended import SPOT, keep

DAY_MS = 86_400_000
EVENINGS = (
    # days ago, tension before and after at the knot, what Scott guessed
    (61, 8, 4, PressureWord.LIGHT),
    (47, 7, 7, PressureWord.MEDIUM),
    (33, 8, 4, PressureWord.DEEP),
    (18, 6, 3, PressureWord.MEDIUM),
    (12, 5, 7, PressureWord.FIRM),
    (4, 7, 3, PressureWord.FIRM),
)


def many_evenings(keepers, *, now_ms, evenings=EVENINGS):
    """Make a home of two that has had several evenings; its phones have the tokens of `begun`."""
    move_in(keepers, "home")
    command = begin_command(EVENING)
    for number, (days, before, after, guess) in enumerate(evenings, 1):
        began_ms = now_ms - days * DAY_MS
        session_id = begin_night(keepers, "home", began_ms=began_ms, command=command, name=number)
        night = keepers.nights.night(f"home-night{number}")
        _answer(keepers, night, before, guess)
        _live(RunSession(keepers.log, session_id, replanner()), after, is_first=number == 1)


def _answer(keepers, night, before, guess):
    cheryl, scott = night.people
    spots = (Spot(where=SPOT, feel=Feel.KNOT, tension=before),)
    keep(keepers, night, cheryl, Answers(part=Part.RECEIVE, spots=spots))
    keep(keepers, night, scott, Answers(part=Part.GIVE, guess=guess))


def _live(run, after, *, is_first):
    """Let an evening pass, lovely at its beginning; the first one whole, the others not."""
    run.handle(GiveFeedback("lovely", Feedback.LOVELY), 200_000)
    run.handle(Advance("over") if is_first else End("end"), 1_800_000 if is_first else 500_000)
    closing = Debrief("close", "Ahhh", tension_after=((SiteSide(SPOT), after),), keep="slow at the end")
    run.handle(closing, 1_900_000)
