/** What this device was told about sound; it stays here. Fires "change". */

import { memory } from "../memory.js";

const KEY = "backrub:sound";
const AT_FIRST = { hearing: "voice", character: "warm", music: 7, voice: 8 };
const LOUDEST = 10;
const QUIETEST_DB = -45; // the floor is very quiet, and still there

class Choices extends EventTarget {
  /** Return what is chosen: hearing, character, and two volumes from 0 to 10. */
  get now() {
    return { ...AT_FIRST, ...memory.get(KEY) };
  }

  /** Choose. */
  choose(changes) {
    memory.set(KEY, { ...this.now, ...changes });
    this.dispatchEvent(new Event("change"));
  }
}

export const choices = new Choices();

/** Return a volume as a factor of the samples: even steps for the ear. */
export function loudness(volume) {
  return 10 ** ((QUIETEST_DB * (1 - volume / LOUDEST)) / 20);
}
