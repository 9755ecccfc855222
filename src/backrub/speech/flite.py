"""Speak with flite, where the system has it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from backrub.application.sound_ports import Spoken
from backrub.domain.errors import VoiceUnavailable
from backrub.speech.process import ASKED_S, LONGEST_S, run, spoken_by
from backrub.speech.programs import find_program
from backrub.speech.text import plain

ENGINE = "flite"

OWN_PACE = {"slt": 160, "rms": 147, "awb": 159, "kal16": 171}
"""The voices, the most natural first, and how many words a minute of our lines each says unstretched."""


@dataclass(frozen=True, slots=True)
class Flite:
    """Speak with one of flite's voices."""

    program: Path
    voice: str
    version: str
    environ: Mapping[str, str] = field(repr=False)
    longest_s: float = LONGEST_S

    @property
    def name(self) -> str:
        """Return "flite:" and the voice."""
        return f"{ENGINE}:{self.voice}"

    def available(self) -> bool:
        """Return whether the program is still there."""
        return self.program.is_file()

    def say(self, text: str, *, words_per_minute: int) -> Spoken:
        """Return the line.

        Raises: VoiceUnavailable.
        """
        stretch = OWN_PACE[self.voice] / words_per_minute
        return spoken_by(
            lambda line, sound: [
                *(str(self.program), "-voice", self.voice, "--setf", f"duration_stretch={stretch:.3f}"),
                *("-f", str(line), "-o", str(sound)),
            ],
            plain(text),
            engine=ENGINE,
            environ=self.environ,
            longest_s=self.longest_s,
        )


def find_flite(environ: Mapping[str, str]) -> tuple[Flite, ...]:
    """Return flite's voices, the most natural first.

    Raises: VoiceUnavailable, if there is none.
    """
    program = find_program("flite", environ)
    listed = _told(program, "-lv", environ).partition(":")[2].split()
    version = _told(program, "--version", environ).partition("version:")[2].strip()
    voices = tuple(Flite(program, voice, version, environ) for voice in OWN_PACE if voice in listed)
    if not voices:
        raise VoiceUnavailable("flite is here and has no voice that is known.")
    return voices


def _told(program: Path, option: str, environ: Mapping[str, str]) -> str:
    # flite ends with status 1 after telling its version.
    told = run([str(program), option], engine=ENGINE, environ=environ, longest_s=ASKED_S, well=(0, 1))
    return told.decode(errors="replace")
