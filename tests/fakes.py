"""Stand-ins for the adapters: the same shape and the same promises, without a disk or a wait."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from threading import Lock

from backrub.application.home_ports import FROM_EVENINGS, Keepsake, Private, PrivateNote, never
from backrub.application.ports import Recorded, SessionRef
from backrub.application.quotas import HOME_IS_FULL
from backrub.domain.errors import NameTaken, NotAllowed, SequenceConflict, SessionGone, StoreUnavailable
from backrub.domain.home import Device, Invitation, Person
from backrub.domain.night import Night
from backrub.domain.session.events import Event


class MemoryEventLog:
    """Keep sessions and events in two dictionaries, as long as the test lasts."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._refs: dict[str, SessionRef] = {}
        self._events: dict[str, list[Recorded]] = {}

    def open_session(self, ref: SessionRef) -> None:
        if self._refs.setdefault(ref.id, ref) != ref:
            raise StoreUnavailable(f"The record already holds another session {ref.id}; begin one anew.")
        self._events.setdefault(ref.id, [])

    def sessions(
        self, *, giver: str | None = None, receiver: str | None = None, home: str = ""
    ) -> list[SessionRef]:
        return [
            ref
            for ref in self._refs.values()
            if ref.home == home and giver in {None, ref.giver} and receiver in {None, ref.receiver}
        ]

    def append(
        self, session_id: str, command_id: str, events: Sequence[Event], *, expected_seq: int
    ) -> list[Recorded]:
        with self._lock:
            if session_id not in self._refs:
                raise SessionGone(f"The record holds no session {session_id}; begin one anew.")
            log = self._events[session_id]
            if earlier := [recorded for recorded in log if recorded.command_id == command_id]:
                return earlier
            if len(log) != expected_seq:
                raise SequenceConflict(
                    f"Session {session_id} is at event {len(log)}, not {expected_seq}; read it again."
                )
            new = [Recorded(seq, command_id, event) for seq, event in enumerate(events, expected_seq + 1)]
            log.extend(new)
            return new

    def read(self, session_id: str, *, after: int = 0) -> list[Recorded]:
        return [recorded for recorded in self._events.get(session_id, []) if recorded.seq > after]

    def news(self, session_id: str, recorded: Sequence[Recorded]) -> str:
        del session_id
        return "-".join(str(one.seq) for one in recorded)

    def told(self, session_id: str, news: str) -> list[Recorded]:
        return [one for one in self.read(session_id) if str(one.seq) in news.split("-")]

    def erase_session(self, session_id: str) -> None:
        self._refs.pop(session_id, None)
        self._events.pop(session_id, None)

    def close(self) -> None:
        """Do nothing, so that it can be closed like a file."""


