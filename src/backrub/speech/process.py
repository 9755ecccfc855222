"""Run an engine as a process of its own: arguments as a list, text as data, and an end that is sure."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from backrub.application.sound_ports import Spoken
from backrub.domain.errors import VoiceUnavailable
from backrub.speech.wav import read_wav

LONGEST_S = 30.0
"""How long an engine may take for one line; the slowest small computer needs a third of it."""

ASKED_S = 10.0
"""How long an engine may take to tell its version or its voices."""


def run(
    arguments: Sequence[str],
    *,
    engine: str,
    environ: Mapping[str, str],
    stdin: bytes = b"",
    longest_s: float = LONGEST_S,
    well: Collection[int] = (0,),
) -> bytes:
    """Return what a program writes to standard output; `well` are the exit statuses that mean no failure.

    Raises: VoiceUnavailable, if it cannot be started, fails, or takes longer than `longest_s`.
    """
    try:
        process = subprocess.Popen(  # noqa: S603  # a list of arguments; no shell reads it
            arguments,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=dict(environ),
            start_new_session=True,
        )
    except OSError as error:
        raise VoiceUnavailable(f"{engine} cannot be started ({_reason(error)}).") from error
    with process:
        try:
            written, _ = process.communicate(stdin, timeout=longest_s)
        except subprocess.TimeoutExpired:
            _end(process)
            raise VoiceUnavailable(
                f"{engine} took longer than {longest_s:g} seconds and was ended."
            ) from None
        except BaseException:
            # Someone leaves; the engine does not outlive them.
            _end(process)
            raise
    if process.returncode not in well:
        raise VoiceUnavailable(f"{engine} failed with status {process.returncode}.")
    return written


def spoken_by(
    command: Callable[[Path, Path], Sequence[str]],
    text: str,
    *,
    engine: str,
    environ: Mapping[str, str],
    longest_s: float = LONGEST_S,
) -> Spoken:
    """Return a line from a program that writes a WAV file.

    `command` gives the arguments for a file that holds the text and a file to write; the text is also on the
    program's standard input.
    Raises: VoiceUnavailable.
    """
    with TemporaryDirectory(prefix="backrub-speech-") as folder:
        line, sound = Path(folder, "line.txt"), Path(folder, "line.wav")
        data = f"{text}\n".encode()
        line.write_bytes(data)
        run(command(line, sound), engine=engine, environ=environ, stdin=data, longest_s=longest_s)
        return read_wav(sound, engine=engine)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process that was not waited for yet, and whatever it started."""
    if sys.platform == "win32":
        process.kill()
    else:
        # Its session is its own, so nobody else is in this group.
        os.killpg(process.pid, signal.SIGKILL)


def _reason(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()
