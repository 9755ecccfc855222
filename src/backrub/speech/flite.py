"""Speak with flite, where the system has it."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from backrub.domain.catalogue import ENGLISH
from backrub.domain.errors import VoiceUnavailable
from backrub.speech.process import ASKED_S, run
from backrub.speech.programs import find_program
from backrub.speech.system_voice import SystemVoice

ENGINE = "flite"

OWN_PACE = {"slt": 160, "rms": 147, "awb": 159, "kal16": 171}
"""The voices, the most natural first, and how many words a minute of our lines each says unstretched."""


def find_flite(environ: Mapping[str, str], language: str = ENGLISH) -> tuple[SystemVoice, ...]:
    """Return flite's voices, the most natural first.

    Raises: VoiceUnavailable, if there is none, and for every language but English.
    """
    if language != ENGLISH:
        raise VoiceUnavailable("flite speaks English alone.")
    program = find_program("flite", environ)
    listed = _told(program, "-lv", environ).partition(":")[2].split()
    version = _told(program, "--version", environ).partition("version:")[2].strip()
    voices = tuple(
        SystemVoice(ENGINE, ENGINE, program, voice, version, partial(_command, program, voice), environ)
        for voice in OWN_PACE
        if voice in listed
    )
    if not voices:
        raise VoiceUnavailable("flite is here and has no voice that is known.")
    return voices


def _command(program: Path, voice: str, line: Path, sound: Path, words_per_minute: int) -> list[str]:
    stretch = OWN_PACE[voice] / words_per_minute
    return [
        *(str(program), "-voice", voice, "--setf", f"duration_stretch={stretch:.3f}"),
        *("-f", str(line), "-o", str(sound)),
    ]


def _told(program: Path, option: str, environ: Mapping[str, str]) -> str:
    # flite ends with status 1 after telling its version.
    told = run([str(program), option], engine=ENGINE, environ=environ, longest_s=ASKED_S, well=(0, 1))
    return told.decode(errors="replace")
