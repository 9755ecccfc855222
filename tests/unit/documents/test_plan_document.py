"""A plan leaves the house in one fixed shape."""

import json
from dataclasses import replace

import msgspec
import numpy as np

from backrub.documents.plan_json import PlanDocument, plan_bytes, plan_document
from backrub.domain.back import Group, Side, Site, SiteSide
from backrub.domain.brief import Outcome, Reason
from backrub.domain.plan import Contact, Cue, Pass, Phase, Plan, Role, SetUpItem, Stand, Step, Why
from backrub.domain.stroke import Tool

STEP = Step(
    id="s1",
    start_s=0,
    duration_s=60,
    move_s=5,
    phase=Phase.WORK,
    role=Role.FOCAL,
    site=Site.SHOULDER_TOP,
    side=Side.LEFT,
    covers=(SiteSide.SHOULDER_TOP_LEFT,),
    stroke="kneading",
    tool=Tool.PALM,
    pressure=2.8000000000000003,
    speed_cm_s=3.14159,
    cycle_s=None,
    stand=Stand.BEHIND,
    contact=Contact.KEPT,
    cues=(Cue("go", "Both hands to Zoë's shoulder.", 5),),
    ask=True,
    why=(Why("asked", "Zoë asked for it."),),
)
PLAN = Plan(
    outcome=Outcome.LIMITS,
    reasons=(Reason("health_not_asked", "Keep it light.", "Mayo 2022"),),
    seconds=60,
    set_up=(SetUpItem("chair", "A chair without arms."),),
    steps=(STEP,),
)
DOCUMENT = """\
{
  "format": 1,
  "outcome": "limits",
  "reasons": [
    {
      "code": "health_not_asked",
      "text": "Keep it light.",
      "source": "Mayo 2022"
    }
  ],
  "seconds": 60,
  "set_up": [
    {
      "key": "chair",
      "text": "A chair without arms."
    }
  ],
  "steps": [
    {
      "id": "s1",
      "start_s": 0,
      "duration_s": 60,
      "move_s": 5,
      "phase": "work",
      "site": "shoulder_top",
      "side": "left",
      "covers": [
        "shoulder_top:left"
      ],
      "stroke": "kneading",
      "tool": "palm",
      "pressure": 2.8,
      "speed_cm_s": 3.1,
      "cycle_s": null,
      "stand": "behind",
      "contact": "kept",
      "cues": [
        {
          "key": "go",
          "text": "Both hands to Zoë's shoulder.",
          "at_s": 5
        }
      ],
      "ask": true,
      "why": [
        {
          "key": "asked",
          "text": "Zoë asked for it."
        }
      ]
    }
  ]
}
"""


def test_a_plan_is_written_in_the_agreed_keys_and_order():
    assert plan_bytes(PLAN).decode() == DOCUMENT


def test_the_bytes_hold_the_document():
    assert json.loads(plan_bytes(PLAN)) == plan_document(PLAN)


def test_a_group_of_sites_stands_where_a_site_would():
    plan = replace(PLAN, steps=(replace(STEP, site=Group.SHOULDERS),))
    assert plan_document(plan)["steps"][0]["site"] == "shoulders"


def test_numbers_of_numpy_are_written_like_any_other():
    step = replace(STEP, pressure=np.float64(2.8), speed_cm_s=np.float64(3.14), cycle_s=np.float64(1.26))
    written = plan_document(replace(PLAN, steps=(step,)))["steps"][0]
    assert (written["pressure"], written["speed_cm_s"], written["cycle_s"]) == (2.8, 3.1, 1.3)


def test_an_evening_without_steps_is_a_document_too():
    document = plan_document(Plan(Outcome.NOT_TONIGHT, (), 0, (), ()))
    assert document == {
        "format": 1,
        "outcome": "not_tonight",
        "reasons": [],
        "seconds": 0,
        "set_up": [],
        "steps": [],
    }


def test_the_document_keeps_to_its_own_schema():
    assert msgspec.json.decode(plan_bytes(PLAN), type=PlanDocument).steps[0].pressure == 2.8


def test_a_traced_plan_has_passes_after_contact_and_coverage_after_set_up():
    led = Pass("slow_glide.palm.light.neck.left.1", 2.0, 6.5, Side.LEFT, is_return=False)
    plan = replace(PLAN, steps=(replace(STEP, passes=(led,)),), coverage={SiteSide.NECK_LEFT: 0.98765})
    document = plan_document(plan)
    assert list(document)[-2:] == ["coverage", "steps"]
    assert document["coverage"] == {"neck:left": 0.988}
    step = document["steps"][0]
    assert list(step)[list(step).index("contact") + 1] == "passes"
    assert step["passes"] == [
        {"path": led.path, "start_s": 2.0, "duration_s": 6.5, "side": "left", "return": False}
    ]