class MemoryKeepsakes:
    """Keep texts by owner and name in a dictionary."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: dict[str, dict[str, Keepsake]] = {}

    def keepsake(self, owner_id: str, name: str) -> Keepsake | None:
        return self._kept.get(owner_id, {}).get(name)

    def keepsakes(self, owner_id: str) -> list[Keepsake]:
        return sorted(self._kept.get(owner_id, {}).values(), key=lambda kept: kept.name)

    def keep(self, owner_id: str, kept: Keepsake) -> Keepsake:
        with self._lock:
            before = self.keepsake(owner_id, kept.name)
            if kept.version != (before.version if before else 0):
                raise SequenceConflict("Someone else changed that first; look at it again.")
            changed = replace(kept, version=kept.version + 1)
            self._kept.setdefault(owner_id, {})[kept.name] = changed
        return changed

    def forget(self, owner_id: str, name: str) -> None:
        self._kept.get(owner_id, {}).pop(name, None)

    def forget_all(self, owner_id: str, prefix: str = "") -> None:
        for kept in self.keepsakes(owner_id):
            if kept.name.startswith(prefix):
                self.forget(owner_id, kept.name)


class MemoryNights:
    """Keep nights and private notes in dictionaries; erasing reaches into the log given."""

    def __init__(self, log: MemoryEventLog | None = None) -> None:
        self._lock = Lock()
        self._log = log or MemoryEventLog()
        self.keepsakes = MemoryKeepsakes()
        self._nights: dict[str, Night] = {}
        self._notes: dict[tuple[str, str, Private], PrivateNote] = {}

    def add_night(self, night: Night, *, unless: Callable[[Night], bool] = never) -> Night:
        with self._lock:
            if (earlier := next(filter(unless, self.nights(night.home_id)), None)) is not None:
                return earlier
            if night.id in self._nights:
                raise SequenceConflict("That night has begun already; look at it again.")
            self._nights[night.id] = night
        return night

    def night(self, night_id: str) -> Night | None:
        return self._nights.get(night_id)

    def nights(self, home_id: str) -> list[Night]:
        return [night for night in self._oldest_first() if night.home_id == home_id]

    def change_night(self, night: Night) -> Night:
        changed = replace(night, version=night.version + 1)
        with self._lock:
            kept = self._nights.get(night.id)
            if kept is None or kept.version != night.version:
                raise SequenceConflict("Someone else changed that night first; look at it again.")
            self._nights[night.id] = changed
        return changed

    def keep_private(self, note: PrivateNote) -> None:
        if note.night_id not in self._nights:
            raise SequenceConflict("That night is gone; begin a new one.")
        self._notes[note.night_id, note.person_id, note.kind] = note

    def private(self, night_id: str, person_id: str, kind: Private) -> PrivateNote | None:
        return self._notes.get((night_id, person_id, kind))

    def privates_of(self, person_id: str, kind: Private) -> list[PrivateNote]:
        notes = (self._notes.get((night.id, person_id, kind)) for night in self._oldest_first())
        return [note for note in notes if note and note.done]

    def night_of_session(self, session_id: str) -> Night | None:
        with_it = (n for n in self._nights.values() if session_id in {turn.session_id for turn in n.turns})
        return next(with_it, None)

    def erase_night(self, night_id: str) -> None:
        night = self._nights.pop(night_id, None)
        self._notes = {key: note for key, note in self._notes.items() if note.night_id != night_id}
        for person_id in night.people if night else ():
            self.keepsakes.forget_all(person_id, FROM_EVENINGS)
        for turn in night.turns if night else ():
            if turn.session_id:
                self._log.erase_session(turn.session_id)

    def erase_nights_of(self, person: Person) -> None:
        """Remove what a person was part of, for `MemoryPeople.erase_person`."""
        for night in self.nights(person.home_id):
            if person.id in night.people:
                self.erase_night(night.id)
        for ref in self._log.sessions(home=person.home_id):
            if person.id in {ref.giver, ref.receiver}:
                self._log.erase_session(ref.id)

    def _oldest_first(self) -> list[Night]:
        return sorted(self._nights.values(), key=lambda night: night.made_ms)


class MemoryPeople:
    """Keep people, devices and invitations in dictionaries; erasing reaches into the nights given."""

    def __init__(self, nights: MemoryNights | None = None) -> None:
        self._nights = nights or MemoryNights()
        self.keepsakes = self._nights.keepsakes
        self._key: bytes | None = None
        self._people: dict[str, Person] = {}
        self._pins: dict[str, str] = {}
        self._devices: dict[str, Device] = {}
        self._tokens: dict[bytes, str] = {}
        self._invitations: dict[bytes, Invitation] = {}

    def server_key(self, fresh: bytes) -> bytes:
        self._key = self._key or fresh
        return self._key

    def add_home(self, home_id: str, person: Person, device: Device, token_digest: bytes) -> None:
        self.add_person(replace(person, home_id=home_id))
        self.add_device(replace(device, home_id=home_id), token_digest)

    def has_homes(self) -> bool:
        return bool(self._people)

    def count_homes(self) -> int:
        return len({person.home_id for person in self._people.values()})

    def add_person(self, person: Person, *, most: int | None = None) -> None:
        if most is not None and len(self.people(person.home_id)) >= most:
            raise NotAllowed(HOME_IS_FULL)
        self._check_name(person)
        self._people[person.id] = person

    def change_person(self, person: Person) -> None:
        if person.id in self._people:
            self._check_name(person)
            self._people[person.id] = person

    def _check_name(self, person: Person) -> None:
        others = (other for other in self.people(person.home_id) if other.id != person.id)
        if person.name.casefold() in {other.name.casefold() for other in others}:
            raise NameTaken(f"Someone here is called {person.name} already; choose another name.")

    def person(self, person_id: str) -> Person | None:
        return self._people.get(person_id)

    def people(self, home_id: str) -> list[Person]:
        return [person for person in self._people.values() if person.home_id == home_id]

    def pin_hash(self, person_id: str) -> str | None:
        return self._pins.get(person_id)

    def set_pin_hash(self, person_id: str, pin_hash: str | None) -> None:
        self._pins.pop(person_id, None)
        if pin_hash is not None and person_id in self._people:
            self._pins[person_id] = pin_hash

    def add_device(self, device: Device, token_digest: bytes) -> None:
        self._devices[device.id] = device
        self._tokens[token_digest] = device.id

    def device(self, token_digest: bytes) -> Device | None:
        return self._devices.get(self._tokens.get(token_digest, ""))

    def devices(self, home_id: str) -> list[Device]:
        return [device for device in self._devices.values() if device.home_id == home_id]

    def change_device(self, device: Device) -> None:
        if device.id in self._devices:
            self._devices[device.id] = device

    def forget_device(self, device_id: str) -> None:
        self._devices.pop(device_id, None)
        self._tokens = {digest: id_ for digest, id_ in self._tokens.items() if id_ != device_id}

    def invite(self, invitation: Invitation, token_digest: bytes) -> None:
        same = (invitation.home_id, invitation.person)
        self._keep_invitations(lambda one: (one.home_id, one.person) != same)
        self._invitations[token_digest] = invitation

    def invitation(self, token_digest: bytes, now_ms: int) -> Invitation | None:
        kept = self._invitations.get(token_digest)
        return kept if kept and now_ms < kept.expires_ms else None

    def redeem(self, token_digest: bytes, now_ms: int) -> Invitation | None:
        kept = self._invitations.pop(token_digest, None)
        return kept if kept and now_ms < kept.expires_ms else None

    def erase_person(self, person_id: str) -> None:
        person = self._people.get(person_id)
        if person is None:
            return
        self._nights.erase_nights_of(person)
        self.set_pin_hash(person_id, None)
        del self._people[person_id]
        self.keepsakes.forget_all(person_id)
        for device in self.devices(person.home_id):
            self._leave(device, person_id)
        is_empty = not self.people(person.home_id)
        if is_empty:
            self.keepsakes.forget_all(person.home_id)
        self._keep_invitations(
            lambda one: one.home_id != person.home_id or (one.person != person_id and not is_empty)
        )

    def _leave(self, device: Device, person_id: str) -> None:
        """Let a device speak for someone no more; one that then speaks for nobody is forgotten."""
        others = tuple(one for one in device.people if one != person_id)
        if not others:
            self.forget_device(device.id)
            return
        holder = None if device.holder == person_id else device.holder
        self.change_device(replace(device, people=others, holder=holder))

    def _keep_invitations(self, wanted: Callable[[Invitation], bool]) -> None:
        self._invitations = {digest: one for digest, one in self._invitations.items() if wanted(one)}


class MemoryThrottle:
    """Count tries in a dictionary."""

    def __init__(self) -> None:
        self._tries: dict[bytes, list[int]] = {}

    def take(self, key: bytes, *, most: int, window_ms: int, now_ms: int) -> bool:
        tries = [at_ms for at_ms in self._tries.get(key, []) if at_ms > now_ms - window_ms]
        is_allowed = len(tries) < most
        self._tries[key] = [*tries, now_ms] if is_allowed else tries
        return is_allowed

    def give_back(self, key: bytes) -> None:
        self._tries[key] = self._tries.get(key, [])[:-1]


class MemoryLinks:
    """Keep the links that are shown in a dictionary."""

    def __init__(self) -> None:
        self._tokens: dict[str, str] = {}

    def shown(self, place: str) -> str | None:
        return self._tokens.get(place)

    def show(self, place: str, _home_id: str, token: str) -> None:
        self._tokens[place] = token

    def put_away(self, place: str) -> None:
        self._tokens.pop(place, None)


class FakeClock:
    """Tell a time that moves only when told to, in milliseconds."""

    def __init__(self, at_ms: int = 0) -> None:
        self.at_ms = at_ms

    def now_ms(self) -> int:
        return self.at_ms

    def jump(self, seconds: float) -> None:
        self.at_ms += round(seconds * 1000)

    sleep = jump
