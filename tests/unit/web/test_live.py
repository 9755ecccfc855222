"""The live routes: who may follow, what a press does, what the stream says, and what it never says."""

import asyncio
import json
import re

import pytest
from tests.begun import COOKIE, begin, replanner
from tests.fakes import FakeClock
from tests.loop import run
from tests.web_house import csrf, memory_house, phone

from backrub.application.run_session import RunSession
from backrub.bootstrap.live import open_live
from backrub.domain.errors import StoreAway
from backrub.domain.session.commands import Debrief, End, GiveFeedback
from backrub.domain.session.events import CameLate, Feedback, FeedbackGiven, Paused, Resumed, Stopped
from backrub.realtime.conductor import topic_of
from backrub.web import live_stream
from backrub.web.assets import asset

BEGAN_MS = 1_790_000_000_000


class Evening:
    """A house with a session under way for 130 seconds, and phones in it."""

    def __init__(self):
        self.clock = FakeClock(BEGAN_MS + 130_000)
        self.house = memory_house(self.clock)
        self.begun = begin(self.house, began_ms=BEGAN_MS)
        self.path = f"/sessions/{self.begun.session_id}"

    def phone(self, who):
        client = phone(self.house)
        client.cookies.set(COOKIE, getattr(self.begun, who))
        return client

    def events(self, kind):
        log = self.house.log.read(self.begun.session_id)
        return [one.event for one in log if isinstance(one.event, kind)]


@pytest.fixture
def evening():
    return Evening()


def press(client, path, name, *, age_ms=0, key=None, **more):
    body = {"key": key or f"key-of-{name.replace(':', '-').replace('@', '-')}", "press": name, **more}
    body |= {"pressed_ms": 5_000_000 - age_ms, "sent_ms": 5_000_000}
    return client.post(f"{path}/presses", json=body, headers={"x-csrftoken": csrf(client)})


def test_a_press_is_recorded_and_answered_with_its_place(evening):
    with evening.phone("receiver") as client:
        answer = press(client, evening.path, "softer")
    assert answer.status_code == 200
    assert answer.json() == {"seq": len(evening.house.log.read(evening.begun.session_id)), "late": False}
    assert [event.feedback for event in evening.events(FeedbackGiven)] == [Feedback.SOFTER]


def test_the_same_key_twice_counts_once(evening):
    with evening.phone("receiver") as client:
        first, again = (press(client, evening.path, "softer") for _ in range(2))
    assert first.json() == again.json()
    assert len(evening.events(FeedbackGiven)) == 1


def test_a_late_word_is_noted_only_and_a_late_stop_acts(evening):
    with evening.phone("receiver") as client:
        assert press(client, evening.path, "firmer", age_ms=11_000).json()["late"] is True
        assert evening.events(FeedbackGiven) == []
        assert press(client, evening.path, "stop", age_ms=600_000).json()["late"] is False
    assert [event.word for event in evening.events(CameLate)] == ["firmer"]
    assert len(evening.events(Stopped)) == 1


def test_going_on_that_comes_after_the_stop_it_was_pressed_before_changes_nothing(evening):
    with evening.phone("receiver") as receiver, evening.phone("giver") as giver:
        press(giver, evening.path, "pause")
        evening.clock.jump(2)
        press(receiver, evening.path, "stop")
        evening.clock.jump(3)
        assert press(giver, evening.path, "resume", age_ms=4_000).json()["late"] is True
        assert evening.events(Resumed) == []
        assert press(giver, evening.path, "resume", key="once-more").json()["late"] is False
    assert len(evening.events(Resumed)) == 1


def test_a_phone_whose_clock_runs_backwards_is_not_late(evening):
    with evening.phone("receiver") as client:
        assert press(client, evening.path, "softer", age_ms=-90_000).json()["late"] is False


def test_who_pressed_follows_from_the_device(evening):
    with evening.phone("giver") as client:
        press(client, evening.path, "pause")
    with evening.phone("receiver") as client:
        press(client, evening.path, "resume")
        press(client, evening.path, "pause", key="another-key")
    assert [event.who.value for event in evening.events(Paused)] == ["giver", "receiver"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"press": "harder"}, 400),
        ({"key": "short"}, 400),
        ({"key": "no spaces in here"}, 400),
        ({"pressed_ms": "soon"}, 400),
        ({"press": "extend", "value": 90}, 400),
        ({"press": "answer:just_right"}, 409),
    ],
)
def test_what_does_not_fit_is_refused_in_one_sentence(evening, body, status):
    whole = {"key": "a-good-key", "press": "softer", "pressed_ms": 1, "sent_ms": 1, **body}
    with evening.phone("receiver") as client:
        answer = client.post(f"{evening.path}/presses", json=whole, headers={"x-csrftoken": csrf(client)})
    assert answer.status_code == status
    assert re.fullmatch(r"[^\n]+[.]", answer.json()["trouble"])
    assert evening.events(FeedbackGiven) == []


