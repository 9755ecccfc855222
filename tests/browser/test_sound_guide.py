"""The guide sounds: it follows the plan, speaks in turn, and takes every choice at once."""

import io
import wave

import numpy as np
import pytest
from playwright.sync_api import expect

from tests.browser.seeded import checked_in
from tests.browser.server import wait_until
from tests.browser.test_live_two_phones import Evening, connected, press

CUT = r"net::ERR_|Failed to load resource"
SOUND = "document.querySelector('live-guide').sound"
VOICE = """
(() => {
  const said = window.said = [];
  const engine = {
    getVoices: () => [
      {name: 'Far', lang: 'en-GB', localService: false, default: true},
      {name: 'Anna', lang: 'de-DE', localService: true, default: false},
      {name: 'Plain', lang: 'en-US', localService: true, default: true},
      {name: 'Here (Enhanced)', lang: 'en-GB', localService: true, default: false},
    ],
    speak(line) {
      said.push({text: line.text, voice: line.voice.name, at_ms: Date.now(), volume: line.volume});
      if (window.mute) return;
      this.line = line;
      setTimeout(() => line.onstart?.({}), 1);
      this.timer = setTimeout(() => line.onend?.({}), 800);
    },
    cancel() { clearTimeout(this.timer); this.line?.onerror?.({error: 'interrupted'}); this.line = null; },
  };
  Object.defineProperty(window, 'speechSynthesis', {value: engine});
  window.SpeechSynthesisUtterance = function (text) { this.text = text; };
})();
"""
MEASURE = """
(() => {
  const music = document.querySelector('live-guide').sound.music;
  const ear = new AnalyserNode(music.context, {fftSize: 4096});
  music.loud.connect(ear);
  window.hear = () => {
    const samples = new Float32Array(4096);
    ear.getFloatTimeDomainData(samples);
    return Math.sqrt(samples.reduce((sum, one) => sum + one * one, 0) / 4096);
  };
  window.followed = [];
  const follow = music.follow.bind(music);
  music.follow = (known, zero_s) => { window.followed.push(known); follow(known, zero_s); };
})();
"""
# Listen for some seconds, and tell the loudest moment.
LOUDEST = """
seconds => new Promise((done) => {
  const end_ms = performance.now() + seconds * 1000;
  let most = 0;
  const listen = () => {
    most = Math.max(most, window.hear());
    if (performance.now() < end_ms) requestAnimationFrame(listen);
    else done(most);
  };
  listen();
})
"""
LONG_ENOUGH_S = 3
WITHOUT_BELLS_S = 80
"""When a stretch of the evening begins in which nothing is struck for more than a minute."""

LATEST_MS = 500
TRIES = 3
"""A machine that is busy with something else for a moment is not the fault of a voice."""

# Go to just before the next planned line of the score.
NEAR_A_LINE = """
async () => {
  const {session} = document.querySelector('live-guide');
  const score = await (await fetch(`/sessions/${session.id}/score.json`)).json();
  const lines = score.steps.flatMap(step => step.cues.filter(cue => cue.kind === 'speech')
    .map(cue => ({at_s: step.start_s + cue.start_s, text: cue.text})));
  const next = lines.find(line => line.at_s > session.plan_ms / 1000 + 5);
  const was = session.clock.now.bind(session.clock);
  const ahead_ms = next.at_s * 1000 - session.plan_ms - 600;
  session.clock.now = () => was() + ahead_ms;
  return {...next, due_ms: Date.now() + 600};
}
"""


@pytest.fixture
def evening(server, phone):
    return Evening(server, phone)


def sounding(evening, who="giver", *, voice=True, **options):
    """Give a guide that sounds, with an ear on it."""
    make = evening.phone

    def with_voice(name, **more):
        one = make(name, **more)
        if voice:
            one.context.add_init_script(VOICE)
        return one

    evening.phone = with_voice
    guide = evening.open(who, "guide", **options)
    evening.phone = make
    wait_until(lambda: guide.page.evaluate(f"{SOUND}.leads"))
    guide.page.evaluate(MEASURE)
    return guide


def loudness(guide):
    return guide.page.evaluate("hear()")


def said(guide):
    return [line["text"] for line in guide.page.evaluate("window.said")]


def open_choices(guide):
    guide.page.get_by_role("button", name="Sound").click()


def choose(guide, name):
    guide.page.locator(f"[data-panel=sound] label:has-text('{name}')").first.click()


def test_the_music_is_heard_and_a_line_is_said_at_its_second(evening):
    guide = sounding(evening)
    wait_until(lambda: loudness(guide) > 1e-3)
    spoken = [next_line(guide) for _ in range(TRIES)]
    assert min(abs(late_ms) for late_ms, _ in spoken) <= LATEST_MS
    assert {voice for _, voice in spoken} == {"Here (Enhanced)"}


def next_line(guide):
    """Go to the next line, and return by how many milliseconds it was late, and which voice said it."""
    line = guide.page.evaluate(NEAR_A_LINE)
    wait_until(lambda: line["text"] in said(guide))
    spoken = next(one for one in guide.page.evaluate("window.said") if one["text"] == line["text"])
    return spoken["at_ms"] - line["due_ms"], spoken["voice"]


