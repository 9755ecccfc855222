"""Measure loudness as ITU-R BS.1770-4 does: weighted for the ear, in blocks of 400 ms, quiet ones left out."""

import math

import numpy as np
from numpy.typing import NDArray

from backrub.application.sound_ports import Samples
from backrub.audio.grid import RATE_HZ

Powers = NDArray[np.float64]
"""The power of sound as the ear weighs it, both channels together, one number each 100 ms."""

HOP = RATE_HZ // 10
HOPS_OF_BLOCK = 4
SILENCE_LUFS = -70.0
GATE_LU = -10.0
_OFFSET_LU = -0.691

_SHELF = ((1.53512485958697, -2.69169618940638, 1.19839281085285), (1.0, -1.69065929318241, 0.73248077421585))
_HIGH_PASS = ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621))
_HOPS_AT_ONCE = 2
"""Transforms this short stay in the fast memory of a core: twice as quick as longer ones."""


class Meter:
    """Weigh sound as it comes in blocks of any size, (frames, 2)."""

    def __init__(self) -> None:
        self._waiting: list[Samples] = []
        self._frames = 0
        # The weighting rings on for less than a hop (its slowest part falls to 1/e within 5 ms).
        self._before = np.zeros((HOP, 2), np.float32)
        self._powers: list[Powers] = []

    def add(self, block: Samples) -> None:
        """Take in the next block."""
        self._waiting.append(block)
        self._frames += len(block)
        if self._frames >= _CHUNK:
            self._weigh()

    def powers(self) -> Powers:
        """Return what was weighed so far; the last 100 ms count when they are whole."""
        whole = sum(len(powers) for powers in self._powers) + self._frames // HOP
        rest = np.concatenate([*self._waiting, np.zeros((_CHUNK - self._frames, 2), np.float32)])
        last = _powers_of(np.concatenate([self._before, rest]))
        return np.concatenate([*self._powers, last])[:whole]

    def _weigh(self) -> None:
        sound = np.concatenate(self._waiting)
        while len(sound) >= _CHUNK:
            self._powers.append(_powers_of(np.concatenate([self._before, sound[:_CHUNK]])))
            self._before = sound[_CHUNK - HOP : _CHUNK]
            sound = sound[_CHUNK:]
        self._waiting, self._frames = [sound], len(sound)


def powers_of(sound: Samples) -> Powers:
    """Return the powers of a whole sound, (frames, 2)."""
    meter = Meter()
    meter.add(sound)
    return meter.powers()


def gain_of(level_db: float) -> float:
    """Return the factor that a level in dB stands for."""
    return float(10 ** (level_db / 20))


def lufs_of(powers: Powers) -> float:
    """Return the integrated loudness, -inf where nothing is louder than silence."""
    if len(powers) < HOPS_OF_BLOCK:
        return -math.inf
    blocks = np.convolve(powers, np.full(HOPS_OF_BLOCK, 1 / HOPS_OF_BLOCK), "valid")
    loud = blocks[blocks > _power_of(SILENCE_LUFS)]
    if not len(loud):
        return -math.inf
    return _lufs(float(loud[loud > loud.mean() * 10 ** (GATE_LU / 10)].mean()))


def _powers_of(sound: Samples) -> Powers:
    """Return the powers of sound that comes after its first hop."""
    weighted = np.fft.irfft(np.fft.rfft(sound, axis=0) * _WEIGHTS, len(sound), axis=0)[HOP:]
    return np.asarray((weighted.reshape(-1, HOP * 2).astype(np.float64) ** 2).sum(axis=1) / HOP)


def _weights(size: int) -> NDArray[np.complex64]:
    """Return the weighting at each frequency of a transform; the coefficients are for 48 kHz (BS.1770-4)."""
    z = np.exp(-2j * np.pi * np.arange(size // 2 + 1) / size)
    response = np.ones(len(z), np.complex128)
    for zeros, poles in (_SHELF, _HIGH_PASS):
        response *= np.polyval(zeros[::-1], z) / np.polyval(poles[::-1], z)
    return np.asarray(response[:, np.newaxis], np.complex64)


def _lufs(power: float) -> float:
    return _OFFSET_LU + 10 * math.log10(power)


def _power_of(lufs: float) -> float:
    return float(10 ** ((lufs - _OFFSET_LU) / 10))


_CHUNK = HOP * _HOPS_AT_ONCE
_WEIGHTS = _weights(_CHUNK + HOP)
