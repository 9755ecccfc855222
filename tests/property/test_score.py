"""What holds of any score: it follows the hands, keeps to its time, and never talks over itself."""

from dataclasses import replace
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.scores import CATALOGUE, composed_by, composed_of, scores, seeds

from backrub.application.trace_plan import trace_plan
from backrub.documents.score_json import breakpoints_bytes, read_breakpoints, read_score, score_bytes
from backrub.domain.back import Side
from backrub.domain.planner.replan import Change, Current, replan
from backrub.domain.planner.tuning import Tuning
from backrub.domain.planner.words import WORDS_PER_S, count_words
from backrub.domain.score.breakpoints import LIFT_S, PULSES, breakpoints
from backrub.domain.score.cues import LATEST_S, SPEECH_MOST, seconds_of
from backrub.domain.score.reflow import JOIN_S, reflowed, value_at
from backrub.domain.score.score import VERSION, CueKind, Touch

NEARLY = 1e-9
ROUNDED_U = 0.0003
quick = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])


def sweeps_of(score):
    """Return the sweeps of a score, timed within the evening."""
    return [replace(s, start_s=step.start_s + s.start_s) for step in score.steps for s in step.sweeps]


def end_of(sweep):
    return sweep.start_s + sweep.duration_s


def lines_of(score):
    return [
        (step.start_s + cue.start_s, cue)
        for step in score.steps
        for cue in step.cues
        if cue.kind is CueKind.SPEECH
    ]


def never_meet(spoken):
    return all(a.at_s + seconds_of(a.text) <= b.at_s + NEARLY for a, b in pairwise(spoken))


@given(seeds)
def test_a_score_has_the_steps_and_the_seconds_of_its_plan(seed):
    made = composed_by(seed)
    score = made.score
    assert score.version == VERSION
    assert [(s.id, s.start_s, s.duration_s) for s in score.steps] == [
        (s.id, s.start_s, s.duration_s) for s in made.plan.steps
    ]
    assert sum(step.duration_s for step in score.steps) == score.seconds


@given(seeds)
def test_everything_lies_within_its_step_and_range(seed):
    made = composed_by(seed)
    for step in made.score.steps:
        assert all(a.start_s + a.duration_s <= b.start_s + NEARLY for a, b in pairwise(step.sweeps))
        for sweep in step.sweeps:
            assert 0 <= sweep.start_s < sweep.start_s + sweep.duration_s <= step.duration_s + NEARLY
            assert 0 <= min(sweep.from_u, sweep.to_u) <= max(sweep.from_u, sweep.to_u) <= 1
            assert 1 <= sweep.pressure <= 4
            assert (sweep.round_s is not None) == (sweep.touch is Touch.ROUND)
        assert all(0 <= cue.start_s < step.duration_s for cue in step.cues)


@given(seeds)
def test_sweeps_sound_whenever_hands_are_led_and_only_then(seed):
    made = composed_by(seed)
    for step, heard in zip(made.plan.steps, made.score.steps, strict=True):
        led_s = {(round(each.start_s, 1), round(each.duration_s, 1)) for each in step.passes}
        assert bool(step.passes) == bool(heard.sweeps)
        sounding_s = sum(sweep.duration_s for sweep in heard.sweeps)
        if len(step.covers) == 1:
            assert abs(sounding_s - sum(each.duration_s for each in step.passes)) < 0.2
            assert len(heard.sweeps) == len(led_s)


@given(seeds)
def test_pitch_goes_the_way_of_the_hands(seed):
    made = composed_by(seed)
    paths = made.tracer.body_map.paths
    for step, heard in zip(made.plan.steps, made.score.steps, strict=True):
        for sweep in heard.sweeps:
            if sweep.touch is Touch.REST:
                assert sweep.from_u == sweep.to_u
                continue
            middle_s = step.start_s + sweep.start_s + sweep.duration_s / 2
            hands = [p for p in step.passes if p.start_s <= middle_s < p.start_s + p.duration_s]
            climbs = [
                (paths[p.path].points[-1][1] - paths[p.path].points[0][1])
                / p.duration_s
                * (1 - 2 * p.is_return)
                for p in hands
            ]
            if abs(sweep.to_u - sweep.from_u) > ROUNDED_U:
                assert sum(climbs) * (sweep.to_u - sweep.from_u) > 0


@given(seeds)
def test_a_sweep_is_on_the_side_of_its_hands_and_lighter_on_the_way_back(seed):
    made = composed_by(seed)
    for step, heard in zip(made.plan.steps, made.score.steps, strict=True):
        for sweep in heard.sweeps:
            middle_s = step.start_s + sweep.start_s + sweep.duration_s / 2
            hands = [p for p in step.passes if p.start_s <= middle_s < p.start_s + p.duration_s]
            sides = {p.side for p in hands}
            assert sweep.side is (Side.BOTH if len(sides) > 1 else sides.pop())
            if all(p.is_return for p in hands):
                assert sweep.pressure <= min(2.0, max(1.0, step.pressure - 1.0)) + 0.01
            else:
                assert abs(sweep.pressure - step.pressure) < 0.01


