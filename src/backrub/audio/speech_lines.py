"""Lay spoken lines out in time, all equally loud, and make way for them in the music."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import av
import numpy as np
from av.audio.resampler import AudioResampler
from numpy.typing import NDArray

from backrub.application.sound_ports import Samples, Spoken
from backrub.audio.grid import RATE_HZ
from backrub.audio.loudness import HOP, HOPS_OF_BLOCK, gain_of, lufs_of, powers_of

SPEECH_LUFS = -18.0
"""How loud each line is made before the whole is levelled."""

DUCKED_DB = -14.0
AHEAD_S = 0.3
RETURN_S = 1.5
STAYS_DOWN_S = 3.0
"""Between lines nearer than this the music stays down, so that it does not pump."""

MOST_LATE_S = 0.02
"""How long after its second a line's voice may come; a breath before it comes earlier."""

_HEARD_DB = -25.0
_MOST_BREATH_S = 0.06
_MOST_GAIN_DB = 40.0


@dataclass(frozen=True, slots=True)
class Line:
    """Hold a spoken line of one channel, ready to lay under music from `first`, a sample of the evening."""

    first: int
    samples: Samples

    @property
    def end(self) -> int:
        """Return the sample after its last."""
        return self.first + len(self.samples)


def line_at(at_s: float, spoken: Spoken, *, after: int = 0) -> Line:
    """Return a line as loud as all others, to be heard at a second of the evening, but not before a sample.

    A line that begins with a breath, as "hands" does, begins a little earlier, so that its voice comes in time.
    """
    samples = _levelled(_at_our_rate(spoken))
    early = max(0, _heard_from(samples) - _samples(MOST_LATE_S))
    return Line(max(after, _samples(at_s) - early), samples)


class SpeechLines:
    """Give speech, and the gain of the music beneath, for any stretch of the evening."""

    def __init__(self, lines: Sequence[Line] = ()) -> None:
        self._lines = sorted(lines, key=lambda line: line.first)
        corners = list(_corners(self._lines))
        self._at = np.array([at for at, _ in corners] or [0.0])
        self._db = np.array([db for _, db in corners] or [0.0])

    def voice(self, start: int, frames: int) -> Samples:
        """Return what is said, in one channel."""
        said = np.zeros(frames, np.float32)
        for line in self._lines:
            first, end = max(line.first, start), min(line.end, start + frames)
            if first < end:
                said[first - start : end - start] += line.samples[first - line.first : end - line.first]
        return said

    def duck(self, start: int, frames: int) -> Samples:
        """Return the gain of the music, 1.0 where nobody speaks; it falls and rises in straight lines of dB."""
        ends_db = np.interp((start, start + frames), self._at, self._db)
        if ends_db[0] == ends_db[1] and not ((start < self._at) & (self._at < start + frames)).any():
            return np.full(frames, gain_of(ends_db[0]), np.float32)
        level_db = np.interp(np.arange(start, start + frames), self._at, self._db)
        return np.asarray(10 ** (level_db / 20), np.float32)


def _corners(lines: Sequence[Line]) -> Iterator[tuple[float, float]]:
    """Yield the samples between which the music's level moves in straight lines, with the level in dB."""
    for first, end in _spells(lines):
        # A little early, so that it is down when the first sound comes.
        yield first - _samples(AHEAD_S), 0.0
        yield first - _samples(AHEAD_S / 10), DUCKED_DB
        yield end, DUCKED_DB
        yield end + _samples(RETURN_S), 0.0


def _spells(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Return the stretches in which someone speaks, near ones joined."""
    spells: list[tuple[int, int]] = []
    for line in lines:
        if spells and line.first - spells[-1][1] < _samples(STAYS_DOWN_S):
            spells[-1] = (spells[-1][0], max(spells[-1][1], line.end))
        else:
            spells.append((line.first, line.end))
    return spells


def _samples(seconds: float) -> int:
    return round(seconds * RATE_HZ)


def _at_our_rate(spoken: Spoken) -> Samples:
    """Return a line at 48,000 Hz."""
    if spoken.rate_hz == RATE_HZ or not len(spoken.samples):
        return spoken.samples
    frame = av.AudioFrame.from_ndarray(
        np.ascontiguousarray(spoken.samples[np.newaxis], np.float32), format="fltp", layout="mono"
    )
    frame.rate = spoken.rate_hz
    resampler = AudioResampler(format="fltp", layout="mono", rate=RATE_HZ)
    frames = [*resampler.resample(frame), *resampler.resample(None)]
    return np.concatenate([np.zeros(0, np.float32), *(each.to_ndarray()[0] for each in frames)])


def _levelled(samples: Samples) -> Samples:
    """Return a line at the loudness of speech; one without sound stays so."""
    lufs = lufs_of(powers_of(_long_enough(samples)))
    if math.isinf(lufs):
        return samples
    return np.asarray(samples * np.float32(gain_of(min(SPEECH_LUFS - lufs, _MOST_GAIN_DB))), np.float32)


def _heard_from(samples: Samples) -> int:
    """Return the sample at which a line is first heard well, at most 60 ms from its beginning."""
    first = np.abs(samples[: _samples(_MOST_BREATH_S)])
    clear = first > gain_of(_HEARD_DB) * np.abs(samples).max(initial=0.0)
    return int(clear.argmax()) if clear.any() else len(first)


def _long_enough(samples: Samples) -> NDArray[np.float32]:
    """Return a line in two channels, repeated until it fills a block of the loudness meter."""
    times = -(-HOP * HOPS_OF_BLOCK // max(1, len(samples)))
    return np.repeat(np.tile(samples, times)[:, np.newaxis], 2, axis=1)
