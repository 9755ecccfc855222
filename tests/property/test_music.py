"""Whatever a score holds, it is played: finite, below the ceiling, alike in any blocks, and the lead never breaks."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.listening import peak_db
from tests.scores import scores

from backrub.audio.characters import Character
from backrub.audio.grid import RATE_HZ
from backrub.audio.path import Path
from backrub.audio.render import Renderer
from backrub.domain.score.breakpoints import breakpoints

FRAMES = 40_000


@given(scores(), st.sampled_from(Character), st.floats(0, 60), st.lists(st.integers(1, 30_000), max_size=4))
@settings(max_examples=30, deadline=None)
def test_any_score_is_played_alike_in_any_blocks(score, character, at_s, sizes):
    whole, parts = (Renderer(breakpoints(score), character, score.seed) for _ in range(2))
    whole.seek(at_s)
    parts.seek(at_s)
    sound = whole.block(FRAMES)
    taken = [parts.block(min(size, 10_000)) for size in sizes]
    rest = parts.block(FRAMES - sum(map(len, taken)))
    assert np.isfinite(sound).all()
    assert peak_db(sound) <= -1.5
    assert np.abs(np.concatenate((*taken, rest)) - sound).max() <= 1e-6


@given(scores(), st.floats(0, 60))
@settings(max_examples=100, deadline=None)
def test_the_phase_of_the_lead_never_jumps_and_never_leaves_its_two_octaves(score, at_s):
    phase, _ = Path.of(breakpoints(score)).over(round(at_s * RATE_HZ), FRAMES)
    cycles = np.diff(phase) * RATE_HZ
    assert cycles.min() >= 220 - 1e-3
    assert cycles.max() <= 880 + 1e-3
