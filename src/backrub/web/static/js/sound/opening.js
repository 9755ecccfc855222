/** What is said at the start about how sound is to be taken, in the first quiet that is long enough. */

import { secondsOf } from "./reflow.js";

const LATEST_S = 60;
const HOW = 3;

/** Return the breakpoints with the opening words after the first line there is room for; else as they are. */
export function opened(known, text) {
  const { spoken, points } = known;
  const ends = spoken.length ? spoken.map((cue) => cue.at_s + secondsOf(cue.text)) : [0];
  const begins = [...spoken.slice(1).map((cue) => cue.at_s), points.at(-1).at_s];
  const i = ends.findIndex((end_s, n) => end_s <= LATEST_S && end_s + secondsOf(text) <= begins[n]);
  if (i < 0) return known;
  const line = { at_s: ends[i], key: "sound.opening", text, priority: HOW };
  return { ...known, spoken: [...spoken, line].sort((a, b) => a.at_s - b.at_s) };
}
