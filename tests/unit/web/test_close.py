"""The close: a quiet moment, private words, and thanks that say nothing else."""

from dataclasses import replace

import msgspec
import pytest
from tests.ended import SPOT, ended
from tests.web_house import memory_house, send

from backrub.application.home_ports import Private
from backrub.domain.back import SiteSide
from backrub.domain.session.events import Debriefed


@pytest.fixture
def evening():
    return ended(memory_house())


def debrief(evening):
    return next((event for event in evening.events if isinstance(event, Debriefed)), None)


def closing_of_giver(evening):
    note = evening.house.nights.private(evening.night_id, "home-scott", Private.CLOSING)
    return note and msgspec.json.decode(note.answers)


def test_the_close_begins_with_a_quiet_moment(evening):
    text = evening.phone("receiver").get("/tonight/close").text
    assert "Hands rest." in text
    assert "water" in text


def test_there_is_nothing_to_close_before_the_end():
    evening = ended(memory_house(), early=True)
    evening.house.log.erase_session(evening.session_id)
    answer = evening.phone("receiver").get("/tonight/close")
    assert (answer.status_code, answer.headers["location"]) == (303, "/tonight")


def test_stopping_is_told_as_right_to_both_alike():
    evening = ended(memory_house(), early=True)
    pages = {evening.phone(whose).get("/tonight/close").text for whose in ("giver", "receiver")}
    assert all("That is fine." in text for text in pages)


def test_the_receiver_is_asked_about_their_own_side(evening):
    text = evening.phone("receiver").get("/tonight/close/words").text
    assert "The muscle between spine and your left shoulder blade, now?" in text


def test_the_giver_is_asked_nothing_of_the_receiver(evening):
    text = evening.phone("giver").get("/tonight/close/words").text
    assert "in your hands" in text
    assert "shoulder blade" not in text


def test_words_become_a_debrief(evening):
    evening.close(
        "receiver",
        felt="ahhh",
        put_up="yes",
        keep="  Quiet   Hands ",
        **{f"now:{SPOT}": "looser", "wants:back": "softer", f"wants:{SPOT}": "firmer"},
    )
    told = debrief(evening)
    assert (told.felt, told.put_up_with, told.keep) == ("Ahhh", True, "static_hold")
    assert told.tension_after == ((SiteSide(SPOT), 4),)
    wants = {site.where: site.wants for site in told.sites}
    assert wants[SiteSide(SPOT)] == 1
    assert wants[SiteSide.LOW_BACK_LEFT] == -1


def test_places_count_only_where_something_was_put_up_with(evening):
    evening.close("receiver", put_up="no", **{"wants:back": "softer"})
    assert debrief(evening).sites == ()


def test_good_night_without_words_closes_too(evening):
    evening.close("receiver")
    assert debrief(evening).felt == ""
    assert evening.night.turns[0].thanked == {"home-cheryl"}


def test_first_words_stand(evening):
    evening.close("receiver", felt="good")
    evening.close("receiver", felt="not_for_me")
    assert [event.felt for event in evening.events if isinstance(event, Debriefed)] == ["Good"]


def test_the_givers_words_are_their_own_note(evening):
    evening.close("giver", felt="work", put_up_with=["thumbs", "back"], keep="warm oil")
    said = closing_of_giver(evening)
    assert said == {"felt": "work", "put_up_with": ["thumbs", "back"], "keep": "warm oil"}
    assert debrief(evening) is None


def test_too_many_words_are_kept_on_the_page(evening):
    words = "long and slow " * 20
    answer = evening.close("receiver", felt="good", keep=words)
    assert answer.status_code == 400
    assert "What to keep: 200 characters at most, these are 279." in answer.text
    assert words in answer.text
    assert 'value="good" checked' in answer.text
    assert debrief(evening) is None


@pytest.mark.parametrize("whose", ["giver", "receiver"])
def test_an_answer_that_is_none_is_refused_in_a_sentence(evening, whose):
    answer = evening.close(whose, felt="purple")
    assert answer.status_code == 400
    assert "choose one of the answers on the page, or none." in answer.text
    assert evening.night.turns[0].thanked == frozenset()


