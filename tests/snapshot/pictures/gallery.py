"""Every kind of picture drawn from the rough back: what the tests hold to its form and its snapshots.

`python -m tests.snapshot.pictures.gallery` writes the snapshots anew; look at them before keeping them.
"""

from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

from tests.snapshot.pictures.hand_made_back import hand_made_back

from backrub.content.loader import load_catalogue
from backrub.domain.back import Side, Site, SiteSide, sides_of
from backrub.domain.brief import Outcome
from backrub.domain.check_in import Position, Surface
from backrub.domain.plan import Contact, Pass, Phase, Plan, Role, Stand, Step
from backrub.domain.pressure import PressureWord
from backrub.domain.stroke import Tool
from backrub.pictures.back import Look
from backrub.pictures.check_in_map import Mark, Wish, check_in_map
from backrub.pictures.dent import dent, ladder
from backrub.pictures.heat_map import Warmth, heat_map, liking_map
from backrub.pictures.muscle_map import Held, Tap, atlas_map, lit_muscle, marked_spot, stroke_over
from backrub.pictures.plate import Shown, plate
from backrub.pictures.stance import stance
from backrub.pictures.step_picture import step_picture
from backrub.pictures.storyboard import storyboard
from backrub.pictures.theme import CANDLE, LIVE, PAPER

EXPECTED = Path(__file__).parent / "expected"
BACK = hand_made_back()
CATALOGUE = load_catalogue()
LABELS = {where: CATALOGUE.place_name(where) for where in SiteSide}
MARKS = {
    SiteSide.BETWEEN_BLADES_LEFT: Mark(Wish.MORE, 3),
    SiteSide.NECK_RIGHT: Mark(Wish.LEAVE),
    SiteSide.LOW_BACK_RIGHT: Mark(Wish.TICKLES),
}
VALUES = {SiteSide.MID_BACK_LEFT: 1.0, SiteSide.MID_BACK_RIGHT: 0.5, SiteSide.NECK_LEFT: 0.0}
LIKINGS = {
    SiteSide.BETWEEN_BLADES_LEFT: Warmth(0.75, word="firm"),
    SiteSide.MID_BACK_RIGHT: Warmth(0.5, 0.7, "medium"),
    SiteSide.LOW_BACK_RIGHT: Warmth(0.25, 0.2, "light"),
}
HELD = [Held(zone, ("rhomboids",), lit=True) for name, zone in BACK.no_go.items() if ":left" not in name]
THERE = Pass(path="long:left", start_s=6.0, duration_s=12.4, side=Side.LEFT, is_return=False)
AND_BACK = Pass(path="long:left", start_s=18.4, duration_s=8.0, side=Side.LEFT, is_return=True)


def a_step(stroke: str, site: Site, side: Side, **changes) -> Step:
    """Return a minute of a stroke by palm at a place, from the receiver's left."""
    plain = {
        "id": "step",
        "start_s": 0,
        "duration_s": 60,
        "move_s": 6,
        "phase": Phase.WORK,
        "role": Role.WORK,
        "site": site,
        "side": side,
        "covers": sides_of(site, side),
        "stroke": stroke,
        "tool": Tool.PALM,
        "pressure": 2.0,
        "speed_cm_s": None,
        "cycle_s": None,
        "stand": Stand.LEFT,
        "contact": Contact.KEPT,
    }
    return Step(**{**plain, **changes})


GLIDE = a_step("slow_glide", Site.MID_BACK, Side.LEFT, speed_cm_s=5.0, passes=(THERE, AND_BACK))
HOLD = a_step("static_hold", Site.SHOULDER_BLADE, Side.BOTH)
KNEADING = a_step("petrissage", Site.SHOULDER_TOP, Side.BOTH, cycle_s=1.4)
CIRCLES = a_step("finger_circles", Site.LOW_BACK, Side.RIGHT, cycle_s=1.4, tool=Tool.FINGERS)
LEANING = a_step("compression", Site.MID_BACK, Side.BOTH, cycle_s=6.0, tool=Tool.PALM_HEEL)
STEPS = {"glide": GLIDE, "hold": HOLD, "kneading": KNEADING, "circles": CIRCLES, "leaning": LEANING}
PLAN = Plan(Outcome.GO, (), 300, (), (HOLD, GLIDE, KNEADING, CIRCLES, LEANING))


def drawn(step: Step, look: Look, *, at_s: float | None = None) -> str:
    """Return the picture of a step on the rough back."""
    return step_picture(step, CATALOGUE.strokes[step.stroke], BACK, look, at_s=at_s)


def parsed(svg: str) -> ET.Element:
    """Return our own picture as a tree."""
    return ET.fromstring(svg)  # noqa: S314


SNAPSHOTS: dict[str, Callable[[], str]] = {
    "ladder": lambda: ladder(LIVE, PressureWord.MEDIUM, was=PressureWord.FIRM),
    "dent": lambda: dent(CANDLE, PressureWord.FIRM),
    "dent_on_paper": lambda: dent(PAPER, PressureWord.LIGHT, lit=False),
    "seated_behind": lambda: stance(Position.SEATED, Surface.CHAIR, Stand.BEHIND, CANDLE),
    "prone_left": lambda: stance(Position.PRONE, Surface.BED, Stand.LEFT, PAPER),
    "glide_moving": lambda: drawn(GLIDE, Look(motion="moving")),
    "glide_still": lambda: drawn(GLIDE, Look(theme=PAPER, motion="still")),
    "hold": lambda: drawn(HOLD, Look()),
}
PICTURES: dict[str, Callable[[], str]] = {
    **SNAPSHOTS,
    **{f"step_{name}": lambda step=step: drawn(step, Look()) for name, step in STEPS.items()},
    **{
        f"side_lying_{upper}": lambda upper=upper: stance(
            Position.SIDE_LYING, Surface.BED, Stand.LEFT, CANDLE, upper=upper
        )
        for upper in (Side.LEFT, Side.RIGHT)
    },
    "check_in_map": lambda: check_in_map(BACK, Look(theme=CANDLE), labels=LABELS, marks=MARKS),
    "heat_map": lambda: heat_map(BACK, Look(theme=CANDLE), values=VALUES, labels=LABELS, owner="Your"),
    "liking_map": lambda: liking_map(
        BACK, Look(theme=CANDLE), likings=LIKINGS, rows=["Firm and slow."], owner="Your"
    ),
    "plate": lambda: plate(BACK, Look(theme=PAPER)),
    "lesson": lambda: plate(BACK, Look(theme=PAPER), Shown(muscles={"rhomboids:left"}, lesson=True)),
    "atlas_map": lambda: atlas_map(
        BACK, Look(theme=CANDLE), [Tap("rhomboids", "/rhomboids", "Between", "1", lit=True)], HELD
    ),
    "lit_muscle": lambda: lit_muscle(BACK, Look(theme=CANDLE), "rhomboids"),
    "marked_spot": lambda: marked_spot(BACK, Look(theme=CANDLE), (0.0, 120.0), BACK.no_go.values()),
    "stroke_along": lambda: stroke_over(BACK, Look(theme=CANDLE), "rhomboids", across=False),
    "stroke_across": lambda: stroke_over(BACK, Look(theme=CANDLE), "rhomboids", across=True),
    "storyboard": lambda: storyboard(PLAN, CATALOGUE.strokes, BACK, Look(theme=CANDLE)),
}

if __name__ == "__main__":
    for name, draw in SNAPSHOTS.items():
        (EXPECTED / f"{name}.svg").write_text(draw() + "\n", encoding="utf-8")
