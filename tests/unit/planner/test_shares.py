"""Time that cannot be shared is refused, and a share is no larger than its bound."""

import pytest

from backrub.domain.planner.allocation import Share, allocate


@pytest.mark.parametrize("total", [9, 31])
def test_a_total_out_of_reach_is_refused(total):
    with pytest.raises(ValueError, match="the bounds allow 10 to 30 s"):
        allocate([Share(1.0, 4, 10), Share(2.0, 6, 20)], total)


def test_nothing_is_shared_among_nobody():
    assert allocate([], 0) == []


def test_more_worth_gets_more_but_not_all():
    light, heavy = allocate([Share(1.0, 0), Share(2.0, 0)], 600)
    assert 2 * light < heavy + 60 < 3 * light + 60


def test_a_full_share_leaves_the_rest_to_others():
    assert allocate([Share(5.0, 0, 10), Share(0.1, 0)], 100) == [10, 90]
