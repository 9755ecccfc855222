"""Cheryl and Scott on the evening's doorstep: both have checked in, nothing has begun."""

from dataclasses import replace

from backrub.application.home_ports import Private, PrivateNote
from backrub.application.tokens import digest
from backrub.documents.check_in_answers import Answers, write_answers
from backrub.domain.arrangement import Part, Turn
from backrub.domain.home import Device, Person
from backrub.domain.night import Night, NightTurn
from backrub.domain.questions import Question
from tests.web_house import memory_house, phone

CHERYL, SCOTT, HOME, NIGHT = "cheryl", "scott", "home", "night-1"
HERS = Answers(
    part=Part.RECEIVE,
    intention="ease_tension",
    mood="tense",
    pressure="firm",
    pace="slow",
    minutes=25,
    position="prone",
    surface="bed",
    clothed=False,
    oil=True,
    avoid=("neck:both",),
    ticklish=("low_back:left",),
    spots=({"where": "between_blades:left", "feel": "knot", "tension": 7},),
    health=(),
    seen=tuple(Question),
)
HIS = Answers(part=Part.GIVE, intention="ease_tension", minutes=30, guess="medium", seen=tuple(Question))


def doorstep(house=None, *, hers=HERS, his=HIS, one_phone=False, swap=False, **turn):
    """Return a house where both have checked in; `turn` says how far the first turn is."""
    house = house or memory_house()
    for one, name in ((CHERYL, "Cheryl"), (SCOTT, "Scott")):
        house.people.add_person(Person(one, HOME, name, body="feminine" if one == CHERYL else "masculine"))
    together = (CHERYL, SCOTT)
    for one in together:
        of = together if one_phone else (one,)
        house.people.add_device(Device(f"{one}s", HOME, of, one), digest(one))
    first = NightTurn(Turn(giver=SCOTT, receiver=CHERYL), **turn)
    turns = (first, NightTurn(Turn(giver=CHERYL, receiver=SCOTT))) if swap else (first,)
    house.nights.add_night(
        Night(NIGHT, HOME, together, house.now_ms() - 60_000, 7, turns=turns, is_settled=True)
    )
    for one, said in ((CHERYL, hers), (SCOTT, his)):
        house.nights.keep_private(PrivateNote(NIGHT, one, Private.CHECK_IN, write_answers(said), done=True))
    return house


def phone_of(house, person_id):
    """Return a person's browser."""
    client = phone(house)
    client.cookies.set("backrub_device", person_id)
    return client


def with_turn(house, **changes):
    """Change the night's first turn behind everyone's back."""
    night = house.nights.night(NIGHT)
    return house.nights.change_night(night.with_turn(replace(night.turns[0], **changes)))
