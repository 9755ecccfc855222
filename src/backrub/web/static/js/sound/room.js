/** The room: a small one, made of seeded noise that dies away. */

import { noise } from "./chance.js";

const LASTS_S = 2;
const DIES_BY = 6.9; // a thousandth at the end
const SEED = 1789;

/** Return a convolver that sounds like a small room; `share` is how loud it is. */
export function room(context, share) {
  const buffer = noise(context, LASTS_S, SEED);
  for (let channel = 0; channel < 2; channel++) {
    const samples = buffer.getChannelData(channel);
    for (let i = 0; i < samples.length; i++) samples[i] *= Math.exp((-DIES_BY * i) / samples.length);
  }
  const walls = new ConvolverNode(context, { buffer });
  const damped = new BiquadFilterNode(context, { type: "lowpass", frequency: 2600 });
  const loud = new GainNode(context, { gain: share });
  damped.connect(walls).connect(loud);
  return { input: damped, output: loud };
}
