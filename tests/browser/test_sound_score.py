"""The score as the page plays it: the same numbers as the server's, and heard where hands are."""

import base64
import json
from pathlib import Path

import numpy as np
import pytest

from backrub.documents.score_json import breakpoints_bytes, read_breakpoints
from backrub.domain.score.hearing import Hearing, heard
from backrub.domain.score.reflow import value_at
from backrub.web.assets import asset

GOLDEN = Path(__file__).parent.parent / "golden" / "score"
EVENINGS = ("five_minutes_seated", "twelve_minutes_one_sided")
RATE_HZ = 16_000
FROM_S, SECONDS = 100, 40
CHANGED_S = 20
SOON_MS = 20
TRIES = 3
"""A machine that is busy with something else for a moment is not the fault of a change."""

LOWEST_HZ = 220.0
COLUMNS = ("at_s", "u", "side", "level", "pressure")

RENDER = """
async ([base, {score, fresh, from_s, seconds, rate_hz, changed_s}]) => {
  const {Lead} = await import(base + 'lead.js');
  const {breakpoints} = await import(base + 'breakpoints.js');
  const {reflowed} = await import(base + 'reflow.js');
  const context = new OfflineAudioContext(6, seconds * rate_hz, rate_hz);
  const past = breakpoints(score);
  const lead = new Lead(context, 0);
  const merged = new ChannelMergerNode(context, {numberOfInputs: 6});
  const sides = new ChannelSplitterNode(context, {numberOfOutputs: 2});
  lead.output.connect(sides);
  sides.connect(merged, 0, 0);
  sides.connect(merged, 1, 1);
  ['u', 'side', 'level', 'pressure'].forEach((name, i) => lead.signals[name].connect(merged, 0, i + 2));
  merged.connect(context.destination);
  lead.follow(past.points, -from_s, 0.05);
  lead.extend(45);
  let took_ms = null;
  if (fresh) context.suspend(changed_s).then(() => {
    const began = performance.now();
    const now_s = context.currentTime;
    lead.follow(reflowed(past, breakpoints(fresh), from_s + now_s).points, -from_s, now_s + 0.05);
    lead.extend(now_s + 45);
    took_ms = performance.now() - began;
    context.resume();
  });
  const sound = await context.startRendering();
  const bytes = (i) => {
    const raw = new Uint8Array(sound.getChannelData(i).buffer);
    let text = '';
    for (let at = 0; at < raw.length; at += 32768) text += String.fromCharCode(...raw.subarray(at, at + 32768));
    return btoa(text);
  };
  return {took_ms, channels: [0, 1, 2, 3, 4, 5].map(bytes)};
}
"""


@pytest.fixture
def page(phone):
    return phone().open("/what-works")


def golden(name):
    return json.loads((GOLDEN / f"{name}.json").read_bytes())


def run(page, script, given):
    """Run an async function of [the folder of the modules, what is given] on the page."""
    return page.evaluate(script, [asset("js/sound/lead.js").removesuffix("lead.js"), given])


def as_columns(told):
    """Return the page's points as the server writes them, a list a value."""
    beside = {name: told[name] for name in ("bells", "pulses", "spoken")}
    return {**{name: [point[name] for point in told["points"]] for name in COLUMNS}, **beside}


def assert_alike(told, expected):
    found = as_columns(told)
    for name in COLUMNS:
        assert found[name] == pytest.approx(expected[name], abs=1e-6), name
    for name in ("bells", "pulses", "spoken"):
        assert [one.pop("at_s") for one in found[name]] == pytest.approx(
            [one["at_s"] for one in expected[name]], abs=1e-6
        )
        assert found[name] == [{k: v for k, v in one.items() if k != "at_s"} for one in expected[name]]


@pytest.mark.parametrize("name", EVENINGS)
def test_the_page_compiles_a_score_to_the_same_breakpoints(page, name):
    vector = golden(name)
    script = "async ([base, score]) => (await import(base + 'breakpoints.js')).breakpoints(score)"
    assert_alike(run(page, script, vector["score"]), vector["breakpoints"])


def test_the_page_reflows_a_change_to_the_same_breakpoints(page):
    vector = golden("reflow")
    script = """async ([base, {past, fresh, at_s}]) => {
      const {breakpoints} = await import(base + 'breakpoints.js');
      const {reflowed} = await import(base + 'reflow.js');
      return reflowed(breakpoints(past), breakpoints(fresh), at_s);
    }"""
    assert_alike(run(page, script, vector), vector["breakpoints"])


@pytest.mark.parametrize("hearing", list(Hearing))
def test_who_wants_less_words_hears_the_same_on_both(page, hearing):
    vector = golden("five_minutes_seated")
    points = read_breakpoints(json.dumps(vector["breakpoints"]).encode())
    script = """async ([base, {score, hearing}]) => {
      const {breakpoints} = await import(base + 'breakpoints.js');
      return (await import(base + 'hearing.js')).heard(breakpoints(score), hearing);
    }"""
    found = run(page, script, {"score": vector["score"], "hearing": hearing.value})
    assert_alike(found, json.loads(breakpoints_bytes(heard(points, hearing))))


