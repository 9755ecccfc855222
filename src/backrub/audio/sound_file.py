"""Make the file of an evening: play the music once to learn how loud it is, then lay speech over it and encode."""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO, Protocol

import numpy as np

from backrub.application.sound_ports import Samples
from backrub.audio.encode import Ending, Label, encode
from backrub.audio.grid import RATE_HZ
from backrub.audio.loudness import Meter, Powers
from backrub.audio.mix import levelling, mastered, mix_of
from backrub.audio.speech_lines import SpeechLines

BLOCK = RATE_HZ
_FULL_SCALE = 32767
_SHARE_OF_MUSIC = 0.6

Told = Callable[[float], None]
"""Hears how much is done, 0.0 to 1.0."""


class Music(Protocol):
    """Play on, block after block."""

    def block(self, frames: int) -> Samples:
        """Return the next samples, (frames, 2)."""


def write_sound_file(
    path: Path, music: Music, lines: SpeechLines, label: Label, *, seconds: int, told: Told
) -> None:
    """Write an evening of `seconds` to a file whose name ends as one of `Ending`; whole, or not at all.

    Raises: OSError, if there is no room or no permission.
    """
    ending = Ending(path.suffix.removeprefix(".").lower())
    with TemporaryFile(dir=path.parent) as kept, _whole(path) as part:
        powers = _played(music, kept, _shared(told, 0.0, _SHARE_OF_MUSIC), seconds)
        mix = mix_of(lambda: _kept(kept), powers, lines)
        gain = levelling(mix)
        blocks = _counted(mastered(mix, gain), _shared(told, _SHARE_OF_MUSIC, 1.0), seconds)
        encode(part, ending, blocks, label)


@contextmanager
def _whole(path: Path) -> Iterator[Path]:
    """Give the path of a file that takes the place of `path` once it is whole; nothing of it stays otherwise."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        yield part
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _played(music: Music, kept: BinaryIO, told: Told, seconds: int) -> Powers:
    """Keep the music on disk, 345 MB for half an hour, and return its powers."""
    meter = Meter()
    for second in range(seconds):
        block = music.block(BLOCK)
        meter.add(block)
        kept.write(np.rint(np.clip(block, -1.0, 1.0) * _FULL_SCALE).astype("<i2").tobytes())
        told((second + 1) / seconds)
    return meter.powers()


def _kept(kept: BinaryIO) -> Iterator[Samples]:
    kept.seek(0)
    while data := kept.read(BLOCK * 2 * 2):
        yield np.frombuffer(data, "<i2").reshape(-1, 2).astype(np.float32) / np.float32(_FULL_SCALE)


def _counted(blocks: Iterable[Samples], told: Told, seconds: int) -> Iterator[Samples]:
    done = 0
    for block in blocks:
        yield block
        done += len(block)
        told(min(1.0, done / (seconds * RATE_HZ)))


def _shared(told: Told, first: float, last: float) -> Told:
    """Return who hears of a part of the work as a share of all of it."""
    return lambda share: told(first + (last - first) * share)
