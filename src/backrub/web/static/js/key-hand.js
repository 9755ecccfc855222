/** A hand on the path for those who use keys: it gathers speed while an arrow is held, and slows when it is let go. */

const GATHERS_CM_S2 = 5;
const MOST_CM_S = 30;

export class KeyHand {
  #held = new Set();
  at = 0; // there and back, 0 to 2
  cm_s = 0;

  /** Take a key that went down or up; return whether it was one of ours. */
  take({ type, key }) {
    if (!key.startsWith("Arrow")) return false;
    if (type === "keydown") this.#held.add(key);
    else this.#held.delete(key);
    return true;
  }

  /** Let go of everything. */
  rest() {
    this.#held.clear();
    this.cm_s = 0;
  }

  /** Return whether the hand is on the path now. */
  get isOn() {
    return this.#held.size > 0 || this.cm_s > 0;
  }

  /** Go on for so many seconds on a path of so many centimetres. */
  move(seconds, path_cm) {
    const gathers = this.#held.size > 0 ? GATHERS_CM_S2 : -GATHERS_CM_S2;
    this.cm_s = Math.min(MOST_CM_S, Math.max(0, this.cm_s + gathers * seconds));
    this.at = (this.at + (this.cm_s * seconds) / path_cm) % 2;
  }
}
