/**
 * The music of one evening in a context: lead, pads, breath, bells and pulses in a room. It follows breakpoints, rests
 * in a pause, is ducked under speech, and draws itself a minute ahead at most.
 */

import { breath } from "./breath.js";
import { CHARACTERS } from "./characters.js";
import { Lead } from "./lead.js";
import { Pads } from "./pads.js";
import { room } from "./room.js";
import { beat, ring } from "./struck.js";

const AT_ONCE_S = 0.05; // what is changed sooner than the device plays might click
const AHEAD_S = 45;
const REST_FADE_S = 1.5;
const STOP_FADE_S = 0.3;
const RETURN_S = 0.4;
const DUCKED = 0.2; // 14 dB softer
const DUCK_FALLS_S = 0.08;
const DUCK_RISES_S = 0.4;
const RESTING = 0.5;
const OWN = 0.5; // records are louder than what is made here

export class Music {
  #struck = [];
  #struckUntil_s = 0;
  #known;
  #zero_s;

  constructor(context, name, seed, out = context.destination) {
    this.context = context;
    const character = CHARACTERS[name];
    this.character = character;
    this.lead = new Lead(context, character.brightness);
    this.pads = new Pads(context, character, seed, context.currentTime);
    this.#mix(context, character, seed, out);
    this.resting = true;
  }

  #mix(context, character, seed, out) {
    this.loud = new GainNode(context, { gain: 1 });
    this.ducked = new GainNode(context, { gain: 1 });
    this.going = new GainNode(context, { gain: 1 });
    this.bells = new GainNode(context, { gain: 1 });
    this.own = new GainNode(context, { gain: OWN });
    const leading = new GainNode(context, { gain: character.lead });
    const walls = room(context, character.room);
    const limit = new DynamicsCompressorNode(context, { threshold: -6, ratio: 12, knee: 6, attack: 0.003 });
    this.lead.output.connect(leading).connect(this.going);
    this.pads.output.connect(this.going);
    breath(context, character.breath, seed).connect(this.going);
    for (const dry of [leading, this.bells]) dry.connect(walls.input);
    for (const part of [this.bells, walls.output]) part.connect(this.going);
    this.own.connect(this.ducked);
    this.going.connect(this.ducked).connect(this.loud).connect(limit).connect(out);
  }

  /** Follow breakpoints from now on; second 0 of the evening is at `zero_s` of the context. The past stays. */
  follow(known, zero_s) {
    const at_s = this.context.currentTime + AT_ONCE_S;
    this.lead.follow(known.points, zero_s, at_s);
    this.#unstrike(at_s);
    [this.#known, this.#zero_s] = [known, zero_s];
    if (this.resting) ramp(this.going.gain, 1, at_s, RETURN_S);
    this.resting = false;
    this.extend();
  }

  /** Draw what comes next; call it now and then. */
  extend() {
    const until_s = this.context.currentTime + AHEAD_S;
    this.pads.extend(until_s);
    if (this.resting) return;
    this.lead.extend(until_s);
    this.#strike(until_s);
  }

  /** Let hands rest: the lead fades where it is, pads stay, softer. */
  rest() {
    this.#still(REST_FADE_S, RESTING);
  }

  /** Fall silent within 0.3 s. */
  stop() {
    this.#still(STOP_FADE_S, 0);
  }

  /** Ring at once. */
  ring(kind) {
    ring(this.context, this.bells, { kind, pitch_class: 0 }, this.character.bell, this.context.currentTime + AT_ONCE_S);
  }

  /** Make room for a voice, or fill it again. */
  duck(is) {
    this.ducked.gain.cancelScheduledValues(0);
    this.ducked.gain.setTargetAtTime(is ? DUCKED : 1, this.context.currentTime, is ? DUCK_FALLS_S : DUCK_RISES_S);
  }

  /** Set the volume, 0 to 1 as a factor of the samples. */
  set volume(factor) {
    this.loud.gain.setTargetAtTime(factor, this.context.currentTime, DUCK_FALLS_S);
  }

  /** Let go of everything. */
  end() {
    this.stop();
    setTimeout(() => this.loud.disconnect(), 1000 * (STOP_FADE_S + AT_ONCE_S));
  }

  #still(fade_s, share) {
    const at_s = this.context.currentTime + AT_ONCE_S;
    this.lead.rest(at_s, fade_s);
    this.#unstrike(at_s);
    ramp(this.going.gain, share, at_s, fade_s);
    this.resting = true;
  }

  /** Strike what lies between the last look and a moment of the context. */
  #strike(until_s) {
    const from_s = this.#struckUntil_s;
    const due = (each) => each.at_s + this.#zero_s >= from_s && each.at_s + this.#zero_s < until_s;
    const { context, bells, character } = this;
    const add = (at_s, silence) => this.#struck.push({ at_s, silence });
    for (const bell of this.#known.bells.filter(due)) {
      const at_s = bell.at_s + this.#zero_s;
      add(at_s, ring(context, bells, bell, character.bell, at_s));
    }
    for (const pulse of character.pulse ? this.#known.pulses.filter(due) : []) {
      const at_s = pulse.at_s + this.#zero_s;
      add(at_s, beat(context, bells, { count: pulse.count, level: character.pulse, at_s }));
    }
    this.#struckUntil_s = Math.max(from_s, until_s);
    this.#struck = this.#struck.filter((each) => each.at_s >= context.currentTime);
  }

  /** Take back what was to be struck after a moment. */
  #unstrike(at_s) {
    for (const each of this.#struck) if (each.at_s >= at_s) each.silence();
    this.#struck = this.#struck.filter((each) => each.at_s < at_s);
    this.#struckUntil_s = at_s;
  }
}

/** Lead a gain to a value without a jump, whatever it was doing. */
function ramp(parameter, value, at_s, within_s) {
  parameter.cancelScheduledValues(at_s);
  parameter.setTargetAtTime(value, at_s, within_s / 8);
}
