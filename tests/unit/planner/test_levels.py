"""The level worked towards is tonight's wish, bent by what was learned, found and said."""

import pytest
from tests.planning import a_brief

from backrub.domain.back import SiteSide
from backrub.domain.brief import Outcome, Wish
from backrub.domain.check_in import Feel, Intention, Pace
from backrub.domain.plan import Role
from backrub.domain.planner.levels import aimed, wished, wishes
from backrub.domain.planner.tuning import Tuning
from backrub.domain.pressure import PressureWord
from backrub.domain.session.events import Finding

HERE = SiteSide.MID_BACK_LEFT
ASKED = SiteSide.BETWEEN_BLADES_LEFT


def wish_for(word):
    return a_brief(wish=Wish(PressureWord(word), Pace.SLOW, Intention.UNWIND))


def level(brief, where=HERE, **tuning):
    return pytest.approx(wished(where, brief, Tuning(**tuning)))


@pytest.mark.parametrize("word", PressureWord)
def test_today_s_word_comes_first(word):
    assert level(wish_for(word)) == word.level


def test_what_was_learned_and_said_adds_up():
    assert level(wish_for("medium"), learned={HERE: 0.4}, offsets={HERE: -0.5}) == 2.9


def test_what_was_learned_elsewhere_changes_nothing_here():
    assert level(wish_for("medium"), learned={ASKED: 0.4}) == 3.0


def test_no_level_leaves_its_bounds():
    assert level(wish_for("deep"), learned={HERE: 1.0}) == 4.0
    assert level(wish_for("feather"), offsets={HERE: -1.0}) == 1.0
    assert level(wish_for("deep"), where=SiteSide.NECK_LEFT) == 3.0


@pytest.mark.parametrize(
    ("found", "softer"),
    [
        ([Finding.HURTS], 2.5),
        ([Finding.HURTS, Finding.HURTS], 2.5),
        ([Finding.HURTS, Finding.GUARDING], 2.0),
        ([Finding.WARM], 2.0),
    ],
)
def test_what_hands_find_makes_them_softer(found, softer):
    assert level(wish_for("medium"), findings=tuple((HERE, finding) for finding in found)) == softer


def test_a_finding_elsewhere_changes_nothing_here():
    assert level(wish_for("medium"), findings=((ASKED, Finding.WARM),)) == 3.0


def test_deep_needs_a_fresh_yes():
    assert level(wish_for("deep")) == 4.0
    assert level(wish_for("deep"), deep_yes=False) == 3.5


@pytest.mark.parametrize(("word", "firm"), [("feather", 2.0), ("light", 2.0), ("deep", 3.0)])
def test_where_it_tickles_both_sides_get_firm_but_not_deep_hands(word, firm):
    brief = wish_for(word)
    tickled = a_brief(wish=brief.wish, ticklish=frozenset({HERE}))
    assert level(tickled) == firm
    assert level(tickled, where=HERE.twin) == firm


def test_every_place_has_a_level():
    assert set(wishes(wish_for("medium"), Tuning())) == set(SiteSide)


def aim(role, covers, brief):
    return pytest.approx(aimed(role, covers, wishes(brief, Tuning()), brief))


@pytest.mark.parametrize(
    ("role", "bound"),
    [
        (Role.HOLD, 1.5),
        (Role.PALPATE, 2.0),
        (Role.BROAD, 2.0),
        (Role.REST, 2.0),
        (Role.EASE, 3.5),
        (Role.TURN, 1.0),
        (Role.FEATHER, 1.0),
        (Role.WORK, 4.0),
        (Role.FOCAL, 4.0),
    ],
)
def test_a_role_bounds_the_wish(role, bound):
    assert aim(role, [HERE], wish_for("deep")) == bound


def test_the_most_tender_place_decides():
    assert aim(Role.WORK, [HERE, SiteSide.NECK_LEFT], wish_for("deep")) == 3.0


def test_an_ache_is_met_more_softly_than_a_knot():
    brief = wish_for("medium")
    aching = a_brief(wish=brief.wish, spots=tuple(type(s)(s.where, Feel.ACHE) for s in brief.spots))
    assert aim(Role.FOCAL, [ASKED], brief) == 3.0
    assert aim(Role.FOCAL, [ASKED], aching) == 2.5


def test_a_quiet_evening_only_holds():
    assert aim(Role.WORK, [HERE], a_brief(outcome=Outcome.HOLD_ONLY)) == 1.5


def test_hands_over_no_place_are_lightest():
    assert aim(Role.HOLD, [], wish_for("deep")) == 1.0