def test_a_wish_is_spoken_at_once_and_the_music_follows_the_new_plan(evening):
    guide, remote = sounding(evening), evening.open("receiver", "remote")
    followed = guide.page.evaluate("followed.length")
    press(remote.page, "slower")
    wait_until(lambda: guide.page.evaluate("followed.length") > followed)
    relayed = guide.page.evaluate("document.querySelector('live-guide').session.now.line.text")
    wait_until(lambda: relayed in said(guide))


def test_the_last_line_is_said_again(evening):
    guide, remote = sounding(evening), evening.open("receiver", "remote")
    press(remote.page, "lovely")
    wait_until(lambda: said(guide).count("Lovely. Just like this.") == 1)
    open_choices(guide)
    guide.page.get_by_role("button", name="Say it again").click()
    wait_until(lambda: said(guide).count("Lovely. Just like this.") == 2)


def test_a_stop_is_silence_and_a_pause_is_softer(evening):
    guide, remote = sounding(evening), evening.open("receiver", "remote")
    wait_until(lambda: loudness(guide) > 1e-3)
    press(remote.page, "stop")
    wait_until(lambda: loudness(guide) < 1e-5)
    wait_until(lambda: any(text.startswith("Stopped.") for text in said(guide)))
    guide.page.get_by_role("button", name="Go on, softly").click()
    wait_until(lambda: loudness(guide) > 1e-3)
    guide.page.locator(".picture").click()
    wait_until(lambda: guide.page.evaluate(f"{SOUND}.music.resting"))


def test_without_a_voice_bells_stand_for_words(evening):
    guide = sounding(evening, voice=False)
    assert guide.page.evaluate(f"{SOUND}.hearing") == "chimes"
    guide.page.evaluate(NEAR_A_LINE)
    wait_until(lambda: guide.page.evaluate("followed.length") > 0)
    known = guide.page.evaluate("followed.at(-1)")
    assert known["spoken"] == []
    assert "word" in {bell["kind"] for bell in known["bells"]}


def test_a_voice_that_never_begins_gives_way_to_bells(evening):
    guide = sounding(evening)
    guide.page.evaluate("window.mute = true")
    for _ in range(2):
        guide.page.evaluate(f"{SOUND}.speech.say('Softer.', 1)")
    assert guide.page.evaluate(f"{SOUND}.hearing") == "chimes"


def test_the_sound_goes_on_without_a_connection(evening):
    guide = sounding(evening)
    with guide.excuse(CUT):
        line = guide.page.evaluate(NEAR_A_LINE)
        guide.link.cut()
        wait_until(lambda: line["text"] in said(guide))
        expect(guide.page.get_by_text("Not connected; the guide goes on.")).to_be_visible()
        wait_until(lambda: loudness(guide) > 1e-4)
        guide.link.mend()
        wait_until(lambda: connected(guide.page))


def test_choices_are_taken_at_once_and_kept_on_the_device(evening):
    guide = sounding(evening)
    open_choices(guide)
    choose(guide, "Silent")
    wait_until(lambda: is_silent(guide))
    choose(guide, "Tide")
    guide.page.get_by_label("Music", exact=True).fill("0")
    guide.page.reload()
    wait_until(lambda: guide.page.evaluate(f"{SOUND}.leads"))
    assert guide.page.evaluate(f"{SOUND}.hearing") == "silent"
    assert guide.page.evaluate(f"{SOUND}.made").startswith("tide")
    open_choices(guide)
    assert guide.page.get_by_label("Music", exact=True).input_value() == "0"
    guide.page.evaluate(MEASURE)
    wait_until(lambda: loudness(guide) > 1e-6)
    assert loudness(guide) < 5e-3, "the floor is very quiet"


def is_silent(guide):
    """Tell whether the music follows an evening without a word, a bell or a pulse."""
    known = guide.page.evaluate("window.followed.at(-1)")
    return known is not None and not (known["bells"] or known["pulses"] or known["spoken"])


def test_voice_only_leaves_the_bells(server, phone):
    guide = sounding(Evening(server, phone, ago_s=WITHOUT_BELLS_S))
    open_choices(guide)
    choose(guide, "Voice only")
    wait_until(lambda: guide.page.evaluate(f"{SOUND}.made").startswith("voice_only"))
    guide.page.evaluate(MEASURE)
    assert guide.page.evaluate(LOUDEST, LONG_ENOUGH_S) < 1e-6
    guide.page.evaluate(f"{SOUND}.music.ring('place')")
    assert guide.page.evaluate(LOUDEST, LONG_ENOUGH_S) > 1e-3
    choose(guide, "Warm")
    wait_until(lambda: guide.page.evaluate(f"{SOUND}.made").startswith("warm"))
    guide.page.evaluate(MEASURE)
    assert guide.page.evaluate(LOUDEST, LONG_ENOUGH_S) > 1e-3, "music would have been heard as soon"


