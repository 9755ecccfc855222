"""Wire the cards about the back: what they ask, and what a person remembers of them."""

from collections.abc import Mapping, Sequence
from functools import cache

from backrub.application.quiz import Card, Memory, Press, Said, Subjects, answered, deck_of
from backrub.atlas.anatomy import load_anatomy
from backrub.atlas.notes import load_notes
from backrub.bootstrap.house import House
from backrub.bootstrap.keepsakes import Form, Held, change_held, held
from backrub.documents.cards_json import read_cards, write_cards
from backrub.domain.body_map import ZoneRule

Memories = Mapping[str, Memory]

CARDS: Form[Memories] = Form("cards", read_cards, write_cards, empty={}, damaged={})

_PRESS = {
    ZoneRule.NEVER: Press.NO,
    ZoneRule.NO_PRESSURE: Press.NO,
    ZoneRule.LIGHT_ONLY: Press.GENTLY,
    ZoneRule.BROAD_ONLY: Press.GENTLY,
}


@cache
def deck() -> Mapping[str, Card]:
    """Return every card there is, by its key.

    Raises: DamagedAtlas.
    """
    anatomy, asked = load_anatomy(), load_notes().cards
    closed = {zone: _PRESS[shape.rule] for zone, shape in anatomy.zones.items()}
    spots = _mixed(closed, dict.fromkeys(asked.open, Press.YES))
    muscles = {name: shape.depth for name, shape in anatomy.muscles.items()}
    return deck_of(Subjects(muscles, spots, asked.ways))


def remembered(house: House, person_id: str) -> Held[Memories]:
    """Return what a person remembers of the cards.

    Raises: StoreUnavailable.
    """
    return held(house.keepsakes, person_id, CARDS)


def answer_cards(house: House, person_id: str, answers: Sequence[Said]) -> None:
    """Keep what a person's answers change; what could not be read is put aside first.

    Raises: StoreUnavailable; SequenceConflict, if others kept changing it at the same time.
    """
    change_held(house.keepsakes, person_id, CARDS, lambda before: answered(deck(), before, answers))


def _mixed(closed: Mapping[str, Press], open_: Mapping[str, Press]) -> dict[str, Press]:
    """Return the spots with one that is open after every two that are not, so that "no" is never a safe guess."""
    waiting = iter(open_.items())
    mixed: dict[str, Press] = {}
    for turn, (zone, press) in enumerate(closed.items(), 1):
        mixed[zone] = press
        if turn % 2 == 0:
            mixed.update([spot] if (spot := next(waiting, None)) else [])
    return mixed | dict(waiting)