def rendered(page, **given):
    """Return what the lead sounds like and follows from FROM_S on: left, right, u, side, level, pressure."""
    told = run(page, RENDER, {"from_s": FROM_S, "seconds": SECONDS, "rate_hz": RATE_HZ, **given})
    channels = [np.frombuffer(base64.b64decode(one), dtype=np.float32) for one in told["channels"]]
    return told["took_ms"], np.array(channels, dtype=np.float64)


def pitch_hz(samples, at_s, over_s=0.2):
    """Return the pitch around a moment by the rising crossings of zero, exact to a sample's fraction."""
    first, last = (round((at_s + way * over_s / 2) * RATE_HZ) for way in (-1, 1))
    piece = samples[first:last]
    rising = np.flatnonzero((piece[:-1] < 0) & (piece[1:] >= 0))
    exact = rising - piece[rising] / (piece[rising + 1] - piece[rising])
    return (len(exact) - 1) * RATE_HZ / (exact[-1] - exact[0])


def cents_away(page, points, *, turned=False):
    _, (left, right, *_) = rendered(page, score=golden("twelve_minutes_one_sided")["score"])
    away = []
    for at_s in np.arange(1, SECONDS - 1, 0.25):
        there = value_at(points, FROM_S + at_s)
        if there.level > 0.15:
            u = 1 - there.u if turned else there.u
            away.append(1200 * np.log2(pitch_hz(left + right, at_s) / (LOWEST_HZ * 4**u)))
    assert len(away) > 60
    return np.abs(away)


def test_pitch_is_where_hands_are(page):
    points = read_breakpoints(json.dumps(golden("twelve_minutes_one_sided")["breakpoints"]).encode())
    away = cents_away(page, points)
    assert np.median(away) <= 10
    assert np.quantile(away, 0.95) <= 30
    assert np.median(cents_away(page, points, turned=True)) > 100


def test_the_lead_keeps_to_the_breakpoints_to_the_last_digit(page):
    points = read_breakpoints(json.dumps(golden("twelve_minutes_one_sided")["breakpoints"]).encode())
    _, (_, _, *followed) = rendered(page, score=golden("twelve_minutes_one_sided")["score"])
    for at in range(RATE_HZ, (SECONDS - 1) * RATE_HZ, 997):
        there = value_at(points, FROM_S + at / RATE_HZ)
        found = [one[at] for one in followed]
        assert found == pytest.approx([there.u, there.side, there.level, there.pressure], abs=2e-4)


@pytest.mark.parametrize(("from_s", "side"), [(460, -1.0), (560, 1.0)])
def test_the_side_is_heard(page, from_s, side):
    points = read_breakpoints(json.dumps(golden("twelve_minutes_one_sided")["breakpoints"]).encode())
    score = golden("twelve_minutes_one_sided")["score"]
    _, (left, right, *_) = rendered(page, score=score, from_s=from_s)
    louder_right = {side: [], 0.0: []}
    for at_s in np.arange(1, SECONDS - 1, 0.25):
        there = value_at(points, from_s + at_s)
        if there.level > 0.1 and there.side in louder_right:
            first = round(at_s * RATE_HZ)
            power = [np.mean(one[first : first + RATE_HZ // 10] ** 2) for one in (left, right)]
            louder_right[there.side].append(10 * np.log10(power[1] / power[0]))
    assert min(side * louder for louder in louder_right[side]) >= 6
    assert max(abs(louder) for louder in louder_right[0.0]) <= 1


def test_a_change_is_heard_at_once_and_leaves_the_past_as_it_was(page):
    vector = golden("reflow")
    score, fresh = vector["past"], vector["fresh"]
    change = {"score": score, "from_s": vector["at_s"] - CHANGED_S}
    _, before = rendered(page, **change)
    changes = [rendered(page, **change, fresh=fresh, changed_s=CHANGED_S) for _ in range(TRIES)]
    _, after = changes[0]
    changed, audible = (round((CHANGED_S + late_s) * RATE_HZ) for late_s in (0.05, 0.15))
    assert np.abs(after - before)[:, :changed].max() <= 1e-6
    assert np.abs(after - before)[:2, changed:audible].max() > 1e-3
    assert min(took_ms for took_ms, _ in changes) <= SOON_MS
    steps = np.abs(np.diff(after[:2], axis=1))
    assert steps.max() <= 1.2 * np.abs(np.diff(before[:2], axis=1)).max(), "nothing clicks"
    points = read_breakpoints(json.dumps(vector["breakpoints"]).encode())
    for at_s in np.arange(CHANGED_S + 1, SECONDS - 1):
        there = value_at(points, change["from_s"] + at_s)
        found = after[2:, round(at_s * RATE_HZ)]
        assert found == pytest.approx([there.u, there.side, there.level, there.pressure], abs=1e-3)
