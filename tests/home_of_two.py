"""A home of two behind the real app, all in memory: every byte that one of them can fetch, at any stage."""

import asyncio
from collections import Counter
from dataclasses import dataclass, replace
from functools import partial

import msgspec
from litestar.middleware.csrf import generate_csrf_token

from backrub.application.begin_session import begin_session
from backrub.application.home_ports import Private, PrivateNote
from backrub.application.run_session import RunSession
from backrub.application.tokens import digest
from backrub.bootstrap.house import House
from backrub.bootstrap.night_plan import tonight_for
from backrub.content.loader import load_catalogue
from backrub.documents.check_in_answers import Answers, evening_of_turn, write_answers
from backrub.domain.arrangement import Part, Turn
from backrub.domain.briefing import brief_for
from backrub.domain.home import Device, Person
from backrub.domain.night import Night, NightTurn
from backrub.domain.planner.replan import replan
from backrub.domain.questions import Question
from backrub.domain.session.commands import Advance, Debrief, End, GiveFeedback
from backrub.domain.session.events import Feedback
from backrub.realtime.hub import Hub
from backrub.web.app import create_app
from tests.asking import FORM, JSON, Asked, ask
from tests.fakes import MemoryEventLog, MemoryLinks, MemoryNights, MemoryPeople, MemoryThrottle

CATALOGUE = load_catalogue()
REPLANNER = partial(replan, catalogue=CATALOGUE)
NIGHT_MS = 1_790_000_000_000
"""The Unix time at which the clock of this home stands still."""

CHERYL, SCOTT, HOME, NIGHT = "cheryl-id", "scott-id", "home-id", "night-id"
MADE_MS = NIGHT_MS - 300_000
SESSION = f"{NIGHT}-1-{MADE_MS}"
NAMES = {CHERYL: "Cheryl", SCOTT: "Scott"}
TURN = Turn(giver=SCOTT, receiver=CHERYL)
STAGES = ("asked", "planned", "ready", "live", "closing", "over")

OWN_QUESTIONS = ("/tonight/check-in/part", "/tonight/check-in/mood", "/tonight/check-in/health_now")
PAGES = (
    *("/", "/what-works", "/invite", "/people", "/pin", "/tonight", "/tonight/settle", "/tonight/brief"),
    *("/tonight/plan", "/tonight/plan/0.svg", "/tonight/plan/paper", "/tonight/ready", "/tonight/guide"),
    *("/tonight/remote", "/tonight/listen", "/tonight/close", "/tonight/close/words", "/history"),
    *("/history/insight", f"/history/{NIGHT}", "/mine", "/mine/back", "/mine/export.json"),
    *("/mine/learned", "/mine/learned/between_blades:left"),
    *(f"/sessions/{SESSION}/{part}" for part in ("state", "score.json", "pictures/none.svg")),
)
STREAMS = ("/tonight/stream", f"/sessions/{SESSION}/stream?after=0")
PUT_AWAY = ("/who",)
"""What puts the phone away must come last: whatever is asked after it is answered to nobody."""

AHHH = Debrief("debrief", "Ahhh")

Written = dict[str, Answers]


@dataclass(frozen=True)
class Evening:
    """Hold the private answers of both, and what they say at the close."""

    answers: Written
    closing: Debrief = AHHH
    giver_closing: str = "{}"

    @property
    def brief(self):
        """Return what both may know of the answers, and nothing else."""
        texts = {one: write_answers(said) for one, said in self.answers.items()}
        return brief_for(evening_of_turn(TURN, texts, NAMES, CATALOGUE.safety), CATALOGUE)


def answers_from(evening):
    """Return what Cheryl and Scott answer, from a random evening file in which she receives."""
    seen = tuple(Question)
    receiver, giver = dict(evening["receiver"]), dict(evening.get("giver", {}))
    surface = "chair" if evening["position"] == "seated" else "bed"
    asked = ("minutes", "position", "surface", "clothed", "oil", "cradle")
    frame = {"surface": surface} | {key: evening[key] for key in asked if key in evening}
    passed = () if "health" in receiver else tuple(one for one in Question if one.startswith("health"))
    guess = giver.pop("guess", {}).get("pressure")
    for person in (receiver, giver):
        person.pop("name", None)
        person.pop("tonight", None)
    return {
        CHERYL: msgspec.convert(
            {**receiver, **frame, "part": Part.RECEIVE, "seen": seen, "passed": passed}, Answers
        ),
        SCOTT: msgspec.convert({**giver, "part": Part.GIVE, "seen": seen, "guess": guess}, Answers),
    }


