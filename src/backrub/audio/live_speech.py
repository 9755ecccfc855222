"""Speech in a live sound: lines wait for their moment, give way to what is pressed, and turn the music down.

Everything is counted in samples of the stream, which go on where the evening stands still.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from backrub.application.sound_ports import Samples, Spoken
from backrub.audio.grid import RATE_HZ
from backrub.audio.speech_lines import AHEAD_S, DUCKED_DB, RETURN_S, Line, SpeechLines, line_at
from backrub.domain.score.cues import LATEST_S

AHEAD = round(AHEAD_S * RATE_HZ)
_LATEST = round(LATEST_S * RATE_HZ)
_FADE = round(0.03 * RATE_HZ)
_SAME = RATE_HZ
_DOWN, _UP = DUCKED_DB / (AHEAD * 0.9), -DUCKED_DB / (RETURN_S * RATE_HZ)

Ready = Callable[[str], Spoken | None]
"""Returns a line at once, None while it is not ready."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Hold a line that would like to begin at a sample; `told` is one that nobody planned."""

    first: int
    text: str
    told: bool = False


@dataclass(frozen=True, slots=True)
class _Laid:
    wanted: int
    text: str
    line: Line


class LiveSpeech:
    """Give speech, and the gain of the music beneath, block after block."""

    def __init__(self, ready: Ready) -> None:
        self._ready = ready
        self._waiting: list[Waiting] = []
        self._laid: list[_Laid] = []
        self._down_db = 0.0

    @property
    def is_done(self) -> bool:
        """Return whether nothing is said or waits to be said."""
        return not self._waiting and not self._laid

    def plan(self, lines: Iterable[Waiting]) -> None:
        """Plan these lines in place of those planned before; what was told still waits."""
        fresh = (line for line in lines if not self._is_laid(line))
        self._waiting = sorted([*filter(_was_told, self._waiting), *fresh], key=_turn)

    def tell(self, text: str, now: int, *, at_once: bool) -> None:
        """Say a line before all others, after the one that is being said or, `at_once`, in its place."""
        if at_once:
            begun = (laid for laid in self._laid if laid.line.first < now)
            self._laid = [replace(laid, line=_cut(laid.line, now)) for laid in begun]
            self._waiting = [line for line in self._waiting if not line.told]
        self._waiting = sorted([*self._waiting, Waiting(now + AHEAD, text, told=True)], key=_turn)

    def lay(self, start: int, frames: int) -> int:
        """Lay the lines that begin soon after a block, and return how many came too late to be said."""
        self._laid = [laid for laid in self._laid if laid.line.end > start]
        late = 0
        while self._waiting:
            first = self._waiting[0]
            begins = max(first.first, start + AHEAD, self._free())
            if begins >= start + frames + AHEAD + _SAME // 4:
                break
            if begins - first.first > _LATEST:
                late += 1
            elif (spoken := self._ready(first.text)) is None:
                break
            else:
                line = line_at(begins / RATE_HZ, spoken)
                self._laid.append(_Laid(first.first, first.text, line))
            del self._waiting[0]
        return late

    def voice(self, start: int, frames: int) -> Samples:
        """Return what is said, in one channel."""
        return SpeechLines([laid.line for laid in self._laid]).voice(start, frames)

    def duck(self, start: int, frames: int) -> Samples:
        """Return the gain of the music; it moves in straight lines of dB, whatever is laid or cut meanwhile."""
        level_db = np.empty(frames)
        for first, end, is_down in self._spells(start, frames):
            steps = np.arange(1, end - first + 1) * (_DOWN if is_down else _UP)
            level_db[first:end] = np.clip(self._down_db + steps, DUCKED_DB, 0.0)
            self._down_db = float(level_db[end - 1])
        return np.asarray(10 ** (level_db / 20), np.float32)

    def _spells(self, start: int, frames: int) -> Iterator[tuple[int, int, bool]]:
        """Yield the stretches of a block in which the music goes down, or comes back."""
        lines = [(laid.line.first - AHEAD - start, laid.line.end - start) for laid in self._laid]
        inner = {edge for line in lines for edge in line if 0 < edge < frames}
        edges = [0, *sorted(inner), frames]
        for first, end in pairwise(edges):
            yield first, end, any(begins <= first < ends for begins, ends in lines)

    def _free(self) -> int:
        return max((laid.line.end for laid in self._laid), default=0)

    def _is_laid(self, line: Waiting) -> bool:
        """Return whether a line is being said already; it may have moved a little since."""
        return any(laid.text == line.text and abs(laid.wanted - line.first) < _SAME for laid in self._laid)


def _was_told(line: Waiting) -> bool:
    return line.told


def _turn(line: Waiting) -> tuple[bool, int]:
    return not line.told, line.first


def _cut(line: Line, now: int) -> Line:
    """Return a line that fades out at a sample."""
    kept = line.samples[: now + _FADE - line.first]
    fading = min(_FADE, len(kept))
    gain = np.ones(len(kept), np.float32)
    gain[len(kept) - fading :] = np.linspace(1.0, 0.0, fading, dtype=np.float32)
    return Line(line.first, np.asarray(kept * gain, np.float32))
