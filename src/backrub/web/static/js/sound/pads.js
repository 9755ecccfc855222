/** Pads: slow chords that come and go by chance of a seed, so that no loop is heard in an hour. */

import { chance } from "./chance.js";

const LOWEST_HERTZ = 110;
const VOICES = 3;
const LASTS_S = [18, 30]; // one chord, until the next begins
const OVERLAP = 0.6; // of a chord that fades while the next one comes
const SPREAD = 0.5;

export class Pads {
  #next_s;

  /** Begin with a chord at a moment of the context. */
  constructor(context, character, seed, at_s) {
    Object.assign(this, { context, character, random: chance(seed) });
    this.output = new GainNode(context, { gain: character.pads });
    this.#next_s = at_s;
  }

  /** Let chords begin as far as a moment of the context. */
  extend(until_s) {
    if (!this.character.pads) return;
    while (this.#next_s < until_s) {
      const [least_s, most_s] = LASTS_S;
      const lasts_s = least_s + (most_s - least_s) * this.random();
      for (let i = 0; i < VOICES; i++) this.#voice(this.#next_s, lasts_s);
      this.#next_s += lasts_s;
    }
  }

  #voice(at_s, lasts_s) {
    const { context, character, random } = this;
    const note = character.notes[Math.floor(random() * character.notes.length)];
    const voice = new OscillatorNode(context, {
      type: character.padWave,
      frequency: LOWEST_HERTZ * 2 ** (note / 12),
      detune: 8 * random() - 4,
    });
    const fades_s = lasts_s * OVERLAP;
    const loud = new GainNode(context, { gain: 0 });
    loud.gain.setValueAtTime(0, at_s);
    loud.gain.linearRampToValueAtTime(1, at_s + fades_s);
    loud.gain.setValueAtTime(1, at_s + lasts_s);
    loud.gain.linearRampToValueAtTime(0, at_s + lasts_s + fades_s);
    const place = new StereoPannerNode(context, { pan: SPREAD * (2 * random() - 1) });
    voice.connect(loud).connect(place).connect(this.output);
    voice.start(at_s);
    voice.stop(at_s + lasts_s + fades_s);
  }
}
