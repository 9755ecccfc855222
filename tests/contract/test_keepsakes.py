"""What every keeper of texts that outlast an evening promises, whatever it is made of."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest

from backrub.application.home_ports import FROM_EVENINGS, Keepsake
from backrub.domain.errors import SequenceConflict
from backrub.domain.home import Device, Person
from backrub.domain.night import Night

CARDS = Keepsake("cards", "seven are due")
MADE = f"{FROM_EVENINGS}taste"


@pytest.fixture
def keepsakes(kept):
    kept.people.add_home("h1", Person("p1", "h1", "Cheryl"), Device("d1", "h1", ("p1",), "p1"), b"t1")
    kept.people.add_person(Person("p2", "h1", "Scott"))
    return kept.keepsakes


def test_nothing_is_kept_before_someone_keeps_it(keepsakes):
    assert keepsakes.keepsake("p1", "cards") is None
    assert keepsakes.keepsakes("p1") == []


def test_what_is_kept_comes_back_and_its_changes_count_on(keepsakes):
    first = keepsakes.keep("p1", CARDS)
    assert first == Keepsake("cards", "seven are due", version=1)
    second = keepsakes.keep("p1", Keepsake("cards", "none is due", first.version))
    assert keepsakes.keepsake("p1", "cards") == second == Keepsake("cards", "none is due", version=2)


def test_what_is_kept_for_one_is_nobody_elses(keepsakes):
    keepsakes.keep("p1", CARDS)
    assert keepsakes.keepsakes("p2") == []
    assert keepsakes.keep("p2", CARDS).version == 1


@pytest.mark.parametrize("version", [0, 2])
def test_of_two_changes_to_one_version_the_second_is_refused(keepsakes, version):
    kept = keepsakes.keep("p1", CARDS)
    with pytest.raises(SequenceConflict):
        keepsakes.keep("p1", Keepsake("cards", "something else", version))
    assert keepsakes.keepsake("p1", "cards") == kept


def test_what_was_never_kept_cannot_be_changed(keepsakes):
    with pytest.raises(SequenceConflict):
        keepsakes.keep("p1", Keepsake("cards", "seven", version=1))


def test_everything_of_an_owner_comes_by_name(keepsakes):
    for name in ("shelf", "cards", "rhythm"):
        keepsakes.keep("p1", Keepsake(name, name))
    assert [kept.name for kept in keepsakes.keepsakes("p1")] == ["cards", "rhythm", "shelf"]


def test_what_is_forgotten_is_gone_and_may_be_kept_anew(keepsakes):
    keepsakes.keep("p1", CARDS)
    for _ in range(2):
        keepsakes.forget("p1", "cards")
    assert keepsakes.keepsake("p1", "cards") is None
    assert keepsakes.keep("p1", CARDS).version == 1


def test_of_many_changes_at_once_every_one_counts(keepsakes):
    def add(letter):
        while True:
            before = keepsakes.keepsake("p1", "letters") or Keepsake("letters", "")
            with suppress(SequenceConflict):
                return keepsakes.keep("p1", Keepsake("letters", before.text + letter, before.version))

    with ThreadPoolExecutor(8) as hands:
        list(hands.map(add, "abcdefghijklmnop"))
    assert sorted(keepsakes.keepsake("p1", "letters").text) == list("abcdefghijklmnop")


def test_a_persons_own_goes_with_them_and_a_homes_with_its_last(kept, keepsakes):
    for owner in ("p1", "p2", "h1", "h2"):
        keepsakes.keep(owner, CARDS)
    kept.people.erase_person("p1")
    assert [bool(keepsakes.keepsakes(owner)) for owner in ("p1", "p2", "h1", "h2")] == [
        False,
        True,
        True,
        True,
    ]
    kept.people.erase_person("p2")
    assert [bool(keepsakes.keepsakes(owner)) for owner in ("p1", "p2", "h1", "h2")] == [
        False,
        False,
        False,
        True,
    ]


def test_what_was_made_from_evenings_goes_with_any_of_them(kept, keepsakes):
    for made in (2000, 1000):
        kept.nights.add_night(Night(f"n{made}", "h1", ("p1", "p2"), made_ms=made, seed=1))
    for owner in ("p1", "p2", "p3"):
        keepsakes.keep(owner, Keepsake(MADE, "made"))
        keepsakes.keep(owner, CARDS)
    kept.nights.erase_night("n1000")
    assert [bool(keepsakes.keepsake(owner, MADE)) for owner in ("p1", "p2", "p3")] == [False, False, True]
    assert all(keepsakes.keepsake(owner, "cards") for owner in ("p1", "p2", "p3"))
