/** Pads: a bed of steady tones, each drifting louder and softer by chance of a seed, so that no loop is ever heard. */

import { chance } from "./chance.js";

const LOWEST_HERTZ = 110;
const LEVEL = 0.09;
const LEAST = 0.06; // a tone never quite goes
const SPREAD = 0.7;

export class Pads {
  #tones;

  /** Begin at a moment of the context, softly. */
  constructor(context, { pads, harmonics, drift_s }, seed, at_s) {
    const random = chance(seed);
    const imag = Float32Array.from([0, ...harmonics]);
    const timbre = new PeriodicWave(context, { real: new Float32Array(imag.length), imag, disableNormalization: true });
    this.output = new GainNode(context, { gain: LEVEL });
    this.#tones = pads.map(([ratio, level]) => {
      const gain = drifting(context, timbre, ratio, SPREAD * (2 * random() - 1), this.output);
      return { gain, level, random, at_s, drift_s: drift_s * (0.8 + 0.45 * random()) };
    });
  }

  /** Let tones drift as far as a moment of the context, and to the next turn beyond. */
  extend(until_s) {
    for (const tone of this.#tones) {
      while (tone.at_s < until_s) {
        tone.at_s += tone.drift_s;
        tone.gain.linearRampToValueAtTime(tone.level * (LEAST + (1 - LEAST) * tone.random() ** 2), tone.at_s);
      }
    }
  }
}

function drifting(context, periodicWave, ratio, pan, out) {
  const voice = new OscillatorNode(context, { periodicWave, frequency: LOWEST_HERTZ * ratio });
  const loud = new GainNode(context, { gain: 0 });
  voice.connect(loud).connect(new StereoPannerNode(context, { pan })).connect(out);
  voice.start();
  return loud.gain;
}
