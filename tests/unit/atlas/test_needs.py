"""Sites hang together as runs, as hands glide over them."""

import pytest

from backrub.atlas.needs import needs, runs, split_into_runs
from backrub.content.loader import load_catalogue
from backrub.domain.back import Site

TOP, BLADE, BETWEEN = Site.SHOULDER_TOP, Site.SHOULDER_BLADE, Site.BETWEEN_BLADES
MID, LOW, HIP = Site.MID_BACK, Site.LOW_BACK, Site.HIP_RIM


@pytest.mark.parametrize(
    ("sites", "found"),
    [
        ((TOP, BLADE, BETWEEN, MID, LOW, HIP), [(TOP, BLADE, BETWEEN, MID, LOW, HIP)]),
        ((HIP, LOW, TOP), [(TOP,), (LOW, HIP)]),
        ((TOP, BETWEEN, MID), [(TOP, BETWEEN, MID)]),
        ((Site.NECK, BLADE), [(BLADE,)]),
        ((Site.SCALP,), []),
    ],
)
def test_sites_split_into_the_longest_runs(sites, found):
    assert split_into_runs(sites) == found


def test_whatever_is_left_out_the_rest_is_a_known_run():
    known = {*runs(), *((site,) for site in Site)}
    back = (TOP, BLADE, BETWEEN, MID, LOW, HIP)
    for bits in range(1 << len(back)):
        chosen = tuple(site for i, site in enumerate(back) if bits >> i & 1)
        assert set(split_into_runs(chosen)) <= known


def test_nothing_is_asked_for_twice():
    wanted = needs(load_catalogue())
    assert len(wanted) == len(set(wanted)) > 100