def test_thanks_are_heard_once_they_are_said(evening):
    evening.close("receiver", felt="ahhh")
    evening.close("giver")
    assert "Cheryl says thank you." in evening.phone("giver").get("/tonight/close").text


def test_whoever_is_first_hears_nothing_yet(evening):
    evening.close("receiver", felt="ahhh")
    text = evening.phone("receiver").get("/tonight/close").text
    assert "Scott hears your thanks. Nothing else." in text
    assert "says thank you" not in text


def test_once_both_closed_the_night_is_over(evening):
    evening.close("receiver")
    assert not evening.night.is_over
    evening.close("giver")
    assert evening.night.is_over


def test_in_a_swap_the_other_turn_comes_next():
    evening = ended(memory_house(), swap=True)
    evening.close("receiver")
    evening.close("giver")
    assert not evening.night.is_over
    assert evening.night.now.turn.receiver == "home-scott"
    assert evening.phone("giver").get("/tonight/close").headers["location"] == "/tonight"


@pytest.mark.parametrize("swap", [True, False])
@pytest.mark.parametrize("address", ["/tonight/close", "/tonight/close/words"])
def test_nobody_says_good_night_in_the_middle(swap, address):
    page = ended(memory_house(), swap=swap).phone("receiver").get(address).text
    main = page.partition("<main")[2]
    assert ("Good night" in main) is not swap


def test_on_one_phone_it_is_handed_over_between_the_two(evening):
    first = evening.close("shared")
    assert first.headers["location"] == "/hand-over/home-cheryl"
    send(evening.phone("shared"), "/hold", person="home-cheryl")
    last = evening.close("shared", felt="good")
    assert last.headers["location"] == "/tonight/close"
    assert evening.night.is_over


def test_what_was_written_is_not_shown_again(evening):
    evening.close("receiver", felt="good", keep="a secret wish")
    phone = evening.phone("receiver")
    assert phone.get("/tonight/close/words").headers["location"] == "/tonight/close"
    assert "a secret wish" not in phone.get("/tonight/close").text


def tried(evening):
    """Let the evening have begun with something to try."""
    night = evening.night
    evening.house.nights.change_night(night.with_turn(replace(night.turns[0], experiment="slow_kneading")))
    return evening


def told(evening, whose):
    return evening.phone(whose).get("/shelf/tried").text


def test_what_was_tried_is_asked_and_remembered_for_each_alone(evening):
    tried(evening)
    for whose in ("receiver", "giver"):
        assert (
            "Kneading half as fast as seems right." in evening.phone(whose).get("/tonight/close/words").text
        )
    evening.close("receiver", felt="ahhh", tried="gladly")
    evening.close("giver", tried="rather_not")
    assert "Gladly" in told(evening, "receiver")
    assert "Rather not" not in told(evening, "receiver")
    assert "Rather not" in told(evening, "giver")
    assert "Gladly" not in told(evening, "giver")


def test_what_was_tried_may_be_passed_over_and_goes_with_its_evening(evening):
    tried(evening).close("receiver", felt="ahhh")
    assert "Nothing yet." in told(evening, "receiver")
    evening.close("giver", tried="perhaps")
    send(evening.phone("giver"), f"/history/{evening.night_id}/erase")
    assert "Nothing yet." in told(evening, "giver")


def test_an_odd_answer_to_what_was_tried_is_refused_and_nothing_is_closed(evening):
    answer = tried(evening).close("receiver", felt="ahhh", tried="never", keep="slowly")
    assert answer.status_code == 400
    assert "Again: choose one of the answers on the page, or none." in answer.text
    assert 'value="slowly"' in answer.text
    assert evening.night.turns[0].thanked == frozenset()


def test_where_nothing_was_tried_nothing_is_asked(evening):
    assert "small thing" not in evening.phone("receiver").get("/tonight/close/words").text
    assert evening.close("receiver", tried="gladly").status_code == 303
    assert "Nothing yet." in told(evening, "receiver")
