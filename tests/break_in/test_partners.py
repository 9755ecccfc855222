"""Between the two of a home: what only one of them may see or do is tried by the other, by every way."""

import pytest

from backrub.web.security.pins import Argon2
from tests.asking import Asked
from tests.break_in.town import furnish, giver_of, shared_by
from tests.break_in.ways import ways_of

FOR_BOTH = {
    "POST /history/{night_id:str}/erase": "an evening that one erases is erased for both",
    "POST /mine/erase": "the evenings of who leaves go with them",
}
PIN = "8642"


@pytest.fixture
def house_of(town):
    """Return what gives a home in which Cheryl's rows are as they were made; another once they may not be."""
    made = []

    def another():
        made.append(furnish(town, f"pair{len(made)}{id(made)}"))
        return made[-1]

    return another


def hers(town, home):
    """Return every row that is Cheryl's alone."""
    return town.rows(f"{home}-cheryl", but={"session"})


def told_of_her(home, told):
    """Return whether an answer holds what only Cheryl may read."""
    return f"of {home}-cheryl" in told.text


@pytest.mark.parametrize("phone_of", [giver_of, shared_by])
def test_he_sees_and_changes_nothing_of_hers_by_any_way(town, house_of, phone_of):
    home = house_of()
    with_pin(town, home)
    for way in ways_of(town.app):
        before = hers(town, home)
        told = town.go(phone_of(home), way, home, [(name, f"{home}-cheryl") for name in way.questions])
        assert not told_of_her(home, told), way
        assert told.status < 500, way
        if str(way) in FOR_BOTH:
            home = house_of()
            with_pin(town, home)
        else:
            assert hers(town, home) == before, way
            hold_again(town, home)


def with_pin(town, home):
    """Let Cheryl have a PIN that the forms of ways.py do not know."""
    town.house.people.set_pin_hash(f"{home}-cheryl", Argon2().hash(PIN))


def hold_again(town, home):
    """Let Scott hold the phone of both, whoever put it away."""
    token = shared_by(home)
    town.ask(token, Asked("POST", "/hold", f"person={home}-scott".encode()))
