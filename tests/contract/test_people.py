"""What every keeper of homes, people, devices and invitations promises, whatever it is made of."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from backrub.domain.errors import NameTaken
from backrub.domain.home import Device, Invitation, Person

CHERYL = Person("p1", "h1", "Cheryl", body="slim_tall", tone="olive")
SCOTT = Person("p2", "h1", "Scott")
HERS = Device("d1", "h1", ("p1",), holder="p1")
SHARED = Device("d2", "h1", ("p1", "p2"), holder="p2")
NEIGHBOUR = Person("p9", "h9", "Cheryl")
NEXT_DOOR = Device("d9", "h9", ("p9",), holder="p9")


@pytest.fixture
def people(kept):
    kept.people.add_home("h1", CHERYL, HERS, b"token of hers")
    return kept.people


def with_scott(people):
    people.add_person(SCOTT)
    people.add_device(SHARED, b"token of both")


def test_nobody_is_here_before_someone_makes_a_home(kept):
    assert not kept.people.has_homes()
    assert kept.people.people("h1") == []
    assert kept.people.person("p1") is None
    assert kept.people.pin_hash("p1") is None
    assert kept.people.devices("h1") == []


def test_a_home_begins_with_its_first_person_and_device(people):
    assert people.has_homes()
    assert people.people("h1") == [CHERYL]
    assert people.person("p1") == CHERYL
    assert people.devices("h1") == [HERS]
    assert people.device(b"token of hers") == HERS


def test_the_key_made_first_stays_the_key(kept):
    assert kept.people.server_key(b"first") == b"first"
    assert kept.people.server_key(b"second") == b"first"


def test_people_and_devices_come_in_the_order_they_came(people):
    with_scott(people)
    people.add_home("h9", NEIGHBOUR, NEXT_DOOR, b"token next door")
    assert people.people("h1") == [CHERYL, SCOTT]
    assert people.devices("h1") == [HERS, SHARED]
    assert people.people("h9") == [NEIGHBOUR]


@pytest.mark.parametrize("name", ["Cheryl", "cheryl", "CHERYL"])
def test_two_of_one_home_cannot_have_one_name(people, name):
    with pytest.raises(NameTaken):
        people.add_person(replace(SCOTT, name=name))
    assert people.people("h1") == [CHERYL]


def test_names_are_compared_in_every_alphabet(people):
    people.add_person(replace(SCOTT, name="\u00c5se Strau\u00df"))
    with pytest.raises(NameTaken):
        people.change_person(replace(CHERYL, name="\u00e5SE STRAUSS"))


def test_a_person_is_changed_and_keeps_their_pin(people):
    people.set_pin_hash("p1", "hash")
    changed = replace(CHERYL, name="cheryl", body="small", tone="deep")
    people.change_person(changed)
    assert people.person("p1") == changed
    assert people.pin_hash("p1") == "hash"


def test_nobody_takes_the_others_name_later(people):
    with_scott(people)
    with pytest.raises(NameTaken):
        people.change_person(replace(SCOTT, name="Cheryl"))
    assert people.person("p2") == SCOTT


def test_changing_someone_unknown_changes_nothing(people):
    people.change_person(SCOTT)
    people.change_device(SHARED)
    people.set_pin_hash("p2", "hash")
    assert people.people("h1") == [CHERYL]
    assert people.devices("h1") == [HERS]
    assert people.pin_hash("p2") is None


def test_a_pin_is_set_changed_and_removed(people):
    people.set_pin_hash("p1", "hash")
    people.set_pin_hash("p1", "other hash")
    assert people.pin_hash("p1") == "other hash"
    people.set_pin_hash("p1", None)
    assert people.pin_hash("p1") is None


def test_a_device_is_handed_over_and_put_away(people):
    with_scott(people)
    for holder in ("p1", None):
        people.change_device(replace(SHARED, holder=holder))
        assert people.device(b"token of both") == replace(SHARED, holder=holder)


def test_a_device_learns_to_speak_for_another(people):
    with_scott(people)
    both = replace(HERS, people=("p1", "p2"))
    people.change_device(both)
    assert people.device(b"token of hers") == both
    assert people.devices("h1") == [both, SHARED]


def test_an_unknown_or_forgotten_token_lets_nobody_in(people):
    with_scott(people)
    people.forget_device("d1")
    people.forget_device("never known")
    assert people.device(b"token of hers") is None
    assert people.device(b"guessed") is None
    assert people.devices("h1") == [SHARED]


def test_an_invitation_is_good_once_and_looking_does_not_use_it(people):
    invitation = Invitation("h1", expires_ms=1000, person="p1")
    people.invite(invitation, b"link")
    assert people.invitation(b"link", 999) == people.invitation(b"link", 0) == invitation
    assert people.redeem(b"link", 999) == invitation
    assert people.redeem(b"link", 999) is None
    assert people.invitation(b"link", 999) is None


def test_an_invitation_is_no_good_from_its_last_moment_on(people):
    people.invite(Invitation("h1", expires_ms=1000), b"link")
    assert people.invitation(b"link", 1000) is None
    assert people.redeem(b"link", 1000) is None
    assert people.redeem(b"link", 5) is None


def test_a_new_invitation_voids_only_the_earlier_one_for_the_same_person(people):
    for person, link in ((None, b"for anyone"), ("p1", b"for her"), ("p1", b"for her again")):
        people.invite(Invitation("h1", 1000, person), link)
    people.invite(Invitation("h9", 1000), b"next door")
    good = [
        link
        for link in (b"for anyone", b"for her", b"for her again", b"next door")
        if people.invitation(link, 0)
    ]
    assert good == [b"for anyone", b"for her again", b"next door"]


def test_exactly_one_of_many_gets_an_invitation(people):
    people.invite(Invitation("h1", expires_ms=1000), b"link")
    with ThreadPoolExecutor(16) as threads:
        got = [threads.submit(people.redeem, b"link", 5) for _ in range(64)]
    assert sum(one.result() is not None for one in got) == 1


def test_an_erased_person_leaves_the_home_and_its_devices(people):
    with_scott(people)
    people.set_pin_hash("p2", "hash")
    people.invite(Invitation("h1", 1000, "p2"), b"for him")
    people.invite(Invitation("h1", 1000), b"for anyone")
    people.erase_person("p2")
    assert people.people("h1") == [CHERYL]
    assert people.pin_hash("p2") is None
    assert people.devices("h1") == [HERS, replace(SHARED, people=("p1",), holder=None)]
    assert people.invitation(b"for him", 0) is None
    assert people.invitation(b"for anyone", 0) is not None


def test_a_device_that_spoke_only_for_the_erased_is_forgotten_and_another_keeps_its_holder(people):
    with_scott(people)
    people.erase_person("p1")
    assert people.device(b"token of hers") is None
    assert people.device(b"token of both") == replace(SHARED, people=("p2",), holder="p2")


def test_the_last_person_takes_the_home_along(people):
    people.add_home("h9", NEIGHBOUR, NEXT_DOOR, b"token next door")
    for home in ("h1", "h9"):
        people.invite(Invitation(home, 1000), home.encode())
    people.erase_person("p1")
    people.erase_person("never known")
    assert people.devices("h1") == []
    assert people.invitation(b"h1", 0) is None
    assert people.people("h9") == [NEIGHBOUR]
    assert people.invitation(b"h9", 0) is not None
    assert people.has_homes()
    people.erase_person("p9")
    assert not people.has_homes()
