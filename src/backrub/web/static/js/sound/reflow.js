/** Change what is heard from a moment on: the past stays, nothing jumps, and no two lines are said at once. */

const JOIN_S = 0.3;
const LATEST_S = 4;
const WORDS_PER_S = 2.3;
const BREATH_S = 0.4;

/** Return the past before a second and what is fresh after it; the lead reaches it within 0.3 s. */
export function reflowed(past, fresh, at_s) {
  const said = past.spoken.filter((cue) => cue.at_s < at_s);
  const waiting = fresh.spoken.filter((cue) => cue.at_s >= at_s);
  return {
    points: joinedPoints(past.points, fresh.points, at_s),
    bells: spliced(past.bells, fresh.bells, at_s),
    pulses: spliced(past.pulses, fresh.pulses, at_s),
    spoken: [...said, ...inTurn(waiting, said)],
  };
}

/** Return the breakpoints with a line said at its second whatever was planned; later lines wait or yield. */
export function interjected(known, cue) {
  const before = known.spoken.filter((each) => each.at_s < cue.at_s);
  const after = known.spoken.filter((each) => each.at_s >= cue.at_s);
  return { ...known, spoken: [...before, cue, ...inTurn(after, [cue])] };
}

/** Return the lead at a second; before the first point and after the last it stays. */
export function valueAt(points, at_s) {
  const right = firstAfter(points, at_s);
  if (right === 0 || right === points.length) return { ...points[Math.min(right, points.length - 1)], at_s };
  const [a, b] = [points[right - 1], points[right]];
  const share = (at_s - a.at_s) / (b.at_s - a.at_s);
  const between = (name) => a[name] + (b[name] - a[name]) * share;
  return { at_s, u: between("u"), side: between("side"), level: between("level"), pressure: between("pressure") };
}

/** Return the index of the first point after a second. */
export function firstAfter(points, at_s) {
  let [low, high] = [0, points.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (points[middle].at_s <= at_s) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Return the seconds a line takes with the quiet after it. */
export function secondsOf(text) {
  return text.split(/\s+/).filter(Boolean).length / WORDS_PER_S + BREATH_S;
}

function joinedPoints(past, fresh, at_s) {
  const kept = past.filter((point) => point.at_s < at_s);
  const end_s = fresh.at(-1).at_s;
  if (at_s >= end_s) return [...kept, valueAt(past, at_s)];
  const reached_s = Math.min(at_s + JOIN_S, end_s);
  return [...kept, valueAt(past, at_s), valueAt(fresh, reached_s), ...fresh.slice(firstAfter(fresh, reached_s))];
}

function spliced(past, fresh, at_s) {
  return [...past.filter((each) => each.at_s < at_s), ...fresh.filter((each) => each.at_s >= at_s)];
}

/** Return lines that begin once what is being said ended; who would wait too long stays unsaid. */
function inTurn(waiting, said) {
  const turns = [];
  let free_s = said.length ? said.at(-1).at_s + secondsOf(said.at(-1).text) : 0;
  for (const cue of waiting) {
    const at_s = Math.max(cue.at_s, free_s);
    if (at_s - cue.at_s > LATEST_S) continue;
    turns.push({ ...cue, at_s });
    free_s = at_s + secondsOf(cue.text);
  }
  return turns;
}