@given(seeds)
def test_lines_never_meet_and_leave_the_evening_quiet(seed):
    made = composed_by(seed)
    spoken = breakpoints(made.score).spoken
    assert never_meet(spoken)
    seconds = sum(count_words(cue.text) / WORDS_PER_S for cue in spoken)
    assert seconds <= SPEECH_MOST * made.score.seconds
    assert spoken[-1].at_s + seconds_of(spoken[-1].text) <= made.score.seconds


@given(seeds)
def test_what_the_plan_says_is_said_at_its_second_or_a_little_later(seed):
    made = composed_by(seed)
    planned = [(cue.text, cue.at_s) for step in made.plan.steps for cue in step.cues]
    for at_s, cue in lines_of(made.score):
        if cue.key == "step.next":
            continue
        assert any(text == cue.text and 0 <= at_s - due_s <= LATEST_S for text, due_s in planned)
    said = [cue.text for _, cue in lines_of(made.score)]
    questions = [text for text, _ in planned if text.endswith("firmer?")]
    assert [text for text in said if text.endswith("firmer?")] == questions


@given(seeds)
def test_the_next_place_is_named_six_to_ten_seconds_ahead(seed):
    made = composed_by(seed)
    steps = made.plan.steps
    changes = [b for a, b in pairwise(steps) if (a.site, a.side) != (b.site, b.side)]
    for at_s, cue in lines_of(made.score):
        if cue.key == "step.next":
            ahead = [step.start_s - at_s for step in changes if 6 <= step.start_s - at_s <= 10]
            assert ahead, (at_s, cue.text)


@given(seeds)
def test_every_change_of_place_has_its_bell_and_the_evening_ends_with_one(seed):
    made = composed_by(seed)
    steps = made.plan.steps
    rung = [bell.at_s for bell in breakpoints(made.score).bells if bell.kind == "place"]
    changes = [b.start_s for a, b in pairwise(steps) if (a.site, a.side) != (b.site, b.side)]
    assert all(any(0 <= start_s - at_s <= 1 for at_s in rung) for start_s in changes)
    assert breakpoints(made.score).bells[-1].kind == "end"


@settings(max_examples=4)
@given(seeds)
def test_the_same_evening_gives_the_same_score(seed):
    once, again = composed_by(seed).score, composed_by.__wrapped__(seed).score
    assert score_bytes(again) == score_bytes(once)
    assert breakpoints_bytes(breakpoints(again)) == breakpoints_bytes(breakpoints(once))


@quick
@given(scores())
def test_a_score_and_its_breakpoints_survive_the_way_through_json(score):
    assert read_score(score_bytes(score)) == score
    points = breakpoints(score)
    assert read_breakpoints(breakpoints_bytes(points)) == points


@quick
@given(scores())
def test_breakpoints_rise_and_keep_their_ranges_from_the_first_second_to_the_last(score):
    points = breakpoints(score)
    assert points.at_s[0] == 0
    assert abs(points.at_s[-1] - score.seconds) < NEARLY
    assert all(a < b for a, b in pairwise(points.at_s))
    assert all(0 <= u <= 1 for u in points.u)
    assert all(-1 <= side <= 1 for side in points.side)
    assert all(0 <= level <= 1 for level in points.level)
    assert all(1 <= pressure <= 4 for pressure in points.pressure)


@quick
@given(scores(), st.floats(0, 1))
def test_the_lead_is_where_the_hands_are(score, share):
    points = breakpoints(score)
    for sweep in sweeps_of(score):
        at_s = sweep.start_s + (sweep.duration_s - LIFT_S) * share
        led = value_at(points, at_s)
        assert (
            abs(
                led.u
                - (sweep.from_u + (sweep.to_u - sweep.from_u) * (at_s - sweep.start_s) / sweep.duration_s)
            )
            < 0.0201
        )
        assert abs(led.side - {"left": -1, "right": 1, "both": 0}[sweep.side]) < NEARLY


