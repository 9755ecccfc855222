"""A small room by seed: what is played in it rings on a little, across blocks."""

import math

import numpy as np
from numpy.typing import NDArray

from backrub.audio import characters
from backrub.audio.grid import CHUNK, RATE_HZ, Mono, Stereo

_FIRST_S = 0.012
"""How long the nearest wall is away."""

_BANDS = ((150.0, 500.0, 1.0), (500.0, 1_500.0, 0.8), (1_500.0, 4_000.0, 0.45))
"""Bands of the room, each with its share of the room's length: highs die away sooner."""

_Spectrum = NDArray[np.complex64]


class Room:
    """Convolve with a room's answer, split into parts of a chunk's length (overlap-save).

    It remembers a spectrum for each of the last chunks by number, so that the last one can be made anew.
    """

    def __init__(self, room: characters.Room, rng: np.random.Generator) -> None:
        self._answer = _spectra(_answer(room.seconds, rng) * np.float32(room.level))
        self.chunks = self._answer.shape[1]
        self._heard = np.zeros((self.chunks, CHUNK + 1), np.complex64)
        self._played: dict[int, Mono] = {}

    def clear(self) -> None:
        """Forget what was played."""
        self._heard[:] = 0
        self._played.clear()

    def play(self, chunk: int, sound: Mono) -> None:
        """Take in the chunk of a number; the number of before, or the next one."""
        before = self._played.get(chunk - 1, np.zeros(CHUNK, np.float32))
        self._heard[chunk % self.chunks] = np.fft.rfft(np.concatenate((before, sound)))
        self._played = {chunk - 1: before, chunk: sound}

    def rings(self, chunk: int) -> Stereo:
        """Return how the room rings in the chunk last played."""
        spectrum = np.zeros((2, CHUNK + 1), np.complex64)
        for part in range(self.chunks):
            # Part by part: one sum over all of them takes three times as long.
            spectrum += self._answer[:, part] * self._heard[(chunk - part) % self.chunks]
        ringing: Stereo = np.fft.irfft(spectrum)[:, CHUNK:].astype(np.float32)
        return ringing


def _answer(seconds: float, rng: np.random.Generator) -> Stereo:
    """Return what each ear hears of a clap, equally loud in both."""
    frames = math.ceil(seconds * RATE_HZ / CHUNK) * CHUNK
    at_s = np.arange(frames) / RATE_HZ
    hz = np.fft.rfftfreq(frames, 1 / RATE_HZ)
    answer = np.zeros((2, frames))
    for low_hz, high_hz, share in _BANDS:
        band = np.fft.rfft(rng.standard_normal((2, frames))) * ((hz >= low_hz) & (hz < high_hz))
        answer += np.fft.irfft(band, frames) * np.exp(-math.log(1000) / (seconds * share) * at_s)
    answer *= np.clip((at_s - _FIRST_S) / 0.02, 0.0, 1.0) * np.clip((seconds - at_s) / 0.1, 0.0, 1.0)
    answer /= np.sqrt((answer**2).sum(axis=1, keepdims=True))
    return answer.astype(np.float32)


def _spectra(answer: Stereo) -> _Spectrum:
    parts = answer.reshape(2, -1, CHUNK)
    spectra: _Spectrum = np.fft.rfft(np.concatenate((parts, np.zeros_like(parts)), axis=2)).astype(
        np.complex64
    )
    return spectra
