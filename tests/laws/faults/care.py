"""Faults against the giver and of asking: laws 7 and 8."""

from tests.laws.faults.seeding import Steps, breaks, having
from tests.laws.reading import contact_s


@breaks(7, "ten minutes prone")
def thumbs_too_long_in_a_row(steps: Steps) -> None:
    for step in steps[9:11]:
        step["tool"] = "thumb"


@breaks(7, "ten minutes prone")
def thumbs_too_long_in_all(steps: Steps) -> None:
    for step in (*steps[1:6:2], *steps[9:16:2]):
        step["tool"] = "thumb"


@breaks(7, "fifteen minutes medium")
def thumbs_when_health_was_not_asked(steps: Steps) -> None:
    having(steps, site="neck")[0]["tool"] = "thumb"


@breaks(7, "fifteen minutes medium")
def no_rest_for_eight_minutes(steps: Steps) -> None:
    for step in (*having(steps, site="mid_back"), *having(steps, site="skull_base")):
        step["stroke"] = "compression"


@breaks(7, "ten minutes prone")
def a_bed_reached_from_one_side(steps: Steps) -> None:
    for step in steps:
        step["stand"] = "left"


@breaks(7, "ten minutes prone")
def a_head_not_turned(steps: Steps) -> None:
    for step in steps:
        step["cues"] = [cue for cue in step["cues"] if cue["at_s"] != 300]


@breaks(8, "ten minutes prone")
def nothing_asked(steps: Steps) -> None:
    for step in steps:
        step["ask"] = False


@breaks(8, "ten minutes prone")
def asked_three_times_in_ten_minutes(steps: Steps) -> None:
    steps[-2]["ask"] = True


@breaks(8, "fifteen minutes medium")
def asked_again_at_once(steps: Steps) -> None:
    second = [at for at, step in enumerate(steps) if step["ask"]][1]
    steps[second - 1]["ask"] = True
    steps[second - 1]["pressure"] = steps[second]["pressure"]


@breaks(8, "fifteen minutes medium")
def nothing_asked_about_the_back(steps: Steps) -> None:
    for step in steps:
        step["ask"] = step["ask"] and step["site"] == "shoulder_top"


@breaks(8, "ten minutes prone")
def a_talkative_guide(steps: Steps) -> None:
    for step in steps:
        step["cues"].append({"key": "go_to", "text": "so " * contact_s(step), "at_s": step["start_s"]})
