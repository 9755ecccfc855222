"""Two servers at one record: what one of them knows may be old, and the record decides."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from backrub.application.ports import SessionRef
from backrub.domain.errors import SequenceConflict, StoreUnavailable
from backrub.domain.home import Device, Person
from backrub.domain.session.events import Feedback, FeedbackGiven
from backrub.storage.store import open_store

REF = SessionRef("tonight", "Scott", "Cheryl", "digest")
EVENT = FeedbackGiven(at_ms=7, step="focal_between_blades_left", feedback=Feedback.SOFTER)


@pytest.fixture(params=["sqlite", "postgres"])
def two(request, tmp_path):
    """Give two stores of one record; both have read the one event of its session."""
    is_file = request.param == "sqlite"
    place = tmp_path / "record.db" if is_file else request.getfixturevalue("postgres").emptied()
    with (
        open_store(place, key_file=tmp_path / "key") as one,
        open_store(place, key_file=tmp_path / "key") as other,
    ):
        one.log.open_session(REF)
        one.log.append(REF.id, "first", [EVENT], expected_seq=0)
        assert one.log.read(REF.id) == other.log.read(REF.id)
        yield one, other


def test_what_one_appends_the_other_reads(two):
    one, other = two
    added = one.log.append(REF.id, "second", [EVENT, EVENT], expected_seq=1)
    assert [recorded.seq for recorded in added] == [2, 3]
    assert other.log.read(REF.id, after=1) == added


def test_a_command_that_the_other_recorded_comes_back_as_it_was(two):
    one, other = two
    added = one.log.append(REF.id, "second", [EVENT], expected_seq=1)
    assert other.log.append(REF.id, "second", [EVENT, EVENT], expected_seq=1) == added
    assert len(one.log.read(REF.id)) == 2


def test_who_comes_second_is_told_to_read_again(two):
    one, other = two
    one.log.append(REF.id, "second", [EVENT], expected_seq=1)
    with pytest.raises(SequenceConflict):
        other.log.append(REF.id, "third", [EVENT], expected_seq=1)
    assert len(one.log.read(REF.id)) == 2


def test_an_evening_that_the_other_erased_takes_nothing_more(two):
    one, other = two
    one.log.erase_session(REF.id)
    with pytest.raises(StoreUnavailable, match="begin one anew"):
        other.log.append(REF.id, "second", [EVENT], expected_seq=1)
    assert one.log.read(REF.id) == []


def test_nothing_is_sealed_with_a_key_that_the_other_erased(two):
    one, other = two
    one.record.change("DELETE FROM sealing_key WHERE owner = ? RETURNING owner", ("Cheryl",))
    other.log.append(REF.id, "second", [EVENT], expected_seq=1)
    made = one.record.rows("SELECT count(*) FROM sealing_key WHERE owner = ?", ("Cheryl",))
    assert made == [(1,)]


def test_homes_that_begin_at_the_same_moment_all_begin(two):
    one, other = two

    def begin(number):
        home = f"home{number}"
        person, device = Person(f"{home}-cheryl", home, "Cheryl"), Device(f"{home}-phone", home, (), None)
        (one, other)[number % 2].people.add_home(home, person, device, home.encode())

    with ThreadPoolExecutor(16) as pool:
        list(pool.map(begin, range(48)))
    assert all(one.people.people(f"home{number}") for number in range(48))
