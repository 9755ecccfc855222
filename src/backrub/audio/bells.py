"""Bells at changes, and pulses: the second code, one beat for the left and two for the right."""

import math
from bisect import bisect_left
from functools import lru_cache

import numpy as np

from backrub.audio.characters import BellTimbre, Colour
from backrub.audio.grid import CHUNK, RATE_HZ, Mono, Stereo, silence
from backrub.audio.timeline import Strike, Timeline
from backrub.domain.score.breakpoints import Bell, Pulse
from backrub.domain.score.cues import BellKind

LOWEST_HZ = 440.0
LONGEST = 7 * RATE_HZ
"""Samples after which every strike has died away."""

_LEVEL = 0.17
_STRUCK = {
    BellKind.PLACE: ((0.0, 1.0, 1.0),),
    BellKind.TURN: ((0.0, 1.0, 0.5),),
    BellKind.END: ((0.0, 1.0, 0.8), (0.5, 0.75, 0.8), (1.1, 0.5, 1.0)),
    BellKind.STOP: ((0.0, 0.5, 1.4),),
    BellKind.WORD: ((0.0, 1.0, 0.6), (0.28, 1.5, 0.6)),
}
"""What is struck for each kind: after how many seconds, how high, how loud."""

_BEAT_HZ = 660.0
_BEATS = {1: ((0.0, 1.0),), 2: ((0.0, 1.335), (0.3, 1.335))}
"""When each beat of a pulse falls and how high: two beats are a fourth higher too."""

_BEAT = BellTimbre(((1.0, 1.0, 0.5), (2.0, 0.35, 0.25), (3.0, 0.12, 0.15)), attack_s=0.008)
_BEAT_PAN = math.pi / 4 * 0.65


class Bells:
    """Ring what the timeline strikes, out of tables that are made once for each sound."""

    def __init__(self, colour: Colour) -> None:
        self._timbre = colour.bell
        self._pulse_level = colour.pulse_level

    def sound(self, start: int, heard: Timeline) -> Stereo:
        """Return the chunk that begins at sample `start`."""
        chunk = silence()
        strikes = heard.strikes
        for strike in strikes[bisect_left(strikes, start - LONGEST, key=_when) :]:
            if strike.at >= start + CHUNK:
                break
            self._ring(chunk, start, strike)
        return chunk

    def _ring(self, chunk: Stereo, start: int, strike: Strike) -> None:
        """Add what of a strike falls into the chunk."""
        rung = self._rung(strike.what)
        first = max(start, strike.at)
        part = rung[first - strike.at : start + CHUNK - strike.at]
        ears = part * _ears(strike.what)[:, None]
        if strike.cut is not None:
            since = first + np.arange(len(part)) - strike.cut
            ears *= np.clip(1 - since / strike.fade, 0.0, 1.0).astype(np.float32)
        chunk[:, first - start : first - start + len(part)] += ears

    def _rung(self, what: Bell | Pulse) -> Mono:
        if isinstance(what, Bell):
            return _bell(self._timbre, what.kind, what.pitch_class)
        return _pulse(what.count, self._pulse_level)


def _when(strike: Strike) -> int:
    return strike.at


def _ears(what: Bell | Pulse) -> Mono:
    """Return how loud each ear hears it: bells in the middle, pulses on their side."""
    side = 0 if isinstance(what, Bell) else 2 * what.count - 3
    angle = math.pi / 4 + side * _BEAT_PAN
    return np.array([math.cos(angle), math.sin(angle)], np.float32)


@lru_cache(maxsize=24)
def _bell(timbre: BellTimbre, kind: BellKind, pitch_class: int) -> Mono:
    hz = LOWEST_HZ * 2 ** (pitch_class / 12)
    return _struck(timbre, [(at_s, hz * ratio, _LEVEL * level) for at_s, ratio, level in _STRUCK[kind]])


@lru_cache(maxsize=8)
def _pulse(count: int, level: float) -> Mono:
    return _struck(_BEAT, [(at_s, _BEAT_HZ * ratio, _LEVEL * level) for at_s, ratio in _BEATS[count]])


def _struck(timbre: BellTimbre, blows: list[tuple[float, float, float]]) -> Mono:
    """Return the sound of blows, each after some seconds, at a pitch in Hz, at a level."""
    lasts_s = max(at_s for at_s, *_ in blows) + max(fall_s for *_, fall_s in timbre.partials)
    sound = np.zeros(round(lasts_s * RATE_HZ), np.float32)
    for at_s, hz, level in blows:
        first = round(at_s * RATE_HZ)
        sound[first:] += level * _blow(timbre, hz, len(sound) - first)
    return sound


def _blow(timbre: BellTimbre, hz: float, frames: int) -> Mono:
    """Return one blow: partials that fall to a thousandth in their own time, and to nothing at the end."""
    at_s = np.arange(frames) / RATE_HZ
    total = np.zeros(frames)
    for ratio, level, fall_s in timbre.partials:
        decay = np.exp(-math.log(1000) / fall_s * at_s) * np.clip((fall_s - at_s) * 10, 0.0, 1.0)
        total += level * decay * np.sin(2 * math.pi * hz * ratio * at_s)
    rise = np.clip(at_s / timbre.attack_s, 0.0, 1.0)
    blow: Mono = (total * np.sin(rise * (math.pi / 2)) ** 2).astype(np.float32)
    return blow
