"""A slot is offered what the catalogue, the brief and the place allow."""

from dataclasses import replace

import pytest
from tests.planning import a_brief, a_slot

from backrub.content.loader import load_catalogue
from backrub.domain.back import Side, Site, both_sides
from backrub.domain.brief import AskedSpot, GiverCare, Wish
from backrub.domain.check_in import Experience, Feel, Intention, Pace
from backrub.domain.plan import Role
from backrub.domain.planner.ground import Ground
from backrub.domain.planner.repertoire import Repertoire
from backrub.domain.pressure import PressureWord
from backrub.domain.stroke import LADDER_TOOLS, Family, Hands, Needs, Tool, TouchKind

OILED = {"clothed": False, "oil": True}
PRACTISED = GiverCare(Experience.PRACTISED, 420)
BEGINNER = GiverCare(Experience.BEGINNER, 420)


def offered(slot=None, pressure=2.0, seed=0, without=(), **brief):
    """Return what is offered in a slot, in a brief of thirty minutes."""
    there = a_brief(**{"minutes": 30, "percussion": True, "spots": (), "care": BEGINNER} | brief)
    catalogue = load_catalogue()
    strokes = {key: stroke for key, stroke in catalogue.strokes.items() if key not in without}
    repertoire = Repertoire(Ground(there), replace(catalogue, strokes=strokes), seed)
    return repertoire.options(slot or a_slot(), pressure)


def families(options):
    return {option.stroke.family for option in options}


def wish(pace=Pace.SLOW, intention=Intention.UNWIND, *kinds):
    return Wish(PressureWord.MEDIUM, pace, intention, frozenset(kinds))


def suits(options, key):
    return max(option.suits for option in options if option.stroke.key == key)


def test_oil_and_cloth_each_have_their_strokes():
    assert Needs.OIL not in {o.stroke.needs for o in offered()}
    assert Needs.NO_OIL not in {o.stroke.needs for o in offered(**OILED)}


def test_hands_do_not_slide_firmly_on_cloth():
    assert Needs.CLOTH_OK in {o.stroke.needs for o in offered(pressure=2.0)}
    assert Needs.CLOTH_OK not in {o.stroke.needs for o in offered(pressure=2.5)}


def test_every_stroke_stays_in_its_range():
    for pressure in (1.0, 2.0, 3.0, 3.5):
        for option in offered(pressure=pressure, **OILED):
            low, high = option.stroke.pressure
            assert low <= pressure <= high


def test_deep_pressure_comes_from_leaning():
    options = offered(pressure=3.8, care=PRACTISED, **OILED)
    assert options
    assert {option.tool for option in options} <= LADDER_TOOLS


def test_a_tool_left_out_is_never_offered():
    assert Tool.THUMB not in {o.tool for o in offered(tools=frozenset(Tool) - {Tool.THUMB})}


@pytest.mark.parametrize(
    ("role", "family"),
    [
        (Role.HOLD, {Family.HOLD}),
        (Role.REST, {Family.HOLD}),
        (Role.BROAD, {Family.GLIDE}),
        (Role.EASE, {Family.GLIDE}),
        (Role.FEATHER, {Family.FEATHER}),
    ],
)
def test_a_role_asks_for_its_family(role, family):
    pressure = 1.0 if role is Role.FEATHER else 1.5
    assert families(offered(a_slot(role=role), pressure)) == family


def test_listening_hands_palpate():
    assert {o.stroke.key for o in offered(a_slot(role=Role.PALPATE))} == {"palpation"}


def test_where_palpating_does_not_fit_listening_hands_rest():
    slot = a_slot(role=Role.PALPATE)
    holds = offered(slot, without={"palpation"})
    assert holds
    assert families(holds) == {Family.HOLD}


def test_working_hands_do_more_than_rest():
    assert families(offered()).isdisjoint({Family.HOLD, Family.FEATHER})


def test_where_a_glide_would_cross_a_place_left_out_hands_press_or_hold():
    apart = (*both_sides(Site.SHOULDER_TOP), *both_sides(Site.LOW_BACK))
    slot = a_slot(role=Role.BROAD, covers=apart)
    assert families(offered(slot)) <= {Family.PRESS, Family.HOLD}


def test_hands_over_no_place_just_hold():
    assert {o.stroke.key for o in offered(a_slot(role=Role.HOLD, covers=()), 1.5)} == {"static_hold"}


