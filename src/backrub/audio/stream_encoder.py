"""Encode endless sound: frames that each stand alone, so that anyone can join or miss some."""

from enum import StrEnum

import av
from av.audio.codeccontext import AudioCodecContext

from backrub.application.sound_ports import Samples
from backrub.audio.encode import frame_of
from backrub.audio.grid import RATE_HZ

BIT_RATE = 256_000
"""A browser hands sound on in lumps of 32 kB and begins with two of them, so more bytes are less delay."""
_ADTS_BYTES = 7


class StreamForm(StrEnum):
    """Name the forms of the stream by how its address ends; AAC goes as ADTS."""

    MP3 = "mp3"
    AAC = "aac"

    @property
    def media_type(self) -> str:
        """Return what a browser is told it is."""
        return "audio/mpeg" if self is StreamForm.MP3 else "audio/aac"


class StreamEncoder:
    """Encode blocks of any size, one after the other."""

    def __init__(self, form: StreamForm) -> None:
        self._form = form
        self._codec = _codec(form)
        self._first = 0

    def encode(self, block: Samples) -> bytes:
        """Return the frames that a block, (frames, 2), completes; the last ones come with the next block."""
        packets = self._codec.encode(frame_of(block, self._first))
        self._first += len(block)
        frames = (bytes(packet) for packet in packets)
        return b"".join(_with_adts(frame) if self._form is StreamForm.AAC else frame for frame in frames)


def _codec(form: StreamForm) -> AudioCodecContext:
    codec = av.CodecContext.create("libmp3lame" if form is StreamForm.MP3 else "aac", "w")
    codec.sample_rate, codec.layout, codec.format = RATE_HZ, "stereo", "fltp"
    codec.bit_rate = BIT_RATE
    if form is StreamForm.MP3:
        # Without a reservoir no frame leans on bytes of an earlier one.
        codec.options = {"compression_level": "7", "reservoir": "0"}
    return codec


def _with_adts(frame: bytes) -> bytes:
    """Return a frame of AAC-LC, 48,000 Hz, two channels, behind its header (ISO/IEC 13818-7, 6.2)."""
    size = len(frame) + _ADTS_BYTES
    lengths = ((size >> 11) | 0x80, (size >> 3) & 0xFF, ((size & 0x7) << 5) | 0x1F)
    return bytes((0xFF, 0xF1, 0x4C, *lengths, 0xFC)) + frame
