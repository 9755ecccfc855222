"""Export all that is about one person, and nothing private of anyone else."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from backrub.application.erase import nights_of
from backrub.application.home_ports import (
    FROM_EVENINGS,
    Keepsake,
    Keepsakes,
    Nights,
    People,
    Private,
    PrivateNote,
)
from backrub.application.ports import EventLog
from backrub.application.recall_evenings import Given, Received, evenings_given, evenings_received
from backrub.domain.back import SiteSide
from backrub.domain.home import Person
from backrub.domain.preferences import Liking


@dataclass(frozen=True, slots=True)
class PersonExport:
    """Hold all that is about one person; `learned` maps each partner's id to what was learned with them.

    What is carried from evenings is left out of `kept`: it follows from what is here.
    """

    person: Person
    names: Mapping[str, str]
    has_pin: bool
    received: tuple[Received, ...]
    given: tuple[Given, ...]
    notes: tuple[PrivateNote, ...]
    learned: Mapping[str, Mapping[SiteSide, Liking]]
    kept: tuple[Keepsake, ...]


def export_person(
    people: People,
    nights: Nights,
    keepsakes: Keepsakes,
    log: EventLog,
    person: Person,
    liked_from: Callable[[str], Mapping[SiteSide, Liking]],
) -> PersonExport:
    """Return what this home keeps about a person; `liked_from` tells what was learned with a giver, by their id.

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
        learned={giver: liked_from(giver) for giver in dict.fromkeys(one.giver for one in received)},
        kept=tuple(
            kept for kept in keepsakes.keepsakes(person.id) if not kept.name.startswith(FROM_EVENINGS)
        ),
    )


def _notes(nights: Nights, person: Person) -> Iterator[PrivateNote]:
    for night in nights_of(nights, person):
        for kind in Private:
            if note := nights.private(night.id, person.id, kind):
                yield note
