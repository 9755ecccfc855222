"""The check-in over HTTP: one question a screen, nothing lost, nothing told, put away for good."""

import re
from dataclasses import replace

import pytest
from tests.before_hands import CHERYL, HOME, SCOTT
from tests.fakes import FakeClock
from tests.web_house import memory_house, phone, send

from backrub.application.home_ports import Private
from backrub.application.tokens import digest
from backrub.documents.check_in_answers import read_answers
from backrub.domain.arrangement import Part
from backrub.domain.home import Device, Person
from backrub.domain.questions import Question

NOW_MS = 1_790_000_000_000
CHECK_IN = "/tonight/check-in/"
NONE_OF_THESE = {f"health_{name}": {} for name in ("now", "today", "giving", "skin", "general", "hands")}


class Evening:
    """Two people, their phones, and what they send."""

    def __init__(self, *, one_phone=False):
        self.clock = FakeClock(NOW_MS)
        self.house = memory_house(self.clock)
        for one in (CHERYL, SCOTT):
            self.house.people.add_person(Person(one, HOME, one.capitalize()))
            people = (CHERYL, SCOTT) if one_phone else (one,)
            self.house.people.add_device(Device(f"{one}s", HOME, people, one), digest(one))
        self.phones = {one: self._phone(one) for one in (CHERYL, SCOTT)}

    def _phone(self, one):
        client = phone(self.house)
        client.cookies.set("backrub_device", one)
        return client

    @property
    def night(self):
        return self.house.nights.nights(HOME)[-1]

    def get(self, one, path="/tonight"):
        return self.phones[one].get(path)

    def send(self, one, path, **fields):
        return send(self.phones[one], path, **fields)

    def begin(self, one):
        return self.send(one, "/tonight/begin")

    def place(self, one):
        """Return where a person is led from /tonight, None if they stay."""
        at, path = None, "/tonight"
        for _ in range(4):
            answer = self.get(one, path)
            if answer.status_code != 303:
                break
            at = path = answer.headers["location"]
        return at

    def question(self, one):
        at = self.place(one) or ""
        return Question(at.removeprefix(CHECK_IN)) if at.startswith(CHECK_IN) else None

    def check_in(self, one, part, **answers):
        """Answer all that is asked: `answers` by question, all else skipped."""
        self.begin(one)
        given = {"part": {"part": part}, **NONE_OF_THESE, **answers}
        asked = []
        while question := self.question(one):
            asked.append(question)
            self.send(one, CHECK_IN + question, **given.get(question, {"skip": "1"}))
        if self.place(one) == CHECK_IN[:-1]:
            self.send(one, CHECK_IN[:-1])
        return asked

    def answers(self, one):
        return read_answers(self.house.nights.private(self.night.id, one, Private.CHECK_IN).answers)

    def note(self, one):
        return self.house.nights.private(self.night.id, one, Private.CHECK_IN)


@pytest.fixture
def evening():
    return Evening()


def test_begin_leads_to_the_first_question(evening):
    assert "Tonight is yours, Cheryl." in evening.get(CHERYL).text
    evening.begin(CHERYL)
    assert evening.place(CHERYL) == "/tonight/check-in/part"
    text = evening.get(CHERYL, "/tonight/check-in/part").text
    assert "Either is a whole answer. No reason needed." in text


def test_every_question_is_a_page_with_one_heading_and_a_way_on(evening):
    evening.begin(CHERYL)
    evening.send(CHERYL, CHECK_IN + "part", part="both")
    evening.send(CHERYL, CHECK_IN + "health_skin", so="sunburn")
    for question in Question:
        answer = evening.get(CHERYL, CHECK_IN + question)
        if question is Question.HEALTH_GIVING:
            assert answer.status_code == 303
            continue
        assert answer.status_code == 200, question
        assert answer.text.count("<h1") == 1
        assert 'class="go"' in answer.text
        assert " style=" not in answer.text
        assert "<script>" not in answer.text


