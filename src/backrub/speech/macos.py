"""Speak with the voices of macOS, through `say`."""

import platform
import re
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from backrub.domain.catalogue import ENGLISH
from backrub.domain.errors import VoiceUnavailable
from backrub.speech.process import ASKED_S, run
from backrub.speech.programs import find_program
from backrub.speech.system_voice import SystemVoice

ENGINE = "macos"
_LISTED = re.compile(r"^(.+?)\s+(\w+)[_-]\w+\s+#", re.MULTILINE)
_NATURAL = (
    "(Premium)",
    "(Enhanced)",
    "Ava",
    "Samantha",
    "Daniel",
    "Karen",
    "Moira",
    "Anna",
    "Petra",
    "Markus",
)
"""What tells a natural voice in the list, the most natural first; the list also has jokes."""


def find_mac_voices(environ: Mapping[str, str], language: str = ENGLISH) -> tuple[SystemVoice, ...]:
    """Return the system's natural voices of a language, the most natural first.

    Raises: VoiceUnavailable, if there is none.
    """
    program = find_program("say", environ)
    told = run([str(program), "-v", "?"], engine="say", environ=environ, longest_s=ASKED_S)
    listed = _LISTED.findall(told.decode(errors="replace"))
    names = [name for name, spoken in listed if spoken == language]
    natural = sorted((_rank(name), name) for name in names if _rank(name) < len(_NATURAL))
    if not natural:
        raise VoiceUnavailable("macOS has no natural voice of this language; its settings can fetch one.")
    version = platform.release()
    return tuple(
        SystemVoice(ENGINE, "say", program, name, version, partial(_command, program, name), environ)
        for _, name in natural
    )


def _command(program: Path, voice: str, line: Path, sound: Path, words_per_minute: int) -> list[str]:
    return [
        *(str(program), "-v", voice, "-r", str(words_per_minute), "-f", str(line)),
        *("-o", str(sound), "--file-format=WAVE", "--data-format=LEI16@22050"),
    ]


def _rank(name: str) -> int:
    return next((n for n, mark in enumerate(_NATURAL) if mark in name), len(_NATURAL))
