/** The lines of an evening in their turn: each is said once, at its second or a little later, or not at all. */

const LATEST_S = 4;

export class Lines {
  #said = new Set();
  latest = "";

  /** Take the line that is due at a second of the evening, undefined if none; `priority` is the least it must have. */
  take(spoken, at_s, priority) {
    const line = spoken.find(
      (cue) => cue.at_s <= at_s && at_s - cue.at_s <= LATEST_S && cue.priority <= priority && !this.#said.has(key(cue)),
    );
    if (!line) return undefined;
    this.#said.add(key(line));
    this.latest = line.text;
    return line;
  }
}

/** Return whether a line begins within so many seconds. */
export function isNear(spoken, at_s, within_s) {
  return spoken.some((cue) => cue.at_s > at_s && cue.at_s - at_s <= within_s);
}

function key(cue) {
  return `${cue.at_s} ${cue.text}`;
}
