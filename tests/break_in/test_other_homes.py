"""Whoever is not of a home gets nothing of it, changes nothing of it, and learns nothing of it."""

import pytest

from backrub.application.tokens import digest
from tests.break_in.conftest import THEIRS
from tests.break_in.town import SECRET, Device, giver_of
from tests.break_in.ways import FOR_ANYONE, FOR_THE_HOST, IDS, ways_of

HEARD = {"token", "feed_name"}
"""What is no id but a secret of its own; whoever knows it is meant."""


def test_a_neighbour_gets_nowhere_by_any_way(town):
    before = town.rows(THEIRS)
    for way in ways_of(town.app):
        for question in ((), *((name,) for name in way.questions)):
            asked = [(name, f"{THEIRS}-cheryl") for name in question]
            told = town.go(town.burglar(), way, THEIRS, asked)
            assert SECRET not in told.text + repr(told.headers), way
            assert told.status < 500, way
            if way.names_a_home and way.method != "OPTIONS" and HEARD.isdisjoint(way.parameters):
                assert told.status in {401, 403, 404, 405}, way
    assert town.rows(THEIRS) == before


@pytest.mark.parametrize(
    "made_of", [IDS["night_id"], IDS["session_id"], IDS["thing_id"], "{home}-scott", "{home}"]
)
def test_an_id_of_theirs_in_any_field_of_a_form_opens_nothing(town, made_of):
    before, stolen = town.rows(THEIRS), made_of.format(home=THEIRS)
    for way in ways_of(town.app):
        if way.method == "POST" and way.is_there:
            told = town.go(town.burglar(), way, THEIRS, **dict.fromkeys(way.form(THEIRS), stolen))
            assert SECRET not in told.text, way
            assert told.status < 500, way
    assert town.rows(THEIRS) == before


@pytest.fixture
def revoked(town):
    """Return the cookie of a phone that was forgotten."""
    device = town.house.people.device(digest(giver_of(THEIRS).token))
    town.house.people.forget_device(device.id)
    yield giver_of(THEIRS).token
    town.house.people.add_device(device, digest(giver_of(THEIRS).token))


FORGED = {
    "none": "",
    "the id of a phone": f"{THEIRS}-receiver",
    "cut short": giver_of(THEIRS).token[:-1],
    "too long": giver_of(THEIRS).token + "x",
    "in capitals": giver_of(THEIRS).token.upper(),
    "what a stolen record holds": digest(giver_of(THEIRS).token).hex(),
    "a used link": f"{THEIRS}-used-link",
}


@pytest.mark.parametrize("kind", FORGED)
def test_a_forged_cookie_gets_nowhere_by_any_way(town, kind):
    nothing_without_a_device(town, FORGED[kind])


def test_a_phone_that_was_forgotten_gets_nowhere_by_any_way(town, revoked):
    nothing_without_a_device(town, revoked)


def nothing_without_a_device(town, token):
    """Go every way, and see that nothing is told, changed or let in."""
    before = town.rows(THEIRS)
    for number, way in enumerate(way for way in ways_of(town.app) if way.is_there):
        told = town.go(Device(token, client=f"10.0.0.{number}"), way, THEIRS)
        assert SECRET not in told.text + repr(told.headers), way
        assert told.status < 500, way
        if way.path not in FOR_ANYONE | FOR_THE_HOST and way.method != "OPTIONS":
            assert told.status in {401, 303}, (
                f"{way}: ask for a device, or add the path to FOR_ANYONE in ways.py"
            )
            assert told.header("location") in {"", "/"}, way
    assert town.rows(THEIRS) == before
