"""Faults of time and coverage: laws 1 and 2."""

from tests.laws.faults.seeding import Steps, breaks, having


@breaks(1, "ten minutes prone")
def a_second_too_many(steps: Steps) -> None:
    steps[-1]["duration_s"] += 1


@breaks(1, "ten minutes prone")
def a_gap_between_steps(steps: Steps) -> None:
    steps[3]["start_s"] += 1
    steps[3]["duration_s"] -= 1


@breaks(1, "ten minutes prone")
def two_places_of_work_swapped(steps: Steps) -> None:
    first, second = having(steps, site="shoulder_top")[0], having(steps, site="hip_rim")[0]
    for key in ("site", "covers", "stroke", "tool", "pressure", "cycle_s"):
        first[key], second[key] = second[key], first[key]


@breaks(1, "fifteen minutes medium")
def head_before_the_back(steps: Steps) -> None:
    having(steps, phase="neck_and_scalp")[0]["phase"] = "work"


@breaks(1, "ten minutes prone")
def hands_lifted(steps: Steps) -> None:
    steps[5]["contact"] = "lifted"


@breaks(1, "ten minutes prone")
def a_leap_to_the_next_place(steps: Steps) -> None:
    steps[4]["move_s"] = 3


@breaks(1, "ten minutes prone")
def no_time_to_change_place(steps: Steps) -> None:
    steps[4]["move_s"] = 0


@breaks(1, "ten minutes prone")
def a_cue_outside_its_step(steps: Steps) -> None:
    steps[4]["cues"][0]["at_s"] -= 1


@breaks(1, "side lying")
def no_turn(steps: Steps) -> None:
    having(steps, phase="turn")[0]["phase"] = "work"


@breaks(1, "side lying")
def far_side_touched_before_the_turn(steps: Steps) -> None:
    steps[3]["side"] = "both"
    steps[3]["covers"] = [*steps[3]["covers"], "shoulder_top:right"]


@breaks(1, "five minutes")
def a_key_nobody_knows(steps: Steps) -> None:
    steps[0]["role"] = "hold"


@breaks(1, "five minutes")
def no_listening(steps: Steps) -> None:
    having(steps, phase="listen")[0]["phase"] = "settle"


@breaks(2, "five minutes")
def a_site_side_forgotten(steps: Steps) -> None:
    for step in steps:
        step["covers"] = [ss for ss in step["covers"] if ss != "scalp:left"]


@breaks(2, "fifteen minutes medium")
def one_side_only(steps: Steps) -> None:
    step = having(steps, site="hip_rim")[0]
    step["side"], step["covers"] = "left", ["hip_rim:left"]


@breaks(2, "ten minutes prone")
def the_spot_unserved(steps: Steps) -> None:
    for step in having(steps, site="between_blades", side="left"):
        step["side"], step["covers"] = "both", ["between_blades:left", "between_blades:right"]


@breaks(2, "ten minutes prone")
def the_spot_overstayed(steps: Steps) -> None:
    last = having(steps, site="between_blades", side="left")[-1]
    after = steps[steps.index(last) + 1]
    last["duration_s"] += 1
    after["start_s"] += 1
    after["duration_s"] -= 1


@breaks(2, "five minutes")
def a_fourth_change_of_place(steps: Steps) -> None:
    for step in steps[1::2]:
        step["stand"] = "left"
