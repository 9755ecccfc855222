"""Speak with one voice of a program that this system has: what flite, macOS and Windows have in common."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from backrub.application.sound_ports import Spoken
from backrub.speech.process import LONGEST_S, spoken_by
from backrub.speech.text import plain

Command: TypeAlias = Callable[[Path, Path, int], Sequence[str]]
"""Give the program and its arguments for a file with the line, a file to write, and words a minute."""


@dataclass(frozen=True, slots=True)
class SystemVoice:
    """Speak with one voice; `says` is what refusals call the program."""

    engine: str
    says: str
    program: Path
    voice: str
    version: str
    command: Command = field(repr=False)
    environ: Mapping[str, str] = field(repr=False)
    longest_s: float = LONGEST_S

    @property
    def name(self) -> str:
        """Return the engine and its name of the voice."""
        return f"{self.engine}:{self.voice}"

    def available(self) -> bool:
        """Return whether the program is still there."""
        return self.program.is_file()

    def say(self, text: str, *, words_per_minute: int) -> Spoken:
        """Return the line.

        Raises: VoiceUnavailable.
        """
        return spoken_by(
            lambda line, sound: self.command(line, sound, words_per_minute),
            plain(text),
            engine=self.says,
            environ=self.environ,
            longest_s=self.longest_s,
        )
