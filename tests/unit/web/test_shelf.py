"""The shelf: what a home has, what each privately says of it, and what an evening is offered."""

import msgspec
import pytest
from tests.before_hands import CHERYL, HERS, HIS, HOME, NIGHT, SCOTT, doorstep, phone_of
from tests.web_house import phone, send

from backrub.application.home_ports import Keepsake, Private
from backrub.bootstrap.experiments import words_of
from backrub.bootstrap.shelf import left_out_of, put_up, ratings_of, shelf_of
from backrub.domain.shelf import MOST_THINGS, Kind, Rating, Thing
from backrub.web.app import create_app

ALMOND = Thing("almond", Kind.OIL, "Warm almond", "almond", ("nuts",))
GRAPE = Thing("grape", Kind.OIL, "Plain grapeseed", "", ())
RECORD = Thing("record", Kind.MUSIC, "Low tides")


@pytest.fixture
def house():
    house = doorstep(brief_read=True)
    for thing in (ALMOND, GRAPE, RECORD):
        put_up(house, HOME, thing)
    return house


@pytest.fixture(scope="module")
def unchanged():
    """Return a home that no test changes, and Cheryl's browser."""
    house = doorstep(brief_read=True)
    put_up(house, HOME, ALMOND)
    return house, known(house, create_app(house), CHERYL)


@pytest.fixture
def app(house):
    return create_app(house)


@pytest.fixture
def hers(house, app):
    return known(house, app, CHERYL)


@pytest.fixture
def his(house, app):
    return known(house, app, SCOTT)


def known(house, app, person_id):
    """Return someone's browser; both meet the same app."""
    return phone(house, app, cookies={"backrub_device": person_id})


def things(house):
    return [thing.name for thing in shelf_of(house, HOME).value]


def new(client, **fields):
    return send(client, "/shelf/new", **{"kind": "candle", "name": "Beeswax", **fields})


def test_both_see_what_one_put_up(house, hers, his):
    assert new(hers, scent="honey", holds=["bees"]).headers["location"] == "/shelf"
    assert "Beeswax" in his.get("/shelf").text
    kept = shelf_of(house, HOME).value[-1]
    assert (kept.kind, kept.scent, kept.holds) == (Kind.CANDLE, "honey", ("bees",))


