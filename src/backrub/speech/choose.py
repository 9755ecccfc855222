"""Choose who speaks: the most natural voice that is here, or the one that was asked for."""

import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from backrub.application.sound_ports import Voice
from backrub.domain.catalogue import ENGLISH
from backrub.domain.errors import BadInput, VoiceUnavailable
from backrub.speech.cache import CachedVoice
from backrub.speech.espeak import find_espeak_program, find_library
from backrub.speech.flite import find_flite
from backrub.speech.in_order import InOrder, Silence
from backrub.speech.macos import find_mac_voices
from backrub.speech.piper import FOLDER, find_piper
from backrub.speech.punctual import WORDS_PER_MINUTE, Punctual
from backrub.speech.recordings import Recordings, find_recordings
from backrub.speech.windows import find_windows_voices

__all__ = [
    "WORDS_PER_MINUTE",
    "Engine",
    "best_voice",
    "engines",
    "recordings_folder",
    "voice_named",
    "voices",
]

_Find = Callable[[], Iterable[Voice]]

RECORDINGS_VARIABLE = "BACKRUB_RECORDINGS"


@dataclass(frozen=True, slots=True)
class Engine:
    """Hold the voices of one engine, or the sentence that tells why there are none."""

    name: str
    voices: tuple[Voice, ...]
    missing: str = ""


def engines(
    data_dir: Path, environ: Mapping[str, str], *, system: str = sys.platform, language: str = ENGLISH
) -> tuple[Engine, ...]:
    """Return every engine that is known with its voices of a language, the most natural first, its best voice first."""
    found: dict[str, _Find] = {
        "recordings": lambda: [find_recordings(recordings_folder(data_dir, environ, language))],
        "piper": lambda: find_piper(data_dir, environ, language),
        **_of_system(environ, system, language),
        "flite": lambda: find_flite(environ, language),
        "espeak-ng": lambda: [find_library(environ, language)],
        "espeak-ng-system": lambda: [find_espeak_program(environ, language)],
    }
    return tuple(_engine(name, find) for name, find in found.items())


def voices(data_dir: Path, environ: Mapping[str, str]) -> list[Voice]:
    """Return all voices that speak here, the most natural first, as they are."""
    return [voice for engine in engines(data_dir, environ) for voice in engine.voices]


def best_voice(data_dir: Path, environ: Mapping[str, str], language: str = ENGLISH) -> Voice:
    """Return the most natural voice of a language, with the other engines behind it.

    Lines are kept in the data directory. Make one for every evening: a voice that fails once is not asked again by it.
    """
    firsts = [engine.voices[0] for engine in engines(data_dir, environ, language=language) if engine.voices]
    return _speaking(firsts, data_dir) if firsts else Silence()


def voice_named(data_dir: Path, environ: Mapping[str, str], name: str) -> Voice:
    """Return the voice of a name; behind recordings stands the next best, for what was not recorded.

    Raises: BadInput, naming the voices there are.
    """
    known = voices(data_dir, environ)
    named = [voice for voice in known if voice.name == name]
    if not named:
        there = ", ".join(voice.name for voice in known) or "none"
        raise BadInput(f"--voice: no voice here is called {name!r}; there is {there}.")
    behind = [voice for voice in known if isinstance(named[0], Recordings) and voice is not named[0]]
    return _speaking([*named, *behind], data_dir)


def recordings_folder(data_dir: Path, environ: Mapping[str, str], language: str = ENGLISH) -> Path:
    """Return where recordings are looked for; those of another language lie in a folder of its code within."""
    named = environ.get(RECORDINGS_VARIABLE)
    folder = Path(named) if named else data_dir / FOLDER / "recordings"
    return folder if language == ENGLISH else folder / language


def _of_system(environ: Mapping[str, str], system: str, language: str) -> dict[str, _Find]:
    """Return what speaks by itself on a system."""
    if system == "darwin":
        return {"macos": lambda: find_mac_voices(environ, language)}
    return {"windows": lambda: find_windows_voices(environ, language)} if system == "win32" else {}


def _engine(name: str, find: _Find) -> Engine:
    try:
        return Engine(name, tuple(find()))
    except VoiceUnavailable as why:
        return Engine(name, (), str(why))


def _speaking(chosen: Iterable[Voice], data_dir: Path) -> Voice:
    """Return voices one behind the other; engines keep their lines, clips already lie on the disk."""
    said = data_dir / FOLDER / "said"
    return InOrder(
        [voice if isinstance(voice, Recordings) else CachedVoice(Punctual(voice), said) for voice in chosen]
    )
