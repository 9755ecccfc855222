"""Two nodes on one record have one set of doors: what one counts or shows, the other knows."""

import pytest

from backrub.bootstrap.house import open_house
from backrub.config import Settings
from backrub.web.app import create_app
from tests.web_house import LAN, csrf, phone, send


@pytest.fixture(params=["sqlite", "postgres"])
def apps(request, tmp_path):
    """Give two nodes, each with a connection of its own to the record."""
    is_far = request.param == "postgres"
    place = request.getfixturevalue("postgres").emptied() if is_far else tmp_path / "record.db"
    settings = Settings(tmp_path, place, key_file=tmp_path / "key")
    with open_house(settings, {}) as one, open_house(settings, {}) as two:
        yield [create_app(house, reach=lambda: LAN) for house in (one, two)]


class Between:
    """Pass what a browser asks on to one of two nodes."""

    def __init__(self, apps):
        self.apps = apps
        self.node = 0

    async def __call__(self, scope, receive, send):
        await self.apps[self.node](scope, receive, send)


@pytest.fixture
def between(apps):
    return Between(apps)


@pytest.fixture
def browser(between):
    """Give one browser; `between` says which node it comes to."""
    return phone(None, between)


def link_on(client, path="/invite"):
    """Return the link that a page shows."""
    return client.get(path).text.partition("/join/")[2][:43]


def test_five_wrong_pins_on_two_nodes_are_five(between, browser):
    send(browser, "/homes", name="Cheryl")
    send(browser, "/people", name="Scott")
    send(browser, "/pin", new="2468")
    answers = []
    for between.node in (0, 1) * 3:
        answers.append(send(browser, "/pin", old="0000", new="1111").text)
    assert ["does not fit" in answer for answer in answers] == [True] * 5 + [False]
    for between.node in (0, 1):
        assert "That was often" in send(browser, "/pin", old="2468", new="1111").text


def test_a_link_shown_by_one_node_is_shown_by_the_other_and_lets_in_there(between, browser, apps):
    send(browser, "/homes", name="Cheryl")
    links = []
    for between.node in (0, 1, 0):
        links.append(link_on(browser))
    assert len(set(links)) == 1
    assert send(phone(None, apps[1]), f"/join/{links[0]}", name="Scott").status_code == 303
    assert phone(None, apps[0]).get(f"/join/{links[0]}").status_code == 404


def test_guesses_of_links_are_counted_on_both_nodes_together(between, browser):
    answers = []
    for guess in range(31):
        between.node = guess % 2
        answers.append(browser.get(f"/join/guess-{guess}").status_code)
    assert answers == [404] * 30 + [429]


def test_a_form_of_one_node_is_taken_by_the_other(between, browser):
    token = csrf(browser)
    between.node = 1
    assert browser.post("/homes", data={"name": "Cheryl", "_csrf_token": token}).status_code == 303
    between.node = 0
    assert browser.get("/").headers["location"] == "/tonight"
