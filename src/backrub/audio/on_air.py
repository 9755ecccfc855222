"""Play an evening that goes on, rests and changes while it is heard: music, speech, and what is told between."""

from collections.abc import Iterator
from enum import StrEnum

import numpy as np

from backrub.application.sound_ports import Samples
from backrub.audio.characters import Character
from backrub.audio.grid import RATE_HZ
from backrub.audio.limiter import before_sound, limited
from backrub.audio.live_speech import LiveSpeech, Ready, Waiting
from backrub.audio.loudness import gain_of
from backrub.audio.render import Renderer
from backrub.domain.score.breakpoints import Breakpoints
from backrub.domain.score.cues import BellKind
from backrub.domain.score.hearing import Hearing, heard

BLOCK_MS = 240
BLOCK = RATE_HZ * BLOCK_MS // 1000
"""Ten frames of MP3, and whole steps of the limiter."""

MUSIC_DB, LOUDER_DB = -2.0, 3.0
"""How the music is brought beneath speech, and both to the loudness of the file of an evening."""

DRIFT_S = 0.1
"""How far the music may be from the evening before it is led back."""

END_S = 1.2
"""The quiet before the sound ends."""


class Mode(StrEnum):
    """Name how an evening is now: it goes on, rests on a quiet bed, or is still."""

    GOING = "going"
    RESTING = "resting"
    STILL = "still"


class OnAir:
    """Make the sound of an evening in blocks; where it stands is told before each."""

    def __init__(
        self, points: Breakpoints, ready: Ready, *, hearing: Hearing, character: Character, seed: int
    ) -> None:
        self.points = heard(points, hearing)
        self._hearing = hearing
        self._renderer = Renderer(self.points, character, seed)
        self._speech = LiveSpeech(ready)
        self._mode: Mode | None = None
        self._bells: list[BellKind] = []
        self._tail = before_sound()
        self._made = 0
        self._quiet = 0
        self.unsaid = 0

    @property
    def is_quiet(self) -> bool:
        """Return whether nothing was said for a moment and nothing waits to be said."""
        return self._quiet > END_S * RATE_HZ

    def follow(self, points: Breakpoints, plan_s: float) -> None:
        """Play other breakpoints from now on, a second of the evening; the past stays."""
        self.points = heard(points, self._hearing)
        self._renderer.change(self.points)
        if self._mode is Mode.GOING:
            self._speech.plan(self._lines(plan_s))

    def hear_chimes(self, plan_s: float) -> None:
        """Let soft bells take the place of words from now on, where nobody speaks."""
        if self._hearing is not Hearing.VOICE:
            return
        self._hearing = Hearing.CHIMES
        self._speech.plan(())
        self.follow(self.points, plan_s)

    def tell(self, text: str, *, bell: BellKind, at_once: bool) -> None:
        """Ring, and say a line that nobody planned; `at_once` cuts off what is being said."""
        self._quiet = 0
        if self._hearing is not Hearing.SILENT:
            self._bells.append(bell)
        if self._hearing is Hearing.VOICE:
            self._speech.tell(text, self._made, at_once=at_once)

    def block(self, mode: Mode, plan_s: float) -> Samples:
        """Return the next samples, (BLOCK, 2), where the evening stands at a second of itself."""
        self._stand(mode, plan_s)
        while self._bells:
            self._renderer.ring(self._bells.pop(0))
        self.unsaid += self._speech.lay(self._made, BLOCK)
        music = self._renderer.block(BLOCK) * self._speech.duck(self._made, BLOCK)[:, np.newaxis]
        voice = self._speech.voice(self._made, BLOCK)[:, np.newaxis]
        mixed = music * np.float32(gain_of(MUSIC_DB)) + voice
        out, self._tail = limited(self._tail, mixed * np.float32(gain_of(LOUDER_DB)))
        self._made += BLOCK
        self._quiet = self._quiet + BLOCK if self._speech.is_done else 0
        return out

    def _stand(self, mode: Mode, plan_s: float) -> None:
        """Go on, rest or be still, as the evening does."""
        if self._mode is None:
            self._renderer.seek(max(0.0, plan_s))
        drifts = mode is Mode.GOING and abs(self._renderer.at_s - plan_s) > DRIFT_S
        if mode is self._mode and not drifts:
            return
        self._mode = mode
        if mode is Mode.GOING:
            self._renderer.go_to(plan_s)
            self._speech.plan(self._lines(plan_s))
            return
        self._speech.plan(())
        if mode is Mode.RESTING:
            self._renderer.hold()
        else:
            self._renderer.stop()

    def _lines(self, plan_s: float) -> Iterator[Waiting]:
        """Yield the lines that are still to come, each at its sample of the stream."""
        for cue in self.points.spoken:
            if cue.at_s >= plan_s:
                yield Waiting(self._made + round((cue.at_s - plan_s) * RATE_HZ), cue.text)
