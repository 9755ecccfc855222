"""A device that follows a session is looked up once, and again as soon as anything of it may have changed."""

from dataclasses import replace

import pytest
from tests.begun import COOKIE, begin
from tests.loop import run
from tests.web_house import csrf, memory_house, phone, send

from backrub.application.tokens import digest
from backrub.domain.errors import StoreUnavailable
from backrub.realtime.hub import Hub
from backrub.web.known_devices import KnownDevices

BEGAN_MS = 1_790_000_000_000


class ChangingHub(Hub):
    """A hub that may be cut off from the other servers."""

    is_cut = False

    @property
    def hears(self):
        return not self.is_cut


class House:
    """A house of two whose record counts who asks it for a device."""

    def __init__(self):
        self.house = replace(memory_house(), hub=ChangingHub())
        self.begun = begin(self.house, began_ms=BEGAN_MS)
        self.known = KnownDevices(self.house)
        self.key = digest(self.begun.receiver)
        self.asked = 0
        self.meanwhile = lambda: None
        look_up = self.house.people.device

        def counted(key):
            self.asked += 1
            found = look_up(key)
            self.meanwhile()
            return found

        self.house.people.device = counted

    def device(self):
        return run(self.known.device(self.key))


@pytest.fixture
def here():
    return House()


def test_a_device_is_looked_up_once(here):
    first = here.device()
    assert first.people == ("home-cheryl",)
    assert here.device() is first
    assert here.asked == 1


def test_a_device_nobody_knows_is_asked_for_every_time(here):
    here.key = b"made up"
    assert here.device() is here.device() is None
    assert here.asked == 2


@pytest.mark.parametrize(("topic", "asked"), [("home:home", 2), ("home:other", 1), ("session:home", 1)])
def test_a_hint_that_its_home_changed_makes_a_device_be_looked_up_again(here, topic, asked):
    here.device()
    here.house.hub.publish(topic)
    here.device()
    assert here.asked == asked


def test_where_hints_may_have_been_missed_every_device_is_looked_up_again(here):
    here.device()
    here.house.hub.wake_all()
    here.device()
    assert here.asked == 2


def test_without_hints_from_the_other_servers_nothing_is_taken_as_known(here):
    here.device()
    here.house.hub.is_cut = True
    here.device()
    assert here.asked == 2


def test_what_changed_while_it_was_looked_up_is_not_kept(here):
    here.meanwhile = lambda: here.house.hub.publish("home:home")
    here.device()
    here.meanwhile = lambda: None
    here.device()
    assert here.asked == 2


def test_a_device_stays_until_it_is_forgotten_and_while_the_record_cannot_be_asked(here):
    def away():
        raise StoreUnavailable("It does not answer.")

    assert run(here.known.stays(here.key))
    here.house.people.forget_device(here.device().id)
    here.house.hub.publish("home:home")
    assert not run(here.known.stays(here.key))
    here.meanwhile = away
    assert run(here.known.stays(here.key))


def test_a_phone_that_is_forgotten_is_refused_with_its_very_next_press(here):
    """Both phones are played by one browser, whose cookie changes."""
    path = f"/sessions/{here.begun.session_id}/presses"
    said = {"press": "lovely", "pressed_ms": 0, "sent_ms": 0}
    with phone(here.house) as browser:

        def press(key):
            browser.cookies.set(COOKIE, here.begun.shared)
            header = {"x-csrftoken": csrf(browser)}
            answer = browser.post(path, json=said | {"key": key}, headers=header)
            return answer.status_code, len(here.house.log.read(here.begun.session_id))

        status, length = press("press-one")
        assert status == 200
        browser.cookies.set(COOKIE, here.begun.receiver)
        assert send(browser, "/mine/devices/home-shared/forget").headers["location"] == "/mine"
        assert press("press-two") == (401, length)
