/**
 * The session's clock on this device: it follows the server's, and goes on alone while nobody answers.
 * Times are milliseconds; the clock is below 0 while hands get ready.
 */

const KEPT_SAMPLES = 6;
const JUMP_MS = 2_000;

export class SessionClock {
  #key;
  #samples = [];
  #offset;

  /** Begin with what the page was told, unless this device knows better from before. */
  constructor(session, told_ms, memory, wall = Date.now) {
    this.#key = `backrub:clock:${session}`;
    this.memory = memory;
    this.wall = wall;
    const kept = memory.get(this.#key);
    this.#offset = typeof kept === "number" ? kept : told_ms - wall();
  }

  /** Return the session's clock now. */
  now() {
    return this.wall() + this.#offset;
  }

  /** Return the session's clock at a time of this device. */
  at(wall_ms) {
    return wall_ms + this.#offset;
  }

  /** Take in what the server's clock just said; the least delayed of the latest answers counts. */
  hear(now_ms) {
    const sample = now_ms - this.wall();
    const jumped = this.#samples.length && Math.abs(sample - Math.max(...this.#samples)) > JUMP_MS;
    this.#samples = [...(jumped ? [] : this.#samples), sample].slice(-KEPT_SAMPLES);
    this.#offset = Math.max(...this.#samples);
    this.memory.set(this.#key, this.#offset);
  }
}
