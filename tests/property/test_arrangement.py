"""Every pair of wishes becomes turns that both would recognise, whoever is named first."""

from itertools import product

import pytest

from backrub.domain.arrangement import Arrangement, Part, Turn, arrange

PAIRS = list(product(Part, repeat=2))
LAST = [None, "cheryl", "scott"]
HERS, HIS = Turn(giver="scott", receiver="cheryl"), Turn(giver="cheryl", receiver="scott")
OPEN = (Part.BOTH, Part.HOLD_ONLY)


def arranged(hers, his, last=None):
    return arrange({"cheryl": hers, "scott": his}, received_last=last)


@pytest.mark.parametrize("last", LAST)
@pytest.mark.parametrize(("hers", "his"), PAIRS)
def test_every_turn_names_both_once_and_nobody_has_two_turns_of_a_kind(hers, his, last):
    turns = arranged(hers, his, last).turns
    assert all({turn.giver, turn.receiver} == {"cheryl", "scott"} for turn in turns)
    assert len(set(turns)) == len(turns) <= 2


@pytest.mark.parametrize("last", ["cheryl", "scott"])
@pytest.mark.parametrize(("hers", "his"), PAIRS)
def test_who_is_named_first_makes_no_difference(hers, his, last):
    other_way = arrange({"scott": his, "cheryl": hers}, received_last=last)
    assert arranged(hers, his, last) == other_way


@pytest.mark.parametrize("last", LAST)
@pytest.mark.parametrize("other", Part)
def test_not_tonight_ends_it_alike_whoever_said_it_and_whatever_the_other_wished(other, last):
    assert (
        arranged(Part.NOT_TONIGHT, other, last) == arranged(other, Part.NOT_TONIGHT, last) == Arrangement(())
    )


@pytest.mark.parametrize("last", LAST)
@pytest.mark.parametrize(("hers", "his"), PAIRS)
def test_hands_meet_unless_someone_said_not_tonight(hers, his, last):
    assert bool(arranged(hers, his, last).turns) == (Part.NOT_TONIGHT not in {hers, his})


@pytest.mark.parametrize("last", LAST)
@pytest.mark.parametrize(("hers", "his"), PAIRS)
def test_only_two_who_want_the_same_one_part_still_choose(hers, his, last):
    wants_the_same = hers == his and hers in {Part.GIVE, Part.RECEIVE}
    assert arranged(hers, his, last).is_settled == (not wants_the_same)


@pytest.mark.parametrize("last", LAST)
@pytest.mark.parametrize("other", [Part.GIVE, *OPEN])
def test_who_wishes_to_receive_receives_and_nothing_more_is_asked_of_them(other, last):
    assert arranged(Part.RECEIVE, other, last).turns == (HERS,)
    assert arranged(other, Part.RECEIVE, last).turns == (HIS,)


@pytest.mark.parametrize("last", LAST)
@pytest.mark.parametrize("other", [Part.RECEIVE, *OPEN])
def test_who_wishes_to_give_gives_and_nothing_more_is_asked_of_them(other, last):
    assert arranged(Part.GIVE, other, last).turns == (HIS,)
    assert arranged(other, Part.GIVE, last).turns == (HERS,)


@pytest.mark.parametrize("same", [Part.BOTH, Part.GIVE, Part.RECEIVE])
def test_two_who_wish_the_same_share_and_who_received_last_waits(same):
    assert arranged(same, same, "scott").turns == (HERS, HIS)
    assert arranged(same, same, "cheryl").turns == (HIS, HERS)


@pytest.mark.parametrize(
    ("hers", "his"), [pair for pair in PAIRS if set(pair) <= set(OPEN) and set(pair) != {Part.BOTH}]
)
def test_holding_is_one_turn_and_goes_to_who_received_less_lately(hers, his):
    assert arranged(hers, his, "scott").turns == (HERS,)
    assert arranged(hers, his, "cheryl").turns == (HIS,)