def test_answers_are_kept_and_shown_again_on_the_way_back(evening):
    evening.begin(CHERYL)
    evening.send(CHERYL, CHECK_IN + "part", part="receive")
    answer = evening.send(CHERYL, CHECK_IN + "pressure", pressure="firm")
    assert answer.headers["location"] == CHECK_IN + "pace"
    text = evening.get(CHERYL, CHECK_IN + "pressure").text
    assert re.search(r'value="firm" checked', text)
    assert 'href="/tonight/check-in/mood"' in text


def test_kinds_of_touch_are_asked_with_the_pace_and_may_be_taken_back(evening):
    evening.begin(CHERYL)
    evening.send(CHERYL, CHECK_IN + "part", part="receive")
    pace = CHECK_IN + "pace"
    evening.send(CHERYL, pace, kinds=["kneading", "leaning"])
    assert evening.answers(CHERYL).kinds == ("kneading", "leaning")
    assert re.findall(r'value="(\w+)" checked', evening.get(CHERYL, pace).text) == ["kneading", "leaning"]
    evening.send(CHERYL, pace, pace="slow", kinds="leaning")
    evening.send(CHERYL, pace)
    assert (evening.answers(CHERYL).pace, evening.answers(CHERYL).kinds) == ("slow", ())
    text = evening.send(CHERYL, pace, kinds="tickling").text
    assert "give gliding, kneading, leaning or circling." in text


def test_bad_input_gets_a_sentence_on_the_same_page_and_loses_nothing(evening):
    evening.begin(CHERYL)
    evening.send(CHERYL, CHECK_IN + "part", part="receive")
    evening.send(CHERYL, CHECK_IN + "mood", mood="calm")
    answer = evening.send(CHERYL, CHECK_IN + "mood", mood="purple")
    assert answer.status_code == 400
    assert "is not an answer here; give calm, tired, tense, low or bright." in answer.text
    assert evening.answers(CHERYL).mood == "calm"


@pytest.mark.parametrize("path", ["moon", "map?at=moon", "map?at=neck"])
def test_what_is_no_question_is_not_there(evening, path):
    evening.begin(CHERYL)
    evening.send(CHERYL, CHECK_IN + "part", part="receive")
    assert evening.get(CHERYL, CHECK_IN + path).status_code == 404


def test_a_check_in_that_was_not_begun_leads_to_tonight(evening):
    for path in ("/tonight/check-in", CHECK_IN + "mood"):
        assert evening.get(CHERYL, path).headers["location"] == "/tonight"
        assert evening.send(CHERYL, path, mood="calm").headers["location"] == "/tonight"


def test_two_check_ins_lead_both_to_the_wish(evening):
    asked = evening.check_in(CHERYL, "receive", pressure={"pressure": "firm"})
    assert asked[0] is Question.PART
    assert evening.place(CHERYL) is None
    assert "it goes on by itself" in evening.get(CHERYL).text
    evening.check_in(SCOTT, "give")
    assert evening.place(CHERYL) == evening.place(SCOTT) == "/tonight/brief"
    assert "firm" in evening.get(SCOTT, "/tonight/brief").text


def test_not_tonight_is_one_tap_and_a_kind_page(evening):
    evening.begin(CHERYL)
    answer = evening.send(CHERYL, CHECK_IN + "part", whole="not_tonight")
    assert answer.headers["location"] == "/tonight"
    assert "There will be another." in evening.get(CHERYL).text
    assert evening.note(CHERYL).done


def test_not_tonight_reads_the_same_for_both_whoever_said_so_and_why():
    pages = set()
    for hers, his, more in (
        ("not_tonight", "give", {}),
        ("receive", "not_tonight", {}),
        ("receive", "give", {"health_today": {"so": "fever"}}),
    ):
        evening = Evening()
        evening.check_in(CHERYL, hers, **more)
        evening.check_in(SCOTT, his)
        pages |= {
            re.sub(r"_csrf_token.*?>|name=\"csrf\".*?>", "", evening.get(one).text) for one in (CHERYL, SCOTT)
        }
    assert len(pages) == 1


