"""Erase an evening or a person for good, and tell whom to wake."""

from backrub.application.home_ports import Nights, People
from backrub.domain.home import Person
from backrub.domain.night import Night


def nights_of(nights: Nights, person: Person) -> list[Night]:
    """Return the nights a person was part of, oldest first.

    Raises: StoreUnavailable.
    """
    return [night for night in nights.nights(person.home_id) if person.id in night.people]


def erase_night(nights: Nights, night: Night) -> tuple[str, ...]:
    """Remove a night with all that both said of it, and return the topics of those who wait for news of it.

    Raises: StoreUnavailable.
    """
    nights.erase_night(night.id)
    return _topics(night)


def erase_person(people: People, nights: Nights, person: Person) -> tuple[str, ...]:
    """Remove a person and every night they were part of, and return the topics of those who wait for news.

    Raises: StoreUnavailable.
    """
    topics = [topic for night in nights_of(nights, person) for topic in _topics(night)]
    people.erase_person(person.id)
    return (*topics, f"home:{person.home_id}")


def _topics(night: Night) -> tuple[str, ...]:
    sessions = (f"session:{turn.session_id}" for turn in night.turns if turn.session_id)
    return (f"night:{night.id}", f"home:{night.home_id}", *sessions)
