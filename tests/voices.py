"""Voices to try speech with: programs that stand in for engines, and one that counts what it is asked."""

import os
import shutil
import wave
from pathlib import Path

import numpy as np

from backrub.application.sound_ports import Spoken
from backrub.domain.errors import VoiceUnavailable

RATE_HZ = 16_000

_HEARD = """#!/bin/sh
printf '%s\\n' "$@" > {folder}/arguments
cat > {folder}/stdin
"""
_SPEAKS = """
case "$0" in *powershell) shift 6; cp "$3" {folder}/file; cp {folder}/tone.wav "$4"; exit 0;; esac
before=""
for word in "$@"; do
  case "$before" in -o|-w|--output_file) cp {folder}/tone.wav "$word";; -f) cp "$word" {folder}/file;; esac
  before="$word"
done
"""
_ANSWERS = {
    "flite": """case "$1" in -lv) echo "Voices available: kal awb rms slt"; exit 0;;
--version) echo "  version: flite-2.2"; exit 1;; esac""",
    "espeak-ng": """case "$1" in --version) echo "eSpeak NG text-to-speech: 1.51  Data at: /x"; exit 0;; esac""",
    "say": """case "$2" in "?") cat <<'LIST'; exit 0;; esac
Alex                en_US    # Most people recognise me by my voice.
Ava (Premium)       en_US    # Hello! My name is Ava.
Bad News            en_US    # The light you see at the end of the tunnel.
Samantha            en_US    # Hello! My name is Samantha.
Thomas              fr_FR    # Bonjour.
LIST""",
    "powershell": """case "$#" in 6)
printf 'Microsoft Zira Desktop\\r\\nMicrosoft David Desktop\\r\\n'; exit 0;; esac""",
    "piper": "",
}


def stand_in(folder: Path, engine: str, *, speaks: str = _SPEAKS) -> dict[str, str]:
    """Put a program by an engine's name into a folder, and return the environment in which it is found.

    It notes its arguments, its standard input and the file it was given, and "speaks" a tone of a second.
    """
    write_tone(folder / "tone.wav")
    script = (_HEARD + _ANSWERS[engine] + speaks).replace("{folder}", str(folder))
    return program(folder, engine, script)


def program(folder: Path, name: str, script: str) -> dict[str, str]:
    """Put a shell script into a folder as a program, and return the environment in which it is found."""
    path = folder / name
    path.write_text(script, encoding="utf-8")
    path.chmod(0o755)
    return {"PATH": f"{folder}{os.pathsep}/usr/bin{os.pathsep}/bin"}


def tone(seconds=1.0, *, rate_hz=RATE_HZ, hz=440.0):
    """Return a tone at half of full scale."""
    return (0.5 * np.sin(2 * np.pi * hz * np.arange(round(seconds * rate_hz)) / rate_hz)).astype(np.float32)


def write_tone(path: Path, seconds=1.0, *, rate_hz=RATE_HZ, hz=440.0, quiet_s=0.0):
    """Write a tone as 16-bit WAV, with quiet before and after it."""
    quiet = np.zeros(round(quiet_s * rate_hz), np.float32)
    write_wav(path, np.concatenate([quiet, tone(seconds, rate_hz=rate_hz, hz=hz), quiet]), rate_hz=rate_hz)


def write_wav(path: Path, samples, *, rate_hz=RATE_HZ, width=2, channels=1):
    """Write samples as PCM of `width` bytes; what goes beyond 16 bits is zero."""
    wide = (np.asarray(samples) * 32767).astype("<i4") << (8 * (width - 2))
    data = wide.astype("<i4").reshape(-1, 1).view(np.uint8)[:, :width].tobytes()
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(width)
        file.setframerate(rate_hz)
        file.writeframes(data)


_RECORDS = """#!/bin/sh
for file in "$@"; do :; done
trap 'cp {folder}/tone.wav "$file"; exit' TERM
echo > {folder}/started
while :; do sleep 0.02; done
"""


def a_recorder(folder: Path, name="arecord") -> dict[str, str]:
    """Put a program that records a tone into a folder; it writes into `started` once it records."""
    write_tone(folder / "tone.wav")
    os.mkfifo(folder / "started")
    program(folder, name, _RECORDS.replace("{folder}", str(folder)))
    for tool in ("cp", "sleep"):
        (folder / tool).symlink_to(shutil.which(tool))
    return {"PATH": str(folder)}  # a recorder of this machine is not to be found


def wait_until_it_records(folder: Path) -> None:
    (folder / "started").read_text(encoding="utf-8")


class CountingVoice:
    """Say every line as a tone whose length is that of its letters, and count."""

    def __init__(self, name="counting", version="1", *, fails=False, seconds=0.5) -> None:
        self.name, self.version = name, version
        self.fails, self.seconds = fails, seconds
        self.said: list[tuple[str, int]] = []

    def available(self) -> bool:
        return not self.fails

    def say(self, text: str, *, words_per_minute: int) -> Spoken:
        self.said.append((text, words_per_minute))
        if self.fails:
            raise VoiceUnavailable(f"{self.name} has lost its voice.")
        return Spoken(tone(self.seconds * 135 / words_per_minute, hz=200 + len(text)), RATE_HZ, (0.0,))
