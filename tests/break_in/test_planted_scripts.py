"""Script in every text that someone may type comes out as text, on every page and in every answer."""

import re
from itertools import chain, product

import pytest

from tests.asking import Asked
from tests.break_in.town import furnish, giver_of, receiver_of
from tests.break_in.ways import FORMS, IN_JSON, ways_of

EVIL = ("<img src=x onerror=evil()>", '"><b evil="{{7*7}}evil')
LEAVES = {"POST /mine/erase", "POST /put-away", "POST /hold", "GET /who", "GET /hand-over/{person_id:str}"}
LEAVES |= {"POST /mine/devices/{device_id:str}/forget", "POST /history/{night_id:str}/erase"}
"""Ways after which there is less to look at."""

RUNS = re.compile("<img src=x|<b evil|<b>evil|49evil")


def is_page(told):
    """Tell whether a browser would draw it; JSON and calendars say that they are none, and nosniff that it is so."""
    return told.header("content-type").startswith(("text/html", "image/svg"))


def has_headers(told):
    """Tell whether the browser is told to run nothing from elsewhere, and nothing within the page."""
    policy = told.header("content-security-policy")
    is_strict = policy.startswith("default-src 'none';") and "unsafe" not in policy
    return is_strict and told.header("x-content-type-options") == "nosniff"


@pytest.mark.parametrize("evil", EVIL)
def test_what_is_typed_never_runs(town, evil):
    home = furnish(town, f"typed{EVIL.index(evil)}", mark=evil[:20])
    for way, told in chain(typed(town, home, evil), looked_at(town, home, evil)):
        runs = RUNS.search(told.text) if is_page(told) else None
        assert runs is None, (way, runs)
        assert has_headers(told), way


def typed(town, home, evil):
    """Yield what every form answers with something evil in each of its fields."""
    for way in ways_of(town.app):
        if way.method == "POST" and way.is_there and str(way) not in LEAVES and way.path not in IN_JSON:
            for field in FORMS[way.path]:
                yield way, town.go(receiver_of(home), way, home, **{field: evil})


def looked_at(town, home, evil):
    """Yield every page of both phones, also with something evil behind the question mark."""
    for way in ways_of(town.app):
        if way.method == "GET" and way.is_there and str(way) not in LEAVES:
            questions = ((), *([(name, evil)] for name in way.questions))
            for asked, phone in product(questions, (giver_of(home), receiver_of(home))):
                yield way, town.go(phone, way, home, asked)


def test_the_mark_is_seen_where_it_should_be(town):
    home = furnish(town, "seen", mark="<i>mark")
    for phone, path in ((giver_of(home), "/shelf"), (receiver_of(home), f"/history/{home}-night-past")):
        told = town.ask(phone, Asked("GET", path))
        assert "&lt;i&gt;mark" in told.text
        assert "<i>" not in told.text


@pytest.mark.parametrize("path", ["/nowhere", "/static/0/none.js", "/sessions/x/state", "/schema/x"])
@pytest.mark.parametrize("method", ["GET", "PUT", "BREW"])
def test_errors_have_the_headers_too(town, method, path):
    told = town.ask(giver_of("nobody"), Asked(method, path))
    assert 300 <= told.status < 500
    assert has_headers(told)
