"""Chapters: they touch from the first second to the last, and none is too short to be found."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from backrub.audio.chapters import SHORTEST_S, Chapter, chapters_of
from backrub.domain.back import Side
from backrub.domain.score.score import VERSION, Score, ScoreStep


def score(*steps):
    """Return a score of steps that are each a title and seconds."""
    made, start_s = [], 0
    for title, seconds in steps:
        made.append(ScoreStep(f"s{start_s}", start_s, seconds, title, Side.BOTH, (), ()))
        start_s += seconds
    return Score(VERSION, 1, start_s, tuple(made))


evenings = st.lists(st.tuples(st.sampled_from("ABC"), st.integers(1, 90)), min_size=1, max_size=30)


@given(evenings)
def test_chapters_touch_and_begin_with_steps(steps):
    evening = score(*steps)
    chapters = chapters_of(evening)
    assert [chapter.start_s for chapter in chapters] == [0, *(chapter.end_s for chapter in chapters[:-1])]
    assert chapters[-1].end_s == evening.seconds
    assert {chapter.start_s for chapter in chapters} <= {step.start_s for step in evening.steps}


@given(evenings)
def test_no_chapter_is_too_short_but_an_evenings_only_one(steps):
    chapters = chapters_of(score(*steps))
    assert len(chapters) == 1 or all(c.end_s - c.start_s >= SHORTEST_S for c in chapters)


def test_steps_of_one_title_are_one_chapter():
    assert chapters_of(score(("Neck", 40), ("Neck", 30), ("Back", 50))) == (
        Chapter("Neck", 0, 70),
        Chapter("Back", 70, 120),
    )


def test_a_short_step_joins_and_the_longest_names_the_chapter():
    joined = chapters_of(score(("Rest", 10), ("Neck", 60), ("Back", 50), ("Close", 5)))
    assert joined == (Chapter("Neck", 0, 70), Chapter("Back", 70, 125))


def test_an_evening_without_steps_has_no_chapters():
    assert chapters_of(replace(score(("A", 1)), steps=())) == ()
