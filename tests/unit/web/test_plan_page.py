"""The plan's page: a storyboard that both phones may change, within what an evening can be."""

import pytest
from tests.before_hands import CHERYL, NIGHT, SCOTT, doorstep, phone_of
from tests.web_house import send

from backrub.bootstrap.night_plan import tonight_for
from backrub.domain.back import Site
from backrub.web.plan_view import plan_view


def edits(house):
    return house.nights.night(NIGHT).now.edits


def view_of(house, opened=None):
    night = house.nights.night(NIGHT)
    tonight = tonight_for(house, night, night.now)
    return plan_view(tonight, night.now.edits, house.catalogue, turns=len(night.turns), opened=opened)


def change(house, person, what):
    with phone_of(house, person) as client:
        return send(client, "/tonight/plan", change=what)


def test_frames_follow_each_other_place_by_place_to_the_end():
    view = view_of(doorstep())
    steps = [step for frame in view.frames for step in frame.steps]
    assert [step.start_s for step in steps] == sorted(step.start_s for step in steps)
    assert steps[-1].end_s == 25 * 60
    assert len({(frame.phase, frame.shown.site) for frame in view.frames}) == len(view.frames)


def test_an_open_frame_tells_why_how_and_how_fast():
    house = doorstep()
    number = next(f.number for f in view_of(house).frames if f.shown.site is Site.BETWEEN_BLADES)
    opened = view_of(house, opened=number).opened
    assert "Cheryl’s left" in opened.title
    assert any("a little longer here" in why for why in opened.why)
    assert len(opened.hands) == 2
    with phone_of(house, SCOTT) as his:
        page = his.get(f"/tonight/plan?frame={number}").text
    assert opened.title.replace("'", "&#39;") in page
    assert opened.pace in page


def test_a_frame_that_is_not_there_opens_nothing():
    assert view_of(doorstep(), opened=99).opened is None


@pytest.mark.parametrize("person", [CHERYL, SCOTT])
def test_either_may_make_it_longer_and_shorter(person):
    house = doorstep()
    assert change(house, person, "longer").headers["location"] == "/tonight/plan"
    assert edits(house).minutes == 30
    change(house, person, "shorter")
    assert edits(house).minutes == 25


def test_two_turns_share_the_hour():
    house = doorstep(swap=True)
    for _ in range(9):
        change(house, SCOTT, "longer")
    assert edits(house).minutes == 30
    assert not view_of(house).can_lengthen


def test_a_place_can_be_left_out_and_brought_back():
    house = doorstep()
    before = view_of(house)
    change(house, CHERYL, "drop:low_back")
    assert Site.LOW_BACK not in {frame.shown.site for frame in view_of(house).frames}
    assert [place.key for place in view_of(house).dropped] == ["low_back"]
    change(house, SCOTT, "undo:low_back")
    assert view_of(house) == before


def test_a_place_can_be_kept_for_longer():
    house = doorstep()
    change(house, SCOTT, "keep:hip_rim")
    hips = next(frame for frame in view_of(house).frames if frame.shown.site is Site.HIP_RIM)
    assert hips.is_kept
    change(house, CHERYL, "undo:hip_rim")
    assert edits(house).pinned == frozenset()


def test_the_last_place_stays_and_the_page_says_why():
    house = doorstep()
    last = Site.SCALP
    for site in Site:
        if site not in {last, Site.NECK}:
            change(house, SCOTT, f"drop:{site.value}")
    answer = change(house, SCOTT, f"drop:{last.value}")
    assert answer.status_code == 400
    assert "One place stays" in answer.text
    assert last not in edits(house).dropped


@pytest.mark.parametrize("what", ["", "faster", "drop:", "drop:knee", "drop:neck:left"])
def test_an_unknown_change_is_refused_in_one_sentence(what):
    house = doorstep()
    answer = change(house, SCOTT, what)
    assert answer.status_code == 400
    assert "shorter, longer, drop:PLACE" in answer.text
    assert edits(house).minutes is None


def test_a_plan_that_has_begun_is_not_changed():
    house = doorstep(session_id="begun")
    assert change(house, SCOTT, "longer").headers["location"] == "/tonight"
    assert edits(house).minutes is None


def test_what_hands_visit_is_told_kindly():
    assert view_of(doorstep()).coverage.startswith("Everything is visited")


def test_paper_shows_every_frame_and_a_way_back():
    house = doorstep()
    with phone_of(house, SCOTT) as his:
        page = his.get("/tonight/plan/paper").text
    assert page.count('class="doing"') == len(view_of(house).frames)
    assert 'href="/tonight/plan"' in page


def test_pictures_share_one_back_for_each_side():
    with phone_of(doorstep(), SCOTT) as his:
        page = his.get("/tonight/plan").text
    assert page.count("<symbol") == 3
    assert "base64" not in page
    assert len(page) < 60_000