def test_a_grave_answer_gives_its_advice_to_who_answered_and_asks_no_more(evening):
    evening.begin(CHERYL)
    evening.send(CHERYL, CHECK_IN + "part", part="receive")
    answer = evening.send(CHERYL, CHECK_IN + "health_now", so="chest_pain")
    text = evening.get(CHERYL, answer.headers["location"]).text
    assert "You come first tonight." in text
    assert "call your emergency number" in text
    evening.send(CHERYL, "/tonight/check-in")
    assert evening.note(CHERYL).done
    evening.check_in(SCOTT, "give")
    pages = [evening.get(one).text for one in (CHERYL, SCOTT)]
    assert all("Care comes first tonight." in page and "tel:112" in page for page in pages)
    assert not any("chest" in page for page in pages)


def test_advice_after_the_last_question_puts_the_answers_away(evening):
    evening.check_in(CHERYL, "receive", health_general={"so": "anticoagulants"})
    assert evening.note(CHERYL).done
    evening.begin(SCOTT)
    evening.send(SCOTT, CHECK_IN + "part", part="give")
    assert "None of these" in evening.get(SCOTT, CHECK_IN + "health_hands").text
    answer = evening.send(SCOTT, "/tonight/check-in")
    assert answer.headers["location"] == CHECK_IN + "state"


def test_advice_leads_on(evening):
    evening.begin(CHERYL)
    evening.send(CHERYL, CHECK_IN + "part", part="receive")
    answer = evening.send(CHERYL, CHECK_IN + "health_skin", so="sunburn")
    text = evening.get(CHERYL, answer.headers["location"]).text
    assert "Good to know." in text
    assert "Source: " in text


def test_what_was_said_before_brings_no_advice_again(evening):
    evening.begin(CHERYL)
    evening.send(CHERYL, CHECK_IN + "part", part="receive")
    evening.send(CHERYL, CHECK_IN + "health_skin", so="sunburn")
    answer = evening.send(CHERYL, CHECK_IN + "health_skin", so="sunburn")
    assert answer.headers["location"] == CHECK_IN + "health_where"


def test_the_list_says_a_place_at_a_time_without_a_script(evening):
    evening.begin(CHERYL)
    evening.send(CHERYL, CHECK_IN + "part", part="receive")
    answer = evening.send(CHERYL, CHECK_IN + "map", places="", open="between_blades:left")
    text = evening.get(CHERYL, answer.headers["location"]).text
    assert 'name="at" value="between_blades:left"' in text
    said = {"at": "between_blades:left", "wish": "more", "feel": "knot", "strength": "strong"}
    answer = evening.send(CHERYL, CHECK_IN + "map", places="", another="1", **said)
    text = evening.get(CHERYL, answer.headers["location"]).text
    assert "A <b>knot</b> between your spine and your <b>left</b> shoulder blade. <b>Strong.</b>" in text
    answer = evening.send(CHERYL, CHECK_IN + "map", places="between_blades:left=knot.strong")
    assert answer.headers["location"] == CHECK_IN + "comfort"
    (spot,) = evening.answers(CHERYL).spots
    assert (spot.where, spot.feel, spot.tension) == ("between_blades:left", "knot", 8)


def test_both_sides_are_said_in_one_breath(evening):
    evening.begin(CHERYL)
    evening.send(CHERYL, CHECK_IN + "part", part="receive")
    evening.send(CHERYL, CHECK_IN + "map", places="", another="1", at="neck:both", wish="leave")
    text = evening.get(CHERYL, CHECK_IN + "map?at=neck:both").text
    assert "Hands leave the back of the neck, on your <b>left</b> and <b>right</b> <b>alone.</b>" in text


