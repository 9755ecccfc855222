"""The people of homes, their devices and invitations, in a record."""

import json
from dataclasses import replace
from functools import partial
from typing import Any

from backrub.application.quotas import HOME_IS_FULL
from backrub.domain.errors import NameTaken, NotAllowed
from backrub.domain.home import Device, Invitation, Person
from backrub.storage.record import Record, Statements
from backrub.storage.sealing.key_ring import KeyRing
from backrub.storage.tables.erasing import forget_device, forget_person

_PERSON = "SELECT id, home_id, name, body, tone FROM person WHERE id = ?"
_PEOPLE = "SELECT id, home_id, name, body, tone FROM person WHERE home_id = ? ORDER BY ordinal"
_ADD_PERSON = "INSERT INTO person (id, home_id, name, body, tone) VALUES (?, ?, ?, ?, ?)"
_CHANGE_PERSON = "UPDATE person SET name = ?, body = ?, tone = ? WHERE id = ?"
_OTHER_NAMES = "SELECT name FROM person WHERE home_id = ? AND id <> ?"
_DEVICE = "SELECT id, home_id, people, holder FROM device WHERE token_digest = ?"
_DEVICES = "SELECT id, home_id, people, holder FROM device WHERE home_id = ? ORDER BY ordinal"
_ADD_DEVICE = "INSERT INTO device (id, home_id, people, holder, token_digest) VALUES (?, ?, ?, ?, ?)"
_CHANGE_DEVICE = "UPDATE device SET people = ?, holder = ? WHERE id = ?"
_VOID_EARLIER = "DELETE FROM invitation WHERE home_id = ? AND coalesce(person, '') = coalesce(?, '')"
_INVITE = "INSERT INTO invitation (token_digest, home_id, expires_ms, person) VALUES (?, ?, ?, ?)"
_GOOD = "SELECT home_id, expires_ms, person FROM invitation WHERE token_digest = ? AND ? < expires_ms"


