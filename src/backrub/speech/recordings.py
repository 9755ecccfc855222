"""Speak from a folder of human recordings: whole lines, or pieces joined where a speaker pauses anyway.

The folder's own list tells what was really said in each clip. A catalogue that is worded anew later finds no
clip for the new words, and another voice says them.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import av
import msgspec
import numpy as np

from backrub.application.sound_ports import Samples, Spoken
from backrub.domain.errors import VoiceUnavailable
from backrub.speech.wav import trimmed

ENGINE = "recordings"
LIST = "lines.json"
ENDINGS = (".wav", ".flac")
RATE_HZ = 48_000

_ID = re.compile(r"[a-z0-9][a-z0-9_.-]*")
_JOINS = re.compile(r"(?<=[,.:;?!]) +| +(?=(?:on|into) the )")
"""Where a line may be joined: after a sign, and before its place, where a speaker takes a breath."""

_PAUSES_S = {",": 0.2, ":": 0.3, ";": 0.3, ".": 0.45, "?": 0.45, "!": 0.45}
_WITHIN_S = 0.05


class NotRecorded(VoiceUnavailable):
    """Nobody recorded this line so that it can be heard; another voice says it."""


class _List(msgspec.Struct):
    """What lies in a folder: the words of each clip by its id."""

    format: int
    lines: dict[str, str]


_LISTED = msgspec.json.Decoder(_List)


@dataclass(frozen=True, slots=True)
class Recordings:
    """Speak lines whose clips are in a folder; `clips` are by their words, signs and capitals left out."""

    folder: Path
    clips: Mapping[str, Path]
    version: str
    name: str = ENGINE

    def available(self) -> bool:
        """Return whether there is anything to hear."""
        return bool(self.clips)

    def say(self, text: str, *, words_per_minute: int) -> Spoken:  # noqa: ARG002  # people have their own pace
        """Return the line at the pace it was recorded in.

        Raises: NotRecorded, if it cannot be put together or a clip of it cannot be read.
        """
        heard: list[Samples] = []
        for path, pause_s in self._joined(_JOINS.split(text.strip())):
            heard += [read_clip(path), np.zeros(round(pause_s * RATE_HZ), np.float32)]
        return Spoken(np.concatenate(heard[:-1]), RATE_HZ)

    def _joined(self, pieces: list[str]) -> list[tuple[Path, float]]:
        """Return the clips of a line with the pause after each, the fewest that will do."""
        for end in range(len(pieces), 0, -1):
            clip = self.clips.get(bare(" ".join(pieces[:end])))
            if clip is None:
                continue
            first = (clip, _PAUSES_S.get(pieces[end - 1][-1:], _WITHIN_S))
            if end == len(pieces):
                return [first]
            return [first, *self._joined(pieces[end:])]
        raise NotRecorded(f"Nobody recorded {' '.join(pieces)!r}.")


def bare(text: str) -> str:
    """Return the words of a line alone, as clips are found by."""
    return " ".join(re.findall(r"(?:[^\W_]|')+", text.lower().replace("’", "'")))


def find_recordings(folder: Path) -> Recordings:
    """Return the recordings in a folder.

    Raises: VoiceUnavailable, if there are none.
    """
    said = read_list(folder)
    clips = {bare(text): clip for key, text in said.items() if (clip := clip_of(folder, key))}
    if not clips:
        raise VoiceUnavailable("Nothing was recorded; backrub voices record leads through the lines.")
    return Recordings(folder, clips, _version(said, clips))


def read_list(folder: Path) -> dict[str, str]:
    """Return what the folder's list says of its clips, by id; nothing where there is no list.

    Raises: VoiceUnavailable, if the list cannot be read.
    """
    path = folder / LIST
    try:
        known = _LISTED.decode(path.read_bytes())
    except FileNotFoundError:
        return {}
    except (OSError, msgspec.DecodeError) as error:
        raise VoiceUnavailable(
            f"{path} cannot be read; remove it, and backrub voices record writes it anew."
        ) from error
    return {key: text for key, text in known.lines.items() if _ID.fullmatch(key)}


def write_list(folder: Path, lines: Mapping[str, str]) -> None:
    """Write what the clips of a folder say, whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / f"{LIST}.part"
    data = msgspec.json.encode(_List(1, dict(lines)), order="sorted")
    part.write_bytes(msgspec.json.format(data, indent=2) + b"\n")
    part.replace(folder / LIST)


def clip_of(folder: Path, key: str) -> Path | None:
    """Return the clip of a line, None if it is not there."""
    return next((path for ending in ENDINGS if (path := folder / f"{key}{ending}").is_file()), None)


def read_clip(path: Path) -> Samples:
    """Return a clip as one channel, without the quiet around it.

    Raises: NotRecorded, if there is no sound in it.
    """
    resampler = av.AudioResampler(format="flt", layout="mono", rate=RATE_HZ)
    try:
        with av.open(str(path)) as file:
            frames = [part for frame in file.decode(audio=0) for part in resampler.resample(frame)]
            frames += resampler.resample(None)
    except (OSError, av.FFmpegError, IndexError) as error:
        raise NotRecorded(f"{path.name} cannot be read; record it anew.") from error
    samples = [frame.to_ndarray().reshape(-1).astype(np.float32) for frame in frames]
    whole = np.concatenate([np.zeros(0, np.float32), *samples])
    try:
        return trimmed(Spoken(whole, RATE_HZ), engine=path.name).samples
    except VoiceUnavailable as silent:
        raise NotRecorded(str(silent)) from silent


def _version(said: Mapping[str, str], clips: Mapping[str, Path]) -> str:
    """Return what changes when anything was recorded anew."""
    known = [(path.name, path.stat().st_size, path.stat().st_mtime_ns) for path in clips.values()]
    return hashlib.sha256(repr((sorted(said.items()), sorted(known))).encode()).hexdigest()[:16]
