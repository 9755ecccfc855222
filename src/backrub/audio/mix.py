"""Lay speech over music at the loudness of a whole evening, without a peak that could clip."""

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from backrub.application.sound_ports import Samples
from backrub.audio.limiter import CEILING_DB, LOOK_AHEAD, before_sound, limited
from backrub.audio.loudness import Meter, Powers, gain_of, lufs_of
from backrub.audio.speech_lines import SPEECH_LUFS, SpeechLines

TARGET_LUFS = -18.0

MUSIC_UNDER_SPEECH_LU = 4.0
"""How much softer music is than speech where nobody speaks; beneath speech it goes down further."""

HEADROOM_DB = 0.5
"""How far below the limiter's ceiling peaks stay, since what is decoded rises above what was encoded."""

MOST_LIMITED_DB = 6.0
"""Sound with few, high peaks stays softer than the target rather than be flattened by more than this."""

MOST_GAIN_DB = 30.0
_NEAR_LU, _MOST_TRIES = 0.3, 3

Blocks = Callable[[], Iterable[Samples]]
"""Plays the same music from the beginning, each time it is called; blocks are whole steps of the limiter."""


@dataclass(frozen=True, slots=True)
class Mix:
    """Join music with the lines laid over it."""

    music: Blocks
    music_gain: float
    lines: SpeechLines

    def blocks(self) -> Iterator[Samples]:
        """Yield the mix, not levelled yet."""
        start = 0
        for music in self.music():
            yield self._mixed(music, start)
            start += len(music)

    def _mixed(self, music: Samples, start: int) -> Samples:
        gain = self.lines.duck(start, len(music)) * np.float32(self.music_gain)
        voice = self.lines.voice(start, len(music))
        return np.asarray(music * gain[:, np.newaxis] + voice[:, np.newaxis], np.float32)


def mix_of(music: Blocks, powers: Powers, lines: SpeechLines) -> Mix:
    """Return a mix in which music of these powers lies as far under speech as it should."""
    wanted_db = SPEECH_LUFS - MUSIC_UNDER_SPEECH_LU - lufs_of(powers)
    return Mix(music, gain_of(min(wanted_db, MOST_GAIN_DB)), lines)


def levelling(mix: Mix) -> float:
    """Return the gain that brings a mix to -18 LUFS; it listens to all of it, then again with peaks held."""
    lufs, peak = _heard(mix.blocks())
    if math.isinf(lufs):
        return 1.0
    most = gain_of(CEILING_DB + MOST_LIMITED_DB) / peak
    gain = min(gain_of(TARGET_LUFS - lufs), most)
    for _ in range(_MOST_TRIES if gain * peak > gain_of(CEILING_DB - HEADROOM_DB) else 0):
        short_lu = TARGET_LUFS - _heard(mastered(mix, gain))[0]
        gain = min(gain * gain_of(short_lu), most)
        if short_lu < _NEAR_LU:
            break
    return gain


def _heard(blocks: Iterable[Samples]) -> tuple[float, float]:
    """Return the loudness and the highest sample of some sound."""
    meter, peak = Meter(), 0.0
    for block in blocks:
        meter.add(block)
        peak = max(peak, float(np.abs(block).max(initial=0.0)))
    return lufs_of(meter.powers()), peak


def mastered(mix: Mix, gain: float) -> Iterator[Samples]:
    """Yield the mix with a gain, its peaks held below the ceiling; as long as what goes in."""
    headroom = np.float32(gain_of(HEADROOM_DB))
    tail, late = before_sound(), LOOK_AHEAD
    for block in mix.blocks():
        out, tail = limited(tail, block * np.float32(gain * headroom))
        yield out[late:] / headroom
        late = 0
    last, _ = limited(tail, np.zeros((LOOK_AHEAD, 2), np.float32))
    yield last / headroom
