/**
 * The guide: where hands go now, as words and as a path of light. It follows the plan by the clock of this device, so
 * it goes on when nobody answers; what is told changes the plan under it.
 */

import { Back } from "./back.js";
import { cueAt, freshLine, places, stepAt, toGo } from "./following.js";
import { forgetPages, keepPages } from "./offline.js";
import { reveal, takePresses, write } from "./pressing.js";
import { Session } from "./session.js";
import { SessionSound } from "./sound/session-sound.js";
import { tone, sounds, unlock } from "./tones.js";
import { keepAwake } from "./wake.js";
import { filled } from "./words.js";

const LOOK_MS = 200;
const LEAVE_MS = 8_000;
const KEYS = { s: "softer", f: "firmer", w: "slower", y: "stay", l: "lovely", t: "when", m: "skip", Escape: "stop" };

class LiveGuide extends HTMLElement {
  connectedCallback() {
    this.parts = Object.fromEntries([...this.querySelectorAll("[data-part]")].map((part) => [part.dataset.part, part]));
    this.told = JSON.parse(this.dataset.words);
    this.session = new Session(this.dataset.session, { staysHidden: true });
    this.back = new Back(this.parts.picture, this.dataset.session);
    this.sound = new SessionSound(this.session, this.told);
    this.shownStep = -1;
    this.panels();
    takePresses(this, this.session, (name) => this.pressed(name));
    this.session.addEventListener("change", (event) => this.changed(event.detail));
    this.session.addEventListener("answer", (event) => this.answered(event.detail));
    this.session.addEventListener("connection", () => this.look());
    addEventListener("keydown", (event) => this.key(event));
    addEventListener("pointerdown", unlock, { capture: true });
    unlock(); // the tap that began counts, where the browser remembers it
    keepAwake((is) => {
      this.awake = is;
      this.look();
    });
    keepPages();
    this.setAttribute("data-ready", "");
    this.look();
    setInterval(() => this.look(), LOOK_MS);
  }

  /** Let the bands open their panels, and every press close them again. */
  panels() {
    for (const opener of this.querySelectorAll("[data-opens]")) {
      opener.addEventListener("click", () => this.open(opener.dataset.opens));
    }
    for (const finding of this.querySelectorAll("[data-finding]")) {
      finding.addEventListener("click", () => this.found(finding));
    }
    this.parts.again.addEventListener("click", () => this.sound.again());
  }

  open(name) {
    for (const panel of this.querySelectorAll(".panel")) reveal(panel, panel.dataset.panel === name);
    this.querySelector(`[data-panel="${name}"] button`)?.focus({ focusVisible: false });
  }

  /** Take what was found; where hands lie on more than one place, ask which. */
  found(button) {
    const covers = this.step.covers;
    if (covers.length < 2) {
      if (covers.length) this.say(`finding:${button.dataset.finding}@${covers[0].where}`);
      else this.open("");
      return;
    }
    const zones = covers.map(({ where, name }) => {
      const zone = document.createElement("button");
      zone.className = "zone";
      zone.type = "button";
      zone.textContent = name;
      zone.addEventListener("click", () => this.say(`finding:${button.dataset.finding}@${where}`));
      return zone;
    });
    this.parts.covers.replaceChildren(...zones);
    this.parts.covers.classList.toggle("many", zones.length > 8);
    this.open("where");
  }

  say(name) {
    this.session.press(name);
    this.pressed(name);
  }

  pressed(name) {
    this.open("");
    if (name === "stop" || name === "pause" || name === "resume") this.chime(name);
    this.look();
  }

  answered({ press, late, refused }) {
    if (!late && !refused) return;
    this.note = late ? this.told.late : this.told.refused;
    setTimeout(() => ((this.note = ""), this.look()), 6_000);
    if (press) this.look();
  }

  /** Take in a message: a line replaces the words, rings open and a tone sounds. */
  changed(message) {
    if (message?.line) {
      if (message.line.tone === "wish" || message.line.tone === "praise") this.back.ring();
      this.chime(message.line.tone);
      this.sound.relay(message.line.text);
    }
    if (message?.plan) this.was = this.step?.pressure;
    this.look();
  }

  /** Sound a word; who chose silence hears a stop alone. */
  chime(name) {
    if (name === "stop" || this.sound.hearing !== "silent") tone(name);
  }

  key(event) {
    unlock();
    if (event.altKey || event.ctrlKey || event.metaKey || event.repeat) return;
    const onControl = event.target.closest?.("button, a, input");
    if (event.key === " " && !onControl) {
      event.preventDefault();
      this.say(this.session.now.state === "running" ? "pause" : "resume");
    } else if (event.key === "n") this.open("noticed");
    else if (event.key === "a") this.sound.again();
    else if (KEYS[event.key]) this.say(KEYS[event.key]);
  }