def test_a_press_without_its_token_is_refused(evening):
    with evening.phone("receiver") as client:
        body = {"key": "a-good-key", "press": "stop", "pressed_ms": 1, "sent_ms": 1}
        assert client.post(f"{evening.path}/presses", json=body).status_code == 403
    assert evening.events(Stopped) == []


@pytest.mark.parametrize("path", ["/state", "/stream", "/pictures/0123456789abcdef0123.svg"])
def test_people_of_another_home_find_nothing(evening, path):
    other = begin(evening.house, began_ms=BEGAN_MS, home="elsewhere")
    with phone(evening.house) as client:
        client.cookies.set(COOKIE, other.giver)
        theirs = client.get(evening.path + path)
        never = client.get("/sessions/never" + path)
    assert (theirs.status_code, theirs.content) == (404, never.content)


def test_people_of_another_home_press_nothing(evening):
    house = evening.house
    other = begin(house, began_ms=BEGAN_MS, home="elsewhere")
    with phone(house) as client:
        client.cookies.set(COOKIE, other.giver)
        assert press(client, evening.path, "stop").status_code == 404
    assert evening.events(Stopped) == []


def test_both_phones_get_the_same_state(evening):
    with phone(evening.house) as client:
        client.cookies.set(COOKIE, evening.begun.giver)
        press(client, evening.path, "pause")  # nothing is due any more
        states = []
        for token in (evening.begun.giver, evening.begun.receiver):
            client.cookies.set(COOKIE, token)
            states.append(client.get(f"{evening.path}/state").json())
    assert states[0] == states[1]


def test_every_picture_of_the_plan_is_there_and_stays(evening):
    with evening.phone("giver") as client:
        steps = client.get(f"{evening.path}/state").json()["plan"]["steps"]
        names = {picture["name"] for step in steps for picture in step["pictures"]}
        answers = [client.get(f"{evening.path}/pictures/{name}.svg") for name in sorted(names)[:12]]
        assert client.get(f"{evening.path}/pictures/{'0' * 20}.svg").status_code == 404
    assert len(names) > len(steps)
    for answer in answers:
        assert answer.status_code == 200
        assert "immutable" in answer.headers["cache-control"]
        assert answer.text.startswith("<svg")
        assert "style=" not in answer.text
        assert "<style" not in answer.text


def test_each_has_their_own_page_and_a_shared_phone_has_both(evening):
    expected = {"giver": (200, 303), "receiver": (303, 200), "shared": (200, 200)}
    for who, statuses in expected.items():
        with evening.phone(who) as client:
            pages = [client.get(f"/tonight/{name}") for name in ("guide", "remote")]
            assert tuple(page.status_code for page in pages) == statuses


def test_after_the_end_both_pages_lead_on(evening):
    with evening.phone("shared") as client:
        press(client, evening.path, "end")
        for name in ("guide", "remote"):
            assert client.get(f"/tonight/{name}").headers["location"] == "/tonight"


def test_a_page_without_scripts_presses_by_its_form(evening):
    with evening.phone("receiver") as client:
        html = client.get("/tonight/remote").text
        key = re.search(r'name="key" value="([^"]+)"', html)[1]
        form = {"key": key, "press": "softer", "at": "remote", "_csrf_token": csrf(client)}
        answer = client.post("/tonight/press", data=form)
        again = client.post("/tonight/press", data=form)
    assert (answer.status_code, answer.headers["location"]) == (303, "/tonight/remote")
    assert again.status_code == 303
    assert len(evening.events(FeedbackGiven)) == 1


def test_state_in_a_page_cannot_end_its_element(evening):
    with evening.phone("giver") as client:
        html = client.get("/tonight/guide").text
    embedded = re.search(r'<script type="application/json" id="live">(.*?)</script>', html, re.DOTALL)[1]
    assert "<" not in embedded
    assert json.loads(embedded)["state"] == "running"


def test_the_service_worker_bears_todays_digest_and_is_asked_for_anew(evening):
    with evening.phone("giver") as client:
        answer = client.get("/sw.js")
    assert "__DIGEST__" not in answer.text
    assert answer.headers["cache-control"] == "no-cache"


class Stream:
    """The events of a stream as they come; the phone may be forgotten meanwhile."""

    is_known = True

    async def stays(self):
        return self.is_known

    def __init__(self, live, session, *, after=0):
        self._events = live_stream.stream(live, session, "en", after=after, stays=self.stays)

    async def next(self):
        async with asyncio.timeout(10):
            text = (await anext(self._events)).decode()
        lines = dict(line.split(": ", 1) for line in text.strip().splitlines())
        return lines.get("event", "message"), lines.get("id"), json.loads(lines["data"])

    async def opened(self):
        async with asyncio.timeout(10):
            assert (await anext(self._events)) == b"retry: 1000\n\n"
        return await self.next()


