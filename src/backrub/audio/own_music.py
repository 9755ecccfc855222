"""Music of one's own: a file that is levelled, laid under the evening, and begun again with a long cross-fade."""

import math
from collections.abc import Iterator
from contextlib import suppress
from itertools import chain
from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType
from typing import IO, Self

import av
import numpy as np
from av.container import InputContainer
from numpy.typing import NDArray

from backrub.application.sound_ports import Samples
from backrub.audio.characters import MUSIC_LUFS
from backrub.audio.grid import CHUNK, RATE_HZ, Stereo
from backrub.audio.loudness import Meter, gain_of, lufs_of
from backrub.audio.timeline import Timeline
from backrub.domain.errors import UnreadableSound

FOLD_S = 8.0
"""How long the end of the file fades into its beginning."""

LEAST_S, MOST_S = 10, 30 * 60
"""A shorter file would nag; of a longer one the first half hour is played."""

_MOST_RAISED_DB = 20.0
_FRAME_BYTES = 4
_KNOWN = "mp3,mov,mp4,m4a,ogg,flac,wav,w64,aiff,caf,aac,matroska,webm,asf,wv"
# A playlist could name other files or addresses: only plain sound files are opened, and nothing beside them.
_OPTIONS = {"format_whitelist": _KNOWN, "protocol_whitelist": "none"}

_Frames = NDArray[np.int16]


class OwnMusic:
    """Play a file as an instrument of the renderer; close it in the end."""

    def __init__(self, kept: IO[bytes], frames: int, gain: float) -> None:
        self._kept = kept
        self._gain = np.float32(gain / 32_768)
        self._fold = min(round(FOLD_S * RATE_HZ), frames // 4)
        self._lap = frames - self._fold

    @classmethod
    def read(cls, path: Path) -> Self:
        """Return the music of a file; it is decoded once, into a nameless file that goes when this is closed.

        Raises: UnreadableSound, if it cannot be read as sound, is silent, or is shorter than ten seconds.
        """
        kept = TemporaryFile()  # noqa: SIM115 (it lives as long as the music)
        try:
            frames, lufs = _keep(path, kept)
            _check(path, frames, lufs)
        except UnreadableSound:
            kept.close()
            raise
        return cls(kept, frames, gain_of(min(MUSIC_LUFS - lufs, _MOST_RAISED_DB)))

    def close(self) -> None:
        """Let the decoded sound go."""
        self._kept.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def sound(self, start: int, heard: Timeline) -> Stereo:
        """Return the chunk that begins at sample `start`."""
        lap, at = divmod(start, self._lap)
        first = self._played(at, min(CHUNK, self._lap - at), begun_before=lap > 0)
        rest = self._played(0, CHUNK - len(first), begun_before=True)
        chunk: Stereo = np.concatenate((first, rest)).T * heard.bed.over(start, CHUNK)[0].astype(np.float32)
        return chunk

    def _played(self, at: int, frames: int, *, begun_before: bool) -> Samples:
        """Return frames of the file; where it began anew, its end still fades out."""
        played = self._frames(at, frames)
        folded = min(frames, self._fold - at)
        if begun_before and folded > 0:
            turn = ((at + np.arange(folded)) / self._fold * (math.pi / 2)).astype(np.float32)[:, None]
            ending = self._frames(self._lap + at, folded)
            played[:folded] = played[:folded] * np.sin(turn) + ending * np.cos(turn)
        return played

    def _frames(self, at: int, frames: int) -> Samples:
        self._kept.seek(at * _FRAME_BYTES)
        stored = np.frombuffer(self._kept.read(frames * _FRAME_BYTES), "<i2")
        levelled: Samples = stored.reshape(-1, 2) * self._gain
        return levelled


def _keep(path: Path, kept: IO[bytes]) -> tuple[int, float]:
    """Write a file's sound as 16-bit frames, and return how many there are and how loud they are."""
    frames, meter = 0, Meter()
    for sound in _decoded(path):
        part = sound[: MOST_S * RATE_HZ - frames]
        kept.write(part.tobytes())
        meter.add(part.astype(np.float32) / np.float32(32_768))
        frames += len(part)
        if frames >= MOST_S * RATE_HZ:
            break
    return frames, lufs_of(meter.powers())


def _decoded(path: Path) -> Iterator[_Frames]:
    """Yield a file's sound as rows of two 16-bit samples."""
    resampler = av.AudioResampler(format="s16", layout="stereo", rate=RATE_HZ)
    try:
        if not path.stat().st_size:
            # PyAV prints a traceback of its own when it seeks in an empty file.
            raise UnreadableSound(f"{path.name} is empty; choose a music file, such as MP3 or M4A.")
        with path.open("rb") as file, av.open(file, "r", options=_OPTIONS) as container:
            if not container.streams.audio:
                raise UnreadableSound(f"{path.name} holds no sound; choose a music file, such as MP3 or M4A.")
            for frame in chain(_whole(container), [None]):
                for part in resampler.resample(frame):
                    yield part.to_ndarray().reshape(-1, 2).astype(np.int16, copy=False)
    except (av.FFmpegError, OSError) as error:
        raise UnreadableSound(
            f"{path.name} cannot be read as sound; choose a music file, such as MP3 or M4A."
        ) from error


def _whole(container: InputContainer) -> Iterator[av.AudioFrame]:
    """Yield the frames that can be decoded; a damaged place is passed over, as players do."""
    for packet in container.demux(audio=0):
        with suppress(av.error.InvalidDataError):
            yield from packet.decode()


def _check(path: Path, frames: int, lufs: float) -> None:
    if frames < LEAST_S * RATE_HZ:
        raise UnreadableSound(f"{path.name} holds less than ten seconds of sound; choose a longer file.")
    if math.isinf(lufs):
        raise UnreadableSound(f"{path.name} is silent; choose another file.")
