"""An ear for tests: what a sound is, measured from its samples alone."""

from functools import cache
from itertools import pairwise
from pathlib import Path

import msgspec
import numpy as np

from backrub.audio.grid import RATE_HZ
from backrub.documents.score_json import read_breakpoints
from backrub.domain.score.breakpoints import Breakpoints, Point, joined

SCORES = Path(__file__).parent / "golden" / "score"
WINDOW = 8_192


@cache
def golden_points(name="twelve_minutes_one_sided"):
    document = msgspec.json.decode((SCORES / f"{name}.json").read_bytes())
    return read_breakpoints(msgspec.json.encode(document["breakpoints"]))


def led(*points: tuple[float, float, float, float, float], **beside: tuple) -> Breakpoints:
    """Return breakpoints through (second, position, side, level, pressure)."""
    return joined([Point(*point) for point in points], **beside)


def at_rest(seconds: float, **beside: tuple) -> Breakpoints:
    """Return an evening in which nothing is led."""
    return led((0.0, 0.5, 0.0, 0.0, 2.0), (seconds, 0.5, 0.0, 0.0, 2.0), **beside)


def glide(side: float = 0.0, *, seconds: float = 20.0, pressure: float = 3.0) -> Breakpoints:
    """Return one long stroke from the hips to the crown."""
    third = seconds / 3
    return led(
        (0.0, 0.0, side, 0.0, pressure),
        (third, 1 / 3, side, 0.8, pressure),
        (2 * third, 2 / 3, side, 0.8, pressure),
        (seconds, 1.0, side, 0.0, pressure),
    )


def db(power_or_level: float) -> float:
    """Return a level in decibels."""
    return float(20 * np.log10(max(power_or_level, 1e-12)))


def loudness_db(sound: np.ndarray) -> float:
    """Return the mean level of a sound."""
    return db(float(np.sqrt(np.mean(np.square(sound, dtype=np.float64)))))


def peak_db(sound: np.ndarray) -> float:
    """Return the true peak, four times oversampled in the frequency domain."""
    frames = len(sound)
    spectrum = np.fft.rfft(sound.astype(np.float64), axis=0)
    finer = np.fft.irfft(spectrum, 4 * frames, axis=0) * 4
    return db(float(np.abs(finer).max()))


def click(sound: np.ndarray) -> float:
    """Return the loudest sample above 3 kHz, where a click lies and soft music hardly does."""
    taper = np.clip(np.minimum(np.arange(len(sound)), np.arange(len(sound))[::-1]) / 480, 0, 1)
    return float(np.abs(between(sound * taper[:, None], 3_000, 24_000)).max())


def step(sound: np.ndarray) -> float:
    """Return the largest change from one sample to the next."""
    return float(np.abs(np.diff(sound, axis=0)).max())


def swell_db(sound: np.ndarray, *, window: int = 2_400) -> np.ndarray:
    """Return the level of each window."""
    return np.array(
        [loudness_db(sound[at : at + window]) for at in range(0, len(sound) - window + 1, window)]
    )


def pitches(mono: np.ndarray, *, hop: int = 4_800) -> tuple[np.ndarray, np.ndarray]:
    """Return the second in the middle of each loud window, and its strongest pitch in Hz."""
    window = np.hanning(WINDOW)
    at_s, hz = [], []
    for first in range(0, len(mono) - WINDOW + 1, hop):
        part = mono[first : first + WINDOW]
        if loudness_db(part) > -60:
            at_s.append((first + WINDOW / 2) / RATE_HZ)
            hz.append(_strongest_hz(part * window))
    return np.array(at_s), np.array(hz)


def _strongest_hz(windowed):
    spectrum = np.log(np.abs(np.fft.rfft(windowed)) + 1e-12)
    peak = int(np.argmax(spectrum[10:])) + 10
    left, middle, right = spectrum[peak - 1 : peak + 2]
    return (peak + 0.5 * (left - right) / (left - 2 * middle + right)) * RATE_HZ / WINDOW


def between(sound: np.ndarray, low_hz: float, high_hz: float) -> np.ndarray:
    """Return only what of a sound lies between two frequencies."""
    hz = np.fft.rfftfreq(len(sound), 1 / RATE_HZ)
    kept = ((hz >= low_hz) & (hz < high_hz)).reshape(-1, *(1,) * (sound.ndim - 1))
    return np.fft.irfft(np.fft.rfft(sound, axis=0) * kept, len(sound), axis=0)


def onsets(mono: np.ndarray, *, rise_db: float = 9.0) -> list[float]:
    """Return the seconds at which a sound becomes suddenly louder, 0.15 s apart at least."""
    levels = np.maximum(swell_db(mono, window=480), -70)
    rises = [n for n in range(3, len(levels)) if levels[n] > levels[n - 3 : n].min() + rise_db]
    return [n / 100 for before, n in pairwise([-100, *rises]) if n - before > 15]