def followed(play):
    """Play on a followed session of a fresh evening."""

    async def playing():
        evening = Evening()
        live = open_live(evening.house, asset)
        session = await live.follow(evening.begun.session_id, "home-scott")
        try:
            await play(evening, live, session)
        finally:
            await live.conductor.close()

    run(playing())


def test_a_stream_opens_with_the_whole_state_and_then_tells_each_command():
    async def play(evening, live, session):
        one = Stream(live, session)
        kind, _, hello = await one.opened()
        assert (kind, hello["state"]) == ("hello", "running")
        assert hello["plan"]["steps"]
        recorded = await live.conductor.handle(session, GiveFeedback("w", Feedback.LOVELY))
        kind, seq, message = await one.next()
        while message.get("kind") != "feedback_given":
            kind, seq, message = await one.next()
        assert (kind, int(seq)) == ("message", recorded[-1].seq)
        assert message["line"]["text"] == "Lovely. Just like this."
        assert "plan" not in message

    followed(play)


def test_a_page_that_has_the_plan_is_not_sent_it_again():
    async def play(evening, live, session):
        one = Stream(live, session, after=session.teller.seq)
        assert "plan" not in (await one.opened())[2]

    followed(play)


def test_a_stream_that_lags_gets_the_whole_state_anew():
    async def play(evening, live, session):
        one = Stream(live, session)
        await one.opened()
        for number in range(12):
            await live.conductor.handle(session, GiveFeedback(f"w{number}", Feedback.LOVELY))
        assert (await one.next())[0] == "ping"
        kind, _, hello = await one.next()
        assert (kind, hello["seq"]) == ("hello", session.teller.seq)

    followed(play)


def test_a_stream_to_a_phone_that_was_forgotten_ends_with_the_next_thing_it_would_tell():
    async def play(evening, live, session):
        one = Stream(live, session)
        await one.opened()
        await one.next()
        one.is_known = False
        await live.conductor.handle(session, GiveFeedback("w", Feedback.LOVELY))
        assert (await one.next())[0] == "gone"
        with pytest.raises(StopAsyncIteration):
            await one.next()

    followed(play)


def test_a_stream_pings_with_the_sessions_clock(monkeypatch):
    monkeypatch.setattr(live_stream, "PING_S", 0.01)

    async def play(evening, live, session):
        one = Stream(live, session)
        await one.opened()
        seen = [await one.next() for _ in range(3)]
        assert ("ping", None, {"now_ms": 130_000}) in seen

    followed(play)


def test_a_stream_stays_while_the_record_is_away_and_tells_what_was_missed(monkeypatch):
    monkeypatch.setattr(live_stream, "PING_S", 0.01)

    async def play(evening, live, session):
        log, read = evening.house.log, evening.house.log.read
        one = Stream(live, session)
        await one.opened()
        missed = RunSession(log, session.ref.id, replanner()).handle(
            GiveFeedback("elsewhere", Feedback.LOVELY), session.session.last_ms
        )

        def away(*_, **__):
            raise StoreAway("It does not answer.")

        monkeypatch.setattr(log, "read", away)
        evening.house.hub.publish(topic_of(session.ref.id))
        assert [(await one.next())[0] for _ in range(4)] == ["ping"] * 4
        monkeypatch.setattr(log, "read", read)
        while (seen := await one.next())[0] == "ping":
            pass
        assert int(seen[1]) == missed[-1].seq

    followed(play)


def test_a_stream_says_when_its_session_was_erased():
    async def play(evening, live, session):
        one = Stream(live, session)
        await one.opened()
        evening.house.nights.erase_night("home-night")
        evening.house.hub.publish(topic_of(session.ref.id))
        seen = [await one.next()]
        while seen[-1][0] != "gone":
            seen.append(await one.next())
        assert evening.house.log.read(session.ref.id) == []

    followed(play)


def test_a_stream_says_nothing_of_what_was_closed_in_private(monkeypatch):
    monkeypatch.setattr(live_stream, "PING_S", 0.01)

    async def play(evening, live, session):
        await live.conductor.handle(session, End("end"))
        one = Stream(live, session)
        _, _, before = await one.opened()
        await live.conductor.handle(session, Debrief("d", "planted", put_up_with=True, keep="planted"))
        seen = [await one.next() for _ in range(3)]
        assert {kind for kind, _, _ in seen} == {"ping"}
        _, _, after = await Stream(live, session).opened()
        assert after == before

    followed(play)


def test_nobody_else_follows_a_session():
    async def play(evening, live, session):
        assert await live.follow(session.ref.id, "somebody") is None
        assert await live.follow("never", "home-scott") is None

    followed(play)
