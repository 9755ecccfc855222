"""Try whether an engine speaks here."""

from backrub.domain.errors import VoiceUnavailable
from backrub.speech.choose import WORDS_PER_MINUTE, Engine
from backrub.speech.recordings import NotRecorded

TRIAL = "Breathe together."


def why_silent(engine: Engine) -> str:
    """Return why an engine does not speak, nothing if it does."""
    if not engine.voices:
        return engine.missing
    try:
        engine.voices[0].say(TRIAL, words_per_minute=WORDS_PER_MINUTE)
    except NotRecorded:
        return ""
    except VoiceUnavailable as why:
        return str(why)
    return ""
