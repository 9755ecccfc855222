"""What the use cases of sound need of the world: a voice."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]
"""Sound as numbers from -1.0 to 1.0; one row a sample where there are two channels."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """Hold a spoken line: one channel at `rate_hz`; `word_starts_s` where the engine tells them, else empty."""

    samples: Samples
    rate_hz: int
    word_starts_s: tuple[float, ...] = ()

    @property
    def seconds(self) -> float:
        """Return how long the line takes."""
        return len(self.samples) / self.rate_hz


class Voice(Protocol):
    """Speak lines of the finite bank; the same line at the same pace is the same sound."""

    @property
    def name(self) -> str:
        """Return the name it is chosen by, e.g. "espeak-ng:en"."""

    @property
    def version(self) -> str:
        """Return what else decides how it sounds, for the cache."""

    def available(self) -> bool:
        """Return whether it can speak on this machine now."""

    def say(self, text: str, *, words_per_minute: int) -> Spoken:
        """Return the line as sound.

        Raises: VoiceUnavailable, if the engine cannot speak it; the evening goes on without.
        """
