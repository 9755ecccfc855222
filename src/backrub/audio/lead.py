"""The lead: a soft tone that goes where hands go."""

import math

import numpy as np

from backrub.audio.grid import CHUNK, Mono, Stereo
from backrub.audio.lines import Numbers
from backrub.audio.path import LEVEL, PRESSURE, SIDE, U
from backrub.audio.timeline import Timeline

WIDTH = 0.75
"""How far to its side the lead goes: at 0.75 the other ear still hears it, 14 dB softer."""

_HIGHS_FALL = 0.8
"""How much softer the crown is than the hips, as an exponent: an ear hears high tones louder."""


class Lead:
    """Follow the path: pitch by position, brightness by pressure, loudness by the swell.

    The left is hollow (odd partials), the right is open (even ones), so that one speaker tells them apart.
    """

    def __init__(self, *, level: float, brightness: float) -> None:
        self._level = level
        self._brightness = brightness

    def sound(self, start: int, heard: Timeline) -> Stereo:
        """Return the chunk that begins at sample `start`."""
        phase, values = heard.lead.over(start, CHUNK)
        rows = values.astype(np.float32)
        tone = self._tone(phase, rows)
        tone *= self._level * rows[LEVEL] * np.exp(-_HIGHS_FALL * rows[U])
        angle = (1 + WIDTH * rows[SIDE]) * np.float32(math.pi / 4)
        return np.stack((np.cos(angle) * tone, np.sin(angle) * tone))

    def _tone(self, phase: Numbers, rows: Stereo) -> Mono:
        """Return a sine with three soft partials, by way of their multiple-angle formulas."""
        turn = ((phase - np.floor(phase)) * (2 * math.pi)).astype(np.float32)
        sine, cosine = np.sin(turn), np.cos(turn)
        second = 2 * sine * cosine
        third = sine * (3 - 4 * sine * sine)
        fourth = 2 * second * (1 - 2 * sine * sine)
        bright = self._brightness * (0.15 + 0.28 * (rows[PRESSURE] - 1)) * (1 - 0.6 * rows[U])
        even, odd = 1 + 0.8 * rows[SIDE], 1 - 0.8 * rows[SIDE]
        tone: Mono = sine + bright * (0.30 * even * second + 0.20 * odd * third + 0.06 * even * fourth)
        return tone
