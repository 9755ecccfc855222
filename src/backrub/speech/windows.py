"""Speak with the voices of Windows (SAPI), through PowerShell."""

import math
import platform
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from backrub.application.sound_ports import Spoken
from backrub.domain.errors import VoiceUnavailable
from backrub.speech.process import ASKED_S, LONGEST_S, run, spoken_by
from backrub.speech.programs import find_program
from backrub.speech.text import plain

ENGINE = "windows"

OWN_PACE = 180
"""About how many words a minute SAPI says at rate 0; rate 10 is three times as fast, -10 a third."""

_SCRIPT = Path(__file__).with_name("windows.ps1")


@dataclass(frozen=True, slots=True)
class WindowsVoice:
    """Speak with one voice of the system."""

    program: Path
    voice: str
    version: str
    environ: Mapping[str, str] = field(repr=False)
    longest_s: float = LONGEST_S

    @property
    def name(self) -> str:
        """Return "windows:" and the system's name of the voice."""
        return f"{ENGINE}:{self.voice}"

    def available(self) -> bool:
        """Return whether the program is still there."""
        return self.program.is_file()

    def say(self, text: str, *, words_per_minute: int) -> Spoken:
        """Return the line.

        Raises: VoiceUnavailable.
        """
        rate = round(10 * math.log(words_per_minute / OWN_PACE, 3))
        return spoken_by(
            lambda line, sound: [
                *_scripted(self.program),
                *(self.voice, str(max(-10, min(10, rate))), str(line), str(sound)),
            ],
            plain(text),
            engine="PowerShell",
            environ=self.environ,
            longest_s=self.longest_s,
        )


def find_windows_voices(environ: Mapping[str, str]) -> tuple[WindowsVoice, ...]:
    """Return the system's English voices in its own order.

    Raises: VoiceUnavailable, if there is none.
    """
    program = find_program("powershell", environ)
    told = run(_scripted(program), engine="PowerShell", environ=environ, longest_s=ASKED_S)
    names = [name.strip() for name in told.decode("utf-8-sig", errors="replace").splitlines() if name.strip()]
    if not names:
        raise VoiceUnavailable("Windows has no English voice; its settings can fetch one.")
    return tuple(WindowsVoice(program, name, platform.version(), environ) for name in names)


def _scripted(program: Path) -> list[str]:
    """Return how our script is run, whatever this account's rule for scripts is; arguments follow as they are."""
    return [
        *(str(program), "-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass"),
        *("-File", str(_SCRIPT)),
    ]