def test_alternating_hands_need_a_side_of_their_own():
    assert Hands.ALTERNATE not in {o.stroke.hands for o in offered(pressure=2.5)}


def test_where_it_tickles_only_broad_slow_palms_work():
    slot = a_slot(Site.LOW_BACK)
    options = offered(slot, ticklish=frozenset(both_sides(Site.LOW_BACK)[:1]))
    assert options
    assert {option.tool for option in options} == {Tool.PALM}
    assert families(options).isdisjoint({Family.PERCUSSION, Family.FEATHER, Family.ROCK})


@pytest.mark.parametrize("kind", TouchKind)
def test_a_kind_of_touch_that_is_wished_for_suits_more_and_brings_nothing_that_did_not_fit(kind):
    options, wished = offered(), offered(wish=wish(Pace.SLOW, Intention.UNWIND, kind))
    more = [after.suits - before.suits for before, after in zip(options, wished, strict=True)]
    assert [(o.stroke, o.tool) for o in wished] == [(o.stroke, o.tool) for o in options]
    assert more == pytest.approx([0.5 if o.stroke.family is kind.family else 0.0 for o in options])
    assert max(more) > 0.4


def test_tapping_is_for_lively_evenings():
    slot = a_slot(Site.SHOULDER_TOP, Side.LEFT, seconds=30)
    assert Family.PERCUSSION in families(offered(slot, wish=wish(Pace.FLOWING)))
    assert Family.PERCUSSION not in families(offered(slot))
    assert Family.PERCUSSION not in families(offered(slot, wish=wish(Pace.FLOWING), percussion=False))


def test_what_takes_practice_waits_for_it():
    slot = a_slot(Site.HIP_RIM, Side.LEFT, role=Role.FOCAL, seconds=20)
    unlocked = offered(slot, 3.8, care=PRACTISED, **OILED)
    assert any(o.stroke.practised_only for o in unlocked)
    assert not any(o.stroke.practised_only for o in offered(slot, 3.8, **OILED))


def test_around_an_asked_spot_hands_work_broadly():
    asked, slot = (AskedSpot(both_sides(Site.SHOULDER_TOP)[0], Feel.KNOT),), a_slot(Site.SHOULDER_TOP)
    assert any(o.stroke.focal for o in offered(slot))
    assert not any(o.stroke.focal for o in offered(slot, spots=asked))


@pytest.mark.parametrize(
    ("feel", "key", "other"),
    [(Feel.KNOT, "sustained", "petrissage"), (Feel.ACHE, "compression", "sustained")],
)
def test_a_spot_gets_what_suits_how_it_feels(feel, key, other):
    where = both_sides(Site.SHOULDER_TOP)[0]
    slot = a_slot(Site.SHOULDER_TOP, Side.LEFT, role=Role.FOCAL)
    options = offered(slot, 3.0, spots=(AskedSpot(where, feel),))
    assert suits(options, key) > suits(options, other)


def test_a_focal_visit_nobody_described_is_met_as_a_knot():
    slot = a_slot(Site.SHOULDER_TOP, Side.LEFT, role=Role.FOCAL)
    knot = (AskedSpot(both_sides(Site.SHOULDER_TOP)[0], Feel.KNOT),)
    assert offered(slot, 3.0) == offered(slot, 3.0, spots=knot)


@pytest.mark.parametrize(
    ("intention", "family"), [(Intention.EASE_TENSION, Family.KNEAD), (Intention.CLOSENESS, Family.GLIDE)]
)
def test_what_tonight_is_for_bends_the_choice(intention, family):
    plain = {(o.stroke.key, o.tool): o.suits for o in offered(pressure=2.0)}
    bent = {(o.stroke.key, o.tool): o.suits for o in offered(pressure=2.0, wish=wish(intention=intention))}
    gains = {key: bent[key] - plain[key] for key in plain}
    of_family = {(o.stroke.key, o.tool) for o in offered(pressure=2.0) if o.stroke.family is family}
    assert of_family
    assert all(gains[key] > 0 for key in of_family)


def test_the_seed_gives_equal_strokes_their_turn():
    def best(seed):
        return max(offered(a_slot(Site.SHOULDER_TOP), seed=seed), key=lambda o: o.suits).stroke.key

    assert best(3) == best(3)
    assert len({best(seed) for seed in range(30)}) > 1
