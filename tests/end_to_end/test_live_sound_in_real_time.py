"""The live sound of the real server, as it comes: script/soak listens for two minutes."""

import sys
import time
from pathlib import Path

import httpx
import numpy as np
from tests.aired import Aired, decoded, whistles
from tests.begun import EVENING, begin
from tests.browser.seeded import record_of
from tests.browser.server import Server

WHISTLING = Path(__file__).parents[1] / "browser" / "whistling.py"
BYTES_A_S = 32_000
LATEST_S = 0.5
FROM_S = 115


def test_every_line_comes_in_time_and_nothing_comes_long_before(tmp_path, listening_s):
    server = Server(tmp_path, command=[sys.executable, str(WHISTLING), "serve"])
    server.start()
    try:
        with record_of(server) as store:
            began_s = _now_s() - FROM_S
            begun = begin(store, began_ms=round(began_s * 1000), evening={**EVENING, "minutes": 5})
        sound, came_s, (asked_s, first_s) = listen(server, begun, listening_s)
    finally:
        server.stop()
    ahead_s = np.array([total / BYTES_A_S - at_s for at_s, total in came_s])
    assert ahead_s.max() < 2.5
    asked_s, first_s = asked_s - began_s, first_s - began_s
    until_s = first_s + len(sound) / BYTES_A_S - 1
    planned = [cue.at_s for cue in Aired(minutes=5).points.spoken if first_s + 1 < cue.at_s < until_s]
    assert planned
    # The sound begins where the session was at some moment between the question and the first of the answer; how far
    # the two lie apart is a matter of how busy the machine is.
    heard = [(asked_s + at_s, first_s + at_s) for at_s in whistles(decoded(sound))]
    late_s = [min(max(0, early_s - cue_s, cue_s - late_s) for early_s, late_s in heard) for cue_s in planned]
    assert max(late_s) <= LATEST_S


def listen(server, begun, seconds):
    """Return what came, how much had come when, and the times of the question and of the first of the answer."""
    sound, came_s, asked_s, first_s = bytearray(), [], _now_s(), None
    url = f"http://127.0.0.1:{server.port}/sessions/{begun.session_id}/sound.mp3"
    with httpx.stream("GET", url, cookies={"backrub_device": begun.giver}, timeout=20) as answer:
        for chunk in answer.iter_raw():
            first_s = first_s or _now_s()
            sound += chunk
            came_s.append((_now_s() - first_s, len(sound)))
            if came_s[-1][0] > seconds:
                break
    return bytes(sound), came_s, (asked_s, first_s)


def _now_s():
    return time.time_ns() / 1e9
