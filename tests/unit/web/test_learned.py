"""What was learned of a person: shown to them, changed by them, forgotten when they say so."""

import re
from dataclasses import dataclass

import msgspec
import pytest
from tests.begun import COOKIE, EVENING, begin_command, replanner
from tests.ended import SPOT, ended
from tests.fakes import FakeClock
from tests.web_house import LAN, memory_house, phone, send

from backrub.application.home_ports import FROM_EVENINGS, Keepsake
from backrub.application.ports import SessionRef
from backrub.application.run_session import RunSession
from backrub.bootstrap.tastes import EDITS, edits_of, taste_with
from backrub.domain.arrangement import Turn
from backrub.domain.back import SiteSide
from backrub.domain.home import Person
from backrub.domain.night import Night, NightTurn
from backrub.domain.preferences import LEARNED
from backrub.domain.session.commands import Debrief, End
from backrub.domain.session.events import SiteDebrief
from backrub.web.app import create_app

PATH = f"/mine/learned/{SPOT}"


@dataclass
class Home:
    """Serve a home by one app: an evening has ended in it, and a minute has passed."""

    evening: object
    app: object

    @property
    def house(self):
        return self.evening.house

    def phone(self, whose):
        return phone(self.house, self.app, cookies={COOKIE: f"home-{whose}-token"})


def home_of(evening):
    return Home(evening, create_app(evening.house, reach=lambda: LAN))


@pytest.fixture
def home():
    clock = FakeClock(1_790_000_000_000)
    home = home_of(ended(memory_house(clock)))
    words = {"felt": "ahhh", "put_up": "yes", f"wants:{SPOT}": "softer"}
    send(home.phone("receiver"), "/tonight/close", **words)
    clock.jump(60)
    return home


@pytest.fixture
def fresh():
    """Give a home whose only evening was erased."""
    home = home_of(ended(memory_house()))
    home.house.nights.erase_night(home.evening.night_id)
    return home


def page(home, path="/mine/learned", whose="receiver"):
    """Return the text of a page without its tags."""
    return plain(home.phone(whose).get(path).text)


def plain(text):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", text.partition("<main")[2]))


def liked(house, where=SPOT):
    kept = taste_with(house, giver="home-scott", receiver="home-cheryl", home="home")
    return kept.taste.likes(SiteSide(where).site, SiteSide(where).side)


def change(home, word, path=PATH, whose="receiver"):
    return send(home.phone(whose), path, change=word)


def test_before_the_first_evening_nothing_is_claimed(fresh):
    text = page(fresh)
    assert "Nothing is learned yet." in text
    assert "Forget all of it" not in text


def test_someone_alone_may_say_it_beforehand(fresh):
    fresh.house.people.erase_person("home-scott")
    assert "Nothing is learned yet." in page(fresh)
    change(fresh, "firmer")
    assert "you set it here yourself" in page(fresh, PATH)


def test_every_place_stands_in_the_list_and_on_the_back(home):
    answer = home.phone("receiver").get("/mine/learned").text
    assert {f'href="/mine/learned/{where}"' for where in LEARNED} <= set(re.findall(r'href="[^"]+"', answer))
    told = re.search(r"<desc>(.*?)</desc>", answer)[1]
    assert len(re.findall(r"(?:Not much known yet|sure|A first guess)\.", told)) == len(LEARNED)
    assert "Between spine and your left shoulder blade: " in told


def test_a_place_says_what_was_said_there_and_when(home):
    text = page(home, PATH)
    assert "at the close “softer”" in text
    assert "you spoke of it " in text


@pytest.mark.parametrize("whose", ["giver", "shared"])
def test_nothing_of_the_receiver_is_on_another_phone(home, whose):
    for path in ("/mine/learned", PATH):
        assert "softer”" not in page(home, path, whose)
        assert "you spoke of it" not in page(home, path, whose)


@pytest.mark.parametrize("path", ["/mine/learned", PATH])
def test_on_a_shared_phone_it_opens_once_there_is_a_pin(home, path):
    assert "Yours alone, once you have a PIN." in page(home, path, "shared")
    home.house.people.set_pin_hash("home-scott", "a hash")
    assert "Yours alone, once" not in page(home, path, "shared")


@pytest.mark.parametrize("path", [PATH, "/mine/learned/forget"])
def test_on_a_shared_phone_nothing_changes_without_a_pin(home, path):
    assert change(home, "firmer", path, "shared").status_code == 403
    assert edits_of(home.house, "home-scott") == edits_of(home.house, "home-cheryl") == ()


@pytest.mark.parametrize(
    ("word", "shift"),
    [
        ("softer", -0.5),
        ("a_little_softer", -0.25),
        ("just_so", 0.0),
        ("a_little_firmer", 0.15),
        ("firmer", 0.3),
    ],
)
def test_a_word_sets_the_pressure_beside_what_was_believed(home, word, shift):
    before = liked(home.house).level
    assert change(home, word).headers["location"] == PATH
    (edit,) = edits_of(home.house, "home-cheryl")
    assert edit.level == pytest.approx(before + shift)
    assert liked(home.house).level == pytest.approx(before + shift, abs=0.1)
    assert "you set it here yourself" in page(home, PATH)


