"""Make a home: its first person, and the device they hold."""

from backrub.application.home_ports import People
from backrub.application.quotas import HouseRules, check_new_home, check_stranger
from backrub.application.tokens import NewToken, digest
from backrub.domain.home import Device, Person, name_from


def make_home(people: People, new_token: NewToken, rules: HouseRules, *, name: str) -> str:
    """Keep a new home and return the token by which its first device is known.

    Raises: NotAllowed, if the host's rules let nobody begin one; BadInput, if the name cannot be kept;
    StoreUnavailable.
    """
    check_stranger(rules)
    check_new_home(people, rules)
    home_id, token = new_token(), new_token()
    person = Person(new_token(), home_id, name_from(name))
    people.add_home(home_id, person, device_of(person, new_token()), digest(token))
    return token


def device_of(person: Person, device_id: str) -> Device:
    """Return a device that speaks for one person, who holds it."""
    return Device(device_id, person.home_id, (person.id,), person.id)
