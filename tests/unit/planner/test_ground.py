"""The ground tells which places may be touched, from where, and in how many parts."""

import pytest
from tests.planning import a_brief

from backrub.domain.back import HEAD_ORDER, Group, Side, Site, SiteSide, both_sides
from backrub.domain.brief import AskedSpot
from backrub.domain.check_in import Feel, Position, Surface
from backrub.domain.plan import Stand
from backrub.domain.planner.ground import Ground, side_of

EVERYTHING = frozenset(SiteSide)
HEAD = frozenset(ss for site in HEAD_ORDER for ss in both_sides(site))


def ground(*, only=EVERYTHING, **changes):
    """Return a ground on which hands may touch only these places."""
    return Ground(a_brief(leave_out=EVERYTHING - frozenset(only), **changes))


def on(side):
    return frozenset(ss for ss in SiteSide if ss.side is side)


@pytest.mark.parametrize(
    ("minutes", "short", "long"), [(5, True, False), (9, True, False), (10, False, False), (20, False, True)]
)
def test_minutes_decide_how_finely_sites_are_worked(minutes, short, long):
    there = ground(minutes=minutes)
    assert (there.is_short, there.is_long, there.seconds) == (short, long, minutes * 60)


def test_seated_or_prone_both_sides_are_worked_together():
    for position in (Position.SEATED, Position.PRONE):
        assert ground(position=position).halves == (Side.BOTH,)


def test_lying_on_the_side_the_receiver_turns_once():
    lying = ground(position=Position.SIDE_LYING)
    assert lying.halves == (Side.LEFT, Side.RIGHT)
    assert lying.turns


@pytest.mark.parametrize("side", [Side.LEFT, Side.RIGHT])
def test_nobody_turns_for_nothing(side):
    assert not ground(position=Position.SIDE_LYING, only=on(side) - HEAD).turns


def test_a_turn_may_be_for_the_head_alone():
    lying = ground(position=Position.SIDE_LYING, only=(on(Side.RIGHT) - HEAD) | HEAD)
    assert lying.halves == (Side.RIGHT, Side.LEFT)


def test_a_short_evening_has_time_for_one_spot():
    wishes = tuple(AskedSpot(where, Feel.KNOT) for where in both_sides(Site.NECK))
    assert ground(minutes=5, spots=wishes).asked == (SiteSide.NECK_LEFT,)
    assert ground(minutes=10, spots=wishes).asked == both_sides(Site.NECK)


def test_a_spot_named_twice_is_one():
    twice = (AskedSpot(SiteSide.NECK_LEFT, Feel.KNOT), AskedSpot(SiteSide.NECK_LEFT, Feel.ACHE))
    there = ground(minutes=15, spots=twice)
    assert there.asked == (SiteSide.NECK_LEFT,)
    assert there.asks_for(Site.NECK) == (Side.LEFT,)


def test_what_is_left_out_is_in_no_group():
    there = ground(only={SiteSide.NECK_LEFT, SiteSide.MID_BACK_RIGHT})
    assert there.group(Group.BACK) == (SiteSide.MID_BACK_RIGHT,)
    assert there.group(Group.BACK, Side.LEFT) == ()
    assert there.head() == (SiteSide.NECK_LEFT,)


def test_quiet_places_are_neither_ticklish_nor_asked_for():
    tickles, asked, rest = (
        both_sides(Site.LOW_BACK),
        both_sides(Site.BETWEEN_BLADES),
        both_sides(Site.MID_BACK),
    )
    there = ground(minutes=15, ticklish=frozenset(tickles[:1]))
    assert there.calm((*tickles, *asked, *rest)) == (*asked, *rest)
    assert there.quiet((*tickles, *asked, *rest)) == rest


def test_an_evening_too_full_lets_the_last_wish_go():
    wishes = tuple(AskedSpot(where, Feel.KNOT) for where in both_sides(Site.NECK))
    fewer = ground(minutes=15, spots=wishes).with_fewer_wishes()
    assert fewer.asked == (SiteSide.NECK_LEFT,)
    with pytest.raises(ValueError, match="few"):
        fewer.with_fewer_wishes().with_fewer_wishes()


def test_an_evening_too_full_lets_a_kept_place_go_before_a_spot_that_was_asked_for():
    spot = AskedSpot(SiteSide.NECK_LEFT, Feel.TIGHT)
    full = ground(spots=(spot,), kept=frozenset({Site.LOW_BACK}))
    fewer = full.with_fewer_wishes()
    assert (fewer.brief.kept, fewer.brief.spots) == (frozenset(), (spot,))


def test_hands_first_come_to_rest_where_both_sides_are_free():
    alone = {SiteSide.SHOULDER_TOP_LEFT, *both_sides(Site.MID_BACK)}
    assert ground(only=alone, spots=()).resting_place(Side.BOTH) == both_sides(Site.MID_BACK)
    assert ground(only={SiteSide.NECK_LEFT}).resting_place(Side.BOTH) == (SiteSide.NECK_LEFT,)
    assert ground(only=()).resting_place(Side.BOTH) == ()


def test_lying_on_the_side_hands_do_not_rest_on_the_head_first():
    assert ground(only=HEAD, position=Position.SIDE_LYING).resting_place(Side.LEFT) == ()


@pytest.mark.parametrize(
    ("sites", "runs"),
    [
        ([Site.SHOULDER_TOP, Site.SHOULDER_BLADE, Site.MID_BACK], True),
        ([Site.SHOULDER_TOP, Site.MID_BACK], False),
        ([Site.NECK], False),
    ],
)
def test_a_long_glide_crosses_nothing_left_out(sites, runs):
    assert ground().glides_through([ss for site in sites for ss in both_sides(site)]) is runs


def test_each_hand_glides_over_its_own_side():
    lopsided = [SiteSide.MID_BACK_LEFT, SiteSide.LOW_BACK_LEFT, SiteSide.MID_BACK_RIGHT]
    assert ground().glides_through(lopsided)
    assert not ground().glides_through([*lopsided, SiteSide.SHOULDER_TOP_RIGHT])


STANDS = [
    (Position.SEATED, Surface.CHAIR, Side.LEFT, Site.NECK, Stand.BEHIND),
    (Position.PRONE, Surface.TABLE, Side.LEFT, Site.MID_BACK, Stand.LEFT),
    (Position.PRONE, Surface.TABLE, Side.BOTH, Site.NECK, Stand.HEAD),
    (Position.PRONE, Surface.BED, Side.RIGHT, Site.NECK, Stand.RIGHT),
    (Position.PRONE, Surface.BED, Side.BOTH, Site.SHOULDER_TOP, Stand.LEFT),
    (Position.PRONE, Surface.BED, Side.BOTH, Site.LOW_BACK, Stand.RIGHT),
]


@pytest.mark.parametrize(("position", "surface", "side", "place", "stand"), STANDS)
def test_the_giver_stands_where_the_place_is_in_reach(position, surface, side, place, stand):
    assert ground(position=position, surface=surface).stand(side, place) is stand


def test_walking_round_a_bed_takes_longer():
    bed, chair = ground(surface=Surface.BED), ground(surface=Surface.CHAIR)
    assert 10 >= bed.move_s > chair.move_s >= 5


def test_places_on_both_sides_or_none_lie_on_both():
    assert side_of(both_sides(Site.NECK)) is Side.BOTH
    assert side_of([]) is Side.BOTH
    assert side_of([SiteSide.NECK_LEFT]) is Side.LEFT
