"""Faults of strokes and limits: laws 5 and 6."""

from tests.laws.faults.seeding import Steps, breaks, having


@breaks(5, "ten minutes prone")
def too_fast(steps: Steps) -> None:
    having(steps, stroke="effleurage")[0]["speed_cm_s"] = 10.5


@breaks(5, "ten minutes prone")
def another_tool_than_the_strokes(steps: Steps) -> None:
    having(steps, stroke="fan")[0]["tool"] = "fingers"


@breaks(5, "ten minutes prone")
def a_round_too_quick(steps: Steps) -> None:
    having(steps, stroke="compression")[0]["cycle_s"] = 2.0


@breaks(5, "ten minutes prone")
def above_the_ceiling_of_the_low_back(steps: Steps) -> None:
    having(steps, site="low_back")[0]["pressure"] = 3.1


@breaks(5, "ten minutes prone")
def a_stroke_away_from_its_sites(steps: Steps) -> None:
    having(steps, stroke="scalp_circles")[0]["covers"] = ["neck:left", "neck:right"]


@breaks(5, "ten minutes prone")
def a_thumb_beside_the_kidneys(steps: Steps) -> None:
    having(steps, stroke="thumb_circles")[0]["covers"] = ["low_back:left", "low_back:right"]


@breaks(5, "fifteen minutes medium")
def oil_on_clothes(steps: Steps) -> None:
    step = having(steps, site="mid_back")[0]
    step["stroke"], step["tool"], step["speed_cm_s"], step["cycle_s"] = "fist_glide", "soft_fist", 2.0, None


@breaks(5, "ten minutes prone")
def dry_friction_with_oil(steps: Steps) -> None:
    step = having(steps, site="mid_back")[0]
    step["stroke"], step["tool"], step["cycle_s"] = "cross_fibre", "fingers", 1.0


@breaks(5, "fifteen minutes medium")
def sliding_hard_through_cloth(steps: Steps) -> None:
    having(steps, stroke="effleurage")[0]["pressure"] = 2.4


@breaks(5, "fifteen minutes medium")
def no_kneading_through_cloth(steps: Steps) -> None:
    for step in having(steps, stroke="petrissage"):
        step["stroke"], step["tool"] = "finger_circles", "fingers"


@breaks(6, "hold only")
def an_avoided_place_touched(steps: Steps) -> None:
    steps[3]["covers"] = [*steps[3]["covers"], "scalp:left"]


@breaks(6, "hold only")
def kneading_on_a_hold_only_evening(steps: Steps) -> None:
    steps[2]["stroke"], steps[2]["cycle_s"] = "petrissage", 1.2


@breaks(6, "hold only")
def a_heavy_hold(steps: Steps) -> None:
    steps[1]["pressure"] = 1.6


@breaks(6, "hold only")
def palpation_on_a_hold_only_evening(steps: Steps) -> None:
    steps[1]["stroke"] = "palpation"


@breaks(6, "side lying")
def a_ticklish_place_met_with_fingers(steps: Steps) -> None:
    having(steps, site="mid_back", side="left")[0]["tool"] = "fingers"


@breaks(6, "side lying")
def a_ticklish_place_met_in_haste(steps: Steps) -> None:
    having(steps, stroke="effleurage", side="left")[0]["speed_cm_s"] = 8.0


@breaks(6, "side lying")
def a_ticklish_place_met_too_lightly(steps: Steps) -> None:
    having(steps, stroke="effleurage", side="left")[0]["pressure"] = 1.9


@breaks(6, "fifteen minutes medium")
def firmer_than_a_receiver_who_was_not_asked(steps: Steps) -> None:
    having(steps, site="hip_rim")[0]["pressure"] = 3.3
