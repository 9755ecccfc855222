"""Record a clip with whatever records on this system."""

import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from backrub.domain.errors import VoiceUnavailable
from backrub.speech.programs import find_program

_FORM = ("-c", "1", "-r", "48000", "-b", "16")
_FFMPEG = ("-nostdin", "-loglevel", "error", "-y")
_ALL: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "linux": {
        "arecord": ("-q", "-t", "wav", "-f", "S16_LE", "-r", "48000", "-c", "1"),
        "rec": ("-q", *_FORM),
        "sox": ("-q", "-d", *_FORM),
        "ffmpeg": (*_FFMPEG, "-f", "alsa", "-i", "default", "-ac", "1", "-ar", "48000"),
    },
    "darwin": {
        "rec": ("-q", *_FORM),
        "sox": ("-q", "-d", *_FORM),
        "ffmpeg": (*_FFMPEG, "-f", "avfoundation", "-i", ":0", "-ac", "1", "-ar", "48000"),
    },
}
"""What records where, with its arguments before the file; elsewhere nothing can be ended politely."""

_ENDS_S = 5.0


@dataclass(frozen=True, slots=True)
class Recorder:
    """Record with one program."""

    program: Path
    options: tuple[str, ...]
    environ: Mapping[str, str] = field(repr=False)

    @contextmanager
    def recording(self, file: Path) -> Iterator[None]:
        """Record into a WAV file for as long as the context lasts.

        Raises: VoiceUnavailable, if the program cannot be started.
        """
        try:
            process = subprocess.Popen(  # noqa: S603  # a list of arguments; no shell reads it
                [str(self.program), *self.options, str(file)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=dict(self.environ),
                start_new_session=True,
            )
        except OSError as error:
            raise VoiceUnavailable(f"{self.program.name} cannot be started.") from error
        with process:
            try:
                yield
            finally:
                _end(process)


def find_recorder(environ: Mapping[str, str], *, system: str = sys.platform) -> Recorder:
    """Return what records here.

    Raises: VoiceUnavailable, if nothing does.
    """
    for name, options in _ALL.get(system, {}).items():
        try:
            return Recorder(find_program(name, environ), options, environ)
        except VoiceUnavailable:
            continue
    raise VoiceUnavailable("Nothing records here (arecord, rec, sox or ffmpeg would).")


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a recording so that the file is whole."""
    process.terminate()
    try:
        process.wait(_ENDS_S)
    except subprocess.TimeoutExpired:
        process.kill()
