"""Scores: of planned evenings on a body, and any that the types allow."""

from bisect import insort
from dataclasses import dataclass
from functools import cache
from random import Random

from hypothesis import strategies as st

from backrub.application.trace_plan import trace_plan
from backrub.atlas.tracing import Tracer, tracer_for
from backrub.content.loader import load_catalogue
from backrub.domain.back import Side
from backrub.domain.body_map import Body
from backrub.domain.brief import Brief
from backrub.domain.plan import Plan
from backrub.domain.planner.planner import plan_evening
from backrub.domain.planner.tuning import Tuning
from backrub.domain.planner.words import Speaker
from backrub.domain.score.compose import compose
from backrub.domain.score.cues import Timed, meets, priority_of
from backrub.domain.score.score import VERSION, CueKind, Score, ScoreCue, ScoreStep, Sweep, Touch
from tests.evenings import random_evening
from tests.support import brief_of

CATALOGUE = load_catalogue()


@dataclass(frozen=True)
class Composed:
    """An evening from its brief to its score; `plan` is `planned` on a body."""

    brief: Brief
    planned: Plan
    plan: Plan
    tracer: Tracer
    score: Score


@cache
def tracer(body: Body = Body.FEMININE) -> Tracer:
    return tracer_for(body, CATALOGUE)


def composed(evening: dict, *, seed: int = 1, body: Body = Body.FEMININE) -> Composed:
    """Return an evening as written, planned, traced and composed."""
    brief = brief_of(evening)
    planned = plan_evening(brief, CATALOGUE, Tuning())
    plan = trace_plan(planned, tracer(body))
    return Composed(brief, planned, plan, tracer(body), composed_of(plan, brief, tracer(body), seed=seed))


def composed_of(plan: Plan, brief: Brief, led: Tracer, *, seed: int = 1) -> Score:
    return compose(plan, led.body_map, Speaker(brief, CATALOGUE, Tuning()), seed=seed)


@cache
def composed_by(seed: int) -> Composed:
    """Return the first random evening from a seed on which hands touch."""
    rng = Random(seed)
    bodies = list(Body)
    while True:
        made = composed(random_evening(rng), body=bodies[seed % len(bodies)])
        if any(step.passes for step in made.plan.steps):
            return made


seeds = st.integers(0, 15)
"""Evenings of a small set, so that each is planned once for all properties."""

_WORDS = ("Next, the neck.", "Same place: kneading, light.", "Slower.", "How's the pressure?")
_positions = st.floats(0, 1)


@st.composite
def sweeps(draw, duration_s):
    """Return sweeps one after the other within a step, some with a pause before them."""
    led, now_s = [], draw(st.floats(0, 8))
    while (now_s := now_s + draw(st.sampled_from((0, 0, 0, 0.03, 2.5)))) + 0.25 <= duration_s:
        seconds = min(draw(st.floats(0.25, 40)), duration_s - now_s)
        goes_on = led and draw(st.booleans())
        led.append(
            Sweep(
                start_s=now_s,
                duration_s=seconds,
                from_u=led[-1].to_u if goes_on else draw(_positions),
                to_u=draw(_positions),
                side=led[-1].side if goes_on else draw(st.sampled_from(Side)),
                pressure=draw(st.floats(1, 4)),
                touch=draw(st.sampled_from(Touch)),
                round_s=draw(st.none() | st.floats(0.2, 8)),
            )
        )
        now_s += seconds
    return tuple(led)


@st.composite
def scores(draw):
    """Return any score: sweeps and lines never meet, the rest is as it falls."""
    steps, start_s, said = [], 0, []
    for n in range(draw(st.integers(0, 5))):
        duration_s = draw(st.integers(1, 90))
        cues = draw(_cues(start_s, duration_s, said))
        steps.append(
            ScoreStep(
                id=f"s{n}",
                start_s=start_s,
                duration_s=duration_s,
                title="Here",
                side=draw(st.sampled_from(Side)),
                sweeps=draw(sweeps(duration_s)),
                cues=cues,
            )
        )
        start_s += duration_s
    return Score(VERSION, draw(st.integers(0, 2**31)), max(start_s, 1), tuple(steps))


@st.composite
def _cues(draw, start_s, duration_s, said):
    cues = []
    for _ in range(draw(st.integers(0, 3))):
        at_s = float(draw(st.integers(0, duration_s - 1)))
        text = draw(st.sampled_from(_WORDS))
        timed = Timed(start_s + at_s, CueKind.SPEECH, "step.next", text, priority_of("step.next"))
        if not meets(timed, said):
            insort(said, timed)
            cues.append(timed.cue_from(start_s))
    bell = ScoreCue(float(draw(st.integers(0, duration_s - 1))), CueKind.BELL, "bell.place", "", 2)
    return tuple(sorted([*cues, bell], key=lambda cue: cue.start_s))
