"""What the use cases need of a home's own record: people, devices, nights, and what is private."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from backrub.domain.home import Device, Invitation, Person
from backrub.domain.night import Night


class Private(StrEnum):
    """Name what a person wrote privately about a night."""

    CHECK_IN = "check_in"
    CLOSING = "closing"
    TRIED = "tried"


@dataclass(frozen=True, slots=True)
class PrivateNote:
    """Hold one person's private answers about a night, as JSON; `done` once they put them away."""

    night_id: str
    person_id: str
    kind: Private
    answers: str
    done: bool = False


FROM_EVENINGS = "from-evenings/"
"""How the names of keepsakes begin that are made from evenings: erasing one of a person's evenings removes them."""


@dataclass(frozen=True, slots=True)
class Keepsake:
    """Hold a text that is kept under a name; `version` counts its changes, 0 before it is kept."""

    name: str
    text: str
    version: int = 0


def never(_night: Night) -> bool:
    """Return False: no night stands in the way."""
    return False


class People(Protocol):
    """Keep homes, their people and devices. Tokens come as SHA-256 digests, never as they are."""

    def server_key(self, fresh: bytes) -> bytes:
        """Return the key that signs this server's forms; `fresh` becomes it if there is none yet."""

    def add_home(self, home_id: str, person: Person, device: Device, token_digest: bytes) -> None:
        """Make a home with its first person and device, all or nothing."""

    def has_homes(self) -> bool:
        """Return whether anyone has made a home here."""

    def count_homes(self) -> int:
        """Return in how many homes someone lives."""

    def add_person(self, person: Person, *, most: int | None = None) -> None:
        """Add someone to a home, which then holds at most so many, whoever else comes at the same moment.

        Raises: NameTaken, if the home has that name already, in any case of its letters; NotAllowed, if it is full.
        """

    def change_person(self, person: Person) -> None:
        """Keep a person's name, body and tone; someone unknown changes nothing.

        Raises: NameTaken.
        """

    def person(self, person_id: str) -> Person | None:
        """Return a person, None if there is none of that id."""

    def people(self, home_id: str) -> list[Person]:
        """Return the people of a home in the order they came."""

    def pin_hash(self, person_id: str) -> str | None:
        """Return the hash of a person's PIN, None if they set none."""

    def set_pin_hash(self, person_id: str, pin_hash: str | None) -> None:
        """Keep or remove a person's PIN."""

    def add_device(self, device: Device, token_digest: bytes) -> None:
        """Add a device that is known again by its token."""

    def device(self, token_digest: bytes) -> Device | None:
        """Return the device of a token, None if it is unknown or was forgotten."""

    def devices(self, home_id: str) -> list[Device]:
        """Return the devices of a home in the order they came."""

    def change_device(self, device: Device) -> None:
        """Keep whom a device speaks for and who holds it; one unknown changes nothing."""

    def forget_device(self, device_id: str) -> None:
        """Let a device in no more."""

    def invite(self, invitation: Invitation, token_digest: bytes) -> None:
        """Keep an invitation; the home's earlier ones for the same person are void."""

    def invitation(self, token_digest: bytes, now_ms: int) -> Invitation | None:
        """Return an invitation that is still good, without using it."""

    def redeem(self, token_digest: bytes, now_ms: int) -> Invitation | None:
        """Return an invitation that is still good and use it up; only one caller ever gets it."""

    def erase_person(self, person_id: str) -> None:
        """Remove a person and every night they were part of, down to the bytes.

        Devices speak for them no more, and are forgotten if they spoke for nobody else. The last person of a home
        takes its invitations along.
        Raises: StoreUnavailable, also while another process still reads the old bytes; then erase again.
        """


class Nights(Protocol):
    """Keep nights, which both may know, and private notes, which only their writer may."""

    def add_night(self, night: Night, *, unless: Callable[[Night], bool] = never) -> Night:
        """Add a new night, unless a night of its home is as `unless` says, and return the one that stands.

        Of two who add at the same moment, the second finds the night of the first.
        Raises: SequenceConflict, if there is a night of that id already.
        """

    def night(self, night_id: str) -> Night | None:
        """Return a night, None if there is none of that id."""

    def nights(self, home_id: str) -> list[Night]:
        """Return the nights of a home, oldest first."""

    def change_night(self, night: Night) -> Night:
        """Keep a changed night, made from the version it names, and return it with the next version.

        Raises: SequenceConflict, if another change came first, or the night was erased.
        """

    def keep_private(self, note: PrivateNote) -> None:
        """Keep a private note in the place of its earlier one.

        Raises: SequenceConflict, if the night was erased.
        """

    def private(self, night_id: str, person_id: str, kind: Private) -> PrivateNote | None:
        """Return a private note, None if there is none."""

    def privates_of(self, person_id: str, kind: Private) -> list[PrivateNote]:
        """Return everything of a kind that a person put away (`done`), oldest night first."""

    def night_of_session(self, session_id: str) -> Night | None:
        """Return the night a session belongs to, None if it belongs to none."""

    def erase_night(self, night_id: str) -> None:
        """Remove a night, its private notes and its sessions, down to the bytes.

        Raises: StoreUnavailable, also while another process still reads the old bytes; then erase again.
        """


class Keepsakes(Protocol):
    """Keep texts that outlast an evening, by owner and name.

    What is a person's own is kept under their id and goes with them; what is everybody's under the home's id.
    """

    def keepsake(self, owner_id: str, name: str) -> Keepsake | None:
        """Return what is kept under a name, None if nothing is."""

    def keepsakes(self, owner_id: str) -> list[Keepsake]:
        """Return all that is kept for an owner, by name."""

    def keep(self, owner_id: str, kept: Keepsake) -> Keepsake:
        """Keep a text made from the version it names, 0 if there was none, and return it with the next version.

        Raises: SequenceConflict, if another change came first.
        """

    def forget(self, owner_id: str, name: str) -> None:
        """Remove what is kept under a name, down to the bytes; nothing there changes nothing.

        Raises: StoreUnavailable, also while another process still reads the old bytes; then forget again.
        """
