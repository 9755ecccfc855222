"""Law 1, the document: a plan has exactly the keys and kinds that CONTRACT gives a step."""

from collections.abc import Iterator

from tests.laws.back import GROUPS, SITE_SIDES, SITES
from tests.laws.breach import Breach
from tests.laws.night import Document
from tests.laws.reading import PHASES, Step

PLAN_KEYS = {"format", "outcome", "reasons", "seconds", "set_up", "steps"}
STEP_KEYS = frozenset(
    (
        "id", "start_s", "duration_s", "move_s", "phase", "site", "side", "covers", "stroke", "tool",
        "pressure", "speed_cm_s", "cycle_s", "stand", "contact", "cues", "ask", "why",
    )
)  # fmt: skip
_WORDS = {
    "phase": {*PHASES, "turn"},
    "site": {*SITES, *GROUPS},
    "side": {"left", "right", "both"},
    "stand": {"left", "right", "head", "behind", "front"},
    "contact": {"kept", "lifted"},
    "tool": {"palm", "palm_heel", "soft_fist", "forearm", "fingers", "thumb", "elbow"},
}


def misshapen(plan: Document, catalogue: Document) -> Iterator[Breach]:
    """Yield what is wrong with the document itself; the laws are read only of a whole one."""
    traced = "coverage" in plan
    if set(plan) - {"coverage"} != PLAN_KEYS:
        yield Breach(1, "", f"The plan's keys are {sorted(plan)}.")
    ids = [step.get("id") for step in plan["steps"]]
    if len(set(ids)) != len(ids):
        yield Breach(1, "", "Two steps share an id.")
    for step in plan["steps"]:
        if ("passes" in step) is not traced:
            yield Breach(1, str(step.get("id")), "Passes and coverage appear together.")
        for fault in _faults(step, catalogue):
            yield Breach(1, str(step.get("id")), fault)


def _faults(step: Step, catalogue: Document) -> Iterator[str]:
    if set(step) - {"passes"} != STEP_KEYS:
        yield f"Its keys differ from CONTRACT's by {sorted((set(step) - {'passes'}) ^ STEP_KEYS)}."
        return
    yield from _word_faults(step)
    yield from _number_faults(step)
    if set(step["covers"]) - set(SITE_SIDES) or len(set(step["covers"])) != len(step["covers"]):
        yield f"Its covers are {step['covers']}."
    if step["stroke"] not in catalogue["strokes"]:
        yield f"Its stroke {step['stroke']!r} is not in the catalogue."
    yield from _cue_faults(step)


def _word_faults(step: Step) -> Iterator[str]:
    for key, words in _WORDS.items():
        if step[key] not in words:
            yield f"Its {key} is {step[key]!r}."
    if type(step["ask"]) is not bool:
        yield f"Its ask is {step['ask']!r}."


def _number_faults(step: Step) -> Iterator[str]:
    for key in ("start_s", "duration_s", "move_s"):
        if type(step[key]) is not int:
            yield f"Its {key} is {step[key]!r}, not whole seconds."
    optional = [step[key] for key in ("speed_cm_s", "cycle_s") if step[key] is not None]
    if any(type(value) not in {int, float} for value in [step["pressure"], *optional]):
        yield "Its pressure, speed or cycle is not a number."


def _cue_faults(step: Step) -> Iterator[str]:
    for cue in step["cues"]:
        if set(cue) != {"key", "text", "at_s"} or type(cue["at_s"]) is not int or not cue["text"]:
            yield f"A cue of it is {cue}."
    if any(set(why) != {"key", "text"} or not why["text"] for why in step["why"]):
        yield f"Its reasons are {step['why']}."
