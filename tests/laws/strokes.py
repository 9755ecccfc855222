"""Law 5, strokes: within their rows of the catalogue, within the zones and ceilings of CONTRACT.

A stroke is judged against every site it covers, by the stroke's sites and the tools the site bears. The
zones beside the spine at T11 to L3 have no outline without an atlas: the strict reading keeps thumbs,
elbows and percussion off `low_back` altogether. A clothed evening long and free enough must show all five
kinds of touch the law names.
"""

from collections.abc import Iterator

from tests.laws.back import CEILINGS, MOST, site_of
from tests.laws.breach import Breach
from tests.laws.night import Document, Night
from tests.laws.reading import Step, family

_NEAR = 0.005
_FASTEST_CM_S = 10
_CLOTH_LEVEL = 2.0


def strokes_law(plan: Document, night: Night, catalogue: Document) -> Iterator[Breach]:
    """Yield the breaches of law 5."""
    for step in plan["steps"]:
        stroke = catalogue["strokes"][step["stroke"]]
        sentences = (
            *_row(step, stroke, night),
            *_tempo(step, stroke),
            *_needs(step, stroke, night),
            *_sites(step, stroke, catalogue),
        )
        yield from (Breach(5, step["id"], f"{step['stroke']}: {words}") for words in sentences)
    if night.clothed and night.minutes >= 15 and _is_free(night):
        yield from _kinds_through_cloth(plan, catalogue)


def _row(step: Step, stroke: Document, night: Night) -> Iterator[str]:
    if step["tool"] not in stroke["tools"]:
        yield f"{step['tool']} is not its tool."
    if not _within(step["pressure"], stroke["pressure"]):
        yield f"{step['pressure']} is outside its pressure {stroke['pressure']}."
    if step["pressure"] > MOST + _NEAR:
        yield f"{step['pressure']} is above {MOST}."
    if stroke["practised_only"] and night.beginner:
        yield "it is for practised hands."


def _within(value: float, span: tuple[float, float]) -> bool:
    return span[0] - _NEAR <= value <= span[1] + _NEAR


def _tempo(step: Step, stroke: Document) -> Iterator[str]:
    speed, cycle = step["speed_cm_s"], step["cycle_s"]
    if (speed is None) != (stroke["speed_cm_s"] is None):
        yield f"its speed is {speed}, the catalogue's {stroke['speed_cm_s']}."
    elif speed is not None and not _within(speed, stroke["speed_cm_s"]):
        yield f"{speed} cm/s is outside {stroke['speed_cm_s']}."
    if speed is not None and speed > _FASTEST_CM_S:
        yield f"{speed} cm/s is above {_FASTEST_CM_S}."
    if stroke["cycle_s"] is not None and (cycle is None or not _within(cycle, stroke["cycle_s"])):
        yield f"its cycle is {cycle}, the catalogue's {stroke['cycle_s']}."


def _needs(step: Step, stroke: Document, night: Night) -> Iterator[str]:
    needs = stroke["needs"]
    if needs == "oil" and not night.oil:
        yield "it needs oil."
    if needs == "no_oil" and night.oil:
        yield "it needs skin or cloth without oil."
    if needs == "cloth_ok" and not night.oil and step["pressure"] > _CLOTH_LEVEL + _NEAR:
        yield f"it slides without oil at {step['pressure']}."


def _sites(step: Step, stroke: Document, catalogue: Document) -> Iterator[str]:
    for site in sorted({site_of(ss) for ss in step["covers"]}):
        if site not in stroke["sites"]:
            yield f"it is not for {site}."
        if step["tool"] not in catalogue["sites"][site]["tools"]:
            yield f"{site} does not bear {step['tool']}."
        if step["pressure"] > CEILINGS.get(site, MOST) + _NEAR:
            yield f"{step['pressure']} is above the ceiling of {site}."
        if site == "low_back" and (step["tool"] in {"thumb", "elbow"} or stroke["family"] == "percussion"):
            yield f"{step['tool']} may not press beside the kidneys."


def _is_free(night: Night) -> bool:
    wished = night.wish in {"medium", "firm", "deep"}
    return wished and night.plain and not (night.hold_only or night.left_out or night.ticklish)


def _kinds_through_cloth(plan: Document, catalogue: Document) -> Iterator[Breach]:
    steps = plan["steps"]
    shown = {family(step, catalogue) for step in steps}
    shown |= {"circles" for step in steps if "circles" in step["stroke"]}
    shown |= {"compression" for step in steps if "compression" in step["stroke"]}
    for kind in sorted({"glide", "compression", "knead", "circles", "hold"} - shown):
        yield Breach(5, "", f"A clothed evening without {kind}.")
