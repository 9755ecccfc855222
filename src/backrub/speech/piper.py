"""Speak with piper, in voices that someone added to the data directory."""

import hashlib
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from backrub.application.sound_ports import Spoken
from backrub.domain.catalogue import ENGLISH
from backrub.domain.errors import BadInput, VoiceUnavailable
from backrub.speech.process import LONGEST_S, spoken_by
from backrub.speech.programs import find_program
from backrub.speech.text import plain

ENGINE = "piper"
FOLDER = "voices"
"""Where voices lie in the data directory."""

OWN_PACE = 165
"""About how many words a minute piper's English voices say unstretched (not measured here)."""

_MODEL, _CONFIG = ".onnx", ".onnx.json"


class _Audio(msgspec.Struct):
    sample_rate: int


class _Espeak(msgspec.Struct):
    voice: str = ENGLISH


class _Config(msgspec.Struct):
    """What a voice's description must hold; the rest is piper's own."""

    audio: _Audio
    espeak: _Espeak = msgspec.field(default_factory=_Espeak)

    @property
    def language(self) -> str:
        """Return the language that is spoken, e.g. "en" of "en-us"."""
        return self.espeak.voice.partition("-")[0]


_DESCRIBED = msgspec.json.Decoder(_Config)


@dataclass(frozen=True, slots=True)
class Piper:
    """Speak with one voice file; without chance, so that the same line is the same sound."""

    program: Path
    model: Path
    version: str
    environ: Mapping[str, str] = field(repr=False)
    longest_s: float = LONGEST_S

    @property
    def name(self) -> str:
        """Return "piper:" and the file's name."""
        return f"{ENGINE}:{self.model.name.removesuffix(_MODEL)}"

    def available(self) -> bool:
        """Return whether the program and the voice are still there."""
        return self.program.is_file() and self.model.is_file() and _config_of(self.model).is_file()

    def say(self, text: str, *, words_per_minute: int) -> Spoken:
        """Return the line.

        Raises: VoiceUnavailable.
        """
        return spoken_by(
            lambda _, sound: [
                *(str(self.program), "--model", str(self.model), "--output_file", str(sound)),
                *("--length_scale", f"{OWN_PACE / words_per_minute:.3f}"),
                *("--noise_scale", "0", "--noise_w", "0"),
            ],
            plain(text),
            engine=ENGINE,
            environ={**self.environ, "PYTHONUTF8": "1"},
            longest_s=self.longest_s,
        )


def find_piper(data_dir: Path, environ: Mapping[str, str], language: str = ENGLISH) -> tuple[Piper, ...]:
    """Return the voices of a language that were added, by name.

    Raises: VoiceUnavailable, if there is no voice, or no piper to speak with.
    """
    models = sorted(
        path.absolute() for path in (data_dir / FOLDER).glob(f"*{_MODEL}") if _speaks(path, language)
    )
    if not models:
        raise VoiceUnavailable("No voice was added; backrub voices add FILE.onnx takes one in.")
    program = find_program(ENGINE, environ)
    return tuple(Piper(program, model, _version(model), environ) for model in models)


def add_voice(file: Path, data_dir: Path) -> str:
    """Copy a voice and its description into the data directory and return the name it is chosen by.

    Raises: BadInput, if it is not a voice for piper.
    """
    config = _config_of(file)
    if file.suffix != _MODEL or not file.is_file():
        raise BadInput(f"{file} is not a voice here; give the .onnx file of a voice for piper.")
    _read_config(config)
    folder = data_dir / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".adding-", dir=folder) as aside:
        # The description first: a voice counts once both are there.
        for source in (config, file):
            copy = Path(aside, source.name)
            shutil.copyfile(source, copy)
            os.replace(copy, folder / source.name)  # noqa: PTH105  # the verb says that it is one step
    return f"{ENGINE}:{file.name.removesuffix(_MODEL)}"


def _read_config(config: Path) -> _Config:
    try:
        return _DESCRIBED.decode(config.read_bytes())
    except OSError as error:
        raise BadInput(
            f"{config} is missing; every voice for piper comes with it, side by side with the .onnx file."
        ) from error
    except msgspec.DecodeError as error:
        raise BadInput(f"{config} does not describe a voice for piper; fetch both files anew.") from error


def _speaks(model: Path, language: str) -> bool:
    """Return whether a voice has its description and speaks a language; one that cannot be read counts as English."""
    config = _config_of(model)
    if not config.is_file():
        return False
    try:
        return _read_config(config).language == language
    except BadInput:
        return language == ENGLISH


def _config_of(model: Path) -> Path:
    return model.with_name(model.name.removesuffix(_MODEL) + _CONFIG)


def _version(model: Path) -> str:
    """Return what tells one voice file from another of the same name, without reading all of it."""
    known = model.stat()
    described = hashlib.sha256(_config_of(model).read_bytes()).hexdigest()[:16]
    return f"{known.st_size}-{known.st_mtime_ns}-{described}"
