"""Short evenings as sound: composed for the ear, spoken by the voice that is always here, decoded and measured."""

import os
from functools import cache

import av
import numpy as np
import pyloudnorm
from scipy.signal import resample_poly

from backrub.bootstrap.evening import on_body, read_asked
from backrub.bootstrap.sound import Composed, composed
from backrub.domain.planner.tuning import Tuning
from backrub.domain.score.breakpoints import breakpoints
from backrub.domain.score.opening import opened
from backrub.domain.score.score import Score
from backrub.speech.choose import voice_named
from tests.commands import EXAMPLES

RATE_HZ = 48_000
VOICE = "espeak-ng:en"
SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><path d="M0 0h2v1H0z" fill="#fff"/></svg>'


@cache
def five_minutes():
    """Return the shortest of the examples, composed."""
    here = on_body("neutral")
    tonight = read_asked(EXAMPLES / "five_minutes.toml").tonight(None, seed=0)
    return composed(here.traced(tonight.plan), tonight.brief, Tuning(), here, seed=0)


@cache
def first_steps(count=4):
    """Return the same evening, ended after its first steps."""
    whole = five_minutes()
    steps = whole.score.steps[:count]
    score = Score(whole.score.version, whole.score.seed, steps[-1].start_s + steps[-1].duration_s, steps)
    return Composed(score, whole.opening, whole.cover)


def points_of(evening):
    """Return what a renderer follows, the words said first among it."""
    return opened(breakpoints(evening.score), evening.opening)


def voice(folder):
    """Return the voice that needs nothing but pip, with its lines kept in a folder."""
    return voice_named(folder, os.environ, VOICE)


def decoded(path):
    """Return the samples of a sound file as a player gets them, (frames, 2)."""
    with av.open(str(path)) as file:
        return np.concatenate([frame.to_ndarray() for frame in file.decode(audio=0)], axis=1).T


def lufs(sound):
    """Return the integrated loudness as another library measures it."""
    return pyloudnorm.Meter(RATE_HZ).integrated_loudness(sound.astype(np.float64))


def true_peak_db(sound):
    """Return the highest value between samples, found by fourfold oversampling."""
    parts = (sound[first : first + 20 * RATE_HZ] for first in range(0, len(sound), 20 * RATE_HZ))
    return 20 * np.log10(max(np.abs(resample_poly(part, 4, 1)).max() for part in parts))
