"""Guard a person's private pages on a shared phone by a PIN, and change it."""

from typing import Protocol

from backrub.application.home_ports import People
from backrub.domain.errors import BadInput, NotAllowed

SHORTEST_PIN, LONGEST_PIN = 4, 8


class PinHasher(Protocol):
    """Hash PINs slowly, each with a salt of its own."""

    def hash(self, pin: str) -> str:
        """Return the hash of a PIN."""

    def fits(self, pin_hash: str, pin: str) -> bool:
        """Return whether a PIN is the one that was hashed."""


class WrongPin(NotAllowed):
    """The PIN does not fit."""


def check_pin(people: People, hasher: PinHasher, *, person_id: str, pin: str) -> None:
    """Let pass who knows the PIN, and everyone where none is set.

    Raises: WrongPin.
    """
    kept = people.pin_hash(person_id)
    if kept is not None and not hasher.fits(kept, pin):
        raise WrongPin("That PIN does not fit. Try again, slowly.")


def set_pin(people: People, hasher: PinHasher, *, person_id: str, pin: str) -> None:
    """Set or change a person's PIN.

    Raises: BadInput, unless it is 4 to 8 digits; StoreUnavailable.
    """
    if not (pin.isascii() and pin.isdecimal() and SHORTEST_PIN <= len(pin) <= LONGEST_PIN):
        raise BadInput(f"A PIN is {SHORTEST_PIN} to {LONGEST_PIN} digits; write only digits.")
    people.set_pin_hash(person_id, hasher.hash(pin))
