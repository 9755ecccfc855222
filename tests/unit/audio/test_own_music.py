"""Music of one's own, heard: levelled, begun again softly, quiet at a hold; what cannot be read is told kindly."""

import wave

import av
import numpy as np
import pytest
from tests.listening import at_rest, between, click, glide, loudness_db, swell_db

from backrub.audio.characters import MUSIC_LUFS, Character
from backrub.audio.grid import CHUNK, RATE_HZ
from backrub.audio.loudness import lufs_of, powers_of
from backrub.audio.own_music import OwnMusic
from backrub.audio.render import Renderer, Stem
from backrub.domain.errors import UnreadableSound
from backrub.domain.score.breakpoints import Bell
from backrub.domain.score.cues import BellKind

SECONDS = 16


def tone(seconds=SECONDS, *, hz=300.0, level=0.3, rate_hz=44_100):
    at_s = np.arange(round(seconds * rate_hz)) / rate_hz
    return level * np.sin(2 * np.pi * hz * at_s)


def wav(path, mono, *, rate_hz=44_100):
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate_hz)
        file.writeframes((mono * 32_767).astype("<i2").tobytes())
    return path


def mp3(path, mono):
    with av.open(str(path), "w") as container:
        stream = container.add_stream("mp3", rate=44_100, layout="mono")
        frame = av.AudioFrame.from_ndarray(mono[None].astype(np.float32), format="fltp", layout="mono")
        frame.sample_rate = 44_100
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


@pytest.fixture
def opened(tmp_path):
    """Return what opens music files and closes them in the end."""
    files = []

    def open_music(path):
        files.append(OwnMusic.read(path))
        return files[-1]

    yield open_music
    for music in files:
        music.close()


def player(music, points=None, character=Character.WARM):
    return Renderer(points or at_rest(90.0), character, 1, own=music)


@pytest.mark.parametrize("level", [0.04, 0.9])
def test_every_file_is_brought_to_the_same_loudness(tmp_path, opened, level):
    sound = player(opened(wav(tmp_path / "song.wav", tone(level=level)))).block(12 * RATE_HZ)
    assert lufs_of(powers_of(sound[5 * RATE_HZ :])) == pytest.approx(MUSIC_LUFS, abs=0.5)


@pytest.mark.parametrize(("write", "name"), [(wav, "song.wav"), (mp3, "song.mp3")])
def test_a_file_keeps_its_pitch_and_takes_the_place_of_the_lead(tmp_path, opened, write, name):
    music = opened(write(tmp_path / name, tone()))
    heard = player(music, glide(1.0)).block(10 * RATE_HZ)[5 * RATE_HZ :]
    assert loudness_db(between(heard, 290, 310)) > loudness_db(heard) - 0.1


def test_the_file_begins_again_without_a_gap_or_a_click(tmp_path, opened):
    sound = player(opened(wav(tmp_path / "song.wav", tone()))).block(50 * RATE_HZ)
    swell = swell_db(sound[5 * RATE_HZ :].mean(axis=1))
    assert swell.max() - swell.min() < 7
    assert click(sound[5 * RATE_HZ :]) < 0.002


def test_after_its_last_second_the_file_is_heard_from_the_beginning(tmp_path, opened):
    """The file rises in pitch; twelve of its sixteen seconds come before it begins again."""
    at_s = np.arange(SECONDS * 44_100) / 44_100
    rising = 0.3 * np.sin(2 * np.pi * (300 * at_s + 20 * at_s**2))
    music = opened(wav(tmp_path / "song.wav", rising))
    first, again = (player(music).stem(Stem.OWN, second, RATE_HZ) for second in (6.0, 18.0))
    assert np.abs(first - again).max() < 1e-3