@pytest.mark.parametrize(("word", "slower"), [("slower", True), ("faster", False)])
def test_a_word_sets_the_pace(home, word, slower):
    before = liked(home.house).speed_cm_s
    change(home, word)
    assert (liked(home.house).speed_cm_s < before) is slower


def test_no_word_leads_above_what_a_place_may_get(home):
    path = "/mine/learned/neck:left"
    for _ in range(5):
        change(home, "firmer", path)
    assert edits_of(home.house, "home-cheryl")[-1].level == home.house.catalogue.sites["neck"].ceiling
    assert "Hands never press harder than this here" in page(home, path)


def test_no_word_leads_below_the_lightest_touch(home):
    for _ in range(9):
        change(home, "softer")
    assert edits_of(home.house, "home-cheryl")[-1].level == 1.0


def test_a_forgotten_place_is_as_if_never_heard(home):
    change(home, "forget")
    assert liked(home.house).words == 0
    assert "Not much known yet." in page(home, PATH)
    assert "softer”" not in page(home, PATH)


def test_forgetting_all_leaves_evenings_and_nothing_else(home):
    change(home, "firmer")
    answer = send(home.phone("receiver"), "/mine/learned/forget")
    assert answer.headers["location"] == "/mine/learned"
    assert "Nothing is learned yet." in page(home)
    assert "15 minutes from Scott" in page(home, "/history")


def test_forgetting_all_is_asked_once_more(home):
    text = page(home)
    assert (
        text.index("Forget all of it") < text.index("It cannot be brought back.") < text.index("Yes, forget")
    )


def test_an_unknown_word_is_refused_in_one_sentence(home):
    answer = change(home, "harder")
    assert answer.status_code == 400
    assert "What is to change here: press one of the words on the page." in plain(answer.text)
    assert edits_of(home.house, "home-cheryl") == ()


@pytest.mark.parametrize("where", ["moon", "scalp:left", "neck:both", "neck"])
def test_where_nothing_is_learned_there_is_no_page(home, where):
    assert home.phone("receiver").get(f"/mine/learned/{where}").status_code == 404
    assert change(home, "firmer", f"/mine/learned/{where}").status_code == 404


def test_an_erased_evening_takes_what_it_taught(home):
    assert "you spoke of it" in page(home, PATH)
    send(home.phone("receiver"), f"/history/{home.evening.night_id}/erase")
    assert "Nothing is learned yet." in page(home)


def test_changes_that_cannot_be_read_are_said_and_left_out(home):
    home.house.keepsakes.keep("home-cheryl", Keepsake(EDITS, "{"))
    for path in ("/mine/learned", PATH):
        assert "cannot be read; it is left out for now." in page(home, path)


def test_a_damaged_taste_is_said_and_learned_again(home):
    text = page(home, PATH)
    name = f"{FROM_EVENINGS}taste-home-scott"
    kept = home.house.keepsakes.keepsake("home-cheryl", name)
    home.house.keepsakes.keep("home-cheryl", Keepsake(name, kept.text[:40], kept.version))
    again = page(home, PATH)
    assert "could not be read, so it was learned again from your evenings." in again
    assert text.partition("Quite")[2] == again.partition("Quite")[2]


def test_what_was_changed_is_in_the_export_of_its_person_alone(home):
    change(home, "firmer")
    own, other = (home.phone(whose).get("/mine/export.json").content for whose in ("receiver", "giver"))
    assert [edit["where"] for edit in msgspec.json.decode(own)["kept"][EDITS]] == [SPOT]
    assert EDITS not in msgspec.json.decode(other)["kept"]


def test_what_was_learned_with_each_giver_stands_apart(home):
    house = home.house
    house.people.add_person(Person("home-dana", "home", "Dana"))
    turn = NightTurn(Turn("home-dana", "home-cheryl"), session_id="another")
    house.nights.add_night(
        Night("another", "home", ("home-cheryl", "home-dana"), house.now_ms(), 7, (turn,), is_settled=True)
    )
    house.log.open_session(
        SessionRef("another", "home-dana", "home-cheryl", "another", "home", house.now_ms())
    )
    run = RunSession(house.log, "another", replanner())
    run.handle(begin_command(EVENING), 0)
    run.handle(End("end"), 300_000)
    run.handle(Debrief("close", "", (SiteDebrief(SiteSide(SPOT), 1),)), 310_000)
    for path in ("/mine/learned", PATH):
        text = page(home, path)
        assert text.index("With Dana") < text.index("With Scott")
    text = page(home, PATH)
    assert "“firmer”" in text.partition("With Scott")[0]
    assert "“softer”" in text.partition("With Scott")[2]


def test_the_evenings_page_leads_here(home):
    assert 'href="/mine/learned"' in home.phone("receiver").get("/history").text
