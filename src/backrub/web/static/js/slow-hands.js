/** Slow hands: follow the light with a finger, a mouse or the arrow keys; hear and see how fast you are. */

import { HandSpeed } from "./hand-speed.js";
import { HandTone } from "./hand-tone.js";
import { KeyHand } from "./key-hand.js";
import { LightPath } from "./light-path.js";
import { screenScale } from "./screen-scale.js";
import { SpeedRibbon } from "./speed-ribbon.js";

const ROUND_S = 30;
const BREATH_S = 5;
const LEAST_S = 2; // shorter than that, nothing can be said
const STILL_MS = 250; // a busy phone may hold back what a finger does for a while
const WORD_HOLDS_MS = 500;
const BREATHS = ["The last breath.", "Two more breaths.", "Three more breaths.", "Four more breaths.", "Five more breaths."];

class SlowHands extends HTMLElement {
  connectedCallback() {
    this.least = Number(this.dataset.least);
    this.most = Number(this.dataset.most);
    this.middle = (this.least + this.most) / 2;
    this.surface = this.querySelector("[data-part=surface]");
    this.path = new LightPath(this.surface.querySelector("svg"));
    this.ribbon = new SpeedRibbon(this.querySelector("[data-part=ribbon]"), this.least, this.most);
    this.tone = new HandTone();
    this.keys = new KeyHand();
    this.isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.#listen();
    this.#again();
    this.querySelectorAll("[data-needs-script]").forEach((one) => (one.hidden = false));
    requestAnimationFrame((now_ms) => this.#frame(now_ms, now_ms));
  }

  #listen() {
    for (const kind of ["pointerdown", "pointermove", "pointerup", "pointercancel"]) {
      this.surface.addEventListener(kind, (event) => this.#pointer(event));
    }
    for (const kind of ["keydown", "keyup"]) {
      this.surface.addEventListener(kind, (event) => this.keys.take(event) && event.preventDefault());
    }
    this.surface.addEventListener("blur", () => this.keys.rest());
    this.#on("enough", () => this.#end());
    this.#on("again", () => this.#again());
    this.#on("sound", (button) => this.#sound(button));
    document.addEventListener("measured", () => this.#again());
  }

  #on(part, act) {
    const button = this.#part(part);
    button.addEventListener("click", () => act(button));
  }

  #part(name) {
    return this.querySelector(`[data-part=${name}]`);
  }

  /** Begin anew, with the centimetre as it is known now. */
  #again() {
    const { pxPerCm, isMeasured } = screenScale();
    Object.assign(this, { pxPerCm, speed: new HandSpeed(pxPerCm), isOver: false, hand: undefined, word: undefined });
    this.#part("scale").textContent = isMeasured
      ? "The centimetre of this screen was measured."
      : "The centimetre of this screen is estimated; a card or a coin makes it exact.";
    const seconds = this.path.px / pxPerCm / this.middle;
    this.#part("ends").textContent = `The light takes ${seconds.toFixed(1)} seconds from end to end.`;
    this.#part("told").hidden = true;
    this.#part("live").hidden = false;
    this.#part("word").textContent = "Follow the light";
    this.#part("left").textContent = "";
  }

  #sound(button) {
    if (this.tone.isOn) this.tone.end();
    else this.tone.begin();
    button.setAttribute("aria-pressed", String(this.tone.isOn));
  }

  /** Take what a finger or the mouse does. */
  #pointer(event) {
    if (this.isOver || (event.pointerType === "mouse" && event.type === "pointermove" && !event.buttons)) return;
    if (event.type === "pointerdown") {
      this.surface.setPointerCapture(event.pointerId);
      this.path.jump(event.clientX, event.clientY);
    } else if (event.type !== "pointermove") {
      this.#lift();
      return;
    } else if (!this.hand) return;
    this.#touch(event.clientX, event.clientY, event.timeStamp);
  }

  #touch(x, y, at_ms) {
    this.hand = { x, y, at_ms, isOn: this.path.holds(x, y) };
    this.speed.add(x, y, at_ms, this.hand.isOn);
    this.path.follow(x, y);
  }

  #lift() {
    this.hand = undefined;
    this.speed.lift();
    this.path.lift();
    this.tone.follow(undefined, this.middle);
  }

  /** Draw what is now, and what a hand at rest or a held key does. */
  #frame(now_ms, before_ms) {
    if (!this.isConnected) return;
    const seconds = Math.min(0.1, (now_ms - before_ms) / 1000);
    if (!this.isStill) this.path.walk(seconds * this.middle * this.pxPerCm);
    if (!this.isOver) this.#follow(seconds, now_ms);
    requestAnimationFrame((next_ms) => this.#frame(next_ms, now_ms));
  }

  #follow(seconds, now_ms) {
    if (this.keys.isOn) this.#move(seconds, now_ms);
    else if (this.byKeys) this.#lift();
    this.byKeys = this.keys.isOn;
    if (!this.hand) return;
    if (now_ms - this.hand.at_ms > STILL_MS) this.#touch(this.hand.x, this.hand.y, now_ms);
    this.#tell(now_ms);
    if (this.speed.seconds >= ROUND_S) this.#end();
  }

  #move(seconds, now_ms) {
    this.keys.move(seconds, this.path.px / this.pxPerCm);
    const { x, y } = this.path.place(this.keys.at);
    this.#touch(x, y, now_ms);
  }

  /** Say how fast the hand is now, in a word that holds, a figure, the ribbon and the tone. */
  #tell(now_ms) {
    const speed = this.speed.now;
    this.tone.follow(speed, this.middle);
    this.ribbon.add(speed);
    const word = this.hand.isOn ? this.#wordFor(speed) : "Back to the light";
    if (word !== this.word?.text && now_ms - (this.word?.at_ms ?? 0) > WORD_HOLDS_MS) {
      this.word = { text: word, at_ms: now_ms };
      this.#part("word").textContent = word;
    }
    this.#part("figure").textContent = speed === undefined ? "" : `${speed.toFixed(0)} cm/s`;
    const breaths = Math.ceil((ROUND_S - this.speed.seconds) / BREATH_S);
    this.#part("left").textContent = BREATHS[breaths - 1] ?? "";
  }

  #wordFor(speed) {
    if (speed === undefined || speed < 0.3) return "At rest";
    if (speed < this.least) return "Very slow";
    if (speed <= this.most) return this.most <= 6 ? "Lovely and slow" : "Lovely and even";
    return speed <= 1.5 * this.most ? "A little quick" : "Quick";
  }

  /** Say how it was. */
  #end() {
    this.#lift();
    this.keys.rest();
    this.isOver = true;
    this.#part("live").hidden = true;
    this.#part("told").hidden = false;
    this.#part("felt").textContent = this.#felt();
    this.#part("how").textContent = this.#how();
    this.#part("felt").focus();
  }

  #felt() {
    return this.speed.seconds < LEAST_S ? "Too short to tell" : this.#wordFor(this.speed.median);
  }

  #how() {
    if (this.speed.seconds < LEAST_S) return "Rest a finger on the light, and go with it for a few breaths.";
    const share = Math.round(100 * this.speed.within(this.least, this.most));
    const median = this.speed.median.toFixed(1);
    return (
      `Half of the time your hand was slower than ${median} cm a second, half of it faster: that is the median. ` +
      `${this.dataset.name} want ${this.least} to ${this.most}; you were there for ${share} % of ` +
      `${this.speed.seconds.toFixed(0)} seconds.`
    );
  }
}

customElements.define("slow-hands", SlowHands);
