"""Export all that is about one person, and nothing private of anyone else."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from backrub.application.erase import nights_of
from backrub.application.home_ports import Keepsake, Keepsakes, Nights, People, Private, PrivateNote
from backrub.application.ports import EventLog
from backrub.application.recall_evenings import Given, Received, evenings_given, evenings_received
from backrub.application.recall_history import recall
from backrub.domain.back import SiteSide
from backrub.domain.home import Person


@dataclass(frozen=True, slots=True)
class PersonExport:
    """Hold all that is about one person; `learned` maps each partner's id to what was learned with them."""

    person: Person
    names: Mapping[str, str]
    has_pin: bool
    received: tuple[Received, ...]
    given: tuple[Given, ...]
    notes: tuple[PrivateNote, ...]
    learned: Mapping[str, Mapping[SiteSide, float]]
    kept: tuple[Keepsake, ...]


def export_person(
    people: People, nights: Nights, keepsakes: Keepsakes, log: EventLog, person: Person
) -> PersonExport:
    """Return what this home keeps about a person.

    Raises: StoreUnavailable.
    """
    home = people.people(person.home_id)
    received = evenings_received(log, nights, person)
    return PersonExport(
        person=person,
        names={other.id: other.name for other in home},
        has_pin=people.pin_hash(person.id) is not None,
        received=tuple(received),
        given=tuple(evenings_given(log, nights, person)),
        notes=tuple(_notes(nights, person)),
        learned=learned_by_giver(log, person, {evening.giver for evening in received}),
        kept=tuple(keepsakes.keepsakes(person.id)),
    )


def _notes(nights: Nights, person: Person) -> Iterator[PrivateNote]:
    for night in nights_of(nights, person):
        for kind in Private:
            if note := nights.private(night.id, person.id, kind):
                yield note


def learned_by_giver(log: EventLog, person: Person, givers: set[str]) -> dict[str, Mapping[SiteSide, float]]:
    """Return what was learned of a person with each giver, by the giver's id.

    Raises: StoreUnavailable.
    """
    known = {giver: recall(log, giver=giver, receiver=person.id, home=person.home_id) for giver in givers}
    return {giver: one.learned for giver, one in known.items() if one.learned}
