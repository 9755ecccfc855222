"""Write sound to a file that plays anywhere: M4A, Opus or MP3, with chapters, a cover and a title."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from pathlib import Path
from typing import Literal

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.container.output import OutputContainer
from av.stream import Disposition

from backrub.application.sound_ports import Samples
from backrub.audio.chapters import Chapter
from backrub.audio.cover import SIDE_PX, picture_block
from backrub.audio.grid import RATE_HZ
from backrub.audio.loudness import gain_of


class Ending(StrEnum):
    """Name the kinds of sound file by how they end."""

    M4A = "m4a"
    OPUS = "opus"
    MP3 = "mp3"


@dataclass(frozen=True, slots=True)
class _Form:
    """Hold how a kind of file is written; `louder_db` makes up for what LAME takes away, a factor of 0.95."""

    container: str
    codec: Literal["aac", "libopus", "libmp3lame"]
    bit_rate: int
    options: dict[str, str] = field(default_factory=dict)
    louder_db: float = 0.0


FORMS = {
    # The quick coder is nearer to the original by 10 dB than the usual one, and lifts no peaks (seen with FFmpeg 8).
    Ending.M4A: _Form("mp4", "aac", 96_000, {"aac_coder": "fast"}),
    Ending.OPUS: _Form("opus", "libopus", 64_000),
    Ending.MP3: _Form("mp3", "libmp3lame", 128_000, {"compression_level": "7"}, louder_db=0.45),
}
"""`ipod`, the other container for M4A, takes no cover (seen with FFmpeg 8)."""


@dataclass(frozen=True, slots=True)
class Label:
    """Hold what a player shows: a title, chapters, and a square JPEG."""

    title: str
    chapters: tuple[Chapter, ...]
    cover: bytes


def encode(path: Path, ending: Ending, blocks: Iterable[Samples], label: Label) -> None:
    """Write blocks of sound, (frames, 2), to a file.

    Raises: OSError, if the disk takes no more.
    """
    form = FORMS[ending]
    # Through its own path: PyAV garbles the errors of a Python file. Absolute, so that no colon names a protocol.
    with av.open(str(path.absolute()), "w", format=form.container) as out:
        stream = out.add_stream(form.codec, rate=RATE_HZ, layout="stereo", options=form.options)
        stream.bit_rate = form.bit_rate
        _labelled(out, ending, label)
        first, louder = 0, np.float32(gain_of(form.louder_db))
        for block in blocks:
            out.mux(stream.encode(frame_of(block * louder, first)))
            first += len(block)
        out.mux(stream.encode(None))


def frame_of(block: Samples, first: int) -> AudioFrame:
    """Return a block, (frames, 2), as an encoder takes it; `first` counts samples from the beginning."""
    frame = AudioFrame.from_ndarray(np.ascontiguousarray(block.T), format="fltp", layout="stereo")
    frame.rate, frame.pts, frame.time_base = RATE_HZ, first, Fraction(1, RATE_HZ)
    return frame


def _labelled(out: OutputContainer, ending: Ending, label: Label) -> None:
    """Write title, chapters and cover before the first sound."""
    out.metadata["title"] = label.title
    out.metadata["artist"] = "Backrub"
    out.set_chapters(
        [
            {
                "id": number,
                "start": chapter.start_s * 1000,
                "end": chapter.end_s * 1000,
                "time_base": Fraction(1, 1000),
                "metadata": {"title": chapter.title},
            }
            for number, chapter in enumerate(label.chapters)
        ]
    )
    if ending is Ending.OPUS:
        out.metadata["METADATA_BLOCK_PICTURE"] = picture_block(label.cover)
    else:
        _attach(out, label.cover)


def _attach(out: OutputContainer, jpeg: bytes) -> None:
    """Put a cover into a file that carries it as a stream of one picture."""
    stream = out.add_mux_stream("mjpeg", width=SIDE_PX, height=SIDE_PX)
    stream.disposition = Disposition.attached_pic
    stream.time_base = Fraction(1, 1000)
    out.start_encoding()
    packet = av.Packet(jpeg)
    packet.stream, packet.pts, packet.dts, packet.is_keyframe = stream, 0, 0, True
    packet.time_base = stream.time_base
    out.mux(packet)
