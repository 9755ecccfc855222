"""Rebuild the golden vectors that bind every renderer of the score: `python -m tests.golden.rebuild`.

Each file of two evenings holds `score` and the `breakpoints` it compiles to; `reflow.json` holds the `past` and
`fresh` scores, the second `at_s` of the change, and the `breakpoints` heard.
"""

from pathlib import Path

import msgspec

from backrub.application.trace_plan import trace_plan
from backrub.domain.planner.replan import Change, Current, replan
from backrub.domain.planner.tuning import Tuning
from backrub.domain.score.breakpoints import breakpoints
from backrub.domain.score.reflow import reflowed
from backrub.domain.score.score import Score
from tests.scores import CATALOGUE, Composed, composed, composed_of

FOLDER = Path(__file__).parent / "score"
CHANGED_AT_S = 150

EVENINGS = {
    "five_minutes_seated": {"format": 1, "minutes": 5, "receiver": {"name": "Cheryl", "health": []}},
    "twelve_minutes_one_sided": {
        "format": 1,
        "minutes": 12,
        "position": "prone",
        "clothed": False,
        "oil": True,
        "receiver": {
            "name": "Cheryl",
            "health": [],
            "pressure": "firm",
            "pace": "very_slow",
            "avoid": ["shoulder_blade:right", "between_blades:right", "shoulder_top:right", "hip_rim:left"],
            "spots": [{"where": "between_blades:left", "feel": "knot", "tension": 6}],
        },
    },
}


def vectors() -> dict[str, bytes]:
    """Return the content of every golden file, by its name."""
    made = {name: composed(evening) for name, evening in EVENINGS.items()}
    evenings = {name: _document(score=one.score) for name, one in made.items()}
    return {**evenings, "reflow": _reflow(made["twelve_minutes_one_sided"])}


def _document(*, score: Score) -> bytes:
    return msgspec.json.encode({"score": score, "breakpoints": breakpoints(score)})


def _reflow(made: Composed) -> bytes:
    """Return what is heard when someone says "slower" in the middle of a stroke."""
    change = Change(CHANGED_AT_S, Current.RETUNE, made.plan.seconds)
    plan = replan(made.planned, made.brief, Tuning(speed_factor=0.6), change, catalogue=CATALOGUE)
    fresh = composed_of(trace_plan(plan, made.tracer), made.brief, made.tracer)
    heard = reflowed(breakpoints(made.score), breakpoints(fresh), CHANGED_AT_S)
    return msgspec.json.encode(
        {"past": made.score, "fresh": fresh, "at_s": CHANGED_AT_S, "breakpoints": heard}
    )


def main() -> None:
    """Write the files."""
    FOLDER.mkdir(exist_ok=True)
    for name, content in vectors().items():
        (FOLDER / f"{name}.json").write_bytes(content + b"\n")


if __name__ == "__main__":
    main()
