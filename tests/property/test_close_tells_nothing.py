"""Whatever one of the two says at the close, not a byte that the other can fetch is another."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from litestar.middleware.csrf import generate_csrf_token
from tests.begun import COOKIE
from tests.ended import SPOT, ended
from tests.web_house import memory_house, phone

from backrub.documents.closing_answers import FELT_GIVING, FELT_RECEIVING, PUT_UP_WITH_GIVING, WANTS
from backrub.domain.back import Group
from backrub.domain.tension import TensionNow

PAIRS = 200
FORM_TOKEN = generate_csrf_token(bytes(32).hex())
OTHERS_PAGES = (
    *("/", "/tonight", "/tonight/close", "/tonight/close/words", "/tonight/brief", "/tonight/plan"),
    *("/tonight/guide", "/tonight/remote", "/history", "/history/home-night", "/mine", "/mine/export.json"),
    *("/sessions/home-session/state", "/who"),
)

KEEP = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=90)


def said(**answers):
    """Return any words: each question may be passed over."""
    return st.fixed_dictionaries({}, optional=answers)


RECEIVER = said(
    **{
        "felt": st.sampled_from(list(FELT_RECEIVING)),
        "put_up": st.sampled_from(["no", "yes"]),
        "keep": KEEP,
        f"now:{SPOT}": st.sampled_from(list(TensionNow)),
        f"wants:{SPOT}": st.sampled_from(list(WANTS)),
        **{f"wants:{group}": st.sampled_from(list(WANTS)) for group in Group},
    }
)
GIVER = said(
    felt=st.sampled_from(list(FELT_GIVING)),
    put_up_with=st.lists(st.sampled_from(list(PUT_UP_WITH_GIVING)), unique=True),
    keep=KEEP,
)


class Home:
    """Let the same evening end again and again, each time closed with other words."""

    def __init__(self):
        self.house = memory_house()
        ended(self.house)
        self.phones = {whose: self._phone(whose) for whose in ("giver", "receiver")}
        log, nights, people = self.house.log, self.house.nights, self.house.people
        self.before = (log._events["home-session"], nights._nights, nights._notes, people._devices)

    def _phone(self, whose):
        client = phone(self.house, cookies={COOKIE: f"home-{whose}-token", "backrub_form": FORM_TOKEN})
        client.headers["x-csrftoken"] = FORM_TOKEN
        return client

    def anew(self):
        """Return to the moment before anyone said a word."""
        events, nights, notes, devices = self.before
        self.house.log._events["home-session"] = list(events)
        self.house.nights._nights, self.house.nights._notes = dict(nights), dict(notes)
        self.house.people._devices = dict(devices)

    def told(self, reader, writer, words):
        """Return every byte the reader can fetch once the writer has said good night."""
        self.anew()
        answer = self.phones[writer].post("/tonight/close", data=words)
        assert answer.headers["location"] == "/tonight/close"
        return {path: _answer(self.phones[reader], path) for path in OTHERS_PAGES}


def _answer(client, path):
    answer = client.get(path)
    headers = sorted((name, value) for name, value in answer.headers.items() if name != "set-cookie")
    return answer.status_code, headers, answer.content


@pytest.fixture(scope="module")
def home():
    return Home()


@pytest.fixture
def many():
    """Keep coverage out: hundreds of closings take minutes if traced."""


@pytest.mark.parametrize(
    ("writer", "reader", "words"), [("receiver", "giver", RECEIVER), ("giver", "receiver", GIVER)]
)
def test_words_at_the_close_change_no_byte_of_the_others(home, many, writer, reader, words):
    without_words = home.told(reader, writer, {})

    @given(words=words)
    @settings(max_examples=PAIRS, suppress_health_check=list(HealthCheck))
    def holds(words):
        assert home.told(reader, writer, words) == without_words

    holds()


def test_the_writers_own_pages_do_differ(home):
    words = {"felt": "ahhh", "put_up": "yes", "keep": "the slow part", f"now:{SPOT}": "tender"}
    assert home.told("receiver", "receiver", words) != home.told("receiver", "receiver", {})
