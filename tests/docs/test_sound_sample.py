"""The twenty seconds that the first page lets hear are what the program plays now."""

import runpy
from pathlib import Path

import av
import numpy as np

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "docs" / "sound" / "twenty-seconds.m4a"
SCRIPT = runpy.run_path(str(ROOT / "script" / "sound_sample"))
ALIKE = 0.98
"""How much of what is played has to come back from a file that leaves out what ears do not miss."""


def decoded(path):
    with av.open(str(path)) as file:
        return np.concatenate([frame.to_ndarray() for frame in file.decode(audio=0)], axis=1).T


def test_the_sample_is_what_is_played_today():
    played = SCRIPT["twenty_seconds"]()
    kept = decoded(SAMPLE)[: len(played)]
    alike = np.vdot(played, kept) / (np.linalg.norm(played) * np.linalg.norm(kept))
    assert alike > ALIKE, "run .venv/bin/python script/sound_sample"


def test_the_sample_is_quick_to_fetch():
    assert SAMPLE.stat().st_size <= 200_000
