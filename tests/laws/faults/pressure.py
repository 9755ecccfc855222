"""Faults of pressure: laws 3 and 4."""

from tests.laws.faults.seeding import Steps, breaks, having


@breaks(3, "ten minutes prone")
def a_firm_beginning(steps: Steps) -> None:
    steps[0]["pressure"] = 3.0


@breaks(3, "ten minutes prone")
def a_firm_end(steps: Steps) -> None:
    steps[-1]["pressure"] = 2.1


@breaks(3, "fifteen minutes medium")
def a_firm_first_touch(steps: Steps) -> None:
    having(steps, site="neck")[0]["pressure"] = 2.5


@breaks(3, "ten minutes prone")
def too_steep_a_rise(steps: Steps) -> None:
    having(steps, site="between_blades", side="both")[0]["pressure"] = 3.6


@breaks(3, "fifteen minutes medium")
def a_rise_right_after_a_rest(steps: Steps) -> None:
    having(steps, site="mid_back")[-1]["pressure"] = 3.0
    having(steps, site="mid_back")[0]["pressure"] = 1.0


@breaks(3, "ten minutes prone")
def deep_before_it_is_earned(steps: Steps) -> None:
    having(steps, site="between_blades", side="left")[0]["pressure"] = 3.6


@breaks(3, "ten minutes prone")
def deep_a_second_too_soon(steps: Steps) -> None:
    before, deep = having(steps, site="between_blades", side="left")[:2]
    before["duration_s"] -= 1
    deep["start_s"] -= 1
    deep["duration_s"] += 1


@breaks(3, "ten minutes prone")
def deep_with_the_thumb(steps: Steps) -> None:
    having(steps, pressure=3.7)[0]["tool"] = "thumb"


@breaks(3, "ten minutes prone")
def deep_and_fast(steps: Steps) -> None:
    having(steps, pressure=3.7)[0]["speed_cm_s"] = 3.5


@breaks(3, "ten minutes prone")
def deep_without_easing(steps: Steps) -> None:
    having(steps, site="between_blades", side="left")[-1]["stroke"] = "petrissage"


@breaks(3, "ten minutes prone")
def deep_without_easing_for_long_enough(steps: Steps) -> None:
    having(steps, site="between_blades", side="left")[-1]["move_s"] = 5


@breaks(3, "fifteen minutes medium")
def an_elbow_in_new_hands(steps: Steps) -> None:
    steps[3]["tool"] = "elbow"


@breaks(4, "fifteen minutes medium")
def a_timid_evening(steps: Steps) -> None:
    for step in steps:
        step["pressure"] = min(step["pressure"], 2.5)


@breaks(4, "fifteen minutes medium")
def medium_for_a_third_of_the_time(steps: Steps) -> None:
    for site in ("mid_back", "low_back"):
        having(steps, site=site)[0]["pressure"] = 2.7


@breaks(4, "five minutes")
def five_minutes_without_the_back(steps: Steps) -> None:
    having(steps, phase="work")[-1]["covers"] = ["shoulder_top:left", "shoulder_top:right"]


@breaks(4, "five minutes")
def five_minutes_without_warming(steps: Steps) -> None:
    having(steps, phase="warm_up")[0]["phase"] = "work"


@breaks(4, "five minutes")
def five_minutes_without_the_head(steps: Steps) -> None:
    for step in having(steps, phase="neck_and_scalp"):
        step["phase"] = "close"
