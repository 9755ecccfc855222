/**
 * The lead: one soft voice whose pitch is where hands are along the spine, 220 Hz at the hips and two octaves more at
 * the crown. Four signals follow the breakpoints; everything audible hangs on them, so a change touches only four.
 * The left is hollow (odd partials), the right is open (even ones), so that one speaker tells them apart.
 */

import { firstAfter, valueAt } from "./reflow.js";

const LOWEST_HERTZ = 220;
const CENTS_OF_SPINE = 2400;
const WIDTH = 0.75; // full left would leave the other ear alone
const HIGHS_FALL = 0.8; // how much softer the crown is than the hips, as an exponent
const DULL = 0.15 - 0.28;
const BRIGHTER = 0.28; // for each level of pressure
const HIGHS_DULLER = -0.6;
const PARTIALS = [[2, 0.3, 0.8], [3, 0.2, -0.8], [4, 0.06, 0.8]]; // [multiple, level, louder to the right]
const JOIN_S = 0.3;
const NAMES = ["u", "side", "level", "pressure"];
const SILENCE = { u: 0.5, side: 0, level: 0, pressure: 1 };

export class Lead {
  #points;
  #zero_s = 0;
  #led_s = 0; // the second of the evening up to which the lines are drawn
  #held = SILENCE;

  /** Begin silent; `brightness` is the character's share of partials. */
  constructor(context, brightness) {
    this.signals = Object.fromEntries(NAMES.map((name) => [name, new ConstantSourceNode(context, { offset: SILENCE[name] })]));
    const { u, side, level, pressure } = this.signals;
    this.output = new StereoPannerNode(context);
    scaled(side, WIDTH, this.output.pan);
    const loud = new GainNode(context, { gain: 0 });
    const high = new GainNode(context, { gain: 0 });
    level.connect(loud.gain);
    u.connect(falling(context)).connect(high.gain);
    tone(context, this.signals, bright(context, u, pressure, brightness)).connect(loud).connect(high).connect(this.output);
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

  /**
   * Forget the lines after a moment; a line that is cut there is drawn to it anew, so that its past stays as it was.
   * cancelAndHoldAtTime would do the same in some browsers; this does it in all.
   */
  #bendAt(at_s) {
    const here = this.#points ? valueAt(this.#points, at_s - this.#zero_s) : this.#held;
    for (const name of NAMES) this.signals[name].offset.cancelScheduledValues(at_s);
    this.#drawTo(here, at_s);
    return here;
  }

  #drawTo(values, at_s) {
    for (const name of NAMES) this.signals[name].offset.linearRampToValueAtTime(values[name], at_s);
  }
}

/** Return a sine with its partials, each as loud as brightness and side make it. */
function tone(context, { u, side }, brightness) {
  const sum = new GainNode(context);
  partial(context, u, 1).connect(sum);
  for (const [multiple, level, right] of PARTIALS) {
    const sided = new GainNode(context, { gain: level });
    const loud = new GainNode(context, { gain: 0 });
    scaled(side, level * right, sided.gain);
    brightness.connect(sided).connect(loud.gain);
    partial(context, u, multiple).connect(loud).connect(sum);
  }
  return sum;
}

function partial(context, u, multiple) {
  const voice = new OscillatorNode(context, { frequency: LOWEST_HERTZ * multiple });
  scaled(u, CENTS_OF_SPINE, voice.detune);
  voice.start();
  return voice;
}

/** Return the signal of brightness: more with pressure, less towards the crown. */
function bright(context, u, pressure, share) {
  const duller = new GainNode(context, { gain: share });
  const least = new ConstantSourceNode(context, { offset: DULL });
  least.connect(duller);
  least.start();
  scaled(pressure, BRIGHTER, duller);
  scaled(u, HIGHS_DULLER * share, duller.gain);
  return duller;
}

/** Return a shaper that makes of a position how loud it is: high tones are softer. */
function falling(context) {
  const curve = Float32Array.from({ length: 257 }, (_, i) => Math.exp((-HIGHS_FALL * (i - 128)) / 128));
  return new WaveShaperNode(context, { curve });
}

function scaled(signal, scale, to) {
  signal.connect(new GainNode(signal.context, { gain: scale })).connect(to);
}
