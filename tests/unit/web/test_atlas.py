"""The back between evenings: every muscle by its own address, and a few cards that only their owner sees."""

import re

import msgspec
import pytest
from tests.begun import COOKIE, move_in
from tests.fakes import FakeClock
from tests.web_house import csrf, memory_house, phone, send

from backrub.application.home_ports import Keepsake
from backrub.application.quiz import FEW
from backrub.atlas.anatomy import load_anatomy
from backrub.bootstrap.quiz import CARDS, deck, remembered
from backrub.documents.cards_json import write_cards

QUIZ = "/learn/back/quiz"
CHERYL = "home-cheryl"


@pytest.fixture
def clock():
    return FakeClock(1_790_000_000_000)


@pytest.fixture
def house(clock):
    house = memory_house(clock)
    move_in(house, "home")
    return house


@pytest.fixture
def cheryl(house):
    return phone(house, cookies={COOKIE: "home-receiver-token"})


def answer(client, card, words=None):
    """Answer a card in its own words, or in these."""
    return send(client, QUIZ, card=card, said=deck()[card].answer if words is None else words)


def deliver(client, answers):
    return client.post(f"{QUIZ}/answers", json=answers, headers={"x-csrftoken": csrf(client)})


def test_every_muscle_is_a_link_in_the_picture_and_in_the_list(cheryl):
    text = cheryl.get("/learn/back").text
    for muscle in load_anatomy().muscles:
        assert text.count(f'href="/learn/back/{muscle}"') == 3, (
            muscle
        )  # a ground for fingertips, the shape, the list


def test_a_muscle_is_told_with_its_strokes_and_where_hands_hold_back(cheryl):
    text = cheryl.get("/learn/back/rhomboids").text
    about = text.partition('id="about-rhomboids"')[2].partition("</section>")[0]
    assert "hidden" not in about.partition(">")[0]
    assert 'href="/learn/lessons/stripping"' in about
    assert "Along the fibres" in about
    assert "The spine: <b>no pressure</b>" in about
    assert "awaiting a physiotherapist&#39;s review" in about
    assert text.count('<section class="about"') - text.count(" hidden>\n<p class=") == 1


def test_one_muscle_alone_is_lit_with_the_zones_near_it(cheryl):
    text = cheryl.get("/learn/back/rhomboids").text
    assert text.count('class="muscle layer layer-2 lit"') == 1
    assert '<g class="zone-near lit" data-near="' in text
    assert "lit" not in "".join(cheryl.get("/learn/back").text.partition("<figure")[2].split("class=")[1:2])


def test_every_stroke_named_leads_to_its_lesson(cheryl):
    text = cheryl.get("/learn/back").text
    lessons = set(re.findall(r'href="(/learn/lessons/[^"]+)"', text))
    assert len(lessons) > 10
    assert {path: cheryl.get(path).status_code for path in lessons} == dict.fromkeys(lessons, 200)


def test_words_that_are_no_answer_stay_words(cheryl):
    there = answer(cheryl, "name.teres", "a&card=b\r\nx: y").headers["location"]
    assert there == f"{QUIZ}/told?card=name.teres&said=a%26card%3Db%0D%0Ax%3A+y"


@pytest.mark.parametrize("path", ["/learn/back/tail", "/learn/back?layer=9"])
def test_a_muscle_there_is_none_of_is_not_here(cheryl, path):
    assert cheryl.get(path).status_code == 404


def test_a_strange_layer_is_refused(cheryl):
    assert cheryl.get("/learn/back?layer=deep").status_code == 400


def test_a_card_is_answered_without_scripts(house, cheryl):
    card = next(iter(deck()))
    assert f'data-card="{card}"' in cheryl.get(QUIZ).text
    there = answer(cheryl, card).headers["location"]
    told = cheryl.get(there).text
    assert '<span class="yes">Yes. </span>' in told
    assert remembered(house, CHERYL).value.keys() == {card}
    assert f'data-card="{card}"' not in cheryl.get(QUIZ).text


