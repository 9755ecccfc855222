"""Nothing changes by a form that our own page did not send, nor by looking."""

import pytest
from litestar.middleware.csrf import generate_csrf_token

from backrub.application.home_ports import FROM_EVENINGS
from tests.break_in.town import FORM_TOKEN, KEY, Device, furnish, giver_of
from tests.break_in.ways import ways_of

CHANGING = {"POST", "PUT", "PATCH", "DELETE"}
PUTS_AWAY = {"/who", "/hand-over/{person_id:str}"}
"""Pages that say the phone was put away, and have put it away; another site can have them opened, and nothing else."""


FORGED = {
    "none": "",
    "no token": "forged",
    "of another server": generate_csrf_token("another server's"),
    "of another browser": generate_csrf_token(KEY.hex()),
}


@pytest.mark.parametrize("kind", FORGED)
def test_without_the_token_of_its_own_page_every_form_is_refused(town, kind):
    home, token = furnish(town, f"asked {kind}"), FORGED[kind]
    before = town.rows(home)
    for way in ways_of(town.app):
        if way.method in CHANGING and way.is_there:
            for sent in ({}, {"_csrf_token": token}):
                device = Device(giver_of(home).token)
                told = town.go_without_token(device, way, home, **sent)
                assert told.status == 403, way
            device = Device(giver_of(home).token, form_token="")
            assert town.go_without_token(device, way, home, _csrf_token=FORM_TOKEN).status == 403, way
    assert town.rows(home) == before


def test_looking_changes_nothing(town):
    home = furnish(town, "looked-at")
    before = told_by_themselves(town, home)
    for way in ways_of(town.app):
        if way.method not in CHANGING and way.path not in PUTS_AWAY:
            town.go(giver_of(home), way, home)
            assert told_by_themselves(town, home) == before, way


def told_by_themselves(town, home):
    """Return the rows of a home but for what follows from others, and what time alone brings to a session."""
    rows = town.rows(home)
    kept = [row for row in rows["keepsake"] if FROM_EVENINGS not in row]
    return rows | {"keepsake": kept, "event": [row for row in rows["event"] if "'due-" not in row]}
