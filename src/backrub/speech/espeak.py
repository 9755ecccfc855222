"""Speak with espeak-ng: the library that comes from pip, or the system's program."""

import importlib.util
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

import msgspec

from backrub.application.sound_ports import Spoken
from backrub.domain.catalogue import ENGLISH
from backrub.domain.errors import VoiceUnavailable
from backrub.speech.process import ASKED_S, LONGEST_S, run, spoken_by
from backrub.speech.programs import find_program
from backrub.speech.text import plain
from backrub.speech.wav import samples_16, trimmed

ENGINE = "espeak-ng"
_CHILD = Path(__file__).with_name("espeak_child.py")
_LIBRARIES = {"win32": "espeak-ng.dll", "darwin": "libespeak-ng.dylib"}


class _Head(msgspec.Struct):
    """What the child says before the sound: words as (letter counted from 1, millisecond)."""

    rate_hz: int
    words: list[tuple[int, int]]


_HEAD = msgspec.json.Decoder(_Head)


@dataclass(frozen=True, slots=True)
class EspeakLibrary:
    """Speak with the library in a folder, one fresh process a line."""

    folder: Path
    version: str
    environ: Mapping[str, str] = field(repr=False)
    language: str = ENGLISH  # the library from pip knows no en-gb
    longest_s: float = LONGEST_S

    @property
    def name(self) -> str:
        """Return the engine and the language it speaks."""
        return f"{ENGINE}:{self.language}"

    @property
    def _library(self) -> Path:
        return self.folder / _LIBRARIES.get(sys.platform, "libespeak-ng.so")

    def available(self) -> bool:
        """Return whether library, data and a Python to run it are here."""
        return bool(sys.executable) and self._library.is_file() and (self.folder / "espeak-ng-data").is_dir()

    def say(self, text: str, *, words_per_minute: int) -> Spoken:
        """Return the line with the times of its words.

        Raises: VoiceUnavailable.
        """
        line = plain(text)
        said = run(
            [
                *(sys.executable, "-I", "-S", str(_CHILD)),
                *(str(self._library), str(self.folder), self.language, str(words_per_minute)),
            ],
            engine=ENGINE,
            environ=self.environ,
            stdin=line.encode(),
            longest_s=self.longest_s,
        )
        row, _, pcm = said.partition(b"\n")
        try:
            head = _HEAD.decode(row)
        except msgspec.DecodeError as error:
            raise VoiceUnavailable(f"{ENGINE} said nothing that can be read.") from error
        return trimmed(Spoken(samples_16(pcm), head.rate_hz, word_starts(line, head.words)), engine=ENGINE)


def word_starts(line: str, told: list[tuple[int, int]]) -> tuple[float, ...]:
    """Return the second at which each word of a line begins; none, unless all are told."""
    starts = []
    for word in re.finditer(r"\S+", line):
        within = [ms for letter, ms in told if word.start() < letter <= word.end()]
        if not within:
            return ()
        starts.append(within[0] / 1000)
    return tuple(starts)


@dataclass(frozen=True, slots=True)
class EspeakProgram:
    """Speak with the espeak-ng that the system has."""

    program: Path
    version: str
    environ: Mapping[str, str] = field(repr=False)
    language: str = ENGLISH
    longest_s: float = LONGEST_S

    @property
    def name(self) -> str:
        """Return the engine and the language it speaks."""
        return f"{ENGINE}-system:{self.language}"

    def available(self) -> bool:
        """Return whether the program is still there."""
        return self.program.is_file()

    def say(self, text: str, *, words_per_minute: int) -> Spoken:
        """Return the line.

        Raises: VoiceUnavailable.
        """
        return spoken_by(
            lambda _, sound: [
                *(str(self.program), "-v", self.language, "-s", str(words_per_minute)),
                *("--stdin", "-w", str(sound)),
            ],
            plain(text),
            engine=ENGINE,
            environ=self.environ,
            longest_s=self.longest_s,
        )


def find_library(environ: Mapping[str, str], language: str = ENGLISH) -> EspeakLibrary:
    """Return the voice of a language from the library that pip brought.

    Raises: VoiceUnavailable, if it did not.
    """
    spec = importlib.util.find_spec("espeakng_loader")
    if spec is None or spec.origin is None:
        raise VoiceUnavailable("pip has no espeak-ng for this kind of machine.")
    voice = EspeakLibrary(Path(spec.origin).parent, version("espeakng-loader"), environ, language)
    if not voice.available():
        raise VoiceUnavailable("The espeak-ng that pip brought is not whole; install espeakng-loader anew.")
    return voice


def find_espeak_program(environ: Mapping[str, str], language: str = ENGLISH) -> EspeakProgram:
    """Return the voice of a language from the system's espeak-ng.

    Raises: VoiceUnavailable, if it has none.
    """
    program = find_program("espeak-ng", environ)
    told = run([str(program), "--version"], engine=ENGINE, environ=environ, longest_s=ASKED_S)
    version_told = told.decode(errors="replace").partition("Data at")[0].strip()
    return EspeakProgram(program, version_told, environ, language)
