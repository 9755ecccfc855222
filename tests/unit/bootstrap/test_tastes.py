"""What is known of a receiver, with what they changed and what was carried along."""

from types import SimpleNamespace

import pytest
from tests.fakes import MemoryEventLog, MemoryKeepsakes
from tests.lived import lived

from backrub.application.home_ports import FROM_EVENINGS, Keepsake
from backrub.application.learn_taste import EditKind, TasteEdit, likings, taste_of
from backrub.application.ports import SessionRef
from backrub.application.recall_history import Known
from backrub.bootstrap.tastes import EDITS, UNREADABLE, edits_of, known_of, liked_with, taste_with
from backrub.documents.taste_json import read_carried, write_edits
from backrub.domain.back import SiteSide
from backrub.domain.errors import SequenceConflict
from backrub.domain.home import Person
from backrub.domain.preferences import Taste, UnreadableTaste

PAIR = {"giver": "scott", "receiver": "cheryl", "home": "home"}
CARRIED, ASIDE = f"{FROM_EVENINGS}taste-scott", f"{FROM_EVENINGS}aside-taste-scott"
SAID = TasteEdit(5, SiteSide.NECK_LEFT, EditKind.SET, level=2.0)


class CountingLog(MemoryEventLog):
    """Count how often a session is read."""

    reads = 0

    def read(self, session_id, *, after=0):
        self.reads += 1
        return super().read(session_id, after=after)


@pytest.fixture
def house():
    return SimpleNamespace(log=CountingLog(), keepsakes=MemoryKeepsakes())


def live(house, week):
    evening = lived(week, week)
    ref = SessionRef(f"evening-{week}", "scott", "cheryl", "digest", "home", evening.began_ms)
    house.log.open_session(ref)
    house.log.append(ref.id, "all", evening.events, expected_seq=0)
    return evening


def keep(house, name, text):
    before = house.keepsakes.keepsake("cheryl", name) or Keepsake(name, "")
    house.keepsakes.keep("cheryl", Keepsake(name, text, before.version))


def kept(house, name):
    found = house.keepsakes.keepsake("cheryl", name)
    return found and found.text


def test_nothing_is_known_before_the_first_evening(house):
    assert known_of(house, **PAIR) == Known()
    assert taste_with(house, **PAIR).trouble == ""


def test_a_year_is_read_once_and_then_carried(house):
    evenings = [live(house, week) for week in range(3)]
    first = known_of(house, **PAIR)
    assert first == Known(taste_of(evenings).to_json(), history=True)
    house.log.reads = 0
    assert known_of(house, **PAIR) == first
    assert house.log.reads == 0


def test_what_they_said_of_themselves_counts_before_any_evening(house):
    keep(house, EDITS, write_edits((SAID,)))
    assert edits_of(house, "cheryl") == (SAID,)
    assert known_of(house, **PAIR).taste == taste_of([], [SAID]).to_json()


def test_what_is_liked_is_told_where_something_was_heard(house):
    evening = live(house, 0)
    cheryl = Person("cheryl", "home", "Cheryl")
    assert liked_with(house, cheryl, "scott") == likings(taste_of([evening]))


@pytest.mark.parametrize("text", ["{", '{"version":9}'])
def test_a_carried_taste_that_cannot_be_read_is_laid_aside_and_learned_again(house, text):
    evenings = [live(house, week) for week in range(2)]
    keep(house, CARRIED, text)
    found = taste_with(house, **PAIR)
    assert (found.trouble, kept(house, ASIDE)) == (UNREADABLE, text)
    assert found.taste.to_json() == taste_of(evenings).to_json()
    assert taste_with(house, **PAIR).trouble == UNREADABLE


def test_a_taste_that_is_damaged_within_what_is_carried_is_laid_aside_too(house):
    live(house, 0)
    known_of(house, **PAIR)
    keep(house, CARRIED, kept(house, CARRIED).replace("weights", "wights"))
    assert taste_with(house, **PAIR).trouble == UNREADABLE


def test_what_was_laid_aside_goes_with_the_next_evening(house):
    live(house, 0)
    keep(house, CARRIED, "{")
    known_of(house, **PAIR)
    evenings = [lived(0), live(house, 1)]
    assert taste_with(house, **PAIR).trouble == ""
    assert kept(house, ASIDE) is None
    assert read_carried(kept(house, CARRIED)).taste == taste_of(evenings).to_json()


def test_changes_that_cannot_be_read_are_said_and_left_out(house):
    keep(house, EDITS, "[{")
    evening = live(house, 0)
    with pytest.raises(UnreadableTaste):
        edits_of(house, "cheryl")
    found = taste_with(house, **PAIR)
    assert "What you changed" in found.trouble
    assert found.taste.to_json() == taste_of([evening]).to_json()


def test_two_pages_at_once_carry_the_same_and_neither_fails(house, monkeypatch):
    live(house, 0)

    def lose(owner_id, kept):
        raise SequenceConflict("Someone else was first.")

    monkeypatch.setattr(house.keepsakes, "keep", lose)
    assert known_of(house, **PAIR).taste != Taste().to_json()
