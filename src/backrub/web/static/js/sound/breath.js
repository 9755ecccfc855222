/** Breath: soft noise that comes and goes at the pace of someone at rest. */

import { noise } from "./chance.js";

const NOISE_S = 13; // no whole number of breaths, so that its beginning is never heard
const PERIOD_S = 4.8;
const LEVEL = 0.05;
const MEAN = 0.56;
const DEPTH = 0.44;

/** Return the sound of breath as a node to connect. */
export function breath(context, how, seed) {
  const loud = new GainNode(context, { gain: 0 });
  if (!how) return loud;
  const middle_hz = Math.sqrt(how.low_hz * how.high_hz);
  const source = new AudioBufferSourceNode(context, { buffer: noise(context, NOISE_S, seed), loop: true });
  const band = new BiquadFilterNode(context, { type: "bandpass", frequency: middle_hz, Q: middle_hz / (how.high_hz - how.low_hz) });
  const swell = new OscillatorNode(context, { frequency: 1 / PERIOD_S });
  const depth = new GainNode(context, { gain: DEPTH * LEVEL * how.level });
  loud.gain.value = MEAN * LEVEL * how.level;
  swell.connect(depth).connect(loud.gain);
  source.connect(band).connect(loud);
  source.start();
  swell.start();
  return loud;
}
