"""Have lines ready before they are said."""

from collections.abc import Iterable
from threading import Lock

from backrub.application.sound_ports import Spoken, Voice
from backrub.speech.punctual import WORDS_PER_MINUTE

MOST_LINES = 96
"""How many lines are kept, a few megabytes; the ones least lately asked for go first."""


class LinesAhead:
    """Keep the lines of a voice that were made ready; one thread makes them while others take them."""

    def __init__(self, voice: Voice) -> None:
        self._voice = voice
        self._lock = Lock()
        self._ready: dict[str, Spoken] = {}

    def line(self, text: str) -> Spoken | None:
        """Return a line at once, None if it is not ready."""
        with self._lock:
            spoken = self._ready.pop(text, None)
            if spoken is not None:
                self._ready[text] = spoken
            return spoken

    def make_ready(self, texts: Iterable[str]) -> None:
        """Make lines ready, one after the other; it takes as long as the voice does.

        Raises: VoiceUnavailable, if nobody speaks any more.
        """
        for text in texts:
            if self.line(text) is None:
                spoken = self._voice.say(text, words_per_minute=WORDS_PER_MINUTE)
                with self._lock:
                    self._ready[text] = spoken
                    if len(self._ready) > MOST_LINES:
                        del self._ready[next(iter(self._ready))]
