"""While one of the two waits, begins or answers, nothing tells what the other has answered, or that they have."""

import asyncio
import re
from random import Random

import pytest
from tests.before_hands import CHERYL, HOME, SCOTT, phone_of
from tests.web_house import memory_house

from backrub.application.home_ports import Private, PrivateNote
from backrub.application.tokens import digest
from backrub.bootstrap.check_ins import check_ins_of
from backrub.content.loader import load_catalogue
from backrub.documents.check_in_answers import Answers, write_answers
from backrub.documents.evening_schema import Spot
from backrub.domain.arrangement import Part
from backrub.domain.check_in import Feel, Intention, Mood, State
from backrub.domain.home import Device, Person
from backrub.domain.night import Night
from backrub.domain.pressure import PressureWord
from backrub.domain.questions import Question

PAIRS = 200
ROWS = load_catalogue().safety
DONE_SHARE = 0.5
TOKEN = re.compile(r'(_csrf_token" value|name="csrf" content)="[^"]+"')
PAGES = ("/tonight", "/tonight/check-in", "/tonight/brief")


def some(values):
    return lambda rng: tuple(rng.sample(list(values), rng.randint(0, min(4, len(values)))))


FIELDS = {
    "part": lambda rng: rng.choice(list(Part)),
    "state": some(State),
    "intention": lambda rng: rng.choice([None, *Intention]),
    "mood": lambda rng: rng.choice([None, *Mood]),
    "pressure": lambda rng: rng.choice([None, *PressureWord]),
    "spots": lambda rng: (Spot(where="neck:left", feel=rng.choice(list(Feel)), tension=rng.randint(0, 10)),),
    "minutes": lambda rng: rng.randint(5, 60),
    "guess": lambda rng: rng.choice([None, *PressureWord]),
    "health": some(ROWS),
    "passed": some(Question),
    "seen": some(Question),
}
HIS = {
    "nothing begun": None,
    "answering": Answers(part=Part.GIVE, seen=(Question.PART,)),
}


class Home:
    """A home in which Scott looks, and Cheryl's answers vary."""

    def __init__(self, his, *, one_phone):
        self.house = memory_house()
        people = (CHERYL, SCOTT)
        for one in people:
            self.house.people.add_person(Person(one, HOME, one.capitalize()))
            self.house.people.add_device(Device(one, HOME, people if one_phone else (one,), one), digest(one))
        self.house.nights.add_night(Night("night", HOME, people, self.house.now_ms(), 7))
        if his is not None:
            note = PrivateNote("night", SCOTT, Private.CHECK_IN, write_answers(his))
            self.house.nights.keep_private(note)
        self.scott = phone_of(self.house, SCOTT)

    def told(self, answers, *, done):
        """Return all that Scott can fetch once Cheryl has said this, and whether he is woken."""
        check_ins = check_ins_of(self.house, HOME)
        night = check_ins.keep("night", CHERYL, write_answers(answers), done=done, finish=done)
        pages = [self.scott.get(path) for path in PAGES]
        told = [(page.status_code, page.headers.get("location"), TOKEN.sub("", page.text)) for page in pages]
        return told, night.version


@pytest.fixture
def many():
    """Keep coverage out: hundreds of pages take minutes if traced."""


@pytest.mark.parametrize("his", HIS)
@pytest.mark.parametrize("field", FIELDS)
def test_until_both_have_answered_no_byte_tells_of_the_other(field, his, many):
    home, rng = Home(HIS[his], one_phone=field == "part"), Random(f"{field} {his}")
    plain = home.told(Answers(), done=False)
    for _ in range(PAIRS // len(HIS)):
        answers = Answers(**{field: FIELDS[field](rng)})
        assert home.told(answers, done=rng.random() < DONE_SHARE) == plain, answers


def test_nobody_is_woken_until_both_have_answered():
    home = Home(HIS["answering"], one_phone=False)
    with (
        home.house.hub.subscribed("night:night") as night,
        home.house.hub.subscribed(f"home:{HOME}") as at_home,
    ):
        cheryl = phone_of(home.house, CHERYL)
        for path in ("/tonight/begin", "/tonight/not-now"):
            token = re.search(r'name="csrf" content="([^"]+)"', cheryl.get("/what-works").text)[1]
            assert cheryl.post(path, data={"_csrf_token": token}).status_code == 303
        assert not asyncio.run(night.wait(0.0))
        assert not asyncio.run(at_home.wait(0.0))
