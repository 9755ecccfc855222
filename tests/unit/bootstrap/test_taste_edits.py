"""Changes to what was learned: kept for the person, the latest word counts, nothing is lost."""

from tests.web_house import memory_house

from backrub.application.home_ports import Keepsake
from backrub.application.learn_taste import EditKind, TasteEdit
from backrub.bootstrap.taste_edits import change_taste, with_edit
from backrub.bootstrap.tastes import EDITS, edits_of
from backrub.domain.back import SiteSide

HERE, THERE = SiteSide.MID_BACK_LEFT, SiteSide.NECK_LEFT


def firmness(where, at_ms=1, level=3.0):
    return TasteEdit(at_ms, where, EditKind.SET, level=level)


def speed(where, at_ms=1):
    return TasteEdit(at_ms, where, EditKind.SET, speed_cm_s=3.0)


def forget(where, at_ms=2):
    return TasteEdit(at_ms, where, EditKind.FORGET)


def test_changes_are_kept_in_order_for_their_person_alone():
    house = memory_house()
    change_taste(house, "cheryl", firmness(HERE))
    change_taste(house, "cheryl", speed(HERE, 2))
    assert edits_of(house, "cheryl") == (firmness(HERE), speed(HERE, 2))
    assert edits_of(house, "scott") == ()


def test_the_latest_word_on_a_place_counts():
    assert with_edit([firmness(HERE), firmness(THERE)], firmness(HERE, 2)) == (
        firmness(THERE),
        firmness(HERE, 2),
    )


def test_pressure_and_pace_are_two_words():
    assert with_edit([firmness(HERE)], speed(HERE)) == (firmness(HERE), speed(HERE))


def test_forgetting_a_place_voids_what_was_set_there():
    assert with_edit([firmness(HERE), firmness(THERE)], forget(HERE)) == (firmness(THERE), forget(HERE))


def test_forgetting_everything_voids_all_of_it():
    assert with_edit([firmness(HERE), forget(THERE)], forget(None)) == (forget(None),)


def test_a_place_set_anew_stays_forgotten_before():
    assert with_edit([forget(HERE)], firmness(HERE, 3)) == (forget(HERE), firmness(HERE, 3))


def test_what_cannot_be_read_is_laid_aside():
    house = memory_house()
    house.keepsakes.keep("cheryl", Keepsake(EDITS, "{"))
    change_taste(house, "cheryl", firmness(HERE))
    assert edits_of(house, "cheryl") == (firmness(HERE),)
    assert "{" in {kept.text for kept in house.keepsakes.keepsakes("cheryl")}
