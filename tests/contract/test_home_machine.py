"""Whatever a home does in whatever order, the file and the dictionaries tell the same."""

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from tests.contract.conftest import in_memory

from backrub.application.home_ports import Private, PrivateNote
from backrub.application.ports import SessionRef
from backrub.domain.arrangement import Turn
from backrub.domain.back import Site
from backrub.domain.errors import NameTaken, SequenceConflict, StoreUnavailable
from backrub.domain.home import Device, Invitation, Person
from backrub.domain.night import Night, NightTurn, PlanEdits
from backrub.storage.store import open_store

HOMES = ("h1", "h2")
PEOPLE = {"h1": ("a", "b"), "h2": ("c", "d")}
homes = st.sampled_from(HOMES)
names = st.sampled_from(["Cheryl", "cheryl", "Scott", "Ünï 'c'; --"])
people = st.sampled_from(["a", "b", "c", "d"])
devices = st.sampled_from(["phone", "tablet", "laptop"])
nights = st.sampled_from(["n1", "n2", "n3"])
sessions = st.sampled_from(["s1", "s2", "s3"])
links = st.sampled_from([b"link", b"\0\xff"])
times_ms = st.integers(0, 3)
edits = st.builds(
    PlanEdits,
    minutes=st.none() | st.integers(5, 60),
    dropped=st.frozensets(st.sampled_from(Site), max_size=2),
)


def home_of(person_id):
    return next(home for home in HOMES if person_id in PEOPLE[home])


class TwoHouses(RuleBasedStateMachine):
    """Do everything to both houses, one of which is closed and opened now and then."""

    def __init__(self):
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.memory = in_memory()
        self.file = open_store(self.folder / "record.db")
        self.devices = set()

    def both(self, act):
        outcomes = []
        for house in (self.memory, self.file):
            try:
                outcomes.append(act(house))
            except (NameTaken, SequenceConflict, StoreUnavailable) as error:
                outcomes.append(type(error))
        assert outcomes[0] == outcomes[1]
        return outcomes[0]

    @rule(id_=people, name=names)
    def come_or_change_name(self, id_, name):
        person = Person(id_, home_of(id_), name)
        if self.memory.people.person(id_) is None:
            self.both(lambda house: house.people.add_person(person))
        else:
            self.both(lambda house: house.people.change_person(person))

    @rule(id_=people, pin=st.none() | st.text(max_size=3))
    def set_pin(self, id_, pin):
        self.both(lambda house: house.people.set_pin_hash(id_, pin))

    @rule(id_=devices, holder=people, is_shared=st.booleans())
    def take_a_device(self, id_, holder, is_shared):
        home = home_of(holder)
        device = Device(id_, home, PEOPLE[home] if is_shared else (holder,), holder)
        known = {one.id for home in HOMES for one in self.memory.people.devices(home)}
        if id_ not in known:
            self.both(lambda house: house.people.add_device(device, id_.encode()))

    @rule(id_=devices, holds=st.booleans())
    def hand_over(self, id_, holds):
        device = self.memory.people.device(id_.encode())
        if device:
            changed = replace(device, holder=device.people[-1] if holds else None)
            self.both(lambda house: house.people.change_device(changed))

    @rule(id_=devices)
    def forget_device(self, id_):
        self.both(lambda house: house.people.forget_device(id_))

    @rule(home=homes, person=st.none() | people, link=links, expires_ms=times_ms)
    def invite(self, home, person, link, expires_ms):
        self.both(lambda house: house.people.redeem(link, 0))  # nobody is ever given a link twice
        self.both(lambda house: house.people.invite(Invitation(home, expires_ms, person), link))

    @rule(link=links, now_ms=times_ms)
    def redeem(self, link, now_ms):
        self.both(lambda house: house.people.invitation(link, now_ms))
        self.both(lambda house: house.people.redeem(link, now_ms))

    @rule(id_=nights, home=homes, made_ms=times_ms)
    def add_night(self, id_, home, made_ms):
        night = Night(id_, home, PEOPLE[home], made_ms, seed=made_ms)
        self.both(lambda house: house.nights.add_night(night))

    @rule(id_=nights, edits=edits, session=st.none() | sessions, off_by=st.sampled_from([0, 0, -1, 1]))
    def change_night(self, id_, edits, session, off_by):
        night = self.memory.nights.night(id_)
        taken = self.memory.nights.night_of_session(session) if session else None
        if night is None or (taken and taken.id != id_):
            return
        turn = NightTurn(Turn(*night.people), edits, session_id=session)
        if session:
            self.both(lambda house: house.log.open_session(SessionRef(session, *night.people, "d", "h1")))
        changed = replace(night, turns=(turn,), version=night.version + off_by)
        self.both(lambda house: house.nights.change_night(changed))

    @rule(
        id_=nights,
        person=people,
        kind=st.sampled_from(Private),
        answers=st.text(max_size=3),
        done=st.booleans(),
    )
    def keep_private(self, id_, person, kind, answers, done):
        note = PrivateNote(id_, person, kind, answers, done)
        self.both(lambda house: house.nights.keep_private(note))

    @rule(id_=nights)
    def erase_night(self, id_):
        self.both(lambda house: house.nights.erase_night(id_))

    @rule(id_=people)
    def erase_person(self, id_):
        self.both(lambda house: house.people.erase_person(id_))

    @rule()
    def reopen(self):
        self.file.close()
        self.file = open_store(self.folder / "record.db")

    @invariant()
    def tells_the_same(self):
        self.both(lambda house: [everything(house, home) for home in HOMES])

    def teardown(self):
        self.file.close()
        shutil.rmtree(self.folder)


def everything(house, home):
    """Return all that the ports tell of a home."""
    of_people = [
        (house.people.person(id_), house.people.pin_hash(id_), house.nights.privates_of(id_, kind))
        for id_ in PEOPLE[home]
        for kind in Private
    ]
    of_nights = [
        (night, house.nights.private(night.id, id_, kind))
        for night in house.nights.nights(home)
        for id_ in PEOPLE[home]
        for kind in Private
    ]
    of_sessions = [house.nights.night_of_session(ref.id) for ref in house.log.sessions(home=home)]
    return house.people.people(home), house.people.devices(home), of_people, of_nights, of_sessions


TestTwoHouses = TwoHouses.TestCase
TestTwoHouses.settings = settings(max_examples=40, stateful_step_count=25)
