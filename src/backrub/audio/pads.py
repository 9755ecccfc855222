"""The pads: a bed of steady partials whose loudness drifts with the mood of the evening."""

import math

import numpy as np

from backrub.audio import characters
from backrub.audio.grid import CHUNK, RATE_HZ, Stereo
from backrub.audio.lines import Numbers
from backrub.audio.timeline import Timeline
from backrub.audio.walks import Walks

LOWEST_HZ = 110.0
_STRETCH = 512
"""Samples for which loudness moves in a straight line; products this small stay on one core."""

_STRETCHES = CHUNK // _STRETCH
_OPENING = 0.9
_LEVEL = 0.09


class Pads:
    """Sound all partials of all tones at once, as one product of weights and a table of turns."""

    def __init__(self, pads: characters.Pads, rng: np.random.Generator) -> None:
        tones, partials = pads.tones, len(pads.harmonics)
        count = len(tones) * partials
        hz = np.outer([LOWEST_HZ * tone.ratio for tone in tones], np.arange(1, partials + 1)).ravel()
        self._turn = 2 * math.pi * hz / RATE_HZ
        self._levels = _LEVEL * np.outer([tone.level for tone in tones], pads.harmonics).ravel()
        self._opens = np.repeat([tone.opens for tone in tones], partials)
        self._tones = Walks(rng, count=len(tones), knot_s=pads.drift_s)
        self._shimmer = Walks(rng, count=2 * count, knot_s=pads.drift_s / 3)
        self._phases = rng.uniform(0, 2 * math.pi, count) + np.array([[0.0], [0.7]])
        angles = self._turn[:, None] * np.arange(_STRETCH)
        self._table = np.concatenate((np.cos(angles), -np.sin(angles))).astype(np.float32)
        self._ramp = (np.arange(_STRETCH) / _STRETCH).astype(np.float32)

    def sound(self, start: int, heard: Timeline) -> Stereo:
        """Return the chunk that begins at sample `start`."""
        edges = start + np.arange(_STRETCHES + 1, dtype=np.float64) * _STRETCH
        levels = self._levels_at(edges, heard)
        angles = self._phases + self._turn * edges[:-1, None, None]
        turns = np.concatenate((np.cos(angles), np.sin(angles)), axis=2)
        begins, grows = np.tile(levels[:-1], 2) * turns, np.tile(np.diff(levels, axis=0), 2) * turns
        weights = np.concatenate((begins, grows), axis=1).astype(np.float32)
        stretches = weights @ self._table
        chunk = (stretches[:, :2] + stretches[:, 2:] * self._ramp).transpose(1, 0, 2).reshape(2, CHUNK)
        chunk *= heard.bed.over(start, CHUNK)[0].astype(np.float32)
        return chunk

    def _levels_at(self, edges: Numbers, heard: Timeline) -> Numbers:
        """Return the loudness at each edge, for both ears, of each partial."""
        mood = np.interp(edges, edges[[0, -1]], [heard.lead.mood(edges[0]), heard.lead.mood(edges[-1])])
        opened = np.clip((mood[:, None] - self._opens) / _OPENING, 0.0, 1.0)
        walked = np.repeat(self._tones.over(edges).T, len(self._levels) // self._tones.count, axis=1)
        shimmer = self._shimmer.over(edges).T.reshape(len(edges), 2, -1)
        both: Numbers = (self._levels * opened * (0.06 + 0.94 * walked * walked))[:, None, :] * (
            0.6 + 0.4 * shimmer
        )
        return both
