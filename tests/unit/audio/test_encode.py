"""Files as players find them, read back by another library."""

import base64
import struct

import numpy as np
import pytest
from mutagen import File
from mutagen.flac import Picture
from tests.sounding import RATE_HZ, SQUARE, decoded

from backrub.audio.chapters import Chapter
from backrub.audio.cover import SIDE_PX, jpeg_of
from backrub.audio.encode import Ending, Label, encode

CHAPTERS = (
    Chapter("The back: slow glides", 0, 21),
    Chapter("Kneading, “there”", 21, 50),
    Chapter("Rest", 50, 70),
)
SECONDS = 70
CLICKS_S = (0.5, 21.0, 69.5)


def clicks():
    """Yield a quiet minute with a click at some moments, so that lateness shows."""
    sound = np.zeros((SECONDS * RATE_HZ, 2), np.float32)
    for at_s in CLICKS_S:
        sound[round(at_s * RATE_HZ)] = 0.5
    yield from np.split(sound, SECONDS)


@pytest.fixture(scope="module", params=Ending)
def written(request, tmp_path_factory):
    path = tmp_path_factory.mktemp("sound") / f"evening.{request.param.value}"
    encode(path, request.param, clicks(), Label("A quiet evening", CHAPTERS, jpeg_of(SQUARE)))
    return path


def chapters_in(path):
    """Return the chapters of a file as (second, title), as mutagen reads them."""
    file = File(path)
    if path.suffix == ".m4a":
        return [(chapter.start, chapter.title) for chapter in file.chapters]
    if path.suffix == ".mp3":
        frames = sorted(file.tags.getall("CHAP"), key=lambda frame: frame.start_time)
        return [(frame.start_time / 1000, frame.sub_frames["TIT2"].text[0]) for frame in frames]
    starts = [file[f"chapter{n:03}"][0].split(":") for n in range(len(CHAPTERS))]
    titles = [file[f"chapter{n:03}name"][0] for n in range(len(CHAPTERS))]
    return [
        (3600 * int(h) + 60 * int(m) + float(s), title)
        for (h, m, s), title in zip(starts, titles, strict=True)
    ]


def test_chapters_are_read_back_by_another_library(written):
    found = chapters_in(written)
    assert [title for _, title in found] == [chapter.title for chapter in CHAPTERS]
    assert [start_s for start_s, _ in found] == pytest.approx([c.start_s for c in CHAPTERS], abs=0.05)


def title_and_picture(path):
    file = File(path)
    if path.suffix == ".m4a":
        return file["©nam"][0], bytes(file["covr"][0])
    if path.suffix == ".mp3":
        return file["TIT2"].text[0], file.tags.getall("APIC")[0].data
    picture = Picture(base64.b64decode(file["metadata_block_picture"][0]))
    assert (picture.type, picture.mime, picture.width) == (3, "image/jpeg", SIDE_PX)
    return file["title"][0], picture.data


def size_of(jpeg):
    """Return width and height from the frame header of a JPEG."""
    at = 2
    while jpeg[at + 1] not in range(0xC0, 0xC4):
        at += 2 + struct.unpack(">H", jpeg[at + 2 : at + 4])[0]
    height, width = struct.unpack(">HH", jpeg[at + 5 : at + 9])
    return width, height


def test_title_and_cover_are_there(written):
    title, picture = title_and_picture(written)
    assert title == "A quiet evening"
    assert size_of(picture) == (SIDE_PX, SIDE_PX)


def test_sound_is_as_long_as_it_was_and_not_late(written):
    sound = np.abs(decoded(written)).max(axis=1)
    assert len(sound) / RATE_HZ == pytest.approx(SECONDS, abs=0.1)
    for at_s in CLICKS_S:
        near = sound[round((at_s - 0.2) * RATE_HZ) : round((at_s + 0.2) * RATE_HZ)]
        assert near.argmax() / RATE_HZ == pytest.approx(0.2, abs=0.005)


def test_another_library_finds_the_same_length(written):
    assert File(written).info.length == pytest.approx(SECONDS, abs=0.1)


def test_a_folder_with_a_colon_is_a_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "http:").mkdir()
    path = (tmp_path / "http:" / "a.opus").relative_to(tmp_path)
    encode(path, Ending.OPUS, [np.zeros((RATE_HZ, 2), np.float32)], Label("A", (), jpeg_of(SQUARE)))
    assert len(decoded(path.absolute())) == RATE_HZ
