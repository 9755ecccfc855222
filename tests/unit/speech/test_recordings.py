"""Recordings speak what was recorded, joined where a speaker breathes, and nothing else."""

import av
import numpy as np
import pytest
from tests.evenings import GOLDEN
from tests.scores import composed
from tests.voices import RATE_HZ, tone, write_tone

from backrub.application.lines_to_record import lines_to_record
from backrub.content.loader import load_catalogue
from backrub.domain.errors import VoiceUnavailable
from backrub.domain.score.breakpoints import breakpoints
from backrub.domain.score.opening import opened
from backrub.speech.recordings import LIST, NotRecorded, find_recordings, read_list, write_list


def recorded(folder, clips):
    """Record lines as tones, each of its own height; return what speaks them."""
    write_list(folder, {key: text for key, (text, _) in clips.items()})
    for key, (_, hz) in clips.items():
        write_tone(folder / f"{key}.wav", seconds=0.5, hz=hz, quiet_s=0.2)
    return find_recordings(folder)


def heights(spoken):
    """Return the heights heard in a line in order, one for every stretch of sound."""
    frame = spoken.rate_hz // 50
    frames = spoken.samples[: len(spoken.samples) // frame * frame].reshape(-1, frame)
    loud = np.abs(frames).max(axis=1) > 0.05
    found = []
    for earlier, now, part in zip([False, *loud], loud, frames, strict=False):
        if now and not earlier:
            found.append([])
        if now:
            found[-1].append(part)
    return [_height(np.concatenate(parts), spoken.rate_hz) for parts in found]


def _height(samples, rate_hz):
    return round(float(np.argmax(np.abs(np.fft.rfft(samples, rate_hz)))), -1)


def say(voice, text):
    return voice.say(text, words_per_minute=135)


def test_a_whole_line_is_spoken_as_it_was_recorded(tmp_path):
    voice = recorded(tmp_path, {"settle.hands": ("Hold hands for a moment. Breathe together.", 300)})
    spoken = say(voice, "Hold hands for a moment. Breathe together.")
    assert heights(spoken) == [300]
    assert spoken.seconds == pytest.approx(0.54, abs=0.02)


def test_pieces_are_joined_in_order_with_a_breath_between(tmp_path):
    clips = {"next": ("Next,", 300), "the-back": ("the back", 500)}
    spoken = say(recorded(tmp_path, clips), "Next, the back.")
    assert heights(spoken) == [300, 500]
    assert spoken.seconds == pytest.approx(2 * 0.54 + 0.2, abs=0.02)


def test_a_whole_line_goes_before_its_pieces(tmp_path):
    clips = {"next": ("Next,", 300), "the-back": ("the back", 500), "own": ("Next, the back.", 700)}
    assert heights(say(recorded(tmp_path, clips), "Next, the back.")) == [700]


def test_a_place_follows_a_stroke_without_a_sign(tmp_path):
    clips = {"a": ("Kneading", 300), "b": ("on the base of the skull on the left", 500), "c": ("light", 700)}
    line = "Kneading on the base of the skull on the left, light."
    assert heights(say(recorded(tmp_path, clips), line)) == [300, 500, 700]


def test_a_line_is_never_joined_within_a_breath(tmp_path):
    voice = recorded(tmp_path, {"a": ("Rest your", 300), "b": ("hands here.", 500)})
    with pytest.raises(NotRecorded):
        say(voice, "Rest your hands here.")


def test_a_line_of_which_a_piece_is_missing_is_left_to_another_voice(tmp_path):
    with pytest.raises(NotRecorded):
        say(recorded(tmp_path, {"next": ("Next,", 300)}), "Next, the back.")


def test_new_words_find_no_clip_of_the_old_ones(tmp_path):
    voice = recorded(tmp_path, {"relay.softer": ("A little softer.", 300)})
    with pytest.raises(NotRecorded):
        say(voice, "Much softer.")


def test_flac_is_heard_as_wav_is(tmp_path):
    write_list(tmp_path, {"turn_head": "Turn your head."})
    with av.open(str(tmp_path / "turn_head.flac"), "w") as file:
        stream = file.add_stream("flac", rate=RATE_HZ, layout="mono")
        pcm = (tone(0.5, hz=300) * 32767).astype("<i2").reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(pcm, format="s16", layout="mono")
        frame.sample_rate = RATE_HZ
        file.mux([*stream.encode(frame), *stream.encode(None)])
    spoken = say(find_recordings(tmp_path), "Turn your head.")
    assert heights(spoken) == [300]
    assert spoken.seconds == pytest.approx(0.5, abs=0.05)


@pytest.mark.parametrize("data", [b"", b"no sound", b"RIFF\0\0\0\0WAVE"])
def test_a_damaged_clip_is_told_in_a_sentence(tmp_path, data):
    voice = recorded(tmp_path, {"turn_head": ("Turn your head.", 300)})
    (tmp_path / "turn_head.wav").write_bytes(data)
    with pytest.raises(
        VoiceUnavailable, match=r"^turn_head\.wav (cannot be read; record it anew|said nothing)\.$"
    ):
        say(voice, "Turn your head.")


def test_a_clip_recorded_anew_is_another_version(tmp_path):
    before = recorded(tmp_path, {"turn_head": ("Turn your head.", 300)}).version
    write_tone(tmp_path / "turn_head.wav", seconds=0.7)
    assert find_recordings(tmp_path).version != before


def test_a_list_cannot_reach_outside_its_folder(tmp_path):
    write_tone(tmp_path / "secret.wav")
    folder = tmp_path / "recordings"
    write_list(folder, {"../secret": "Open.", "/etc/passwd": "Open.", ".hidden": "Open."})
    assert read_list(folder) == {}
    with pytest.raises(VoiceUnavailable, match="Nothing was recorded"):
        find_recordings(folder)


def test_a_damaged_list_is_told_in_a_sentence(tmp_path):
    (tmp_path / LIST).write_text("{", encoding="utf-8")
    with pytest.raises(VoiceUnavailable, match=r"lines\.json cannot be read"):
        find_recordings(tmp_path)


@pytest.mark.parametrize("name", GOLDEN)
def test_whoever_recorded_every_line_speaks_a_whole_evening(tmp_path, name):
    lines = lines_to_record(load_catalogue())
    write_list(tmp_path, {line.id: line.text for line in lines})
    write_tone(tmp_path / "one.wav", seconds=0.1)
    for line in lines:
        (tmp_path / f"{line.id}.wav").hardlink_to(tmp_path / "one.wav")
    voice = find_recordings(tmp_path)
    points = opened(breakpoints(composed(GOLDEN[name]).score), load_catalogue().say("sound.opening"))
    assert len(points.spoken) > 5
    assert all(say(voice, cue.text).seconds > 0 for cue in points.spoken)


def test_a_line_is_found_whichever_apostrophe_it_was_recorded_with(tmp_path):
    voice = recorded(tmp_path, {"ask.pressure": ("How's the pressure?", 300)})
    assert heights(say(voice, "How’s the pressure?")) == [300]