  /** Look at the clock and show what it is time for. */
  look() {
    this.sound.look();
    const { now, plan_ms } = this.session;
    const at_s = plan_ms / 1000;
    const index = stepAt(now.plan, at_s);
    this.step = now.plan.steps[index];
    this.dataset.state = at_s < 0 && now.state === "running" ? "ready" : now.state;
    this.where(now, at_s);
    this.touch(now.plan, index, at_s);
    this.back.show(this.step, at_s, { rests: now.state !== "running" || at_s < 0 });
    this.standing(now, at_s);
    if (index !== this.shownStep || now.plan !== this.shownPlan) this.turnTo(now, index);
    write(this.parts.caption, this.caption());
  }

  /** Say which side, and one line: what is wished, what stands, what is asked, what to do. */
  where(now, at_s) {
    const ready = this.dataset.state === "ready";
    const line = freshLine(now, this.session.clock.now());
    const cue = cueAt(this.step, at_s);
    const told = line?.tone === "question" ? "" : (line?.text ?? ""); // what is asked stands below until it is answered
    const wished = now.state === "paused" ? this.told.paused : told;
    write(this.parts.title, ready ? filled(this.told.begins, { seconds: Math.ceil(-at_s) }) : this.step.title);
    write(this.parts.doing, ready ? this.step.doing : wished || (cue?.text ?? this.step.doing));
    this.parts.doing.classList.toggle("wished", Boolean(wished) && !ready);
    const asks = now.question && now.state === "running" ? this.getAttribute(`data-asks-${now.form}`) : "";
    const moving = at_s < this.step.start_s + Math.max(8, this.step.move_s) ? this.step.stand : "";
    write(this.parts.aside, asks || moving || this.step.mechanics || this.step.how);
    reveal(this.parts.answers, Boolean(asks));
    reveal(this.parts.words, !asks);
  }

  touch(plan, index, at_s) {
    const step = plan.steps[index];
    for (const rung of this.parts.ladder.children) {
      rung.classList.toggle("is-now", rung.dataset.word === step.pressure);
      rung.classList.toggle("is-was", rung.dataset.word === this.was && this.was !== step.pressure);
    }
    write(this.parts.pressure, step.firmness);
    write(this.parts.image, step.image);
    const left = toGo(plan, at_s);
    write(this.parts.left, filled(left.minutes ? this.told.minutes : this.told.seconds, left));
    write(this.parts.go, this.told.left);
    write(this.parts.next, filled(this.told.next, step));
    this.parts.evening.max = plan.seconds;
    this.parts.evening.value = Math.max(0, at_s);
  }

  /** Show what stands in the way of going on: a pause, a stop, the end. */
  standing(now, at_s) {
    const over = now.state === "ended" || (now.state === "running" && at_s >= now.plan.seconds);
    reveal(this.parts.stopped, now.state === "stopped");
    reveal(this.parts.ended, over);
    write(this.parts.rest, now.state === "paused" ? this.told.resume : this.told.pause);
    this.parts.pause.value = now.state === "paused" ? "resume" : "pause";
    if (now.state === "ended" && !this.leaving) {
      this.leaving = setTimeout(() => this.leave(), LEAVE_MS);
      this.chime("end");
      this.session.forget();
    }
  }

  async leave() {
    await forgetPages();
    location.assign("/tonight/close");
  }

  /** Turn to a step: fetch what comes, mark the list, sound softly. */
  turnTo(now, index) {
    if (this.shownStep >= 0 && index > this.shownStep && now.plan === this.shownPlan) {
      if (!this.sound.leads) this.chime("step");
      this.was = undefined;
    }
    this.shownStep = index;
    this.shownPlan = now.plan;
    this.back.fetchAhead(now.plan.steps.slice(index)).then(() => this.look());
    this.list(now.plan, index);
  }

  list(plan, index) {
    const rows = places(plan);
    const here = rows.findIndex((row) => row.last >= index);
    const first = Math.max(0, Math.min(here - 1, rows.length - 6));
    const items = rows.slice(first, first + 6).map((row, offset) => {
      const item = document.createElement("li");
      item.textContent = row.label;
      if (first + offset === here) item.setAttribute("aria-current", "step");
      else if (first + offset < here) item.className = "behind";
      return item;
    });
    this.parts.list.replaceChildren(...items);
  }

  caption() {
    if (!this.session.connected) return this.told.unconnected;
    if (this.note) return this.note;
    if (this.sound.trouble) return this.sound.trouble;
    if (!sounds()) return this.told.mute;
    return this.awake ? this.told.lit : this.told.dims;
  }
}

customElements.define("live-guide", LiveGuide);
