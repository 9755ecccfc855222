"""Evenings so full, short or narrow that they once needed thought: each is planned and breaks no law."""

from random import Random

import pytest
from tests.evenings import random_evening
from tests.laws.trial import judged

HEAD = ("neck", "skull_base", "scalp")
BELOW_THE_TOP = ("shoulder_blade", "between_blades", "mid_back", "low_back", "hip_rim")


def five_minutes(position="seated", avoid=()):
    return {
        "format": 1,
        "minutes": 5,
        "position": position,
        "receiver": {"name": "Ada", "health": [], "avoid": list(avoid)},
    }


def both(sites):
    return [f"{site}:both" for site in sites]


ODD = {
    "a spot that needs more than its share": random_evening(Random(10009)) | {"minutes": 11},
    "a wish that another visit would not fit": random_evening(Random(3132)),
    "five minutes on the side with a spot": random_evening(Random(19)) | {"minutes": 5},
    "five full minutes": random_evening(Random(69)) | {"minutes": 5},
    "only the head": five_minutes(avoid=both(["shoulder_top", *BELOW_THE_TOP])),
    "one shoulder, lying on the side": five_minutes(
        "side_lying", ["shoulder_top:left", *both(BELOW_THE_TOP + HEAD)]
    ),
    "lying on the side without head or neck": five_minutes("side_lying", both(HEAD)),
    "one side of the back and the head, lying on the side": five_minutes(
        "side_lying", [f"{site}:right" for site in ("shoulder_top", *BELOW_THE_TOP)]
    ),
    "halves that begin at different places": five_minutes(
        "side_lying", [f"{site}:right" for site in ("shoulder_top", "shoulder_blade", "between_blades")]
    ),
    "more wishes than five minutes hold": random_evening(Random(11868)) | {"minutes": 5},
    "an hour face down": five_minutes("prone") | {"minutes": 60},
}


@pytest.mark.parametrize("name", ODD)
def test_an_odd_evening_breaks_no_law(name):
    assert judged(ODD[name], 0) == []


@pytest.mark.parametrize("seed", [1927, 4286, 11904])
def test_more_wishes_than_ten_minutes_hold_leave_the_last_ones_out(seed):
    breaches = judged(random_evening(Random(seed)) | {"minutes": 10}, 0)
    assert all("times its twin" in breach.sentence for breach in breaches)
