"""A locked phone: the page's timers stand still, its name is plain http, and every line is still heard."""

import sys
import time
from pathlib import Path

import pytest

from tests.begun import EVENING, begin
from tests.browser.phone import phones_of
from tests.browser.seeded import let_in, record_of
from tests.browser.server import Server, wait_until

ASLEEP = "window.setTimeout = window.setInterval = window.requestAnimationFrame = () => 0;"
EAR = """async () => {
  const player = document.querySelector('audio');
  const context = new AudioContext();
  const ear = context.createScriptProcessor(2048, 1, 1);
  const step = 2 * Math.PI * 6000 / context.sampleRate;
  window.whistled = [];
  window.last = 0;
  ear.onaudioprocess = event => {
    const samples = event.inputBuffer.getChannelData(0);
    for (let at = 0; at < samples.length; at += 512) {
      let re = 0, im = 0;
      for (let i = at; i < at + 512; i++) {
        re += samples[i] * Math.cos(step * i);
        im += samples[i] * Math.sin(step * i);
      }
      const now = Date.now() - (samples.length - at) / context.sampleRate * 1000;
      if (Math.hypot(re, im) / 512 > 0.01) {
        if (now - window.last > 150) window.whistled.push(now);
        window.last = now;
      }
    }
  };
  context.createMediaElementSource(player).connect(ear).connect(context.destination);
  await player.play();
}"""
NOTE_PRESS = "addEventListener('click', () => { window.pressed = Date.now(); }, {capture: true, once: true})"
BROKEN = r"net::ERR_|Failed to load resource"
LATEST_S = 4.0
"""What a browser may be late; how late it is is measured in benchmarks/."""

BACK_WITHIN_S = 2
"""So long a player may need to begin, or to come back."""

SPOKEN_S = (129, 134, 157, 165, 226)
"""When something is said in this evening of five minutes: lines of the plan, and a question."""


@pytest.fixture
def whistling(tmp_path):
    """Give the real server, whose voice whistles."""
    command = [sys.executable, str(Path(__file__).with_name("whistling.py")), "serve"]
    running = Server(tmp_path, command=command)
    running.start()
    yield running
    running.stop()


def test_every_line_and_every_press_is_heard_by_a_phone_whose_page_sleeps(browser, whistling):
    with phones_of(browser, whistling) as make:
        phone, remote = make("Scott", plain=True), make("Cheryl", plain=True)
        phone.context.add_init_script(ASLEEP)
        with record_of(whistling) as store:
            began_ms = now_ms() - 117_000
            made = begin(store, began_ms=began_ms, evening={**EVENING, "minutes": 5})
        page = let_in(phone, made.giver).open("/tonight/listen")
        page.evaluate(EAR)

        def is_heard_from(from_s):
            heard_s = [(at_ms - began_ms) / 1000 for at_ms in page.evaluate("window.whistled")]
            return any(from_s <= at_s < from_s + LATEST_S for at_s in heard_s)

        def hears_what_is_next():
            passed_s = (now_ms() - began_ms) / 1000
            next_s = next(at_s for at_s in SPOKEN_S if at_s > passed_s + BACK_WITHIN_S)
            wait_until(lambda: is_heard_from(next_s))

        hears_what_is_next()
        with phone.excuse(BROKEN):
            phone.link.cut()
            phone.link.mend()
            hears_what_is_next()
        let_in(remote, made.receiver).open("/tonight/remote").wait_for_selector("[data-ready]")
        remote.page.evaluate(NOTE_PRESS)
        remote.page.locator(".remote > [value='lovely']").click()
        pressed_s = (remote.page.evaluate("window.pressed") - began_ms) / 1000
        wait_until(lambda: is_heard_from(pressed_s))
        assert page.evaluate("document.querySelector('audio').error") is None


def now_ms():
    """Return the time now."""
    return time.time_ns() // 1_000_000
