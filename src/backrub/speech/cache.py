"""Keep spoken lines, so that each is made once; what is damaged is spoken anew."""

import contextlib
import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

import msgspec
import numpy as np

from backrub.application.sound_ports import Spoken, Voice
from backrub.speech.wav import samples_16

FORMAT = 1
"""Raised whenever the same voice would be kept or trimmed differently."""

MOST_BYTES = 64_000_000
"""About an hour of speech; the lines least lately used go first."""

_SUFFIX = ".line"
_DIGEST_BYTES = 32


class _Kept(msgspec.Struct):
    """A line as it lies on the disk, after the SHA-256 of its bytes."""

    rate_hz: int
    word_starts_s: tuple[float, ...]
    pcm: bytes


_KEPT = msgspec.msgpack.Decoder(_Kept)


@dataclass(frozen=True, slots=True)
class CachedVoice:
    """Speak as another voice does, each line made once; the samples are those of 16 bits."""

    voice: Voice
    folder: Path
    most_bytes: int = MOST_BYTES

    @property
    def name(self) -> str:
        """Return the voice's own name."""
        return self.voice.name

    @property
    def version(self) -> str:
        """Return the voice's own version."""
        return self.voice.version

    def available(self) -> bool:
        """Return whether the voice is."""
        return self.voice.available()

    def say(self, text: str, *, words_per_minute: int) -> Spoken:
        """Return the line, kept or made now.

        Raises: VoiceUnavailable.
        """
        path = self.folder / f"{self._key(text, words_per_minute)}{_SUFFIX}"
        kept = _read(path)
        if kept is None:
            kept = _encoded(self.voice.say(text, words_per_minute=words_per_minute))
            # A full or locked disk costs time at the next asking, never the line.
            with contextlib.suppress(OSError):
                _write(path, kept)
                _make_room(self.folder, self.most_bytes)
        return Spoken(samples_16(kept.pcm), kept.rate_hz, kept.word_starts_s)

    def _key(self, text: str, words_per_minute: int) -> str:
        told = [FORMAT, self.voice.name, self.voice.version, words_per_minute, text]
        return hashlib.sha256(msgspec.json.encode(told)).hexdigest()


def _encoded(spoken: Spoken) -> _Kept:
    pcm = np.clip(np.rint(spoken.samples * (1 << 15)), -(1 << 15), (1 << 15) - 1).astype("<i2")
    return _Kept(spoken.rate_hz, spoken.word_starts_s, pcm.tobytes())


def _read(path: Path) -> _Kept | None:
    """Return a kept line, None if there is none or it is not what was written."""
    try:
        data = path.read_bytes()
        if hashlib.sha256(data[_DIGEST_BYTES:]).digest() != data[:_DIGEST_BYTES]:
            return None
        kept = _KEPT.decode(data[_DIGEST_BYTES:])
    except (OSError, msgspec.DecodeError):
        return None
    with contextlib.suppress(OSError):
        # Its time is when it was last used, wherever that can be written.
        os.utime(path)
    return kept


def _write(path: Path, kept: _Kept) -> None:
    """Write a line so that nobody ever reads half of it."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    data = msgspec.msgpack.encode(kept)
    with NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as file:
        part = Path(file.name)
    try:
        part.write_bytes(hashlib.sha256(data).digest() + data)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _make_room(folder: Path, most_bytes: int) -> None:
    files = sorted(
        ((path.stat(), path) for path in folder.iterdir()), key=lambda known: -known[0].st_mtime_ns
    )
    total = 0
    for known, path in files:
        total += known.st_size
        if total > most_bytes:
            path.unlink(missing_ok=True)
