"""Lawful plans written by hand: what the judge must find no fault with."""

from collections.abc import Sequence
from typing import Any

from tests.laws.back import GROUPS, named

BODY = (*GROUPS["shoulders"], *GROUPS["back"])

_GUEST = {"name": "Ada", "health": []}
EVENINGS: dict[str, dict[str, Any]] = {
    "five minutes": {"format": 1, "minutes": 5, "receiver": _GUEST},
    "hold only": {
        "format": 1,
        "minutes": 5,
        "receiver": _GUEST | {"tonight": "hold_only", "avoid": ["scalp:both"]},
    },
    "ten minutes prone": {
        "format": 1,
        "minutes": 10,
        "position": "prone",
        "clothed": False,
        "oil": True,
        "receiver": _GUEST
        | {"pressure": "deep", "spots": [{"where": "between_blades:left", "feel": "knot"}]},
        "giver": {"name": "Ben", "experience": "practised", "health": []},
    },
    "fifteen minutes medium": {"format": 1, "minutes": 15, "receiver": {"name": "Ada"}},
    "side lying": {
        "format": 1,
        "minutes": 10,
        "position": "side_lying",
        "surface": "floor",
        "receiver": _GUEST | {"ticklish": ["low_back:left"], "avoid": ["hip_rim:both", "scalp:both"]},
    },
}

# phase, duration, move, site, side, also covers, stroke, tool, pressure, tempo (cm/s or s a round), stand
_Row = tuple[str, int, int, str, str, Sequence[str], str, str, float, float | None, str]

_HOLD = ("static_hold", "palm", 1.0, None)
_GLIDE = ("effleurage", "palm", 2.0, 8.0)
_FIVE: list[_Row] = [
    ("settle", 20, 0, "shoulders", "both", (), "static_hold", "palm", 1.5, None, "behind"),
    ("listen", 15, 0, "shoulders", "both", (), "palpation", "fingers", 1.5, None, "behind"),
    ("warm_up", 55, 0, "shoulders", "both", BODY, "effleurage", "palm", 1.7, 8.0, "behind"),
    ("work", 60, 0, "shoulders", "both", (), "petrissage", "palm", 2.0, 1.2, "behind"),
    ("work", 65, 5, "back", "both", (), "compression", "palm", 2.5, 6.0, "behind"),
    ("neck_and_scalp", 40, 5, "head_and_neck", "both", (), *_HOLD, "behind"),
    ("neck_and_scalp", 15, 0, "head_and_neck", "both", (), *_HOLD, "behind"),
    ("close", 30, 0, "head_and_neck", "both", (), *_HOLD, "behind"),
]
_HOLDS: list[_Row] = [
    ("settle", 40, 0, "shoulders", "both", (), *_HOLD, "behind"),
    ("warm_up", 80, 0, "shoulders", "both", (), "static_hold", "palm", 1.5, None, "behind"),
    ("work", 80, 6, "back", "both", (), "static_hold", "palm", 1.2, None, "behind"),
    ("neck_and_scalp", 70, 5, "head_and_neck", "both", (), *_HOLD, "behind"),
    ("close", 30, 0, "head_and_neck", "both", (), *_HOLD, "behind"),
]
_TEN: list[_Row] = [
    ("settle", 30, 0, "back", "both", (), "static_hold", "palm", 1.5, None, "left"),
    ("listen", 30, 0, "back", "both", (), "palpation", "palm", 1.5, None, "left"),
    ("warm_up", 90, 0, "back", "both", BODY, *_GLIDE, "left"),
    ("work", 30, 5, "shoulder_top", "both", (), "petrissage", "palm", 2.5, 1.2, "left"),
    ("work", 30, 5, "shoulder_blade", "both", (), "fan", "palm", 2.5, 6.0, "left"),
    ("work", 50, 5, "between_blades", "both", (), "fist_glide", "soft_fist", 3.0, 2.5, "left"),
    ("work", 50, 5, "between_blades", "left", (), "fist_glide", "soft_fist", 3.0, 2.5, "left"),
    ("work", 20, 0, "between_blades", "left", (), "stripping", "soft_fist", 3.7, 1.5, "left"),
    ("work", 20, 0, "between_blades", "left", (), "effleurage", "palm", 2.5, 7.0, "left"),
    ("work", 40, 5, "mid_back", "both", (), "compression", "palm_heel", 2.8, 6.0, "right"),
    ("work", 30, 5, "low_back", "both", (), "compression", "palm", 2.5, 6.0, "right"),
    ("work", 30, 5, "hip_rim", "both", (), "thumb_circles", "thumb", 2.8, 1.8, "right"),
    ("neck_and_scalp", 25, 5, "neck", "both", (), "petrissage", "fingers", 2.0, 1.2, "right"),
    ("neck_and_scalp", 25, 5, "skull_base", "both", (), "suboccipital_hold", "fingers", 1.5, None, "right"),
    ("neck_and_scalp", 40, 5, "scalp", "both", (), "scalp_circles", "fingers", 1.5, 1.2, "right"),
    ("close", 60, 5, "back", "both", (), *_HOLD, "right"),
]
_FIFTEEN: list[_Row] = [
    ("settle", 30, 0, "shoulders", "both", (), *_HOLD, "behind"),
    ("listen", 30, 0, "shoulders", "both", (), "palpation", "palm", 1.5, None, "behind"),
    ("warm_up", 90, 0, "shoulders", "both", BODY, *_GLIDE, "behind"),
    ("work", 110, 5, "shoulder_top", "both", (), "petrissage", "palm", 2.8, 1.2, "behind"),
    ("work", 70, 5, "shoulder_blade", "both", (), "petrissage", "palm", 2.8, 1.2, "behind"),
    ("work", 70, 5, "between_blades", "both", (), "finger_circles", "fingers", 2.8, 1.2, "behind"),
    ("work", 70, 5, "mid_back", "both", (), "compression", "palm_heel", 3.0, 6.0, "behind"),
    ("work", 30, 0, "mid_back", "both", (), *_HOLD, "behind"),
    ("work", 80, 5, "low_back", "both", (), "compression", "palm", 2.8, 6.0, "behind"),
    ("work", 70, 5, "hip_rim", "both", (), "compression", "palm_heel", 3.0, 6.0, "behind"),
    ("neck_and_scalp", 50, 5, "neck", "both", (), "petrissage", "fingers", 2.0, 1.2, "behind"),
    ("neck_and_scalp", 60, 5, "skull_base", "both", (), "suboccipital_hold", "fingers", 1.5, None, "behind"),
    ("neck_and_scalp", 70, 5, "scalp", "both", (), "scalp_circles", "fingers", 1.5, 1.2, "behind"),
    ("close", 40, 5, "shoulders", "both", BODY, "effleurage", "palm", 1.5, 8.0, "behind"),
    ("close", 30, 0, "shoulders", "both", (), *_HOLD, "behind"),
]
_TOP, _BLADE, _BETWEEN, _MID, _LOW = BODY[:5]
_SIDE: list[_Row] = [
    ("settle", 30, 0, "shoulders", "left", (), *_HOLD, "behind"),
    ("listen", 30, 0, "shoulders", "left", (), "palpation", "palm", 1.5, None, "behind"),
    ("warm_up", 60, 0, "shoulders", "left", BODY[:5], *_GLIDE[:3], 6.0, "behind"),
    ("work", 70, 5, "shoulder_top", "left", (_BLADE, _BETWEEN), "petrissage", "palm", 2.0, 1.2, "behind"),
    ("work", 70, 5, "mid_back", "left", (_LOW,), "compression", "palm", 2.2, 6.0, "behind"),
    ("turn", 20, 0, "mid_back", "both", None, *_HOLD, "behind"),
    ("settle", 30, 5, "shoulders", "right", (), "static_hold", "palm", 1.2, None, "behind"),
    ("listen", 30, 0, "shoulders", "right", (), "palpation", "palm", 1.5, None, "behind"),
    ("warm_up", 60, 0, "shoulders", "right", BODY[:5], *_GLIDE, "behind"),
    ("work", 70, 5, "shoulder_top", "right", (_BLADE, _BETWEEN), "petrissage", "palm", 2.0, 1.2, "behind"),
    ("work", 70, 5, "mid_back", "right", (_LOW,), "compression", "palm", 2.2, 6.0, "behind"),
    ("neck_and_scalp", 30, 5, "neck", "both", ("skull_base",), *_HOLD, "behind"),
    ("close", 30, 0, "neck", "both", ("skull_base",), *_HOLD, "behind"),
]