def test_a_label_that_was_not_read_is_not_a_label_that_holds_nothing(house, hers):
    read = {(): None, ("nothing",): (), ("nuts", "soy"): ("nuts", "soy"), ("soy",): ("soy",)}
    for ticked, holds in read.items():
        new(hers, holds=list(ticked))
        assert shelf_of(house, HOME).value[-1].holds == holds


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"name": " "}, "Its name: one letter is enough."),
        ({"name": "x" * 61}, "Its name: 60 characters at most, these are 61."),
        ({"scent": "x" * 70}, "Its scent: 60 characters at most, these are 70."),
        ({"also": ",".join("abcdefghijklm")}, "What else is in it: 12 words at most, these are 13."),
        ({"kind": "knife"}, "What it is: choose lotion, oil, candle or music."),
        ({"holds": ["gold"]}, "What is in it: choose from those on the page"),
        ({"holds": ["nothing", "nuts"]}, "not both"),
        ({"name": "a\u202eb"}, "signs that cannot be shown"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence_and_nothing_typed_is_lost(unchanged, fields, said):
    house, hers = unchanged
    typed = {"scent": "rose and rain", **fields}
    answer = new(hers, **typed)
    assert answer.status_code == 400
    assert said in answer.text
    assert f'value="{typed["scent"]}"' in answer.text
    assert things(house) == ["Warm almond"]


def test_a_full_shelf_says_so(house, hers):
    for number in range(len(things(house)), MOST_THINGS):
        put_up(house, HOME, Thing(f"t{number}", Kind.MUSIC, f"Song {number}"))
    answer = new(hers)
    assert answer.status_code == 400
    assert "The shelf is full with 60 things" in answer.text


def test_a_thing_can_change_and_go(house, hers):
    assert 'value="Warm almond"' in hers.get("/shelf/almond/change").text
    send(hers, "/shelf/almond/change", kind="lotion", name="Cool almond", holds="nuts", also="aloe, water")
    assert shelf_of(house, HOME).value[0] == Thing(
        "almond", Kind.LOTION, "Cool almond", "", ("nuts",), ("aloe", "water")
    )
    assert send(hers, "/shelf/almond/take-down").headers["location"] == "/shelf"
    assert things(house) == ["Plain grapeseed", "Low tides"]
    assert hers.get("/shelf/almond").status_code == 404


def test_a_refused_change_keeps_what_was_typed(house, hers):
    answer = send(hers, "/shelf/almond/change", kind="oil", name="", scent="smoke")
    assert answer.status_code == 400
    assert 'value="smoke"' in answer.text
    assert things(house)[0] == "Warm almond"


def test_nobody_reaches_another_homes_shelf(hers, house):
    put_up(house, "elsewhere", Thing("theirs", Kind.OIL, "Theirs"))
    assert hers.get("/shelf/theirs").status_code == 404
    assert send(hers, "/shelf/theirs/rating", again="gladly").status_code == 404


def test_a_rating_is_seen_by_the_other_only_where_both_share(hers, his):
    for his_share in (False, True):
        for her_share in (False, True):
            send(his, "/shelf/almond/rating", again="rather_not", shared="yes" if his_share else "")
            send(hers, "/shelf/almond/rating", again="gladly", shared="yes" if her_share else "")
            both = his_share and her_share
            assert ("<dt>Scott</dt><dd>Rather not</dd>" in hers.get("/shelf/almond").text) is both
            assert ("<dt>Cheryl</dt><dd>Gladly</dd>" in his.get("/shelf/almond").text) is both


def test_sharing_without_saying_anything_shows_nothing(hers, his):
    send(his, "/shelf/almond/rating", again="gladly", shared="yes")
    send(hers, "/shelf/almond/rating", again="", shared="yes")
    assert "<dt>Scott</dt>" not in hers.get("/shelf/almond").text


def test_an_odd_rating_is_refused(house, hers):
    answer = send(hers, "/shelf/almond/rating", again="stars")
    assert answer.status_code == 400
    assert "How you like it: choose one of the answers" in answer.text
    assert ratings_of(house, CHERYL).value == {}


def test_a_rating_can_be_taken_back(house, hers):
    send(hers, "/shelf/almond/rating", again="gladly")
    assert ratings_of(house, CHERYL).value == {"almond": Rating("gladly")}
    send(hers, "/shelf/almond/rating", again="")
    assert ratings_of(house, CHERYL).value == {}


def test_an_allergy_warns_its_owner_and_nobody_else(hers, his):
    send(hers, "/shelf/mine", keys="nuts", words="low tides")
    assert "Not for your evenings: Nuts." in hers.get("/shelf/almond").text
    assert "Not for your evenings: low tides." in hers.get("/shelf/record").text
    assert "not for your evenings" in hers.get("/shelf").text
    assert "Not for your evenings" not in his.get("/shelf/almond").text
    assert "not for your evenings" not in his.get("/shelf").text


def test_a_list_comes_back_as_it_was_ticked(hers):
    send(hers, "/shelf/mine", keys=["nuts", "perfume"], words="rose,  whale   song,rose")
    text = hers.get("/shelf/mine").text
    assert text.count(" checked") == 2
    assert 'value="rose, whale song"' in text


def test_a_list_that_cannot_be_is_refused_and_kept_on_the_page(house, hers):
    answer = send(hers, "/shelf/mine", keys="gold", words="rose")
    assert answer.status_code == 400
    assert 'value="rose"' in answer.text
    assert left_out_of(house, CHERYL).value.words == ()


def test_the_set_up_offers_what_suits_both(house, hers, his):
    send(hers, "/shelf/mine", keys="nuts")
    send(his, "/shelf/mine", words="low tides")
    for client in (hers, his):
        text = client.get("/tonight/ready").text
        assert "Warm almond" not in text
        assert "Low tides" not in text


def test_what_is_offered_can_be_ticked_off(house, hers):
    offered = [
        thing for thing in (ALMOND, GRAPE, RECORD) if f"shelf:{thing.id}" in hers.get("/tonight/ready").text
    ]
    assert offered
    send(hers, "/tonight/ready", item=f"shelf:{offered[0].id}", done="yes")
    assert f"shelf:{offered[0].id}" in house.nights.night(NIGHT).now.prepared


@pytest.mark.parametrize("whose", ["hers", "his"])
def test_an_allergy_told_in_the_check_in_keeps_oils_and_scents_away(whose):
    told = {"health": ("oil_allergy",)}
    how = {"hers": HERS, "his": HIS}
    how[whose] = msgspec.structs.replace(how[whose], **told)
    house = doorstep(brief_read=True, **how)
    for number in range(8):
        put_up(house, HOME, Thing(f"o{number}", Kind.OIL, f"Oily {number}", "", ()))
        put_up(house, HOME, Thing(f"c{number}", Kind.CANDLE, f"Scented {number}", "rose", ()))
        put_up(house, HOME, Thing(f"p{number}", Kind.CANDLE, f"Plainwax {number}", "", ()))
    with phone_of(house, SCOTT) as client:
        text = client.get("/tonight/ready").text
    assert "Oily" not in text
    assert "Scented" not in text
    assert "Plainwax" in text


@pytest.mark.parametrize(
    "damage", ["{", '{"format":2,"things":[]}', '{"format":1,"things":[{"id":"x"}]}', "\udcff"]
)
def test_a_damaged_shelf_says_so_and_goes_on(house, hers, damage):
    kept = house.keepsakes.keepsake(HOME, "shelf")
    house.keepsakes.keep(HOME, Keepsake("shelf", damage, kept.version))
    answer = hers.get("/shelf")
    assert answer.status_code == 200
    assert "The shelf cannot be read; it begins anew, and the old text is put aside." in answer.text
    new(hers)
    assert things(house) == ["Beeswax"]
    assert damage in {one.text for one in house.keepsakes.keepsakes(HOME)}


def test_while_a_list_cannot_be_read_nothing_risky_is_offered(house, hers):
    house.keepsakes.keep(CHERYL, Keepsake("allergies", "broken"))
    assert "What does not suit you cannot be read" in hers.get("/shelf/mine").text
    text = hers.get("/tonight/ready").text
    assert "Warm almond" not in text
    assert "Plain grapeseed" not in text


def test_what_one_says_is_in_ones_own_export_and_in_no_other(hers, his):
    send(hers, "/shelf/mine", keys="nuts", words="whale song")
    send(hers, "/shelf/almond/rating", again="rather_not")
    told = msgspec.json.decode(hers.get("/mine/export.json").content)["kept"]
    assert told["allergies"]["words"] == ["whale song"]
    assert told["ratings"]["ratings"]["almond"]["again"] == "rather_not"
    assert "whale" not in his.get("/mine/export.json").text


def test_on_a_shared_phone_without_a_pin_what_is_private_stays_shut():
    house = doorstep(brief_read=True, one_phone=True)
    put_up(house, HOME, ALMOND)
    with phone_of(house, CHERYL) as phone:
        for path in ("/shelf/mine", "/shelf/tried"):
            assert "Yours alone, once you have a PIN." in phone.get(path).text
        assert send(phone, "/shelf/mine", keys="nuts").status_code == 403
        assert send(phone, "/shelf/almond/rating", again="gladly").status_code == 403
        assert "yours alone, once you have a PIN" in phone.get("/shelf/almond").text
    assert house.keepsakes.keepsakes(CHERYL) == []


def offered(client):
    text = client.get("/tonight/ready").text
    return text.partition('Something small, if you like</p>\n<p class="lead">')[2].partition("</p>")[0]


def test_one_small_thing_is_offered_and_is_the_same_for_both(hers, his):
    assert offered(hers)
    assert offered(hers) == offered(his)


@pytest.mark.parametrize("who", [CHERYL, SCOTT])
def test_waving_it_away_leaves_the_same_page_whoever_did(house, hers, his, who):
    before = house.nights.night(NIGHT)
    waver = {CHERYL: hers, SCOTT: his}[who]
    assert send(waver, "/tonight/experiment/not-now").headers["location"] == "/tonight/ready"
    assert offered(hers) == offered(his) == ""
    assert house.nights.night(NIGHT) == before


def test_before_the_brief_is_read_there_is_nothing_to_wave_away():
    house = doorstep()
    with phone_of(house, CHERYL) as client:
        assert send(client, "/tonight/experiment/not-now").headers["location"] == "/tonight"
    assert house.nights.private(NIGHT, CHERYL, Private.TRIED) is None


def test_the_evening_begins_with_what_it_was_offered(house, hers):
    words = offered(hers)
    send(hers, "/tonight/start", delay_s="0")
    key = house.nights.night(NIGHT).turns[0].experiment
    assert words_of(house, HOME, key) == words


def test_what_was_waved_away_is_not_begun_with(house, hers, his):
    send(his, "/tonight/experiment/not-now")
    send(hers, "/tonight/start", delay_s="0")
    assert house.nights.night(NIGHT).turns[0].experiment == ""
    assert house.nights.night(NIGHT).turns[0].session_id
