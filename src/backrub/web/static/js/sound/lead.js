/**
 * The lead: one soft voice whose pitch is where hands are along the spine, 220 Hz at the hips and two octaves more at
 * the crown. Four signals follow the breakpoints; everything audible hangs on them, so a change touches only four.
 */

import { firstAfter, valueAt } from "./reflow.js";

const LOWEST_HERTZ = 220;
const CENTS_OF_SPINE = 2400;
const WIDTH = 0.72; // full left would leave the other ear alone
const DARKEST_HERTZ = 900;
const BRIGHTER_HERTZ = 650; // for each level of pressure
const JOIN_S = 0.3;
const NAMES = ["u", "side", "level", "pressure"];
const SILENCE = { u: 0.5, side: 0, level: 0, pressure: 1 };

export class Lead {
  #points;
  #zero_s = 0;
  #led_s = 0; // the second of the evening up to which the lines are drawn
  #held = SILENCE;

  /** Begin silent; `strengths` are those of the harmonics. */
  constructor(context, strengths) {
    this.output = new StereoPannerNode(context);
    this.signals = Object.fromEntries(NAMES.map((name) => [name, new ConstantSourceNode(context, { offset: SILENCE[name] })]));
    const swell = new GainNode(context, { gain: 0 });
    const brightness = new BiquadFilterNode(context, { type: "lowpass", frequency: DARKEST_HERTZ - BRIGHTER_HERTZ, Q: 0.3 });
    this.#scaled(context, "side", WIDTH, this.output.pan);
    this.#scaled(context, "pressure", BRIGHTER_HERTZ, brightness.frequency);
    this.signals.level.connect(swell.gain);
    const cents = new GainNode(context, { gain: CENTS_OF_SPINE });
    this.signals.u.connect(cents);
    strengths.forEach((strength, i) => harmonic(context, cents, i + 1, strength).connect(brightness));
    brightness.connect(swell).connect(this.output);
    for (const signal of Object.values(this.signals)) signal.start();
  }

  /** Follow breakpoints from a moment of the context on; second 0 of the evening is at `zero_s` of the context. */
  follow(points, zero_s, at_s) {
    const joins = valueAt(points, at_s + JOIN_S - zero_s);
    this.#bendAt(at_s);
    this.#drawTo(joins, at_s + JOIN_S);
    [this.#points, this.#zero_s, this.#led_s] = [points, zero_s, joins.at_s];
  }

  /** Draw the lines as far as a moment of the context, and to the next point beyond. */
  extend(until_s) {
    const points = this.#points;
    if (!points) return;
    for (let i = firstAfter(points, this.#led_s); i < points.length && this.#led_s + this.#zero_s < until_s; i++) {
      this.#led_s = points[i].at_s;
      this.#drawTo(points[i], this.#led_s + this.#zero_s);
    }
  }

  /** Stay where hands are from a moment on, and fade. */
  rest(at_s, fade_s) {
    this.#held = { ...this.#bendAt(at_s), level: 0 };
    this.#points = undefined;
    this.#drawTo(this.#held, at_s + fade_s);
  }

  /** Forget the lines after a moment; what is before it stays as it was. A line cut there is drawn to it anew. */
  #bendAt(at_s) {
    const here = this.#points ? valueAt(this.#points, at_s - this.#zero_s) : this.#held;
    for (const name of NAMES) this.signals[name].offset.cancelScheduledValues(at_s);
    this.#drawTo(here, at_s);
    return here;
  }

  #drawTo(values, at_s) {
    for (const name of NAMES) this.signals[name].offset.linearRampToValueAtTime(values[name], at_s);
  }

  #scaled(context, name, scale, parameter) {
    const scaled = new GainNode(context, { gain: scale });
    this.signals[name].connect(scaled).connect(parameter);
  }
}

function harmonic(context, cents, multiple, strength) {
  const voice = new OscillatorNode(context, { frequency: LOWEST_HERTZ * multiple });
  const loud = new GainNode(context, { gain: strength });
  cents.connect(voice.detune);
  voice.connect(loud);
  voice.start();
  return loud;
}
