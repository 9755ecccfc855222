/** A quiet tone that follows a hand: low while it is slow, higher as it hurries, gone when it lifts. */

import { audio, unlock } from "./tones.js";

const REST_HZ = 147;
const VOLUME = 0.09;
const GLIDE_S = 0.08;
const FARTHEST_OCTAVES = 1.5;

export class HandTone {
  #voice;
  #loud;

  /** Sound from now on; call it from a tap. */
  begin() {
    unlock();
    const context = audio();
    if (!context || this.#voice) return;
    this.#voice = new OscillatorNode(context, { type: "sine", frequency: REST_HZ });
    this.#loud = new GainNode(context, { gain: 0 });
    this.#voice.connect(this.#loud).connect(context.destination);
    this.#voice.start();
  }

  /** Be silent from now on. */
  end() {
    this.#voice?.stop();
    this.#voice = this.#loud = undefined;
  }

  /** Return whether it sounds when a hand moves. */
  get isOn() {
    return Boolean(this.#voice);
  }

  /** Follow a speed; `middle` is the middle of the stroke's range, undefined is no hand. */
  follow(speed, middle) {
    if (!this.#voice) return;
    const at = audio().currentTime;
    const octaves = Math.log2(Math.max(speed ?? 0, 0.1) / middle);
    const held = Math.max(-FARTHEST_OCTAVES, Math.min(FARTHEST_OCTAVES, octaves));
    this.#voice.frequency.setTargetAtTime(REST_HZ * 2 ** held, at, GLIDE_S);
    this.#loud.gain.setTargetAtTime(speed === undefined ? 0 : VOLUME, at, GLIDE_S);
  }
}
