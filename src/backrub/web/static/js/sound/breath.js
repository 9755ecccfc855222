/** Breath: soft noise that comes and goes at the pace of someone at rest. */

import { noise } from "./chance.js";

const NOISE_S = 13; // no whole number of breaths, so that its beginning is never heard

/** Return the sound of breath as a node to connect. */
export function breath(context, character, seed) {
  const loud = new GainNode(context, { gain: character.breath });
  if (!character.breath) return loud;
  const source = new AudioBufferSourceNode(context, { buffer: noise(context, NOISE_S, seed), loop: true });
  const band = new BiquadFilterNode(context, { type: "bandpass", frequency: character.breathHertz, Q: 0.6 });
  const swell = new OscillatorNode(context, { frequency: 1 / character.cycle_s });
  const depth = new GainNode(context, { gain: 0.8 * character.breath });
  swell.connect(depth).connect(loud.gain);
  source.connect(band).connect(loud);
  source.start();
  swell.start();
  return loud;
}
