"""What is erased over the pages is in no byte of the data directory, neither as it was said nor sealed."""

import sqlite3
import threading
from contextlib import closing
from dataclasses import replace
from itertools import product

import pytest
from tests.begun import COOKIE
from tests.ended import SPOT, ended, keep
from tests.web_house import memory_house, phone, send

from backrub.application.home_ports import Private
from backrub.documents.check_in_answers import Answers
from backrub.domain.home import Device
from backrub.storage.store import open_store

KEPT_BY = {
    "receiver": "plantedkeepofthereceiver",
    "giver": "plantedkeepofthegiver",
}
NAME = "Plantedname"
CHECK_IN = Answers(health=("chest_pain", "sunburn@low_back:left"), state=(), mood="low", guess="deep")
SAID = (b"chest_pain", b"sunburn@", b"plantedkeep", b'"mood":"low"')
"""Longer than what a sealed text may hold by chance."""

OPEN = (b"home-night", b"home-session")
OF_A_PERSON = (NAME.encode(), b"home-cheryl", b"planted-device", b"planted pin hash")
BEGINS = 64
"""So many bytes of a sealed text lie together on a page, however long it is."""


@pytest.fixture
def house(tmp_path):
    with open_store(tmp_path / "backrub.sqlite") as store:
        yield replace(memory_house(), people=store.people, nights=store.nights, log=store.log)


def plant(house):
    """Fill every private field of an evening with something that can be found again."""
    evening = ended(house)
    for person_id in evening.night.people:
        keep(house, evening.night, person_id, CHECK_IN)
    words = {f"now:{SPOT}": "tender", "wants:back": "softer"}
    evening.close("receiver", felt="ahhh", put_up="yes", keep=KEPT_BY["receiver"], **words)
    evening.close("giver", felt="work", put_up_with=["thumbs"], keep=KEPT_BY["giver"])
    send(evening.phone("receiver"), "/mine/name", name=NAME)
    house.people.set_pin_hash("home-cheryl", "planted pin hash")
    house.people.add_device(Device("planted-device", "home", ("home-cheryl",), None), b"other")
    return evening


def bytes_under(folder):
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def found(folder, secrets):
    kept = bytes_under(folder)
    return [secret for secret in secrets if secret in kept]


def sealed(folder):
    """Return how each private text of the record lies there."""
    with closing(sqlite3.connect(folder / "backrub.sqlite")) as db:
        rows = db.execute("SELECT body FROM event UNION ALL SELECT answers FROM private_note").fetchall()
    return [text[:BEGINS].encode() for (text,) in rows]


def read(house, evening):
    """Return every private note of an evening as its owner reads it."""
    notes = (
        house.nights.private(evening.night_id, *whose) for whose in product(evening.night.people, Private)
    )
    return "".join(note.answers for note in notes if note).encode()


def test_what_is_planted_can_be_found_as_far_as_it_is_not_sealed(house, tmp_path):
    evening = plant(house)
    lying = sealed(tmp_path)
    assert all(secret in read(house, evening) for secret in SAID)
    assert found(tmp_path, [*OPEN, *OF_A_PERSON, *lying]) == [*OPEN, *OF_A_PERSON, *lying]
    assert len(lying) > len(SAID)
    assert found(tmp_path, SAID) == []


@pytest.mark.parametrize("whose", ["giver", "receiver"])
def test_an_erased_evening_is_in_no_byte(house, tmp_path, whose):
    evening = plant(house)
    lying = sealed(tmp_path)
    send(evening.phone(whose), f"/history/{evening.night_id}/erase")
    assert found(tmp_path, [*SAID, *OPEN, *lying]) == []
    assert found(tmp_path, [NAME.encode()])


def test_an_erased_person_is_in_no_byte(house, tmp_path):
    evening = plant(house)
    lying = sealed(tmp_path)
    send(evening.phone("receiver"), "/mine/erase")
    assert found(tmp_path, [*SAID, *OPEN, *OF_A_PERSON, *lying]) == []
    assert house.people.person("home-scott") is not None


def test_erasing_while_others_read_leaves_nothing(house, tmp_path):
    evening = plant(house)
    lying = sealed(tmp_path)
    cheryl = evening.phone("receiver")
    scotts = [phone(house, cookies={COOKIE: "home-giver-token"}) for _ in range(2)]
    stop, reading, statuses = threading.Event(), threading.Event(), []

    def read(client):
        while not stop.is_set():
            statuses.append(client.get("/history").status_code)
            reading.set()

    readers = [threading.Thread(target=read, args=(client,)) for client in scotts]
    for reader in readers:
        reader.start()
    try:
        assert reading.wait(30)
        answer = send(cheryl, "/mine/erase")
    finally:
        stop.set()
        for reader in readers:
            reader.join()
    assert answer.status_code == 303
    assert set(statuses) == {200}
    assert found(tmp_path, [*SAID, *OPEN, *OF_A_PERSON, *lying]) == []
