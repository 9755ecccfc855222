/**
 * One live session as this page knows it: what the server told, what was pressed here and is not told yet, and the
 * clock that joins them. Fires "change" (detail: the message, if one came), "answer" and "connection".
 */

import { SessionClock } from "./clock.js";
import { memory } from "./memory.js";
import { Outbox } from "./outbox.js";
import { LiveStream } from "./stream.js";

export class Session extends EventTarget {
  #told;
  #guess = null;

  constructor(id, { staysHidden = false } = {}) {
    super();
    this.id = id;
    this.connected = false;
    const embedded = JSON.parse(document.getElementById("live").textContent);
    const kept = memory.get(`backrub:told:${id}`);
    this.#told = kept && kept.seq > embedded.seq ? kept : embedded;
    this.clock = new SessionClock(id, embedded.now_ms, memory);
    this.outbox = new Outbox(id, memory, {
      answered: (item, answer) => this.#answered(item, answer),
      refused: (item) => this.#refused(item),
    });
    for (const item of this.outbox.waiting) this.#assume(item.press, item.key, this.clock.at(item.pressed_ms));
    this.stream = new LiveStream(id, {
      latest: () => this.#told.seq,
      hear: (kind, body) => this.#hear(kind, body),
      connected: (is) => this.#connected(is),
      staysHidden,
    });
  }

  /** Return where the session stands, with what was pressed here and is on its way. */
  get now() {
    return this.#guess ? { ...this.#told, ...this.#guess.fields } : this.#told;
  }

  /** Return the plan's milliseconds that have passed; below 0 while hands get ready. */
  get plan_ms() {
    const { paused_ms, origin_ms } = this.now;
    return (paused_ms ?? this.clock.now()) - origin_ms;
  }

  /** Press something: it shows here at once and is on its way. */
  press(name, value) {
    this.#assume(name, this.outbox.add(name, value), this.clock.now());
    this.#changed();
  }

  /** Forget what was kept of this session. */
  forget() {
    this.stream.end();
    memory.forget(this.id);
  }

  /** Show at once what the server will say of resting and going on. */
  #assume(name, key, at_ms) {
    const { state, paused_ms } = this.now;
    const still_ms = paused_ms ?? at_ms;
    if (name === "stop" && (state === "running" || state === "paused")) {
      this.#guess = { key, until: Infinity, fields: { state: "stopped", paused_ms: still_ms, question: null } };
    } else if (name === "pause" && state === "running") {
      this.#guess = { key, until: Infinity, fields: { state: "paused", paused_ms: still_ms } };
    } else if (name === "resume" && (state === "paused" || state === "stopped")) {
      const origin_ms = this.now.origin_ms + at_ms - still_ms;
      this.#guess = { key, until: Infinity, fields: { state: "running", paused_ms: null, origin_ms } };
    }
  }

  #hear(kind, body) {
    if (kind === "gone") {
      this.forget();
      location.replace("/tonight");
      return;
    }
    if (kind !== "message") this.clock.hear(body.now_ms);
    if (kind === "ping" || (kind === "message" && body.seq <= this.#told.seq)) return;
    const { now_ms: _, ...told } = body;
    this.#told = { ...this.#told, ...told, plan: this.#plan(told), line: body.line ?? this.#told.line };
    memory.set(`backrub:told:${this.id}`, this.#told);
    this.#doubt();
    this.#changed(kind === "message" ? body : undefined);
  }

  /** Return the plan that is told; the very one known where it is alike, so that nothing is made anew for it. */
  #plan({ plan }) {
    const known = this.#told.plan;
    return !plan || JSON.stringify(plan) === JSON.stringify(known) ? known : plan;
  }

  /** Give up the guess once the server has said more. */
  #doubt() {
    if (this.#guess && this.#told.seq >= this.#guess.until) this.#guess = null;
  }

  #answered(item, answer) {
    if (this.#guess?.key === item.key) this.#guess.until = answer.seq;
    if (this.#guess?.key === item.key && answer.late) this.#guess = null;
    this.#doubt();
    this.dispatchEvent(new CustomEvent("answer", { detail: { ...item, late: answer.late, refused: false } }));
    this.#changed();
  }

  #refused(item) {
    if (this.#guess?.key === item.key) this.#guess = null;
    this.dispatchEvent(new CustomEvent("answer", { detail: { ...item, late: false, refused: true } }));
    this.#changed();
  }

  #connected(is) {
    if (is) this.outbox.hurry();
    if (is === this.connected) return;
    this.connected = is;
    this.dispatchEvent(new CustomEvent("connection"));
  }

  #changed(message) {
    this.dispatchEvent(new CustomEvent("change", { detail: message }));
  }
}
