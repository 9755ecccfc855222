"""Read the WAV files that engines write, and cut the quiet before and after a line."""

import wave
from dataclasses import replace
from pathlib import Path

import numpy as np

from backrub.application.sound_ports import Samples, Spoken
from backrub.domain.errors import VoiceUnavailable

QUIET = 0.005
"""Below this share of a line's peak it is quiet (-46 dB)."""

BEFORE_S = 0.01
AFTER_S = 0.03
"""What is kept of the quiet around a line, so that no sound is cut."""

_SLOWEST_HZ, _FASTEST_HZ = 8_000, 192_000


def read_wav(path: Path, *, engine: str) -> Spoken:
    """Return the line in a PCM file, as one channel without the quiet around it.

    Raises: VoiceUnavailable, if there is no sound in it.
    """
    try:
        with wave.open(str(path), "rb") as file:
            rate_hz, width, channels = file.getframerate(), file.getsampwidth(), file.getnchannels()
            data = file.readframes(file.getnframes())
    except (OSError, EOFError, wave.Error) as error:
        raise VoiceUnavailable(f"{engine} wrote no sound that can be read.") from error
    if not (_SLOWEST_HZ <= rate_hz <= _FASTEST_HZ and width in {2, 3, 4}):
        raise VoiceUnavailable(f"{engine} wrote sound of a kind that is not known here.")
    whole = len(data) - len(data) % (width * channels)
    samples = _samples(data[:whole], width).reshape(-1, channels).mean(axis=1, dtype=np.float32)
    return trimmed(Spoken(samples, rate_hz), engine=engine)


def samples_16(data: bytes) -> Samples:
    """Return 16-bit little-endian PCM as samples."""
    return np.frombuffer(data, "<i2").astype(np.float32) / np.float32(1 << 15)


def _samples(data: bytes, width: int) -> Samples:
    if width == 2:  # noqa: PLR2004  # bytes of a sample
        return samples_16(data)
    raw = np.frombuffer(data, np.uint8).reshape(-1, width)
    # The upper bytes of 32 bits; what is missing below them is zero.
    full = np.zeros((len(raw), 4), np.uint8)
    full[:, 4 - width :] = raw
    return (full.reshape(-1).view("<i4") / float(1 << 31)).astype(np.float32)


def trimmed(spoken: Spoken, *, engine: str) -> Spoken:
    """Return a line without the quiet around it; word starts move along.

    Raises: VoiceUnavailable, if nothing but quiet is there.
    """
    loud = np.abs(spoken.samples)
    peak = float(loud.max(initial=0.0))
    if not 0 < peak < np.inf:
        raise VoiceUnavailable(f"{engine} said nothing.")
    heard = np.flatnonzero(loud > QUIET * peak)
    first = max(0, int(heard[0]) - round(BEFORE_S * spoken.rate_hz))
    last = int(heard[-1]) + 1 + round(AFTER_S * spoken.rate_hz)
    early_s = first / spoken.rate_hz
    starts = tuple(max(0.0, round(at_s - early_s, 4)) for at_s in spoken.word_starts_s)
    return replace(spoken, samples=spoken.samples[first:last].copy(), word_starts_s=starts)
