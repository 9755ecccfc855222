"""A rehearsed evening from the first touch to how it felt, and what the next one makes of it."""

import json

import pytest
from tests.commands import EXAMPLES, backrub

SCOTT = EXAMPLES / "cheryl_and_scott.toml"
REHEARSE = ("--receiver", "simulated:7", "--speed", "max", "--format", "jsonl")


def events(run):
    assert run.returncode == 0, run.stderr
    return [json.loads(line) for line in run.stdout.splitlines()]


@pytest.mark.parametrize("evening", sorted(EXAMPLES.glob("*")), ids=lambda path: path.stem)
def test_every_example_runs_to_how_it_felt(evening, tmp_path):
    run = backrub("guide", evening, *REHEARSE, home=tmp_path)
    if run.returncode == 3:
        assert run.stdout == ""
        return
    told = events(run)
    assert [event["seq"] for event in told] == list(range(1, len(told) + 1))
    assert [event["at_ms"] for event in told] == sorted(event["at_ms"] for event in told)
    assert told[0]["kind"] == "session_began"
    assert [event["kind"] for event in told[-2:]] == ["session_ended", "debriefed"]


def test_the_second_evening_differs_by_what_was_said_and_says_why(tmp_path):
    first, second = (events(backrub("guide", SCOTT, *REHEARSE, home=tmp_path)) for _ in range(2))
    assert first[0]["plan"] != second[0]["plan"]
    whys = {why["key"] for step in second[0]["plan"]["steps"] for why in step["why"]}
    assert whys & {"why.learned_softer", "why.learned_firmer"}
    assert not {why["key"] for step in first[0]["plan"]["steps"] for why in step["why"]} & {
        "why.learned_softer",
        "why.learned_firmer",
    }


def as_said(step):
    """Return a step without what depends on the body it is traced on."""
    return {key: value for key, value in step.items() if key not in {"passes", "speed_cm_s"}}


def test_plan_shows_what_guide_will_guide(tmp_path):
    for _ in range(2):
        shown = json.loads(backrub("plan", SCOTT, "--format", "json", home=tmp_path).stdout)
        guided = events(backrub("guide", SCOTT, *REHEARSE, home=tmp_path))
        assert guided[0]["plan"]["reasons"] == shown["reasons"]
        assert [as_said(step) for step in guided[0]["plan"]["steps"]] == [
            as_said(step) for step in shown["steps"]
        ]


def test_planning_writes_nothing(tmp_path):
    assert backrub("plan", SCOTT, home=tmp_path).returncode == 0
    assert list(tmp_path.iterdir()) == []


def test_the_record_is_the_same_at_any_speed(tmp_path):
    file = EXAMPLES / "five_minutes.toml"
    fast = backrub("guide", file, *REHEARSE, "--data-dir", tmp_path / "a", home=tmp_path)
    line = ("--receiver", "simulated:7", "--speed", "1000", "--format", "jsonl")
    slow = backrub("guide", file, *line, "--data-dir", tmp_path / "b", home=tmp_path)
    assert slow.stdout == fast.stdout


def test_what_others_taught_stays_theirs(tmp_path):
    events(backrub("guide", SCOTT, *REHEARSE, home=tmp_path))
    others = EXAMPLES / "desk_shoulders.toml"
    after = backrub("plan", others, "--format", "json", home=tmp_path).stdout
    alone = backrub("plan", others, "--format", "json", "--data-dir", tmp_path / "none", home=tmp_path).stdout
    assert after == alone


def test_lines_for_people_are_words_without_colour(tmp_path):
    run = backrub("guide", SCOTT, "--receiver", "simulated:7", "--speed", "max", home=tmp_path)
    assert run.returncode == 0
    assert "\x1b" not in run.stdout
    assert "Tonight, Cheryl would love slow, firm hands." in run.stdout
    assert run.stdout.splitlines()[-1] == "Thank you for this time together."


def test_history_tells_both_people_and_programs(tmp_path):
    told = events(backrub("guide", SCOTT, *REHEARSE, home=tmp_path))
    kept = json.loads(backrub("history", "--format", "json", home=tmp_path).stdout)
    evening = kept["histories"][0]["evenings"][0]
    assert evening["debrief"]["felt"] == told[-1]["felt"]
    assert evening["debrief"]["sites"] == told[-1]["sites"]
    words = backrub("history", "--receiver", "Cheryl", home=tmp_path).stdout
    assert f"It felt {told[-1]['felt']}." in words
    assert "No evening is kept yet" in backrub("history", "--receiver", "Nobody", home=tmp_path).stdout


def test_fresh_begins_anew_beside_what_is_unfinished(tmp_path):
    first = events(backrub("guide", SCOTT, *REHEARSE, home=tmp_path))
    again = events(backrub("guide", SCOTT, *REHEARSE, "--fresh", home=tmp_path))
    assert again[0]["seq"] == 1
    assert again[-1]["kind"] == first[-1]["kind"] == "debriefed"