def test_two_receivers_settle_it_and_the_new_giver_is_asked_what_is_missing(evening):
    for one in (CHERYL, SCOTT):
        evening.check_in(one, "receive")
    assert evening.place(CHERYL) == evening.place(SCOTT) == "/tonight/settle"
    assert "You would both love to receive." in evening.get(CHERYL, "/tonight/settle").text
    evening.send(SCOTT, "/tonight/settle", choice=CHERYL)
    assert evening.question(SCOTT) is Question.HANDS
    assert "it goes on by itself" in evening.get(CHERYL).text
    for question in (Question.HANDS, Question.GUESS, Question.HEALTH_HANDS):
        assert evening.question(SCOTT) is question
        evening.send(SCOTT, CHECK_IN + question, skip="1")
    assert evening.place(CHERYL) == evening.place(SCOTT) == "/tonight/brief"


def test_a_choice_that_is_none_is_refused_on_the_page(evening):
    for one in (CHERYL, SCOTT):
        evening.check_in(one, "give")
    assert "You would both love to give." in evening.get(CHERYL, "/tonight/settle").text
    answer = evening.send(CHERYL, "/tonight/settle", choice="moon")
    assert answer.status_code == 400
    assert "Choose to share the time, or whose back it is tonight." in answer.text


def test_there_is_nothing_to_settle_before_both_want_the_same(evening):
    assert evening.get(CHERYL, "/tonight/settle").headers["location"] == "/tonight"
    assert evening.send(CHERYL, "/tonight/settle", choice="share").headers["location"] == "/tonight"


def test_on_ones_own_phone_answers_can_be_changed_until_hands_begin(evening):
    evening.check_in(CHERYL, "receive", pressure={"pressure": "firm"})
    evening.check_in(SCOTT, "give")
    before = evening.night.version
    assert "How much weight in the hands?" in evening.get(CHERYL, "/tonight/check-in").text
    assert 'value="firm" checked' in evening.get(CHERYL, CHECK_IN + "pressure").text
    answer = evening.send(CHERYL, CHECK_IN + "pressure", pressure="light")
    assert answer.headers["location"] == "/tonight/check-in"
    assert evening.night.version > before
    assert "light" in evening.get(SCOTT, "/tonight/brief").text
    assert evening.get(CHERYL, CHECK_IN + "part").headers["location"] == "/tonight"
    night = evening.night
    evening.house.nights.change_night(night.with_turn(replace(night.turns[0], session_id="s")))
    assert evening.get(CHERYL, CHECK_IN + "pressure").headers["location"] == "/tonight"


def test_a_red_flag_given_late_still_closes_the_evening(evening):
    evening.check_in(CHERYL, "receive")
    evening.check_in(SCOTT, "give")
    evening.send(CHERYL, CHECK_IN + "health_today", so="fever")
    assert evening.night.is_over
    assert all("There will be another." in evening.get(one).text for one in (CHERYL, SCOTT))


def test_on_a_shared_phone_what_was_put_away_is_not_shown_again():
    evening = Evening(one_phone=True)
    evening.check_in(CHERYL, "receive", mood={"mood": "low"})
    assert "Hand the phone to Scott." in evening.get(CHERYL).text
    for path in ("/tonight/check-in", CHECK_IN + "mood", CHECK_IN + "part"):
        answer = evening.get(CHERYL, path)
        assert (answer.status_code, answer.headers["location"]) == (303, "/tonight")
    evening.send(CHERYL, CHECK_IN + "mood", mood="bright")
    assert evening.answers(CHERYL).mood == "low"


def test_with_a_pin_what_was_put_away_opens_on_a_shared_phone():
    evening = Evening(one_phone=True)
    evening.check_in(CHERYL, "receive", mood={"mood": "low"})
    evening.house.people.set_pin_hash(CHERYL, "hash")
    assert 'value="low" checked' in evening.get(CHERYL, CHECK_IN + "mood").text