def test_what_was_said_instead_is_told_kindly(cheryl):
    told = cheryl.get(answer(cheryl, "name.teres", "gluteus_medius").headers["location"]).text
    assert '<span class="yes" hidden>' in told
    assert "The fan below the rim, for comparison: from the wing of the pelvis" in told
    assert "The muscles at the outer edge of the blade." in told
    assert "wrong" not in told.casefold()


def test_reading_what_is_told_changes_nothing(house, cheryl):
    cheryl.get(f"{QUIZ}/told?card=name.teres&said=teres")
    assert remembered(house, CHERYL).value == {}
    assert cheryl.get(f"{QUIZ}/told?card=name.nothing").headers["location"] == QUIZ


def test_after_a_few_cards_that_is_all_for_today(clock, cheryl):
    for card in list(deck())[:FEW]:
        answer(cheryl, card)
    assert "data-card" not in cheryl.get(QUIZ).text
    clock.jump(24 * 3600)
    assert cheryl.get(QUIZ).text.count("data-card") == FEW


def test_answers_that_waited_count_at_their_own_time(house, clock, cheryl):
    card = next(iter(deck()))
    late = [{"card": card, "said": deck()[card].answer, "ago_ms": 3_600_000}]
    for _ in range(2):  # the first time, the phone did not hear that they arrived
        assert deliver(cheryl, late).status_code == 204
    assert remembered(house, CHERYL).value[card].last_ms == clock.now_ms() - 3_600_000


def test_answers_that_make_no_sense_are_refused_in_a_sentence(cheryl):
    refused = deliver(cheryl, [{"card": 1}])
    assert refused.status_code == 400
    assert "The answers cannot be read" in refused.text


def test_damaged_cards_begin_anew_and_are_put_aside(house, cheryl):
    house.keepsakes.keep(CHERYL, Keepsake(CARDS.name, "{damaged"))
    assert "What is kept of your cards cannot be read; it begins anew" in cheryl.get(QUIZ).text
    answer(cheryl, "name.teres")
    kept = {one.name: one.text for one in house.keepsakes.keepsakes(CHERYL)}
    assert kept["cards-put-aside-1"] == "{damaged"
    assert remembered(house, CHERYL).value.keys() == {"name.teres"}
    assert "cannot be read" not in cheryl.get(QUIZ).text


def test_two_phones_that_answer_at_once_both_count(house, cheryl, monkeypatch):
    keep, raced = house.keepsakes.keep, []

    def keep_after_another(owner, kept):
        if not raced:
            raced.append(keep(owner, Keepsake(CARDS.name, write_cards({}))))
        return keep(owner, kept)

    monkeypatch.setattr(house.keepsakes, "keep", keep_after_another)
    answer(cheryl, "name.teres")
    assert remembered(house, CHERYL).value.keys() == {"name.teres"}


def test_cards_are_in_their_owners_export_and_in_no_other(house, cheryl):
    answer(cheryl, "name.teres")
    scott = phone(house, cookies={COOKIE: "home-giver-token"})
    mine, his = (msgspec.json.decode(one.get("/mine/export.json").content) for one in (cheryl, scott))
    assert mine["kept"]["cards"]["cards"].keys() == {"name.teres"}
    assert "name.teres" not in str(his)


def test_one_persons_answers_change_no_byte_of_the_others_cards(house, cheryl):
    scott = phone(house, cookies={COOKIE: "home-giver-token"})
    before = scott.get(QUIZ).text
    answer(cheryl, next(iter(deck())))
    assert scott.get(QUIZ).text.replace(csrf(scott), "") == before.replace(csrf(scott), "")


def test_a_shared_phone_asks_for_a_pin_and_keeps_no_cards(house, cheryl):
    shared = phone(house, cookies={COOKIE: "home-shared-token"})
    assert "once you have a PIN" in shared.get(QUIZ).text
    answer(shared, "name.teres")
    assert remembered(house, "home-scott").value == {}
    house.people.set_pin_hash("home-scott", "a hash")
    assert shared.get(QUIZ).headers["backrub-keep"] == "no"
    assert "backrub-keep" not in cheryl.get(QUIZ).headers