def a_song():
    """Return ten seconds of a sine as a WAV file."""
    samples = (8000 * np.sin(2 * np.pi * 330 * np.arange(80_000) / 8000)).astype("<i2")
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(8000)
        out.writeframes(samples.tobytes())
    return file.getvalue()


def test_a_file_of_ones_own_plays_here_and_goes_nowhere(evening):
    guide = sounding(evening)
    sent = []
    guide.context.on("request", lambda request: sent.append((request.method, request.url)))
    open_choices(guide)
    choose(guide, "Your own")
    song = {"name": "song.wav", "mimeType": "audio/wav", "buffer": a_song()}
    guide.page.locator("[name=sound-file]").set_input_files(song)
    expect(guide.page.get_by_text("Your file stays on this phone.")).to_be_visible()
    wait_until(lambda: guide.page.evaluate(f"{SOUND}.own?.plays"))
    guide.page.evaluate(MEASURE)
    wait_until(lambda: loudness(guide) > 1e-3)
    guide.page.reload()
    wait_until(lambda: guide.page.evaluate(f"{SOUND}.own?.plays"))
    assert [url for method, url in sent if method == "POST"] == []


def test_a_file_that_is_no_music_is_told(evening):
    guide = sounding(evening)
    open_choices(guide)
    choose(guide, "Your own")
    with guide.excuse("."):
        guide.page.locator("[name=sound-file]").set_input_files(
            {"name": "no.mp3", "mimeType": "audio/mpeg", "buffer": b"no music"}
        )
        expect(guide.page.get_by_text("That file cannot be played here.")).to_have_count(1)


@pytest.mark.parametrize(("width", "height"), [(360, 740), (390, 844), (820, 1180), (1440, 900)])
def test_the_sound_controls_are_large_and_accessible(evening, width, height):
    guide = sounding(evening, viewport={"width": width, "height": height})
    assert guide.accessibility() == []
    assert guide.small_targets(88) == []
    open_choices(guide)
    choose(guide, "Your own")
    expect(guide.page.locator("[data-part=own]")).to_be_visible()
    assert guide.accessibility() == []
    assert guide.small_targets(88) == []
    assert guide.overflow() == 0


def test_the_keyboard_alone_chooses(evening):
    guide = sounding(evening)
    guide.page.get_by_role("button", name="Sound").focus()
    guide.page.keyboard.press("Enter")
    expect(guide.page.get_by_role("button", name="Say it again")).to_be_focused()
    guide.page.keyboard.press("Tab")
    guide.page.keyboard.press("ArrowRight")
    wait_until(lambda: guide.page.evaluate(f"{SOUND}.hearing") == "chimes")


def test_plain_http_sounds_too(evening):
    guide = sounding(evening, bare=True)
    wait_until(lambda: loudness(guide) > 1e-3)


def test_the_page_for_a_locked_phone_plays_what_was_chosen(evening):
    guide = sounding(evening)
    open_choices(guide)
    choose(guide, "Still")
    guide.page.get_by_role("link", name="Lock your phone").click()
    guide.page.wait_for_url("**/tonight/listen")
    source = guide.page.locator("audio").evaluate("player => player.src")
    assert source.endswith("/sound.mp3?hearing=voice&character=still")
    assert guide.page.evaluate("navigator.mediaSession.metadata.title") == "Tonight"
    assert guide.accessibility() == []
    assert guide.small_targets(88) == []
    guide.page.get_by_role("link", name="Back").click()
    guide.page.wait_for_url("**/tonight/guide")


def test_the_locked_phones_sound_plays_and_comes_back_where_the_evening_is(evening):
    guide = evening.open("giver", "guide")
    player = guide.open("/tonight/listen").locator("audio")
    loads = "player => { player.loads = 0; player.addEventListener('loadstart', () => player.loads++); }"
    player.evaluate(loads)
    player.evaluate("player => void player.play()")
    wait_until(lambda: player.evaluate("player => player.currentTime") > 0.5)
    player.evaluate("player => player.pause()")
    wait_until(lambda: player.evaluate("player => player.closest('locked-sound').rested"))
    player.evaluate("player => { player.loads = 0; void player.play().catch(() => undefined); }")
    wait_until(lambda: player.evaluate("player => player.loads") == 1)
    wait_until(lambda: player.evaluate("player => player.currentTime") > 0.5)


def test_one_may_begin_with_the_phone_locked(server, phone):
    cheryl, scott = phone("Cheryl"), phone("Scott")
    checked_in(server, cheryl, scott, brief_read=True)
    page = scott.open("/tonight/ready")
    page.locator("#sound summary").click()
    page.locator("sound-choices label:has-text('Chimes only')").click()
    assert scott.accessibility() == []
    assert scott.small_targets(44) == []
    page.locator("label:has([name=delay_s][value='0'])").click()
    page.get_by_role("button", name="Begin with this phone locked").click()
    page.wait_for_url("**/tonight/listen")
    assert "hearing=chimes" in page.locator("audio").evaluate("player => player.src")
