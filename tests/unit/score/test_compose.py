"""From steps to sweeps and lines, one thing at a time."""

from dataclasses import replace
from itertools import pairwise

from tests.evenings import GOLDEN
from tests.scores import composed, composed_of

from backrub.domain.back import Side
from backrub.domain.plan import Cue, Pass
from backrub.domain.score.compose import spine_of
from backrub.domain.score.score import CueKind, Touch

FIVE = composed(GOLDEN["5 minutes"])
HANDS_HELD = {
    "format": 1,
    "minutes": 5,
    "receiver": {
        "name": "Ada",
        "health": [],
        "avoid": [
            f"{site}:both"
            for site in (
                *("scalp", "skull_base", "neck", "shoulder_top", "shoulder_blade"),
                *("between_blades", "mid_back", "low_back", "hip_rim"),
            )
        ],
    },
}
SIDE_LYING = {"format": 1, "minutes": 20, "position": "side_lying", "receiver": {"name": "Ada", "health": []}}


def spoken(score):
    return [
        (step.start_s + cue.start_s, cue)
        for step in score.steps
        for cue in step.cues
        if cue.kind is CueKind.SPEECH
    ]


def rung(score):
    return [
        (step.start_s + cue.start_s, cue.key)
        for step in score.steps
        for cue in step.cues
        if cue.kind is CueKind.BELL
    ]


def with_cues(made, *cues):
    """Return the score of the same evening with other words in its first step."""
    first, *rest = made.plan.steps
    steps = (replace(first, cues=cues), *(replace(step, cues=()) for step in rest))
    return composed_of(replace(made.plan, steps=steps), made.brief, made.tracer)


def with_passes(made, *passes, **changes):
    """Return the sweeps of the first step once other hands are led in it."""
    first, *rest = made.plan.steps
    steps = (replace(first, passes=passes, speed_cm_s=4.0, **changes), *rest)
    return composed_of(replace(made.plan, steps=steps), made.brief, made.tracer).steps[0].sweeps


def paths(made, side):
    return [p for p in made.tracer.body_map.paths.values() if p.side is side and p.stroke == "effleurage"]


def test_the_spine_runs_from_the_rim_of_the_hips_to_the_crown():
    body = FIVE.tracer.body_map
    spine = spine_of(body)
    ys = [y for path in body.paths.values() for _, y in path.points]
    assert 0 <= spine.u(min(ys)) < 0.02
    assert 0.95 < spine.u(max(ys)) <= 1
    assert spine.u(spine.hips_y_cm - 5) == 0
    assert spine.u(spine.crown_y_cm + 5) == 1


def test_both_hands_at_once_are_one_sweep_in_the_middle():
    left, right = paths(FIVE, Side.LEFT)[0], paths(FIVE, Side.RIGHT)[0]
    both = with_passes(
        FIVE,
        Pass(left.id, 0.0, 10.0, Side.LEFT, is_return=False),
        Pass(right.id, 0.0, 10.0, Side.RIGHT, is_return=False),
    )
    assert [(s.side, s.start_s, s.duration_s, s.touch) for s in both] == [(Side.BOTH, 0.0, 10.0, Touch.GLIDE)]


def test_a_hand_that_goes_on_alone_is_heard_alone():
    left, right = paths(FIVE, Side.LEFT)[0], paths(FIVE, Side.RIGHT)[0]
    led = with_passes(
        FIVE,
        Pass(left.id, 0.0, 6.0, Side.LEFT, is_return=False),
        Pass(right.id, 0.0, 10.0, Side.RIGHT, is_return=False),
    )
    assert [(s.side, s.start_s, s.duration_s) for s in led] == [(Side.BOTH, 0.0, 6.0), (Side.RIGHT, 6.0, 4.0)]


def test_hands_that_pause_between_passes_are_silent_meanwhile():
    path = paths(FIVE, Side.LEFT)[0]
    led = with_passes(
        FIVE,
        Pass(path.id, 1.0, 5.0, Side.LEFT, is_return=False),
        Pass(path.id, 8.0, 5.0, Side.LEFT, is_return=False),
    )
    assert [(s.start_s, s.duration_s) for s in led] == [(1.0, 5.0), (8.0, 5.0)]


def test_a_return_runs_backwards_and_lightly():
    path = paths(FIVE, Side.LEFT)[0]
    out, back = with_passes(
        FIVE,
        Pass(path.id, 0.0, 8.0, Side.LEFT, is_return=False),
        Pass(path.id, 8.0, 8.0, Side.LEFT, is_return=True),
        pressure=3.0,
    )
    assert (out.from_u, out.to_u, out.pressure) == (back.to_u, back.from_u, 3.0)
    assert back.pressure == 2.0


def test_hands_that_are_held_are_silent_but_for_words_and_bells():
    made = composed(HANDS_HELD)
    assert all(step.sweeps == () for step in made.score.steps)
    assert spoken(made.score)
    assert rung(made.score)


def test_turning_over_is_silent_and_named_and_what_follows_is_announced():
    score = composed(SIDE_LYING).score
    (turn,) = (step for step in score.steps if step.title == "Turn over")
    assert turn.sweeps == ()
    keys = [cue.key for cue in turn.cues if cue.kind is CueKind.SPEECH]
    assert (keys[0], keys[-1]) == ("turn.over", "step.next")


def test_the_next_place_is_named_before_hands_go_there():
    named = [(at_s, cue.text) for at_s, cue in spoken(FIVE.score) if cue.key == "step.next"]
    assert [text for _, text in named] == ["Next, the back.", "Next, the neck and head."]


def test_where_two_lines_meet_the_question_goes_first_and_the_other_waits():
    score = with_cues(
        FIVE, Cue("step.same", "Same place: kneading.", 5), Cue("ask.pressure", "Softer, or firmer?", 5)
    )
    assert [(at_s, cue.key) for at_s, cue in spoken(score)][:2] == [(5.0, "ask.pressure"), (7.0, "step.same")]


def test_what_would_come_more_than_four_seconds_late_stays_unsaid():
    long = "Would a little deeper feel good, or is it just right as it is now?"
    score = with_cues(FIVE, Cue("sign.watch", "Watch.", 5), Cue("ask.deeper", long, 5))
    assert "sign.watch" not in [cue.key for _, cue in spoken(score)]


def test_talk_that_is_too_much_leaves_out_what_is_needed_least():
    score = with_cues(FIVE, Cue("sign.watch", "Watch the breath and the shoulders. " * 20, 0))
    assert [cue.key for _, cue in spoken(score)] == ["step.next", "step.next"]


def test_bells_ring_at_changes_softer_within_a_place_and_at_the_end():
    steps = FIVE.plan.steps
    bells = rung(FIVE.score)
    places = sum((a.site, a.side) != (b.site, b.side) for a, b in pairwise(steps))
    keys = [key for _, key in bells]
    assert keys.count("bell.place") == places + 1
    assert keys.count("bell.turn") > 0
    assert bells[-1] == (FIVE.plan.seconds - 4.0, "bell.end")


def test_a_plan_without_steps_is_a_score_without_steps():
    empty = replace(FIVE.plan, steps=(), seconds=0)
    assert composed_of(empty, FIVE.brief, FIVE.tracer).steps == ()
