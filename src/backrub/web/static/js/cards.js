/**
 * <back-cards>: today's cards one after another, told at once. Answers wait here while there is no connection, each
 * with its own time, and go when it is back; the kept page never asks again what was answered.
 */

import { memory } from "./memory.js";
import { keepAnew, keepForLater } from "./offline.js";

const SEND_TO = "/learn/back/quiz/answers";
const AGAIN_MS = 5_000;
const ANSWER_WITHIN_MS = 10_000;
const LATEST_MS = 90 * 24 * 60 * 60 * 1000;

class BackCards extends HTMLElement {
  connectedCallback() {
    this.place = `backrub:cards:${this.dataset.owner}`;
    this.addEventListener("submit", (event) => this.answered(event));
    this.addEventListener("click", (event) => this.tapped(event));
    addEventListener("online", () => this.send());
    const answered = new Set(this.waiting.map((one) => one.card));
    this.left = [...this.querySelectorAll(".card")].filter((card) => !answered.has(card.dataset.card));
    this.show();
    this.send();
    keepForLater("/learn/back/quiz", "/learn/back");
  }

  /** Return the answers that wait to be sent, oldest first. */
  get waiting() {
    return memory.get(this.place) ?? [];
  }

  /** Show the next card, or that this was all. */
  show() {
    for (const card of this.querySelectorAll(".card")) card.hidden = card !== this.left[0];
    this.querySelector(".enough").hidden = this.left.length > 0;
    this.querySelector(".leave").hidden = this.left.length === 0;
  }

  tapped(event) {
    if (event.target.closest(".next")) {
      this.left.shift();
      this.show();
      (this.left[0] ?? this.querySelector(".enough")).querySelector("h1").focus();
      return;
    }
    const place = event.target.closest?.("a[data-muscle]");
    if (!place) return;
    event.preventDefault();
    const card = place.closest(".card");
    card.querySelector(`.choice[value="${place.dataset.muscle}"]`)?.click();
  }

  /** Keep an answer and tell what there is to know. */
  answered(event) {
    event.preventDefault();
    const card = event.target.closest(".card");
    const said = event.submitter?.value ?? "";
    memory.set(this.place, [...this.waiting, { card: card.dataset.card, said, at: Date.now() }]);
    this.tell(card, said, event.submitter?.dataset.note);
    this.send();
  }

  tell(card, said, note) {
    card.classList.add("is-told");
    card.querySelector("form").hidden = true;
    const isRight = said === card.dataset.right;
    card.querySelector(".yes").hidden = !isRight;
    const line = card.querySelector(".note");
    line.textContent = note ?? "";
    line.hidden = isRight || !note;
    card.querySelector(".told").hidden = false;
    card.querySelector(".told .read-back").focus();
  }

  /** Send what waits; what cannot be understood is let go, anything else waits on. */
  async send() {
    const sent = this.waiting;
    if (!sent.length || this.sending) return;
    this.sending = true;
    clearTimeout(this.again);
    const answer = await this.post(sent).catch((lost) => {
      if (!(lost instanceof TypeError) && lost.name !== "TimeoutError") throw lost;
    });
    this.sending = false;
    if (!answer || (!answer.ok && answer.status !== 400)) {
      this.again = setTimeout(() => this.send(), AGAIN_MS);
      return;
    }
    memory.set(this.place, this.waiting.slice(sent.length));
    if (this.waiting.length) this.send();
    else keepAnew("/learn/back/quiz");
  }

  post(sent) {
    const ago = (one) => Math.min(LATEST_MS, Math.max(0, Date.now() - one.at));
    return fetch(SEND_TO, {
      method: "POST",
      signal: AbortSignal.timeout?.(ANSWER_WITHIN_MS),
      headers: { "content-type": "application/json", "x-csrftoken": document.querySelector('meta[name="csrf"]').content },
      body: JSON.stringify(sent.map((one) => ({ card: one.card, said: one.said, ago_ms: ago(one) }))),
    });
  }
}

customElements.define("back-cards", BackCards);
