"""An evening as a sound file, measured from the file alone: when it speaks, what can be understood, how loud it is."""

import re
import signal
import subprocess
from contextlib import suppress

import numpy as np
import pytest
from pocketsphinx import Decoder
from scipy.signal import resample_poly
from tests.commands import BACKRUB, backrub, environ, is_one_sentence
from tests.sounding import (
    RATE_HZ,
    decoded,
    first_steps,
    five_minutes,
    lufs,
    points_of,
    true_peak_db,
    voice,
)

from backrub.application.sound_ports import Spoken
from backrub.audio.characters import Character
from backrub.audio.encode import Ending, Label, encode
from backrub.audio.loudness import powers_of
from backrub.audio.mix import levelling, mastered, mix_of
from backrub.audio.render import Renderer
from backrub.audio.speech_lines import SpeechLines, line_at
from backrub.bootstrap.sound import Listening, write_evening
from backrub.domain.score.cues import seconds_of
from backrub.domain.score.hearing import Hearing
from backrub.speech.choose import WORDS_PER_MINUTE
from backrub.speech.in_order import Silence


@pytest.fixture(scope="module")
def speaker(tmp_path_factory):
    return voice(tmp_path_factory.mktemp("voices"))


def quietly(share):
    """Hear how far it is, and keep it to oneself."""


@pytest.mark.parametrize("ending", ["m4a", "opus", "mp3"])
def test_an_evening_is_as_loud_and_as_long_as_it_should_be(ending, speaker, tmp_path):
    evening = first_steps()
    made = write_evening(tmp_path / f"a.{ending}", evening, speaker, Listening(), quietly)
    sound = decoded(tmp_path / f"a.{ending}")
    assert (made.voice, made.without) == ("espeak-ng:en", ())
    assert len(sound) / RATE_HZ == pytest.approx(evening.score.seconds, abs=0.1)
    assert lufs(sound) == pytest.approx(-18, abs=0.5)
    assert true_peak_db(sound) <= -1
    assert np.abs(sound).max() < 1


class Unsaid(SpeechLines):
    """Make way for lines that are not said."""

    def voice(self, _start, frames):
        return np.zeros(frames, np.float32)


@pytest.fixture(scope="module", params=[Character.STILL, Character.WARM, Character.TIDE])
def apart(request, speaker, tmp_path_factory):
    """Return the speech and the music of a file as a player gets them, and the lines that were planned."""
    points = points_of(first_steps(3))
    seconds = first_steps(3).score.seconds
    lines = [
        line_at(cue.at_s, speaker.say(cue.text, words_per_minute=WORDS_PER_MINUTE)) for cue in points.spoken
    ]
    music = [Renderer(points, request.param, 0).block(seconds * RATE_HZ)[: seconds * RATE_HZ]]
    blocks = np.split(music[0], seconds)
    powers = powers_of(music[0])
    whole = mix_of(lambda: blocks, powers, SpeechLines(lines))
    gain = levelling(whole)
    folder = tmp_path_factory.mktemp("apart")
    sounds = []
    for name, said in (("with", SpeechLines(lines)), ("without", Unsaid(lines))):
        label = Label("A quiet evening", (), five_minutes().cover)
        encode(folder / name, Ending.OPUS, mastered(mix_of(lambda: blocks, powers, said), gain), label)
        sounds.append(decoded(folder / name))
    return sounds[0] - sounds[1], sounds[1], lines, points