def test_bells_ring_over_the_file(tmp_path, opened):
    points = at_rest(90.0, bells=(Bell(8.0, BellKind.PLACE, 9),))
    sound = player(opened(wav(tmp_path / "song.wav", tone())), points).block(10 * RATE_HZ)
    bell = between(sound, 700, 780)
    assert loudness_db(bell[8 * RATE_HZ :]) > loudness_db(bell[5 * RATE_HZ : 7 * RATE_HZ]) + 20


def test_the_file_goes_on_quietly_while_hands_rest(tmp_path, opened):
    playing = player(opened(wav(tmp_path / "song.wav", tone())))
    before = playing.block(6 * RATE_HZ)[5 * RATE_HZ :]
    playing.hold()
    held = playing.block(4 * RATE_HZ)[2 * RATE_HZ :]
    assert loudness_db(before) - loudness_db(held) == pytest.approx(10.5, abs=1)


def test_blocks_of_any_size_are_the_same(tmp_path, opened):
    music = opened(wav(tmp_path / "song.wav", tone()))
    whole = player(music).block(40 * RATE_HZ)[-RATE_HZ:]
    parts = player(music)
    parts.block(39 * RATE_HZ)
    assert np.abs(np.concatenate([parts.block(4_800) for _ in range(10)]) - whole).max() <= 1e-6


def test_a_damaged_place_is_passed_over(tmp_path, opened):
    path = mp3(tmp_path / "song.mp3", tone(20))
    document = bytearray(path.read_bytes())
    document[len(document) // 2 : len(document) // 2 + 3_000] = bytes(3_000)
    path.write_bytes(document)
    assert loudness_db(player(opened(path)).block(CHUNK * 60)[-CHUNK:]) > -40


def test_what_is_no_sound_is_told_in_a_sentence(tmp_path):
    other = wav(tmp_path / "song.wav", tone())
    unreadable = {
        "noise.mp3": np.random.default_rng(1).bytes(20_000),
        "notes.txt": b"Lavender oil, two towels.\n" * 40,
        "list.m3u8": f"#EXTM3U\n#EXT-X-TARGETDURATION:20\n#EXTINF:16,\n{other}\n#EXT-X-ENDLIST\n".encode(),
        "list.ffconcat": f"ffconcat version 1.0\nfile '{other.name}'\n".encode(),
    }
    for name, document in unreadable.items():
        (tmp_path / name).write_bytes(document)
        with pytest.raises(UnreadableSound, match=f"^{name} cannot be read as sound; choose a music file"):
            OwnMusic.read(tmp_path / name)


def test_an_empty_file_is_told_in_a_sentence_and_nothing_else(tmp_path, capfd):
    (tmp_path / "empty.mp3").touch()
    with pytest.raises(UnreadableSound, match=r"^empty\.mp3 is empty; choose a music file"):
        OwnMusic.read(tmp_path / "empty.mp3")
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("name", ["missing.mp3", "."])
def test_a_file_that_is_not_there_is_told_in_a_sentence(tmp_path, name):
    with pytest.raises(UnreadableSound, match="cannot be read as sound"):
        OwnMusic.read(tmp_path / name)


def test_a_film_without_sound_is_told_in_a_sentence(tmp_path):
    path = tmp_path / "film.mkv"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("mpeg4", rate=10)
        stream.width, stream.height, stream.pix_fmt = 32, 32, "yuv420p"
        container.mux(stream.encode(av.VideoFrame(32, 32, "yuv420p")))
        container.mux(stream.encode(None))
    with pytest.raises(UnreadableSound, match=r"^film\.mkv holds no sound"):
        OwnMusic.read(path)


def test_a_file_too_short_or_silent_is_told_in_a_sentence(tmp_path):
    with pytest.raises(UnreadableSound, match=r"^ding\.wav holds less than ten seconds"):
        OwnMusic.read(wav(tmp_path / "ding.wav", tone(4)))
    with pytest.raises(UnreadableSound, match="is silent"):
        OwnMusic.read(wav(tmp_path / "hush.wav", tone(level=0.0)))
