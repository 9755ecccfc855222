"""Wire the plan of a night's turn: the answers of both, what is known of them, and the receiver's body."""

from functools import lru_cache

from backrub.application.plan_tonight import Tonight
from backrub.application.plan_turn import plan_turn
from backrub.application.recall_history import Known
from backrub.bootstrap.check_ins import answers_of
from backrub.bootstrap.evening import OnBody, on_body
from backrub.bootstrap.house import House
from backrub.bootstrap.tastes import known_of
from backrub.documents.check_in_answers import evening_of_turn
from backrub.domain.check_in import Evening
from backrub.domain.errors import NotAllowed
from backrub.domain.home import Person
from backrub.domain.night import Night, NightTurn, PlanEdits


def tonight_for(house: House, night: Night, turn: NightTurn) -> Tonight:
    """Return a turn's brief, with the edits worked in, and its plan on the receiver's body.

    Raises: NotAllowed, if someone or their answers are gone; BadInput, if the edits leave no place;
    StoreUnavailable.
    """
    evening = _evening(house, night, turn)
    receiver = person_of(house, turn.turn.receiver)
    known = known_of(house, giver=turn.turn.giver, receiver=turn.turn.receiver, home=night.home_id)
    return _planned(evening, turn.edits, receiver.body, night.seed, known)


def person_of(house: House, person_id: str) -> Person:
    """Return someone of a night.

    Raises: NotAllowed, if they are gone.
    """
    person = house.people.person(person_id)
    if person is None:
        raise NotAllowed("Someone of this evening is no longer here; begin a new one under Tonight.")
    return person


@lru_cache(maxsize=8)
def body_of(name: str) -> OnBody:
    """Return a body by its name, made ready once.

    Raises: BadInput, naming the bodies there are; DamagedCatalogue.
    """
    return on_body(name)


def _evening(house: House, night: Night, turn: NightTurn) -> Evening:
    answers = answers_of(house, night)
    if len(answers) < len(night.people):
        raise NotAllowed("Not everything is answered yet; go on under Tonight.")
    names = {one: person_of(house, one).name for one in night.people}
    rows = house.catalogue.safety
    return evening_of_turn(turn.turn, answers, names, rows, turns=len(night.turns))


@lru_cache(maxsize=64)
def _planned(evening: Evening, edits: PlanEdits, body: str, seed: int, known: Known) -> Tonight:
    """Return the plan for these values; every picture and page of an evening asks for the same one."""
    here = body_of(body)
    return plan_turn(evening, edits, here.catalogue, here.tracer, known=known, seed=seed)
