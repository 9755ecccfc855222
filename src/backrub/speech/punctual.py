"""Keep a voice to the seconds that the score gives a line."""

from backrub.application.sound_ports import Spoken, Voice
from backrub.domain.score.cues import seconds_of

WORDS_PER_MINUTE = 135
"""The pace that plans count in, 2.3 words a second."""

QUICKEST = 1.35
"""How much quicker a long line may be said, to be done when the next one may begin."""


class Punctual:
    """Speak as another voice does, but a line that would run into the next one a little quicker."""

    def __init__(self, voice: Voice) -> None:
        self._voice = voice

    @property
    def name(self) -> str:
        """Return the voice's own name."""
        return self._voice.name

    @property
    def version(self) -> str:
        """Return the voice's own version."""
        return self._voice.version

    def available(self) -> bool:
        """Return whether the voice is."""
        return self._voice.available()

    def say(self, text: str, *, words_per_minute: int) -> Spoken:
        """Return the line within the seconds that a score gives it, if it can be said at a kind pace.

        Raises: VoiceUnavailable.
        """
        spoken = self._voice.say(text, words_per_minute=words_per_minute)
        given_s = seconds_of(text) * WORDS_PER_MINUTE / words_per_minute
        if spoken.seconds <= given_s:
            return spoken
        quicker = min(QUICKEST, 1.05 * spoken.seconds / given_s)
        return self._voice.say(text, words_per_minute=round(words_per_minute * quicker))
