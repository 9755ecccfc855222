/** How fast a hand moves over the screen, in centimetres a second, and what can be said of it at the end. */

const WINDOW_MS = 160;
const STEP_MS = 40; // long enough to smooth whole pixels, short enough to follow a bend
const LONGEST_GAP_MS = 250; // a page that was asleep measured nothing

export class HandSpeed {
  #recent = [];
  #known = []; // [cm a second, milliseconds]

  constructor(pxPerCm) {
    this.pxPerCm = pxPerCm;
  }

  /** Note where the hand is, in CSS pixels, at a time in milliseconds; `counts` is false off the path. */
  add(x, y, at_ms, counts = true) {
    const before = this.#recent.at(-1);
    if (before && at_ms - before.at_ms < STEP_MS) return;
    this.#recent.push({ x, y, at_ms });
    while (this.#recent.length > 2 && at_ms - this.#recent[0].at_ms > WINDOW_MS) this.#recent.shift();
    const speed = this.now;
    if (speed === undefined || !before || !counts) return;
    this.#known.push([speed, Math.min(at_ms - before.at_ms, LONGEST_GAP_MS)]);
  }

  /** The hand left the screen: what comes next is another movement. */
  lift() {
    this.#recent = [];
  }

  /** Return the speed now, undefined before there is one. */
  get now() {
    const [first, last] = [this.#recent[0], this.#recent.at(-1)];
    if (!first || first === last) return undefined;
    const legs = this.#recent.slice(1).map(({ x, y }, index) => {
      const from = this.#recent[index];
      return Math.hypot(x - from.x, y - from.y);
    });
    const cm = legs.reduce((sum, px) => sum + px, 0) / this.pxPerCm;
    return (cm * 1000) / (last.at_ms - first.at_ms);
  }

  /** Return the seconds that counted. */
  get seconds() {
    return this.#known.reduce((sum, [, ms]) => sum + ms, 0) / 1000;
  }

  /** Return the speed that half of the time was below. */
  get median() {
    const sorted = [...this.#known].sort((one, other) => one[0] - other[0]);
    let left = (this.seconds * 1000) / 2;
    return sorted.find(([, ms]) => (left -= ms) <= 0)?.[0] ?? 0;
  }

  /** Return the share of the time, 0 to 1, between two speeds. */
  within(least, most) {
    const inside = this.#known.filter(([speed]) => speed >= least && speed <= most);
    return inside.reduce((sum, [, ms]) => sum + ms, 0) / 1000 / (this.seconds || 1);
  }
}
