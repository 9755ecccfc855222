/**
 * Compile a score to breakpoints: what hands do as points that are followed in straight lines, and what rings, beats
 * and is said beside them. The server does the same; tests hold both to the same numbers.
 *
 * Breakpoints are {points, bells, pulses, spoken}; a point is {at_s, u, side, level, pressure}, timed in seconds of
 * the evening: u 0 hips to 1 crown, side -1 the receiver's left to 1 right, level 0 to 1, pressure 1 to 4.
 */

const LIFT_S = 0.06;
const SAME_PLACE_U = 0.02;
const TURNING = 0.2;
const ROUNDS_DIP = 0.5;
const LEAST_ROUND_S = 1;
const BREATH_S = 4.8;
const RESTING = [0.12, 0.25];
const PULSES_APART_S = 4;
const SIDES = { left: -1, right: 1, both: 0 };
const PULSES = { left: 1, right: 2 };
const SEMITONES_OF_SPINE = 24;
const PENTATONIC = [0, 2, 4, 7, 9];

/** Return the breakpoints of a score. */
export function breakpoints(score) {
  const sweeps = score.steps.flatMap((step) =>
    step.sweeps.map((sweep) => ({ ...sweep, start_s: step.start_s + sweep.start_s })),
  );
  const cues = score.steps.flatMap((step) => step.cues.map((cue) => ({ ...cue, at_s: step.start_s + cue.start_s })));
  return {
    points: framed(lead(sweeps), score.seconds),
    bells: cues.filter((cue) => cue.kind === "bell").map((cue) => bell(cue, sweeps)),
    pulses: pulses(score),
    spoken: cues
      .filter((cue) => cue.kind === "speech")
      .map(({ at_s, key, text, priority }) => ({ at_s, key, text, priority })),
  };
}

/** Return the points of sweeps in order; hands that go elsewhere at once are silent for a moment. */
function lead(sweeps) {
  const led = [];
  sweeps.forEach((sweep, i) => {
    const before = i > 0 && keptOn(sweeps[i - 1], sweep);
    const after = i + 1 < sweeps.length && keptOn(sweep, sweeps[i + 1]);
    const points = swell(sweep, before ? TURNING : 0, after ? TURNING : 0);
    if (led.length && led.at(-1).at_s > points[0].at_s - LIFT_S) makeWay(led, points[0].at_s, before);
    led.push(...points);
  });
  return led;
}

/** End what was led before a second: on it where hands stay on, a moment earlier where they lift. */
function makeWay(led, at_s, isKeptOn) {
  const last = led.pop();
  if (isKeptOn) return;
  const before = led.at(-1);
  const ends_s = at_s - LIFT_S;
  const share = (ends_s - before.at_s) / (last.at_s - before.at_s);
  led.push({ ...last, at_s: ends_s, u: before.u + (last.u - before.u) * share });
}

/** Return whether hands go on from one sweep into the next without lifting. */
function keptOn(before, after) {
  return (
    before.side === after.side &&
    Math.abs(before.to_u - after.from_u) <= SAME_PLACE_U &&
    after.start_s - (before.start_s + before.duration_s) <= LIFT_S
  );
}

/** Return the points of a sweep: its swell between the levels it begins and ends at. */
function swell(sweep, begins, ends) {
  return [[0, begins], ...inner(sweep), [1, ends]].map(([share, level]) => ({
    at_s: sweep.start_s + sweep.duration_s * share,
    u: sweep.from_u + (sweep.to_u - sweep.from_u) * share,
    side: SIDES[sweep.side],
    level,
    pressure: sweep.pressure,
  }));
}

/** Return the shares of a sweep at which its level turns, with those levels. */
function inner(sweep) {
  const height = 0.4 + 0.15 * sweep.pressure;
  if (sweep.touch === "glide") return [[1 / 3, height], [2 / 3, height]];
  if (sweep.touch === "rest") return rounds(sweep.duration_s, BREATH_S, ...RESTING);
  const round_s = Math.max(LEAST_ROUND_S, sweep.round_s || LEAST_ROUND_S);
  return rounds(sweep.duration_s, round_s, height * ROUNDS_DIP, height);
}

/** Return the turns of whole rounds, high in the middle of each. */
function rounds(duration_s, round_s, low, high) {
  const halves = 2 * Math.max(1, Math.trunc(duration_s / round_s + 0.5));
  return Array.from({ length: halves - 1 }, (_, i) => [(i + 1) / halves, i % 2 ? low : high]);
}

/** Return the points with silence from the first second to the last. */
function framed(led, seconds) {
  const first = led[0] ?? { at_s: 0, u: 0.5, side: 0, level: 0, pressure: 1 };
  const last = led.at(-1) ?? first;
  const before = led.length && led[0].at_s <= 0 ? [] : [{ ...first, at_s: 0, level: 0 }];
  const after = led.length && last.at_s >= seconds ? [] : [{ ...last, at_s: seconds, level: 0 }];
  return [...before, ...led, ...after];
}

/** Return a bell in tune with where hands go next. */
function bell(cue, sweeps) {
  const next = sweeps.find((sweep) => sweep.start_s >= cue.at_s);
  const u = next ? next.from_u : (sweeps.at(-1)?.to_u ?? 0);
  const semitone = (u * SEMITONES_OF_SPINE) % 12;
  const away = (note) => Math.abs(note - semitone);
  const pitch_class = PENTATONIC.reduce((best, note) => (away(note) < away(best) ? note : best));
  return { at_s: cue.at_s, kind: cue.key.replace("bell.", ""), pitch_class };
}

/** Return a pulse where a step first works on one side, then with its sweeps, not too often. */
function pulses(score) {
  const beats = [];
  for (const step of score.steps) {
    let last_s = -PULSES_APART_S;
    for (const sweep of step.sweeps) {
      if (!(sweep.side in PULSES) || sweep.start_s - last_s < PULSES_APART_S) continue;
      last_s = sweep.start_s;
      beats.push({ at_s: step.start_s + sweep.start_s, count: PULSES[sweep.side] });
    }
  }
  return beats;
}
