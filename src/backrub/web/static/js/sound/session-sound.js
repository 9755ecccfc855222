/**
 * What a session sounds like on this page: the score of its plan followed by its clock, changed as soon as the plan
 * is, and the words of the other one at once. Where no voice speaks, chimes do.
 */

import { memory } from "../memory.js";
import { audio } from "../tones.js";
import { breakpoints } from "./breakpoints.js";
import { choices, loudness } from "./choices.js";
import { heard } from "./hearing.js";
import { isNear, Lines } from "./lines.js";
import { Music } from "./music.js";
import { opened } from "./opening.js";
import { keptFile, OwnMusic } from "./own-music.js";
import { interjected, reflowed } from "./reflow.js";
import { Speech } from "./speech.js";

const DRIFT_S = 0.1; // a device's sound card and its clock part slowly
const DUCK_AHEAD_S = 0.35;
const AGAIN_MS = 1_500;
const SPOKEN_NOW = 0; // the priority of what one of the two says
const PLANNED = 9;

export class SessionSound {
  #known; // the breakpoints, with `made`, the score they are of
  #followed = {}; // what the music follows now
  #plan;
  #speaking = 0;
  #lines = new Lines();

  /** `told` holds the words said first, and what is said of a file of one's own that does not play. */
  constructor(session, told, speech = new Speech()) {
    Object.assign(this, { session, told, speech, trouble: "" });
    choices.addEventListener("change", () => this.#chosen());
    const kept = memory.get(this.#key);
    if (kept) this.#take(kept);
  }

  /** Return whether the plan is heard on this page. */
  get leads() {
    return Boolean(this.music);
  }

  /** Return how much is heard of words: what was chosen, chimes where no voice speaks. */
  get hearing() {
    const { hearing } = choices.now;
    return hearing === "voice" && !this.speech.speaks ? "chimes" : hearing;
  }

  /** Look at the clock: begin, go on, rest, speak. Call it a few times a second. */
  look() {
    const { now } = this.session;
    if (now.plan !== this.#plan) this.#fetch(now.plan);
    if (!this.#known || !this.#begun()) return;
    if (now.state === "running") this.#goOn();
    else this.#stand(now.state);
    this.music.extend();
    this.#pump();
  }

  /** Say what one of the two wishes, at once. */
  relay(text) {
    if (!this.#known) return;
    const line = { at_s: this.#plan_s, key: "live", text, priority: SPOKEN_NOW };
    this.#known = { ...this.#known, ...interjected(this.#known, line) };
    this.#pump();
  }

  /** Say the last line again. */
  again() {
    if (this.#lines.latest) this.#speak(this.#lines.latest);
  }

  get #key() {
    return `backrub:score:${this.session.id}`;
  }

  get #plan_s() {
    return this.session.plan_ms / 1000;
  }

  /** Make the music once the page may sound; tell whether it may. */
  #begun() {
    const context = audio();
    if (context?.state !== "running") return false;
    if (!this.music) this.#make(context);
    return true;
  }

  #make(context) {
    const { character, music, own } = choices.now;
    this.made = `${character} ${own}`;
    this.music = new Music(context, character, this.#known.seed);
    this.music.volume = loudness(music);
    this.#followed = {};
    if (character === "own") this.#openOwn(context, this.music);
  }

  async #openOwn(context, music) {
    const file = await keptFile();
    const failed = () => (this.trouble = this.told.unplayed);
    if (music !== this.music) return;
    if (file) this.own = new OwnMusic(context, file, music.own, failed);
    else this.trouble = this.told.chooses;
  }

  /** Follow the plan by the clock; again where either has changed. */
  #goOn() {
    const zero_s = this.music.context.currentTime - this.#plan_s;
    const { made, hearing } = this.#followed;
    const isAlike = made === this.#known.made && hearing === this.hearing;
    if (!isAlike || Math.abs(zero_s - this.#followed.zero_s) > DRIFT_S) {
      this.#followed = { made: this.#known.made, hearing: this.hearing, zero_s };
      this.music.follow(heard(this.#known, this.hearing), zero_s);
    }
    this.own?.play(true);
  }

  #stand(state) {
    if (this.#followed.stood === state) return;
    this.#followed = { stood: state };
    if (state === "paused") this.music.rest();
    else this.music.stop();
    this.own?.play(false);
  }

  /** Say what is due, one of the two first; make room for what is near. */
  #pump() {
    if (this.hearing !== "voice") return;
    const { spoken } = this.#known;
    const line = this.#lines.take(spoken, this.#plan_s, this.#speaking ? SPOKEN_NOW : PLANNED);
    if (line) this.#speak(line.text);
    else if (!this.#speaking) this.music?.duck(isNear(spoken, this.#plan_s, DUCK_AHEAD_S));
  }

  async #speak(text) {
    this.#speaking += 1;
    this.music?.duck(true);
    const outcome = await this.speech.say(text, loudness(choices.now.voice));
    this.#speaking -= 1;
    if (outcome === "failed") this.music?.ring("word");
    if (!this.#speaking) this.music?.duck(false);
  }

  /** Fetch the score of a plan; the old one sounds on until it is there. */
  async #fetch(plan) {
    this.#plan = plan;
    const answer = await fetch(`/sessions/${this.session.id}/score.json`).catch(() => null);
    if (this.#plan !== plan) return;
    if (answer?.ok) {
      this.#take(await answer.text());
      this.look();
    } else setTimeout(() => this.#plan === plan && (this.#plan = undefined), AGAIN_MS);
  }

  /** Take a score in the place of the one that sounds. */
  #take(text) {
    if (text === this.#known?.made) return;
    memory.set(this.#key, text);
    const score = JSON.parse(text);
    const fresh = opened(breakpoints(score), this.told.opening);
    const at_s = this.#plan_s;
    const known = this.#known && at_s > 0 ? reflowed(this.#known, fresh, at_s) : fresh;
    this.#known = { ...known, seed: score.seed, made: text };
  }

  /** Take in what was chosen. */
  #chosen() {
    const { character, music, own } = choices.now;
    if (this.music && this.made !== `${character} ${own}`) this.#renew();
    if (this.music) this.music.volume = loudness(music);
    if (this.hearing !== "voice") this.speech.hush();
  }

  #renew() {
    this.own?.end();
    this.own = undefined;
    this.trouble = "";
    this.music.end();
    this.#make(this.music.context);
  }
}
