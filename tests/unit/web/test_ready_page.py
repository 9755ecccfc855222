"""Making ready: ticks shared by both phones, and one beginning however many tap."""

import msgspec
import pytest
from tests.before_hands import CHERYL, HERS, NIGHT, SCOTT, doorstep, phone_of, with_turn
from tests.fakes import FakeClock
from tests.web_house import memory_house, send

from backrub.domain.session.events import SessionBegan

NOW_MS = 1_790_000_000_000


def ready(**how):
    return doorstep(memory_house(FakeClock(NOW_MS)), brief_read=True, **how)


def prepared(house):
    return house.nights.night(NIGHT).now.prepared


def sessions(house):
    return house.log.sessions(home="home")


def test_the_page_names_what_this_position_needs():
    with phone_of(ready(), SCOTT) as his:
        page = his.get("/tonight/ready").text
    assert "Make the bed ready, together." in page
    assert "under the ankles" in page
    assert "Phones quiet. The sound goes on." in page


def test_until_the_brief_is_read_there_is_nothing_to_make_ready():
    with phone_of(doorstep(), SCOTT) as his:
        assert his.get("/tonight/ready").headers["location"] == "/tonight"


def test_a_tick_on_one_phone_is_seen_on_the_other():
    house = ready()
    with phone_of(house, SCOTT) as his, phone_of(house, CHERYL) as hers:
        send(his, "/tonight/ready", item="warm_room", done="yes")
        assert 'value="warm_room" checked' in hers.get("/tonight/ready").text
        send(hers, "/tonight/ready", item="towels", done="yes")
        send(his, "/tonight/ready", item="warm_room", done="")
    assert prepared(house) == {"towels"}


@pytest.mark.parametrize("ticks", [["warm_room", "candle"], ["towels"], []])
def test_without_scripts_all_ticks_are_kept_at_once(ticks):
    house = ready(prepared=frozenset({"music"}))
    with phone_of(house, SCOTT) as his:
        send(his, "/tonight/ready", prepared=ticks)
    assert prepared(house) == set(ticks)


def test_what_is_not_on_the_list_cannot_be_ticked():
    house = ready()
    with phone_of(house, SCOTT) as his:
        send(his, "/tonight/ready", item="dragons", done="yes")
    assert prepared(house) == frozenset()


@pytest.mark.parametrize("delay_s", [0, 20, 60])
def test_beginning_opens_one_session_after_the_time_to_get_ready(delay_s):
    house = ready()
    with phone_of(house, SCOTT) as his:
        assert send(his, "/tonight/start", delay_s=str(delay_s)).headers["location"] == "/tonight"
    [ref] = sessions(house)
    assert (ref.giver, ref.receiver, ref.began_ms) == (SCOTT, CHERYL, NOW_MS + delay_s * 1000)
    assert house.nights.night(NIGHT).now.session_id == ref.id
    began = house.log.read(ref.id)[0].event
    assert isinstance(began, SessionBegan)
    assert began.plan.traced


def test_two_phones_begin_one_session():
    house = ready()
    with phone_of(house, SCOTT) as his, phone_of(house, CHERYL) as hers:
        for client in (his, hers, his):
            send(client, "/tonight/start", delay_s="20")
        assert his.get("/tonight").headers["location"] == "/tonight/guide"
        assert hers.get("/tonight").headers["location"] == "/tonight/remote"
    assert len(sessions(house)) == 1


def test_an_odd_delay_is_refused_in_one_sentence():
    house = ready()
    with phone_of(house, SCOTT) as his:
        answer = send(his, "/tonight/start", delay_s="7")
    assert answer.status_code == 400
    assert "0, 20 or 60 seconds" in answer.text
    assert sessions(house) == []


def test_how_to_press_deep_is_told_where_it_is_wished():
    deep = msgspec.structs.replace(HERS, pressure="deep")
    with phone_of(ready(hers=deep), SCOTT) as his, phone_of(ready(), SCOTT) as plain:
        assert "after a fresh yes" in his.get("/tonight/ready").text
        assert "after a fresh yes" not in plain.get("/tonight/ready").text


def test_after_the_first_turn_the_second_begins_with_the_parts_changed():
    house = ready(swap=True)
    with phone_of(house, SCOTT) as his, phone_of(house, CHERYL) as hers:
        send(his, "/tonight/start", delay_s="0")
        with_turn(house, thanked=frozenset({CHERYL, SCOTT}))
        assert "For Cheryl" in hers.get("/tonight/brief").text
        assert "What Cheryl reads" in his.get("/tonight/brief").text
        send(hers, "/tonight/brief")
        send(hers, "/tonight/start", delay_s="0")
    assert [(ref.giver, ref.receiver) for ref in sessions(house)] == [(SCOTT, CHERYL), (CHERYL, SCOTT)]


def test_on_one_phone_one_line_says_where_to_lay_it():
    with phone_of(ready(one_phone=True), SCOTT) as phone:
        assert "One phone is plenty" in phone.get("/tonight/ready").text