class HomeOfTwo:
    """Serve one evening at a time to Cheryl and Scott, each on a phone of their own."""

    def __init__(self):
        chance = Counter()

        def new_token():
            chance["token"] += 1
            return f"token-{chance['token']}"

        self.chance = chance
        self.log = MemoryEventLog()
        self.nights = MemoryNights(self.log)
        self.people = MemoryPeople(self.nights)
        self.house = House(
            self.people,
            self.nights,
            self.people.keepsakes,
            MemoryThrottle(),
            MemoryLinks(),
            self.log,
            Hub(),
            CATALOGUE,
            lambda: NIGHT_MS,
            new_token,
            bytes(32),
        )
        self.app = create_app(self.house)
        self.form_token = generate_csrf_token(bytes(32).hex())

    def play(self, evening, stage):
        """Bring the evening to a stage, from nothing."""
        self._move_in()
        at = STAGES.index(stage)
        turn = NightTurn(TURN, brief_read=at >= STAGES.index("ready"))
        turns = () if stage == "asked" else (turn,)
        self.nights.add_night(Night(NIGHT, HOME, (CHERYL, SCOTT), MADE_MS, 7, turns, is_settled=bool(turns)))
        for person_id, answers in evening.answers.items():
            if person_id == CHERYL or stage != "asked":
                self._keep(person_id, Private.CHECK_IN, write_answers(answers))
        if at >= STAGES.index("live"):
            self._live(evening, stage)

    def _move_in(self):
        for person in self.people.people(HOME):
            self.people.erase_person(person.id)
        for person_id, name in NAMES.items():
            self.people.add_person(Person(person_id, HOME, name))
            self.people.add_device(
                Device(f"{name}s-phone", HOME, (person_id,), person_id), digest(f"phone-{name}")
            )
        self.chance.clear()

    def _live(self, evening, stage):
        night = self.nights.night(NIGHT)
        tonight = tonight_for(self.house, night, night.now)
        if not tonight.plan.steps:
            return
        began_ms = NIGHT_MS - 70_000  # what was due by now is recorded, nothing is due yet
        begun = begin_session(self.nights, self.log, night, tonight, REPLANNER, began_ms=began_ms)
        assert begun.turns[0].session_id == SESSION
        run = RunSession(self.log, SESSION, REPLANNER)
        run.handle(Advance("to-60"), 60_000)
        run.handle(GiveFeedback("softer", Feedback.SOFTER), 70_000)
        if stage == "live":
            return
        run.handle(End("end"), 80_000)
        run.handle(evening.closing, 90_000)
        self._keep(SCOTT, Private.CLOSING, evening.giver_closing)
        self._thank({CHERYL} if stage == "closing" else {CHERYL, SCOTT})

    def _thank(self, people):
        night = self.nights.night(NIGHT)
        closed = night.with_turn(replace(night.turns[0], thanked=frozenset(people)))
        self.nights.change_night(replace(closed, is_over=closed.now is None))

    def _keep(self, person_id, kind, answers):
        self.nights.keep_private(PrivateNote(NIGHT, person_id, kind, answers, done=True))

    def told(self, person_id, requests):
        """Return status, headers and body of what someone is answered, by method, address and content.

        The method STREAM reads a stream up to its first event.
        """
        return asyncio.run(self._told(NAMES[person_id], requests))

    def cookies(self, name):
        """Return the cookies of someone's phone; the form's token is the same for all."""
        return {"backrub_device": f"phone-{name}", "backrub_form": self.form_token}

    async def _told(self, name, requests):
        return {request: await self._one(self.cookies(name), request) for request in requests}

    async def _one(self, cookies, request):
        method, address, content = request
        told = await ask(
            self.app,
            Asked(
                "GET" if method == "STREAM" else method,
                address,
                content or b"",
                kind=JSON if (content or b"").startswith(b"{") else FORM,
                cookies=cookies,
                headers={"x-csrftoken": self.form_token},
                stream=method == "STREAM",
            ),
        )
        return told.status, told.headers, told.body
