"""Let the best voice speak, and the next one where it cannot."""

from collections.abc import Sequence

from backrub.application.sound_ports import Spoken, Voice
from backrub.domain.errors import VoiceUnavailable
from backrub.speech.recordings import NotRecorded

NOTHING_SPEAKS = "No voice speaks here; soft bells take the place of words."


class InOrder:
    """Speak with the first of some voices; one that fails once is not asked again."""

    def __init__(self, voices: Sequence[Voice]) -> None:
        self._voices = list(voices)

    @property
    def name(self) -> str:
        """Return the name of the voice that is asked first now."""
        return self._voices[0].name if self._voices else Silence().name

    @property
    def version(self) -> str:
        """Return the versions of all that may speak."""
        return "+".join(f"{voice.name} {voice.version}" for voice in self._voices)

    def available(self) -> bool:
        """Return whether anyone is left to speak."""
        return bool(self._voices)

    def say(self, text: str, *, words_per_minute: int) -> Spoken:
        """Return the line by the first voice that can say it.

        Raises: VoiceUnavailable, if none can.
        """
        for voice in tuple(self._voices):
            try:
                return voice.say(text, words_per_minute=words_per_minute)
            except NotRecorded:
                continue
            except VoiceUnavailable:
                # Lines come from several threads, so another may have left it out already.
                self._voices = [each for each in self._voices if each is not voice]
        raise VoiceUnavailable(NOTHING_SPEAKS)


class Silence:
    """Say nothing, where nothing speaks."""

    name = "silence"
    version = "1"

    def available(self) -> bool:
        """Return that nothing speaks."""
        return False

    def say(self, text: str, *, words_per_minute: int) -> Spoken:  # noqa: ARG002  # it is a voice like others
        """Tell that nothing speaks.

        Raises: VoiceUnavailable, always.
        """
        raise VoiceUnavailable(NOTHING_SPEAKS)
