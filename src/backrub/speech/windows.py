"""Speak with the voices of Windows (SAPI), through PowerShell."""

import math
import platform
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from backrub.domain.catalogue import ENGLISH
from backrub.domain.errors import VoiceUnavailable
from backrub.speech.process import ASKED_S, run
from backrub.speech.programs import find_program
from backrub.speech.system_voice import SystemVoice

ENGINE = "windows"

OWN_PACE = 180
"""About how many words a minute SAPI says at rate 0; rate 10 is three times as fast, -10 a third."""

_SCRIPT = Path(__file__).with_name("windows.ps1")


def find_windows_voices(environ: Mapping[str, str], language: str = ENGLISH) -> tuple[SystemVoice, ...]:
    """Return the system's voices of a language in its own order.

    Raises: VoiceUnavailable, if there is none.
    """
    program = find_program("powershell", environ)
    asked = _scripted(program) if language == ENGLISH else [*_scripted(program), language]
    told = run(asked, engine="PowerShell", environ=environ, longest_s=ASKED_S)
    names = [name.strip() for name in told.decode("utf-8-sig", errors="replace").splitlines() if name.strip()]
    if not names:
        raise VoiceUnavailable("Windows has no voice of this language; its settings can fetch one.")
    version = platform.version()
    return tuple(
        SystemVoice(ENGINE, "PowerShell", program, name, version, partial(_command, program, name), environ)
        for name in names
    )


def _command(program: Path, voice: str, line: Path, sound: Path, words_per_minute: int) -> list[str]:
    rate = round(10 * math.log(words_per_minute / OWN_PACE, 3))
    return [*_scripted(program), voice, str(max(-10, min(10, rate))), str(line), str(sound)]


def _scripted(program: Path) -> list[str]:
    """Return how our script is run, whatever this account's rule for scripts is; arguments follow as they are."""
    return [
        *(str(program), "-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass"),
        *("-File", str(_SCRIPT)),
    ]
