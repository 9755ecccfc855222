"""Speak with the voices of macOS, through `say`."""

import platform
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from backrub.application.sound_ports import Spoken
from backrub.domain.errors import VoiceUnavailable
from backrub.speech.process import ASKED_S, LONGEST_S, run, spoken_by
from backrub.speech.programs import find_program
from backrub.speech.text import plain

ENGINE = "macos"
_LISTED = re.compile(r"^(.+?)\s+(en[_-]\w+)\s+#", re.MULTILINE)
_NATURAL = ("(Premium)", "(Enhanced)", "Ava", "Samantha", "Daniel", "Karen", "Moira")
"""What tells a natural voice in the list, the most natural first; the list also has jokes."""


@dataclass(frozen=True, slots=True)
class MacVoice:
    """Speak with one voice of the system."""

    program: Path
    voice: str
    version: str
    environ: Mapping[str, str] = field(repr=False)
    longest_s: float = LONGEST_S

    @property
    def name(self) -> str:
        """Return "macos:" and the system's name of the voice."""
        return f"{ENGINE}:{self.voice}"

    def available(self) -> bool:
        """Return whether the program is still there."""
        return self.program.is_file()

    def say(self, text: str, *, words_per_minute: int) -> Spoken:
        """Return the line.

        Raises: VoiceUnavailable.
        """
        return spoken_by(
            lambda line, sound: [
                *(str(self.program), "-v", self.voice, "-r", str(words_per_minute), "-f", str(line)),
                *("-o", str(sound), "--file-format=WAVE", "--data-format=LEI16@22050"),
            ],
            plain(text),
            engine="say",
            environ=self.environ,
            longest_s=self.longest_s,
        )


def find_mac_voices(environ: Mapping[str, str]) -> tuple[MacVoice, ...]:
    """Return the system's natural English voices, the most natural first.

    Raises: VoiceUnavailable, if there is none.
    """
    program = find_program("say", environ)
    told = run([str(program), "-v", "?"], engine="say", environ=environ, longest_s=ASKED_S)
    names = [name for name, _ in _LISTED.findall(told.decode(errors="replace"))]
    natural = sorted((_rank(name), name) for name in names if _rank(name) < len(_NATURAL))
    if not natural:
        raise VoiceUnavailable("macOS has no natural English voice; its settings can fetch one.")
    version = platform.release()
    return tuple(MacVoice(program, name, version, environ) for _, name in natural)


def _rank(name: str) -> int:
    return next((n for n, mark in enumerate(_NATURAL) if mark in name), len(_NATURAL))
