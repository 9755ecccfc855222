"""What a host may know of homes, and do with them: never a name, never a word of anyone."""

from dataclasses import dataclass
from typing import Protocol

from backrub.application.erase import erase_person
from backrub.application.home_ports import Nights, People
from backrub.domain.errors import BadInput
from backrub.domain.home import Person


@dataclass(frozen=True, slots=True)
class HomeSummary:
    """Count a home; `last_ms` is when its last evening was made (Unix time), None before the first."""

    id: str
    people: int
    evenings: int
    last_ms: int | None


class Homes(Protocol):
    """Count homes, without a look at what they hold."""

    def summaries(self) -> list[HomeSummary]:
        """Return every home, oldest first.

        Raises: StoreUnavailable.
        """


def find_person(people: People, homes: Homes, said: str, *, home_id: str | None = None) -> Person:
    """Return the person of an id, or of a name in a home; where there is one home only, it need not be said.

    Raises: BadInput, if there is nobody so; StoreUnavailable.
    """
    if home_id is None and (known := people.person(said)):
        return known
    for person in find_home(people, homes, home_id):
        if said == person.id or said.casefold() == person.name.casefold():
            return person
    raise BadInput(
        f"Nobody in that home is called {said}; give their name as it is written there, or their id."
    )


def find_home(people: People, homes: Homes, home_id: str | None) -> list[Person]:
    """Return the people of a home; where there is one home only, it need not be said.

    Raises: BadInput; StoreUnavailable.
    """
    if home_id is None:
        known = homes.summaries()
        if len(known) != 1:
            raise BadInput(
                f"There are {len(known)} homes here; give one with --home, as backrub homes lists them."
            )
        home_id = known[0].id
    found = people.people(home_id)
    if not found:
        raise BadInput(f"There is no home {home_id} here; backrub homes lists them.")
    return found


def erase_home(people: People, nights: Nights, those: list[Person]) -> tuple[str, ...]:
    """Remove everyone of a home, and so everything of it; return the topics of those who wait for news.

    Raises: StoreUnavailable; then erase again: whoever is gone stays gone.
    """
    return tuple(topic for person in those for topic in erase_person(people, nights, person))
