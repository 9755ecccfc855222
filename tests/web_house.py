"""A house in memory and phones that visit it."""

import re
from itertools import count

from litestar.testing import TestClient

from backrub.bootstrap.house import House
from backrub.content.loader import load_catalogue
from backrub.realtime.hub import Hub
from backrub.web.app import create_app
from tests.fakes import FakeClock, MemoryEventLog, MemoryLinks, MemoryNights, MemoryPeople, MemoryThrottle

LAN = "192.168.1.20"
_FIELD = re.compile(r'name="_csrf_token" value="([^"]+)"')


def memory_house(clock=None):
    """Return a house whose record lasts as long as the test; its tokens count up."""
    tokens = (f"token-{number:038d}" for number in count(1))
    log = MemoryEventLog()
    nights = MemoryNights(log)
    people = MemoryPeople(nights)
    return House(
        people=people,
        nights=nights,
        keepsakes=people.keepsakes,
        throttle=MemoryThrottle(),
        links=MemoryLinks(),
        log=log,
        hub=Hub(),
        catalogue=load_catalogue(),
        now_ms=(clock or FakeClock(1_790_000_000_000)).now_ms,
        new_token=lambda: next(tokens),
        key=bytes(32),
    )


def phone(house, app=None, **options):
    """Return a browser without cookies; follow_redirects is off, so that each answer is seen.

    Phones given the same `app` meet the same limits.
    """
    options.setdefault("base_url", "http://192.168.1.20:8000")
    client = TestClient(app or create_app(house, reach=lambda: LAN), raise_server_exceptions=False, **options)
    client.follow_redirects = False
    return client


def csrf(client, path="/what-works"):
    """Return the token of a page's form, as a browser would find it."""
    found = re.search(r'<meta name="csrf" content="([^"]+)"', client.get(path).text)
    assert found, path
    return found[1]


def send(client, path, **fields):
    """Post a form as its page would."""
    return client.post(path, data={**fields, "_csrf_token": csrf(client)})
