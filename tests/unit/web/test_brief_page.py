"""The brief's page: the wish, the same for both, and nothing that the brief does not hold."""

import msgspec
import pytest
from tests.before_hands import CHERYL, HERS, NIGHT, SCOTT, doorstep, phone_of
from tests.web_house import send

from backrub.bootstrap.night_plan import tonight_for
from backrub.domain.brief import Outcome
from backrub.web.brief_view import brief_view


def view_of(house):
    night = house.nights.night(NIGHT)
    tonight = tonight_for(house, night, night.now)
    return brief_view(tonight.brief, tonight.plan, house.catalogue)


def sentence(view):
    return "".join(piece.text for piece in view.wish)


def test_the_wish_names_pace_pressure_and_the_place_to_stay():
    view = view_of(doorstep())
    assert view.opening == "Tonight, Cheryl would love"
    assert sentence(view) == (
        "slow, firm hands, and the longest stay on the muscle between spine and Cheryl’s left shoulder blade."
    )
    assert [piece.text for piece in view.wish if piece.felt] == ["slow, firm", "left"]


def test_below_it_stand_what_to_leave_be_what_tickles_and_what_both_know():
    rows = {row.label: row.lines for row in view_of(doorstep()).rows}
    assert rows["Leave be"] == ("The back of the neck.",)
    assert rows["Tickles"] == ("The left side of Cheryl’s lower back. Broad and slow there.",)
    assert rows["Together"] == ("25 minutes, face down on the bed, warm oil.",)


def test_limits_are_told_without_their_cause():
    limited = msgspec.structs.replace(HERS, health=("pregnancy",))
    rows = {row.label: row.lines for row in view_of(doorstep(hers=limited)).rows}
    assert rows["With care"]
    assert "pregnan" not in str(rows).lower()


def test_a_guess_and_differing_hopes_are_told_kindly():
    assert "Your guess is close to the wish." in view_of(doorstep()).others
    hopes = msgspec.structs.replace(HERS, intention="closeness")
    assert any("Talk first?" in line for line in view_of(doorstep(hers=hopes)).others)


def test_without_a_guess_nothing_is_said_of_one():
    no_guess = msgspec.structs.replace(HERS, part="give", guess=None)
    assert not any("guess" in line for line in view_of(doorstep(his=no_guess)).others)


def test_a_wished_kind_of_touch_is_said_to_both_and_leads_the_giver_to_its_lesson():
    house = doorstep(hers=msgspec.structs.replace(HERS, kinds=("kneading",)))
    with phone_of(house, SCOTT) as his, phone_of(house, CHERYL) as hers:
        pages = [client.get("/tonight/brief").text for client in (his, hers)]
    assert all("<p>Kneading would be lovely.</p>" in page for page in pages)
    assert 'href="/learn/lessons/petrissage"' in pages[0]


def test_an_evening_of_quiet_hands_says_so_in_one_sentence():
    held = msgspec.structs.replace(HERS, part="hold_only")
    view = view_of(doorstep(hers=held))
    assert sentence(view) == "Tonight is for quiet, resting hands."
    assert view.has_plan


def test_both_read_the_same_words():
    house = doorstep()
    with phone_of(house, SCOTT) as his, phone_of(house, CHERYL) as hers:
        pages = [client.get("/tonight/brief").text for client in (his, hers)]
    for words in (view_of(house).opening, "Broad and slow there.", "Tonight is for loosening up."):
        assert all(words in page for page in pages)


@pytest.mark.parametrize("private", [{"mood": "low"}, {"spots": ({**HERS.spots[0], "tension": 2},)}])
def test_private_answers_change_no_byte_of_the_givers_pages(private):
    pages = []
    for hers in (HERS, msgspec.structs.replace(HERS, **private)):
        house = doorstep(hers=hers)
        with phone_of(house, SCOTT) as his:
            paths = ("/tonight/brief", "/tonight/plan", "/tonight/plan?frame=6", "/tonight/plan/paper")
            pages.append([without_form_tokens(his.get(path).text) for path in paths])
    assert pages[0] == pages[1]


def without_form_tokens(page):
    return "\n".join(line for line in page.splitlines() if "csrf" not in line)


def test_the_page_is_a_function_of_brief_plan_and_names_alone():
    one, other = (
        view_of(doorstep(hers=msgspec.structs.replace(HERS, mood=mood))) for mood in ("calm", "low")
    )
    assert one == other


def test_having_read_it_leads_both_to_making_ready():
    house = doorstep()
    with phone_of(house, SCOTT) as his, phone_of(house, CHERYL) as hers:
        assert send(his, "/tonight/brief").headers["location"] == "/tonight"
        assert house.nights.night(NIGHT).now.brief_read
        assert {one.get("/tonight").headers["location"] for one in (his, hers)} == {"/tonight/ready"}


def test_only_the_giver_can_say_that_they_have_it():
    house = doorstep()
    with phone_of(house, CHERYL) as hers:
        send(hers, "/tonight/brief")
    assert not house.nights.night(NIGHT).now.brief_read


def test_on_one_phone_the_receiver_hands_it_over():
    with phone_of(doorstep(one_phone=True), CHERYL) as phone:
        page = phone.get("/tonight/brief").text
    assert f'href="/hand-over/{SCOTT}"' in page
    assert "/tonight/check-in" not in page


def test_answers_may_be_changed_on_a_phone_of_ones_own_or_behind_a_pin():
    house = doorstep(one_phone=True)
    house.people.set_pin_hash(CHERYL, "hash")
    with phone_of(house, CHERYL) as shared, phone_of(doorstep(), CHERYL) as own:
        assert all('href="/tonight/check-in"' in one.get("/tonight/brief").text for one in (shared, own))


def test_someone_of_another_home_is_sent_to_their_own_evening():
    house = doorstep(session_id="begun")
    with phone_of(house, SCOTT) as his:
        assert his.get("/tonight/brief").headers["location"] == "/tonight"


def test_where_no_hand_goes_there_is_only_a_good_night():
    grave = msgspec.structs.replace(HERS, health=("fever",))
    house = doorstep(hers=grave)
    view = view_of(house)
    assert not view.has_plan
    assert (view.rows, view.others, view.opening) == ((), (), "")
    night = house.nights.night(NIGHT)
    assert tonight_for(house, night, night.now).brief.outcome in {Outcome.NOT_TONIGHT, Outcome.SEEK_CARE}
    with phone_of(house, SCOTT) as his:
        page = his.get("/tonight/brief").text
    assert "Good night" in page
    assert "I have it" not in page


@pytest.mark.parametrize("reader", [CHERYL, SCOTT])
def test_who_shares_the_evening_reads_that_they_swap(reader):
    assert "You swap." in phone_of(doorstep(swap=True), reader).get("/tonight/brief").text
    assert "You swap." not in phone_of(doorstep(), reader).get("/tonight/brief").text
