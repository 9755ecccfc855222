"""The hard rule that no model can bend: too firm is answered at once, and rising takes its time."""

from collections import deque

import numpy as np

from backrub.domain.preferences.places import PLACES, Floats
from backrub.domain.pressure import LEAST

HARDEST = 5.0
"""The end of the scale; what a plan allows ends before it."""

DOWN = 0.5
"""Levels down for each step of "softer", where it was said; half as many elsewhere."""

RISE, RISE_S = 0.5, 30.0
"""At a place pressure rises at most so far within so many seconds."""

CALM_S = {"softer": 30.0, "tense": 30.0, "flinch": 180.0}
"""For how many seconds nothing rises anywhere."""


class Caution:
    """Keep what bounds the pressure tonight: what was said, when, and what hands did last."""

    def __init__(self) -> None:
        self._now_s = 0.0
        self._calm_until_s = 0.0
        self._most: Floats = np.full(len(PLACES), HARDEST)
        self._least: Floats = np.full(len(PLACES), LEAST)
        self._used: deque[tuple[float, int, float]] = deque()

    @property
    def calm(self) -> bool:
        """Tell whether nothing may rise just now."""
        return self._now_s < self._calm_until_s

    def bound(self, levels: Floats) -> Floats:
        """Return levels that keep the rule; the order of bounds is what makes it hard."""
        bounded = np.minimum(levels, self._reach())
        np.maximum(bounded, self._least, out=bounded)
        if self.calm:
            np.minimum(bounded, self._most, out=bounded)
        return np.minimum(np.maximum(bounded, LEAST), HARDEST)

    def used(self, place: int, level: float, seconds: float = 0.0) -> None:
        """Let time pass with hands at a place; floors that a word set end with it."""
        self._now_s += seconds
        self._used.append((self._now_s, place, level))
        while self._used[0][0] <= self._now_s - RISE_S:
            self._used.popleft()
        self._least.fill(LEAST)

    def heard(self, place: int, level: float, wants: int, before: Floats) -> None:
        """Take a word to heart at once: softer lowers here and elsewhere, firmer lowers nothing.

        `before` are the pressures of all places before the word.
        """
        if wants < 0:
            self._lower(place, level, -wants * DOWN, before)
            self._keep_calm(CALM_S["softer"])
        elif wants > 0:
            self._least[place] = before[place]

    def saw(self, place: int, level: float, sign: str | None, before: Floats) -> None:
        """Take a sign to heart: a flinch lowers, and after it or tension nothing rises for a while."""
        if sign == "flinch":
            self._lower(place, level, DOWN, before)
        elif sign == "tense":
            self._hold(before)
        if sign in CALM_S:
            self._keep_calm(CALM_S[sign])

    def settle(self, levels: Floats) -> None:
        """While calm is kept, let nothing that fell rise again."""
        if self.calm:
            np.minimum(self._most, self.bound(levels), out=self._most)

    def _lower(self, place: int, level: float, down: float, before: Floats) -> None:
        most = before - down / 2
        most[place] = min(level, before[place]) - down
        self._hold(most)

    def _hold(self, most: Floats) -> None:
        if not self.calm:
            self._most.fill(HARDEST)
        np.minimum(self._most, most, out=self._most)

    def _keep_calm(self, seconds: float) -> None:
        self._calm_until_s = max(self._calm_until_s, self._now_s + seconds)

    def _reach(self) -> Floats:
        reach: Floats = np.full(len(PLACES), HARDEST)
        for _, place, level in self._used:
            reach[place] = min(reach[place], level + RISE)
        return reach
