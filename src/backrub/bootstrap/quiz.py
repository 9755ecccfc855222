"""Wire the cards about the back: what they ask, and what a person remembers of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from backrub.application.home_ports import Keepsake
from backrub.application.quiz import Card, Memory, Press, Said, Subjects, answered, deck_of
from backrub.atlas.anatomy import load_anatomy
from backrub.atlas.notes import load_notes
from backrub.bootstrap.house import House
from backrub.documents.cards_json import UnreadableCards, read_cards, write_cards
from backrub.domain.body_map import ZoneRule
from backrub.domain.errors import SequenceConflict

KEPT = "cards"
ASIDE = "cards-put-aside-"
_TRIES = 5

_PRESS = {
    ZoneRule.NEVER: Press.NO,
    ZoneRule.NO_PRESSURE: Press.NO,
    ZoneRule.LIGHT_ONLY: Press.GENTLY,
    ZoneRule.BROAD_ONLY: Press.GENTLY,
}


@dataclass(frozen=True, slots=True)
class Remembered:
    """Hold what a person remembers of the cards; `trouble` tells that what was kept could not be read."""

    memories: Mapping[str, Memory]
    trouble: str = ""


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


def remembered(house: House, person_id: str) -> Remembered:
    """Return what a person remembers of the cards.

    Raises: StoreUnavailable.
    """
    return _read(house.keepsakes.keepsake(person_id, KEPT))


def answer_cards(house: House, person_id: str, answers: Sequence[Said]) -> None:
    """Keep what a person's answers change; what could not be read is put aside first.

    Raises: StoreUnavailable; SequenceConflict, if others kept changing it at the same time.
    """
    for left in reversed(range(_TRIES)):
        try:
            _keep(house, person_id, answers)
        except SequenceConflict:
            if not left:
                raise
        else:
            return


def _keep(house: House, person_id: str, answers: Sequence[Said]) -> None:
    kept = house.keepsakes.keepsake(person_id, KEPT)
    before = _read(kept)
    after = answered(deck(), before.memories, answers)
    if after == before.memories:
        return
    if kept and before.trouble and not house.keepsakes.keepsake(person_id, aside := f"{ASIDE}{kept.version}"):
        house.keepsakes.keep(person_id, Keepsake(aside, kept.text))
    house.keepsakes.keep(person_id, Keepsake(KEPT, write_cards(after), kept.version if kept else 0))


def _read(kept: Keepsake | None) -> Remembered:
    try:
        return Remembered(read_cards(kept.text) if kept else {})
    except UnreadableCards as error:
        return Remembered({}, str(error))


def _mixed(closed: Mapping[str, Press], open_: Mapping[str, Press]) -> dict[str, Press]:
    """Return the spots with one that is open after every two that are not, so that "no" is never a safe guess."""
    waiting = iter(open_.items())
    mixed: dict[str, Press] = {}
    for turn, (zone, press) in enumerate(closed.items(), 1):
        mixed[zone] = press
        if turn % 2 == 0:
            mixed.update([spot] if (spot := next(waiting, None)) else [])
    return mixed | dict(waiting)
