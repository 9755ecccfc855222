"""The words said first: once, soon, and never over another line."""

from itertools import pairwise

from hypothesis import given
from tests.scores import composed_by, scores, seeds

from backrub.domain.score.breakpoints import breakpoints
from backrub.domain.score.cues import seconds_of
from backrub.domain.score.opening import KEY, LATEST_S, opened

WORDS = "Listen first; a stop is said aloud or tapped."


def meetings(points):
    said = points.spoken
    return [b for a, b in pairwise(said) if a.at_s + seconds_of(a.text) > b.at_s + 1e-9]


@given(scores())
def test_opening_words_move_nothing_and_meet_nothing(score):
    points = breakpoints(score)
    fresh = opened(points, WORDS)
    assert tuple(cue for cue in fresh.spoken if cue.key != KEY) == points.spoken
    assert meetings(fresh) == []


@given(scores())
def test_opening_words_come_within_the_first_minute_or_not_at_all(score):
    ours = [cue for cue in opened(breakpoints(score), WORDS).spoken if cue.key == KEY]
    assert len(ours) <= 1
    assert all(cue.at_s <= LATEST_S for cue in ours)


@given(seeds)
def test_a_planned_evening_always_has_room_for_them(seed):
    assert KEY in {cue.key for cue in opened(breakpoints(composed_by(seed).score), WORDS).spoken}


@given(seeds)
def test_the_evening_itself_speaks_first(seed):
    points = breakpoints(composed_by(seed).score)
    assert opened(points, WORDS).spoken[0] == points.spoken[0]
