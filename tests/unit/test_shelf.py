"""The shelf: an allergen of either never comes near an evening, and what is offered tells nobody why."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backrub.content.shelf import load_shelf_rows
from backrub.domain.experiments import SOON, Experiment, Offer, offer_tonight, offers_for, still_offered
from backrub.domain.shelf import (
    Again,
    Kind,
    LeftOut,
    Rating,
    Thing,
    for_tonight,
    found_on,
    shared_with,
    suited,
)

ALLERGENS = load_shelf_rows().allergens
EXPERIMENTS = load_shelf_rows().experiments
NAMES = ("Almond dream", "Plain oil", "Peppermint night", "Beeswax candle", "Low tides", "Hazelnut & rose")
SCENTS = ("", "", "lavender", "rose", "bergamot")
WORDS = ("rose", "tides", "hazelnut", "Bee", "lanolin", "zebra")
KEYS = tuple(ALLERGENS)


def random_thing(rng, number):
    holds = None if rng.random() < 0.2 else tuple(rng.sample(KEYS, rng.randint(0, 2)))
    also = tuple(rng.sample(WORDS, rng.randint(0, 1)))
    kind = rng.choice(list(Kind))
    return Thing(f"t{number}", kind, rng.choice(NAMES), rng.choice(SCENTS), holds, also)


def random_left_out(rng):
    keys = frozenset(rng.sample(KEYS, rng.randint(0, 3)))
    return LeftOut(keys, tuple(rng.sample(WORDS, rng.randint(0, 2))), rng.random() < 0.1)


def plainly_bad(thing, left_out):
    """Judge by the letter, in another way than the domain does: what is named is there."""
    label = " ".join((thing.name, thing.scent, *thing.also)).casefold()
    named = {
        word.casefold() for key in left_out.keys for word in (*ALLERGENS[key].words, ALLERGENS[key].name)
    }
    named |= {word.casefold() for word in left_out.words}
    on_skin = thing.kind in {Kind.OIL, Kind.LOTION}
    return (
        bool(left_out.keys & set(thing.holds or ()))
        or any(f" {word} " in f" {label} " for word in named)
        or (bool(left_out.keys) and thing.holds is None and thing.kind is not Kind.MUSIC)
        or ("perfume" in left_out.keys and bool(thing.scent) and thing.kind is not Kind.MUSIC)
        or (left_out.wary and on_skin)
    )


@given(st.randoms(use_true_random=False))
def test_nothing_that_does_not_suit_one_of_the_two_is_ever_offered(rng):
    things = [random_thing(rng, number) for number in range(8)]
    hers, his = random_left_out(rng), random_left_out(rng)
    offered = for_tonight(suited(things, hers | his, ALLERGENS), seed=rng.getrandbits(31), oil=True)
    assert not [thing for thing in offered if plainly_bad(thing, hers) or plainly_bad(thing, his)]


@given(st.randoms(use_true_random=False))
def test_whose_list_it_is_changes_nothing(rng):
    things = [random_thing(rng, number) for number in range(8)]
    hers, his = random_left_out(rng), random_left_out(rng)
    assert suited(things, hers | his, ALLERGENS) == suited(things, his | hers, ALLERGENS)
    assert hers | his == his | hers


@given(st.randoms(use_true_random=False))
def test_what_only_one_leaves_out_is_left_out_as_if_both_did(rng):
    things = [random_thing(rng, number) for number in range(8)]
    hers = random_left_out(rng)
    assert suited(things, hers | LeftOut(), ALLERGENS) == suited(things, hers | hers, ALLERGENS)


ALMOND = Thing("a", Kind.OIL, "Sweet almond oil", "", ())


@pytest.mark.parametrize(
    ("thing", "left_out", "found"),
    [
        (ALMOND, LeftOut(), ()),
        (ALMOND, LeftOut(frozenset({"nuts"})), ("Nuts",)),
        (ALMOND, LeftOut(frozenset({"soy"})), ()),
        (ALMOND, LeftOut(words=("hazelnut",)), ("Nuts",)),
        (ALMOND, LeftOut(words=("Sweet",)), ("Sweet",)),
        (ALMOND, LeftOut(words=("oil",)), ("oil",)),
        (ALMOND, LeftOut(words=("alm",)), ()),
        (ALMOND, LeftOut(wary=True), ("oils, lotions and scents",)),
        (ALMOND, LeftOut(frozenset({"unknown"})), ()),
        (ALMOND, LeftOut(words=(" ",)), ()),
        (Thing("c", Kind.OIL, "Coconut", "", ("coconut",)), LeftOut(frozenset({"nuts"})), ()),
        (Thing("r", Kind.LOTION, "Balm", "", (), ("Rosehips",)), LeftOut(words=("rosehip",)), ("rosehip",)),
        (Thing("u", Kind.OIL, "Oil"), LeftOut(frozenset({"soy"})), ("a label that nobody has read",)),
        (Thing("u", Kind.OIL, "Oil"), LeftOut(words=("rose",)), ()),
        (Thing("m", Kind.MUSIC, "Songs"), LeftOut(frozenset({"soy", "perfume"}), wary=True), ()),
        (Thing("m", Kind.MUSIC, "Songs"), LeftOut(words=("music",)), ("music",)),
        (Thing("k", Kind.CANDLE, "Wax", "", ()), LeftOut(wary=True), ()),
        (Thing("k", Kind.CANDLE, "Wax", "fir", ()), LeftOut(wary=True), ("oils, lotions and scents",)),
        (Thing("k", Kind.CANDLE, "Wax"), LeftOut(wary=True), ("oils, lotions and scents",)),
        (Thing("k", Kind.CANDLE, "Wax", "fir", ()), LeftOut(frozenset({"perfume"})), ("Perfume, any scent",)),
    ],
)
def test_a_label_is_read_by_its_words_and_in_doubt_gravely(thing, left_out, found):
    assert found_on(thing, left_out, ALLERGENS) == found


def test_an_evening_offers_one_of_a_kind_and_each_rests_now_and_then():
    things = [Thing(f"{kind}{n}", kind, f"{kind} {n}", "", ()) for kind in Kind for n in range(3)]
    evenings = [for_tonight(things, seed=seed, oil=True) for seed in range(200)]
    assert all(len({thing.kind for thing in offered}) == len(offered) for offered in evenings)
    assert {thing.id for offered in evenings for thing in offered} == {thing.id for thing in things}
    alone = [for_tonight(things[:1], seed=seed, oil=True) for seed in range(200)]
    assert 25 < sum(not offered for offered in alone) < 75


def test_without_oil_nothing_for_the_skin_is_offered():
    things = [Thing("o", Kind.OIL, "Oil"), Thing("l", Kind.LOTION, "Lotion")]
    assert not any(for_tonight(things, seed=seed, oil=False) for seed in range(50))


@pytest.mark.parametrize("mine", [None, Rating(Again.GLADLY), Rating(Again.GLADLY, shared=True)])
@pytest.mark.parametrize("theirs", [None, Rating(Again.PERHAPS), Rating(Again.PERHAPS, shared=True)])
def test_a_rating_crosses_only_where_both_share(mine, theirs):
    both = mine is not None and theirs is not None and mine.shared and theirs.shared
    assert shared_with(mine, theirs) == (theirs if both else None)


OFFERS = tuple(Offer(f"e{number}", f"Try {number}.") for number in range(20))


def test_no_experiment_comes_again_soon():
    rng, recent = Random(7), []
    for _ in range(200):
        offer = offer_tonight(OFFERS, recent, seed=rng.getrandbits(31))
        assert offer.key not in recent[-SOON:]
        recent.append(offer.key)


def test_with_few_to_choose_from_the_one_that_waited_longest_comes():
    recent = []
    for seed in range(9):
        recent.append(offer_tonight(OFFERS[:3], recent, seed=seed).key)
    assert recent[:3] == recent[3:6] == recent[6:]


def test_of_nothing_nothing_is_offered():
    assert offer_tonight((), (), seed=1) is None


def test_the_same_evening_offers_the_same():
    assert offer_tonight(OFFERS, ("e1",), seed=5) == offer_tonight(OFFERS[::-1], ("e1",), seed=5)


def test_a_stroke_is_offered_only_where_the_plan_has_it():
    wringing = Experiment("w", "Wringing.", "s", "default", ("wringing",))
    calm = Experiment("c", "A breath.", "s", "default")
    offered = offers_for([wringing, calm], strokes={"petrissage"}, things=())
    assert [one.key for one in offered] == ["c"]
    offered = offers_for([wringing, calm], strokes={"wringing"}, things=())
    assert [one.key for one in offered] == ["w", "c"]


@pytest.mark.parametrize(
    ("kind", "words"),
    [(Kind.MUSIC, "quietly"), (Kind.CANDLE, "every other light off"), (Kind.OIL, "warmed between the hands")],
)
def test_a_thing_of_the_shelf_can_be_what_is_tried(kind, words):
    [offer] = offers_for((), strokes=(), things=[Thing("x", kind, "It")])
    assert offer.key == "shelf:x"
    assert offer.text.startswith("Try It")
    assert words in offer.text


def test_no_experiment_presses_harder_or_goes_faster():
    for one in EXPERIMENTS:
        assert not {"harder", "firmer", "deeper", "faster", "quicker"} & set(one.text.lower().split())
        assert one.text.endswith(".")


def test_on_some_evenings_the_offer_goes_by_itself_as_the_room_gets_ready():
    ends = [[still_offered(ticked, seed=seed) for ticked in range(7)] for seed in range(60)]
    assert all(stands[0] and stands[1] for stands in ends)
    gone = [stands for stands in ends if not all(stands)]
    assert 10 < len(gone) < 30
    assert all(stands == sorted(stands, reverse=True) for stands in gone)