def come_back(evening):
    evening.house.nights.change_night(replace(evening.night, is_over=True))
    evening.clock.jump(7 * 24 * 3600)
    evening.begin(CHERYL)


def test_next_time_what_lasts_is_chosen_already_and_the_rest_is_asked_anew(evening):
    evening.check_in(
        CHERYL,
        "receive",
        pressure={"pressure": "firm"},
        mood={"mood": "low"},
        health_general={"so": "anticoagulants"},
    )
    come_back(evening)
    said = evening.answers(CHERYL)
    assert (said.pressure, said.health) == ("firm", ("anticoagulants",))
    assert (said.part, said.mood, said.seen) == (None, None, ())


def test_on_a_shared_phone_nothing_is_remembered_without_a_pin():
    evening = Evening(one_phone=True)
    evening.check_in(CHERYL, "receive", pressure={"pressure": "firm"})
    come_back(evening)
    assert evening.answers(CHERYL).pressure is None


def test_after_not_tonight_one_may_begin_after_all(evening):
    evening.begin(CHERYL)
    evening.send(CHERYL, "/tonight/not-now")
    assert evening.answers(CHERYL).part is Part.NOT_TONIGHT
    evening.begin(CHERYL)
    assert evening.question(CHERYL) is Question.PART


def test_not_now_before_anything_began_keeps_nothing(evening):
    answer = evening.send(CHERYL, "/tonight/not-now")
    assert "There will be another." in evening.get(CHERYL, answer.headers["location"]).text
    assert evening.house.nights.nights(HOME) == []


def test_one_alone_is_shown_how_to_let_the_other_in():
    evening = Evening()
    evening.house.people.erase_person(SCOTT)
    assert 'href="/invite"' in evening.get(CHERYL).text
    assert evening.begin(CHERYL).headers["location"] == "/tonight"
    assert evening.house.nights.nights(HOME) == []


def test_the_last_evening_is_told_by_its_day(evening):
    evening.check_in(CHERYL, "receive")
    evening.check_in(SCOTT, "give")
    night = evening.night
    had = night.with_turn(replace(night.turns[0], session_id="s"))
    evening.house.nights.change_night(replace(had, is_over=True))
    assert "Last evening: " in evening.get(CHERYL).text


@pytest.mark.parametrize(("one", "path"), [(SCOTT, "/tonight/guide"), (CHERYL, "/tonight/remote")])
def test_once_hands_begin_each_is_led_to_their_own_page(evening, one, path):
    evening.check_in(CHERYL, "receive")
    evening.check_in(SCOTT, "give")
    night = evening.night
    evening.house.nights.change_night(night.with_turn(replace(night.turns[0], session_id="s")))
    assert evening.get(one).headers["location"] == path


def both_know(evening):
    """Let both check in and the giver read the wish; return the night as it is then."""
    evening.check_in(CHERYL, "receive", pressure={"pressure": "firm"}, health_general={"so": "fibromyalgia"})
    evening.check_in(SCOTT, "give")
    evening.send(SCOTT, "/tonight/brief")
    return evening.night


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("mood", {"mood": "low"}),
        ("pressure", {"pressure": "firm"}),
        ("health_general", {"so": "older_thin_skin"}),
    ],
)
def test_a_change_that_the_wish_does_not_show_is_told_by_nothing(evening, question, said):
    before = both_know(evening)
    kept = evening.answers(CHERYL)
    assert evening.send(CHERYL, CHECK_IN + question, **said).status_code == 303
    assert (evening.answers(CHERYL) == kept) == (question == "pressure")
    assert evening.night == before
    assert evening.place(SCOTT) == "/tonight/ready"


def test_a_change_that_the_wish_shows_is_read_anew(evening):
    before = both_know(evening)
    evening.send(CHERYL, CHECK_IN + "pressure", pressure="light")
    assert evening.night.version > before.version
    assert evening.place(SCOTT) == "/tonight/brief"
