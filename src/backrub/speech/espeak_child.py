"""Speak one line with the espeak-ng library and end: a program of its own, never imported by Backrub.

The library is GPL, and a second line within one process differs from the first. Arguments: library, data
folder, voice, words a minute; the line is on standard input. Standard output gets a row of JSON, then 16-bit PCM.
"""

import ctypes
import json
import sys

SYNCHRONOUS = 2
CHARACTERS = 1
UTF8 = 1
RATE = 1
WORD = 1
KEEP_RUNNING = 0x8000
"""Return from a failed start instead of leaving the process."""


class Event(ctypes.Structure):
    """Mirror `espeak_EVENT` of speak_lib.h."""

    _fields_ = (
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", ctypes.c_char * 8),
    )


CALLBACK = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(Event))


def speak(library: str, data: str, voice: str, words_per_minute: int, text: bytes) -> tuple[bytes, bytes]:
    """Return the head (rate, and where and when words begin) and the PCM of a line."""
    pcm: list[bytes] = []
    words: list[tuple[int, int]] = []

    @CALLBACK
    def heard(samples, count, events):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202  # called from C
        if samples and count:
            pcm.append(ctypes.string_at(samples, 2 * count))
        at = 0
        while events[at].type:
            if events[at].type == WORD:
                words.append((events[at].text_position, events[at].audio_position))
            at += 1
        return 0

    engine = ctypes.CDLL(library)
    rate_hz = engine.espeak_Initialize(SYNCHRONOUS, 0, data.encode(), KEEP_RUNNING)
    if rate_hz <= 0 or engine.espeak_SetVoiceByName(voice.encode()):
        sys.exit(1)
    engine.espeak_SetParameter(RATE, words_per_minute, 0)
    engine.espeak_SetSynthCallback(heard)
    size = ctypes.c_size_t(len(text) + 1)
    if engine.espeak_Synth(text, size, 0, CHARACTERS, 0, UTF8, None, None):
        sys.exit(1)
    return json.dumps({"rate_hz": rate_hz, "words": words}).encode(), b"".join(pcm)


if __name__ == "__main__":
    _, library, data, voice, words_per_minute = sys.argv
    head, sound = speak(library, data, voice, int(words_per_minute), sys.stdin.buffer.read().strip())
    sys.stdout.buffer.write(head + b"\n" + sound)