@quick
@given(scores())
def test_a_swell_rises_first_and_falls_last_and_hands_that_lift_are_silent(score):
    points = breakpoints(score)
    for sweep in sweeps_of(score):
        first, middle, last = (
            value_at(points, sweep.start_s + sweep.duration_s * share).level for share in (0.0, 0.5, 1.0)
        )
        if sweep.touch is Touch.GLIDE:
            assert first < middle > last
            assert middle > 0.5
        if sweep.touch is Touch.REST:
            within = [
                p for t, p in zip(points.at_s, points.level, strict=True) if sweep.start_s < t < end_of(sweep)
            ]
            assert 0.2 <= max(within) <= 0.25
    for a, b in pairwise(sweeps_of(score)):
        if b.start_s - end_of(a) > 2 * LIFT_S:
            assert value_at(points, (end_of(a) + b.start_s) / 2).level == 0


@quick
@given(scores())
def test_one_pulse_is_the_left_two_are_the_right_and_none_is_both(score):
    begun = {sweep.start_s: sweep.side for sweep in sweeps_of(score)}
    assert all(pulse.count == PULSES[begun[pulse.at_s]] for pulse in breakpoints(score).pulses)
    for step in score.steps:
        sides = {sweep.side for sweep in step.sweeps} - {Side.BOTH}
        counts = {p.count for p in breakpoints(replace(score, steps=(replace(step, start_s=0),))).pulses}
        assert bool(counts) == bool(sides)
        if len(sides) == 1:
            assert counts == {PULSES[side] for side in sides}


@quick
@given(scores(), st.integers(1, 300))
def test_more_time_in_a_step_shifts_what_follows_and_changes_nothing_else(score, more_s):
    if len(score.steps) < 2:
        return
    first, *rest = score.steps
    later = tuple(replace(step, start_s=step.start_s + more_s) for step in rest)
    longer = replace(
        score,
        seconds=score.seconds + more_s,
        steps=(replace(first, duration_s=first.duration_s + more_s), *later),
    )
    before, after = breakpoints(score), breakpoints(longer)
    seam = min((s.start_s for s in sweeps_of(score) if s.start_s >= first.duration_s), default=score.seconds)
    for at_s, u, level in zip(before.at_s, before.u, before.level, strict=True):
        if at_s >= seam:
            led = value_at(after, at_s + more_s)
            assert abs(led.u - u) < 1e-6
            # Where hands stayed on from step to step, the time between lets them lift.
            assert abs(led.level - level) < 1e-6 or (at_s, led.level) == (seam, 0.0)
    moved = [cue.at_s + more_s if cue.at_s >= first.duration_s else cue.at_s for cue in before.spoken]
    assert [cue.at_s for cue in after.spoken] == moved
    assert [p.count for p in after.pulses] == [p.count for p in before.pulses]


@quick
@given(scores(), scores(), st.floats(0, 500))
def test_a_change_leaves_the_past_and_does_not_jump(before, after, at_s):
    past, fresh = breakpoints(before), breakpoints(after)
    joined = reflowed(past, fresh, at_s)
    behind = [t for t in past.at_s if t < at_s]
    count = len(behind)
    assert joined.at_s[:count] == past.at_s[:count]
    assert joined.u[:count] == past.u[:count]
    assert all(a < b for a, b in pairwise(joined.at_s))
    for share in (0.0, 0.25, 0.5, 0.999, 1.0):
        assert abs(value_at(joined, at_s * share).u - value_at(past, at_s * share).u) < 1e-6
    reached_s = min(at_s + JOIN_S, fresh.at_s[-1])
    if at_s < fresh.at_s[-1]:
        for later_s in (0.0, 0.01, 5.0, 40.0):
            old, new = value_at(joined, reached_s + later_s), value_at(fresh, reached_s + later_s)
            assert abs(old.u - new.u) + abs(old.level - new.level) < 1e-6
    assert never_meet(joined.spoken)
    assert [c for c in joined.spoken if c.at_s < at_s] == [c for c in past.spoken if c.at_s < at_s]
    assert all(bell in past.bells for bell in joined.bells if bell.at_s < at_s)
    assert all(bell in fresh.bells for bell in joined.bells if bell.at_s >= at_s)


@settings(max_examples=12)
@given(seeds, st.floats(0.05, 0.9), st.sampled_from(Current))
def test_a_replan_keeps_what_was_heard(seed, share, current):
    made = composed_by(seed)
    at_s = int(made.plan.seconds * share)
    change = Change(at_s, current, made.plan.seconds)
    plan = replan(made.planned, made.brief, Tuning(speed_factor=0.8), change, catalogue=CATALOGUE)
    score = composed_of(trace_plan(plan, made.tracer), made.brief, made.tracer)
    ended = [step.id for step in made.plan.steps if step.end_s <= at_s]
    assert [s.sweeps for s in score.steps[: len(ended)]] == [s.sweeps for s in made.score.steps[: len(ended)]]
    joined = reflowed(breakpoints(made.score), breakpoints(score), at_s)
    assert never_meet(joined.spoken)
    assert joined.at_s[-1] == plan.seconds