def onset_s(speech, from_s, until_s):
    """Return when sound begins within a stretch: the first 5 ms within 25 dB of its loudest."""
    window = RATE_HZ // 200
    stretch = speech[round(max(0, from_s) * RATE_HZ) : round(until_s * RATE_HZ)].mean(axis=1)
    powers = (stretch[: len(stretch) // window * window].reshape(-1, window) ** 2).mean(axis=1)
    return max(0, from_s) + np.argmax(powers > powers.max() * 10**-2.5) * window / RATE_HZ


def test_speech_begins_when_it_was_planned(apart):
    speech, _, lines, points = apart
    ended_s = [0.0, *(line.end / RATE_HZ for line in lines)]
    planned_s = [cue.at_s for cue in points.spoken]
    from_s = [max(end_s, at_s - 0.3) for end_s, at_s in zip(ended_s, planned_s, strict=False)]
    begun_s = [onset_s(speech, since_s, at_s + 1) for since_s, at_s in zip(from_s, planned_s, strict=True)]
    assert begun_s == pytest.approx(planned_s, abs=0.05)


def test_music_lies_far_under_every_line(apart):
    speech, music, lines, _ = apart
    for line in lines:
        stretch = slice(line.first, line.end)
        assert lufs(speech[stretch]) - lufs(music[stretch]) >= 12


class Understanding:
    """Tell which of some sentences is said in a stretch of sound."""

    def __init__(self, sentences):
        self._sentences = sorted({plain(sentence) for sentence in sentences})
        # Wide beams: a short sentence among long ones is lost otherwise.
        self._decoder = Decoder(
            samprate=16_000, loglevel="FATAL", beam=1e-120, wbeam=1e-100, pbeam=1e-120, bestpath=False
        )
        grammar = f"#JSGF V1.0; grammar lines; public <line> = {' | '.join(self._sentences)};"
        self._decoder.add_jsgf_string("lines", grammar)
        self._decoder.activate_search("lines")

    def heard(self, sound):
        spoken = np.clip(resample_poly(sound.mean(axis=1), 1, 3), -1, 1)
        self._decoder.start_utt()
        self._decoder.process_raw((spoken * 32_767).astype("<i2").tobytes(), full_utt=True)
        self._decoder.end_utt()
        best = self._decoder.hyp()
        return best.hypstr if best else ""

    def share_understood(self, sound, points):
        """Return the share of planned lines that are heard where they are planned."""
        right = 0
        for cue in points.spoken:
            first = max(0, round((cue.at_s - 0.1) * RATE_HZ))
            last = round((cue.at_s + seconds_of(cue.text) + 0.1) * RATE_HZ)
            stretch = np.concatenate([sound[first:last], np.zeros((RATE_HZ // 5, 2), np.float32)])
            right += self.heard(stretch) == plain(cue.text)
        return right / len(points.spoken)


def plain(sentence):
    return " ".join(re.findall(r"[a-z']+", sentence.lower()))


class Astray:
    """Say another of the evening's lines than one is asked to."""

    name, version = "astray", "1"

    def __init__(self, speaker, points):
        texts = list(dict.fromkeys(cue.text for cue in points.spoken))
        self._speaker, self._instead = speaker, dict(zip(texts, [*texts[1:], texts[0]], strict=True))

    def available(self):
        return True

    def say(self, text, *, words_per_minute):
        return self._speaker.say(self._instead[text], words_per_minute=words_per_minute)


def test_sentences_are_understood_through_the_music(speaker, tmp_path):
    evening, path = five_minutes(), tmp_path / "a.m4a"
    write_evening(path, evening, speaker, Listening(), quietly)
    points = points_of(evening)
    understanding = Understanding(cue.text for cue in points.spoken)
    assert understanding.share_understood(decoded(path), points) >= 0.9


def test_wrong_sentences_are_noticed(speaker, tmp_path):
    evening, path = five_minutes(), tmp_path / "a.opus"
    points = points_of(evening)
    listening = Listening(character=Character.VOICE_ONLY)
    write_evening(path, evening, Astray(speaker, points), listening, quietly)
    understanding = Understanding(cue.text for cue in points.spoken)
    assert understanding.share_understood(decoded(path), points) <= 0.2


def test_progress_is_told_from_the_first_line_on_and_can_end_it(tmp_path):
    shares = []

    def told(share):
        shares.append(share)
        if len(shares) > 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_evening(tmp_path / "a.m4a", five_minutes(), Humming(), Listening(), told)
    assert shares == sorted(set(shares))
    assert 0 == shares[0] < shares[-1] < 0.1
    assert list(tmp_path.iterdir()) == []


class Humming:
    """Hum every line."""

    name, version = "humming", "1"

    def available(self):
        return True

    def say(self, _text, *, words_per_minute):
        return Spoken(0.1 * np.sin(np.arange(RATE_HZ) * 60 / words_per_minute).astype(np.float32), RATE_HZ)


def test_without_a_voice_bells_take_the_place_of_words(tmp_path):
    evening = first_steps(3)
    made = write_evening(tmp_path / "mute.opus", evening, Silence(), Listening(), quietly)
    chimes = Listening(hearing=Hearing.CHIMES)
    write_evening(tmp_path / "chimes.opus", evening, Silence(), chimes, quietly)
    assert made.voice is None
    assert made.without == ("No voice speaks here; soft bells take the place of words.",)
    np.testing.assert_array_equal(decoded(tmp_path / "mute.opus"), decoded(tmp_path / "chimes.opus"))


def test_unreadable_music_gives_way_to_ours(speaker, tmp_path):
    evening, bad = first_steps(2), tmp_path / "song.mp3"
    bad.write_bytes(b"no music at all")
    silent = Listening(hearing=Hearing.SILENT)
    made = write_evening(tmp_path / "a.opus", evening, speaker, Listening(Hearing.SILENT, music=bad), quietly)
    write_evening(tmp_path / "b.opus", evening, speaker, silent, quietly)
    assert "song.mp3 cannot be read as sound" in made.without[0]
    np.testing.assert_array_equal(decoded(tmp_path / "a.opus"), decoded(tmp_path / "b.opus"))


def test_music_of_ones_own_is_heard(speaker, tmp_path):
    evening, song = first_steps(2), tmp_path / "song.opus"
    at_s = np.arange(30 * RATE_HZ) / RATE_HZ
    tone = np.repeat(0.2 * np.sin(2 * np.pi * 3100 * at_s)[:, None], 2, axis=1).astype(np.float32)
    encode(song, Ending.OPUS, [tone], Label("A song", (), evening.cover))
    write_evening(tmp_path / "a.opus", evening, speaker, Listening(Hearing.SILENT, music=song), quietly)
    sound = decoded(tmp_path / "a.opus")[20 * RATE_HZ : 21 * RATE_HZ].mean(axis=1)
    assert np.argmax(np.abs(np.fft.rfft(sound))) == pytest.approx(3100, abs=2)


def asks(tonight="yes"):
    """Return an evening file of the shortest evening."""
    receiver = f'name = "Cheryl"\nhealth = []\ntonight = "{tonight}"'
    return f'format = 1\nminutes = 5\n[receiver]\n{receiver}\n[giver]\nname = "Scott"\n'


def sound_of(tmp_path, *arguments, text=None, out="evening.opus"):
    evening = tmp_path / "evening.toml"
    evening.write_text(text or asks(), encoding="utf-8")
    data = tmp_path.parent / f"{tmp_path.name}-data"
    return backrub("sound", evening, "-o", tmp_path / out, "--data-dir", data, *arguments, home=tmp_path)


def left_in(tmp_path):
    return {each.name for each in tmp_path.iterdir()} - {"evening.toml"}


def test_the_command_writes_a_file_and_tells_who_speaks(tmp_path):
    ran = sound_of(tmp_path, "--voice", "espeak-ng:en", "--character", "voice_only", out="evening.m4a")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert re.search(
        r"evening\.m4a: 5 minutes in \d+ chapters; espeak-ng:en speaks\.$", ran.stdout, re.MULTILINE
    )
    assert "Listen first; a stop is said aloud or tapped." in ran.stdout
    assert left_in(tmp_path) == {"evening.m4a"}


def test_quiet_hands_are_led_as_well(tmp_path):
    ran = sound_of(
        tmp_path, "--hearing", "chimes", "--character", "voice_only", text=asks(tonight="hold_only")
    )
    assert (ran.returncode, left_in(tmp_path)) == (0, {"evening.opus"})
    assert "nobody speaks" in ran.stdout


def test_no_evening_is_no_file(tmp_path):
    ran = sound_of(tmp_path, text=asks(tonight="not_tonight"))
    assert (ran.returncode, left_in(tmp_path)) == (3, set())
    assert "Traceback" not in ran.stderr


@pytest.mark.parametrize(
    ("arguments", "out", "says"),
    [
        ((), "evening.wav", ".m4a, .opus or .mp3"),
        ((), "evening", ".m4a, .opus or .mp3"),
        ((), "nowhere/evening.m4a", "nowhere is not a folder"),
        (("--voice", "nobody"), "evening.m4a", "nobody"),
        (("--music", "missing.mp3"), "evening.m4a", "missing.mp3 is not a file"),
        (("--character", "loud"), "evening.m4a", "loud"),
        (("--hearing", "deaf"), "evening.m4a", "deaf"),
        (("--body", "giant"), "evening.m4a", "giant"),
        (("--seed", "-1"), "evening.m4a", "--seed"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(arguments, out, says, tmp_path):
    ran = sound_of(tmp_path, *arguments, out=out)
    assert ran.returncode == 2
    assert says in ran.stderr
    assert is_one_sentence(ran.stderr)
    assert left_in(tmp_path) == set()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGHUP])
def test_whoever_leaves_while_it_is_written_keeps_what_was_there_and_nothing_else(number, tmp_path):
    (tmp_path / "evening.toml").write_text(asks(), encoding="utf-8")
    (tmp_path / "evening.mp3").write_bytes(b"older")
    words = ["sound", "evening.toml", "-o", "evening.mp3", "--hearing", "silent", "--character", "voice_only"]
    command = [str(BACKRUB), *words, "--data-dir", str(tmp_path.parent / f"{tmp_path.name}-data")]
    with subprocess.Popen(command, cwd=tmp_path, env=environ(tmp_path), stderr=subprocess.PIPE) as process:
        while not [*tmp_path.glob(".*.part")]:
            with suppress(subprocess.TimeoutExpired):
                assert process.wait(0.02) is None
        process.send_signal(number)
        _, said = process.communicate(timeout=20)
    assert (process.returncode, said) == (130, b"")
    assert left_in(tmp_path) == {"evening.mp3"}
    assert (tmp_path / "evening.mp3").read_bytes() == b"older"


def test_a_folder_is_no_file(tmp_path):
    (tmp_path / "evening.m4a").mkdir()
    ran = sound_of(tmp_path, out="evening.m4a")
    assert ran.returncode == 2
    assert is_one_sentence(ran.stderr)
