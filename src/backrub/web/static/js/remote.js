/**
 * The remote: a word for every wish, found with closed eyes. Each press sounds, shakes and shows at once; what the
 * giver hears is told when it has been heard.
 */

import { isRising, stepAt } from "./following.js";
import { forgetPages, keepPages } from "./offline.js";
import { reveal, takePresses, write } from "./pressing.js";
import { Session } from "./session.js";
import { shake, tone, unlock } from "./tones.js";
import { keepAwake } from "./wake.js";
import { filled } from "./words.js";

const LOOK_MS = 400;
const WORD_MS = 6_000;
const LEAVE_MS = 8_000;

class LiveRemote extends HTMLElement {
  connectedCallback() {
    this.parts = Object.fromEntries([...this.querySelectorAll("[data-part]")].map((part) => [part.dataset.part, part]));
    this.told = JSON.parse(this.dataset.words);
    this.session = new Session(this.dataset.session);
    takePresses(this, this.session, (name) => this.pressed(name));
    this.session.addEventListener("change", (event) => this.changed(event.detail));
    this.session.addEventListener("answer", (event) => this.answered(event.detail));
    this.session.addEventListener("connection", () => this.look());
    addEventListener("pointerdown", unlock, { capture: true });
    keepAwake(() => undefined);
    keepPages();
    this.setAttribute("data-ready", "");
    this.look();
    setInterval(() => this.look(), LOOK_MS);
  }

  /** Answer a press before anyone else does. */
  pressed(name) {
    const word = name.replace("answer:", "");
    tone(word);
    shake(word);
    const kept = this.session.connected ? "" : ` ${this.told.aloud}`;
    this.say(`${this.querySelector(`[value="${name}"]`)?.dataset.word ?? ""}${kept}`);
    if (name.startsWith("answer:")) this.answeredStep = this.session.now.question;
    this.look();
  }

  answered({ late, refused }) {
    if (late) this.say(filled(this.told.late, this.dataset));
    if (refused) this.say(this.told.refused);
  }

  changed(message) {
    if (message?.heard) this.say(message.heard);
    if (message?.kind === "question_asked") {
      tone("question");
      shake("question");
    }
    this.look();
  }

  say(text) {
    this.word = text;
    this.said_ms = Date.now();
    this.look();
  }

  look() {
    const { now, plan_ms } = this.session;
    const at_s = plan_ms / 1000;
    const asks = now.state === "running" && now.question !== null && now.question !== this.answeredStep;
    const rises = now.state === "running" && !asks && at_s > 0 && isRising(now.plan, stepAt(now.plan, at_s), at_s);
    this.dataset.state = now.state;
    if (asks) write(this.parts.asked, this.parts.asked.getAttribute(`data-asks-${now.form}`));
    reveal(this.parts.asks, asks);
    reveal(this.parts.rises, rises);
    write(this.parts.word, this.words(now, at_s));
    reveal(this.parts.word, !asks);
    reveal(this.parts.stopped, now.state === "stopped");
    reveal(this.parts.ended, now.state === "ended");
    if (now.state === "ended" && !this.leaving) {
      this.leaving = setTimeout(() => this.leave(), LEAVE_MS);
      this.session.forget();
    }
  }

  /** Return the words of the strip: what was just said, or how things stand. */
  words(now, at_s) {
    if (this.word && Date.now() - this.said_ms < WORD_MS) return this.word;
    if (!this.session.connected) return this.told.unconnected;
    if (now.state === "paused") return this.told.paused;
    if (at_s < 0) return filled(this.told.begins, { seconds: Math.ceil(-at_s) });
    return this.told.still;
  }

  async leave() {
    await forgetPages();
    location.assign("/tonight/close");
  }
}

customElements.define("live-remote", LiveRemote);