def _step(number: int, start_s: int, row: _Row, left_out: frozenset[str]) -> dict[str, Any]:
    phase, duration_s, move_s, site, side, also, stroke, tool, pressure, tempo, stand = row
    moving = stroke in {"effleurage", "fan", "fist_glide", "stripping"}
    there = () if also is None else dict.fromkeys(ss for s in (site, *also) for ss in named(s, side))
    return {
        "id": f"s{number}",
        "start_s": start_s,
        "duration_s": duration_s,
        "move_s": move_s,
        "phase": phase,
        "site": site,
        "side": side,
        "covers": [ss for ss in there if ss not in left_out],
        "stroke": stroke,
        "tool": tool,
        "pressure": pressure,
        "speed_cm_s": tempo if moving else None,
        "cycle_s": None if moving else tempo,
        "stand": stand,
        "contact": "lifted" if phase == "turn" else "kept",
        "cues": [{"key": "go_to", "text": "Now here.", "at_s": start_s}],
        "ask": False,
        "why": [],
    }


def _plan(name: str, rows: Sequence[_Row], *, asks: Sequence[int], turn_head: Sequence[int] = ()) -> dict:
    evening = EVENINGS[name]
    avoid = evening["receiver"].get("avoid", [])
    left_out = frozenset(ss for where in avoid for ss in named(where.partition(":")[0], "both"))
    steps, start_s = [], 0
    for number, row in enumerate(rows, start=1):
        steps.append(_step(number, start_s, row, left_out))
        start_s += row[1]
    for number in asks:
        steps[number - 1]["ask"] = True
    for at_s in turn_head:
        step = next(s for s in steps if at_s < s["start_s"] + s["duration_s"])
        step["cues"].append({"key": "turn_head", "text": "Turn your head.", "at_s": at_s})
    seconds = 60 * evening["minutes"]
    outcome = {"hold only": "hold_only", "fifteen minutes medium": "limits"}.get(name, "go")
    return {
        "format": 1,
        "outcome": outcome,
        "reasons": [],
        "seconds": seconds,
        "set_up": [],
        "steps": steps,
    }


PLANS = {
    "five minutes": _plan("five minutes", _FIVE, asks=(4, 5)),
    "hold only": _plan("hold only", _HOLDS, asks=(2,)),
    "ten minutes prone": _plan("ten minutes prone", _TEN, asks=(6, 10), turn_head=(150, 300, 450)),
    "fifteen minutes medium": _plan("fifteen minutes medium", _FIFTEEN, asks=(4, 9)),
    "side lying": _plan("side lying", _SIDE, asks=(4, 11)),
}
