"""What the page plays from: the score of the plan as it is now, for those it belongs to."""

import pytest
from tests.before_hands import SCOTT, doorstep, phone_of
from tests.begun import COOKIE, begin
from tests.unit.web.test_live import Evening, press
from tests.web_house import phone

from backrub.documents.score_json import read_score
from backrub.domain.score.breakpoints import breakpoints

BEGAN_MS = 1_790_000_000_000


@pytest.fixture
def evening():
    return Evening()


def score(client, evening):
    answer = client.get(f"{evening.path}/score.json")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    return read_score(answer.content)


def test_both_are_given_the_score_of_the_plan(evening):
    with evening.phone("giver") as his, evening.phone("receiver") as hers:
        read = score(his, evening)
        plan = his.get(f"{evening.path}/state").json()["plan"]
        assert read == score(hers, evening)
    assert [step.id for step in read.steps] == [step["id"] for step in plan["steps"]]
    assert breakpoints(read).spoken


def test_no_question_is_told_ahead_because_it_may_be_left_out(evening):
    with evening.phone("giver") as client:
        read = score(client, evening)
        asks = [step["ask"] for step in client.get(f"{evening.path}/state").json()["plan"]["steps"]]
    keys = [cue.key for step in read.steps for cue in step.cues]
    assert any(asks)
    assert not [key for key in keys if key.startswith("ask.")]


def test_a_word_changes_what_comes_and_nothing_before(evening):
    with evening.phone("receiver") as client:
        before = score(client, evening)
        press(client, evening.path, "slower")
        after = score(client, evening)
    assert after != before
    ended = [step for step in before.steps if step.start_s + step.duration_s <= 130]
    assert after.steps[: len(ended)] == tuple(ended)


def test_another_home_learns_nothing(evening):
    other = begin(evening.house, began_ms=BEGAN_MS, home="other")
    client = phone(evening.house)
    client.cookies.set(COOKIE, other.giver)
    with client:
        assert client.get(f"{evening.path}/score.json").status_code == 404


def test_the_page_for_a_locked_phone_names_the_stream_and_the_way_back(evening):
    with evening.phone("giver") as his, evening.phone("receiver") as hers:
        for client, back in ((his, "/tonight/guide"), (hers, "/tonight/remote")):
            text = client.get("/tonight/listen").text
            assert f'src="{evening.path}/sound.mp3"' in text
            assert f'href="{evening.path}/sound.m4a"' in text
            assert f'href="{back}"' in text


def test_without_a_session_there_is_nothing_to_listen_to():
    with phone_of(doorstep(), SCOTT) as client:
        answer = client.get("/tonight/listen")
    assert (answer.status_code, answer.headers["location"]) == (303, "/tonight")
