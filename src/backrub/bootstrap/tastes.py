"""Wire what is known of a receiver: their evenings, what they changed of it, and what was carried along."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace

from backrub.application.carry_taste import Recalled, recall_taste
from backrub.application.home_ports import FROM_EVENINGS, Keepsake
from backrub.application.learn_taste import TasteEdit, likings
from backrub.application.recall_history import Known, known_from
from backrub.bootstrap.house import House
from backrub.documents.taste_json import read_carried, read_edits, write_carried
from backrub.domain.back import SiteSide
from backrub.domain.errors import SequenceConflict
from backrub.domain.home import Person
from backrub.domain.preferences import Liking, Taste, UnreadableTaste

EDITS = "taste-edits"
"""The name of what someone changed of what was learned, kept under their id."""

UNREADABLE = "What was learned could not be read, so it was learned again from your evenings."


@dataclass(frozen=True, slots=True)
class Kept:
    """Join a taste with one sentence about what could not be read, empty if all could."""

    taste: Taste
    trouble: str


def edits_of(house: House, person_id: str) -> tuple[TasteEdit, ...]:
    """Return what someone changed of what was learned of them.

    Raises: UnreadableTaste; StoreUnavailable.
    """
    kept = house.keepsakes.keepsake(person_id, EDITS)
    return read_edits(kept.text) if kept else ()


def taste_with(house: House, *, giver: str, receiver: str, home: str) -> Kept:
    """Return what was learned of a receiver with one giver, with their own changes.

    Raises: StoreUnavailable.
    """
    recalled, trouble = _recalled(house, giver, receiver, home)
    return Kept(recalled.taste, trouble)


def liked_with(house: House, person: Person, giver: str) -> Mapping[SiteSide, Liking]:
    """Return what a person is believed to like from one giver, where anything was heard.

    Raises: StoreUnavailable.
    """
    return likings(taste_with(house, giver=giver, receiver=person.id, home=person.home_id).taste)


def known_of(house: House, *, giver: str, receiver: str, home: str) -> Known:
    """Return what the next plan of these two takes into account.

    Raises: StoreUnavailable.
    """
    return known_from(_recalled(house, giver, receiver, home)[0])


def _recalled(house: House, giver: str, receiver: str, home: str) -> tuple[Recalled, str]:
    edits, trouble = _edits(house, receiver)
    refs = house.log.sessions(giver=giver, receiver=receiver, home=home)
    name = f"{FROM_EVENINGS}taste-{giver}"
    kept = house.keepsakes.keepsake(receiver, name) or Keepsake(name, "")
    try:
        before = read_carried(kept.text) if kept.version else None
        recalled = recall_taste(house.log, refs, edits, before)
    except UnreadableTaste:
        before, recalled = None, recall_taste(house.log, refs, edits)
        _keep(house, receiver, _aside(house, giver, receiver), kept.text)
    if recalled.carried != before:
        if before and len(recalled.carried.sessions) > len(before.sessions):
            house.keepsakes.forget(receiver, _aside(house, giver, receiver).name)
        _keep(house, receiver, kept, write_carried(recalled.carried))
    return recalled, trouble or (UNREADABLE if _aside(house, giver, receiver).version else "")


def _edits(house: House, person_id: str) -> tuple[tuple[TasteEdit, ...], str]:
    try:
        return edits_of(house, person_id), ""
    except UnreadableTaste as error:
        return (), str(error)


def _aside(house: House, giver: str, receiver: str) -> Keepsake:
    """Return what could not be read, kept until an evening more is carried; its evenings take it along."""
    name = f"{FROM_EVENINGS}aside-taste-{giver}"
    return house.keepsakes.keepsake(receiver, name) or Keepsake(name, "")


def _keep(house: House, person_id: str, kept: Keepsake, text: str) -> None:
    # Whoever came first wrote the same: it follows from the record.
    with suppress(SequenceConflict):
        house.keepsakes.keep(person_id, replace(kept, text=text))
