"""Join a home: by a link on a device of one's own, or as the second person on one phone."""

from dataclasses import replace
from threading import Lock

from backrub.application.home_ports import People
from backrub.application.make_home import device_of
from backrub.application.quotas import HOME_IS_FULL, check_new_device, is_full
from backrub.application.tokens import NewToken, digest
from backrub.domain.errors import NameTaken, NotAllowed
from backrub.domain.home import MOST_PEOPLE, Device, Invitation, Person, name_from

# Looking and adding are two steps. Between servers the record keeps a home to two; here nobody loses a link by it.
_ONE_AT_A_TIME = Lock()


def join_home(
    people: People, new_token: NewToken, *, link: str, token: str, name: str, now_ms: int
) -> Device | None:
    """Use up an invitation and return the device that joined, known by `token` from then on.

    None says that the link is not good: unknown, expired and used are alike. A name is needed where the link
    is for someone new. The same link and token once more return the same device: the first answer was lost.
    Raises: BadInput, NameTaken, NotAllowed (the link stays good); StoreUnavailable.
    """
    with _ONE_AT_A_TIME:
        invitation = people.invitation(digest(link), now_ms)
        if invitation is None:
            return people.device(digest(token))
        check_new_device(people, invitation.home_id)
        person = _invited(people, invitation, name, new_token)
        if person is None or people.redeem(digest(link), now_ms) is None:
            return None
        if invitation.person is None:
            people.add_person(person, most=MOST_PEOPLE)
        device = device_of(person, new_token())
        people.add_device(device, digest(token))
    return device


def join_here(people: People, new_token: NewToken, *, device: Device, name: str) -> Person:
    """Add the second person of a home to a device they share, and return them; its holder stays.

    Raises: BadInput, NameTaken, NotAllowed, StoreUnavailable.
    """
    with _ONE_AT_A_TIME:
        person = _newcomer(people, device.home_id, name, new_token)
        people.add_person(person, most=MOST_PEOPLE)
        people.change_device(replace(device, people=(*device.people, person.id)))
    return person


def _invited(people: People, invitation: Invitation, name: str, new_token: NewToken) -> Person | None:
    """Return whom an invitation lets in, None if they are gone."""
    if invitation.person is not None:
        return people.person(invitation.person)
    return _newcomer(people, invitation.home_id, name, new_token)


def _newcomer(people: People, home_id: str, name: str, new_token: NewToken) -> Person:
    if is_full(people, home_id):
        raise NotAllowed(HOME_IS_FULL)
    kept = name_from(name)
    if kept.casefold() in {one.name.casefold() for one in people.people(home_id)}:
        raise NameTaken(f"Someone here is called {kept} already; choose another name.")
    return Person(new_token(), home_id, kept)
