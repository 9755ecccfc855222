"""The breath: soft noise that comes and goes as someone at ease breathes."""

import math
from functools import lru_cache

import numpy as np

from backrub.audio import characters
from backrub.audio.grid import CHUNK, RATE_HZ, Stereo
from backrub.audio.timeline import QUIET_BED, Timeline
from backrub.audio.walks import Walks

_NOISE = 2**19
"""Samples of noise to cut grains from."""

_GRAINS = 2**16
"""Grains before their order comes again: three hours."""

_IN = 0.42
"""The share of a breath that goes in."""

_LEVEL = 0.028

_STEP = 64
"""Samples between which the swell moves in a straight line, nearer than a millionth to what it is."""

_EDGES = np.arange(0, CHUNK + 1, _STEP)
_RAMP = np.arange(_STEP) / _STEP


class Breath:
    """Cut grains of noise by seed, one a chunk, each fading into the next, and let them swell."""

    def __init__(self, breath: characters.Breath, rng: np.random.Generator) -> None:
        self._level = _LEVEL * breath.level
        self._period = breath.period_s * RATE_HZ
        self._noise = _noise_between(breath.low_hz, breath.high_hz)
        self._cuts = rng.integers(0, _NOISE - 2 * CHUNK, _GRAINS)
        self._depth = Walks(rng, count=2, knot_s=3 * breath.period_s)
        rises = (np.arange(CHUNK) + 0.5) / CHUNK * (math.pi / 2)
        self._comes, self._goes = np.sin(rises).astype(np.float32), np.cos(rises).astype(np.float32)

    def sound(self, start: int, heard: Timeline) -> Stereo:
        """Return the chunk that begins at sample `start`."""
        grain = start // CHUNK
        cut, before = self._cuts[grain % _GRAINS], self._cuts[(grain - 1) % _GRAINS] + CHUNK
        noise = self._noise[:, cut : cut + CHUNK] * self._comes
        noise += self._noise[:, before : before + CHUNK] * self._goes
        return noise * self._swell(start, heard)

    def _swell(self, start: int, heard: Timeline) -> Stereo:
        """Return how loud each ear's noise is: a breath, deeper and shallower by and by, none where hands rest."""
        at = start + _EDGES.astype(np.float64)
        share = at / self._period % 1.0
        warped = np.where(share < _IN, share / (2 * _IN), 0.5 + (share - _IN) / (2 - 2 * _IN))
        breathed = (0.12 + 0.88 * np.sin(math.pi * warped) ** 2) * self._level
        swells = breathed * (0.65 + 0.35 * self._depth.over(at))
        there = np.clip((heard.bed.over(start, CHUNK)[0] - QUIET_BED) / (1 - QUIET_BED), 0.0, 1.0)
        straight = swells[:, :-1, None] + np.diff(swells)[:, :, None] * _RAMP
        swell: Stereo = (straight.reshape(2, CHUNK) * there).astype(np.float32)
        return swell


@lru_cache(maxsize=8)
def _noise_between(low_hz: float, high_hz: float) -> Stereo:
    """Return noise of power 1 between two frequencies, falling as natural sounds do, and soft at both edges."""
    rng = np.random.default_rng(1)
    hz = np.fft.rfftfreq(_NOISE, 1 / RATE_HZ)[1:]
    octaves = np.log2(hz / math.sqrt(low_hz * high_hz)) / (np.log2(high_hz / low_hz) / 2)
    shape = np.exp(-(octaves**2)) / np.sqrt(hz)
    turns = np.exp(2j * math.pi * rng.uniform(0, 1, (2, len(hz))))
    spectrum = np.concatenate((np.zeros((2, 1)), shape * turns), axis=1)
    noise = np.fft.irfft(spectrum, _NOISE)
    noise /= noise.std(axis=1, keepdims=True)
    return noise.astype(np.float32)
