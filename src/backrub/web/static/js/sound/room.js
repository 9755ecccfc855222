/** The room: a small one, made of seeded noise that dies away, its highs sooner. */

import { noise } from "./chance.js";

const DIES_BY = Math.log(1000);
const HIGHEST_HERTZ = 2600;
const SEED = 1789;

/** Return what sounds like a room of some seconds; `level` is its share. */
export function room(context, { seconds, level }) {
  const buffer = noise(context, Math.ceil(seconds), SEED);
  for (let channel = 0; channel < 2; channel++) {
    const samples = buffer.getChannelData(channel);
    for (let i = 0; i < samples.length; i++) samples[i] *= Math.exp((-DIES_BY * i) / (seconds * context.sampleRate));
  }
  const walls = new ConvolverNode(context, { buffer });
  const input = new BiquadFilterNode(context, { type: "lowpass", frequency: HIGHEST_HERTZ });
  const output = new GainNode(context, { gain: level });
  input.connect(walls).connect(output);
  return { input, output };
}