class RecordedPeople:
    """Keep homes, their people and devices in a record. Every method raises StoreUnavailable."""

    def __init__(self, record: Record, ring: KeyRing) -> None:
        self._record = record
        self._ring = ring

    def server_key(self, fresh: bytes) -> bytes:
        """Return the key that signs this server's forms; `fresh` becomes it if there is none yet."""

        def work(db: Statements) -> bytes:
            db.execute("INSERT INTO server_key VALUES (1, ?) ON CONFLICT DO NOTHING", (fresh,))
            (key,) = db.execute("SELECT key FROM server_key").fetchone()
            return bytes(key)

        return self._record.write(work)

    def add_home(self, home_id: str, person: Person, device: Device, token_digest: bytes) -> None:
        """Make a home with its first person and device, all or nothing."""

        def work(db: Statements) -> None:
            _add_person(db, replace(person, home_id=home_id))
            _add_device(db, replace(device, home_id=home_id), token_digest)

        self._record.write(work)

    def has_homes(self) -> bool:
        """Return whether anyone has made a home here."""
        return bool(self._record.rows("SELECT 1 FROM person LIMIT 1"))

    def count_homes(self) -> int:
        """Return in how many homes someone lives."""
        ((homes,),) = self._record.rows("SELECT count(DISTINCT home_id) FROM person")
        return int(homes)

    def add_person(self, person: Person, *, most: int | None = None) -> None:
        """Add someone to a home, which then holds at most so many.

        Raises: NameTaken, if the home has that name already, in any case of its letters; NotAllowed.
        """
        self._record.write(partial(_add_person, person=person, most=most))

    def change_person(self, person: Person) -> None:
        """Keep a person's name, body and tone; someone unknown changes nothing.

        Raises: NameTaken.
        """

        def work(db: Statements) -> None:
            _check_name(db, person)
            db.execute(_CHANGE_PERSON, (person.name, person.body, person.tone, person.id))

        self._record.write(work)

    def person(self, person_id: str) -> Person | None:
        """Return a person, None if there is none of that id."""
        return next((Person(*row) for row in self._record.rows(_PERSON, (person_id,))), None)

    def people(self, home_id: str) -> list[Person]:
        """Return the people of a home in the order they came."""
        return [Person(*row) for row in self._record.rows(_PEOPLE, (home_id,))]

    def pin_hash(self, person_id: str) -> str | None:
        """Return the hash of a person's PIN, None if they set none."""
        rows = self._record.rows("SELECT pin_hash FROM person WHERE id = ?", (person_id,))
        return rows[0][0] if rows else None

    def set_pin_hash(self, person_id: str, pin_hash: str | None) -> None:
        """Keep or remove a person's PIN."""
        self._change("UPDATE person SET pin_hash = ? WHERE id = ?", (pin_hash, person_id))

    def add_device(self, device: Device, token_digest: bytes) -> None:
        """Add a device that is known again by its token."""
        self._record.write(partial(_add_device, device=device, token_digest=token_digest))

    def device(self, token_digest: bytes) -> Device | None:
        """Return the device of a token, None if it is unknown or was forgotten."""
        return next((_device(*row) for row in self._record.rows(_DEVICE, (token_digest,))), None)

    def devices(self, home_id: str) -> list[Device]:
        """Return the devices of a home in the order they came."""
        return [_device(*row) for row in self._record.rows(_DEVICES, (home_id,))]

    def change_device(self, device: Device) -> None:
        """Keep whom a device speaks for and who holds it; one unknown changes nothing."""
        self._change(_CHANGE_DEVICE, (json.dumps(device.people), device.holder, device.id))

    def forget_device(self, device_id: str) -> None:
        """Let a device in no more."""
        self._record.write(partial(forget_device, device_id=device_id))

    def invite(self, invitation: Invitation, token_digest: bytes) -> None:
        """Keep an invitation; the home's earlier ones for the same person are void."""

        def work(db: Statements) -> None:
            db.execute(_VOID_EARLIER, (invitation.home_id, invitation.person))
            values = (token_digest, invitation.home_id, invitation.expires_ms, invitation.person)
            db.execute(_INVITE, values)

        self._record.write(work)

    def invitation(self, token_digest: bytes, now_ms: int) -> Invitation | None:
        """Return an invitation that is still good, without using it."""
        return next((Invitation(*row) for row in self._record.rows(_GOOD, (token_digest, now_ms))), None)

    def redeem(self, token_digest: bytes, now_ms: int) -> Invitation | None:
        """Return an invitation that is still good and use it up; only one caller ever gets it."""

        def work(db: Statements) -> Invitation | None:
            good = db.execute(_GOOD, (token_digest, now_ms)).fetchone()
            db.execute("DELETE FROM invitation WHERE token_digest = ?", (token_digest,))
            return Invitation(*good) if good else None

        return self._record.write(work)

    def erase_person(self, person_id: str) -> None:
        """Remove a person, their devices, and every night they were part of, down to the bytes.

        Raises: StoreUnavailable, also while another process still reads the old bytes; then erase again.
        """
        self._record.write(partial(forget_person, person_id=person_id), erasing=True)
        self._ring.forget()

    def _change(self, statement: str, values: tuple[Any, ...]) -> None:
        self._record.write(lambda db: db.execute(statement, values).fetchall())


def _add_person(db: Statements, person: Person, most: int | None = None) -> None:
    if most is not None and len(db.execute(_PEOPLE, (person.home_id,)).fetchall()) >= most:
        raise NotAllowed(HOME_IS_FULL)
    _check_name(db, person)
    db.execute(_ADD_PERSON, (person.id, person.home_id, person.name, person.body, person.tone))


def _check_name(db: Statements, person: Person) -> None:
    # Here and not by a rule of the table: SQLite folds the case of a to z only.
    others = {name.casefold() for (name,) in db.execute(_OTHER_NAMES, (person.home_id, person.id))}
    if person.name.casefold() in others:
        raise NameTaken(f"Someone here is called {person.name} already; choose another name.")


def _add_device(db: Statements, device: Device, token_digest: bytes) -> None:
    people = json.dumps(device.people)
    db.execute(_ADD_DEVICE, (device.id, device.home_id, people, device.holder, token_digest))


def _device(id_: str, home_id: str, people: str, holder: str | None) -> Device:
    return Device(id_, home_id, tuple(json.loads(people)), holder)
