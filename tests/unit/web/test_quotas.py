"""What is more than a home or a host has room for is refused in a sentence; links of the host begin homes."""

import asyncio
from dataclasses import replace

import pytest
from litestar.exceptions import ServiceUnavailableException
from tests.begun import EVENING, begin, begin_command
from tests.begun import begin_night as begin_another
from tests.fakes import FakeClock, MemoryNights
from tests.loop import run
from tests.web_house import memory_house, phone, send

from backrub.application import quotas
from backrub.application.begin_night import begin_night
from backrub.application.invite_home import HOME_INVITATION_MS, invite_home
from backrub.application.quotas import MOST_DEVICES, MOST_LIVE_SESSIONS, HouseRules
from backrub.bootstrap.live import open_live
from backrub.domain.errors import NotAllowed
from backrub.domain.home import Device
from backrub.domain.night import Night
from backrub.web import streams as streams_of
from backrub.web.app import create_app
from backrub.web.streams import OpenStreams

DAY_MS = 24 * 3600 * 1000
BEGAN_MS = 1_790_000_000_000


def house_of(**rules):
    return replace(memory_house(), rules=HouseRules(**rules))


def link_of(house, **more):
    return invite_home(house.people, house.new_token, house.rules, now_ms=house.now_ms(), **more)


def test_a_host_lets_in_as_many_homes_as_they_want():
    house = house_of(most_homes=1)
    app = create_app(house)
    assert send(phone(house, app), "/homes", name="Cheryl").status_code == 303
    refused = send(phone(house, app), "/homes", name="Ada")
    assert refused.status_code == 400
    assert "Everyone this server has room for is here already" in refused.text
    assert 'value="Ada"' in refused.text
    with pytest.raises(NotAllowed):
        link_of(house)


def test_where_homes_begin_by_invitation_a_stranger_is_told_so_and_makes_none():
    house = house_of(invite_only=True)
    client = phone(house)
    start = client.get("/")
    assert "New homes begin here with a link" in start.text
    assert "/homes" not in start.text
    assert send(client, "/homes", name="Mallory").status_code == 400
    assert not house.people.has_homes()


def test_a_link_of_the_host_begins_one_home():
    house = house_of(invite_only=True)
    app, link = create_app(house), link_of(house)
    client = phone(house, app)
    assert "A home of your own" in client.get(f"/join/{link}").text
    joined = send(client, f"/join/{link}", name="Cheryl")
    assert (joined.status_code, joined.headers["location"]) == (303, "/invite")
    assert client.get("/invite").status_code == 200
    assert house.people.count_homes() == 1
    late = phone(house, app)
    assert late.get(f"/join/{link}").status_code == 404
    assert send(late, f"/join/{link}", name="Mallory").status_code == 404
    assert house.people.count_homes() == 1


def test_links_of_the_host_do_not_void_each_other_and_last_a_week():
    house = house_of(invite_only=True)
    first, second = link_of(house), link_of(house)
    for link, name in ((first, "Cheryl"), (second, "Ada")):
        assert send(phone(house), f"/join/{link}", name=name).status_code == 303
    assert house.people.count_homes() == 2
    third = link_of(house)
    later = replace(house, now_ms=lambda: house.now_ms() + HOME_INVITATION_MS)
    assert phone(later).get(f"/join/{third}").status_code == 404


def test_the_second_person_still_comes_by_the_homes_own_link():
    house = house_of(invite_only=True, most_homes=1)
    app = create_app(house)
    hers, his = phone(house, app), phone(house, app)
    send(hers, f"/join/{link_of(house)}", name="Cheryl")
    hers.get("/invite")
    token = house.links.shown(next(iter(house.people._people.values())).home_id)
    joined = send(his, f"/join/{token}", name="Scott")
    assert (joined.status_code, joined.headers["location"]) == (303, "/tonight")
    assert house.people.count_homes() == 1


def test_a_home_knows_a_bounded_number_of_phones():
    house = memory_house()
    hers = phone(house)
    send(hers, "/homes", name="Cheryl")
    person = next(iter(house.people._people.values()))
    for number in range(MOST_DEVICES - 1):
        one = Device(f"d{number}", person.home_id, (person.id,), None)
        house.people.add_device(one, b"%d" % number)
    hers.get("/invite")
    answer = send(phone(house), f"/join/{house.links.shown(person.home_id)}", name="Scott")
    assert answer.status_code == 400
    assert "This home knows 12 phones already" in answer.text


def test_a_home_begins_no_night_beyond_those_it_may_keep_and_goes_on_with_tonights(monkeypatch):
    monkeypatch.setattr(quotas, "MOST_NIGHTS", 2)
    nights = MemoryNights()
    for number in range(2):
        begin_night(
            nights, Night(f"n{number}", "home", ("a", "b"), number * DAY_MS, 7), now_ms=number * DAY_MS
        )
    later = Night("late", "home", ("b", "a"), DAY_MS + 5, 7)
    assert begin_night(nights, later, now_ms=DAY_MS + 5).id == "n1"
    with pytest.raises(NotAllowed, match=r"evenings are kept already"):
        begin_night(nights, later, now_ms=3 * DAY_MS)


def test_a_home_has_a_bounded_number_of_sessions_under_way():
    house = memory_house(FakeClock(BEGAN_MS + 1000))
    begin(house, began_ms=BEGAN_MS)
    live = open_live(house, str)

    async def followed():
        for number in range(MOST_LIVE_SESSIONS):
            command = begin_command(EVENING)
            session = begin_another(house, "home", began_ms=BEGAN_MS, command=command, name=f"-{number}")
            await live.follow(session, "home-scott")
        try:
            await live.follow("home-session", "home-scott")
        finally:
            await live.conductor.close()

    with pytest.raises(NotAllowed, match=r"4 evenings of this home are under way"):
        run(followed())


def test_streams_are_bounded_for_a_home_and_for_a_server(monkeypatch):
    monkeypatch.setattr(streams_of, "MOST_STREAMS", 3)
    monkeypatch.setattr(streams_of, "MOST_STREAMS_OF_HOME", 2)
    streams, refused, may_end = OpenStreams(), [], asyncio.Event()

    async def listen(home):
        try:
            streams.add(home)
        except ServiceUnavailableException as error:
            refused.append((home, error.headers))
            return
        await may_end.wait()

    async def play():
        listening = [asyncio.create_task(listen(home)) for home in "aaabcc"]
        await asyncio.sleep(0)
        assert len(streams) == 3
        may_end.set()
        await asyncio.gather(*listening)
        await asyncio.sleep(0)
        assert len(streams) == 0
        await listen("c")
        streams.stop()
        await listen("d")

    run(play())
    again = {"Retry-After": "1"}
    assert refused == [("a", again), ("c", again), ("c", again), ("d", again)]


def test_it_is_quiet_once_the_last_stream_has_ended():
    quiet = []

    async def play():
        streams, may_end = OpenStreams(on_quiet=lambda: quiet.append(len(streams))), asyncio.Event()

        async def listen():
            streams.add("home")
            await may_end.wait()

        first, second = asyncio.create_task(listen()), asyncio.create_task(listen())
        await asyncio.sleep(0)
        first.cancel()
        await asyncio.wait({first})
        await asyncio.sleep(0)
        assert quiet == []
        may_end.set()
        await second
        await asyncio.sleep(0)

    run(play())
    assert quiet == [0]
